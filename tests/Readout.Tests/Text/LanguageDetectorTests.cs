using Readout.Tables;
using Readout.Text;

namespace Readout.Tests.Text;

public class LanguageDetectorTests
{
    private static readonly string[] Read = ["ru", "en", "zh", "kk"];
    private static readonly Reader Reader = new();

    public static IEnumerable<TheoryDataRow<string, string>> Sentences() =>
        TsvTable.Parse("languages.tsv", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Text", "languages.tsv")), "language", "text").Rows
            .Select(r => new TheoryDataRow<string, string>(r["language"], r["text"]) { TestDisplayName = $"{r["language"]}: {r["text"]}" });

    [Theory]
    [MemberData(nameof(Sentences), DisableDiscoveryEnumeration = true)]
    public void ASentenceIsToldByItsLettersAndSmallWords(string language, string text) => Assert.Equal(language, LanguageDetector.Detect(text));

    [Theory]
    [MemberData(nameof(Sentences), DisableDiscoveryEnumeration = true)]
    public void WhatIsNotReadIsRefusedWithAReason(string language, string text)
    {
        var record = Reader.Read(new Report { Text = text });
        if (Read.Contains(language))
            Assert.False(record.IsUnread);
        else
            Assert.Equal(Codes.UnsupportedLanguage, Assert.Single(record.Diagnostics).Code);
    }

    [Theory]
    [InlineData("kk", "Қазақстан мен Ресей министрлері кездесті.\n\nКелісімге қол қойылды, тараптар сауданы арттыруға уағдаласты.\n\n«Мы довольны итогами переговоров», – деді Ресей министрі.")]
    [InlineData("ru", "Министры Казахстана и России встретились в Астане.\n\nПодписано соглашение, стороны договорились увеличить торговлю.\n\n«Қонақжайлық үшін алғыс айтамын», – сказал министр.")]
    [InlineData("en", "The foreign ministers of Kazakhstan and China met in Astana on Tuesday.\n\nThe two sides signed a plan of cooperation for the next two years.\n\n哈中外长会谈")]
    [InlineData("uk", "Міністри закордонних справ зустрілися у Варшаві.\n\nСторони підписали угоду про співпрацю та домовилися про допомогу.\n\n«Мы готовы к переговорам», – сказав міністр.")]
    public void TheLanguageOfMostLinesIsTheLanguageOfTheText(string language, string text) => Assert.Equal(language, LanguageDetector.Detect(text));

    [Theory]
    [InlineData("")]
    [InlineData("2025 – 30")]
    [InlineData("a")]
    public void TooFewLettersTellNothing(string text) => Assert.Equal("und", LanguageDetector.Detect(text));
}
