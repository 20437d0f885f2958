using System.Collections.Immutable;
using Readout.Actors;
using Readout.Text;

namespace Readout.Figures;

/// <summary>Whose figure it is: the states and international organisations named with it, else the sides of the report.</summary>
/// <param name="text">The text.</param>
/// <param name="actors">Who takes part.</param>
internal sealed class FigureParties(SegmentedText text, ActorLayer actors)
{
    // More than so many parties in one sentence are a list of participants, not the owners of a number.
    private const int Most = 3;

    /// <param name="figure">The figure.</param>
    /// <param name="sentence">Its sentence.</param>
    /// <param name="inSentence">All figures of the sentence: the state in "долларов США" is the currency's.</param>
    public ImmutableArray<string> Of(FoundFigure figure, Sentence sentence, IReadOnlyList<FoundFigure> inSentence)
    {
        var main = actors.MainParties;
        // "The two ministers want trade between Kenya and India to grow": who is named comes before sides told as one.
        var named = Named(sentence, inSentence, ofPersons: false, withSides: false);
        if (named.Length < 2)
            named = Named(sentence, inSentence, ofPersons: false);
        if (named.Length > Most)
            return main;
        // "71 people have died in Kenya, the Indian minister said": of the state in the clause of the dead.
        if (named.Length > 1 && IsOwn(figure) && InClause(figure, sentence) is { } own)
            return [own];
        if (named.Length > 1)
            return named;

        // What a state has by itself goes to nobody else: its dead, its people, its prices.
        if (named.Length == 1 && IsOwn(figure))
            return named;
        if (named.Length == 1 && IsPartner(figure, sentence, named[0]) && main.FirstOrDefault(p => p != named[0]) is { } other)
            return [other, named[0]];
        if (named.Length == 1)
            return main.Length == 2 && main.Contains(named[0]) ? [named[0], .. main.Where(p => p != named[0])] : named;

        // Two companies that close a deal are its parties, and not their states.
        if (Companies(sentence) is { Length: 2 } companies)
            return companies;

        // "The presidents of Chile and Peru met in Lima. Trade grew by 12 percent": the pair of which the paragraph has just told, when it is quite another than the report's.
        if (sentence.Index > 0 && text.Sentences[sentence.Index - 1] is var before && before.Paragraph == sentence.Paragraph && Named(before, [], ofPersons: false) is { Length: 2 } told && !told.Any(p => main.Contains(p)))
            return told;

        // In a report of many sides the one who speaks means his own.
        if (main.Length > Most && Named(sentence, inSentence, ofPersons: true) is { Length: 1 or 2 } speakers)
            return speakers;
        return main;
    }

    private ImmutableArray<string> Named(Sentence sentence, IReadOnlyList<FoundFigure> inSentence, bool ofPersons, bool withSides = true)
    {
        var named = ImmutableArray.CreateBuilder<string>();
        foreach (var mention in actors.In(sentence.Tokens, withNested: true))
        {
            if (IsInPerson(mention) != ofPersons || IsOfCurrency(mention.Tokens, inSentence) || (!withSides && mention is { Form: not MentionForm.Name, Actors.Length: > 1 }))
                continue;
            foreach (var actor in mention.Actors)
            {
                var entry = actors.Actors[actor];
                // A ministry, a company or an agency is not the party of a number that it reports or helps to bring about.
                if ((entry.Kind == ActorKind.State || ofPersons || entry is { Kind: ActorKind.Organization, Sector: "IGO", Ref: not null }) && entry.Party is { } party && !named.Contains(party))
                    named.Add(party);
            }
        }

        return named.ToImmutable();
    }

    // The only state between the marks around a number; null when there is none or more than one.
    private string? InClause(FoundFigure figure, Sentence sentence)
    {
        var (start, end) = (figure.Tokens.Start, figure.Tokens.End);
        while (start > sentence.Tokens.Start && text.Tokens[start - 1].IsWord)
            start--;
        while (end < sentence.Tokens.End && text.Tokens[end].IsWord)
            end++;
        if (end >= sentence.Tokens.End && start == sentence.Tokens.Start || !text.Tokens[Math.Min(end, sentence.Tokens.End - 1)].Is(',') && start == sentence.Tokens.Start)
            return null;
        var states = actors.In(new TokenRange(start, end), withNested: true).Where(m => m.Form == MentionForm.Name).SelectMany(m => m.Actors).Where(a => actors.Actors[a].Kind == ActorKind.State).Select(a => actors.Actors[a].Party).Distinct().ToArray();
        return states is [{ } only] ? only : null;
    }

    private ImmutableArray<string> Companies(Sentence sentence) =>
        actors.PartiesOf(actors.In(sentence.Tokens).SelectMany(m => m.Actors).Where(a => actors.Actors[a] is { Kind: ActorKind.Organization, Sector: "BUS" }));

    private bool IsInPerson(ActorMention mention) =>
        (actors.TopAt(mention.Tokens.Start) ?? mention).Actors.Any(a => actors.Actors[a].Kind == ActorKind.Person);

    private static bool IsOfCurrency(TokenRange mention, IReadOnlyList<FoundFigure> figures)
    {
        foreach (var figure in figures)
        {
            if (figure.Unit is { Length: 3 } code && char.IsAsciiLetterUpper(code[0]) && figure.Tokens.Overlaps(mention))
                return true;
        }

        return false;
    }

    // "товарооборот с Белоруссией", "экспорт в Китай": the other end is whom the report is about.
    private bool IsPartner(FoundFigure figure, Sentence sentence, string party)
    {
        if (figure.Measure is not ("trade-turnover" or "exports" or "imports"))
            return false;
        foreach (var mention in actors.In(sentence.Tokens))
        {
            if (mention.Actors.Any(a => actors.Actors[a].Party == party))
                return mention.Extent.Start > 0 && text.Tokens[mention.Extent.Start - 1].Fold is "с" or "со" or "в" or "из" or "同" or "与" or "对";
        }

        return false;
    }

    private bool IsOwn(FoundFigure figure) =>
        figure.Measure is "population" or "gdp" || (figure.Measure == "other" && figure.Unit is "person" or "house" && figure.Status == FigureStatus.Actual && !HasPersonBeside(figure));

    // "Пекин внёс в список десять их руководителей": persons of somebody, done to by somebody else.
    private bool HasPersonBeside(FoundFigure figure) => actors.In(figure.Tokens).Any() || text.Tokens[figure.Tokens.End - 1].IsCapitalized;
}
