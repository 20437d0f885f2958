using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Readout.Ledger.TestKit;

namespace Readout.Api.Tests;

/// <summary>The tools as an assistant has them: asked by the protocol's own client, over both ways.</summary>
public sealed class McpTests(Service service)
{
    private static readonly string[] Names = ["compare_accounts", "find_figures", "get_dyad", "get_record", "list_commitments", "list_events", "read_text", "search_records"];

    private static readonly (string First, string Second) Pair = (World.Report(0).Events[0].Parties[0], World.Report(0).Events[0].Parties[1]);

    private async Task<McpClient> ClientAsync(bool isProcess) => await McpClient.CreateAsync(isProcess
        ? new StdioClientTransport(new StdioClientTransportOptions { Command = "dotnet", Arguments = [Path.Combine(AppContext.BaseDirectory, "Readout.Cli.dll"), "mcp", "--ledger", service.LedgerPath] })
        : new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri(service.Address, "/mcp"), TransportMode = HttpTransportMode.StreamableHttp }));

    private static async Task<JsonElement> CallAsync(McpClient client, string tool, Dictionary<string, object?> arguments)
    {
        var result = await client.CallToolAsync(tool, arguments);
        Assert.True(result.IsError != true, string.Join(' ', result.Content.OfType<TextContentBlock>().Select(c => c.Text)));
        return result.StructuredContent!.Value;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EveryToolAnswersOverBothWaysAndEachItemCanBeCited(bool isProcess)
    {
        await using var client = await ClientAsync(isProcess);
        Assert.Equal(Names, (await client.ListToolsAsync()).Select(t => t.Name).Order(StringComparer.Ordinal));
        var report = World.Report(0).Document.Id;
        var answers = new Dictionary<string, JsonElement>
        {
            ["search_records"] = await CallAsync(client, "search_records", new() { ["query"] = $"{Pair.First} {Pair.Second}", ["limit"] = 3 }),
            ["get_record"] = await CallAsync(client, "get_record", new() { ["id"] = report[..12] }),
            ["get_dyad"] = await CallAsync(client, "get_dyad", new() { ["first"] = Pair.First, ["second"] = Pair.Second }),
            ["list_events"] = await CallAsync(client, "list_events", new() { ["party"] = Pair.First, ["with"] = Pair.Second }),
            ["find_figures"] = await CallAsync(client, "find_figures", new() { ["parties"] = new[] { Pair.First, Pair.Second } }),
            ["list_commitments"] = await CallAsync(client, "list_commitments", new() { ["parties"] = new[] { Pair.First } }),
            ["compare_accounts"] = await CallAsync(client, "compare_accounts", new() { ["left"] = report }),
            ["read_text"] = await CallAsync(client, "read_text", new() { ["text"] = "Министр иностранных дел Казахстана встретился в Астане с министром иностранных дел Китая." }),
        };
        foreach (var (tool, answer) in answers)
        {
            var cited = Cited(answer).ToList();
            Assert.True(cited.Count > 0, $"{tool} cites nothing");
            Assert.All(cited, c => Assert.False(string.IsNullOrEmpty(c.GetProperty("quotation").GetString()), tool));
        }

        // Words are those of the text at the place that is told.
        foreach (var cited in Cited(answers["list_events"]).Concat(Cited(answers["find_figures"])).Concat(Cited(answers["search_records"])))
        {
            var text = (await service.JsonAsync($"/api/v1/reports/{cited.GetProperty("document").GetString()}/text")).GetProperty("text").GetString()!;
            var runes = text.EnumerateRunes().ToArray();
            Assert.Equal(cited.GetProperty("quotation").GetString(), string.Concat(runes[cited.GetProperty("start").GetInt32()..cited.GetProperty("end").GetInt32()].Select(r => r.ToString())));
        }
    }

    [Fact]
    public async Task ToolsOnlyReadAndTellTheirShapes()
    {
        await using var client = await ClientAsync(isProcess: false);
        foreach (var tool in (await client.ListToolsAsync()).Select(t => t.ProtocolTool))
        {
            Assert.True(tool.Annotations is { ReadOnlyHint: true, DestructiveHint: false, OpenWorldHint: false }, tool.Name);
            Assert.True(tool.OutputSchema is { ValueKind: JsonValueKind.Object }, tool.Name);
            Assert.False(string.IsNullOrEmpty(tool.Description), tool.Name);
            foreach (var parameter in tool.InputSchema.GetProperty("properties").EnumerateObject())
                Assert.True(parameter.Value.TryGetProperty("description", out _), $"{tool.Name}.{parameter.Name}");
        }
    }

    [Theory]
    [InlineData("search_records", "query", "tpye:CONSULT", "Did you mean 'type:'?")]
    [InlineData("get_record", "id", "ffffffffffff", "RO5003")]
    [InlineData("read_text", "text", " ", "RO1102")]
    [InlineData("find_figures", "measure", "happiness", "there is no measure")]
    public async Task WhatAnAssistantDidWrongIsToldInWords(string tool, string argument, string value, string expected)
    {
        await using var client = await ClientAsync(isProcess: false);
        var result = await client.CallToolAsync(tool, new Dictionary<string, object?> { [argument] = value });
        Assert.True(result.IsError);
        Assert.Contains(expected, string.Join(' ', result.Content.OfType<TextContentBlock>().Select(c => c.Text)), StringComparison.Ordinal);
    }

    private static IEnumerable<JsonElement> Cited(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                return element.EnumerateArray().SelectMany(Cited);
            case JsonValueKind.Object:
                return element.TryGetProperty("quotation", out _) ? [element] : element.EnumerateObject().SelectMany(p => Cited(p.Value));
            default:
                return [];
        }
    }
}
