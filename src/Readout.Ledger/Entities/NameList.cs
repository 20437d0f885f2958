using System.Collections.Immutable;

namespace Readout.Ledger.Entities;

/// <summary>Which names.</summary>
/// <param name="Holds">Words that the id or the name in one of its languages has, in capitals or not; null for all. States have their codes only.</param>
public sealed record NameQuery(EntityKind Kind, string? Holds = null)
{
    /// <summary>So many are passed over.</summary>
    public int Skip { get; init; }

    public int Limit { get; init; } = 100;
}

/// <summary>Names, most reports first.</summary>
/// <param name="Total">How many there are in all.</param>
public sealed record NameList(ImmutableArray<Named> Items, int Total);

/// <summary>Somebody or something that reports name.</summary>
/// <param name="Id">As in addresses: id of the reference dictionary, else the name; of a state alpha-3.</param>
/// <param name="Name">As a report has it.</param>
/// <param name="Names">By language (BCP 47); empty where reports tell none.</param>
/// <param name="Reports">In how many reports.</param>
public sealed record Named(string Id, string Name, ImmutableSortedDictionary<string, string> Names, int Reports);
