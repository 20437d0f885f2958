namespace Readout.Ingest;

/// <summary>What is wrong, where, why and what to do.</summary>
/// <param name="Code">One of <see cref="Codes"/>.</param>
/// <param name="Severity">An error means that this report is left out; the run goes on with the others.</param>
/// <param name="Place">File, and line and column where they are known: <c>reports.jsonl:12:34</c>; <c>-</c> is standard input.</param>
/// <param name="Message">What and why, and what to do, in English; the place is not repeated in it.</param>
/// <param name="Excerpt">The line in question with a caret under the spot; null when the place says enough.</param>
public sealed record Problem(string Code, DiagnosticSeverity Severity, string Place, string Message, string? Excerpt = null)
{
    public static Problem Error(string code, string place, string message, string? excerpt = null) =>
        new(code, DiagnosticSeverity.Error, place, message, excerpt);

    public override string ToString() => $"{Code} {Place}: {Message}";
}
