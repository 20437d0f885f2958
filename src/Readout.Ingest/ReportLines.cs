using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Readout.Tables;

namespace Readout.Ingest;

/// <summary>Reads report lines: one JSON object a line with <c>text</c> and, where known, <c>name</c>, <c>published</c>, <c>url</c>, <c>publisher</c>, <c>credit</c>, <c>language</c>.</summary>
/// <remarks>A field of the wrong type is an error of that line. An unknown field is a warning and the line is read: lines of other tools
/// carry fields of their own, and a misspelt one is named with its nearest right spelling.</remarks>
public static class ReportLines
{
    private static readonly string[] Fields = ["text", "name", "published", "url", "publisher", "credit", "language"];

    /// <summary>Reads one line.</summary>
    /// <param name="line">UTF-8, or one of the encodings that <see cref="TextDecoder"/> tells.</param>
    /// <param name="place">File and line, for messages.</param>
    /// <returns>The report, null when the problems hold an error.</returns>
    public static (Report? Report, ImmutableArray<Problem> Problems) Parse(ReadOnlySpan<byte> line, string place)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var decoded = TextDecoder.Decode(line);
        if (decoded.Text is not { } text)
            return (null, [Problem.Error(decoded.Code!, place, decoded.Reason!)]);
        if (decoded.ConvertedFrom is { } encoding)
            problems.Add(Converted(place, encoding));
        try
        {
            using var json = JsonDocument.Parse(text);
            var report = Read(json.RootElement, place, problems);
            return (problems.Any(p => p.Severity == DiagnosticSeverity.Error) ? null : report, problems.ToImmutable());
        }
        catch (JsonException broken)
        {
            return (null, [Broken(text, place, broken)]);
        }
        catch (InvalidOperationException)
        {
            // A string with half a surrogate pair ("\ud83d") is JSON that no text can hold.
            return (null, [Problem.Error(Codes.BrokenJson, place, "a string holds half of a surrogate pair (such as \\ud83d alone). Write the line again as valid JSON.")]);
        }
    }

    internal static Problem Converted(string place, string encoding) =>
        new(Codes.ConvertedEncoding, DiagnosticSeverity.Info, place, $"read as {encoding}. Save it as UTF-8 to be sure of every letter.");

    private static Report? Read(JsonElement root, string place, ImmutableArray<Problem>.Builder problems)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            problems.Add(Problem.Error(Codes.WrongField, place, $"a report line is a JSON object, this is {Kind(root)}. Write {{\"text\": \"...\"}}, one report a line."));
            return null;
        }

        foreach (var property in root.EnumerateObject())
        {
            if (Fields.Contains(property.Name))
                continue;
            var nearest = Spelling.Nearest(property.Name.ToLowerInvariant(), Fields);
            problems.Add(new(Codes.UnknownField, DiagnosticSeverity.Warning, place, $"field '{property.Name}' is not known and was left out."
                + (nearest is null ? $" Known are {string.Join(", ", Fields)}." : $" Did you mean '{nearest}'?")));
        }

        var text = String(root, "text", place, problems);
        if (!problems.Any(p => p.Severity == DiagnosticSeverity.Error))
        {
            if (text is null)
                problems.Add(Problem.Error(Codes.WrongField, place, "there is no field 'text'. Every report line needs one: the title, a blank line, the paragraphs."));
            else if (string.IsNullOrWhiteSpace(text))
                problems.Add(Problem.Error(Codes.EmptyText, place, "the text is empty. Leave the line out or fill its 'text'."));
        }

        return new Report
        {
            Text = text ?? "",
            Name = String(root, "name", place, problems),
            Published = Date(root, place, problems),
            Url = String(root, "url", place, problems),
            Publisher = String(root, "publisher", place, problems),
            Credit = String(root, "credit", place, problems),
            Language = String(root, "language", place, problems),
        };
    }

    private static string? String(JsonElement root, string field, string place, ImmutableArray<Problem>.Builder problems)
    {
        if (!root.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        problems.Add(Problem.Error(Codes.WrongField, place, $"field '{field}' must be a string, it is {Kind(value)}."));
        return null;
    }

    private static DateOnly? Date(JsonElement root, string place, ImmutableArray<Problem>.Builder problems)
    {
        if (String(root, "published", place, problems) is not { } written)
            return null;
        if (TryDate(written, out var date))
            return date;
        problems.Add(Problem.Error(Codes.NoDate, place, $"field 'published' is '{Shortened(written)}', which is no date. Write it as 2025-08-30."));
        return null;
    }

    /// <summary>Reads <c>2025-08-30</c>; of a time stamp (<c>2025-08-30T10:00:00+05:00</c>) the day as it is written.</summary>
    public static bool TryDate(string written, out DateOnly date)
    {
        date = default;
        return written.Length >= 10
            && DateOnly.TryParseExact(written.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
            && (written.Length == 10 || (written[10] is 'T' or ' ' && DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)));
    }

    private static Problem Broken(string line, string place, JsonException broken)
    {
        // The reader counts bytes of UTF-8; people and editors count characters.
        var bytes = Encoding.UTF8.GetBytes(line);
        var at = (int)Math.Clamp(broken.BytePositionInLine ?? 0, 0, bytes.Length);
        var column = Encoding.UTF8.GetCharCount(bytes, 0, at);
        var reason = broken.Message.Split(" LineNumber:", 2)[0].Split(" Path:", 2)[0].TrimEnd('.', ' ');
        var from = Math.Max(0, column - 40);
        var shown = line[from..Math.Min(line.Length, from + 72)].Replace('\t', ' ');
        return Problem.Error(Codes.BrokenJson, $"{place}:{column + 1}", $"broken JSON: {reason}. Every line must be one whole JSON object.",
            $"{shown}\n{new string(' ', column - from)}^");
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => $"a number ({Shortened(value.GetRawText())})",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..39] + "…";
}
