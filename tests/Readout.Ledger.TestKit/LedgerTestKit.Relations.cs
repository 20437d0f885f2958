using System.Collections.Immutable;
using Readout.Ledger.Dyads;
using Readout.Ledger.Promises;
using Readout.Ledger.Stories;
using Xunit;

namespace Readout.Ledger.TestKit;

/// <content>Stories put together, dyads, promises: what is made of the records that a store gives.</content>
public abstract partial class LedgerTestKit
{
    private static readonly PlainTerms Plain = new();
    private static readonly DateOnly Today = new(2026, 1, 1);

    private static Evidence Words(string text, string words) => new(text.IndexOf(words, StringComparison.Ordinal), text.IndexOf(words, StringComparison.Ordinal) + words.Length, words);

    /// <summary>A report of two states with a commitment or without.</summary>
    private static Record Report(string name, string text, DateOnly day, Commitment? commitment = null, params string[] parties) =>
        MadeUp.Record(name, text, day, "ru", null, parties) with { Commitments = commitment is null ? [] : [commitment] };

    private static Commitment Pledge(string text, string words, string action, string? due, params string[] by) =>
        new() { Id = "c1", By = [.. by], Action = action, Due = due, Status = CommitmentStatus.Agreed, Evidence = Words(text, words) };

    private static async Task<Promise> OnlyPromiseAsync(ILedger ledger, long? asOf = null) =>
        Assert.Single(await ledger.PromisesAsync(new PromiseQuery { Today = Today, AsOf = asOf }, Plain, CancellationToken.None));

    [Fact]
    public async Task AStoryIsPutTogetherWithTheSourcesOfEachField()
    {
        await using var ledger = await OpenAsync();
        for (var telling = 0; telling < 3; telling++)
            await AddAsync(ledger, World.Report(7, telling, "KAZ", "CHN", Day));
        var id = (await ledger.FindAsync("world-7-1", cancel: Cancel))[0].Id;
        var story = (await ledger.TellAsync(id, null, Plain, Cancel))!;
        Assert.Equal(3, story.Reports.Length);
        var first = story.Reports.Single(r => r.Name == "world-7-0");
        var reprint = story.Reports.Single(r => r.Name == "world-7-1");
        Assert.Equal(first.Document, reprint.Repeats);
        Assert.InRange(reprint.Shared, 0.8, 1);
        Assert.Equal([null, null], story.Reports.Where(r => r.Name != "world-7-1").Select(r => r.Repeats));
        // Two reports of one day have words of their own: no day tells which came first.
        Assert.Null(story.First);
        Assert.Equal(3, story.Event!.Sources.Select(s => s.Document).Distinct().Count());
        Assert.Equal("2025-03-10", Assert.Single(story.Event.Days).Value);
        Assert.Equal("City KAZ", Assert.Single(story.Event.Places).Value);
        Assert.Equal(["Leader of CHN", "Leader of KAZ"], story.Event.People.Select(p => p.Value.Name));
        Assert.False(Assert.Single(Assert.Single(story.Figures).Points).IsContradicted);
        Assert.Null(await ledger.TellAsync(new string('0', 64), null, Plain, Cancel));
    }

    [Fact]
    public async Task ADyadHasEventsScoresVisitsLabelsFiguresTopicsPeopleAndWords()
    {
        await using var ledger = await OpenAsync();
        await AddAsync(ledger, World.Report(3, 0, "KAZ", "CHN", Day)); // strategic
        await AddAsync(ledger, World.Report(3, 1, "KAZ", "CHN", Day));
        await AddAsync(ledger, World.Report(4, 0, "CHN", "KAZ", Day.AddMonths(2))); // comprehensive-strategic
        await AddAsync(ledger, World.Report(5, 0, "KAZ", "RUS", Day));
        var dyad = await ledger.DyadAsync("KAZ", "CHN", new DyadQuery { Today = Today }, Plain, Cancel);
        Assert.Equal((3, 2), (dyad.Reports, dyad.Stories));
        Assert.Equal(["2025-03-10", "2025-05-10"], dyad.Events.Select(e => e.First!.Value.ToString("yyyy-MM-dd")));
        Assert.All(dyad.Events, e => Assert.Equal(4, e.Score));
        Assert.Equal(["2025-03", "2025-05"], dyad.Months.Select(m => m.Period));
        // A visit counts 4, praise 5; what a reprint repeats counts once.
        Assert.Equal(new ScorePoint("2025", 2, 2, 4.5), Assert.Single(dyad.Years));
        Assert.Equal([("CHN", "KAZ", VisitLevel.HeadOfState), ("KAZ", "CHN", VisitLevel.HeadOfState)], dyad.Visits.Select(v => (v.From, v.To, v.Level)));
        Assert.Equal("comprehensive-strategic", dyad.Label!.Grade);
        Assert.Equal([("strategic", false), ("comprehensive-strategic", true)], dyad.Labels.Select(l => (l.Grade!, l.IsChange)));
        Assert.NotEmpty(dyad.Figures);
        Assert.NotEmpty(dyad.Topics);
        Assert.Equal(["Leader of CHN", "Leader of KAZ"], dyad.People.Select(p => p.Person.Name));
        Assert.Equal(2, dyad.Quotations.Length); // the same words are shown once
        Assert.Equal(Day.AddMonths(2), dyad.Quotations[0].Source.Published);

        Assert.Equal(1, (await ledger.DyadAsync("CHN", "KAZ", new DyadQuery { Today = Today, From = Day.AddMonths(1) }, Plain, Cancel)).Reports);
        Assert.Equal(0, (await ledger.DyadAsync("KAZ", "USA", new DyadQuery { Today = Today }, Plain, Cancel)).Reports);
    }

    [Fact]
    public async Task ALaterReportOfTheSameThingTellsWhatCameOfAPromise()
    {
        const string Text = "Переговоры\n\nСтороны договорились построить больницу в Алматы до конца 2024 года.";
        await using var ledger = await OpenAsync();
        await AddAsync(ledger, Report("talks", Text, new DateOnly(2024, 1, 10), Pledge(Text, "построить больницу в Алматы до конца 2024 года", "build", "2024", "KAZ", "CHN"), "KAZ", "CHN"));
        var promise = await OnlyPromiseAsync(ledger);
        Assert.Equal((PromiseState.Silent, true), (promise.State, promise.IsOverdue));

        await AddAsync(ledger, Report("begun", "Стройка\n\nНачалось строительство больницы в городе Алматы.", new DateOnly(2024, 5, 1), null, "KAZ", "CHN"));
        Assert.Equal(PromiseState.Underway, (await OnlyPromiseAsync(ledger)).State);
        await AddAsync(ledger, Report("late", "Срок\n\nОткрытие больницы в городе Алматы перенесено на год.", new DateOnly(2024, 12, 1), null, "KAZ", "CHN"));
        promise = await OnlyPromiseAsync(ledger);
        Assert.Equal((PromiseState.Postponed, true), (promise.State, promise.IsOverdue));
        await AddAsync(ledger, Report("others", "Больница\n\nОткрыта больница в городе Алматы.", new DateOnly(2025, 5, 1), null, "TUR", "UZB"));
        await AddAsync(ledger, Report("earlier", "Прежде\n\nОткрыта больница в городе Алматы.", new DateOnly(2023, 5, 1), null, "KAZ", "CHN"));
        await AddAsync(ledger, Report("ahead", "Больница\n\nВ Алматы будет открыта больница.", new DateOnly(2025, 6, 1), null, "KAZ", "CHN"));
        Assert.Equal(PromiseState.Postponed, (await OnlyPromiseAsync(ledger)).State);
        await AddAsync(ledger, Report("opened", "Больница\n\nВ городе Алматы построена больница.", new DateOnly(2025, 7, 1), null, "KAZ", "CHN"));
        promise = await OnlyPromiseAsync(ledger);
        Assert.Equal((PromiseState.Kept, false), (promise.State, promise.IsOverdue));
        Assert.Equal(["begun", "late", "opened"], await NamesOfAsync(ledger, promise.Outcomes));
        Assert.All(promise.Outcomes, o => Assert.Contains(o.Reasons, r => r.Text.Contains("hospital", StringComparison.Ordinal)));
        Assert.Equal(PromiseState.Underway, (await OnlyPromiseAsync(ledger, asOf: 2)).State);
    }

    private static async Task<List<string?>> NamesOfAsync(ILedger ledger, ImmutableArray<Outcome> outcomes)
    {
        var names = new List<string?>();
        foreach (var outcome in outcomes)
            names.Add((await ledger.GetAsync(outcome.Source.Document, CancellationToken.None))!.Document.Name);
        return names;
    }

    [Fact]
    public async Task APersonRejectsOrConfirmsWhatCameOfAPromiseAndThatSurvivesANewReading()
    {
        const string Text = "Переговоры\n\nСтороны договорились построить больницу в Алматы до конца 2024 года.";
        var talks = Report("talks", Text, new DateOnly(2024, 1, 10), Pledge(Text, "построить больницу в Алматы до конца 2024 года", "build", "2024", "KAZ", "CHN"), "KAZ", "CHN");
        await using var ledger = await OpenAsync();
        await AddAsync(ledger, talks);
        await AddAsync(ledger, Report("begun", "Стройка\n\nНачалось строительство больницы в городе Алматы.", new DateOnly(2024, 5, 1), null, "KAZ", "CHN"));
        await AddAsync(ledger, Report("opened", "Больница\n\nВ городе Алматы построена больница.", new DateOnly(2025, 7, 1), null, "KAZ", "CHN"));
        var promise = await OnlyPromiseAsync(ledger);
        async Task JudgeAsync(int outcome, Verdict verdict) => await ledger.JudgeAsync(new Judgement(JudgementKind.Promise,
            WordsOf.Of(promise.ToldBy[0].Document, promise.ToldBy[0].Evidence), WordsOf.Of(promise.Outcomes[outcome].Source.Document, promise.Outcomes[outcome].Source.Evidence), verdict, "A. K.", Clock.Now), Cancel);

        await JudgeAsync(1, Verdict.Different);
        Assert.Equal(PromiseState.Underway, (await OnlyPromiseAsync(ledger)).State);
        // A new reading gives the commitment other ends and another id; the person's word stands on the words.
        await AddAsync(ledger, talks with { Commitments = [Pledge(Text, "построить больницу в Алматы", "build", "2024", "KAZ", "CHN") with { Id = "c7" }] });
        promise = await OnlyPromiseAsync(ledger);
        Assert.Equal((PromiseState.Underway, Verdict.Different), (promise.State, promise.Outcomes[1].Verdict));
        await JudgeAsync(1, Verdict.Same);
        promise = await OnlyPromiseAsync(ledger);
        Assert.Equal((PromiseState.Kept, true), (promise.State, promise.IsConfirmed));
        await JudgeAsync(1, Verdict.Withdrawn);
        Assert.Equal((PromiseState.Kept, false), ((await OnlyPromiseAsync(ledger)).State, (await OnlyPromiseAsync(ledger)).IsConfirmed));
    }

    [Fact]
    public async Task RecordsComeWithTheirStoriesOldestFirst()
    {
        await using var ledger = await OpenAsync();
        await AddAsync(ledger, Named("late", World.Report(8, 0, "KAZ", "TUR", Day.AddDays(9))));
        await AddAsync(ledger, Named("a", World.Report(7, 0, "KAZ", "CHN", Day)));
        await AddAsync(ledger, Named("b", World.Report(7, 2, "KAZ", "CHN", Day)));
        foreach (var asOf in new long?[] { null, 3 })
        {
            var found = new List<(string? Name, string Story)>();
            await foreach (var (record, story) in ledger.RecordsWithStoriesAsync(new ListQuery { OldestFirst = true, AsOf = asOf }, Cancel))
                found.Add((record.Document.Name, story));
            Assert.Equal("late", found[2].Name);
            Assert.Equal(found[0].Story, found[1].Story);
            Assert.NotEqual(found[0].Story, found[2].Story);
        }
    }

    [Fact]
    public async Task APairsPromisesAreTheSameInWhateverOrderItIsNamed()
    {
        await using var ledger = await OpenAsync();
        await using (var batch = await ledger.BeginAsync(Cancel))
        {
            for (var i = 0; i < 60; i++)
                await batch.AddAsync(LedgerEntry.Of(World.Report(i % 20, i / 20, i % 3 == 0 ? "KAZ" : "CHN", i % 3 == 1 ? "KAZ" : "UZB", Day.AddDays(i % 20 * 40))), Cancel);
            await batch.CommitAsync(Cancel);
        }

        async Task<string> PromisesAsync(params string[] parties) =>
            string.Join('\n', (await ledger.PromisesAsync(new PromiseQuery { Parties = [.. parties], Today = Today }, Plain, Cancel)).Select(p => $"{p.Id} {p.State}"));
        Assert.NotEmpty(await PromisesAsync("KAZ", "CHN"));
        Assert.Equal(await PromisesAsync("KAZ", "CHN"), await PromisesAsync("CHN", "KAZ"));
        Assert.Equal(await PromisesAsync("KAZ", "CHN"), string.Join('\n', (await ledger.DyadAsync("CHN", "KAZ", new DyadQuery { Today = Today }, Plain, Cancel)).Promises.Select(p => $"{p.Id} {p.State}")));
    }
}
