using System.Net;
using AngleSharp.Html.Dom;
using Readout.Ledger;
using Readout.Ledger.Corrections;
using Xunit;

namespace Readout.Web.Tests;

/// <summary>Verdicts of persons, by forms alone.</summary>
public sealed class ReviewTests(WebApp app)
{
    private static string Question(IHtmlDocument page) => page.QuerySelector("input[name=item]")!.GetAttribute("value")!;

    private async Task<List<KeptCorrection>> CorrectionsAsync(string document)
    {
        await using var ledger = app.Open();
        var kept = new List<KeptCorrection>();
        await foreach (var correction in ledger.CorrectionsAsync(document, TestContext.Current.CancellationToken))
            kept.Add(correction);
        return kept;
    }

    [Fact]
    public async Task AVerdictIsKeptWithItsNameLeadsOnAndIsTakenBack()
    {
        var document = app.Ids["lisbon-ministers-2025-03-18"];
        var page = $"/review?scope=doc:{document}";
        var (_, _, first) = await app.GetAsync(page);
        var question = Question(first);
        var (answer, _) = await app.PostAsync(page, "/review", ("verdict", "reject"), ("note", "не так"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var kept = Assert.Single(await CorrectionsAsync(document));
        Assert.Equal((CorrectionKind.Reject, "tester", "не так", CorrectionState.Applied), (kept.Correction.Kind, kept.Correction.By, kept.Correction.Note, kept.State));

        var (_, _, next) = await app.GetAsync(answer.Headers.Location!.OriginalString);
        Assert.NotEqual(question, Question(next));
        Assert.NotNull(next.QuerySelector("[role=status].message"));
        Assert.DoesNotContain(next.QuerySelectorAll(".queue a"), a => a.GetAttribute("href")!.EndsWith(Uri.EscapeDataString(question), StringComparison.Ordinal));

        var (undone, _) = await app.PostAsync(answer.Headers.Location!.OriginalString, "/review/undo", ("correction", $"{kept.Correction.Number}"));
        Assert.Equal(HttpStatusCode.Redirect, undone.StatusCode);
        Assert.Equal(CorrectionState.Withdrawn, Assert.Single(await CorrectionsAsync(document)).State);
    }

    [Fact]
    public async Task AnEditChangesOnlyWhatWasChanged()
    {
        var document = app.Ids["phone-call-2025-01-14"];
        var page = $"/review?item=item:{document}:e1";
        var (_, _, form) = await app.GetAsync(page);
        var fields = form.QuerySelectorAll("[name^='field.']").SelectMany(f => f switch
        {
            IHtmlSelectElement select => select.SelectedOptions.Select(o => (select.Name!, o.Value)),
            IHtmlInputElement input => [(input.Name!, input.Value)],
            _ => [],
        }).Where(f => f.Item1 != "field.status").ToArray();
        var (answer, _) = await app.PostAsync(page, "/review", [.. fields, ("field.status", "planned"), ("verdict", "edit")]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await using var ledger = app.Open();
        var (now, before) = (await ledger.GetAsync(document, TestContext.Current.CancellationToken), (await ledger.ReadingAsync(document, TestContext.Current.CancellationToken))!.Record);
        Assert.Equal(EventStatus.Planned, now!.Events.First(e => e.Id == "e1").Status);
        Assert.Equal(before.Events.First(e => e.Id == "e1").Parties, now.Events.First(e => e.Id == "e1").Parties);
        Assert.Equal(before.Events.First(e => e.Id == "e1").Date, now.Events.First(e => e.Id == "e1").Date);
    }

    [Fact]
    public async Task WhatIsUnsureComesLastAndIsNoCorrection()
    {
        var document = app.Ids["condolences-2025-01-08"];
        var page = $"/review?scope=doc:{document}";
        var (_, _, first) = await app.GetAsync(page);
        // Other tests may have corrected this report.
        var before = (await CorrectionsAsync(document)).Count;
        var (answer, _) = await app.PostAsync(page, "/review", ("verdict", "unsure"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(before, (await CorrectionsAsync(document)).Count);
        var (_, _, next) = await app.GetAsync(page);
        Assert.EndsWith(Uri.EscapeDataString(Question(first)), next.QuerySelectorAll(".queue a")[^1].GetAttribute("href"));

        // It is in the ledger, with its name; the filter shows it, and it is taken back as other verdicts are.
        var open = Assert.Single(await OpenAsync(document));
        Assert.Equal((Question(first), "tester"), (open.Question, open.By));
        Assert.NotEmpty(open.Words);
        var (_, _, only) = await app.GetAsync(page + "&only=unsure");
        Assert.Equal(Question(first), Question(only));
        Assert.Single(only.QuerySelectorAll(".queue a"));
        Assert.Contains("tester", only.QuerySelector(".pairs")!.TextContent);
        Assert.Contains(only.QuerySelectorAll("#history tbody tr"), r => r.TextContent.Contains("unsure", StringComparison.Ordinal) && r.TextContent.Contains(open.Words, StringComparison.Ordinal));
        var (undone, _) = await app.PostAsync(page, "/review/undo", ("open", open.Question));
        Assert.Equal(HttpStatusCode.Redirect, undone.StatusCode);
        Assert.Empty(await OpenAsync(document));
    }

    [Fact]
    public async Task AnAnswerClosesWhatWasLeftOpen()
    {
        var document = app.Ids["condolences-2025-01-08"];
        var page = $"/review?scope=doc:{document}";
        var question = Question((await app.GetAsync(page)).Page);
        await app.PostAsync(page, "/review", ("verdict", "unsure"));
        Assert.Single(await OpenAsync(document));
        await app.PostAsync(page, "/review", ("item", question), ("verdict", "accept"));
        Assert.Empty(await OpenAsync(document));
        await using var ledger = app.Open();
        await ledger.WithdrawAsync((await CorrectionsAsync(document))[^1].Correction.Number, "tester", TestContext.Current.CancellationToken);
    }

    private async Task<List<OpenQuestion>> OpenAsync(string document)
    {
        await using var ledger = app.Open();
        return [.. (await ledger.OpenQuestionsAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken)).Where(q => q.Document == document)];
    }

    [Fact]
    public async Task WordsAreMarkedAsWhatTheyAre()
    {
        var document = app.Ids["culture-week-2025-05-20"];
        await using var ledger = app.Open();
        var record = (await ledger.GetAsync(document, TestContext.Current.CancellationToken))!;
        var words = record.Document.Title!.Split(' ')[^1];
        var page = $"/review/add?doc={document}&layer=topics";
        var (refused, told) = await app.PostAsync(page, "/review/add", ("words", "слов таких нет"), ("field.id", "culture"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("RO3022", told.QuerySelector(".message")!.TextContent);
        Assert.Contains("слов таких нет", told.QuerySelector("textarea")!.TextContent);

        page = $"/review/add?doc={document}&layer=initiatives";
        var at = record.Document.Title.EnumerateRunes().Count() - words.EnumerateRunes().Count();
        var (answer, _) = await app.PostAsync(page, "/review/add", ("words", words), ("at", $"{at}"), ("field.name", "Неделя"), ("field.kind", "forum"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await using var again = app.Open();
        var added = (await again.GetAsync(document, TestContext.Current.CancellationToken))!.Initiatives.Single(i => i.Name == "Неделя");
        Assert.Equal((at, words, "person:tester"), (added.Mentions[0].Start, added.Mentions[0].Text, added.Rule));
    }

    [Fact]
    public async Task AStoryIsJudged()
    {
        var (first, second) = (app.Ids["astana-talks-akorda-2024-11-27"], app.Ids["astana-talks-hungary-2024-11-27"]);
        var (answer, _) = await app.PostAsync("/review", "/review", ("item", $"story:{first}:{second}"), ("verdict", "accept"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await using var ledger = app.Open();
        var said = new List<Judgement>();
        await foreach (var judgement in ledger.JudgementsAsync(JudgementKind.Story, null, TestContext.Current.CancellationToken))
            said.Add(judgement);
        Assert.Contains(said, j => j.First.Document == first && j.Second.Document == second && j is { Verdict: Verdict.Same, By: "tester" });
    }

    [Theory]
    [InlineData("verdict", "maybe")]
    [InlineData("item", "nothing:at:all")]
    [InlineData("item", "item:0123:e1")]
    public async Task AVerdictThatCannotBeMeantIsToldAndKeepsNothing(string field, string value)
    {
        var (answer, page) = await app.PostAsync("/review", "/review", field == "verdict" ? [("verdict", value)] : [("verdict", "accept"), (field, value)]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotNull(page.QuerySelector(".message"));
    }
}
