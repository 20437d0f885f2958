using CsCheck;

namespace Readout.Tests.Time;

public class TimePropertyTests
{
    // Words that expressions of time and numbers are made of, in any order.
    private static readonly string[] Vocabulary =
    [
        "30", "августа", "2025", "года", "в", "прошлом", "году", "с", "по", "1", "сентября", "–", "за", "девять", "месяцев", "до", "конца", "квартале", "первом",
        "два", "млн", "долларов", "США", "$", "%", "на", "вырос", "товарооборот", "из", "них", "ещё", ",", ".", "(", "+18%", "«", "»", "31.12.2024", "99.99.9999", "30.02.2025",
        "лет", "назад", "осенью", "этой", "вдвое", "раза", "2:1", "№", "7", "рейсов", "неделю", "00", "тысяча", "😀",
    ];

    private static readonly Gen<string> Texts = Gen.Int[0, Vocabulary.Length - 1].Select(i => Vocabulary[i]).Array[1, 30].Select(words => string.Join(' ', words));

    [Fact]
    public void ExpressionsNeverOverlapAndStayInTheirSentence() => Texts.Sample(text =>
    {
        var (segmented, times) = Reading.Times(text, new DateOnly(2025, 8, 30));
        for (var i = 0; i < times.Expressions.Length; i++)
        {
            var tokens = times.Expressions[i].Tokens;
            Assert.True(segmented.SentenceOf(tokens.Start).Tokens.Contains(tokens));
            Assert.True(i == 0 || times.Expressions[i - 1].Tokens.End <= tokens.Start);
            Assert.True(times.Expressions[i].Date is not { } date || date.From <= date.To);
        }
    });

    [Fact]
    public void FiguresStandInTheirSentenceAndHoldTheirNumber() => Texts.Sample(text =>
    {
        var (segmented, _, figures) = Reading.Figures(text, null, Reading.NoActors);
        foreach (var figure in figures.Figures)
        {
            Assert.True(figure.Tokens.Contains(figure.Number));
            Assert.True(segmented.SentenceOf(figure.Number.Start).Tokens.Contains(figure.Tokens));
        }
    });

    [Fact]
    public void ALeapDayIsFoundInALeapYearOnly()
    {
        var (_, leap) = Reading.Times("29 февраля 2024 года", null);
        var (_, common) = Reading.Times("29 февраля 2025 года", null);
        Assert.Equal("2024-02-29", Assert.Single(leap.Expressions).Period);
        Assert.Null(Assert.Single(common.Expressions).Period);
    }
}
