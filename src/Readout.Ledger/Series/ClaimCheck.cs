using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Readout.Ledger.Series;

/// <summary>A figure that a report claims beside what official series say. No verdict: series differ in what they count.</summary>
/// <param name="Official">Points of the same measure, parties, period and unit; empty when no series has one.</param>
public sealed record HeldClaim(RecordSummary Document, Figure Claim, ImmutableArray<OfficialValue> Official);

/// <param name="DifferencePercent">How much the claim is above (or below) the point, in percent of the point; null when the point is 0.</param>
public sealed record OfficialValue(SeriesPoint Point, decimal? DifferencePercent);

/// <summary>Holds claims against series.</summary>
public static class ClaimCheck
{
    /// <summary>Claims of levels, not of changes, that name one or two states and a period, latest first. Streams.</summary>
    /// <param name="onlyHeld">Leaves out claims for which there is no point.</param>
    public static async IAsyncEnumerable<HeldClaim> HoldAsync(ILedger ledger, ListQuery query, string? measure, bool onlyHeld, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(query);
        var points = new List<SeriesPoint>();
        await foreach (var point in ledger.SeriesAsync(new SeriesQuery(query.Parties.ElementAtOrDefault(0), query.Parties.ElementAtOrDefault(1), measure), cancel))
            points.Add(point);
        var known = points.ToLookup(p => (p.Measure, Key(p.Partner.Length == 0 ? [p.Party] : [p.Party, p.Partner]), p.Period, p.Unit));
        await foreach (var record in ledger.RecordsAsync(query with { Limit = null }, cancel))
        {
            RecordSummary? summary = null;
            foreach (var claim in record.Figures)
            {
                if (claim is not { Change: null, Period: { } period, Unit: { } unit, Status: FigureStatus.Actual } || (measure is not null && claim.Measure != measure)
                    || !query.Parties.All(p => claim.Parties.Contains(p)))
                    continue;
                ImmutableArray<OfficialValue> official = [.. known[(claim.Measure, Key(claim.Parties), period, unit)].Select(p => new OfficialValue(p, Difference(claim.Value, p.Value)))];
                if (onlyHeld && official.IsEmpty)
                    continue;
                summary ??= Summary(record);
                yield return new(summary, claim, official);
            }
        }
    }

    /// <summary>In percent of the official value, two decimals.</summary>
    public static decimal? Difference(decimal claim, decimal official) => official == 0 ? null : Math.Round(100 * (claim - official) / official, 2);

    private static string Key(IEnumerable<string> parties) => string.Join('+', parties.Order(StringComparer.Ordinal));

    private static RecordSummary Summary(Record record)
    {
        var document = record.Document;
        return new(document.Id, document.Name, document.Language, document.Title, document.Published, document.Publisher, document.Url, RecordSummary.PartiesOf(record), default);
    }
}
