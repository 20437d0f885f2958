using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Readout.Ledger.TestKit;

namespace Readout.Api.Tests;

/// <summary>A service for whatever comes.</summary>
public sealed class BatteredService : Service;

/// <summary>Every route of the document, asked with values of the right kind, of another kind, huge, hostile and none: never a failure of ours, and never a status or type that the document does not tell.</summary>
public sealed class EveryRouteTests(BatteredService service) : IClassFixture<BatteredService>
{
    private static readonly string[] Hostile =
    [
        "", " ", "0", "-1", "1e9", "99999999999999999999", "NaN", "true", "null", "[]", "{}", "\0", "\u0001\u001f", "\ud800", "a\udc00b", "😀", "е́", "Ω≈ç√", "﷽", "\u202e\u2066", "\ufeff",
        "'; DROP TABLE record; --", "\" OR 1=1", "\"", "«", "\"\"", "-", "--", "-\"", "NOT", "AND OR NEAR(", "words MATCH 'x'", "{title}: *", "a* b^2", "type:", "type:CONSULT,", "state:KAZ,,", "date:2024..", "2025..2024", "..", "person:\"", ":::", "%", "%25%00", "%ff",
        "../../etc/passwd", "..\\..\\windows", "/", "//evil.example", "a/b", "KAZ-", "-KAZ", "KAZ-KAZ", "KAZ-CHN-RUS", "kaz-chn", "KAZ-sco", "<script>alert(1)</script>", "javascript:alert(1)", "{{7*7}}", "${jndi:ldap://x}", "\r\nSet-Cookie: a=b", "2024-02-30", "0001-01-01", "9999-12-31", "2024-01-01T00:00:00Z", "9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+14:00", "AAAA", "ZDE", "....", "中文", "Қазақстан",
    ];

    private static readonly Gen<string> Words = Gen.OneOf(
        Any(Hostile),
        Gen.String[Gen.Char, 0, 40],
        Gen.String[Gen.Char.AlphaNumeric, 1, 12],
        Gen.Const(new string('я', 3000)),
        Gen.Const(new string('(', 500)),
        Gen.Const(string.Join(' ', Enumerable.Repeat("слово", 300))));

    // READOUT_ITERATIONS=1000 looks deeper, for an hour when nobody waits.
    private static readonly int Iterations = int.TryParse(Environment.GetEnvironmentVariable("READOUT_ITERATIONS"), out var iterations) ? iterations : 60;

    private static readonly HttpClient Client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60) };

    private sealed record Operation(string Method, string Path, JsonArray Parameters, JsonObject Responses, JsonNode? Body);

    [Fact]
    public async Task NoInputMakesAnyRouteFailAndEveryAnswerIsAsTheDocumentTells()
    {
        var document = JsonNode.Parse(await service.TextAsync("/openapi/v1.json"))!.AsObject();
        var schemas = document["components"]!["schemas"]!.AsObject();
        var operations = (from path in document["paths"]!.AsObject()
                          from operation in path.Value!.AsObject()
                          select new Operation(operation.Key.ToUpperInvariant(), path.Key, operation.Value!["parameters"]?.AsArray() ?? [], operation.Value["responses"]!.AsObject(), operation.Value["requestBody"]?["content"]?["application/json"]?["schema"])).ToList();
        Assert.True(operations.Count > 25);
        var statuses = new System.Collections.Concurrent.ConcurrentDictionary<int, int>();
        foreach (var operation in operations)
        {
            await RequestOf(operation, schemas).SampleAsync(async asked =>
            {
                using var request = asked.Make(service.Address);
                using var answer = await Client.SendAsync(request);
                var text = await answer.Content.ReadAsStringAsync();
                var status = (int)answer.StatusCode;
                statuses.AddOrUpdate(status, 1, (_, n) => n + 1);
                Assert.True(status < 500, $"{asked}: {status} {text}");
                // A request that is none, or whose address is longer than the server takes (8 KB), never reaches a route.
                if (status is 400 or 414 && text.Length == 0)
                    return;
                // Without its value, or with a slash in it, the path is that of another route (a list), whose answer is told elsewhere.
                if (asked.IsAnotherPath)
                    return;
                var told = operation.Responses[status.ToString(System.Globalization.CultureInfo.InvariantCulture)];
                if (told is null && status is 404 or 405 && asked.IsPathOdd)
                    return;
                Assert.True(told is not null, $"{asked}: {status} is not told");
                var type = answer.Content.Headers.ContentType?.MediaType;
                if (text.Length == 0)
                    return;
                Assert.True(told!["content"]?[type!] is not null, $"{asked}: {status} as {type} is not told");
                if (type is "application/json" or "application/problem+json")
                    Conforms(JsonNode.Parse(text), told["content"]![type]!["schema"]!, schemas, $"{asked}: {status} $");
            }, iter: Iterations, threads: 1);
        }

        Assert.True(statuses[200] > operations.Count, "hardly anything was asked as it should be");
        Assert.True(statuses[400] > operations.Count, "hardly anything hostile was asked");
    }

    private sealed record Asked(Operation Operation, string Address, string? Body, bool IsPathOdd, bool IsAnotherPath, string? Accept)
    {
        public HttpRequestMessage Make(Uri root)
        {
            var request = new HttpRequestMessage(new HttpMethod(Operation.Method), new Uri(root.GetLeftPart(UriPartial.Authority) + Address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
            if (Body is not null)
                request.Content = new StringContent(Body, Encoding.UTF8, "application/json");
            if (Accept is not null)
                request.Headers.TryAddWithoutValidation("Accept", Accept);
            return request;
        }

        public override string ToString() => $"{Operation.Method} {Address[..Math.Min(Address.Length, 400)]} {Body?[..Math.Min(Body.Length, 400)]}";
    }

    private static Gen<Asked> RequestOf(Operation operation, JsonObject schemas) =>
        from path in Sequence([.. operation.Parameters.Where(p => p!["in"]!.GetValue<string>() == "path").Select(p => ValueOf(p!).Select(v => (Name: p!["name"]!.GetValue<string>(), Value: v)))])
        from query in Sequence([.. operation.Parameters.Where(p => p!["in"]!.GetValue<string>() == "query").Select(p => Asks(p!))])
        from stray in Gen.Frequency((9, Gen.Const((string?)null)), (1, Words.Select(w => (string?)w)))
        from body in operation.Body is null ? Gen.Const((string?)null) : BodyOf(operation.Body, schemas)
        from accept in Any<string?>(null, "application/json", "*/*", "text/csv", "application/x-ndjson", "application/ld+json", "text/html", "image/png;q=0", "???")
        let address = path.Aggregate(operation.Path, (a, p) => a.Replace($"{{{p.Name}}}", Encoded(p.Value), StringComparison.Ordinal))
        let asked = query.Where(q => q is not null).Select(q => q!).Concat(stray is null ? [] : [$"{Encoded(stray)}=1"]).ToList()
        select new Asked(operation, address + (asked.Count == 0 ? "" : "?" + string.Join('&', asked)), body, path.Any(p => p.Value.Any(c => c is '.' or '\0')), path.Any(p => string.IsNullOrWhiteSpace(p.Value) || p.Value.Any(c => c is '/' or '\\')), accept);

    private static Gen<string?> Asks(JsonNode parameter) =>
        from isAsked in parameter["required"]?.GetValue<bool>() == true ? Gen.Frequency((9, Gen.Const(true)), (1, Gen.Const(false))) : Gen.Bool
        from value in ValueOf(parameter)
        select isAsked ? $"{parameter["name"]!.GetValue<string>()}={Encoded(value)}" : null;

    // Half of the time what the document gives as an example, so that routes are got into; else anything.
    private static Gen<string> ValueOf(JsonNode parameter)
    {
        var id = World.Report(0).Document.Id;
        var pair = World.Report(0).Events[0].Parties;
        var name = parameter["name"]!.GetValue<string>();
        var proper = name switch
        {
            "id" or "left" => new[] { id, id[..12] },
            "right" => [World.Report(2).Document.Id],
            "pair" => [$"{pair[0]}-{pair[1]}", $"{pair[1]}-{pair[0]}"],
            "code" => [pair[0]],
            "party" or "parties" => [pair[0], $"{pair[0]},{pair[1]}"],
            "next" => ["AAAA"],
            "asOf" => ["1", "2030-01-01", "0"],
            "from" => ["1990-01-01"],
            "to" => ["2030-01-01"],
            _ when parameter["schema"]!["enum"] is JsonArray values => [.. values.Select(v => v!.GetValue<string>())],
            _ => [parameter["example"]?.ToString() ?? "x"],
        };
        return Gen.Frequency((name == "next" ? 1 : 6, Any(proper)), (2, Words));
    }

    private static string Encoded(string value) => string.Concat(Encoding.UTF8.GetBytes(value).Select(b => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'.' ? ((char)b).ToString() : $"%{b:X2}"));

    private static Gen<string?> BodyOf(JsonNode schema, JsonObject schemas)
    {
        var properties = Resolved(schema, schemas)["properties"]!.AsObject();
        var proper = Sequence([.. properties.Select(p => FieldOf(p.Key, p.Value!, schemas))])
            .Select(fields => (string?)new JsonObject(fields.Where(f => f.Value is not null).Select(f => new KeyValuePair<string, JsonNode?>(f.Key, f.Value!.DeepClone()))).ToJsonString());
        return Gen.Frequency(
            (6, proper),
            (1, Any("", "{", "null", "[]", "5", "\"x\"", "{\"a\":", new string('[', 2000), "{\"text\":\"\\ud800\"}", "{\"text\":{\"text\":1}}").Select(b => (string?)b)),
            (1, Words.Select(w => (string?)w)));
    }

    private static Gen<KeyValuePair<string, JsonNode?>> FieldOf(string name, JsonNode schema, JsonObject schemas)
    {
        var id = World.Report(0).Document.Id;
        string[] proper = name switch
        {
            "text" => ["Министр иностранных дел Казахстана встретился в Астане с министром иностранных дел Китая. Товарооборот достиг 44 млрд долларов.", "The President of Kazakhstan received the Foreign Minister of Uzbekistan in Astana."],
            "first" => [id, $"{id[..12]}:0"],
            "second" => [World.Report(33).Document.Id, $"{World.Report(33).Document.Id[..12]}:0"],
            "item" => ["e1", "f1", "s1", "a1", "c1"],
            "layer" => ["events", "figures", "topics"],
            _ when Resolved(schema, schemas)["enum"] is JsonArray values => [.. values.Select(v => v?.GetValue<string>() ?? "")],
            _ => ["x"],
        };
        var odd = Any<JsonNode?>(5, -1.5, true, new JsonArray(), new JsonObject { ["status"] = "target" }, new JsonObject { ["a"] = new JsonArray(1) }, null);
        return Gen.Frequency((6, Any(proper).Select(v => (JsonNode?)JsonValue.Create(v))), (3, Gen.Const((JsonNode?)null)), (1, Words.Where(IsWhole).Select(v => (JsonNode?)JsonValue.Create(v))), (1, odd))
            .Select(v => KeyValuePair.Create(name, v?.DeepClone()));
    }

    private static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static bool IsWhole(string text) => text.EnumerateRunes().All(r => r.Value != 0xFFFD);

    private static JsonNode Resolved(JsonNode schema, JsonObject schemas)
    {
        if (schema["oneOf"] is JsonArray choices)
            schema = choices.First(c => c!["type"]?.ToJsonString() != "\"null\"")!;
        return schema["$ref"]?.GetValue<string>() is { } reference ? schemas[reference.Split('/')[^1]]! : schema;
    }

    private static Gen<List<T>> Sequence<T>(IReadOnlyList<Gen<T>> parts) =>
        parts.Aggregate(Gen.Const(new List<T>()), (all, part) => from list in all from item in part select new List<T>(list) { item });

    /// <summary>What a schema of ours says of shapes: kinds, needed fields, values of enums, items.</summary>
    private static void Conforms(JsonNode? value, JsonNode schema, JsonObject schemas, string place)
    {
        if (schema["oneOf"] is JsonArray choices)
        {
            if (value is null && choices.Any(c => c!["type"]?.ToJsonString() == "\"null\""))
                return;
            var fitting = choices.Where(c => c!["type"]?.ToJsonString() != "\"null\"").Where(c => Fits(value, c!, schemas)).ToList();
            Assert.True(fitting.Count > 0, $"{place} is {Kind(value)}");
            return;
        }

        if (schema["$ref"] is not null)
        {
            Conforms(value, Resolved(schema, schemas), schemas, place);
            return;
        }

        var types = schema["type"] switch { JsonArray several => several.Select(t => t!.GetValue<string>()).ToList(), JsonValue one => [one.GetValue<string>()], _ => [] };
        if (types.Count > 0)
            Assert.True(types.Contains(Kind(value)) || (Kind(value) == "integer" && types.Contains("number")), $"{place} is {Kind(value)}, not {string.Join(" or ", types)}");
        if (schema["enum"] is JsonArray values && value is not null)
            Assert.True(values.Any(v => v?.ToJsonString() == value.ToJsonString()), $"{place} is {value.ToJsonString()}");
        if (value is JsonArray items && schema["items"] is { } inner)
        {
            for (var i = 0; i < items.Count; i++)
                Conforms(items[i], inner, schemas, $"{place}[{i}]");
        }

        if (value is JsonObject fields && schema["properties"] is JsonObject known)
        {
            foreach (var needed in schema["required"]?.AsArray() ?? [])
                Assert.True(fields.ContainsKey(needed!.GetValue<string>()), $"{place} lacks {needed}");
            foreach (var (name, field) in fields)
            {
                Assert.True(known[name] is not null, $"{place}.{name} is not told");
                Conforms(field, known[name]!, schemas, $"{place}.{name}");
            }
        }
    }

    private static bool Fits(JsonNode? value, JsonNode schema, JsonObject schemas)
    {
        try
        {
            Conforms(value, schema, schemas, "");
            return true;
        }
        catch (Xunit.Sdk.XunitException)
        {
            return false;
        }
    }

    private static string Kind(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => value!.ToJsonString().AsSpan().IndexOfAny('.', 'e', 'E') < 0 ? "integer" : "number",
    };
}
