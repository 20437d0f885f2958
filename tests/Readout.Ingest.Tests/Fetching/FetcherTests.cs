using System.IO.Compression;
using System.Net;
using System.Text;
using Readout.Ingest.Fetching;
using Xunit;

namespace Readout.Ingest.Tests.Fetching;

public sealed class FetcherTests : IDisposable
{
    private static readonly FetchOptions Quick = new() { AllowPrivate = true, HostDelay = TimeSpan.Zero, TimeLimit = TimeSpan.FromSeconds(2), MaxBytes = 200_000, Tries = 1 };

    private readonly TestServer _server = new();

    public void Dispose() => _server.Dispose();

    private async Task<Fetched> FetchAsync(string path, FetchOptions? options = null, string? etag = null)
    {
        using var fetcher = new Fetcher(options ?? Quick);
        return await fetcher.FetchAsync(_server.Address(path), etag, cancel: TestContext.Current.CancellationToken);
    }

    private static string? CodeOf(Fetched fetched) => fetched.Problem?.Code;

    [Fact]
    public async Task APageComesWithItsHeadersAndTheAddressAfterRedirects()
    {
        _server.On("/old", TestServer.Answer(301, "text/plain", "", "Location: /new\r\n"));
        _server.On("/new", TestServer.Answer(200, "text/html; charset=utf-8", "<p>текст</p>", "ETag: \"7\"\r\n"));
        var fetched = await FetchAsync("/old");
        Assert.Null(fetched.Problem);
        Assert.Equal(_server.Address("/new"), fetched.Address);
        Assert.Equal("\"7\"", fetched.ETag);
        Assert.Equal("<p>текст</p>", Encoding.UTF8.GetString(fetched.Bytes));
    }

    [Fact]
    public async Task PackedAnswersAreUnpacked()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            gzip.Write("<p>hello</p>"u8);
        _server.On("/packed", TestServer.Answer(200, "text/html", packed.ToArray(), "Content-Encoding: gzip\r\n"));
        Assert.Equal("<p>hello</p>", Encoding.UTF8.GetString((await FetchAsync("/packed")).Bytes));
    }

    [Fact]
    public async Task RedirectsThatLeadInCirclesEnd()
    {
        _server.On("/a", TestServer.Answer(302, "text/plain", "", "Location: /b\r\n"));
        _server.On("/b", TestServer.Answer(302, "text/plain", "", "Location: /a\r\n"));
        Assert.Equal(Codes.TooManyRedirects, CodeOf(await FetchAsync("/a")));
    }

    [Fact]
    public async Task ARedirectToAnotherSchemeIsRefused()
    {
        _server.On("/file", TestServer.Answer(302, "text/plain", "", "Location: file:///etc/passwd\r\n"));
        Assert.Equal(Codes.AddressRefused, CodeOf(await FetchAsync("/file")));
    }

    [Fact]
    public async Task AddressesOfThisMachineAreRefusedUnlessAllowed()
    {
        _server.On("/inside", "text/html", "<p>secret</p>");
        var fetched = await FetchAsync("/inside", Quick with { AllowPrivate = false });
        Assert.Equal(Codes.AddressRefused, CodeOf(fetched));
        Assert.Empty(_server.Asked);
    }

    [Fact]
    public async Task AnEndlessAnswerIsCutAtTheLimit()
    {
        _server.On("/endless", async (_, stream) =>
        {
            await stream.WriteAsync(TestServer.Head(200, "Content-Type: text/html\r\n"));
            var piece = new byte[10_000];
            for (var i = 0; i < 100_000; i++)
                await stream.WriteAsync(piece);
        });
        Assert.Equal(Codes.InputTooLarge, CodeOf(await FetchAsync("/endless")));
    }

    [Fact]
    public async Task ASlowAnswerIsGivenUpAtTheTimeLimit()
    {
        _server.On("/slow", async (_, stream) =>
        {
            await stream.WriteAsync(TestServer.Head(200, "Content-Type: text/html\r\n"));
            for (var i = 0; i < 100; i++)
            {
                await stream.WriteAsync("<p>"u8.ToArray());
                await Task.Delay(100);
            }
        });
        var fetched = await FetchAsync("/slow", Quick with { TimeLimit = TimeSpan.FromSeconds(1) });
        Assert.Equal(Codes.TimedOut, CodeOf(fetched));
        Assert.True(fetched.IsPassing);
    }

    [Fact]
    public async Task AnAnswerThatBreaksOffIsNoPage()
    {
        _server.On("/short", async (_, stream) =>
        {
            await stream.WriteAsync(TestServer.Head(200, "Content-Type: text/html\r\nContent-Length: 5000\r\n"));
            await stream.WriteAsync("<p>half a"u8.ToArray());
        });
        var fetched = await FetchAsync("/short");
        Assert.Equal(Codes.NotReached, CodeOf(fetched));
        Assert.Empty(fetched.Bytes);
    }

    [Fact]
    public async Task ABombIsNotUnpacked()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var i = 0; i < 1000; i++)
                gzip.Write(new byte[100_000]);
        }

        _server.On("/bomb", TestServer.Answer(200, "text/html", packed.ToArray(), "Content-Encoding: gzip\r\n"));
        Assert.Equal(Codes.DecompressionBomb, CodeOf(await FetchAsync("/bomb", Quick with { MaxBytes = 50_000_000 })));
    }

    [Fact]
    public async Task AnUnchangedPageIsNotSentAgain()
    {
        _server.On("/page", (request, stream) => request.Headers.GetValueOrDefault("If-None-Match") == "\"1\""
            ? stream.WriteAsync(TestServer.Head(304, "")).AsTask()
            : TestServer.Answer(200, "text/html", "<p>new</p>", "ETag: \"1\"\r\n")(request, stream));
        Assert.Equal("\"1\"", (await FetchAsync("/page")).ETag);
        Assert.True((await FetchAsync("/page", etag: "\"1\"")).IsUnchanged);
    }

    [Fact]
    public async Task ABusyServerIsAskedAgainAfterTheTimeItNames()
    {
        var calls = 0;
        _server.On("/busy", (request, stream) => ++calls == 1
            ? TestServer.Answer(429, "text/plain", "", "Retry-After: 1\r\n")(request, stream)
            : TestServer.Answer(200, "text/html", "<p>now</p>")(request, stream));
        var started = DateTimeOffset.UtcNow;
        var fetched = await FetchAsync("/busy", Quick with { Tries = 3 });
        Assert.Equal(200, fetched.Status);
        Assert.True(DateTimeOffset.UtcNow - started >= TimeSpan.FromMilliseconds(900));
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task ALongWaitIsLeftToALaterRun()
    {
        _server.On("/closed", TestServer.Answer(503, "text/plain", "", "Retry-After: 3600\r\n"));
        var fetched = await FetchAsync("/closed", Quick with { Tries = 3 });
        Assert.Equal(TimeSpan.FromHours(1), fetched.RetryAfter);
        Assert.True(fetched.IsPassing);
        Assert.Equal(1, _server.Count("/closed"));
    }

    [Fact]
    public async Task WhatRobotsTxtForbidsIsNotAsked()
    {
        _server.On("/robots.txt", "text/plain", "User-agent: *\nDisallow: /private/\n");
        _server.On("/private/page", "text/html", "<p>x</p>");
        Assert.Equal(Codes.RobotsForbid, CodeOf(await FetchAsync("/private/page")));
        Assert.Equal(0, _server.Count("/private/page"));
    }

    [Fact]
    public async Task OneHostIsAskedOneThingAtATime()
    {
        var (now, most) = (0, 0);
        _server.On("/one", async (request, stream) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Delay(50);
            Interlocked.Decrement(ref now);
            await TestServer.Answer(200, "text/html", "<p>x</p>")(request, stream);
        });
        using var fetcher = new Fetcher(Quick);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => fetcher.FetchAsync(_server.Address("/one"), cancel: TestContext.Current.CancellationToken)));
        Assert.Equal(1, most);
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.20.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:0a00:0001::", false)]
    [InlineData("93.184.216.34", true)]
    [InlineData("2a00:1450:4001:800::200e", true)]
    public void AddressesOfThePublicInternetAreKnown(string address, bool isPublic) => Assert.Equal(isPublic, AddressRules.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("ftp://host.example/a")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:password@host.example/")]
    [InlineData("https://")]
    public void OtherAddressesAreRefused(string address) => Assert.Equal(Codes.AddressRefused, AddressRules.Parse(address).Problem?.Code);

    [Theory]
    [InlineData("User-agent: *\nDisallow: /", "/a", false)]
    [InlineData("User-agent: *\nDisallow:", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", false)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?a=1", true)]
    [InlineData("User-agent: readout\nAllow: /\n\nUser-agent: *\nDisallow: /", "/a", true)]
    [InlineData("User-agent: other\nDisallow: /\n", "/a", true)]
    [InlineData("User-agent: a\nUser-agent: *\nDisallow: /x", "/x", false)]
    public void RobotsTxtIsReadByItsStandard(string text, string path, bool allows) => Assert.Equal(allows, Robots.Parse(text, "Readout/0.1").Allows(path));
}
