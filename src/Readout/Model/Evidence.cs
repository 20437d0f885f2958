namespace Readout;

/// <summary>The words that say it: a slice of <see cref="DocumentFacts.Text"/>.</summary>
/// <param name="Start">First character, in Unicode code points of the text (W3C TextPositionSelector).</param>
/// <param name="End">One past the last, in code points.</param>
/// <param name="Text">The exact slice (W3C TextQuoteSelector).</param>
public sealed record Evidence(int Start, int End, string Text);

/// <summary>How an actor or place is called in one spot of the text.</summary>
public enum MentionForm
{
    /// <summary>By name: "Токаев", "ШОС".</summary>
    Name,

    /// <summary>By what it is: "Глава государства", "the Kazakh leader".</summary>
    Description,

    /// <summary>"он", "their".</summary>
    Pronoun,
}

/// <summary>Evidence for an actor or place, with the form it is called by.</summary>
public sealed record Mention(int Start, int End, string Text, MentionForm Form);
