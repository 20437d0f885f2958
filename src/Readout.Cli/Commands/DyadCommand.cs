using System.CommandLine;
using Readout.Cli.Views;
using Readout.Ledger.Dyads;

namespace Readout.Cli.Commands;

/// <summary><c>readout dyad</c>: what the ledger knows of two parties.</summary>
internal sealed class DyadCommand : Verb
{
    public DyadCommand(Session session)
        : base("dyad", "Show what the ledger knows of two states, or of a state and an organisation.",
            "readout dyad KAZ CHN",
            "readout dyad KAZ CHN --from 2024-01-01 --format json",
            "readout dyad KAZ sco --as-of 2025-08-30")
    {
        var pair = new PairArguments(this, isSecondNeeded: true);
        var from = new Option<DateOnly?>("--from") { Description = "Reports published on this day or later.", HelpName = "YYYY-MM-DD", CustomParser = ReadingOptions.Date };
        var until = new Option<DateOnly?>("--to") { Description = "Reports published on this day or earlier.", HelpName = "YYYY-MM-DD", CustomParser = ReadingOptions.Date };
        var today = new TodayOption();
        var asOf = AsOfOption.Make();
        var ledgerOption = LedgerOption.Make();
        Add(from);
        Add(until);
        Add(today);
        Add(asOf);
        Add(ledgerOption);
        var output = new OutputOptions(session, this);
        SetAction(async (parse, cancel) =>
        {
            using var waiting = session.Wait(parse, "Gathering …");
            var path = ledgerOption.Of(parse, session.Terminal);
            await using var ledger = session.OpenLedger(path);
            var query = new DyadQuery { From = parse.GetValue(from), To = parse.GetValue(until), Today = today.Of(parse), AsOf = await asOf.OfAsync(parse, ledger, path, cancel) };
            var dyad = await ledger.DyadAsync(pair.First(parse), pair.Second(parse)!, query, session.Terms, cancel);
            waiting.Dispose();
            if (dyad.Reports == 0)
            {
                session.Say(parse, $"No report has both {dyad.First} and {dyad.Second} among its parties. See 'readout list --party {dyad.First}'.");
                return App.NothingFound;
            }

            using var to = output.Open(parse);
            if (to.Format == OutputFormat.Table)
                new DyadView(to.Writer, session.Terminal.Width, session.HasColor(parse)).Write(dyad);
            else
                to.WriteJson(LedgerJson.Write(dyad));
            to.Complete();
            return App.Done;
        });
    }
}

/// <summary><c>--today</c>: the day from which due dates are seen; a citation gives it, so that it repeats.</summary>
internal sealed class TodayOption : Option<DateOnly?>
{
    public TodayOption()
        : base("--today")
    {
        Description = "The day from which promises are overdue. Default: today.";
        HelpName = "YYYY-MM-DD";
        CustomParser = ReadingOptions.Date;
    }

    public DateOnly Of(ParseResult parse) => parse.GetValue(this) ?? DateOnly.FromDateTime(DateTime.UtcNow);
}
