using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Readout.Web.Tests;
using Xunit;

namespace Readout.Web.BrowserTests;

/// <summary>What people do on the pages, as they do it.</summary>
public sealed partial class FlowTests(WebApp app, Browser browser)
{
    private const string Text = "Қазақстан мен Венгрия сауданы талқылады\n\nҚазақстан Президенті Қасым-Жомарт Тоқаев Астанада Венгрия Президенті Тамаш Шуйокпен кездесті. Тауар айналымы 214 миллион долларға жетті.";

    private string Report(string name) => $"/reports/{app.Ids[name]}";

    [Fact]
    public async Task SearchingByKeysAloneFindsAReportAndItsWords()
    {
        await using var visitor = await browser.VisitAsync(app.Address, "ru");
        var page = visitor.Page;
        await page.GotoAsync("/about");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("KAZ HUN товарооборот");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".chip")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator(".quote mark").First).ToContainTextAsync("оварооборот");
        await page.Locator(".chip a").Nth(2).ClickAsync();
        await Assertions.Expect(page.Locator(".chip")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task WordsAndTheirItemsLightUpTogetherAndKeysStepCopyAndLink()
    {
        await using var visitor = await browser.VisitAsync(app.Address);
        var page = visitor.Page;
        await page.GotoAsync(Report("astana-talks-akorda-2024-11-27"));
        await page.Locator("#f2 .note-head").HoverAsync();
        await Assertions.Expect(page.Locator("#t-f2")).ToHaveClassAsync(LitMark());
        await page.Mouse.MoveAsync(0, 0);
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        var first = await page.EvaluateAsync<string>("() => document.activeElement.closest('[data-item]').id");
        await page.Keyboard.PressAsync("k");
        Assert.NotEqual(first, await page.EvaluateAsync<string>("() => document.activeElement.closest('[data-item]').id"));
        await page.Locator("#f2 > .tag").FocusAsync();
        await page.Keyboard.PressAsync("c");
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("copied");
        var copied = await page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        Assert.Contains("“175 млн долларов”", copied);
        Assert.Contains("akorda.kz", copied);
        await page.Keyboard.PressAsync("l");
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("Link");
        Assert.EndsWith("#f2", await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
        await page.Keyboard.PressAsync("t");
        Assert.Equal("#f2", await page.EvaluateAsync<string>("() => document.activeElement.getAttribute('href')"));
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task AMarkIsHiddenByTheLegendWithoutAScript()
    {
        await using var visitor = await browser.VisitAsync(app.Address, hasScripts: false);
        await visitor.Page.GotoAsync(Report("astana-talks-akorda-2024-11-27"));
        await Assertions.Expect(visitor.Page.Locator(".hold > .tag.figure").First).ToBeVisibleAsync();
        await visitor.Page.Locator("#show-figure").UncheckAsync();
        await Assertions.Expect(visitor.Page.Locator(".hold > .tag.figure").First).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task APastedTextIsReadAtOnce(bool hasScripts)
    {
        await using var visitor = await browser.VisitAsync(app.Address, "kk", hasScripts: hasScripts);
        var page = visitor.Page;
        await page.GotoAsync("/read");
        await page.Locator("#text").FillAsync(Text);
        await page.Locator("input[name=published]").FillAsync("2025-04-03");
        await page.Locator("form.bring button").ClickAsync();
        await Assertions.Expect(page.Locator(".mark.figure")).ToContainTextAsync("214");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("сауданы талқылады");
        Assert.Empty(visitor.Complaints);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FilesAreAddedWithProgress(bool hasScripts)
    {
        await using var visitor = await browser.VisitAsync(app.Address, hasScripts: hasScripts);
        var page = visitor.Page;
        await page.GotoAsync("/add");
        await page.Locator("#files").SetInputFilesAsync(new FilePayload { Name = "visit.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(Text.Replace("214", hasScripts ? "215" : "216")) });
        await page.Locator("form.bring button").ClickAsync();
        // With scripts the events reload the page when it is done, without them it reloads itself.
        await Assertions.Expect(page.Locator("#reports a")).ToHaveCountAsync(1);
        await page.Locator("#reports a").ClickAsync();
        await Assertions.Expect(page.Locator(".mark.figure")).ToContainTextAsync(hasScripts ? "215" : "216");
    }

    [Fact]
    public async Task AReviewIsDoneByKeysAndTakenBack()
    {
        await using var visitor = await browser.VisitAsync(app.Address);
        var page = visitor.Page;
        await page.GotoAsync($"/review?scope=doc:{app.Ids["tashkent-hanoi-commission-2026-02-18"]}");
        async Task<string> Question() => (await page.Locator("input[name=item]").First.GetAttributeAsync("value"))!;
        var first = await Question();
        await page.Keyboard.PressAsync("a");
        await Assertions.Expect(page.Locator(".message[role=status]")).ToContainTextAsync("Accepted");
        var second = await Question();
        Assert.NotEqual(first, second);
        await page.Keyboard.PressAsync("e");
        await Assertions.Expect(page.Locator(".edit")).ToHaveAttributeAsync("open", "");
        await page.Keyboard.PressAsync("x");
        await Assertions.Expect(page.Locator(".message[role=status]")).ToContainTextAsync("Rejected");
        await page.Keyboard.PressAsync("u");
        await Assertions.Expect(page.Locator(".message[role=status]")).ToContainTextAsync("end of the queue");
        await page.Keyboard.PressAsync("j");
        Assert.Contains("scope=doc", await page.EvaluateAsync<string>("() => document.activeElement.getAttribute('href')"));
        // That one was unsure is taken back, and then the rejection.
        await Assertions.Expect(page.Locator("#history tbody tr").First).ToContainTextAsync("unsure");
        await page.Locator("#history button").First.ClickAsync();
        await Assertions.Expect(page.Locator(".message[role=status]")).ToContainTextAsync("Taken back");
        await Assertions.Expect(page.Locator("#history tbody tr").First).ToContainTextAsync("rejected");
        await page.Locator("#history button").First.ClickAsync();
        await Assertions.Expect(page.Locator("#history tbody tr").First).ToContainTextAsync("taken back");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task WordsThatAreSelectedAreTakenToTheFormWithTheirPlace()
    {
        await using var visitor = await browser.VisitAsync(app.Address);
        var page = visitor.Page;
        await page.GotoAsync(Report("workshop-opening-2025-10-21"));
        // The second sentence of a paragraph with tags among its words.
        var words = await page.EvaluateAsync<string>("""
            () => {
              const paragraph = document.querySelector(".passage > p[data-start]");
              const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
              let last = null;
              while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(".tag") && walker.currentNode.length > 6) last = walker.currentNode;
              const range = document.createRange();
              range.setStart(last, 0); range.setEnd(last, last.length);
              getSelection().removeAllRanges(); getSelection().addRange(range);
              return range.toString().trim();
            }
            """);
        await Assertions.Expect(page.Locator("[data-mark-words]")).ToHaveAttributeAsync("href", WithWords());
        await page.Locator("[data-mark-words]").ClickAsync();
        await Assertions.Expect(page.Locator("#words")).ToHaveValueAsync(words);
        await page.Locator(".tabs a", new() { HasText = "Named thing" }).ClickAsync();
        await page.Locator("[name='field.name']").FillAsync("A thing of the test");
        await page.Locator("[name='field.kind']").FillAsync("centre");
        await page.Locator("form.bring button").ClickAsync();
        await Assertions.Expect(page.Locator("#named")).ToContainTextAsync("A thing of the test");
        await using var ledger = app.Open();
        var added = (await ledger.GetAsync(app.Ids["workshop-opening-2025-10-21"], TestContext.Current.CancellationToken))!.Initiatives.Single(i => i.Name == "A thing of the test");
        Assert.Equal(words, added.Mentions[0].Text);
    }

    [GeneratedRegex("\\blit\\b")]
    private static partial Regex LitMark();

    [GeneratedRegex("words=.+&at=\\d+$")]
    private static partial Regex WithWords();
}
