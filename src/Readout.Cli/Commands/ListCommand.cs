using System.CommandLine;
using Readout.Cli.Views;
using Readout.Ledger;

namespace Readout.Cli.Commands;

/// <summary><c>readout list</c>: the ledger's records, latest first.</summary>
internal sealed class ListCommand : Verb
{
    public ListCommand(Session session)
        : base("list", "List the ledger's records, latest first.",
            "readout list --limit 20",
            "readout list --party KAZ --party CHN --from 2025-01-01",
            "readout list --format jsonl | jq -r .title")
    {
        var ledgerOption = LedgerOption.Make();
        var asOf = AsOfOption.Make();
        Add(ledgerOption);
        Add(asOf);
        var query = new QueryOptions(this, defaultLimit: null);
        var output = new OutputOptions(session, this);
        SetAction(async (parse, cancel) =>
        {
            using var opening = session.Wait(parse, "Opening the ledger …");
            var path = ledgerOption.Of(parse, session.Terminal);
            await using var ledger = session.OpenLedger(path);
            opening.Dispose();
            var version = await asOf.OfAsync(parse, ledger, path, cancel);
            using var to = output.Open(parse);
            var list = to.Format == OutputFormat.Table ? new ListView(to.Writer, session.Terminal.Width, session.HasColor(parse)) : null;
            var count = 0;
            await foreach (var record in ledger.ListAsync(query.Of(parse) with { AsOf = version }, cancel))
            {
                count++;
                if (list is not null)
                    list.Write(record);
                else
                    to.WriteJson(LedgerJson.Write(record));
            }

            to.Complete();
            if (count == 0)
                session.Say(parse, await ledger.CountAsync(cancel) == 0 ? "The ledger is empty. Fill it with 'readout add'." : "No record fits. Try fewer conditions.");
            return count == 0 ? App.NothingFound : App.Done;
        });
    }
}
