using Readout.Text;

namespace Readout.Tables;

/// <summary>Finds the longest phrase of a table that begins at a token; phrases are base forms parted by blanks.</summary>
/// <remarks>Immutable once built, thread-safe.</remarks>
internal sealed class PhraseMatcher<T>
{
    private sealed class Node
    {
        public readonly Dictionary<string, Node> Next = new(StringComparer.Ordinal);
        public bool IsEnd;
        public T Value = default!;
        public TsvRow[] Rows = [];
    }

    private readonly Node _root = new();

    /// <summary>Adds a phrase; the first of two equal phrases stays.</summary>
    public bool Add(string phrase, T value, params TsvRow[] rows)
    {
        var node = _root;
        foreach (var word in phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!node.Next.TryGetValue(word, out var next))
                node.Next[word] = next = new Node();
            node = next;
        }

        if (node.IsEnd)
            return false;
        (node.IsEnd, node.Value, node.Rows) = (true, value, rows);
        return true;
    }

    /// <summary>The longest phrase at a token.</summary>
    /// <param name="tokens">Tokens of the document.</param>
    /// <param name="start">First token.</param>
    /// <param name="limit">One past the last token that may belong to it.</param>
    /// <param name="end">One past the phrase's last token; <paramref name="start"/> when none is found.</param>
    /// <param name="value">What the table says of it.</param>
    public bool TryMatch(Token[] tokens, int start, int limit, out int end, out T value)
    {
        end = start;
        value = default!;
        Node? found = null;
        Walk(_root, tokens, start, limit, ref end, ref found);
        if (found is null)
            return false;
        foreach (var row in found.Rows)
            row.Touch();
        value = found.Value;
        return true;
    }

    private static void Walk(Node node, Token[] tokens, int at, int limit, ref int end, ref Node? found)
    {
        if (node.IsEnd && at > end)
            (end, found) = (at, node);
        if (at >= limit || node.Next.Count == 0)
            return;
        var token = tokens[at];
        if (node.Next.TryGetValue(token.Fold, out var next))
            Walk(next, tokens, at + 1, limit, ref end, ref found);
        for (var r = 0; r < token.Readings.Length; r++)
        {
            var key = token.Readings[r].Base;
            if (key != token.Fold && node.Next.TryGetValue(key, out next))
                Walk(next, tokens, at + 1, limit, ref end, ref found);
        }
    }
}
