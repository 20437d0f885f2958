using Readout.Morphology;

namespace Readout.Text;

public enum TokenKind : byte
{
    Word,

    /// <summary>Digits with their separators: "2025", "15,3", "2 470", "1990-х" is a word.</summary>
    Number,

    /// <summary>One mark of punctuation, or a run of the same ("...").</summary>
    Punctuation,

    /// <summary>$, €, %, №, + and the like.</summary>
    Symbol,
}

/// <summary>A word, number or mark of the text.</summary>
public sealed class Token
{
    /// <summary>Place among the tokens of the document.</summary>
    public required int Index { get; init; }

    public required Span Span { get; init; }

    public required TokenKind Kind { get; init; }

    /// <summary>As written.</summary>
    public required string Text { get; init; }

    /// <summary>Folded for look-up: lower case, ё as е.</summary>
    public required string Fold { get; init; }

    /// <summary>Readings, likeliest first; empty for what is no word.</summary>
    public required WordReading[] Readings { get; init; }

    /// <summary>Index of the sentence it stands in.</summary>
    public required int Sentence { get; init; }

    public bool IsWord => Kind == TokenKind.Word;

    public bool IsCapitalized => Kind == TokenKind.Word && char.IsUpper(Text[0]);

    /// <summary>True when any reading has this base form.</summary>
    public bool HasBase(string @base)
    {
        foreach (ref readonly var reading in Readings.AsSpan())
        {
            if (reading.Base == @base)
                return true;
        }

        return false;
    }

    public bool Is(char mark) => Kind != TokenKind.Word && Text.Length == 1 && Text[0] == mark;

    /// <summary>The union of the cases of all readings of the given class (all classes when null).</summary>
    public Cases CasesOf(WordClass? wordClass = null)
    {
        var cases = Cases.None;
        foreach (ref readonly var reading in Readings.AsSpan())
        {
            if (wordClass is null || reading.Class == wordClass)
                cases |= reading.Cases;
        }

        return cases;
    }

    /// <summary>The first reading of the class, or null.</summary>
    public WordReading? ReadingOf(WordClass wordClass)
    {
        foreach (ref readonly var reading in Readings.AsSpan())
        {
            if (reading.Class == wordClass)
                return reading;
        }

        return null;
    }

    /// <summary>The same token with other readings.</summary>
    public Token With(params WordReading[] readings) =>
        new() { Index = Index, Span = Span, Kind = Kind, Text = Text, Fold = Fold, Readings = readings, Sentence = Sentence };

    public override string ToString() => Text;
}

/// <summary>A half-open run of token indexes.</summary>
public readonly record struct TokenRange(int Start, int End)
{
    public int Length => End - Start;

    public bool Contains(int token) => token >= Start && token < End;

    public bool Contains(TokenRange other) => other.Start >= Start && other.End <= End;

    public bool Overlaps(TokenRange other) => other.Start < End && other.End > Start;
}

/// <summary>A sentence: its tokens and the paragraph it stands in. The title is a sentence of paragraph 0.</summary>
/// <param name="Index">Place among the sentences.</param>
/// <param name="Tokens">Its tokens.</param>
/// <param name="Span">From its first token to its last.</param>
/// <param name="Paragraph">Index of its paragraph; 0 is the title when there is one.</param>
public sealed record Sentence(int Index, TokenRange Tokens, Span Span, int Paragraph);

/// <summary>A stretch in quotation marks.</summary>
/// <param name="Inner">What stands between the marks, the marks left out.</param>
/// <param name="Outer">With the marks (a missing closing mark leaves its end at the paragraph's).</param>
/// <param name="Tokens">Tokens of the inside.</param>
/// <param name="Depth">0 for an outermost quotation, 1 inside another ...</param>
/// <param name="IsClosed">False when the closing mark is missing.</param>
public sealed record Quotation(Span Inner, Span Outer, TokenRange Tokens, int Depth, bool IsClosed);

/// <summary>The text with its tokens, sentences and quotations: what every later step reads.</summary>
public sealed class SegmentedText
{
    /// <summary>Normalised text.</summary>
    public required string Text { get; init; }

    public required string Language { get; init; }

    public required Token[] Tokens { get; init; }

    public required Sentence[] Sentences { get; init; }

    /// <summary>Spans of the paragraphs; the first is the title when <see cref="HasTitle"/>.</summary>
    public required Span[] Paragraphs { get; init; }

    public required Quotation[] Quotations { get; init; }

    /// <summary>Where the text was given in other letters; null when it is read as given.</summary>
    internal RespelledText? Respelled { get; init; }

    /// <summary>True when the first paragraph is a title: one line, followed by others.</summary>
    public required bool HasTitle { get; init; }

    public Sentence SentenceOf(int token) => Sentences[Tokens[token].Sentence];

    public bool IsInTitle(int token) => HasTitle && SentenceOf(token).Paragraph == 0;

    public Span SpanOf(TokenRange range) => new(Tokens[range.Start].Span.Start, Tokens[range.End - 1].Span.End);

    /// <summary>The innermost quotation around a token, or null.</summary>
    public Quotation? QuotationAt(int token)
    {
        Quotation? found = null;
        foreach (var quotation in Quotations)
        {
            if (quotation.Tokens.Contains(token) && (found is null || quotation.Depth > found.Depth))
                found = quotation;
        }

        return found;
    }
}
