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

    /// <summary>Told how many reports are indexed, and of how many, while an update has the ledger indexed anew; null when nobody asks. A million reports take some ten minutes.</summary>
    public Action<int, int>? Indexing { get; init; }

    internal SearchEffort Effort { get; init; } = new();
}

/// <summary>What a search looks at, at most: so that it takes no longer in a larger ledger.</summary>
internal sealed record SearchEffort
{
    /// <summary>Relevance weighs so many of the latest records that fit, and so many of the latest that have the words in their titles.</summary>
    public int Weighed { get; init; } = 1000;

    /// <summary>Titles are looked at in so many of the latest records.</summary>
    public int Titles { get; init; } = 100_000;

    /// <summary>How frequent a word is, so many of the latest records tell.</summary>
    public int Sampled { get; init; } = 2000;

    /// <summary>Results are counted up to here; beyond, the counts are of the latest so many.</summary>
    public int Counted { get; init; } = 5000;
}
