using System.Collections.Immutable;
using Readout.Api.Routing;
using Readout.Ledger;

namespace Readout.Api.Subjects;

/// <summary>The ledger itself: where its reports come from, how many, which version.</summary>
internal static class AboutRoutes
{
    public static readonly DataRoute Sources = new DataRoute<PublisherCount>("sources", "ListSources", "Ledger", "Publishers: how many reports, in which languages, from when to when", typeof(ImmutableArray<PublisherCount>),
        async ask => await ask.Reads.PublishersAsync(ask.Cancel), Publishers)
    {
        Csv = new Sheet<PublisherCount>(("publisher", p => p.Publisher), ("reports", p => p.Reports), ("languages", p => p.Languages.Select(l => l.Value)), ("first", p => p.First), ("last", p => p.Last)).WriteAsync,
    };

    public static readonly DataRoute About = new DataRoute<LedgerFacts>("about", "GetAbout", "Ledger", "Counts and versions of ledger and engine", typeof(LedgerFacts), async ask =>
    {
        await using var lease = await ask.Pool.RentAsync(ask.Cancel);
        return await FactsAsync(ask, lease.Ledger);
    }, Facts)
    {
        Csv = new Sheet<LedgerFacts>(
            ("reports", f => f.Reports), ("languages", f => f.Languages.Select(l => l.Value)), ("sources", f => f.Sources), ("first", f => f.First), ("last", f => f.Last),
            ("version", f => f.Version), ("changed", f => f.Changed), ("engine", f => f.Engine), ("schema", f => f.Schema)).WriteAsync,
    };

    private static async IAsyncEnumerable<PublisherCount> Publishers(Ask ask, ILedger ledger)
    {
        foreach (var publisher in await ask.Reads.PublishersAsync(ask.Cancel))
            yield return publisher;
    }

    private static async IAsyncEnumerable<LedgerFacts> Facts(Ask ask, ILedger ledger)
    {
        yield return await FactsAsync(ask, ledger);
    }

    private static async ValueTask<LedgerFacts> FactsAsync(Ask ask, ILedger ledger)
    {
        var publishers = await ask.Reads.PublishersAsync(ask.Cancel);
        var version = await ledger.VersionAsync(ask.Cancel);
        var days = publishers.SelectMany(p => new[] { p.First, p.Last }).OfType<DateOnly>().ToList();
        return new(
            await ledger.CountAsync(ask.Cancel),
            [.. publishers.SelectMany(p => p.Languages).GroupBy(l => l.Value, StringComparer.Ordinal).Select(g => new FacetValue(g.Key, g.Sum(l => l.Count))).OrderByDescending(l => l.Count).ThenBy(l => l.Value, StringComparer.Ordinal)],
            publishers.Length, days.Count == 0 ? null : days.Min(), days.Count == 0 ? null : days.Max(), version.Number, version.Number == 0 ? null : version.At, Reader.Version, "readout/1");
    }
}

/// <summary>What a ledger holds and who reads for it.</summary>
/// <param name="Reports">How many.</param>
/// <param name="Languages">BCP 47, with how many reports.</param>
/// <param name="Sources">How many publishers.</param>
/// <param name="First">Earliest day of publication; null when none tells.</param>
/// <param name="Version">Of the ledger; every commit that changes something makes the next one.</param>
/// <param name="Changed">When that was; null for an empty ledger.</param>
/// <param name="Engine">Version of the engine that reads new reports.</param>
/// <param name="Schema">Of the records.</param>
public sealed record LedgerFacts(long Reports, ImmutableArray<FacetValue> Languages, int Sources, DateOnly? First, DateOnly? Last, long Version, DateTimeOffset? Changed, string Engine, string Schema);
