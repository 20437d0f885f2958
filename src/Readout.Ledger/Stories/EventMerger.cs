using System.Collections.Immutable;
using System.Globalization;

namespace Readout.Ledger.Stories;

/// <summary>An event put together from all reports that tell of it: each field with everything that was said, the best first.</summary>
/// <param name="Type">As PLOVER codes it: what is planned is AGREE.</param>
/// <param name="First">First day; null when no report tells.</param>
/// <param name="Score">PLOVER's score; the first mode decides.</param>
public sealed record MergedEvent(
    string Type,
    ImmutableArray<string> Parties,
    EventStatus Status,
    DateOnly? First,
    DateOnly? Last,
    DatePrecision Precision,
    double Score,
    ImmutableArray<Told<string>> Kinds,
    ImmutableArray<Told<string>> Days,
    ImmutableArray<Told<string>> Places,
    ImmutableArray<Told<MergedPerson>> People,
    ImmutableArray<Told<string>> Occasions,
    ImmutableArray<Source> Sources);

/// <summary>A person as the ledger knows them.</summary>
/// <param name="Party">State or organisation; null when not known.</param>
public sealed record MergedPerson(string Name, string? Ref, string? Party, string? Office);

/// <summary>Makes one event of those that are the same: one of a kind between the same parties on one day, as event data are counted.</summary>
public static class EventMerger
{
    internal static readonly PloverScale Scale = new();

    /// <param name="records">With the id of the story that each is in.</param>
    /// <param name="partiesOf">The parties under which an event is kept; empty for an event that is not wanted.</param>
    /// <returns>In the order of time; those without a day last.</returns>
    public static ImmutableArray<MergedEvent> Merge(IEnumerable<(Record Record, string Story)> records, Func<Event, ImmutableArray<string>> partiesOf)
    {
        var wanted = records.SelectMany(r => r.Record.Events.Where(e => e.Evidence.Length > 0).Select(e => new Candidate(r.Record, r.Story, e, PloverCoding.TypeOf(e), partiesOf(e))))
            .Where(c => c.Type is not null && !c.Parties.IsEmpty).ToList();
        var groups = new List<List<Candidate>>();
        foreach (var kind in wanted.GroupBy(c => (c.Type, Parties: string.Join(' ', c.Parties), IsPhone: c.Event.Mode == "phone", IsAhead: c.Event.Status is EventStatus.Planned or EventStatus.Proposed)))
        {
            // Exact days first; then what is told less exactly joins what the same story tells of that kind.
            var days = kind.Where(c => c.Event.Date is not null).GroupBy(c => (c.Event.Date!.From, c.Event.Date.To, c.Event.Date.Precision))
                .OrderBy(g => g.Key.Precision).ThenBy(g => g.Key.To.DayNumber - g.Key.From.DayNumber).ThenBy(g => g.Key.From);
            var dated = new List<List<Candidate>>();
            foreach (var day in days)
            {
                var stories = day.Select(c => c.Story).ToHashSet(StringComparer.Ordinal);
                var home = day.Key.Precision == DatePrecision.Day
                    ? dated.Find(g => g[0].Event.Date is { Precision: DatePrecision.Day } d && d.From <= day.Key.To && day.Key.From <= d.To && g.Exists(c => stories.Contains(c.Story)))
                    : null;
                if (home is null)
                    dated.Add([.. day]);
                else
                    home.AddRange(day);
            }

            foreach (var story in kind.Where(c => c.Event.Date is null).GroupBy(c => c.Story, StringComparer.Ordinal))
            {
                if (dated.Find(g => g[0].Event.Date!.Precision == DatePrecision.Day && g.Exists(c => c.Story == story.Key)) is { } home)
                    home.AddRange(story);
                else
                    groups.Add([.. story]);
            }

            groups.AddRange(dated);
        }

        return [.. groups.Select(Made).OrderBy(e => e.First ?? DateOnly.MaxValue).ThenBy(e => e.Type, StringComparer.Ordinal).ThenBy(e => e.Sources[0].Document, StringComparer.Ordinal).ThenBy(e => e.Sources[0].Evidence.Start)];
    }

    /// <summary>All sources' people, by the reference dictionary where it knows them, else by name.</summary>
    private static MergedEvent Made(List<Candidate> group)
    {
        var (kinds, days, places, occasions) = (new Tally<string>(StringComparer.Ordinal), new Tally<string>(StringComparer.Ordinal), new Tally<string>(StringComparer.Ordinal), new Tally<string>(StringComparer.Ordinal));
        var people = new Tally<MergedPerson>(PersonComparer.Instance);
        var sources = new List<Source>();
        foreach (var (record, _, e, _, _) in group)
        {
            var source = Source.Of(record, e.Id, e.Evidence[0]);
            sources.Add(source);
            kinds.Add(e.Mode is null ? e.Type : $"{e.Type} {e.Mode}", source);
            if (e.Date is { } date)
                days.Add(Shown(date), source);
            if (e.Place is { } place && record.Places.FirstOrDefault(p => p.Id == place) is { } where)
                places.Add(where.Name, source);
            if (e.Occasion is { } occasion && record.Initiatives.FirstOrDefault(i => i.Id == occasion) is { } initiative)
                occasions.Add(initiative.Ref ?? initiative.Name, source);
            foreach (var id in e.Actors.Concat(e.Recipients))
            {
                if (record.Actors.FirstOrDefault(a => a.Id == id) is { Kind: ActorKind.Person } person)
                    people.Add(new(person.Name, person.Ref, TellingMaker.PartyOf(person), person.Office?.Id), source);
            }
        }

        var best = group.Select(c => c.Event).Where(e => e.Date is not null).OrderBy(e => e.Date!.Precision).ThenBy(e => e.Date!.To.DayNumber - e.Date.From.DayNumber).ThenBy(e => e.Date!.From).FirstOrDefault()?.Date;
        // An event that no report dates is of the time of its reports when it happened; of no time when it was only wished for.
        var published = group.Any(c => c.Event.Status == EventStatus.Occurred) && best is null ? group.Select(c => c.Record.Document.Published).OfType<DateOnly>().Order().Cast<DateOnly?>().FirstOrDefault() : null;
        var first = group[0];
        var told = kinds.All(k => k);
        var mode = told[0].Value.Split(' ') is [var type, var m] && type == first.Type ? m : null;
        return new(
            first.Type!, first.Parties, group.Min(c => c.Event.Status), best?.From ?? published, best?.To ?? published, best?.Precision ?? DatePrecision.Day,
            Scale.Score(first.Type!, mode) ?? 0, told, days.All(d => d), places.All(p => p), people.All(p => p.Name), occasions.All(o => o),
            [.. sources.Distinct().OrderBy(s => s.Published ?? DateOnly.MaxValue).ThenBy(s => s.Document, StringComparer.Ordinal).ThenBy(s => s.Evidence.Start)]);
    }

    internal static string Shown(EventDate date) => date.Precision switch
    {
        DatePrecision.Year => date.From.ToString("yyyy", CultureInfo.InvariantCulture),
        DatePrecision.Month => date.From.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        _ when date.From == date.To => date.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => $"{date.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}..{date.To.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}",
    };

    private sealed record Candidate(Record Record, string Story, Event Event, string? Type, ImmutableArray<string> Parties);

    internal sealed class PersonComparer : IEqualityComparer<MergedPerson>
    {
        public static PersonComparer Instance { get; } = new();

        public bool Equals(MergedPerson? a, MergedPerson? b) => KeyOf(a) == KeyOf(b);

        public int GetHashCode(MergedPerson person) => string.GetHashCode(KeyOf(person), StringComparison.Ordinal);

        private static string? KeyOf(MergedPerson? person) => person?.Ref ?? person?.Name.ToLowerInvariant();
    }
}
