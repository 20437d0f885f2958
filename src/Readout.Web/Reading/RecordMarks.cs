using System.Collections.Immutable;

namespace Readout.Web.Reading;

/// <summary>A stretch of the text that belongs to an item of the record.</summary>
/// <param name="Item">The item's id.</param>
/// <param name="Type">Class of its line: <c>statement</c>, <c>person</c> …; <c>country</c>, <c>initiative</c> and <c>topic</c> have no line and only light up.</param>
/// <param name="Start">In code points of the document.</param>
/// <param name="End">One past the last.</param>
/// <param name="IsFirst">True for the item's first words: these carry its anchor.</param>
/// <param name="HasTag">True when the item's id stands before the words.</param>
public sealed record ItemMark(string Item, string Type, int Start, int End, bool IsFirst, bool HasTag);

/// <summary>What of a record is marked in its text.</summary>
public static class RecordMarks
{
    /// <summary>Types in the order in which lines nest when stretches are the same: the widest kind outside.</summary>
    public static ImmutableArray<string> Types { get; } = ["topic", "statement", "event", "commitment", "relation", "figure", "initiative", "organisation", "place", "person", "country"];

    /// <summary>Types that have a line, in the order of the legend.</summary>
    public static ImmutableArray<string> Lined { get; } = ["statement", "event", "figure", "commitment", "relation", "person", "organisation", "place"];

    public static string TypeOf(ActorKind kind) => kind switch { ActorKind.Person => "person", ActorKind.State => "country", _ => "organisation" };

    public static ImmutableArray<ItemMark> Of(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var marks = new List<ItemMark>();
        void Add(string item, string type, IEnumerable<(int Start, int End)> words)
        {
            var isFirst = true;
            foreach (var (start, end) in words.OrderBy(w => w.Start))
            {
                marks.Add(new(item, type, start, end, isFirst, isFirst && Lined.Contains(type)));
                isFirst = false;
            }
        }

        foreach (var a in record.Actors)
            Add(a.Id, TypeOf(a.Kind), a.Mentions.Select(m => (m.Start, m.End)));
        foreach (var p in record.Places)
            Add(p.Id, "place", p.Mentions.Select(m => (m.Start, m.End)));
        foreach (var e in record.Events)
            Add(e.Id, "event", e.Evidence.Select(m => (m.Start, m.End)));
        foreach (var s in record.Statements)
            Add(s.Id, "statement", [(s.Evidence.Start, s.Evidence.End)]);
        foreach (var f in record.Figures)
            Add(f.Id, "figure", [(f.Evidence.Start, f.Evidence.End)]);
        foreach (var c in record.Commitments)
            Add(c.Id, "commitment", [(c.Evidence.Start, c.Evidence.End)]);
        foreach (var r in record.Relations)
            Add(r.Id, "relation", [(r.Evidence.Start, r.Evidence.End)]);
        foreach (var n in record.Initiatives)
            Add(n.Id, "initiative", n.Mentions.Select(m => (m.Start, m.End)));
        foreach (var t in record.Topics)
            Add(t.Id, "topic", t.Evidence.Select(m => (m.Start, m.End)));
        return [.. marks.Where(m => m.Start < m.End)];
    }
}

/// <summary>A stretch of text with those inside it: marks nest, and one that crosses another is cut in two.</summary>
public sealed class MarkNode(ItemMark? mark, int start, int end, bool isFirst)
{
    /// <summary>Null for the whole.</summary>
    public ItemMark? Mark { get; } = mark;

    public int Start { get; } = start;

    public int End { get; } = end;

    /// <summary>True for the piece that carries the item's anchor and tag.</summary>
    public bool IsFirst { get; } = isFirst;

    public List<MarkNode> Inside { get; } = [];

    /// <summary>Nests the marks that touch a stretch of the text.</summary>
    public static MarkNode Nest(IEnumerable<ItemMark> marks, int start, int end)
    {
        var root = new MarkNode(null, start, end, false);
        var waiting = new PriorityQueue<MarkNode, (int, int, int, string)>();
        void Wait(MarkNode node) => waiting.Enqueue(node, (node.Start, -node.End, RecordMarks.Types.IndexOf(node.Mark!.Type), node.Mark.Item));
        foreach (var mark in marks.Where(m => m.Start < end && start < m.End))
            Wait(new(mark, Math.Max(start, mark.Start), Math.Min(end, mark.End), mark.IsFirst && mark.Start >= start));
        var open = new Stack<MarkNode>([root]);
        while (waiting.TryDequeue(out var node, out _))
        {
            while (open.Peek().End <= node.Start)
                open.Pop();
            var around = open.Peek();
            if (node.End > around.End)
            {
                Wait(new(node.Mark, around.End, node.End, false));
                node = new(node.Mark, node.Start, around.End, node.IsFirst);
            }

            around.Inside.Add(node);
            open.Push(node);
        }

        return root;
    }
}
