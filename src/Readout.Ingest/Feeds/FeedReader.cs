using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.ServiceModel.Syndication;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Readout.Ingest.Feeds;

/// <summary>An item of a feed.</summary>
/// <param name="Address">Of the page.</param>
/// <param name="Published">Null when the feed does not say.</param>
public sealed record FeedItem(Uri Address, DateOnly? Published);

/// <summary>What a feed lists.</summary>
/// <param name="Items">In the order of the feed.</param>
/// <param name="Feeds">Other feeds that it names: the sitemaps of a sitemap index.</param>
/// <param name="Reason">Why it cannot be read; null when it can.</param>
public sealed record FeedContent(ImmutableArray<FeedItem> Items, ImmutableArray<Uri> Feeds, string? Reason = null);

/// <summary>Reads RSS (0.9 to 2.0), Atom, JSON Feed and sitemaps; which it is the content tells.</summary>
/// <remarks>External entities and document type definitions are not read. Items without a usable address are passed over. Never throws on bad input.</remarks>
public static class FeedReader
{
    // A sitemap has at most 50,000 (sitemaps.org).
    private const int MostItems = 50_000;
    private const int LargestUnpacked = 50_000_000;

    public static FeedContent Read(byte[] bytes, Uri address)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        try
        {
            if (bytes is [0x1F, 0x8B, ..])
            {
                using var packed = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
                if (Archives.BoundedReading.ReadUpTo(packed, LargestUnpacked) is not { } unpacked)
                    return Broken("it unpacks to more than a sitemap may hold");
                bytes = unpacked;
            }

            var first = Array.FindIndex(bytes, b => b is not (0xEF or 0xBB or 0xBF or (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t'));
            return first >= 0 && bytes[first] == '{' ? Json(bytes.AsMemory(first), address) : Xml(bytes, address);
        }
        catch (Exception e) when (e is XmlException or JsonException or InvalidDataException or FormatException or InvalidOperationException)
        {
            return Broken(e.Message.TrimEnd('.'));
        }
    }

    private static FeedContent Broken(string reason) => new([], [], reason);

    private static FeedContent Xml(byte[] bytes, Uri address)
    {
        using var reader = XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, MaxCharactersFromEntities = 1_000_000 });
        reader.MoveToContent();
        if (reader.LocalName is "urlset" or "sitemapindex")
            return Sitemap(reader, address);
        if (reader.LocalName is not ("rss" or "feed" or "RDF"))
            return Broken($"it begins with <{reader.LocalName}>, which is no feed and no sitemap");
        if (reader.LocalName == "RDF")
            return Rdf(reader, address);
        SyndicationFeedFormatter formatter = reader.LocalName == "rss" ? new Rss20FeedFormatter() : new Atom10FeedFormatter();
        // Sites write dates in many ways; an item whose date cannot be read has none.
        formatter.DateTimeParser = static (XmlDateTimeData data, out DateTimeOffset date) => DateTimeOffset.TryParse(data.DateTimeString, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date) || Unknown(out date);
        formatter.ReadFrom(reader);
        var items = ImmutableArray.CreateBuilder<FeedItem>();
        foreach (var item in formatter.Feed.Items.Take(MostItems))
        {
            var link = item.Links.FirstOrDefault(l => l.RelationshipType is null or "alternate") ?? item.Links.FirstOrDefault();
            var written = link?.Uri?.OriginalString ?? (item.Id is { } id && id.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? id : null);
            var day = item.PublishDate != default ? item.PublishDate : item.LastUpdatedTime;
            Add(items, written, address, day == default ? null : DateOnly.FromDateTime(day.DateTime));
        }

        return new(items.ToImmutable(), []);
    }

    private static bool Unknown(out DateTimeOffset date)
    {
        date = default;
        return true;
    }

    // RSS 1.0 (web.resource.org/rss/1.0/spec): <item>s beside the <channel>, the day by Dublin Core. The syndication library does not know it.
    private static FeedContent Rdf(XmlReader reader, Uri address)
    {
        const string DublinCore = "http://purl.org/dc/elements/1.1/";
        var items = ImmutableArray.CreateBuilder<FeedItem>();
        foreach (var item in XDocument.Load(reader).Descendants().Where(e => e.Name.LocalName == "item").Take(MostItems))
        {
            var written = item.Elements().FirstOrDefault(e => e.Name.LocalName == "link" && e.Name.Namespace == item.Name.Namespace)?.Value
                ?? item.Attributes().FirstOrDefault(a => a.Name.LocalName == "about")?.Value;
            Add(items, written, address, item.Element(XName.Get("date", DublinCore)) is { } date ? Pages.PageDates.Parse(date.Value, Pages.PageTables.Instance) : null);
        }

        return new(items.ToImmutable(), []);
    }

    private static FeedContent Sitemap(XmlReader reader, Uri address)
    {
        var isIndex = reader.LocalName == "sitemapindex";
        var items = ImmutableArray.CreateBuilder<FeedItem>();
        var feeds = ImmutableArray.CreateBuilder<Uri>();
        string? location = null;
        DateOnly? day = null;
        while (reader.Read() && items.Count + feeds.Count < MostItems)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "loc" && reader.Prefix.Length == 0)
                location = reader.ReadElementContentAsString().Trim();
            // The news extension says when a page was published; lastmod only when it was last touched, so it is no day of publication.
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "publication_date")
                day = Pages.PageDates.Parse(reader.ReadElementContentAsString(), Pages.PageTables.Instance);
            if (reader.NodeType != XmlNodeType.EndElement || reader.LocalName is not ("url" or "sitemap"))
                continue;
            if (isIndex && location is not null && Uri.TryCreate(address, location, out var feed) && feed.Scheme is "http" or "https")
                feeds.Add(new Uri(address, location));
            else if (!isIndex)
                Add(items, location, address, day);
            (location, day) = (null, null);
        }

        return new(items.ToImmutable(), feeds.ToImmutable());
    }

    private static FeedContent Json(ReadOnlyMemory<byte> bytes, Uri address)
    {
        using var json = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 32 });
        if (!json.RootElement.TryGetProperty("items", out var list) || list.ValueKind != JsonValueKind.Array)
            return Broken("it is JSON without 'items', so no JSON Feed");
        var items = ImmutableArray.CreateBuilder<FeedItem>();
        foreach (var item in list.EnumerateArray().Take(MostItems))
        {
            if (item.ValueKind == JsonValueKind.Object)
                Add(items, Field(item, "url") ?? Field(item, "external_url"), address, Field(item, "date_published") is { } date ? Pages.PageDates.Parse(date, Pages.PageTables.Instance) : null);
        }

        return new(items.ToImmutable(), []);
    }

    private static string? Field(JsonElement item, string name) => item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static void Add(ImmutableArray<FeedItem>.Builder items, string? written, Uri address, DateOnly? day)
    {
        if (written is { Length: > 0 } && Uri.TryCreate(address, written.Trim(), out var item) && item.Scheme is "http" or "https")
            items.Add(new(new UriBuilder(new Uri(address, written.Trim())) { Fragment = "" }.Uri, day));
    }
}
