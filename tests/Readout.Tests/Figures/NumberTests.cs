using System.Globalization;
using CsCheck;
using Readout.Figures.Numbers;

namespace Readout.Tests.Figures;

public class NumberTests
{
    [Theory]
    [InlineData("15,3", 15.3)]
    [InlineData("15.3", 15.3)]
    [InlineData("1 420", 1420)]
    [InlineData("2.500.000", 2500000)]
    [InlineData("1,234.5", 1234.5)]
    public void DigitsReadAsRussianWritesThem(string digits, double value) =>
        Assert.Equal((decimal)value, NumberReader.ParseDigits(digits));

    [Theory]
    [InlineData("21.10.2025")]
    [InlineData("1.2.3")]
    public void ADateIsNoNumber(string digits) => Assert.Null(NumberReader.ParseDigits(digits));

    [Theory]
    [InlineData("двадцать четыре реки", 24)]
    [InlineData("тысяча двести тридцать судов", 1230)]
    [InlineData("1 млрд 200 млн евро", 1200000000)]
    [InlineData("полторы тысячи гостей", 1500)]
    [InlineData("сто тысяч человек", 100000)]
    [InlineData("два миллиона триста тысяч человек", 2300000)]
    public void WordsAndMagnitudesAddUp(string text, long value)
    {
        var tokens = Reading.Segment(text).Tokens;
        Assert.Equal(value, Reading.Russian.Numbers.ReadAt(tokens, 0, tokens.Length)!.Value);
    }

    [Fact]
    public void AMagnitudeInThePluralAloneIsNoNumber()
    {
        var tokens = Reading.Segment("миллионы тонн").Tokens;
        Assert.Null(Reading.Russian.Numbers.ReadAt(tokens, 0, tokens.Length));
    }

    [Fact]
    public void AnyWholeNumberReadsAsWrittenWithBlanks() =>
        Gen.Int[0, 999_999_999].Sample(number =>
        {
            var written = number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');
            return NumberReader.ParseDigits(written) == number;
        });
}
