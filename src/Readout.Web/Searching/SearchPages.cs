using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Readout.Api.Ledgers;
using Readout.Ledger;
using Readout.Ledger.Searching;
using Readout.Ledger.Stories;
using Readout.Web.Hosting;
using Readout.Web.Reading;

namespace Readout.Web.Searching;

/// <summary>Search and the start page: what was asked, how it was understood, what was found, how it spreads.</summary>
internal static class SearchPages
{
    private const int PageSize = 20;

    public static void Map(WebApplication app)
    {
        app.MapGet("/", StartAsync);
        app.MapGet("/search", SearchAsync);
        // Lists of reports and stories are searches without words.
        app.MapGet("/reports", Among);
        app.MapGet("/stories", Among);
    }

    private static IResult Among(string? from, string? to, string? party, string? asOf)
    {
        var parts = new[] { party is null ? null : party.Length == 3 && party.All(char.IsAsciiLetterUpper) ? party : $"org:{party}", from is null && to is null ? null : $"{from}..{to}" };
        var query = string.Join(' ', parts.OfType<string>());
        return Results.Redirect(Visit.Link("/search", [.. query.Length > 0 ? [KeyValuePair.Create("q", query)] : Array.Empty<KeyValuePair<string, string>>(), .. asOf is null ? [] : new[] { KeyValuePair.Create("asOf", asOf) }]));
    }

    private static async Task<IResult> StartAsync(LedgerPool pool, LedgerReads reads, CancellationToken cancel)
    {
        await using var lease = await pool.RentAsync(cancel);
        return await LatestAsync(lease.Ledger, reads, null, cancel);
    }

    private static async Task<IResult> SearchAsync(LedgerPool pool, LedgerReads reads, WebOptions options, string? q, string? sort, string? next, string? asOf, CancellationToken cancel)
    {
        await using var lease = await pool.RentAsync(cancel);
        var ledger = lease.Ledger;
        Query query;
        try
        {
            query = Query.Parse(q ?? "", options.Terms);
        }
        catch (QueryException e)
        {
            return new RazorComponentResult<SearchPage>(new { Result = new SearchResult { Query = q!, Error = e } }) { StatusCode = StatusCodes.Status400BadRequest };
        }

        var version = await AsOf.VersionAsync(ledger, asOf, cancel);
        if (query.IsEmpty)
            return await LatestAsync(ledger, reads, version, cancel);
        // By date unless asked: the order costs the same for a common word and a rare one (docs/ledger.md), and news is what most come for.
        var order = sort == "relevance" ? SearchOrder.Relevance : SearchOrder.Date;
        var asked = new SearchQuery(q!, new ListQuery { Limit = PageSize + 1, AsOf = version }) { Order = order, After = string.IsNullOrEmpty(next) ? null : next };
        var hits = new List<SearchHit>();
        await foreach (var hit in ledger.SearchAsync(asked, cancel))
            hits.Add(hit);
        var more = hits.Count > PageSize ? hits[PageSize - 1].Cursor : null;
        return new RazorComponentResult<SearchPage>(new
        {
            Result = new SearchResult
            {
                Query = q!,
                Order = order,
                Parts = QueryParts.Of(query, options.Terms),
                Counts = await ledger.CountAsync(asked with { After = null }, cancel),
                All = await AllAsync(reads, cancel),
                Months = await MonthsAsync(ledger, reads, asked with { After = null }, query, cancel),
                Found = await FoundAsync(ledger, hits.Take(PageSize), query, version, cancel),
                AsOf = version,
                Version = version ?? (await ledger.VersionAsync(cancel)).Number,
                IsLaterPage = !string.IsNullOrEmpty(next),
                Next = more,
            },
        });
    }

    /// <summary>How the whole ledger spreads: the same for every search, so counted once a version.</summary>
    public static ValueTask<SearchCounts> AllAsync(LedgerReads reads, CancellationToken cancel) =>
        reads.MadeAsync("all", static ledger => ledger.CountAsync(new SearchQuery("", ListQuery.All)), cancel);

    /// <summary>Of a query within one year, how its reports spread over the months; empty for any other.</summary>
    private static async Task<ImmutableArray<MonthCount>> MonthsAsync(ILedger ledger, LedgerReads reads, SearchQuery asked, Query query, CancellationToken cancel)
    {
        if (query is not { From: { } from, To: { } to } || from.Year != to.Year)
            return [];
        var all = await reads.MadeAsync(("months", from.Year), async ledger =>
        {
            var counts = new int[12];
            for (var month = 1; month <= 12; month++)
                counts[month - 1] = await CountAsync(ledger, new SearchQuery("", ListQuery.All), from.Year, month, CancellationToken.None);
            return counts;
        }, cancel);
        var months = ImmutableArray.CreateBuilder<MonthCount>(12);
        for (var month = 1; month <= 12; month++)
        {
            var isAsked = month >= from.Month && month <= to.Month;
            months.Add(new(new DateOnly(from.Year, month, 1), isAsked ? await CountAsync(ledger, asked, from.Year, month, cancel) : 0, all[month - 1]));
        }

        return months.ToImmutable();
    }

    private static async ValueTask<int> CountAsync(ILedger ledger, SearchQuery query, int year, int month, CancellationToken cancel)
    {
        var first = new DateOnly(year, month, 1);
        return (await ledger.CountAsync(query with { Among = query.Among with { From = first, To = first.AddMonths(1).AddDays(-1) } }, cancel)).Total;
    }

    private static async Task<IResult> LatestAsync(ILedger ledger, LedgerReads reads, long? asOf, CancellationToken cancel)
    {
        var all = await AllAsync(reads, cancel);
        if (all.Total == 0)
            return new RazorComponentResult<FirstStart>();
        var found = ImmutableArray.CreateBuilder<FoundStory>();
        await foreach (var story in ledger.StoriesAsync(new ListQuery { Limit = PageSize, AsOf = asOf }, cancel))
        {
            if (found.Count == PageSize)
                break;
            if (await ledger.GetAsync(story[0].Id, asOf, cancel) is { } record)
                found.Add(new(story, [new(record, null)], FiguresOf(record, null)));
        }

        return new RazorComponentResult<SearchPage>(new { Result = new SearchResult { Query = "", Order = SearchOrder.Date, Counts = all, All = all, Found = found.ToImmutable(), AsOf = asOf, Version = asOf ?? (await ledger.VersionAsync(cancel)).Number } });
    }

    /// <summary>The hits with what a list shows of them; neighbours of one story are one entry.</summary>
    private static async Task<ImmutableArray<FoundStory>> FoundAsync(ILedger ledger, IEnumerable<SearchHit> hits, Query query, long? asOf, CancellationToken cancel)
    {
        var found = new List<FoundStory>();
        foreach (var hit in hits)
        {
            if (await ledger.GetAsync(hit.Record.Id, asOf, cancel) is not { } record)
                continue;
            var known = found.FindIndex(f => f.Reports.Any(r => r.Id == hit.Record.Id));
            if (known >= 0)
            {
                found[known] = found[known] with { Tellings = found[known].Tellings.Add(new(record, hit.Snippet)) };
                continue;
            }

            var story = await ledger.StoryAsync(hit.Record.Id, asOf, cancel);
            found.Add(new(story, [new(record, hit.Snippet)], FiguresOf(record, query)));
        }

        return [.. found];
    }

    /// <summary>Figures that the query asks for by their measure, or all of a report that is listed without a query; a few.</summary>
    private static ImmutableArray<Figure> FiguresOf(Record record, Query? query)
    {
        const int Most = 3;
        var measures = query?.Parts.Where(p => p is { Field: "measure", IsNegated: false }).SelectMany(p => p.Tags).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. record.Figures.Where(f => f.Measure != "other" && (measures is not { Count: > 0 } || measures.Contains(Tags.Of(Tags.Measure, f.Measure)))).Take(Most)];
    }
}

/// <summary>What the search page shows.</summary>
public sealed record SearchResult
{
    /// <summary>As typed; empty for the latest reports.</summary>
    public required string Query { get; init; }

    public SearchOrder Order { get; init; } = SearchOrder.Date;

    public ImmutableArray<QueryChip> Parts { get; init; } = [];

    /// <summary>Null when the query could not be understood.</summary>
    public SearchCounts? Counts { get; init; }

    /// <summary>Of the whole ledger.</summary>
    public SearchCounts? All { get; init; }

    /// <summary>The months of the year that the query is within; empty when it is within none.</summary>
    public ImmutableArray<MonthCount> Months { get; init; } = [];

    public ImmutableArray<FoundStory> Found { get; init; } = [];

    public bool IsLaterPage { get; init; }

    /// <summary>A version of the ledger; null for the present.</summary>
    public long? AsOf { get; init; }

    /// <summary>The version that the page shows.</summary>
    public long Version { get; init; }

    /// <summary>Cursor of the next page; null on the last.</summary>
    public string? Next { get; init; }

    /// <summary>Why the query could not be understood; null when it could.</summary>
    public QueryException? Error { get; init; }
}

/// <param name="First">Its first day.</param>
/// <param name="Hits">Reports that match.</param>
/// <param name="All">Reports of the ledger.</param>
public readonly record struct MonthCount(DateOnly First, int Hits, int All);

/// <summary>A story in a list of results.</summary>
/// <param name="Reports">All its reports, earliest first.</param>
/// <param name="Tellings">Those that were found.</param>
/// <param name="Figures">A few figures of the first of them.</param>
public sealed record FoundStory(ImmutableArray<RecordSummary> Reports, ImmutableArray<FoundTelling> Tellings, ImmutableArray<Figure> Figures);

/// <summary>A report that was found.</summary>
/// <param name="Snippet">Where the words stand; null without a query.</param>
public sealed record FoundTelling(Record Record, Snippet? Snippet);

/// <summary>A part of a query as it was understood.</summary>
/// <param name="Kind">A field of the query language, <c>word</c> or <c>period</c>.</param>
/// <param name="Values">As they were understood: codes for fields with codes.</param>
/// <param name="Without">The query without this part.</param>
public sealed record QueryChip(string Kind, ImmutableArray<string> Values, bool IsNegated, string Without);

/// <summary>Takes a query apart for the page and puts parts into it.</summary>
internal static class QueryParts
{
    public static ImmutableArray<QueryChip> Of(Query query, ITerms terms)
    {
        var text = query.Text;
        var chips = query.Parts.Select(part =>
        {
            var words = text[part.Place.Start..part.Place.End].TrimStart('-', '−');
            var kind = part.Field ?? (part.Tags.Any(t => t.StartsWith(Tags.Party + "=", StringComparison.Ordinal)) ? "state" : "word");
            ImmutableArray<string> values = part.Tags.IsEmpty ? [part.Field is null ? words : words[(part.Field.Length + 1)..]] : [.. part.Tags.Select(t => t[(t.IndexOf('=', StringComparison.Ordinal) + 1)..])];
            return new QueryChip(kind, values, part.IsNegated, Cut(text, part.Place));
        });
        if (PeriodOf(query, terms) is { } place)
        {
            var period = string.Join("..", new[] { query.From, query.To }.Select(d => d?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? ""));
            chips = chips.Append(new QueryChip("period", [period], false, Cut(text, place)));
        }

        return [.. chips];
    }

    /// <summary>The query with another period in the place of its own.</summary>
    public static string Within(Query query, ITerms terms, string period) => $"{(PeriodOf(query, terms) is { } at ? Cut(query.Text, at) : query.Text)} {period}".Trim();

    /// <summary>The query with a value of a field in it, or without it when it is there: what a facet links to.</summary>
    public static string Toggle(Query query, ITerms terms, string field, string value)
    {
        if (field == "year")
        {
            var isOn = query.From is { } from && query.To is { } to && from.Year == to.Year && value == from.Year.ToString(CultureInfo.InvariantCulture);
            return Within(query, terms, isOn ? "" : value);
        }

        return Holding(query, field, value) is { } part ? Cut(query.Text, part.Place) : $"{query.Text} {field}:{value}".Trim();
    }

    /// <summary>The part that asks for just this value; null when none does.</summary>
    public static QueryPart? Holding(Query query, string field, string value)
    {
        var tag = QueryFields.Find(field)?.Tag is { } kind ? Tags.Of(kind, value) : null;
        return query.Parts.FirstOrDefault(p => !p.IsNegated && p.Tags is [var only] && string.Equals(only, tag, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Where the period stands: the only word that is one by itself.</summary>
    private static Mark? PeriodOf(Query query, ITerms terms)
    {
        if (query.From is null && query.To is null)
            return null;
        var at = 0;
        foreach (var word in query.Text.Split(' '))
        {
            if (word.Length > 0 && IsPeriod(word, terms))
                return new Mark(at, at + word.Length);
            at += word.Length + 1;
        }

        return null;
    }

    private static bool IsPeriod(string word, ITerms terms)
    {
        try
        {
            return Query.Parse(word, terms) is { Parts.IsEmpty: true } query && (query.From ?? query.To) is not null;
        }
        catch (QueryException)
        {
            return false;
        }
    }

    private static string Cut(string text, Mark place) => string.Join(' ', (text[..place.Start] + text[place.End..]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
