using System.Globalization;
using System.Text;
using Readout.Text;

namespace Readout.Ingest;

/// <summary>Maps code points of the normalised text, in which evidence counts, to code points of the text exactly as it was given.</summary>
/// <remarks>Line ends, composed letters and the byte-order mark change length when a text is normalised; all else keeps it. The text is cut where
/// normalising cannot reach over (before every character that is no combining mark), and each piece is normalised alone.</remarks>
public sealed class OffsetMap
{
    // For each code point of the normalised text, and one past the last: where its piece starts and ends in the text as given.
    private readonly int[] _starts;
    private readonly int[] _ends;

    private OffsetMap(int[] starts, int[] ends) => (_starts, _ends) = (starts, ends);

    /// <summary>Makes the map; null when <paramref name="normalized"/> is not what normalising makes of <paramref name="given"/>.</summary>
    public static OffsetMap? Between(string given, string normalized)
    {
        var starts = new List<int>(given.Length + 1);
        var ends = new List<int>(given.Length + 1);
        var built = new StringBuilder(normalized.Length);
        var at = 0;
        for (var i = 0; i < given.Length;)
        {
            var end = PieceEnd(given, i);
            var piece = given[i..end];
            // Only the mark at the very beginning goes; inside the text it is a character.
            var became = i > 0 && piece[0] == '\uFEFF' ? "\uFEFF" + TextNormalizer.Normalize(piece[1..]) : TextNormalizer.Normalize(piece);
            var length = CodePointsIn(piece);
            var isSame = became == piece;
            var points = CodePointsIn(became);
            for (var j = 0; j < points; j++)
            {
                starts.Add(isSame ? at + j : at);
                ends.Add(isSame ? at + j + 1 : at + length);
            }

            built.Append(became);
            at += length;
            i = end;
        }

        return built.Equals(normalized) ? new OffsetMap([.. starts], [.. ends]) : null;
    }

    /// <summary>The stretch of the given text that became this half-open, non-empty stretch of the normalised one.</summary>
    public (int Start, int End) ToGiven(int start, int end) => (_starts[start], _ends[end - 1]);

    private static int PieceEnd(string text, int at)
    {
        if (text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n')
            return at + 2;
        var end = at + LengthAt(text, at);
        while (end < text.Length && Attaches(text, end))
            end += LengthAt(text, end);
        return end;
    }

    private static bool Attaches(string text, int at) =>
        CharUnicodeInfo.GetUnicodeCategory(text, at) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        || text[at] is >= '\u1160' and <= '\u11FF'; // Hangul vowels and finals join the letter before them.

    private static int LengthAt(string text, int at) => char.IsSurrogatePair(text, at) ? 2 : 1;

    private static int CodePointsIn(string text)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i += LengthAt(text, i))
            count++;
        return count;
    }
}
