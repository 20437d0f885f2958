using System.Globalization;
using Readout.Tables;

namespace Readout.Tests.Tables;

/// <summary>The example of each row of a table is a test of the row.</summary>
public class TableExampleTests
{
    private static IEnumerable<TheoryDataRow<string, string[]>> Rows(string table, params string[] columns) =>
        TsvTable.Embedded($"Languages/ru/{table}").Rows.Where(r => r["example"].Length > 0)
            .Select(r => new TheoryDataRow<string, string[]>($"{table}:{r.Line}", [.. columns.Select(c => r[c])]) { TestDisplayName = $"{table}:{r.Line} {r["example"]}" });

    public static IEnumerable<TheoryDataRow<string, string[]>> TimeRows() => Rows("time.tsv", "example", "published", "reads", "kind");

    public static IEnumerable<TheoryDataRow<string, string[]>> NumberRows() => Rows("numbers.tsv", "example", "reads");

    public static IEnumerable<TheoryDataRow<string, string[]>> UnitRows() => Rows("units.tsv", "example", "reads");

    public static IEnumerable<TheoryDataRow<string, string[]>> FigureRows() => Rows("figures.tsv", "example", "reads");

    [Theory]
    [MemberData(nameof(TimeRows), DisableDiscoveryEnumeration = true)]
    public void AnExpressionOfTimeReadsAsItsRowSays(string row, string[] cells)
    {
        var (text, times) = Reading.Times(cells[0], DateOnly.ParseExact(cells[1], "yyyy-MM-dd", CultureInfo.InvariantCulture));
        var read = Assert.Single(times.Expressions, e => cells[3] == "lead" ? e.Tokens.Start == 0 || cells[0].Length > 0 && e.Period == cells[2] : e.Rule == row);
        Assert.Equal(cells[2], read.Period ?? "-");
        Assert.NotEmpty(text.Tokens);
    }

    [Theory]
    [MemberData(nameof(NumberRows), DisableDiscoveryEnumeration = true)]
    public void ANumberReadsAsItsRowSays(string row, string[] cells)
    {
        var tokens = Reading.Segment(cells[0]).Tokens;
        var read = Enumerable.Range(0, tokens.Length).Select(i => Reading.Russian.Numbers.ReadAt(tokens, i, tokens.Length)).First(n => n is not null);
        Assert.True(decimal.Parse(cells[1], CultureInfo.InvariantCulture) == read!.Value, row);
    }

    [Theory]
    [MemberData(nameof(UnitRows), DisableDiscoveryEnumeration = true)]
    public void AUnitReadsAsItsRowSays(string row, string[] cells)
    {
        var (_, _, figures) = Reading.Figures(cells[0], new DateOnly(2025, 8, 30), Reading.NoActors);
        if (cells[1] == "-")
        {
            Assert.Empty(figures.Figures);
            return;
        }

        Assert.NotEmpty(figures.Figures);
        Assert.Equal($"{row} {cells[1]}", $"{row} {figures.Figures[0].Value.ToString("0.####", CultureInfo.InvariantCulture)} {figures.Figures[0].Unit}");
    }

    [Theory]
    [MemberData(nameof(FigureRows), DisableDiscoveryEnumeration = true)]
    public void AFigureReadsAsItsRowSays(string row, string[] cells)
    {
        var (_, _, figures) = Reading.Figures(cells[0], new DateOnly(2025, 8, 30), Reading.NoActors);
        if (cells[1] == "-")
        {
            Assert.Empty(figures.Figures);
            return;
        }

        Assert.NotEmpty(figures.Figures);
        var figure = figures.Figures[0];
        Assert.Equal($"{row} {cells[1]}", $"{row} {figure.Measure} {figure.Value.ToString("0.####", CultureInfo.InvariantCulture)} {figure.Unit?.Replace(' ', '-')} {figure.Status.ToString().ToLowerInvariant()}");
    }
}
