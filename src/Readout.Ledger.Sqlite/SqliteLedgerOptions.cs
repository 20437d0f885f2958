namespace Readout.Ledger.Sqlite;

/// <summary>How a ledger file is opened.</summary>
public sealed record SqliteLedgerOptions
{
    /// <summary>Cuts texts and queries into terms.</summary>
    public required ITerms Terms { get; init; }

    /// <summary>True makes the file when it is not there; false says RO3007 then.</summary>
    public bool Create { get; init; }

    /// <summary>How long to wait for another process that writes, before RO3003.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
