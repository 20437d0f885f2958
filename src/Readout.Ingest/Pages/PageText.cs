using System.Collections.Immutable;
using System.Text;
using AngleSharp.Dom;

namespace Readout.Ingest.Pages;

/// <summary>The paragraphs of an element, as a reader sees them.</summary>
/// <remarks>Blocks and line breaks part paragraphs, blanks fold into one, what is hidden or is no text (scripts, forms, captions, bars of links) stays out.</remarks>
internal sealed class PageText(PageTables tables)
{
    private static readonly HashSet<string> NoText = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "video", "audio", "picture", "map",
        "form", "button", "select", "input", "textarea", "label", "nav", "footer", "aside", "figure", "figcaption", "dialog", "menu", "head",
    };

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "div", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd",
        "blockquote", "pre", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "hr", "br", "center", "address", "details", "summary", "fieldset", "body",
    };

    /// <param name="root">Where the text stands.</param>
    /// <param name="drop">Elements that a layout leaves out; null for none.</param>
    /// <param name="title">A first paragraph that says it again is left out.</param>
    public ImmutableArray<string> Of(IElement root, string? drop, string? title)
    {
        var dropped = drop is null ? null : root.QuerySelectorAll(drop).ToHashSet();
        var builder = new Builder();
        Walk(root, builder, dropped, inLink: false);
        builder.End();
        return Tidy(builder.Paragraphs, title);
    }

    /// <summary>The text of an element in one line.</summary>
    public static string Line(INode node)
    {
        var builder = new Builder();
        builder.Add(node.TextContent, inLink: false);
        builder.End();
        return builder.Paragraphs.Count == 0 ? "" : builder.Paragraphs[0].Text;
    }

    /// <summary>How long an element's text is, in UTF-16 units, counted no further than asked; its <see cref="INode.TextContent"/> would be copied for that.</summary>
    public static int LengthOf(INode node, int most = int.MaxValue, bool withLinks = true)
    {
        var length = 0;
        var children = node.ChildNodes;
        for (var i = 0; i < children.Length && length < most; i++)
        {
            if (children[i] is IText text)
                length += text.Data.Length;
            else if (withLinks || children[i] is not IElement { LocalName: "a" })
                length += LengthOf(children[i], most - length, withLinks);
        }

        return length;
    }

    private void Walk(INode node, Builder builder, HashSet<IElement>? dropped, bool inLink)
    {
        // Pages may be nested deeper than a stack of calls allows, so depth is bounded below. Siblings by number: asked for the next one, a node counts from the first.
        var children = node.ChildNodes;
        for (var i = 0; i < children.Length; i++)
        {
            var child = children[i];
            if (child is IText text)
            {
                builder.Add(text.Data, inLink);
                continue;
            }

            if (child is not IElement element || NoText.Contains(element.LocalName) || dropped?.Contains(element) == true || IsHidden(element) || tables.IsFurniture(element))
                continue;
            var isBlock = Blocks.Contains(element.LocalName);
            if (isBlock)
                builder.End();
            if (builder.Depth < PageReader.DeepestElement)
            {
                builder.Depth++;
                Walk(element, builder, dropped, inLink || element.LocalName == "a");
                builder.Depth--;
            }

            if (isBlock)
                builder.End();
            else if (element.LocalName is "td" or "th")
                builder.Add(" ", inLink: false);
        }
    }

    private static bool IsHidden(IElement element) =>
        element.HasAttribute("hidden")
        || element.GetAttribute("aria-hidden") == "true"
        || (element.GetAttribute("style") is { } style && style.Contains("display", StringComparison.OrdinalIgnoreCase) && style.Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase));

    private ImmutableArray<string> Tidy(List<Paragraph> paragraphs, string? title)
    {
        var kept = ImmutableArray.CreateBuilder<string>(paragraphs.Count);
        foreach (var paragraph in paragraphs)
        {
            if (tables.EndsText(paragraph.Text) && kept.Count > 0)
                break;
            if (tables.IsBoilerplate(paragraph.Text) || IsLinks(paragraph) || (kept.Count == 0 && (IsSame(paragraph.Text, title) || IsDateLine(paragraph.Text))))
                continue;
            kept.Add(paragraph.Text);
        }

        return kept.ToImmutable();
    }

    // A line that is all link is another article's headline, unless it is a sentence that happens to be linked.
    private static bool IsLinks(Paragraph paragraph) =>
        paragraph.InLinks * 10 >= paragraph.Text.Length * 9 && paragraph.Text[^1] is not ('.' or '。' or '!' or '?' or '»' or '”');

    // "14 марта 2025, 16:40", "Published: 11 February 2025": the date above the text, not a sentence that has one.
    private bool IsDateLine(string text) => text.Length <= 60 && text.Count(char.IsLetter) <= 30 && PageDates.Parse(text, tables) is not null && text[^1] is not ('.' or '。');

    private static bool IsSame(string text, string? title) => title is not null && Letters(text) == Letters(title);

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private readonly record struct Paragraph(string Text, int InLinks);

    private sealed class Builder
    {
        private readonly StringBuilder _text = new();
        private int _inLinks;
        private bool _blank;

        public List<Paragraph> Paragraphs { get; } = [];

        public int Depth { get; set; }

        public void Add(string text, bool inLink)
        {
            foreach (var c in text)
            {
                // Zero-width signs and soft hyphens are layout; a no-break space is a blank.
                if (c is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' or '\u00AD')
                    continue;
                if (char.IsWhiteSpace(c))
                {
                    _blank = _text.Length > 0;
                    continue;
                }

                if (_blank)
                    _text.Append(' ');
                _blank = false;
                _text.Append(c);
                if (inLink)
                    _inLinks++;
            }
        }

        public void End()
        {
            if (_text.Length > 0)
                Paragraphs.Add(new(_text.ToString(), _inLinks));
            _text.Clear();
            (_inLinks, _blank) = (0, false);
        }
    }
}
