using System.Globalization;
using System.Text.Json;
using Readout.Text;

namespace Readout.Tests.Figures;

/// <summary>Scores figures against gold records as the shared scorer does; give the folder in READOUT_GOLD.</summary>
public class FigureScore
{
    private static readonly string[] Keys = ["unit", "measure", "period", "parties", "status"];

    [Fact]
    public void FiguresOfTheGoldRecordsAreFound()
    {
        var folder = Environment.GetEnvironmentVariable("READOUT_GOLD");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "READOUT_GOLD names no folder of gold records.");
        var reader = new Reader();
        var log = TestContext.Current.TestOutputHelper!;
        int golds = 0, found = 0, predicted = 0;
        var right = new int[Keys.Length];
        foreach (var path in Directory.EnumerateFiles(folder!, "ru-*.json").Order(StringComparer.Ordinal))
        {
            using var gold = JsonDocument.Parse(File.ReadAllText(path));
            var root = gold.RootElement;
            var text = root.GetProperty("text").GetString()!;
            DateOnly? published = root.GetProperty("published").GetString() is { } p ? DateOnly.ParseExact(p, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
            var record = reader.Read(new Report { Text = text, Published = published, Language = "ru" });
            var figures = record.Figures;
            var name = Path.GetFileNameWithoutExtension(path);
            var pairs = new List<(JsonElement Gold, Figure Figure, double Score, bool[] Keys)>();
            foreach (var item in root.GetProperty("figures").EnumerateArray())
            {
                golds++;
                var needle = item.GetProperty("evidence").GetString()!;
                var at = -1;
                for (var n = item.TryGetProperty("occurrence", out var o) ? o.GetInt32() : 1; n > 0; n--)
                    at = text.IndexOf(needle, at + 1, StringComparison.Ordinal);
                foreach (var figure in figures)
                {
                    var span = Utf16(text, figure.Evidence);
                    var overlap = Math.Min(span.End, at + needle.Length) - Math.Max(span.Start, at);
                    if (overlap <= 0 || figure.Value != item.GetProperty("value").GetDecimal())
                        continue;
                    bool[] keys =
                    [
                        item.GetProperty("unit").GetString() == figure.Unit, item.GetProperty("measure").GetString() == figure.Measure,
                        item.GetProperty("period").GetString() == figure.Period,
                        Same(item.GetProperty("parties").EnumerateArray().Select(x => x.GetString()!), figure.Parties.Select(x => record.Actors.FirstOrDefault(a => a.Ref == x && a.Kind == ActorKind.Organization)?.Name ?? x)),
                        (item.TryGetProperty("status", out var s) ? s.GetString() : "actual") == figure.Status.ToString().ToLowerInvariant(),
                    ];
                    pairs.Add((item, figure, keys.Count(k => k) + ((double)overlap / Math.Min(span.Length, needle.Length)), keys));
                }
            }

            var matched = new List<(JsonElement Gold, Figure Figure, bool[] Keys)>();
            foreach (var pair in pairs.OrderByDescending(x => x.Score))
            {
                if (matched.Any(m => m.Gold.Equals(pair.Gold) || ReferenceEquals(m.Figure, pair.Figure)))
                    continue;
                matched.Add((pair.Gold, pair.Figure, pair.Keys));
            }

            found += matched.Count;
            predicted += figures.Length;
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
                    log.WriteLine($"{name} keys {string.Join(",", Keys.Where((_, k) => !hit.Keys[k]))}: {item.GetProperty("measure")} {item.GetProperty("value")} {item.GetProperty("unit")} {item.GetProperty("period")} {item.GetProperty("status")} [{string.Join(",", item.GetProperty("parties").EnumerateArray().Select(x => x.GetString()))}] [{item.GetProperty("evidence")}] <- {Line(hit.Figure)}");
            }

            foreach (var figure in figures.Where(f => !matched.Any(m => ReferenceEquals(m.Figure, f))))
                log.WriteLine($"{name} spurious {Line(figure)}");
        }

        var precision = (double)found / predicted;
        var recall = (double)found / golds;
        log.WriteLine($"gold {golds} predicted {predicted} found {found}: precision {precision:0.000} recall {recall:0.000} F1 {2 * precision * recall / (precision + recall):0.000}");
        log.WriteLine(string.Join("  ", Keys.Select((k, i) => $"{k} {(double)right[i] / found:0.000}")));
        Assert.True(recall > 0.9 && precision > 0.9);
    }

    private static bool Same(IEnumerable<string> gold, IEnumerable<string> parties) =>
        gold.Select(Fold).Order(StringComparer.Ordinal).SequenceEqual(parties.Select(Fold).Distinct().Order(StringComparer.Ordinal));

    private static string Fold(string party) =>
        party.ToLowerInvariant().Replace("organisation", "organization", StringComparison.Ordinal).Replace("centre", "center", StringComparison.Ordinal).Replace("the ", "", StringComparison.Ordinal).Trim();

    // The gold texts have no characters beyond the BMP: code points are UTF-16 units there.
    private static Span Utf16(string text, Evidence evidence)
    {
        Assert.Equal(evidence.Text, text[evidence.Start..evidence.End]);
        return new Span(evidence.Start, evidence.End);
    }

    private static string Line(Figure f) =>
        string.Create(CultureInfo.InvariantCulture, $"{f.Measure} {f.Value:0.####} {f.Unit} {f.Status} {f.Period} [{string.Join(",", f.Parties)}] \"{f.Evidence.Text}\" {f.Rule}");
}
