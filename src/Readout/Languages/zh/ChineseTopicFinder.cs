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
            if (text.IsInTitle(sentence.Tokens.Start) || statements.Statements.Any(s => s.Evidence.Overlaps(sentence.Span)))
                ofTalks.Add(sentence.Index);
        }

        var found = new SortedDictionary<string, (double Weight, List<Span> Evidence)>(StringComparer.Ordinal);
        foreach (var sentence in text.Sentences)
        {
            for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
            {
                if (!tokens[i].IsWord || tables.Topics.LongestAt(tokens, i, sentence.Tokens.End) is not { } hit)
                    continue;
                if (hit.Value.Topic != "-" && !IsOfBody(hit.Tokens, actors))
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

    private static bool IsOfBody(TokenRange tokens, ActorLayer actors) =>
        actors.TopAt(tokens.Start) is { } mention && mention.Actors.All(a => actors.Actors[a] is { Kind: ActorKind.Person } or { Kind: ActorKind.Organization, Sector: not "IGO" });
}
