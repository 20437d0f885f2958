using System.Text.Json;
using AngleSharp.Dom;

namespace Readout.Ingest.Pages;

/// <summary>What a page says of its article in JSON-LD (schema.org); a field is null when nothing is said.</summary>
/// <remarks>Broken JSON-LD is common and passed over.</remarks>
internal sealed record PageJson(string? Headline, string? Published, string? Publisher, string? Body, string? Url)
{
    private static readonly PageJson None = new(null, null, null, null, null);
    private static readonly string[] Articles = ["NewsArticle", "Article", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle", "BlogPosting", "Report", "PressRelease", "GovernmentPressRelease", "OpinionNewsArticle"];

    public static PageJson Of(PageElements elements)
    {
        foreach (var script in elements.Json)
        {
            try
            {
                // Sites wrap the JSON into comments or end it with a semicolon.
                var text = script.TextContent.Trim().Trim(';').Replace("<!--", "", StringComparison.Ordinal).Replace("-->", "", StringComparison.Ordinal);
                using var json = JsonDocument.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 });
                if (Article(json.RootElement, 0) is { } article)
                    return Read(article);
            }
            catch (JsonException)
            {
            }
        }

        return None;
    }

    private static JsonElement? Article(JsonElement element, int depth)
    {
        if (depth > 4)
            return null;
        if (element.ValueKind == JsonValueKind.Array)
            return element.EnumerateArray().Select(e => Article(e, depth + 1)).FirstOrDefault(a => a is not null);
        if (element.ValueKind != JsonValueKind.Object)
            return null;
        if (element.TryGetProperty("@type", out var type) && Types(type).Any(t => Articles.Contains(t, StringComparer.Ordinal)))
            return element;
        return (element.TryGetProperty("@graph", out var graph) ? Article(graph, depth + 1) : null)
            ?? (element.TryGetProperty("mainEntity", out var entity) ? Article(entity, depth + 1) : null);
    }

    private static IEnumerable<string?> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(Text) : [Text(type)];

    private static PageJson Read(JsonElement article) => new(
        Field(article, "headline") ?? Field(article, "name"),
        Field(article, "datePublished") ?? Field(article, "dateCreated"),
        article.TryGetProperty("publisher", out var publisher) ? NameOf(publisher) : null,
        Field(article, "articleBody"),
        Field(article, "url"));

    private static string? NameOf(JsonElement thing) => thing.ValueKind switch
    {
        JsonValueKind.Object => Field(thing, "name"),
        JsonValueKind.Array => thing.EnumerateArray().Select(NameOf).FirstOrDefault(n => n is not null),
        _ => Text(thing),
    };

    private static string? Field(JsonElement thing, string name) => thing.TryGetProperty(name, out var value) ? Text(value) : null;

    private static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // Half a surrogate pair.
        }
    }
}
