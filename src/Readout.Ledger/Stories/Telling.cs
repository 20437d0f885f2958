using System.Collections.Immutable;
using System.Globalization;

namespace Readout.Ledger.Stories;

/// <summary>What of a record tells whether another report is of the same event: its words as a sketch, its main event, people, figures, quotations.</summary>
public sealed record Telling
{
    public required string Document { get; init; }

    public required string Language { get; init; }

    public DateOnly? Published { get; init; }

    public required Sketch Words { get; init; }

    /// <summary>Null when nothing in the report can be called its event.</summary>
    public Headline? Headline { get; init; }

    /// <summary>Long quotations, hashed word by word, ascending.</summary>
    public ImmutableArray<uint> Quotations { get; init; } = [];

    /// <summary>Figures as measure, value and unit, hashed, ascending; ordinary ones ("two documents") are left out.</summary>
    public ImmutableArray<uint> Figures { get; init; } = [];

    /// <summary>Reference ids of persons, ascending.</summary>
    public ImmutableArray<string> People { get; init; } = [];

    /// <summary>Initiatives that are in the reference dictionary, ascending.</summary>
    public ImmutableArray<string> Initiatives { get; init; } = [];

    /// <summary>Reference ids of organisations that take part, ascending.</summary>
    public ImmutableArray<string> Organisations { get; init; } = [];

    /// <summary>By these the report finds others that may be of the same event, and is found.</summary>
    public ImmutableArray<long> Marks { get; init; } = [];
}

/// <summary>The event that a report is about.</summary>
/// <param name="Types">PLOVER types, and "SAY" with the type of what is said when nothing happened but words; ascending.</param>
/// <param name="IsAnnounced">True for what is planned: its announcement is another story than the event.</param>
/// <param name="IsByPhone">True for a talk at a distance; null when it is no talk.</param>
/// <param name="Parties">States, or organisations where there are fewer than two states; ascending.</param>
/// <param name="First">First day it may have been; null when nothing tells.</param>
/// <param name="Last">Last day it may have been.</param>
/// <param name="IsDayTold">True when the text gives the day.</param>
/// <param name="Principals">Who acted in it.</param>
/// <param name="Places">Reference ids of cities and venues, or their countries; ascending.</param>
public sealed record Headline(
    ImmutableArray<string> Types,
    bool IsAnnounced,
    bool? IsByPhone,
    ImmutableArray<string> Parties,
    DateOnly? First,
    DateOnly? Last,
    bool IsDayTold,
    ImmutableArray<Principal> Principals,
    ImmutableArray<string> Places);

/// <summary>A person who acted in an event, as far as reports in several languages can agree on it.</summary>
/// <param name="Party">State or organisation served; empty when not known.</param>
/// <param name="Ref">Id in the reference dictionary; null when known from the text only.</param>
/// <param name="Office">Coarse id of the office; null when not known.</param>
/// <param name="Name">The English name, in small letters.</param>
public sealed record Principal(string Party, string? Ref, string? Office, string Name)
{
    /// <summary>True when they can be one person; names known from texts are spelt in many ways, so the office decides there.</summary>
    public bool IsLike(Principal other) => Party == other.Party && (Ref is not null && other.Ref is not null
        ? Ref == other.Ref
        : Name == other.Name || (Office is not null && Office == other.Office));
}

/// <summary>Makes tellings of records.</summary>
public static class TellingMaker
{
    /// <summary>Changes whenever the same record may give another telling; a ledger with tellings of another version makes them anew.</summary>
    public const string Version = "telling-1";

    // An event that lies further back than this is background, whatever its verb says.
    private const int RecentDays = 10;
    private const int LeadCharacters = 700;
    private const int LongQuotation = 6;
    private const int MostQuotations = 12;
    private const int MostDays = 4;

    /// <param name="terms">Terms of the document's text.</param>
    public static Telling Of(Record record, IEnumerable<Term> terms, ITerms language)
    {
        var document = record.Document;
        var words = Sketch.Of(terms, document.Language, out var bands);
        var telling = new Telling
        {
            Document = document.Id,
            Language = document.Language,
            Published = document.Published,
            Words = words,
            Headline = HeadlineOf(record),
            Quotations = Sorted(record.Statements.Where(s => s.Kind == StatementKind.Direct)
                .Select(s => Quotation(s.Evidence.Text, document.Language, language)).OfType<uint>().Take(MostQuotations)),
            Figures = Sorted(record.Figures.Where(IsTelling).Select(f =>
                Hashing.Of(string.Create(CultureInfo.InvariantCulture, $"{f.Measure}|{f.Value:0.####}|{f.Unit}")))),
            People = Sorted(record.Actors.Where(a => a.Kind == ActorKind.Person).Select(a => a.Ref).OfType<string>()),
            Initiatives = Sorted(record.Initiatives.Select(i => i.Ref).OfType<string>()),
            Organisations = Sorted(record.Actors.Where(a => a.Kind == ActorKind.Organization).Select(a => a.Ref).OfType<string>()),
        };
        return telling with { Marks = MarksOf(telling, bands) };
    }

    private static Headline? HeadlineOf(Record record)
    {
        var published = record.Document.Published;
        var events = record.Events
            .Where(e => e.Evidence.Length > 0 && e.Status is EventStatus.Occurred or EventStatus.Planned)
            .Where(e => e.Status == EventStatus.Planned || published is not { } day || e.Date is not { } date || date.To >= day.AddDays(-RecentDays))
            .Select(e => (Event: e, Parties: PartiesOf(e.Parties), At: e.Evidence.Min(w => w.Start)))
            .Where(e => e.Parties.Length > 0)
            .OrderBy(e => e.At)
            .ToList();
        // A report begins with what it is about; an event of two parties before one of one.
        var main = events.FirstOrDefault(e => e.Parties.Length > 1 && e.At < LeadCharacters);
        if (main.Event is null)
            main = events.FirstOrDefault(e => e.At < LeadCharacters);
        if (main.Event is null)
            main = events.FirstOrDefault();
        if (main.Event is null)
            return SayingOf(record);
        var same = events.Where(e => e.Event.Status == main.Event.Status && e.Parties.SequenceEqual(main.Parties))
            .Select(e => e.Event).Where(e => DatesMeet(e.Date, main.Event.Date)).ToList();
        return Make(record, [.. same.Select(e => e.Type)], main.Event.Status == EventStatus.Planned, main.Parties, same);
    }

    private static bool DatesMeet(EventDate? a, EventDate? b) => a is null || b is null || (a.From <= b.To.AddDays(1) && b.From <= a.To.AddDays(1));

    // A telegram, a letter, a comment: nothing happened but words, from one state to another.
    private static Headline? SayingOf(Record record)
    {
        var actors = record.Actors.ToDictionary(a => a.Id);
        foreach (var statement in record.Statements)
        {
            var speakers = statement.Speaker.Select(id => actors.GetValueOrDefault(id)).OfType<Actor>().ToList();
            var addressee = statement.Addressee is { } to ? actors.GetValueOrDefault(to) : null;
            var parties = PartiesOf([.. speakers.Append(addressee).OfType<Actor>().Select(PartyOf).OfType<string>()]);
            if (parties.Length < 2)
                continue;
            var types = PloverCoding.TypesOf(statement);
            var principals = speakers.Append(addressee).OfType<Actor>();
            return new(["SAY " + (types.IsEmpty ? "" : types[0])], false, null, parties, record.Document.Published?.AddDays(-1), record.Document.Published, false,
                PrincipalsOf(principals), []);
        }

        return null;
    }

    private static Headline Make(Record record, ImmutableArray<string> types, bool isAnnounced, ImmutableArray<string> parties, List<Event> events)
    {
        var actors = record.Actors.ToDictionary(a => a.Id);
        var places = record.Places.ToDictionary(p => p.Id);
        var told = events.Select(e => e.Date).OfType<EventDate>().Where(d => d.Precision == DatePrecision.Day).OrderBy(d => d.To.DayNumber - d.From.DayNumber).ThenBy(d => d.From).FirstOrDefault();
        var published = record.Document.Published;
        var (first, last) = told is not null ? (told.From, (DateOnly?)told.To) : isAnnounced ? (published, published) : (published?.AddDays(-2), published);
        var talks = events.Where(e => e.Type == "CONSULT").ToList();
        return new(
            Sorted(types),
            isAnnounced,
            talks.Count == 0 ? null : talks.Any(e => e.Mode == "phone"),
            parties,
            first,
            last,
            told is not null,
            PrincipalsOf(events.SelectMany(e => e.Actors.Concat(e.Recipients)).Select(id => actors.GetValueOrDefault(id)).OfType<Actor>()),
            Sorted(events.Select(e => e.Place is { } id ? places.GetValueOrDefault(id) : null).OfType<Place>().Select(p => p.Ref).OfType<string>()));
    }

    private static ImmutableArray<Principal> PrincipalsOf(IEnumerable<Actor> actors) =>
    [
        .. actors.Where(a => a.Kind == ActorKind.Person)
            .Select(a => new Principal(PartyOf(a) ?? "", a.Ref, a.Office?.Id, a.Name.ToLowerInvariant()))
            .Distinct()
            .OrderBy(p => p.Party, StringComparer.Ordinal).ThenBy(p => p.Name, StringComparer.Ordinal),
    ];

    /// <summary>State or organisation that an actor stands for; null when not known.</summary>
    internal static string? PartyOf(Actor actor) => actor.Kind switch
    {
        ActorKind.Person => actor.Country ?? actor.Office?.Of,
        ActorKind.State => actor.Ref ?? actor.Country,
        _ => actor.Country ?? actor.Ref,
    };

    private static ImmutableArray<string> PartiesOf(ImmutableArray<string> parties)
    {
        var states = parties.Where(IsState).ToList();
        return states.Count > 1 ? Sorted(states) : Sorted(parties);
    }

    internal static bool IsState(string party) => party.Length == 3 && party.All(char.IsAsciiLetterUpper);

    // "Two documents" and "10 percent" are in half of all readouts.
    private static bool IsTelling(Figure f) => f.Value >= 100 || f.Value != decimal.Truncate(f.Value) || f.Unit is "percent";

    private static uint? Quotation(string words, string language, ITerms terms)
    {
        var (count, hash, last) = (0, 2166136261u, -1);
        foreach (var term in terms.Of(words, language))
        {
            if (term.Start == last)
                continue;
            last = term.Start;
            hash = Hashing.Mix(hash, Hashing.Of(term.Text));
            count++;
        }

        return count >= (language == "zh" ? 3 * LongQuotation : LongQuotation) ? hash : null;
    }

    private static ImmutableArray<long> MarksOf(Telling telling, ImmutableArray<uint> bands)
    {
        var marks = new SortedSet<long>();
        // Reprints follow within days, so words count only among reports of a fortnight; that also keeps neighbours in time together in the index.
        var fortnight = telling.Published is { } day ? day.DayNumber / 14 : 0;
        foreach (var band in bands)
        {
            marks.Add(Mark(fortnight, band));
            if (telling.Published is not null)
                marks.Add(Mark(fortnight + 1, band));
        }

        foreach (var quotation in telling.Quotations)
        {
            marks.Add(Mark(fortnight, Hashing.Mix(quotation, 'q')));
            marks.Add(Mark(fortnight + 1, Hashing.Mix(quotation, 'q')));
        }

        if (telling.Headline is { First: { } first, Last: { } last } headline)
        {
            for (var d = first.DayNumber - 1; d <= last.DayNumber && d < first.DayNumber + MostDays; d++)
            {
                foreach (var pair in PairsOf(headline.Parties, telling.Organisations))
                    marks.Add(Mark(d / 14, Hashing.Mix(Hashing.Of(pair), (uint)d)));
            }
        }

        return [.. marks];
    }

    // The parties of a summit are many and no two reports name the same; some name the organisation alone: each is a mark there. Of two, both must be the same.
    private static IEnumerable<string> PairsOf(ImmutableArray<string> parties, ImmutableArray<string> organisations) => parties.Length > 2
        ? parties.Concat(organisations).Distinct(StringComparer.Ordinal).Select(p => "many " + p)
        : parties is [var one] && !IsState(one) ? ["many " + one] : [string.Join(' ', parties)];

    private static long Mark(int fortnight, uint hash) => ((long)(ushort)fortnight << 32) | hash;

    private static ImmutableArray<string> Sorted(IEnumerable<string> items) => [.. items.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static ImmutableArray<uint> Sorted(IEnumerable<uint> items) => [.. items.Distinct().Order()];
}
