using Readout.Ledger.Corrections;
using Readout.Ledger.Series;
using Xunit;

namespace Readout.Ledger.TestKit;

/// <content>Corrections, the log, removal and series over any store.</content>
public abstract partial class LedgerTestKit
{
    private const string VisitText = "Визит\n\nПрезидент Токаев прибыл. Он встретил Си Цзиньпина. Президент Си сказал: товарооборот вырос до 44 млрд.";

    private static Record Visit(string text = VisitText, string rule = "frames:1")
    {
        Evidence Of(string words, int occurrence = 1)
        {
            var at = -1;
            for (; occurrence > 0; occurrence--)
                at = text.IndexOf(words, at + 1, StringComparison.Ordinal);
            return new(at, at + words.Length, words);
        }

        Mention MentionOf(string words, int occurrence = 1) => Of(words, occurrence) is var e ? new(e.Start, e.End, e.Text, MentionForm.Name) : null!;
        return MadeUp.Record("visit", text) with
        {
            Actors =
            [
                new Actor { Id = "a1", Kind = ActorKind.Person, Name = "Kassym-Jomart Tokayev", Ref = "kaz-tokayev", Country = "KAZ", Mentions = [MentionOf("Президент"), MentionOf("Токаев"), MentionOf("Президент", 2)], Rule = rule },
                new Actor { Id = "a2", Kind = ActorKind.Person, Name = "Xi Jinping", Country = "CHN", Mentions = [MentionOf("Си Цзиньпина")], Rule = rule },
                new Actor { Id = "a3", Kind = ActorKind.Person, Name = "Xi", Country = "CHN", Mentions = [MentionOf("Си сказал")], Rule = rule },
            ],
            Events = [new Event { Id = "e1", Type = "CONSULT", Status = EventStatus.Occurred, Actors = ["a1", "a2"], Parties = ["KAZ", "CHN"], Evidence = [Of("встретил")], Rule = rule }],
            Figures = [new Figure { Id = "f1", Measure = "trade-turnover", Value = 44000000000, Unit = "USD", Parties = ["KAZ", "CHN"], Evidence = Of("44 млрд"), Rule = rule }],
        };
    }

    private async Task<(ILedger Ledger, CorrectionMaker Maker)> WithVisitAsync()
    {
        var ledger = await OpenAsync();
        await AddAsync(ledger, Visit());
        return (ledger, new CorrectionMaker(Visit(), "aigerim"));
    }

    private static async Task<Record> NowAsync(ILedger ledger) => (await ledger.GetAsync((await ledger.FindAsync("visit", cancel: Cancel))[0].Id, Cancel))!;

    private static async Task<List<KeptCorrection>> KeptAsync(ILedger ledger, string? document = null)
    {
        var kept = new List<KeptCorrection>();
        await foreach (var correction in ledger.CorrectionsAsync(document, Cancel))
            kept.Add(correction);
        return kept;
    }

    [Fact]
    public async Task AQuestionStaysOpenUntilItIsClosedOrItsReportIsGone()
    {
        var (first, second) = (World.Report(0).Document.Id, World.Report(3).Document.Id);
        await using (var ledger = await OpenAsync())
        {
            foreach (var number in new[] { 0, 3 })
                await AddAsync(ledger, World.Report(number));
            var version = await ledger.VersionAsync(Cancel);
            await ledger.LeaveOpenAsync(new OpenQuestion($"item:{first}:e1", first, "words", "somebody", default), Cancel);
            await ledger.LeaveOpenAsync(new OpenQuestion($"item:{first}:e1", first, "words", "another", default), Cancel);
            await ledger.LeaveOpenAsync(new OpenQuestion($"story:{first}:{second}", first, "", null, default), Cancel);
            await ledger.LeaveOpenAsync(new OpenQuestion($"item:{second}:e1", second, "words", null, default), Cancel);
            Assert.Equal(version, await ledger.VersionAsync(Cancel));
        }

        await using var again = await OpenAsync();
        var open = await again.OpenQuestionsAsync(Cancel).ToListAsync(Cancel);
        Assert.Equal(3, open.Count);
        Assert.Equal(("another", Clock.Now), (open.Single(q => q.Question == $"item:{first}:e1").By, open[0].At));
        Assert.True(await again.CloseAsync($"item:{first}:e1", "somebody", Cancel));
        Assert.False(await again.CloseAsync($"item:{first}:e1", "somebody", Cancel));
        Assert.Equal("close", (await again.LogAsync(first, Cancel).ToListAsync(Cancel))[0].Act);
        await again.RemoveAsync(second, "somebody", Cancel);
        Assert.Empty(await again.OpenQuestionsAsync(Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task ACorrectedValueSaysWhoSetItAndIsFound()
    {
        var (ledger, maker) = await WithVisitAsync();
        await using var _ = ledger;
        var kept = await ledger.CorrectAsync(maker.Edit("e1", ["status=planned", "parties=KAZ,RUS", "date=2025-09"]) with { Note = "see the next day's report" }, Cancel);
        Assert.Equal((CorrectionState.Applied, 1, Clock.Now), (kept.State, kept.Correction.Number, kept.Correction.At));
        var e = (await NowAsync(ledger)).Events[0];
        Assert.Equal((EventStatus.Planned, "person:aigerim", new DateOnly(2025, 9, 30)), (e.Status, e.Rule, e.Date!.To));
        Assert.Equal("visit", await FoundAsync(ledger, "RUS type:CONSULT.planned corrected:yes"));
        Assert.Equal(["visit"], await NamesAsync(ledger, new ListQuery { Parties = ["RUS"] }));
        // The reading stays as it was.
        var reading = await ledger.ReadingAsync(Visit().Document.Id, Cancel);
        Assert.Equal(RecordJson.Write(Visit()), RecordJson.Write(reading!.Record));
    }

    [Fact]
    public async Task CorrectionsAreReappliedWhenTheReportIsReadAgain()
    {
        var (ledger, maker) = await WithVisitAsync();
        await using var _ = ledger;
        await ledger.CorrectAsync(maker.Reject("f1"), Cancel);
        await ledger.CorrectAsync(maker.Add("commitments", "прибыл", null, ["action=visit", "by=KAZ", "actors=a1"]), Cancel);
        Assert.Equal(AddOutcome.Unchanged, await AddAsync(ledger, Visit()));
        // A newer engine numbers the actors otherwise: the commitment still names the same person.
        var newer = Visit(rule: "frames:2");
        newer = newer with { Actors = [newer.Actors[1] with { Id = "a1" }, newer.Actors[0] with { Id = "a2" }, newer.Actors[2]], Events = [newer.Events[0] with { Actors = ["a2", "a1"] }] };
        Assert.Equal(AddOutcome.Replaced, await AddAsync(ledger, newer));
        var now = await NowAsync(ledger);
        Assert.Empty(now.Figures);
        var commitment = Assert.Single(now.Commitments);
        Assert.Equal(["a2"], commitment.Actors);
        Assert.Equal("person:aigerim", commitment.Rule);
        Assert.Equal("frames:2", now.Events[0].Rule);
        Assert.All(await KeptAsync(ledger), k => Assert.Equal(CorrectionState.Applied, k.State));
    }

    [Fact]
    public async Task ACorrectionFollowsItsWordsThroughAChangedText()
    {
        var (ledger, maker) = await WithVisitAsync();
        await using var _ = ledger;
        await ledger.CorrectAsync(maker.Edit("f1", ["value=43000000000"]), Cancel);
        await AddAsync(ledger, Visit(VisitText.Replace("Визит\n\n", "Визит\n\nДобавлено. ", StringComparison.Ordinal)));
        var figure = (await NowAsync(ledger)).Figures[0];
        Assert.Equal((43000000000m, "44 млрд"), (figure.Value, figure.Evidence.Text));
        Assert.Equal(VisitText.IndexOf("44 млрд", StringComparison.Ordinal) + "Добавлено. ".Length, figure.Evidence.Start);
    }

    [Fact]
    public async Task ACorrectionWhoseWordsAreGoneIsShownAsOrphaned()
    {
        var (ledger, maker) = await WithVisitAsync();
        await using var _ = ledger;
        await ledger.CorrectAsync(maker.Edit("f1", ["value=43000000000"]), Cancel);
        var other = VisitText.Replace("44 млрд", "45 млрд", StringComparison.Ordinal);
        await AddAsync(ledger, MadeUp.Record("visit", other));
        var orphan = Assert.Single(await KeptAsync(ledger, (await NowAsync(ledger)).Document.Id));
        Assert.Equal(CorrectionState.Orphaned, orphan.State);
        Assert.Contains("44 млрд", orphan.Why);
        // It comes back with its words.
        await AddAsync(ledger, Visit());
        Assert.Equal(CorrectionState.Applied, Assert.Single(await KeptAsync(ledger)).State);
        Assert.Equal(43000000000m, (await NowAsync(ledger)).Figures[0].Value);
    }

    [Fact]
    public async Task WordsThatNowStandTwiceAreNobodys()
    {
        var (ledger, maker) = await WithVisitAsync();
        await using var _ = ledger;
        await ledger.CorrectAsync(maker.Reject("e1"), Cancel);
        await AddAsync(ledger, MadeUp.Record("visit", "Новый " + VisitText + "\n\n" + VisitText, parties: ["KAZ"]));
        Assert.Equal(CorrectionState.Orphaned, Assert.Single(await KeptAsync(ledger)).State);
        Assert.Single((await NowAsync(ledger)).Events);
    }

    [Fact]
    public async Task WhatWasAcceptedStaysWhenALaterReadingMissesIt()
    {
        var (ledger, maker) = await WithVisitAsync();
        await using var _ = ledger;
        await ledger.CorrectAsync(maker.Accept("e1"), Cancel);
        Assert.Equal("frames:1", (await NowAsync(ledger)).Events[0].Rule);
        await AddAsync(ledger, Visit() with { Events = [] });
        Assert.Equal("person:aigerim", Assert.Single((await NowAsync(ledger)).Events).Rule);
    }

    [Fact]
    public async Task TwoActorsCanBeOneAndOneCanBeTwo()
    {
        var (ledger, maker) = await WithVisitAsync();
        await using var _ = ledger;
        await ledger.CorrectAsync(maker.Merge("a2", "a3"), Cancel);
        var merged = await NowAsync(ledger);
        Assert.Equal(["a1", "a2"], merged.Actors.Select(a => a.Id));
        Assert.Equal(["Си Цзиньпина", "Си сказал"], merged.Actors[1].Mentions.Select(m => m.Text));
        // The second "Президент" is Xi, not Tokayev; the first stays.
        await ledger.CorrectAsync(new CorrectionMaker(merged, "aigerim").Split("a1", "Токаев", ["name=Other", "country=KAZ"]), Cancel);
        var parted = await NowAsync(ledger);
        Assert.Equal(3, parted.Actors.Length);
        Assert.Equal(["Президент", "Президент"], parted.Actors.Single(a => a.Name == "Kassym-Jomart Tokayev").Mentions.Select(m => m.Text));
        Assert.Equal(["Токаев"], parted.Actors.Single(a => a.Name == "Other").Mentions.Select(m => m.Text));
        // Both outlive another reading.
        await AddAsync(ledger, Visit(rule: "frames:2"));
        Assert.Equal(["Kassym-Jomart Tokayev", "Other", "Xi Jinping"], (await NowAsync(ledger)).Actors.Select(a => a.Name).Order());
    }

    [Fact]
    public async Task ACorrectionTakenBackIsAsIfItHadNeverBeenMade()
    {
        var (ledger, maker) = await WithVisitAsync();
        await using var _ = ledger;
        var first = await ledger.CorrectAsync(maker.Edit("e1", ["status=planned"]), Cancel);
        await ledger.CorrectAsync(maker.Reject("f1"), Cancel);
        Assert.True(await ledger.WithdrawAsync(first.Correction.Number, "dana", Cancel));
        Assert.False(await ledger.WithdrawAsync(first.Correction.Number, "dana", Cancel));
        var now = await NowAsync(ledger);
        Assert.Equal((EventStatus.Occurred, 0), (now.Events[0].Status, now.Figures.Length));
        Assert.Equal([CorrectionState.Withdrawn, CorrectionState.Applied], (await KeptAsync(ledger)).Select(k => k.State));
    }

    [Fact]
    public async Task TheLogTellsWhoChangedWhatAndWhen()
    {
        var (ledger, maker) = await WithVisitAsync();
        await using var _ = ledger;
        var kept = await ledger.CorrectAsync(maker.Reject("f1") with { Note = "no figure" }, Cancel);
        Clock.Now += TimeSpan.FromHours(1);
        await ledger.WithdrawAsync(kept.Correction.Number, "dana", Cancel);
        var log = new List<LogEntry>();
        await foreach (var entry in ledger.LogAsync(Visit().Document.Id, Cancel))
            log.Add(entry);
        Assert.Equal([("withdraw", "dana", Clock.Now), ("correct", "aigerim", Clock.Now - TimeSpan.FromHours(1))], log.Select(l => (l.Act, l.By!, l.At)));
        Assert.Equal("reject figures f1 '44 млрд': no figure", log[1].Detail);
    }

    [Fact]
    public async Task ARemovedDocumentIsGoneWithAllThatCameFromIt()
    {
        var (ledger, maker) = await WithVisitAsync();
        await using var _ = ledger;
        await AddAsync(ledger, MadeUp.Record(1));
        await ledger.CorrectAsync(maker.Reject("f1"), Cancel);
        var id = Visit().Document.Id;
        Assert.True(await ledger.RemoveAsync(id, "dana", Cancel));
        Assert.False(await ledger.RemoveAsync(id, "dana", Cancel));
        Assert.Equal(["report-1"], await NamesAsync(ledger));
        Assert.Empty(await KeptAsync(ledger));
        Assert.Equal("", await FoundAsync(ledger, "встретил"));
        Assert.Null(await ledger.GetAsOfAsync(id, 1, Cancel));
        var log = new List<LogEntry>();
        await foreach (var entry in ledger.LogAsync(cancel: Cancel))
            log.Add(entry);
        Assert.Equal(("remove", "dana"), (Assert.Single(log).Act, log[0].By));
        // Added again it is a new document without corrections.
        await AddAsync(ledger, Visit());
        Assert.Single((await NowAsync(ledger)).Figures);
    }

    [Theory]
    [InlineData("e9", "status=planned", Codes.CorrectionItem)]
    [InlineData("e1", "statsu=planned", Codes.CorrectionField)]
    [InlineData("e1", "type=CONSLUT", Codes.CorrectionField)]
    [InlineData("e1", "status=someday", Codes.CorrectionField)]
    [InlineData("e1", "actors=a9", Codes.CorrectionItem)]
    [InlineData("e1", "date=tomorrow", Codes.CorrectionField)]
    [InlineData("f1", "value=many", Codes.CorrectionField)]
    public void ACorrectionThatCannotBeMeantIsRefused(string item, string field, string code) =>
        Assert.Equal(code, Assert.Throws<CorrectionException>(() => new CorrectionMaker(Visit(), "aigerim").Edit(item, [field])).Code);

    [Fact]
    public void WordsThatAreAddedMustStandInTheTextOnce()
    {
        var maker = new CorrectionMaker(Visit(), "aigerim");
        Assert.Equal(Codes.CorrectionWords, Assert.Throws<CorrectionException>(() => maker.Add("commitments", "улетел", null, ["action=visit"])).Code);
        Assert.Equal(Codes.CorrectionWords, Assert.Throws<CorrectionException>(() => maker.Add("actors", "Президент", null, ["kind=person", "name=X"])).Code);
        var second = VisitText.LastIndexOf("Президент", StringComparison.Ordinal);
        Assert.Equal(second, maker.Add("actors", "Президент", second, ["kind=person", "name=X"]).Words.Start);
        Assert.Equal(Codes.CorrectionField, Assert.Throws<CorrectionException>(() => maker.Add("commitments", "прибыл", null, [])).Code);
    }

    [Fact]
    public async Task ClaimsAreHeldAgainstSeriesWithoutAVerdict()
    {
        await using var ledger = await OpenAsync();
        await AddAsync(ledger, Visit() with { Figures = [Visit().Figures[0] with { Period = "2024" }] });
        SeriesPoint Point(string source, decimal value) => new(source, "trade-turnover", "KAZ", "CHN", "2024", "USD", value);
        Assert.Equal(2, await ledger.ImportAsync("customs", [Point("customs", 40000000000), Point("kgd", 43820000000.5m)], "dana", Cancel));
        Assert.Equal(1, await ledger.ImportAsync("customs", [Point("customs", 41000000000)], "dana", Cancel));
        var held = new List<HeldClaim>();
        await foreach (var claim in ClaimCheck.HoldAsync(ledger, new ListQuery { Parties = ["KAZ"] }, "trade-turnover", onlyHeld: true, Cancel))
            held.Add(claim);
        Assert.Equal([("customs", 7.32m), ("kgd", 0.41m)], Assert.Single(held).Official.Select(o => (o.Point.Source, o.DifferencePercent!.Value)));
    }
}
