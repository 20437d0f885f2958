using Readout.Ledger;
using Readout.Ledger.Sqlite;
using Readout.Ledger.TestKit;

// Adds made-up records to a ledger, batch after batch, until it is killed; or so many batches and then it ends.
//   Readout.Ledger.Writer LEDGER FIRST_NUMBER BATCH_SIZE [BATCHES]
var (path, next, size) = (args[0], int.Parse(args[1]), int.Parse(args[2]));
var batches = args.Length > 3 ? int.Parse(args[3]) : int.MaxValue;
await using var ledger = SqliteLedger.Open(path, new SqliteLedgerOptions { Terms = new PlainTerms(), Create = true });
for (var b = 0; b < batches; b++)
{
    await using var batch = await ledger.BeginAsync();
    for (var i = 0; i < size; i++)
        await batch.AddAsync(LedgerEntry.Of(MadeUp.Record(next++)));
    await batch.CommitAsync();
    Console.WriteLine(next);
}
