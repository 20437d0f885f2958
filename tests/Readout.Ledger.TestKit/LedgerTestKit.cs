using CsCheck;
using Readout.Ledger.Copies;
using Readout.Ledger.Corrections;
using Readout.Ledger.Entities;
using Xunit;

namespace Readout.Ledger.TestKit;

/// <summary>What every ledger must do, whatever it is kept in. A store passes when a class derived from this one passes.</summary>
public abstract partial class LedgerTestKit
{
    protected HandClock Clock { get; } = new();

    /// <summary>Opens the ledger of this test: empty the first time, then the same one again.</summary>
    protected abstract Task<ILedger> OpenAsync(ITerms? terms = null);

    /// <summary>Forgets what is in it.</summary>
    protected abstract Task ResetAsync();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected static async Task<AddOutcome> AddAsync(ILedger ledger, LedgerEntry entry)
    {
        await using var batch = await ledger.BeginAsync(Cancel);
        var outcome = await batch.AddAsync(entry, Cancel);
        await batch.CommitAsync(Cancel);
        return outcome;
    }

    private static Task<AddOutcome> AddAsync(ILedger ledger, Record record) => AddAsync(ledger, LedgerEntry.Of(record));

    private static async Task<List<string?>> NamesAsync(ILedger ledger, ListQuery? query = null)
    {
        var names = new List<string?>();
        await foreach (var record in ledger.ListAsync(query ?? ListQuery.All, Cancel))
            names.Add(record.Name);
        return names;
    }

    private static async Task<List<SearchHit>> SearchAsync(ILedger ledger, string words, ListQuery? among = null)
    {
        var hits = new List<SearchHit>();
        await foreach (var hit in ledger.SearchAsync(new SearchQuery(words, among ?? ListQuery.All), Cancel))
            hits.Add(hit);
        return hits;
    }

    private static async Task<string> FoundAsync(ILedger ledger, string words) => string.Join(' ', (await SearchAsync(ledger, words)).Select(h => h.Record.Name).Order());

    [Fact]
    public async Task ARecordComesOutAsItWentIn()
    {
        var record = MadeUp.Record("a", "Встреча 😀\n\nТекст.", new DateOnly(2025, 8, 30), parties: ["KAZ", "CHN"]);
        await using (var ledger = await OpenAsync())
            Assert.Equal(AddOutcome.Added, await AddAsync(ledger, record));
        await using var again = await OpenAsync();
        Assert.Equal(RecordJson.Write(record), RecordJson.Write((await again.GetAsync(record.Document.Id, Cancel))!));
        Assert.Null(await again.GetAsync(new string('0', 64), Cancel));
        var summary = Assert.Single(await again.FindAsync("a", cancel: Cancel));
        Assert.Equal(["CHN", "KAZ"], summary.Parties);
        Assert.Equal(Clock.Now, summary.Added);
    }

    [Fact]
    public async Task NamesAndTagsAreCountedOverAllReportsWhateverHappensToThem()
    {
        await using var ledger = await OpenAsync();
        for (var i = 0; i < 40; i++)
            await AddAsync(ledger, World.Report(i));
        await CheckAsync();
        // One gives way to another of the same address, one is corrected, one is removed.
        await AddAsync(ledger, LedgerEntry.Of(World.Report(41) with { Document = World.Report(41).Document with { Url = World.Report(0).Document.Url } }));
        await CheckAsync();
        var maker = new CorrectionMaker((await ledger.GetAsync(World.Report(3).Document.Id, Cancel))!, "somebody");
        var kept = await ledger.CorrectAsync(maker.Edit("a1", ["name=Somebody Else", "ref="]), Cancel);
        Assert.Equal(("Somebody Else", 1), Told(await ledger.NamesAsync(new NameQuery(EntityKind.Person, "bODY e"), Cancel)).Single());
        await CheckAsync();
        await ledger.WithdrawAsync(kept.Correction.Number, "somebody", Cancel);
        await ledger.RemoveAsync(World.Report(6).Document.Id, "somebody", Cancel);
        await CheckAsync();

        async Task CheckAsync()
        {
            // The whole ledger counts as all its reports of all days do, one by one.
            var whole = await ledger.CountAsync(new SearchQuery("", ListQuery.All), Cancel);
            var oneByOne = await ledger.CountAsync(new SearchQuery("", new ListQuery { From = new DateOnly(1900, 1, 1) }), Cancel);
            Assert.Equal(oneByOne.Total, whole.Total);
            Assert.Equal(oneByOne.Facets.SelectMany(f => f.Values.Select(v => (f.Field, v))), whole.Facets.SelectMany(f => f.Values.Select(v => (f.Field, v))));
            var (people, places, states) = (new List<string>(), new List<string>(), new List<string>());
            await foreach (var record in ledger.RecordsAsync(ListQuery.All, Cancel))
            {
                people.AddRange(record.Actors.Where(a => a.Kind == ActorKind.Person).Select(a => a.Ref ?? a.Name).Distinct());
                places.AddRange(record.Places.Select(p => p.Ref ?? p.Name).Distinct());
                states.AddRange(RecordSummary.PartiesOf(record));
            }

            foreach (var (kind, all) in new[] { (EntityKind.Person, people), (EntityKind.Place, places), (EntityKind.State, states) })
            {
                var expected = all.GroupBy(n => n).Select(g => (g.Key, g.Count())).OrderByDescending(n => n.Item2).ThenBy(n => n.Key, StringComparer.Ordinal).ToList();
                var list = await ledger.NamesAsync(new NameQuery(kind) { Limit = 1000 }, Cancel);
                Assert.Equal(expected, Told(list));
                Assert.Equal(expected.Count, list.Total);
                var page = await ledger.NamesAsync(new NameQuery(kind) { Skip = 2, Limit = 3 }, Cancel);
                Assert.Equal(expected.Skip(2).Take(3), Told(page));
                Assert.Equal(expected.Count, page.Total);
            }
        }

        static List<(string, int)> Told(NameList list) => [.. list.Items.Select(n => (n.Id, n.Reports))];
    }

    [Fact]
    public async Task AddingTheSameReportTwiceChangesNothing()
    {
        await using var ledger = await OpenAsync();
        await AddAsync(ledger, MadeUp.Record(1));
        Clock.Now += TimeSpan.FromDays(1);
        Assert.Equal(AddOutcome.Unchanged, await AddAsync(ledger, MadeUp.Record(1)));
        Assert.Equal(1, await ledger.CountAsync(Cancel));
        Assert.Equal(Clock.Now - TimeSpan.FromDays(1), (await ledger.FindAsync("report-1", cancel: Cancel))[0].Added);
    }

    [Fact]
    public async Task AChangedReportTakesThePlaceOfItsEarlierSelf()
    {
        await using var ledger = await OpenAsync();
        var old = MadeUp.Record("a", "Встреча\n\nОбсудили уран.");
        await AddAsync(ledger, old);
        Assert.Equal(AddOutcome.Replaced, await AddAsync(ledger, MadeUp.Record("a", "Встреча\n\nОбсудили зерно.", parties: ["KAZ"])));
        Assert.Equal(["a"], await NamesAsync(ledger));
        Assert.Null(await ledger.GetAsync(old.Document.Id, Cancel));
        Assert.Empty(await SearchAsync(ledger, "уран"));
        Assert.Single(await SearchAsync(ledger, "зерно"));
    }

    [Fact]
    public async Task AnotherReadingOfTheSameTextTakesThePlaceOfTheFirst()
    {
        await using var ledger = await OpenAsync();
        await AddAsync(ledger, MadeUp.Record("a", "Встреча\n\nТекст.", parties: ["KAZ", "CHN"]));
        Assert.Equal(AddOutcome.Replaced, await AddAsync(ledger, MadeUp.Record("a", "Встреча\n\nТекст.", parties: ["KAZ", "RUS"])));
        Assert.Equal(["a"], await NamesAsync(ledger, new ListQuery { Parties = ["RUS"] }));
        Assert.Empty(await NamesAsync(ledger, new ListQuery { Parties = ["CHN"] }));
    }

    [Fact]
    public async Task TheSameTextUnderAnotherNameIsKeptOnce()
    {
        await using var ledger = await OpenAsync();
        await AddAsync(ledger, MadeUp.Record("first", "Встреча\n\nТекст."));
        Assert.Equal(AddOutcome.Duplicate, await AddAsync(ledger, MadeUp.Record("second", "Встреча\n\nТекст.")));
        Assert.Equal(["first"], await NamesAsync(ledger));
        var publication = Assert.Single(await ledger.PublicationsAsync(cancel: Cancel).ToArrayAsync(Cancel));
        Assert.Equal(("second", 1.0, null), (publication.Key, publication.Share, publication.Text));
        Assert.Equal("first", Assert.Single(await ledger.FindAsync("second", cancel: Cancel)).Name);
    }

    [Fact]
    public async Task AReprintKeepsTheTextWhenItsFirstPlaceTurnsToAnother()
    {
        await using var ledger = await OpenAsync();
        await AddAsync(ledger, MadeUp.Record("first", "Встреча\n\nТекст."));
        await AddAsync(ledger, MadeUp.Record("second", "Встреча\n\nТекст."));
        Assert.Equal(AddOutcome.Replaced, await AddAsync(ledger, MadeUp.Record("first", "Встреча\n\nДругой.")));
        Assert.Equal(["first", "second"], (await NamesAsync(ledger)).Order());
        Assert.Empty(await ledger.PublicationsAsync(cancel: Cancel).ToArrayAsync(Cancel));
        // And when the second follows, its text is the first one's again.
        Assert.Equal(AddOutcome.Replaced, await AddAsync(ledger, MadeUp.Record("second", "Встреча\n\nДругой.")));
        Assert.Equal(["first"], await NamesAsync(ledger));
        Assert.Equal("second", Assert.Single(await ledger.PublicationsAsync(cancel: Cancel).ToArrayAsync(Cancel)).Key);
    }

    [Fact]
    public async Task ANearCopyIsFoundBeforeItIsRead()
    {
        await using var ledger = await OpenAsync();
        var text = "Встреча\n\n" + string.Join(' ', Enumerable.Range(0, 80).Select(i => $"слово{(char)('а' + i % 30)}{(char)('а' + i / 30)}")) + " и товарооборот в 300 миллионов";
        await AddAsync(ledger, MadeUp.Record("first", text));
        var id = Wording.Of(text).Id;
        Assert.Equal(new Copy(id, 1), await ledger.FindCopyAsync(Wording.Of(text), "other", near: false, Cancel));
        // A report is no copy of its earlier self, or a newer engine could never read it again.
        Assert.Null(await ledger.FindCopyAsync(Wording.Of(text), "first", near: true, Cancel));
        var near = Wording.Of(text.Replace("Встреча", "ВСТРЕЧА МИНИСТРОВ", StringComparison.Ordinal) + ".");
        Assert.Null(await ledger.FindCopyAsync(near, "other", near: false, Cancel));
        var found = await ledger.FindCopyAsync(near, "other", near: true, Cancel);
        Assert.Equal(id, found?.Document);
        Assert.InRange(found!.Value.Share, Wording.NearShare, 0.999);
        // Another figure is another report, a text cut by half as well.
        Assert.Null(await ledger.FindCopyAsync(Wording.Of(text.Replace("300", "400", StringComparison.Ordinal)), "other", near: true, Cancel));
        Assert.Null(await ledger.FindCopyAsync(Wording.Of(text[(text.Length / 2)..]), "other", near: true, Cancel));
        await using (var batch = await ledger.BeginAsync(Cancel))
        {
            await batch.AddAsync(new Publication(id, found.Value.Share, "x") { Key = "other", Publisher = "Вести" }, Cancel);
            await batch.CommitAsync(Cancel);
        }

        Assert.Equal("Вести", Assert.Single(await ledger.PublicationsAsync(id, Cancel).ToArrayAsync(Cancel)).Publisher);
        Assert.True(await ledger.RemoveAsync(id, "anna", Cancel));
        Assert.Empty(await ledger.PublicationsAsync(cancel: Cancel).ToArrayAsync(Cancel));
    }

    [Fact]
    public async Task AReportThatTurnsIntoTheTextOfAnotherGivesWay()
    {
        await using var ledger = await OpenAsync();
        await AddAsync(ledger, MadeUp.Record("a", "Встреча\n\nПервый."));
        await AddAsync(ledger, MadeUp.Record("b", "Встреча\n\nВторой."));
        Assert.Equal(AddOutcome.Replaced, await AddAsync(ledger, MadeUp.Record("a", "Встреча\n\nВторой.")));
        Assert.Equal(["b"], await NamesAsync(ledger));
    }

    [Fact]
    public async Task AUrlIsAKeyBeforeTheName()
    {
        await using var ledger = await OpenAsync();
        await AddAsync(ledger, MadeUp.Record("news", "Встреча\n\nОдин.", url: "https://example.org/1"));
        await AddAsync(ledger, MadeUp.Record("news", "Встреча\n\nДва.", url: "https://example.org/2"));
        Assert.Equal(2, await ledger.CountAsync(Cancel));
        Assert.Equal(AddOutcome.Replaced, await AddAsync(ledger, MadeUp.Record("other", "Встреча\n\nТри.", url: "https://example.org/2")));
        Assert.Equal(2, await ledger.CountAsync(Cancel));
    }

    [Fact]
    public async Task APreviewTellsWhatAddingWouldDoAndDoesNothing()
    {
        await using var ledger = await OpenAsync();
        var first = LedgerEntry.Of(MadeUp.Record("a", "Встреча\n\nОдин."));
        Assert.Equal(AddOutcome.Added, await ledger.PreviewAsync(first, Cancel));
        Assert.Equal(0, await ledger.CountAsync(Cancel));
        await AddAsync(ledger, first);
        Assert.Equal(AddOutcome.Unchanged, await ledger.PreviewAsync(first, Cancel));
        Assert.Equal(AddOutcome.Replaced, await ledger.PreviewAsync(LedgerEntry.Of(MadeUp.Record("a", "Встреча\n\nДва.")), Cancel));
        Assert.NotNull(await ledger.GetAsync(first.Record.Document.Id, Cancel));
    }

    [Fact]
    public async Task WhatIsNotCommittedLeavesNoTrace()
    {
        await using var ledger = await OpenAsync();
        await using (var batch = await ledger.BeginAsync(Cancel))
            await batch.AddAsync(LedgerEntry.Of(MadeUp.Record(1)), Cancel);
        Assert.Equal(0, await ledger.CountAsync(Cancel));
        Assert.Empty(await SearchAsync(ledger, "токаев"));
        Assert.Equal(AddOutcome.Added, await AddAsync(ledger, MadeUp.Record(1)));
    }

    [Fact]
    public async Task OthersSeeABatchOnlyWhenItIsCommitted()
    {
        await using var writer = await OpenAsync();
        await using var reader = await OpenAsync();
        await using (var batch = await writer.BeginAsync(Cancel))
        {
            await batch.AddAsync(LedgerEntry.Of(MadeUp.Record(1)), Cancel);
            Assert.Equal(0, await reader.CountAsync(Cancel));
            await batch.CommitAsync(Cancel);
        }

        Assert.Equal(1, await reader.CountAsync(Cancel));
    }

    [Fact]
    public async Task AFingerprintTellsThatAReportIsThere()
    {
        await using var ledger = await OpenAsync();
        await AddAsync(ledger, new LedgerEntry(MadeUp.Record(1), "k", "print-1"));
        Assert.True(await ledger.HasAsync("print-1", Cancel));
        Assert.False(await ledger.HasAsync("print-2", Cancel));
        await AddAsync(ledger, new LedgerEntry(MadeUp.Record(1), "k", "print-2"));
        Assert.True(await ledger.HasAsync("print-2", Cancel));
    }

    [Fact]
    public async Task AnUnreadRecordIsRefused()
    {
        await using var ledger = await OpenAsync();
        var unread = MadeUp.Record(1) with { Diagnostics = [new Diagnostic(Codes.EmptyText, DiagnosticSeverity.Error, "empty")] };
        await Assert.ThrowsAsync<ArgumentException>(() => AddAsync(ledger, unread));
        Assert.Equal(0, await ledger.CountAsync(Cancel));
    }

    [Fact]
    public async Task TheListHasTheLatestFirstAndThoseWithoutADayLast()
    {
        await using var ledger = await OpenAsync();
        await AddAsync(ledger, MadeUp.Record("none", "Без даты"));
        await AddAsync(ledger, MadeUp.Record("old", "Старое", new DateOnly(1999, 12, 31)));
        await AddAsync(ledger, MadeUp.Record("new", "Новое", new DateOnly(2025, 1, 2)));
        Assert.Equal(["new", "old", "none"], await NamesAsync(ledger));
        Assert.Equal(["new"], await NamesAsync(ledger, new ListQuery { Limit = 1 }));
        Assert.Equal(["old"], await NamesAsync(ledger, new ListQuery { To = new DateOnly(1999, 12, 31) }));
        Assert.Equal(["new"], await NamesAsync(ledger, new ListQuery { From = new DateOnly(2025, 1, 2) }));
    }

    [Fact]
    public async Task TheListIsNarrowedByAllPartiesAndByLanguage()
    {
        await using var ledger = await OpenAsync();
        await AddAsync(ledger, MadeUp.Record("kc", "Раз", parties: ["KAZ", "CHN"]));
        await AddAsync(ledger, MadeUp.Record("kr", "Два", parties: ["KAZ", "RUS"]));
        await AddAsync(ledger, MadeUp.Record("en", "Three", language: "en", parties: ["KAZ", "RUS"]));
        Assert.Equal(3, (await NamesAsync(ledger, new ListQuery { Parties = ["KAZ"] })).Count);
        Assert.Equal(["kc"], await NamesAsync(ledger, new ListQuery { Parties = ["KAZ", "CHN"] }));
        Assert.Equal(["en"], await NamesAsync(ledger, new ListQuery { Language = "en" }));
    }

    [Fact]
    public async Task ARecordIsFoundByTheBeginningOfItsIdByNameKeyAndUrl()
    {
        await using var ledger = await OpenAsync();
        var record = MadeUp.Record("a", "Встреча", url: "https://example.org/1");
        await AddAsync(ledger, new LedgerEntry(record, "2024/a"));
        await AddAsync(ledger, MadeUp.Record("b", "Другая"));
        foreach (var wanted in new[] { record.Document.Id, record.Document.Id[..4], record.Document.Id[..12].ToUpperInvariant(), "a", "2024/a", "https://example.org/1" })
            Assert.Equal("a", Assert.Single(await ledger.FindAsync(wanted, cancel: Cancel)).Name);
        Assert.Empty(await ledger.FindAsync("c", cancel: Cancel));
        Assert.Empty(await ledger.FindAsync("' OR 1=1 --", cancel: Cancel));
    }

    [Fact]
    public async Task InflectedWordsFindEachOther()
    {
        await using var ledger = await OpenAsync();
        await AddAsync(ledger, MadeUp.Record("nominative", "Встреча\n\nТокаев прибыл."));
        await AddAsync(ledger, MadeUp.Record("genitive", "Визит Токаева\n\nТекст."));
        await AddAsync(ledger, MadeUp.Record("other", "Встреча\n\nПутин прибыл."));
        Assert.Equal("genitive nominative", await FoundAsync(ledger, "Токаеву"));
        Assert.Equal("genitive nominative", await FoundAsync(ledger, "ТОКАЕВ"));
        Assert.Equal("nominative", await FoundAsync(ledger, "токаевым встречи"));
        Assert.Equal("", await FoundAsync(ledger, "токаев путин"));
    }

    [Fact]
    public async Task WordsBetweenQuotationMarksStandSideBySide()
    {
        await using var ledger = await OpenAsync();
        await AddAsync(ledger, MadeUp.Record("together", "Итоги\n\nО стратегическом духе. Развитие стратегического партнерства."));
        await AddAsync(ledger, MadeUp.Record("apart", "Итоги\n\nПартнерства ради: стратегического значения."));
        Assert.Equal("apart together", await FoundAsync(ledger, "стратегическое партнерство"));
        Assert.Equal("together", await FoundAsync(ledger, "«стратегическое партнерство»"));
        Assert.Equal("together", await FoundAsync(ledger, "\"стратегическое партнерство\" итоги"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("—?!")]
    [InlineData("AND OR NOT")]
    [InlineData("title:токаев*")]
    [InlineData("'; DROP TABLE record; --")]
    public async Task WordsThatLookLikeCodeAreWords(string words)
    {
        await using var ledger = await OpenAsync();
        await AddAsync(ledger, MadeUp.Record(1));
        Assert.Empty(await SearchAsync(ledger, words));
    }

    [Fact]
    public async Task ASnippetShowsTheWordsWhereTheyStandInCodePoints()
    {
        await using var ledger = await OpenAsync();
        var far = string.Join(' ', Enumerable.Repeat("слово", 100));
        var text = $"Сводка 😀\n\n{far}\n\n{far} визит Токаева в Пекин {far}";
        await AddAsync(ledger, MadeUp.Record("a", text));
        var snippet = Assert.Single(await SearchAsync(ledger, "Токаев")).Snippet;
        Assert.Contains("визит Токаева в Пекин", snippet.Text);
        Assert.True(snippet is { IsCutBefore: true, IsCutAfter: true });
        Assert.InRange(snippet.Text.Length, 200, 260);
        var runes = text.EnumerateRunes().ToList();
        var mark = Assert.Single(snippet.Marks);
        Assert.Equal("Токаева", string.Concat(runes.Skip(mark.Start).Take(mark.End - mark.Start)));
        Assert.Equal(snippet.Text, string.Concat(runes.Skip(snippet.Start).Take(snippet.Text.EnumerateRunes().Count())));
    }

    [Fact]
    public async Task NamesOfActorsAreFoundInAllTheirLanguages()
    {
        await using var ledger = await OpenAsync();
        var record = MadeUp.Record("a", "Визит\n\nПрезидент прибыл.");
        record = record with { Actors = [new Actor { Id = "a1", Kind = ActorKind.Person, Name = "Kassym-Jomart Tokayev", Mentions = [new Mention(7, 16, "Президент", MentionForm.Description)] }] };
        await AddAsync(ledger, record);
        Assert.Equal("a", await FoundAsync(ledger, "Tokayev"));
    }

    [Fact]
    public async Task TheSearchIsNarrowedAndLimited()
    {
        await using var ledger = await OpenAsync();
        for (var i = 0; i < 20; i++)
            await AddAsync(ledger, MadeUp.Record(i));
        Assert.Equal(5, (await SearchAsync(ledger, "токаев", new ListQuery { Limit = 5 })).Count);
        Assert.Equal(3, (await SearchAsync(ledger, "\"касым-жомарт токаев\"", new ListQuery { Limit = 3 })).Count);
        Assert.All(await SearchAsync(ledger, "токаев", new ListQuery { Parties = ["TUR"] }), h => Assert.Contains("TUR", h.Record.Parties));
    }

    [Fact]
    public async Task RecordsStreamInTheOrderOfTheList()
    {
        await using var ledger = await OpenAsync();
        for (var i = 0; i < 50; i++)
            await AddAsync(ledger, MadeUp.Record(i));
        var ids = new List<string?>();
        await foreach (var record in ledger.RecordsAsync(ListQuery.All, Cancel))
            ids.Add(record.Document.Name);
        Assert.Equal(await NamesAsync(ledger), ids);
        Assert.Equal(50, ids.Count);
    }

    [Fact]
    public async Task OtherTermsIndexTheLedgerAnew()
    {
        await using (var ledger = await OpenAsync(new PlainTerms()))
            await AddAsync(ledger, MadeUp.Record("a", "Визит\n\nКасым-Жомарт."));
        await using var again = await OpenAsync(new Reversed());
        Assert.Equal("a", await FoundAsync(again, "тизив"));
        Assert.Equal("", await FoundAsync(again, "нет"));
    }

    private sealed class Reversed : ITerms
    {
        private readonly PlainTerms _plain = new();

        public string Version => "reversed";

        // Texts are read backwards, queries as they are: it can only be found when the text was indexed by these terms.
        public IEnumerable<Term> Of(string text, string? language) =>
            _plain.Of(text, language).Select(t => language is null ? t : t with { Text = new string([.. t.Text.Reverse()]) });
    }

    [Fact]
    public async Task AnySequenceOfAddsLeavesWhatTheRulesSay()
    {
        var steps = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 5]).List[0, 12];
        await steps.SampleAsync(async adds =>
        {
            await ResetAsync();
            await using var ledger = await OpenAsync();
            // Every report has its latest text, every text stands once: in the record of one report, the others are publications of it.
            var model = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (key, text) in adds)
            {
                var (k, t) = ($"k{key}", $"Текст {text}");
                await AddAsync(ledger, MadeUp.Record(k, t));
                model[k] = t;
            }

            var kept = new List<string>();
            await foreach (var record in ledger.RecordsAsync(ListQuery.All, CancellationToken.None))
                kept.Add(record.Document.Text);
            Assert.Equal(model.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), kept.Order(StringComparer.Ordinal));
            foreach (var (k, t) in model)
            {
                var found = Assert.Single(await ledger.FindAsync(k, cancel: CancellationToken.None));
                Assert.Equal(t, (await ledger.GetAsync(found.Id, CancellationToken.None))!.Document.Text);
            }

            Assert.Equal(model.Count, kept.Count + (await ledger.PublicationsAsync(cancel: CancellationToken.None).ToArrayAsync(CancellationToken.None)).Length);
            Assert.Equal(kept.Count, (await SearchAsync(ledger, "текст")).Count);
        }, iter: 40, threads: 1);
    }
}
