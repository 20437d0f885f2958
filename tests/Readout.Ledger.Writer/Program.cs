using System.Diagnostics;
using System.Globalization;
using Readout;
using Readout.Export;
using Readout.Ledger;
using Readout.Ledger.Corrections;
using Readout.Ledger.Dyads;
using Readout.Ledger.Promises;
using Readout.Ledger.Sqlite;
using Readout.Ledger.TestKit;
using Readout.Ledger.Writer;

// Adds made-up records to a ledger, batch after batch, until it is killed; or so many batches and then it ends.
//   Readout.Ledger.Writer LEDGER FIRST_NUMBER BATCH_SIZE [BATCHES]
//   Readout.Ledger.Writer join LEDGER FIRST_NUMBER BATCH_SIZE       reports of the made-up world; after each batch a person joins or parts two of them
//   Readout.Ledger.Writer measure LEDGER COUNT                      adds so many reports of the made-up world and tells how long a report of each tenth took
//   Readout.Ledger.Writer relate LEDGER FIRST SECOND                times the dyad and the promises of two parties in it
//   Readout.Ledger.Writer correct LEDGER                            corrects the records in it and takes corrections back, until it is killed
//   Readout.Ledger.Writer export FOLDER                             exports made-up records to one folder again and again, until it is killed
//   Readout.Ledger.Writer big LEDGER COUNT                          makes a large ledger for timing the search (docs/ledger.md)
//   Readout.Ledger.Writer search LEDGER [QUERY ...]                 times queries on it: these, or those of docs/ledger.md
//   Readout.Ledger.Writer pages ADDRESS                             asks a running service for every kind of page that it does not know yet (docs/performance.md)
return args[0] switch
{
    "pages" => await ColdPages.AskAsync(args[1]),
    "correct" => await CorrectAsync(args[1]),
    "export" => await ExportAsync(args[1]),
    "big" => await BigLedger.FillAsync(args[1], int.Parse(args[2])),
    "search" => await BigLedger.TimeAsync(args[1], args[2..]),
    "measure" => await MeasureAsync(args[1], int.Parse(args[2])),
    "relate" => await RelateAsync(args[1], args[2], args[3]),
    "join" => await JoinAsync(args[1], int.Parse(args[2]), int.Parse(args[3])),
    _ => await AddAsync(args[0], int.Parse(args[1]), int.Parse(args[2]), args.Length > 3 ? int.Parse(args[3]) : int.MaxValue),
};

static SqliteLedger Open(string path) => SqliteLedger.Open(path, new SqliteLedgerOptions { Terms = new PlainTerms(), Create = true });

static async Task<int> AddAsync(string path, int next, int size, int batches)
{
    await using var ledger = Open(path);
    for (var b = 0; b < batches; b++)
    {
        await using var batch = await ledger.BeginAsync();
        for (var i = 0; i < size; i++)
            await batch.AddAsync(LedgerEntry.Of(MadeUp.Record(next++)));
        await batch.CommitAsync();
        Console.WriteLine(next);
    }

    return 0;
}

static async Task<int> JoinAsync(string path, int next, int size)
{
    await using var ledger = Open(path);
    for (; ; )
    {
        await using (var batch = await ledger.BeginAsync())
        {
            for (var i = 0; i < size; i++)
                await batch.AddAsync(LedgerEntry.Of(World.Report(next++)));
            await batch.CommitAsync();
        }

        Console.WriteLine(next);
        var (first, second) = (World.Report(next - 1).Document.Id, World.Report(next / 2).Document.Id);
        await ledger.JudgeAsync(new Judgement(JudgementKind.Story, new(first), new(second), next % 3 == 0 ? Verdict.Different : Verdict.Same, null, DateTimeOffset.UnixEpoch));
    }
}

static async Task<int> MeasureAsync(string path, int count)
{
    const int BatchSize = 500;
    await using var ledger = Open(path);
    var tenth = count / 10;
    // Microseconds a report, of each batch with its commit. Medians: other work on the machine spoils some batches, not most.
    var (wall, processor) = (new List<double>(), new List<double>());
    using var process = Process.GetCurrentProcess();
    for (var next = 0; next < count;)
    {
        // Making the records is no part of keeping them.
        var made = Enumerable.Range(next, Math.Min(BatchSize, count - next)).Select(n => World.Report(n)).ToList();
        var before = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await using (var batch = await ledger.BeginAsync())
        {
            foreach (var record in made)
                await batch.AddAsync(LedgerEntry.Of(record));
            await batch.CommitAsync();
        }

        wall.Add(watch.Elapsed.TotalMicroseconds / made.Count);
        processor.Add((Environment.CpuUsage.TotalTime - before).TotalMicroseconds / made.Count);
        next += made.Count;
        if (next % tenth == 0)
        {
            process.Refresh();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{next,9:N0} reports: a report of the last {tenth:N0} took {Median(wall):N0} µs, {Median(processor):N0} µs of processor; {process.WorkingSet64 / 1_000_000} MB"));
            wall.Clear();
            processor.Clear();
        }
    }

    return 0;
}

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

// How long the relations of a pair take, and how many of the ledger's reports they read.
static async Task<int> RelateAsync(string path, string first, string second)
{
    await using var ledger = Open(path);
    var count = await ledger.CountAsync();
    var query = new DyadQuery { Today = new DateOnly(2026, 1, 1) };
    foreach (var (name, act) in new (string, Func<Task<string>>)[]
    {
        ("dyad", async () => $"{(await ledger.DyadAsync(first, second, query, new PlainTerms())).Reports:N0} reports"),
        ("promises of the pair", async () => $"{(await ledger.PromisesAsync(new PromiseQuery { Parties = [first, second], Today = query.Today }, new PlainTerms())).Length:N0} promises"),
        ($"promises of {first}", async () => $"{(await ledger.PromisesAsync(new PromiseQuery { Parties = [first], Today = query.Today }, new PlainTerms())).Length:N0} promises"),
    })
    {
        await act();
        var (before, watch) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        var told = await act();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: {watch.Elapsed.TotalMilliseconds:N0} ms, {(Environment.CpuUsage.TotalTime - before).TotalMilliseconds:N0} ms of processor; {told} of {count:N0} reports"));
    }

    return 0;
}

static async Task<int> CorrectAsync(string path)
{
    await using var ledger = Open(path);
    var ids = new List<string>();
    await foreach (var record in ledger.ListAsync(ListQuery.All))
        ids.Add(record.Id);
    for (var i = 0; ; i++)
    {
        var record = (await ledger.GetAsync(ids[i * 7 % ids.Count]))!;
        var maker = new CorrectionMaker(record, "somebody");
        var kept = await ledger.CorrectAsync(i % 3 == 2 ? maker.Add("topics", record.Document.Title!, 0, ["id=trade"]) : maker.Edit("e1", [$"status={(i % 2 == 0 ? "planned" : "proposed")}"]));
        if (i % 5 == 4)
            await ledger.WithdrawAsync(kept.Correction.Number, "somebody");
        Console.WriteLine(kept.Correction.Number);
    }
}

static async Task<int> ExportAsync(string folder)
{
    var formats = new[] { "jsonl", "csv", "plover", "json-ld", "graphml" }.Select(f => ExportFormats.Find(f)!);
    for (var i = 0; ; i++)
    {
        await Exporter.RunAsync(Records(), new ExportRequest { Folder = folder, Formats = [.. formats], Replace = true });
        Console.WriteLine(i);
    }

    static async IAsyncEnumerable<Record> Records()
    {
        await Task.CompletedTask;
        for (var i = 0; i < 100; i++)
            yield return MadeUp.Record(i);
    }
}
