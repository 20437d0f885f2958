using System.CommandLine;
using Readout.Cli.Views;
using Readout.Ledger.Accounts;
using Readout.Ledger.Stories;

namespace Readout.Cli.Commands;

/// <summary><c>readout compare</c>: two accounts of one event, point by point.</summary>
internal sealed class CompareCommand : Verb
{
    public CompareCommand(Session session)
        : base("compare", "Lay two accounts of one event side by side: what both say, what only one says, where figures differ.",
            "readout compare 3f2a9c1b                      with the fullest other account of its story",
            "readout compare 3f2a9c1b 77ab01c2",
            "readout compare akorda-talks xinhua-talks --format json")
    {
        var first = new Argument<string>("FIRST") { Description = "A report: the first characters of its id (at least four), its name or URL." };
        var second = new Argument<string?>("SECOND") { Description = "Another. Without it, the fullest other account of the same story.", Arity = ArgumentArity.ZeroOrOne };
        var asOf = AsOfOption.Make();
        var ledgerOption = LedgerOption.Make();
        AddArgument(first);
        AddArgument(second);
        Add(asOf);
        Add(ledgerOption);
        var output = new OutputOptions(session, this);
        SetAction(async (parse, cancel) =>
        {
            var path = ledgerOption.Of(parse, session.Terminal);
            await using var ledger = session.OpenLedger(path);
            void Say(string line) => session.Say(parse, line);
            var version = await asOf.OfAsync(parse, ledger, path, cancel);
            if (await LedgerLookup.OneAsync(ledger, path, parse.GetRequiredValue(first), Say, cancel, version) is not { } one)
                return App.NothingFound;
            var record = (await ledger.GetAsync(one.Id, version, cancel))!;
            Record? other;
            if (parse.GetValue(second) is { } wanted)
                other = await LedgerLookup.OneAsync(ledger, path, wanted, Say, cancel, version) is { } found ? await ledger.GetAsync(found.Id, version, cancel) : null;
            else if ((other = await ledger.OtherAccountAsync(record, session.Terms, version, cancel)) is null)
                Say("No other account of this event is in the ledger. Name a second report to compare it with.");
            if (other is null)
                return App.NothingFound;
            var comparison = new AccountComparer(session.Terms).Compare(record, other);
            using var to = output.Open(parse);
            if (to.Format == OutputFormat.Table)
                new ComparisonView(to.Writer, session.Terminal.Width, session.HasColor(parse)).Write(comparison);
            else
                to.WriteJson(LedgerJson.Write(comparison));
            to.Complete();
            return App.Done;
        });
    }
}
