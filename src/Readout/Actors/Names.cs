using Readout.Morphology;

namespace Readout.Actors;

/// <summary>A person's name brought to its base form.</summary>
/// <param name="Nominative">Letters' case and ё as written.</param>
/// <param name="Gender"><see cref="Genders.None"/> when the name does not show it.</param>
/// <param name="Cases">Cases that the name as written may stand in.</param>
public readonly record struct PersonName(string Nominative, Genders Gender, Cases Cases);

/// <summary>What a language knows about names: base forms, given names, English spelling.</summary>
/// <remarks>Implementations are thread-safe and deterministic.</remarks>
public interface INameForms
{
    /// <summary>Base form of a person's name.</summary>
    /// <param name="words">Its words as the text has them, initials with their dots.</param>
    /// <param name="cases">Cases that the context allows.</param>
    PersonName Person(IReadOnlyList<string> words, Cases cases);

    /// <summary>True when a form of the word is a given name.</summary>
    bool IsGivenName(string word);

    /// <summary>Base form of a noun phrase, its number kept: "Министерства иностранных дел" → "Министерство иностранных дел".</summary>
    string Phrase(IReadOnlyList<string> words);

    /// <summary>Length of a word without what is written with it and no part of a name: "Tokayev's" → 7.</summary>
    int NameLength(string word) => word.Length;

    /// <summary>What kinds of names are written with a character: bits of the language's own; 0 where characters tell nothing.</summary>
    uint SignsOf(char character) => 0;

    /// <summary>English spelling by the stated transliteration.</summary>
    string ToEnglish(string name);

    /// <summary>The same for bodies and places that no table holds.</summary>
    string TitleToEnglish(string name) => ToEnglish(name);

    /// <summary>What an organ of state is in English, without its state: "Ministry of Finance"; null when no table of the language tells it.</summary>
    string? OrganToEnglish(string name) => null;
}
