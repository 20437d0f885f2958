using System.Globalization;
using Readout.Text;

namespace Readout.Tests.Text;

public class WordMemoryTests
{
    [Fact]
    public void AWordReadBeforeIsNotReadAnew()
    {
        var words = new WordMemory(Reading.Russian.Morphology, _ => false);
        Assert.Same(words.Of("переговоры"), words.Of("переговоры"));
    }

    [Fact]
    public void CaseOfLettersIsRememberedApart()
    {
        var words = new WordMemory(Reading.Russian.Morphology, _ => false);
        Assert.Equal(("Надежда", "надежда"), (words.Of("Надежда").Text, words.Of("надежда").Text));
    }

    [Fact]
    public void MoreWordsThanThereIsRoomForAreReadAllTheSame()
    {
        var words = new WordMemory(Reading.Russian.Morphology, _ => false);
        var before = words.Of("переговоры");
        // More than are remembered: all is forgotten once on the way.
        for (var i = 0; i < 70_000; i++)
            words.Of(i.ToString(CultureInfo.InvariantCulture));
        var after = words.Of("переговоры");
        Assert.NotSame(before, after);
        Assert.Equal(before.Readings, after.Readings);
    }

    // One spelling, two months: the words of a span are read as its words are with a dash between them.
    [Theory]
    [InlineData("ru", "Экспорт вырос в январе-октябре 2024 года на 5 процентов.", "2024-01..2024-10")]
    [InlineData("en", "Exports grew by 5 percent in January-October 2024.", "2024-01..2024-10")]
    [InlineData("kk", "Экспорт 2024 жылғы қаңтар-қазан айларында 5 пайызға өсті.", "2024-01..2024-10")]
    public void AHyphenBetweenMonthsIsADash(string language, string text, string period)
    {
        var record = new Reader(new ReaderOptions()).Read(new Report { Text = text, Language = language });
        Assert.Equal(period, Assert.Single(record.Figures).Period);
    }
}
