using System.Collections.Immutable;
using System.Globalization;

namespace Readout.Ledger.Searching;

/// <summary>Where words are looked for.</summary>
public enum QueryColumn { Any, Title, People, Organisations, Places }

/// <summary>Words that stand side by side, each with its alternative terms; a single word is a phrase of one.</summary>
public readonly record struct Phrase(ImmutableArray<ImmutableArray<string>> Words);

/// <summary>One condition of a query: any of its tags or phrases must be there, or none when it is negated.</summary>
/// <param name="Place">Where it stands in the query, in UTF-16 units.</param>
/// <param name="Field">Null for words without a field.</param>
public sealed record QueryPart(Mark Place, bool IsNegated, string? Field, QueryColumn Column, ImmutableArray<string> Tags, ImmutableArray<Phrase> Phrases);

/// <summary>A query as it was understood. All parts must hold.</summary>
/// <remarks>
/// <c>KAZ CHN type:CONSULT topic:trade 2024..2025 "strategic partnership" -summit</c>: words in any of their forms; words between quotation marks side by
/// side; three capitals that are a state's code; a year, month, day or range of publication; <c>field:value</c> with several values joined by commas for
/// any of them; a hyphen before a part for none of it.
/// </remarks>
public sealed record Query
{
    public required string Text { get; init; }

    public ImmutableArray<QueryPart> Parts { get; init; } = [];

    /// <summary>First day of publication; null when not asked for.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day of publication, inclusive; null when not asked for.</summary>
    public DateOnly? To { get; init; }

    /// <summary>True when nothing is asked for ("", "—?").</summary>
    public bool IsEmpty => Parts.IsEmpty && From is null && To is null;

    public bool HasWords => Parts.Any(p => !p.Phrases.IsEmpty && !p.IsNegated);

    public bool HasPhrases => Parts.Any(p => p.Phrases.Any(f => f.Words.Length > 1));

    /// <exception cref="QueryException">It cannot be understood; the place is told.</exception>
    public static Query Parse(string text, ITerms terms)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new QueryParser(text, terms).Parse();
    }

    /// <summary>How it was understood, for people: one condition an entry.</summary>
    public IEnumerable<string> Told()
    {
        foreach (var part in Parts)
            yield return (part.IsNegated ? "not " : "") + (part.Field is { } field ? $"{field} " : "") + Text[part.Place.Start..part.Place.End].TrimStart('-');
        if (From is not null || To is not null)
            yield return string.Create(CultureInfo.InvariantCulture, $"published {From:yyyy-MM-dd}..{To:yyyy-MM-dd}");
    }
}
