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
                if (Start(tokens, hit.Words.Start, i, sentence.Tokens.Start, hit.Value, actors) is not { } start)
                    continue;
                // "БҰҰ Қауіпсіздік кеңесі" is a body that acts; a commission of two states is a thing of theirs too.
                if (actors.TopAt(i) is { Actor: >= 0 } body && actors.Actors[body.Actor] is { Kind: ActorKind.Organization, Ref: not null, IsBilateralBody: false } && hit.Value is "council" or "commission" or "centre")
                    continue;
                var span = text.SpanOf(new TokenRange(start, i + 1));
                var key = hit.Value + ":" + (hit.Value is "commission" or "council" ? "" : hit.Value is "summit" or "forum" ? Ordinal(tokens, start, i) : tokens[start].Fold);
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

    private static string Ordinal(Token[] tokens, int start, int end) => Enumerable.Range(start, end - start).Select(t => tokens[t].Fold).FirstOrDefault(f => f.EndsWith("нші", StringComparison.Ordinal) || f.EndsWith("ншы", StringComparison.Ordinal)) ?? "";

    // Where the name begins; null when the head has none: capitals, states, an ordinal, "туралы" with what it is about, a field with the kind of body.
    private static int? Start(Token[] tokens, int head, int end, int limit, string kind, ActorLayer actors)
    {
        var start = head;
        var named = false;
        while (start > limit && start > head - 8)
        {
            var token = tokens[start - 1];
            if (token.Text is "–" or "—" or "-")
            {
                if (start - 2 < limit || !tokens[start - 2].IsCapitalized || !tokens[start].IsCapitalized)
                    break;
            }
            else if (!token.IsWord)
            {
                if (token.Kind != TokenKind.Number || token.Text.Length != 4)
                    break;
            }
            else if (token.Fold is "туралы" or "арналған" or "жөніндегі")
            {
                named = true;
                start = About(tokens, start - 1, limit);
                break;
            }
            else if (actors.TopAt(start - 1) is { Form: not MentionForm.Name } || token.Fold is "аталған" or "аталмыш" or "осындай" or "барлық" or "тараптар")
            {
                // "Тараптар форумды": who deals with the thing is no part of its name.
                break;
            }
            else if (actors.TopAt(start - 1) is { Actors: [var actor, ..] } mention && actors.Actors[actor].Kind is ActorKind.State or ActorKind.Person)
            {
                if (actors.Actors[actor].Kind == ActorKind.Person || (mention.Cases & Cases.Nominative) == 0)
                    break;
                // "Ресей мен Украина келісімге келді" names no treaty.
                named |= kind != "treaty";
            }
            else if (token.IsCapitalized)
            {
                // A word at the head of a sentence has its capital from there.
                named |= !(start - 1 == limit && KazakhMorphology.IsCommon(token)) && token.Fold is not ("бұл" or "осы" or "екі" or "ал");
                if (token.Fold is "бұл" or "осы" or "ал" or "елдің" or "аталмыш" or "аталған")
                    break;
            }
            else if (token.Fold.EndsWith("інші", StringComparison.Ordinal) || token.Fold.EndsWith("ыншы", StringComparison.Ordinal) || token.Fold is "алтыншы" or "жетінші" or "екінші")
            {
                named |= kind is "summit" or "forum";
            }
            else if (!IsPart(token))
            {
                break;
            }
            else if (token.Fold is "іскерлік" or "еркін" or "үкіметаралық" or "халықаралық" || (kind == "treaty" && start == head && token.Fold.Length > 4 && token.Fold.EndsWith('у') && token.Fold is not "келісу"))
            {
                named = true;
            }

            start--;
        }

        while (start < end && (!tokens[start].IsWord || tokens[start].Fold is "және" or "мен"))
            start++;
        return named && start < head ? start : null;
    }

    // "денсаулық сақтау саласындағы ынтымақтастық туралы": back to the last word that is no part of the subject.
    private static int About(Token[] tokens, int about, int limit)
    {
        var start = about;
        while (start > limit && start > about - 6 && tokens[start - 1].IsWord && !KazakhSyntax.IsFinite(tokens[start - 1]) && (KazakhMorphology.CaseOf(tokens[start - 1]) & (Cases.Nominative | Cases.Genitive)) != 0 | tokens[start - 1].Fold.EndsWith("дағы", StringComparison.Ordinal) | tokens[start - 1].Fold.EndsWith("дегі", StringComparison.Ordinal))
            start--;
        return start;
    }

    private static bool IsPart(Token token) => token.Fold is "және" or "мен" or "бен" or "пен" or "жылғы" or "жылдарға" || (token.Readings.Length > 0 && token.Readings[0].Class is WordClass.Noun or WordClass.Adjective or WordClass.Unknown
        && (KazakhMorphology.CaseOf(token) & Cases.Nominative) != 0 && token.Fold is not ("оның" or "екі"));
}
