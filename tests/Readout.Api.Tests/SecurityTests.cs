using System.Net;
using System.Text;
using System.Text.Json;
using Readout.Api.Security;
using Readout.Ledger.Services;
using Readout.Ledger.Sqlite;
using Readout.Ledger.TestKit;

namespace Readout.Api.Tests;

public sealed class SecurityTests(Service service)
{
    private const string Read = "/api/v1/read";

    private async Task<(HttpStatusCode Status, string? Code)> SendAsync(HttpMethod method, string address, Action<HttpRequestMessage> prepare)
    {
        using var request = new HttpRequestMessage(method, address);
        prepare(request);
        using var answer = await service.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode < 500, $"{address}: {(int)answer.StatusCode} {text}");
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType == "application/problem+json" ? JsonDocument.Parse(text).RootElement.GetProperty("code").GetString() : null);
    }

    private static StringContent Json(string body = "{\"text\":\"The President of Kazakhstan met the Foreign Minister of China.\"}") => new(body, Encoding.UTF8, "application/json");

    [Theory]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost.evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    public async Task ANameOfAnotherIsNoNameOfOurs(string host, HttpStatusCode expected) =>
        Assert.Equal(expected, (await SendAsync(HttpMethod.Get, "/api/v1/about", r => r.Headers.Host = host)).Status);

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("Via", "1.1 proxy")]
    public async Task BehindAProxyNobodyIsAtThisMachine(string header, string value) =>
        Assert.Equal((HttpStatusCode.Unauthorized, "RO5008"), await SendAsync(HttpMethod.Get, "/api/v1/about", r => r.Headers.TryAddWithoutValidation(header, value)));

    [Fact]
    public async Task AnAddressOfThisMachineOnTheNetNeedsAToken() =>
        Assert.Equal((HttpStatusCode.Unauthorized, "RO5008"), await SendAsync(HttpMethod.Get, "/api/v1/about", r => r.Headers.Host = "192.0.2.7"));

    [Theory]
    [InlineData("https://evil.example", null)]
    [InlineData("null", null)]
    [InlineData(null, "cross-site")]
    [InlineData(null, "same-site")]
    public async Task APageOfAnotherOriginCannotWrite(string? origin, string? site) =>
        Assert.Equal((HttpStatusCode.Forbidden, "RO5011"), await SendAsync(HttpMethod.Post, Read, r =>
        {
            r.Content = Json();
            if (origin is not null)
                r.Headers.TryAddWithoutValidation("Origin", origin);
            if (site is not null)
                r.Headers.TryAddWithoutValidation("Sec-Fetch-Site", site);
        }));

    [Fact]
    public async Task OurOwnPageCanWrite() => Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, Read, r =>
    {
        r.Content = Json();
        r.Headers.TryAddWithoutValidation("Origin", service.Address.GetLeftPart(UriPartial.Authority));
        r.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
    })).Status);

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    public async Task AFormIsNoJson(string type) =>
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "RO5006"), await SendAsync(HttpMethod.Post, Read, r => r.Content = new StringContent("{\"text\":\"a\"}", Encoding.UTF8, type)));

    [Fact]
    public async Task ABodyThatIsTooLongIsRefusedBeforeItIsRead() =>
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "RO5007"), await SendAsync(HttpMethod.Post, Read, r =>
        {
            r.Content = Json($"{{\"text\":\"{new string('a', 6 << 20)}\"}}");
            r.Headers.ExpectContinue = true;
        }));

    [Fact]
    public async Task ATokenGivesWhatItsScopesSayUntilItIsRevoked()
    {
        var given = Tokens.Make();
        await using var ledger = service.Open();
        var store = (IServiceStore)ledger;
        var token = await store.AddTokenAsync(new Token(0, "press office", "read", DateTimeOffset.UtcNow, null, null), Tokens.HashOf(given));
        void Remote(HttpRequestMessage r)
        {
            r.Headers.Host = "192.0.2.7";
            r.Headers.TryAddWithoutValidation("Authorization", $"Bearer {given}");
        }

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, "/api/v1/about", Remote)).Status);
        Assert.Equal((HttpStatusCode.Forbidden, "RO5009"), await SendAsync(HttpMethod.Post, "/api/v1/reports", r =>
        {
            Remote(r);
            r.Content = Json();
        }));
        Assert.True(await store.RevokeTokenAsync(token.Number, DateTimeOffset.UtcNow));
        await Task.Delay(TimeSpan.FromSeconds(2.2));
        Assert.Equal((HttpStatusCode.Unauthorized, "RO5008"), await SendAsync(HttpMethod.Get, "/api/v1/about", Remote));
    }

    [Fact]
    public async Task AWrongTokenIsRefusedEvenAtThisMachine() =>
        Assert.Equal((HttpStatusCode.Unauthorized, "RO5008"), await SendAsync(HttpMethod.Get, "/api/v1/about", r => r.Headers.TryAddWithoutValidation("Authorization", "Bearer readout_x")));

    // In a ledger of its own that is closed: to read the file of an open one in the process that has it open drops SQLite's locks on it (POSIX), and damages it.
    [Fact]
    public async Task TheFileHoldsNoTokenThatCouldBeUsed()
    {
        var folder = Directory.CreateTempSubdirectory("readout-token-");
        try
        {
            var (file, given) = (Path.Combine(folder.FullName, "ledger.readout"), Tokens.Make());
            await using (var ledger = SqliteLedger.Open(file, new SqliteLedgerOptions { Terms = Service.Terms, Create = true }))
                await ((IServiceStore)ledger).AddTokenAsync(new Token(0, "press office", "admin", DateTimeOffset.UtcNow, null, null), Tokens.HashOf(given));
            var bytes = await File.ReadAllBytesAsync(file);
            Assert.NotEqual(-1, bytes.AsSpan().IndexOf("press office"u8));
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(given[8..])));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task TheTokenOfAFormIsACookieThatScriptsCannotRead()
    {
        var given = Tokens.Make();
        await using (var ledger = service.Open())
            await ((IServiceStore)ledger).AddTokenAsync(new Token(0, "browser", "read", DateTimeOffset.UtcNow, null, null), Tokens.HashOf(given));
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = service.Address };
        using var answer = await client.PostAsync("/token", new FormUrlEncodedContent([new("token", given)]));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, "/api/v1/about", r =>
        {
            r.Headers.Host = "192.0.2.7";
            r.Headers.TryAddWithoutValidation("Cookie", cookie.Split(';')[0]);
        })).Status);
        using var wrong = await client.PostAsync("/token", new FormUrlEncodedContent([new("token", "readout_wrong")]));
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
    }

    [Fact]
    public async Task WhetherItLivesAnyoneMayAsk() =>
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, "/health/ready", r => r.Headers.Host = "192.0.2.7")).Status);
}
