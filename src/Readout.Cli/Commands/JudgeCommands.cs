using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Readout.Ledger;
using Readout.Ledger.Promises;

namespace Readout.Cli.Commands;

/// <summary>A person's word on two things that the rules joined or did not join. Kept apart from what is computed.</summary>
internal abstract class JudgeCommand : Verb
{
    protected JudgeCommand(Session session, JudgementKind kind, Verdict verdict, string name, string description, string first, string second, params string[] examples)
        : base(name, description, examples)
    {
        var one = new Argument<string>(first) { Description = kind == JudgementKind.Story ? "A report: the first characters of its id (at least four), its name or URL." : "The promise's id, as 'readout promises' shows it." };
        var other = new Argument<string>(second) { Description = kind == JudgementKind.Story ? "Another." : "The id of what a later report says, as 'readout promises' shows it." };
        var undo = new Option<bool>("--undo") { Description = "Take an earlier word on the two back: the rules decide again." };
        var by = PersonOption.Make();
        var ledgerOption = LedgerOption.Make();
        AddArgument(one);
        AddArgument(other);
        Add(undo);
        Add(by);
        Add(ledgerOption);
        SetAction(async (parse, cancel) =>
        {
            var path = ledgerOption.Of(parse, session.Terminal);
            await using var ledger = session.OpenLedger(path);
            void Say(string line) => session.Say(parse, line);
            if (await WordsAsync(ledger, path, kind, parse.GetRequiredValue(one), Say, cancel) is not { } a || await WordsAsync(ledger, path, kind, parse.GetRequiredValue(other), Say, cancel) is not { } b)
                return App.NothingFound;
            if (kind == JudgementKind.Story && a.Document == b.Document)
                throw new LedgerException(Codes.SameReport, path, "both are the same report. Name two.");
            await ledger.JudgeAsync(new Judgement(kind, a, b, parse.GetValue(undo) ? Verdict.Withdrawn : verdict, by.Of(parse, session.Terminal), DateTimeOffset.UtcNow), cancel);
            Say(kind == JudgementKind.Story ? await ToldAsync(ledger, a, b, cancel) : parse.GetValue(undo) ? "Taken back." : "Kept.");
            return App.Done;
        });
    }

    private static async Task<WordsOf?> WordsAsync(ILedger ledger, string path, JudgementKind kind, string wanted, Action<string> say, CancellationToken cancel)
    {
        if (kind == JudgementKind.Story)
            return await LedgerLookup.OneAsync(ledger, path, wanted, say, cancel) is { } report ? new(report.Id) : null;
        var at = wanted.LastIndexOf(':');
        if (at < 0 || !int.TryParse(wanted.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var start))
            throw new LedgerException(Codes.NoSuchWords, path, $"'{wanted}' is no id of a promise or of what came of it. They look like 3f2a9c1b04de:517; 'readout promises' shows them.");
        return await LedgerLookup.OneAsync(ledger, path, wanted[..at], say, cancel) is { } found ? new(found.Id, start, start + 1) : null;
    }

    private static async Task<string> ToldAsync(ILedger ledger, WordsOf a, WordsOf b, CancellationToken cancel)
    {
        ImmutableArray<RecordSummary> first = await ledger.StoryAsync(a.Document, cancel: cancel), second = await ledger.StoryAsync(b.Document, cancel: cancel);
        return first.Any(r => r.Id == b.Document)
            ? $"They are of one story of {Counted(first.Length)}."
            : $"They are of two stories, of {Counted(first.Length)} and of {Counted(second.Length)}.";
    }

    private static string Counted(int reports) => reports == 1 ? "1 report" : $"{reports} reports";
}

/// <summary><c>readout merge</c>: two reports tell of one event.</summary>
internal sealed class MergeCommand(Session session) : JudgeCommand(session, JudgementKind.Story, Verdict.Same, "merge",
    "Say that two reports tell of one event: their stories become one.", "FIRST", "SECOND",
    "readout merge 3f2a9c1b 77ab01c2 --by Anna",
    "readout merge 3f2a9c1b 77ab01c2 --undo");

/// <summary><c>readout part</c>: two reports tell of different events.</summary>
internal sealed class PartCommand(Session session) : JudgeCommand(session, JudgementKind.Story, Verdict.Different, "part",
    "Say that two reports tell of different events: their story is parted.", "FIRST", "SECOND",
    "readout part 3f2a9c1b 77ab01c2",
    "readout part 3f2a9c1b 77ab01c2 --undo");

/// <summary><c>readout confirm</c>: what a later report says is what came of a promise.</summary>
internal sealed class ConfirmCommand(Session session) : JudgeCommand(session, JudgementKind.Promise, Verdict.Same, "confirm",
    "Confirm that a later report tells what came of a promise.", "PROMISE", "OUTCOME",
    "readout confirm 3f2a9c1b04de:517 77ab01c2d3e4:0");

/// <summary><c>readout reject</c>: it is not.</summary>
internal sealed class RejectCommand(Session session) : JudgeCommand(session, JudgementKind.Promise, Verdict.Different, "reject",
    "Say that what a later report tells has nothing to do with a promise.", "PROMISE", "OUTCOME",
    "readout reject 3f2a9c1b04de:517 77ab01c2d3e4:0");
