using System.CommandLine;
using Readout.Cli.Views;
using Readout.Ledger.Promises;

namespace Readout.Cli.Commands;

/// <summary><c>readout promises</c>: commitments and what came of them.</summary>
internal sealed class PromisesCommand : Verb
{
    public PromisesCommand(Session session)
        : base("promises", "Show commitments and what later reports say came of them, overdue ones first.",
            "readout promises --party KAZ --party CHN",
            "readout promises --overdue",
            "readout promises --state kept --format jsonl")
    {
        var party = new Option<string[]>("--party") { Description = "Of or to this state (alpha-3) or organisation; give it twice for both.", HelpName = "KAZ" };
        var state = new Option<string?>("--state") { Description = "Only those in this state.", HelpName = "silent|underway|postponed|dropped|kept" };
        state.AcceptOnlyFromAmong("silent", "underway", "postponed", "dropped", "kept");
        var overdue = new Option<bool>("--overdue") { Description = "Only those whose day has passed without a word that they were kept." };
        var action = new Option<string?>("--action") { Description = "Only those to do this: open, build, sign ...", HelpName = "ACTION" };
        var today = new TodayOption();
        var asOf = AsOfOption.Make();
        var ledgerOption = LedgerOption.Make();
        foreach (var option in new Option[] { party, state, overdue, action, today, asOf, ledgerOption })
            Add(option);
        var output = new OutputOptions(session, this);
        SetAction(async (parse, cancel) =>
        {
            using var waiting = session.Wait(parse, "Following …");
            var path = ledgerOption.Of(parse, session.Terminal);
            await using var ledger = session.OpenLedger(path);
            var promises = await ledger.PromisesAsync(new PromiseQuery
            {
                Parties = [.. (parse.GetValue(party) ?? []).Select(QueryOptions.Party)],
                State = parse.GetValue(state) is { } s ? Enum.Parse<PromiseState>(s, ignoreCase: true) : null,
                OverdueOnly = parse.GetValue(overdue),
                Action = parse.GetValue(action),
                Today = today.Of(parse),
                AsOf = await asOf.OfAsync(parse, ledger, path, cancel),
            }, session.Terms, cancel);
            waiting.Dispose();
            using var to = output.Open(parse);
            var view = to.Format == OutputFormat.Table ? new PromiseView(to.Writer, session.Terminal.Width, session.HasColor(parse)) : null;
            foreach (var promise in promises)
            {
                if (view is not null)
                    view.Write(promise);
                else
                    to.WriteJson(LedgerJson.Write(promise));
            }

            to.Complete();
            if (promises.IsEmpty)
                session.Say(parse, "No promise fits. Try fewer conditions.");
            return promises.IsEmpty ? App.NothingFound : App.Done;
        });
    }
}
