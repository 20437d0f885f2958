using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace Readout.Web.Tests;

/// <summary>Pages and their data agree: no page offers data that its address does not have.</summary>
public sealed partial class DataLinkTests(WebApp app)
{
    [Theory]
    [MemberData(nameof(PageTests.Pages), MemberType = typeof(PageTests))]
    public async Task EveryLinkToDataLeadsToSome(string page)
    {
        var (_, _, document) = await app.GetAsync(Name().Replace(page, m => app.Ids[m.Groups[1].Value]));
        var links = document.QuerySelectorAll("[href]").Select(e => e.GetAttribute("href")!).Where(h => Ending().IsMatch(h) || h.StartsWith("/api/", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
        foreach (var link in links)
        {
            using var answer = await app.Client.GetAsync(link, TestContext.Current.CancellationToken);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            // A pair that no report names in the period that is asked for has no data either, and says so.
            Assert.True(answer.StatusCode == HttpStatusCode.OK || (answer.StatusCode == HttpStatusCode.NotFound && text.Contains("RO5003", StringComparison.Ordinal)), $"{page} → {link}: {(int)answer.StatusCode} {text[..Math.Min(200, text.Length)]}");
        }
    }

    [GeneratedRegex(@"^/[^?]*\.(json|csv|jsonl|jsonld|atom)(\?|$)")]
    private static partial Regex Ending();

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Name();
}
