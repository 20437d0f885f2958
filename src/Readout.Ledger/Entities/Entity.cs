using System.Collections.Immutable;
using Readout.Ledger.Dyads;
using Readout.Ledger.Stories;

namespace Readout.Ledger.Entities;

public enum EntityKind { Person, Organization, State, Place }

/// <summary>A person, organisation, state or place as the ledger's reports show it.</summary>
/// <param name="Id">Its id in the reference dictionary; its name when it has none.</param>
/// <param name="Name">English; as the reports have it.</param>
/// <param name="Names">By language (BCP 47), as the reports have them.</param>
/// <param name="Country">Alpha-3; null when not known.</param>
/// <param name="Reports">In how many reports it takes part.</param>
/// <param name="IsExact">False when there may be more reports than were counted, or some that only share the name.</param>
/// <param name="Read">From how many of these, the latest, the rest of the page is put together.</param>
/// <param name="From">First day of those.</param>
/// <param name="To">Last day of those.</param>
/// <param name="Offices">A person's offices as reports name them, the latest first.</param>
/// <param name="Events">In the order of time.</param>
/// <param name="Partners">States and organisations it had to do with, most often first.</param>
/// <param name="People">Who took part in the same events, most often first.</param>
/// <param name="Acts">What its words do, most often first.</param>
/// <param name="Quotations">Its words in quotation marks, the latest first.</param>
/// <param name="CalledBy">How reports call it, most often first.</param>
/// <param name="Topics">Topics of its reports, most often first.</param>
/// <param name="Latest">Its latest reports.</param>
public sealed record Entity(
    EntityKind Kind,
    string Id,
    string Name,
    ImmutableSortedDictionary<string, string> Names,
    string? Country,
    int Reports,
    bool IsExact,
    int Read,
    DateOnly? From,
    DateOnly? To,
    ImmutableArray<OfficeUse> Offices,
    ImmutableArray<MergedEvent> Events,
    ImmutableArray<Counted> Partners,
    ImmutableArray<PersonMet> People,
    ImmutableArray<Counted> Acts,
    ImmutableArray<Quotation> Quotations,
    ImmutableArray<Counted> CalledBy,
    ImmutableArray<Counted> Topics,
    ImmutableArray<RecordSummary> Latest);

/// <summary>An office as reports name it.</summary>
/// <param name="Office">Id of the record's contract: <c>president</c>.</param>
/// <param name="Of">Alpha-3 or organisation; null when not known.</param>
public sealed record OfficeUse(string Office, string? Of, Source FirstUse, Source LastUse, int Reports);

/// <summary>A word and how often.</summary>
public readonly record struct Counted(string Value, int Count);

/// <summary>What of an entity is wanted.</summary>
public sealed record EntityQuery
{
    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>A version of the ledger; null for the present one.</summary>
    public long? AsOf { get; init; }

    /// <summary>From so many of the latest reports the page is put together: a page of a state that all reports name must not read all reports.</summary>
    public int Read { get; init; } = 300;

    public int Quotations { get; init; } = 50;
}
