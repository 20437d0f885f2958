using Readout.Tagging;

namespace Readout.Tests.Tagging;

public sealed class NameWordsTests
{
    [Fact]
    public void A_word_has_the_kinds_of_its_line()
    {
        var words = NameWords.Parse("gp paris\nq alto york\n");
        Assert.Equal(0b101u, words.Of(FeatureHash.Of("paris")));
        Assert.Equal(words.Of(FeatureHash.Of("alto")), words.Of(FeatureHash.Of("york")));
        Assert.NotEqual(0u, words.Of(FeatureHash.Of("york")));
        Assert.Equal(0u, words.Of(FeatureHash.Of("minister")));
        Assert.True(words.MayBegin(FeatureHash.Of("pa")));
        Assert.False(words.MayBegin(FeatureHash.Of("mi")));
        Assert.Equal(5, words.Longest);
    }

    [Theory]
    [InlineData("en", "aisha", "lagos")]
    [InlineData("zh", "莫言", "绍兴")]
    public void Lists_of_a_language_know_persons_and_places(string language, string person, string place)
    {
        var words = NameWords.Load(language);
        Assert.NotEqual(0u, words.Of(FeatureHash.Of(person)));
        Assert.NotEqual(0u, words.Of(FeatureHash.Of(place)) & 0b100);
    }

    [Fact]
    public void A_language_without_a_list_has_no_words() => Assert.Equal(0, NameWords.Load("tlh").Longest);
}
