using Microsoft.Extensions.Hosting;
using Readout.Api.Ledgers;
using Readout.Ledger.Figures;
using Readout.Ledger.Promises;
using Readout.Web.Searching;
using Readout.Web.Sources;

namespace Readout.Web.Hosting;

/// <summary>Makes what pages about the whole ledger show before somebody asks: at the start, and when a change has settled.</summary>
internal sealed class WarmUp(LedgerPool pool, LedgerReads reads, WebOptions options) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Look, options.Clock);
        var (seen, made) = (-1L, -1L);
        try
        {
            do
                (seen, made) = await LookAsync(seen, made, stop);
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
    }

    /// <returns>The version that is there and the one that was made for.</returns>
    private async Task<(long Seen, long Made)> LookAsync(long seen, long made, CancellationToken stop)
    {
        try
        {
            var version = (await pool.VersionAsync(stop)).Number;
            // While reports are being added every look finds another version, and what is made would be thrown away.
            if (version == made || version != seen)
                return (version, made);
            await MakeAsync(stop);
            return (version, version);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Nobody asked for anything: who asks for the page is told what is wrong.
            return (seen, seen);
        }
    }

    private async Task MakeAsync(CancellationToken stop)
    {
        await SearchPages.AllAsync(reads, stop);
        await reads.PublishersAsync(stop);
        await SourcePages.RepeatsAsync(reads, options, stop);
        await reads.FiguresAsync(new FigureQuery(), stop);
        await reads.PromisesAsync(new PromiseQuery { Today = DateOnly.FromDateTime(options.Clock.GetUtcNow().UtcDateTime) }, stop);
    }
}
