using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Readout.Api.Ledgers;
using Readout.Ledger;
using Readout.Ledger.Dyads;
using Readout.Ledger.Searching;
using Readout.Web.Hosting;
using Readout.Web.Parts;
using Readout.Web.Reading;
using Readout.Web.Searching;

namespace Readout.Web.Dyads;

/// <summary>Two parties: what happened between them, what they call it, claim and promise.</summary>
internal static class DyadPages
{
    // As many as the data beside the page have, so that both are made once.
    private const int Quotations = 1000;

    // What can be put together before a reader has to wait.
    private const int Read = 500;

    public static void Map(WebApplication app)
    {
        app.MapGet("/dyads", ChooseAsync);
        app.MapGet("/dyads/{pair}", DyadAsync);
    }

    /// <summary>Without a pair: the states to choose from; a chosen one narrows the second choice to its partners.</summary>
    private static async Task<IResult> ChooseAsync(LedgerPool pool, LedgerReads reads, string? first, string? second, CancellationToken cancel)
    {
        if (first is { Length: > 0 } && second is { Length: > 0 } && PartyCode.PairOf($"{first}-{second}") is { } pair)
            return Results.Redirect(Links.Dyad(pair.First, pair.Second));
        var counts = string.IsNullOrEmpty(first)
            ? await SearchPages.AllAsync(reads, cancel)
            : await reads.MadeAsync(("dyads", PartyCode.Of(first)), ledger => ledger.CountAsync(new SearchQuery("", new ListQuery { Parties = [PartyCode.Of(first)] })), cancel);
        return new RazorComponentResult<DyadsPage>(new { First = string.IsNullOrEmpty(first) ? null : PartyCode.Of(first), States = counts.Facets.Where(f => f.Field == "state").SelectMany(f => f.Values).ToImmutableArray() });
    }

    private static async Task<IResult> DyadAsync(LedgerPool pool, LedgerReads reads, WebOptions options, string pair, string? from, string? to, string? reports, string? asOf, CancellationToken cancel)
    {
        if (PartyCode.PairOf(pair) is not { } parties)
            throw new BadHttpRequestException($"'{pair}' is no pair. Write two parties with a hyphen between, such as CHN-KAZ.", StatusCodes.Status404NotFound);
        var address = Links.Dyad(parties.First, parties.Second);
        if (address != $"/dyads/{Uri.EscapeDataString(pair)}")
            return Results.Redirect(Hosting.Visit.Link(address, [.. new[] { ("from", from), ("to", to), ("reports", reports), ("asOf", asOf) }.Where(p => !string.IsNullOrEmpty(p.Item2)).Select(p => KeyValuePair.Create(p.Item1, p.Item2!))]));
        DyadQuery query;
        await using (var lease = await pool.RentAsync(cancel))
        {
            query = new()
            {
                From = Asked.Day("from", from),
                To = Asked.Day("to", to),
                Today = DateOnly.FromDateTime(options.Clock.GetUtcNow().UtcDateTime),
                AsOf = await AsOf.VersionAsync(lease.Ledger, asOf, cancel),
                Quotations = Quotations,
            };
        }

        var (first, second) = string.CompareOrdinal(parties.First, parties.Second) < 0 ? parties : (parties.Second, parties.First);
        // Within a time that is asked for all are read: it is the reader's choice how much that is.
        var extent = query is { From: null, To: null } ? await Extent.OfAsync(reads, [first, second], query.AsOf, Read, reports, cancel) : new(null, 0, true);
        query = query with { Read = extent.Read };
        var dyad = await reads.DyadAsync(first, second, query, cancel);
        return new RazorComponentResult<DyadPage>(new { Dyad = dyad, Query = query, Extent = extent }) { StatusCode = dyad.Reports == 0 && query is { From: null, To: null } ? StatusCodes.Status404NotFound : StatusCodes.Status200OK };
    }
}
