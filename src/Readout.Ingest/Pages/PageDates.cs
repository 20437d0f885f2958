using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Readout.Ingest.Pages;

/// <summary>The day on which a page was published.</summary>
/// <remarks>What machines were told comes first (JSON-LD, meta, <c>time</c>), then the date line that readers see near the title, then the address.
/// A time stamp gives the day that is written in it: the page's own day.</remarks>
internal static partial class PageDates
{
    // No article has more; a hostile page may.
    private const int MostTimes = 100;

    private static readonly string[] Metas =
    [
        "article:published_time", "og:article:published_time", "datepublished", "date.published", "publishdate", "publish_date", "pubdate", "publication_date", "citation_publication_date",
        "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "govuk:first-published-at", "govuk:public-updated-at", "sailthru.date", "parsely-pub-date", "date", "og:published_time", "published_time", "mediator_published_time",
    ];

    public static DateOnly? Of(IHtmlDocument document, PageElements elements, IElement? body, PageJson json, Layout? layout, string? url, PageTables tables)
    {
        if (layout is { Date.Length: > 0 } && document.QuerySelector(layout.Date) is { } line && OfElement(line, tables) is { } byLayout)
            return byLayout;
        if (json.Published is { } said && Parse(said, tables) is { } byJson)
            return byJson;
        foreach (var name in Metas)
        {
            if (elements.Meta(name) is { } value && Parse(value, tables) is { } byMeta)
                return byMeta;
        }

        if (elements.Dated is { } marked && OfElement(marked, tables) is { } byMark)
            return byMark;
        return OfTimes(elements, body, tables) ?? OfLines(document, body, tables) ?? (url is null ? null : OfUrl(url));
    }

    private static DateOnly? OfElement(IElement element, PageTables tables) =>
        (element.GetAttribute("datetime") ?? element.GetAttribute("content")) is { } machine && Parse(machine, tables) is { } day ? day : Parse(PageText.Line(element), tables);

    // A page has times of its other articles too: only those before the text or in its first part count, "pubdate" first.
    private static DateOnly? OfTimes(PageElements elements, IElement? body, PageTables tables)
    {
        foreach (var time in elements.Times.Take(MostTimes).OrderByDescending(t => t.HasAttribute("pubdate")))
        {
            if (time.Closest("aside, nav, footer") is not null || (body is not null && After(body, time)))
                continue;
            if (OfElement(time, tables) is { } day)
                return day;
        }

        return null;
    }

    // A short line that is a date, or begins or ends with one, above the text or at its very beginning.
    private static DateOnly? OfLines(IHtmlDocument document, IElement? body, PageTables tables)
    {
        const int Most = 400, MostInBody = 60;
        var (looked, isOver, found) = (0, false, (DateOnly?)null);
        Walk(document.Body ?? (INode)document, isInBody: body == document.Body);
        return found;

        void Walk(INode node, bool isInBody)
        {
            // Pages nest no deeper than their parser lets them; siblings by number, for asked for the next one, a node counts from the first.
            var children = node.ChildNodes;
            for (var i = 0; i < children.Length && !isOver; i++)
            {
                if (children[i] is IText text)
                    Look(text.Data.Trim(), isInBody);
                else if (children[i] is IElement element && !(element.LocalName is "script" or "style" or "option" or "a" or "nav" or "footer" or "aside" or "h1" or "h2" or "h3" or "title"))
                    Walk(element, isInBody || element == body);
            }

            // What follows the text belongs to the site.
            isOver |= node == body;
        }

        void Look(string line, bool isInBody)
        {
            if (line.Length is < 8 or > 90)
                return;
            looked++;
            isOver = looked >= Most || (isInBody && looked > MostInBody);
            if (isOver || Digits(line) < 5 || line.Count(char.IsLetter) > 45 || Parse(line, tables) is not { } day)
                return;
            (found, isOver) = (day, true);
        }
    }

    private static int Digits(string text) => text.Count(char.IsAsciiDigit);

    private static bool After(IElement body, INode node) => (body.CompareDocumentPosition(node) & (DocumentPositions.Following | DocumentPositions.ContainedBy)) == DocumentPositions.Following;

    /// <summary>The first day in a text: ISO, "30 августа 2025", "August 30, 2025", "2025年8月30日", "2025 жылғы 30 тамыз", "30.08.2025"; null when there is none.</summary>
    public static DateOnly? Parse(string text, PageTables tables)
    {
        if (Iso().Match(text) is { Success: true } iso && Day(iso.Groups[1].Value, iso.Groups[2].Value, iso.Groups[3].Value) is { } byIso)
            return byIso;
        if (Packed().Match(text) is { Success: true } packed && Day(packed.Groups[1].Value, packed.Groups[2].Value, packed.Groups[3].Value) is { } byPacked)
            return byPacked;
        if (Han().Match(text) is { Success: true } han && Day(han.Groups[1].Value, han.Groups[2].Value, han.Groups[3].Value) is { } byHan)
            return byHan;
        // 30.08.2025 and 30/08/2025: day first, as our sources write; 08/30/2025 can only be American.
        if (Dotted().Match(text) is { Success: true } dotted)
        {
            var day = Day(dotted.Groups[3].Value, dotted.Groups[2].Value, dotted.Groups[1].Value);
            if ((day ?? Day(dotted.Groups[3].Value, dotted.Groups[1].Value, dotted.Groups[2].Value)) is { } byDots)
                return byDots;
        }

        foreach (Match match in DayMonthYear().Matches(text))
        {
            if (tables.Month(match.Groups[2].Value.ToLowerInvariant()) is > 0 and var month && Day(match.Groups[3].Value, month, match.Groups[1].Value) is { } day)
                return day;
        }

        foreach (Match match in MonthDayYear().Matches(text))
        {
            if (tables.Month(match.Groups[1].Value.ToLowerInvariant()) is > 0 and var month && Day(match.Groups[3].Value, month, match.Groups[2].Value) is { } day)
                return day;
        }

        foreach (Match match in YearDayMonth().Matches(text))
        {
            if (tables.Month(match.Groups[3].Value.ToLowerInvariant()) is > 0 and var month && Day(match.Groups[1].Value, month, match.Groups[2].Value) is { } day)
                return day;
        }

        return null;
    }

    /// <summary>The day in an address: <c>/2025/08/30/</c>, <c>/2025-08-30-</c>, <c>/20250830/</c>; null when there is none.</summary>
    public static DateOnly? OfUrl(string url) =>
        (InUrl().Match(url) is { Success: true } match ? Day(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value) : null)
        ?? (PackedInUrl().Match(url) is { Success: true } packed ? Day(packed.Groups[1].Value, packed.Groups[2].Value, packed.Groups[3].Value) : null);

    private static DateOnly? Day(string year, string month, string day) => Day(year, Number(month), day);

    private static DateOnly? Day(string year, int month, string day)
    {
        var (y, d) = (Number(year), Number(day));
        return y is >= 1990 and <= 2100 && month is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, month) ? new DateOnly(y, month, d) : null;
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")]
    private static partial Regex Iso();

    [GeneratedRegex(@"^\s*(20\d{2})(\d{2})(\d{2})(?:[T ]?\d{4,6}Z?)?\s*$")]
    private static partial Regex Packed();

    [GeneratedRegex(@"(\d{4})\s*[年./]\s*(\d{1,2})\s*[月./]\s*(\d{1,2})(?!\d)")]
    private static partial Regex Han();

    [GeneratedRegex(@"(?<![\d.])(\d{1,2})\s?[./\-]\s?(\d{1,2})\s?[./\-]\s?(\d{4})(?!\d)")]
    private static partial Regex Dotted();

    [GeneratedRegex(@"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(\p{L}+)\.?,?\s+(\d{4})(?!\d)")]
    private static partial Regex DayMonthYear();

    [GeneratedRegex(@"(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")]
    private static partial Regex MonthDayYear();

    [GeneratedRegex(@"(?<!\d)(\d{4})\s+(?:жылғы|жылы|жыл|ж\.?)\s*(\d{1,2})\s+(\p{L}+)")]
    private static partial Regex YearDayMonth();

    [GeneratedRegex(@"/(20\d{2}|19\d{2})[/\-](\d{1,2})[/\-](\d{1,2})(?=[/\-_.]|$)")]
    private static partial Regex InUrl();

    [GeneratedRegex(@"[/_t\-](20\d{2})(\d{2})(\d{2})(?=[/_\-.]|$)")]
    private static partial Regex PackedInUrl();
}
