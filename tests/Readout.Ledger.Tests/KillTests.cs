using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Readout.Ledger.Corrections;
using Readout.Ledger.Sqlite;
using Readout.Ledger.Stories;
using Readout.Ledger.TestKit;
using Xunit;

namespace Readout.Ledger.Tests;

/// <summary>A process that adds, joins, corrects or exports is killed (SIGKILL) at 200 random moments; what it leaves must be whole.</summary>
public sealed class KillTests : IDisposable
{
    private const int KillsAnAct = 50;
    private const int BatchSize = 5;

    private static readonly PlainTerms Terms = new();

    private readonly string _folder = Directory.CreateTempSubdirectory("readout-kills-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static SqliteLedger Open(string file) => SqliteLedger.Open(file, new SqliteLedgerOptions { Terms = Terms, Create = true });

    [Fact]
    public async Task TwoHundredKillsLeaveWhatWasCommittedWhole()
    {
        // Side by side: most of a killed process's life is its start.
        var acts = new (string Name, Func<int, Task<int>> Act)[] { ("adding", AddAsync), ("joining", JoinAsync), ("correcting", CorrectAsync), ("exporting", ExportAsync) };
        var kills = await Task.WhenAll(acts.Select((act, seed) => Task.Run(async () =>
        {
            var done = await act.Act(seed);
            Assert.True(done > 0, $"nothing was ever done by {act.Name} before a kill");
            return KillsAnAct;
        }, Cancel)));
        Assert.Equal(200, kills.Sum());
    }

    private async Task<int> AddAsync(int seed)
    {
        var random = new Random(seed);
        var (file, next, total) = (Path.Combine(_folder, "add.readout"), 0, 0);
        for (var kill = 0; kill < KillsAnAct; kill++)
        {
            var told = Math.Max(next, await RunUntilKilledAsync(random, file, $"{next}", $"{BatchSize}"));
            await using (var ledger = Open(file))
            {
                var count = await CountWholeBatchesAsync(ledger, file, told);
                var numbers = new HashSet<int>();
                await foreach (var record in ledger.RecordsAsync(ListQuery.All, Cancel))
                {
                    var number = int.Parse(record.Document.Name!["report-".Length..], CultureInfo.InvariantCulture);
                    Assert.Equal(RecordJson.Write(MadeUp.Record(number)), RecordJson.Write(record));
                    numbers.Add(number);
                }

                Assert.Equal(Enumerable.Range(0, count), numbers.Order());
                Assert.Equal((long)count, Scalar(file, "SELECT count(*) FROM words WHERE words MATCH 'токаев'"));
                Assert.Equal(2L * count, Scalar(file, "SELECT count(*) FROM party"));
                (total, next) = (total + count - next, count);
            }

            // Small ledgers are as easily broken as large ones and sooner checked.
            if (next > 150)
                (file, next) = (Path.Combine(_folder, $"add-{kill}.readout"), 0);
        }

        return total;
    }

    private async Task<int> JoinAsync(int seed)
    {
        var random = new Random(seed);
        var (file, next, total) = (Path.Combine(_folder, "join.readout"), 0, 0);
        for (var kill = 0; kill < KillsAnAct; kill++)
        {
            var told = Math.Max(next, await RunUntilKilledAsync(random, "join", file, $"{next}", $"{BatchSize}"));
            await using (var ledger = Open(file))
            {
                var count = await CountWholeBatchesAsync(ledger, file, told);
                await AssertStoriesAsync(ledger, count);
                (total, next) = (total + count - next, count);
            }

            if (next > 100)
                (file, next) = (Path.Combine(_folder, $"join-{kill}.readout"), 0);
        }

        return total;
    }

    private async Task<int> CorrectAsync(int seed)
    {
        var random = new Random(seed);
        var fresh = Path.Combine(_folder, "fresh.readout");
        await using (var ledger = Open(fresh))
        {
            await using var batch = await ledger.BeginAsync(Cancel);
            for (var i = 0; i < 20; i++)
                await batch.AddAsync(LedgerEntry.Of(MadeUp.Record(i)), Cancel);
            await batch.CommitAsync(Cancel);
        }

        var (file, last, total) = (Path.Combine(_folder, "correct.readout"), 0, 0);
        File.Copy(fresh, file);
        for (var kill = 0; kill < KillsAnAct; kill++)
        {
            last = Math.Max(last, await RunUntilKilledAsync(random, "correct", file));
            await using (var ledger = Open(file))
            {
                Assert.Empty(ledger.Check());
                var kept = new List<KeptCorrection>();
                await foreach (var correction in ledger.CorrectionsAsync(cancel: Cancel))
                    kept.Add(correction);
                Assert.True(kept.Count >= last, $"{kept.Count} corrections, though {last} were committed");
                foreach (var of in kept.GroupBy(k => k.Correction.Document))
                {
                    var reading = (await ledger.ReadingAsync(of.Key, Cancel))!.Record;
                    var standing = of.Where(k => k.State != CorrectionState.Withdrawn).Select(k => k.Correction).ToList();
                    Assert.Equal(RecordJson.Write(Corrector.Apply(reading, standing).Record), RecordJson.Write((await ledger.GetAsync(of.Key, Cancel))!));
                }
            }

            if (last > 100)
            {
                (file, last, total) = (Path.Combine(_folder, $"correct-{kill}.readout"), 0, total + last);
                File.Copy(fresh, file);
            }
        }

        return total + last;
    }

    private async Task<int> ExportAsync(int seed)
    {
        var random = new Random(seed);
        var folder = Path.Combine(_folder, "export");
        var whole = 0;
        for (var kill = 0; kill < KillsAnAct; kill++)
        {
            await RunUntilKilledAsync(random, "export", folder);
            if (!Directory.Exists(folder))
                continue;
            whole++;
            using var package = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "datapackage.json"), Cancel));
            foreach (var resource in package.RootElement.GetProperty("resources").EnumerateArray())
            {
                var bytes = await File.ReadAllBytesAsync(Path.Combine(folder, resource.GetProperty("path").GetString()!), Cancel);
                Assert.Equal(resource.GetProperty("hash").GetString(), "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes)));
            }
        }

        return whole;
    }

    private static async Task<int> CountWholeBatchesAsync(SqliteLedger ledger, string file, int told)
    {
        Assert.Equal("ok", Scalar(file, "PRAGMA integrity_check"));
        var count = (int)await ledger.CountAsync(Cancel);
        Assert.Equal(0, count % BatchSize);
        Assert.True(count >= told, $"{count} records, though {told} were committed");
        return count;
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

    /// <summary>Starts the program that writes, and kills it: mostly some time after it said that it did something, now and then while it starts.</summary>
    /// <returns>The last number that it said; 0 when it said none.</returns>
    private static async Task<int> RunUntilKilledAsync(Random random, params string[] args)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Readout.Ledger.Writer.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", program, .. args]) { RedirectStandardOutput = true })!;
        var last = 0;
        if (random.Next(5) == 0)
            await Task.Delay(random.Next(40, 160), Cancel);
        else if (await process.StandardOutput.ReadLineAsync(Cancel) is { } first)
            last = int.Parse(first, CultureInfo.InvariantCulture);
        await Task.Delay(random.Next(0, 60), Cancel);
        Assert.False(process.HasExited, "the writer ended by itself");
        process.Kill();
        while (await process.StandardOutput.ReadLineAsync(Cancel) is { } line)
        {
            // The last line may be cut.
            if (int.TryParse(line, CultureInfo.InvariantCulture, out var number) && number > last)
                last = number;
        }

        await process.WaitForExitAsync(Cancel);
        return last;
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
