using System.Collections.Immutable;
using Readout.Actors;
using Readout.Events;
using Readout.Initiatives;
using Readout.Morphology;
using Readout.Statements;
using Readout.Text;
using Readout.Topics;

namespace Readout.Languages.Kk;

/// <summary>Finds named things in Kazakh: a head of the table with the words before it.</summary>
internal static class KazakhInitiativeFinder
{
    public static ImmutableArray<FoundInitiative> Find(SegmentedText text, ActorLayer actors, StatementLayer statements, ImmutableArray<FoundEvent> events, LanguagePack pack, KazakhTables tables)
    {
        var tokens = text.Tokens;
        var found = new Dictionary<string, (string Name, string Kind, List<Span> Mentions)>(StringComparer.Ordinal);
        foreach (var sentence in text.Sentences)
        {
            for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
            {
                if (tables.Initiatives.At(tokens, i, sentence.Tokens.Start) is not { } hit)
                    continue;
                var start = hit.Words.Start;
                var named = false;
                while (start > sentence.Tokens.Start && start > i - 7 && Belongs(tokens, start - 1, actors, ref named))
                    start--;
                while (start < i && !tokens[start].IsWord)
                    start++;
                if (!named || start == hit.Words.Start || actors.TopAt(i) is { Actor: >= 0 } body && actors.Actors[body.Actor] is { Kind: ActorKind.Organization, Ref: not null, IsBilateralBody: false } && hit.Value is "council" or "commission" or "centre")
                    continue;
                var span = text.SpanOf(new TokenRange(start, i + 1));
                var key = hit.Value + ":" + (hit.Value is "commission" or "council" or "summit" or "forum" ? "" : tokens[start].Fold);
                if (found.TryGetValue(key, out var known))
                    known.Mentions.Add(span);
                else
                    found[key] = (pack.Names.Phrase([.. tokens[start..(i + 1)].Where(t => t.IsWord).Select(t => t.Text)]), hit.Value, [span]);
            }
        }

        if (found.Count == 0 || !Dealings.Are(text, actors, statements, events, pack.Topics))
            return [];
        return [.. found.Values.OrderBy(f => f.Mentions[0].Start).Select(f => new FoundInitiative(f.Name, f.Kind, null, [.. f.Mentions], $"initiatives:{f.Kind}"))];
    }

    // Capitals, words in -лық and -аралық, "туралы" with the words before it, a span of years: what makes a head a name.
    private static bool Belongs(Token[] tokens, int t, ActorLayer actors, ref bool named)
    {
        var token = tokens[t];
        if (token.Text is "–" or "—" or "-")
            return t > 0 && tokens[t - 1].IsCapitalized;
        if (!token.IsWord)
            return token.Kind == TokenKind.Number && token.Text.Length == 4;
        if (token.Fold is "туралы" or "арналған")
            return named = true;
        if (actors.TopAt(t) is { Actors: [var actor, ..] })
            return actors.Actors[actor].Kind == ActorKind.State;
        if (token.IsCapitalized)
            return named = token.Fold is not ("бұл" or "осы" or "екі" or "келіссөз") || named;
        var isAdjective = token.Fold.EndsWith("аралық", StringComparison.Ordinal) || token.Fold is "іскерлік" or "еркін" or "сауда" or "көлік" or "түсіністік" or "өзара" or "ынтымақтастық" or "стратегиялық" or "серіктестік" or "бірлескен" or "инвестициялық" or "экономикалық" or "жылдарға" or "достық" or "көрші";
        if (token.Fold is "іскерлік" or "еркін" or "үкіметаралық" or "халықаралық")
            named = true;
        return isAdjective;
    }
}
