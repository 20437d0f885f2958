using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Readout.Api.Ledgers;
using Readout.Ledger;
using Readout.Web.Reviewing;
using Readout.Web.Searching;

namespace Readout.Web.Hosting;

/// <summary>Makes what the first visitor would wait for: counts of the whole ledger, the queue of the review, the engine's tables.</summary>
internal sealed class WarmUp(LedgerPool pool, LedgerReads reads, ReviewDesk desk, WebOptions options, ILogger<WarmUp> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start does not wait for it.
        await Task.Yield();
        try
        {
            await SearchPages.AllAsync(reads, stoppingToken);
            await using (var lease = await pool.RentAsync(stoppingToken))
                await desk.QueueAsync(lease.Ledger, "", stoppingToken);
            options.Read(new Report { Text = "Президент Казахстана принял посла Венгрии." });
        }
        catch (OperationCanceledException)
        {
        }
        catch (LedgerException e)
        {
            // Whoever asks for a page is told; here it only would have been quicker.
            log.LogWarning("The ledger could not be looked at beforehand: {Code}", e.Code);
        }
    }
}
