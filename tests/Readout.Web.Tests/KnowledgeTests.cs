using System.Globalization;
using System.Net;
using Readout.Ledger;
using Readout.Ledger.Accounts;
using Readout.Ledger.Promises;
using Readout.Ledger.Sqlite;
using Readout.Web.Mapping;
using Readout.Web.Sources;
using Xunit;

namespace Readout.Web.Tests;

/// <summary>Pages that join reports: comparison, promises, figures, persons.</summary>
public sealed class KnowledgeTests(WebApp app)
{
    private const string Left = "astana-talks-akorda-2024-11-27";
    private const string Right = "astana-talks-agency-2024-11-27";

    [Fact]
    public async Task TwoAccountsStandPointByPointAndTheSilentSideIsEmpty()
    {
        await using var ledger = app.Open();
        var first = await ledger.GetAsync(app.Ids[Left], TestContext.Current.CancellationToken);
        var second = await ledger.GetAsync(app.Ids[Right], TestContext.Current.CancellationToken);
        var comparison = new AccountComparer(new Ledger.WordTerms()).Compare(first!, second!);
        var (_, _, page) = await app.GetAsync($"/compare?left={app.Ids[Left]}&right={app.Ids[Right]}");
        Assert.Equal(comparison.Points.Length, page.QuerySelectorAll(".accounts tbody tr:not(.group)").Length);
        Assert.Equal(comparison.OnlyFirst + comparison.OnlySecond, page.QuerySelectorAll(".accounts td.silent").Length);
        Assert.Equal(comparison.OnlyFirst + comparison.OnlySecond, page.QuerySelectorAll(".accounts td.only").Length);
        Assert.Contains("175", page.QuerySelector("#differs")!.Closest("tbody")!.TextContent);
        Assert.Contains("168", page.QuerySelector("#differs")!.Closest("tbody")!.TextContent);
        Assert.All(comparison.Points.Where(p => p.First.Length > 0), p => Assert.Contains(p.First[0].Text, page.QuerySelector(".accounts")!.TextContent));
    }

    [Fact]
    public async Task OneReportFindsItsOtherAccountAndABeginningOfAnIdTheReport()
    {
        var (answer, _, _) = await app.GetAsync($"/compare?left={app.Ids[Left][..12]}");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith($"/compare?left={app.Ids[Left]}&right=", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task ANoteOfAComparisonIsInTheReadersLanguage()
    {
        var (_, _, page) = await app.GetAsync($"/compare?left={app.Ids[Left]}&right={app.Ids[Right]}", "ru");
        Assert.Contains("одно значение выше на", page.QuerySelector("#differs")!.Closest("tbody")!.TextContent);
        Assert.DoesNotContain("the first is", page.DocumentElement.TextContent);
    }

    [Fact]
    public async Task TabsOfPromisesCountWhatTheyShow()
    {
        await using var ledger = app.Open();
        var promises = await ledger.PromisesAsync(new PromiseQuery { Today = DateOnly.FromDateTime(DateTime.UtcNow) }, new Ledger.WordTerms(), TestContext.Current.CancellationToken);
        Assert.Contains(promises, p => p.IsOverdue);
        var (_, _, page) = await app.GetAsync("/promises?state=overdue");
        Assert.Equal(promises.Count(p => p.IsOverdue), page.QuerySelectorAll(".promise").Length);
        Assert.Equal(promises.Count(p => p.IsOverdue), page.QuerySelectorAll(".promise .state.overdue").Length);
        Assert.EndsWith($" {promises.Count(p => p.IsOverdue)}", page.QuerySelector(".tabs [aria-current]")!.TextContent);
        var (_, _, kept) = await app.GetAsync("/promises?state=kept");
        Assert.NotEmpty(kept.QuerySelectorAll(".promise .evidence"));
    }

    [Fact]
    public async Task AllPromisesAreReachedPageByPage()
    {
        await using var ledger = app.Open();
        var promises = await ledger.PromisesAsync(new PromiseQuery { Today = DateOnly.FromDateTime(DateTime.UtcNow) }, new Ledger.WordTerms(), TestContext.Current.CancellationToken);
        var seen = new List<string>();
        for (var address = "/promises"; address is not null;)
        {
            var (_, _, page) = await app.GetAsync(address);
            seen.AddRange(page.QuerySelectorAll(".promise").Select(p => p.Id!));
            address = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(promises.Select(p => "p-" + p.Id.Replace(':', '-')).Order(), seen.Order());
    }

    [Fact]
    public async Task AFigureStandsWithItsWordsAndWhoSaysIt()
    {
        var (_, _, page) = await app.GetAsync("/figures?parties=HUN,KAZ&measure=trade-turnover");
        Assert.NotNull(page.QuerySelector("#series .bracket"));
        foreach (var row in page.QuerySelectorAll("#series tbody tr, #single tbody tr"))
            Assert.StartsWith("/reports/", row.QuerySelector(".said a")!.GetAttribute("href"));
        Assert.Contains("168 млн", page.QuerySelector("#series")!.TextContent);
    }

    [Fact]
    public async Task APersonHasNamesInOtherLanguagesWordsOfficesAndEvents()
    {
        var (_, _, page) = await app.GetAsync("/people/kaz-tokayev", "ru");
        Assert.Equal("Касым-Жомарт Токаев", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("Kassym-Jomart Tokayev", page.QuerySelector(".names [lang=en]")!.TextContent);
        Assert.NotEmpty(page.QuerySelectorAll("#words blockquote"));
        Assert.Contains("президент", page.QuerySelector("#offices")!.TextContent);
        Assert.NotEmpty(page.QuerySelectorAll("#events tbody tr"));
        Assert.Contains("/people/", page.QuerySelector("#people a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task APlaceIsDrawnWhereItIs()
    {
        var (_, _, page) = await app.GetAsync("/map");
        var view = page.QuerySelector("svg.outlines")!.GetAttribute("viewBox")!.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        var astana = page.QuerySelectorAll(".chart-scroll a").Single(a => a.GetAttribute("href") == "/places/kaz-astana").QuerySelector("circle")!;
        var (x, y) = EqualEarth.At(51.17, 71.43);
        Assert.Equal((x - view[0]) / view[2] * 1120, double.Parse(astana.GetAttribute("cx")!, CultureInfo.InvariantCulture), 3.0);
        Assert.Equal((y - view[1]) / view[3] * 560, double.Parse(astana.GetAttribute("cy")!, CultureInfo.InvariantCulture), 3.0);
        Assert.NotEmpty(page.QuerySelector("path.land")!.GetAttribute("d")!);
        Assert.Equal(page.QuerySelectorAll("#map tbody tr").Length, page.QuerySelectorAll(".chart-scroll circle").Length + page.QuerySelectorAll("#map tbody tr").Count(r => r.TextContent.Contains("not on the map")));
    }

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(0, 180, 500, 0)]
    [InlineData(90, 0, 0, -243.4)]
    [InlineData(-90, 0, 0, 243.4)]
    public void TheProjectionHasItsKnownPoints(double latitude, double longitude, double x, double y)
    {
        // The pole lies 1.3173 units from the equator, the edge of the equator 2.7066 from the middle (the article's table).
        Assert.Equal(x, EqualEarth.At(latitude, longitude).X, 0.5);
        Assert.Equal(y, EqualEarth.At(latitude, longitude).Y, 0.5);
    }

    [Fact]
    public async Task ANetworkIsTheSameTwiceAndItsTableHasWhatIsDrawn()
    {
        var (_, first, page) = await app.GetAsync("/network");
        var (_, second, _) = await app.GetAsync("/network");
        Assert.Equal(first, second);
        Assert.Equal(page.QuerySelectorAll("#network tbody tr").Length, page.QuerySelectorAll(".chart-scroll line.tie").Length);
        foreach (var link in page.QuerySelectorAll("#network tbody th a").Select(a => a.GetAttribute("href")!))
            Assert.Equal(HttpStatusCode.OK, (await app.GetAsync(link)).Answer.StatusCode);
        var (_, _, pair) = await app.GetAsync("/network?party=HUN,KAZ");
        Assert.Equal(2, pair.QuerySelectorAll(".chart-scroll circle.dot").Length);
        Assert.Contains("/dyads/HUN-KAZ", pair.QuerySelectorAll(".chart-scroll a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task SourcesSayWhoPublishesAndWhoRepeatsWhom()
    {
        var (_, _, page) = await app.GetAsync("/sources");
        await using var ledger = app.Open();
        var publishers = await ledger.PublishersAsync(TestContext.Current.CancellationToken);
        Assert.Equal(publishers.Length, page.QuerySelectorAll("#publishers tbody tr").Length);
        Assert.NotNull(page.QuerySelector("#repeats"));
    }

    [Fact]
    public async Task AReprintIsCountedForWhoseWordsItRepeats()
    {
        var folder = Directory.CreateTempSubdirectory("readout-repeats-");
        try
        {
            var terms = new Ledger.WordTerms();
            var reader = new Reader();
            await using var ledger = SqliteLedger.Open(Path.Combine(folder.FullName, "l.readout"), new SqliteLedgerOptions { Terms = terms, Create = true });
            const string Text = "Казахстан и Венгрия обсудили торговлю\n\nПрезидент Казахстана Касым-Жомарт Токаев встретился в Астане с Президентом Венгрии Тамашем Шуйоком. Товарооборот достиг 212 млн долларов. Стороны договорились открыть прямой авиарейс.";
            await using (var batch = await ledger.BeginAsync(TestContext.Current.CancellationToken))
            {
                foreach (var (publisher, day, text) in new[] { ("first.example", 1, Text), ("second.example", 2, Text + " Об этом сообщили в пресс-службе.") })
                    await batch.AddAsync(LedgerEntry.Of(reader.Read(new Report { Text = text, Name = publisher, Publisher = publisher, Published = new DateOnly(2025, 4, day), Language = "ru" })), TestContext.Current.CancellationToken);
                await batch.CommitAsync(TestContext.Current.CancellationToken);
            }

            var repeat = Assert.Single(await SourcePages.RepeatsAsync(ledger, terms));
            Assert.Equal(("second.example", "first.example", 1), (repeat.By, repeat.Of, repeat.Reports));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task DataBesideAPageAreThere()
    {
        foreach (var address in new[] { "/dyads/HUN-KAZ?from=2024-01-01", $"/compare?left={app.Ids[Left]}&right={app.Ids[Right]}", "/promises?parties=HUN,KAZ&state=overdue&action=", "/figures?parties=KAZ&contradicted=true", "/people/kaz-tokayev", "/organizations", "/states", "/states/KAZ", "/places/kaz-astana", "/sources" })
        {
            var (_, _, page) = await app.GetAsync(address);
            foreach (var link in page.QuerySelectorAll(".colophon a").Select(a => a.GetAttribute("href")!).Where(h => h.Contains(".json", StringComparison.Ordinal) || h.Contains(".csv", StringComparison.Ordinal)))
            {
                var answer = await app.Client.GetAsync(link, TestContext.Current.CancellationToken);
                Assert.True(answer.IsSuccessStatusCode, $"{link}: {(int)answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task NamesAreFoundByAPartOfThemInAnyLanguageAndListedPageByPage()
    {
        var (_, _, all) = await app.GetAsync("/people");
        Assert.True(all.QuerySelectorAll("tbody tr").Length > 5);
        var (_, _, found) = await app.GetAsync("/people?q=" + Uri.EscapeDataString("тОКАЕВ"), "en");
        Assert.Equal("/people/kaz-tokayev", Assert.Single(found.QuerySelectorAll("tbody a")).GetAttribute("href"));
        var (_, _, states) = await app.GetAsync("/states?q=" + Uri.EscapeDataString("венг"), "ru");
        Assert.Equal("/states/HUN", Assert.Single(states.QuerySelectorAll("tbody a")).GetAttribute("href"));
        var (_, _, none) = await app.GetAsync("/places?q=zzzz");
        Assert.Contains("/search?q=zzzz", none.QuerySelector(".message a")!.GetAttribute("href"));
        var (_, _, beyond) = await app.GetAsync("/people?next=3");
        Assert.Equal(all.QuerySelectorAll("tbody th a").Skip(3).Select(a => a.TextContent), beyond.QuerySelectorAll("tbody th a").Select(a => a.TextContent));
    }
}
