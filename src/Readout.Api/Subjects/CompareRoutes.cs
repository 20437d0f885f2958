using Readout.Api.Errors;
using Readout.Api.Routing;
using Readout.Ledger;
using Readout.Ledger.Accounts;
using Readout.Ledger.Stories;

namespace Readout.Api.Subjects;

/// <summary>Two accounts of one event side by side.</summary>
internal static class CompareRoutes
{
    private static readonly Parameter Left = new("left", ParameterKind.Text, "A report: its id or the first characters of it.") { IsRequired = true, Example = "3f2a9c1b04de" };

    private static readonly Parameter Right = new("right", ParameterKind.Text, "Another. Default: the fullest other account of the same story.") { Example = "77ab01c2d3e4" };

    public static readonly DataRoute Compare = new DataRoute<Point>("compare", "CompareAccounts", "Stories", "Two accounts of one event, point by point: what both say, what only one says, where figures differ", typeof(Comparison), async ask => await ComparisonAsync(ask), Points)
    {
        Parameters = [Left, Right, Parameters.AsOf],
        Csv = Sheets.Points.WriteAsync,
    };

    private static async ValueTask<Comparison> ComparisonAsync(Ask ask)
    {
        await using var lease = await ask.Pool.RentAsync(ask.Cancel);
        var left = await ReportRoutes.RecordAsync(ask, lease.Ledger, ask.Text(Left)!);
        var right = ask.Text(Right) is { } other
            ? await ReportRoutes.RecordAsync(ask, lease.Ledger, other)
            : await lease.Ledger.OtherAccountAsync(left, ask.Options.Terms, await ask.AsOfAsync(lease.Ledger), ask.Cancel)
                ?? throw ApiException.NotThere("no other account of this event is in the ledger. Name a second report with 'right'.");
        return new AccountComparer(ask.Options.Terms).Compare(left, right);
    }

    private static async IAsyncEnumerable<Point> Points(Ask ask, ILedger ledger)
    {
        foreach (var point in (await ComparisonAsync(ask)).Points)
            yield return point;
    }
}
