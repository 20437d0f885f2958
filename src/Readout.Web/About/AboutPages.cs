using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Readout.Api.Ledgers;
using Readout.Ledger;
using Readout.Ledger.Searching;
using Readout.Web.Hosting;

namespace Readout.Web.About;

/// <summary>What the ledger holds, by which version it was read, how well, and what is known to be wrong.</summary>
internal static class AboutPages
{
    public static void Map(WebApplication app) => app.MapGet("/about", AboutAsync);

    private static async Task<IResult> AboutAsync(LedgerPool pool, CancellationToken cancel)
    {
        await using var lease = await pool.RentAsync(cancel);
        var ledger = lease.Ledger;
        return new RazorComponentResult<AboutPage>(new
        {
            Count = await ledger.CountAsync(cancel),
            Counts = await ledger.CountAsync(new SearchQuery("", ListQuery.All), cancel),
            Version = await ledger.VersionAsync(cancel),
        });
    }
}
