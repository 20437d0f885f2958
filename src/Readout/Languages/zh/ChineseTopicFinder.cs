using System.Collections.Immutable;
using Readout.Actors;
using Readout.Events;
using Readout.Statements;
using Readout.Text;
using Readout.Topics;

namespace Readout.Languages.Zh;

/// <summary>Finds the fields of cooperation that were on the table in Chinese.</summary>
/// <remarks>A field counts where it is named in what was said or done between the sides, or told twice; names of bodies and offices show none.</remarks>
internal static class ChineseTopicFinder
{
    public static ImmutableArray<FoundTopic> Find(
        SegmentedText text, ActorLayer actors, StatementLayer statements, ImmutableArray<FoundEvent> events, LanguagePack pack, ChineseTables tables)
    {
        if (!Dealings.Are(text, actors, statements, events, pack.Topics))
            return [];
        var tokens = text.Tokens;
        var ofTalks = new HashSet<int>(events.Select(e => e.Sentence));
        foreach (var sentence in text.Sentences)
        {
            if (text.IsInTitle(sentence.Tokens.Start) || Discusses(sentence, tokens, pack.Topics) || statements.Statements.Any(s => s.Evidence.Overlaps(sentence.Span)))
                ofTalks.Add(sentence.Index);
        }

        var found = new SortedDictionary<string, (double Weight, List<Span> Evidence)>(StringComparer.Ordinal);
        foreach (var sentence in text.Sentences)
        {
            for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
            {
                // "铁路建设" may be one word of the lexicon.
                if (!tokens[i].IsWord || (tables.Topics.LongestAt(tokens, i, sentence.Tokens.End) ?? tables.Topics.Within(tokens, i)) is not { } hit)
                    continue;
                if (hit.Value.Topic != "-" && !IsOfBody(hit.Tokens, actors) && !(i > sentence.Tokens.Start && tokens[i - 1].Fold is "在" && tokens[i].Fold is "议会" or "国会") && !IsOfOffice(hit.Tokens.End, sentence.Tokens.End, tokens))
                {
                    var weight = ofTalks.Contains(sentence.Index) ? 1 : 0.5;
                    foreach (var topic in hit.Value.Topic.Split('|'))
                    {
                        if (!found.TryGetValue(topic, out var tally))
                            tally = (0, []);
                        tally.Evidence.Add(text.SpanOf(hit.Tokens));
                        found[topic] = (tally.Weight + weight, tally.Evidence);
                    }
                }

                i = hit.Tokens.End - 1;
            }
        }

        return [.. found.Where(t => t.Value.Weight >= 0.99).OrderBy(t => t.Value.Evidence[0].Start).ThenBy(t => t.Key, StringComparer.Ordinal).Select(t => new FoundTopic(t.Key, [.. t.Value.Evidence]))];
    }

    // "就中澳关系和地区问题交换意见": what was on the table though nobody is quoted.
    private static bool Discusses(Sentence sentence, Token[] tokens, TopicTable table)
    {
        for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
        {
            if (tokens[i].IsWord && table.Contexts.LongestAt(tokens, i, sentence.Tokens.End, c => c == TopicContext.Talks) is not null || tokens[i].Fold is "涉及" or "涵盖" && i > sentence.Tokens.Start)
                return true;
        }

        return false;
    }

    // "工业和贸易部副部长": the fields of an office.
    private static bool IsOfOffice(int end, int limit, Token[] tokens)
    {
        for (var i = end; i < Math.Min(limit, end + 4) && tokens[i].IsWord; i++)
        {
            if (tokens[i].Fold is "部长" or "部" or "副部长" or "大臣" or "委员会" or "署长" or "局长")
                return true;
        }

        return false;
    }

    private static bool IsOfBody(TokenRange tokens, ActorLayer actors) =>
        actors.TopAt(tokens.Start) is { } mention && mention.Actors.All(a => actors.Actors[a] is { Kind: ActorKind.Person } or { Kind: ActorKind.Organization, Sector: not "IGO" });
}
