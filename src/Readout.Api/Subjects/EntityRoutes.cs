using System.Collections.Immutable;
using System.Globalization;
using Readout.Api.Errors;
using Readout.Api.Routing;
using Readout.Ledger;
using Readout.Ledger.Entities;
using Readout.Ledger.Stories;
using Readout.Reference;

namespace Readout.Api.Subjects;

/// <summary>Persons, organisations, states and places.</summary>
internal static class EntityRoutes
{
    private static readonly Parameter Id = new("id", ParameterKind.Text, "Its id in the reference dictionary (`ref` of records), or the name that reports give it.") { IsInPath = true, IsRequired = true, Example = "kaz-tokayev" };

    private static readonly Parameter Code = new("code", ParameterKind.Text, "ISO 3166-1 alpha-3.") { IsInPath = true, IsRequired = true, Example = "KAZ" };

    private static readonly Parameter Holds = new("q", ParameterKind.Text, "Words that the id or a name in one of its languages has, in capitals or not.") { Example = "tokayev" };

    private static readonly Lazy<ReferenceNames> Reference = new(static () => new ReferenceNames());

    public static ImmutableArray<DataRoute> All { get; } =
    [
        One(EntityKind.Person, "people/{id}", "GetPerson", "A person: offices, events, words, who they met, how reports call them", Id),
        One(EntityKind.Organization, "organizations/{id}", "GetOrganization", "An organisation: events, words, who took part, topics", Id),
        One(EntityKind.State, "states/{code}", "GetState", "A state: events, partners, words, topics", Code),
        One(EntityKind.Place, "places/{id}", "GetPlace", "A place: what happened there and who took part", Id),
        Names(EntityKind.Person, "people", "ListPeople", "Persons that reports name, most reports first"),
        Names(EntityKind.Organization, "organizations", "ListOrganizations", "Organisations that reports name, most reports first"),
        Names(EntityKind.Place, "places", "ListPlaces", "Places that reports name, most reports first"),
        States(),
    ];

    private static DataRoute<MergedEvent> One(EntityKind kind, string path, string name, string summary, Parameter id) =>
        new(path, name, "Entities", summary, typeof(Entity), async ask => await EntityAsync(ask, kind, id), (ask, _) => Events(ask, kind, id))
        {
            Parameters = [id, Parameters.From, Parameters.To, Parameters.AsOf],
            Csv = Sheets.Events.WriteAsync,
            Linked = Nodes.Event,
        };

    private static DataRoute<Named> Names(EntityKind kind, string path, string name, string summary)
    {
        return new(path, name, "Entities", summary, typeof(ListOf<Named>), PageAsync, Everything)
        {
            Parameters = [Holds, Parameters.Limit, Parameters.Next],
            Csv = new Sheet<Named>(("id", n => n.Id), ("name", n => n.Name), ("reports", n => n.Reports)).WriteAsync,
        };

        async ValueTask<object> PageAsync(Ask ask)
        {
            await using var lease = await ask.Pool.RentAsync(ask.Cancel);
            var begin = ask.After() is { } after ? int.Parse(after, CultureInfo.InvariantCulture) : 0;
            var list = await lease.Ledger.NamesAsync(new NameQuery(kind, ask.Text(Holds)) { Skip = begin, Limit = ask.Number(Parameters.Limit) }, ask.Cancel);
            var end = begin + list.Items.Length;
            return ask.List(list.Items, list.Total, isExact: true, end < list.Total ? end.ToString(CultureInfo.InvariantCulture) : null, (await lease.Ledger.VersionAsync(ask.Cancel)).Number);
        }

        async IAsyncEnumerable<Named> Everything(Ask ask, ILedger ledger)
        {
            foreach (var named in (await ledger.NamesAsync(new NameQuery(kind, ask.Text(Holds)) { Limit = int.MaxValue }, ask.Cancel)).Items)
                yield return named;
        }
    }

    private static DataRoute<Counted> States()
    {
        return new("states", "ListStates", "Entities", "States among the parties of reports, most often first", typeof(ImmutableArray<Counted>), async ask =>
        {
            await using var lease = await ask.Pool.RentAsync(ask.Cancel);
            return await AllAsync(ask, lease.Ledger);
        }, Items)
        {
            Parameters = [Holds, Parameters.From, Parameters.To, Parameters.Party, Parameters.AsOf],
            Csv = new Sheet<Counted>(("state", c => c.Value), ("reports", c => c.Count)).WriteAsync,
        };

        async ValueTask<ImmutableArray<Counted>> AllAsync(Ask ask, ILedger ledger)
        {
            var among = await ask.AmongAsync(ledger);
            // Of all reports they are counted to the last one; of some, as a search counts.
            var states = among is { From: null, To: null, AsOf: null, Parties.IsEmpty: true }
                ? (await ledger.NamesAsync(new NameQuery(EntityKind.State) { Limit = int.MaxValue }, ask.Cancel)).Items.Select(n => new Counted(n.Id, n.Reports))
                : (await ledger.CountAsync(new SearchQuery("", among), ask.Cancel)).Facets.Where(f => f.Field == "state").SelectMany(f => f.Values).Select(v => new Counted(v.Value, v.Count));
            return [.. states.Where(s => ask.Text(Holds) is not { } holds || IsCalled(s.Value, holds))];
        }

        async IAsyncEnumerable<Counted> Items(Ask ask, ILedger ledger)
        {
            foreach (var item in await AllAsync(ask, ledger))
                yield return item;
        }

        static bool IsCalled(string state, string holds) =>
            Parameters.Language.Values.Select(l => Reference.Value.Of(state, l)).Append(state).Any(n => n?.Contains(holds, StringComparison.OrdinalIgnoreCase) == true);
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
