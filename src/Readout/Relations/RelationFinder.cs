using System.Collections.Immutable;
using Readout.Actors;
using Readout.Tables;
using Readout.Text;

namespace Readout.Relations;

/// <summary>What two sides call their relationship, before it is written into the record.</summary>
internal sealed record FoundRelation(ImmutableArray<string> Parties, string? Grade, RelationStatus Status, Span Evidence, string Rule);

/// <summary>Labels of relationships and their grades.</summary>
internal sealed class RelationTable
{
    public PhraseMatcher<(string? Grade, bool OnlyBilateral, int Line)> Labels { get; } = new();

    public static RelationTable Load(string language)
    {
        var table = new RelationTable();
        foreach (var row in TsvTable.Embedded($"Languages/{language}/relations.tsv", "label", "grade", "condition").Rows)
        {
            if (!table.Labels.Add(row["label"], (row["grade"].Length > 0 ? row["grade"] : null, row["condition"] == "bilateral", row.Line)))
                throw row.Wrong("RO2108", $"'{row["label"]}' stands twice");
        }

        return table;
    }
}

/// <summary>Finds labels of the relationship between two states.</summary>
internal static class RelationFinder
{
    public static ImmutableArray<FoundRelation> Find(SegmentedText text, ActorLayer actors, LanguagePack pack)
    {
        var found = new List<FoundRelation>();
        var tokens = text.Tokens;
        foreach (var sentence in text.Sentences)
        {
            if (text.IsInTitle(sentence.Tokens.Start))
                continue;
            for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
            {
                if (!pack.Relations.Labels.TryMatch(tokens, i, sentence.Tokens.End, out var end, out var label))
                    continue;
                if (label.OnlyBilateral && !HasCompoundBefore(actors, i))
                {
                    i = end - 1;
                    continue;
                }

                var parties = Parties(actors, sentence);
                if (parties.Length >= 2 && !found.Any(f => f.Grade == label.Grade && f.Parties.Order(StringComparer.Ordinal).SequenceEqual(parties.Order(StringComparer.Ordinal))))
                {
                    var start = label.OnlyBilateral ? i - 1 : i;
                    found.Add(new FoundRelation(parties, label.Grade, Status(tokens, sentence.Tokens), text.SpanOf(new TokenRange(start, end)), $"relations:{label.Line}"));
                }

                i = end - 1;
            }
        }

        return [.. found];
    }

    // The states of the sentence when there are two; one of the main parties brings the other.
    private static ImmutableArray<string> Parties(ActorLayer actors, Sentence sentence)
    {
        var states = actors.PartiesOf(actors.In(sentence.Tokens, withNested: true).SelectMany(m => m.Actors)).Where(p => p.Length == 3).ToImmutableArray();
        if (states.Length == 2)
            return states;
        return actors.MainParties.Length >= 2 ? [.. actors.MainParties.Take(2)] : states.Length > 2 ? [.. states.Take(2)] : [];
    }

    private static bool HasCompoundBefore(ActorLayer actors, int i) =>
        i > 0 && actors.Mentions.Any(m => m.Tokens.End == i && m.Actors.Length == 2 && m.Form == MentionForm.Description);

    private static RelationStatus Status(Token[] tokens, TokenRange sentence)
    {
        for (var i = sentence.Start; i < sentence.End; i++)
        {
            if (tokens[i].HasBase("поднять") || tokens[i].HasBase("повысить") || tokens[i].HasBase("возвести") || tokens[i].HasBase("формирование") || tokens[i].HasBase("выйти"))
                return RelationStatus.Upgraded;
            if (tokens[i].HasBase("предложить") || tokens[i].HasBase("предлагать"))
                return RelationStatus.Proposed;
        }

        return RelationStatus.Asserted;
    }
}
