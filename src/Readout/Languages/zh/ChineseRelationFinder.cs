using System.Collections.Immutable;
using Readout.Actors;
using Readout.Relations;
using Readout.Text;

namespace Readout.Languages.Zh;

/// <summary>Finds what two sides call their relationship in Chinese: the label, whose it is, and whether it is new.</summary>
internal static class ChineseRelationFinder
{
    public static ImmutableArray<FoundRelation> Find(SegmentedText text, ActorLayer actors, ChineseTables tables)
    {
        var tokens = text.Tokens;
        var found = new List<FoundRelation>();
        var known = new Dictionary<(string, string), int>();
        foreach (var sentence in text.Sentences)
        {
            for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
            {
                if (!tokens[i].IsWord || tables.Labels.LongestAt(tokens, i, sentence.Tokens.End) is not { } hit)
                    continue;
                i = hit.Tokens.End - 1;
                if (hit.Value.Grade == "none")
                    continue;
                var parties = Parties(hit.Tokens, sentence, actors, tokens);
                if (parties.Length < 2)
                    continue;
                var relation = new FoundRelation(parties, hit.Value.Grade, Status(hit.Tokens, sentence, tokens), text.SpanOf(hit.Tokens), hit.Value.Rule);
                var key = (hit.Value.Grade, string.Join(',', parties.Order(StringComparer.Ordinal)));
                if (known.TryAdd(key, found.Count))
                    found.Add(relation);
                else if (text.HasTitle && text.Paragraphs[0].Contains(found[known[key]].Evidence))
                    found[known[key]] = relation;
            }
        }

        return [.. found];
    }

    // "中哈全面战略伙伴关系" says it best; else the states of the sentence, else the sides.
    private static ImmutableArray<string> Parties(TokenRange label, Sentence sentence, ActorLayer actors, Token[] tokens)
    {
        ActorMention? pair = null;
        foreach (var mention in actors.In(new TokenRange(sentence.Tokens.Start, label.Start), withNested: true))
        {
            if (mention.Actors.Length == 2 && mention.Actors.All(a => actors.Actors[a].Kind == ActorKind.State))
                pair = mention;
        }

        if (pair is not null)
            return actors.PartiesOf(pair.Actors);
        var states = actors.PartiesOf(actors.In(sentence.Tokens, withNested: true).SelectMany(m => m.Actors).Where(a => actors.Actors[a] is { Kind: ActorKind.State } or { Sector: "IGO" }));
        if (states.Length == 2)
            return states;
        if (states.Length == 1 && actors.MainParties.FirstOrDefault(p => p != states[0]) is { } other)
            return [other, states[0]];
        return actors.MainParties.Length >= 2 ? [.. actors.MainParties.Take(2)] : [];
    }

    private static RelationStatus Status(TokenRange label, Sentence sentence, Token[] tokens)
    {
        var status = RelationStatus.Asserted;
        for (var i = Math.Max(sentence.Tokens.Start, label.Start - 14); i < label.Start; i++)
        {
            if (ChineseSyntax.IsBreak(tokens[i]))
                status = RelationStatus.Asserted;
            else if (tokens[i].Fold is "提升为" or "提升至" or "提升到" or "升级为" or "提升" or "宣布" or "建立" or "确立" or "定位")
                status = status == RelationStatus.Proposed ? status : RelationStatus.Upgraded;
            else if (tokens[i].Fold is "愿" or "希望" or "建议" or "期待" or "有意")
                status = RelationStatus.Proposed;
        }

        return status == RelationStatus.Proposed && !Enumerable.Range(Math.Max(sentence.Tokens.Start, label.Start - 6), Math.Min(6, label.Start - sentence.Tokens.Start)).Any(i => tokens[i].Fold is "提升为" or "提升至" or "提升到" or "升级为" or "建立") ? RelationStatus.Asserted : status;
    }
}
