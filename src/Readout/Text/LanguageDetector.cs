using System.Collections.Frozen;
using Readout.Tables;

namespace Readout.Text;

/// <summary>Tells the language of a text from its letters and most frequent words (Languages/languages.tsv), without a model.</summary>
public static class LanguageDetector
{
    // What stands further on changes nothing: no report is in another language from there.
    private const int Most = 20_000;

    // A line with fewer letters does not vote where longer ones do.
    private const int Few = 25;

    private static readonly Profile[] Profiles = [.. TsvTable.Embedded("Languages/languages.tsv", "code", "script", "letters", "own", "lacks", "words").Rows.Select(r => new Profile(
        r["code"], r.Code("script", Script.None), r["letters"].ToFrozenSet(), r["own"].ToFrozenSet(), r["lacks"].ToFrozenSet(), r.Values("words").ToFrozenSet(StringComparer.Ordinal)))];

    // By word the profiles that have it, so that a word of a text is looked up once, not once a language.
    private static readonly FrozenDictionary<string, int[]> ProfilesOfWord = Profiles
        .SelectMany((p, i) => p.Words.Select(w => (Word: w, Profile: i)))
        .GroupBy(w => w.Word, w => w.Profile, StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);

    private enum Script { None, Latin, Cyrillic, Han, Kana, Hangul, Arabic, Persian, Hebrew, Devanagari, Georgian, Armenian, Greek, Thai }

    /// <summary>BCP 47 code of the language that most of the text is in; <c>und</c> when there are too few letters or the language is none that is known here.</summary>
    /// <remarks>Each line votes with its letters, so that a quotation or a credit in another language does not decide. Languages that are told apart stand in the table.</remarks>
    public static string Detect(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var votes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var span = text.AsSpan()[..Math.Min(text.Length, Most)];
        foreach (var shortest in (ReadOnlySpan<int>)[Few, 0])
        {
            foreach (var range in span.Split('\n'))
            {
                var line = span[range];
                var counts = Count(line);
                if (counts.Letters < Math.Max(shortest, 1))
                    continue;
                var language = Of(line, counts);
                votes[language] = votes.GetValueOrDefault(language) + counts.Letters;
            }

            // Too little to tell by one line alone: the text as a whole.
            if (votes.Count > 0 && shortest > 0)
                break;
        }

        var whole = Count(span);
        if (whole.Letters < 3)
            return "und";
        var (best, letters) = votes.MaxBy(v => v.Value);
        // Lines that disagree may each be short: what the whole text reads as, when it is among the votes, decides between equals.
        return letters * 2 > votes.Values.Sum() ? best : Of(span, whole) is var all && votes.ContainsKey(all) ? all : best;
    }

    private static string Of(ReadOnlySpan<char> line, in Counts counts)
    {
        switch (counts.Main)
        {
            // Japanese has Han characters too.
            case Script.Han or Script.Kana:
                return counts[Script.Kana] * 20 > counts.Letters ? "ja" : "zh";
            case Script.Hangul:
                return "ko";
            case Script.Arabic or Script.Persian:
                return counts[Script.Persian] * 100 > counts.Letters ? "fa" : "ar";
            case Script.Hebrew:
                return "he";
            case Script.Devanagari:
                return "hi";
            case Script.Georgian:
                return "ka";
            case Script.Armenian:
                return "hy";
            case Script.Greek:
                return "el";
            case Script.Thai:
                return "th";
            case Script.None:
                return "und";
        }

        var best = "und";
        var most = 0.0;
        var letters = counts[counts.Main];
        var seen = new List<(char Letter, int Count)>(48);
        Tally(line, counts.Main, seen);
        Span<int> hits = stackalloc int[Profiles.Length];
        var words = HitsOf(line, hits);
        for (var i = 0; i < Profiles.Length; i++)
        {
            if (Profiles[i].Script != counts.Main)
                continue;
            var score = Profiles[i].Score(seen, letters, hits[i], words);
            if (score > most)
                (best, most) = (Profiles[i].Code, score);
        }

        // A line of names only says nothing in Latin letters; Cyrillic names without any letter of their own are read as Russian.
        return most > 0 ? best : counts.Main == Script.Cyrillic ? "ru" : "und";
    }

    private readonly ref struct Counts(Span<int> byScript)
    {
        private readonly Span<int> _byScript = byScript;

        public int this[Script script] => _byScript[(int)script];

        public int Letters
        {
            get
            {
                var sum = 0;
                for (var i = 1; i < _byScript.Length; i++)
                    sum += _byScript[i];
                return sum;
            }
        }

        // Han characters say more each than letters do: a third of the text is enough.
        public Script Main
        {
            get
            {
                var letters = Letters;
                if ((this[Script.Han] + this[Script.Kana]) * 3 > letters)
                    return Script.Han;
                for (var i = 1; i < _byScript.Length; i++)
                {
                    if (_byScript[i] * 2 > letters || (i == (int)Script.Arabic && (_byScript[i] + this[Script.Persian]) * 2 > letters))
                        return (Script)i;
                }

                return Script.None;
            }
        }
    }

    // How often each letter of a script stands in the text, in lower case.
    private static void Tally(ReadOnlySpan<char> text, Script script, List<(char Letter, int Count)> seen)
    {
        Span<ushort> plain = stackalloc ushort[LastPlain];
        plain.Clear();
        foreach (var c in text)
        {
            if (!char.IsLetter(c) || ScriptOf(c) != script)
                continue;
            var low = Lower(c);
            if (low < LastPlain)
            {
                plain[low]++;
                continue;
            }

            var at = seen.FindIndex(s => s.Letter == low);
            if (at < 0)
                seen.Add((low, 1));
            else
                seen[at] = (low, seen[at].Count + 1);
        }

        for (var i = 0; i < plain.Length; i++)
        {
            if (plain[i] > 0)
                seen.Add(((char)i, plain[i]));
        }
    }

    // Latin and Cyrillic letters up to here are counted in an array; there are hardly others.
    private const int LastPlain = 0x530;

    private static int HitsOf(ReadOnlySpan<char> text, Span<int> hits)
    {
        hits.Clear();
        var lookup = ProfilesOfWord.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> folded = stackalloc char[24];
        var words = 0;
        foreach (var range in text.SplitAny(Separators))
        {
            var word = text[range];
            if (word.IsEmpty)
                continue;
            words++;
            if (word.Length > folded.Length)
                continue;
            for (var i = 0; i < word.Length; i++)
                folded[i] = char.IsUpper(word[i]) ? char.ToLowerInvariant(word[i]) : word[i];
            if (lookup.TryGetValue(folded[..word.Length], out var profiles))
            {
                foreach (var profile in profiles)
                    hits[profile]++;
            }
        }

        return words;
    }

    // Only capitals are asked about: lower-casing a letter beyond ASCII is a call into another library.
    private static char Lower(char c) => c == 'İ' ? 'i' : char.IsUpper(c) ? char.ToLowerInvariant(c) : c;

    private static Counts Count(ReadOnlySpan<char> text)
    {
        var counts = new int[(int)Script.Thai + 1];
        foreach (var c in text)
        {
            if (char.IsLetter(c))
                counts[(int)ScriptOf(c)]++;
        }

        counts[0] = 0;
        return new Counts(counts);
    }

    private static Script ScriptOf(char c) => c switch
    {
        (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= 'À' and <= 'ɏ') or (>= 'Ḁ' and <= 'ỿ') => Script.Latin,
        >= 'Ѐ' and <= 'ԯ' => Script.Cyrillic,
        (>= '\u4E00' and <= '\u9FFF') or (>= '\u3400' and <= '\u4DBF') => Script.Han,
        >= '\u3040' and <= '\u30FF' => Script.Kana,
        >= '\uAC00' and <= '\uD7A3' => Script.Hangul,
        'پ' or 'چ' or 'ژ' or 'گ' or 'ی' or 'ک' => Script.Persian,
        >= '\u0600' and <= '\u06FF' => Script.Arabic,
        >= '\u0590' and <= '\u05FF' => Script.Hebrew,
        >= '\u0900' and <= '\u097F' => Script.Devanagari,
        >= '\u10A0' and <= '\u10FF' => Script.Georgian,
        >= '\u0530' and <= '\u058F' => Script.Armenian,
        >= '\u0370' and <= '\u03FF' => Script.Greek,
        >= '\u0E00' and <= '\u0E7F' => Script.Thai,
        _ => Script.None,
    };

    /// <param name="Code">BCP 47.</param>
    /// <param name="Script">The script it is written in.</param>
    /// <param name="Letters">Letters beside the plain ones of the script.</param>
    /// <param name="Own">Letters that few neighbours share.</param>
    /// <param name="Lacks">Plain letters that it has not.</param>
    /// <param name="Words">Small words, lower case.</param>
    private sealed record Profile(string Code, Script Script, FrozenSet<char> Letters, FrozenSet<char> Own, FrozenSet<char> Lacks, FrozenSet<string> Words)
    {
        // Shares in percent. A letter that the language has not costs more than a word or letter of its own brings: names are quoted, but not that many.
        private const double WordWeight = 1.5, OwnWeight = 1.5, ForeignWeight = 4;

        public double Score(List<(char Letter, int Count)> seen, int letters, int hits, int words)
        {
            var (own, foreign) = (0, 0);
            foreach (var (letter, count) in seen)
            {
                if (Own.Contains(letter))
                    own += count;
                if (Lacks.Contains(letter) || (!IsPlain(letter) && !Letters.Contains(letter)))
                    foreign += count;
            }

            return (WordWeight * 100 * hits / Math.Max(1, words)) + (OwnWeight * 100 * own / letters) - (ForeignWeight * 100 * foreign / letters);
        }

        private static bool IsPlain(char c) => c is (>= 'a' and <= 'z') or (>= 'а' and <= 'я');
    }

    private static ReadOnlySpan<char> Separators => " \t\r\n.,;:!?«»\"“”„()[]…–—/";
}
