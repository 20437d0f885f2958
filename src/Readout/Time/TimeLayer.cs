using System.Collections.Immutable;
using Readout.Text;

namespace Readout.Time;

/// <summary>What an expression of time is good for.</summary>
internal enum TimeUse
{
    /// <summary>A day, month or year in which something is, was or will be: "30 августа", "в прошлом году", "завтра".</summary>
    Point,

    /// <summary>A stretch that numbers refer to: "за девять месяцев текущего года", "в первом полугодии".</summary>
    Period,

    /// <summary>A bound: "до конца года", "к 2030 году", "до 1 марта".</summary>
    Deadline,

    /// <summary>How often or how long ("в год", "ежегодно", "пять лет"): no date.</summary>
    Frequency,
}

/// <summary>An expression of time, resolved against the date of the report.</summary>
/// <param name="Tokens">Its words, the preposition included.</param>
/// <param name="Use">What it is good for.</param>
/// <param name="Date">The dates it stands for; null when it resolves to none.</param>
/// <param name="Period">As figures and commitments write it: <c>2024</c>, <c>2025-H1</c>, <c>2026-Q3</c>, <c>2024-01..2024-09</c>, <c>2025-08</c>, <c>2025-08-30</c>; null when none.</param>
/// <param name="IsPast">True when the expression itself says that it lies before the report's day ("в прошлом году", "ранее").</param>
/// <param name="Rule">Row of the table that read it.</param>
internal sealed record TimeExpression(TokenRange Tokens, TimeUse Use, EventDate? Date, string? Period, bool IsPast, string Rule);

/// <summary>All expressions of time, in the order of the text, none overlapping another.</summary>
internal sealed record TimeLayer(ImmutableArray<TimeExpression> Expressions, DateOnly? Reference, PublishedFrom? ReferenceFrom)
{
    /// <summary>Expressions inside the range.</summary>
    public IEnumerable<TimeExpression> In(TokenRange range) => Expressions.Where(e => range.Contains(e.Tokens));

    public TimeExpression? At(int token) => Expressions.FirstOrDefault(e => e.Tokens.Contains(token));
}
