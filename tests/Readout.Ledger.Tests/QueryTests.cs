using Readout.Ledger.Searching;
using Xunit;

namespace Readout.Ledger.Tests;

/// <summary>What the query language understands, and where it points when it does not.</summary>
public sealed class QueryTests
{
    private static readonly WordTerms Terms = new();

    [Theory]
    [InlineData("Казахстан type:CONSLUT", Codes.QueryValue, "CONSLUT", "Did you mean 'CONSULT'?")]
    [InlineData("tipe:CONSULT", Codes.QueryField, "tipe", "Did you mean 'type:'?")]
    [InlineData("zzz:1", Codes.QueryField, "zzz", "The fields are state")]
    [InlineData("state:Kazahstan", Codes.QueryValue, "Kazahstan", "no state")]
    [InlineData("state:KAZZ", Codes.QueryValue, "KAZZ", "Did you mean 'KAZ'?")]
    [InlineData("type:", Codes.QueryValue, "type:", "a value is missing")]
    [InlineData("визит \"стратегическое", Codes.QueryQuote, "\"стратегическое", "not closed")]
    [InlineData("2024-13..2025", Codes.QueryDate, "2024-13", "no date")]
    [InlineData("2025..2024", Codes.QueryDate, "2025..2024", "ends before it begins")]
    [InlineData("2024 2025", Codes.QueryDate, "2025", "a period already")]
    [InlineData("-2024", Codes.QueryDate, "-2024", "cannot be left out")]
    [InlineData("date:soon", Codes.QueryDate, "soon", "no date")]
    [InlineData("topic:trade,enrgy", Codes.QueryValue, "enrgy", "Did you mean 'energy'?")]
    public void AMistakeIsShownWhereItStands(string query, string code, string place, string told)
    {
        var e = Assert.Throws<QueryException>(() => Query.Parse(query, Terms));
        Assert.Equal(code, e.Code);
        Assert.Equal(place, query[e.Place.Start..e.Place.End]);
        Assert.Contains(told, e.Reason, StringComparison.Ordinal);
        var lines = e.Picture.Split('\n');
        Assert.Equal(new string(' ', e.Place.Start) + new string('^', place.Length), lines[1]);
    }

    [Theory]
    [InlineData("KAZ визит", "KAZ|визит")]
    [InlineData("kaz", "kaz")]
    [InlineData("\"2024\"", "\"2024\"")]
    [InlineData("3000", "3000")]
    [InlineData("торгово-экономический", "торгово-экономический")]
    [InlineData("—? !", "")]
    [InlineData("type:CONSULT,AID -summit", "type type:CONSULT,AID|not summit")]
    [InlineData("2024-05..", "published 2024-05-01..")]
    public void AQueryTellsHowItWasUnderstood(string query, string told) => Assert.Equal(told, string.Join('|', Query.Parse(query, Terms).Told()));

    [Theory]
    [InlineData("ru", "Соглашения подписаны министрами", "соглашение министр подписать")]
    [InlineData("en", "The ministers signed agreements in cities", "minister sign agreement city")]
    [InlineData("kk", "Президенттің сапарында келісімдерге қол қойылды", "президент сапар келісім")]
    [InlineData("zh", "两国元首会见", "会见 元首")]
    public void WordsOfFourLanguagesAreFoundByTheirBaseForms(string language, string text, string query)
    {
        var document = Query.Parse(query, Terms);
        var terms = Terms.Of(text, language).Select(t => t.Text).ToHashSet();
        foreach (var part in document.Parts)
        {
            foreach (var word in part.Phrases.SelectMany(p => p.Words))
                Assert.True(word.Any(terms.Contains), $"{string.Join('/', word)} is not among {string.Join(' ', terms)}");
        }

        Assert.NotNull(Search.Locate(document, text, language, Terms));
    }
}
