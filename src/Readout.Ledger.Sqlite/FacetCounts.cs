using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Readout.Ledger.Searching;

namespace Readout.Ledger.Sqlite;

/// <summary>Counts records by their tags.</summary>
internal sealed class FacetCounts
{
    private static readonly ImmutableArray<(string Field, string Tag)> Fields =
    [
        ("state", Tags.Party), ("type", Tags.Type), ("status", Tags.Status), ("topic", Tags.Topic), ("act", Tags.Act), ("measure", Tags.Measure),
        ("grade", Tags.Grade), ("lang", Tags.Language), ("source", Tags.Source), ("year", Tags.Year),
    ];

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Counts a record.</summary>
    /// <param name="tags">Its tags, a blank between two.</param>
    public void Add(string tags)
    {
        var counts = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var tag in tags.AsSpan().Split(' '))
            CollectionsMarshal.GetValueRefOrAddDefault(counts, tags.AsSpan(tag), out _)++;
    }

    /// <summary>Adds records that have a tag.</summary>
    public void Add(string tag, int records) => CollectionsMarshal.GetValueRefOrAddDefault(_counts, tag, out _) += records;

    /// <summary>The fields that results are counted by, those without a value left out.</summary>
    public ImmutableArray<SearchFacet> Facets()
    {
        var values = _counts.Select(c => (Mark: c.Key.IndexOf('=', StringComparison.Ordinal), Tag: c.Key, Count: c.Value)).Where(c => c.Mark > 0)
            .ToLookup(c => c.Tag[..c.Mark], c => new FacetValue(c.Tag[(c.Mark + 1)..], c.Count), StringComparer.Ordinal);
        return
        [
            .. Fields.Select(f => new SearchFacet(f.Field, [.. values[f.Tag].Where(v => IsShown(f.Field, v.Value)).OrderByDescending(v => v.Count).ThenBy(v => v.Value, StringComparer.Ordinal)]))
                .Where(f => f.Values.Length > 0),
        ];
    }

    // Organisations are no states; CONSULT.planned is counted as CONSULT already.
    private static bool IsShown(string field, string value) => field switch
    {
        "state" => value.Length == 3 && value.All(char.IsAsciiLetterUpper),
        "type" => !value.Contains('.', StringComparison.Ordinal),
        _ => true,
    };
}
