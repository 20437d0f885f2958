using System.Collections.Frozen;
using Readout.Actors;
using Readout.Morphology;
using Readout.Reference;
using Readout.Statements;
using Readout.Syntax;
using Readout.Tables;

namespace Readout;

/// <summary>All that the engine knows about one language: mostly tables.</summary>
/// <remarks>Made once for each <see cref="Reader"/>; immutable, thread-safe.</remarks>
internal sealed class LanguagePack
{
    private LanguagePack(string language, IMorphology morphology, INameForms names, ReferenceDictionary reference)
    {
        Language = language;
        Morphology = morphology;
        Names = names;
        Reference = reference;
        Gazetteer = Gazetteer.Build(reference, morphology);
        Abbreviations = TsvTable.Embedded($"Languages/{language}/abbreviations.tsv", "abbreviation", "meaning")
            .Rows.Select(r => r["abbreviation"]).ToFrozenSet(StringComparer.Ordinal);
        Prepositions = Prepositions.Load(language);
        Actors = ActorTables.Load(language, reference);
        Sayings = SayingTables.Load(language, morphology);
        Publishers = new Publishers(language, reference, reference.Domains);
    }

    /// <summary>BCP 47.</summary>
    public string Language { get; }

    public IMorphology Morphology { get; }

    public INameForms Names { get; }

    public ReferenceDictionary Reference { get; }

    public Gazetteer Gazetteer { get; }

    /// <summary>Words that a dot after them does not end the sentence for, folded, the dot left out.</summary>
    public FrozenSet<string> Abbreviations { get; }

    public Prepositions Prepositions { get; }

    public ActorTables Actors { get; }

    public SayingTables Sayings { get; }

    public Publishers Publishers { get; }

    public static LanguagePack Load(string language, IMorphology morphology, INameForms names, ReferenceDictionary reference) =>
        new(language, morphology, names, reference);
}
