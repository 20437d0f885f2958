using System.Collections.Immutable;
using Readout.Text;

namespace Readout.Time;

/// <summary>What an expression of time is good for.</summary>
internal enum TimeUse
{
    /// <summary>A day, month or year in which something is, was or will be: "30 августа", "в прошлом году", "завтра".</summary>
    Point,

    /// <summary>A stretch that numbers refer to: "за девять месяцев текущего года", "по итогам 2024 года".</summary>
    Period,

    /// <summary>From when on: "с 29 марта", "начиная с 2026 года".</summary>
    Start,

    /// <summary>A bound: "до конца года", "к 2030 году", "до 1 марта".</summary>
    Deadline,

    /// <summary>What something is compared with, and not when it is: "чем годом ранее", "к уровню 2023 года".</summary>
    Comparison,

    /// <summary>How often or how long ("в год", "ежегодно", "пять лет"): no date.</summary>
    Frequency,

    /// <summary>Part of a name: «Стратегия развития до 2035 года».</summary>
    Name,
}

/// <summary>An expression of time, resolved against the day of the report.</summary>
/// <param name="Tokens">Its words, the preposition included.</param>
/// <param name="Use">What it is good for.</param>
/// <param name="Date">The dates it stands for; null when it resolves to none.</param>
/// <param name="Period">As figures and commitments write it: <c>2024</c>, <c>2025-H1</c>, <c>2026-Q3</c>, <c>2024-01..2024-09</c>, <c>2025-08</c>, <c>2025-08-30</c>; a season is written as its year; null when none.</param>
/// <param name="IsPast">True when the expression itself says that it lies before the report's day ("в прошлом году", "ранее").</param>
/// <param name="Rule">Row of the table that read it.</param>
internal sealed record TimeExpression(TokenRange Tokens, TimeUse Use, EventDate? Date, string? Period, bool IsPast, string Rule)
{
    /// <summary>True when it names a single day ("30 августа", "вчера", "в субботу").</summary>
    public bool IsDay => Date is { Precision: DatePrecision.Day } date && date.From == date.To;
}

/// <summary>All expressions of time, in the order of the text, none overlapping another.</summary>
/// <param name="Expressions">In the order of the text.</param>
/// <param name="Reference">The day that "сегодня" means: the dateline's where it has one, else the day of publication; null when neither is known.</param>
/// <param name="ReferenceFrom">Where the reference comes from: given with the report, a full date in its dateline (<see cref="PublishedFrom.Text"/>), or a full date told in it (<see cref="PublishedFrom.Inferred"/>); null without reference.</param>
internal sealed record TimeLayer(ImmutableArray<TimeExpression> Expressions, DateOnly? Reference, PublishedFrom? ReferenceFrom)
{
    /// <summary>Expressions inside the range.</summary>
    public IEnumerable<TimeExpression> In(TokenRange range) => Expressions.Where(e => range.Contains(e.Tokens));

    public TimeExpression? At(int token)
    {
        foreach (var expression in Expressions)
        {
            if (expression.Tokens.Contains(token))
                return expression;
        }

        return null;
    }
}
