using Readout.Text;

namespace Readout.Ledger.Corrections;

/// <summary>Words in a text with what stands around them, so that they are found again when the text has changed, or known to be gone.</summary>
/// <param name="Start">In code points.</param>
/// <param name="End">One past the last.</param>
/// <param name="Text">The words.</param>
/// <param name="Before">Up to 32 code points before them.</param>
/// <param name="After">Up to 32 code points after them.</param>
public sealed record Anchor(int Start, int End, string Text, string Before, string After)
{
    private const int ContextLength = 32;

    // One side alone must be as long as a few words.
    private const int LeastContext = 16;

    public static Anchor Of(string text, int start, int end)
    {
        var points = new CodePointText(text);
        return new(start, end, points.Slice(start, end), points.Slice(start - ContextLength, start), points.Slice(end, end + ContextLength));
    }

    /// <summary>Where the words stand in a text: at the same place; else where they stand once with what was around them, on both sides or, when one side has changed,
    /// on the other; null when nowhere so.</summary>
    /// <remarks>Never at a look-alike: words that stand twice are nobody's.</remarks>
    public Mark? In(string text)
    {
        var points = new CodePointText(text);
        if (points.Slice(Start, End) == Text)
            return new(Start, End);
        var places = Places(text, Before, After);
        if (places.Count == 0)
            places = [.. new[] { (Before, ""), ("", After) }.Where(c => c.Item1.Length + c.Item2.Length >= LeastContext).SelectMany(c => Places(text, c.Item1, c.Item2)).Distinct()];
        if (places is not [var only])
            return null;
        var start = points.Point(only);
        return new(start, start + (End - Start));
    }

    private List<int> Places(string text, string before, string after)
    {
        var whole = before + Text + after;
        var places = new List<int>();
        for (var at = text.IndexOf(whole, StringComparison.Ordinal); at >= 0; at = text.IndexOf(whole, at + 1, StringComparison.Ordinal))
            places.Add(at + before.Length);
        return places;
    }
}
