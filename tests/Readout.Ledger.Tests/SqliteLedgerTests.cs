using Microsoft.Data.Sqlite;
using Readout.Ledger.Entities;
using Readout.Ledger.Sqlite;
using Readout.Ledger.TestKit;
using Xunit;

namespace Readout.Ledger.Tests;

/// <summary>The ledger in an SQLite file passes the kit, and what only a file can get wrong is right too.</summary>
public sealed class SqliteLedgerTests : LedgerTestKit, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("readout-ledger-").FullName;
    private int _number;

    private string LedgerFile => Path.Combine(_folder, $"{_number}.readout");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    protected override Task<ILedger> OpenAsync(ITerms? terms = null) => Task.FromResult<ILedger>(Open(LedgerFile, terms));

    protected override Task ResetAsync()
    {
        _number++;
        return Task.CompletedTask;
    }

    private SqliteLedger Open(string file, ITerms? terms = null, bool create = true) =>
        SqliteLedger.Open(file, new SqliteLedgerOptions { Terms = terms ?? new PlainTerms(), Create = create, Clock = Clock, Patience = TimeSpan.FromSeconds(1) });

    private string CodeOfOpening(string file, bool create = true)
    {
        var e = Assert.Throws<LedgerException>(() => Open(file, create: create).DisposeAsync().AsTask().Wait());
        Assert.Contains(file, e.Message);
        return e.Code;
    }

    [Fact]
    public async Task AnotherApplicationsDatabaseIsRefusedAndLeftAsItIs()
    {
        await Task.CompletedTask;
        var file = Path.Combine(_folder, "other.db");
        using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE theirs (x)";
            command.ExecuteNonQuery();
        }

        var before = File.ReadAllBytes(file);
        Assert.Equal(Codes.NotALedger, CodeOfOpening(file));
        Assert.Equal(before, File.ReadAllBytes(file));
    }

    [Fact]
    public void ATextIsRefusedAndLeftAsItIs()
    {
        var file = Path.Combine(_folder, "report.txt");
        var text = string.Concat(Enumerable.Repeat("Это не база данных, а доклад о встрече.\n", 100));
        File.WriteAllText(file, text);
        Assert.Equal(Codes.NotALedger, CodeOfOpening(file));
        Assert.Equal(text, File.ReadAllText(file));
    }

    [Fact]
    public void AFolderIsNoLedger() => Assert.Equal(Codes.NotALedger, CodeOfOpening(_folder));

    [Fact]
    public void ALedgerThatIsNotThereIsSaidToBeMissing() => Assert.Equal(Codes.NoLedger, CodeOfOpening(LedgerFile, create: false));

    [Fact]
    public void AFolderThatIsNotThereCannotHoldALedger() => Assert.Equal(Codes.LedgerNotWritable, CodeOfOpening(Path.Combine(_folder, "no", "such", "x.readout")));

    [Fact]
    public async Task AnEmptyFileBecomesALedger()
    {
        File.WriteAllBytes(LedgerFile, []);
        await using var ledger = Open(LedgerFile);
        Assert.Equal(0, await ledger.CountAsync(Cancel));
    }

    [Fact]
    public async Task ALedgerOfANewerProgramIsRefused()
    {
        await Open(LedgerFile).DisposeAsync();
        Execute("PRAGMA user_version = 99");
        Assert.Equal(Codes.NewerLedger, CodeOfOpening(LedgerFile));
    }

    [Fact]
    public async Task ADamagedLedgerSaysSo()
    {
        await using (var ledger = Open(LedgerFile))
        {
            await using var batch = await ledger.BeginAsync(Cancel);
            for (var i = 0; i < 200; i++)
                await batch.AddAsync(LedgerEntry.Of(MadeUp.Record(i)), Cancel);
            await batch.CommitAsync(Cancel);
        }

        using (var file = new FileStream(LedgerFile, FileMode.Open))
        {
            // Everything after the first page, which holds the schema.
            file.Position = 4096;
            file.Write(new byte[file.Length - 4096]);
        }

        var e = await Assert.ThrowsAsync<LedgerException>(async () =>
        {
            await using var ledger = Open(LedgerFile);
            await foreach (var _ in ledger.RecordsAsync(ListQuery.All, Cancel))
            {
            }
        });
        Assert.Equal(Codes.LedgerDamaged, e.Code);
    }

    [Fact]
    public async Task AnOldFormatIsBroughtToTheNewestAndKeepsItsRecords()
    {
        await using (var ledger = Open(LedgerFile))
            await AddAsync(ledger, LedgerEntry.Of(MadeUp.Record(1)));
        var options = new SqliteLedgerOptions { Terms = new PlainTerms() };
        string[] steps = [.. SqliteSchema.Steps, "ALTER TABLE record ADD COLUMN note TEXT;"];
        await using (var ledger = SqliteLedger.Open(LedgerFile, options, steps))
        {
            Assert.Equal(1, await ledger.CountAsync(Cancel));
            Assert.Equal((long)steps.Length, Scalar("PRAGMA user_version"));
            Assert.Equal(DBNull.Value, Scalar("SELECT note FROM record"));
        }

        // A step that fails half-way leaves the format it began with.
        string[] broken = [.. steps, "ALTER TABLE record ADD COLUMN other TEXT; CREATE TABLE record (x);"];
        Assert.Throws<LedgerException>(() => SqliteLedger.Open(LedgerFile, options, broken));
        await using var still = SqliteLedger.Open(LedgerFile, options, steps);
        Assert.Equal(1, await still.CountAsync(Cancel));
    }

    [Fact]
    public async Task NamesOfAnOlderFormatAreCountedWhenItIsBroughtToTheNewest()
    {
        var options = new SqliteLedgerOptions { Terms = new PlainTerms(), Create = true };
        await using (var old = SqliteLedger.Open(LedgerFile, options, [.. SqliteSchema.Steps.Take(6)]))
        {
            for (var i = 0; i < 9; i++)
                await AddAsync(old, LedgerEntry.Of(World.Report(i)));
        }

        await using var ledger = SqliteLedger.Open(LedgerFile, options);
        var first = World.Report(0).Actors[0].Ref;
        Assert.Equal(3, (await ledger.NamesAsync(new NameQuery(EntityKind.Person), Cancel)).Items.Single(n => n.Id == first).Reports);
        await AddAsync(ledger, LedgerEntry.Of(World.Report(0) with { Document = World.Report(0).Document with { Id = new string('a', 64), Url = "https://example.org/new" } }));
        Assert.Equal(4, (await ledger.NamesAsync(new NameQuery(EntityKind.Person), Cancel)).Items.Single(n => n.Id == first).Reports);
    }

    [Fact]
    public async Task AFullDiskIsToldAndWhatWasCommittedStays()
    {
        await using (var ledger = Open(LedgerFile))
        {
            await AddAsync(ledger, LedgerEntry.Of(MadeUp.Record(0)));
            using (var limit = ledger.Connection.CreateCommand())
            {
                limit.CommandText = "PRAGMA max_page_count = 64";
                limit.ExecuteScalar();
            }

            var e = await Assert.ThrowsAsync<LedgerException>(async () =>
            {
                await using var batch = await ledger.BeginAsync(Cancel);
                for (var i = 1; i < 5000; i++)
                    await batch.AddAsync(LedgerEntry.Of(MadeUp.Record(i)), Cancel);
            });
            Assert.Equal(Codes.DiskFull, e.Code);
            Assert.Equal(1, await ledger.CountAsync(Cancel));
        }

        await using var again = Open(LedgerFile);
        Assert.Equal(AddOutcome.Unchanged, await AddAsync(again, LedgerEntry.Of(MadeUp.Record(0))));
        Assert.Equal(AddOutcome.Added, await AddAsync(again, LedgerEntry.Of(MadeUp.Record(1))));
    }

    [Fact]
    public async Task ASecondWriterIsToldThatTheLedgerIsBusy()
    {
        await using var first = Open(LedgerFile);
        await using var second = Open(LedgerFile);
        await using var batch = await first.BeginAsync(Cancel);
        var e = await Assert.ThrowsAsync<LedgerException>(async () => await second.BeginAsync(Cancel));
        Assert.Equal(Codes.LedgerBusy, e.Code);
    }

    [Fact]
    public async Task ABackupIsTheLedgerOfOneMomentWhileOthersWrite()
    {
        await using var ledger = Open(LedgerFile);
        await AddAsync(ledger, LedgerEntry.Of(MadeUp.Record(1)));
        await using var other = Open(LedgerFile);
        await using var batch = await other.BeginAsync(Cancel);
        await batch.AddAsync(LedgerEntry.Of(MadeUp.Record(2)), Cancel);
        var copy = Path.Combine(_folder, "copy.readout");
        ledger.Backup(copy);
        await batch.CommitAsync(Cancel);
        await using var copied = Open(copy, create: false);
        Assert.Equal(1, await copied.CountAsync(Cancel));
        Assert.Empty(copied.Check());
        Assert.Equal(Codes.BackupExists, Assert.Throws<LedgerException>(() => ledger.Backup(copy)).Code);
        ledger.Backup(copy, replace: true);
        Assert.Equal(Codes.BackupExists, Assert.Throws<LedgerException>(() => ledger.Backup(LedgerFile, replace: true)).Code);
        Assert.Equal(["0.readout", "copy.readout"], Directory.EnumerateFiles(_folder, "*.readout").Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task WhoOpensALedgerOfOtherTermsIsToldHowFarItIsIndexedAnew()
    {
        await using (var ledger = Open(LedgerFile))
        {
            for (var i = 0; i < 3; i++)
                await AddAsync(ledger, LedgerEntry.Of(MadeUp.Record(i)));
        }

        var told = new List<(int, int)>();
        async Task OpenAndCloseAsync(ITerms terms) =>
            await SqliteLedger.Open(LedgerFile, new SqliteLedgerOptions { Terms = terms, Indexing = (done, all) => told.Add((done, all)) }).DisposeAsync();
        await OpenAndCloseAsync(new PlainTerms());
        Assert.Empty(told);
        await OpenAndCloseAsync(new WordTerms());
        Assert.Equal([(0, 3), (1, 3), (2, 3)], told);
    }

    [Fact]
    public async Task ACheckNamesWhatIsWrong()
    {
        await using (var ledger = Open(LedgerFile))
        {
            for (var i = 0; i < 4; i++)
                await AddAsync(ledger, LedgerEntry.Of(MadeUp.Record(i)));
            Assert.Empty(ledger.Check());
        }

        Execute("UPDATE record SET json = replace(json, 'Встреча номер 1', 'Встреча номер 9') WHERE name = 'report-1'");
        Execute("UPDATE record SET json = substr(json, 1, 100) WHERE name = 'report-2'");
        Execute("DELETE FROM card WHERE number = (SELECT number FROM record WHERE name = 'report-3')");
        var tag = (string)Scalar("SELECT tag FROM tally ORDER BY tag LIMIT 1")!;
        Execute("INSERT INTO name (kind, id, name, names, reports) VALUES ('person', 'nobody', 'Nobody', '{}', 1)");
        Execute($"UPDATE tally SET reports = reports + 1 WHERE tag = '{tag}'");
        await using var damaged = Open(LedgerFile);
        var flaws = damaged.Check().ToList();
        string Of(int number) => string.Join("; ", flaws.Where(f => f.Place == MadeUp.Record(number).Document.Id).Select(f => f.What));
        Assert.Equal("", Of(0));
        Assert.Contains("its id is not the SHA-256 of its text", Of(1));
        Assert.Contains("its JSON cannot be read", Of(2));
        Assert.Contains("it is not indexed", Of(3));
        Assert.Contains(flaws, f => f.Place == "nobody" && f.What == "the count of reports that name it is wrong");
        Assert.Contains(flaws, f => f.Place == tag && f.What == "the count of reports that have it is wrong");
    }

    [Fact]
    public async Task ARemovedTextIsNowhereInTheFile()
    {
        const string Secret = "Совершенно особенное слово";
        await using (var ledger = Open(LedgerFile))
        {
            await AddAsync(ledger, LedgerEntry.Of(MadeUp.Record("secret", $"Встреча\n\n{Secret} прозвучало.")));
            await AddAsync(ledger, LedgerEntry.Of(MadeUp.Record(1)));
            await ledger.RemoveAsync(MadeUp.Record("secret", $"Встреча\n\n{Secret} прозвучало.").Document.Id, "somebody", Cancel);
        }

        Scalar("PRAGMA wal_checkpoint(TRUNCATE)");
        Assert.Equal(-1, File.ReadAllBytes(LedgerFile).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Secret)));
    }

    private void Execute(string sql) => Scalar(sql);

    private object? Scalar(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={LedgerFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
