using System.CommandLine;
using Readout.Cli.Views;
using Readout.Ledger;

namespace Readout.Cli.Commands;

/// <summary><c>readout search</c>: records that hold the words, in any of their forms.</summary>
internal sealed class SearchCommand : Verb
{
    public SearchCommand(Session session)
        : base("search", "Find records by words, in any of their forms.",
            "readout search Токаеву                        finds \"Токаев\", \"Токаева\" ...",
            "readout search товарооборот Китай --from 2024-01-01",
            "readout search '«стратегическое партнерство»' words side by side")
    {
        var words = new Argument<string[]>("WORDS") { Description = "All of them must be there; words between quotation marks must stand side by side.", Arity = ArgumentArity.OneOrMore };
        var ledgerOption = LedgerOption.Make();
        AddArgument(words);
        Add(ledgerOption);
        var query = new QueryOptions(this, defaultLimit: 20);
        var output = new OutputOptions(session, this);
        SetAction(async (parse, cancel) =>
        {
            using var searching = session.Wait(parse, "Searching …");
            await using var ledger = session.OpenLedger(ledgerOption.Of(parse, session.Terminal));
            var wanted = string.Join(' ', parse.GetRequiredValue(words));
            using var to = output.Open(parse);
            var view = to.Format == OutputFormat.Table ? new HitView(to.Writer, session.Terminal.Width, session.HasColor(parse)) : null;
            var count = 0;
            await foreach (var hit in ledger.SearchAsync(new SearchQuery(wanted, query.Of(parse)), cancel))
            {
                searching.Dispose();
                count++;
                if (view is not null)
                    view.Write(hit);
                else
                    to.WriteJson(LedgerJson.Write(hit));
            }

            searching.Dispose();
            to.Complete();
            if (count == 0)
                session.Say(parse, $"Nothing was found for '{wanted}'. Try fewer words, or 'readout list'.");
            return count == 0 ? App.NothingFound : App.Done;
        });
    }
}
