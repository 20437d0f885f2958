using Readout.Morphology;

namespace Readout.Lexicon;

/// <summary>What Hunspell's dictionary leaves unsaid: the grammar of each form, told from its ending and the shape of its entry.</summary>
internal static class Grammar
{
    private const Cases Nom = Cases.Nominative, Gen = Cases.Genitive, Dat = Cases.Dative, Acc = Cases.Accusative, Ins = Cases.Instrumental, Loc = Cases.Locative;

    private static readonly HashSet<string> MasculineInA =
    [
        "глава", "коллега", "мужчина", "судья", "воевода", "дядя", "папа", "старшина", "староста", "юноша", "слуга", "вождя", "патриарха", "заместителя", "предтеча", "торага", "спикера", "аятолла", "мулла", "паша", "магараджа", "владыка",
    ];

    public static IEnumerable<WordReading> Adjective(string entry, string form)
    {
        var lemma = Fold(entry);
        var f = Fold(form);
        var reflexive = lemma.EndsWith("ся", StringComparison.Ordinal);
        var e = reflexive && f.EndsWith("ся", StringComparison.Ordinal) ? f[..^2] : f;
        WordReading R(Cases cases, Numbers numbers, Genders genders, bool isShort = false) =>
            new(lemma, WordClass.Adjective, cases, numbers, genders, IsShort: isShort);
        var m = Genders.Masculine;
        var n = Genders.Neuter;
        var w = Genders.Feminine;
        bool Ends(string a, string? b = null) => e.EndsWith(a, StringComparison.Ordinal) || (b is not null && e.EndsWith(b, StringComparison.Ordinal));
        if (Ends("ого", "его"))
            yield return R(Gen | Acc, Numbers.Singular, m | n);
        else if (Ends("ому", "ему"))
            yield return R(Dat, Numbers.Singular, m | n);
        else if (Ends("ыми", "ими"))
            yield return R(Ins, Numbers.Plural, Genders.None);
        else if (Ends("ым", "им"))
        {
            yield return R(Ins, Numbers.Singular, m | n);
            yield return R(Dat, Numbers.Plural, Genders.None);
        }
        else if (Ends("ых", "их"))
            yield return R(Gen | Loc | Acc, Numbers.Plural, Genders.None);
        else if (Ends("ом", "ем"))
            yield return R(Loc, Numbers.Singular, m | n);
        else if (Ends("ую", "юю"))
            yield return R(Acc, Numbers.Singular, w);
        else if (Ends("ая", "яя"))
            yield return R(Nom, Numbers.Singular, w);
        else if (Ends("ые", "ие"))
            yield return R(Nom | Acc, Numbers.Plural, Genders.None);
        else if (Ends("ое", "ее"))
            yield return R(Nom | Acc, Numbers.Singular, n);
        else if (Ends("ой", "ою") || Ends("ей", "ею"))
        {
            if (f == lemma)
                yield return R(Nom | Acc, Numbers.Singular, m);
            yield return R(Gen | Dat | Ins | Loc, Numbers.Singular, w);
        }
        else if (Ends("ый", "ий"))
            yield return R(Nom | Acc, Numbers.Singular, m);
        else if (Ends("ы", "и"))
            yield return R(Cases.None, Numbers.Plural, Genders.None, true);
        else if (Ends("о", "е"))
            yield return R(Cases.None, Numbers.Singular, n, true);
        else if (Ends("а", "я"))
            yield return R(Cases.None, Numbers.Singular, w, true);
        else
            yield return R(Cases.None, Numbers.Singular, m, true);
    }

    public static IEnumerable<WordReading> Noun(string entry, string flags, string form)
    {
        var lemma = Fold(entry);
        var f = Fold(form);
        var plural = IsPluralOnly(lemma, flags);
        var gender = plural ? Genders.None : GenderOf(lemma, flags);
        WordReading R(Cases cases, Numbers numbers) => new(lemma, WordClass.Noun, cases, numbers, numbers == Numbers.Singular ? gender : gender);
        bool Ends(string a) => f.EndsWith(a, StringComparison.Ordinal);
        if (f == lemma)
        {
            yield return plural ? R(Nom | Acc, Numbers.Plural)
                : R(gender == Genders.Feminine && Ends("ь") || gender != Genders.Feminine && !Ends("а") && !Ends("я") ? Nom | Acc : Nom, Numbers.Singular);
            yield break;
        }

        if (Ends("ами") || Ends("ями") || Ends("ьми"))
            yield return R(Ins, Numbers.Plural);
        else if (Ends("ам") || Ends("ям"))
            yield return R(Dat, Numbers.Plural);
        else if (Ends("ах") || Ends("ях"))
            yield return R(Loc, Numbers.Plural);
        else if (plural)
        {
            if (Ends("ы") || Ends("и") || Ends("а") || Ends("я") || Ends("е"))
                yield return R(Nom | Acc, Numbers.Plural);
            else
                yield return R(Gen | Acc, Numbers.Plural);
        }
        else if (lemma.EndsWith("мя", StringComparison.Ordinal) && gender == Genders.Neuter)
        {
            if (Ends("ени"))
                yield return R(Gen | Dat | Loc, Numbers.Singular);
            else if (Ends("енем"))
                yield return R(Ins, Numbers.Singular);
            else if (Ends("ена"))
                yield return R(Nom | Acc, Numbers.Plural);
            else
                yield return R(Gen, Numbers.Plural);
        }
        else if (lemma[^1] is 'а' or 'я')
        {
            // "идею" is the accusative of "идея", "землею" the instrumental of "земля".
            if (Ends("ой") || ((Ends("ою") || Ends("ею")) && f.Length > lemma.Length) || (Ends("ей") && lemma[^1] is 'а' or 'я' && f.Length >= lemma.Length))
            {
                yield return R(Ins, Numbers.Singular);
                if (Ends("ей") && lemma.EndsWith("ья", StringComparison.Ordinal))
                    yield return R(Gen | Acc, Numbers.Plural);
            }
            else if (Ends("у") || Ends("ю"))
                yield return R(Acc, Numbers.Singular);
            else if (Ends("е"))
                yield return R(Dat | Loc, Numbers.Singular);
            else if (Ends("ы") || Ends("и"))
            {
                yield return R(lemma.EndsWith("ия", StringComparison.Ordinal) ? Gen | Dat | Loc : Gen, Numbers.Singular);
                yield return R(Nom | Acc, Numbers.Plural);
            }
            else
                yield return R(Gen | Acc, Numbers.Plural);
        }
        else if (gender == Genders.Feminine)
        {
            if (Ends("ью") || Ends("ию"))
                yield return R(Ins, Numbers.Singular);
            else if (Ends("ей"))
                yield return R(Gen | Acc, Numbers.Plural);
            else if (Ends("и"))
            {
                yield return R(Gen | Dat | Loc, Numbers.Singular);
                yield return R(Nom | Acc, Numbers.Plural);
            }
            else
                yield return R(Gen, Numbers.Plural);
        }
        else if (lemma[^1] is 'о' or 'е')
        {
            if (Ends("ом") || Ends("ем"))
                yield return R(Ins, Numbers.Singular);
            else if (Ends("у") || Ends("ю"))
                yield return R(Dat, Numbers.Singular);
            else if (Ends("а") || Ends("я"))
            {
                yield return R(Gen, Numbers.Singular);
                yield return R(Nom | Acc, Numbers.Plural);
            }
            else if (Ends("е") || Ends("ии"))
                yield return R(Loc, Numbers.Singular);
            else if (Ends("и"))
                yield return R(Nom | Acc, Numbers.Plural);
            else
                yield return R(Gen, Numbers.Plural);
        }
        else if (Ends("ов") || Ends("ев") || (Ends("ей") && f.Length >= lemma.Length))
            yield return R(Gen | Acc, Numbers.Plural);
        else if (Ends("ом") || Ends("ем"))
            yield return R(Ins, Numbers.Singular);
        else if (Ends("у") || Ends("ю"))
            yield return R(Dat, Numbers.Singular);
        else if (Ends("ата") || Ends("ята"))
            yield return R(Nom | Acc, Numbers.Plural);
        else if (Ends("а") || Ends("я"))
            yield return R(Gen | Acc, Numbers.Singular);
        else if (Ends("не") && lemma.EndsWith("нин", StringComparison.Ordinal) && f.Length < lemma.Length)
            yield return R(Nom, Numbers.Plural);
        else if (Ends("е"))
            yield return R(Loc, Numbers.Singular);
        else if (Ends("ии") && lemma.EndsWith("ий", StringComparison.Ordinal))
        {
            yield return R(Loc, Numbers.Singular);
            yield return R(Nom | Acc, Numbers.Plural);
        }
        else if (Ends("ы") || Ends("и"))
            yield return R(Nom | Acc, Numbers.Plural);
        else
            yield return R(Gen | Acc, Numbers.Plural);
    }

    private static bool IsPluralOnly(string lemma, string flags) =>
        flags.Contains('O', StringComparison.Ordinal) && lemma[^1] is 'ы' or 'и' && !lemma.EndsWith("ий", StringComparison.Ordinal)
        || (flags.Length == 0 && lemma is "ворота" or "дрова")
        || lemma is "люди" or "деньги" or "переговоры" or "выборы" or "консультации";

    private static Genders GenderOf(string lemma, string flags) => lemma[^1] switch
    {
        _ when MasculineInA.Contains(lemma) => Genders.Masculine,
        _ when lemma.EndsWith("мя", StringComparison.Ordinal) && lemma is "время" or "имя" or "знамя" or "племя" or "бремя" or "семя" or "пламя" or "темя" => Genders.Neuter,
        'а' or 'я' => Genders.Feminine,
        'о' or 'е' or 'ё' => Genders.Neuter,
        'ь' when flags.Contains('F', StringComparison.Ordinal) || flags.Contains('I', StringComparison.Ordinal) || (flags.Contains('N', StringComparison.Ordinal) && !flags.Contains('J', StringComparison.Ordinal) && !flags.Contains('K', StringComparison.Ordinal)) => Genders.Feminine,
        _ => Genders.Masculine,
    };

    // Families of verbs whose past or future the dictionary lists as words of their own, or not at all.
    private static readonly (string Ending, string Past, string[] Present)[] Families =
    [
        ("нуть", "", ["ну", "нешь", "нет", "нем", "нете", "нут"]),
        ("расти", "рос", ["расту", "растешь", "растет", "растем", "растете", "растут"]),
        ("нести", "нес", ["несу", "несешь", "несет", "несем", "несете", "несут"]),
        ("везти", "вез", ["везу", "везешь", "везет", "везем", "везете", "везут"]),
        ("вести", "ве", ["веду", "ведешь", "ведет", "ведем", "ведете", "ведут"]),
        ("йти", "ш", ["йду", "йдешь", "йдет", "йдем", "йдете", "йдут"]),
        ("спасти", "спас", ["спасу", "спасешь", "спасет", "спасем", "спасете", "спасут"]),
        ("мереть", "мер", ["мру", "мрешь", "мрет", "мрем", "мрете", "мрут"]),
        ("переть", "пер", ["пру", "прешь", "прет", "прем", "прете", "прут"]),
        ("мочь", "мог", ["могу", "можешь", "может", "можем", "можете", "могут"]),
        ("беречь", "берег", ["берегу", "бережешь", "бережет", "бережем", "бережете", "берегут"]),
        ("влечь", "влек", ["влеку", "влечешь", "влечет", "влечем", "влечете", "влекут"]),
        ("течь", "тек", ["теку", "течешь", "течет", "течем", "течете", "текут"]),
    ];

    /// <summary>Past and future of verbs for which the flags make none.</summary>
    public static IEnumerable<(string, WordReading)> MissingForms(string lemma, Aspects aspects, List<WordReading> known)
    {
        var reflexive = lemma.EndsWith("ся", StringComparison.Ordinal) || lemma.EndsWith("сь", StringComparison.Ordinal);
        var plain = reflexive ? lemma[..^2] : lemma;
        foreach (var (ending, past, present) in Families)
        {
            if (!plain.EndsWith(ending, StringComparison.Ordinal))
                continue;
            var stem = plain[..^ending.Length];
            if (!known.Any(r => r.Form == VerbForm.Past && r.Class == WordClass.Verb) && ending is not ("вести" or "йти"))
            {
                yield return (stem + past + (reflexive ? "ся" : ""), new WordReading(lemma, WordClass.Verb, Numbers: Numbers.Singular, Genders: Genders.Masculine, Form: VerbForm.Past, Aspects: aspects));
                yield return (stem + past + "ла" + (reflexive ? "сь" : ""), new WordReading(lemma, WordClass.Verb, Numbers: Numbers.Singular, Genders: Genders.Feminine, Form: VerbForm.Past, Aspects: aspects));
                yield return (stem + past + "ло" + (reflexive ? "сь" : ""), new WordReading(lemma, WordClass.Verb, Numbers: Numbers.Singular, Genders: Genders.Neuter, Form: VerbForm.Past, Aspects: aspects));
                yield return (stem + past + "ли" + (reflexive ? "сь" : ""), new WordReading(lemma, WordClass.Verb, Numbers: Numbers.Plural, Form: VerbForm.Past, Aspects: aspects));
            }

            if (!known.Any(r => r.Form == VerbForm.NonPast && r.Class == WordClass.Verb))
            {
                for (var p = 0; p < present.Length; p++)
                {
                    var form = stem + present[p] + (reflexive ? (p is 0 or 4 ? "сь" : "ся") : "");
                    yield return (form, new WordReading(lemma, WordClass.Verb, Numbers: p < 3 ? Numbers.Singular : Numbers.Plural, Form: VerbForm.NonPast, Person: (byte)((p % 3) + 1), Aspects: aspects));
                }
            }

            yield break;
        }
    }

    private static readonly (string Ending, Cases Cases, Numbers Numbers)[] MasculineEndings =
    [
        ("ами", Ins, Numbers.Plural), ("ями", Ins, Numbers.Plural), ("ам", Dat, Numbers.Plural), ("ям", Dat, Numbers.Plural), ("ах", Loc, Numbers.Plural), ("ях", Loc, Numbers.Plural),
        ("ов", Gen | Acc, Numbers.Plural), ("ев", Gen | Acc, Numbers.Plural), ("ей", Gen | Acc, Numbers.Plural), ("ом", Ins, Numbers.Singular), ("ем", Ins, Numbers.Singular),
        ("а", Gen | Acc, Numbers.Singular), ("я", Gen | Acc, Numbers.Singular), ("у", Dat, Numbers.Singular), ("ю", Dat, Numbers.Singular), ("е", Loc, Numbers.Singular),
        ("ы", Nom | Acc, Numbers.Plural), ("и", Nom | Acc, Numbers.Plural),
    ];

    /// <summary>"Польшей", "Камбоджей", which the dictionary lists beside "Польша": that noun; null for other forms.</summary>
    public static string? InstrumentalOf(string form, HashSet<string> nouns) =>
        form.Length > 4 && form.EndsWith("ей", StringComparison.Ordinal) && form[^3] is 'ж' or 'ш' or 'ч' or 'щ' or 'ц' && nouns.Contains(form[..^2] + "а") ? form[..^2] + "а" : null;

    /// <summary>"Египет" beside "Египта": a nominative whose vowel goes away in the other cases.</summary>
    public static bool HasFleetingVowel(string form, HashSet<string> nouns) =>
        form.Length > 3 && form[^2] is 'е' or 'о' && "бвгджзклмнпрстфхцчшщ".Contains(form[^1]) && nouns.Contains(form[..^2] + form[^1] + "а") && nouns.Contains(form[..^2] + form[^1] + "у");

    /// <summary>Readings of a form as an oblique case of a noun that is an entry: with a fleeting vowel ("огня" of "огонь") or in the plural ("Нидерландов").</summary>
    /// <param name="form">Folded.</param>
    /// <param name="nouns">All entries.</param>
    /// <param name="declined">Those of them that decline by a flag.</param>
    public static IEnumerable<WordReading> FormsOfKnown(string form, HashSet<string> nouns, HashSet<string> declined)
    {
        if (InstrumentalOf(form, nouns) is { } feminine)
        {
            yield return new WordReading(feminine, WordClass.Noun, Ins, Numbers.Singular, Genders.Feminine);
            yield break;
        }

        foreach (var (ending, cases, numbers) in MasculineEndings)
        {
            if (form.Length < ending.Length + 3 || !form.EndsWith(ending, StringComparison.Ordinal))
                continue;
            var stem = form[..^ending.Length];
            if (!"бвгджзклмнпрстфхцчшщ".Contains(stem[^1]))
                continue;
            foreach (var lemma in (string[])[stem, stem + "ь", stem + "й"])
            {
                if (nouns.Contains(lemma) && lemma != form)
                    yield return new WordReading(lemma, WordClass.Noun, cases, numbers, Genders.Masculine);
            }

            if ("бвгджзклмнпрстфхцчшщ".Contains(stem[^2]))
            {
                foreach (var lemma in (string[])[stem[..^1] + "о" + stem[^1], stem[..^1] + "е" + stem[^1], stem[..^1] + "о" + stem[^1] + "ь", stem[..^1] + "е" + stem[^1] + "ь"])
                {
                    if (nouns.Contains(lemma) && lemma != form)
                        yield return new WordReading(lemma, WordClass.Noun, cases, numbers, Genders.Masculine);
                }
            }

            if (numbers == Numbers.Plural && ending is not ("ы" or "и"))
            {
                foreach (var lemma in (string[])[stem + "ы", stem + "и"])
                {
                    if (nouns.Contains(lemma))
                        yield return new WordReading(lemma, WordClass.Noun, cases, Numbers.Plural);
                }
            }
        }

        // "миль", "семей", "гривен": the genitive plural of feminine and neuter nouns.
        foreach (var lemma in GenitivePluralOf(form))
        {
            if (declined.Contains(lemma))
                yield return new WordReading(lemma, WordClass.Noun, Gen | Acc, Numbers.Plural, lemma[^1] is 'о' or 'е' ? Genders.Neuter : Genders.Feminine);
        }

        // "Афин", "Карпат": the genitive of a plural name without an ending.
        if ("бвгджзклмнпрстфхцчшщ".Contains(form[^1]) && nouns.Contains(form + "ы"))
            yield return new WordReading(form + "ы", WordClass.Noun, Gen | Acc, Numbers.Plural);
    }

    private static IEnumerable<string> GenitivePluralOf(string form)
    {
        if (form.Length < 4)
            yield break;
        if (form.EndsWith("ей", StringComparison.Ordinal))
            yield return form[..^2] + "ья";
        if (form[^1] == 'ь')
            yield return form[..^1] + "я";
        if (!"бвгджзклмнпрстфхцчшщ".Contains(form[^1]))
            yield break;
        yield return form + "о";
        yield return form + "а";
        if (form[^2] is 'е' or 'о')
        {
            yield return form[..^2] + form[^1] + "а";
            yield return form[..^2] + form[^1] + "о";
        }
    }

    public static WordReading? Verb(string entry, string flags, string form, char flag, Aspects aspects)
    {
        var lemma = Fold(entry);
        var f = Fold(form);
        if (flag == '\0')
            return new WordReading(lemma, WordClass.Verb, Form: VerbForm.Infinitive, Aspects: aspects);
        var e = f.EndsWith("ся", StringComparison.Ordinal) || f.EndsWith("сь", StringComparison.Ordinal) ? f[..^2] : f;
        bool Ends(string a) => e.EndsWith(a, StringComparison.Ordinal);
        switch (flag)
        {
            case 'L' or 'N' when Ends("ла"):
                return Past(Numbers.Singular, Genders.Feminine);
            case 'L' or 'N' when Ends("ло"):
                return Past(Numbers.Singular, Genders.Neuter);
            case 'L' or 'N' when Ends("ли"):
                return Past(Numbers.Plural, Genders.None);
            case 'L':
                return Past(Numbers.Singular, Genders.Masculine);
            case 'R' or 'P' or 'Q':
                return new WordReading(lemma, WordClass.Converb, Form: flag == 'R' ? VerbForm.Past : VerbForm.NonPast, Aspects: aspects);
            case 'T' or 'B':
                return new WordReading(lemma, WordClass.Verb, Numbers: Ends("те") ? Numbers.Plural : Numbers.Singular, Form: VerbForm.Imperative, Person: 2, Aspects: aspects);
        }

        if (Ends("ете") || Ends("ите"))
            return NonPast(2, Numbers.Plural);
        if (Ends("ешь") || Ends("ишь") || Ends("шь"))
            return NonPast(2, Numbers.Singular);
        if (Ends("ут") || Ends("ют") || Ends("ат") || Ends("ят"))
            return NonPast(3, Numbers.Plural);
        if (Ends("ет") || Ends("ит") || Ends("ст") || Ends("т"))
            return NonPast(3, Numbers.Singular);
        if (Ends("ем") || Ends("им"))
            return NonPast(1, Numbers.Plural);
        if (Ends("у") || Ends("ю"))
            return NonPast(1, Numbers.Singular);
        return Ends("в") || Ends("вши") ? new WordReading(lemma, WordClass.Converb, Form: VerbForm.Past, Aspects: aspects)
            : Ends("я") || Ends("а") ? new WordReading(lemma, WordClass.Converb, Form: VerbForm.NonPast, Aspects: aspects) : null;

        WordReading Past(Numbers numbers, Genders genders) => new(lemma, WordClass.Verb, Numbers: numbers, Genders: genders, Form: VerbForm.Past, Aspects: aspects);
        WordReading NonPast(byte person, Numbers numbers) => new(lemma, WordClass.Verb, Numbers: numbers, Form: VerbForm.NonPast, Person: person, Aspects: aspects);
    }

    public static string Fold(string word) => word.ToLowerInvariant().Replace('ё', 'е');
}
