namespace Readout.Ledger;

/// <summary>A question that a person looked at and could not answer. It decides nothing; it is kept so that others see it, and is gone when somebody answers.</summary>
/// <param name="Question">What names it: opaque to the ledger, but for the ids of documents in it.</param>
/// <param name="Document">Id of the document that it is about, the first where it is about two.</param>
/// <param name="Words">Words of the text that it is about; empty where it is about whole reports.</param>
/// <param name="By">Null when they did not say.</param>
/// <param name="At">When (UTC).</param>
public sealed record OpenQuestion(string Question, string Document, string Words, string? By, DateTimeOffset At);
