using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Readout.Api.Ledgers;
using Readout.Api.Operations;
using Readout.Api.Routing;
using Readout.Ingest.Fetching;
using Readout.Ledger;
using Readout.Ledger.Services;

namespace Readout.Api.Hooks;

/// <summary>Tells hooks of new reports: finds what fits, keeps it in the ledger until it has arrived, tries again ever more rarely, and gives up at last.</summary>
/// <remarks>At least once: a process that dies after sending and before noting it sends again, with the same id.</remarks>
internal sealed partial class HookTeller(LedgerPool pool, ReadoutApiOptions options, ILogger<HookTeller> log) : BackgroundService
{
    private const int AtOnce = 50;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(15);

    // After these it is given up: a day and a half in all.
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(30)];

    private readonly HttpClient _client = new(GuardedConnection.Handler(options.AllowPrivateHooks, TimeLimit)) { Timeout = TimeLimit };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.HookInterval);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TurnAsync(stoppingToken);
                await timer.WaitForNextTickAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (LedgerException e)
            {
                // Busy or full: what is queued waits, and what is new will be found next time.
                Waits(e.Code);
                await Task.Delay(options.HookInterval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Looks once for what is new, and sends what is due.</summary>
    internal async Task TurnAsync(CancellationToken cancel)
    {
        await QueueAsync(cancel);
        await using var lease = await pool.RentAsync(cancel);
        if (lease.Ledger is not IServiceStore store)
            return;
        var due = new List<Delivery>();
        await foreach (var delivery in store.DueAsync(options.Clock.GetUtcNow(), AtOnce, cancel))
            due.Add(delivery);
        if (due.Count == 0)
            return;
        var hooks = new Dictionary<long, Hook>();
        await foreach (var hook in store.HooksAsync(cancel))
            hooks[hook.Number] = hook;
        foreach (var delivery in due)
        {
            if (hooks.TryGetValue(delivery.Hook, out var hook))
                await SendAsync(store, hook, delivery, cancel);
        }
    }

    private async Task QueueAsync(CancellationToken cancel)
    {
        await using var lease = await pool.RentAsync(cancel);
        if (lease.Ledger is not IServiceStore store)
            return;
        var version = (await lease.Ledger.VersionAsync(cancel)).Number;
        var waiting = new List<Hook>();
        await foreach (var hook in store.HooksAsync(cancel))
        {
            if (hook.Seen < version)
                waiting.Add(hook);
        }

        foreach (var hook in waiting)
        {
            var deliveries = new List<Delivery>();
            await foreach (var hit in NewAsync(lease.Ledger, hook, cancel))
                deliveries.Add(new Delivery(0, hook.Number, "msg_" + Guid.NewGuid().ToString("N"), hit.Record.Id, BodyOf(hook, hit, version), 0, options.Clock.GetUtcNow(), null));
            await store.QueueAsync(hook.Number, version, deliveries, cancel);
        }
    }

    /// <summary>Reports that came after what the hook has seen and fit its query.</summary>
    private static async IAsyncEnumerable<SearchHit> NewAsync(ILedger ledger, Hook hook, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var fresh = new Dictionary<string, DateOnly?>(StringComparer.Ordinal);
        await foreach (var report in ledger.ListAsync(new ListQuery { Since = hook.Seen }, cancel))
            fresh[report.Id] = report.Published;
        if (fresh.Count == 0)
            yield break;
        // Only as far back as the new reports go; those without a day are found among all.
        var isDated = fresh.Values.All(d => d is not null);
        var among = isDated ? new ListQuery { From = fresh.Values.Min(), To = fresh.Values.Max() } : ListQuery.All;
        await foreach (var hit in ledger.SearchAsync(new SearchQuery(hook.Words, among) { Order = SearchOrder.Date }, cancel))
        {
            if (!fresh.Remove(hit.Record.Id))
                continue;
            yield return hit;
            if (fresh.Count == 0)
                yield break;
        }
    }

    private static string BodyOf(Hook hook, SearchHit hit, long version) => JsonSerializer.Serialize(
        new HookBody("report.found", hook.Number, hook.Words, hit.Record, hit.Snippet, $"/reports/{hit.Record.Id}", version), ApiJson.Options);

    private async Task SendAsync(IServiceStore store, Hook hook, Delivery delivery, CancellationToken cancel)
    {
        var failure = await TryAsync(hook, delivery, cancel);
        if (failure is null)
        {
            Telemetry.Delivered("arrived");
            await store.ArrivedAsync(delivery.Number, cancel);
            return;
        }

        var isOver = failure.IsFinal || delivery.Tries >= Pauses.Length;
        Telemetry.Delivered(isOver ? "dead" : "failed");
        Failed(hook.Number, delivery.Tries + 1, failure.Why, isOver);
        await store.FailedAsync(delivery.Number, isOver ? null : options.Clock.GetUtcNow() + Pauses[delivery.Tries], failure.Why, cancel);
    }

    private sealed record Failure(string Why, bool IsFinal);

    private async Task<Failure?> TryAsync(Hook hook, Delivery delivery, CancellationToken cancel)
    {
        try
        {
            var timestamp = options.Clock.GetUtcNow().ToUnixTimeSeconds();
            using var request = new HttpRequestMessage(HttpMethod.Post, hook.Address) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(delivery.Body)) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.TryAddWithoutValidation("User-Agent", "Readout-Hook/1");
            request.Headers.TryAddWithoutValidation("webhook-id", delivery.Id);
            request.Headers.TryAddWithoutValidation("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
            request.Headers.TryAddWithoutValidation("webhook-signature", HookRules.Sign(hook.Secret, delivery.Id, timestamp, delivery.Body));
            // What comes back is of no interest, and not read: it could be endless.
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (answer.IsSuccessStatusCode)
                return null;
            // Gone for good, as the receiver says; a redirect is not followed, for it could lead anywhere.
            return new Failure(string.Create(CultureInfo.InvariantCulture, $"the receiver answers {(int)answer.StatusCode}"), answer.StatusCode == HttpStatusCode.Gone);
        }
        catch (HttpRequestException e) when (e.InnerException is AddressRefusedException refused)
        {
            return new Failure(refused.Message, IsFinal: true);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new Failure(e is OperationCanceledException ? "the receiver does not answer in time" : "the receiver cannot be reached", IsFinal: false);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Hook {Hook}: try {Try} failed, {Why} (given up: {IsOver})")]
    private partial void Failed(long hook, int @try, string why, bool isOver);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Hooks wait: the ledger says {Code}")]
    private partial void Waits(string code);

    public override void Dispose()
    {
        _client.Dispose();
        base.Dispose();
    }
}

/// <summary>What a hook is told.</summary>
/// <param name="Type"><c>report.found</c>.</param>
/// <param name="Hook">The hook's number.</param>
/// <param name="Query">Its query.</param>
/// <param name="Report">The report that fits.</param>
/// <param name="Snippet">Where the words stand.</param>
/// <param name="Address">Of its page at the service.</param>
/// <param name="Version">The ledger's version in which it was found.</param>
public sealed record HookBody(string Type, long Hook, string Query, RecordSummary Report, Snippet Snippet, string Address, long Version);
