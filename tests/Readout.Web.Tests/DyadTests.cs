using System.Globalization;
using System.Net;
using Readout.Ledger.Dyads;
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
