using Readout.Text;

namespace Readout.Export;

/// <summary>A document's text for those who quote it: the words around a place, and links that lead to it.</summary>
internal sealed class Quoted(DocumentFacts document)
{
    private const int ContextLength = 32;
    private const int Reach = 400;

    private readonly CodePointText _text = new(document.Text);

    public string Before(Evidence evidence) => _text.Slice(evidence.Start - ContextLength, evidence.Start);

    public string After(Evidence evidence) => _text.Slice(evidence.End, evidence.End + ContextLength);

    /// <summary>The words with their line, but no further than 400 characters to each side.</summary>
    public string Around(Evidence evidence)
    {
        var before = _text.Slice(evidence.Start - Reach, evidence.Start);
        var after = _text.Slice(evidence.End, evidence.End + Reach);
        var end = after.IndexOf('\n', StringComparison.Ordinal);
        return before[(before.LastIndexOf('\n') + 1)..] + evidence.Text + (end < 0 ? after : after[..end]);
    }

    /// <summary>The document's URL with a text fragment, so that a browser shows the words; null when the document has no URL.</summary>
    /// <remarks>Source: WICG Scroll to Text Fragment. A browser that does not find the words shows the page.</remarks>
    public string? Link(Evidence evidence)
    {
        if (document.Url is not { Length: > 0 } url)
            return null;
        var words = evidence.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return url;
        var fragment = words.Length <= 8
            ? Escaped(string.Join(' ', words))
            : $"{Escaped(string.Join(' ', words[..4]))},{Escaped(string.Join(' ', words[^4..]))}";
        return $"{url}{(url.Contains('#', StringComparison.Ordinal) ? "" : "#")}:~:text={fragment}";
    }

    // '-' is part of the fragment's own grammar.
    private static string Escaped(string words) => Uri.EscapeDataString(words).Replace("-", "%2D", StringComparison.Ordinal);
}
