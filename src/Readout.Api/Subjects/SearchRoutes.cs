using System.Collections.Immutable;
using Readout.Api.Routing;
using Readout.Ledger;
using Readout.Ledger.Searching;

namespace Readout.Api.Subjects;

/// <summary>Search: the query language of docs/cli.md.</summary>
internal static class SearchRoutes
{
    private static readonly Parameter Order = new("order", ParameterKind.OneOf, "Default: relevance for a query with words, else date, the latest first.") { Values = ["relevance", "date"], Example = "date" };

    private static readonly Parameter Facets = new("facets", ParameterKind.Flag, "With counts by state, type, topic, source, year and others. Default: true.") { Example = "true" };

    public static readonly DataRoute Search = new DataRoute<SearchHit>("search", "SearchReports", "Search", "Reports that hold the words, in any of their forms, and what was read in them", typeof(SearchResults), PageAsync, Everything)
    {
        Parameters = [Parameters.Query with { IsRequired = true }, Order, Parameters.From, Parameters.To, Parameters.Party, Parameters.Language, Facets, Parameters.Limit, Parameters.Next, Parameters.AsOf],
        Csv = Sheets.Hits.WriteAsync,
        Linked = (to, hit) => Nodes.Report(to, hit.Record),
    };

    private static async ValueTask<object> PageAsync(Ask ask)
    {
        await using var lease = await ask.Pool.RentAsync(ask.Cancel);
        var ledger = lease.Ledger;
        var (query, limit) = (await QueryAsync(ask, ledger), ask.Number(Parameters.Limit));
        var understood = Query.Parse(query.Words, ask.Options.Terms);
        var hits = new List<SearchHit>();
        await foreach (var hit in ledger.SearchAsync(query with { After = ask.After(), Among = query.Among with { Limit = limit + 1 } }, ask.Cancel))
            hits.Add(hit);
        var counts = ask.Text(Facets) == "false" ? null : await ledger.CountAsync(query, ask.Cancel);
        var page = ask.List(
            [.. hits.Take(limit).Select(h => new Found(h.Record, h.Score, h.Snippet))],
            counts?.Total, counts?.IsExact ?? false, hits.Count > limit ? hits[limit - 1].Cursor : null, (await ledger.VersionAsync(ask.Cancel)).Number);
        return new SearchResults(page.Items, page.Total, page.IsExact, page.Next, page.NextUrl, page.Version, counts?.Facets ?? [], [.. understood.Told()]);
    }

    private static async IAsyncEnumerable<SearchHit> Everything(Ask ask, ILedger ledger)
    {
        await foreach (var hit in ledger.SearchAsync(await QueryAsync(ask, ledger), ask.Cancel))
            yield return hit;
    }

    private static async ValueTask<SearchQuery> QueryAsync(Ask ask, ILedger ledger) => new(ask.Text(Parameters.Query)!, await ask.AmongAsync(ledger))
    {
        Order = ask.Text(Order) switch { "date" => SearchOrder.Date, "relevance" => SearchOrder.Relevance, _ => null },
    };
}

/// <summary>A report that was found.</summary>
/// <param name="Report">The report; its record is at <c>/api/v1/reports/{id}</c>.</param>
/// <param name="Score">Higher is better; comparable within one search only. 0 in the order of dates.</param>
/// <param name="Snippet">Where the words stand; offsets in code points.</param>
public sealed record Found(RecordSummary Report, double Score, Snippet Snippet);

/// <summary>A page of what was found.</summary>
/// <param name="Items">Best first, or latest first.</param>
/// <param name="Total">How many there are; null when facets were not asked for.</param>
/// <param name="IsExact">False when there may be more (counting stops at 10,000) or fewer (phrases are not looked up in every text).</param>
/// <param name="Next">Where the next page begins, for the parameter <c>next</c>; opaque; null on the last page.</param>
/// <param name="NextUrl">The address of the next page; null on the last.</param>
/// <param name="Version">The ledger's version that answered.</param>
/// <param name="Facets">How the results spread.</param>
/// <param name="Understood">How the query was understood, a condition an entry.</param>
public sealed record SearchResults(
    ImmutableArray<Found> Items, int? Total, bool IsExact, string? Next, string? NextUrl, long Version, ImmutableArray<SearchFacet> Facets, ImmutableArray<string> Understood);
