using System.Text.Json;
using System.Text.Json.Nodes;

namespace Readout.Api.Tests;

public sealed class DocumentTests(Service service)
{
    private static readonly string[] Methods = ["get", "post", "put", "delete", "patch"];

    private async Task<JsonObject> DocumentAsync() => JsonNode.Parse(await service.TextAsync("/openapi/v1.json"))!.AsObject();

    /// <summary>A change of the API is seen in the diff. <c>READOUT_ACCEPT=1</c> writes the document anew.</summary>
    [Fact]
    public async Task TheDocumentInTheRepositoryIsTheOneThatIsServed()
    {
        var path = Path.Combine(Service.Repository, "docs", "openapi.json");
        var served = (await DocumentAsync()).ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
        if (Environment.GetEnvironmentVariable("READOUT_ACCEPT") == "1")
            await File.WriteAllTextAsync(path, served);
        var kept = await File.ReadAllTextAsync(path);
        Assert.True(kept == served, "docs/openapi.json differs from what is served. If the change is meant, run the test with READOUT_ACCEPT=1 and look at the diff.");
    }

    [Fact]
    public async Task EveryRouteHasNameSummaryTagAndTypedErrors()
    {
        var document = await DocumentAsync();
        Assert.StartsWith("3.1", document["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in item!.AsObject().Where(o => Methods.Contains(o.Key)))
            {
                Assert.True(names.Add(operation!["operationId"]!.GetValue<string>()), path);
                Assert.False(string.IsNullOrEmpty(operation["summary"]?.GetValue<string>()), $"{method} {path} has no summary");
                Assert.NotEmpty(operation["tags"]!.AsArray());
                Assert.All(operation["parameters"]?.AsArray() ?? [], p => Assert.False(string.IsNullOrEmpty(p!["description"]?.GetValue<string>()), $"{method} {path}: {p["name"]}"));
                if (path.StartsWith("/health/live", StringComparison.Ordinal))
                    continue;
                var errors = operation["responses"]!.AsObject().Where(r => r.Key[0] is '4' or '5').ToList();
                Assert.NotEmpty(errors);
                Assert.All(errors, e => Assert.Equal("#/components/schemas/ApiProblem", e.Value!["content"]!["application/problem+json"]!["schema"]!["$ref"]!.GetValue<string>()));
            }
        }

        Assert.True(names.Count > 25, $"{names.Count} routes");
    }

    [Fact]
    public async Task TheReaderOfTheApiComesFromThisMachineAlone()
    {
        using var page = await service.Client.GetAsync("/docs");
        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        var text = await page.Content.ReadAsStringAsync();
        Assert.DoesNotContain("http", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", text, StringComparison.Ordinal);
        Assert.Contains("createApiReference", await service.TextAsync("/docs/scalar.js"), StringComparison.Ordinal);
        Assert.Contains("/openapi/v1.json", await service.TextAsync("/docs/start.js"), StringComparison.Ordinal);
    }
}
