using Readout.Evaluation;
using Readout.Ledger;
using Readout.Ledger.Sqlite;

namespace Readout.Cli.Commands;

/// <summary>The part of <c>readout eval</c> that measures a ledger: reports in <c>NAME.jsonl</c>, what is true of them in <c>NAME.truth.json</c>.</summary>
internal static class StoryEvaluation
{
    private const string Ending = ".truth.json";

    // The texts are of 2024 and 2025; what is overdue depends on the day.
    private static readonly DateOnly Today = new(2026, 6, 30);

    public static bool IsFor(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*" + Ending).Any();

    /// <returns>Each file is a ledger of its own, then all together.</returns>
    public static int Run(Session session, string folder, Func<Report, Record> read, bool withMisses, TextWriter to)
    {
        var all = new LedgerScorer();
        var files = Directory.EnumerateFiles(folder, "*" + Ending).Order(StringComparer.Ordinal).ToList();
        foreach (var file in files)
        {
            var scorer = new LedgerScorer();
            ScoreAsync(session, file, read, [scorer, all]).GetAwaiter().GetResult();
            to.WriteLine(Path.GetFileName(file)[..^Ending.Length]);
            scorer.Write(to, withMisses);
        }

        if (files.Count > 1)
        {
            to.WriteLine("all");
            all.Write(to, withMisses: false);
        }

        return App.Done;
    }

    private static async Task ScoreAsync(Session session, string file, Func<Report, Record> read, LedgerScorer[] scorers)
    {
        var truth = LedgerTruth.Load(file);
        var records = new Ingest.InputReader(new Ingest.InputOptions(), Stream.Null).Read([file[..^Ending.Length] + ".jsonl"])
            .Select(i => read(i.Report ?? throw new GoldException(i.Source, i.Problems.FirstOrDefault()?.Message ?? "no report"))).ToList();
        var path = Path.Combine(Path.GetTempPath(), $"readout-eval-{Guid.NewGuid():N}.readout");
        try
        {
            await using var ledger = session.OpenLedger(path, create: true);
            await using (var batch = await ledger.BeginAsync())
            {
                foreach (var record in records)
                    await batch.AddAsync(LedgerEntry.Of(record));
                await batch.CommitAsync();
            }

            foreach (var scorer in scorers)
                await scorer.AddAsync(ledger, truth, session.Terms, Today);
        }
        finally
        {
            foreach (var part in new[] { path, path + "-wal", path + "-shm" })
                File.Delete(part);
        }
    }
}
