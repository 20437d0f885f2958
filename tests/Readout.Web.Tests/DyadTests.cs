using System.Globalization;
using System.Net;
using Readout.Ledger;
using Readout.Ledger.Dyads;
using Readout.Ledger.Sqlite;
using Readout.Web.Charts;
using Xunit;

namespace Readout.Web.Tests;

/// <summary>Two parties on a page.</summary>
public sealed class DyadTests(WebApp app)
{
    private async Task<Dyad> DyadAsync()
    {
        await using var ledger = app.Open();
        return await ledger.DyadAsync("HUN", "KAZ", new DyadQuery { Today = DateOnly.FromDateTime(DateTime.UtcNow), Quotations = 1000 }, new Ledger.WordTerms(), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("/dyads/KAZ-HUN?from=2024-01-01", "/dyads/HUN-KAZ?from=2024-01-01")]
    [InlineData("/dyads/kaz-hun", "/dyads/HUN-KAZ")]
    [InlineData("/dyads?first=KAZ&second=HUN", "/dyads/HUN-KAZ")]
    public async Task APairHasOneAddress(string asked, string address)
    {
        var (answer, _, _) = await app.GetAsync(asked);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(address, answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task EveryEventStandsInTheTableAndEveryDatedOneInTheDrawing()
    {
        var dyad = await DyadAsync();
        var (_, _, page) = await app.GetAsync("/dyads/HUN-KAZ");
        Assert.NotEmpty(dyad.Events);
        Assert.Equal(dyad.Events.Length, page.QuerySelectorAll("#course tbody tr").Length);
        var marks = page.QuerySelectorAll("#course svg a");
        Assert.Equal(dyad.Events.Count(e => e.First is not null), marks.Length);
        foreach (var mark in marks)
            Assert.NotNull(page.QuerySelector(mark.GetAttribute("href")!));
    }

    [Fact]
    public async Task ClaimsThatDifferAreAllDrawnAndNoneIsAMean()
    {
        var dyad = await DyadAsync();
        var series = dyad.Figures.First(s => s.Points.Any(p => p.IsContradicted && TimeAxis.MiddleOf(p.Period) is not null));
        var (_, _, page) = await app.GetAsync("/dyads/HUN-KAZ");
        var charts = page.QuerySelectorAll("#figures figure");
        var chart = Assert.Single(charts, c => c.QuerySelector(".flag") is not null && c.QuerySelector(".bracket") is not null);
        Assert.Equal(Math.Min(ClaimChart.Most, series.Points.Sum(p => p.Values.Sum(v => v.Claims.Length))), chart.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(series.Points.Where(p => TimeAxis.MiddleOf(p.Period) is not null).Sum(p => p.Values.Sum(v => v.Claims.Length)), chart.QuerySelectorAll(".chart-scroll svg a").Length);
    }

    [Fact]
    public async Task NumbersOfADrawingAreInvariantInEveryLanguage()
    {
        foreach (var language in new[] { "ru", "kk" })
        {
            var (_, _, page) = await app.GetAsync("/dyads/HUN-KAZ", language);
            foreach (var attribute in page.QuerySelectorAll("svg *").SelectMany(e => e.Attributes).Where(a => a.Name is "x" or "y" or "cx" or "cy" or "r" or "x1" or "y1" or "x2" or "y2" or "width" or "height"))
                Assert.True(double.TryParse(attribute.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _), $"{attribute.Name}={attribute.Value}");
        }
    }

    [Fact]
    public async Task FourThousandEventsShareMarksAndThePageStaysSmall()
    {
        var folder = Directory.CreateTempSubdirectory("readout-many-");
        ILedger Open() => SqliteLedger.Open(Path.Combine(folder.FullName, "many.readout"), new SqliteLedgerOptions { Terms = new Ledger.WordTerms(), Create = true });
        await using (var ledger = Open())
        {
            await using var batch = await ledger.BeginAsync(TestContext.Current.CancellationToken);
            for (var report = 0; report < 200; report++)
                await batch.AddAsync(LedgerEntry.Of(Many(report)), TestContext.Current.CancellationToken);
            await batch.CommitAsync(TestContext.Current.CancellationToken);
        }

        await using (var host = WebHost.Create(new WebOptions { OpenLedger = Open, LedgerName = "many", Read = _ => throw new NotSupportedException(), Terms = new Ledger.WordTerms(), By = "tester", Url = "http://127.0.0.1:0" }))
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            using var client = new HttpClient { BaseAddress = new Uri(host.Urls.First()) };
            var html = await client.GetStringAsync("/dyads/HUN-KAZ", TestContext.Current.CancellationToken);
            Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(html), 10_000, 200_000);
            var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html);
            Assert.Contains("4,000 events", page.QuerySelector("#course")!.TextContent);
            // Twenty years by quarter, what is cooperative and what is conflict apart.
            Assert.InRange(page.QuerySelectorAll("#course .chart-scroll svg a").Length, 80, 160);
            Assert.Equal(20, page.QuerySelectorAll("#course .behind tbody tr").Length);
            var month = page.QuerySelector("#course .chart-scroll svg a")!.GetAttribute("href")!;
            Assert.Contains("event", new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await client.GetStringAsync(month, TestContext.Current.CancellationToken)).QuerySelector("#course")!.TextContent);
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);

        static Record Many(int report)
        {
            var first = new DateOnly(2005, 1, 1).AddDays(report * 36);
            return new()
            {
                Document = new() { Id = report.ToString("x64", CultureInfo.InvariantCulture), Language = "en", Text = $"Talks {report}", Published = first.AddDays(20) },
                Actors = [new() { Id = "a1", Kind = ActorKind.State, Name = "Kazakhstan", Ref = "KAZ" }, new() { Id = "a2", Kind = ActorKind.State, Name = "Hungary", Ref = "HUN" }],
                Events =
                [
                    .. Enumerable.Range(0, 20).Select(i => new Event
                    {
                        Id = $"e{i + 1}", Type = i % 5 == 0 ? "ACCUSE" : "CONSULT", Status = EventStatus.Occurred, Actors = ["a1", "a2"], Parties = ["HUN", "KAZ"],
                        Date = new EventDate(first.AddDays(i), first.AddDays(i), DatePrecision.Day), Evidence = [new(0, 5, "Talks")],
                    }),
                ],
            };
        }
    }

    [Theory]
    [InlineData("2024", "2024-07-01")]
    [InlineData("2025-H2", "2025-10-01")]
    [InlineData("2025-Q1", "2025-02-15")]
    [InlineData("2025-07", "2025-07-15")]
    [InlineData("2024-01..2024-03", "2024-02-14")]
    [InlineData("soon", null)]
    public void APeriodHasItsMiddle(string period, string? middle) => Assert.Equal(middle, TimeAxis.MiddleOf(period)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("CHN-KAZ", "CHN", "KAZ")]
    [InlineData("kaz-sco", "KAZ", "sco")]
    [InlineData("un-habitat-KAZ", "un-habitat", "KAZ")]
    [InlineData("KAZ-KAZ", null, null)]
    [InlineData("un-habitat", null, null)]
    public void APairHasAStateInIt(string text, string? first, string? second) => Assert.Equal(first is null ? null : (first, second!), PartyCode.PairOf(text));
}
