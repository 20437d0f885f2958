using System.Collections.Immutable;
using System.Numerics;

namespace Readout.Ledger.Stories;

/// <summary>The words of a text in little room: how much of one text stands in another can be told from two of them, without the texts.</summary>
/// <remarks>
/// The smallest hashes of all runs of words ("bottom-k", Broder 1997; Beyer et al. 2007): for short reports that is all of them, so the measure is exact there.
/// The order of hashes is the same for all texts, so the smallest of both together are a fair sample of their union.
/// </remarks>
public sealed class Sketch
{
    /// <summary>How many hashes are kept. The error of a share is about 1/√(this) at most.</summary>
    public const int Size = 128;

    /// <summary>Words in a run. Shorter ones are shared by all readouts ("the two sides discussed").</summary>
    private const int Run = 3;

    // A Chinese character is a third of a phrase, not a word.
    private const int HanRun = 6;

    private const int Bands = 12;
    private const int Rows = 2;

    private Sketch(int count, ImmutableArray<uint> smallest) => (Count, Smallest) = (count, smallest);

    /// <summary>Different runs in the text.</summary>
    public int Count { get; }

    /// <summary>The smallest hashes, ascending.</summary>
    public ImmutableArray<uint> Smallest { get; }

    /// <summary>As it was kept.</summary>
    public static Sketch Restore(int count, ImmutableArray<uint> smallest) => new(count, smallest);

    /// <param name="terms">Of the whole text.</param>
    /// <param name="language">BCP 47.</param>
    /// <param name="bands">Hashes by which texts that share a third of their runs find each other, most of the time.</param>
    public static Sketch Of(IEnumerable<Term> terms, string language, out ImmutableArray<uint> bands)
    {
        var words = new List<uint>();
        var last = -1;
        foreach (var term in terms)
        {
            // Alternatives of a word follow it; the first stands for it.
            if (term.Start == last)
                continue;
            last = term.Start;
            words.Add(Hashing.Of(term.Text));
        }

        var run = language == "zh" ? HanRun : Run;
        var runs = new HashSet<uint>();
        for (var i = 0; i + run <= words.Count; i++)
        {
            var hash = 2166136261u;
            for (var j = 0; j < run; j++)
                hash = Hashing.Mix(hash, words[i + j]);
            runs.Add(hash);
        }

        bands = BandsOf(runs);
        var all = runs.ToArray();
        Array.Sort(all);
        return new(all.Length, [.. all.Take(Size)]);
    }

    /// <summary>How much of the shorter text stands in the longer, 0 to 1.</summary>
    public double ShareIn(Sketch other)
    {
        if (Count == 0 || other.Count == 0)
            return 0;
        int i = 0, j = 0, both = 0, seen = 0;
        while (seen < Size && (i < Smallest.Length || j < other.Smallest.Length))
        {
            seen++;
            if (j >= other.Smallest.Length || (i < Smallest.Length && Smallest[i] < other.Smallest[j]))
                i++;
            else if (i >= Smallest.Length || other.Smallest[j] < Smallest[i])
                j++;
            else
                (i, j, both) = (i + 1, j + 1, both + 1);
        }

        var jaccard = (double)both / seen;
        return Math.Min(1, jaccard * (Count + other.Count) / (1 + jaccard) / Math.Min(Count, other.Count));
    }

    private static ImmutableArray<uint> BandsOf(HashSet<uint> runs)
    {
        if (runs.Count == 0)
            return [];
        Span<uint> smallest = stackalloc uint[Bands * Rows];
        smallest.Fill(uint.MaxValue);
        foreach (var run in runs)
        {
            for (var k = 0; k < smallest.Length; k++)
                smallest[k] = Math.Min(smallest[k], Hashing.Mix(run, (uint)k * 0x9E3779B9u));
        }

        var bands = ImmutableArray.CreateBuilder<uint>(Bands);
        for (var b = 0; b < Bands; b++)
            bands.Add(Hashing.Mix(Hashing.Mix(smallest[b * Rows], smallest[b * Rows + 1]), (uint)b));
        return bands.MoveToImmutable();
    }
}

/// <summary>Hashes that are the same on every machine and in every run, unlike those of .NET's strings. They are kept in ledgers: never change them.</summary>
internal static class Hashing
{
    public static uint Of(ReadOnlySpan<char> text)
    {
        var hash = 2166136261u; // FNV-1a
        foreach (var c in text)
            hash = (hash ^ c) * 16777619u;
        return hash;
    }

    public static uint Mix(uint hash, uint with)
    {
        // The finaliser of MurmurHash3: every bit of both moves every bit of the result.
        hash = BitOperations.RotateLeft(hash, 13) ^ (with * 0xCC9E2D51u);
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6Bu;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35u;
        return hash ^ (hash >> 16);
    }
}
