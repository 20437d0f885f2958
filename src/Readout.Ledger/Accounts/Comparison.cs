using System.Collections.Immutable;
using System.Globalization;
using Readout.Ledger.Figures;
using Readout.Ledger.Stories;
using Readout.Ledger.Subjects;

namespace Readout.Ledger.Accounts;

/// <summary>Two accounts of one event, point by point. What one side does not say it does not deny.</summary>
/// <param name="Points">Figures that differ first, then what both say, then what only one says; each in the order of the first text, else the second.</param>
/// <param name="Sides">How much each account gives to whose words.</param>
/// <param name="Topics">Fields that were on the table, with the place each has in either account.</param>
public sealed record Comparison(Account First, Account Second, ImmutableArray<Point> Points, ImmutableArray<SideShare> Sides, ImmutableArray<TopicPlace> Topics)
{
    public int Both => Points.Count(p => p.Kind is PointKind.Both or PointKind.Differs);

    public int OnlyFirst => Points.Count(p => p.Kind == PointKind.OnlyFirst);

    public int OnlySecond => Points.Count(p => p.Kind == PointKind.OnlySecond);
}

/// <summary>One of the two reports.</summary>
public sealed record Account(string Document, string? Name, string Language, string? Publisher, DateOnly? Published, string? Title, int Length);

public enum PointKind { Differs, Both, OnlyFirst, OnlySecond }

/// <summary>Something that one account says, or both.</summary>
/// <param name="Layer">Layer of the record: <c>events</c>, <c>figures</c>, <c>statements</c>, <c>commitments</c>, <c>relations</c>, <c>initiatives</c>, <c>people</c>.</param>
/// <param name="Name">In the record's terms, for a heading: "trade-turnover 2024 CHN–KAZ".</param>
/// <param name="Note">What differs, or what joins the two; null when it needs no word.</param>
public sealed record Point(PointKind Kind, string Layer, string Name, ImmutableArray<Evidence> First, ImmutableArray<Evidence> Second, string? Note);

/// <summary>Words given to one side.</summary>
/// <param name="Side">State or organisation of the speakers; empty for speakers of whom it is not known.</param>
/// <param name="First">Share of the first text, 0 to 1.</param>
public sealed record SideShare(string Side, int FirstStatements, int SecondStatements, double First, double Second);

/// <param name="First">Place among the topics of the first account, from 1; null when it does not name it.</param>
public sealed record TopicPlace(string Topic, int? First, int? Second);

/// <summary>Compares two accounts: a pure function of two records, in one language or two.</summary>
public sealed class AccountComparer(ITerms terms)
{
    private const double SameWords = 2.5;

    private readonly SubjectReader _subjects = new(terms);

    public Comparison Compare(Record first, Record second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var points = new List<Point>();
        Figures(first, second, points);
        Pair(points, "events", Events(first), Events(second), SameEvent, e => e.Name, (_, _) => null);
        Pair(points, "relations", Relations(first), Relations(second), (a, b) => a.Key == b.Key ? 1 : 0, r => r.Name, (_, _) => null);
        Pair(points, "commitments", Commitments(first), Commitments(second), SameCommitment, c => c.Name, NoteOfDue);
        Pair(points, "statements", Statements(first), Statements(second), SameStatement, s => s.Name, NoteOfStatements);
        Pair(points, "initiatives", Initiatives(first), Initiatives(second), (a, b) => a.Key == b.Key ? 2 : a.Kind == b.Kind && a.Subject.Common(b.Subject) >= SameWords ? 1 : 0, i => i.Name, (_, _) => null);
        Pair(points, "people", People(first), People(second), (a, b) => a.Key == b.Key ? 1 : 0, p => p.Name, (_, _) => null);
        return new(
            AccountOf(first), AccountOf(second),
            [.. points.OrderBy(p => p.Kind).ThenBy(p => p.First.IsEmpty ? p.Second[0].Start : p.First[0].Start)],
            Sides(first, second), Topics(first, second));
    }

    private static Account AccountOf(Record r) => new(r.Document.Id, r.Document.Name, r.Document.Language, r.Document.Publisher, r.Document.Published, r.Document.Title, r.Document.Text.Length);

    /// <summary>An item as it is compared.</summary>
    private sealed record Item(string Key, string Kind, string Name, string Side, ImmutableArray<Evidence> Evidence, Subject Subject, string? Detail);

    // Best pairs first, each item once: greedy, and the same whatever the order of items.
    private static void Pair(List<Point> points, string layer, List<Item> first, List<Item> second, Func<Item, Item, double> likeness, Func<Item, string> name, Func<Item, Item, string?> note)
    {
        var pairs = from a in first from b in second let l = likeness(a, b) where l > 0 orderby l descending, a.Evidence[0].Start, b.Evidence[0].Start select (a, b);
        var taken = new HashSet<Item>(ReferenceEqualityComparer.Instance);
        foreach (var (a, b) in pairs.ToList())
        {
            if (taken.Contains(a) || taken.Contains(b))
                continue;
            taken.Add(a);
            taken.Add(b);
            points.Add(new(PointKind.Both, layer, name(a), a.Evidence, b.Evidence, note(a, b)));
        }

        points.AddRange(first.Where(i => !taken.Contains(i)).Select(i => new Point(PointKind.OnlyFirst, layer, name(i), i.Evidence, [], null)));
        points.AddRange(second.Where(i => !taken.Contains(i)).Select(i => new Point(PointKind.OnlySecond, layer, name(i), [], i.Evidence, null)));
    }

    private static void Figures(Record first, Record second, List<Point> points)
    {
        static string Key(Figure f) => string.Join(' ', new[] { f.Measure, f.Unit, string.Join('–', FigureSeries.PartiesOf(f)), f.Measure is "documents" or "contracts" or "participants" ? null : f.Period, f.Change?.ToString(), f.Status == FigureStatus.Actual ? null : f.Status.ToString() }.OfType<string>());
        var taken = new HashSet<Figure>(ReferenceEqualityComparer.Instance);
        foreach (var a in first.Figures)
        {
            var same = second.Figures.Where(b => !taken.Contains(b) && Key(a) == Key(b)).ToList();
            if (same.OrderBy(b => !FigureSeries.Agree(a, b)).ThenBy(b => Math.Abs(b.Value - a.Value)).FirstOrDefault() is not { } b)
                continue;
            taken.Add(a);
            taken.Add(b);
            var agree = FigureSeries.Agree(a, b);
            points.Add(new(agree ? PointKind.Both : PointKind.Differs, "figures", Key(a), [a.Evidence], [b.Evidence], agree ? null : Difference(a.Value, b.Value)));
        }

        points.AddRange(first.Figures.Where(f => !taken.Contains(f)).Select(f => new Point(PointKind.OnlyFirst, "figures", Key(f), [f.Evidence], [], null)));
        points.AddRange(second.Figures.Where(f => !taken.Contains(f)).Select(f => new Point(PointKind.OnlySecond, "figures", Key(f), [], [f.Evidence], null)));
    }

    private static string Difference(decimal a, decimal b)
    {
        var (low, high) = (Math.Min(Math.Abs(a), Math.Abs(b)), Math.Max(Math.Abs(a), Math.Abs(b)));
        var higher = Math.Abs(a) > Math.Abs(b) ? "the first" : "the second";
        return low == 0 || high / low >= 2
            ? string.Create(CultureInfo.InvariantCulture, $"{higher} is {(low == 0 ? "not nothing" : $"{high / low:0.0} times the other")}")
            : string.Create(CultureInfo.InvariantCulture, $"{higher} is {(high / low - 1) * 100:0.#} % higher");
    }

    // One of a kind a day between the same parties: visit and talks are one point.
    private List<Item> Events(Record record) =>
    [
        .. record.Events.Where(e => e.Evidence.Length > 0 && PloverCoding.TypeOf(e) is not null)
            .GroupBy(e => (e.Type, IsPhone: e.Mode == "phone", Parties: string.Join('–', e.Parties.Order(StringComparer.Ordinal)), e.Status, Day: e.Date is { } d ? EventMerger.Shown(d) : ""))
            .Select(g => new Item(
                $"{g.Key.Type} {g.Key.IsPhone} {g.Key.Parties} {(g.Key.Status is EventStatus.Planned or EventStatus.Proposed ? "ahead" : "done")}", g.Key.Day,
                string.Join(' ', new[] { g.Key.Type, g.First().Mode, g.Key.Parties, g.Key.Day, g.Key.Status == EventStatus.Occurred ? "" : g.Key.Status.ToString().ToLowerInvariant() }.Where(w => !string.IsNullOrEmpty(w))),
                g.Key.Parties, [.. g.SelectMany(e => e.Evidence).OrderBy(e => e.Start)], _subjects.Of(record, Around(record, g.First().Evidence[0])), null)),
    ];

    private static double SameEvent(Item a, Item b)
    {
        if (a.Key != b.Key || !DaysFit(a.Kind, b.Kind))
            return 0;
        // Two plans of a kind are one only when they are about the same thing; what happened between them on the day is one.
        var common = a.Subject.Common(b.Subject);
        return a.Key.EndsWith("ahead", StringComparison.Ordinal) && !a.Key.StartsWith("CONSULT", StringComparison.Ordinal) && common < SameWords ? 0 : 1 + (a.Kind == b.Kind ? 1 : 0) + common / 10;
    }

    private static bool DaysFit(string a, string b) => a.Length == 0 || b.Length == 0 || a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal);

    private List<Item> Relations(Record record) =>
    [
        .. record.Relations.GroupBy(r => r.Grade ?? r.Evidence.Text.ToLowerInvariant(), StringComparer.Ordinal)
            .Select(g => new Item(g.Key, "", g.Key, "", [.. g.Select(r => r.Evidence).OrderBy(e => e.Start)], _subjects.Of(record, g.First().Evidence), null)),
    ];

    private List<Item> Commitments(Record record) =>
    [
        .. record.Commitments.Select(c => new Item(c.Action, "", $"{string.Join('–', c.By)} {c.Action}", string.Join(' ', c.By.Order(StringComparer.Ordinal)), [c.Evidence], _subjects.Of(record, c.Evidence), c.Due)),
    ];

    private static double SameCommitment(Item a, Item b)
    {
        var common = a.Subject.Common(b.Subject);
        return a.Side.Split(' ').Intersect(b.Side.Split(' ')).Any() && (common >= SameWords || (a.Key == b.Key && (common >= 1 || a.Key is "visit" or "receive"))) ? common + 1 : 0;
    }

    private static string? NoteOfDue(Item a, Item b) => a.Detail == b.Detail ? null : $"due {a.Detail ?? "not told"}; due {b.Detail ?? "not told"}";

    private List<Item> Statements(Record record) =>
    [
        .. record.Statements.Select(s =>
        {
            var speakers = s.Speaker.Select(id => record.Actors.FirstOrDefault(a => a.Id == id)).OfType<Actor>().ToList();
            var who = speakers.Count == 0 ? "" : string.Join(", ", speakers.Select(a => a.Name));
            return new Item(string.Join(' ', speakers.Select(a => a.Ref ?? a.Name)), s.Kind.ToString(), $"{(who.Length == 0 ? "not told who" : who)}: {string.Join(", ", s.Acts)}",
                string.Join(' ', speakers.Select(TellingMaker.PartyOf).OfType<string>().Distinct()), [s.Evidence], _subjects.Of(record, s.Evidence), string.Join(' ', s.Acts));
        }),
    ];

    private static double SameStatement(Item a, Item b)
    {
        // Another speaker may be a slip of one account; then much more must be the same.
        var sameSpeaker = a.Key.Length > 0 && a.Key == b.Key;
        var sameSide = a.Side.Length > 0 && a.Side == b.Side;
        var common = a.Subject.Common(b.Subject) + TopicsInCommon(a.Subject, b.Subject);
        var acts = a.Detail!.Split(' ').Intersect(b.Detail!.Split(' ')).Any() ? 0.5 : 0;
        return sameSpeaker && common + acts >= 1.5 || sameSide && common + acts >= SameWords ? common + acts + (sameSpeaker ? 1 : 0) : 0;
    }

    // Two sentences of one speaker on the same fields, and no other: the same point in other words.
    private static double TopicsInCommon(Subject a, Subject b)
    {
        var both = a.Topics.Intersect(b.Topics).Count;
        return both == 0 ? 0 : 1.5 * both / Math.Max(1, a.Topics.Union(b.Topics).Count);
    }

    private static string? NoteOfStatements(Item a, Item b)
    {
        var notes = new List<string>();
        if (a.Key != b.Key)
            notes.Add($"speakers differ: {a.Name.Split(':')[0]}; {b.Name.Split(':')[0]}");
        if (a.Kind != b.Kind)
            notes.Add(a.Kind == nameof(StatementKind.Direct) ? "in quotation marks; reported" : "reported; in quotation marks");
        return notes.Count == 0 ? null : string.Join("; ", notes);
    }

    private List<Item> Initiatives(Record record) =>
    [
        .. record.Initiatives.Where(i => i.Mentions.Length > 0).Select(i => new Item(i.Ref ?? i.Name.ToLowerInvariant(), i.Kind, $"{i.Kind} {i.Name}", "", i.Mentions, _subjects.Of(record, i.Mentions[0]), null)),
    ];

    private List<Item> People(Record record) =>
    [
        .. record.Actors.Where(a => a.Kind == ActorKind.Person && a.Mentions.Length > 0)
            .Select(a => new Item(a.Ref ?? $"{TellingMaker.PartyOf(a)} {a.Office?.Id ?? a.Name}", "", a.Name, "", [.. a.Mentions.Take(1).Select(m => new Evidence(m.Start, m.End, m.Text))], new Subject { Language = record.Document.Language }, null)),
    ];

    private static Evidence Around(Record record, Evidence words) => Sentences.Of(record.Document.Text).FirstOrDefault(s => s.Start <= words.Start && words.End <= s.End) ?? words;

    private static ImmutableArray<SideShare> Sides(Record first, Record second)
    {
        static Dictionary<string, (int Count, double Share)> Of(Record record) => record.Statements
            .GroupBy(s => s.Speaker is [var id, ..] && record.Actors.FirstOrDefault(a => a.Id == id) is { } actor ? TellingMaker.PartyOf(actor) ?? "" : "", StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (g.Count(), Math.Min(1, (double)g.Sum(s => s.Evidence.Text.Length) / Math.Max(1, record.Document.Text.Length))));
        var (a, b) = (Of(first), Of(second));
        return
        [
            .. a.Keys.Union(b.Keys).Order(StringComparer.Ordinal).Select(side => new SideShare(side, a.GetValueOrDefault(side).Count, b.GetValueOrDefault(side).Count,
                Math.Round(a.GetValueOrDefault(side).Share, 3), Math.Round(b.GetValueOrDefault(side).Share, 3))),
        ];
    }

    private static ImmutableArray<TopicPlace> Topics(Record first, Record second)
    {
        static List<string> Order(Record record) => [.. record.Topics.Where(t => t.Evidence.Length > 0).OrderBy(t => t.Evidence.Min(e => e.Start)).Select(t => t.Id)];
        static int? Place(List<string> order, string topic) => order.IndexOf(topic) is >= 0 and var at ? at + 1 : null;
        var (a, b) = (Order(first), Order(second));
        return [.. a.Union(b).Select(t => new TopicPlace(t, Place(a, t), Place(b, t))).OrderBy(t => t.First ?? int.MaxValue).ThenBy(t => t.Second ?? int.MaxValue)];
    }
}
