using Readout.Morphology;
using Readout.Tables;
using Readout.Text;

namespace Readout.Statements;

/// <summary>Phrases whose words may be inflected and stand apart: "выразил … глубокую благодарность". The phrase with most words wins.</summary>
/// <remarks>Built once, then only read; reading is thread-safe.</remarks>
internal sealed class Collocations<T>(IMorphology morphology)
{
    // The addressee with his titles may stand between: "телеграмму Премьеру Госсовета КНР Ли Цяну направил".
    private const int Before = 8, After = 8;

    /// <param name="Others">Base forms of each word beside the head.</param>
    /// <param name="Value">What the phrase says.</param>
    /// <param name="Row">Row of the table.</param>
    /// <param name="TakesBare">A verb with words of which none is a preposition: nor may one stand before them ("отметить развитие" is not "отметил на сессии по развитию").</param>
    private sealed record Phrase(string[][] Others, T Value, TsvRow Row, bool TakesBare);

    private readonly Dictionary<string, List<Phrase>> _byHead = new(StringComparer.Ordinal);

    /// <summary>Adds a phrase as it is written: the first infinitive is its head, else the first word that is no preposition.</summary>
    public void Add(string phrase, T value, TsvRow row)
    {
        var words = phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var head = Array.FindIndex(words, w => morphology.Analyze(w)[0] is { Class: WordClass.Verb, Form: VerbForm.Infinitive });
        var takesBare = head >= 0 && words.All(w => morphology.Analyze(w)[0].Class != WordClass.Preposition);
        if (head < 0)
            head = Math.Max(0, Array.FindIndex(words, w => morphology.Analyze(w)[0].Class is not (WordClass.Preposition or WordClass.Particle or WordClass.Conjunction)));
        var others = words.Where((_, i) => i != head).Select(Bases).ToArray();
        foreach (var @base in Bases(words[head]))
        {
            if (!_byHead.TryGetValue(@base, out var phrases))
                _byHead[@base] = phrases = [];
            phrases.Add(new Phrase(others, value, row, takesBare));
        }
    }

    private string[] Bases(string word) =>
        [.. morphology.Analyze(word).Select(r => r.Base).Append(TextNormalizer.Fold(word)).Distinct(StringComparer.Ordinal)];

    /// <summary>The phrases headed by a token: most words first, then those that stand closest together.</summary>
    /// <param name="head">Token that may be a head.</param>
    /// <param name="tokens">Tokens of the document.</param>
    /// <param name="within">Where the other words may stand.</param>
    /// <param name="isOpen">False for tokens that must not be used.</param>
    public IEnumerable<(T Value, TokenRange Words)> At(Token head, Token[] tokens, TokenRange within, Func<int, bool> isOpen)
    {
        List<(Phrase Phrase, TokenRange Words)>? found = null;
        for (var r = 0; r <= head.Readings.Length; r++)
        {
            var key = r < head.Readings.Length ? head.Readings[r].Base : head.Fold;
            if (!_byHead.TryGetValue(key, out var phrases) || IsRepeated(head, key, r))
                continue;
            foreach (var phrase in phrases)
            {
                if (Match(phrase, head.Index, tokens, within, isOpen) is { } words)
                    (found ??= []).Add((phrase, words));
            }
        }

        return found is null ? [] : found.OrderByDescending(f => f.Phrase.Others.Length).ThenBy(f => f.Words.Length).Select(f =>
        {
            f.Phrase.Row.Touch();
            return (f.Phrase.Value, f.Words);
        });
    }

    private static bool IsRepeated(Token head, string key, int upTo)
    {
        for (var i = 0; i < upTo; i++)
        {
            if (head.Readings[i].Base == key)
                return true;
        }

        return false;
    }

    private static TokenRange? Match(Phrase phrase, int head, Token[] tokens, TokenRange within, Func<int, bool> isOpen)
    {
        int start = head, end = head + 1;
        foreach (var word in phrase.Others)
        {
            var at = Find(word, head, phrase.TakesBare, tokens, within, isOpen);
            if (at < 0)
                return null;
            start = Math.Min(start, at);
            end = Math.Max(end, at + 1);
        }

        return new TokenRange(start, end);
    }

    private static int Find(string[] bases, int head, bool takesBare, Token[] tokens, TokenRange within, Func<int, bool> isOpen)
    {
        // A negation stands right before its verb.
        if (bases[0] == "не")
            return head > within.Start && tokens[head - 1].Fold == "не" ? head - 1 : -1;
        for (var i = head + 1; i < Math.Min(within.End, head + 1 + After); i++)
        {
            if (isOpen(i) && Has(tokens[i], bases) && !(takesBare && IsAfterPreposition(tokens, i, within.Start)))
                return i;
        }

        for (var i = head - 1; i >= Math.Max(within.Start, head - Before); i--)
        {
            if (isOpen(i) && Has(tokens[i], bases) && !(takesBare && IsAfterPreposition(tokens, i, within.Start)))
                return i;
        }

        return -1;
    }

    private static bool IsAfterPreposition(Token[] tokens, int noun, int start)
    {
        for (var i = noun - 1; i >= start && tokens[i].Readings.Length > 0; i--)
        {
            var reading = tokens[i].Readings[0];
            if (reading.Class == WordClass.Preposition)
                return true;
            if (reading.Class is not (WordClass.Adjective or WordClass.Participle) || reading.IsShort)
                return false;
        }

        return false;
    }

    private static bool Has(Token token, string[] bases)
    {
        if (!token.IsWord)
            return false;
        foreach (var @base in bases)
        {
            if (token.Fold == @base || token.HasBase(@base))
                return true;
        }

        return false;
    }
}
