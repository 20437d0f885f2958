using System.Text;
using Readout.Text;

namespace Readout.Languages.Kk;

/// <summary>Kazakh in Latin letters spelled in Cyrillic ones, so that the tables read it: the alphabets of 2021 (ä, ğ, ş, ū), of 2018 (á, ǵ, sh, ý) and of 2017 (a', g', s', y').</summary>
internal static class KazakhLatin
{
    private const string Vowels = "аәеиоөуұүыіэюя";

    /// <summary>The text in Cyrillic letters with the place of each letter in the original; null when it is in Cyrillic letters already.</summary>
    public static RespelledText? ToCyrillic(string text)
    {
        var (latin, cyrillic) = (0, 0);
        foreach (var c in text)
        {
            latin += IsLatin(c) ? 1 : 0;
            cyrillic += c is >= 'Ѐ' and <= 'ԯ' ? 1 : 0;
        }

        if (latin <= cyrillic)
            return null;
        var alphabet = AlphabetOf(text);
        var spelled = new StringBuilder(text.Length);
        var places = new List<int>(text.Length + 1);
        for (var i = 0; i < text.Length;)
        {
            var (letters, length) = Letter(text, i, alphabet, spelled);
            foreach (var letter in letters)
            {
                spelled.Append(char.IsUpper(text[i]) && letter == letters[0] ? char.ToUpperInvariant(letter) : letter);
                places.Add(i);
            }

            i += length;
        }

        places.Add(text.Length);
        return new RespelledText(spelled.ToString(), text, [.. places]);
    }

    private enum Alphabet { Umlauts, Acutes, Apostrophes }

    private static Alphabet AlphabetOf(string text)
    {
        var (umlauts, acutes, apostrophes) = (0, 0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = char.ToLowerInvariant(text[i]);
            umlauts += c is 'ä' or 'ğ' or 'ö' or 'ū' or 'ü' or 'ñ' or 'ŋ' or 'ş' ? 1 : 0;
            acutes += c is 'á' or 'ǵ' or 'ó' or 'ú' or 'ń' or 'ý' ? 1 : 0;
            apostrophes += c is '\'' or '’' or 'ʼ' && i > 0 && char.ToLowerInvariant(text[i - 1]) is 'a' or 'g' or 'i' or 'n' or 'o' or 's' or 'c' or 'u' or 'y' ? 1 : 0;
        }

        return acutes > umlauts && acutes >= apostrophes ? Alphabet.Acutes : apostrophes > umlauts ? Alphabet.Apostrophes : Alphabet.Umlauts;
    }

    private static bool IsLatin(char c) => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= 'À' and <= 'ɏ');

    // The Cyrillic letters for what stands at a place, and how many letters of the original they take.
    private static (string Letters, int Length) Letter(string text, int i, Alphabet alphabet, StringBuilder before)
    {
        var c = text[i] == 'İ' ? 'i' : text[i] == 'I' && alphabet == Alphabet.Umlauts ? 'ı' : char.ToLowerInvariant(text[i]);
        if (!IsLatin(c))
            return (text[i].ToString(), 1);
        var next = i + 1 < text.Length ? char.ToLowerInvariant(text[i + 1]) : ' ';
        if (alphabet == Alphabet.Apostrophes && next is '\'' or '’' or 'ʼ' && Marked(c) is { } marked)
            return marked == "и" ? Glide(text, i, 2, before) : (marked, 2);
        // The letter for и and й is i, ı or i' by the alphabet.
        if (c == (alphabet == Alphabet.Acutes ? 'ı' : alphabet == Alphabet.Umlauts ? 'i' : '\0'))
            return Glide(text, i, 1, before);
        if (alphabet != Alphabet.Apostrophes && c is 's' or 'c' && next == 'h')
            return (c == 's' ? "ш" : "ч", 2);
        return (c switch
        {
            'a' => "а",
            'ä' or 'á' => "ә",
            'b' => "б",
            'v' => "в",
            'g' => "г",
            'ğ' or 'ǵ' => "ғ",
            'd' => "д",
            'e' => "е",
            'j' => "ж",
            'z' => "з",
            'i' or 'ı' => "і",
            'k' => "к",
            'q' => "қ",
            'l' => "л",
            'm' => "м",
            'n' => "н",
            'ñ' or 'ŋ' or 'ń' => "ң",
            'o' => "о",
            'ö' or 'ó' => "ө",
            'p' => "п",
            'r' => "р",
            's' => "с",
            'ş' => "ш",
            't' => "т",
            'u' when alphabet == Alphabet.Umlauts => "у",
            'u' => "ұ",
            'ū' => "ұ",
            'ü' or 'ú' => "ү",
            'ý' or 'w' => "у",
            'f' => "ф",
            'h' or 'x' => "х",
            'y' => "ы",
            'c' => "ц",
            'ç' => "ч",
            _ => text[i].ToString(),
        }, 1);
    }

    private static string? Marked(char c) => c switch { 'a' => "ә", 'g' => "ғ", 'i' => "и", 'n' => "ң", 'o' => "ө", 's' => "ш", 'c' => "ч", 'u' => "ү", 'y' => "у", _ => null };

    // и after a consonant, й after a vowel; with а and у after it я and ю: "Qytai", "Aziia", "oqu aiasy".
    private static (string Letters, int Length) Glide(string text, int i, int length, StringBuilder before)
    {
        var afterVowel = before.Length > 0 && Vowels.Contains(char.ToLowerInvariant(before[^1]), StringComparison.Ordinal);
        var next = i + length < text.Length ? char.ToLowerInvariant(text[i + length]) : ' ';
        if (next == 'a')
            return (afterVowel ? "я" : "ия", length + 1);
        if (next is 'u' or 'ý' && afterVowel)
            return ("ю", length + 1);
        return (afterVowel ? "й" : "и", length);
    }
}
