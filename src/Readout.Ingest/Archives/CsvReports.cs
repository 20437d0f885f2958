using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Readout.Ingest.Archives;

/// <summary>Reports in the rows of a CSV file (RFC 4180; comma, semicolon or tab), its header naming the columns.</summary>
internal sealed class CsvReports(InputOptions options)
{
    private static readonly string[] Fields = ["text", "title", "name", "published", "url", "publisher", "credit", "language"];

    /// <param name="stream">Is disposed when all is read.</param>
    public IEnumerable<Input> Read(Stream stream, string source)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), detectEncodingFromByteOrderMarks: true);
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            DetectDelimiter = true,
            DetectDelimiterValues = [",", ";", "\t", "|"],
            MaxFieldSize = options.MaxBytes,
            BadDataFound = null,
            MissingFieldFound = null,
        });
        Problem? problem = null;
        Dictionary<string, int> columns = [];
        try
        {
            string[] header = csv.Read() && csv.ReadHeader() ? csv.HeaderRecord! : [];
            (columns, problem) = header.Length == 0
                ? (columns, Problem.Error(Codes.EmptyText, source, "the file is empty. Its first line must name the columns."))
                : Columns(header, source);
        }
        catch (Exception e) when (e is CsvHelperException or IOException or InvalidDataException)
        {
            problem = Broken(source, 1, e);
        }

        if (problem is not null)
        {
            yield return Input.Failed(source, problem);
            yield break;
        }

        while (true)
        {
            Input input;
            var isBroken = false;
            try
            {
                if (!csv.Read())
                    yield break;
                input = OfRow(csv, columns, source);
            }
            catch (Exception e) when (e is CsvHelperException or IOException or InvalidDataException)
            {
                isBroken = true;
                input = Input.Failed(source, Broken(source, csv.Parser.RawRow, e));
            }

            yield return input;
            if (isBroken)
                yield break;
        }
    }

    private static Problem Broken(string source, long line, Exception e) => Problem.Error(Codes.BrokenArchiveEntry, FormattableString.Invariant($"{source}:{line}"),
        $"the row cannot be read ({e.Message.Split('\n')[0].Trim().TrimEnd('.')}). Look for a quotation mark that is not closed; what stood before was read.");

    private (Dictionary<string, int> Columns, Problem? Problem) Columns(string[] header, string source)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var field in Fields)
        {
            var name = options.Columns?.GetValueOrDefault(field) ?? field;
            var at = Array.FindIndex(header, h => string.Equals(h.Trim(), name, StringComparison.OrdinalIgnoreCase));
            if (at >= 0)
                columns[field] = at;
            else if (options.Columns?.ContainsKey(field) == true || (field == "text" && options.Columns is null))
                return (columns, Missing(name, header, source));
        }

        return columns.ContainsKey("text") ? (columns, null) : (columns, Missing("text", header, source));
    }

    private static Problem Missing(string name, string[] header, string source)
    {
        var nearest = Tables.Spelling.Nearest(name, header);
        return Problem.Error(Codes.MissingColumn, $"{source}:1", $"there is no column '{name}' among {string.Join(", ", header)}." + (nearest is null ? "" : $" Did you mean '{nearest}'?") + " Say which column holds what: --columns text=BODY,title=HEADLINE,published=DATE.");
    }

    private Input OfRow(CsvReader csv, Dictionary<string, int> columns, string source)
    {
        var place = FormattableString.Invariant($"{source}:{csv.Parser.RawRow}");
        string? Field(string name) => columns.TryGetValue(name, out var at) && csv.GetField(at)?.Trim() is { Length: > 0 } value ? value : null;
        if (Field("text") is not { } text)
            return Input.Failed(source, Problem.Error(Codes.EmptyText, place, "the row has no text. Leave it out or fill it."));
        DateOnly? published = null;
        if (Field("published") is { } written && (published = Pages.PageDates.Parse(written, Pages.PageTables.Instance)) is null)
            return Input.Failed(source, Problem.Error(Codes.NoDate, place, $"'{written}' is no date. Write it as 2025-08-30."));
        var url = Field("url");
        var name = Field("name");
        return new Input
        {
            Place = place,
            Source = source,
            Report = new Report
            {
                Text = Field("title") is { } title ? $"{title}\n\n{text}" : text,
                Name = name,
                Published = published ?? options.Published,
                Url = url,
                Publisher = Field("publisher"),
                Credit = Field("credit"),
                Language = Field("language") ?? options.Language,
            },
            Key = url ?? name,
            Bytes = text.Length,
        };
    }
}
