using System.CommandLine;
using Readout.Cli.Views;
using Readout.Ledger;
using Readout.Ledger.Figures;

namespace Readout.Cli.Commands;

/// <summary><c>readout figures</c>: numbers claimed, as series, with everyone who claims them.</summary>
internal sealed class FiguresCommand : Verb
{
    public FiguresCommand(Session session)
        : base("figures", "Show numbers that reports claim as series, each value with who claims it; contradictions stand side by side.",
            "readout figures KAZ CHN",
            "readout figures KAZ CHN --measure trade-turnover",
            "readout figures KAZ --contradicted --format jsonl")
    {
        var pair = new PairArguments(this, isSecondNeeded: false);
        var measure = new Option<string?>("--measure") { Description = "Only this: trade-turnover, exports, investment ...", HelpName = "MEASURE" };
        var contradicted = new Option<bool>("--contradicted") { Description = "Only series in which claims contradict one another." };
        var asOf = AsOfOption.Make();
        var ledgerOption = LedgerOption.Make();
        foreach (var option in new Option[] { measure, contradicted, asOf, ledgerOption })
            Add(option);
        var output = new OutputOptions(session, this);
        SetAction(async (parse, cancel) =>
        {
            using var waiting = session.Wait(parse, "Gathering …");
            var path = ledgerOption.Of(parse, session.Terminal);
            await using var ledger = session.OpenLedger(path);
            string[] parties = [.. new[] { pair.First(parse), pair.Second(parse) }.OfType<string>()];
            var records = new List<(Record, string)>();
            await foreach (var (record, story) in ledger.RecordsWithStoriesAsync(new ListQuery { Parties = [.. parties], AsOf = await asOf.OfAsync(parse, ledger, path, cancel), OldestFirst = true }, cancel))
                records.Add((record with { Document = record.Document with { Text = "" } }, story));
            var series = FigureSeries.Of(records, f => parties.All(f.Parties.Contains) && (parse.GetValue(measure) is not { } m || f.Measure == m))
                .Where(s => !parse.GetValue(contradicted) || s.Points.Any(p => p.IsContradicted)).ToList();
            waiting.Dispose();
            using var to = output.Open(parse);
            var view = to.Format == OutputFormat.Table ? new FigureView(to.Writer, session.Terminal.Width, session.HasColor(parse)) : null;
            foreach (var one in series)
            {
                if (view is not null)
                    view.Write(one);
                else
                    to.WriteJson(LedgerJson.Write(one));
            }

            to.Complete();
            if (series.Count == 0)
                session.Say(parse, "No figure fits. Try fewer conditions.");
            return series.Count == 0 ? App.NothingFound : App.Done;
        });
    }
}
