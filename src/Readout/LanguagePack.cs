using System.Collections.Frozen;
using Readout.Figures;
using Readout.Figures.Numbers;
using Readout.Morphology;
using Readout.Tables;
using Readout.Time;

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
        Numbers = new NumberReader(NumberWords.Load(language));
        Units = UnitTable.Load(language, morphology);
        FigureWords = FigureTable.Load(language, morphology);
        Time = TimeTable.Load(language, morphology, Numbers);
    }

    /// <summary>BCP 47.</summary>
    public string Language { get; }

    public IMorphology Morphology { get; }

    /// <summary>Words that a dot after them does not end the sentence for, folded, the dot left out.</summary>
    public FrozenSet<string> Abbreviations { get; }

    /// <summary>Reads numbers in digits and words.</summary>
    public NumberReader Numbers { get; }

    /// <summary>What numbers count.</summary>
    public UnitTable Units { get; }

    /// <summary>Words about numbers: measures, approximation, change, status.</summary>
    public FigureTable FigureWords { get; }

    /// <summary>Expressions of time.</summary>
    public TimeTable Time { get; }

    public static LanguagePack Load(string language, IMorphology morphology) => new(language, morphology);
}
