using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Readout.Ledger.TestKit;

namespace Readout.Api.Tests;

/// <summary>A service whose ledger tests may change.</summary>
public sealed class WritableService : Service;

public sealed class WritingTests(WritableService service) : IClassFixture<WritableService>
{
    private const string Text = "Встреча министров\n\nМинистр иностранных дел Казахстана встретился в Астане с министром иностранных дел Китая. Стороны договорились увеличить товарооборот до 50 млрд долларов в 2030 году.";

    private async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string address, object body)
    {
        using var answer = await service.Client.PostAsJsonAsync(address, body);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    [Fact]
    public async Task ReadingKeepsNothing()
    {
        var before = (await service.JsonAsync("/api/v1/about")).GetProperty("version").GetInt64();
        var (status, record) = await PostAsync("/api/v1/read", new { text = Text + " Это только читают.", published = "2025-08-30" });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(record.GetProperty("events").GetArrayLength() > 0);
        Assert.True(record.GetProperty("figures").GetArrayLength() > 0);
        Assert.Equal(before, (await service.JsonAsync("/api/v1/about")).GetProperty("version").GetInt64());
        using var answer = await service.Client.GetAsync($"/api/v1/reports/{record.GetProperty("document").GetProperty("id").GetString()}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task AnAddedReportIsFoundAtOnceAndAddedTwiceChangesNothing()
    {
        var etag = (await service.Client.GetAsync("/api/v1/reports")).Headers.ETag;
        var (status, added) = await PostAsync("/api/v1/reports", new { text = Text, name = "talks", published = "2025-08-30" });
        Assert.Equal((HttpStatusCode.Created, "added"), (status, added.GetProperty("outcome").GetString()));
        var record = await service.JsonAsync(added.GetProperty("address").GetString()!);
        Assert.Equal("talks", record.GetProperty("document").GetProperty("name").GetString());
        Assert.NotEqual(etag, (await service.Client.GetAsync("/api/v1/reports")).Headers.ETag);
        Assert.Equal(1, (await service.JsonAsync("/api/v1/search?q=товарооборота 50 млрд")).GetProperty("total").GetInt32());
        (status, added) = await PostAsync("/api/v1/reports", new { text = Text, name = "talks", published = "2025-08-30" });
        Assert.Equal((HttpStatusCode.OK, "unchanged"), (status, added.GetProperty("outcome").GetString()));
    }

    [Fact]
    public async Task ACorrectionIsKeptShownAndTakenBack()
    {
        var id = World.Report(3).Document.Id;
        var item = (await service.JsonAsync($"/api/v1/reports/{id}")).GetProperty("figures")[0].GetProperty("id").GetString();
        var (status, kept) = await PostAsync($"/api/v1/reports/{id}/corrections", new { kind = "edit", item, fields = new { status = "target" }, note = "a goal", by = "Anna" });
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal("applied", kept.GetProperty("state").GetString());
        Assert.Equal("target", (await service.JsonAsync($"/api/v1/reports/{id}")).GetProperty("figures")[0].GetProperty("status").GetString());
        Assert.Equal("Anna", (await service.JsonAsync($"/api/v1/reports/{id}/corrections"))[0].GetProperty("by").GetString());
        var number = kept.GetProperty("number").GetInt64();
        using var withdrawn = await service.Client.DeleteAsync($"/api/v1/corrections/{number}");
        Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);
        Assert.Equal("actual", (await service.JsonAsync($"/api/v1/reports/{id}")).GetProperty("figures")[0].GetProperty("status").GetString());
        using var again = await service.Client.DeleteAsync($"/api/v1/corrections/{number}");
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task ReportsAreJoinedAndPartedByAWord()
    {
        var (first, other) = (World.Report(0).Document.Id, World.Report(33).Document.Id);
        var alone = (await service.JsonAsync($"/api/v1/stories/{first}")).GetProperty("reports").GetArrayLength();
        var (status, _) = await PostAsync("/api/v1/judgements", new { kind = "story", first, second = other, verdict = "same", by = "Anna" });
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.True((await service.JsonAsync($"/api/v1/stories/{first}")).GetProperty("reports").GetArrayLength() > alone);
        await PostAsync("/api/v1/judgements", new { kind = "story", first, second = other, verdict = "withdrawn" });
        Assert.Equal(alone, (await service.JsonAsync($"/api/v1/stories/{first}")).GetProperty("reports").GetArrayLength());
    }

    [Fact]
    public async Task WhatSomebodyIsUnsureOfIsKeptAndTakenBack()
    {
        var id = World.Report(12).Document.Id;
        var (status, kept) = await PostAsync("/api/v1/questions", new { report = id, item = "f1", by = "Anna" });
        Assert.Equal((HttpStatusCode.Created, $"item:{id}:f1"), (status, kept.GetProperty("question").GetString()));
        Assert.NotEmpty(kept.GetProperty("words").GetString()!);
        var listed = Assert.Single((await service.JsonAsync("/api/v1/questions")).EnumerateArray(), q => q.GetProperty("question").GetString() == $"item:{id}:f1");
        Assert.Equal("Anna", listed.GetProperty("by").GetString());
        using var closed = await service.Client.DeleteAsync($"/api/v1/questions/item:{id}:f1");
        Assert.Equal(HttpStatusCode.NoContent, closed.StatusCode);
        using var again = await service.Client.DeleteAsync($"/api/v1/questions/item:{id}:f1");
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync("/api/v1/questions", new { report = id, item = "f99" })).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync("/api/v1/questions", new { report = id })).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync("/api/v1/questions", new { report = id, other = id })).Status);
    }

    [Fact]
    public async Task YesterdaysAnswerIsGivenAgain()
    {
        var id = World.Report(6).Document.Id;
        var version = (await service.JsonAsync("/api/v1/about")).GetProperty("version").GetInt64();
        var before = await service.TextAsync($"/api/v1/reports/{id}");
        await PostAsync($"/api/v1/reports/{id}/corrections", new { kind = "reject", item = "f1" });
        Assert.NotEqual(before, await service.TextAsync($"/api/v1/reports/{id}"));
        Assert.Equal(before, await service.TextAsync($"/api/v1/reports/{id}?asOf={version}"));
    }

    [Fact]
    public async Task ASearchAndADyadAreGivenAsTheyStood()
    {
        var pair = World.Report(9).Events[0].Parties;
        string[] addresses = [$"/api/v1/search?q={pair[0]}&limit=100&order=date", $"/dyads/{pair[0]}-{pair[1]}.json?today=2026-01-01", $"/reports.csv?party={pair[0]}", "/api/v1/states"];
        string As(string address, long version) => address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "asOf=" + version.ToString(System.Globalization.CultureInfo.InvariantCulture);
        // Each answer tells the version that made it; nothing else may differ.
        static string Plain(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\"version\":[0-9]+", "");
        var version = (await service.JsonAsync("/api/v1/about")).GetProperty("version").GetInt64();
        var before = new List<string>();
        foreach (var address in addresses)
            before.Add(Plain(await service.TextAsync(As(address, version))));
        await using (var ledger = service.Open())
        await using (var batch = await ledger.BeginAsync())
        {
            await batch.AddAsync(Ledger.LedgerEntry.Of(World.Report(100_000, 0, pair[0], pair[1], new DateOnly(2020, 1, 1))));
            await batch.CommitAsync();
        }

        for (var i = 0; i < addresses.Length; i++)
        {
            Assert.Equal(before[i], Plain(await service.TextAsync(As(addresses[i], version))));
            Assert.NotEqual(before[i], Plain(await service.TextAsync(addresses[i])));
        }

        // What another process writes is seen after a tenth of a second: let no test after this one ask sooner.
        await Task.Delay(150);
    }

    [Theory]
    [InlineData("/api/v1/read", "{", 400, "RO5006")]
    [InlineData("/api/v1/read", "null", 400, "RO5006")]
    [InlineData("/api/v1/read", "[]", 400, "RO5006")]
    [InlineData("/api/v1/read", "{}", 400, "RO5006")]
    [InlineData("/api/v1/read", "{\"text\":null}", 400, "RO5006")]
    [InlineData("/api/v1/read", "{\"text\":5}", 400, "RO5006")]
    [InlineData("/api/v1/read", "{\"text\":\"a\",\"tetx\":\"b\"}", 400, "RO5006")]
    [InlineData("/api/v1/read", "{\"text\":\"a\",\"published\":\"yesterday\"}", 400, "RO5006")]
    [InlineData("/api/v1/read", "{\"text\":\"  \"}", 422, "RO1102")]
    [InlineData("/api/v1/read", "{\"text\":\"Bonjour tout le monde, ceci est un texte.\",\"language\":\"fr\"}", 422, "RO1101")]
    [InlineData("/api/v1/judgements", "{\"kind\":\"promise\",\"first\":\"x\",\"second\":\"y\",\"verdict\":\"same\"}", 422, "RO3042")]
    [InlineData("/api/v1/judgements", "{\"kind\":1,\"first\":\"x\",\"second\":\"y\",\"verdict\":\"same\"}", 400, "RO5006")]
    [InlineData("/api/v1/reports/ffffffff/corrections", "{\"kind\":\"accept\",\"item\":\"e1\"}", 404, "RO5003")]
    public async Task ABodyThatCannotBeReadIsToldWithACode(string address, string body, int expected, string code)
    {
        using var answer = await service.Client.PostAsync(address, new StringContent(body, Encoding.UTF8, "application/json"));
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal((expected, code), ((int)answer.StatusCode, problem.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task ACorrectionOfWhatIsNotThereOffersTheNearestWord()
    {
        var id = World.Report(3).Document.Id;
        var (status, problem) = await PostAsync($"/api/v1/reports/{id}/corrections", new { kind = "edit", item = "f1", fields = new { measrue = "exports" } });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("measure", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
