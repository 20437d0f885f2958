using UglyToad.PdfPig.Content;

namespace Readout.Ingest.Documents;

/// <summary>The lines of a page's body in the order in which they are read: columns one after another, what spans them before and after.</summary>
/// <remarks>
/// The segmenters of the library go by the distance of neighbours, which justified text stretches beyond the width of a gutter. A gutter is told by
/// its length instead: a strip that most lines with words on both sides leave free.
/// </remarks>
internal static class PdfLayout
{
    // Of the lines with words on both sides of a gutter, so many leave it free; the others (a headline, a table's rule) span the columns.
    private const double FreeShare = 0.7;
    private const int FewestRows = 3;

    // In units of the usual letter's size: narrower strips are spaces between words.
    private const double NarrowestGutter = 0.9;

    private const double Step = 2;

    // Columns nest no deeper than this: four of them.
    private const int Deepest = 2;

    /// <summary>A line of one column.</summary>
    /// <param name="Words">From left to right.</param>
    /// <param name="Right">Right edge of the column that it stands in, in points.</param>
    /// <param name="Left">Left edge of the column.</param>
    public sealed record Line(IReadOnlyList<Word> Words, double Left, double Right)
    {
        public double Start => Words[0].BoundingBox.Left;

        public double End => Words[^1].BoundingBox.Right;

        public double Top => Words.Max(w => w.BoundingBox.Top);

        public double Bottom => Words.Min(w => w.BoundingBox.Bottom);

        /// <summary>Where the letters stand, descenders apart.</summary>
        public double Baseline => Words[0].Letters[0].StartBaseLine.Y;

        public double Size => Words.Max(w => w.Letters.Max(l => l.PointSize));

        /// <summary>The words with spaces between. A hyphen that a program set at the line's end by itself belongs to its word.</summary>
        public string Text => Words is [.., _, { Text: "-" or "\u2010" or "\u00AD" } hyphen] && hyphen.BoundingBox.Left - Words[^2].BoundingBox.Right < 0.2 * Size
            ? string.Join(' ', Words.SkipLast(1).Select(w => w.Text)) + hyphen.Text
            : string.Join(' ', Words.Select(w => w.Text));
    }

    public static List<Line> LinesOf(IReadOnlyList<Word> words) => words.Count == 0 ? [] : [.. Ordered(Rows(words), 0)];

    /// <summary>Words on one baseline, from top to bottom; those of several columns together.</summary>
    public static List<List<Word>> Rows(IReadOnlyList<Word> words)
    {
        var rows = new List<List<Word>>();
        foreach (var word in words.OrderByDescending(w => w.Letters[0].StartBaseLine.Y))
        {
            var baseline = word.Letters[0].StartBaseLine.Y;
            if (rows.Count > 0 && rows[^1][0].Letters[0].StartBaseLine.Y - baseline < 0.35 * word.Letters[0].PointSize)
                rows[^1].Add(word);
            else
                rows.Add([word]);
        }

        foreach (var row in rows)
            row.Sort(static (a, b) => a.BoundingBox.Left.CompareTo(b.BoundingBox.Left));
        return rows;
    }

    private static IEnumerable<Line> Ordered(List<List<Word>> rows, int depth)
    {
        if (depth == Deepest || GutterOf(rows) is not { } gutter)
        {
            var (left, right) = (rows.Min(r => r[0].BoundingBox.Left), rows.Max(r => r.Max(w => w.BoundingBox.Right)));
            return rows.Select(r => new Line(r, left, right));
        }

        var ordered = new List<Line>();
        List<List<Word>> before = [], after = [], spanning = [];
        foreach (var row in rows)
        {
            if (row.Exists(w => w.BoundingBox.Left < gutter && w.BoundingBox.Right > gutter))
            {
                Columns();
                spanning.Add(row);
                continue;
            }

            Span();
            var at = row.FindIndex(w => w.BoundingBox.Left >= gutter);
            if (at != 0)
                before.Add(at < 0 ? row : row[..at]);
            if (at >= 0)
                after.Add(row[at..]);
        }

        Columns();
        Span();
        return ordered;

        void Columns()
        {
            foreach (var column in (ReadOnlySpan<List<List<Word>>>)[before, after])
            {
                if (column.Count > 0)
                    ordered.AddRange(Ordered([.. column], depth + 1));
                column.Clear();
            }
        }

        void Span()
        {
            if (spanning.Count > 0)
                ordered.AddRange(Ordered([.. spanning], Deepest));
            spanning.Clear();
        }
    }

    /// <summary>The middle of the widest strip that parts two columns; null for one column.</summary>
    private static double? GutterOf(List<List<Word>> rows)
    {
        var (left, right) = (rows.Min(r => r[0].BoundingBox.Left), rows.Max(r => r.Max(w => w.BoundingBox.Right)));
        var sizes = rows.SelectMany(r => r).Select(w => w.Letters[0].PointSize).Order().ToArray();
        var narrowest = NarrowestGutter * sizes[sizes.Length / 2];
        double? best = null, from = null;
        var widest = 0.0;
        for (var x = left + Step; ; x += Step)
        {
            var isFree = x < right && IsFree(rows, x);
            if (isFree)
            {
                from ??= x;
                continue;
            }

            if (from is { } start && x - start >= narrowest && x - start > widest)
                (best, widest) = ((start + x - Step) / 2, x - start);
            from = null;
            if (x >= right)
                return best;
        }
    }

    private static bool IsFree(List<List<Word>> rows, double x)
    {
        int free = 0, crossed = 0;
        foreach (var row in rows)
        {
            if (row.Exists(w => w.BoundingBox.Left < x && w.BoundingBox.Right > x))
                crossed++;
            else if (row[0].BoundingBox.Left < x && row[^1].BoundingBox.Right > x)
                free++;
        }

        return free >= FewestRows && free >= FreeShare * (free + crossed);
    }
}
