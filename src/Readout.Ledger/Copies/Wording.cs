using System.Collections.Immutable;
using Readout.Ledger.Stories;
using Readout.Text;

namespace Readout.Ledger.Copies;

/// <summary>The words of a text before anybody reads it: enough to tell a reprint, at a fraction of a reading's cost.</summary>
/// <remarks>Words are runs of letters and digits in small letters, a Chinese character is one; no dictionary is asked. Kept in ledgers: change <see cref="Version"/> with it.</remarks>
/// <param name="Id">The document's id: SHA-256 of the normalised text.</param>
/// <param name="Words">Runs of words.</param>
/// <param name="Bands">By these, texts that share most of their runs find each other.</param>
/// <param name="Numbers">Hash of all numbers of the text in their order: a reprint that differs in one is another report.</param>
public sealed record Wording(string Id, Sketch Words, ImmutableArray<uint> Bands, uint Numbers)
{
    /// <summary>Changes whenever the same text may give another wording.</summary>
    public const string Version = "wording-1";

    /// <summary>How much of all the runs of two texts both must hold for a near copy: a word in fifty may differ, or the credit line.</summary>
    public const double NearShare = 0.9;

    // A text of few words is like many others.
    private const int FewRuns = 30;

    /// <param name="text">As it came; it is normalised here.</param>
    public static Wording Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = TextNormalizer.Normalize(text);
        var (terms, han, numbers) = (new List<Term>(), 0, 2166136261u);
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                i++;
                continue;
            }

            var start = i++;
            if (IsHan(text[start]))
                han++;
            else
                i += LengthOfWord(text.AsSpan(i));
            var word = text.AsSpan(start, i - start);
            if (char.IsDigit(word[0]))
                numbers = Hashing.Mix(numbers, Hashing.Of(word));
            terms.Add(new Term(word.ToString().ToLowerInvariant(), start, i));
        }

        var words = Sketch.Of(terms, 2 * han > terms.Count ? "zh" : "", out var bands);
        return new(DocumentFacts.IdOf(text), words, bands, numbers);
    }

    /// <summary>How much of all the words of the two texts both hold, 0 to 1; 0 for what is no near copy.</summary>
    public double NearShareWith(Wording other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Numbers != other.Numbers || Math.Min(Words.Count, other.Words.Count) < FewRuns)
            return 0;
        // ShareIn is of the shorter text; of both together it is what they share by what either holds.
        var (shorter, longer) = (Math.Min(Words.Count, other.Words.Count), Math.Max(Words.Count, other.Words.Count));
        var both = Words.ShareIn(other.Words) * shorter;
        var share = both / (shorter + longer - both);
        return share >= NearShare ? share : 0;
    }

    private static int LengthOfWord(ReadOnlySpan<char> rest)
    {
        var i = 0;
        while (i < rest.Length && char.IsLetterOrDigit(rest[i]) && !IsHan(rest[i]))
            i++;
        return i;
    }

    private static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF';
}

/// <summary>A document that a text is a copy of.</summary>
/// <param name="Share">See <see cref="Publication.Share"/>.</param>
public readonly record struct Copy(string Document, double Share);
