using Readout.Ledger.Searching;
using Xunit;

namespace Readout.Ledger.TestKit;

/// <content>The query language over any store.</content>
public abstract partial class LedgerTestKit
{
    private static async Task<List<SearchHit>> HitsAsync(ILedger ledger, SearchQuery query)
    {
        var hits = new List<SearchHit>();
        await foreach (var hit in ledger.SearchAsync(query, Cancel))
            hits.Add(hit);
        return hits;
    }

    /// <summary>A few reports in which all that can be asked for occurs.</summary>
    private static async Task FillAsync(ILedger ledger)
    {
        var visit = MadeUp.Record("visit", "Визит в Пекин\n\nТокаев прибыл. Стратегическое партнерство.", new DateOnly(2024, 5, 31), url: "https://www.akorda.kz/1", parties: ["KAZ", "CHN"]);
        await AddAsync(ledger, visit with
        {
            Actors = [new Actor { Id = "a1", Kind = ActorKind.Person, Name = "Kassym-Jomart Tokayev", Mentions = [new Mention(15, 21, "Токаев", MentionForm.Name)] }],
            Figures = [new Figure { Id = "f1", Measure = "trade-turnover", Value = 1, Evidence = new Evidence(0, 5, "Визит") }],
            Topics = [new Topic("trade", [new Evidence(0, 5, "Визит")])],
        });
        var planned = MadeUp.Record("planned", "Встреча\n\nПартнерства стратегического нет.", new DateOnly(2025, 1, 1), parties: ["KAZ", "RUS"]);
        await AddAsync(ledger, planned with { Events = [planned.Events[0] with { Status = EventStatus.Planned }] });
        var spoken = MadeUp.Record("spoken", "Саммит\n\nТокаев обещал.", language: "en", parties: ["sco"]);
        await AddAsync(ledger, spoken with
        {
            Statements = [new Statement { Id = "s1", Kind = StatementKind.Indirect, Acts = ["promise"], Evidence = new Evidence(0, 6, "Саммит") }],
            Commitments = [new Commitment { Id = "c1", By = ["KAZ"], Action = "visit", Evidence = new Evidence(0, 6, "Саммит") }],
            Relations = [new Relation { Id = "r1", Parties = ["KAZ", "CHN"], Grade = "strategic", Evidence = new Evidence(0, 6, "Саммит") }],
            Document = spoken.Document with { Publisher = "News Agency" },
        });
    }

    [Theory]
    [InlineData("KAZ CHN", "spoken visit")]
    [InlineData("state:China,Россия", "planned spoken visit")]
    [InlineData("KAZ -CHN", "planned")]
    [InlineData("org:sco", "spoken")]
    [InlineData("type:CONSULT", "planned spoken visit")]
    [InlineData("type:consult.planned", "planned")]
    [InlineData("status:occurred", "spoken visit")]
    [InlineData("act:promise", "spoken")]
    [InlineData("action:visit", "spoken")]
    [InlineData("measure:trade-turnover", "visit")]
    [InlineData("topic:trade,energy", "visit")]
    [InlineData("-topic:trade", "planned spoken")]
    [InlineData("grade:strategic", "spoken")]
    [InlineData("lang:en", "spoken")]
    [InlineData("source:akorda.kz", "visit")]
    [InlineData("source:\"News Agency\"", "spoken")]
    [InlineData("person:Tokayev", "visit")]
    [InlineData("title:визит", "visit")]
    [InlineData("2024", "visit")]
    [InlineData("2024-05", "visit")]
    [InlineData("2024-05-31..2025-01-01", "planned visit")]
    [InlineData("2025..", "planned")]
    [InlineData("date:..2024", "visit")]
    [InlineData("\"стратегическое партнерство\"", "visit")]
    [InlineData("стратегическое партнерство", "planned visit")]
    [InlineData("стратегическое -\"стратегическое партнерство\"", "planned")]
    [InlineData("токаеву -визит", "spoken")]
    [InlineData("corrected:yes", "")]
    [InlineData("KAZ CHN type:CONSULT topic:trade 2024..2025 «стратегическое партнерство» -саммит", "visit")]
    public async Task AQueryIsUnderstood(string query, string expected)
    {
        await using var ledger = await OpenAsync();
        await FillAsync(ledger);
        Assert.Equal(expected, await FoundAsync(ledger, query));
        var records = new List<string?>();
        await foreach (var record in ledger.RecordsAsync(new SearchQuery(query, ListQuery.All), Cancel))
            records.Add(record.Document.Name);
        Assert.Equal(expected, string.Join(' ', records.Order()));
    }

    [Fact]
    public async Task PagesFollowOneAnotherInBothOrders()
    {
        await using var ledger = await OpenAsync();
        for (var i = 0; i < 25; i++)
            await AddAsync(ledger, MadeUp.Record(i * 7));
        await AddAsync(ledger, MadeUp.Record("undated", "Без дня\n\nТокаев прибыл."));
        foreach (var order in new[] { SearchOrder.Date, SearchOrder.Relevance })
        {
            var all = await HitsAsync(ledger, new SearchQuery("токаев", ListQuery.All) { Order = order });
            var paged = new List<string>();
            for (string? after = null; ;)
            {
                var page = await HitsAsync(ledger, new SearchQuery("токаев", new ListQuery { Limit = 4 }) { Order = order, After = after });
                if (page.Count == 0)
                    break;
                paged.AddRange(page.Select(h => h.Record.Id));
                after = page[^1].Cursor;
            }

            Assert.Equal(26, all.Count);
            Assert.Equal(all.Select(h => h.Record.Id), paged);
            if (order == SearchOrder.Date)
            {
                Assert.Equal("undated", all[^1].Record.Name);
                Assert.Equal(all.SkipLast(1).Select(h => h.Record.Published).OrderDescending(), all.SkipLast(1).Select(h => h.Record.Published));
            }
        }

        await Assert.ThrowsAsync<LedgerException>(() => HitsAsync(ledger, new SearchQuery("токаев", ListQuery.All) { After = "elsewhere" }));
    }

    [Fact]
    public async Task TitlesWeighMoreThanTexts()
    {
        await using var ledger = await OpenAsync();
        await AddAsync(ledger, MadeUp.Record("body", "Встреча\n\nОб уране говорили.", new DateOnly(2025, 1, 1)));
        await AddAsync(ledger, MadeUp.Record("title", "уране\n\nГоворили долго и о разном.", new DateOnly(2020, 1, 1)));
        Assert.Equal(["title", "body"], (await HitsAsync(ledger, new SearchQuery("уране", ListQuery.All))).Select(h => h.Record.Name));
        Assert.Equal(["body", "title"], (await HitsAsync(ledger, new SearchQuery("уране", ListQuery.All) { Order = SearchOrder.Date })).Select(h => h.Record.Name));
    }

    [Fact]
    public async Task ResultsAreCountedByTheirFields()
    {
        await using var ledger = await OpenAsync();
        await FillAsync(ledger);
        var counts = await ledger.CountAsync(new SearchQuery("type:CONSULT", ListQuery.All), Cancel);
        Assert.Equal((3, true), (counts.Total, counts.IsExact));
        string Told(string field) => string.Join(' ', counts.Facets.Single(f => f.Field == field).Values.Select(v => $"{v.Value}:{v.Count}"));
        Assert.Equal("KAZ:3 CHN:2 RUS:1", Told("state"));
        Assert.Equal("CONSULT:3", Told("type"));
        Assert.Equal("occurred:2 planned:1", Told("status"));
        Assert.Equal("2024:1 2025:1", Told("year"));
        Assert.Equal("ru:2 en:1", Told("lang"));
        Assert.Equal(1, (await ledger.CountAsync(new SearchQuery("type:CONSULT", new ListQuery { Parties = ["RUS"] }), Cancel)).Total);
    }

    [Fact]
    public async Task ARecordThatChangedIsFoundAsItIsNow()
    {
        await using var ledger = await OpenAsync();
        await AddAsync(ledger, MadeUp.Record("a", "Встреча\n\nТекст.", new DateOnly(2024, 1, 1), parties: ["KAZ", "CHN"]));
        await AddAsync(ledger, MadeUp.Record("a", "Встреча\n\nТекст.", new DateOnly(2025, 1, 1), parties: ["KAZ", "RUS"]));
        Assert.Equal("", await FoundAsync(ledger, "CHN"));
        Assert.Equal("", await FoundAsync(ledger, "2024"));
        Assert.Equal("a", await FoundAsync(ledger, "RUS 2025"));
        Assert.Equal(1, (await ledger.CountAsync(new SearchQuery("KAZ", ListQuery.All), Cancel)).Total);
    }

    [Fact]
    public async Task ASearchFindsWhatStoodAtAVersion()
    {
        await using var ledger = await OpenAsync();
        async Task<string> AtAsync(string words, long version)
        {
            var byDate = await HitsAsync(ledger, new SearchQuery(words, new ListQuery { AsOf = version }) { Order = SearchOrder.Date });
            var byRelevance = await HitsAsync(ledger, new SearchQuery(words, new ListQuery { AsOf = version }) { Order = SearchOrder.Relevance });
            Assert.Equal(byDate.Select(h => h.Record.Id).Order(), byRelevance.Select(h => h.Record.Id).Order());
            Assert.Equal(byDate.Count, (await ledger.CountAsync(new SearchQuery(words, new ListQuery { AsOf = version }), Cancel)).Total);
            return string.Join(' ', byDate.Select(h => $"{h.Record.Name}:{h.Record.Title}"));
        }

        await AddAsync(ledger, MadeUp.Record("a", "Прежний\n\nТокаев прибыл.", new DateOnly(2024, 1, 1), parties: ["KAZ", "CHN"]));
        await AddAsync(ledger, MadeUp.Record("b", "Другой\n\nТокаев отбыл.", new DateOnly(2024, 1, 2), parties: ["KAZ", "RUS"]));
        await AddAsync(ledger, MadeUp.Record("a", "Новый\n\nТокаев не прибыл.", new DateOnly(2024, 1, 1), parties: ["KAZ", "CHN"]));
        var gone = (await ledger.FindAsync("b", cancel: Cancel))[0].Id;
        Assert.Equal("", await AtAsync("токаев", 0));
        Assert.Equal("a:Прежний", await AtAsync("токаев", 1));
        Assert.Equal("b:Другой a:Прежний", await AtAsync("токаев", 2));
        Assert.Equal("b:Другой a:Новый", await AtAsync("токаев", 3));
        Assert.Equal("a:Прежний", await AtAsync("KAZ CHN прежний", 2));
        Assert.Equal("", await AtAsync("прежний", 3));
        Assert.Equal("", await FoundAsync(ledger, "прежний"));
        Assert.Equal(["Прежний"], (await ledger.FindAsync("a", 10, 2, Cancel)).Select(r => r.Title));
        // A removed document is in no version any more.
        await ledger.RemoveAsync(gone, "somebody", Cancel);
        Assert.Equal("a:Прежний", await AtAsync("токаев", 2));
        await ledger.RemoveAsync((await ledger.FindAsync("a", cancel: Cancel))[0].Id, "somebody", Cancel);
        Assert.Equal("", await AtAsync("токаев", 2));
    }
}
