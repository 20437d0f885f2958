using System.Collections.Immutable;
using System.Globalization;
using Spectre.Console;

namespace Readout.Cli.Views;

/// <summary>A record for a person: title and source, then layer by layer what was read, each with its words.</summary>
internal sealed class RecordView(TextWriter writer, int width, bool hasColor)
{
    private const int Said = 150;

    private readonly IAnsiConsole _console = Screen.Of(writer, width, hasColor);
    private bool _isFirst = true;

    public void Write(Record record)
    {
        if (!_isFirst)
            _console.WriteLine();
        _isFirst = false;
        var names = new Names(record);
        var document = record.Document;
        _console.MarkupLine($"[bold]{Screen.Escaped(document.Title ?? document.Name ?? Screen.Shortened(document.Text, 80))}[/]");
        _console.MarkupLine($"[grey]{Screen.Escaped(string.Join(" · ", Source(document)))}[/]");

        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(0).PadRight(2)).AddColumn(new GridColumn().PadLeft(0).PadRight(0));
        Add(grid, "Who", record.Actors.Where(a => a.Kind != ActorKind.State).Select(Who));
        Add(grid, "States", [string.Join(", ", record.Actors.Where(a => a.Kind == ActorKind.State).Select(a => Screen.Escaped(a.Name)))]);
        Add(grid, "Where", record.Places.Select(p => Line([p.Name, p.Country], First(p.Mentions))));
        Add(grid, "What", record.Events.Select(e => What(e, names)));
        Add(grid, "Said", record.Statements.Select(s => SaidBy(s, names)));
        Add(grid, "Figures", record.Figures.Select(f => Line([f.Measure, Amount(f), Pair(f.Parties), f.Period, f.Status == FigureStatus.Actual ? null : Word(f.Status)], f.Evidence.Text)));
        Add(grid, "Promises", record.Commitments.Select(c => Line([Pair(c.By), c.Action, c.Due is null ? null : $"due {c.Due}", Word(c.Status)], c.Evidence.Text)));
        Add(grid, "Relations", record.Relations.Select(r => Line([Pair(r.Parties), r.Grade, Word(r.Status)], r.Evidence.Text)));
        Add(grid, "Named", record.Initiatives.Select(i => Line([i.Kind, i.Name], null)));
        Add(grid, "Topics", [string.Join(", ", record.Topics.Select(t => Screen.Escaped(t.Id)))]);
        Add(grid, "Notes", record.Diagnostics.Select(d => Screen.Escaped($"{d.Code} {d.Message}")));
        if (grid.Rows.Count > 0)
            _console.Write(grid);
        else
            _console.MarkupLine("[grey]Nothing of diplomacy was found in it.[/]");
    }

    private static IEnumerable<string> Source(DocumentFacts document)
    {
        if (document.Published is { } day)
            yield return day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        if (document.Publisher is { } publisher)
            yield return document.Credit is { } credit ? $"{publisher} (credits {credit})" : publisher;
        yield return document.Language;
        if (document.Name is { } name)
            yield return name;
        yield return document.Id[..12];
    }

    private static void Add(Grid grid, string label, IEnumerable<string> lines)
    {
        foreach (var line in lines.Where(l => l.Length > 0))
        {
            grid.AddRow($"[blue]{label}[/]", line);
            label = "";
        }
    }

    private static string Who(Actor actor) => Line(
        [actor.Name, actor.Office is { } office ? string.Join(' ', new[] { office.Id, office.Of ?? actor.Country }.OfType<string>()) : actor.Country],
        First(actor.Mentions));

    private static string What(Event e, Names names) => Line(
        [string.Join(' ', new[] { e.Type, e.Mode }.OfType<string>()), Pair(e.Parties), Date(e.Date), names.Place(e.Place), Word(e.Status)],
        e.Evidence.IsDefaultOrEmpty ? null : e.Evidence[0].Text);

    private static string SaidBy(Statement s, Names names) =>
        $"{Screen.Escaped(names.Speakers(s.Speaker))} [grey]·[/] {Screen.Escaped(string.Join(", ", s.Acts))} {Screen.Quoted(s.Evidence.Text, Said)}";

    private static string Line(IEnumerable<string?> parts, string? evidence) =>
        string.Join(" [grey]·[/] ", parts.Where(p => !string.IsNullOrEmpty(p)).Select(p => Screen.Escaped(p))) + (evidence is null ? "" : " " + Screen.Quoted(evidence));

    private static string? First(ImmutableArray<Mention> mentions) => mentions.IsDefaultOrEmpty ? null : mentions[0].Text;

    private static string Pair(ImmutableArray<string> parties) => string.Join("–", parties);

    private static string Amount(Figure f) => (f.Approx switch
    {
        Approximation.About => "about ",
        Approximation.Over => "over ",
        Approximation.Under => "under ",
        Approximation.Upto => "up to ",
        _ => "",
    }) + (f.Change switch { ChangeDirection.Up => "+", ChangeDirection.Down => "−", _ => "" })
        + f.Value.ToString("#,##0.##########", CultureInfo.InvariantCulture) + (f.Unit is null ? "" : f.Unit == "percent" ? "%" : " " + f.Unit) + (f.Record ? " (a record)" : "");

    private static string? Date(EventDate? date) => date is null ? null : date.Precision switch
    {
        DatePrecision.Year => date.From.ToString("yyyy", CultureInfo.InvariantCulture),
        DatePrecision.Month => date.From.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        _ => date.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + (date.To > date.From ? $"–{date.To.ToString("dd", CultureInfo.InvariantCulture)}" : ""),
    };

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}

/// <summary>Names of a record's actors and places by their ids.</summary>
internal sealed class Names(Record record)
{
    private readonly Dictionary<string, string> _actors = record.Actors.ToDictionary(a => a.Id, a => a.Name);
    private readonly Dictionary<string, string> _places = record.Places.ToDictionary(p => p.Id, p => p.Name);

    public string Actor(string id) => _actors.GetValueOrDefault(id, id);

    public string? Place(string? id) => id is null ? null : _places.GetValueOrDefault(id, id);

    public string Speakers(ImmutableArray<string> ids) => ids.IsDefaultOrEmpty ? "(not told)" : string.Join(", ", ids.Select(Actor));
}
