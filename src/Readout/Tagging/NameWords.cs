using System.Collections.Frozen;
using Readout.Morphology;
using Readout.Reference;
using Readout.Tables;

namespace Readout.Tagging;

/// <summary>Words that names are made of, by what they name: given and family names, places, bodies. Hints for the tagger; the record takes nothing from here.</summary>
/// <remarks>File: lines <c>kinds word word …</c>, each kind a letter (Languages/en/name-words.README.md, Languages/zh/README.md). Immutable, thread-safe.</remarks>
internal sealed class NameWords
{
    private const string Kinds = "gfpPqbBct";

    /// <summary>How many kinds there are.</summary>
    public const int Count = 9;

    private readonly FrozenDictionary<uint, uint> _kinds;

    // Hashes of the first two characters of longer words.
    private readonly FrozenSet<uint> _beginnings;

    private NameWords(Dictionary<uint, uint> kinds, HashSet<uint> beginnings, int longest)
    {
        (_kinds, _beginnings, Longest) = (kinds.ToFrozenDictionary(), beginnings.ToFrozenSet(), longest);
    }

    /// <summary>Characters of the longest word.</summary>
    public int Longest { get; }

    /// <summary>The words of a language; none where it has no list.</summary>
    public static NameWords Load(string language) => Parse(TsvTable.EmbeddedTextOrNull($"Languages/{language}/name-words.txt") ?? "");

    internal static NameWords Parse(string text)
    {
        var kinds = new Dictionary<uint, uint>();
        var beginnings = new HashSet<uint>();
        var longest = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var bits = 0u;
            foreach (var part in line.Split(' '))
            {
                var word = line[part];
                if (word.IsEmpty)
                    continue;
                if (bits == 0)
                {
                    foreach (var letter in word)
                        bits |= 1u << Kinds.IndexOf(letter, StringComparison.Ordinal);
                    continue;
                }

                kinds[FeatureHash.Of(word)] = bits;
                if (word.Length > 1)
                    beginnings.Add(FeatureHash.Of(word[..2]));
                longest = Math.Max(longest, word.Length);
            }
        }

        return new NameWords(kinds, beginnings, longest);
    }

    /// <summary>Bits of the kinds of a word; 0 when it is not listed.</summary>
    /// <param name="hash"><see cref="FeatureHash.Of(ReadOnlySpan{char})"/> of the word, folded.</param>
    public uint Of(uint hash) => _kinds.GetValueOrDefault(hash);

    /// <summary>False when no listed word begins with two characters of this hash.</summary>
    public bool MayBegin(uint hash) => _beginnings.Contains(hash);
}

/// <summary>Lists that help the tagger of a language.</summary>
/// <param name="WellKnown">Organisations that news speaks of by their bare names (names.tsv).</param>
/// <param name="Words">Words of names.</param>
internal sealed record NameLists(Gazetteer WellKnown, NameWords Words)
{
    public static NameLists Load(LanguageTables tables, IMorphology morphology)
    {
        var wellKnown = TableSource.TablesOf(tables.Language).Contains("names") ? tables.Load("names", "name", "kind").Rows : [];
        return new NameLists(Gazetteer.Of(wellKnown.Select(r => (r["name"], new GazetteerEntry(GazetteerKind.Organisation, r["kind"], IsWeak: true))), morphology), NameWords.Load(tables.Language));
    }
}
