using System.CommandLine;
using System.Globalization;
using Readout.Api.Hooks;
using Readout.Cli.Views;
using Readout.Ingest;

namespace Readout.Cli.Commands;

/// <summary><c>readout hook</c>: whom <c>readout serve</c> tells of new reports.</summary>
internal sealed class HookCommand : Verb
{
    public HookCommand(Session session)
        : base("hook", "Tell an address of every new report that fits a query, as long as 'readout serve' runs; see and try again what did not arrive.",
            "readout hook add https://desk.example/readout KAZ CHN type:CONSULT",
            "readout hook list",
            "readout hook dead --again",
            "readout hook remove 2")
    {
        Add(new HookAdd(session));
        Add(new HookList(session));
        Add(new HookDead(session));
        Add(new HookRemove(session));
    }

    private sealed class HookAdd : Verb
    {
        public HookAdd(Session session)
            : base("add", "Add a hook and show the secret that signs what it is sent, this once.", "readout hook add https://desk.example/readout KAZ CHN type:CONSULT")
        {
            var address = new Argument<string>("ADDRESS") { Description = "Where to send, https." };
            var words = new Argument<string[]>("QUERY") { Description = "Which reports, as for 'readout search'.", Arity = ArgumentArity.OneOrMore };
            var ledgerOption = LedgerOption.Make();
            AddArgument(address);
            Add(words);
            Add(ledgerOption);
            SetAction(async (parse, cancel) =>
            {
                await using var ledger = session.OpenLedger(ledgerOption.Of(parse, session.Terminal));
                var hook = HookRules.Make(parse.GetRequiredValue(address), string.Join(' ', parse.GetRequiredValue(words)), (await ledger.VersionAsync(cancel)).Number, session.Terms, DateTimeOffset.UtcNow);
                var kept = await ledger.AddHookAsync(hook, cancel);
                session.Terminal.Out.WriteLine(kept.Secret);
                session.Say(parse, $"Hook {kept.Number} tells {kept.Address} of reports that come from now on. The secret above signs what is sent (header webhook-signature).");
                return App.Done;
            });
        }
    }

    private sealed class HookList : Verb
    {
        public HookList(Session session)
            : base("list", "Show the hooks, without their secrets.", "readout hook list")
        {
            var ledgerOption = LedgerOption.Make();
            Add(ledgerOption);
            SetAction(async (parse, cancel) =>
            {
                await using var ledger = session.OpenLedger(ledgerOption.Of(parse, session.Terminal));
                var count = 0;
                await foreach (var hook in ledger.HooksAsync(cancel))
                {
                    count++;
                    session.Terminal.Out.WriteLine(session.Terminal.IsOutTerminal
                        ? string.Create(CultureInfo.InvariantCulture, $"{hook.Number,4}  {hook.Created:yyyy-MM-dd}  {hook.Address}  {hook.Words}")
                        : LedgerJson.Write(new { hook.Number, hook.Address, Query = hook.Words, hook.Created, hook.Seen }));
                }

                if (count == 0)
                    session.Say(parse, "There are no hooks. Add one with 'readout hook add ADDRESS QUERY'.");
                return count == 0 ? App.NothingFound : App.Done;
            });
        }
    }

    private sealed class HookDead : Verb
    {
        public HookDead(Session session)
            : base("dead", "Show what did not arrive and was given up, the latest first.", "readout hook dead", "readout hook dead --again          try all of it once more")
        {
            var again = new Option<bool>("--again") { Description = "Queue all of it once more." };
            var ledgerOption = LedgerOption.Make();
            Add(again);
            Add(ledgerOption);
            SetAction(async (parse, cancel) =>
            {
                await using var ledger = session.OpenLedger(ledgerOption.Of(parse, session.Terminal));
                if (parse.GetValue(again))
                {
                    var revived = await ledger.ReviveAsync(null, DateTimeOffset.UtcNow, cancel);
                    session.Say(parse, $"{revived} to be tried again while 'readout serve' runs.");
                    return revived == 0 ? App.NothingFound : App.Done;
                }

                var count = 0;
                await foreach (var dead in ledger.DeadAsync(cancel))
                {
                    count++;
                    session.Terminal.Out.WriteLine(session.Terminal.IsOutTerminal
                        ? string.Create(CultureInfo.InvariantCulture, $"{dead.Number,4}  hook {dead.Hook}  {dead.Document[..12]}  {dead.Tries} tries  {dead.Error}")
                        : LedgerJson.Write(new { dead.Number, dead.Hook, dead.Id, dead.Document, dead.Tries, dead.Error }));
                }

                if (count == 0)
                    session.Say(parse, "Nothing was given up.");
                return count == 0 ? App.NothingFound : App.Done;
            });
        }
    }

    private sealed class HookRemove : Verb
    {
        public HookRemove(Session session)
            : base("remove", "Remove a hook with all that still waits for it.", "readout hook remove 2")
        {
            var number = new Argument<long>("NUMBER") { Description = "As 'readout hook list' shows it." };
            var ledgerOption = LedgerOption.Make();
            AddArgument(number);
            Add(ledgerOption);
            SetAction(async (parse, cancel) =>
            {
                var path = ledgerOption.Of(parse, session.Terminal);
                await using var ledger = session.OpenLedger(path);
                if (!await ledger.RemoveHookAsync(parse.GetValue(number), cancel))
                    throw new ProblemException(Problem.Error(Codes.NoSuchHook, path, $"there is no hook {parse.GetValue(number)}. See 'readout hook list'."));
                session.Say(parse, $"Hook {parse.GetValue(number)} is removed.");
                return App.Done;
            });
        }
    }
}
