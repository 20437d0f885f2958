namespace Readout.Ledger;

/// <summary>A record to be kept.</summary>
/// <param name="Record">What was read. Unread records (<see cref="Readout.Record.IsUnread"/>) are no entries.</param>
/// <param name="Key">What stays the same when the report changes: its URL, else its name. A record under a key takes the place of the earlier one.
/// Null when it has neither; then only the same text is the same report.</param>
/// <param name="Fingerprint">Of all that went into the reading (report, engine, options), so that a report need not be read again to see that
/// nothing changed; null when the caller does not care.</param>
/// <param name="Engine">Which version read it (<see cref="Reader.Version"/>); null when not known.</param>
public sealed record LedgerEntry(Record Record, string? Key = null, string? Fingerprint = null, string? Engine = null)
{
    /// <summary>An entry whose key is the record's URL, else its name.</summary>
    public static LedgerEntry Of(Record record) => new(record, record.Document.Url ?? record.Document.Name);
}

/// <summary>What adding an entry did, or would do.</summary>
public enum AddOutcome
{
    Added,

    /// <summary>The very same record was there.</summary>
    Unchanged,

    /// <summary>The record of the same report (same key or same text) was there and gave way to this one.</summary>
    Replaced,

    /// <summary>The same text is there under another key; the first one stays, this one is kept as another publication of it (<see cref="ILedger.PublicationsAsync"/>).</summary>
    Duplicate,
}
