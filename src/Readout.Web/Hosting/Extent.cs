using System.Collections.Immutable;
using Readout.Api.Ledgers;

namespace Readout.Web.Hosting;

/// <summary>From how many of the reports of one or two parties a page is made: the latest, so that nobody waits, or all of them for whoever asks for that (<c>?reports=all</c>).</summary>
/// <param name="Read">So many of the latest; null for all.</param>
/// <param name="Of">How many there are.</param>
/// <param name="IsExact">False when there may be more.</param>
public sealed record Extent(int? Read, int Of, bool IsExact)
{
    /// <param name="most">How many are read unless all are asked for.</param>
    /// <param name="asked">What the address says.</param>
    internal static async ValueTask<Extent> OfAsync(LedgerReads reads, ImmutableArray<string> parties, long? asOf, int most, string? asked, CancellationToken cancel)
    {
        if (parties.IsEmpty || Asked.OneOf("reports", asked, ["all", "latest"]) == "all")
            return new(null, 0, true);
        var counts = await reads.CountAsync(parties, asOf, cancel);
        return new(counts.Total <= most ? null : most, counts.Total, counts.IsExact);
    }
}
