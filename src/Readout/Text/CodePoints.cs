namespace Readout.Text;

/// <summary>Turns UTF-16 spans into evidence that counts code points: the one place where the two meet.</summary>
internal sealed class CodePoints
{
    private readonly string _text;

    // Number of surrogate pairs before each position; null when the text has none, which is the rule.
    private readonly int[]? _pairsBefore;

    // Places of a text that was respelled for reading; null when it was read as given.
    private readonly int[]? _places;

    public CodePoints(SegmentedText text) : this(text.Respelled?.Original ?? text.Text) => _places = text.Respelled?.Places;

    public CodePoints(string text)
    {
        _text = text;
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDBFF'))
            return;
        _pairsBefore = new int[text.Length + 1];
        for (var i = 0; i < text.Length; i++)
            _pairsBefore[i + 1] = _pairsBefore[i] + (char.IsLowSurrogate(text[i]) ? 1 : 0);
    }

    public int At(int utf16)
    {
        var given = _places is null ? utf16 : _places[utf16];
        return _pairsBefore is null ? given : given - _pairsBefore[given];
    }

    public Evidence Evidence(Span span) => new(At(span.Start), At(span.End), Given(span));

    public Mention Mention(Span span, MentionForm form) => new(At(span.Start), At(span.End), Given(span), form);

    /// <summary>The words of a span as the text gave them.</summary>
    public string Given(Span span) => (_places is null ? span : new Span(_places[span.Start], _places[span.End])).In(_text);
}
