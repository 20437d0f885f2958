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
    private LanguagePack(LanguageTables tables, IGrammar grammar, IMorphology morphology, INameForms names, ReferenceDictionary reference)
    {
        var language = Language = tables.Language;
        Grammar = grammar;
        Morphology = morphology;
        Words = new Text.WordMemory(morphology, word => Time!.ValueOf(Readout.Time.TimeSlot.Month, word) is not null);
        Names = names;
        Reference = reference;
        Bodies = BodyNames.Load(tables, morphology, names);
        Gazetteer = Gazetteer.Build(reference, morphology, language);
        Namesakes = new Namesakes(reference, language);
        Abbreviations = new(tables.Load("abbreviations", "abbreviation", "meaning", "ends?", "example")
            .Rows.Select(r => (r["abbreviation"], r.Table.Has("ends") && r["ends"] == "yes", r)));
        Prepositions = Prepositions.Load(tables);
        Actors = ActorTables.Load(tables, reference);
        Sayings = SayingTables.Load(tables, morphology);
        Numbers = new NumberReader(NumberWords.Load(tables), language == "en" ? '.' : ',');
        Units = UnitTable.Load(tables, morphology);
        FigureWords = FigureTable.Load(tables, morphology);
        Time = TimeTable.Load(tables, morphology, Numbers);
        Frames = FrameTable.Load(tables, morphology);
        Commitments = CommitmentTable.Load(tables, morphology);
        Relations = RelationTable.Load(tables, morphology);
        Initiatives = InitiativeTable.Load(tables, morphology);
        Topics = TopicTable.Load(tables, morphology);
        Tagger = NameTagger.Load(tables, morphology);
        Publishers = new Publishers(tables, reference, reference.Domains);
    }

    /// <summary>BCP 47.</summary>
    public string Language { get; }

    /// <summary>Alpha-3 of the one state whose press writes the language; null for languages of several.</summary>
    public string? HomeState => Language == "kk" ? "KAZ" : null;

    public IGrammar Grammar { get; }

    public IMorphology Morphology { get; }

    /// <summary>The words of the texts read so far.</summary>
    public Text.WordMemory Words { get; }

    public INameForms Names { get; }

    /// <summary>Puts English names of bodies together; null for languages that need none.</summary>
    public BodyNames? Bodies { get; }

    public ReferenceDictionary Reference { get; }

    public Gazetteer Gazetteer { get; }

    /// <summary>Cities that regions, ports and stations are named after.</summary>
    public Namesakes Namesakes { get; }

    /// <summary>Words after which a dot ends no sentence, folded, that dot left out; true for those after which it may.</summary>
    public WordTable<bool> Abbreviations { get; }

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

    public static LanguagePack Load(LanguageTables tables, IGrammar grammar, IMorphology morphology, INameForms names, ReferenceDictionary reference) =>
        new(tables, grammar, morphology, names, reference);
}
