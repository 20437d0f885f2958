using System.Text;
using Readout.Ingest.Entries;
using Readout.Ingest.Feeds;
using Readout.Ingest.Fetching;
using Readout.Ingest.Tests.Fetching;
using Xunit;

namespace Readout.Ingest.Tests.Feeds;

public sealed class FeedTests : IDisposable
{
    private static readonly Uri Home = new("https://news.example/feed");

    private readonly string _folder = Directory.CreateTempSubdirectory("readout-feeds-").FullName;
    private readonly TestServer _server = new();

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static FeedContent Read(string text) => FeedReader.Read(Encoding.UTF8.GetBytes(text), Home);

    [Theory]
    [InlineData("<rss version=\"2.0\"><channel><title>t</title><item><title>a</title><link>https://news.example/1</link><pubDate>Sat, 30 Aug 2025 10:00:00 +0500</pubDate></item></channel></rss>")]
    [InlineData("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>t</title><id>x</id><updated>2025-08-30T10:00:00Z</updated><entry><title>a</title><id>y</id><link href=\"/1\"/><updated>2025-08-30T10:00:00Z</updated></entry></feed>")]
    [InlineData("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel rdf:about=\"https://news.example/\"><title>t</title><link>https://news.example/</link></channel><item rdf:about=\"https://news.example/1\"><title>a</title><link>https://news.example/1</link><dc:date>2025-08-30T10:00:00+05:00</dc:date></item></rdf:RDF>")]
    [InlineData("<RDF xmlns=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:r=\"http://my.netscape.com/rdf/simple/0.9/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><r:item><r:link>/1</r:link><dc:date>2025-08-30</dc:date></r:item></RDF>")]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"1\",\"url\":\"https://news.example/1#top\",\"date_published\":\"2025-08-30T10:00:00Z\"},{\"id\":\"2\"}]}")]
    [InlineData("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\"><url><loc>https://news.example/1</loc><news:news><news:publication_date>2025-08-30</news:publication_date></news:news></url></urlset>")]
    public void FeedsOfAllKindsGiveAddressesAndDays(string text)
    {
        var item = Assert.Single(Read(text).Items);
        Assert.Equal(new Uri("https://news.example/1"), item.Address);
        Assert.Equal(new DateOnly(2025, 8, 30), item.Published);
    }

    [Fact]
    public void ASitemapIndexNamesSitemaps()
    {
        var content = Read("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap><loc>https://news.example/s1.xml</loc></sitemap></sitemapindex>");
        Assert.Equal([new Uri("https://news.example/s1.xml")], content.Feeds);
    }

    [Fact]
    public void ADateThatCannotBeReadIsNone() =>
        Assert.Null(Assert.Single(Read("<rss version=\"2.0\"><channel><title>t</title><item><link>https://news.example/1</link><pubDate>last week</pubDate></item></channel></rss>").Items).Published);

    [Theory]
    [InlineData("<html><body>404</body></html>")]
    [InlineData("{\"error\":1}")]
    [InlineData("<rss")]
    [InlineData("")]
    public void WhatIsNoFeedIsToldSo(string text) => Assert.NotNull(Read(text).Reason);

    [Fact]
    public void ExternalEntitiesAreNotOpened()
    {
        File.WriteAllText(Path.Combine(_folder, "secret"), "https://news.example/secret");
        var content = Read($"<!DOCTYPE rss [<!ENTITY x SYSTEM \"file://{_folder}/secret\">]><rss version=\"2.0\"><channel><title>t</title><item><link>&x;</link></item></channel></rss>");
        Assert.DoesNotContain(content.Items, i => i.Address.AbsoluteUri.Contains("secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[[feed]]\nurl = \"https://a.example/rss\"\nevrey = \"1h\"", "Did you mean 'every'?")]
    [InlineData("[[feed]]\nname = \"x\"", "there is no url")]
    [InlineData("[[feed]]\nurl = \"ftp://a.example/\"", "only http and https")]
    [InlineData("[[feed]]\nurl = \"https://a.example/\"\nevery = \"soon\"", "every is 'soon'")]
    [InlineData("feed = ", "no TOML")]
    [InlineData("", "names no feed")]
    public void AWrongListIsToldWhereAndWhy(string text, string told) => Assert.Contains(told, FeedList.Parse(text, "feeds.toml").Problem!.Message, StringComparison.Ordinal);

    private static string Page(string title) => $"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>The ministers met on Monday and agreed to open a new route between the two capitals next spring.</p></article></body></html>";

    private string Rss(params string[] paths) => "<rss version=\"2.0\"><channel><title>t</title>" + string.Concat(paths.Select(p => $"<item><link>{_server.Address(p)}</link></item>")) + "</channel></rss>";

    private (Watcher Watcher, WatchState State, Fetcher Fetcher) Watch(Clock clock, params string[] feeds)
    {
        var list = FeedList.Parse(string.Join('\n', feeds.Select(f => $"[[feed]]\nurl = \"{_server.Address(f)}\"\nevery = \"10m\"")), "feeds.toml").List!;
        var state = new WatchState(Path.Combine(_folder, "feeds.state"));
        var fetcher = new Fetcher(new FetchOptions { AllowPrivate = true, HostDelay = TimeSpan.Zero, Tries = 1, TimeLimit = TimeSpan.FromSeconds(5) });
        return (new Watcher(list, state, fetcher, new EntryReader(new InputOptions()), archive: null, clock), state, fetcher);
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2025, 8, 30, 10, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private static async Task<List<Watched>> RoundAsync(Watcher watcher, bool isKept = true)
    {
        var all = new List<Watched>();
        await foreach (var watched in watcher.RoundAsync(TestContext.Current.CancellationToken))
            all.Add(watched);
        if (isKept)
            watcher.Done(all.Where(w => w.Item is not null).Select(w => w.Item!));
        return all;
    }

    [Fact]
    public async Task EachItemComesOnceAndAFeedIsNotAskedBeforeItIsDue()
    {
        _server.On("/rss", "application/rss+xml", Rss("/1", "/2"));
        _server.On("/1", "text/html", Page("One"));
        _server.On("/2", "text/html", Page("Two"));
        var clock = new Clock();
        var (watcher, state, fetcher) = Watch(clock, "/rss");
        using (state)
        using (fetcher)
        {
            Assert.Equal(["One", "Two"], (await RoundAsync(watcher)).Select(w => w.Input.Extract!().Report!.Text.Split('\n')[0]));
            Assert.Empty(await RoundAsync(watcher));
            Assert.Equal(1, _server.Count("/rss"));
            clock.Now += TimeSpan.FromMinutes(11);
            _server.On("/rss", "application/rss+xml", Rss("/3", "/1", "/2"));
            _server.On("/3", "text/html", Page("Three"));
            Assert.Equal(["Three"], (await RoundAsync(watcher)).Select(w => w.Input.Extract!().Report!.Text.Split('\n')[0]));
            Assert.Equal(1, _server.Count("/1"));
        }
    }

    [Fact]
    public async Task WhatWasNotKeptComesAgain()
    {
        _server.On("/rss", "application/rss+xml", Rss("/1"));
        _server.On("/1", "text/html", Page("One"));
        var clock = new Clock();
        var (watcher, state, fetcher) = Watch(clock, "/rss");
        using (state)
        using (fetcher)
        {
            Assert.Single(await RoundAsync(watcher, isKept: false));
            clock.Now += TimeSpan.FromMinutes(11);
            Assert.Single(await RoundAsync(watcher));
            clock.Now += TimeSpan.FromMinutes(11);
            Assert.Empty(await RoundAsync(watcher));
        }
    }

    [Fact]
    public async Task AnItemThatFailsIsAskedAgainAndLosesNothing()
    {
        var calls = 0;
        _server.On("/rss", TestServer.Answer(200, "application/rss+xml", Rss("/1"), "ETag: \"a\"\r\n"));
        _server.On("/1", (request, stream) => ++calls < 3 ? TestServer.Answer(500, "text/plain", "")(request, stream) : TestServer.Answer(200, "text/html", Page("One"))(request, stream));
        var clock = new Clock();
        var (watcher, state, fetcher) = Watch(clock, "/rss");
        using (state)
        using (fetcher)
        {
            var had = 0;
            for (var round = 0; round < 5; round++)
            {
                had += (await RoundAsync(watcher)).Count(w => w.Item is not null);
                clock.Now += TimeSpan.FromMinutes(11);
            }

            Assert.Equal(1, had);
            Assert.Equal(3, calls);
        }
    }

    [Fact]
    public async Task AFeedThatFailsIsListedAndAskedMoreRarely()
    {
        _server.On("/rss", TestServer.Answer(500, "text/plain", ""));
        var clock = new Clock();
        var (watcher, state, fetcher) = Watch(clock, "/rss");
        using (state)
        using (fetcher)
        {
            Assert.Equal(Codes.HttpStatus, Assert.Single(await RoundAsync(watcher)).Input.Problems[0].Code);
            clock.Now += TimeSpan.FromMinutes(11);
            Assert.Empty(await RoundAsync(watcher));
            clock.Now += TimeSpan.FromMinutes(11);
            Assert.Single(await RoundAsync(watcher));
            var failing = Assert.Single(state.Failing());
            Assert.Equal(2, failing.Failures);
            Assert.Contains("500", failing.Reason, StringComparison.Ordinal);
            _server.On("/rss", "application/rss+xml", Rss());
            clock.Now += TimeSpan.FromHours(2);
            Assert.Empty(await RoundAsync(watcher));
            Assert.Empty(state.Failing());
        }
    }
}
