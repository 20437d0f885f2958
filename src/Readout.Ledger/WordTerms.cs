using Readout.Morphology;
using Readout.Text;

namespace Readout.Ledger;

/// <summary>Terms by the engine's own words: every word folded as it stands, and its base forms where its language has them.</summary>
/// <remarks>Chinese is indexed character by character, so that two characters find each other's word without a segmenter.</remarks>
public sealed class WordTerms : ITerms
{
    // Loaded with the first word: whoever lists or shows records needs none.
    private readonly Lazy<RussianMorphology> _russian = new(static () => new RussianMorphology());

    /// <summary>The engine's build stands in it: another lexicon gives other base forms.</summary>
    public string Version { get; } = $"words-1-{typeof(RussianMorphology).Module.ModuleVersionId:N}";

    public IEnumerable<Term> Of(string text, string? language)
    {
        for (var at = 0; at < text.Length;)
        {
            if (IsHan(text[at]))
            {
                yield return new(text[at].ToString(), at, ++at);
                continue;
            }

            if (!char.IsLetterOrDigit(text[at]))
            {
                at++;
                continue;
            }

            var end = WordEnd(text, at);
            foreach (var term in TermsOf(text[at..end]))
                yield return new(term, at, end);
            at = end;
        }
    }

    private IEnumerable<string> TermsOf(string word)
    {
        var fold = TextNormalizer.Fold(word);
        // Kazakh and others with Cyrillic letters of their own are kept as they stand: Russian endings would mislead.
        if (!fold.AsSpan().ContainsAnyExceptInRange('а', 'я') || (fold.Contains('-', StringComparison.Ordinal) && fold.All(c => c is '-' or >= 'а' and <= 'я')))
            return _russian.Value.BaseForms(word).Append(fold).Distinct(StringComparer.Ordinal);
        return [fold];
    }

    // "торгово-экономический", "д'Ивуар": marks between letters join.
    private static int WordEnd(string text, int at)
    {
        while (at < text.Length)
        {
            if (char.IsLetterOrDigit(text[at]) && !IsHan(text[at]))
                at++;
            else if (char.GetUnicodeCategory(text[at]) == System.Globalization.UnicodeCategory.NonSpacingMark)
                at++;
            else if (text[at] is '-' or '\u2010' or '\u2011' or '\'' or '’' && at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]))
                at++;
            else
                break;
        }

        return at;
    }

    private static bool IsHan(char c) => c is >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF';
}
