using System.Collections.Immutable;
using Readout.Api.Routing;
using Readout.Ledger;
using Readout.Ledger.Figures;

namespace Readout.Api.Subjects;

/// <summary>Numbers that reports claim, as series.</summary>
internal static class FigureRoutes
{
    private static readonly Parameter Measure = new("measure", ParameterKind.OneOf, "Only this.") { Values = Ledger.Searching.QueryFields.Find("measure")!.Values, Example = "trade-turnover" };

    private static readonly Parameter Contradicted = new("contradicted", ParameterKind.Flag, "Only series in which claims contradict one another.") { Example = "true" };

    public static readonly DataRoute Figures = new DataRoute<Claim>("figures", "ListFigures", "Figures", "Numbers that reports claim, as series: every claim with who makes it, contradictions side by side, nothing averaged", typeof(FigureAnswer), PageAsync, Claims)
    {
        Parameters = [Parameters.PartiesOf, Measure, Contradicted, Parameters.From, Parameters.To, Parameters.Limit, Parameters.Next, Parameters.AsOf],
        Csv = Sheets.Claims.WriteAsync,
        Linked = Nodes.Claim,
    };

    private static async ValueTask<object> PageAsync(Ask ask)
    {
        var read = await SeriesAsync(ask);
        var page = ask.PageOf([.. Wanted(ask, read)], KeyOf, (await ask.Pool.VersionAsync(ask.Cancel)).Number);
        return new FigureAnswer(page.Items, page.Total, page.IsExact, page.Next, page.NextUrl, page.Version, read.Reports, read.IsWhole);
    }

    private static async IAsyncEnumerable<Claim> Claims(Ask ask, ILedger ledger)
    {
        foreach (var claim in Sheets.Of(Wanted(ask, await SeriesAsync(ask))))
            yield return claim;
    }

    private static async ValueTask<ReadFigures> SeriesAsync(Ask ask)
    {
        FigureQuery query;
        await using (var lease = await ask.Pool.RentAsync(ask.Cancel))
        {
            query = new()
            {
                Parties = [.. ask.Parties(Parameters.PartiesOf).Order(StringComparer.Ordinal)],
                Measure = ask.Text(Measure),
                From = ask.Day(Parameters.From),
                To = ask.Day(Parameters.To),
                AsOf = await ask.AsOfAsync(lease.Ledger),
            };
            // Of everybody only the latest are read: an answer must not read all reports of the world.
            query = query.Parties.IsEmpty ? query : query with { Read = FigureQuery.All };
        }

        return await ask.Reads.FiguresAsync(query, ask.Cancel);
    }

    private static IEnumerable<FigureSeries> Wanted(Ask ask, ReadFigures read) => read.Series.Where(s => !ask.Flag(Contradicted) || s.Points.Any(p => p.IsContradicted));

    private static string KeyOf(FigureSeries series) => $"{series.Measure} {series.Unit} {string.Join('+', series.Parties)} {series.Change} {series.Status}";
}

/// <summary>A page of series.</summary>
/// <param name="Items">By measure, unit and parties.</param>
/// <param name="Reports">From how many reports they come.</param>
/// <param name="IsWhole">False when these are only the latest of the reports that fit: name a party or a period for all.</param>
public sealed record FigureAnswer(ImmutableArray<FigureSeries> Items, int? Total, bool IsExact, string? Next, string? NextUrl, long Version, int Reports, bool IsWhole);
