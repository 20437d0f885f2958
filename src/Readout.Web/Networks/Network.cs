using System.Collections.Immutable;
using Readout.Ledger.Stories;

namespace Readout.Web.Networks;

/// <summary>Parties and what is between them. The same records give the same network, place for place.</summary>
/// <param name="Nodes">Those in the middle first, the others in the order in which they stand around.</param>
public sealed record Network(ImmutableArray<Node> Nodes, ImmutableArray<Tie> Ties)
{
    private const int Most = 24;

    /// <summary>The network of these records.</summary>
    /// <param name="centre">Who stands in the middle: one, two, or nobody.</param>
    public static Network Of(IReadOnlyList<(Record Record, string Story)> records, ImmutableArray<string> centre)
    {
        var events = EventMerger.Merge(records, e => e.Parties.Length > 1 && e.Status != EventStatus.Negated ? [.. e.Parties.Order(StringComparer.Ordinal)] : []);
        var ties = events.SelectMany(e => e.Parties.SelectMany((a, i) => e.Parties.Skip(i + 1).Select(b => (Pair: (First: a, Second: b), Event: e))))
            .GroupBy(t => t.Pair).Select(g => new Tie(g.Key.First, g.Key.Second, g.Count(), g.Average(t => t.Event.Score), g.MaxBy(t => t.Event.First ?? DateOnly.MinValue).Event)).ToList();
        double Weight(string party) => ties.Where(t => t.Has(party) && (centre.IsEmpty || centre.Any(t.Has))).Sum(t => t.Events);
        var around = ties.SelectMany(t => new[] { t.First, t.Second }).Distinct(StringComparer.Ordinal).Where(p => !centre.Contains(p))
            .Select(p => (Party: p, Weight: Weight(p))).Where(p => p.Weight > 0).OrderByDescending(p => p.Weight).ThenBy(p => p.Party, StringComparer.Ordinal).Take(Most).Select(p => p.Party).ToList();
        var ring = Ring(around, ties);
        ImmutableArray<Node> nodes = [.. centre.Select(p => new Node(p, true, (int)Weight(p))), .. ring.Select(p => new Node(p, false, (int)Weight(p)))];
        var shown = nodes.Select(n => n.Party).ToHashSet(StringComparer.Ordinal);
        return new(nodes, [.. ties.Where(t => shown.Contains(t.First) && shown.Contains(t.Second)).OrderByDescending(t => t.Events).ThenBy(t => t.First, StringComparer.Ordinal).ThenBy(t => t.Second, StringComparer.Ordinal)]);
    }

    /// <summary>Neighbours are those with the strongest tie, so that few lines cross.</summary>
    private static List<string> Ring(List<string> parties, List<Tie> ties)
    {
        var ring = new List<string>();
        var left = parties.ToList();
        while (left.Count > 0)
        {
            var next = ring.Count == 0 ? left[0] : left.MaxBy(p => ties.Where(t => t.Has(p) && t.Has(ring[^1])).Sum(t => t.Events))!;
            ring.Add(next);
            left.Remove(next);
        }

        return ring;
    }
}

/// <param name="Party">State or organisation.</param>
/// <param name="Events">With those in the middle; with all where nobody is in the middle.</param>
public sealed record Node(string Party, bool IsCentre, int Events);

/// <param name="Score">Mean of PLOVER's scores.</param>
public sealed record Tie(string First, string Second, int Events, double Score, MergedEvent Latest)
{
    public bool Has(string party) => First == party || Second == party;
}
