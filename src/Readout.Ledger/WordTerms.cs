using Readout.Morphology;

namespace Readout.Ledger;

/// <summary>Terms by the engine's own words: every word folded as it stands, and its base forms by the morphology of its language.</summary>
/// <remarks>Chinese is indexed character by character, so that two characters find each other's word without a segmenter.</remarks>
public sealed class WordTerms : ITerms
{
    private readonly BaseForms _forms = new();

    /// <summary>The engine's build stands in it: another lexicon gives other base forms.</summary>
    public string Version { get; } = $"words-2-{typeof(BaseForms).Module.ModuleVersionId:N}";

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
            foreach (var term in _forms.Of(text[at..end], language))
                yield return new(term, at, end);
            at = end;
        }
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
