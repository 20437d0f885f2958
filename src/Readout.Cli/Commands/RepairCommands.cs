using System.CommandLine;
using System.Globalization;
using Readout.Cli.Views;

namespace Readout.Cli.Commands;

/// <summary><c>readout remove</c>: a document out of the ledger, with all that came from it.</summary>
internal sealed class RemoveCommand : Verb
{
    public RemoveCommand(Session session)
        : base("remove", "Remove a document with all that came from it: record, earlier versions, corrections. It cannot be brought back.",
            "readout remove 3f2a9c1b")
    {
        var id = new Argument<string>("ID") { Description = "The record: first characters of its id, its name or its URL." };
        var by = PersonOption.Make();
        var ledgerOption = LedgerOption.Make();
        AddArgument(id);
        Add(by);
        Add(ledgerOption);
        SetAction(async (parse, cancel) =>
        {
            var path = ledgerOption.Of(parse, session.Terminal);
            await using var ledger = session.OpenLedger(path);
            if (await LedgerLookup.OneAsync(ledger, path, parse.GetRequiredValue(id), line => session.Say(parse, line), cancel) is not { } found)
                return App.NothingFound;
            await ledger.RemoveAsync(found.Id, by.Of(parse, session.Terminal), cancel);
            session.Say(parse, $"{path}: removed {found.Id[..12]} {found.Title ?? found.Name}.");
            return App.Done;
        });
    }
}

/// <summary><c>readout backup</c>: a copy of the ledger while it is in use.</summary>
internal sealed class BackupCommand : Verb
{
    public BackupCommand(Session session)
        : base("backup", "Copy the ledger to a file while others read and write it.",
            "readout backup copy.readout")
    {
        var file = new Argument<string>("FILE") { Description = "The copy. It is there whole or not at all." };
        var replace = new Option<bool>("--replace") { Description = "Put the copy in the place of an earlier file." };
        var ledgerOption = LedgerOption.Make();
        AddArgument(file);
        Add(replace);
        Add(ledgerOption);
        SetAction(async (parse, _) =>
        {
            using var waiting = session.Wait(parse, "Copying …");
            await using var ledger = session.OpenLedger(ledgerOption.Of(parse, session.Terminal));
            ledger.Backup(parse.GetRequiredValue(file), parse.GetValue(replace));
            waiting.Dispose();
            session.Say(parse, $"{parse.GetRequiredValue(file)}: a copy of {ledger.Path}.");
            return App.Done;
        });
    }
}

/// <summary><c>readout check</c>: whether the ledger is whole.</summary>
internal sealed class CheckCommand : Verb
{
    public CheckCommand(Session session)
        : base("check", "Check the ledger: the file, its index, and that every record's words stand in its text.",
            "readout check",
            "readout check --format jsonl")
    {
        var ledgerOption = LedgerOption.Make();
        Add(ledgerOption);
        var output = new OutputOptions(session, this);
        SetAction(async (parse, cancel) =>
        {
            using var waiting = session.Wait(parse, "Checking …");
            await using var ledger = session.OpenLedger(ledgerOption.Of(parse, session.Terminal));
            using var to = output.Open(parse);
            var count = 0;
            foreach (var flaw in ledger.Check())
            {
                cancel.ThrowIfCancellationRequested();
                waiting.Dispose();
                count++;
                if (to.Format == OutputFormat.Table)
                    to.Writer.WriteLine($"{flaw.Place}: {flaw.What}. {flaw.Cure}");
                else
                    to.WriteJson(LedgerJson.Write(flaw));
            }

            waiting.Dispose();
            to.Complete();
            var records = await ledger.CountAsync(cancel);
            session.Say(parse, string.Create(CultureInfo.InvariantCulture, $"{ledger.Path}: {(count == 0 ? "nothing is wrong" : "see above for what is wrong")} ({records:N0} records, {count:N0} flaws)."));
            return count == 0 ? App.Done : App.Failed;
        });
    }
}
