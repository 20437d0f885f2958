using System.Collections.Frozen;
using Readout.Actors;
using Readout.Morphology;
using Readout.Tables;

namespace Readout.Languages.Zh;

/// <summary>Chinese names: they do not decline; those of Chinese persons are spelled in pinyin, all others stay as written.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
internal sealed class ChineseNames(ChineseMorphology morphology, LanguageTables tables) : INameForms
{
    private readonly FrozenDictionary<char, string> _pinyin = tables.Load("pinyin", "syllable", "characters").Rows
        .SelectMany(r => r["characters"].Select(c => (Character: c, Syllable: r["syllable"]))).DistinctBy(p => p.Character).ToFrozenDictionary(p => p.Character, p => p.Syllable);

    private readonly FrozenDictionary<string, string> _surnames = tables.Load("surnames", "surname", "pinyin", "count").Rows
        .ToFrozenDictionary(r => r["surname"], r => r["pinyin"], StringComparer.Ordinal);

    private readonly ChinesePhrases<Body> _bodies = ChineseTables.BodiesOf(tables);

    /// <inheritdoc/>
    public PersonName Person(IReadOnlyList<string> words, Cases cases) => new(string.Concat(words), Genders.None, cases);

    /// <inheritdoc/>
    public bool IsGivenName(string word) => false;

    /// <inheritdoc/>
    public string Phrase(IReadOnlyList<string> words) => string.Concat(words);

    /// <inheritdoc/>
    public uint SignsOf(char character) => morphology.SignsOf(character);

    /// <inheritdoc/>
    /// <remarks>"周见川" is "Zhou Jianchuan"; "阿布都·热依木" and names of places and bodies are kept.</remarks>
    public string ToEnglish(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var fold = morphology.Fold(name);
        if (!morphology.IsChineseName(fold))
            return name;
        var family = fold.Length > 2 && _surnames.ContainsKey(fold[..2]) ? 2 : 1;
        var given = string.Concat(fold.Skip(family).Select(c => _pinyin.GetValueOrDefault(c, "")));
        return given.Length == 0 ? name : $"{Capital(_surnames[fold[..family]])} {Capital(given)}";
    }

    /// <inheritdoc/>
    /// <remarks>Kept as written: "储备局" is no Mr Chu.</remarks>
    public string TitleToEnglish(string name) => name;

    /// <inheritdoc/>
    /// <remarks>"新加坡外交部" is a "Ministry of Foreign Affairs".</remarks>
    public string? OrganToEnglish(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var fold = morphology.Fold(name);
        return (_bodies.ValueOf(fold) ?? _bodies.EndOf(fold))?.English;
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
