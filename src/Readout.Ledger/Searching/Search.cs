using System.Collections.Immutable;

namespace Readout.Ledger.Searching;

/// <summary>Finds the words of a query in a text: what no index can tell, whether they stand side by side and where.</summary>
public static class Search
{
    /// <summary>Where the words of a query stand in a text; null when the text shows that it is no answer.</summary>
    /// <returns>Half-open UTF-16 stretches of words, in the order of the text.</returns>
    public static IReadOnlyList<(int Start, int End)>? Locate(Query query, string text, string? language, ITerms terms)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Parts.All(p => p.Phrases.IsEmpty))
            return [];
        var words = Group(terms.Of(text, language)).ToList();
        var found = new SortedSet<(int Start, int End)>();
        foreach (var part in query.Parts)
        {
            var any = false;
            foreach (var phrase in part.Phrases)
                any |= Locate(phrase.Words, words, part.IsNegated ? null : found);
            var isSeenHere = part.Column is QueryColumn.Any or QueryColumn.Title;
            // A single word may stand in a name only, which is indexed too ("Tokayev"); a phrase must be seen.
            if (isSeenHere && part.Phrases.Any(p => p.Words.Length > 1) && (part.IsNegated ? any : !any && part.Tags.IsEmpty && part.Phrases.All(p => p.Words.Length > 1)))
                return null;
        }

        return [.. found];
    }

    private static bool Locate(ImmutableArray<ImmutableArray<string>> phrase, List<(ImmutableArray<string> Alternatives, int Start, int End)> words, SortedSet<(int, int)>? found)
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
                found?.Add((words[i + j].Start, words[i + j].End));
        }

        return any;
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

    internal static IEnumerable<(ImmutableArray<string> Alternatives, int Start, int End)> Group(IEnumerable<Term> terms)
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
