namespace Readout.Text;

/// <summary>A text whose places are given in code points, as all evidence gives them.</summary>
public sealed class CodePointText
{
    private readonly string _text;

    // UTF-16 index of each code point and of the end; null when they are the same, which is the rule.
    private readonly int[]? _indexes;

    public CodePointText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDBFF'))
            return;
        var indexes = new List<int>(text.Length + 1);
        for (var i = 0; i < text.Length; i += char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1)
            indexes.Add(i);
        indexes.Add(text.Length);
        _indexes = [.. indexes];
    }

    /// <summary>In code points.</summary>
    public int Length => _indexes is null ? _text.Length : _indexes.Length - 1;

    /// <summary>The slice; what lies outside the text is left out.</summary>
    public string Slice(int start, int end) => start >= end ? "" : _text[Utf16(start)..Utf16(end)];

    /// <summary>UTF-16 index of a code point; the nearest end for one outside the text.</summary>
    public int Utf16(int point)
    {
        point = Math.Clamp(point, 0, Length);
        return _indexes is null ? point : _indexes[point];
    }

    /// <summary>The code point at a UTF-16 index.</summary>
    public int Point(int utf16)
    {
        if (_indexes is null)
            return utf16;
        var at = Array.BinarySearch(_indexes, utf16);
        return at >= 0 ? at : ~at - 1;
    }
}
