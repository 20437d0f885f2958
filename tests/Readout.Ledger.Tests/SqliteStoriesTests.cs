using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Readout.Ledger.Sqlite;
using Readout.Ledger.Stories;
using Readout.Ledger.TestKit;
using Xunit;

namespace Readout.Ledger.Tests;

/// <summary>Stories as the ledger grows.</summary>
public sealed class SqliteStoriesTests
{
    private static readonly PlainTerms Terms = new();

    [Fact]
    public void AddingAReportLooksAtNoMoreOthersWhenTheLedgerIsLarge()
    {
        // Counted, not timed: how many rows of the index the reports of a tenth touch. Time and memory are measured by the writer (docs/ledger.md).
        const int Count = 6000, Tenth = Count / 10;
        var shelf = new CountingShelf();
        var book = new StoryBook(shelf);
        var looked = new List<int>();
        for (var i = 0; i < Count; i++)
        {
            var record = World.Report(i);
            book.Add(i, TellingMaker.Of(record, Terms.Of(record.Document.Text, record.Document.Language), Terms));
            if ((i + 1) % Tenth == 0)
            {
                looked.Add(shelf.Looked);
                shelf.Looked = 0;
            }
        }

        Assert.True(looked[^1] <= 1.3 * looked[0], $"the first {Tenth} reports looked at {looked[0]} others, the last {Tenth} at {looked[^1]}");
        Assert.Equal(Count / World.TellingsAnEvent, shelf.Reports.Values.Select(r => r.Story).Distinct().Count());
    }

    /// <summary>A shelf in memory: the smallest store that can hold stories.</summary>
    private sealed class CountingShelf : IStoryShelf
    {
        private readonly Dictionary<long, SortedSet<long>> _marks = [];

        public Dictionary<long, Shelved> Reports { get; } = [];

        public int Looked { get; set; }

        public IEnumerable<Shelved> Sharing(ImmutableArray<long> marks)
        {
            var numbers = marks.SelectMany(m => _marks.TryGetValue(m, out var n) ? n : []).ToHashSet();
            Looked += numbers.Count;
            return numbers.Order().Select(n => Reports[n]).ToList();
        }

        public Shelved? Find(long number) => Reports.GetValueOrDefault(number);

        public ImmutableArray<Shelved> InCluster(long cluster) => [.. Reports.Values.Where(r => r.Cluster == cluster)];

        public bool IsParted(long cluster) => false;

        public ImmutableArray<Ruling> RulingsOn(long number) => [];

        public void Put(Shelved report)
        {
            Reports[report.Number] = report;
            foreach (var mark in report.Telling.Marks)
            {
                if (!_marks.TryGetValue(mark, out var numbers))
                    _marks[mark] = numbers = [];
                numbers.Add(report.Number);
            }
        }

        public void Move(long number, long cluster, long story) => Reports[number] = Reports[number] with { Cluster = cluster, Story = story };

        public void Take(Shelved report) => Reports.Remove(report.Number);
    }
}
