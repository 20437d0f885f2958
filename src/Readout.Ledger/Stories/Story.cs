using System.Collections.Immutable;
using Readout.Ledger.Copies;
using Readout.Ledger.Figures;

namespace Readout.Ledger.Stories;

/// <summary>One event as all its reports tell it.</summary>
/// <param name="Id">The id of the document that comes first; it changes when an earlier one comes, but the old one still leads here, for it is a report of the story.</param>
/// <param name="First">The document that was first to report; null when days do not tell.</param>
/// <param name="Event">What the reports are about, each field with its sources; null when nothing can be called their event.</param>
/// <param name="Others">What else they tell of, planned and recalled things among it.</param>
public sealed record Story(
    string Id,
    string? First,
    ImmutableArray<StoryReport> Reports,
    MergedEvent? Event,
    ImmutableArray<MergedEvent> Others,
    ImmutableArray<FigureSeries> Figures,
    ImmutableArray<Told<MergedPerson>> People,
    ImmutableArray<Told<string>> Topics)
{
    /// <summary>Puts a story together.</summary>
    /// <param name="records">Its reports, in any order.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Story Of(IReadOnlyCollection<Record> records, ITerms terms)
    {
        ArgumentNullException.ThrowIfNull(records);
        if (records.Count == 0)
            throw new ArgumentException("A story has at least one report.", nameof(records));
        var ordered = records.OrderBy(r => r.Document.Published ?? DateOnly.MaxValue).ThenBy(r => r.Document.Id, StringComparer.Ordinal).ToList();
        var tellings = ordered.ToDictionary(r => r.Document.Id, r => TellingMaker.Of(r, terms.Of(r.Document.Text, r.Document.Language), terms));
        var reports = ordered.Select(r => ReportOf(r, ordered, tellings)).ToImmutableArray();
        var id = ordered[0].Document.Id;
        var told = ordered.Select(r => (r, id)).ToList();
        var events = EventMerger.Merge(told, e => [.. e.Parties.Order(StringComparer.Ordinal)]);
        var main = MainOf(events, tellings.Values);
        var people = new Tally<MergedPerson>(EventMerger.PersonComparer.Instance);
        var topics = new Tally<string>(StringComparer.Ordinal);
        foreach (var record in ordered)
        {
            foreach (var person in record.Actors.Where(a => a.Kind == ActorKind.Person && a.Mentions.Length > 0))
                people.Add(new(person.Name, person.Ref, TellingMaker.PartyOf(person), person.Office?.Id), Source.Of(record, person.Id, new(person.Mentions[0].Start, person.Mentions[0].End, person.Mentions[0].Text)));
            foreach (var topic in record.Topics.Where(t => t.Evidence.Length > 0))
                topics.Add(topic.Id, Source.Of(record, topic.Id, topic.Evidence[0]));
        }

        return new(id, FirstOf(reports), reports, main, [.. events.Where(e => e != main)], FigureSeries.Of(told, _ => true), people.All(p => p.Name), topics.All(t => t));
    }

    /// <summary>The event that most reports are about: among those of most sources the one that their headlines name.</summary>
    private static MergedEvent? MainOf(ImmutableArray<MergedEvent> events, IEnumerable<Telling> tellings)
    {
        var headlines = tellings.Select(t => t.Headline).OfType<Headline>().ToList();
        return events.Where(e => headlines.Exists(h => h.Parties.All(p => e.Parties.Contains(p))))
            .OrderByDescending(e => e.Sources.Select(s => s.Document).Distinct().Count())
            .ThenByDescending(e => e.Type == "CONSULT")
            .ThenBy(e => e.Sources.Min(s => s.Evidence.Start))
            .FirstOrDefault();
    }

    private static StoryReport ReportOf(Record record, List<Record> all, Dictionary<string, Telling> tellings)
    {
        var document = record.Document;
        StoryReport? report = null;
        foreach (var other in all.Where(o => o != record))
        {
            if (Kinship.Between(tellings[document.Id], tellings[other.Document.Id]) is not { IsCopy: true } link || !IsAfter(record, other, tellings))
                continue;
            if (report is null || link.Shared > report.Shared)
                report = new(document.Id, document.Name, document.Language, document.Publisher, document.Published, document.Title, other.Document.Id, link.Shared, Credits(record));
        }

        return report ?? new(document.Id, document.Name, document.Language, document.Publisher, document.Published, document.Title, null, 0, Credits(record));
    }

    private static ImmutableArray<string> Credits(Record record) =>
        [.. record.Document.Origins.Select(o => o.Evidence.Text).Concat(record.Document.Credit is { } credit ? [credit] : []).Distinct(StringComparer.Ordinal)];

    // Who repeats whom: the later the earlier; on one day the one that names its source, else the shorter; the last tie goes by id, so that two never repeat each other.
    private static bool IsAfter(Record a, Record b, Dictionary<string, Telling> tellings)
    {
        (DateOnly, int, int, string) Rank(Record r) =>
            (r.Document.Published ?? DateOnly.MaxValue, Credits(r).IsEmpty ? 0 : 1, -tellings[r.Document.Id].Words.Count, r.Document.Id);
        var (x, y) = (Rank(a), Rank(b));
        return x.Item1 != y.Item1 ? x.Item1 > y.Item1 : x.Item2 != y.Item2 ? x.Item2 > y.Item2 : x.Item3 != y.Item3 ? x.Item3 > y.Item3 : string.CompareOrdinal(x.Item4, y.Item4) > 0;
    }

    // A day is all that is known of most reports: two of one day have no first, unless all the others repeat or credit someone.
    private static string? FirstOf(ImmutableArray<StoryReport> reports)
    {
        if (reports.Length == 1)
            return null;
        var day = reports.Min(r => r.Published ?? DateOnly.MaxValue);
        if (day == DateOnly.MaxValue)
            return null;
        var own = reports.Where(r => r.Published == day && r.Repeats is null).ToList();
        if (own.Count > 1)
            own = [.. own.Where(r => r.Credits.IsEmpty)];
        return own.Count == 1 ? own[0].Document : null;
    }
}

/// <summary>A report in its story.</summary>
/// <param name="Repeats">The document whose words it is made of; null when its words are its own.</param>
/// <param name="Shared">How much of the shorter of the two stands in the longer, 0 to 1.</param>
/// <param name="Credits">Whom the text, or the page around it, names as its source, in its own words.</param>
public sealed record StoryReport(
    string Document,
    string? Name,
    string Language,
    string? Publisher,
    DateOnly? Published,
    string? Title,
    string? Repeats,
    double Shared,
    ImmutableArray<string> Credits)
{
    /// <summary>Where else its text, or a near copy of it, was published.</summary>
    public ImmutableArray<Publication> Publications { get; init; } = [];
}
