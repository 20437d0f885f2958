using System.Collections.Immutable;

namespace Readout.Ledger;

/// <summary>A query cut into terms: what every ledger shares whatever its index.</summary>
public sealed class Search
{
    private Search(ImmutableArray<ImmutableArray<ImmutableArray<string>>> phrases) => Phrases = phrases;

    /// <summary>Phrases, each a row of words, each word its alternative terms. A word outside quotation marks is a phrase of one.</summary>
    public ImmutableArray<ImmutableArray<ImmutableArray<string>>> Phrases { get; }

    /// <summary>All words, phrases taken apart.</summary>
    public IEnumerable<ImmutableArray<string>> Words => Phrases.SelectMany(p => p);

    /// <summary>True when there is no word to search for ("—?").</summary>
    public bool IsEmpty => Phrases.IsEmpty;

    public bool HasPhrases => Phrases.Any(p => p.Length > 1);

    public static Search Parse(string query, ITerms terms)
    {
        var phrases = ImmutableArray.CreateBuilder<ImmutableArray<ImmutableArray<string>>>();
        var pieces = query.Split('"', '«', '»', '“', '”', '„');
        for (var i = 0; i < pieces.Length; i++)
        {
            var words = Group(terms.Of(pieces[i], null)).Select(w => w.Alternatives).ToImmutableArray();
            // Every second piece stood between quotation marks; a mark that is never closed quotes nothing.
            if (i % 2 == 1 && i < pieces.Length - 1)
            {
                if (!words.IsEmpty)
                    phrases.Add(words);
            }
            else
            {
                phrases.AddRange(words.Select(w => ImmutableArray.Create(w)));
            }
        }

        return new(phrases.ToImmutable());
    }

    /// <summary>Where the phrases stand in a text; null when one of them does not.</summary>
    /// <returns>Half-open UTF-16 stretches of words, in the order of the text.</returns>
    public IReadOnlyList<(int Start, int End)>? Locate(string text, string? language, ITerms terms)
    {
        var words = Group(terms.Of(text, language)).ToList();
        var found = new SortedSet<(int Start, int End)>();
        foreach (var phrase in Phrases)
        {
            var any = false;
            for (var i = 0; i + phrase.Length <= words.Count; i++)
            {
                var matches = true;
                for (var j = 0; matches && j < phrase.Length; j++)
                    matches = phrase[j].Any(words[i + j].Alternatives.Contains);
                if (!matches)
                    continue;
                any = true;
                for (var j = 0; j < phrase.Length; j++)
                    found.Add((words[i + j].Start, words[i + j].End));
            }

            // A single word may stand in a name only, which is indexed too ("Tokayev"); a phrase must be seen.
            if (!any && phrase.Length > 1)
                return null;
        }

        return [.. found];
    }

    /// <summary>The slice of the text that shows most of the words found, at most about <paramref name="length"/> characters.</summary>
    public static Snippet SnippetOf(string text, IReadOnlyList<(int Start, int End)> found, int length = 240)
    {
        var (first, last) = BestRun(text, found, length);
        var centre = found.Count == 0 ? 0 : (found[first].Start + found[last].End) / 2;
        var anchor = found.Count == 0 ? 0 : found[first].Start;
        var paragraphStart = anchor == 0 ? 0 : text.LastIndexOf('\n', anchor - 1) + 1;
        var paragraphEnd = text.IndexOf('\n', found.Count == 0 ? 0 : found[last].End);
        if (paragraphEnd < 0)
            paragraphEnd = text.Length;
        var start = Math.Max(paragraphStart, Math.Min(centre - length / 2, paragraphEnd - length));
        var end = Math.Min(paragraphEnd, start + length);
        // To whole words, and never through a surrogate pair: a blank is neither.
        while (start > paragraphStart && text[start - 1] != ' ' && start < anchor)
            start++;
        while (end < paragraphEnd && text[end] != ' ' && text[end] != '\n')
            end++;
        start = Math.Min(start, anchor);

        var startPoint = CodePoints(text, 0, start);
        var marks = ImmutableArray.CreateBuilder<Mark>();
        foreach (var (s, e) in found)
        {
            if (s >= start && e <= end)
                marks.Add(new(startPoint + CodePoints(text, start, s), startPoint + CodePoints(text, start, e)));
        }

        return new(startPoint, text[start..end], marks.ToImmutable(), start > paragraphStart, end < paragraphEnd);
    }

    // The run of found words inside one paragraph and one length that holds most of them; the first such.
    private static (int First, int Last) BestRun(string text, IReadOnlyList<(int Start, int End)> found, int length)
    {
        var best = (First: 0, Last: 0);
        for (int first = 0, last = 0; first < found.Count; first++)
        {
            last = Math.Max(last, first);
            while (last + 1 < found.Count && found[last + 1].End - found[first].Start <= length
                && !text.AsSpan(found[first].Start, found[last + 1].End - found[first].Start).Contains('\n'))
                last++;
            if (last - first > best.Last - best.First)
                best = (first, last);
        }

        return best;
    }

    private static IEnumerable<(ImmutableArray<string> Alternatives, int Start, int End)> Group(IEnumerable<Term> terms)
    {
        var alternatives = ImmutableArray.CreateBuilder<string>();
        var (start, end) = (-1, -1);
        foreach (var term in terms)
        {
            if (term.Start != start && alternatives.Count > 0)
            {
                yield return (alternatives.ToImmutable(), start, end);
                alternatives.Clear();
            }

            (start, end) = (term.Start, term.End);
            if (!alternatives.Contains(term.Text))
                alternatives.Add(term.Text);
        }

        if (alternatives.Count > 0)
            yield return (alternatives.ToImmutable(), start, end);
    }

    private static int CodePoints(string text, int start, int end)
    {
        var count = 0;
        for (var i = start; i < end; i++)
            count += char.IsLowSurrogate(text[i]) ? 0 : 1;
        return count;
    }
}
