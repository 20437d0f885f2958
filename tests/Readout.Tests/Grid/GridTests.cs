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
                wrong.Add($"{language}.tsv:{row.Line} {(isRight ? "is read right: take its todo away" : $"{row.Layer} {string.Join(" ; ", found.Select(i => string.Join(' ', i.Select(p => p[0]))))}")} | {row.Sentence}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    // An item as its parts, each with the ways to write it, the usual one first.
    private static List<string[][]> Items(Record record, string layer, string language)
    {
        var actors = record.Actors.ToDictionary(a => a.Id, StringComparer.Ordinal);
        return layer switch
        {
            "event" => [.. record.Events.Select(e => new string[][] { [e.Type], [Parties(e.Parties)], [Word(e.Status)] })],
            "statement" => [.. record.Statements.Select(s => new[] { [Parties(s.Speaker.Select(id => PartyOf(actors[id])).Distinct())], s.Acts.DefaultIfEmpty("-").ToArray() })],
            "figure" => [.. record.Figures.Select(f => new string[][] { [f.Measure], [f.Value.ToString("0.############", CultureInfo.InvariantCulture)], [f.Unit ?? "-"] })],
            "commitment" => [.. record.Commitments.Select(c => new string[][] { [c.Action], [Parties(c.By)] })],
            "organization" or "person" => [.. record.Actors.Where(a => Word(a.Kind) == layer && a.Mentions.Any(m => m.Form == MentionForm.Name)).Select(a => new[] { Names(a.Ref, a.Name, a.Names.GetValueOrDefault(language)) })],
            "place" => [.. record.Places.Select(p => new[] { Names(p.Ref, p.Name, p.Names.GetValueOrDefault(language)) })],
            "topic" => [.. record.Topics.Select(t => new string[][] { [t.Id] })],
            "initiative" => [.. record.Initiatives.Select(i => new[] { Names(i.Name, [.. i.Mentions.Select(m => m.Text)]) })],
            "relation" => [.. record.Relations.Select(r => new string[][] { [r.Evidence.Text], [Parties(r.Parties)] })],
            _ => throw new ArgumentException($"layer {layer}", nameof(layer)),
        };
    }

    private static bool IsSame(GridRow row, List<string[][]> found)
    {
        var left = found.ToList();
        return row.Expected.Length == found.Count && row.Expected.All(e => left.FindIndex(item => Fits(Parts(row.Layer, e), item, row.Layer)) is >= 0 and var i && Remove(left, i));
    }

    private static bool Remove(List<string[][]> items, int i)
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
