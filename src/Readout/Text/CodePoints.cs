namespace Readout.Text;

/// <summary>Turns UTF-16 spans into evidence that counts code points: the one place where the two meet.</summary>
internal sealed class CodePoints
{
    private readonly string _text;

    // Number of surrogate pairs before each position; null when the text has none, which is the rule.
    private readonly int[]? _pairsBefore;

    public CodePoints(string text)
    {
        _text = text;
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDBFF'))
            return;
        _pairsBefore = new int[text.Length + 1];
        for (var i = 0; i < text.Length; i++)
            _pairsBefore[i + 1] = _pairsBefore[i] + (char.IsLowSurrogate(text[i]) ? 1 : 0);
    }

    public int At(int utf16) => _pairsBefore is null ? utf16 : utf16 - _pairsBefore[utf16];

    public Evidence Evidence(Span span) => new(At(span.Start), At(span.End), span.In(_text));

    public Mention Mention(Span span, MentionForm form) => new(At(span.Start), At(span.End), span.In(_text), form);
}
