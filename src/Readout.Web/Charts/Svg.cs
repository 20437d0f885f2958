using System.Globalization;

namespace Readout.Web.Charts;

/// <summary>Numbers and scales of drawings.</summary>
public static class Svg
{
    /// <summary>With a point whatever the culture, to a hundredth.</summary>
    public static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Maps a range of values to a range of places.</summary>
    public static double Scale(double value, double low, double high, double from, double to) =>
        high <= low ? (from + to) / 2 : from + ((value - low) / (high - low) * (to - from));

    /// <summary>Points of a polyline: "0,10 4,8.5".</summary>
    public static string Points(IEnumerable<(double X, double Y)> points) => string.Join(' ', points.Select(p => $"{Number(p.X)},{Number(p.Y)}"));

    /// <summary>Round values for an axis, at most so many, the ends of the range among or inside them.</summary>
    public static IEnumerable<double> Ticks(double low, double high, int most = 5)
    {
        if (high <= low)
            return [low];
        var rough = (high - low) / most;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = new[] { 1.0, 2, 2.5, 5, 10 }.Select(s => s * power).First(s => s >= rough * 0.999);
        var first = Math.Ceiling(low / step) * step;
        return Enumerable.Range(0, (int)Math.Floor(((high - first) / step) + 1e-9) + 1).Select(i => first + (i * step));
    }
}
