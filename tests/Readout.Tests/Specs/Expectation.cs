namespace Readout.Tests.Specs;

/// <summary>Holds one line of a spec against a record: kind, then codes ('-' for none or any), then the words in double quotes.</summary>
internal static class Expectation
{
    /// <summary>What is wrong, or null when the record holds what the line says.</summary>
    public static string? Check(string line, Record record)
    {
        var quote = line.IndexOf('"', StringComparison.Ordinal);
        var codes = (quote < 0 ? line : line[..quote]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var quoted = Quoted(line);
        if (codes[0] == "nothing")
            return Nothing(codes[1], quoted.FirstOrDefault(), record);
        var found = codes[0] switch
        {
            "person" => record.Actors.Any(a => a.Kind == ActorKind.Person && a.Names.ContainsValue(quoted[0]) && Is(codes, 1, a.Country) && Is(codes, 2, a.Office?.Id)),
            "organization" => record.Actors.Any(a => a.Kind == ActorKind.Organization && a.Mentions.Any(m => Overlap(m.Text, quoted[0])) && (quoted.Count < 2 || a.Name == quoted[1])),
            "place" => record.Places.Any(p => p.Names.ContainsValue(quoted[0]) && Is(codes, 1, p.Country)),
            "event" => record.Events.Any(e => e.Type == codes[1] && Is(codes, 2, e.Mode) && Is(codes, 3, Kebab(e.Status)) && Same(codes, 4, e.Parties)
                && (codes.Length < 6 || codes[5] == "-" || Day(e).StartsWith(codes[5], StringComparison.Ordinal)) && e.Evidence.Any(x => Overlap(x.Text, quoted[0]))),
            "statement" => record.Statements.Any(s => Kebab(s.Kind) == codes[1] && s.Speaker.Any(id => Names(record, id, quoted[0]))
                && (Act(line) == "-" || s.Acts.Contains(Act(line))) && Overlap(s.Evidence.Text, quoted[^1])),
            "figure" => record.Figures.Any(f => f.Measure == codes[1] && f.Value == decimal.Parse(codes[2], System.Globalization.CultureInfo.InvariantCulture)
                && Is(codes, 3, f.Unit?.Replace(' ', '_')) && Is(codes, 4, Kebab(f.Status)) && codes.Skip(5).All(code => IsOf(f, code)) && f.Evidence.Text == quoted[0]),
            "commitment" => record.Commitments.Any(c => Same(codes, 1, c.By) && c.Action == codes[2] && Is(codes, 3, c.Due) && Overlap(c.Evidence.Text, quoted[0])),
            "relation" => record.Relations.Any(r => Same(codes, 1, r.Parties) && Is(codes, 2, r.Grade) && Overlap(r.Evidence.Text, quoted[0])),
            "initiative" => record.Initiatives.Any(n => n.Kind == codes[1] && n.Mentions.Any(m => Overlap(m.Text, quoted[0]))),
            "topic" => record.Topics.Any(t => t.Id == codes[1]),
            _ => throw new FormatException($"unknown expectation '{codes[0]}'"),
        };
        return found ? null : $"not in the record: {line}";
    }

    private static string? Nothing(string layer, string? words, Record record)
    {
        var there = layer switch
        {
            "event" => record.Events.Any(),
            "statement" => record.Statements.Any(),
            "commitment" => record.Commitments.Any(),
            "relation" => record.Relations.Any(),
            "initiative" => record.Initiatives.Any(),
            "topic" => record.Topics.Any(),
            "figure" => record.Figures.Any(),
            "place" => record.Places.Any(p => words is null || p.Names.ContainsValue(words)),
            "person" => record.Actors.Any(a => a.Kind == ActorKind.Person && (words is null || a.Names.ContainsValue(words))),
            _ => throw new FormatException($"unknown layer '{layer}'"),
        };
        return there ? $"the record holds a {layer} where none is" + (words is null ? "" : $": {words}") : null;
    }

    // After the status: the period, and the approximation, change or record where the text says one.
    private static bool IsOf(Figure figure, string code) =>
        code == figure.Period || code == Kebab(figure.Approx) || (code == "record" && figure.Record) || (figure.Change is { } change && code == Kebab(change));

    private static List<string> Quoted(string line)
    {
        var parts = line.Split('"');
        return [.. parts.Where((_, i) => i % 2 == 1)];
    }

    // The act of a statement stands between its two quoted parts.
    private static string Act(string line) => line.Split('"')[2].Trim();

    private static string Kebab<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static bool Is(string[] codes, int at, string? value) => codes.Length <= at || (codes[at] == "-" ? at == 1 && codes[0] == "person" ? value is null : true : codes[at] == value);

    private static bool Same(string[] codes, int at, IEnumerable<string> parties) =>
        codes[at] == "-" || codes[at].Split(',').Order(StringComparer.Ordinal).SequenceEqual(parties.Where(p => codes[0] != "event" || p.Length == 3).Order(StringComparer.Ordinal));

    private static bool Names(Record record, string id, string speaker) => record.Actors.Any(a => a.Id == id && (a.Name == speaker || a.Ref == speaker));

    private static bool Overlap(string text, string words) =>
        text.Contains(words, StringComparison.Ordinal) || words.Contains(text, StringComparison.Ordinal);

    private static string Day(Event e) => e.Date is null ? "" : e.Date.From.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
