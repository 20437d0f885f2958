using System.Collections.Frozen;
using Readout.Morphology;
using Readout.Tables;
using Readout.Text;

namespace Readout.Languages.Kk;

/// <summary>Kazakh: suffixes of case, possession and number taken off a word by vowel harmony and the sound before them.</summary>
/// <remarks>
/// No lexicon says which stem is a word, so all that the rules allow are given: the form itself first, then the stems with their cases.
/// Tables and names decide among them. Nouns have a case each; what no suffix marks is the nominative. Immutable, thread-safe.
/// </remarks>
internal sealed class KazakhMorphology : IMorphology
{
    // Suffixes by case, the longer ones first; those of the third person's possessive (-нда, -на, -н) stand where a possessive is under them.
    private static readonly (string Suffix, Cases Case, bool AfterPossessive)[] CaseSuffixes =
    [
        .. new[] { "ндағы", "ндегі" }.Select(s => (s, Cases.Locative, true)),
        .. new[] { "дағы", "дегі", "тағы", "тегі" }.Select(s => (s, Cases.Locative, false)),
        .. new[] { "ның", "нің", "дың", "дің", "тың", "тің" }.Select(s => (s, Cases.Genitive, false)),
        .. new[] { "нан", "нен" }.Select(s => (s, Cases.Locative, true)),
        .. new[] { "дан", "ден", "тан", "тен", "нан", "нен" }.Select(s => (s, Cases.Locative, false)),
        .. new[] { "мен", "бен", "пен" }.Select(s => (s, Cases.Instrumental, false)),
        .. new[] { "нда", "нде" }.Select(s => (s, Cases.Locative, true)),
        .. new[] { "да", "де", "та", "те" }.Select(s => (s, Cases.Locative, false)),
        .. new[] { "на", "не" }.Select(s => (s, Cases.Dative, true)),
        .. new[] { "ға", "ге", "қа", "ке" }.Select(s => (s, Cases.Dative, false)),
        .. new[] { "ны", "ні", "ды", "ді", "ты", "ті" }.Select(s => (s, Cases.Accusative, false)),
        ("н", Cases.Accusative, true),
    ];

    private static readonly string[] Possessives = ["ымыз", "іміз", "мыз", "міз", "сы", "сі", "ым", "ім", "ы", "і"];
    private static readonly string[] Plurals = ["лар", "лер", "дар", "дер", "тар", "тер"];

    // What follows the hyphen of an abbreviation or a number: "БҰҰ-ның", "2 300-ден".
    private static readonly FrozenDictionary<string, Cases> HyphenSuffixes =
        CaseSuffixes.Where(s => !s.AfterPossessive || s.Suffix is "на" or "не").GroupBy(s => s.Suffix).ToFrozenDictionary(g => g.Key, g => g.First().Case, StringComparer.Ordinal);

    private readonly FrozenDictionary<string, WordReading[]> _words;

    public KazakhMorphology(LanguageTables tables) => _words = tables.Load("words", "form", "base", "class").Rows
        .GroupBy(r => r["form"]).ToFrozenDictionary(
            g => g.Key,
            g => g.Select(r => new WordReading(r["base"], r.Code("class", WordClass.Unknown), r["class"] is "noun" or "adjective" or "numeral" ? Cases.Nominative : r["class"] == "pronoun" ? Cases.Any : Cases.None)).ToArray(),
            StringComparer.Ordinal);

    /// <inheritdoc/>
    public WordReading[] Analyze(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        var fold = TextNormalizer.Fold(word);
        if (_words.TryGetValue(fold, out var known))
            return known;
        var hyphen = fold.LastIndexOf('-');
        if (hyphen > 0 && HyphenSuffixes.TryGetValue(fold[(hyphen + 1)..], out var after))
            return [new WordReading(fold[..hyphen], WordClass.Noun, after)];
        var readings = new List<WordReading>(6);
        if (KazakhVerb.Finite(fold) is { } verb)
            readings.Add(verb);
        // "коммерциялық", "үкіметаралық": what a thing is of; "серіктестік" is a noun.
        if (fold.Length > 6 && fold[^4..] is "ылық" or "алық" or "елік" or "ілік" or "нлық" or "рлық" or "рлік" or "илық" or "ялық" or "иялық" or "едік" && !fold.EndsWith("шылық", StringComparison.Ordinal) && !fold.EndsWith("шілік", StringComparison.Ordinal))
            readings.Add(new WordReading(fold, WordClass.Adjective, Cases.Any));
        readings.Add(new WordReading(fold, WordClass.Noun, Cases.Nominative));
        foreach (var (stem, cases, plural) in Stems(fold))
        {
            var reading = new WordReading(stem, WordClass.Noun, cases, plural ? Morphology.Numbers.Plural : Morphology.Numbers.None, IsGuessed: true);
            if (!readings.Contains(reading))
                readings.Add(reading);
        }

        return [.. readings];
    }

    /// <summary>The stems that a form may have, with the case over each; the form itself is left out.</summary>
    private static IEnumerable<(string Stem, Cases Case, bool Plural)> Stems(string fold)
    {
        foreach (var stem in Owned(fold, Cases.Nominative))
            yield return stem;
        foreach (var (suffix, cases, afterPossessive) in CaseSuffixes)
        {
            if (fold.Length - suffix.Length < 2 || !fold.EndsWith(suffix, StringComparison.Ordinal) || !Harmonises(fold.AsSpan()[..^suffix.Length], suffix))
                continue;
            var stem = fold[..^suffix.Length];
            if (!afterPossessive)
                yield return (stem, cases, false);
            foreach (var owned in Owned(stem, cases))
                yield return owned;
        }
    }

    // Possessive and plural under a case.
    private static IEnumerable<(string, Cases, bool)> Owned(string form, Cases cases)
    {
        foreach (var plural in Plurals)
        {
            if (form.Length - plural.Length >= 2 && form.EndsWith(plural, StringComparison.Ordinal))
                yield return (form[..^plural.Length], cases, true);
        }

        foreach (var possessive in Possessives)
        {
            if (form.Length - possessive.Length < 2 || !form.EndsWith(possessive, StringComparison.Ordinal))
                continue;
            var stem = form[..^possessive.Length];
            yield return (stem, cases, false);
            // "одағы" → "одақ", "көлігі" → "көлік", "кітабы" → "кітап"
            if (possessive is "ы" or "і" or "ым" or "ім" or "ымыз" or "іміз" && Hardened(stem) is { } hard)
                yield return (hard, cases, false);
            foreach (var plural in Plurals)
            {
                if (stem.Length - plural.Length >= 2 && stem.EndsWith(plural, StringComparison.Ordinal))
                    yield return (stem[..^plural.Length], cases, true);
            }
        }
    }

    private static string? Hardened(string stem) => stem[^1] switch
    {
        'ғ' => stem[..^1] + 'қ',
        'г' => stem[..^1] + 'к',
        'б' => stem[..^1] + 'п',
        _ => null,
    };

    // Back vowels take back suffixes, front ones front; и and у follow their neighbours, and foreign names waver, so only the last clear vowel binds.
    private static bool Harmonises(ReadOnlySpan<char> stem, string suffix)
    {
        if (suffix is "мен" or "бен" or "пен" or "н")
            return true;
        // Surnames in -ев take back suffixes: "Тоқаевтың".
        if (stem.EndsWith("ев", StringComparison.Ordinal) || stem.EndsWith("ов", StringComparison.Ordinal))
            return true;
        var back = suffix.AsSpan().IndexOfAny("аоұы") >= 0;
        for (var i = stem.Length - 1; i >= 0; i--)
        {
            if ("аоұыяё".Contains(stem[i], StringComparison.Ordinal))
                return back || stem.Length - i > 3;
            if ("әөүіеэ".Contains(stem[i], StringComparison.Ordinal))
                return !back || stem.Length - i > 3;
            if (stem[i] is 'и' or 'у' or 'ю')
                return true;
        }

        return true;
    }

    /// <summary>The word without the suffix of its case, capitals kept: "Асадқа" → "Асад"; the word itself when it has none.</summary>
    public static string WithoutCase(string word)
    {
        var fold = TextNormalizer.Fold(word);
        foreach (var (suffix, _, afterPossessive) in CaseSuffixes)
        {
            if (afterPossessive || fold.Length - suffix.Length < 3 || !fold.EndsWith(suffix, StringComparison.Ordinal) || !Harmonises(fold.AsSpan()[..^suffix.Length], suffix) || !Joins(fold[^(suffix.Length + 1)], suffix[0]))
                continue;
            return word[..^suffix.Length].TrimEnd('-');
        }

        return word;
    }

    /// <inheritdoc/>
    public bool HasLexicon => false;

    /// <inheritdoc/>
    public int StemLength(ReadOnlySpan<char> fold)
    {
        var length = fold.Length;
        foreach (var (suffix, _, _) in CaseSuffixes)
        {
            if (length - suffix.Length >= 3 && fold.EndsWith(suffix, StringComparison.Ordinal) && Harmonises(fold[..^suffix.Length], suffix))
            {
                length -= suffix.Length;
                break;
            }
        }

        return WithoutAny(Plurals, WithoutAny(Possessives, length, fold), fold);

        static int WithoutAny(string[] suffixes, int length, ReadOnlySpan<char> fold)
        {
            foreach (var suffix in suffixes)
            {
                if (length - suffix.Length >= 3 && fold[..length].EndsWith(suffix, StringComparison.Ordinal))
                    return fold[..length].TrimEnd('-').Length - suffix.Length;
            }

            return fold[..length].TrimEnd('-').Length;
        }
    }

    // Which first sound of a suffix may follow the last sound of a stem.
    private static bool Joins(char last, char first) => first switch
    {
        'н' => "аәоөұүыіеэяюиумнң".Contains(last, StringComparison.Ordinal),
        'д' => "аәоөұүыіеэяюирйулмнңзж".Contains(last, StringComparison.Ordinal),
        'т' or 'қ' or 'к' or 'п' => "кқптсшщчцфхһбвгд".Contains(last, StringComparison.Ordinal),
        'ғ' or 'г' => !"кқптсшщчцфхһбвгд".Contains(last, StringComparison.Ordinal),
        'м' => !"кқптсшщчцфхһбвгдзж".Contains(last, StringComparison.Ordinal),
        'б' => last is 'з' or 'ж',
        _ => true,
    };

    /// <summary>The case that a form most likely stands in: what its suffix says, the nominative without one.</summary>
    public static Cases CaseOf(Token token)
    {
        if (token.Readings.Length == 0)
            return Cases.Any;
        if (token.Readings.Length == 1)
            return token.Readings[0].Cases;
        foreach (var (suffix, cases, afterPossessive) in CaseSuffixes)
        {
            if (token.Fold.Length - suffix.Length >= 3 && token.Fold.EndsWith(suffix, StringComparison.Ordinal) && Harmonises(token.Fold.AsSpan()[..^suffix.Length], suffix)
                && (afterPossessive ? "ыі".Contains(token.Fold[^(suffix.Length + 1)], StringComparison.Ordinal) : Joins(token.Fold[^(suffix.Length + 1)], suffix[0])))
                return cases;
        }

        return Cases.Nominative;
    }
}
