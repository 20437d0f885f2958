using System.Globalization;

namespace Readout.Tests.Grid;

/// <summary>The grid: sentences written apart from the rules, kind by kind, each read alone.</summary>
public sealed class GridTests
{
    private static readonly Reader Engine = new();

    public static TheoryData<string> Languages() => [.. GridFile.Languages()];

    /// <remarks>A row marked <c>todo</c> that is read right is told too, so that its mark is taken away.</remarks>
    [Theory]
    [MemberData(nameof(Languages))]
    public void EachSentenceGivesWhatItsRowSays(string language)
    {
        var wrong = new List<string>();
        foreach (var row in GridFile.Rows(language))
        {
            var found = Items(Engine.Read(new Report { Text = row.Sentence, Language = language, Published = new DateOnly(2025, 8, 30) }), row.Layer, language);
            var isRight = IsSame(row, found);
            if (isRight == row.IsTodo)
                wrong.Add($"{language}.tsv:{row.Line} {(isRight ? "is read right: take its todo away" : $"{row.Layer} {string.Join(" ; ", found.Select(i => Shown(i, row)))}")} | {row.Sentence}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    // What a row may compare: the parts of an item, each with the ways to write it, the usual one first, and what stands behind " | ".
    private sealed record Item(string[][] Parts, IReadOnlyDictionary<string, string> Attributes);

    private static List<Item> Items(Record record, string layer, string language)
    {
        var actors = record.Actors.ToDictionary(a => a.Id, StringComparer.Ordinal);
        var places = record.Places.ToDictionary(p => p.Id, StringComparer.Ordinal);
        return layer switch
        {
            "event" => [.. record.Events.Select(e => Of([[e.Type], [Parties(e.Parties)], [Word(e.Status)]], ("date", Day(e.Date)), ("place", e.Place is null ? null : places[e.Place].Name), ("mode", e.Mode)))],
            "statement" => [.. record.Statements.Select(s => Of([[Parties(s.Speaker.Select(id => PartyOf(actors[id])).Distinct())], s.Acts.DefaultIfEmpty("-").ToArray()],
                ("addressee", s.Addressee is null ? null : PartyOf(actors[s.Addressee])), ("kind", Word(s.Kind)), ("text", s.Evidence.Text)))],
            "figure" => [.. record.Figures.Select(f => Of([[f.Measure], [f.Value.ToString("0.############", CultureInfo.InvariantCulture)], [f.Unit ?? "-"]],
                ("period", f.Period), ("parties", Parties(f.Parties)), ("status", Word(f.Status)), ("change", f.Change is { } change ? Word(change) : null), ("approx", Word(f.Approx))))],
            "commitment" => [.. record.Commitments.Select(c => Of([[c.Action], [Parties(c.By)]], ("due", c.Due), ("status", Word(c.Status))))],
            "organization" or "person" => [.. record.Actors.Where(a => Word(a.Kind) == layer && a.Mentions.Any(m => m.Form == MentionForm.Name)).Select(a => Of([Names(a.Ref, a.Name, a.Names.GetValueOrDefault(language))], ("country", a.Country), ("office", a.Office?.Id)))],
            "place" => [.. record.Places.Select(p => Of([Names(p.Ref, p.Name, p.Names.GetValueOrDefault(language))], ("country", p.Country), ("kind", p.Kind)))],
            "topic" => [.. record.Topics.Select(t => Of([[t.Id]]))],
            "initiative" => [.. record.Initiatives.Select(i => Of([Names(i.Name, [.. i.Mentions.Select(m => m.Text)])], ("kind", i.Kind)))],
            "relation" => [.. record.Relations.Select(r => Of([[r.Evidence.Text], [Parties(r.Parties)]], ("grade", r.Grade), ("status", Word(r.Status))))],
            _ => throw new ArgumentException($"layer {layer}", nameof(layer)),
        };
    }

    private static Item Of(string[][] parts, params (string Key, string? Value)[] attributes) => new(parts, attributes.ToDictionary(a => a.Key, a => a.Value?.Replace(' ', '_') ?? "-", StringComparer.Ordinal));

    private static string? Day(EventDate? date) => date?.From.ToString(date.Precision switch { DatePrecision.Year => "yyyy", DatePrecision.Month => "yyyy-MM", _ => "yyyy-MM-dd" }, CultureInfo.InvariantCulture);

    // As a row writes it, with those attributes that the row asks for.
    private static string Shown(Item item, GridRow row)
    {
        var asked = row.Expected.SelectMany(e => Attributes(e)).Select(a => a.Key).Distinct().Where(item.Attributes.ContainsKey).Select(key => $"{key}={item.Attributes[key]}").ToArray();
        return string.Join(' ', item.Parts.Select(p => p[0])) + (asked.Length > 0 ? " | " + string.Join(' ', asked) : "");
    }

    private static IEnumerable<(string Key, string Value)> Attributes(string item) =>
        item.IndexOf(" | ", StringComparison.Ordinal) is >= 0 and var cut ? item[(cut + 3)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(a => a.Split('=', 2) is [var key, var value] ? (key, value) : throw new FormatException($"'{a}': key=value")) : [];

    private static bool IsSame(GridRow row, List<Item> found)
    {
        var left = found.ToList();
        return row.Expected.Length == found.Count && row.Expected.All(e => left.FindIndex(item => Fits(Parts(row.Layer, e.Split(" | ")[0]), item.Parts, row.Layer) && Attributes(e).All(a => Same(item, a.Key, a.Value))) is >= 0 and var i && Remove(left, i));
    }

    private static bool Same(Item item, string key, string value) =>
        item.Attributes.TryGetValue(key, out var found) ? found == (key == "parties" ? Ordered(value) : value) : throw new FormatException($"'{key}': none of {string.Join(", ", item.Attributes.Keys)}");

    private static bool Remove(List<Item> items, int i)
    {
        items.RemoveAt(i);
        return true;
    }

    private static string[] Parts(string layer, string item) => layer switch
    {
        "organization" or "person" or "place" or "initiative" => [item],
        // The label has blanks, the parties have none.
        "relation" => item.LastIndexOf(' ') is > 0 and var cut && item[(cut + 1)..].All(c => c is '+' or (>= 'A' and <= 'Z')) ? [item[..cut], Ordered(item[(cut + 1)..])] : [item],
        "figure" => item.Split(' ', 3),
        _ => [.. item.Split(' ').Select(Ordered)],
    };

    // Parts may be left out from the end; of a name or label any piece tells it.
    private static bool Fits(string[] expected, string[][] item, string layer) =>
        expected.Length <= item.Length && expected.Select((part, i) => (part, ways: item[i])).All(p => p.ways.Any(way => layer is "initiative" or "relation" ? way.Contains(p.part, StringComparison.OrdinalIgnoreCase) : way == p.part));

    private static string Ordered(string parties) => Parties(parties.Split('+'));

    private static string Parties(IEnumerable<string> parties) => string.Join('+', parties.Select(p => p.Replace(' ', '_')).Order(StringComparer.Ordinal)) is { Length: > 0 } joined ? joined : "-";

    private static string PartyOf(Actor actor) => (actor.Kind == ActorKind.Organization ? null : actor.Country) ?? actor.Ref ?? actor.Name;

    private static string[] Names(string? first, params string?[] others) => [.. others.Prepend(first).OfType<string>()];

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
