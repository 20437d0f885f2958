using System.Globalization;
using System.Reflection;
using System.Text;
using Readout.Web.Charts;

namespace Readout.Web.Mapping;

/// <summary>The Equal Earth projection: areas keep their proportion. Šavrič, Patterson and Jenny 2018, with their four constants.</summary>
public static class EqualEarth
{
    private const double A1 = 1.340264, A2 = -0.081106, A3 = 0.000893, A4 = 0.003796;

    // The half width of the world in the projection's own units.
    private static readonly double Edge = 2 * Math.Sqrt(3) * Math.PI / (3 * A1);

    /// <summary>Place on a world 1,000 wide whose middle is (0, 0); y grows downwards.</summary>
    /// <param name="latitude">Degrees north.</param>
    /// <param name="longitude">Degrees east.</param>
    public static (double X, double Y) At(double latitude, double longitude)
    {
        var theta = Math.Asin(Math.Sqrt(3) / 2 * Math.Sin(latitude * Math.PI / 180));
        var (t2, t6) = (theta * theta, Math.Pow(theta, 6));
        var x = 2 * Math.Sqrt(3) * longitude * Math.PI / 180 * Math.Cos(theta) / (3 * ((9 * A4 * t2 * t6) + (7 * A3 * t6) + (3 * A2 * t2) + A1));
        var y = theta * ((A4 * t2 * t6) + (A3 * t6) + (A2 * t2) + A1);
        return (x / Edge * 500, -y / Edge * 500);
    }
}

/// <summary>Outlines of land and borders; see README.md for where they are from.</summary>
public static class Outlines
{
    private static readonly Lazy<List<Line>> All = new(Load);

    private sealed record Line(bool IsLand, List<(double X, double Y)> Points, double Left, double Top, double Right, double Bottom);

    /// <summary>Lines that touch a part of the world, as the data of a path in <see cref="EqualEarth"/>'s places, to a tenth.</summary>
    public static string Path(bool isLand, double left, double top, double right, double bottom)
    {
        var path = new StringBuilder();
        foreach (var line in All.Value.Where(l => l.IsLand == isLand && l.Left <= right && l.Right >= left && l.Top <= bottom && l.Bottom >= top))
        {
            var (x, y) = (0.0, 0.0);
            for (var i = 0; i < line.Points.Count; i++)
            {
                var (toX, toY) = (Math.Round(line.Points[i].X, 1), Math.Round(line.Points[i].Y, 1));
                path.Append(i == 0 ? $"M{Svg.Number(toX)} {Svg.Number(toY)}l" : $"{Svg.Number(toX - x)} {Svg.Number(toY - y)} ");
                (x, y) = (toX, toY);
            }
        }

        return path.ToString().TrimEnd();
    }

    private static List<Line> Load()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("Mapping/outlines.txt")!);
        var lines = new List<Line>();
        while (reader.ReadLine() is { } text)
        {
            var parts = text.Split(' ');
            var points = new List<(double X, double Y)>();
            var (longitude, latitude) = (0, 0);
            foreach (var step in parts.Skip(1).Select(p => p.Split(',')))
            {
                var (east, north) = (int.Parse(step[0], CultureInfo.InvariantCulture), int.Parse(step[1], CultureInfo.InvariantCulture));
                (longitude, latitude) = (longitude + east, latitude + north);
                // What crosses the edge of the map goes on at its other end.
                if (points.Count > 0 && Math.Abs(east) > 1800)
                {
                    Add(lines, parts[0], points);
                    points = [];
                }

                points.Add(EqualEarth.At(latitude / 10.0, longitude / 10.0));
            }

            Add(lines, parts[0], points);
        }

        return lines;
    }

    private static void Add(List<Line> lines, string kind, List<(double X, double Y)> points)
    {
        if (points.Count > 1)
            lines.Add(new(kind == "land", points, points.Min(p => p.X), points.Min(p => p.Y), points.Max(p => p.X), points.Max(p => p.Y)));
    }
}
