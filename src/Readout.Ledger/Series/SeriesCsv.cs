using System.Globalization;
using System.Text.RegularExpressions;
using CsvHelper;
using CsvHelper.Configuration;
using Readout.Reference;
using Readout.Tables;

namespace Readout.Ledger.Series;

/// <summary>How the columns of a table of others are ours.</summary>
public sealed record SeriesMap
{
    public static readonly string[] Fields = ["party", "partner", "measure", "period", "unit", "value"];

    /// <summary>From our field to the column's name there; a field that is missing is called as here.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Fields that are the same in every row.</summary>
    public IReadOnlyDictionary<string, string> Constants { get; init; } = new Dictionary<string, string>();

    /// <summary>What values are multiplied by: 1000000 for a table in millions.</summary>
    public decimal Scale { get; init; } = 1;

    /// <summary>Null tells ',' from ';' and tab by the header.</summary>
    public string? Delimiter { get; init; }
}

/// <summary>A row of a table, read or not.</summary>
/// <param name="Line">1-based line in the file.</param>
/// <param name="Point">Null when the row is wrong.</param>
/// <param name="Wrong">What is wrong and what to write; null when nothing is.</param>
public readonly record struct SeriesRow(int Line, SeriesPoint? Point, string? Wrong);

/// <summary>Reads official series from CSV tables, such as customs statistics.</summary>
public static partial class SeriesCsv
{
    /// <summary>Streams the rows; a wrong one does not stop the others.</summary>
    /// <exception cref="FormatException">A column that the map names, or a field that needs one, is not there.</exception>
    public static IEnumerable<SeriesRow> Read(TextReader from, string source, SeriesMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        var states = new StateCatalog();
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { DetectDelimiter = map.Delimiter is null, Delimiter = map.Delimiter ?? ",", TrimOptions = TrimOptions.Trim, BadDataFound = null, MissingFieldFound = null };
        using var csv = new CsvReader(from, configuration);
        if (!csv.Read() || !csv.ReadHeader())
            throw new FormatException("the table is empty; its first line must name the columns.");
        var columns = SeriesMap.Fields.ToDictionary(f => f, f => Column(f, csv.HeaderRecord!, map));
        while (csv.Read())
        {
            string Cell(string field) => map.Constants.TryGetValue(field, out var constant) ? constant : columns[field] is { } column ? csv.GetField(column) ?? "" : "";
            yield return Row(csv.Parser.Row, source, Cell, states, map.Scale);
        }
    }

    private static int? Column(string field, string[] header, SeriesMap map)
    {
        if (map.Constants.ContainsKey(field))
            return null;
        var name = map.Columns.GetValueOrDefault(field, field);
        var index = Array.FindIndex(header, h => string.Equals(h, name, StringComparison.OrdinalIgnoreCase));
        if (index >= 0)
            return index;
        // Series about one state have no partner.
        if (field == "partner" && !map.Columns.ContainsKey(field))
            return null;
        throw new FormatException($"there is no column '{name}' for '{field}'. The columns are {string.Join(", ", header)}; say which with --map {field}=COLUMN, or give the value with --set {field}=VALUE."
            + (Spelling.Nearest(name, header) is { } near ? $" Did you mean '{near}'?" : ""));
    }

    private static SeriesRow Row(int line, string source, Func<string, string> cell, StateCatalog states, decimal scale)
    {
        SeriesRow Wrong(string why) => new(line, null, why);
        if (states.Meant(cell("party")) is not { } party)
            return Wrong($"'{cell("party")}' is no state (its alpha-3 or alpha-2 code or its name is wanted).");
        var partner = cell("partner") is { Length: > 0 } written ? states.Meant(written) is { } other ? other.Iso3 : null : "";
        if (partner is null)
            return Wrong($"'{cell("partner")}' is no state (its alpha-3 or alpha-2 code or its name is wanted).");
        if (Period(cell("period")) is not { } period)
            return Wrong($"'{cell("period")}' is no period. Write 2024, 2024-05, 2024-Q1 or 2024-H1.");
        if (cell("measure").Length == 0 || cell("unit").Length == 0)
            return Wrong("measure or unit is empty.");
        return decimal.TryParse(cell("value").Replace(" ", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? new(line, new SeriesPoint(source, cell("measure"), party.Iso3, partner, period, cell("unit"), value * scale), null)
            : Wrong($"'{cell("value")}' is no number (a point parts the decimals, nothing parts the thousands).");
    }

    /// <summary>"2024", "2024-05", "202405", "2024M05", "2024Q1", "2024-Q1", "2024-H1" as figures have them; null for what is none.</summary>
    private static string? Period(string written)
    {
        var match = PeriodShape().Match(written);
        if (!match.Success)
            return null;
        var year = match.Groups["year"].Value;
        if (match.Groups["month"] is { Success: true } month)
            return int.Parse(month.Value, CultureInfo.InvariantCulture) is >= 1 and <= 12 ? $"{year}-{month.Value}" : null;
        return match.Groups["part"] is { Success: true } part ? $"{year}-{part.Value.ToUpperInvariant()}" : year;
    }

    [GeneratedRegex(@"^(?<year>(19|20)\d\d)(-?M?(?<month>\d\d)|-?(?<part>[Qq][1-4]|[Hh][12]))?$")]
    private static partial Regex PeriodShape();
}
