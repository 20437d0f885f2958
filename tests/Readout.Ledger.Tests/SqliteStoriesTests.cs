using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Readout.Ledger.Sqlite;
using Readout.Ledger.Stories;
using Readout.Ledger.TestKit;
using Xunit;

namespace Readout.Ledger.Tests;

/// <summary>Stories in a file: killed in the middle of adding and joining, and as the ledger grows.</summary>
public sealed class SqliteStoriesTests : IDisposable
{
    private const int Kills = 200;
    private const int Lanes = 4;
    private const int BatchSize = 5;

    private static readonly PlainTerms Terms = new();

    private readonly string _folder = Directory.CreateTempSubdirectory("readout-stories-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static SqliteLedger Open(string file) => SqliteLedger.Open(file, new SqliteLedgerOptions { Terms = Terms, Create = true });

    [Fact]
    public async Task AKillInTheMiddleOfAddingAndJoiningLeavesWholeStories()
    {
        // Lanes side by side: a killed process costs its start, and most of that is waiting.
        var clock = Stopwatch.StartNew();
        var committed = await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => Task.Run(() => KillLaneAsync(lane, clock), Cancel)));
        Assert.True(committed.Sum() > 0, "nothing was ever committed before a kill");
    }

    private async Task<int> KillLaneAsync(int lane, Stopwatch clock)
    {
        var random = new Random(lane);
        var (file, next, total) = (Path.Combine(_folder, $"{lane}.readout"), 0, 0);
        // On a machine that is busy with other things fewer kills fit into the time.
        for (var kill = 0; kill < Kills / Lanes && clock.Elapsed < TimeSpan.FromSeconds(50); kill++)
        {
            var told = await WriteUntilKilledAsync(file, next, random);
            await using (var ledger = Open(file))
            {
                Assert.Equal("ok", Scalar(file, "PRAGMA integrity_check"));
                var count = (int)await ledger.CountAsync(Cancel);
                Assert.Equal(0, count % BatchSize);
                Assert.True(count >= told, $"{count} records, though {told} were committed");
                await AssertStoriesAsync(ledger, count);
                (total, next) = (total + count - next, count);
            }

            // Small ledgers are as easily broken as large ones and sooner checked.
            if (next > 150)
                (file, next) = (Path.Combine(_folder, $"{lane}-{kill}.readout"), 0);
        }

        return total;
    }

    /// <summary>All records are there, and the stories are those that the records and the person's words make, found anew without the store.</summary>
    private static async Task AssertStoriesAsync(SqliteLedger ledger, int count)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var shelf = new List<Shelved>();
        for (var i = 0; i < count; i++)
        {
            var record = World.Report(i);
            Assert.Equal(RecordJson.Write(record), RecordJson.Write((await ledger.GetAsync(record.Document.Id, Cancel))!));
            numbers[record.Document.Id] = i;
            shelf.Add(new(i, 0, 0, TellingMaker.Of(record, Terms.Of(record.Document.Text, record.Document.Language), Terms)));
        }

        var rulings = new Dictionary<(int, int), Ruling>();
        await foreach (var judgement in ledger.JudgementsAsync(JudgementKind.Story, cancel: Cancel))
        {
            var (a, b) = (numbers[judgement.First.Document], numbers[judgement.Second.Document]);
            rulings[(Math.Min(a, b), Math.Max(a, b))] = new(a, b, judgement.Verdict == Verdict.Same, judgement.Version);
        }

        var expected = Grouping.Clusters([.. shelf], rulings.Values).SelectMany(c => Grouping.Stories(c, rulings.Values)).Select(s => string.Join(' ', s.Select(m => m.Number).Order()));
        var found = new List<string>();
        await foreach (var story in ledger.StoriesAsync(ListQuery.All, Cancel))
            found.Add(string.Join(' ', story.Select(r => numbers[r.Id]).Order()));
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    private static async Task<int> WriteUntilKilledAsync(string file, int first, Random random)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Readout.Ledger.Writer.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", program, "join", file, $"{first}", $"{BatchSize}"]) { RedirectStandardOutput = true })!;
        var committed = first;
        if (random.Next(4) == 0)
        {
            await Task.Delay(random.Next(40, 160), Cancel);
        }
        else
        {
            committed = int.Parse(await process.StandardOutput.ReadLineAsync(Cancel) ?? throw new InvalidOperationException("the writer ended by itself"));
            await Task.Delay(random.Next(0, 30), Cancel);
        }

        process.Kill();
        while (await process.StandardOutput.ReadLineAsync(Cancel) is { } line)
        {
            if (int.TryParse(line, out var number))
                committed = number;
        }

        await process.WaitForExitAsync(Cancel);
        return committed;
    }

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

    private static object? Scalar(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
