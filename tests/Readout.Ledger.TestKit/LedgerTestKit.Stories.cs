using System.Collections.Immutable;
using CsCheck;
using Xunit;

namespace Readout.Ledger.TestKit;

/// <content>Stories, what persons say about them, versions.</content>
public abstract partial class LedgerTestKit
{
    private static readonly DateOnly Day = new(2025, 3, 10);

    private static async Task<string> StoriesAsync(ILedger ledger, long? asOf = null)
    {
        var stories = new List<string>();
        await foreach (var story in ledger.StoriesAsync(new ListQuery { AsOf = asOf }, CancellationToken.None))
            stories.Add(string.Join('+', story.Select(r => r.Name).Order(StringComparer.Ordinal)));
        return string.Join(" | ", stories.Order(StringComparer.Ordinal));
    }

    private ValueTask JudgeAsync(ILedger ledger, Record first, Record second, Verdict verdict) =>
        ledger.JudgeAsync(new Judgement(JudgementKind.Story, new(first.Document.Id), new(second.Document.Id), verdict, "A. K.", Clock.Now), CancellationToken.None);

    private static Record Named(string name, Record record) => record with { Document = record.Document with { Name = name, Url = null } };

    [Fact]
    public async Task AReprintWithCutsAndATellingInAnotherLanguageAreOfOneStory()
    {
        await using var ledger = await OpenAsync();
        foreach (var (name, telling) in new[] { ("first", 0), ("reprint", 1), ("other-language", 2) })
            await AddAsync(ledger, Named(name, World.Report(7, telling, "KAZ", "CHN", Day)));
        await AddAsync(ledger, Named("elsewhere", World.Report(8, 0, "KAZ", "TUR", Day)));
        Assert.Equal("elsewhere | first+other-language+reprint", await StoriesAsync(ledger));
        var id = (await ledger.FindAsync("reprint", cancel: Cancel))[0].Id;
        Assert.Equal("reprint", (await ledger.StoryAsync(id, cancel: Cancel))[^1].Name);
        Assert.Equal(3, (await ledger.StoryAsync(id, cancel: Cancel)).Length);
        Assert.Empty(await ledger.StoryAsync(new string('0', 64), cancel: Cancel));
    }

    [Fact]
    public async Task TwoMeetingsOfOnePairInAWeekAreTwoStories()
    {
        await using var ledger = await OpenAsync();
        await AddAsync(ledger, Named("monday", World.Report(1, 0, "KAZ", "CHN", Day)));
        await AddAsync(ledger, Named("thursday", World.Report(2, 0, "KAZ", "CHN", Day.AddDays(3))));
        Assert.Equal("monday | thursday", await StoriesAsync(ledger));
    }

    [Fact]
    public async Task OtherPersonsOfTheSameStatesMeetInAStoryOfTheirOwn()
    {
        await using var ledger = await OpenAsync();
        var presidents = Named("presidents", World.Report(1, 0, "KAZ", "CHN", Day));
        var ministers = Named("ministers", World.Report(2, 0, "KAZ", "CHN", Day));
        ministers = ministers with { Actors = [.. ministers.Actors.Select(a => a with { Ref = "minister-" + a.Country, Name = "Minister " + a.Country, Office = new("minister", null, a.Country, "minister") })] };
        await AddAsync(ledger, presidents);
        await AddAsync(ledger, ministers);
        Assert.Equal("ministers | presidents", await StoriesAsync(ledger));
    }

    [Fact]
    public async Task AnAnnouncementIsAnotherStoryThanTheEvent()
    {
        await using var ledger = await OpenAsync();
        var announced = Named("announced", World.Report(1, 0, "KAZ", "CHN", Day));
        announced = announced with
        {
            Document = announced.Document with { Published = Day.AddDays(-1) },
            Events = [announced.Events[0] with { Status = EventStatus.Planned }],
        };
        await AddAsync(ledger, announced);
        await AddAsync(ledger, Named("held", World.Report(1, 2, "KAZ", "CHN", Day)));
        Assert.Equal("announced | held", await StoriesAsync(ledger));
    }

    [Fact]
    public async Task AStoryFallsApartWhenTheReportThatHeldItTogetherGoes()
    {
        // The bridge has the words of one and the event of the other.
        await using var ledger = await OpenAsync();
        var copy = Named("copy", World.Report(3, 1, "KAZ", "CHN", Day)) with { Events = [] };
        var bridge = Named("bridge", World.Report(3, 0, "KAZ", "CHN", Day)) with { Statements = [] };
        var other = Named("other", World.Report(3, 2, "KAZ", "CHN", Day)) with { Figures = [] };
        foreach (var record in new[] { copy with { Statements = [], Figures = [] }, other, bridge })
            await AddAsync(ledger, record);
        Assert.Equal("bridge+copy+other", await StoriesAsync(ledger));
        await AddAsync(ledger, MadeUp.Record("bridge", "Нечто иное\n\nБез встречи."));
        Assert.Equal("bridge | copy | other", await StoriesAsync(ledger));
    }

    [Fact]
    public async Task APersonJoinsAndPartsStoriesAndCanTakeItBack()
    {
        await using var ledger = await OpenAsync();
        var (a, b, c) = (Named("a", World.Report(1, 0, "KAZ", "CHN", Day)), Named("b", World.Report(1, 2, "KAZ", "CHN", Day)), Named("c", World.Report(5, 0, "RUS", "IND", Day)));
        foreach (var record in new[] { a, b, c })
            await AddAsync(ledger, record);
        Assert.Equal("a+b | c", await StoriesAsync(ledger));
        await JudgeAsync(ledger, a, b, Verdict.Different);
        Assert.Equal("a | b | c", await StoriesAsync(ledger));
        await JudgeAsync(ledger, c, b, Verdict.Same);
        Assert.Equal("a | b+c", await StoriesAsync(ledger));
        await JudgeAsync(ledger, b, a, Verdict.Withdrawn);
        Assert.Equal("a+b+c", await StoriesAsync(ledger));
        await JudgeAsync(ledger, b, c, Verdict.Withdrawn);
        Assert.Equal("a+b | c", await StoriesAsync(ledger));
        var said = new List<Judgement>();
        await foreach (var judgement in ledger.JudgementsAsync(JudgementKind.Story, cancel: Cancel))
            said.Add(judgement);
        Assert.Equal(["Different", "Same", "Withdrawn", "Withdrawn"], said.Select(j => j.Verdict.ToString()));
        Assert.All(said, j => Assert.Equal("A. K.", j.By));
        await Assert.ThrowsAsync<ArgumentException>(async () => await JudgeAsync(ledger, a, MadeUp.Record("no", "Нет"), Verdict.Same));
    }

    [Fact]
    public async Task WhatAPersonSaidSurvivesANewReadingAndACorrectedPage()
    {
        await using var ledger = await OpenAsync();
        var (a, b, c) = (Named("a", World.Report(1, 0, "KAZ", "CHN", Day)), Named("b", World.Report(1, 2, "KAZ", "CHN", Day)), Named("c", World.Report(5, 0, "RUS", "IND", Day)));
        foreach (var record in new[] { a, b, c })
            await AddAsync(ledger, record);
        await JudgeAsync(ledger, a, b, Verdict.Different);
        await JudgeAsync(ledger, a, c, Verdict.Same);
        Assert.Equal(AddOutcome.Replaced, await AddAsync(ledger, a with { Topics = [] }));
        Assert.Equal("a+c | b", await StoriesAsync(ledger));
        Assert.Equal(AddOutcome.Replaced, await AddAsync(ledger, Named("a", World.Report(4, 0, "KAZ", "CHN", Day))));
        Assert.Equal("a+c | b", await StoriesAsync(ledger));
    }

    [Fact]
    public async Task TheOrderOfAddingDoesNotChangeTheStories()
    {
        // Few pairs, few days, all kinds of tellings: much that nearly joins. Words of persons among them, contradictory ones too, and pages that change.
        var report = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 3]);
        var cases = Gen.Select(report.Array[2, 9], Gen.Select(Gen.Int[0, 8], Gen.Int[0, 8], Gen.Bool).Array[0, 3], Gen.Int[0, 1000]);
        await cases.SampleAsync(async (reports, words, seed) =>
        {
            var records = reports.Distinct()
                .Select(r => Named($"{r.Item1}{r.Item2}{r.Item3}{r.Item4}", World.Report(r.Item1, r.Item2, "KAZ", r.Item3 == 0 ? "CHN" : "RUS", Day.AddDays(r.Item4))))
                .DistinctBy(r => r.Document.Id).ToList();
            var rulings = words.Where(w => w.Item1 % records.Count != w.Item2 % records.Count)
                .Select(w => (First: records[w.Item1 % records.Count], Second: records[w.Item2 % records.Count], w.Item3))
                .DistinctBy(w => string.Join(' ', new[] { w.First.Document.Id, w.Second.Document.Id }.Order(StringComparer.Ordinal))).ToList();
            var expected = await StoriesOfAsync(records, rulings, null);
            Assert.Equal(expected, await StoriesOfAsync([.. records.AsEnumerable().Reverse()], rulings, null));
            Assert.Equal(expected, await StoriesOfAsync(records, rulings, new Random(seed)));
        }, iter: 40, threads: 1);
    }

    /// <param name="shuffle">Mixes the order, and lets some reports come first with another text; null adds as given.</param>
    private async Task<string> StoriesOfAsync(List<Record> records, List<(Record First, Record Second, bool IsSame)> rulings, Random? shuffle)
    {
        await ResetAsync();
        await using var ledger = await OpenAsync();
        if (shuffle is not null)
        {
            // Texts of other happenings: a text that is there already under another name would be left out.
            foreach (var record in records.Where(_ => shuffle.Next(3) == 0).ToList())
                await AddAsync(ledger, Named(record.Document.Name!, World.Report(10 + shuffle.Next(90), shuffle.Next(3), "KAZ", "CHN", Day.AddDays(shuffle.Next(4)))));
            records = [.. records.OrderBy(_ => shuffle.Next())];
        }

        foreach (var record in records)
            await AddAsync(ledger, record);
        foreach (var (first, second, isSame) in rulings)
        {
            if (await ledger.GetAsync(first.Document.Id, CancellationToken.None) is not null && await ledger.GetAsync(second.Document.Id, CancellationToken.None) is not null)
                await JudgeAsync(ledger, first, second, isSame ? Verdict.Same : Verdict.Different);
        }

        if (shuffle is null)
        {
            // What is read again moves out and in.
            foreach (var record in records.Take(2))
                await AddAsync(ledger, record with { Relations = [] });
        }

        return await StoriesAsync(ledger);
    }

    [Fact]
    public async Task EveryCommitThatChangesSomethingMakesAVersion()
    {
        await using var ledger = await OpenAsync();
        Assert.Equal(0, (await ledger.VersionAsync(Cancel)).Number);
        await AddAsync(ledger, MadeUp.Record(1));
        Assert.Equal(new LedgerVersion(1, Clock.Now), await ledger.VersionAsync(Cancel));
        Clock.Now += TimeSpan.FromDays(1);
        await AddAsync(ledger, MadeUp.Record(1));
        Assert.Equal(1, (await ledger.VersionAsync(Cancel)).Number);
        await AddAsync(ledger, MadeUp.Record(2));
        Assert.Equal(2, (await ledger.VersionAsync(Cancel)).Number);
        Assert.Equal(1, (await ledger.VersionAtAsync(Clock.Now.AddHours(-1), Cancel)).Number);
        Assert.Equal(2, (await ledger.VersionAtAsync(Clock.Now, Cancel)).Number);
        Assert.Equal(0, (await ledger.VersionAtAsync(Clock.Now.AddDays(-2), Cancel)).Number);
    }

    [Fact]
    public async Task TheLedgerIsShownAsItStood()
    {
        await using var ledger = await OpenAsync();
        var (a, b) = (Named("a", World.Report(1, 0, "KAZ", "CHN", Day)), Named("b", World.Report(1, 2, "KAZ", "CHN", Day)));
        await AddAsync(ledger, a); // 1
        await AddAsync(ledger, b); // 2
        await JudgeAsync(ledger, a, b, Verdict.Different); // 3
        await AddAsync(ledger, Named("a", World.Report(2, 0, "RUS", "IND", Day))); // 4
        Assert.Equal(4, (await ledger.VersionAsync(Cancel)).Number);
        foreach (var (version, names, stories) in new[] { (0L, "", ""), (1, "a", "a"), (2, "a b", "a+b"), (3, "a b", "a | b"), (4, "a b", "a | b") })
        {
            Assert.Equal(names, string.Join(' ', (await NamesAsync(ledger, new ListQuery { AsOf = version })).Order()));
            Assert.Equal(stories, await StoriesAsync(ledger, version));
        }

        Assert.Equal(2, (await NamesAsync(ledger, new ListQuery { AsOf = 3, Parties = ["KAZ", "CHN"] })).Count);
        Assert.Single(await NamesAsync(ledger, new ListQuery { AsOf = 4, Parties = ["KAZ", "CHN"] }));
        Assert.Equal(RecordJson.Write(a), RecordJson.Write((await ledger.GetAsOfAsync(a.Document.Id, 3, Cancel))!));
        Assert.Null(await ledger.GetAsOfAsync(a.Document.Id, 4, Cancel));
        Assert.Null(await ledger.GetAsOfAsync(b.Document.Id, 1, Cancel));
    }
}
