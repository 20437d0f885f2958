using System.Collections.Immutable;
using Readout.Actors;
using Readout.Morphology;
using Readout.Text;

namespace Readout.Tests.Figures;

public class FigurePartiesTests
{
    [Fact]
    public void AFigureWithoutStatesBesideItBelongsToTheSidesOfTheReport() =>
        Assert.Equal(["KAZ", "CHN"], PartiesOfFirst("Товарооборот достиг 44 млрд евро."));

    [Fact]
    public void ExportsOfOneSideGoToTheOther() =>
        Assert.Equal(["CHN", "KAZ"], PartiesOfFirst("Экспорт Китая составил 20 млрд евро.", ("Китая", "CHN")));

    [Fact]
    public void TheStateOfACurrencyIsNoParty() =>
        Assert.Equal(["KAZ", "CHN"], PartiesOfFirst("Товарооборот достиг 44 млрд долларов США.", ("США", "USA")));

    [Fact]
    public void TheDeadOfAStateAreItsOwn() =>
        Assert.Equal(["CHN"], PartiesOfFirst("В Китае погибли 34 человека.", ("Китае", "CHN")));

    [Fact]
    public void TwoStatesNamedBesideAFigureAreItsParties() =>
        Assert.Equal(["SRB", "EGY"], PartiesOfFirst("Торговля Сербии с Египтом выросла на 15%.", ("Сербии", "SRB"), ("Египтом", "EGY")));

    private static ImmutableArray<string> PartiesOfFirst(string sentence, params (string Word, string State)[] states)
    {
        var (_, _, figures) = Reading.Figures(sentence, new DateOnly(2025, 8, 30), text => Layer(text, states));
        return figures.Figures[0].Parties;
    }

    private static ActorLayer Layer(SegmentedText text, (string Word, string State)[] states)
    {
        var actors = states.Select(s => new ActorEntry { Kind = ActorKind.State, Ref = s.State, Country = s.State, Name = s.State }).ToImmutableArray();
        var mentions = states.Select((s, i) =>
        {
            var at = Array.FindIndex(text.Tokens, t => t.Text == s.Word);
            var range = new TokenRange(at, at + 1);
            return new ActorMention(range, range, [i], MentionForm.Name, Cases.Any, Numbers.Singular, false);
        }).ToImmutableArray();
        return new ActorLayer(actors, mentions, text.Tokens.Length) { MainParties = ["KAZ", "CHN"] };
    }
}
