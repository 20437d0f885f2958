using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;

namespace Readout.Api.Tests;

public sealed class OperationsTests(Service service)
{
    [Fact]
    public async Task MeasurementsAndTracesHoldNoTextAndNoQuery()
    {
        const string Secret = "необыкновенно";
        var seen = new System.Collections.Concurrent.ConcurrentBag<string>();
        using var meters = new MeterListener { InstrumentPublished = static (instrument, listener) => { if (instrument.Meter.Name == Api.Operations.Telemetry.Name) listener.EnableMeasurementEvents(instrument); } };
        void See<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
        {
            seen.Add(instrument.Name);
            foreach (var tag in tags)
                seen.Add($"{instrument.Name} {tag.Key}={tag.Value}");
        }

        meters.SetMeasurementEventCallback<long>(See);
        meters.SetMeasurementEventCallback<double>(See);
        meters.Start();
        using var traces = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == Api.Operations.Telemetry.Name,
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => seen.Add($"{activity.DisplayName} {string.Join(' ', activity.TagObjects)}"),
        };
        ActivitySource.AddActivityListener(traces);
        await service.TextAsync($"/api/v1/search?q={Secret}");
        await service.TextAsync($"/api/v1/search?q={Secret}");
        using var read = await service.Client.PostAsJsonAsync("/api/v1/read", new { text = $"Министр иностранных дел Казахстана встретился с министром Китая. {Secret}" });
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Contains("readout.answers route=SearchReports", seen);
        Assert.Contains("readout.answers known=True", seen);
        Assert.Contains("readout.reading.duration", seen);
        Assert.Contains(seen, s => s.StartsWith("read text", StringComparison.Ordinal));
        Assert.DoesNotContain(seen, s => s.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnAnswerThatWasBegunIsGivenToItsEndWhenTheServiceStops()
    {
        var stopping = new Service { Configure = o => o with { OpenLedger = () => { Thread.Sleep(300); return o.OpenLedger(); } } };
        await stopping.InitializeAsync();
        var answer = stopping.Client.GetAsync("/api/v1/reports");
        await Task.Delay(100);
        var stop = stopping.StopAsync();
        using var given = await answer;
        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        await stop;
        await Assert.ThrowsAsync<HttpRequestException>(() => stopping.Client.GetAsync("/api/v1/reports"));
        await stopping.DisposeAsync();
    }

    [Fact]
    public async Task AnAnswerThatTakesTooLongIsGivenUpWithAWord()
    {
        var slow = new Service
        {
            Configure = o => o with
            {
                TimeLimit = TimeSpan.FromMilliseconds(200),
                Read = report =>
                {
                    Thread.Sleep(600);
                    return o.Read(report);
                },
            },
        };
        await slow.InitializeAsync();
        using var answer = await slow.Client.PostAsJsonAsync("/api/v1/read", new { text = "The President of Kazakhstan received the Foreign Minister of China." });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("RO5013", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await slow.DisposeAsync();
    }

    [Fact]
    public async Task ALedgerThatIsNotThereIsNotReady()
    {
        var missing = new Service { Configure = o => o with { OpenLedger = () => throw new Readout.Ledger.LedgerException(Codes.NoLedger, "x", "there is no ledger.") } };
        await missing.InitializeAsync();
        Assert.Equal("ok", (await missing.JsonAsync("/health/live")).GetProperty("status").GetString());
        var (status, problem) = await missing.ProblemAsync("/health/ready");
        Assert.Equal((503, "RO3007"), (status, problem.GetProperty("code").GetString()));
        await missing.DisposeAsync();
    }

    [Fact]
    public async Task AClientElsewhereThatAsksTooOftenIsToldToWait()
    {
        var limited = new Service { Configure = o => o with { RequestsPerSecond = 1 } };
        await limited.InitializeAsync();
        async Task<HttpResponseMessage> AskAsync(string host)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
            request.Headers.Host = host;
            return await limited.Client.SendAsync(request);
        }

        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 30; i++)
            answers.Add(await AskAsync("192.0.2.7"));
        var refused = answers.Find(a => a.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.NotNull(refused);
        Assert.Equal(HttpStatusCode.OK, answers[0].StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        Assert.Contains("RO5012", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        for (var i = 0; i < 30; i++)
            Assert.Equal(HttpStatusCode.OK, (await AskAsync("localhost")).StatusCode);
        await limited.DisposeAsync();
    }
}
