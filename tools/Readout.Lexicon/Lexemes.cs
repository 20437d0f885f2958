using Readout.Morphology;

namespace Readout.Lexicon;

/// <summary>A word with all its forms and their grammar.</summary>
internal sealed record Lexeme(string Base, List<(string Form, WordReading Reading)> Forms);

/// <summary>Turns dictionary entries into words: participles go to their verbs, the rest by flag and ending.</summary>
internal static class Lexemes
{
    private static readonly string[] Biaspectual = ["использовать", "реализовать", "организовать", "исследовать", "гарантировать", "ратифицировать", "инвестировать", "модернизировать", "стабилизировать", "координировать", "анонсировать", "телеграфировать", "наследовать", "образовать", "велеть", "казнить", "женить"];

    // Without a prefix these last, though no participle in the dictionary shows it.
    private static readonly string[] Simple = ["вести", "вестись", "нести", "нестись", "везти", "расти", "идти", "ползти", "мочь", "беречь", "влечь", "течь", "стеречь", "ждать", "брать", "звать", "писать", "жить", "ехать", "ставить", "строиться", "длиться", "касаться", "стремиться", "надеяться", "бояться"];

    public static List<Lexeme> Of(Hunspell hunspell)
    {
        var adjectives = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (word, flags) in hunspell.Entries)
        {
            if (IsAdjective(word, flags))
                adjectives[Grammar.Fold(word)] = word + "/" + flags;
        }

        var nouns = hunspell.Entries.Where(e => !IsVerb(e.Word, e.Flags) && !IsAdjective(e.Word, e.Flags)).Select(e => Grammar.Fold(e.Word)).ToHashSet(StringComparer.Ordinal);
        var declined = hunspell.Entries.Where(e => e.Flags.Length > 0).Select(e => Grammar.Fold(e.Word)).ToHashSet(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var lexemes = new List<Lexeme>();
        foreach (var (word, flags) in hunspell.Entries)
        {
            if (IsVerb(word, flags))
                lexemes.Add(Verb(hunspell, word, flags, adjectives, taken));
        }

        foreach (var (word, flags) in hunspell.Entries)
        {
            if (IsVerb(word, flags))
                continue;
            var forms = new List<(string, WordReading)>();
            if (IsAdjective(word, flags))
            {
                if (taken.Contains(Grammar.Fold(word)) && !IsAlsoAdjective(word))
                    continue;
                foreach (var form in hunspell.Forms(word, flags))
                {
                    if (form.Flag is '\0' or 'A' or 'S' or 'X')
                        forms.AddRange(Grammar.Adjective(word, form.Form).Select(r => (Grammar.Fold(form.Form), r)));
                    else if (form.Flag is 'Z' or 'E')
                        forms.Add((Grammar.Fold(form.Form), new WordReading(form.Flag == 'Z' ? Grammar.Fold(form.Form) : Grammar.Fold(word), WordClass.Adverb)));
                }
            }
            else if (flags.Length > 0 && Grammar.InstrumentalOf(Grammar.Fold(word), nouns) is null)
            {
                foreach (var form in hunspell.Forms(word, flags))
                    forms.AddRange(Grammar.Noun(word, flags, form.Form).Select(r => (Grammar.Fold(form.Form), r)));
            }
            else
            {
                forms.AddRange(Unflagged(word, adjectives, nouns, declined).Select(r => (Grammar.Fold(word), r)));
            }

            // Adverbs made from adjectives have a base of their own.
            if (char.IsUpper(word[0]))
                forms = [.. forms.Select(f => (f.Item1, f.Item2 with { IsProper = true }))];
            foreach (var group in forms.Distinct().GroupBy(f => f.Item2.Base))
                lexemes.Add(new Lexeme(group.Key, [.. group]));
        }

        return lexemes;
    }

    private static bool IsVerb(string word, string flags) =>
        flags.Length > 0 && flags.IndexOfAny(['L', 'M', 'U', 'V', 'W', 'Y', 'R', 'P', 'Q', 'B', 'T']) >= 0
        && (word.EndsWith("ть", StringComparison.Ordinal) || word.EndsWith("ться", StringComparison.Ordinal) || word.EndsWith("ти", StringComparison.Ordinal) || word.EndsWith("тись", StringComparison.Ordinal) || word.EndsWith("чь", StringComparison.Ordinal) || word.EndsWith("чься", StringComparison.Ordinal));

    private static bool IsAdjective(string word, string flags) =>
        flags.Contains('A', StringComparison.Ordinal) && (word.EndsWith("ый", StringComparison.Ordinal) || word.EndsWith("ий", StringComparison.Ordinal) || word.EndsWith("ой", StringComparison.Ordinal) || word.EndsWith("ийся", StringComparison.Ordinal));

    // Adjectives by now, whatever verb they come from.
    private static bool IsAlsoAdjective(string word) => word is "следующий" or "будущий" or "действующий" or "текущий" or "бывший" or "настоящий" or "предстоящий" or "соответствующий" or "определенный" or "определённый" or "прошедший" or "ведущий" or "выдающийся" or "открытый" or "закрытый" or "уважаемый" or "необходимый" or "ограниченный" or "расширенный" or "сложный" or "данный" or "предыдущий" or "объединенный" or "объединённый";

    private static Lexeme Verb(Hunspell hunspell, string word, string flags, Dictionary<string, string> adjectives, HashSet<string> taken)
    {
        var raw = hunspell.Forms(word, flags).ToList();
        var lemma = Grammar.Fold(word);
        var aspects = AspectsOf(lemma, flags, raw, adjectives);
        var forms = new List<(string, WordReading)>();
        foreach (var form in raw)
        {
            if (Grammar.Verb(word, flags, form.Form, form.Flag, aspects) is { } reading)
                forms.Add((Grammar.Fold(form.Form), reading));
        }

        forms.AddRange(Grammar.MissingForms(lemma, aspects, forms.Select(f => f.Item2).ToList()));
        foreach (var (participle, tense, passive) in Participles(lemma, raw))
        {
            if (!adjectives.TryGetValue(participle, out var entry))
                continue;
            taken.Add(participle);
            var slash = entry.IndexOf('/', StringComparison.Ordinal);
            foreach (var form in hunspell.Forms(entry[..slash], entry[(slash + 1)..]))
            {
                if (form.Flag is not ('\0' or 'A' or 'S' or 'X'))
                    continue;
                forms.AddRange(Grammar.Adjective(participle, form.Form).Select(r => (Grammar.Fold(form.Form), r with
                {
                    Base = lemma,
                    Class = WordClass.Participle,
                    Form = tense,
                    IsPassive = passive,
                    Aspects = aspects,
                })));
            }
        }

        return new Lexeme(lemma, [.. forms.Distinct()]);
    }

    private static Aspects AspectsOf(string lemma, string flags, List<HunspellForm> raw, Dictionary<string, string> adjectives)
    {
        if (Biaspectual.Contains(lemma))
            return Aspects.Both;
        if (Simple.Contains(lemma))
            return Aspects.Imperfective;
        if (flags.Contains('P', StringComparison.Ordinal) || flags.Contains('Q', StringComparison.Ordinal))
            return Aspects.Imperfective;
        // A present participle ("находящийся") is proof of the imperfective.
        return Participles(lemma, raw).Any(p => p.Tense == VerbForm.NonPast && !p.Passive && adjectives.ContainsKey(p.Participle)) ? Aspects.Imperfective : Aspects.Perfective;
    }

    private static IEnumerable<(string Participle, VerbForm Tense, bool Passive)> Participles(string lemma, List<HunspellForm> raw)
    {
        var reflexive = lemma.EndsWith("ся", StringComparison.Ordinal) || lemma.EndsWith("сь", StringComparison.Ordinal);
        var tail = reflexive ? "ся" : "";
        foreach (var form in raw)
        {
            var f = Grammar.Fold(form.Form);
            var e = reflexive && (f.EndsWith("ся", StringComparison.Ordinal) || f.EndsWith("сь", StringComparison.Ordinal)) ? f[..^2] : f;
            if (form.Flag is 'M' or 'U' or 'V' or 'W' or 'Y' && (e.EndsWith("ут", StringComparison.Ordinal) || e.EndsWith("ют", StringComparison.Ordinal) || e.EndsWith("ат", StringComparison.Ordinal) || e.EndsWith("ят", StringComparison.Ordinal)))
                yield return (e[..^1] + "щий" + tail, VerbForm.NonPast, false);
            if (form.Flag == 'L' && e.EndsWith('л'))
                yield return (e[..^1] + "вший" + tail, VerbForm.Past, false);
            else if (form.Flag == 'L' && !e.EndsWith("ла", StringComparison.Ordinal) && !e.EndsWith("ло", StringComparison.Ordinal) && !e.EndsWith("ли", StringComparison.Ordinal))
                yield return (e + "ший" + tail, VerbForm.Past, false);
            if (reflexive)
                continue;
            if (form.Flag is 'M' or 'U' or 'V' or 'W' or 'Y')
            {
                if (e.EndsWith("ем", StringComparison.Ordinal) || e.EndsWith("им", StringComparison.Ordinal))
                    yield return (e + "ый", VerbForm.NonPast, true);
                if (e.EndsWith('у') || e.EndsWith('ю'))
                    yield return (e[..^1] + "енный", VerbForm.Past, true);
                if (e.EndsWith("ет", StringComparison.Ordinal))
                    yield return (e[..^2] + "енный", VerbForm.Past, true);
                if (e.EndsWith("ит", StringComparison.Ordinal))
                    yield return (e[..^2] + "енный", VerbForm.Past, true);
            }
        }

        if (reflexive)
            yield break;
        if (lemma.EndsWith("йти", StringComparison.Ordinal))
        {
            yield return (lemma[..^3] + "шедший", VerbForm.Past, false);
            yield return (lemma[..^2] + "денный", VerbForm.Past, true);
        }

        if (lemma.EndsWith("ть", StringComparison.Ordinal))
        {
            yield return (lemma[..^2] + "нный", VerbForm.Past, true);
            yield return (lemma[..^2] + "тый", VerbForm.Past, true);
            if (lemma.EndsWith("еть", StringComparison.Ordinal))
                yield return (lemma[..^3] + "енный", VerbForm.Past, true);
            // -дить → -жденный: утвердить, подтвердить.
            if (lemma.EndsWith("дить", StringComparison.Ordinal))
                yield return (lemma[..^4] + "жденный", VerbForm.Past, true);
            if (lemma.EndsWith("тить", StringComparison.Ordinal))
                yield return (lemma[..^4] + "щенный", VerbForm.Past, true);
        }
    }

    // An entry without flags is an indeclinable word, an adverb, or a form of a noun that the flags cannot make ("огня", "Нидерландов").
    private static IEnumerable<WordReading> Unflagged(string word, Dictionary<string, string> adjectives, HashSet<string> nouns, HashSet<string> declined)
    {
        var lemma = Grammar.Fold(word);
        var forms = Grammar.FormsOfKnown(lemma, nouns, declined).ToList();
        foreach (var form in forms)
            yield return form;
        if (forms.Count > 0 && char.IsUpper(word[0]))
            yield break;
        if (char.IsUpper(word[0]) && Grammar.HasFleetingVowel(lemma, nouns))
        {
            yield return new WordReading(lemma, WordClass.Noun, Cases.Nominative | Cases.Accusative, Numbers.Singular, Genders.Masculine);
            yield break;
        }

        if (char.IsUpper(word[0]))
        {
            yield return new WordReading(lemma, WordClass.Noun, Cases.Any, Numbers.Any, Genders.Any);
            yield break;
        }

        if (lemma.EndsWith('о') && (adjectives.ContainsKey(lemma[..^1] + "ый") || adjectives.ContainsKey(lemma[..^1] + "ий") || adjectives.ContainsKey(lemma[..^1] + "ой")))
        {
            yield return new WordReading(lemma, WordClass.Adverb);
            yield break;
        }

        if (lemma.StartsWith("по-", StringComparison.Ordinal) || lemma.EndsWith("ски", StringComparison.Ordinal))
        {
            yield return new WordReading(lemma, WordClass.Adverb);
            yield break;
        }

        yield return new WordReading(lemma, WordClass.Adverb);
        if (lemma[^1] is 'о' or 'е' or 'и' or 'у' or 'ю' && lemma.Length > 3)
            yield return new WordReading(lemma, WordClass.Noun, Cases.Any, Numbers.Any, Genders.Neuter);
    }
}
