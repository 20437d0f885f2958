using System.Collections.Immutable;

namespace Readout.Ingest.Documents;

/// <summary>The text of a document, or a code and the reason why there is none.</summary>
/// <param name="Title">Null when the document shows none.</param>
/// <param name="Paragraphs">In reading order; empty when there is no text.</param>
/// <param name="Code">One of <see cref="Codes"/>; null when there is a text.</param>
/// <param name="Reason">Why not, and what to do; null when there is a text.</param>
internal sealed record DocumentText(string? Title, ImmutableArray<string> Paragraphs, string? Code = null, string? Reason = null)
{
    public static DocumentText Refused(string code, string reason) => new(null, [], code, reason);
}
