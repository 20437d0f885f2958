using System.Collections.Immutable;

namespace Readout.Ledger.Figures;

/// <summary>Which figures.</summary>
public sealed record FigureQuery
{
    /// <summary>States or organisations that a figure must all be about.</summary>
    public ImmutableArray<string> Parties { get; init; } = [];

    /// <summary>Null for all.</summary>
    public string? Measure { get; init; }

    /// <summary>Reports published on this day or later; null for all.</summary>
    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>A version of the ledger; null for the present one.</summary>
    public long? AsOf { get; init; }

    /// <summary>For <see cref="Read"/>: all reports that fit.</summary>
    public const int All = int.MaxValue - 1;

    /// <summary>From so many of the latest reports, so that a question about everything has an answer in time.</summary>
    public int Read { get; init; } = 2000;

    /// <summary>By value, as keys of what was made already are compared.</summary>
    public bool Equals(FigureQuery? other) => other is not null && Parties.SequenceEqual(other.Parties) && (Measure, From, To, AsOf, Read) == (other.Measure, other.From, other.To, other.AsOf, other.Read);

    public override int GetHashCode() => HashCode.Combine(Parties.Length == 0 ? null : Parties[0], Parties.Length, Measure, From, To, AsOf);
}

/// <summary>Series and what they were made of.</summary>
/// <param name="Reports">From how many reports.</param>
/// <param name="IsWhole">False when there were more reports than were read; these are the latest.</param>
public sealed record ReadFigures(ImmutableArray<FigureSeries> Series, int Reports, bool IsWhole);

/// <summary>Figures of a ledger.</summary>
public static class LedgerFigures
{
    public static async ValueTask<ReadFigures> FiguresAsync(this ILedger ledger, FigureQuery query, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(query);
        var records = new List<(Record Record, string Story)>();
        var among = new ListQuery { Parties = query.Parties, From = query.From, To = query.To, AsOf = query.AsOf, Limit = query.Read + 1 };
        await foreach (var (record, story) in ledger.RecordsWithStoriesAsync(among, cancel))
            records.Add((record with { Document = record.Document with { Text = "" } }, story));
        var isWhole = records.Count <= query.Read;
        if (!isWhole)
            records.RemoveAt(query.Read);
        // Claims are told in the order of time.
        records.Reverse();
        return new(FigureSeries.Of(records, f => query.Parties.All(f.Parties.Contains) && (query.Measure is not { } measure || f.Measure == measure)), records.Count, isWhole);
    }
}
