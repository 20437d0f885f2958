namespace Readout.Ledger;

/// <summary>What a judgement is about.</summary>
public enum JudgementKind
{
    /// <summary>Whether two reports tell of one event.</summary>
    Story,

    /// <summary>Whether what a later report says is what came of a commitment.</summary>
    Promise,
}

/// <summary>What a person decided.</summary>
public enum Verdict
{
    /// <summary>They belong together.</summary>
    Same,

    /// <summary>They do not.</summary>
    Different,

    /// <summary>Nothing: an earlier verdict is taken back, and the rules decide again.</summary>
    Withdrawn,
}

/// <summary>A person's decision, kept apart from what was computed. It survives a new reading: it names reports and their words, not ids of items.</summary>
/// <param name="First">A report, or the place of words in it.</param>
/// <param name="Second">Another.</param>
/// <param name="By">Who decided; null when they did not say.</param>
/// <param name="At">When (UTC).</param>
public sealed record Judgement(JudgementKind Kind, WordsOf First, WordsOf Second, Verdict Verdict, string? By, DateTimeOffset At)
{
    /// <summary>The version of the ledger that it made; 0 before it is kept.</summary>
    public long Version { get; init; }
}

/// <summary>A report, or a stretch of its text.</summary>
/// <param name="Document">The document's id.</param>
/// <param name="Start">First code point of the stretch; null for the whole report.</param>
/// <param name="End">One past the last; null for the whole report.</param>
public sealed record WordsOf(string Document, int? Start = null, int? End = null)
{
    public static WordsOf Of(string document, Evidence evidence) => new(document, evidence.Start, evidence.End);

    /// <summary>True when both are of one document and share at least a character.</summary>
    public bool Meets(WordsOf other) => Document == other.Document && (Start is null || other.Start is null || (Start < other.End && other.Start < End));
}
