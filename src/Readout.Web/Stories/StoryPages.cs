using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Readout.Api.Ledgers;
using Readout.Ledger.Stories;
using Readout.Web.Hosting;
using Readout.Web.Parts;
using Readout.Web.Reading;

namespace Readout.Web.Stories;

/// <summary>One event as all its reports tell it.</summary>
internal static class StoryPages
{
    public static void Map(WebApplication app) => app.MapGet("/stories/{id}", StoryAsync);

    private static async Task<IResult> StoryAsync(LedgerPool pool, WebOptions options, string id, string? asOf, CancellationToken cancel)
    {
        await using var lease = await pool.RentAsync(cancel);
        var version = await AsOf.VersionAsync(lease.Ledger, asOf, cancel);
        // The beginning of an id will do, as for a report.
        if (await lease.Ledger.GetAsync(id, version, cancel) is null && await lease.Ledger.FindAsync(id, 2, version, cancel) is [var one])
            return Results.Redirect(Visit.Link(Links.Story(one.Id), asOf is null ? [] : [KeyValuePair.Create("asOf", asOf)]));
        if (await lease.Ledger.TellAsync(id, version, options.Terms, cancel) is not { } story)
            return new RazorComponentResult<ErrorOfReport>(new { Id = id }) { StatusCode = StatusCodes.Status404NotFound };
        if (story.Id != id)
            return Results.Redirect(Visit.Link(Links.Story(story.Id), asOf is null ? [] : [KeyValuePair.Create("asOf", asOf)]));
        return new RazorComponentResult<StoryPage>(new { Story = story, Records = await lease.Ledger.StoryRecordsAsync(id, version, cancel), AsOf = version, Version = version ?? (await lease.Ledger.VersionAsync(cancel)).Number });
    }
}
