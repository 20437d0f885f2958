using System.Collections.Frozen;
using System.Text;
using Readout.Actors;
using Readout.Morphology;
using Readout.Reference;
using Readout.Tables;
using Readout.Text;

namespace Readout.Languages.Kk;

/// <summary>Kazakh names: the last word takes the case; English spelling by the list of given names, else letter by letter as media use it.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
internal sealed class KazakhNames : INameForms
{
    private readonly FrozenDictionary<char, string> _letters;
    private readonly FrozenDictionary<string, (Genders Gender, string English)> _given;

    public KazakhNames(ReferenceDictionary reference, LanguageTables tables)
    {
        _letters = tables.Load("letters", "letter", "latin").Rows.ToFrozenDictionary(r => r["letter"][0], r => r["latin"]);
        var given = new Dictionary<string, (Genders, string)>(StringComparer.Ordinal);
        foreach (var row in tables.Load("given-names", "name", "gender", "english").Rows)
            given.TryAdd(TextNormalizer.Fold(row["name"]), (row["gender"] == "f" ? Genders.Feminine : Genders.Masculine, row["english"]));
        foreach (var person in reference.Persons.Values.OrderBy(p => p.Id, StringComparer.Ordinal))
        {
            if (person.Names.TryGetValue("kk", out var name) && name.Split(' ') is { Length: > 1 } parts && parts[0].Length > 2)
                given.TryAdd(TextNormalizer.Fold(parts[0]), (Genders.None, ""));
        }

        _given = given.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public bool IsGivenName(string word) => _given.ContainsKey(TextNormalizer.Fold(word)) || _given.ContainsKey(TextNormalizer.Fold(KazakhMorphology.WithoutCase(word)));

    /// <inheritdoc/>
    public PersonName Person(IReadOnlyList<string> words, Cases cases)
    {
        var gender = words.Count > 0 && _given.TryGetValue(TextNormalizer.Fold(words[0]), out var known) ? known.Gender : Genders.None;
        return new PersonName(string.Join(' ', words.Take(words.Count - 1).Append(Bare(words[^1]))), gender, cases);
    }

    private string Bare(string word) => _given.ContainsKey(TextNormalizer.Fold(word)) ? word : KazakhMorphology.WithoutCase(word);

    /// <inheritdoc/>
    public string Phrase(IReadOnlyList<string> words) => string.Join(' ', words.Take(words.Count - 1).Append(KazakhMorphology.WithoutCase(words[^1])));

    /// <inheritdoc/>
    public string ToEnglish(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return string.Join(' ', name.Split(' ').Select(Word));
    }

    private string Word(string word)
    {
        if (_given.TryGetValue(TextNormalizer.Fold(word), out var known) && known.English.Length > 0)
            return known.English;
        var english = new StringBuilder(word.Length + 4);
        for (var i = 0; i < word.Length; i++)
        {
            var low = char.ToLowerInvariant(word[i]);
            if (!_letters.TryGetValue(low, out var letters))
            {
                english.Append(word[i]);
                continue;
            }

            // "Ербол" is Yerbol; "ий" ends a name as one i.
            if (low == 'е' && i == 0)
                letters = "ye";
            else if (low == 'й' && i == word.Length - 1 && i > 0 && char.ToLowerInvariant(word[i - 1]) == 'и')
                continue;
            if (letters.Length > 0)
                english.Append(char.IsUpper(word[i]) ? char.ToUpperInvariant(letters[0]) + letters[1..] : letters);
        }

        return english.ToString();
    }
}
