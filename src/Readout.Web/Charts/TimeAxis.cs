using System.Globalization;

namespace Readout.Web.Charts;

/// <summary>Maps days to places, and names the years between.</summary>
/// <param name="First">First day that must be on it.</param>
/// <param name="Left">Place of the first year's begin.</param>
/// <param name="Right">Place of the last year's end.</param>
public sealed record TimeAxis(DateOnly First, DateOnly Last, double Left, double Right)
{
    private DateOnly Begin => new(First.Year, 1, 1);

    private DateOnly End => Last.Year < 9999 ? new(Last.Year + 1, 1, 1) : DateOnly.MaxValue;

    public double At(DateOnly day) => Svg.Scale(day.DayNumber, Begin.DayNumber, End.DayNumber, Left, Right);

    /// <summary>Years with a name, as many as there is room for: where each begins, the middle of it, its name.</summary>
    public IEnumerable<(double Begin, double Middle, string Name)> Years()
    {
        var step = Math.Max(1, (int)Math.Ceiling((Last.Year - First.Year + 1) / Math.Max(1, (Right - Left) / 48)));
        for (var year = First.Year; year <= Last.Year; year += step)
            yield return (At(new(year, 1, 1)), (At(new(year, 1, 1)) + At(year < 9999 ? new(year + 1, 1, 1) : DateOnly.MaxValue)) / 2, year.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The middle of a period as records write it (<c>2024</c>, <c>2025-H1</c>, <c>2025-Q3</c>, <c>2025-07</c>, <c>2025-09-03</c>, two of these with <c>..</c> between).</summary>
    /// <returns>Null when it is none of these.</returns>
    public static DateOnly? MiddleOf(string? period)
    {
        if (period is null)
            return null;
        if (period.Split("..") is [var from, var to])
            return MiddleOf(from) is { } a && MiddleOf(to) is { } b ? DateOnly.FromDayNumber((a.DayNumber + b.DayNumber) / 2) : null;
        if (DateOnly.TryParseExact(period, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        if (DateOnly.TryParseExact(period, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
            return month.AddDays(14);
        if (period.Length < 4 || !int.TryParse(period.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year < 1)
            return null;
        return period[4..] switch
        {
            "" => new(year, 7, 1),
            ['-', 'H', var half and ('1' or '2')] => new(year, half == '1' ? 4 : 10, 1),
            ['-', 'Q', var quarter and >= '1' and <= '4'] => new(year, ((quarter - '1') * 3) + 2, 15),
            _ => null,
        };
    }
}
