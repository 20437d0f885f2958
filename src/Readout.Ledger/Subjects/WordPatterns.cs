using Readout.Tables;
using Readout.Text;

namespace Readout.Ledger.Subjects;

/// <summary>A word of a sentence, folded, with its place.</summary>
internal readonly record struct Word(string Fold, int Start, int End);

/// <summary>Finds rows of a table by words: beginnings of words that follow one another, Chinese by characters.</summary>
/// <typeparam name="T">What a row stands for.</typeparam>
internal sealed class WordPatterns<T>
{
    private readonly Dictionary<string, List<(string[] Words, T Value)>> _byBeginning = new(StringComparer.Ordinal);
    private readonly List<(string Characters, T Value)> _characters = [];

    public static readonly string[] Languages = ["ru", "en", "zh", "kk"];

    // Patterns are looked up by their first letters; none is shorter.
    private const int Beginning = 2;

    public void Add(TsvRow row, T value)
    {
        foreach (var language in Languages)
        {
            foreach (var pattern in row.Values(language))
            {
                if (language == "zh")
                {
                    _characters.Add((pattern.TrimEnd('$'), value));
                    continue;
                }

                var words = pattern.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => TextNormalizer.Fold(w).TrimEnd('*')).ToArray();
                var key = words[0][..Math.Min(Beginning, words[0].TrimEnd('$').Length)];
                if (!_byBeginning.TryGetValue(key, out var patterns))
                    _byBeginning[key] = patterns = [];
                patterns.Add((words, value));
            }
        }
    }

    /// <summary>All that stand in a sentence, each with its words' place, half-open.</summary>
    public IEnumerable<(T Value, int Start, int End)> In(string sentence, List<Word> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (!_byBeginning.TryGetValue(words[i].Fold[..Math.Min(Beginning, words[i].Fold.Length)], out var patterns))
                continue;
            foreach (var (pattern, value) in patterns)
            {
                var fits = i + pattern.Length <= words.Count;
                for (var j = 0; fits && j < pattern.Length; j++)
                    fits = pattern[j][^1] == '$' ? words[i + j].Fold.AsSpan().SequenceEqual(pattern[j].AsSpan(0, pattern[j].Length - 1)) : words[i + j].Fold.StartsWith(pattern[j], StringComparison.Ordinal);
                if (fits)
                    yield return (value, words[i].Start, words[i + pattern.Length - 1].End);
            }
        }

        if (words.Count > 0 && !ContainsHan(sentence))
            yield break;
        foreach (var (characters, value) in _characters)
        {
            for (var at = sentence.IndexOf(characters, StringComparison.Ordinal); at >= 0; at = sentence.IndexOf(characters, at + 1, StringComparison.Ordinal))
                yield return (value, at, at + characters.Length);
        }
    }

    private static bool ContainsHan(string text) => text.AsSpan().ContainsAnyInRange('\u4E00', '\u9FFF');
}

/// <summary>Cuts texts into sentences and words, well enough to see what stands together.</summary>
internal static class Sentences
{
    /// <summary>Sentences with their places in code points, as evidence.</summary>
    public static IEnumerable<Evidence> Of(string text)
    {
        var (start, points) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && !IsEnd(text, i))
                continue;
            var end = Math.Min(text.Length, i + 1);
            var (s, e) = (start, end);
            while (s < e && char.IsWhiteSpace(text[s]))
                s++;
            while (e > s && char.IsWhiteSpace(text[e - 1]))
                e--;
            var from = points + CodePoints(text, start, s);
            if (e > s)
                yield return new(from, from + CodePoints(text, s, e), text[s..e]);
            points += CodePoints(text, start, end);
            start = end;
        }
    }

    public static List<Word> WordsOf(string sentence)
    {
        var words = new List<Word>();
        for (var i = 0; i < sentence.Length;)
        {
            if (!char.IsLetterOrDigit(sentence[i]) || sentence[i] >= '\u2E80')
            {
                i++;
                continue;
            }

            var start = i;
            while (i < sentence.Length && sentence[i] < '\u2E80' && (char.IsLetterOrDigit(sentence[i]) || (sentence[i] is '-' or '\'' or '’' && i + 1 < sentence.Length && char.IsLetterOrDigit(sentence[i + 1]))))
                i++;
            words.Add(new(TextNormalizer.Fold(sentence[start..i]), start, i));
        }

        return words;
    }

    private static bool IsEnd(string text, int at)
    {
        switch (text[at])
        {
            case '\n' or '。' or '！' or '？':
                return true;
            case '!' or '?':
                return at + 1 >= text.Length || char.IsWhiteSpace(text[at + 1]);
            case '.':
                // "U.S.", "г. Алматы", "4.5": no end after a letter or two, before a small letter, inside a number.
                var word = at;
                while (word > 0 && char.IsLetter(text[word - 1]))
                    word--;
                var next = at + 1;
                while (next < text.Length && text[next] == ' ')
                    next++;
                return next >= text.Length || text[next] == '\n' || (next > at + 1 && at - word > 2 && !char.IsLower(text[next])) || (next > at + 1 && at > 0 && (char.IsDigit(text[at - 1]) || text[at - 1] is '»' or '”' or '"' or ')') && !char.IsLower(text[next]));
            default:
                return false;
        }
    }

    private static int CodePoints(string text, int start, int end)
    {
        var count = 0;
        for (var i = start; i < end; i++)
            count += char.IsLowSurrogate(text[i]) ? 0 : 1;
        return count;
    }
}
