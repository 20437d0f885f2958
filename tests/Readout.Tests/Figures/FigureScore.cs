using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Readout.Actors;
using Readout.Figures;
using Readout.Text;
using Readout.Time;

namespace Readout.Tests.Figures;

/// <summary>Scores figures against gold records as the shared scorer does; give the folder in READOUT_GOLD.</summary>
/// <remarks>Without an actor layer parties cannot be right, so they are left out of the keys.</remarks>
public class FigureScore
{
    private static readonly string[] Keys = ["unit", "measure", "period", "status"];

    [Fact]
    public void FiguresOfTheGoldRecordsAreFound()
    {
        var folder = Environment.GetEnvironmentVariable("READOUT_GOLD");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "READOUT_GOLD names no folder of gold records.");
        var log = TestContext.Current.TestOutputHelper!;
        int golds = 0, found = 0, predicted = 0;
        var right = new int[Keys.Length];
        foreach (var path in Directory.EnumerateFiles(folder!, "ru-*.json").Order(StringComparer.Ordinal))
        {
            using var gold = JsonDocument.Parse(File.ReadAllText(path));
            var root = gold.RootElement;
            var text = root.GetProperty("text").GetString()!;
            DateOnly? published = root.GetProperty("published").GetString() is { } p ? DateOnly.ParseExact(p, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
            var (segmented, times, figures) = Reading.Figures(text, published, Reading.NoActors);
            var name = Path.GetFileNameWithoutExtension(path);
            var pairs = new List<(JsonElement Gold, FoundFigure Figure, double Score, bool[] Keys)>();
            foreach (var item in root.GetProperty("figures").EnumerateArray())
            {
                golds++;
                var needle = item.GetProperty("evidence").GetString()!;
                var at = -1;
                for (var n = item.TryGetProperty("occurrence", out var o) ? o.GetInt32() : 1; n > 0; n--)
                    at = text.IndexOf(needle, at + 1, StringComparison.Ordinal);
                foreach (var figure in figures.Figures)
                {
                    var span = segmented.SpanOf(figure.Tokens);
                    var overlap = Math.Min(span.End, at + needle.Length) - Math.Max(span.Start, at);
                    if (overlap <= 0 || figure.Value != item.GetProperty("value").GetDecimal())
                        continue;
                    bool[] keys =
                    [
                        item.GetProperty("unit").GetString() == figure.Unit, item.GetProperty("measure").GetString() == figure.Measure,
                        item.GetProperty("period").GetString() == figure.Period,
                        (item.TryGetProperty("status", out var s) ? s.GetString() : "actual") == figure.Status.ToString().ToLowerInvariant(),
                    ];
                    pairs.Add((item, figure, keys.Count(k => k) + ((double)overlap / Math.Min(span.Length, needle.Length)), keys));
                }
            }

            var matched = new List<(JsonElement Gold, FoundFigure Figure, bool[] Keys)>();
            foreach (var pair in pairs.OrderByDescending(x => x.Score))
            {
                if (matched.Any(m => m.Gold.Equals(pair.Gold) || ReferenceEquals(m.Figure, pair.Figure)))
                    continue;
                matched.Add((pair.Gold, pair.Figure, pair.Keys));
            }

            found += matched.Count;
            predicted += figures.Figures.Length;
            foreach (var item in root.GetProperty("figures").EnumerateArray())
            {
                if (matched.FirstOrDefault(m => m.Gold.Equals(item)) is not { Figure: not null } hit)
                {
                    log.WriteLine($"{name} missed   {item.GetProperty("measure")} {item.GetProperty("value")} {item.GetProperty("unit")} [{item.GetProperty("evidence")}]");
                    continue;
                }

                for (var k = 0; k < Keys.Length; k++)
                    right[k] += hit.Keys[k] ? 1 : 0;
                if (hit.Keys.Contains(false))
                    log.WriteLine($"{name} keys {string.Join(",", Keys.Where((_, k) => !hit.Keys[k]))}: {item.GetProperty("measure")} {item.GetProperty("value")} {item.GetProperty("unit")} {item.GetProperty("period")} {item.GetProperty("status")} [{item.GetProperty("evidence")}] <- {Reading.Line(hit.Figure, segmented)}");
            }

            foreach (var figure in figures.Figures.Where(f => !matched.Any(m => ReferenceEquals(m.Figure, f))))
                log.WriteLine($"{name} spurious {Reading.Line(figure, segmented)}");
        }

        var precision = (double)found / predicted;
        var recall = (double)found / golds;
        log.WriteLine($"gold {golds} predicted {predicted} found {found}: precision {precision:0.000} recall {recall:0.000} F1 {2 * precision * recall / (precision + recall):0.000}");
        log.WriteLine(string.Join("  ", Keys.Select((k, i) => $"{k} {(double)right[i] / found:0.000}")));
        Assert.True(recall > 0.9 && precision > 0.9);
    }
}
