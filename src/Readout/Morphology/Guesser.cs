namespace Readout.Morphology;

/// <summary>Guesses base form and grammar of Russian words that no lexicon knows, by their endings.</summary>
internal static class Guesser
{
    private const Cases Nom = Cases.Nominative, Gen = Cases.Genitive, Dat = Cases.Dative, Acc = Cases.Accusative, Ins = Cases.Instrumental, Loc = Cases.Locative;

    public static WordReading[] Guess(string word, string fold)
    {
        if (fold.Length == 0)
            return [new WordReading(fold, WordClass.Unknown, Cases.Any, Numbers.Any, IsGuessed: true)];
        if (!IsCyrillic(fold[^1]) || fold.Length < 3)
            return [Indeclinable(fold)];
        var capitals = 0;
        while (capitals < word.Length && char.IsUpper(word[capitals]))
            capitals++;
        if (capitals == word.Length)
            return Shouted(fold);
        if (capitals >= 2)
        {
            // "МИДом", "ООНовский": the capitals are the abbreviation, the rest its ending.
            return [new WordReading(fold[..capitals], WordClass.Noun, EndingOfAbbreviation(fold[capitals..]), Numbers.Any, Genders.Masculine, IsGuessed: true)];
        }

        var readings = new List<WordReading>(8);
        if (capitals == 0)
        {
            Adjectives(fold, readings);
            Verbs(fold, readings);
        }
        else if (fold.Contains("ск", StringComparison.Ordinal) || fold.Contains("цк", StringComparison.Ordinal))
        {
            Adjectives(fold, readings);
        }

        Nouns(fold, readings);
        return [.. readings.Distinct()];
    }

    // A word all in capitals is an abbreviation, or a name in a title or dateline: АСТАНА, ООН.
    private static WordReading[] Shouted(string fold) => fold.Length <= 4
        ? [Indeclinable(fold)]
        : [Indeclinable(fold), .. WithNouns(fold)];

    private static List<WordReading> WithNouns(string fold)
    {
        var readings = new List<WordReading>(4);
        Nouns(fold, readings);
        return readings;
    }

    private static WordReading Indeclinable(string fold) =>
        new(fold, WordClass.Noun, Cases.Any, Numbers.Any, Genders.Any, IsGuessed: true);

    private static Cases EndingOfAbbreviation(string ending) => ending switch
    {
        "а" => Gen,
        "у" => Dat,
        "ом" or "ем" => Ins,
        "е" => Loc,
        _ => Cases.Any,
    };

    private static bool IsCyrillic(char c) => c is >= 'а' and <= 'я';

    private static void Nouns(string f, List<WordReading> readings)
    {
        var last = f[^1];
        var stem = f[..^1];
        var before = f[^2];
        void Masculine(string lemma, Cases cases, Numbers numbers = Numbers.Singular) => readings.Add(new WordReading(lemma, WordClass.Noun, cases, numbers, Genders.Masculine, IsGuessed: true));
        void Feminine(string lemma, Cases cases, Numbers numbers = Numbers.Singular) => readings.Add(new WordReading(lemma, WordClass.Noun, cases, numbers, Genders.Feminine, IsGuessed: true));
        void Any(string lemma) => readings.Add(new WordReading(lemma, WordClass.Noun, Cases.Any, Numbers.Any, Genders.Any, IsGuessed: true));
        var surname = IsSurname(stem);
        switch (last)
        {
            case 'а':
                if (IsConsonant(before))
                    Masculine(stem, Gen | Acc);
                Feminine(f, Nom);
                if (f.EndsWith("ена", StringComparison.Ordinal))
                    Any(f);
                break;
            case 'я':
                if (before == 'и')
                {
                    Feminine(f, Nom);
                    Masculine(stem + "й", Gen | Acc);
                }
                else
                {
                    Masculine(stem + (IsVowel(before) ? "й" : "ь"), Gen | Acc);
                    Feminine(f, Nom);
                }

                break;
            case 'у':
                if (IsConsonant(before))
                {
                    Masculine(stem, Dat);
                    Feminine(stem + "а", Acc);
                }

                Any(f);
                break;
            case 'ю':
                if (f.EndsWith("ию", StringComparison.Ordinal))
                    Feminine(stem + "я", Acc);
                Masculine(stem + (IsVowel(before) ? "й" : "ь"), Dat);
                Feminine(stem + "я", Acc);
                if (before == 'ь')
                    Feminine(stem, Ins);
                break;
            case 'е':
                if (IsConsonant(before))
                {
                    Masculine(stem, Loc);
                    Feminine(stem + "а", Dat | Loc);
                }
                else
                {
                    Masculine(stem + "й", Loc);
                    Feminine(stem + "я", Dat | Loc);
                }

                Any(f);
                break;
            case 'и':
                if (before == 'и')
                    Feminine(stem + "я", Gen | Dat | Loc);
                else if (IsConsonant(before))
                {
                    Feminine(stem + (before is 'к' or 'г' or 'х' or 'ж' or 'ш' or 'ч' or 'щ' ? "а" : "я"), Gen);
                    Masculine(stem, Nom | Acc, Numbers.Plural);
                    if (before is not ('к' or 'г' or 'х'))
                        Feminine(stem + "ь", Gen | Dat | Loc);
                }
                else
                {
                    Feminine(stem + "я", Gen);
                }

                Any(f);
                break;
            case 'ы':
                Feminine(stem + "а", Gen);
                Masculine(stem, Nom, Numbers.Plural);
                Any(f);
                break;
            case 'м' when f.EndsWith("ом", StringComparison.Ordinal) && f.Length > 4:
                Masculine(f[..^2], Ins);
                Masculine(f, Nom | Acc);
                break;
            case 'м' when f.EndsWith("ем", StringComparison.Ordinal) && f.Length > 4:
                Masculine(IsVowel(f[^3]) ? f[..^2] + "й" : f[^3] is 'ж' or 'ш' or 'ч' or 'щ' or 'ц' ? f[..^2] : f[..^2] + "ь", Ins);
                Masculine(f, Nom | Acc);
                break;
            case 'м' when f.EndsWith("ым", StringComparison.Ordinal) && IsSurname(f[..^2]):
                Masculine(f[..^2], Ins);
                Masculine(f[..^2], Dat, Numbers.Plural);
                break;
            case 'м' when f.EndsWith("ам", StringComparison.Ordinal) && f.Length > 5:
                Masculine(f, Nom | Acc);
                Masculine(f[..^2], Dat, Numbers.Plural);
                break;
            case 'й' when f.EndsWith("ой", StringComparison.Ordinal) && f.Length > 4:
                if (IsSurname(f[..^2]))
                    Feminine(f[..^2] + "а", Gen | Dat | Ins | Loc);
                else
                    Feminine(f[..^2] + "а", Ins);
                Masculine(f, Nom | Acc);
                break;
            case 'й' when f.EndsWith("ией", StringComparison.Ordinal):
                Feminine(f[..^2] + "я", Ins);
                break;
            case 'й' when f.EndsWith("ей", StringComparison.Ordinal) && f.Length > 5:
                Masculine(f, Nom | Acc);
                Feminine(f[..^2] + (f[^3] is 'ж' or 'ш' or 'ч' or 'щ' or 'ц' ? "а" : "я"), Ins);
                break;
            case 'х' when f.EndsWith("ых", StringComparison.Ordinal) && IsSurname(f[..^2]):
                Masculine(f[..^2], Gen | Loc | Acc, Numbers.Plural);
                break;
            case 'х' when f.EndsWith("ах", StringComparison.Ordinal) && f.Length > 5:
                Masculine(f, Nom | Acc);
                Masculine(f[..^2], Loc, Numbers.Plural);
                break;
            case 'о' or 'э':
                Any(f);
                break;
            case 'ь':
                Masculine(f, Nom | Acc);
                Feminine(f, Nom | Acc);
                break;
            default:
                // A surname in -ов is more often a name in the nominative than a genitive plural.
                Masculine(f, surname ? Nom : Nom | Acc);
                if (f.EndsWith("ов", StringComparison.Ordinal) && f.Length > 5)
                    Masculine(f[..^2], Gen | Acc, Numbers.Plural);
                break;
        }
    }

    private static bool IsSurname(string stem) => stem.Length > 3 && (stem.EndsWith("ов", StringComparison.Ordinal) || stem.EndsWith("ев", StringComparison.Ordinal) || stem.EndsWith("ин", StringComparison.Ordinal) || stem.EndsWith("ын", StringComparison.Ordinal));

    private static bool IsVowel(char c) => "аеиоуыэюя".Contains(c);

    private static bool IsConsonant(char c) => "бвгджзклмнпрстфхцчшщ".Contains(c);

    private static readonly (string Ending, Cases Cases, Numbers Numbers, Genders Genders)[] AdjectiveEndings =
    [
        ("ого", Gen | Acc, Numbers.Singular, Genders.Masculine | Genders.Neuter), ("его", Gen | Acc, Numbers.Singular, Genders.Masculine | Genders.Neuter),
        ("ому", Dat, Numbers.Singular, Genders.Masculine | Genders.Neuter), ("ему", Dat, Numbers.Singular, Genders.Masculine | Genders.Neuter),
        ("ыми", Ins, Numbers.Plural, Genders.None), ("ими", Ins, Numbers.Plural, Genders.None),
        ("ым", Ins, Numbers.Singular, Genders.Masculine | Genders.Neuter), ("им", Ins, Numbers.Singular, Genders.Masculine | Genders.Neuter),
        ("ых", Gen | Loc | Acc, Numbers.Plural, Genders.None), ("их", Gen | Loc | Acc, Numbers.Plural, Genders.None),
        ("ом", Loc, Numbers.Singular, Genders.Masculine | Genders.Neuter), ("ую", Acc, Numbers.Singular, Genders.Feminine),
        ("ая", Nom, Numbers.Singular, Genders.Feminine), ("ое", Nom | Acc, Numbers.Singular, Genders.Neuter),
        ("ые", Nom | Acc, Numbers.Plural, Genders.None), ("ие", Nom | Acc, Numbers.Plural, Genders.None),
        ("ый", Nom | Acc, Numbers.Singular, Genders.Masculine), ("ий", Nom | Acc, Numbers.Singular, Genders.Masculine),
        ("ой", Gen | Dat | Ins | Loc, Numbers.Singular, Genders.Feminine),
    ];

    private static void Adjectives(string f, List<WordReading> readings)
    {
        foreach (var (ending, cases, numbers, genders) in AdjectiveEndings)
        {
            if (f.Length < ending.Length + 3 || !f.EndsWith(ending, StringComparison.Ordinal) || !IsConsonant(f[^(ending.Length + 1)]))
                continue;
            var stem = f[..^ending.Length];
            // Only stems that look like adjectives: "-н-", "-ск-", "-ов-", "-ст-".
            if (!(stem.EndsWith('н') || stem.EndsWith("ск", StringComparison.Ordinal) || stem.EndsWith("цк", StringComparison.Ordinal) || stem.EndsWith("ов", StringComparison.Ordinal) || stem.EndsWith("ев", StringComparison.Ordinal) || stem.EndsWith("ст", StringComparison.Ordinal)))
                continue;
            readings.Add(new WordReading(stem + (stem[^1] is 'к' or 'г' or 'х' or 'щ' or 'ш' or 'ж' or 'ч' ? "ий" : "ый"), WordClass.Adjective, cases, numbers, genders, IsGuessed: true));
            if (ending is "ым" or "им")
                readings.Add(new WordReading(stem + (stem[^1] is 'к' or 'г' or 'х' ? "ий" : "ый"), WordClass.Adjective, Dat, Numbers.Plural, Genders.None, IsGuessed: true));
            return;
        }
    }

    private static void Verbs(string f, List<WordReading> readings)
    {
        if (f.EndsWith("ировать", StringComparison.Ordinal) || f.EndsWith("овать", StringComparison.Ordinal) || f.EndsWith("ить", StringComparison.Ordinal))
            readings.Add(new WordReading(f, WordClass.Verb, Form: VerbForm.Infinitive, Aspects: Aspects.Both, IsGuessed: true));
        foreach (var (ending, numbers, genders) in ((string, Numbers, Genders)[])[("ировал", Numbers.Singular, Genders.Masculine), ("ировала", Numbers.Singular, Genders.Feminine), ("ировали", Numbers.Plural, Genders.None), ("ировало", Numbers.Singular, Genders.Neuter)])
        {
            if (f.EndsWith(ending, StringComparison.Ordinal))
                readings.Add(new WordReading(f[..^ending.Length] + "ировать", WordClass.Verb, Numbers: numbers, Genders: genders, Form: VerbForm.Past, Aspects: Aspects.Both, IsGuessed: true));
        }

        foreach (var (ending, numbers) in ((string, Numbers)[])[("ирует", Numbers.Singular), ("ируют", Numbers.Plural)])
        {
            if (f.EndsWith(ending, StringComparison.Ordinal))
                readings.Add(new WordReading(f[..^ending.Length] + "ировать", WordClass.Verb, Numbers: numbers, Form: VerbForm.NonPast, Person: 3, Aspects: Aspects.Both, IsGuessed: true));
        }
    }
}
