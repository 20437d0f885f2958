using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Readout.Api;
using Readout.Api.Ledgers;
using Readout.Ledger;
using Readout.Ledger.Sqlite;
using Readout.Ledger.TestKit;

[assembly: AssemblyFixture(typeof(Readout.Api.Tests.Service))]

namespace Readout.Api.Tests;

/// <summary>The service on a free port of this machine, over a ledger of 240 reports of the made-up world. What tests write goes into services of their own.</summary>
public class Service : IAsyncLifetime
{
    public const int Reports = 240;

    private static readonly Lazy<Reader> Engine = new(() => new Reader(new ReaderOptions()));

    private readonly string _folder = Directory.CreateTempSubdirectory("readout-api-").FullName;
    private WebApplication? _app;

    public static ITerms Terms { get; } = new WordTerms();

    public static string Repository { get; } = typeof(Service).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Repository").Value!;

    public string LedgerPath => Path.Combine(_folder, "ledger.readout");

    public HttpClient Client { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    /// <summary>Changes what the service is started with; to be set before it is.</summary>
    internal Func<ReadoutApiOptions, ReadoutApiOptions> Configure { get; init; } = o => o;

    public SqliteLedger Open() => SqliteLedger.Open(LedgerPath, new SqliteLedgerOptions { Terms = Terms, Create = true });

    public LedgerPool NewPool() => new(new ReadoutApiOptions { OpenLedger = Open, Read = report => Engine.Value.Read(report), Terms = Terms });

    public async ValueTask InitializeAsync()
    {
        await using (var ledger = Open())
        await using (var batch = await ledger.BeginAsync())
        {
            for (var i = 0; i < Reports; i++)
                await batch.AddAsync(LedgerEntry.Of(World.Report(i)));
            await batch.CommitAsync();
        }

        await StartAsync();
    }

    private async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddReadoutApi(Configure(new ReadoutApiOptions { OpenLedger = Open, Read = report => Engine.Value.Read(report), Terms = Terms }));
        _app = builder.Build();
        _app.UseReadoutApi();
        _app.MapReadoutApi();
        await _app.StartAsync();
        Address = new Uri(_app.Urls.Single());
        Client = new HttpClient { BaseAddress = Address };
    }

    public async Task<JsonElement> JsonAsync(string address)
    {
        using var answer = await Client.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public async Task<string> TextAsync(string address, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (accept is not null)
            request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        using var answer = await Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {(int)answer.StatusCode} {text}");
        return text;
    }

    public async Task<(int Status, JsonElement Problem)> ProblemAsync(string address)
    {
        using var answer = await Client.GetAsync(address);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }

    public Task StopAsync() => _app!.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
