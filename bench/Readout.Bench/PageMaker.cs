using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Readout.Ingest.Archives;
using Readout.Ingest.Fetching;

/// <summary>Makes a web archive of news pages and the same reports as report lines, so that reading from pages can be timed against pure reading.</summary>
/// <remarks>The texts are the samples, numbered so that no two are equal; around them stands what sites put there: menus, lists of other news, scripts.</remarks>
internal static class PageMaker
{
    public static void Make(int count, string warcFile, string linesFile)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("samples.jsonl")!;
        var samples = new StreamReader(stream).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonSerializer.Deserialize<JsonElement>(l)).ToList();
        using var warc = new WarcWriter(warcFile);
        using var lines = new StreamWriter(linesFile);
        var escape = new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        for (var i = 0; i < count; i++)
        {
            var sample = samples[i % samples.Count];
            var (text, day) = (sample.GetProperty("text").GetString()! + $"\n\n№ {i}.", sample.GetProperty("published").GetString()!);
            var url = $"https://news.example/item/{i}";
            lines.WriteLine(JsonSerializer.Serialize(new { text, published = day, url }, escape));
            warc.Write(new Fetched { Address = new Uri(url), Status = 200, ContentType = "text/html; charset=utf-8", Bytes = Encoding.UTF8.GetBytes(Page(text, day)) }, DateTimeOffset.UnixEpoch);
        }
    }

    private static string Page(string text, string day)
    {
        var parts = text.Split("\n\n");
        var menu = string.Concat(Enumerable.Range(1, 20).Select(i => $"<li class=\"menu__item\"><a href=\"/section/{i}\">Section {i}</a></li>"));
        var others = string.Concat(Enumerable.Range(1, 15).Select(i => $"<div class=\"teaser\"><a href=\"/item/{i}\"><img src=\"/i/{i}.jpg\" alt=\"\"><span>Another headline of the day, number {i}</span></a><time>{day}</time></div>"));
        return $"""
            <!doctype html><html><head><meta charset="utf-8"><title>{WebUtility.HtmlEncode(parts[0])} | News</title>
            <meta property="og:title" content="{WebUtility.HtmlEncode(parts[0])}"><meta property="og:site_name" content="News"><meta property="article:published_time" content="{day}T10:00:00+05:00">
            <script>window.dataLayer = window.dataLayer || []; function gtag(){"{"}dataLayer.push(arguments);{"}"} gtag('js', new Date());</script></head>
            <body><header><nav><ul class="menu">{menu}</ul></nav></header><main><div class="article-body"><h1>{WebUtility.HtmlEncode(parts[0])}</h1><div class="share">Share</div>
            {string.Concat(parts.Skip(1).Select(p => $"<p>{WebUtility.HtmlEncode(p)}</p>\n"))}</div></main><aside class="sidebar">{others}</aside><footer><p>All rights reserved.</p></footer></body></html>
            """;
    }
}
