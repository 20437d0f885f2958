namespace Readout.Ledger;

/// <summary>A state of the ledger. Every commit that changed something makes the next one; a citation names it.</summary>
/// <param name="Number">0 is the empty ledger.</param>
/// <param name="At">When it was committed (UTC).</param>
public readonly record struct LedgerVersion(long Number, DateTimeOffset At);
