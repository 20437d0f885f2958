using System.Collections.Immutable;
using Readout.Ledger;

namespace Readout.Web;

/// <summary>What the pages work with.</summary>
public sealed record WebOptions
{
    /// <summary>Opens the ledger; called for every connection that the pages need.</summary>
    public required Func<ILedger> OpenLedger { get; init; }

    /// <summary>What the footer calls the ledger: its file's name.</summary>
    public required string LedgerName { get; init; }

    /// <summary>The engine: a report in, its record out. Called by several threads at once.</summary>
    public required Func<Report, Record> Read { get; init; }

    /// <summary>Cuts texts and queries into terms, as the ledger does.</summary>
    public required ITerms Terms { get; init; }

    /// <summary>Who corrects, where the page does not ask: for the log.</summary>
    public required string By { get; init; }

    /// <summary>Where to listen; port 0 takes a free one.</summary>
    public string Url { get; init; } = "http://127.0.0.1:5080";

    /// <summary>Names beside localhost and plain IP addresses by which the pages may be asked for.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
