using System.Globalization;
using Readout.Text;

namespace Readout.Tests.Text;

public class WordMemoryTests
{
    [Fact]
    public void AWordReadBeforeIsNotReadAnew()
    {
        var words = new WordMemory(Reading.Russian.Morphology);
        Assert.Same(words.Of("переговоры"), words.Of("переговоры"));
    }

    [Fact]
    public void CaseOfLettersIsRememberedApart()
    {
        var words = new WordMemory(Reading.Russian.Morphology);
        Assert.Equal(("Надежда", "надежда"), (words.Of("Надежда").Text, words.Of("надежда").Text));
    }

    [Fact]
    public void MoreWordsThanThereIsRoomForAreReadAllTheSame()
    {
        var words = new WordMemory(Reading.Russian.Morphology);
        var before = words.Of("переговоры");
        // More than are remembered: all is forgotten once on the way.
        for (var i = 0; i < 70_000; i++)
            words.Of(i.ToString(CultureInfo.InvariantCulture));
        var after = words.Of("переговоры");
        Assert.NotSame(before, after);
        Assert.Equal(before.Readings, after.Readings);
    }
}
