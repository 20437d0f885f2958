using System.Collections.Frozen;
using Readout.Morphology;
using Readout.Tables;
using Readout.Text;

namespace Readout.Languages.Kk;

/// <summary>Kazakh: suffixes of case, possession and number taken off a word by vowel harmony and the sound before them.</summary>
/// <remarks>
/// A list of common stems says which of the cuts that the rules allow is right; of other words all cuts are given, the form itself first.
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

    private static readonly string[] Possessives = ["ымыз", "іміз", "ыңыз", "іңіз", "ңыз", "ңіз", "мыз", "міз", "сы", "сі", "ым", "ім", "ы", "і"];
    private static readonly string[] Plurals = ["лар", "лер", "дар", "дер", "тар", "тер"];

    // What follows the hyphen of an abbreviation or a number: "БҰҰ-ның", "2 300-ден".
    private static readonly FrozenDictionary<string, Cases> HyphenSuffixes =
        CaseSuffixes.Where(s => !s.AfterPossessive || s.Suffix is "на" or "не").GroupBy(s => s.Suffix).ToFrozenDictionary(g => g.Key, g => g.First().Case, StringComparer.Ordinal);

    private readonly FrozenDictionary<string, WordReading[]> _words;
    private readonly FrozenDictionary<string, WordClass> _stems;
    private readonly FrozenSet<string> _verbs;

    public KazakhMorphology(LanguageTables tables)
    {
        _words = tables.Load("words", "form", "base", "class").Rows
            .GroupBy(r => r["form"]).ToFrozenDictionary(
                g => g.Key,
                g => g.Select(r => new WordReading(r["base"], r.Code("class", WordClass.Unknown), r["class"] is "noun" or "adjective" or "numeral" ? Cases.Nominative : r["class"] == "pronoun" ? Cases.Any : Cases.None)).ToArray(),
                StringComparer.Ordinal);
        var stems = tables.Load("stems", "class", "stems").Rows.SelectMany(r => r.Values("stems").Select(s => (Stem: s, Class: r.Code("class", WordClass.Unknown)))).ToList();
        _verbs = stems.Where(s => s.Class == WordClass.Verb).Select(s => s.Stem).ToFrozenSet(StringComparer.Ordinal);
        _stems = stems.Where(s => s.Class != WordClass.Verb).DistinctBy(s => s.Stem).ToFrozenDictionary(s => s.Stem, s => s.Class, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public RespelledText? Respell(string text) => KazakhLatin.ToCyrillic(text);

    /// <inheritdoc/>
    public bool KeepsNamesWhole => true;

    /// <inheritdoc/>
    /// <remarks>"60-тан" is the number 60; the suffix of case after a hyphen is left out. "33-отырысы" is two words.</remarks>
    public List<(Span Span, TokenKind Kind)> Tokenize(string text, Span paragraph)
    {
        var tokens = Tokenizer.Tokenize(text, paragraph);
        for (var i = 0; i < tokens.Count; i++)
        {
            var span = tokens[i].Span;
            if (tokens[i].Kind != TokenKind.Word || !char.IsAsciiDigit(text[span.Start]) || text.AsSpan(span.Start, span.Length).IndexOf('-') is not (> 0 and var hyphen))
                continue;
            if (HyphenSuffixes.ContainsKey(text[(span.Start + hyphen + 1)..span.End]) && !text.AsSpan(span.Start, hyphen).ContainsAnyExcept("0123456789 ,.\u00A0\u202F".AsSpan()))
                tokens[i] = (new Span(span.Start, span.Start + hyphen), TokenKind.Number);
            // "33-отырысы": an ordinal and its noun; "33-ші" is one word.
            else if (span.Length - hyphen > 5 && !text.AsSpan(span.Start, hyphen).ContainsAnyExceptInRange('0', '9') && char.IsLower(text[span.Start + hyphen + 1]))
            {
                tokens[i] = (new Span(span.Start, span.Start + hyphen + 1), TokenKind.Word);
                tokens.Insert(i + 1, (new Span(span.Start + hyphen + 1, span.End), TokenKind.Word));
            }
        }

        return tokens;
    }

    /// <inheritdoc/>
    /// <remarks>A participle before a noun is its attribute and no predicate; "келетін болды" will come; a name of an action under "уағдаласты" is to come.</remarks>
    public void Disambiguate(Token[] tokens)
    {
        for (var i = 0; i + 1 < tokens.Length; i++)
        {
            var (token, next) = (tokens[i], tokens[i + 1]);
            if (token.Readings.Length == 0 || next.Sentence != token.Sentence)
                continue;
            // "өткен жыл" is the last one, "Астанада өткен кездесу" was held there.
            if (token.Fold == "өткен" && token.Readings is [{ Class: WordClass.Adjective }, { Class: WordClass.Participle } held, ..] && !(next.HasBase("жыл") || next.HasBase("ай") || next.HasBase("апта") || next.HasBase("күн") || next.HasBase("ғасыр") || next.HasBase("жолы")))
                tokens[i] = token.With([held with { IsShort = false }, .. token.Readings]);
            else if (token.Readings[0] is { Class: WordClass.Participle, Form: VerbForm.Past, IsShort: true } && next.IsWord && !token.Fold.EndsWith("ын", StringComparison.Ordinal) && !token.Fold.EndsWith("ін", StringComparison.Ordinal)
                && next.Fold is not ("еді" or "болатын" or "болған" or "екен" or "жоқ" or "соң" or "кейін" or "және" or "әрі"))
                tokens[i] = token.With([token.Readings[0] with { IsShort = false }, .. token.Readings[1..]]);
            else if (token.Readings[0] is { Class: WordClass.Participle, Form: VerbForm.NonPast } && next.Fold is "болды" or "болады")
                tokens[i + 1] = next.With(new WordReading("бол", WordClass.Verb, Form: VerbForm.NonPast, Person: 3, Aspects: Aspects.Perfective));
        }
    }

    /// <summary>True for a word that is common by itself or under its suffixes, and so no name by its capital alone.</summary>
    public static bool IsCommon(Token token) => token.Readings.Length > 0 && !token.Readings[0].IsGuessed;

    /// <summary>True for a plural; what a list of stems knows decides before a guess ("канцлері" is one chancellor).</summary>
    public static bool IsPlural(Token token)
    {
        var isKnown = token.Readings.Any(r => r is { IsGuessed: false, Class: WordClass.Noun });
        return token.Readings.Any(r => r.Numbers == Morphology.Numbers.Plural && (!isKnown || !r.IsGuessed));
    }

    /// <summary>True for a noun that belongs to the one before it: "мәселесі", "портының".</summary>
    public static bool IsPossessed(Token token)
    {
        if (token.Readings.Length == 0 || token.Readings[0].Class is not (WordClass.Noun or WordClass.Unknown) || token.Readings[0].Base == token.Fold && !token.Readings[0].IsGuessed || token.Fold.Length < 4)
            return false;
        if (token.Readings[0] is { IsGuessed: false, Cases: Cases.Accusative } && !token.Fold.EndsWith('н'))
            return false;
        // "шекарадағы" says where; "одағы" is whose union.
        // "штатындағы" is in whose state; "жөніндегі", "арасындағы" are no more than postpositions.
        if (token.Fold.Length > 7 && token.Fold is not ("жөніндегі" or "арасындағы" or "жанындағы" or "алдындағы" or "барысындағы" or "кезіндегі" or "маңындағы" or "аясындағы" or "негізіндегі" or "шеңберіндегі" or "төңірегіндегі") && token.Fold[^6..] is "ындағы" or "індегі")
            return true;
        if (token.Fold[^4..] is "дағы" or "дегі" or "тағы" or "тегі" && !(token.Readings[0] is { IsGuessed: false, Base: [.., 'қ' or 'к'] }))
            return false;
        var fold = token.Fold.AsSpan();
        foreach (var ending in PossessedCases)
        {
            if (fold.Length - ending.Length >= 3 && fold.EndsWith(ending, StringComparison.Ordinal))
            {
                fold = fold[..^ending.Length];
                break;
            }
        }

        return fold[^1] is 'ы' or 'і';
    }

    private static readonly string[] PossessedCases = ["ндағы", "ндегі", "ның", "нің", "нан", "нен", "мен", "нда", "нде", "на", "не", "н"];

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
        var verb = Verb(fold);
        if (_stems.TryGetValue(fold, out var common))
        {
            var whole = new WordReading(fold, common, common is WordClass.Noun or WordClass.Adjective ? Cases.Nominative : Cases.None);
            // "ынтымақтастық" is the noun and hardly ever "we cooperated".
            return verb is { } other && fold[^1] is not ('қ' or 'к') ? [whole, other] : [whole];
        }

        var readings = new List<WordReading>(6);
        var guesses = new List<WordReading>(6);
        // "коммерциялық", "үкіметаралық": what a thing is of; "серіктестік" is a noun.
        if (fold.Length > 6 && fold[^4..] is "ылық" or "алық" or "елік" or "ілік" or "нлық" or "рлық" or "рлік" or "илық" or "ялық" or "иялық" or "едік" && !fold.EndsWith("шылық", StringComparison.Ordinal) && !fold.EndsWith("шілік", StringComparison.Ordinal))
            readings.Add(new WordReading(fold, WordClass.Adjective, Cases.Any));
        foreach (var (stem, cases, plural) in Stems(fold))
        {
            var isCommon = _stems.TryGetValue(stem, out var of) && of is WordClass.Noun or WordClass.Adjective;
            var reading = new WordReading(stem, WordClass.Noun, cases, plural ? Morphology.Numbers.Plural : Morphology.Numbers.None, IsGuessed: !isCommon);
            var list = isCommon ? readings : guesses;
            if (!list.Contains(reading))
                list.Add(reading);
        }

        if (verb is { } predicate)
            readings.Add(predicate);
        else if (readings.Count == 0 && KazakhVerb.Finite(fold) is { } finite)
            readings.Add(finite);
        readings.Add(new WordReading(fold, WordClass.Noun, Cases.Nominative, IsGuessed: true));
        readings.AddRange(guesses);
        return [.. readings];
    }

    // The form of the longest verb that the word may be of; content of speech ("өскенін") counts as its predicate.
    private WordReading? Verb(string fold)
    {
        for (var n = fold.Length; n >= 2; n--)
        {
            foreach (var stem in Stems(fold, n))
            {
                if (!_verbs.Contains(stem) || KazakhVerb.Match(fold, stem) is not { } form)
                    continue;
                return form.Form switch
                {
                    KazakhForm.Past => new WordReading(stem, WordClass.Verb, Form: VerbForm.Past, Person: 3, Aspects: Aspects.Perfective),
                    KazakhForm.Perfect => new WordReading(stem, WordClass.Participle, Form: VerbForm.Past, IsShort: form.Tail.Length == 0 || form.IsContent),
                    KazakhForm.Present => new WordReading(stem, WordClass.Verb, Form: VerbForm.NonPast, Person: 3, Aspects: Aspects.Both),
                    KazakhForm.Intent => new WordReading(stem, WordClass.Verb, Form: VerbForm.NonPast, Person: 3, Aspects: Aspects.Perfective),
                    KazakhForm.Prospective when form.IsContent => new WordReading(stem, WordClass.Verb, Form: VerbForm.NonPast, Person: 3, Aspects: Aspects.Perfective),
                    KazakhForm.Prospective => new WordReading(stem, WordClass.Participle, Form: VerbForm.NonPast, Aspects: Aspects.Perfective),
                    KazakhForm.VerbalNoun when form.Tail is "ға" or "ге" => new WordReading(stem, WordClass.Verb, Form: VerbForm.Infinitive),
                    KazakhForm.Converb or KazakhForm.Conditional => new WordReading(stem, WordClass.Converb),
                    _ => null,
                };
            }
        }

        return null;
    }

    // The beginning of a word and the stem that it may be the softened form of.
    private static IEnumerable<string> Stems(string fold, int length)
    {
        var stem = fold[..length];
        yield return stem;
        var last = stem[^1];
        if (last is 'ғ' or 'г' or 'б' or 'ю')
            yield return stem[..^1] + last switch { 'ғ' => 'қ', 'г' => 'к', 'б' => 'п', _ => 'й' };
        if (last == 'у' && length > 2)
        {
            yield return stem[..^1] + 'п';
            yield return stem[..^1] + 'ы';
            yield return stem[..^1] + 'і';
        }
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
            if (possessive is "ы" or "і" or "ым" or "ім" or "ымыз" or "іміз" or "ыңыз" or "іңіз" && Hardened(stem) is { } hard)
                yield return (hard, cases, false);
            // "орны" → "орын", "халқы" → "халық": the vowel that the possessive drives out.
            if (stem.EndsWith("рн", StringComparison.Ordinal) || stem.EndsWith("лқ", StringComparison.Ordinal))
                yield return (stem[..^1] + "ы" + stem[^1], cases, false);
            // "королі" → "король": the sign of softness gives way.
            if (stem[^1] == 'л' && possessive is "і" or "ім" or "іміз")
                yield return (stem + "ь", cases, false);
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
                return back || stem.Length - i > 2;
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
            // "министрлігінде" → "министрлігі"
            if (afterPossessive && (suffix.Length > 1 || fold.EndsWith("ғын", StringComparison.Ordinal) || fold.EndsWith("гін", StringComparison.Ordinal) || fold.EndsWith("сын", StringComparison.Ordinal) || fold.EndsWith("сін", StringComparison.Ordinal)) && fold.Length - suffix.Length > 4 && fold.EndsWith(suffix, StringComparison.Ordinal) && fold[^(suffix.Length + 1)] is 'ы' or 'і')
                return word[..^suffix.Length];
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
        'д' => "аәоөұүыіеэяюирйулмнңзжь".Contains(last, StringComparison.Ordinal),
        'т' or 'қ' or 'к' or 'п' => "кқптсшщчцфхһбвгд".Contains(last, StringComparison.Ordinal),
        'ғ' or 'г' => !"кқптсшщчцфхһбвгд".Contains(last, StringComparison.Ordinal),
        'м' => !"кқптсшщчцфхһбвгдзж".Contains(last, StringComparison.Ordinal),
        'б' => last is 'з' or 'ж',
        _ => true,
    };

    /// <summary>The case that a form most likely stands in: that of a common stem, else what its suffix says; the nominative without one.</summary>
    public static Cases CaseOf(Token token)
    {
        if (token.Readings.Length == 0)
            return Cases.Any;
        foreach (var reading in token.Readings)
        {
            if (!reading.IsGuessed && (token.Readings.Length == 1 || (reading.Class is WordClass.Noun or WordClass.Adjective && reading.Cases != Cases.None)))
                return reading.Cases;
        }

        foreach (var (suffix, cases, afterPossessive) in CaseSuffixes)
        {
            if (token.Fold.Length - suffix.Length >= 3 && token.Fold.EndsWith(suffix, StringComparison.Ordinal) && Harmonises(token.Fold.AsSpan()[..^suffix.Length], suffix)
                && (afterPossessive ? "ыі".Contains(token.Fold[^(suffix.Length + 1)], StringComparison.Ordinal) : Joins(token.Fold[^(suffix.Length + 1)], suffix[0])))
                return cases;
        }

        return Cases.Nominative;
    }
}
