using System.Globalization;
using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;
using Microsoft.Net.Http.Headers;
using Readout.Api.Errors;
using Readout.Api.Routing;
using Readout.Api.Writing;
using Readout.Ledger;

namespace Readout.Api.Feeds;

/// <summary>A search or a dyad as a feed (Atom, RFC 4287): the latest reports that fit, each with the words that match and a link to its page here.</summary>
internal static class AtomRoutes
{
    private const int Entries = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Feed(routes, "/search.atom", "GetSearchFeed", "Search", "A saved search as an Atom feed: the latest reports that fit", [Parameters.Query with { IsRequired = true }, Parameters.From, Parameters.To, Parameters.Party, Parameters.Language],
            ask => (ask.Text(Parameters.Query)!, $"/search?q={Uri.EscapeDataString(ask.Text(Parameters.Query)!)}", Found(ask)));
        Feed(routes, "/dyads/{pair}.atom", "GetDyadFeed", "Dyads", "A dyad as an Atom feed: the latest reports of both", [Parameters.Pair, Parameters.From, Parameters.To],
            ask => ($"{ask.Pair(Parameters.Pair).First}–{ask.Pair(Parameters.Pair).Second}", $"/dyads/{Uri.EscapeDataString(ask.Text(Parameters.Pair)!)}", OfPair(ask)));
    }

    private static void Feed(IEndpointRouteBuilder routes, string path, string name, string tag, string summary, System.Collections.Immutable.ImmutableArray<Parameter> parameters, Func<Ask, (string Title, string Page, IAsyncEnumerable<(RecordSummary, string?)> Reports)> feed) =>
        routes.MapGet(path, (Delegate)((HttpContext http) => AnswerAsync(http, Ask.Of(http, parameters), feed)))
            .WithName(name).WithDisplayName(name).WithSummary(summary).WithTags(tag).WithMetadata(new RouteParameters(parameters))
            .Produces(StatusCodes.Status200OK, typeof(string), "application/atom+xml").Produces(StatusCodes.Status304NotModified)
            .Declares(400, 401, 403, 404, 421, 429, 503);

    private static async Task AnswerAsync(HttpContext http, Ask ask, Func<Ask, (string Title, string Page, IAsyncEnumerable<(RecordSummary, string?)> Reports)> feed)
    {
        var version = await ask.Pool.VersionAsync(ask.Cancel);
        var tag = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{version.Number}-atom\""), isWeak: true);
        http.Response.GetTypedHeaders().ETag = tag;
        http.Response.Headers.CacheControl = "private, no-cache";
        if (http.Request.GetTypedHeaders().IfNoneMatch is { Count: > 0 } known && known.Any(k => k.Compare(tag, useStrongComparison: false)))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var (title, page, reports) = feed(ask);
        var root = $"{http.Request.Scheme}://{http.Request.Host}";
        var items = new List<SyndicationItem>();
        await foreach (var (report, words) in reports)
            items.Add(Item(root, report, words));
        var self = root + http.Request.Path + http.Request.QueryString;
        var atom = new SyndicationFeed($"Readout: {Clean(title)}", null, new Uri(root + page)) { Id = "urn:readout:feed:" + Uri.EscapeDataString(http.Request.Path + http.Request.QueryString), Items = items };
        // An empty feed has no time of its own; that of the ledger is as good as any, and the same for all who ask.
        atom.LastUpdatedTime = items.Count == 0 ? version.At : items.Max(i => i.LastUpdatedTime);
        atom.Links.Add(new SyndicationLink(new Uri(self), "self", null, "application/atom+xml", 0));
        using var gathered = new MemoryStream();
        await using (var writer = XmlWriter.Create(gathered, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Async = true }))
            new Atom10FeedFormatter(atom).WriteTo(writer);
        http.Response.ContentType = "application/atom+xml";
        http.Response.ContentLength = gathered.Length;
        await http.Response.Body.WriteAsync(gathered.GetBuffer().AsMemory(0, (int)gathered.Length), ask.Cancel);
    }

    private static SyndicationItem Item(string root, RecordSummary report, string? words)
    {
        var item = new SyndicationItem
        {
            Id = "urn:readout:" + report.Id,
            Title = new TextSyndicationContent(Clean(report.Title ?? report.Name ?? report.Id[..12])),
            LastUpdatedTime = report.Added,
            Summary = words is null ? null : new TextSyndicationContent(Clean(words)),
        };
        if (report.Published is { } day)
            item.PublishDate = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        item.Authors.Add(new SyndicationPerson(null, Clean(report.Publisher ?? "not known"), null));
        item.Links.Add(SyndicationLink.CreateAlternateLink(new Uri($"{root}/reports/{report.Id}"), "text/html"));
        // The report's own address is what it says of itself: only one that a reader may follow.
        if (Uri.TryCreate(report.Url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            item.Links.Add(new SyndicationLink(address!, "via", null, null, 0));
        foreach (var party in report.Parties)
            item.Categories.Add(new SyndicationCategory(Clean(party)));
        return item;
    }

    private static async IAsyncEnumerable<(RecordSummary, string?)> Found(Ask ask)
    {
        await using var lease = await ask.Pool.RentAsync(ask.Cancel);
        var among = (await ask.AmongAsync(lease.Ledger)) with { Limit = Entries };
        await foreach (var hit in lease.Ledger.SearchAsync(new SearchQuery(ask.Text(Parameters.Query)!, among) { Order = SearchOrder.Date }, ask.Cancel))
            yield return (hit.Record, hit.Snippet.Text);
    }

    private static async IAsyncEnumerable<(RecordSummary, string?)> OfPair(Ask ask)
    {
        await using var lease = await ask.Pool.RentAsync(ask.Cancel);
        var (first, second) = ask.Pair(Parameters.Pair);
        await foreach (var report in lease.Ledger.ListAsync(new ListQuery { Parties = [first, second], From = ask.Day(Parameters.From), To = ask.Day(Parameters.To), Limit = Entries }, ask.Cancel))
            yield return (report, null);
    }

    // XML has no place for control characters, and a text may hold them.
    private static string Clean(string text) => text.All(XmlConvert.IsXmlChar) ? text : string.Concat(text.EnumerateRunes().Where(r => r.Value > 0xFFFF || XmlConvert.IsXmlChar((char)r.Value)).Select(r => r.ToString()));
}
