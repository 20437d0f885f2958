using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Readout.Api.Ledgers;
using Readout.Ledger;
using Readout.Ledger.Promises;
using Readout.Ledger.Searching;
using Readout.Web.Hosting;
using Readout.Web.Reading;
using Readout.Web.Searching;

namespace Readout.Web.Following;

/// <summary>What was promised and what came of it.</summary>
internal static class PromisePages
{
    private const int PageSize = 30;

    // What can be followed before a reader has to wait.
    private const int Read = 200;

    /// <summary>In the order of the tabs: what needs the reader's eye first.</summary>
    public static readonly ImmutableArray<string> States = ["overdue", "silent", "underway", "postponed", "kept", "dropped"];

    public static void Map(WebApplication app) => app.MapGet("/promises", PromisesAsync);

    private static async Task<IResult> PromisesAsync(LedgerPool pool, LedgerReads reads, WebOptions options, string? parties, string? state, string? action, string? from, string? to, string? next, string? reports, string? asOf, CancellationToken cancel)
    {
        var asked = new PromisesAsked(Asked.Parties(parties), Asked.OneOf("state", state, States), Asked.OneOf("action", action, QueryFields.Find("action")!.Values), Asked.Day("from", from), Asked.Day("to", to));
        PromiseQuery query;
        await using (var lease = await pool.RentAsync(cancel))
            query = new() { Parties = asked.Parties, Today = DateOnly.FromDateTime(options.Clock.GetUtcNow().UtcDateTime), AsOf = await AsOf.VersionAsync(lease.Ledger, asOf, cancel) };
        var extent = await Extent.OfAsync(reads, asked.Parties, query.AsOf, Read, reports, cancel);
        query = query with { Read = extent.Read };
        var all = await reads.PromisesAsync(query, cancel);
        ImmutableArray<Promise> fit =
        [
            .. all.Where(p => (asked.Action is null || p.Action == asked.Action) && (asked.From is null || p.ToldBy[0].Published >= asked.From) && (asked.To is null || p.ToldBy[0].Published <= asked.To)),
        ];
        // A promise that is overdue is silent or under way as well, as the data beside the page have it.
        bool Is(Promise promise, string wanted) => wanted == "overdue" ? promise.IsOverdue : string.Equals(promise.State.ToString(), wanted, StringComparison.OrdinalIgnoreCase);
        var shown = asked.State is { } only ? fit.Where(p => Is(p, only)).ToImmutableArray() : fit;
        var begin = string.IsNullOrEmpty(next) ? 0 : shown.Select(p => p.Id).ToList().IndexOf(next) + 1;
        var counts = await SearchPages.AllAsync(reads, cancel);
        return new RazorComponentResult<PromisesPage>(new
        {
            Asked = asked,
            Counts = States.ToDictionary(s => s, s => fit.Count(p => Is(p, s))),
            Total = fit.Length,
            Promises = shown.Skip(begin).Take(PageSize).ToImmutableArray(),
            Next = begin + PageSize < shown.Length ? shown[begin + PageSize - 1].Id : null,
            States = counts.Facets.Where(f => f.Field == "state").SelectMany(f => f.Values).Select(v => v.Value).ToImmutableArray(),
            Extent = extent,
            IsWhole = asked.Parties.Length > 0 || counts.Total <= LedgerReads.PromisesOfLatest,
        });
    }
}

/// <summary>Which promises the page was asked for.</summary>
public sealed record PromisesAsked(ImmutableArray<string> Parties, string? State, string? Action, DateOnly? From, DateOnly? To);
