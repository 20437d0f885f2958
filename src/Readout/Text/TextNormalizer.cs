using System.Text;

namespace Readout.Text;

/// <summary>Brings a text to the form in which all evidence counts: NFC, <c>\n</c> line ends, no byte-order mark, no characters that show nothing.</summary>
public static class TextNormalizer
{
    public static string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Contains('\r', StringComparison.Ordinal))
            text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        text = WithoutBrokenSurrogates(text);
        if (!text.IsNormalized(NormalizationForm.FormC))
            text = text.Normalize(NormalizationForm.FormC);
        return text.Length > 0 && text[0] == '\uFEFF' ? text[1..] : text;
    }

    // A lone surrogate is no Unicode text: Normalize would throw and UTF-8 could not hold it.
    private static string WithoutBrokenSurrogates(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
                continue;
            }

            var repaired = new StringBuilder(text);
            for (var j = i; j < repaired.Length; j++)
            {
                if (char.IsHighSurrogate(repaired[j]) && j + 1 < repaired.Length && char.IsLowSurrogate(repaired[j + 1]))
                    j++;
                else if (char.IsSurrogate(repaired[j]))
                    repaired[j] = '\uFFFD';
            }

            return repaired.ToString();
        }

        return text;
    }

    /// <summary>Folds for look-up: lower case, ё as е, typographic hyphens as '-'. Length is kept.</summary>
    public static string Fold(string word) => string.Create(word.Length, word, static (to, from) =>
    {
        for (var i = 0; i < from.Length; i++)
            to[i] = Fold(from[i]);
    });

    public static char Fold(char c) => c switch
    {
        >= 'а' and <= 'я' or >= 'a' and <= 'z' => c,
        'ё' or 'Ё' => 'е',
        // The letters of nearly all words; the others cost a call into another library.
        >= 'А' and <= 'Я' => (char)(c + ('а' - 'А')),
        >= '\u4E00' and <= '\u9FFF' => c,
        '\u2010' or '\u2011' => '-',
        _ => char.ToLowerInvariant(c),
    };
}
