using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Readout.Ledger.Stories;
using Readout.Api.Ledgers;
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
        var records = await lease.Ledger.StoryRecordsAsync(id, version, cancel);
        if (records.IsEmpty)
            return new RazorComponentResult<ErrorOfReport>(new { Id = id }) { StatusCode = StatusCodes.Status404NotFound };
        var story = Story.Of(records, options.Terms);
        return story.Id == id ? new RazorComponentResult<StoryPage>(new { Story = story, Records = records, AsOf = version }) : Results.Redirect(Links.Story(story.Id));
    }
}
