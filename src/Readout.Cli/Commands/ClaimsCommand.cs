using System.CommandLine;
using System.Globalization;
using Readout.Cli.Views;
using Readout.Ledger;
using Readout.Ledger.Series;
using Spectre.Console;

namespace Readout.Cli.Commands;

/// <summary><c>readout claims</c>: figures that reports claim beside what official series say.</summary>
internal sealed class ClaimsCommand : Verb
{
    public ClaimsCommand(Session session)
        : base("claims", "Show claimed figures beside the official series that 'readout import figures' brought in.",
            "readout claims --party KAZ --party CHN --measure trade-turnover",
            "readout claims --held --format jsonl          only those that a series speaks of")
    {
        var measure = new Option<string?>("--measure") { Description = "Only figures of this measure.", HelpName = "trade-turnover" };
        var held = new Option<bool>("--held") { Description = "Only claims for which a series has a point." };
        var ledgerOption = LedgerOption.Make();
        Add(measure);
        Add(held);
        Add(ledgerOption);
        var query = new QueryOptions(this, defaultLimit: null);
        var output = new OutputOptions(session, this);
        SetAction(async (parse, cancel) =>
        {
            await using var ledger = session.OpenLedger(ledgerOption.Of(parse, session.Terminal));
            using var to = output.Open(parse);
            var among = query.Of(parse);
            var console = to.Format == OutputFormat.Table ? Screen.Of(to.Writer, session.Terminal.Width, session.HasColor(parse)) : null;
            var count = 0;
            await foreach (var claim in ClaimCheck.HoldAsync(ledger, among, parse.GetValue(measure), parse.GetValue(held), cancel))
            {
                if (count == among.Limit)
                    break;
                count++;
                if (console is not null)
                    Show(console, claim);
                else
                    to.WriteJson(LedgerJson.Write(new { Document = claim.Document.Id, claim.Document.Title, claim.Document.Published, claim.Document.Url, claim.Claim, claim.Official }));
            }

            to.Complete();
            if (count == 0)
                session.Say(parse, "No claim fits. Claims are figures with one or two states, a period and a unit.");
            return count == 0 ? App.NothingFound : App.Done;
        });
    }

    private static void Show(IAnsiConsole console, HeldClaim held)
    {
        var (document, claim) = (held.Document, held.Claim);
        console.MarkupLine(string.Create(CultureInfo.InvariantCulture,
            $"[bold]{claim.Value:N0} {Screen.Escaped(claim.Unit ?? "")}[/] {claim.Measure} {Screen.Escaped(string.Join('–', claim.Parties))} {claim.Period}  [grey]{document.Published:yyyy-MM-dd} {document.Id[..12]}[/]"));
        console.MarkupLine($"  “{Screen.Escaped(claim.Evidence.Text)}”");
        foreach (var (point, difference) in held.Official)
        {
            console.MarkupLine(string.Create(CultureInfo.InvariantCulture,
                $"  {Screen.Escaped(point.Source)}: {point.Value:N0} {Screen.Escaped(point.Unit)} ({point.Party}{(point.Partner.Length > 0 ? $" with {point.Partner}" : "")}); the claim differs by {difference:+0.##;-0.##;0}%"));
        }
    }
}
