using System.Collections.Immutable;
using Readout.Morphology;
using Readout.Tables;

namespace Readout.Topics;

/// <summary>How much a cue says of its field.</summary>
internal enum CueStrength
{
    /// <summary>Names the field itself.</summary>
    Field,

    /// <summary>Belongs to the field.</summary>
    Part,

    /// <summary>May belong to it.</summary>
    Hint,

    /// <summary>Counts when an international organisation follows: "в рамках ШОС".</summary>
    Body,
}

/// <summary>A row of cues.</summary>
/// <param name="Topics">Ids of the record's contract; empty for words that hold a cue and are none.</param>
/// <param name="Strength">How much they say.</param>
/// <param name="Row">Row of the table.</param>
internal sealed record TopicCue(ImmutableArray<string> Topics, CueStrength Strength, TsvRow Row)
{
    public string Rule => Row.Rule;
}

/// <summary>Where fields of cooperation are spoken of.</summary>
internal enum TopicContext
{
    /// <summary>The sentence is one of talks, deeds and plans between the sides.</summary>
    Talks,

    /// <summary>A list of fields follows in the clause.</summary>
    Fields,

    /// <summary>Words of diplomacy: a text that names two states and has one is about their dealings.</summary>
    Dealings,

    /// <summary>The same for a text that names one state only.</summary>
    DealingsAlone,
}

/// <summary>Cues of fields of cooperation and the contexts in which they count (<c>topics.tsv</c>, <c>topic-contexts.tsv</c>).</summary>
internal sealed class TopicTable
{
    private static readonly ImmutableArray<string> Known =
    [
        "trade", "investment", "industry", "transport", "energy", "nuclear", "oil-gas", "mining", "water", "agriculture", "digital", "ai", "space", "science",
        "finance", "tourism", "culture", "education", "health", "environment", "sport", "media", "youth", "security", "terrorism", "defence", "border", "migration",
        "consular", "humanitarian", "sanctions", "conflict", "regional", "multilateral", "interparliamentary", "interregional", "legal",
    ];

    private TopicTable(TsvTable cues, TsvTable contexts, IMorphology morphology)
    {
        // The same words may show two fields: "электронная коммерция" is trade and digital.
        var phrases = new Dictionary<string, ImmutableArray<TopicCue>>(StringComparer.Ordinal);
        foreach (var row in cues.Rows)
        {
            row.Filled("example");
            ImmutableArray<string> topics = row.Filled("topics") == "-" ? [] : [.. row.Values("topics")];
            foreach (var topic in topics)
            {
                if (!Known.Contains(topic))
                    throw row.Wrong("RO2104", $"unknown topic '{topic}'", Spelling.Nearest(topic, Known));
            }

            var cue = new TopicCue(topics, row.Code("strength", CueStrength.Field), row);
            foreach (var phrase in row.Values("cues"))
            {
                if (phrases.TryGetValue(phrase, out var known) && known.Any(k => k.Topics.SequenceEqual(topics) || k.Topics.IsEmpty || topics.IsEmpty))
                    throw row.Wrong("RO2108", $"'{phrase}' stands twice");
                phrases[phrase] = phrases.TryGetValue(phrase, out var others) ? others.Add(cue) : [cue];
            }
        }

        var index = new PhraseIndex<ImmutableArray<TopicCue>>.Builder(morphology);
        foreach (var (phrase, found) in phrases.OrderBy(p => p.Key, StringComparer.Ordinal))
            index.Add(phrase, found, [.. found.Select(c => c.Row)]);

        Cues = index.Build();
        var frames = new PhraseIndex<TopicContext>.Builder(morphology);
        foreach (var row in contexts.Rows)
        {
            foreach (var phrase in row.Values("words"))
                frames.Add(phrase, row.Code("kind", TopicContext.Talks), row);
        }

        Contexts = frames.Build();
    }

    public PhraseIndex<ImmutableArray<TopicCue>> Cues { get; }

    public PhraseIndex<TopicContext> Contexts { get; }

    public static TopicTable Load(LanguageTables tables, IMorphology morphology) => new(
        tables.Load("topics", "topics", "strength", "cues", "example"),
        tables.Load("topic-contexts", "kind", "words", "example"),
        morphology);
}
