using System.Collections.Frozen;
using Readout.Actors;
using Readout.Morphology;
using Readout.Reference;
using Readout.Tables;
using Readout.Text;

namespace Readout.Languages.En;

/// <summary>English names: they do not decline, and their spelling is the record's.</summary>
/// <remarks>Given names from Languages/en/given-names.tsv and from the persons of the reference. Immutable, thread-safe.</remarks>
internal sealed class EnglishNames : INameForms
{
    private readonly FrozenDictionary<string, Genders> _given;

    public EnglishNames(ReferenceDictionary reference, LanguageTables tables)
    {
        var given = new Dictionary<string, Genders>(StringComparer.Ordinal);
        foreach (var row in tables.Load("given-names", "name", "gender").Rows)
        {
            foreach (var name in row.Values("name"))
                given.TryAdd(TextNormalizer.Fold(name), row["gender"] == "f" ? Genders.Feminine : Genders.Masculine);
        }

        foreach (var person in reference.Persons.Values.OrderBy(p => p.Id, StringComparer.Ordinal))
        {
            // Chinese, Korean and Vietnamese names begin with the family's.
            if (person.Names.TryGetValue("en", out var name) && name.Split(' ') is { Length: > 1 } parts && person.LocalShort == parts[^1] && parts[0].Length > 2)
                given.TryAdd(TextNormalizer.Fold(parts[0]), Genders.None);
        }

        _given = given.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public bool IsGivenName(string word) => _given.ContainsKey(Plain(word));

    /// <inheritdoc/>
    public PersonName Person(IReadOnlyList<string> words, Cases cases)
    {
        var gender = words.Count > 0 && _given.TryGetValue(Plain(words[0]), out var known) ? known : Genders.None;
        return new PersonName(string.Join(' ', words.Select(WithoutPossessive)), gender, cases);
    }

    /// <inheritdoc/>
    public string Phrase(IReadOnlyList<string> words) => string.Join(' ', words);

    /// <inheritdoc/>
    public string ToEnglish(string name) => name;

    /// <inheritdoc/>
    public int NameLength(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return WithoutPossessive(word).Length;
    }

    private static string Plain(string word) => TextNormalizer.Fold(WithoutPossessive(word));

    /// <summary>True for states (alpha-3) whose people write the family's name before the given one in English too.</summary>
    public static bool PutFamilyFirst(string state) => state is "CHN" or "HKG" or "MAC" or "TWN" or "KOR" or "PRK" or "VNM" or "KHM";

    /// <summary>True for states whose people go by their first name: "Anwar" for Anwar Ibrahim, "Abiy" for Abiy Ahmed.</summary>
    public static bool GoByFirstName(string state) => state is "MYS" or "BRN" or "ETH" or "ERI" or "ISL" or "IDN";

    /// <summary>"Tokayev's" → "Tokayev".</summary>
    public static string WithoutPossessive(string word) => word.EndsWith("'s", StringComparison.Ordinal) || word.EndsWith("’s", StringComparison.Ordinal) ? word[..^2] : word;
}
