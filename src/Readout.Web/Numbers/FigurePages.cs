using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Readout.Api.Ledgers;
using Readout.Ledger;
using Readout.Ledger.Figures;
using Readout.Ledger.Searching;
using Readout.Ledger.Series;
using Readout.Web.Charts;
using Readout.Web.Hosting;
using Readout.Web.Reading;
using Readout.Web.Searching;

namespace Readout.Web.Numbers;

/// <summary>Numbers that reports claim, beside official series.</summary>
internal static class FigurePages
{
    private const int PageSize = 10;

    // What can be put together before a reader has to wait.
    private const int Read = 500;

    public static void Map(WebApplication app) => app.MapGet("/figures", FiguresAsync);

    private static async Task<IResult> FiguresAsync(LedgerPool pool, LedgerReads reads, string? parties, string? measure, string? contradicted, string? from, string? to, string? next, string? reports, string? asOf, CancellationToken cancel)
    {
        var query = new FigureQuery
        {
            Parties = Asked.Parties(parties),
            Measure = Asked.OneOf("measure", measure, QueryFields.Find("measure")!.Values),
            From = Asked.Day("from", from),
            To = Asked.Day("to", to),
        };
        var official = new List<SeriesPoint>();
        await using (var lease = await pool.RentAsync(cancel))
        {
            query = query with { AsOf = await AsOf.VersionAsync(lease.Ledger, asOf, cancel) };
            // Official series of everything would be more than a page takes.
            if (query.Parties.Length > 0 || query.Measure is not null)
            {
                await foreach (var point in lease.Ledger.SeriesAsync(new SeriesQuery(query.Parties.ElementAtOrDefault(0), query.Parties.ElementAtOrDefault(1), query.Measure), cancel))
                    official.Add(point);
            }
        }

        var extent = query is { From: null, To: null } ? await Extent.OfAsync(reads, query.Parties, query.AsOf, Read, reports, cancel) : new(null, 0, true);
        query = query with { Read = extent.Read ?? (reports == "all" && query.Parties.Length > 0 ? FigureQuery.All : query.Read) };
        var read = await reads.FiguresAsync(query, cancel);
        // What is told most comes first, what is of no named kind last.
        List<FigureSeries> all = [.. read.Series.Where(s => contradicted != "true" || s.Points.Any(p => p.IsContradicted)).OrderBy(s => s.Measure == "other").ThenByDescending(s => s.Points.Sum(p => p.Values.Sum(v => v.Claims.Length)))];
        var drawn = all.Where(IsDrawn).ToList();
        var begin = int.TryParse(next, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? Math.Min(place, drawn.Count) : 0;
        var counts = await SearchPages.AllAsync(reads, cancel);
        return new RazorComponentResult<FiguresPage>(new
        {
            Query = query,
            Extent = extent,
            OnlyContradicted = contradicted == "true",
            Read = read,
            Total = all.Count,
            Drawn = drawn.Skip(begin).Take(PageSize).ToImmutableArray(),
            Single = begin == 0 ? all.Where(s => !IsDrawn(s)).ToImmutableArray() : [],
            Official = official.ToImmutableArray(),
            Next = begin + PageSize < drawn.Count ? (begin + PageSize).ToString(CultureInfo.InvariantCulture) : null,
            States = counts.Facets.Where(f => f.Field == "state").SelectMany(f => f.Values).Select(v => v.Value).ToImmutableArray(),
        });
    }

    /// <summary>A level with two or more claims of a time: there is something to see.</summary>
    private static bool IsDrawn(FigureSeries series) => series.Change is null && series.Points.Where(p => TimeAxis.MiddleOf(p.Period) is not null).Sum(p => p.Values.Sum(v => v.Claims.Length)) > 1;
}
