using Readout.Ledger.Series;
using Xunit;

namespace Readout.Ledger.Tests;

/// <summary>Tables of others become points of series.</summary>
public sealed class SeriesCsvTests
{
    private static readonly SeriesMap Trade = new()
    {
        Columns = new Dictionary<string, string> { ["party"] = "Reporter", ["partner"] = "Partner", ["period"] = "Year", ["value"] = "Turnover, million" },
        Constants = new Dictionary<string, string> { ["measure"] = "trade-turnover", ["unit"] = "USD" },
        Scale = 1_000_000,
    };

    [Fact]
    public void ColumnsAreMappedAndValuesScaled()
    {
        var rows = SeriesCsv.Read(new StringReader("Reporter;Partner;Year;\"Turnover, million\"\nKazakhstan;CN;2024;43 819.5\nKAZ;Россия;2024M05;2000\n"), "customs", Trade).ToList();
        Assert.Equal(
            [new SeriesPoint("customs", "trade-turnover", "KAZ", "CHN", "2024", "USD", 43_819_500_000m), new SeriesPoint("customs", "trade-turnover", "KAZ", "RUS", "2024-05", "USD", 2_000_000_000m)],
            rows.Select(r => r.Point));
    }

    [Theory]
    [InlineData("Atlantis,CHN,2024,1", "'Atlantis' is no state")]
    [InlineData("KAZ,CHN,last year,1", "'last year' is no period")]
    [InlineData("KAZ,CHN,2024-13,1", "'2024-13' is no period")]
    [InlineData("KAZ,CHN,2024,much", "'much' is no number")]
    public void AWrongRowIsToldAndDoesNotStopTheOthers(string row, string told)
    {
        var rows = SeriesCsv.Read(new StringReader($"Reporter,Partner,Year,\"Turnover, million\"\n{row}\nKAZ,CHN,2023-Q4,1\n"), "customs", Trade).ToList();
        Assert.Contains(told, rows[0].Wrong, StringComparison.Ordinal);
        Assert.Equal(2, rows[0].Line);
        Assert.Equal("2023-Q4", rows[1].Point!.Period);
    }

    [Fact]
    public void AColumnThatIsNotThereIsNamedWithThoseThatAre()
    {
        var e = Assert.Throws<FormatException>(() => SeriesCsv.Read(new StringReader("Reporter,Partner,Yaer,Value\n"), "customs", Trade).ToList());
        Assert.Contains("no column 'Year' for 'period'", e.Message, StringComparison.Ordinal);
        Assert.Contains("Reporter, Partner, Yaer, Value", e.Message, StringComparison.Ordinal);
    }
}
