using System.Collections.Frozen;
using Readout.Morphology;
using Readout.Tables;

namespace Readout;

/// <summary>All that the engine knows about one language: mostly tables.</summary>
/// <remarks>Made once for each <see cref="Reader"/>; immutable, thread-safe.</remarks>
internal sealed class LanguagePack
{
    private LanguagePack(string language, IMorphology morphology)
    {
        Language = language;
        Morphology = morphology;
        Abbreviations = TsvTable.Embedded($"Languages/{language}/abbreviations.tsv", "abbreviation", "meaning")
            .Rows.Select(r => r["abbreviation"]).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>BCP 47.</summary>
    public string Language { get; }

    public IMorphology Morphology { get; }

    /// <summary>Words that a dot after them does not end the sentence for, folded, the dot left out.</summary>
    public FrozenSet<string> Abbreviations { get; }

    public static LanguagePack Load(string language, IMorphology morphology) => new(language, morphology);
}
