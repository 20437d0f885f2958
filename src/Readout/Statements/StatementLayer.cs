using System.Collections.Immutable;
using Readout.Text;

namespace Readout.Statements;

/// <summary>Somebody's words or a report of them, before it is written into the record.</summary>
internal sealed record FoundStatement
{
    /// <summary>Indexes in <see cref="Actors.ActorLayer.Actors"/>; several when they speak together, none when the text does not tell.</summary>
    public ImmutableArray<int> Speakers { get; init; } = [];

    /// <summary>Index of the actor spoken to; null when none is named.</summary>
    public int? Addressee { get; init; }

    public required StatementKind Kind { get; init; }

    /// <summary>Acts of the record's contract, the main one first; never empty.</summary>
    public ImmutableArray<string> Acts { get; init; } = [];

    /// <summary>The verb or phrase of saying; null when none stands there.</summary>
    public Span? Cue { get; init; }

    /// <summary>The words said, UTF-16.</summary>
    public required Span Evidence { get; init; }

    /// <summary>Which pattern found it, and the table row's first cue: "clause:заявить".</summary>
    public required string Rule { get; init; }
}

/// <summary>Whom the text credits for the news.</summary>
/// <param name="Actor">Index of the actor; -1 when the source is no actor of the report.</param>
/// <param name="Evidence">The words that name it, UTF-16.</param>
internal readonly record struct FoundOrigin(int Actor, Span Evidence);

/// <summary>What is said in a report, in the order of the text.</summary>
internal sealed record StatementLayer(ImmutableArray<FoundStatement> Statements, ImmutableArray<FoundOrigin> Origins);
