using System.Collections.Immutable;
using Readout.Api.Errors;
using Readout.Api.Routing;
using Readout.Ledger;
using Readout.Ledger.Entities;
using Readout.Ledger.Stories;

namespace Readout.Api.Subjects;

/// <summary>Persons, organisations, states and places.</summary>
internal static class EntityRoutes
{
    private static readonly Parameter Id = new("id", ParameterKind.Text, "Its id in the reference dictionary (`ref` of records), or the name that reports give it.") { IsInPath = true, IsRequired = true, Example = "kaz-tokayev" };

    private static readonly Parameter Code = new("code", ParameterKind.Text, "ISO 3166-1 alpha-3.") { IsInPath = true, IsRequired = true, Example = "KAZ" };

    public static ImmutableArray<DataRoute> All { get; } =
    [
        One(EntityKind.Person, "people/{id}", "GetPerson", "A person: offices, events, words, who they met, how reports call them", Id),
        One(EntityKind.Organization, "organizations/{id}", "GetOrganization", "An organisation: events, words, who took part, topics", Id),
        One(EntityKind.State, "states/{code}", "GetState", "A state: events, partners, words, topics", Code),
        One(EntityKind.Place, "places/{id}", "GetPlace", "A place: what happened there and who took part", Id),
        Counts("states", "ListStates", "States among the parties of reports, most often first", "state", "State"),
    ];

    private static DataRoute<MergedEvent> One(EntityKind kind, string path, string name, string summary, Parameter id) =>
        new(path, name, "Entities", summary, typeof(Entity), async ask => await EntityAsync(ask, kind, id), (ask, _) => Events(ask, kind, id))
        {
            Parameters = [id, Parameters.From, Parameters.To, Parameters.AsOf],
            Csv = Sheets.Events.WriteAsync,
            Linked = Nodes.Event,
        };

    private static DataRoute<Counted> Counts(string path, string name, string summary, string facet, string column)
    {
        return new(path, name, "Entities", summary, typeof(ImmutableArray<Counted>), async ask =>
        {
            await using var lease = await ask.Pool.RentAsync(ask.Cancel);
            return await AllAsync(ask, lease.Ledger);
        }, Items)
        {
            Parameters = [Parameters.From, Parameters.To, Parameters.Party, Parameters.AsOf],
            Csv = new Sheet<Counted>((column.ToLowerInvariant(), c => c.Value), ("reports", c => c.Count)).WriteAsync,
        };

        async ValueTask<ImmutableArray<Counted>> AllAsync(Ask ask, ILedger ledger)
        {
            var counts = await ledger.CountAsync(new SearchQuery("", await ask.AmongAsync(ledger)), ask.Cancel);
            return [.. counts.Facets.Where(f => f.Field == facet).SelectMany(f => f.Values).Select(v => new Counted(v.Value, v.Count))];
        }

        async IAsyncEnumerable<Counted> Items(Ask ask, ILedger ledger)
        {
            foreach (var item in await AllAsync(ask, ledger))
                yield return item;
        }
    }

    private static async ValueTask<Entity> EntityAsync(Ask ask, EntityKind kind, Parameter id)
    {
        EntityQuery query;
        await using (var lease = await ask.Pool.RentAsync(ask.Cancel))
            query = new() { From = ask.Day(Parameters.From), To = ask.Day(Parameters.To), AsOf = await ask.AsOfAsync(lease.Ledger) };
        var wanted = ask.Text(id)!;
        return await ask.Reads.EntityAsync(kind, kind == EntityKind.State ? Ask.Party(wanted) : wanted, query, ask.Cancel)
            ?? throw ApiException.NotThere($"no report has a {(kind == EntityKind.Organization ? "organisation" : kind.ToString().ToLowerInvariant())} '{Ask.Shown(wanted)}'. Look for it with /api/v1/search.");
    }

    private static async IAsyncEnumerable<MergedEvent> Events(Ask ask, EntityKind kind, Parameter id)
    {
        foreach (var e in (await EntityAsync(ask, kind, id)).Events)
            yield return e;
    }
}
