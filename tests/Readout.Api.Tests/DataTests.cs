using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Readout.Ledger.TestKit;

namespace Readout.Api.Tests;

public sealed class DataTests(Service service)
{
    [Fact]
    public async Task PagesOfAListHoldEveryReportOnceAndInOrder()
    {
        var ids = new List<string>();
        var days = new List<string>();
        for (var address = "/api/v1/reports?limit=37"; address is not null;)
        {
            var page = await service.JsonAsync(address);
            Assert.Equal(Service.Reports, page.GetProperty("total").GetInt32());
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("id").GetString()!));
            days.AddRange(page.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("published").GetString()!));
            address = page.GetProperty("nextUrl").GetString();
        }

        Assert.Equal(Service.Reports, ids.Distinct().Count());
        Assert.Equal(Service.Reports, ids.Count);
        Assert.Equal(days.OrderDescending(), days);
    }

    [Fact]
    public async Task PagesOfStoriesHoldEveryStoryOnce()
    {
        var all = (await service.TextAsync("/stories.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("id").GetString()!).ToList();
        var ids = new List<string>();
        for (var address = "/api/v1/stories?limit=7"; address is not null;)
        {
            var page = await service.JsonAsync(address);
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("id").GetString()!));
            address = page.GetProperty("nextUrl").GetString();
        }

        Assert.True(all.Count > 20);
        Assert.Equal(all, ids);
    }

    [Fact]
    public async Task AWholeResultHasAsManyLinesAsThePageCounts()
    {
        var page = await service.JsonAsync("/api/v1/search?q=KAZ&limit=2&order=date");
        var total = page.GetProperty("total").GetInt32();
        Assert.True(total > 2);
        Assert.Equal(total, (await service.TextAsync("/api/v1/search?q=KAZ&order=date", "application/x-ndjson")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(total, (await service.TextAsync("/search.jsonl?q=KAZ")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var csv = await service.TextAsync("/search.csv?q=KAZ");
        Assert.Equal(total + 1, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        var graph = JsonDocument.Parse(await service.TextAsync("/search.jsonld?q=KAZ")).RootElement;
        Assert.Equal(total, graph.GetProperty("@graph").GetArrayLength());
    }

    [Fact]
    public async Task TheHeaderLinkLeadsToTheNextPage()
    {
        using var first = await service.Client.GetAsync("/api/v1/search?q=KAZ&limit=2", TestContext.Current.CancellationToken);
        var link = Assert.Single(first.Headers.GetValues("Link"));
        var page = await JsonDocument.ParseAsync(await first.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal($"<{page.RootElement.GetProperty("nextUrl").GetString()}>; rel=\"next\"", link);
        using var again = await service.Client.GetAsync("/api/v1/search?q=KAZ&limit=2", TestContext.Current.CancellationToken);
        Assert.Equal(link, Assert.Single(again.Headers.GetValues("Link")));
    }

    [Fact]
    public async Task ACursorOfAnotherQuestionIsRefused()
    {
        var page = await service.JsonAsync("/api/v1/search?q=KAZ&limit=2");
        var next = page.GetProperty("next").GetString();
        var (status, problem) = await service.ProblemAsync($"/api/v1/search?q=CHN&limit=2&next={next}");
        Assert.Equal((400, "RO5002", "next"), (status, problem.GetProperty("code").GetString(), problem.GetProperty("parameter").GetString()));
        (status, _) = await service.ProblemAsync("/api/v1/reports?next=AAAA");
        Assert.Equal(400, status);
    }

    [Theory]
    [InlineData("people")]
    [InlineData("places")]
    public async Task WhomReportsNameIsListedPageByPageAndWhole(string list)
    {
        var whole = (await service.TextAsync($"/{list}.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("id").GetString()).ToList();
        Assert.NotEmpty(whole);
        var paged = new List<string?>();
        for (var address = $"/api/v1/{list}?limit=7"; address is not null;)
        {
            var page = await service.JsonAsync(address);
            Assert.Equal(whole.Count, page.GetProperty("total").GetInt32());
            paged.AddRange(page.GetProperty("items").EnumerateArray().Select(n => n.GetProperty("id").GetString()));
            address = page.GetProperty("nextUrl").GetString();
        }

        Assert.Equal(whole, paged);
        Assert.Equal(1, (await service.JsonAsync($"/api/v1/{list}?q=mNG")).GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("/api/v1/search?q=KAZ&limi=5", 400, "RO5001", "Did you mean 'limit'?")]
    [InlineData("/api/v1/search?q=KAZ&limit=1000", 400, "RO5002", "from 1 to 100")]
    [InlineData("/api/v1/search?q=KAZ&limit=5&limit=6", 400, "RO5002", "Give it once")]
    [InlineData("/api/v1/search", 400, "RO5002", "'q' is missing")]
    [InlineData("/api/v1/search?q=tpye:CONSULT", 400, "RO3010", "Did you mean 'type:'?")]
    [InlineData("/api/v1/search?q=KAZ&from=2024-13-01", 400, "RO5002", "is no day")]
    [InlineData("/api/v1/search?q=KAZ&order=dat", 400, "RO5002", "Did you mean 'date'?")]
    [InlineData("/api/v1/reports?asOf=99999999", 400, "RO3040", "Versions go up to")]
    [InlineData("/api/v1/reports/ffffffffffff", 404, "RO5003", "there is no report")]
    [InlineData("/api/v1/dyads/KAZKAZ", 404, "RO5003", "is no pair")]
    [InlineData("/api/v1/dyads/KAZ-TUV", 404, "RO5003", "no report has both")]
    [InlineData("/api/v1/dyad/KAZ-RUS", 404, "RO5004", "nothing stands at")]
    [InlineData("/api/v1/search?q=%00", 400, "RO5002", "characters that are none")]
    public async Task WhatCannotBeMeantIsToldWithACodeAndACure(string address, int expected, string code, string words)
    {
        var (status, problem) = await service.ProblemAsync(address);
        Assert.Equal(expected, status);
        Assert.Equal(expected, problem.GetProperty("status").GetInt32());
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Contains(words, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAnswerThatIsKnownIsNotSentAgain()
    {
        using var first = await service.Client.GetAsync("/dyads/KAZ-CHN.json", TestContext.Current.CancellationToken);
        var pair = World.Report(0).Events[0].Parties;
        using var whole = await service.Client.GetAsync($"/dyads/{pair[0]}-{pair[1]}.json", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/dyads/{pair[0]}-{pair[1]}.json");
        request.Headers.IfNoneMatch.Add(whole.Headers.ETag!);
        using var again = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/api/v1/reports", HttpStatusCode.OK)]
    [InlineData("/search.csv?q=KAZ", HttpStatusCode.OK)]
    [InlineData("/search.atom?q=KAZ", HttpStatusCode.OK)]
    [InlineData("/openapi/v1.json", HttpStatusCode.OK)]
    [InlineData("/health/ready", HttpStatusCode.OK)]
    [InlineData("/api/v1/reports/ffffffffffff", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/nowhere", HttpStatusCode.NotFound)]
    public async Task HeadIsGetWithoutTheBody(string address, HttpStatusCode expected)
    {
        using var whole = await service.Client.GetAsync(address, TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Head, address);
        using var head = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(expected, head.StatusCode);
        Assert.Equal(whole.StatusCode, head.StatusCode);
        Assert.Equal(whole.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal(whole.Headers.ETag, head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/api/v1/reports", "br")]
    [InlineData("/search.csv?q=KAZ", "gzip")]
    [InlineData("/search.jsonl?q=KAZ", "br")]
    [InlineData("/search.atom?q=KAZ", "br")]
    public async Task AnswersArePackedForWhoeverTakesThemSo(string address, string coding)
    {
        var plain = await service.Client.GetByteArrayAsync(address, TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(coding));
        using var answer = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal([coding], answer.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        await using var packed = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using Stream unpacked = coding == "br" ? new BrotliStream(packed, CompressionMode.Decompress) : new GZipStream(packed, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        await unpacked.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        Assert.Equal(plain, bytes.ToArray());
    }

    [Fact]
    public async Task ADyadIsTheSameInBothOrdersAndInAllItsFormats()
    {
        var pair = World.Report(0).Events[0].Parties;
        var one = await service.TextAsync($"/api/v1/dyads/{pair[0]}-{pair[1]}");
        Assert.Equal(one, await service.TextAsync($"/api/v1/dyads/{pair[1]}-{pair[0]}"));
        Assert.Equal(one, await service.TextAsync($"/dyads/{pair[0]}-{pair[1]}.json"));
        var dyad = JsonDocument.Parse(one).RootElement;
        var events = dyad.GetProperty("whole").GetProperty("events").GetInt32();
        Assert.Equal(events, (await service.JsonAsync($"/dyads/{pair[0]}-{pair[1]}/events.json")).GetArrayLength());
        Assert.Equal(events + 1, (await service.TextAsync($"/dyads/{pair[0]}-{pair[1]}.csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task EveryPartOfADyadAnswers()
    {
        var pair = World.Report(0).Events[0].Parties;
        foreach (var part in new[] { "events", "series", "labels", "figures", "commitments", "topics", "people", "quotations" })
            Assert.True((await service.JsonAsync($"/api/v1/dyads/{pair[0]}-{pair[1]}/{part}")).GetArrayLength() > 0, part);
    }

    [Fact]
    public async Task ARecordIsTheRecordByteForByte()
    {
        var record = World.Report(5);
        Assert.Equal(RecordJson.Write(record), await service.TextAsync($"/api/v1/reports/{record.Document.Id}"));
        Assert.Equal(RecordJson.Write(record), await service.TextAsync($"/reports/{record.Document.Id[..12]}.json"));
        Assert.Equal(RecordJson.Write(record) + "\n", await service.TextAsync($"/reports/{record.Document.Id}.jsonl"));
        Assert.Equal(record.Document.Text, (await service.JsonAsync($"/api/v1/reports/{record.Document.Id}/text")).GetProperty("text").GetString());
    }

    [Fact]
    public async Task ItemsOfATraceSliceBackToTheirWords()
    {
        var record = World.Report(5);
        var points = new System.Globalization.StringInfo(record.Document.Text);
        var runes = record.Document.Text.EnumerateRunes().ToArray();
        var trace = await service.JsonAsync($"/api/v1/reports/{record.Document.Id}/trace");
        Assert.True(trace.GetArrayLength() > 5);
        foreach (var words in trace.EnumerateArray().SelectMany(i => i.GetProperty("evidence").EnumerateArray()))
            Assert.Equal(words.GetProperty("text").GetString(), string.Concat(runes[words.GetProperty("start").GetInt32()..words.GetProperty("end").GetInt32()].Select(r => r.ToString())));
    }

    [Fact]
    public async Task TwoAccountsOfOneStoryAreCompared()
    {
        var (first, other) = (World.Report(0).Document.Id, World.Report(2).Document.Id);
        var comparison = await service.JsonAsync($"/api/v1/compare?left={first}&right={other}");
        Assert.True(comparison.GetProperty("both").GetInt32() > 0);
        Assert.Equal(comparison.GetRawText(), (await service.JsonAsync($"/compare.json?left={first}&right={other}")).GetRawText());
    }

    [Fact]
    public async Task AFormatThatIsNotOfferedIsToldWithThoseThatAre()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/search?q=KAZ");
        request.Headers.Accept.ParseAdd("application/pdf");
        using var answer = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotAcceptable, answer.StatusCode);
        Assert.Contains("text/csv", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
