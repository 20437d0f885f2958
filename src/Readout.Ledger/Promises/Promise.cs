using System.Collections.Immutable;

namespace Readout.Ledger.Promises;

/// <summary>What came of a commitment, as far as later reports tell.</summary>
public enum PromiseState
{
    /// <summary>No later report tells of it.</summary>
    Silent,
    Underway,
    Postponed,
    Dropped,
    Kept,
}

/// <summary>A commitment and what later reports say about it.</summary>
/// <param name="Id">Document and place of its first words: "3f2a9c1b04de:517".</param>
/// <param name="By">Parties that took it upon themselves.</param>
/// <param name="With">Parties they took it on towards, as the report has them.</param>
/// <param name="Due">As in the record.</param>
/// <param name="DueBy">Last day of that; null when no day was named.</param>
/// <param name="ToldBy">All reports that tell of it, the first first.</param>
/// <param name="IsOverdue">Its day has passed and no report tells that it was kept or dropped: that is about the ledger, not about the parties.</param>
/// <param name="IsConfirmed">True when a person confirmed the evidence on which the state stands.</param>
/// <param name="Outcomes">What later reports say, the latest last; those that a person rejected too.</param>
public sealed record Promise(
    string Id,
    ImmutableArray<string> By,
    ImmutableArray<string> With,
    string Action,
    string? Due,
    DateOnly? DueBy,
    CommitmentStatus Status,
    string? SaidBy,
    ImmutableArray<Source> ToldBy,
    PromiseState State,
    bool IsOverdue,
    bool IsConfirmed,
    ImmutableArray<Outcome> Outcomes);

/// <summary>What a later report says about a promise.</summary>
/// <param name="Id">Document and place of the words: "77ab01c2d3e4:0".</param>
/// <param name="Reasons">What joins the two.</param>
/// <param name="Strength">Higher is surer.</param>
/// <param name="Verdict">What a person said: <see cref="Verdict.Same"/> confirms, <see cref="Verdict.Different"/> rejects; null when nobody did.</param>
public sealed record Outcome(string Id, PromiseState State, Source Source, ImmutableArray<Reason> Reasons, double Strength, Verdict? Verdict);

/// <summary>Which promises.</summary>
public sealed record PromiseQuery
{
    /// <summary>States or organisations that must all be in it, as those who promise or those they promise to.</summary>
    public ImmutableArray<string> Parties { get; init; } = [];

    /// <summary>Null for all.</summary>
    public PromiseState? State { get; init; }

    public bool OverdueOnly { get; init; }

    public string? Action { get; init; }

    /// <summary>The day from which things are seen; promises that are due later are not overdue.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>A version of the ledger; null for the present one.</summary>
    public long? AsOf { get; init; }

    /// <summary>From so many of the latest reports; null for all.</summary>
    public int? Read { get; init; }
}
