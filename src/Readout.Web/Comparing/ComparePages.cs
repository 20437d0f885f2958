using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Readout.Api.Ledgers;
using Readout.Ledger;
using Readout.Ledger.Accounts;
using Readout.Ledger.Stories;
using Readout.Web.Hosting;
using Readout.Web.Parts;
using Readout.Web.Reading;

namespace Readout.Web.Comparing;

/// <summary>Two accounts of one event, point by point.</summary>
internal static class ComparePages
{
    public static void Map(WebApplication app) => app.MapGet("/compare", CompareAsync);

    private static async Task<IResult> CompareAsync(LedgerPool pool, WebOptions options, string? left, string? right, string? asOf, CancellationToken cancel)
    {
        await using var lease = await pool.RentAsync(cancel);
        var ledger = lease.Ledger;
        var version = await AsOf.VersionAsync(ledger, asOf, cancel);
        if (string.IsNullOrWhiteSpace(left))
            return new RazorComponentResult<CompareNothing>(new { Id = (string?)null });
        if (await RecordAsync(ledger, left, version, cancel) is not { } first)
            return Missing(left);
        var second = string.IsNullOrWhiteSpace(right) ? await ledger.OtherAccountAsync(first, options.Terms, version, cancel) : await RecordAsync(ledger, right, version, cancel);
        if (second is null && !string.IsNullOrWhiteSpace(right))
            return Missing(right);
        if (second is null)
            return new RazorComponentResult<CompareNothing>(new { Id = first.Document.Id });
        if (left != first.Document.Id || right != second.Document.Id)
            return Results.Redirect(Links.Compare(first.Document.Id, second.Document.Id) + (string.IsNullOrEmpty(asOf) ? "" : $"&asOf={Uri.EscapeDataString(asOf)}"));
        return new RazorComponentResult<ComparePage>(new
        {
            Comparison = new AccountComparer(options.Terms).Compare(first, second),
            First = first,
            Second = second,
            Story = await ledger.StoryAsync(first.Document.Id, version, cancel),
            AsOf = version,
        });
    }

    private static RazorComponentResult<ErrorOfReport> Missing(string id) => new(new { Id = id }) { StatusCode = StatusCodes.Status404NotFound };

    private static async ValueTask<Record?> RecordAsync(ILedger ledger, string id, long? version, CancellationToken cancel) =>
        await ledger.GetAsync(id, version, cancel) ?? (await ledger.FindAsync(id, 2, version, cancel) is [var one] ? await ledger.GetAsync(one.Id, version, cancel) : null);
}
