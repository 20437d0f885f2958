using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Readout.Web.Interface;
using Readout.Web.Reading;
using Xunit;

namespace Readout.Web.Tests;

/// <summary>What holds for every page.</summary>
public sealed partial class PageTests(WebApp app)
{
    private const int MostBytes = 200_000;

    /// <summary>Addresses of all pages, by names of sample reports.</summary>
    public static TheoryData<string> Pages =>
    [
        "/", "/search", "/search?q=KAZ+2024", "/search?q=%D0%A2%D0%BE%D0%BA%D0%B0%D0%B5%D0%B2%D1%83&sort=relevance", "/search?q=zzzz", "/about", "/patterns", "/read", "/add", "/settings", "/review", "/search?q=script", "/review?scope=doc:{hostile}", "/review/add?doc={hostile}", "/stories/{hostile}", "/review?scope=doc:{astana-talks-akorda-2024-11-27}", "/review?item=item:{astana-talks-akorda-2024-11-27}:e1",
        "/review/add?doc={astana-talks-akorda-2024-11-27}", "/review/add?doc={dushanbe-ministers-2025-03-11}&layer=figures",
        "/reports/{astana-talks-akorda-2024-11-27}", "/reports/{dushanbe-ministers-2025-03-11}", "/reports/{astana-talks-kazakh-2024-11-27}", "/reports/{hostile}", "/reports/{long}", "/reports/{long}?part=2",
        "/stories/{astana-talks-akorda-2024-11-27}",
        "/dyads", "/dyads?first=KAZ", "/dyads/HUN-KAZ", "/dyads/HUN-KAZ?from=2025-01-01&to=2025-12-31", "/dyads/HUN-KAZ?from=2030-01-01",
        "/compare", "/compare?left={astana-talks-akorda-2024-11-27}&right={astana-talks-hungary-2024-11-27}", "/promises", "/promises?parties=HUN,KAZ&state=overdue", "/promises?action=visit&from=2031-01-01", "/figures", "/figures?parties=KAZ&contradicted=true", "/figures?parties=KAZ&from=2031-01-01",
        "/people", "/organizations", "/states", "/places", "/people/kaz-tokayev", "/states/KAZ", "/places/kaz-astana",
        "/map", "/map?party=KAZ", "/map?from=2031-01-01", "/network", "/network?party=HUN,KAZ", "/network?party=KAZ&from=2031-01-01", "/network?story={astana-talks-akorda-2024-11-27}", "/sources",
    ];

    private string Address(string page) => Name().Replace(page, m => app.Ids[m.Groups[1].Value]);

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task EveryPageIsThereAndSmall(string page)
    {
        var (answer, html, document) = await app.GetAsync(Address(page));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(html), 1000, MostBytes);
        Assert.Single(document.QuerySelectorAll("h1"));
        Assert.NotEmpty(document.Title!);
        Assert.Single(document.QuerySelectorAll("main"));
    }

    [Theory]
    [InlineData("/about", HttpStatusCode.OK)]
    [InlineData("/search?q=KAZ", HttpStatusCode.OK)]
    [InlineData("/favicon.ico", HttpStatusCode.OK)]
    [InlineData("/reports/ffffffffff", HttpStatusCode.NotFound)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    public async Task APageCanBeAskedWhetherItIsThere(string page, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, page);
        using var head = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(expected, head.StatusCode);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task NoPageRunsAnythingOfAReport(string page)
    {
        var (answer, html, document) = await app.GetAsync(Address(page));
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.All(document.Scripts, s => Assert.True(s.Source?.StartsWith("/assets/", StringComparison.Ordinal) == true && s.Text.Length == 0, s.OuterHtml));
        Assert.Empty(document.QuerySelectorAll("[style], style, iframe, object, embed, img"));
        Assert.DoesNotContain(document.All.SelectMany(e => e.Attributes), a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(document.Links.Select(l => l.GetAttribute("href")), h => h?.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) == true);
        Assert.DoesNotContain("&#x4", html);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task EveryPageSpeaksFourLanguages(string page)
    {
        var titles = new HashSet<string>();
        foreach (var language in InterfaceLanguage.All)
        {
            var (_, _, document) = await app.GetAsync(Address(page), language.Code);
            Assert.Equal(language.Code, document.DocumentElement.GetAttribute("lang"));
            titles.Add(document.QuerySelector("nav")!.TextContent);
        }

        Assert.Equal(InterfaceLanguage.All.Length, titles.Count);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task AnchorsOfAPageAreOnItOnce(string page)
    {
        var (_, _, document) = await app.GetAsync(Address(page));
        var ids = document.All.Select(e => e.Id).Where(i => !string.IsNullOrEmpty(i)).ToList();
        Assert.Equal(ids.Distinct().Order(), ids.Order());
        foreach (var link in document.Links.Select(l => l.GetAttribute("href")!).Where(h => h.StartsWith('#')))
            Assert.True(ids.Contains(Uri.UnescapeDataString(link[1..])) || page.Contains("long", StringComparison.Ordinal), $"{page}: {link} leads nowhere");
        foreach (var named in document.QuerySelectorAll("[aria-labelledby], [aria-describedby]"))
            Assert.Contains(named.GetAttribute("aria-labelledby") ?? named.GetAttribute("aria-describedby"), ids);
    }

    [Fact]
    public async Task AHostileReportIsShownLetterForLetter()
    {
        var (_, _, document) = await app.GetAsync($"/reports/{app.Ids["hostile"]}");
        var words = document.QuerySelector(".passages")!;
        foreach (var tag in words.QuerySelectorAll(".tag, .notes"))
            tag.Remove();
        Assert.Contains("\"><img src=x onerror=alert(1)>", words.TextContent);
        Assert.Contains("<b>evil</b>", document.QuerySelector(".source")!.TextContent);
        Assert.Contains("<script>alert('title')</script>", document.Title);
    }

    [Fact]
    public async Task TheTextOfAReportIsThereWithoutALetterMore()
    {
        await using var ledger = app.Open();
        foreach (var id in app.Ids.Where(i => i.Key != "long").Select(i => i.Value))
        {
            var (_, _, document) = await app.GetAsync($"/reports/{id}");
            foreach (var tag in document.QuerySelectorAll(".hold > .tag"))
                tag.Remove();
            var record = await ledger.GetAsync(id, TestContext.Current.CancellationToken);
            var shown = document.QuerySelectorAll("h1.report-title, .passage > p[lang]").Select(p => p.TextContent);
            Assert.Equal(record!.Document.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries), shown);
        }
    }

    [Fact]
    public void MarksThatCrossAreCutAndEveryWordStandsOnce()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var marks = Enumerable.Range(0, random.Next(8)).Select(i => (Start: random.Next(30), Length: 1 + random.Next(12), Type: RecordMarks.Types[random.Next(RecordMarks.Types.Length)]))
                .Select((m, i) => new ItemMark($"i{i}", m.Type, m.Start, m.Start + m.Length, true, false)).ToList();
            var (start, end) = (random.Next(5), 25 + random.Next(10));
            var leaves = new List<(int Start, int End, string[] Items)>();
            Walk(MarkNode.Nest(marks, start, end), [], leaves);
            Assert.Equal(Enumerable.Range(start, end - start), leaves.SelectMany(l => Enumerable.Range(l.Start, l.End - l.Start)));
            foreach (var point in Enumerable.Range(start, end - start))
            {
                var wanted = marks.Where(m => m.Start <= point && point < m.End).Select(m => m.Item).Order();
                Assert.Equal(wanted, leaves.First(l => l.Start <= point && point < l.End).Items.Order());
            }
        }
    }

    private static void Walk(MarkNode node, string[] around, List<(int, int, string[])> leaves)
    {
        var items = node.Mark is { } mark ? [.. around, mark.Item] : around;
        var at = node.Start;
        foreach (var child in node.Inside)
        {
            if (at < child.Start)
                leaves.Add((at, child.Start, items));
            Walk(child, items, leaves);
            at = child.End;
        }

        if (at < node.End)
            leaves.Add((at, node.End, items));
    }

    [Fact]
    public async Task EveryItemOfARecordHasItsAnchorAndItsWords()
    {
        const string Name = "astana-talks-akorda-2024-11-27";
        var (_, _, document) = await app.GetAsync($"/reports/{app.Ids[Name]}");
        await using var ledger = app.Open();
        var record = await ledger.GetAsync(app.Ids[Name], TestContext.Current.CancellationToken);
        foreach (var tag in document.QuerySelectorAll(".hold > .tag"))
            tag.Remove();
        foreach (var (id, words) in record!.Events.Select(e => (e.Id, e.Evidence[0].Text)).Concat(record.Statements.Select(s => (s.Id, s.Evidence.Text))).Concat(record.Figures.Select(f => (f.Id, f.Evidence.Text))))
        {
            Assert.NotNull(document.GetElementById(id));
            Assert.Equal(words, string.Concat(document.QuerySelectorAll($".mark[data-item={id}]").Where(m => m.ParentElement!.Closest($".mark[data-item={id}]") is null).Select(m => m.TextContent)).Substring(0, words.Length));
        }
    }

    [Theory]
    [InlineData("/reports", "/search")]
    [InlineData("/stories?party=KAZ&from=2024-01-01", "/search?q=KAZ%202024-01-01..")]
    [InlineData("/reports?party=sco&to=2024", "/search?q=org%3Asco%20..2024")]
    public async Task AListIsASearchWithoutWords(string list, string search)
    {
        var (answer, _, _) = await app.GetAsync(list);
        Assert.Equal(search, answer.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync(search)).Answer.StatusCode);
    }

    [Fact]
    public async Task WithinAYearReportsAreCountedByMonth()
    {
        var (_, _, document) = await app.GetAsync("/search?q=KAZ+2024");
        var rows = document.QuerySelectorAll(".behind tbody tr").Select(r => r.QuerySelectorAll("td").Select(c => c.TextContent).ToArray()).ToList();
        Assert.Equal(12, rows.Count);
        var counted = rows.Sum(r => int.Parse(r[0]));
        Assert.Contains($"{counted} report", document.QuerySelector("#over-time")!.TextContent);
        Assert.All(rows, r => Assert.True(int.Parse(r[0]) <= int.Parse(r[1])));
        var november = document.QuerySelectorAll(".chart svg a").Select(a => a.GetAttribute("href")!).Single(h => h.EndsWith("2024-11", StringComparison.Ordinal));
        Assert.Contains($"{counted} report", (await app.GetAsync(november)).Page.QuerySelector("#over-time")!.TextContent);
    }

    [Fact]
    public async Task TheStateThatAPageShowsCanBeCited()
    {
        foreach (var page in new[] { "/search?q=KAZ", Address("/reports/{astana-talks-akorda-2024-11-27}"), Address("/stories/{astana-talks-akorda-2024-11-27}") })
        {
            var (_, _, document) = await app.GetAsync(page);
            var cite = document.QuerySelectorAll(".colophon a").Single(a => a.GetAttribute("href")!.Contains("asOf=", StringComparison.Ordinal)).GetAttribute("href")!;
            var (answer, _, then) = await app.GetAsync(cite);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(document.QuerySelector("h1")!.TextContent, then.QuerySelector("h1")!.TextContent);
            Assert.Contains(then.QuerySelectorAll("main a"), a => a.TextContent == "show the present");
        }
    }

    [Fact]
    public async Task ABeginningOfAnIdLeadsToTheReportAndItsStory()
    {
        var id = app.Ids["astana-talks-akorda-2024-11-27"];
        var (story, _, _) = await app.GetAsync($"/stories/{id[..10]}");
        Assert.Equal(HttpStatusCode.Redirect, story.StatusCode);
        Assert.Equal($"/stories/{id}", story.Headers.Location!.OriginalString);
        var (answer, _, _) = await app.GetAsync($"/reports/{id[..10]}");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal($"/reports/{id}", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task AnItemOfALongReportIsOnThePageThatItsLinkOpens()
    {
        var id = app.Ids["long"];
        await using var ledger = app.Open();
        var last = (await ledger.GetAsync(id, TestContext.Current.CancellationToken))!.Figures[^1].Id;
        var (_, _, document) = await app.GetAsync($"/reports/{id}?at={last}");
        Assert.NotNull(document.GetElementById(last));
        Assert.NotNull(document.GetElementById($"t-{last}"));
    }

    [Theory]
    [InlineData("/nowhere", 404)]
    [InlineData("/reports/ffffffffff", 404)]
    [InlineData("/dyads/FRA-KAZ", 404)]
    [InlineData("/dyads/nowhere", 404)]
    [InlineData("/people/Nobody%20<script>", 404)]
    [InlineData("/states/XXX", 404)]
    [InlineData("/compare?left=ffffffffff", 404)]
    [InlineData("/promises?parties=KAZ,HUN,CHN", 400)]
    [InlineData("/promises?state=lost", 400)]
    [InlineData("/figures?measure=happiness", 400)]
    [InlineData("/dyads/HUN-KAZ?from=spring", 400)]
    [InlineData("/search?q=foo:bar", 400)]
    [InlineData("/search?q=KAZ&next=zzz", 400)]
    [InlineData("/reports/{hostile}?asOf=tomorrow", 400)]
    public async Task WhatCannotBeDoneIsToldOnAPage(string page, int status)
    {
        var (answer, _, document) = await app.GetAsync(Address(page));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.NotEmpty(document.QuerySelector(".message")!.TextContent);
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
    }

    [Fact]
    public async Task AnErrorSaysWhatItMeansInTheLanguageOfTheReader()
    {
        foreach (var (page, words) in new[] { ("/search?q=foo:bar", "не поле запроса"), ("/search?q=KAZ&next=zzz", "другому поиску"), (Address("/reports/{hostile}?asOf=999999"), "Такой версии реестра не было") })
        {
            var message = (await app.GetAsync(page, "ru")).Page.QuerySelector(".message")!;
            Assert.Contains(words, message.TextContent);
            Assert.NotEmpty(message.QuerySelector("details [lang=en]")!.TextContent);
            Assert.Null((await app.GetAsync(page, "en")).Page.QuerySelector(".message details"));
        }
    }

    [Fact]
    public async Task WhatTheAddressHidesIsHiddenOnThePageAndItsParts()
    {
        var (_, _, document) = await app.GetAsync(Address("/reports/{long}?hide=figure,person"));
        Assert.Equal(["show-figure", "show-person"], document.QuerySelectorAll("[data-legend] input:not([checked])").Select(i => i.Id).Order());
        Assert.All(document.QuerySelectorAll("nav.on-page a[href*='part=']"), a => Assert.Contains("hide=figure%2Cperson", a.GetAttribute("href")));
    }

    [Fact]
    public async Task AChosenLanguageIsRemembered()
    {
        var (answer, _, document) = await app.GetAsync("/about?lang=kk", "ru");
        Assert.Equal("kk", document.DocumentElement.GetAttribute("lang"));
        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("readout-language=kk", StringComparison.Ordinal));
        Assert.DoesNotContain("lang=kk", document.QuerySelector("nav:not(.languages) a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task AnAssetIsKeptForGood()
    {
        var (_, _, document) = await app.GetAsync("/about");
        var (answer, css, _) = await app.GetAsync(document.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!);
        Assert.Equal("text/css", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString());
        Assert.Contains("--paper", css);
    }

    [Fact]
    public async Task BrowsersFindAnIconWhereTheyLookForOne()
    {
        var (_, _, document) = await app.GetAsync("/about");
        foreach (var address in new[] { document.QuerySelector("link[rel=icon]")!.GetAttribute("href")!, "/favicon.ico" })
        {
            var (answer, svg, _) = await app.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.MediaType);
            Assert.StartsWith("<svg", svg, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task APageIsQuickOnceItIsWarm()
    {
        var address = Address("/reports/{astana-talks-akorda-2024-11-27}");
        await app.GetAsync(address);
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 10; i++)
        {
            var watch = Stopwatch.StartNew();
            await app.GetAsync(address);
            best = watch.Elapsed < best ? watch.Elapsed : best;
        }

        Assert.True(best < TimeSpan.FromMilliseconds(500), $"the best of ten took {best.TotalMilliseconds:0} ms");
    }

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Name();
}
