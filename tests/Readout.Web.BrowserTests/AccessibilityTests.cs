using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Readout.Web.Tests;
using Xunit;

namespace Readout.Web.BrowserTests;

/// <summary>Every page can be used by everybody: WCAG 2.2 AA as far as axe can tell, narrow and wide, light and dark, by keyboard.</summary>
public sealed partial class AccessibilityTests(WebApp app, Browser browser)
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    /// <summary>Addresses of all pages, by names of sample reports.</summary>
    public static TheoryData<string> Pages =>
    [
        "/", "/search?q=KAZ+2024", "/search?q=zzzz", "/search?q=foo:bar", "/about", "/patterns", "/read", "/add", "/settings", "/nowhere",
        "/reports/{astana-talks-akorda-2024-11-27}", "/reports/{dushanbe-ministers-2025-03-11}", "/reports/{long}?part=2", "/stories/{astana-talks-akorda-2024-11-27}",
        "/dyads", "/dyads/HUN-KAZ", "/compare?left={astana-talks-akorda-2024-11-27}&right={astana-talks-agency-2024-11-27}", "/promises", "/figures", "/people", "/people/kaz-tokayev", "/states/KAZ", "/map", "/network", "/network?party=HUN,KAZ", "/sources",
        "/review", "/review?item=item:{astana-talks-akorda-2024-11-27}:e1", "/review/add?doc={astana-talks-akorda-2024-11-27}&layer=figures",
    ];

    private string Address(string page) => Name().Replace(page, m => app.Ids[m.Groups[1].Value]);

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task AWidePageInRussianHasNoFindingsAndIsWalkedThroughByKeyboard(string page)
    {
        await using var visitor = await browser.VisitAsync(app.Address, "ru", 1280);
        await CheckAsync(visitor, page, "ru");
        await WalkAsync(visitor, page);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task ANarrowDarkPageInEnglishHasNoFindings(string page)
    {
        await using var visitor = await browser.VisitAsync(app.Address, "en", 320, isDark: true);
        await CheckAsync(visitor, page, "en");
    }

    private async Task CheckAsync(Visitor visitor, string page, string language)
    {
        await visitor.Page.GotoAsync(Address(page));
        Assert.Equal(language, await visitor.Page.Locator("html").GetAttributeAsync("lang"));
        // What is folded up is checked too.
        await visitor.Page.EvaluateAsync("() => { for (const d of [...document.querySelectorAll('details')].slice(0, 6)) d.open = true; }");
        Assert.True(await visitor.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways");
        var found = await visitor.Page.RunAxe(Rules);
        Assert.True(found.Violations.Length == 0, string.Join("\n", found.Violations.Select(v => $"{v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Take(4).Select(n => n.Html))}")));
        Assert.DoesNotContain(visitor.Complaints, c => !c.Contains("status of 4", StringComparison.Ordinal));
    }

    private static async Task WalkAsync(Visitor visitor, string page)
    {
        await visitor.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("skip", await visitor.Page.EvaluateAsync<string>("() => document.activeElement.className"));
        await visitor.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await visitor.Page.EvaluateAsync<string>("() => document.activeElement.id || location.hash.slice(1)"));
        var walked = new HashSet<string>();
        for (var i = 0; i < 12; i++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            var (where, isSeen) = await WhereAsync(visitor);
            if (where == "body")
                break;
            Assert.True(isSeen, $"{page}: the focus on {where} cannot be seen");
            // A field of a date has parts of its own to walk through.
            Assert.True(walked.Add(where) || where.Contains("type=\"date\"", StringComparison.Ordinal), $"{page}: the focus comes back to {where}");
        }

        Assert.NotEmpty(walked);
    }

    private static async Task<(string Where, bool IsSeen)> WhereAsync(Visitor visitor)
    {
        var told = await visitor.Page.EvaluateAsync<string[]>("""
            () => {
              const at = document.activeElement;
              if (at === document.body || at === null) return ["body", "true"];
              window.walked ??= new Map();
              if (!walked.has(at)) walked.set(at, walked.size);
              const box = at.getBoundingClientRect(), style = getComputedStyle(at);
              // Links in drawings show their focus on the mark inside.
              const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
              return [`${walked.get(at)} ${at.outerHTML.slice(0, 80)}`, String((ring || at.closest("svg") !== null || at.type === "date" || at.type === "file") && box.width > 0)];
            }
            """);
        return (told[0], told[1] == "true");
    }

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Name();
}
