using System.CommandLine;
using System.Globalization;
using Readout.Cli.Views;
using Readout.Ledger;
using Readout.Ledger.Corrections;

namespace Readout.Cli.Commands;

/// <summary><c>readout correct</c>: a person's word on what was read.</summary>
internal sealed class CorrectCommand : Verb
{
    private static readonly string[] Acts = ["accept", "reject", "edit", "add", "merge", "split", "undo", "list"];

    public CorrectCommand(Session session)
        : base("correct", "Accept, reject, change or add what was read. A correction outlives new readings of the report.",
            "readout correct 3f2a9c1b accept e1",
            "readout correct 3f2a9c1b reject f2 --note \"a number in a name\"",
            "readout correct 3f2a9c1b edit e3 status=planned date=2025-09",
            "readout correct 3f2a9c1b add commitments action=visit by=KAZ --words \"посетит Пекин\"",
            "readout correct 3f2a9c1b merge a1 a4             a4 is a1",
            "readout correct 3f2a9c1b split a1 name=\"Other Person\" --words Президент",
            "readout correct 3f2a9c1b undo 12                 takes correction 12 back",
            "readout correct 3f2a9c1b list")
    {
        var id = new Argument<string>("ID") { Description = "The record: first characters of its id, its name or its URL." };
        var act = new Argument<string>("ACT") { Description = $"{string.Join(", ", Acts)}." };
        act.AcceptOnlyFromAmong(Acts);
        var args = new Argument<string[]>("ARGS") { Description = "Items (e3), a layer (commitments), field=value.", Arity = ArgumentArity.ZeroOrMore };
        var words = new Option<string?>("--words") { Description = "For add: the words of the text that say it. For split: how the mentions read that are another's.", HelpName = "TEXT" };
        var at = new Option<int?>("--at") { Description = "For add: where the words begin, in code points, when they stand more than once.", HelpName = "N" };
        var note = new Option<string?>("--note") { Description = "Why.", HelpName = "TEXT" };
        var by = PersonOption.Make();
        var ledgerOption = LedgerOption.Make();
        AddArgument(id);
        AddArgument(act);
        AddArgument(args);
        Add(words);
        Add(at);
        Add(note);
        Add(by);
        Add(ledgerOption);
        SetAction(async (parse, cancel) =>
        {
            var path = ledgerOption.Of(parse, session.Terminal);
            await using var ledger = session.OpenLedger(path);
            if (await LedgerLookup.OneAsync(ledger, path, parse.GetRequiredValue(id), line => session.Say(parse, line), cancel) is not { } found)
                return App.NothingFound;
            var (verb, rest, person) = (parse.GetRequiredValue(act), parse.GetValue(args) ?? [], by.Of(parse, session.Terminal));
            if (verb == "list")
                return await ListAsync(session, ledger, found.Id, cancel);
            if (verb == "undo")
                return await UndoAsync(session, parse, ledger, rest, person, cancel);
            var maker = new CorrectionMaker((await ledger.GetAsync(found.Id, cancel))!, person);
            var corrections = (verb, rest) switch
            {
                ("accept", { Length: > 0 }) => rest.Select(maker.Accept),
                ("reject", { Length: > 0 }) => rest.Select(maker.Reject),
                ("edit", [var item, .. var fields]) => [maker.Edit(item, fields)],
                ("add", [var layer, .. var fields]) => [maker.Add(layer, parse.GetValue(words) ?? throw Needs(verb, "--words, the words of the text that say it"), parse.GetValue(at), fields)],
                ("merge", [var first, var second]) => [maker.Merge(first, second)],
                ("split", [var item, .. var fields]) => [maker.Split(item, parse.GetValue(words) ?? throw Needs(verb, "--words, how the mentions read that are another's"), fields)],
                _ => throw Needs(verb, verb == "merge" ? "two items" : verb == "add" ? "a layer" : "an item"),
            };
            var code = App.Done;
            // All are made before the first is kept: a slip in the last keeps none.
            foreach (var correction in corrections.ToList())
            {
                var kept = await ledger.CorrectAsync(correction with { Note = parse.GetValue(note) }, cancel);
                session.Say(parse, $"correction {kept.Correction.Number}: {kept.State.ToString().ToLowerInvariant()}{(kept.Why is null ? "" : $" ({kept.Why})")}");
                if (kept.State == CorrectionState.Orphaned)
                    code = App.Failed;
            }

            return code;
        });
    }

    private static CorrectionException Needs(string verb, string what) => new(Codes.CorrectionItem, $"{verb} needs {what}. See 'readout correct --help'.");

    private static async Task<int> UndoAsync(Session session, ParseResult parse, ILedger ledger, string[] numbers, string person, CancellationToken cancel)
    {
        if (numbers.Length == 0)
            throw Needs("undo", "the number of a correction");
        foreach (var written in numbers)
        {
            if (!long.TryParse(written, CultureInfo.InvariantCulture, out var number) || !await ledger.WithdrawAsync(number, person, cancel))
                throw new CorrectionException(Codes.NoCorrection, $"there is no correction {written} that could be taken back. See 'readout correct ID list'.");
            session.Say(parse, $"correction {number}: withdrawn");
        }

        return App.Done;
    }

    private static async Task<int> ListAsync(Session session, ILedger ledger, string document, CancellationToken cancel)
    {
        var count = 0;
        await foreach (var (correction, state, why) in ledger.CorrectionsAsync(document, cancel))
        {
            count++;
            session.Terminal.Out.WriteLine(session.Terminal.IsOutTerminal
                ? string.Create(CultureInfo.InvariantCulture, $"{correction.Number,4}  {state.ToString().ToLowerInvariant(),-9}  {correction.At:yyyy-MM-dd HH:mm}  {correction.By}  {correction.Kind.ToString().ToLowerInvariant()} {correction.Layer} {correction.Item} “{correction.Words.Text}”{(why is null ? "" : $"  ({why})")}")
                : LedgerJson.Write(new { State = state.ToString().ToLowerInvariant(), Why = why, Correction = System.Text.Json.JsonDocument.Parse(correction.ToJson()).RootElement }));
        }

        return count == 0 ? App.NothingFound : App.Done;
    }
}
