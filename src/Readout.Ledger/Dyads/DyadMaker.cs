using System.Collections.Immutable;
using System.Globalization;
using Readout.Ledger.Figures;
using Readout.Ledger.Promises;
using Readout.Ledger.Stories;

namespace Readout.Ledger.Dyads;

/// <summary>Dyads of a ledger.</summary>
public static class LedgerDyads
{
    /// <summary>All that the ledger knows of a pair; an empty dyad when it knows nothing.</summary>
    /// <remarks>Reads the pair's reports and no others, each once, without their texts in memory afterwards.</remarks>
    public static async ValueTask<Dyad> DyadAsync(this ILedger ledger, string first, string second, DyadQuery query, ITerms terms, CancellationToken cancel = default)
    {
        // Promises are followed through all reports of the pair, whatever time is asked for; where that is all time, each report is read once for both.
        var follow = query is { From: null, To: null } ? new FollowUp(terms) : null;
        var records = new List<(Record Record, string Story)>();
        var among = new ListQuery { Parties = [first, second], From = query.From, To = query.To, AsOf = query.AsOf };
        await foreach (var (record, story) in ledger.InTimeAsync(among, query.Read, cancel))
        {
            follow?.Read(record, story);
            records.Add((record with { Document = record.Document with { Text = "" } }, story));
        }

        var asked = new PromiseQuery { Parties = [first, second], Today = query.Today, AsOf = query.AsOf, Read = query.Read };
        var promises = follow is null ? await ledger.PromisesAsync(asked, terms, cancel) : await ledger.PromisesAsync(asked, follow, cancel);
        return DyadMaker.Of(first, second, records, [.. promises.Where(p => IsWithin(p.ToldBy[0].Published, query))], query.Quotations);
    }

    private static bool IsWithin(DateOnly? day, DyadQuery query) => (query.From is null || day >= query.From) && (query.To is null || day <= query.To);
}

/// <summary>Makes a dyad of its records: a pure function.</summary>
public static class DyadMaker
{
    // A visit of several days is told day by day.
    private const int VisitDays = 3;

    /// <param name="records">Reports in which both are parties, earliest first, with the id of the story that each is in.</param>
    public static Dyad Of(string first, string second, IReadOnlyList<(Record Record, string Story)> records, ImmutableArray<Promise> promises, int quotations)
    {
        ImmutableArray<string> pair = [.. new[] { first, second }.Order(StringComparer.Ordinal)];
        bool IsOfPair(ImmutableArray<string> parties) => parties.Contains(first) && parties.Contains(second);
        var events = EventMerger.Merge(records, e => IsOfPair(e.Parties) ? pair : []);
        var said = records.SelectMany(r => r.Record.Statements.Select(s => Said(r.Record, s, first, second)).OfType<(Statement, Actor, Actor?, Record)>()).ToList();
        var days = records.Select(r => r.Record.Document.Published).OfType<DateOnly>().ToList();
        var labels = Labels(records, IsOfPair);
        return new(
            first, second, days.Count == 0 ? null : days.Min(), days.Count == 0 ? null : days.Max(), records.Count, records.Select(r => r.Story).Distinct(StringComparer.Ordinal).Count(),
            events,
            Series(events, said, "yyyy-MM", DatePrecision.Month),
            Series(events, said, "yyyy", DatePrecision.Year),
            Visits(records, first, second),
            labels.MaxBy(l => l.LastUse.Published ?? DateOnly.MinValue),
            labels,
            FigureSeries.Of(records, f => IsOfPair(f.Parties)),
            promises,
            Topics(records),
            Initiatives(records),
            People(events),
            [
                .. said.Where(s => s.Item1.Kind == StatementKind.Direct)
                    .OrderByDescending(s => s.Item4.Document.Published ?? DateOnly.MinValue).ThenBy(s => s.Item4.Document.Id, StringComparer.Ordinal).ThenBy(s => s.Item1.Evidence.Start)
                    .DistinctBy(s => s.Item1.Evidence.Text, StringComparer.Ordinal)
                    .Take(quotations)
                    .Select(s => new Quotation(s.Item2.Name, TellingMaker.PartyOf(s.Item2)!, s.Item3?.Name, s.Item1.Acts, Source.Of(s.Item4, s.Item1.Id, s.Item1.Evidence))),
            ]);
    }

    // Said by one of the two to the other; where nobody is addressed, in a report whose events are theirs.
    private static (Statement, Actor, Actor?, Record)? Said(Record record, Statement statement, string first, string second)
    {
        if (statement.Speaker is not [var id] || record.Actors.FirstOrDefault(a => a.Id == id) is not { } speaker || TellingMaker.PartyOf(speaker) is not { } side || (side != first && side != second))
            return null;
        var other = side == first ? second : first;
        var addressee = statement.Addressee is { } to ? record.Actors.FirstOrDefault(a => a.Id == to) : null;
        var isOfPair = addressee is not null ? TellingMaker.PartyOf(addressee) == other : record.Events.FirstOrDefault(e => e.Status == EventStatus.Occurred)?.Parties is not { } parties || parties.Contains(other);
        return isOfPair ? (statement, speaker, addressee, record) : null;
    }

    private static ImmutableArray<ScorePoint> Series(ImmutableArray<MergedEvent> events, IEnumerable<(Statement Statement, Actor, Actor?, Record Record)> said, string format, DatePrecision coarsest)
    {
        string? Period(DateOnly? day) => day?.ToString(format, CultureInfo.InvariantCulture);
        // What is announced for a day that comes later is of the day on which it was announced: the words were cooperative then.
        var points = events.Where(e => e.Status != EventStatus.Historical || e.First is not null)
            .Where(e => e.First is not null && e.Precision <= coarsest || IsAhead(e))
            .Select(e => (Period: Period(IsAhead(e) ? e.Sources[0].Published : e.First), e.Score, IsEvent: true))
            // Words that a reprint repeats were said once.
            .Concat(said.DistinctBy(s => (s.Item2.Name, s.Statement.Evidence.Text)).SelectMany(s => PloverCoding.TypesOf(s.Statement).Select(t => (Period: Period(s.Record.Document.Published), Score: EventMerger.Scale.Score(t) ?? 0, IsEvent: false))));
        return
        [
            .. points.Where(p => p.Period is not null).GroupBy(p => p.Period!, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new ScorePoint(g.Key, g.Count(p => p.IsEvent), g.Count(p => !p.IsEvent), Math.Round(g.Average(p => p.Score), 2))),
        ];
    }

    private static bool IsAhead(MergedEvent e) => e.Status is EventStatus.Planned or EventStatus.Proposed;

    private static ImmutableArray<Visit> Visits(IEnumerable<(Record Record, string Story)> records, string first, string second)
    {
        var found = new List<Visit>();
        foreach (var (record, _) in records)
        {
            foreach (var e in record.Events.Where(e => e is { Type: "CONSULT", Mode: not ("phone" or "multilateral"), Status: EventStatus.Occurred } && e.Evidence.Length > 0 && e.Parties.Contains(first) && e.Parties.Contains(second)))
            {
                if (Host(record, e, first, second) is not { } host)
                    continue;
                var from = host == first ? second : first;
                var visitors = e.Actors.Concat(e.Recipients).Select(id => record.Actors.FirstOrDefault(a => a.Id == id)).OfType<Actor>()
                    .Where(a => a.Kind == ActorKind.Person && TellingMaker.PartyOf(a) == from).ToList();
                var day = e.Date is { Precision: DatePrecision.Day } date ? date : record.Document.Published is { } published ? new EventDate(published, published, DatePrecision.Day) : null;
                found.Add(new(from, host, visitors.Count == 0 ? VisitLevel.Other : visitors.Min(LevelOf), day?.From, day?.To, [.. visitors.Select(v => v.Name).Distinct().Order(StringComparer.Ordinal)], [Source.Of(record, e.Id, e.Evidence[0])]));
            }
        }

        var visits = new List<Visit>();
        // Those with the most visitors first: a visit without names joins one that has them.
        foreach (var visit in found.OrderBy(v => v.Visitors.IsEmpty).ThenBy(v => v.First ?? DateOnly.MaxValue).ThenBy(v => v.Sources[0].Document, StringComparer.Ordinal))
        {
            var at = visits.FindIndex(v => v.From == visit.From && v.To == visit.To && Near(v, visit) && (visit.Visitors.IsEmpty || v.Level == visit.Level || v.Visitors.Intersect(visit.Visitors).Any()));
            if (at < 0)
            {
                visits.Add(visit);
                continue;
            }

            var known = visits[at];
            visits[at] = known with
            {
                First = known.First < visit.First ? known.First : visit.First ?? known.First,
                Last = known.Last > visit.Last ? known.Last : visit.Last ?? known.Last,
                Level = visit.Visitors.IsEmpty || known.Level < visit.Level ? known.Level : visit.Level,
                Visitors = [.. known.Visitors.Union(visit.Visitors).Order(StringComparer.Ordinal)],
                Sources = [.. known.Sources, .. visit.Sources],
            };
        }

        return [.. visits.OrderBy(v => v.First ?? DateOnly.MaxValue).ThenBy(v => v.Level).ThenBy(v => v.From, StringComparer.Ordinal)];
    }

    private static bool Near(Visit a, Visit b) => a.First is { } x && b.First is { } y && a.Last is { } z && b.Last is { } w && x <= w.AddDays(VisitDays - 1) && y <= z.AddDays(VisitDays - 1);

    // The host is the state where they met; without a place, the one that was visited.
    private static string? Host(Record record, Event e, string first, string second)
    {
        var place = e.Place is { } id ? record.Places.FirstOrDefault(p => p.Id == id)?.Country : null;
        if (place is not null)
            return place == first ? first : place == second ? second : null;
        var visited = e.Recipients.Select(r => record.Actors.FirstOrDefault(a => a.Id == r)).OfType<Actor>().Select(TellingMaker.PartyOf).Distinct().ToList();
        return visited is [{ } host] && (host == first || host == second) ? host : null;
    }

    private static VisitLevel LevelOf(Actor actor) => actor.Office?.Id switch
    {
        "president" or "monarch" => VisitLevel.HeadOfState,
        "prime-minister" => VisitLevel.HeadOfGovernment,
        "speaker" => VisitLevel.Speaker,
        "deputy-prime-minister" or "foreign-minister" or "minister" => VisitLevel.Minister,
        "deputy-minister" or "ambassador" or "envoy" => VisitLevel.Deputy,
        _ => VisitLevel.Other,
    };

    private static ImmutableArray<LabelUse> Labels(IEnumerable<(Record Record, string Story)> records, Func<ImmutableArray<string>, bool> isOfPair)
    {
        var uses = records.SelectMany(r => r.Record.Relations.Where(l => isOfPair(l.Parties) && l.Status != RelationStatus.Proposed).Select(l => (Label: l, Source: Source.Of(r.Record, l.Id, l.Evidence))))
            .GroupBy(u => u.Label.Grade ?? u.Label.Evidence.Text.ToLowerInvariant(), StringComparer.Ordinal)
            .Select(g => (
                First: g.MinBy(u => (u.Source.Published ?? DateOnly.MaxValue, u.Source.Document, u.Source.Evidence.Start)),
                Last: g.MaxBy(u => (u.Source.Published ?? DateOnly.MinValue, u.Source.Document, u.Source.Evidence.Start)),
                Reports: g.Select(u => u.Source.Document).Distinct().Count(),
                Upgrade: g.Where(u => u.Label.Status == RelationStatus.Upgraded).OrderBy(u => u.Source.Published ?? DateOnly.MaxValue).Select(u => u.Source).FirstOrDefault()))
            .OrderBy(u => u.First.Source.Published ?? DateOnly.MaxValue).ThenBy(u => u.First.Source.Document, StringComparer.Ordinal).ThenBy(u => u.First.Source.Evidence.Start)
            .ToList();
        // Only grades change: other words stand beside them.
        var hasGrade = false;
        var labels = ImmutableArray.CreateBuilder<LabelUse>();
        foreach (var use in uses)
        {
            var isGrade = use.First.Label.Grade is not null;
            labels.Add(new(use.First.Label.Grade, use.First.Label.Evidence.Text, use.First.Source, use.Last.Source, use.Reports, use.Upgrade, isGrade && (hasGrade || use.Upgrade is not null)));
            hasGrade |= isGrade;
        }

        return labels.ToImmutable();
    }

    private static ImmutableArray<TopicYears> Topics(IEnumerable<(Record Record, string Story)> records) =>
    [
        .. records.Where(r => r.Record.Document.Published is not null).SelectMany(r => r.Record.Topics.Select(t => (t.Id, r.Record.Document.Published!.Value.Year)))
            .GroupBy(t => t.Id, StringComparer.Ordinal)
            .Select(g => new TopicYears(g.Key, g.GroupBy(t => t.Year).ToImmutableSortedDictionary(y => y.Key, y => y.Count())))
            .OrderByDescending(t => t.Reports.Values.Sum()).ThenBy(t => t.Topic, StringComparer.Ordinal),
    ];

    private static ImmutableArray<InitiativeUse> Initiatives(IEnumerable<(Record Record, string Story)> records) =>
    [
        .. records.SelectMany(r => r.Record.Initiatives.Where(i => i.Mentions.Length > 0).Select(i => (Initiative: i, Source: Source.Of(r.Record, i.Id, i.Mentions[0]))))
            .GroupBy(i => i.Initiative.Ref ?? i.Initiative.Name.ToLowerInvariant(), StringComparer.Ordinal)
            .Select(g => new InitiativeUse(g.First().Initiative.Name, g.First().Initiative.Kind, g.First().Initiative.Ref, g.Select(i => i.Source.Document).Distinct().Count(),
                g.MinBy(i => (i.Source.Published ?? DateOnly.MaxValue, i.Source.Document)).Source, g.MaxBy(i => (i.Source.Published ?? DateOnly.MinValue, i.Source.Document)).Source))
            .OrderByDescending(i => i.Reports).ThenBy(i => i.Name, StringComparer.Ordinal),
    ];

    private static ImmutableArray<PersonMet> People(ImmutableArray<MergedEvent> events) =>
    [
        .. events.Where(e => e is { Type: "CONSULT", Status: EventStatus.Occurred or EventStatus.Historical })
            .SelectMany(e => e.People.Select(p => (Person: p.Value, e.First)))
            .GroupBy(p => p.Person, EventMerger.PersonComparer.Instance)
            .Select(g => new PersonMet(g.Key, g.Count(), g.Min(p => p.First), g.Max(p => p.First)))
            .OrderByDescending(p => p.Meetings).ThenBy(p => p.Person.Name, StringComparer.Ordinal),
    ];
}
