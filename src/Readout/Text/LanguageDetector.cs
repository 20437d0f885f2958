namespace Readout.Text;

/// <summary>Tells the language of a text from its letters and most frequent words, without a model.</summary>
public static class LanguageDetector
{
    /// <summary>BCP 47 code of the language that most of the text is in; <c>und</c> when there are too few letters or the language is none that is known here.</summary>
    /// <remarks>Knows ru, kk, en, zh and, so as not to mistake them, uk, be, bg, sr, ky, uz, tg, mn, tt, ja, ko, ar.</remarks>
    public static string Detect(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var counts = new Counts();
        foreach (var c in text.AsSpan()[..Math.Min(text.Length, 20_000)])
            counts.Add(c);
        if (counts.Letters < 3)
            return "und";
        if (counts.Kana * 20 > counts.Letters)
            return "ja";
        if (counts.Hangul * 2 > counts.Letters)
            return "ko";
        if (counts.Arabic * 2 > counts.Letters)
            return "ar";
        if (counts.Han * 3 > counts.Letters)
            return "zh";
        if (counts.Cyrillic * 2 > counts.Letters)
            return Cyrillic(text, counts);
        if (counts.Latin * 2 > counts.Letters)
            return Latin(text);
        return "und";
    }

    private struct Counts
    {
        public int Letters, Latin, Cyrillic, Han, Kana, Hangul, Arabic;
        public int Kazakh, Ukrainian, Belarusian, Kyrgyz, Uzbek, Tajik, Serbian, Russian, Mongolian, Tatar, Bulgarian;

        public void Add(char c)
        {
            if (!char.IsLetter(c))
                return;
            Letters++;
            switch (char.ToLowerInvariant(c))
            {
                case (>= 'a' and <= 'z') or (>= 'à' and <= 'ɏ'):
                    Latin++;
                    break;
                case >= '\u0400' and <= '\u052F' and var l:
                    Cyrillic++;
                    // Letters that one language has and its neighbours have not.
                    Kazakh += l is 'ұ' or 'қ' or 'ғ' or 'ә' or 'і' ? 1 : 0;
                    Kyrgyz += l is 'ң' or 'ө' or 'ү' ? 1 : 0;
                    Ukrainian += l is 'ї' or 'є' or 'ґ' or 'і' ? 1 : 0;
                    Belarusian += l is 'ў' or 'і' ? 1 : 0;
                    Uzbek += l is 'ў' or 'қ' or 'ғ' or 'ҳ' ? 1 : 0;
                    Tajik += l is 'ӣ' or 'ӯ' or 'ҷ' or 'ҳ' ? 1 : 0;
                    Serbian += l is 'ј' or 'љ' or 'њ' or 'ђ' or 'ћ' or 'џ' ? 1 : 0;
                    Tatar += l is 'җ' or 'һ' or 'ә' ? 1 : 0;
                    Mongolian += l is 'ө' or 'ү' ? 1 : 0;
                    Russian += l is 'ы' or 'э' or 'ё' ? 1 : 0;
                    Bulgarian += l is 'ъ' ? 1 : 0;
                    break;
                case >= '\u4E00' and <= '\u9FFF' or >= '\u3400' and <= '\u4DBF':
                    Han++;
                    break;
                case >= '\u3040' and <= '\u30FF':
                    Kana++;
                    break;
                case >= '\uAC00' and <= '\uD7A3':
                    Hangul++;
                    break;
                case >= '\u0600' and <= '\u06FF':
                    Arabic++;
                    break;
            }
        }
    }

    // Shares are of Cyrillic letters; a name or a quotation in another language stays far below them.
    private static string Cyrillic(string text, Counts counts)
    {
        var few = counts.Cyrillic / 100;
        if (counts.Serbian > few)
            return "sr";
        if (counts.Tajik > few && counts.Tajik >= counts.Uzbek && counts.Russian < counts.Cyrillic / 50)
            return "tg";
        if (counts.Uzbek > few * 2 && !Has(counts.Kazakh - counts.Uzbek, few))
            return "uz";
        if (counts.Kazakh > few * 2)
        {
            if (counts.Ukrainian > few && counts.Russian <= few && Words(text, "та", "що", "і", "на", "з") > 3 && !Has(counts.Uzbek, few))
                return counts.Belarusian > counts.Ukrainian ? "be" : "uk";
            if (Words(text, "і", "на", "што", "ў", "з", "для") > 3 && counts.Belarusian > few * 2 && counts.Russian > few)
                return "be";
            return counts.Tatar > counts.Kazakh ? "tt" : "kk";
        }

        if (counts.Ukrainian > few)
            return "uk";
        if (counts.Kyrgyz > few)
            return Words(text, "жана", "менен", "үчүн", "болгон") > 0 ? "ky" : "mn";
        if (counts.Russian <= counts.Cyrillic / 500 && counts.Bulgarian > few && Words(text, "на", "да", "се", "от", "за", "е") > Words(text, "и", "в", "с", "что", "не", "по"))
            return "bg";
        return "ru";
    }

    private static bool Has(int count, int few) => count > few;

    private static string Latin(string text)
    {
        var english = Words(text, "the", "of", "and", "to", "in", "said", "with", "on", "for", "that", "is", "was");
        var words = 1 + text.AsSpan()[..Math.Min(text.Length, 20_000)].Count(' ');
        return english * 12 >= words ? "en" : "und";
    }

    private static int Words(string text, params ReadOnlySpan<string> words)
    {
        var found = 0;
        var span = text.AsSpan()[..Math.Min(text.Length, 20_000)];
        foreach (var range in span.SplitAny(" \n\t.,;:!?«»\"()".AsSpan()))
        {
            foreach (var word in words)
            {
                if (span[range].Equals(word, StringComparison.OrdinalIgnoreCase))
                    found++;
            }
        }

        return found;
    }
}
