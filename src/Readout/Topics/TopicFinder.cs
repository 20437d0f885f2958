using System.Collections.Frozen;
using System.Collections.Immutable;
using Readout.Actors;
using Readout.Events;
using Readout.Statements;
using Readout.Tables;
using Readout.Text;

namespace Readout.Topics;

internal sealed record FoundTopic(string Id, ImmutableArray<Span> Evidence);

/// <summary>Cues of the fields of cooperation, and the words of talks among which they count.</summary>
internal sealed class TopicTable
{
    private static readonly string[] Known =
        ["trade", "investment", "industry", "transport", "energy", "nuclear", "oil-gas", "mining", "water", "agriculture", "digital", "ai", "space", "science", "finance", "tourism", "culture", "education", "health", "environment", "sport", "media", "youth", "security", "terrorism", "defence", "border", "migration", "consular", "humanitarian", "sanctions", "conflict", "regional", "multilateral", "interparliamentary", "interregional", "legal"];

    public PhraseMatcher<List<(string Topic, bool IsStrong)>> Cues { get; } = new();

    public required FrozenSet<string> Contexts { get; init; }

    public static TopicTable Load(string language)
    {
        var table = new TopicTable
        {
            Contexts = TsvTable.Embedded($"Languages/{language}/topic-contexts.tsv", "word").Rows.Select(r => r["word"]).ToFrozenSet(StringComparer.Ordinal),
        };
        var cues = new Dictionary<string, List<(string, bool)>>(StringComparer.Ordinal);
        foreach (var row in TsvTable.Embedded($"Languages/{language}/topics.tsv", "topic", "cues").Rows)
        {
            if (!Known.Contains(row["topic"]))
                throw row.Wrong("RO2104", $"unknown topic '{row["topic"]}'", Spelling.Nearest(row["topic"], Known));
            foreach (var cue in row.Values("cues"))
            {
                var phrase = cue.TrimStart('!');
                if (!cues.TryGetValue(phrase, out var list))
                    cues[phrase] = list = [];
                list.Add((row["topic"], cue[0] == '!'));
            }
        }

        foreach (var (phrase, list) in cues)
            table.Cues.Add(phrase, list);
        return table;
    }
}

/// <summary>Finds the fields of cooperation that were on the table.</summary>
internal static class TopicFinder
{
    // A topic is on the table when its cues weigh this much: one strong cue among words of talks, or two others.
    private const int Enough = 3;

    public static ImmutableArray<FoundTopic> Find(SegmentedText text, ActorLayer actors, StatementLayer statements, ImmutableArray<FoundEvent> events, LanguagePack pack)
    {
        // A text without dealings between states (a match, a trial) has people and places but nothing on the table.
        if (actors.MainParties.Length < 2 || (events.Length == 0 && statements.Statements.Length == 0 && !text.Sentences.Any(s => IsOfTalks(text.Tokens, s.Tokens, pack.Topics))))
            return [];
        var weights = new SortedDictionary<string, (int Weight, List<Span> Evidence)>(StringComparer.Ordinal);
        foreach (var sentence in text.Sentences)
        {
            if (text.IsInTitle(sentence.Tokens.Start))
                continue;
            var talks = IsOfTalks(text.Tokens, sentence.Tokens, pack.Topics) || events.Any(e => e.Sentence == sentence.Index);
            for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
            {
                if (!pack.Topics.Cues.TryMatch(text.Tokens, i, sentence.Tokens.End, out var end, out var cues) || IsInTitleOfPerson(actors, i))
                    continue;
                foreach (var (topic, strong) in cues)
                {
                    var entry = weights.TryGetValue(topic, out var known) ? known : (0, []);
                    var weight = (strong ? 2 : 1) + (talks ? 1 : 0);
                    entry.Evidence.Add(text.SpanOf(new TokenRange(i, end)));
                    weights[topic] = (entry.Item1 + weight, entry.Item2);
                }

                i = end - 1;
            }
        }

        return [.. weights.Where(w => w.Value.Weight >= Enough).OrderBy(w => w.Value.Evidence[0].Start).Select(w => new FoundTopic(w.Key, [.. w.Value.Evidence]))];
    }

    private static bool IsOfTalks(Token[] tokens, TokenRange sentence, TopicTable table)
    {
        for (var i = sentence.Start; i < sentence.End; i++)
        {
            foreach (var reading in tokens[i].Readings)
            {
                if (table.Contexts.Contains(reading.Base))
                    return true;
            }
        }

        return false;
    }

    // "министр энергетики": the department of an officer is not a topic.
    private static bool IsInTitleOfPerson(ActorLayer actors, int token) =>
        actors.TopAt(token) is { } mention && !mention.Tokens.Contains(token) || actors.TopAt(token) is { Form: MentionForm.Description };
}
