using System.Collections.Immutable;
using Readout.Morphology;
using Readout.Tables;
using Readout.Text;

namespace Readout.Relations;

/// <summary>When the words of a label are one.</summary>
internal enum LabelCondition
{
    Always,

    /// <summary>Only as what a relation or its level is called: "отношения дружбы и сотрудничества".</summary>
    Bond,

    /// <summary>Only with both states beside it: "китайско-казахстанское сообщество единой судьбы".</summary>
    Pair,
}

/// <summary>A noun of a label and the adjectives that must stand with it.</summary>
internal sealed record LabelPart(WordPattern Noun, ImmutableArray<WordPattern> Adjectives);

/// <summary>A row of the table: what a relationship is called.</summary>
/// <param name="Parts">Its nouns, each with its adjectives; their order is free.</param>
/// <param name="Grade">Grade of the record's contract; null when the label is none of them.</param>
/// <param name="IsLabel">False for words that only look like a label.</param>
/// <param name="Condition">When it counts.</param>
/// <param name="Length">Words in it: a longer label says more.</param>
/// <param name="Row">Row of the table.</param>
internal sealed record RelationLabel(ImmutableArray<LabelPart> Parts, string? Grade, bool IsLabel, LabelCondition Condition, int Length, TsvRow Row)
{
    public string Rule => Row.Rule;
}

/// <summary>Labels of relationships of a language (<c>relations.tsv</c>).</summary>
internal sealed class RelationTable
{
    private static readonly ImmutableArray<string> Grades =
    [
        "all-weather-strategic", "comprehensive-strategic-coordination", "permanent-comprehensive-strategic", "comprehensive-strategic-new-era",
        "comprehensive-strategic", "strategic", "comprehensive", "cooperative", "allied", "allied-strategic", "good-neighbourly",
    ];

    // The words of all labels by form and base form; true for nouns.
    private readonly Dictionary<string, List<(WordPattern Word, bool IsNoun)>> _words = new(StringComparer.Ordinal);

    private RelationTable(TsvTable table, IMorphology morphology)
    {
        var labels = ImmutableArray.CreateBuilder<RelationLabel>();
        foreach (var row in table.Rows)
        {
            var grade = row.Filled("grade");
            row.Filled("example");
            if (grade is not ("-" or "none") && !Grades.Contains(grade))
                throw row.Wrong("RO2104", $"unknown grade '{grade}'", Spelling.Nearest(grade, Grades));
            var parts = ImmutableArray.CreateBuilder<LabelPart>();
            var adjectives = ImmutableArray.CreateBuilder<WordPattern>();
            var words = row.Filled("label").Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var written in words)
            {
                var word = WordPattern.Parse(written, morphology);
                var isNoun = morphology.Analyze(TextNormalizer.Fold(written.Split('/')[0]))[0].Class is WordClass.Noun or WordClass.Unknown;
                Index(word, isNoun);
                if (!isNoun)
                {
                    adjectives.Add(word);
                    continue;
                }

                parts.Add(new LabelPart(word, adjectives.ToImmutable()));
                adjectives.Clear();
            }

            if (parts.Count == 0 || adjectives.Count > 0)
                throw row.Wrong("RO2113", $"'{row["label"]}' does not end with a noun");
            labels.Add(new RelationLabel(
                parts.ToImmutable(), grade is "-" or "none" ? null : grade, grade != "none", row.Code("when", LabelCondition.Always), words.Length, row));
        }

        Labels = labels.ToImmutable();
    }

    public ImmutableArray<RelationLabel> Labels { get; }

    public static RelationTable Load(LanguageTables tables, IMorphology morphology) =>
        new(tables.Load("relations", "label", "grade", "when", "example"), morphology);

    /// <summary>True when the token is a word of some label; <paramref name="isNoun"/> tells which sort.</summary>
    public bool IsWord(Token token, out bool isNoun)
    {
        isNoun = false;
        if (!token.IsWord)
            return false;
        if (Find(token, token.Fold, out isNoun))
            return true;
        foreach (ref readonly var reading in token.Readings.AsSpan())
        {
            if (Find(token, reading.Base, out isNoun))
                return true;
        }

        return false;
    }

    private bool Find(Token token, string key, out bool isNoun)
    {
        isNoun = false;
        if (!_words.TryGetValue(key, out var words))
            return false;
        foreach (var (word, noun) in words)
        {
            if (word.Matches(token))
            {
                isNoun = noun;
                return true;
            }
        }

        return false;
    }

    private void Index(WordPattern word, bool isNoun)
    {
        foreach (var key in word.Keys)
        {
            if (!_words.TryGetValue(key, out var words))
                _words[key] = words = [];
            words.Add((word, isNoun));
        }
    }
}
