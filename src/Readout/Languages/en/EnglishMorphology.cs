using System.Collections.Frozen;
using Readout.Morphology;
using Readout.Tables;
using Readout.Text;

namespace Readout.Languages.En;

/// <summary>English: tables of closed classes and of verbs, a lexicon of word classes, and rules of inflection for the rest.</summary>
/// <remarks>
/// A word that no table knows is a noun, or what its ending says. Which reading of "visit" holds is told by the words around it
/// (<see cref="Disambiguate"/>). Functions that other languages mark by case come from word order, so nouns stand in any case but
/// the possessive, which is the genitive. Immutable, thread-safe.
/// </remarks>
internal sealed class EnglishMorphology : IMorphology
{
    // Nouns whose "to" begins an infinitive: "a goal to increase trade", but "access to trade routes".
    private static readonly FrozenSet<string> WantsVerb = new[]
    {
        "goal", "plan", "plans", "need", "opportunity", "opportunities", "decision", "effort", "efforts", "intention", "agreement", "proposal", "readiness", "willingness", "desire", "potential", "ability", "aim", "task", "target", "attempt", "chance", "pledge", "promise", "wish",
        "determination", "initiative", "step", "steps", "measures", "order", "invitation", "request", "offer", "interest", "permission", "mandate",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Verbs whose "to" begins an infinitive whatever follows it: "undertook to start direct flights".
    private static readonly FrozenSet<string> TakeInfinitive = new[]
    {
        "agree", "undertake", "decide", "plan", "pledge", "promise", "intend", "vow", "offer", "refuse", "decline", "threaten", "hope", "expect", "continue", "begin", "start", "want", "wish", "ready", "willing", "prepared", "resolve", "seek", "aim", "schedule", "fail", "manage", "urge", "invite", "ask", "order", "instruct", "propose", "try",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, WordReading[]> _words;

    // Every form of the verbs of the table.
    private readonly FrozenDictionary<string, WordReading[]> _verbs;

    // Verbs that are nouns at least as often: "visit", "plan".
    private readonly FrozenSet<string> _nounToo;
    private readonly FrozenDictionary<string, string> _plurals;

    // Words of lexicon.txt → letters of the classes they are used in, the most frequent first: n, v, a, r.
    private readonly FrozenDictionary<string, string> _lexicon;

    public EnglishMorphology(LanguageTables tables)
    {
        _lexicon = Lexicon();
        _words = tables.Load("words", "form", "base", "class", "verb_form").Rows
            .GroupBy(r => r["form"]).ToFrozenDictionary(
                g => g.Key,
                g => g.Select(r => new WordReading(r["base"], r.Code("class", WordClass.Unknown), r["class"] is "noun" or "adjective" or "pronoun" or "numeral" ? Cases.Any : Cases.None, Morphology.Numbers.Any, Form: r.Code("verb_form", VerbForm.None), Person: (byte)(r["class"] == "verb" ? 3 : 0), Aspects: Aspects.Imperfective)).ToArray(),
                StringComparer.Ordinal);
        var verbs = new Dictionary<string, List<WordReading>>(StringComparer.Ordinal);
        var nouns = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in tables.Load("verbs", "verb", "past", "participle", "noun").Rows)
        {
            foreach (var verb in row.Values("verb"))
            {
                AddVerb(verbs, verb, row["past"], row["participle"]);
                if (row["noun"] == "yes")
                    nouns.Add(verb);
            }
        }

        _verbs = verbs.ToFrozenDictionary(v => v.Key, v => v.Value.ToArray(), StringComparer.Ordinal);
        _nounToo = nouns.ToFrozenSet(StringComparer.Ordinal);
        _plurals = tables.Load("plurals", "plural", "singular").Rows.ToFrozenDictionary(r => r["plural"], r => r["singular"], StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, string> Lexicon()
    {
        var words = new Dictionary<string, string>(40_000, StringComparer.Ordinal);
        foreach (var line in TsvTable.EmbeddedText("Languages/en/lexicon.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var group = line.Split(' ');
            foreach (var word in group.AsSpan(1))
                words.Add(word, group[0]);
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>True when the word is a noun, verb, adjective or adverb in ordinary use: such words alone name no person.</summary>
    public bool IsOrdinary(string word)
    {
        var fold = TextNormalizer.Fold(word);
        return _lexicon.ContainsKey(fold) || _words.ContainsKey(fold) || _verbs.ContainsKey(fold) || (Singular(fold) is { } singular && _lexicon.ContainsKey(singular));
    }

    private static void AddVerb(Dictionary<string, List<WordReading>> verbs, string verb, string past, string participle)
    {
        var aspects = Aspects.Both;
        Put(verb, new WordReading(verb, WordClass.Verb, Form: VerbForm.Infinitive, Aspects: aspects));
        Put(ThirdPerson(verb), new WordReading(verb, WordClass.Verb, Numbers: Morphology.Numbers.Singular, Form: VerbForm.NonPast, Person: 3, Aspects: Aspects.Imperfective));
        var regular = Past(verb);
        foreach (var form in past.Length > 0 ? past.Split('|') : regular)
            Put(form, new WordReading(verb, WordClass.Verb, Numbers: Morphology.Numbers.Any, Form: VerbForm.Past, Aspects: aspects));
        foreach (var form in participle.Length > 0 ? participle.Split('|') : past.Length > 0 ? past.Split('|') : regular)
            Put(form, new WordReading(verb, WordClass.Participle, Cases.Any, Morphology.Numbers.Any, Form: VerbForm.Past, Aspects: aspects, IsPassive: true));
        foreach (var form in Gerund(verb))
            Put(form, new WordReading(verb, WordClass.Converb, Aspects: Aspects.Imperfective));

        void Put(string form, WordReading reading)
        {
            if (!verbs.TryGetValue(form, out var readings))
                verbs[form] = readings = [];
            readings.Add(reading);
        }
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';

    private static string ThirdPerson(string verb) =>
        verb.EndsWith('s') || verb.EndsWith('x') || verb.EndsWith('z') || verb.EndsWith("ch", StringComparison.Ordinal) || verb.EndsWith("sh", StringComparison.Ordinal) || verb.EndsWith('o') ? verb + "es"
        : verb.EndsWith('y') && verb.Length > 1 && !IsVowel(verb[^2]) ? verb[..^1] + "ies" : verb + "s";

    private static string[] Past(string verb) =>
        verb.EndsWith('e') ? [verb + "d"]
        : verb.EndsWith('y') && verb.Length > 1 && !IsVowel(verb[^2]) ? [verb[..^1] + "ied"]
        : Doubles(verb) ? [verb + verb[^1] + "ed", verb + "ed"] : [verb + "ed"];

    private static string[] Gerund(string verb) =>
        verb.EndsWith("ie", StringComparison.Ordinal) ? [verb[..^2] + "ying"]
        : verb.EndsWith('e') && !verb.EndsWith("ee", StringComparison.Ordinal) && verb != "be" ? [verb[..^1] + "ing"]
        : Doubles(verb) ? [verb + verb[^1] + "ing", verb + "ing"] : [verb + "ing"];

    // "stop" – "stopped", "travel" – "travelled" or "traveled".
    private static bool Doubles(string verb) =>
        verb.Length >= 3 && !IsVowel(verb[^1]) && verb[^1] is not ('w' or 'x' or 'y') && IsVowel(verb[^2]) && !IsVowel(verb[^3]);

    /// <inheritdoc/>
    public WordReading[] Analyze(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        var fold = TextNormalizer.Fold(word).Replace('’', '\'');
        if (_words.TryGetValue(fold, out var known))
            return known;
        if (fold.Length > 2 && fold.EndsWith("'s", StringComparison.Ordinal))
            return [new WordReading(Singular(fold[..^2]) ?? fold[..^2], WordClass.Noun, Cases.Genitive, Morphology.Numbers.Singular, IsGuessed: char.IsUpper(word[0]))];
        var readings = new List<WordReading>(4);
        var listed = _lexicon.GetValueOrDefault(fold, "");
        var verbal = _verbs.TryGetValue(fold, out var verbs) || ((!listed.StartsWith('a') || fold.EndsWith("ed", StringComparison.Ordinal)) && Inflected(fold, out verbs));
        if (verbal)
            readings.AddRange(verbs!);
        var singular = Singular(fold);
        var isNoun = !verbal || IsNounToo(verbs![0].Base) || fold.EndsWith("ing", StringComparison.Ordinal);
        if (!verbal && (listed is ['a', ..] ? WordClass.Adjective : listed is ['r', ..] ? WordClass.Adverb : listed.Length > 0 ? null : Ending(fold)) is { } byEnding)
            readings.Add(new WordReading(fold, byEnding, byEnding == WordClass.Adverb ? Cases.None : Cases.Any, Morphology.Numbers.Any, IsGuessed: listed.Length == 0 && char.IsUpper(word[0])));
        else if (isNoun)
            readings.Add(new WordReading(singular ?? fold, WordClass.Noun, Cases.Any, singular is null ? Morphology.Numbers.Singular : Morphology.Numbers.Plural, IsGuessed: !verbal && char.IsUpper(word[0])));
        return [.. readings];
    }

    private bool IsAdjectiveToo(string fold) => _lexicon.TryGetValue(fold, out var classes) && classes.Contains('a', StringComparison.Ordinal);

    private bool IsNounToo(string verb) => _nounToo.Contains(verb) || (!_verbs.ContainsKey(verb) && _lexicon.GetValueOrDefault(verb, "").Contains('n', StringComparison.Ordinal));

    // A form of a verb of the lexicon, told by its ending.
    private bool Inflected(string fold, out WordReading[]? readings)
    {
        readings = null;
        if (_lexicon.TryGetValue(fold, out var classes) && classes.Contains('v', StringComparison.Ordinal))
            readings = [new WordReading(fold, WordClass.Verb, Form: VerbForm.Infinitive, Aspects: Aspects.Both)];
        else if (fold.Length > 4 && fold.EndsWith("ed", StringComparison.Ordinal) && Stem(fold, 2) is { } past)
            readings = [new WordReading(past, WordClass.Verb, Numbers: Morphology.Numbers.Any, Form: VerbForm.Past, Aspects: Aspects.Both), new WordReading(past, WordClass.Participle, Cases.Any, Morphology.Numbers.Any, Form: VerbForm.Past, Aspects: Aspects.Both, IsPassive: true)];
        else if (fold.Length > 5 && fold.EndsWith("ing", StringComparison.Ordinal) && Stem(fold, 3) is { } gerund)
            readings = [new WordReading(gerund, WordClass.Converb, Aspects: Aspects.Imperfective)];
        else if (fold.Length > 3 && fold[^1] == 's' && Singular(fold) is { } stem && IsVerb(stem))
            readings = [new WordReading(stem, WordClass.Verb, Numbers: Morphology.Numbers.Singular, Form: VerbForm.NonPast, Person: 3, Aspects: Aspects.Imperfective)];
        return readings is not null;
    }

    private bool IsVerb(string stem) => _lexicon.TryGetValue(stem, out var classes) && classes.Contains('v', StringComparison.Ordinal);

    // "announced" → "announce", "carried" → "carry", "stopped" → "stop".
    private string? Stem(string fold, int ending)
    {
        var cut = fold[..^ending];
        if (ending == 2 && cut.EndsWith('i') && IsVerb(cut[..^1] + "y"))
            return cut[..^1] + "y";
        if (IsVerb(cut + "e"))
            return cut + "e";
        if (IsVerb(cut))
            return cut;
        return cut.Length > 3 && cut[^1] == cut[^2] && IsVerb(cut[..^1]) ? cut[..^1] : null;
    }

    // The singular of a plural; null when the word does not look like one.
    private string? Singular(string fold)
    {
        if (_plurals.TryGetValue(fold, out var singular))
            return singular;
        if (fold.Length < 4 || fold[^1] != 's' || fold.EndsWith("ss", StringComparison.Ordinal) || fold.EndsWith("us", StringComparison.Ordinal) || fold.EndsWith("is", StringComparison.Ordinal))
            return null;
        if (fold.EndsWith("ies", StringComparison.Ordinal) && fold.Length > 4)
            return fold[..^3] + "y";
        if (fold.EndsWith("sses", StringComparison.Ordinal) || fold.EndsWith("xes", StringComparison.Ordinal) || fold.EndsWith("ches", StringComparison.Ordinal) || fold.EndsWith("shes", StringComparison.Ordinal))
            return fold[..^2];
        return fold[..^1];
    }

    private static WordClass? Ending(string fold)
    {
        if (fold.Length < 5)
            return null;
        if (fold.EndsWith("ly", StringComparison.Ordinal))
            return WordClass.Adverb;
        foreach (var ending in (ReadOnlySpan<string>)["ious", "eous", "ical", "ional", "tive", "ful", "able", "ible", "less", "ary", "ral", "ial", "ous", "ive", "istic", "wide", "mental", "tical", "lateral"])
        {
            if (fold.EndsWith(ending, StringComparison.Ordinal))
                return WordClass.Adjective;
        }

        return null;
    }

    private static bool IsModal(string fold) => fold is "will" or "would" or "can" or "could" or "should" or "must" or "may" or "might" or "shall" or "cannot" or "won't" or "wouldn't" or "can't" or "couldn't" or "'ll" or "shan't" or "shouldn't";

    private static bool IsBe(string fold) => fold is "be" or "is" or "are" or "was" or "were" or "been" or "being" or "am" or "isn't" or "aren't" or "wasn't" or "weren't" or "get" or "got";

    private static bool IsHave(string fold) => fold is "has" or "have" or "had" or "having" or "hasn't" or "haven't" or "hadn't";

    private static bool IsDo(string fold) => fold is "do" or "does" or "did" or "don't" or "doesn't" or "didn't";

    /// <inheritdoc/>
    public void Disambiguate(Token[] tokens)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            // "will second two advisers"
            if (tokens[i].Fold == "second" && i > 0 && IsModal(tokens[i - 1].Fold))
                tokens[i] = tokens[i].With(new WordReading("second", WordClass.Verb, Form: VerbForm.NonPast, Person: 3, Numbers: Morphology.Numbers.Any, Aspects: Aspects.Perfective));
            if (tokens[i].Readings.Length == 0 || !tokens[i].Readings.Any(r => r.Class is WordClass.Verb or WordClass.Participle or WordClass.Converb))
                continue;
            if (_words.ContainsKey(tokens[i].Fold) && tokens[i].Fold != "second")
            {
                // "Theresa May": a modal with a capital after a capital is a name.
                if (IsModal(tokens[i].Fold) && tokens[i].IsCapitalized && i > 0 && tokens[i - 1].IsCapitalized && tokens[i - 1].Sentence == tokens[i].Sentence)
                    tokens[i] = tokens[i].With(new WordReading(tokens[i].Fold, WordClass.Noun, Cases.Any, Morphology.Numbers.Singular, IsGuessed: true));
                continue;
            }

            if (tokens[i].Fold != "second")
                tokens[i] = Choose(tokens, i);
        }
    }

    private Token Choose(Token[] tokens, int i)
    {
        var token = tokens[i];
        var before = Before(tokens, i);
        var after = i + 1 < tokens.Length && tokens[i + 1].Sentence == token.Sentence ? tokens[i + 1] : null;
        var verb = token.Readings.First(r => r.Class is WordClass.Verb or WordClass.Participle or WordClass.Converb);
        var noun = token.Readings.FirstOrDefault(r => r.Class == WordClass.Noun);
        WordReading AsNoun() => noun.Base is not null ? noun : new WordReading(Singular(token.Fold) ?? token.Fold, WordClass.Noun, Cases.Any, Morphology.Numbers.Any);
        var starts = before is null;
        // "direct flights", "open sea"
        if (token.Readings.Any(r => r.Form == VerbForm.Infinitive) && before is { IsWord: true } && after is { IsWord: true } && (after.Readings is [{ Class: WordClass.Noun }, ..] || before.Readings is [{ Class: WordClass.Verb }, ..] && after.Readings.Any(r => r.Class == WordClass.Noun)) && IsAdjectiveToo(token.Fold) && !IsModal(before.Fold) && !IsDo(before.Fold) && before.Fold is not ("to" or "and" or "or")
            && !(before.Readings is [{ Class: WordClass.Noun or WordClass.Pronoun }, ..]))
            return token.With(new WordReading(token.Fold, WordClass.Adjective, Cases.Any, Morphology.Numbers.Any), verb);
        // A capital inside a sentence is part of a name.
        if (token.IsCapitalized && !starts && !(before is { Kind: not TokenKind.Word }))
            return token.With(AsNoun(), verb);
        // "to lay down arms": the base form, and not the past of "lie".
        if (token.Readings.FirstOrDefault(r => r.Form == VerbForm.Infinitive) is { Base: not null } infinitive)
            return Base(tokens, i, before, after, infinitive, AsNoun());
        if (token.Readings.Any(r => r.Class == WordClass.Converb))
            return Ing(tokens, i, before, after, verb, AsNoun());
        if (token.Readings.Any(r => r is { Form: VerbForm.NonPast }))
            return Third(tokens, i, before, after, verb, AsNoun());
        return Ed(tokens, i, before, after, token.Readings);
    }

    // The word before, adverbs and "not" skipped; null at the start of the sentence.
    private static Token? Before(Token[] tokens, int i)
    {
        for (var t = i - 1; t >= 0 && tokens[t].Sentence == tokens[i].Sentence; t--)
        {
            if (tokens[t].IsWord && (tokens[t].Fold is "not" or "also" or "never" || (tokens[t].Readings.Length > 0 && tokens[t].Readings[0].Class == WordClass.Adverb)))
                continue;
            return tokens[t];
        }

        return null;
    }

    private static bool OpensNoun(Token? before) => before is { IsWord: true } && before.Readings.Length > 0
        && (before.Readings[0].Class is WordClass.Adjective or WordClass.Preposition or WordClass.Numeral && before.Fold is not "to" || before.Readings[0].Base is "the" or "a" or "my" or "your" or "his" or "her" or "its" or "our" or "their" or "this" or "that" or "any" or "some" or "no" or "each" or "all"
        || (before.Readings[0].Cases == Cases.Genitive) || before.Kind == TokenKind.Number);

    private static bool BeginsObject(Token? after) => after is not null && (after.IsCapitalized || after.Kind == TokenKind.Number || (after.IsWord && after.Readings.Length > 0
        && (after.Readings[0].Class is WordClass.Adjective or WordClass.Numeral or WordClass.Pronoun or WordClass.Adverb || after.Readings[0] is { Class: WordClass.Noun, Numbers: Morphology.Numbers.Plural } || after.Readings[0].Base is "the" or "a" or "its" or "his" or "her" or "their" or "our" or "this" or "these" or "all" or "any" or "that")));

    private Token Base(Token[] tokens, int i, Token? before, Token? after, WordReading verb, WordReading noun)
    {
        var token = tokens[i];
        // "followed suit": what stands right after a verb of the clause is its object.
        var isNounToo = IsNounToo(token.Fold) || before is { Readings: [{ Class: WordClass.Verb, Form: VerbForm.Past or VerbForm.NonPast }, ..] } && before.Index == i - 1 && _lexicon.GetValueOrDefault(token.Fold, "").Contains('n', StringComparison.Ordinal);
        var infinitive = new WordReading(verb.Base, WordClass.Verb, Form: VerbForm.Infinitive, Aspects: Aspects.Both);
        if (before is null)
            return isNounToo ? token.With(noun, infinitive) : token.With(infinitive);
        if (IsModal(before.Fold))
        {
            var isFuture = before.Fold is "will" or "shall" or "won't" or "'ll" or "shan't" or "would";
            return token.With(infinitive with { Form = VerbForm.NonPast, Person = 3, Numbers = Morphology.Numbers.Any, Aspects = isFuture ? Aspects.Perfective : Aspects.Both });
        }

        if (before.Fold == "to")
            return !isNounToo || BeginsObject(after) || after is { IsWord: true } && after.Readings.Any(r => r is { Class: WordClass.Noun, Numbers: Morphology.Numbers.Plural }) && before.Index > 0 && tokens[before.Index - 1].Fold is "and" or "or" || before.Index > 0 && tokens[before.Index - 1].Readings.Any(r => TakeInfinitive.Contains(r.Base)) || after is { IsWord: true } && IsAdjectiveToo(after.Fold) && tokens[before.Index > 0 ? before.Index - 1 : 0].Readings is [{ Class: WordClass.Verb or WordClass.Participle }, ..] || after is { IsWord: true, Fold: "in" or "on" or "with" or "by" or "at" or "from" or "together" }
                // "agreed to fight terrorism", but "access to market prices"
                // "expected to travel to", but "access to trade for"
                || after is { IsWord: true, Fold: "to" or "into" or "for" or "against" or "about" or "over" or "as" or "towards" } && before.Index > 0 && tokens[before.Index - 1].Readings is [{ Class: WordClass.Verb or WordClass.Participle }, ..] && tokens[before.Index - 1].Fold is not ("due" or "led" or "contributed")
                || after is { IsWord: true } && after.Readings.Any(r => r.Class == WordClass.Noun) && before.Index > 0 && (_lexicon.GetValueOrDefault(token.Fold, "").StartsWith('v') && tokens[before.Index - 1].Readings is [{ Class: WordClass.Verb or WordClass.Adjective or WordClass.Participle or WordClass.Converb }, ..]
                    || WantsVerb.Contains(tokens[before.Index - 1].Fold))
                ? token.With(infinitive) : token.With(noun, infinitive);
        if (IsDo(before.Fold))
            return token.With(infinitive with { Form = before.Fold.StartsWith("did", StringComparison.Ordinal) ? VerbForm.Past : VerbForm.NonPast, Person = 3 });
        // "put", "set", "read": the past looks like the base form.
        var past = token.Readings.FirstOrDefault(r => r is { Form: VerbForm.Past, Class: WordClass.Verb });
        if (OpensNoun(before))
            return before.Readings[0].Class == WordClass.Adjective && !isNounToo ? token.With(infinitive with { Form = VerbForm.NonPast, Person = 3, Aspects = Aspects.Imperfective }) : token.With(noun);
        if (IsBe(before.Fold) || IsHave(before.Fold))
            return past.Base is not null ? token.With(past with { IsPassive = IsBe(before.Fold) }) : token.With(noun);
        if (before is { IsWord: true, Fold: "and" or "or" } || before.Is(','))
        {
            // "to open …, train … and support …": as the verb before in the list.
            for (var t = i - 1; t >= 0 && tokens[t].Sentence == token.Sentence; t--)
            {
                if (tokens[t].Readings.Length == 0 || tokens[t].Readings[0].Class != WordClass.Verb)
                    continue;
                if (tokens[t].Readings[0].Form == VerbForm.Infinitive || tokens[t].Readings[0] is { Form: VerbForm.NonPast } next && tokens[t].Fold == next.Base)
                    return isNounToo && !BeginsObject(after) ? token.With(noun, infinitive) : token.With(tokens[t].Readings[0] with { Base = verb.Base });
                break;
            }
        }

        // "cut off the power": a particle follows verbs.
        if (past.Base is not null && after is { IsWord: true, Fold: "off" or "out" or "up" or "down" or "back" })
            return token.With(past, noun);
        // "Turkmenistan cut gas supplies": a past that looks like the base form, behind a name.
        if (past.Base is not null && before.IsCapitalized && i > 0 && tokens[i - 1].IsCapitalized && after is { IsWord: true } && (BeginsObject(after) || after.Readings is [{ Class: WordClass.Noun }, ..]) && !HasFiniteAhead(tokens, i) && !HasFiniteBehind(tokens, i))
            return token.With(past, noun);
        // "Georgia and Armenia plan to build", "the parties plan to meet", but "the Paris plan to build"
        if (isNounToo && after is not null && i + 2 < tokens.Length && token.Fold is "plan" or "aim" or "pledge" or "promise" or "vow" or "hope" or "offer" or "attempt" or "wish" && (after.Fold == "to" ? IsVerb(tokens[i + 2].Fold) : after.Fold is "a" or "an")
            && (before.IsCapitalized && before.Index > 0 && IsJoined(tokens, before.Index) || !before.IsCapitalized && before.Readings is [{ Class: WordClass.Noun, Numbers: Morphology.Numbers.Plural }, ..]))
            return token.With(infinitive with { Form = VerbForm.NonPast, Person = 3, Numbers = Morphology.Numbers.Plural, Aspects = Aspects.Imperfective }, noun);
        if (isNounToo && !(before.Readings.Length > 0 && (before.Readings[0].Class == WordClass.Pronoun || before.Readings[0].Numbers == Morphology.Numbers.Plural) && BeginsObject(after)))
            return token.With(noun, infinitive);
        if (past.Base is not null)
            return token.With(past);
        return token.With(infinitive with { Form = VerbForm.NonPast, Person = (byte)(before.Fold is "we" or "i" ? 1 : 3), Numbers = Morphology.Numbers.Plural, Aspects = Aspects.Imperfective });
    }

    private static bool HasFiniteBehind(Token[] tokens, int i)
    {
        for (var t = i - 1; t >= 0 && tokens[t].Sentence == tokens[i].Sentence; t--)
        {
            if (tokens[t].Readings is [{ Class: WordClass.Verb, Form: VerbForm.Past or VerbForm.NonPast }, ..])
                return true;
        }

        return false;
    }

    // "Georgia and Armenia", "Chad, Togo and Niger": the name closes a list.
    private static bool IsJoined(Token[] tokens, int name)
    {
        for (var t = name - 1; t >= 0 && t > name - 4; t--)
        {
            if (tokens[t].Fold == "and")
                return true;
            if (!tokens[t].IsCapitalized && tokens[t].Fold is not "the")
                return false;
        }

        return false;
    }

    private Token Ing(Token[] tokens, int i, Token? before, Token? after, WordReading verb, WordReading noun)
    {
        var token = tokens[i];
        if (before is { IsWord: true } && IsBe(before.Fold))
            return token.With(new WordReading(verb.Base, WordClass.Verb, Form: VerbForm.NonPast, Person: 3, Numbers: Morphology.Numbers.Any, Aspects: Aspects.Imperfective));
        // "the 14th meeting"
        if (before is { Text: [>= '0' and <= '9', ..] })
            return token.With(noun, verb);
        // "the ministers' meeting", "the Daraa crossing"
        if (before is { IsWord: false, Text: "'" or "’", Index: > 0 } && tokens[before.Index - 1].Fold.EndsWith('s') || before is { IsWord: true, IsCapitalized: true } && before.Index == token.Index - 1 && !BeginsObject(after) && _lexicon.GetValueOrDefault(token.Fold, "").Contains('n', StringComparison.Ordinal))
            return token.With(noun, verb);
        if (before is { IsWord: true } && OpensNoun(before) && before.Readings[0].Class != WordClass.Preposition && !(after is { IsWord: true } && after.Readings.Length > 0 && after.Readings[0].Base is "the" or "a" or "its" or "their"))
            return token.With(noun, verb);
        return token.With(verb, noun);
    }

    private Token Third(Token[] tokens, int i, Token? before, Token? after, WordReading verb, WordReading noun)
    {
        var token = tokens[i];
        // "He thanks the Union and calls on the rebels": as the verb before the conjunction.
        if (before is { Fold: "and" or "but" } && IsNounToo(verb.Base) && (BeginsObject(after) || after is { Fold: "to" or "for" or "on" or "that" or "with" or "upon" }) && FollowsThirdPerson(tokens, i))
            return token.With(verb, noun);
        if (before is null || OpensNoun(before) || before.Fold is "to" or "and" or "or" && IsNounToo(verb.Base))
            return token.With(noun, verb);
        if (!IsNounToo(verb.Base))
            return token.With(verb);
        // "Its deputy minister, Mikhail Galuzin, flies to Yerevan"
        if (before is { IsWord: false, Text: ",", Index: > 0 } && tokens[before.Index - 1].IsCapitalized && after is { Fold: "to" or "on" or "for" or "with" })
            return token.With(verb, noun);
        // "when the president visits Lima"
        if (verb.Base is "visit" or "tour" or "host" or "head" && after is { IsCapitalized: true } && before is { IsWord: true, Readings: [{ Class: WordClass.Noun, Numbers: Morphology.Numbers.Singular }, ..] })
            return token.With(verb, noun);
        var subject = before.IsCapitalized || before.Fold is "he" or "she" or "it" or "which" or "who" or "that" || before.Readings.Length > 0 && before.Readings[0] is { Class: WordClass.Noun, Numbers: Morphology.Numbers.Singular };
        return subject && (BeginsObject(after) || after is { Fold: "to" or "for" or "on" or "that" }) && !(before is { IsCapitalized: false } && before.Fold is not ("he" or "she" or "it" or "which" or "who")) ? token.With(verb, noun) : token.With(noun, verb);
    }

    private static bool FollowsThirdPerson(Token[] tokens, int i)
    {
        for (var t = i - 1; t >= 0 && tokens[t].Sentence == tokens[i].Sentence; t--)
        {
            if (tokens[t].Readings is [{ Class: WordClass.Verb, Form: VerbForm.NonPast, Numbers: Morphology.Numbers.Singular }, ..])
                return true;
        }

        return false;
    }

    private static Token Ed(Token[] tokens, int i, Token? before, Token? after, WordReading[] readings)
    {
        var token = tokens[i];
        var past = readings.FirstOrDefault(r => r is { Class: WordClass.Verb, Form: VerbForm.Past });
        var participle = readings.FirstOrDefault(r => r.Class == WordClass.Participle);
        if (past.Base is null)
            past = participle with { Class = WordClass.Verb, IsPassive = false, Cases = Cases.None };
        if (participle.Base is null)
            return token.With(past);
        if (before is { IsWord: true } && IsHave(before.Fold))
            return token.With(past);
        if (before is { IsWord: true } && IsBe(before.Fold))
        {
            var (isFuture, isHad) = (false, false);
            for (var t = i - 1; t >= 0 && t > i - 6 && tokens[t].Sentence == token.Sentence; t--)
            {
                isFuture |= tokens[t].Fold is "will" or "would" or "shall" or "to";
                isHad |= tokens[t].Fold is "could" or "should" or "must" or "may" or "can";
            }

            return token.With(isFuture || isHad
                ? new WordReading(participle.Base, WordClass.Verb, Form: VerbForm.NonPast, Person: 3, Numbers: Morphology.Numbers.Any, Aspects: isFuture ? Aspects.Perfective : Aspects.Both, IsPassive: true)
                : participle with { IsShort = true, Aspects = Aspects.None });
        }

        // Irregular pasts are finite ("met", "held" unless "held in" after its noun); participles that differ from the past are not ("given").
        if (readings.All(r => r.Class != WordClass.Verb))
            return token.With(participle);
        // "The two signed a memorandum": a number that stands for those who act.
        if (before is { Fold: "two" or "three" or "four" or "both" } && before.Index > 0 && tokens[before.Index - 1].Fold == "the" && !(after is { Readings: [{ Class: WordClass.Noun }, ..] }) && !HasFiniteAhead(tokens, i))
            return token.With(past, participle);
        // "evacuated wounded children"
        if (before is null || OpensNoun(before) || before.Index == i - 1 && before.Readings is [{ Class: WordClass.Verb, Form: VerbForm.Past, IsPassive: false }, ..] && !IsHave(before.Fold) && !IsDo(before.Fold) && after is { IsCapitalized: false, Readings: [{ Class: WordClass.Noun, Numbers: Morphology.Numbers.Plural }, ..] })
            return token.With(participle, past);
        if (after is { IsWord: true } && after.Fold == "by" && !HasFiniteAhead(tokens, i) || before is { IsWord: false } && before.Text is "," && after is { Fold: "by" or "in" or "on" or "at" or "to" or "as" or "after" or "before" or "during" or "earlier" or "late" or "since" or "under" or "until" or "near" })
            return token.With(participle, past);
        // "the documents signed in Baku cover …", "among the documents signed are …"
        if (before is { IsWord: true } && before.Readings.Length > 0 && before.Readings[0].Class == WordClass.Noun && after is { IsWord: true } && after.Readings.Length > 0 && (after.Readings[0].Class == WordClass.Preposition || IsBe(after.Fold)) && HasFiniteAhead(tokens, i))
            return token.With(participle, past);
        return token.With(past, participle);
    }

    // Another finite verb follows before any mark: the word before it belonged to the subject ("the documents signed in Baku cover …").
    private static bool HasFiniteAhead(Token[] tokens, int i)
    {
        for (var t = i + 1; t < tokens.Length && tokens[t].Sentence == tokens[i].Sentence; t++)
        {
            if (tokens[t].Text is "," or ";" or ":" || tokens[t].Fold is "and" or "that" or "which" or "who" or "unless" or "if" or "after" or "because" or "while" or "until" or "when")
                return false;
            if (IsBe(tokens[t].Fold) || IsModal(tokens[t].Fold) || IsHave(tokens[t].Fold) || tokens[t].Readings.Length > 0 && tokens[t].Readings[0] is { Class: WordClass.Verb, Form: VerbForm.Past })
                return true;
        }

        return false;
    }
}
