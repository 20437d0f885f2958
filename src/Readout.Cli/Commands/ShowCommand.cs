using System.CommandLine;
using Readout.Cli.Views;
using Readout.Ledger;
using Readout.Ledger.Stories;

namespace Readout.Cli.Commands;

/// <summary><c>readout show</c>: one record of the ledger.</summary>
internal sealed class ShowCommand : Verb
{
    public ShowCommand(Session session)
        : base("show", "Show one record of the ledger.",
            "readout show 3f2a9c1b                         by the beginning of its id",
            "readout show tianjin-2025-08-30               by its name or URL",
            "readout show 3f2a9c1b --format json")
    {
        var id = new Argument<string>("ID") { Description = "The first characters of the id (at least four), the name or the URL." };
        var asOf = AsOfOption.Make();
        var ledgerOption = LedgerOption.Make();
        AddArgument(id);
        Add(asOf);
        Add(ledgerOption);
        var output = new OutputOptions(session, this);
        SetAction(async (parse, cancel) =>
        {
            var path = ledgerOption.Of(parse, session.Terminal);
            var wanted = parse.GetRequiredValue(id);
            using var opening = session.Wait(parse, "Opening the ledger …");
            await using var ledger = session.OpenLedger(path);
            opening.Dispose();
            var version = await asOf.OfAsync(parse, ledger, path, cancel);
            if (await LedgerLookup.OneAsync(ledger, path, wanted, line => session.Say(parse, line), cancel, version) is not { } found)
                return App.NothingFound;
            var record = (await ledger.GetAsync(found.Id, version, cancel))!;
            using var to = output.Open(parse);
            if (to.Format == OutputFormat.Table)
                new RecordView(to.Writer, session.Terminal.Width, session.HasColor(parse)).Write(record);
            else
                to.Writer.WriteLine(RecordJson.Write(record, indented: to.Format == OutputFormat.Json));
            to.Writer.Flush();
            return App.Done;
        });
    }
}
