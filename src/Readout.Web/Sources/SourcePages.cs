using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Readout.Api.Ledgers;
using Readout.Ledger;
using Readout.Ledger.Stories;

namespace Readout.Web.Sources;

/// <summary>Who publishes, and who repeats whom.</summary>
internal static class SourcePages
{
    // Texts are compared word by word, so only stories of late are looked at, and of a story that everybody tells the first tellings.
    private const int Latest = 300;
    private const int Compared = 40;
    private const int Tellings = 12;

    public static void Map(WebApplication app) => app.MapGet("/sources", SourcesAsync);

    private static async Task<RazorComponentResult<SourcesPage>> SourcesAsync(LedgerReads reads, WebOptions options, CancellationToken cancel) => new(new
    {
        Publishers = await reads.PublishersAsync(cancel),
        Repeats = await RepeatsAsync(reads, options, cancel),
    });

    /// <summary>Made once a version of the ledger.</summary>
    public static ValueTask<ImmutableArray<Repeat>> RepeatsAsync(LedgerReads reads, WebOptions options, CancellationToken cancel) =>
        reads.MadeAsync("repeats", ledger => RepeatsAsync(ledger, options.Terms), cancel);

    internal static async ValueTask<ImmutableArray<Repeat>> RepeatsAsync(ILedger ledger, ITerms terms)
    {
        var several = new List<ImmutableArray<RecordSummary>>();
        await foreach (var story in ledger.StoriesAsync(new ListQuery { Limit = Latest }))
        {
            if (story.Length > 1)
                several.Add(story);
            if (several.Count == Compared)
                break;
        }

        var repeats = new Dictionary<(string By, string Of), Repeat>();
        foreach (var reports in several)
        {
            var records = new List<Record>();
            foreach (var report in reports.Take(Tellings))
            {
                if (await ledger.GetAsync(report.Id) is { } record)
                    records.Add(record);
            }

            if (records.Count < 2)
                continue;
            var story = Story.Of(records, terms);
            foreach (var report in story.Reports.Where(r => r.Repeats is not null))
            {
                var (by, of) = (report.Publisher ?? "", story.Reports.First(r => r.Document == report.Repeats).Publisher ?? "");
                repeats[(by, of)] = repeats.TryGetValue((by, of), out var known) ? known with { Reports = known.Reports + 1 } : new(by, of, 1, report.Document, report.Shared);
            }
        }

        return [.. repeats.Values.OrderByDescending(r => r.Reports).ThenBy(r => r.By, StringComparer.Ordinal).ThenBy(r => r.Of, StringComparer.Ordinal)];
    }
}

/// <summary>A publisher whose reports are made of the words of another's.</summary>
/// <param name="By">Who repeats; empty when not known.</param>
/// <param name="Of">Whose words; empty when not known.</param>
/// <param name="Example">A report that does, the latest.</param>
/// <param name="Shared">How much of the shorter of the two stands in the longer, 0 to 1, in the example.</param>
public sealed record Repeat(string By, string Of, int Reports, string Example, double Shared);
