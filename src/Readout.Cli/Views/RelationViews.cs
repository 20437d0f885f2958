using System.Globalization;
using Readout.Ledger;
using Readout.Ledger.Accounts;
using Readout.Ledger.Dyads;
using Readout.Ledger.Figures;
using Readout.Ledger.Promises;
using Readout.Ledger.Stories;

namespace Readout.Cli.Views;

/// <summary>Words that the views of relations share.</summary>
internal static class Told
{
    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Day, publisher and the beginning of the id.</summary>
    public static string By(Source source) => $"[grey]{Screen.Escaped(string.Join(", ", new[] { source.Publisher, Day(source.Published), source.Document[..8] }.OfType<string>()))}[/]";

    public static string By(IReadOnlyCollection<Source> sources)
    {
        var reports = sources.DistinctBy(s => s.Document).ToList();
        return By(reports[0]) + (reports.Count > 1 ? $" [grey]and {reports.Count - 1} more[/]" : "");
    }

    public static string Event(MergedEvent e)
    {
        var day = e.First is null ? "no day    " : e.Precision switch
        {
            DatePrecision.Year => e.First.Value.ToString("yyyy", CultureInfo.InvariantCulture).PadRight(10),
            DatePrecision.Month => e.First.Value.ToString("yyyy-MM", CultureInfo.InvariantCulture).PadRight(10),
            _ => Day(e.First)!,
        };
        return $"{day}  " + Lines.Parts(e.Kinds[0].Value, string.Join('–', e.Parties), e.Places.IsEmpty ? null : e.Places[0].Value, e.Status == EventStatus.Occurred ? null : Lines.Word(e.Status),
            e.Score.ToString("+0.0;−0.0;0", CultureInfo.InvariantCulture)) + $" {Screen.Quoted(e.Sources[0].Evidence.Text, 70)} {By(e.Sources)}";
    }

    public static string Amount(FigureValue value) => (value.Approx switch
    {
        Approximation.About => "about ",
        Approximation.Over => "over ",
        Approximation.Under => "under ",
        Approximation.Upto => "up to ",
        _ => "",
    }) + value.Value.ToString("#,##0.##########", CultureInfo.InvariantCulture);

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %");
}

/// <summary>A story for a person: who tells it, the event put together, figures, people.</summary>
internal sealed class StoryView(TextWriter writer, int width, bool hasColor)
{
    private readonly Lines _lines = new(writer, width, hasColor);

    public void Write(Story story)
    {
        _lines.Title(story.Reports[0].Title ?? story.Reports[0].Name ?? story.Id[..12]);
        _lines.Line($"[grey]story {story.Id[..12]} · {story.Reports.Length} {(story.Reports.Length == 1 ? "report" : "reports")}[/]");
        _lines.Section("Told by", story.Reports.Select(r => Lines.Parts(Told.Day(r.Published), r.Publisher, r.Language, r.Document[..12], r.Title)
            + (r.Document == story.First ? " [green]first[/]" : "")
            + (r.Repeats is { } whom ? $" [grey]repeats {whom[..8]} ({Told.Percent(r.Shared)} shared)[/]" : "")
            + (r.Credits.IsEmpty ? "" : $" [grey]credits {Screen.Escaped(string.Join(", ", r.Credits))}[/]")
            + string.Concat(r.Publications.Select(p => $"\n  [grey]also {Lines.Parts(Told.Day(p.Published), p.Publisher, p.Key)}{(p.Share < 1 ? $" ({Told.Percent(p.Share)} of the words)" : "")}[/]"))));
        if (story.Event is { } e)
        {
            _lines.Section("The event", new[] { ("kind", e.Kinds), ("day", e.Days), ("place", e.Places), ("occasion", e.Occasions) }
                .SelectMany(f => f.Item2.Select(v => $"[grey]{f.Item1,-8}[/] {Screen.Escaped(v.Value)} {Told.By(v.Sources)}"))
                .Concat(e.People.Select(p => $"[grey]{"who",-8}[/] {Lines.Parts(p.Value.Name, p.Value.Office, p.Value.Party)} {Told.By(p.Sources)}")));
        }

        _lines.Section("Also told", story.Others.Select(Told.Event));
        _lines.Section("Figures", story.Figures.SelectMany(FigureView.Shown));
        _lines.Section("Topics", story.Topics.IsEmpty ? [] : [string.Join(", ", story.Topics.Select(t => Screen.Escaped(t.Value)))]);
    }
}

/// <summary>A series for a person: a line a value, contradictions one under the other.</summary>
internal sealed class FigureView(TextWriter writer, int width, bool hasColor)
{
    private readonly Lines _lines = new(writer, width, hasColor);

    public void Write(FigureSeries series)
    {
        foreach (var line in Shown(series))
            _lines.Line(line);
    }

    public static IEnumerable<string> Shown(FigureSeries series)
    {
        foreach (var point in series.Points)
        {
            foreach (var value in point.Values)
            {
                yield return Lines.Parts(series.Measure, string.Join('–', series.Parties), point.Period,
                        (series.Change switch { ChangeDirection.Up => "+", ChangeDirection.Down => "−", _ => "" }) + Told.Amount(value) + (series.Unit is "percent" ? " %" : series.Unit is null ? "" : " " + series.Unit),
                        series.Status == FigureStatus.Actual ? null : Lines.Word(series.Status))
                    + (point.IsContradicted ? " [yellow]contradicted[/]" : "")
                    + $" {Screen.Quoted(value.Claims[0].Source.Evidence.Text, 60)} "
                    + (value.Claims[0].By is { } by ? Screen.Escaped(by) + ", " : "") + Told.By([.. value.Claims.Select(c => c.Source)]);
            }
        }
    }
}

/// <summary>A promise for a person: state and what was promised, under it what later reports say.</summary>
internal sealed class PromiseView(TextWriter writer, int width, bool hasColor)
{
    private readonly Lines _lines = new(writer, width, hasColor);

    public void Write(Promise promise)
    {
        _lines.Line(Shown(promise));
        foreach (var outcome in promise.Outcomes)
        {
            var verdict = outcome.Verdict switch { Verdict.Same => " [green]confirmed[/]", Verdict.Different => " [grey]rejected[/]", _ => "" };
            _lines.Line($"{Lines.Word(outcome.State)}{verdict} {Screen.Quoted(outcome.Source.Evidence.Text, 120)} {Told.By(outcome.Source)} [grey]{outcome.Id} · {Screen.Escaped(string.Join("; ", outcome.Reasons))}[/]", 4);
        }
    }

    public static string Shown(Promise promise) =>
        (promise.IsOverdue ? "[yellow]overdue[/] " : "") + $"[bold]{Lines.Word(promise.State)}[/] "
        + Lines.Parts(string.Join('–', promise.By), promise.Action, promise.Due is null ? "no day" : $"due {promise.Due}", promise.SaidBy)
        + $" {Screen.Quoted(promise.ToldBy[0].Evidence.Text, 120)} {Told.By(promise.ToldBy)} [grey]{promise.Id}[/]";
}

/// <summary>Two accounts for a person, point by point.</summary>
internal sealed class ComparisonView(TextWriter writer, int width, bool hasColor)
{
    private readonly Lines _lines = new(writer, width, hasColor);

    public void Write(Comparison comparison)
    {
        foreach (var (label, account) in new[] { ("A", comparison.First), ("B", comparison.Second) })
            _lines.Line($"[bold]{label}[/]  {Lines.Parts(account.Publisher, Told.Day(account.Published), account.Language, account.Document[..12], account.Title)}");
        _lines.Line($"[grey]{comparison.Both} in both, {comparison.OnlyFirst} only in A, {comparison.OnlySecond} only in B[/]");
        foreach (var (kind, heading) in new[] { (PointKind.Differs, "Figures that differ"), (PointKind.Both, "Said by both"), (PointKind.OnlyFirst, "Only in A"), (PointKind.OnlySecond, "Only in B") })
        {
            _lines.Section(heading, comparison.Points.Where(p => p.Kind == kind).Select(p => $"[grey]{p.Layer,-11}[/] {Screen.Escaped(p.Name)}"
                + (p.First.IsEmpty ? "" : $" A {Screen.Quoted(p.First[0].Text, 80)}") + (p.Second.IsEmpty ? "" : $" B {Screen.Quoted(p.Second[0].Text, 80)}")
                + (p.Note is null ? "" : $" [yellow]{Screen.Escaped(p.Note)}[/]")));
        }

        _lines.Section("Words given to each side", comparison.Sides.Select(s =>
            $"{Screen.Escaped(s.Side.Length == 0 ? "not known" : s.Side),-10} A {s.FirstStatements} ({Told.Percent(s.First)} of the text), B {s.SecondStatements} ({Told.Percent(s.Second)})"));
        _lines.Section("Topics, in their order", comparison.Topics.Select(t => $"{t.Topic,-16} A {t.First?.ToString(CultureInfo.InvariantCulture) ?? "–"}  B {t.Second?.ToString(CultureInfo.InvariantCulture) ?? "–"}"));
    }
}

/// <summary>A dyad for a person.</summary>
internal sealed class DyadView(TextWriter writer, int width, bool hasColor)
{
    private const int ShownEvents = 40;

    private readonly Lines _lines = new(writer, width, hasColor);

    public void Write(Dyad dyad)
    {
        _lines.Title($"{dyad.First} and {dyad.Second}");
        _lines.Line($"[grey]{dyad.Reports} reports of {dyad.Stories} stories, {Told.Day(dyad.From)} to {Told.Day(dyad.To)}[/]");
        _lines.Section("They call it", dyad.Label is { } label ? [$"{Screen.Escaped(label.Grade ?? "")} {Screen.Quoted(label.LastUse.Evidence.Text)} {Told.By(label.LastUse)}"] : []);
        _lines.Section("Labels", dyad.Labels.Select(l => Lines.Parts(l.Grade ?? "no grade", $"{l.Reports} reports") + (l.IsChange ? " [yellow]change[/]" : "") + (l.Upgrade is null ? "" : " raised to it")
            + $" {Screen.Quoted(l.Words)} first {Told.By(l.FirstUse)}, last {Told.By(l.LastUse)}"));
        var left = dyad.Events.Length - ShownEvents;
        _lines.Section(left > 0 ? $"Events, the latest {ShownEvents} of {dyad.Events.Length}" : "Events", dyad.Events.Skip(Math.Max(0, left)).Select(Told.Event));
        _lines.Section("Conflict and cooperation, −10 to +10", dyad.Years.Select(y =>
            string.Create(CultureInfo.InvariantCulture, $"{y.Period}  {y.Score:+0.0;−0.0;0.0}  {y.Events} events, {y.Statements} statements")));
        _lines.Section("Visits", dyad.Visits.GroupBy(v => (v.From, v.To, v.Level)).Select(g => $"{g.Key.From} → {g.Key.To}  {Level(g.Key.Level)}: {g.Count()}  [grey]{string.Join(", ", g.Select(v => Told.Day(v.First)))}[/]"));
        _lines.Section("Figures", dyad.Figures.SelectMany(FigureView.Shown));
        _lines.Section("Promises", dyad.Promises.Select(PromiseView.Shown));
        _lines.Section("Topics by year", dyad.Topics.Select(t => $"{t.Topic,-16} {string.Join("  ", t.Reports.Select(y => $"{y.Key}: {y.Value}"))}"));
        _lines.Section("Named things", dyad.Initiatives.Select(i => Lines.Parts(i.Kind, i.Name, $"{i.Reports} reports")));
        _lines.Section("Who met", dyad.People.Select(p => Lines.Parts(p.Person.Name, p.Person.Office, p.Person.Party, $"{p.Meetings} {(p.Meetings == 1 ? "meeting" : "meetings")}")));
        _lines.Section("Latest words", dyad.Quotations.Select(q => $"{Screen.Escaped(q.Speaker)}{(q.To is null ? "" : $" to {Screen.Escaped(q.To)}")}: {Screen.Quoted(q.Source.Evidence.Text, 150)} {Told.By(q.Source)}"));
    }

    private static string Level(VisitLevel level) => level switch
    {
        VisitLevel.HeadOfState => "heads of state",
        VisitLevel.HeadOfGovernment => "heads of government",
        VisitLevel.Speaker => "speakers of parliament",
        VisitLevel.Minister => "ministers",
        VisitLevel.Deputy => "deputies and ambassadors",
        _ => "others",
    };
}
