using System.Collections.Immutable;
using Readout.Api.Errors;
using Readout.Api.Routing;
using Readout.Ledger;
using Readout.Ledger.Stories;

namespace Readout.Api.Subjects;

/// <summary>Stories: reports of one event.</summary>
internal static class StoryRoutes
{
    private const string Tag = "Stories";

    public static ImmutableArray<DataRoute> All { get; } =
    [
        new DataRoute<StoryRow>("stories", "ListStories", Tag, "Stories, by the latest of their reports that fits, each with all its reports", typeof(ListOf<StoryRow>), PageAsync, Everything)
        {
            Parameters = [Parameters.From, Parameters.To, Parameters.Party, Parameters.Language, Parameters.Limit, Parameters.Next, Parameters.AsOf],
            Csv = Sheets.Stories.WriteAsync,
            Linked = Nodes.Story,
        },
        new DataRoute<MergedEvent>("stories/{id}", "GetStory", Tag, "One event as all its reports tell it: who says what, who was first, who repeats whom, where they differ", typeof(Story), async ask => await StoryAsync(ask), Events)
        {
            Parameters = [Parameters.Report, Parameters.AsOf],
            Csv = Sheets.Events.WriteAsync,
            Linked = Nodes.Event,
        },
    ];

    private static async ValueTask<object> PageAsync(Ask ask)
    {
        await using var lease = await ask.Pool.RentAsync(ask.Cancel);
        var (among, limit) = (await ask.AmongAsync(lease.Ledger), ask.Number(Parameters.Limit));
        var after = ReportRoutes.Place(ask.After());
        var stories = new List<(StoryRow Story, RecordSummary By)>();
        await foreach (var reports in lease.Ledger.StoriesAsync(among with { After = after }, ask.Cancel))
        {
            // The report that brings a story onto the page is the latest of its reports that fit; one before the cursor brought it there already.
            var by = reports.Where(r => Fits(r, among)).OrderByDescending(r => r.Published).ThenBy(r => r.Id, StringComparer.Ordinal).First();
            if (after is not null && !IsAfter(by, after))
                continue;
            stories.Add((StoryRow.Of(reports), by));
            if (stories.Count > limit)
                break;
        }

        return ask.List([.. stories.Take(limit).Select(s => s.Story)], null, false, stories.Count > limit ? ReportRoutes.Placed(stories[limit - 1].By) : null, (await lease.Ledger.VersionAsync(ask.Cancel)).Number);
    }

    private static bool Fits(RecordSummary report, ListQuery among) =>
        (among.From is null || report.Published >= among.From) && (among.To is null || report.Published <= among.To)
        && (among.Language is null || report.Language == among.Language) && among.Parties.All(report.Parties.Contains);

    private static bool IsAfter(RecordSummary report, ListPlace place) => report.Published == place.Published
        ? string.CompareOrdinal(report.Id, place.Id) > 0
        : place.Published is { } day && (report.Published is not { } own || own < day);

    private static async IAsyncEnumerable<StoryRow> Everything(Ask ask, ILedger ledger)
    {
        await foreach (var reports in ledger.StoriesAsync(await ask.AmongAsync(ledger), ask.Cancel))
            yield return StoryRow.Of(reports);
    }

    private static async ValueTask<Story> StoryAsync(Ask ask)
    {
        await using var lease = await ask.Pool.RentAsync(ask.Cancel);
        return await StoryAsync(ask, lease.Ledger);
    }

    private static async ValueTask<Story> StoryAsync(Ask ask, ILedger ledger)
    {
        var wanted = ask.Text(Parameters.Report)!;
        var (asOf, id) = (await ask.AsOfAsync(ledger), await ReportRoutes.IdAsync(ledger, wanted, ask.Cancel) ?? wanted);
        return await ledger.TellAsync(id, asOf, ask.Options.Terms, ask.Cancel)
            ?? throw ApiException.NotThere($"no report of a story is called '{Ask.Shown(wanted)}'{(asOf is null ? "" : $" at version {asOf}")}. Look for it with /api/v1/stories.");
    }

    private static async IAsyncEnumerable<MergedEvent> Events(Ask ask, ILedger ledger)
    {
        var story = await StoryAsync(ask, ledger);
        foreach (var e in story.Event is { } main ? story.Others.Prepend(main) : story.Others)
            yield return e;
    }
}

/// <summary>A story in a list.</summary>
/// <param name="Id">The id of its earliest report; any of its reports leads to it.</param>
/// <param name="Reports">Earliest published first.</param>
public sealed record StoryRow(string Id, DateOnly? Published, string? Title, ImmutableArray<string> Parties, ImmutableArray<RecordSummary> Reports)
{
    internal static StoryRow Of(ImmutableArray<RecordSummary> reports) => new(
        reports[0].Id, reports[0].Published, reports[0].Title, [.. reports.SelectMany(r => r.Parties).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], reports);
}
