using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Readout.Api.Ledgers;
using Readout.Ledger.Dyads;
using Readout.Ledger.Entities;
using Readout.Web.Hosting;
using Readout.Web.Reading;

namespace Readout.Web.Entities;

/// <summary>Persons, organisations, states and places: one page for each, and whom the ledger names.</summary>
internal static class EntityPages
{
    private const int PageSize = 100;

    private static readonly ImmutableArray<(EntityKind Kind, string Path)> Kinds = [(EntityKind.Person, "people"), (EntityKind.Organization, "organizations"), (EntityKind.State, "states"), (EntityKind.Place, "places")];

    public static void Map(WebApplication app)
    {
        foreach (var (kind, path) in Kinds)
        {
            app.MapGet($"/{path}", (LedgerReads reads, string? q, string? next, CancellationToken cancel) => ListAsync(kind, reads, q, next, cancel));
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

    private static async Task<IResult> ListAsync(EntityKind kind, LedgerReads reads, string? q, string? next, CancellationToken cancel)
    {
        var holds = string.IsNullOrWhiteSpace(q) ? null : q.Trim();
        // States are few, and are looked for by what they are called in the reader's language, which the ledger does not know.
        var isState = kind == EntityKind.State;
        var begin = int.TryParse(next, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : 0;
        var query = isState ? new NameQuery(kind) { Limit = int.MaxValue } : new NameQuery(kind, holds) { Skip = begin, Limit = PageSize };
        var list = await reads.MadeAsync(query, ledger => ledger.NamesAsync(query, CancellationToken.None), cancel);
        return new RazorComponentResult<EntitiesPage>(new { Kind = kind, Holds = holds, List = list, Begin = isState ? 0 : begin });
    }
}
