// Makes src/Readout.Web/Mapping/outlines.txt: outlines of land and borders for the map of meetings.
//
//   npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
//   dotnet run tools/Outlines.cs -- package/countries-110m.json > src/Readout.Web/Mapping/outlines.txt
//
// world-atlas (ISC) holds Natural Earth's Admin 0 countries 1:110m (public domain) as TopoJSON: arcs in whole steps of a grid, each shared by the countries on its two
// sides. Coast is where one country ends, a border where two meet. A line of the result is "land" or "border" and points "longitude,latitude" in tenths of a degree,
// the first whole, each other as the step from the one before. Points that a line does without are left out.
using System.Globalization;
using System.Text.Json;

const double Tolerance = 1.2; // tenths of a degree
using var json = JsonDocument.Parse(File.ReadAllBytes(args[0]));
var root = json.RootElement;
var (scale, translate) = (Pair(root.GetProperty("transform").GetProperty("scale")), Pair(root.GetProperty("transform").GetProperty("translate")));
var arcs = root.GetProperty("arcs").EnumerateArray().Select(Arc).ToList();
var owners = arcs.Select(_ => new HashSet<int>()).ToList();
foreach (var (country, index) in root.GetProperty("objects").GetProperty("countries").GetProperty("geometries").EnumerateArray().Select((g, i) => (g, i)))
{
    foreach (var arc in Rings(country).SelectMany(r => r))
        owners[arc < 0 ? ~arc : arc].Add(index);
}

foreach (var ring in root.GetProperty("objects").GetProperty("land").GetProperty("geometries").EnumerateArray().SelectMany(Rings))
{
    var points = new List<(double X, double Y)>();
    foreach (var arc in ring)
        points.AddRange((arc < 0 ? Enumerable.Reverse(arcs[~arc]) : arcs[arc]).Skip(points.Count == 0 ? 0 : 1));
    // Nobody meets in Antarctica, and its ring runs along the edge of the map.
    if (points.Max(p => p.Y) > -600)
        Write("land", points);
}

foreach (var (arc, _) in arcs.Zip(owners).Where(a => a.Second.Count > 1))
    Write("border", arc);

static (double X, double Y) Pair(JsonElement pair) => (pair[0].GetDouble(), pair[1].GetDouble());

List<(double X, double Y)> Arc(JsonElement arc)
{
    var (x, y) = (0L, 0L);
    var points = new List<(double, double)>();
    foreach (var step in arc.EnumerateArray())
    {
        (x, y) = (x + step[0].GetInt64(), y + step[1].GetInt64());
        points.Add((10 * ((x * scale.X) + translate.X), 10 * ((y * scale.Y) + translate.Y)));
    }

    return points;
}

static IEnumerable<List<int>> Rings(JsonElement geometry) => geometry.GetProperty("type").GetString() switch
{
    "Polygon" => geometry.GetProperty("arcs").EnumerateArray().Select(Ring),
    "MultiPolygon" => geometry.GetProperty("arcs").EnumerateArray().SelectMany(p => p.EnumerateArray().Select(Ring)),
    "GeometryCollection" => geometry.GetProperty("geometries").EnumerateArray().SelectMany(Rings),
    _ => [],
};

static List<int> Ring(JsonElement ring) => [.. ring.EnumerateArray().Select(a => a.GetInt32())];

static void Write(string kind, List<(double X, double Y)> points)
{
    // A ring ends where it begins: cut in the middle, so that both halves have a base to be measured from.
    var whole = points[0] == points[^1] ? [.. Simple(points[..(points.Count / 2 + 1)])[..^1], .. Simple(points[(points.Count / 2)..])] : Simple(points);
    var (x, y) = (0, 0);
    var steps = new List<string>();
    foreach (var point in whole)
    {
        var (toX, toY) = ((int)Math.Round(point.X), (int)Math.Round(point.Y));
        if (steps.Count > 0 && (toX, toY) == (x, y))
            continue;
        steps.Add(string.Create(CultureInfo.InvariantCulture, $"{toX - x},{toY - y}"));
        (x, y) = (toX, toY);
    }

    if (steps.Count > (kind == "land" ? 3 : 1))
        Console.WriteLine($"{kind} {string.Join(' ', steps)}");
}

// Douglas and Peucker: a point that lies near the line between its neighbours is left out.
static List<(double X, double Y)> Simple(List<(double X, double Y)> points)
{
    if (points.Count < 3)
        return points;
    var (a, b) = (points[0], points[^1]);
    var length = Math.Sqrt(Math.Pow(b.X - a.X, 2) + Math.Pow(b.Y - a.Y, 2));
    var (far, at) = points.Select((p, i) => (Far: length == 0 ? Math.Sqrt(Math.Pow(p.X - a.X, 2) + Math.Pow(p.Y - a.Y, 2)) : Math.Abs(((b.Y - a.Y) * p.X) - ((b.X - a.X) * p.Y) + (b.X * a.Y) - (b.Y * a.X)) / length, i)).Max();
    return far < Tolerance ? [a, b] : [.. Simple(points[..(at + 1)])[..^1], .. Simple(points[at..])];
}
