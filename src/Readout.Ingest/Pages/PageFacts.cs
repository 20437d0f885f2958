using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Readout.Ingest.Pages;

/// <summary>What a page says of itself: title, publisher, address, language.</summary>
internal static class PageFacts
{
    private static readonly string[] Dividers = [" | ", " — ", " – ", " - ", " :: ", " · ", " » ", "_", " / "];

    /// <summary>The article's title: the heading that the page's own title repeats, else what the page says to others, without the site's name.</summary>
    public static string? Title(IHtmlDocument document, PageElements elements, IElement? body, PageJson json, Layout? layout)
    {
        if (layout is { Title.Length: > 0 } && document.QuerySelector(layout.Title) is { } byLayout && PageText.Line(byLayout) is { Length: > 0 } laid)
            return laid;
        var said = new[] { json.Headline, elements.Meta("og:title"), elements.Meta("twitter:title"), document.Title }
            .Where(t => !string.IsNullOrWhiteSpace(t)).Select(t => Decoded(t!)).ToList();
        var headings = elements.Headings.Take(20)
            .Select(h => (Text: PageText.Line(h), Element: h)).Where(h => h.Text.Length > 8).ToList();
        foreach (var (text, element) in headings)
        {
            if (said.Exists(t => t.Contains(text, StringComparison.OrdinalIgnoreCase) || (element.LocalName == "h1" && text.Contains(t, StringComparison.OrdinalIgnoreCase) && t.Length > 8)))
                return text;
        }

        var own = headings.Where(h => h.Element.LocalName == "h1").ToList();
        if (own.Count == 1 && (said.Count == 0 || body?.Contains(own[0].Element) == true))
            return own[0].Text;
        return said.Count == 0 ? null : WithoutSite(said[0], elements.Meta("og:site_name"));
    }

    /// <summary>A title without the name of the site at its end: "… | Akorda".</summary>
    private static string WithoutSite(string title, string? site)
    {
        foreach (var divider in Dividers)
        {
            var at = title.LastIndexOf(divider, StringComparison.Ordinal);
            if (at < 8)
                continue;
            var tail = title[(at + divider.Length)..].Trim();
            // A dash inside a headline is no divider: the tail must be the site's name, or short beside what is before a bar.
            if (string.Equals(tail, site, StringComparison.OrdinalIgnoreCase) || (divider is " | " or " :: " or " » " or "_" && tail.Length < at))
                return title[..at].TrimEnd();
        }

        return title;
    }

    /// <summary>The site's name, else its host.</summary>
    public static string? Publisher(PageElements elements, PageJson json, Layout? layout, string? url) =>
        layout is { Publisher.Length: > 0 } ? layout.Publisher
        : json.Publisher ?? elements.Meta("og:site_name") ?? elements.Meta("application-name") ?? HostOf(url);

    /// <summary>The canonical address, when it is one of http or https on the host of the page; else the page's.</summary>
    public static string? Url(PageElements elements, PageJson json, string? url)
    {
        var named = elements.Canonical ?? elements.Meta("og:url") ?? json.Url;
        if (named is null || !Uri.TryCreate(url is null ? null : new Uri(url), named.Trim(), out var canonical) || canonical.Scheme is not ("http" or "https"))
            return url;
        // Some templates give the front page for every article.
        if (url is null)
            return canonical.AbsolutePath.Length > 1 ? canonical.AbsoluteUri : null;
        return string.Equals(HostOf(canonical.AbsoluteUri), HostOf(url), StringComparison.OrdinalIgnoreCase) && canonical.AbsolutePath.Length > 1 ? canonical.AbsoluteUri : url;
    }

    /// <summary>The host without <c>www.</c>; null when the address is none.</summary>
    public static string? HostOf(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Host.Length > 0
        ? address.IdnHost.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? address.Host[4..] : address.Host
        : null;

    /// <summary>BCP 47 primary subtag of the page; null when it says none.</summary>
    public static string? Language(IHtmlDocument document, PageElements elements)
    {
        var said = document.DocumentElement.GetAttribute("lang") ?? document.DocumentElement.GetAttribute("xml:lang") ?? elements.Meta("og:locale") ?? elements.Meta("content-language");
        var code = said?.Trim().Split('-', '_')[0].ToLowerInvariant();
        return code is { Length: 2 or 3 } && code.All(char.IsAsciiLetterLower) ? code : null;
    }

    // Titles in JSON and meta are often escaped twice.
    private static string Decoded(string text) => string.Join(' ', WebUtility.HtmlDecode(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
