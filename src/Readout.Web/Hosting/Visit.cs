using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Readout.Api.Security;
using Readout.Web.Interface;

namespace Readout.Web.Hosting;

/// <summary>What a request says about its reader and where it is.</summary>
/// <param name="Language">By <c>?lang=</c>, else the cookie, else Accept-Language, else English.</param>
/// <param name="Path">Of the page, without the query: <c>/search</c>.</param>
/// <param name="Query">The query as a page needs it to link to itself: without <c>lang</c>.</param>
/// <param name="AreKeysOff">True when the reader switched single keys off (WCAG 2.1.4).</param>
/// <param name="Theme"><c>light</c>, <c>dark</c>, or null for what the system has.</param>
/// <param name="By">Who corrects and judges, for the log.</param>
public sealed record Visit(InterfaceLanguage Language, string Path, ImmutableArray<KeyValuePair<string, string>> Query, bool AreKeysOff, string? Theme, string By)
{
    internal const string LanguageCookie = "readout-language";
    internal const string KeysCookie = "readout-keys";
    internal const string ThemeCookie = "readout-theme";
    internal const string NameCookie = "readout-name";

    internal static Visit Of(HttpContext context)
    {
        var request = context.Request;
        var asked = InterfaceLanguage.Find(request.Query["lang"]);
        if (asked is not null && !context.Response.HasStarted)
            context.Response.Cookies.Append(LanguageCookie, asked.Code, Lasting);
        var language = asked ?? InterfaceLanguage.Find(request.Cookies[LanguageCookie]) ?? Accepted(request) ?? InterfaceLanguage.English;
        var query = request.Query.Where(q => q.Key != "lang").SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v ?? ""))).ToImmutableArray();
        return new(language, request.Path.Value ?? "/", query, request.Cookies[KeysCookie] == "off",
            request.Cookies[ThemeCookie] is ("light" or "dark") and var theme ? theme : null,
            request.Cookies[NameCookie] is { Length: > 0 } name ? Uri.UnescapeDataString(name) : Caller.Of(context).Name ?? context.RequestServices.GetRequiredService<WebOptions>().By);
    }

    internal static CookieOptions Lasting { get; } = new() { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true };

    /// <summary>This page with one parameter of its query changed.</summary>
    /// <param name="value">Null takes it out.</param>
    public string With(string parameter, string? value) => Link(Path, [.. Query.Where(q => q.Key != parameter), .. value is null ? [] : new[] { KeyValuePair.Create(parameter, value) }]);

    // What narrows or orders data; a page has parameters beside that say what of it is shown, which its data refuses.
    private static readonly HashSet<string> OfData = ["q", "order", "from", "to", "party", "parties", "language", "measure", "contradicted", "state", "action", "left", "right", "asOf", "today"];

    private static readonly HashSet<string> OfFeeds = ["q", "from", "to", "party", "language"];

    /// <summary>This page's data, whole: <c>/search.json?q=…</c>.</summary>
    public string Data(string extension) => Link(Path + "." + extension, [.. Query.Where(q => (extension == "atom" ? OfFeeds : OfData).Contains(q.Key))]);

    /// <summary>A path with a query, every part escaped.</summary>
    public static string Link(string path, params IReadOnlyCollection<KeyValuePair<string, string>> query) =>
        query.Count == 0 ? path : path + "?" + string.Join('&', query.Select(q => $"{Uri.EscapeDataString(q.Key)}={Uri.EscapeDataString(q.Value)}"));

    private static InterfaceLanguage? Accepted(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(l => l.Quality ?? 1).Select(l => InterfaceLanguage.Find(l.Value.Value)).FirstOrDefault(l => l is not null);
}
