using System.CommandLine;
using System.Globalization;
using Readout.Cli.Views;

namespace Readout.Cli.Commands;

/// <summary><c>readout log</c>: who changed what and when.</summary>
internal sealed class LogCommand : Verb
{
    public LogCommand(Session session)
        : base("log", "Show who changed what and when, latest first.",
            "readout log --limit 20",
            "readout log 3f2a9c1b                          of one record")
    {
        var id = new Argument<string?>("ID") { Description = "A record; without it, the whole ledger.", Arity = ArgumentArity.ZeroOrOne };
        var limit = new Option<int?>("--limit") { Description = "At most so many.", HelpName = "N" };
        var ledgerOption = LedgerOption.Make();
        AddArgument(id);
        Add(limit);
        Add(ledgerOption);
        var output = new OutputOptions(session, this);
        SetAction(async (parse, cancel) =>
        {
            var path = ledgerOption.Of(parse, session.Terminal);
            await using var ledger = session.OpenLedger(path);
            string? document = null;
            if (parse.GetValue(id) is { } wanted)
            {
                if (await LedgerLookup.OneAsync(ledger, path, wanted, line => session.Say(parse, line), cancel) is not { } found)
                    return App.NothingFound;
                document = found.Id;
            }

            using var to = output.Open(parse);
            var count = 0;
            await foreach (var entry in ledger.LogAsync(document, cancel))
            {
                if (count == parse.GetValue(limit))
                    break;
                count++;
                if (to.Format == OutputFormat.Table)
                    to.Writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{entry.At:yyyy-MM-dd HH:mm}  {entry.By ?? "",-12}  {entry.Act,-8}  {entry.Document?[..12] ?? "",-12}  {entry.Detail}"));
                else
                    to.WriteJson(LedgerJson.Write(entry));
            }

            to.Complete();
            if (count == 0)
                session.Say(parse, "Nobody has changed anything.");
            return count == 0 ? App.NothingFound : App.Done;
        });
    }
}
