using System.Collections.Concurrent;
using Readout.Morphology;

namespace Readout.Text;

/// <summary>A word as a text writes it, with what the morphology says of it.</summary>
/// <param name="Joint">Where the hyphen of a span of months stands ("январе-октябре", "January-October"): two words of one spelling; 0 in any other word.</param>
internal sealed record KnownWord(string Text, string Fold, WordReading[] Readings, int Joint = 0);

/// <summary>Remembers the words of the texts read so far: nine in ten words of a report stood in an earlier one.</summary>
/// <remarks>Thread-safe. What is remembered changes no reading, since a word's analysis depends on the word alone.</remarks>
/// <param name="morphology">Of the language.</param>
/// <param name="isMonth">Whether a folded form or a base names a month.</param>
internal sealed class WordMemory(IMorphology morphology, Func<string, bool> isMonth)
{
    // Some 20 MB. Full, it begins anew, so that a corpus of any size and a server that never stops stay within that.
    private const int Most = 1 << 16;

    private ConcurrentDictionary<string, KnownWord> _words = new(StringComparer.Ordinal);
    private int _room = Most;

    public IMorphology Morphology { get; } = morphology;

    public KnownWord Of(ReadOnlySpan<char> word)
    {
        var words = _words;
        if (words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var known))
            return known;
        var text = word.ToString();
        known = new KnownWord(text, Morphology.Fold(text), Morphology.Analyze(text), JointOf(word));
        if (Interlocked.Decrement(ref _room) < 0)
            (_words, _room) = (new(StringComparer.Ordinal), Most);
        return words.GetOrAdd(text, known);
    }

    private int JointOf(ReadOnlySpan<char> word)
    {
        var hyphen = word.IndexOf('-');
        return hyphen > 0 && word.Count('-') == 1 && IsMonth(word[..hyphen].ToString()) && IsMonth(word[(hyphen + 1)..].ToString()) ? hyphen : 0;
    }

    private bool IsMonth(string word) => isMonth(Morphology.Fold(word)) || Morphology.Analyze(word).Any(r => isMonth(r.Base));
}
