using System.Collections.Immutable;
using Readout.Actors;
using Readout.Text;

namespace Readout.Figures;

/// <summary>Whose figure it is: the states and organisations named with it, else the sides of the report.</summary>
internal static class FigureParties
{
    // More than so many parties in one sentence are a list of participants, not the owners of a number.
    private const int Most = 3;

    public static ImmutableArray<string> Of(FoundFigure figure, Sentence sentence, ActorLayer actors)
    {
        var named = ImmutableArray.CreateBuilder<string>();
        foreach (var mention in actors.In(sentence.Tokens, withNested: true))
        {
            foreach (var actor in mention.Actors)
            {
                // A person who speaks is not the party of the number; the state in his title is nested in his mention.
                if (actors.Actors[actor] is { Kind: not ActorKind.Person, Party: { } party } && !IsInPerson(mention, actors) && !named.Contains(party))
                    named.Add(party);
            }
        }

        if (named.Count == 0 || named.Count > Most)
            return actors.MainParties;
        if (named.Count > 1)
            return named.ToImmutable();
        var main = actors.MainParties;
        // "Экспорт Беларуси" in a report on Belarus and Uzbekistan goes to Uzbekistan.
        if (main.Length == 2 && main.Contains(named[0]))
            return [named[0], .. main.Where(p => p != named[0])];
        return named.ToImmutable();
    }

    private static bool IsInPerson(ActorMention mention, ActorLayer actors) =>
        mention.IsNested && actors.TopAt(mention.Tokens.Start) is { } top && top.Actors.Any(a => actors.Actors[a].Kind == ActorKind.Person);
}
