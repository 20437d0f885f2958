using System.Globalization;
namespace Readout.Tests;
public class Draft
{
    [Fact]
    public void Print()
    {
        var path = Environment.GetEnvironmentVariable("READOUT_DRAFT");
        Assert.SkipWhen(string.IsNullOrEmpty(path), "no draft");
        var log = TestContext.Current.TestOutputHelper!;
        foreach (var line in File.ReadLines(path!))
        {
            var cells = line.Split('\t');
            if (cells.Length < 2) { log.WriteLine(line); continue; }
            DateOnly? published = cells[0].Length == 10 ? DateOnly.ParseExact(cells[0], "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
            log.WriteLine("> " + cells[1]);
            if (Environment.GetEnvironmentVariable("READOUT_TIMES") is not null)
            {
                var (t, times) = Reading.Times(cells[1], published);
                log.WriteLine($"published {cells[0]}");
                foreach (var e in times.Expressions) log.WriteLine($"time {e.Use.ToString().ToLowerInvariant()} {e.Period ?? "-"} \"{t.SpanOf(e.Tokens).In(t.Text)}\"");
                continue;
            }
            var (text, _, figures) = Reading.Figures(cells[1], published, Reading.NoActors);
            foreach (var f in figures.Figures) log.WriteLine("figure " + Reading.Line(f, text));
            if (figures.Figures.IsEmpty) log.WriteLine("no figure");
        }
    }
}
