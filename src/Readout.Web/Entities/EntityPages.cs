using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Readout.Api.Ledgers;
using Readout.Ledger;
using Readout.Ledger.Dyads;
using Readout.Ledger.Entities;
using Readout.Web.Hosting;
using Readout.Web.Reading;
using Readout.Web.Searching;

namespace Readout.Web.Entities;

/// <summary>Persons, organisations, states and places: one page for each, and whom the ledger names.</summary>
internal static class EntityPages
{
    // Whom the latest reports name: a list of everybody would be no list.
    private const int Latest = 300;
    private const int Shown = 120;

    private static readonly ImmutableArray<(EntityKind Kind, string Path)> Kinds = [(EntityKind.Person, "people"), (EntityKind.Organization, "organizations"), (EntityKind.State, "states"), (EntityKind.Place, "places")];

    public static void Map(WebApplication app)
    {
        foreach (var (kind, path) in Kinds)
        {
            app.MapGet($"/{path}", (LedgerReads reads, string? q, CancellationToken cancel) =>
                string.IsNullOrWhiteSpace(q) ? ListAsync(kind, reads, cancel) : Task.FromResult(Results.Redirect($"/{path}/{Uri.EscapeDataString(q.Trim())}")));
            app.MapGet($"/{path}/{{id}}", (LedgerPool pool, LedgerReads reads, string id, string? from, string? to, string? asOf, CancellationToken cancel) => EntityAsync(kind, pool, reads, id, from, to, asOf, cancel));
        }
    }

    private static async Task<IResult> EntityAsync(EntityKind kind, LedgerPool pool, LedgerReads reads, string id, string? from, string? to, string? asOf, CancellationToken cancel)
    {
        EntityQuery query;
        await using (var lease = await pool.RentAsync(cancel))
            query = new() { From = Asked.Day("from", from), To = Asked.Day("to", to), AsOf = await AsOf.VersionAsync(lease.Ledger, asOf, cancel) };
        var wanted = kind == EntityKind.State ? PartyCode.Of(id) : id;
        if (wanted != id)
            return Results.Redirect($"/states/{wanted}");
        return await reads.EntityAsync(kind, wanted, query, cancel) is { } entity
            ? new RazorComponentResult<EntityPage>(new { Entity = entity, Query = query })
            : new RazorComponentResult<EntityNothing>(new { Kind = kind, Id = id }) { StatusCode = StatusCodes.Status404NotFound };
    }

    private static async Task<IResult> ListAsync(EntityKind kind, LedgerReads reads, CancellationToken cancel)
    {
        var named = kind == EntityKind.State
            ? (await SearchPages.AllAsync(reads, cancel)).Facets.Where(f => f.Field == "state").SelectMany(f => f.Values).Select(v => new Named(v.Value, v.Value, ImmutableSortedDictionary<string, string>.Empty, v.Count)).ToImmutableArray()
            : await reads.MadeAsync(("named", kind), ledger => NamedAsync(ledger, kind), cancel);
        return new RazorComponentResult<EntitiesPage>(new { Kind = kind, Named = named });
    }

    private static async ValueTask<ImmutableArray<Named>> NamedAsync(ILedger ledger, EntityKind kind)
    {
        var wanted = kind == EntityKind.Person ? ActorKind.Person : ActorKind.Organization;
        var named = new Dictionary<string, Named>(StringComparer.Ordinal);
        await foreach (var record in ledger.RecordsAsync(new ListQuery { Limit = Latest }))
        {
            var all = kind == EntityKind.Place
                ? record.Places.Select(p => (Id: p.Ref ?? p.Name, p.Name, p.Names))
                : record.Actors.Where(a => a.Kind == wanted).Select(a => (Id: a.Ref ?? a.Name, a.Name, a.Names));
            foreach (var (id, name, names) in all.DistinctBy(n => n.Id))
                named[id] = named.TryGetValue(id, out var known) ? known with { Reports = known.Reports + 1 } : new(id, name, names, 1);
        }

        return [.. named.Values.OrderByDescending(n => n.Reports).ThenBy(n => n.Name, StringComparer.Ordinal).Take(Shown)];
    }
}

/// <summary>Somebody or something that reports name.</summary>
/// <param name="Id">As in addresses: id of the reference dictionary, else the name.</param>
/// <param name="Names">By language.</param>
public sealed record Named(string Id, string Name, ImmutableSortedDictionary<string, string> Names, int Reports);
