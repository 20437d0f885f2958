using System.Collections.Immutable;
using Readout.Ledger.Dyads;
using Readout.Ledger.Stories;
using Readout.Reference;

namespace Readout.Ledger.Entities;

/// <summary>Persons, organisations, states and places of a ledger.</summary>
public static class LedgerEntities
{
    private const int ShownReports = 20;
    private const int ShownNames = 30;

    private static readonly Lazy<ReferenceNames> Reference = new(static () => new ReferenceNames());

    /// <summary>The entity with an id of the reference dictionary, or with a name that reports give it; null when no report has it.</summary>
    public static async ValueTask<Entity?> EntityAsync(this ILedger ledger, EntityKind kind, string idOrName, EntityQuery query, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(query);
        // An id that is in no dictionary is called something in the reports: corrections may give such ids.
        var name = Reference.Value.Of(idOrName, "en") ?? (kind == EntityKind.State ? null : (await ledger.NamesAsync(new NameQuery(kind, idOrName), cancel)).Items.FirstOrDefault(n => n.Id == idOrName)?.Name) ?? idOrName;
        if (Words(kind, idOrName, name) is not { } words)
            return null;
        var asked = new SearchQuery(words, new ListQuery { From = query.From, To = query.To, AsOf = query.AsOf, Limit = query.Read });
        var met = new List<Appearance>();
        await foreach (var record in ledger.RecordsAsync(asked, cancel))
        {
            if (AppearanceOf(record, kind, idOrName) is { } appearance)
                met.Add(appearance);
        }

        if (met.Count == 0)
            return null;
        var counts = await ledger.CountAsync(asked with { Among = asked.Among with { Limit = null } }, cancel);
        // Fewer than the limit were read: then all of them are known, and those that only share the name have fallen out.
        var isWhole = met.Count < query.Read && counts.Total < query.Read;
        return Of(kind, idOrName, met, isWhole ? met.Count : counts.Total, isWhole || (counts.IsExact && kind == EntityKind.State), query);
    }

    /// <summary>An entity in one report.</summary>
    /// <param name="Items">Ids of the actors or places that are it.</param>
    private sealed record Appearance(Record Record, HashSet<string> Items, string Name, ImmutableSortedDictionary<string, string> Names, string? Country, ImmutableArray<Mention> Mentions, Office? Office);

    // A person is looked for by all words of the name, side by side in any of their forms.
    private static string? Words(EntityKind kind, string idOrName, string name)
    {
        var plain = string.Concat(name.Where(c => c is not ('"' or '«' or '»' or '“' or '”' or '„'))).Trim();
        if (plain.Length == 0)
            return null;
        return kind switch
        {
            EntityKind.Person => $"person:\"{plain}\"",
            EntityKind.Organization => $"org:\"{idOrName.Replace("\"", "", StringComparison.Ordinal)}\",\"{plain}\"",
            EntityKind.State => idOrName.Length == 3 && idOrName.All(char.IsAsciiLetterUpper) && Reference.Value.Of(idOrName, "en") is not null ? $"state:{idOrName}" : null,
            _ => $"place:\"{plain}\"",
        };
    }

    private static Appearance? AppearanceOf(Record record, EntityKind kind, string idOrName)
    {
        bool IsIt(string? reference, string name, ImmutableSortedDictionary<string, string> names) =>
            reference == idOrName || (reference is null && (Same(name, idOrName) || names.Values.Any(n => Same(n, idOrName))));
        if (kind == EntityKind.Place)
        {
            var places = record.Places.Where(p => IsIt(p.Ref, p.Name, p.Names)).ToList();
            return places.Count == 0 ? null : new(record, [.. places.Select(p => p.Id)], places[0].Name, places[0].Names, places[0].Country, [.. places.SelectMany(p => p.Mentions)], null);
        }

        var wanted = kind switch { EntityKind.Person => ActorKind.Person, EntityKind.State => ActorKind.State, _ => ActorKind.Organization };
        var actors = record.Actors.Where(a => a.Kind == wanted && IsIt(a.Ref, a.Name, a.Names)).ToList();
        if (actors.Count > 0)
            return new(record, [.. actors.Select(a => a.Id)], actors[0].Name, actors[0].Names, actors[0].Country, [.. actors.SelectMany(a => a.Mentions)], actors[0].Office);
        // A state or organisation takes part by those who serve it, too.
        return kind is EntityKind.State or EntityKind.Organization && RecordSummary.PartiesOf(record).Contains(idOrName, StringComparer.Ordinal)
            ? new(record, [], Reference.Value.Of(idOrName, "en") ?? idOrName, ImmutableSortedDictionary<string, string>.Empty, null, [], null)
            : null;
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static Entity Of(EntityKind kind, string id, List<Appearance> met, int reports, bool isExact, EntityQuery query)
    {
        var isParty = kind is EntityKind.State or EntityKind.Organization;
        bool TakesPart(Appearance a, Event e) => kind == EntityKind.Place
            ? e.Place is { } place && a.Items.Contains(place)
            : e.Actors.Concat(e.Recipients).Any(a.Items.Contains) || (isParty && e.Parties.Contains(id));
        var events = EventMerger.Merge(
            met.Select(a => (a.Record with { Events = [.. a.Record.Events.Where(e => TakesPart(a, e))] }, a.Record.Document.Id)),
            e => [.. e.Parties.Order(StringComparer.Ordinal)]);
        var said = kind == EntityKind.Place
            ? []
            : met.SelectMany(a => a.Record.Statements.Where(s => s.Speaker.Any(x => a.Items.Contains(x) || (isParty && Speaks(a.Record, x, id)))).Select(s => (a.Record, Statement: s))).ToList();
        var days = met.Select(a => a.Record.Document.Published).OfType<DateOnly>().ToList();
        var named = met.Find(a => a.Names.Count > 0) ?? met[0];
        return new(
            kind, id, Reference.Value.Of(id, "en") ?? named.Name, named.Names, named.Country, reports, isExact, met.Count, days.Count == 0 ? null : days.Min(), days.Count == 0 ? null : days.Max(),
            Offices(met), events,
            Most(events.SelectMany(e => e.Parties).Where(p => p != id && (kind != EntityKind.Person || p != named.Country))),
            People(events, id),
            Most(said.SelectMany(s => s.Statement.Acts)),
            [
                .. said.Where(s => s.Statement.Kind == StatementKind.Direct).DistinctBy(s => s.Statement.Evidence.Text, StringComparer.Ordinal).Take(query.Quotations)
                    .Select(s => Quoted(s.Record, s.Statement)),
            ],
            [.. Most(met.SelectMany(a => a.Mentions.Where(m => m.Form != MentionForm.Pronoun).Select(m => m.Text))).Take(ShownNames)],
            Most(met.SelectMany(a => a.Record.Topics.Select(t => t.Id).Distinct(StringComparer.Ordinal))),
            [.. met.Take(ShownReports).Select(a => SummaryOf(a.Record))]);
    }

    private static bool Speaks(Record record, string actor, string party) => record.Actors.FirstOrDefault(a => a.Id == actor) is { } speaker && TellingMaker.PartyOf(speaker) == party;

    private static Quotation Quoted(Record record, Statement statement)
    {
        var speaker = record.Actors.FirstOrDefault(a => a.Id == statement.Speaker[0]);
        var to = record.Actors.FirstOrDefault(a => a.Id == statement.Addressee);
        return new(speaker?.Name ?? "", speaker is null ? "" : TellingMaker.PartyOf(speaker) ?? "", to?.Name, statement.Acts, Source.Of(record, statement.Id, statement.Evidence));
    }

    // Reports come latest first.
    private static ImmutableArray<OfficeUse> Offices(List<Appearance> met) =>
    [
        .. met.Where(a => a.Office is not null && a.Mentions.Length > 0).GroupBy(a => (a.Office!.Id, a.Office.Of)).Select(g =>
        {
            Source At(Appearance a) => Source.Of(a.Record, a.Items.First(), new(a.Mentions[0].Start, a.Mentions[0].End, a.Mentions[0].Text));
            return new OfficeUse(g.Key.Id, g.Key.Of, At(g.Last()), At(g.First()), g.Count());
        }),
    ];

    private static ImmutableArray<PersonMet> People(ImmutableArray<MergedEvent> events, string self) =>
    [
        .. events.SelectMany(e => e.People.Select(p => (Person: p.Value, e.First))).Where(p => p.Person.Ref != self && !Same(p.Person.Name, self))
            .GroupBy(p => p.Person.Ref ?? p.Person.Name, StringComparer.Ordinal)
            .Select(g => new PersonMet(g.First().Person, g.Count(), g.Min(p => p.First), g.Max(p => p.First)))
            .OrderByDescending(p => p.Meetings).ThenBy(p => p.Person.Name, StringComparer.Ordinal),
    ];

    private static ImmutableArray<Counted> Most(IEnumerable<string> values) =>
        [.. values.GroupBy(v => v, StringComparer.Ordinal).Select(g => new Counted(g.Key, g.Count())).OrderByDescending(c => c.Count).ThenBy(c => c.Value, StringComparer.Ordinal)];

    private static RecordSummary SummaryOf(Record record)
    {
        var document = record.Document;
        return new(document.Id, document.Name, document.Language, document.Title, document.Published, document.Publisher, document.Url, RecordSummary.PartiesOf(record), default);
    }
}
