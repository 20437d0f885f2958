using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Readout.Api.Hooks;
using Readout.Api.Ledgers;
using Readout.Ledger;
using Readout.Ledger.Services;
using Readout.Ledger.Sqlite;
using Readout.Ledger.TestKit;

namespace Readout.Api.Tests;

/// <summary>Hooks with a receiver on this machine and a clock that the test moves.</summary>
public sealed class HookTests : IAsyncLifetime
{
    private sealed record Received(string Id, long Timestamp, string Signature, string Body);

    private readonly string _folder = Directory.CreateTempSubdirectory("readout-hooks-").FullName;
    private readonly HandClock _clock = new();
    private readonly ConcurrentQueue<Received> _received = [];
    private WebApplication _receiver = null!;
    private LedgerPool _pool = null!;
    private ReadoutApiOptions _options = null!;
    private int _status = 200;

    private string LedgerPath => Path.Combine(_folder, "ledger.readout");

    private SqliteLedger Open() => SqliteLedger.Open(LedgerPath, new SqliteLedgerOptions { Terms = Service.Terms, Create = true });

    public async ValueTask InitializeAsync()
    {
        _options = new ReadoutApiOptions { OpenLedger = Open, Read = _ => throw new NotSupportedException(), Terms = Service.Terms, Clock = _clock, AllowPrivateHooks = true };
        _pool = new LedgerPool(_options);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _receiver = builder.Build();
        _receiver.MapPost("/in", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            _received.Enqueue(new(request.Headers["webhook-id"]!, long.Parse(request.Headers["webhook-timestamp"]!), request.Headers["webhook-signature"]!, await reader.ReadToEndAsync()));
            return _status == 302 ? Results.Redirect("http://169.254.169.254/") : Results.StatusCode(_status);
        });
        await _receiver.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await _pool.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<Hook> HookAsync(string words)
    {
        await using var ledger = Open();
        return await ledger.AddHookAsync(HookRules.Make(_receiver.Urls.Single() + "/in", words, (await ledger.VersionAsync()).Number, Service.Terms, _clock.GetUtcNow(), allowPrivate: true));
    }

    private async Task AddAsync(params int[] reports)
    {
        await using var ledger = Open();
        await using var batch = await ledger.BeginAsync();
        foreach (var number in reports)
            await batch.AddAsync(LedgerEntry.Of(World.Report(number)));
        await batch.CommitAsync();
    }

    private async Task TurnAsync(ReadoutApiOptions? options = null)
    {
        using var teller = new HookTeller(_pool, options ?? _options, NullLogger<HookTeller>.Instance);
        _clock.Now += TimeSpan.FromSeconds(1);
        await teller.TurnAsync(CancellationToken.None);
    }

    private async Task<List<Delivery>> DeadAsync()
    {
        await using var ledger = Open();
        return await ledger.DeadAsync().ToListAsync();
    }

    [Fact]
    public async Task AHookIsToldOnceOfWhatIsNewAndFitsAndNothingElse()
    {
        await AddAsync(0, 1, 2);
        var party = World.Report(0).Events[0].Parties[0];
        var hook = await HookAsync($"{party} type:CONSULT");
        await TurnAsync();
        Assert.Empty(_received);
        var numbers = Enumerable.Range(3, 400).ToArray();
        var fitting = numbers.Where(n => RecordSummary.PartiesOf(World.Report(n)).Contains(party)).Select(n => World.Report(n).Document.Id).ToHashSet();
        Assert.NotEmpty(fitting);
        await AddAsync(numbers);
        await TurnAsync();
        await TurnAsync();
        var told = _received.Select(r => JsonDocument.Parse(r.Body).RootElement).ToList();
        Assert.Equal(fitting, told.Select(t => t.GetProperty("report").GetProperty("id").GetString()!).ToHashSet());
        Assert.Equal(fitting.Count, told.Count);
        Assert.All(_received, r => Assert.Equal(HookRules.Sign(hook.Secret, r.Id, r.Timestamp, r.Body), r.Signature));
        Assert.All(_received, r => Assert.NotEqual(HookRules.Sign(hook.Secret, r.Id, r.Timestamp, r.Body + " "), r.Signature));
    }

    [Fact]
    public async Task WhatDoesNotArriveIsTriedEverMoreRarelyThenGivenUpAndCanBeRevived()
    {
        await AddAsync(0);
        await HookAsync(World.Report(0).Events[0].Parties[0]);
        _status = 500;
        await AddAsync(1);
        await TurnAsync();
        Assert.Single(_received);
        await TurnAsync();
        Assert.Single(_received);
        var tries = 1;
        for (var waited = TimeSpan.Zero; waited < TimeSpan.FromHours(60); waited += TimeSpan.FromMinutes(30))
        {
            _clock.Now += TimeSpan.FromMinutes(30);
            await TurnAsync();
            tries = _received.Count;
        }

        Assert.Equal(7, tries);
        Assert.Single(_received.Select(r => r.Id).Distinct());
        var dead = Assert.Single(await DeadAsync());
        Assert.Contains("500", dead.Error, StringComparison.Ordinal);
        _status = 200;
        await using (var ledger = Open())
            Assert.Equal(1, await ledger.ReviveAsync(null, _clock.GetUtcNow()));
        await TurnAsync();
        Assert.Equal(8, _received.Count);
        Assert.Empty(await DeadAsync());
    }

    [Theory]
    [InlineData(410)]
    public async Task AReceiverThatIsGoneForGoodIsNotAskedAgain(int status)
    {
        await AddAsync(0);
        await HookAsync(World.Report(0).Events[0].Parties[0]);
        _status = status;
        await AddAsync(1);
        await TurnAsync();
        Assert.Single(await DeadAsync());
    }

    [Fact]
    public async Task ARedirectIsNotFollowed()
    {
        await AddAsync(0);
        await HookAsync(World.Report(0).Events[0].Parties[0]);
        _status = 302;
        await AddAsync(1);
        await TurnAsync();
        await using var ledger = Open();
        var waiting = Assert.Single(await ledger.DueAsync(DateTimeOffset.MaxValue.AddDays(-1), 10).ToListAsync());
        Assert.Equal("the receiver answers 302", waiting.Error);
    }

    [Fact]
    public async Task ThisMachineIsNoReceiverUnlessThatIsAllowed()
    {
        await AddAsync(0);
        await HookAsync(World.Report(0).Events[0].Parties[0]);
        await AddAsync(1);
        await TurnAsync(_options with { AllowPrivateHooks = false });
        Assert.Empty(_received);
        Assert.Contains("private network", Assert.Single(await DeadAsync()).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://desk.example/in", "KAZ", "RO5018")]
    [InlineData("https://user:pass@desk.example/in", "KAZ", "RO5018")]
    [InlineData("https://10.0.0.1/in", "KAZ", "RO5018")]
    [InlineData("https://[::1]/in", "KAZ", "RO5018")]
    [InlineData("https://169.254.169.254/latest", "KAZ", "RO5018")]
    [InlineData("file:///etc/passwd", "KAZ", "RO5018")]
    [InlineData("nonsense", "KAZ", "RO5018")]
    [InlineData("https://desk.example/in", " ", "RO5018")]
    public void AHookThatCannotBeMeantIsRefused(string address, string words, string code) =>
        Assert.Equal(code, Assert.Throws<LedgerException>(() => HookRules.Make(address, words, 0, Service.Terms, _clock.GetUtcNow())).Code);
}

public sealed class FeedTests(Service service)
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task AFeedHasTheLatestReportsOfASearch()
    {
        var feed = XDocument.Parse(await service.TextAsync("/search.atom?q=KAZ"));
        var listed = (await service.TextAsync("/search.jsonl?q=KAZ&order=date")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(50).Select(l => "urn:readout:" + JsonDocument.Parse(l).RootElement.GetProperty("record").GetProperty("id").GetString());
        Assert.Equal(listed, feed.Root!.Elements(Atom + "entry").Select(e => e.Element(Atom + "id")!.Value));
        Assert.All(feed.Root.Elements(Atom + "entry"), e =>
        {
            Assert.NotNull(e.Element(Atom + "updated"));
            Assert.NotNull(e.Element(Atom + "author"));
            Assert.Contains(e.Elements(Atom + "link"), l => l.Attribute("href")!.Value.Contains("/reports/", StringComparison.Ordinal));
        });
        Assert.Contains(feed.Root.Elements(Atom + "link"), l => l.Attribute("rel")?.Value == "self");
    }

    [Fact]
    public async Task AFeedThatIsKnownIsNotSentAgain()
    {
        var pair = World.Report(0).Events[0].Parties;
        using var first = await service.Client.GetAsync($"/dyads/{pair[0]}-{pair[1]}.atom");
        Assert.Equal("application/atom+xml", first.Content.Headers.ContentType!.MediaType);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/dyads/{pair[0]}-{pair[1]}.atom");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var again = await service.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task HooksAreMadeAndRemovedOverTheApiAndTheirSecretsShownOnce()
    {
        using var made = await service.Client.PostAsJsonAsync("/api/v1/hooks", new { address = "https://desk.example/in", query = "KAZ" });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var hook = JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement;
        var secret = hook.GetProperty("secret").GetString()!;
        Assert.DoesNotContain(secret, await service.TextAsync("/api/v1/hooks"), StringComparison.Ordinal);
        using var removed = await service.Client.DeleteAsync($"/api/v1/hooks/{hook.GetProperty("number").GetInt64()}");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var refused = await service.Client.PostAsJsonAsync("/api/v1/hooks", new { address = "https://127.0.0.1/in", query = "KAZ" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
    }
}
