using System.Diagnostics;
using Readout.Ledger.Sqlite;
using Readout.Ledger.TestKit;
using Readout.Ledger.Writer;
using Xunit;

namespace Readout.Ledger.Tests;

/// <summary>A search takes no longer in a larger ledger. How long it takes in one of a million records stands in docs/performance.md.</summary>
public sealed class SearchGrowthTests(SearchGrowthTests.BigLedgers bigs) : IClassFixture<SearchGrowthTests.BigLedgers>
{
    [Theory]
    [InlineData("w4", SearchOrder.Relevance)]
    [InlineData("w4 w9 -w300", SearchOrder.Relevance)]
    [InlineData("KAZ type:CONSULT w2", SearchOrder.Relevance)]
    [InlineData("KAZ w9", SearchOrder.Date)]
    public async Task ASearchForFrequentWordsDoesNotGrowWithTheLedger(string query, SearchOrder order)
    {
        // Both are larger than what is looked at; what goes through all rows (FTS5's bm25) takes eight times as long in the larger.
        var small = await FastestAsync(bigs.Small, query, order);
        var large = await FastestAsync(bigs.Large, query, order);
        Assert.True(large < (3 * small) + 1, $"{small:0.00} ms in the small ledger, {large:0.00} ms in the one eight times as large");
    }

    private static async Task<double> FastestAsync(string file, string query, SearchOrder order)
    {
        await using var ledger = SqliteLedger.Open(file, new SqliteLedgerOptions { Terms = new PlainTerms(), Effort = new SearchEffort { Weighed = 100, Titles = 1000, Sampled = 200 } });
        var fastest = double.MaxValue;
        for (var run = 0; run < 15; run++)
        {
            var watch = Stopwatch.StartNew();
            var hits = 0;
            await foreach (var _ in ledger.SearchAsync(new SearchQuery(query, new ListQuery { Limit = 20 }) { Order = order }, TestContext.Current.CancellationToken))
                hits++;
            fastest = Math.Min(fastest, watch.Elapsed.TotalMilliseconds);
            Assert.Equal(20, hits);
        }

        return fastest;
    }

    /// <summary>Two ledgers, the larger eight times as large.</summary>
    public sealed class BigLedgers : IAsyncLifetime
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("readout-big-").FullName;

        public string Small => Path.Combine(_folder, "small.readout");

        public string Large => Path.Combine(_folder, "large.readout");

        public async ValueTask InitializeAsync()
        {
            await BigLedger.FillAsync(Small, 2_500);
            await BigLedger.FillAsync(Large, 20_000);
        }

        public ValueTask DisposeAsync()
        {
            Directory.Delete(_folder, recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}
