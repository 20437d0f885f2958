using System.Collections.Frozen;
using Readout.Actors;
using Readout.Commitments;
using Readout.Events;
using Readout.Figures;
using Readout.Figures.Numbers;
using Readout.Initiatives;
using Readout.Morphology;
using Readout.Reference;
using Readout.Relations;
using Readout.Statements;
using Readout.Syntax;
using Readout.Tables;
using Readout.Tagging;
using Readout.Time;
using Readout.Topics;

namespace Readout;

/// <summary>All that the engine knows about one language: mostly tables.</summary>
/// <remarks>Made once for each <see cref="Reader"/>; immutable, thread-safe.</remarks>
internal sealed class LanguagePack
{
    private LanguagePack(string language, IGrammar grammar, IMorphology morphology, INameForms names, ReferenceDictionary reference)
    {
        Language = language;
        Grammar = grammar;
        Morphology = morphology;
        Names = names;
        Reference = reference;
        Gazetteer = Gazetteer.Build(reference, morphology, language);
        Abbreviations = TsvTable.Embedded($"Languages/{language}/abbreviations.tsv", "abbreviation", "meaning", "example")
            .Rows.Select(r => r["abbreviation"]).ToFrozenSet(StringComparer.Ordinal);
        Prepositions = Prepositions.Load(language);
        Actors = ActorTables.Load(language, reference);
        Sayings = SayingTables.Load(language, morphology);
        Numbers = new NumberReader(NumberWords.Load(language), language == "en" ? '.' : ',');
        Units = UnitTable.Load(language, morphology);
        FigureWords = FigureTable.Load(language, morphology);
        Time = TimeTable.Load(language, morphology, Numbers);
        Frames = FrameTable.Load(language, morphology);
        Commitments = CommitmentTable.Load(language, morphology);
        Relations = RelationTable.Load(language, morphology);
        Initiatives = InitiativeTable.Load(language, morphology);
        Topics = TopicTable.Load(language, morphology);
        Tagger = NameTagger.Load(language, morphology);
        Publishers = new Publishers(language, reference, reference.Domains);
    }

    /// <summary>BCP 47.</summary>
    public string Language { get; }

    /// <summary>Alpha-3 of the one state whose press writes the language; null for languages of several.</summary>
    public string? HomeState => Language == "kk" ? "KAZ" : null;

    public IGrammar Grammar { get; }

    public IMorphology Morphology { get; }

    public INameForms Names { get; }

    public ReferenceDictionary Reference { get; }

    public Gazetteer Gazetteer { get; }

    /// <summary>Words that a dot after them does not end the sentence for, folded, the dot left out.</summary>
    public FrozenSet<string> Abbreviations { get; }

    public Prepositions Prepositions { get; }

    public ActorTables Actors { get; }

    public Publishers Publishers { get; }

    public SayingTables Sayings { get; }

    /// <summary>Reads numbers in digits and words.</summary>
    public NumberReader Numbers { get; }

    /// <summary>What numbers count.</summary>
    public UnitTable Units { get; }

    /// <summary>Words about numbers: measures, approximation, change, status.</summary>
    public FigureTable FigureWords { get; }

    /// <summary>Expressions of time.</summary>
    public TimeTable Time { get; }

    public FrameTable Frames { get; }

    public CommitmentTable Commitments { get; }

    public RelationTable Relations { get; }

    public InitiativeTable Initiatives { get; }

    public TopicTable Topics { get; }

    /// <summary>Finds names that no list holds; null for languages without a model.</summary>
    public NameTagger? Tagger { get; }

    public static LanguagePack Load(string language, IGrammar grammar, IMorphology morphology, INameForms names, ReferenceDictionary reference) =>
        new(language, grammar, morphology, names, reference);
}
