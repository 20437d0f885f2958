using System.CommandLine;
using Readout.Cli.Views;
using Readout.Ledger;
using Readout.Tables;

namespace Readout.Cli.Commands;

/// <summary><c>readout search</c>: records that hold the words, in any of their forms.</summary>
internal sealed class SearchCommand : Verb
{
    public SearchCommand(Session session)
        : base("search", "Find records by words in any of their forms, and by what was read in them.",
            "readout search Токаеву                        finds \"Токаев\", \"Токаева\" ...",
            "readout search KAZ CHN type:CONSULT topic:trade 2024..2025 '\"strategic partnership\"' -summit",
            "readout search товарооборот Китай --order date --counts",
            "readout search type:CONSULT.planned person:Токаев")
    {
        var words = new Argument<string[]>("QUERY") { Description = "Words, \"phrases\", states (KAZ), periods (2024..2025), field:value; a hyphen before a part leaves it out. All must hold.", Arity = ArgumentArity.OneOrMore };
        // A hyphen before a part of the query is no option; two are.
        words.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Select(t => t.Value).Where(t => t.StartsWith("--", StringComparison.Ordinal)))
                result.AddError($"'{token}' is no option of search." + (Spelling.Nearest(token, Options.Select(o => o.Name)) is { } nearest ? $" Did you mean '{nearest}'?" : ""));
        });
        var order = new Option<string?>("--order") { Description = "Default: relevance for a query with words, else date.", HelpName = "relevance|date" };
        order.AcceptOnlyFromAmong("relevance", "date");
        var after = new Option<string?>("--after") { Description = "Go on after the hit with this cursor.", HelpName = "CURSOR" };
        var counts = new Option<bool>("--counts") { Description = "Instead of the records, count them by state, type, topic, source, year ..." };
        var asOf = AsOfOption.Make();
        var ledgerOption = LedgerOption.Make();
        Add(words);
        Add(order);
        Add(after);
        Add(counts);
        Add(asOf);
        Add(ledgerOption);
        var query = new QueryOptions(this, defaultLimit: 20);
        var output = new OutputOptions(session, this);
        SetAction(async (parse, cancel) =>
        {
            using var searching = session.Wait(parse, "Searching …");
            var path = ledgerOption.Of(parse, session.Terminal);
            await using var ledger = session.OpenLedger(path);
            var wanted = string.Join(' ', parse.GetRequiredValue(words));
            var asked = new SearchQuery(wanted, query.Of(parse) with { AsOf = await asOf.OfAsync(parse, ledger, path, cancel) })
            {
                Order = parse.GetValue(order) is { } by ? Enum.Parse<SearchOrder>(by, ignoreCase: true) : null,
                After = parse.GetValue(after),
            };
            using var to = output.Open(parse);
            var view = to.Format == OutputFormat.Table ? new HitView(to.Writer, session.Terminal.Width, session.HasColor(parse)) : null;
            var count = 0;
            if (parse.GetValue(counts))
            {
                var counted = await ledger.CountAsync(asked, cancel);
                searching.Dispose();
                count = counted.Total;
                if (view is not null)
                    CountsView.Write(to.Writer, counted);
                else
                    to.WriteJson(LedgerJson.Write(counted));
            }
            else
            {
                await foreach (var hit in ledger.SearchAsync(asked, cancel))
                {
                    searching.Dispose();
                    count++;
                    if (view is not null)
                        view.Write(hit);
                    else
                        to.WriteJson(LedgerJson.Write(hit));
                }
            }

            searching.Dispose();
            to.Complete();
            if (count == 0)
                session.Say(parse, $"Nothing was found for '{wanted}'. Try fewer words, or 'readout list'.");
            return count == 0 ? App.NothingFound : App.Done;
        });
    }
}
