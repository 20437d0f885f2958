using System.Collections.Immutable;

namespace Readout.Cli.Views;

/// <summary>Why an item is in a record: its layer, what it says in short, the rule that gave it, the words that say it.</summary>
/// <param name="Rule">Null when the engine names no rule for it.</param>
internal sealed record Explanation(string Document, string Layer, string Id, string Item, string? Rule, ImmutableArray<Evidence> Evidence)
{
    /// <summary>All items of a record, layer by layer, in the order of the record.</summary>
    public static IEnumerable<Explanation> Of(Record record)
    {
        var names = new Names(record);
        var document = record.Document.Name ?? record.Document.Id;
        Explanation Item(string layer, string id, string item, string? rule, IEnumerable<Evidence?> evidence) =>
            new(document, layer, id, item, rule, [.. evidence.OfType<Evidence>()]);

        foreach (var a in record.Actors)
            yield return Item("actors", a.Id, Join(Word(a.Kind), a.Name, a.Office?.Id, a.Country, a.Ref is null ? "from the text alone" : $"ref {a.Ref}"), a.Rule, Words(a.Mentions));
        foreach (var p in record.Places)
            yield return Item("places", p.Id, Join(p.Kind, p.Name, p.Country), p.Rule, Words(p.Mentions));
        foreach (var e in record.Events)
            yield return Item("events", e.Id, Join(e.Type, e.Mode, Word(e.Status), string.Join('–', e.Parties), e.Date?.From.ToString("O"), names.Place(e.Place)), e.Rule, e.Evidence);
        foreach (var s in record.Statements)
            yield return Item("statements", s.Id, Join(Word(s.Kind), names.Speakers(s.Speaker), string.Join(", ", s.Acts)), s.Rule, [s.Cue, s.Evidence]);
        foreach (var f in record.Figures)
            yield return Item("figures", f.Id, Join(f.Measure, f.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), f.Unit, f.Period), f.Rule, [f.Evidence]);
        foreach (var c in record.Commitments)
            yield return Item("commitments", c.Id, Join(string.Join('–', c.By), c.Action, c.Due), c.Rule, [c.Evidence]);
        foreach (var r in record.Relations)
            yield return Item("relations", r.Id, Join(string.Join('–', r.Parties), r.Grade), r.Rule, [r.Evidence]);
        foreach (var i in record.Initiatives)
            yield return Item("initiatives", i.Id, Join(i.Kind, i.Name), i.Rule, i.Mentions);
        foreach (var t in record.Topics)
            yield return Item("topics", t.Id, t.Id, null, t.Evidence);
    }

    private static IEnumerable<Evidence> Words(ImmutableArray<Mention> mentions) => mentions.Select(m => new Evidence(m.Start, m.End, m.Text));

    private static string Join(params string?[] parts) => string.Join(" · ", parts.Where(p => !string.IsNullOrEmpty(p)));

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}

/// <summary>Explanations for a person: the item, under it rule and words.</summary>
internal sealed class ExplanationView(TextWriter writer, int width, bool hasColor)
{
    private const int ShownWords = 6;
    private readonly Spectre.Console.IAnsiConsole _console = Screen.Of(writer, width, hasColor);

    public void Write(Record record)
    {
        Spectre.Console.AnsiConsoleExtensions.MarkupLine(_console, $"[bold]{Screen.Escaped(record.Document.Title ?? record.Document.Name ?? "")}[/]");
        var layer = "";
        foreach (var item in Explanation.Of(record))
        {
            if (item.Layer != layer)
                Line($"[blue]{item.Layer}[/]", 0);
            layer = item.Layer;
            Line($"{Screen.Escaped(item.Id)}  {Screen.Escaped(item.Item)}", 2);
            Line($"[grey]rule[/]   {Screen.Escaped(item.Rule ?? "(none named)")}", 6);
            foreach (var words in item.Evidence.Take(ShownWords))
                Line($"[grey]words[/]  {words.Start}–{words.End} {Screen.Quoted(words.Text, 110)}", 6);
            if (item.Evidence.Length > ShownWords)
                Line($"[grey]       and {item.Evidence.Length - ShownWords} more[/]", 6);
        }
    }

    private void Line(string markup, int indent) =>
        _console.Write(new Spectre.Console.Padder(new Spectre.Console.Markup(markup), new Spectre.Console.Padding(indent, 0, 0, 0)));
}
