using Microsoft.Extensions.DependencyInjection;
using Readout.Api.Ledgers;
using Readout.Ledger;
using Readout.Ledger.Figures;
using Readout.Web.Hosting;
using Xunit;

namespace Readout.Web.Tests;

public sealed class WarmUpTests(WebApp app)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatPagesShowOfTheWholeLedgerIsMadeWhenAChangeHasSettled()
    {
        var pool = app.Services.GetRequiredService<LedgerPool>();
        var options = app.Services.GetRequiredService<WebOptions>();
        // Answers of its own: what other tests asked for is not known here.
        using var reads = Reads();
        using var warmUp = ActivatorUtilities.CreateInstance<WarmUp>(app.Services, reads);
        using var early = Reads();
        using var tooEarly = ActivatorUtilities.CreateInstance<WarmUp>(app.Services, early);

        var version = (await pool.VersionAsync(Cancel)).Number;
        // Another version than before: somebody may be adding.
        Assert.Equal(version, await tooEarly.LookAsync(version - 1, Cancel));
        Assert.False(await IsMadeAsync(early));
        // The same version again: it has settled.
        Assert.Equal(version, await warmUp.LookAsync(version, Cancel));
        Assert.True(await IsMadeAsync(reads));

        LedgerReads Reads() => new(pool, app.Services.GetRequiredService<Readout.Api.ReadoutApiOptions>());
    }

    private static async Task<bool> IsMadeAsync(LedgerReads reads)
    {
        var isMade = true;
        await reads.MadeAsync(new FigureQuery(), ledger =>
        {
            isMade = false;
            return ledger.FiguresAsync(new FigureQuery(), Cancel);
        }, Cancel);
        return isMade;
    }
}
