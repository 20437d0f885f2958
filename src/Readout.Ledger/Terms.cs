namespace Readout.Ledger;

/// <summary>A word of a text as it is searched for.</summary>
/// <param name="Text">The word or its base form, folded. No blanks inside.</param>
/// <param name="Start">First UTF-16 unit of the word in the text. Terms that start at the same place are alternatives of one word.</param>
/// <param name="End">One past the last.</param>
public readonly record struct Term(string Text, int Start, int End);

/// <summary>Cuts a text into the terms it is found by. Texts and queries go through the same code, so that "Токаеву" finds "Токаев".</summary>
/// <remarks>Implementations are thread-safe and deterministic.</remarks>
public interface ITerms
{
    /// <summary>Changes whenever the same text may give other terms; a ledger indexed under another version is indexed anew.</summary>
    string Version { get; }

    /// <summary>The terms in the order of the text, alternatives of one word side by side.</summary>
    /// <param name="text">A normalised text or a query.</param>
    /// <param name="language">BCP 47; null when it is not known (a query).</param>
    IEnumerable<Term> Of(string text, string? language);
}
