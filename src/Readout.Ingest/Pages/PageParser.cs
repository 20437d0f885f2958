using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;

namespace Readout.Ingest.Pages;

/// <summary>Parses HTML into what is needed of it: no scripts are run, and attributes that nobody asks for are left out.</summary>
internal static class PageParser
{
    // One a thread: to make one costs as much as to parse a short page.
    [ThreadStatic]
    private static HtmlParser? parser;

    public static IHtmlDocument Parse(string html)
    {
        parser ??= new HtmlParser(new HtmlParserOptions
        {
            IsScripting = false,
            IsEmbedded = false,
            DisableElementPositionTracking = true,
            SkipComments = true,
            SkipProcessingInstructions = true,
            ShouldEmitAttribute = IsAsked,
        });
        return parser.ParseDocument(html);
    }

    // What selectors of the tables name, and what the code asks for.
    private static bool IsAsked(ref StructHtmlToken token, ReadOnlyMemory<char> attribute) => attribute.Span is
        "class" or "id" or "itemprop" or "role" or "rel" or "href" or "type" or "name" or "property" or "content" or "datetime" or "pubdate" or "lang" or "xml:lang" or "hidden" or "aria-hidden" or "style";
}
