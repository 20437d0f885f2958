using System.Collections.Immutable;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Readout.Ingest.Pages;

/// <summary>Finds the article in a web page. Start here: <see cref="Read(string, string?)"/> is the order of the steps.</summary>
/// <remarks>Runs no scripts, opens no addresses. Thread-safe. Known sites go by their layout (<c>layouts.tsv</c>), other pages by the element that
/// such articles stand in (<c>containers.tsv</c>), pages without one by the density of text (SmartReader).</remarks>
public sealed class PageReader
{
    /// <summary>Hostile pages nest elements by the hundred thousand; no article does.</summary>
    internal const int DeepestElement = 200;

    // What is shorter is a teaser or a caption; a headline item of an agency has some 100 characters (Chinese half of that).
    private const int LeastText = 60;

    // Weighing density takes time with the square of the elements; pages of articles have two or three thousand.
    private const int MostElements = 8000;

    private readonly PageTables _tables = PageTables.Instance;
    private readonly PageText _text;

    public PageReader() => _text = new PageText(_tables);

    /// <summary>Reads a page as it came over the wire.</summary>
    /// <param name="bytes">HTML in any encoding that it, the header or its letters tell.</param>
    /// <param name="contentType">The header Content-Type; null when there is none.</param>
    /// <param name="url">Where the page stands; null when not known.</param>
    /// <returns>Null when the page holds no article.</returns>
    public Page? Read(ReadOnlySpan<byte> bytes, string? contentType, string? url) => Read(PageDecoder.Decode(bytes, contentType), url);

    /// <summary>Reads a page.</summary>
    /// <returns>Null when the page holds no article.</returns>
    public Page? Read(string html, string? url)
    {
        ArgumentNullException.ThrowIfNull(html);
        using var document = PageParser.Parse(html);
        var elements = new PageElements(document);
        var json = PageJson.Of(elements);
        var layout = (PageFacts.HostOf(url) ?? PageFacts.HostOf(PageFacts.Url(elements, json, null))) is { } host ? _tables.LayoutOf(host) : null;
        var (body, foundBy) = Body(document, elements, layout);
        var title = PageFacts.Title(document, elements, body, json, layout);
        var paragraphs = body is null ? [] : _text.Of(body, layout?.Drop, title);
        if (LengthOf(paragraphs) < LeastText)
            (paragraphs, foundBy) = (Plain(json.Body, title), "json-ld");
        if (LengthOf(paragraphs) < LeastText && elements.Count <= MostElements)
            (paragraphs, foundBy) = (ByDensity(html, url, title), "density");
        if (LengthOf(paragraphs) < LeastText)
            return null;
        return new Page
        {
            Title = title,
            Paragraphs = paragraphs,
            Publisher = PageFacts.Publisher(elements, json, layout, url),
            Published = PageDates.Of(document, elements, body, json, layout, url, _tables),
            Language = PageFacts.Language(document, elements),
            Url = PageFacts.Url(elements, json, url),
            Source = SourceOf(elements.Credits, body),
            FoundBy = foundBy,
        };
    }

    private (IElement? Body, string FoundBy) Body(IHtmlDocument document, PageElements elements, Layout? layout)
    {
        foreach (var selector in layout?.Body ?? [])
        {
            if (document.QuerySelector(selector) is { } known && PageText.LengthOf(known, most: LeastText) >= LeastText)
                return (known, $"layout {layout!.Host}");
        }

        foreach (var selector in _tables.Containers)
        {
            if (!elements.MayHave(selector))
                continue;
            // Lists of teasers are articles by the dozen; a page of one article has one that outweighs the others.
            var (best, weight, others) = ((IElement?)null, 0, 0);
            foreach (var element in document.QuerySelectorAll(selector))
            {
                var own = Weight(element);
                if (own > weight)
                    (best, weight, others) = (element, own, others + weight);
                else if (best?.Contains(element) != true)
                    others += own;
            }

            if (best is not null && weight >= LeastText && weight > others)
                return (best, $"container {selector}");
        }

        return (null, "");
    }

    // Characters that are no links: bars of links weigh nothing.
    private static int Weight(IElement element) => PageText.LengthOf(element, withLinks: false);

    private ImmutableArray<string> Plain(string? text, string? title)
    {
        if (text is null)
            return [];
        using var document = PageParser.Parse(text.Contains('<', StringComparison.Ordinal) ? text : $"<p>{text.ReplaceLineEndings("\n").Replace("\n", "<p>", StringComparison.Ordinal)}");
        return document.Body is null ? [] : _text.Of(document.Body, null, title);
    }

    private ImmutableArray<string> ByDensity(string html, string? url, string? title)
    {
        try
        {
            using var reader = new SmartReader.Reader(url ?? "http://localhost/", html) { CharThreshold = 200, Debug = false };
            var article = reader.GetArticle();
            var found = article is { Completed: true, Content: { } content } ? Plain(content, title) : [];
            // What it finds on a page of links is a list of them: an article has sentences.
            return found.Count(p => p[^1] is '.' or '。' or '!' or '?' or '»' or '”' or '"') >= 2 ? found : [];
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The library promises nothing about hostile pages; a page that it fails on has no article for us.
            return [];
        }
    }

    // The text's own line before one elsewhere on the page.
    private string? SourceOf(List<IElement> credits, IElement? body)
    {
        string? elsewhere = null;
        foreach (var element in credits)
        {
            if ((elsewhere is not null && body?.Contains(element) != true) || element.TextContent.Length <= 3 || _tables.SourceOf(PageText.Line(element)) is not { } source)
                continue;
            if (body is null || body.Contains(element))
                return source;
            elsewhere ??= source;
        }

        return elsewhere;
    }

    private static int LengthOf(ImmutableArray<string> paragraphs)
    {
        var length = 0;
        foreach (var paragraph in paragraphs)
        {
            // A Chinese character says as much as two letters.
            foreach (var c in paragraph)
                length += c is >= '\u4E00' and <= '\u9FFF' ? 2 : 1;
        }

        return length;
    }
}
