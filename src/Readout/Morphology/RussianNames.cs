using System.Collections.Frozen;
using System.Text;
using Readout.Actors;
using Readout.Reference;
using Readout.Tables;
using Readout.Text;

namespace Readout.Morphology;

/// <summary>Russian names: base forms of persons' names and noun phrases, English spelling.</summary>
/// <remarks>Given names from Languages/ru/given-names.tsv and from the persons of the reference. Immutable, thread-safe.</remarks>
internal sealed class RussianNames : INameForms
{
    private readonly FrozenDictionary<string, Genders> _given;
    private readonly RussianMorphology _morphology;

    public RussianNames(RussianMorphology morphology, ReferenceDictionary reference, LanguageTables tables)
    {
        _morphology = morphology;
        var given = new Dictionary<string, Genders>(StringComparer.Ordinal);
        foreach (var row in tables.Load("given-names", "name", "gender").Rows)
            given.TryAdd(TextNormalizer.Fold(row["name"]), row["gender"] == "f" ? Genders.Feminine : Genders.Masculine);
        foreach (var person in reference.Persons.Values.OrderBy(p => p.Id, StringComparer.Ordinal))
        {
            // First of several names; Chinese, Korean and Vietnamese names begin with the family's.
            if (person.Names.TryGetValue("ru", out var name) && name.Split(' ') is { Length: > 1 } parts && person.LocalShort == parts[^1] && parts[0].Length > 3)
                given.TryAdd(TextNormalizer.Fold(parts[0]), parts[0][^1] is 'а' or 'я' ? Genders.Feminine : Genders.Masculine);
        }

        _given = given.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public bool IsGivenName(string word)
    {
        var fold = TextNormalizer.Fold(word);
        if (_given.ContainsKey(fold))
            return true;
        foreach (var (form, gender, _) in Declined(fold))
        {
            if (_given.TryGetValue(form, out var known) && (known & gender) != 0)
                return true;
        }

        return false;
    }

    private static readonly Cases[] Order = [Cases.Nominative, Cases.Genitive, Cases.Dative, Cases.Instrumental, Cases.Accusative, Cases.Locative];

    /// <inheritdoc/>
    public PersonName Person(IReadOnlyList<string> words, Cases cases)
    {
        if (cases == Cases.None)
            cases = Cases.Any;
        (string[] Forms, double Score, Genders Gender, Cases Case) best = ([], double.MinValue, Genders.None, Cases.None);
        foreach (var gender in (ReadOnlySpan<Genders>)[Genders.Masculine, Genders.Feminine])
        {
            foreach (var @case in Order)
            {
                var score = (cases & @case) != 0 ? (@case == Cases.Nominative ? 0.15 : 0.0) : -2.5;
                var forms = new string[words.Count];
                for (var i = 0; i < words.Count; i++)
                {
                    var (form, plausible) = Nominative(words[i], @case, gender, i == words.Count - 1, words.Count);
                    forms[i] = form;
                    score += plausible;
                }

                if (score > best.Score)
                    best = (forms, score, gender, @case);
            }
        }

        return new PersonName(string.Join(' ', best.Forms), best.Gender, best.Case);
    }

    private static readonly HashSet<string> Particles = ["фон", "дер", "ван", "де", "да", "ди", "дос", "дель", "аль", "бен", "бин", "ибн", "оглы", "оглу", "кызы", "уулу", "угли", "эль", "ла", "ле"];

    // The nominative of one word of a name that stands in a case, and how well the word fits that case and gender.
    private (string Form, double Plausible) Nominative(string word, Cases @case, Genders gender, bool isLast, int count)
    {
        var fold = TextNormalizer.Fold(word);
        if (word.EndsWith('.') || Particles.Contains(fold) || fold.Length < 2)
            return (word, 0);
        // "Мохаммада-Багера": both parts may decline; "Касым-Жомарта": only the last.
        if (word.IndexOf('-', StringComparison.Ordinal) is > 2 and var hyphen && hyphen < word.Length - 2 && @case != Cases.Nominative)
        {
            var (lead, leads) = Nominative(word[..hyphen], @case, gender, false, count);
            var (tail, tails) = Nominative(word[(hyphen + 1)..], @case, gender, isLast, count);
            if (leads >= 1 && lead.Length != hyphen && !_given.ContainsKey(TextNormalizer.Fold(word[..hyphen])))
                return (lead + "-" + tail, Math.Min(leads, tails));
        }

        var best = (Form: word, Score: double.MinValue);
        foreach (var (lemma, g, cases) in Declined(fold))
        {
            if ((cases & @case) == 0 || (g & gender) == 0)
                continue;
            var score = 1.0;
            if (_given.TryGetValue(lemma, out var known))
                score = (known & gender) != 0 ? 3 : -1;
            else if (lemma == fold && @case != Cases.Nominative)
                score = 0.4;
            else if (lemma == fold && LooksOblique(fold))
                score = 0.6;
            else if (gender == Genders.Feminine && lemma == fold && lemma[^1] is not ('а' or 'я' or 'ь'))
                score = 0.4;
            else if (gender == Genders.Masculine && lemma[^1] is 'а' or 'я' && count > 1)
                score = 0.3;
            if (score > best.Score)
                best = (Restore(word, fold, lemma), score);
        }

        return best.Score == double.MinValue ? (word, -1.5) : (best.Form, best.Score);
    }

    private static bool LooksOblique(string fold) => fold.EndsWith("ом", StringComparison.Ordinal) || fold.EndsWith("ем", StringComparison.Ordinal)
        || fold.EndsWith("ым", StringComparison.Ordinal) || fold.EndsWith("ой", StringComparison.Ordinal) || fold.EndsWith("ому", StringComparison.Ordinal) || fold[^1] is 'у' or 'ю';

    // Letters' case and ё of what the forms share come from the text.
    private static string Restore(string word, string fold, string lemma)
    {
        var shared = 0;
        while (shared < fold.Length && shared < lemma.Length && fold[shared] == lemma[shared])
            shared++;
        var tail = lemma[shared..];
        var upper = word.Length > 1 && word.All(c => !char.IsLower(c));
        return string.Concat(word.AsSpan(0, shared), upper ? tail.ToUpperInvariant() : tail);
    }

    // Every (nominative, gender, cases) that a form of a name may come from.
    private static IEnumerable<(string Lemma, Genders Gender, Cases Cases)> Declined(string f)
    {
        const Cases nom = Cases.Nominative, gen = Cases.Genitive, dat = Cases.Dative, acc = Cases.Accusative, ins = Cases.Instrumental, loc = Cases.Locative;
        const Genders m = Genders.Masculine, w = Genders.Feminine;
        var last = f[^1];
        var stem = f[..^1];
        var before = f.Length > 1 ? f[^2] : ' ';
        bool Ends(string ending) => f.Length > ending.Length + 1 && f.EndsWith(ending, StringComparison.Ordinal);
        var consonant = "бвгджзклмнпрстфхцчшщ".Contains(last);
        yield return (f, m | w, nom);
        // Women's surnames in consonants and all names in -о, -и, -у, -э do not decline.
        if (consonant || last is 'ь')
            yield return (f, w, Cases.Any & ~nom);
        // "Пак Кён Сика", "Си Цзиньпином": of an East Asian name only the last part declines.
        if (consonant && f.Length <= 4)
            yield return (f, m, Cases.Any & ~nom);
        if (last is 'о' or 'и' or 'у' or 'ю' or 'э' or 'е' or 'ы')
            yield return (f, m | w, Cases.Any & ~nom);
        if (last == 'а' && before is not ('и' or 'ь'))
            yield return (stem, m, gen | acc);
        if (last == 'я')
            yield return (stem + ("аеиоуыэюя".Contains(before) ? "й" : "ь"), m, gen | acc);
        if (last == 'у')
        {
            yield return (stem, m, dat);
            yield return (stem + "а", m | w, acc);
        }

        if (last == 'ю')
        {
            yield return (stem + ("аеиоуыэюя".Contains(before) ? "й" : "ь"), m, dat);
            yield return (stem + "я", m | w, acc);
            if (before == 'ь')
                yield return (stem, w, ins);
        }

        if (Ends("ом"))
            yield return (f[..^2], m, ins);
        if (Ends("ем"))
        {
            yield return ("аеиоуыэюя".Contains(f[^3]) ? f[..^2] + "й" : f[^3] is 'ж' or 'ш' or 'ч' or 'щ' or 'ц' ? f[..^2] : f[..^2] + "ь", m, ins);
        }

        if (Ends("ым") && (f[..^2].EndsWith("ов", StringComparison.Ordinal) || f[..^2].EndsWith("ев", StringComparison.Ordinal) || f[..^2].EndsWith("ин", StringComparison.Ordinal) || f[..^2].EndsWith("ын", StringComparison.Ordinal)))
            yield return (f[..^2], m, ins);
        if (last == 'е')
        {
            yield return (stem, m, loc);
            yield return (stem + "а", m | w, dat | loc);
            yield return (stem + "я", m | w, dat | loc);
            if ("аеиоуыэюя".Contains(before))
                yield return (stem + "й", m, loc);
        }

        if (last is 'ы' or 'и' && !Ends("швили"))
        {
            yield return (stem + (last == 'ы' || before is 'к' or 'г' or 'х' or 'ж' or 'ш' or 'ч' or 'щ' ? "а" : "я"), m | w, gen);
            if (last == 'и' && before == 'и')
                yield return (stem + "я", w, gen | dat | loc);
            if (last == 'и')
                yield return (stem + "ь", w, gen | dat | loc);
        }

        if (Ends("ой"))
        {
            yield return (f[..^2] + "а", m | w, ins);
            if (Ends("вой") || Ends("иной") || Ends("ыной"))
                yield return (f[..^2] + "а", w, gen | dat | loc);
            if (Ends("ской") || Ends("цкой"))
                yield return (f[..^2] + "ая", w, gen | dat | ins | loc);
        }

        if (Ends("ей"))
            yield return (f[..^2] + (f[^3] is 'ж' or 'ш' or 'ч' or 'щ' or 'ц' ? "а" : "я"), m | w, ins);
        if (Ends("ского") || Ends("цкого"))
            yield return (f[..^3] + "ий", m, gen | acc);
        if (Ends("скому") || Ends("цкому"))
            yield return (f[..^3] + "ий", m, dat);
        if (Ends("ским") || Ends("цким"))
            yield return (f[..^2] + "ий", m, ins);
        if (Ends("ском") || Ends("цком"))
            yield return (f[..^2] + "ий", m, loc);
        if (Ends("скую") || Ends("цкую"))
            yield return (f[..^2] + "ая", w, acc);
        if (Ends("ого") && !Ends("ского") && !Ends("цкого"))
            yield return (f[..^3] + "ый", m, gen | acc);
    }

    /// <inheritdoc/>
    public string Phrase(IReadOnlyList<string> words)
    {
        var readings = words.Select(_morphology.Analyze).ToArray();
        // The head is the first noun; what stands before it agrees with it, what comes after stays.
        var head = Array.FindIndex(readings, r => r[0].Class == WordClass.Noun);
        if (head < 0)
            head = Array.FindLastIndex(readings, r => r.Any(reading => reading.Class == WordClass.Noun));
        if (head < 0)
            return string.Join(' ', words);
        var result = words.ToArray();
        var plural = IsPlural(readings, head);
        var noun = readings[head].FirstOrDefault(r => r.Class == WordClass.Noun);
        if (noun.Cases != Cases.Any && !plural && !words[head].Skip(1).Any(char.IsUpper))
            result[head] = Restore(words[head], TextNormalizer.Fold(words[head]), noun.Base);
        else if (plural && NominativePlural(words[head], noun.Base) is { } form)
            result[head] = form;
        for (var i = 0; i < head; i++)
        {
            var adjective = readings[i].FirstOrDefault(r => r.Class is WordClass.Adjective or WordClass.Participle && !r.IsShort);
            if (adjective.Base is null || adjective.Class == WordClass.Participle)
                continue;
            // "вторая и третья мастерские": each of the adjectives is singular, the noun is not.
            var isOneOfMany = plural && readings[i].All(r => r.Class != WordClass.Adjective || r.Numbers == Numbers.Singular);
            result[i] = Restore(words[i], TextNormalizer.Fold(words[i]), AdjectiveForm(adjective.Base, plural && !isOneOfMany ? Genders.None : noun.Genders));
        }

        return string.Join(' ', result);
    }

    private static bool IsPlural(WordReading[][] readings, int head)
    {
        var nouns = readings[head].Where(r => r.Class == WordClass.Noun).ToArray();
        if (nouns.Length > 0 && nouns.All(r => r.Numbers == Numbers.Plural))
            return true;
        if (head == 0)
            return false;
        var before = readings[head - 1].Where(r => r.Class is WordClass.Adjective or WordClass.Participle && !r.IsShort).ToArray();
        return before.Length > 0 && before.All(r => r.Numbers == Numbers.Plural);
    }

    // Only what is sure: a plural already in a form that serves as nominative stays, others get the regular ending.
    private string? NominativePlural(string word, string lemma)
    {
        foreach (var ending in (ReadOnlySpan<string>)["ы", "и", "а", "я", "ые", "ие"])
        {
            foreach (var stem in (ReadOnlySpan<string>)[lemma, lemma[..^1], lemma[..Math.Max(1, lemma.Length - 2)]])
            {
                var form = stem + ending;
                foreach (var reading in _morphology.Analyze(form))
                {
                    if (!reading.IsGuessed && reading.Class == WordClass.Noun && reading.Base == lemma && reading.Numbers == Numbers.Plural && (reading.Cases & Cases.Nominative) != 0)
                        return Restore(word, TextNormalizer.Fold(word), form);
                }
            }
        }

        return null;
    }

    private static string AdjectiveForm(string lemma, Genders gender)
    {
        var stem = lemma[..^2];
        var soft = lemma.EndsWith("ий", StringComparison.Ordinal) && stem[^1] is not ('к' or 'г' or 'х');
        var sibilant = stem[^1] is 'ж' or 'ш' or 'ч' or 'щ';
        if (gender.HasFlag(Genders.Masculine))
            return lemma;
        if (lemma == "третий")
            return stem + (gender == Genders.Feminine ? "ья" : gender == Genders.Neuter ? "ье" : "ьи");
        if (gender == Genders.Feminine)
            return stem + (soft && !sibilant ? "яя" : "ая");
        if (gender == Genders.Neuter)
            return stem + (soft ? "ее" : "ое");
        return stem + (lemma.EndsWith("ий", StringComparison.Ordinal) ? "ие" : "ые");
    }

    /// <summary>BGN/PCGN simplified as media use it: й and -ий as y, е after a vowel or at the start as ye, ё as yo, х kh, ц ts, щ shch, ь and ъ dropped.</summary>
    public string ToEnglish(string name)
    {
        var english = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            var lower = char.ToLowerInvariant(c);
            var start = i == 0 || !char.IsLetter(name[i - 1]);
            var previous = i > 0 ? char.ToLowerInvariant(name[i - 1]) : ' ';
            if (lower == 'и' && i + 1 < name.Length && char.ToLowerInvariant(name[i + 1]) == 'й' && (i + 2 == name.Length || !char.IsLetter(name[i + 2])))
                continue;
            var letters = lower switch
            {
                'а' => "a",
                'б' => "b",
                'в' => "v",
                'г' => "g",
                'д' => "d",
                'ж' => "zh",
                'з' => "z",
                'и' => "i",
                'й' => "y",
                'к' => "k",
                'л' => "l",
                'м' => "m",
                'н' => "n",
                'о' => "o",
                'п' => "p",
                'р' => "r",
                'с' => "s",
                'т' => "t",
                'у' => "u",
                'ф' => "f",
                'х' => "kh",
                'ц' => "ts",
                'ч' => "ch",
                'ш' => "sh",
                'щ' => "shch",
                'ъ' or 'ь' => "",
                'ы' => "y",
                'э' => "e",
                'ю' => "yu",
                'я' => "ya",
                'ё' => "yo",
                'е' => start || "аеёиоуыэюяьъ".Contains(previous) ? "ye" : "e",
                'ә' => "a",
                'ғ' => "g",
                'қ' => "q",
                'ң' => "n",
                'ө' => "o",
                'ұ' or 'ү' => "u",
                'һ' => "h",
                'і' => "i",
                '«' or '»' or '„' or '“' or '”' => "\"",
                _ => c.ToString(),
            };
            if (letters.Length > 0 && char.IsUpper(c) && char.IsLetter(letters[0]))
                letters = char.ToUpperInvariant(letters[0]) + letters[1..];
            english.Append(letters);
        }

        return english.ToString();
    }
}
