using Readout.Ledger.Services;
using Xunit;

namespace Readout.Ledger.TestKit;

/// <content>What services ask of a ledger: lists that go on, what is new, publishers; tokens and hooks where the store keeps them.</content>
public abstract partial class LedgerTestKit
{
    [Fact]
    public async Task AListGoesOnAfterARecordThroughDaysAndThoseWithoutADay()
    {
        await using var ledger = await OpenAsync();
        var records = Enumerable.Range(0, 40).Select(i => MadeUp.Record($"r{i}", $"text {i}", i % 10 == 0 ? null : new DateOnly(2024, 1, 1).AddDays(i / 5))).ToList();
        await AddAllAsync(ledger, records);
        var whole = await ledger.ListAsync(ListQuery.All, Cancel).ToListAsync(Cancel);
        var pages = new List<RecordSummary>();
        for (ListPlace? after = null; ;)
        {
            var page = await ledger.ListAsync(new ListQuery { After = after, Limit = 7 }, Cancel).ToListAsync(Cancel);
            if (page.Count == 0)
                break;
            pages.AddRange(page);
            after = new(page[^1].Published, page[^1].Id);
        }

        Assert.Equal(whole.Select(r => r.Id), pages.Select(r => r.Id));
    }

    [Fact]
    public async Task WhatIsNewIsWhatCameAfterAVersion()
    {
        await using var ledger = await OpenAsync();
        await AddAllAsync(ledger, [MadeUp.Record(1), MadeUp.Record(2)]);
        var seen = (await ledger.VersionAsync(Cancel)).Number;
        Assert.Empty(await ledger.ListAsync(new ListQuery { Since = seen }, Cancel).ToListAsync(Cancel));
        await AddAllAsync(ledger, [MadeUp.Record(2), MadeUp.Record(3)]);
        Assert.Equal(MadeUp.Record(3).Document.Id, Assert.Single(await ledger.ListAsync(new ListQuery { Since = seen }, Cancel).ToListAsync(Cancel)).Id);
    }

    [Fact]
    public async Task PublishersAreCountedWithLanguagesAndDays()
    {
        await using var ledger = await OpenAsync();
        Record Of(string name, string? publisher, string language, DateOnly day, string? url = null)
        {
            var record = MadeUp.Record(name, "text of " + name, day, language, url);
            return record with { Document = record.Document with { Publisher = publisher } };
        }

        await AddAllAsync(ledger, [
            Of("a", "Agency", "ru", new(2024, 1, 1)), Of("b", "Agency", "ru", new(2024, 3, 1)), Of("c", "Agency", "kk", new(2023, 3, 1)),
            Of("d", null, "en", new(2024, 5, 1), "https://www.ministry.example/1"), Of("e", null, "en", new(2024, 4, 1), "https://ministry.example/2"),
        ]);
        var publishers = await ledger.PublishersAsync(Cancel);
        Assert.Equal(["Agency", "ministry.example"], publishers.Select(p => p.Publisher));
        Assert.Equal((3, new DateOnly(2023, 3, 1), new DateOnly(2024, 3, 1)), (publishers[0].Reports, publishers[0].First!.Value, publishers[0].Last!.Value));
        Assert.Equal([new FacetValue("ru", 2), new FacetValue("kk", 1)], publishers[0].Languages);
    }

    [Fact]
    public async Task ATokenIsFoundByItsHashUntilForeverAndRevokedOnce()
    {
        await using var ledger = await OpenAsync();
        Assert.SkipUnless(ledger is IServiceStore, "this store keeps no tokens");
        var store = (IServiceStore)ledger;
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var kept = await store.AddTokenAsync(new Token(0, "desk", "read review", now, now.AddDays(1), null), "h1");
        Assert.Equal(kept, await store.TokenAsync("h1", Cancel));
        Assert.Null(await store.TokenAsync("h2", Cancel));
        Assert.True(kept.Holds(now) && !kept.Holds(now.AddDays(1)));
        Assert.True(kept.Gives("review") && kept.Gives("read") && !kept.Gives("add"));
        Assert.True(await store.RevokeTokenAsync(kept.Number, now, Cancel));
        Assert.False(await store.RevokeTokenAsync(kept.Number, now, Cancel));
        Assert.False((await store.TokenAsync("h1", Cancel))!.Holds(now));
    }

    [Fact]
    public async Task ADeliveryWaitsArrivesOrIsGivenUpAndGoesWithItsHook()
    {
        await using var ledger = await OpenAsync();
        Assert.SkipUnless(ledger is IServiceStore, "this store keeps no hooks");
        var store = (IServiceStore)ledger;
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var hook = await store.AddHookAsync(new Hook(0, "https://desk.example/", "KAZ", "s", now, 0), Cancel);
        Delivery Of(string id) => new(0, hook.Number, id, "d", "{}", 0, now, null);
        await store.QueueAsync(hook.Number, 5, [Of("a"), Of("b"), Of("c")], Cancel);
        Assert.Equal(5, (await store.HooksAsync(Cancel).ToListAsync(Cancel))[0].Seen);
        var due = await store.DueAsync(now, 10, Cancel).ToListAsync(Cancel);
        Assert.Equal(["a", "b", "c"], due.Select(d => d.Id));
        await store.ArrivedAsync(due[0].Number, Cancel);
        await store.FailedAsync(due[1].Number, now.AddHours(1), "down", Cancel);
        await store.FailedAsync(due[2].Number, null, "gone", Cancel);
        Assert.Empty(await store.DueAsync(now, 10, Cancel).ToListAsync(Cancel));
        Assert.Equal("b", Assert.Single(await store.DueAsync(now.AddHours(1), 10, Cancel).ToListAsync(Cancel)).Id);
        Assert.Equal(("c", 1, "gone"), await store.DeadAsync(Cancel).Select(d => (d.Id, d.Tries, d.Error!)).SingleAsync(Cancel));
        Assert.Equal(1, await store.ReviveAsync(null, now, Cancel));
        Assert.Equal("c", Assert.Single(await store.DueAsync(now, 10, Cancel).ToListAsync(Cancel)).Id);
        Assert.True(await store.RemoveHookAsync(hook.Number, Cancel));
        Assert.Empty(await store.DueAsync(now.AddDays(1), 10, Cancel).ToListAsync(Cancel));
        // One that was removed meanwhile is told nothing.
        await store.QueueAsync(hook.Number, 6, [Of("d")], Cancel);
        Assert.Empty(await store.DueAsync(now.AddDays(1), 10, Cancel).ToListAsync(Cancel));
    }

    private static async Task AddAllAsync(ILedger ledger, IEnumerable<Record> records)
    {
        await using var batch = await ledger.BeginAsync(Cancel);
        foreach (var record in records)
            await batch.AddAsync(LedgerEntry.Of(record), Cancel);
        await batch.CommitAsync(Cancel);
    }
}
