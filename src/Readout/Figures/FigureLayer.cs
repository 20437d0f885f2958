using System.Collections.Immutable;
using Readout.Text;

namespace Readout.Figures;

/// <summary>A number claimed, before it is written into the record. Fields as in <see cref="Figure"/>.</summary>
/// <param name="Number">Digits and words of the number.</param>
/// <param name="Tokens">The evidence: the number with its unit, what is counted, and words of approximation or change directly beside it.</param>
/// <param name="Measure">Of the record's list.</param>
/// <param name="Value">In the unit, magnitudes multiplied out.</param>
/// <param name="Unit">ISO 4217, <c>percent</c>, <c>times</c> or English singular; null when the text counts something the tables do not know.</param>
internal sealed record FoundFigure(TokenRange Number, TokenRange Tokens, string Measure, decimal Value, string? Unit)
{
    public Approximation Approx { get; init; }

    public ChangeDirection? Change { get; init; }

    /// <summary>True when called a record.</summary>
    public bool IsRecord { get; init; }

    public ImmutableArray<string> Parties { get; init; } = [];

    /// <summary>As <see cref="Time.TimeExpression.Period"/>; null when not told.</summary>
    public string? Period { get; init; }

    public FigureStatus Status { get; init; }

    /// <summary>Rows of the tables that read it.</summary>
    public required string Rule { get; init; }
}

/// <summary>All figures, in the order of the text.</summary>
internal sealed record FigureLayer(ImmutableArray<FoundFigure> Figures);
