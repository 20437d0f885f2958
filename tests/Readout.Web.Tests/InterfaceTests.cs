using System.Globalization;
using System.Text.RegularExpressions;
using Readout.Reference;
using Readout.Web.Interface;
using Xunit;

namespace Readout.Web.Tests;

/// <summary>The interface says the same in all its languages.</summary>
public sealed partial class InterfaceTests
{
    private static readonly Texts Texts = Texts.Embedded;
    private static readonly ReferenceNames Names = new();

    private static Words In(string language) => new(InterfaceLanguage.Find(language)!, Texts, Names);

    [Fact]
    public void NoTextIsEmptyInAnyLanguage()
    {
        foreach (var key in Texts.Keys)
        {
            foreach (var language in InterfaceLanguage.All)
            {
                var forms = Texts.Forms(key, language);
                Assert.False(forms.IsEmpty || forms.Any(f => f.Format.Length == 0), $"{key} is empty in {language.Code}");
            }
        }
    }

    [Fact]
    public void PlaceholdersAreTheSameInAllLanguages()
    {
        foreach (var key in Texts.Keys)
        {
            var wanted = Placeholders(Texts.Forms(key, InterfaceLanguage.English)[0].Format);
            foreach (var language in InterfaceLanguage.All)
                Assert.All(Texts.Forms(key, language), form => Assert.True(wanted.SetEquals(Placeholders(form.Format)), $"{key} in {language.Code}: {{{string.Join("}, {", Placeholders(form.Format))}}} instead of {{{string.Join("}, {", wanted)}}}"));
        }
    }

    [Fact]
    public void ACountedTextHasAsManyFormsAsItsLanguage()
    {
        foreach (var key in Texts.Keys.Where(k => InterfaceLanguage.All.Any(l => Texts.Forms(k, l).Length > 1)))
        {
            foreach (var language in InterfaceLanguage.All)
                Assert.True(Texts.Forms(key, language).Length == language.Forms, $"{key} has {Texts.Forms(key, language).Length} forms in {language.Code}, not {language.Forms}");
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    [InlineData("zh")]
    [InlineData("kk")]
    public void WhateverIsCountedIsCalledInFourLanguages(string pack)
    {
        using var reader = new StreamReader(typeof(Reader).Assembly.GetManifestResourceStream($"Languages/{pack}/units.tsv")!);
        var rows = reader.ReadToEnd().Split('\n').Where(l => l.Length > 0 && l[0] != '#').Skip(1).Select(l => l.Split('\t')).ToList();
        Assert.NotEmpty(rows);
        // Currencies may be told by their ISO code.
        var units = rows.Where(r => r[1] is not ("money" or "none")).Select(r => r[0].TrimEnd('\r')).Where(u => u.Length > 0).Distinct();
        Assert.All(units, u => Assert.False(Texts.Forms($"unit.{u.Replace(' ', '-')}", InterfaceLanguage.English).IsEmpty, $"{u} has no row in Interface/units.tsv"));
    }

    [Fact]
    public void WhoIsNamedInEnglishIsCalledAsTheReaderCallsThem()
    {
        Assert.Equal("Касым-Жомарт Токаев", In("ru").Called("Kassym-Jomart Tokayev"));
        Assert.Equal("kaz-tokayev", In("ru").IdOf("Kassym-Jomart Tokayev"));
        Assert.Equal("Nobody Known", In("ru").Called("Nobody Known"));
    }

    [Theory]
    [InlineData(1, "1 сообщение")]
    [InlineData(3, "3 сообщения")]
    [InlineData(11, "11 сообщений")]
    [InlineData(21, "21 сообщение")]
    [InlineData(1112, "1 112 сообщений")]
    public void RussianCountsByItsThreeForms(int count, string said) => Assert.Equal(said, In("ru")["count.reports", count].Replace('\u202F', ' '));

    [Fact]
    public void ADayIsSaidAsTheLanguageSaysIt()
    {
        var day = new DateOnly(2025, 2, 5);
        Assert.Equal(["5 February 2025", "5 февраля 2025", "2025年2月5日", "2025 ж. 5 ақпан"], InterfaceLanguage.All.Select(l => In(l.Code).Date(day)));
    }

    [Fact]
    public void AnAmountIsSaidInTheUnitsOfTheLanguage()
    {
        Assert.Equal("$31.5 bn", In("en").Amount(31_500_000_000, "USD"));
        Assert.Equal("31,5 млрд долл.", In("ru").Amount(31_500_000_000, "USD"));
        Assert.Equal("315亿美元", In("zh").Amount(31_500_000_000, "USD"));
        Assert.Equal("21 документ", In("ru").Amount(21, "document"));
        Assert.Equal("5 gizmo", In("en").Amount(5, "gizmo").Replace('\u00A0', ' '));
    }

    [Fact]
    public void APartyHasItsNameInTheReadersLanguage()
    {
        Assert.Equal(["Kazakhstan", "Казахстан", "哈萨克斯坦", "Қазақстан"], InterfaceLanguage.All.Select(l => In(l.Code).Party("KAZ")));
        Assert.Equal("Китай и Казахстан", In("ru").Parties(["CHN", "KAZ"]));
        Assert.Equal("no such party", In("ru").Party("no such party"));
    }

    [Fact]
    public void EveryCodeOfTheQueryLanguageHasALabel()
    {
        foreach (var language in InterfaceLanguage.All)
        {
            foreach (var field in Ledger.Searching.QueryFields.All.Where(f => f.Name is "topic" or "measure" or "act" or "action" or "status"))
                Assert.All(field.Values, v => Assert.NotEmpty(Texts.Forms($"{field.Name}.{v}", language)));
            Assert.All(Ledger.Searching.QueryFields.Find("type")!.Values.Where(v => !v.Contains('.')), v => Assert.NotEmpty(Texts.Forms($"type.{v}", language)));
            Assert.All(Ledger.Searching.QueryFields.All, f => Assert.NotEmpty(Texts.Forms($"field.{f.Name}", language)));
        }
    }

    [Fact]
    public void TheAccuracyPageOfTheDocsIsRead()
    {
        var accuracy = About.Accuracy.Embedded;
        Assert.Equal(["Russian", "English", "Chinese", "Kazakh"], accuracy.Languages.Select(l => l.Language));
        Assert.All(accuracy.Languages, l => Assert.Contains(l.Layers, a => a.Layer == "events" && a.Gold > 0 && a.F1 is > 0 and <= 1 && a.Right <= a.F1));
        Assert.NotEmpty(accuracy.Measured);
    }

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(m => m.Groups[1].Value)];

    [GeneratedRegex(@"\{(\d)\}")]
    private static partial Regex Placeholder();
}
