using Readout.Languages.En;
using Readout.Languages.Kk;
using Readout.Tables;
using Readout.Text;

namespace Readout.Morphology;

/// <summary>Base forms of words in the languages that inflect, for those who look words up rather than read texts.</summary>
/// <remarks>Each language is loaded with its first word. Thread-safe.</remarks>
public sealed class BaseForms
{
    // Shorter stems are what is left of words that had no suffix.
    private const int ShortestStem = 3;

    private readonly Lazy<RussianMorphology> _russian = new(static () => new RussianMorphology());
    private readonly Lazy<EnglishMorphology> _english = new(static () => new EnglishMorphology(TableSource.BuiltIn.Of("en")));
    private readonly Lazy<KazakhMorphology> _kazakh = new(static () => new KazakhMorphology(TableSource.BuiltIn.Of("kk")));

    /// <summary>The word folded as it stands, and its base forms; no form twice.</summary>
    /// <param name="word">One word, hyphens inside it included.</param>
    /// <param name="language">BCP 47 of the text; null when it is not known: then every language that the letters allow is asked.</param>
    public IEnumerable<string> Of(string word, string? language)
    {
        var fold = TextNormalizer.Fold(word);
        return Stems(word, fold, language).Prepend(fold).Distinct(StringComparer.Ordinal);
    }

    private IEnumerable<string> Stems(string word, string fold, string? language)
    {
        if (fold.All(c => c is >= 'a' and <= 'z' or '-' or '\'' or '’'))
            return _english.Value.Analyze(word).Select(r => r.Base);
        var isRussian = fold.All(c => c is >= 'а' and <= 'я' or '-');
        if (!isRussian && !fold.All(c => c is >= '\u0400' and <= '\u04FF' or '-'))
            return [];
        var stems = Enumerable.Empty<string>();
        if (isRussian && language != "kk")
            stems = _russian.Value.BaseForms(word);
        if (language is null or "kk")
            stems = stems.Concat(_kazakh.Value.Analyze(word).Select(r => r.Base).Where(b => b.Length >= ShortestStem));
        return stems;
    }
}
