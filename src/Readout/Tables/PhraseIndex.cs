using System.Collections.Immutable;
using Readout.Morphology;
using Readout.Text;

namespace Readout.Tables;

/// <summary>Finds phrases of a table in the text: the longest that begins, or ends, at a token.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
internal sealed class PhraseIndex<T>
{
    private readonly Dictionary<string, List<Phrase>> _byFirst;
    private readonly Dictionary<string, List<Phrase>> _byLast;

    private PhraseIndex(
        Dictionary<string, List<Phrase>> byFirst,
        Dictionary<string, List<Phrase>> byLast)
    {
        _byFirst = byFirst;
        _byLast = byLast;
    }

    private sealed record Phrase(ImmutableArray<WordPattern> Words, T Value, TsvRow[] Rows);

    /// <summary>A phrase found.</summary>
    public readonly record struct Hit(T Value, TokenRange Tokens);

    /// <summary>The longest phrase that begins at a token.</summary>
    public Hit? LongestAt(Token[] tokens, int at, int limit) => LongestAt(tokens, at, limit, static _ => true);

    /// <summary>The longest phrase of those asked for that begins at a token; of equal ones the first in the table.</summary>
    public Hit? LongestAt(Token[] tokens, int at, int limit, Func<T, bool> isWanted)
    {
        Hit? best = null;
        Phrase? said = null;
        Try(tokens[at].Fold);
        foreach (ref readonly var reading in tokens[at].Readings.AsSpan())
        {
            if (reading.Base != tokens[at].Fold)
                Try(reading.Base);
        }

        Touch(said);
        return best;

        void Try(string key)
        {
            if (!_byFirst.TryGetValue(key, out var phrases))
                return;
            foreach (var phrase in phrases)
            {
                var end = Forward(phrase.Words, tokens, at, limit);
                if (end > at && (best is null || end > best.Value.Tokens.End) && isWanted(phrase.Value))
                    (best, said) = (new Hit(phrase.Value, new TokenRange(at, end)), phrase);
            }
        }
    }

    /// <summary>The longest phrase that ends right before a token.</summary>
    public Hit? LongestBefore(Token[] tokens, int at, int start)
    {
        if (at <= start)
            return null;
        Hit? best = null;
        Phrase? said = null;
        var last = tokens[at - 1];
        Try(last.Fold);
        foreach (ref readonly var reading in last.Readings.AsSpan())
        {
            if (reading.Base != last.Fold)
                Try(reading.Base);
        }

        Touch(said);
        return best;

        void Try(string key)
        {
            if (!_byLast.TryGetValue(key, out var phrases))
                return;
            foreach (var phrase in phrases)
            {
                var words = phrase.Words;
                var first = at - words.Length;
                if (first < start || (best is not null && first >= best.Value.Tokens.Start))
                    continue;
                var matches = true;
                for (var i = 0; i < words.Length && matches; i++)
                    matches = words[i].Matches(tokens[first + i]);
                if (matches)
                    (best, said) = (new Hit(phrase.Value, new TokenRange(first, at)), phrase);
            }
        }
    }

    private static void Touch(Phrase? said)
    {
        foreach (var row in said?.Rows ?? [])
            row.Touch();
    }

    // Dots of abbreviations between the words do not count: "кв. м", "долл. США".
    private static int Forward(ImmutableArray<WordPattern> words, Token[] tokens, int at, int limit)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (i > 0 && at < limit && tokens[at].Is('.') && tokens[at].Span.Start == tokens[at - 1].Span.End)
                at++;
            if (at >= limit || !words[i].Matches(tokens[at]))
                return -1;
            at++;
        }

        return at;
    }

    public sealed class Builder(IMorphology morphology)
    {
        private readonly Dictionary<string, List<Phrase>> _byFirst = new(StringComparer.Ordinal);
        private readonly Dictionary<string, List<Phrase>> _byLast = new(StringComparer.Ordinal);

        /// <param name="phrase">Words as the table writes them.</param>
        /// <param name="value">What they say.</param>
        /// <param name="rows">The rows that say so.</param>
        public void Add(string phrase, T value, params TsvRow[] rows)
        {
            var words = WordPattern.ParsePhrase(phrase, morphology);
            var said = new Phrase(words, value, rows);
            File(_byFirst, words[0]);
            File(_byLast, words[^1]);

            void File(Dictionary<string, List<Phrase>> index, WordPattern word)
            {
                foreach (var key in word.Keys)
                {
                    if (!index.TryGetValue(key, out var phrases))
                        index[key] = phrases = [];
                    phrases.Add(said);
                }
            }
        }

        public PhraseIndex<T> Build() => new(_byFirst, _byLast);
    }
}
