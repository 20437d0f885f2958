using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Readout.Api.Ledgers;
using Readout.Ledger;
using Readout.Ledger.Entities;
using Readout.Ledger.Figures;
using Readout.Ledger.Promises;
using Readout.Web.Parts;
using Readout.Web.Searching;
using Readout.Web.Sources;

namespace Readout.Web.Hosting;

/// <summary>Makes what pages about the whole ledger show before somebody asks: at the start, and when a change has settled. At the start each kind of page is asked for once, too.</summary>
internal sealed class WarmUp(LedgerPool pool, LedgerReads reads, WebOptions options, IServer server, IHostApplicationLifetime life) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Look, options.Clock);
        var seen = -1L;
        try
        {
            await StartedAsync(stop);
            seen = await LookAsync(seen, stop);
            await VisitAsync(stop);
            do
                seen = await LookAsync(seen, stop);
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
    }

    /// <param name="seen">The version that was there at the last look.</param>
    /// <returns>The version that is there.</returns>
    internal async Task<long> LookAsync(long seen, CancellationToken stop)
    {
        try
        {
            var version = (await pool.VersionAsync(stop)).Number;
            // While reports are being added every look finds another version, and what is made would be thrown away.
            // What is made already is asked for all the same: what was asked for last is kept longest.
            if (version == seen)
                await MakeAsync(stop);
            return version;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Nobody asked for anything: who asks for the page is told what is wrong.
            return seen;
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

    private async Task StartedAsync(CancellationToken stop)
    {
        var started = new TaskCompletionSource();
        await using var at = life.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stop);
    }

    // The first page of its kind waits until its code is compiled, many times longer than for its contents: better that nobody is there yet.
    private async Task VisitAsync(CancellationToken stop)
    {
        try
        {
            if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is not { } address)
                return;
            using var visitor = new HttpClient { BaseAddress = new Uri(address.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal).Replace("[::]", "[::1]", StringComparison.Ordinal)) };
            foreach (var page in await PagesAsync(stop))
                using (await visitor.GetAsync(new Uri(page, UriKind.Relative), HttpCompletionOption.ResponseContentRead, stop))
                {
                    // What it says is for nobody.
                }
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            // From this machine the pages cannot be asked for, or the ledger has something wrong: whoever asks will be told.
        }
    }

    private async Task<IReadOnlyList<string>> PagesAsync(CancellationToken stop)
    {
        await using var lease = await pool.RentAsync(stop);
        string[] parties = [.. (await lease.Ledger.NamesAsync(new NameQuery(EntityKind.State) { Limit = 2 }, stop)).Items.Select(n => n.Id)];
        List<string> pages = ["/", "/dyads", "/map", "/network", "/promises", "/figures", "/sources", "/review", "/about", "/people", "/organizations", "/places", "/states", "/read", "/add", "/settings", "/patterns"];
        await foreach (var report in lease.Ledger.ListAsync(new ListQuery { Limit = 1 }, stop))
            pages.AddRange([Links.Report(report.Id), Links.Story(report.Id), $"/compare?left={report.Id}", $"/review?scope=doc:{report.Id}"]);
        if (parties is [var first, ..])
            pages.AddRange([$"/states/{first}", Links.Search($"state:{first}"), Links.Search($"{first} topic:trade") + "&sort=relevance", Links.Promises(first), Links.Figures(first)]);
        if (parties is [var one, var other])
            pages.Add(Links.Dyad(one, other));
        return pages;
    }
}
