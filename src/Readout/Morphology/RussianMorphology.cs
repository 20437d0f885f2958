using System.Collections.Frozen;
using Readout.Syntax;
using Readout.Tables;
using Readout.Text;

namespace Readout.Morphology;

/// <summary>Russian: a table of closed classes and irregular words, a compiled lexicon, and guesses by ending for the rest.</summary>
/// <remarks>Lexicon compiled from dictionary-ru by A. I. Lebedev (BSD-3-Clause), see Languages/ru/morphology.README.md. Immutable, thread-safe.</remarks>
public sealed class RussianMorphology : IMorphology
{
    private readonly Lexicon _lexicon = Lexicon.Load("Languages/ru/morphology.bin");
    private readonly FrozenDictionary<string, WordReading[]> _words;

    /// <param name="tables">The tables of Russian; null for the engine's own.</param>
    public RussianMorphology(LanguageTables? tables = null) => _words = (tables ?? TableSource.BuiltIn.Of("ru"))
        .Load("words", "form", "base", "class", "cases", "numbers", "genders", "verb_form", "person", "aspect", "short", "passive")
        .Rows.GroupBy(r => r["form"]).ToFrozenDictionary(g => g.Key, g => g.Select(Reading).ToArray(), StringComparer.Ordinal);

    private static WordReading Reading(TsvRow row) => new(
        row["base"],
        row.Code("class", WordClass.Unknown),
        row.Values("cases").Aggregate(Cases.None, (all, code) => all | CaseCodes.Parse(row, code)),
        row.Values("numbers").Aggregate(Numbers.None, (all, code) => all | (code == "sg" ? Numbers.Singular : Numbers.Plural)),
        row.Values("genders").Aggregate(Genders.None, (all, code) => all | (code switch { "masc" => Genders.Masculine, "fem" => Genders.Feminine, _ => Genders.Neuter })),
        row.Code("verb_form", VerbForm.None),
        row["person"].Length > 0 ? (byte)(row["person"][0] - '0') : (byte)0,
        row["aspect"] switch { "pf" => Aspects.Perfective, "impf" => Aspects.Imperfective, _ => Aspects.None },
        row["passive"] == "yes",
        row["short"] == "yes");

    /// <inheritdoc/>
    public WordReading[] Analyze(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        var fold = TextNormalizer.Fold(word);
        var readings = new List<WordReading>(8);
        if (_words.TryGetValue(fold, out var known))
        {
            // Closed classes have no other reading worth keeping: "при" is no imperative of "переть".
            if (known[0].Class is not (WordClass.Noun or WordClass.Verb or WordClass.Participle))
                return known;
            readings.AddRange(known);
        }

        var first = readings.Count;
        _lexicon.Find(fold, readings);
        if (readings.Count > first)
            Order(readings, first, known);
        // "в Ухане": no noun in -ь has a plural in -е.
        for (var i = first; i < readings.Count; i++)
        {
            if (readings[i] is { Class: WordClass.Noun, Cases: Cases.Nominative, Numbers: Numbers.Plural, Base: [.., 'ь'] } noun && fold[^1] == 'е' && fold.Length == noun.Base.Length)
                readings[i] = noun with { Cases = Cases.Locative, Numbers = Numbers.Singular, Genders = Genders.Masculine };
        }

        // The lexicon has "начнётся" as a word that does not change; the verb without -ся tells more.
        if (readings.TrueForAll(r => r.Class == WordClass.Adverb) && Reflexive(fold) is { Length: > 0 } reflexive)
            return reflexive;
        if (readings.Count > 0)
            return [.. readings];
        if (fold.Contains('-', StringComparison.Ordinal) && fold.LastIndexOf('-') is var hyphen && hyphen < fold.Length - 1 && hyphen > 0)
            return Hyphenated(word, fold, hyphen);
        return Guesser.Guess(word, fold);
    }

    private static readonly string[] Endings =
        ["ами", "ями", "ого", "его", "ому", "ему", "ыми", "ими", "ом", "ем", "ым", "им", "ой", "ей", "ою", "ею", "ью", "ах", "ях", "ам", "ям", "ых", "их", "ая", "яя", "ое", "ее", "ый", "ий", "а", "я", "о", "е", "у", "ю", "ы", "и", "ь", "й"];

    /// <inheritdoc/>
    public int StemLength(ReadOnlySpan<char> fold)
    {
        foreach (var ending in Endings)
        {
            if (fold.Length > ending.Length + 2 && fold.EndsWith(ending, StringComparison.Ordinal))
                return fold.Length - ending.Length;
        }

        return fold.Length;
    }

    // "подчёркивается", "начнётся": the verb is known, though not with -ся.
    private WordReading[] Reflexive(string fold)
    {
        if (fold.Length < 6 || !(fold.EndsWith("ся", StringComparison.Ordinal) || fold.EndsWith("сь", StringComparison.Ordinal)))
            return [];
        var form = fold[..^2];
        var plain = new List<WordReading>(4);
        if (_words.TryGetValue(form, out var known))
            plain.AddRange(known);
        _lexicon.Find(form, plain);
        if (plain.Exists(r => r.Class is WordClass.Verb or WordClass.Converb))
            return [.. plain.Where(r => r.Class is WordClass.Verb or WordClass.Converb).Select(r => r with { Base = r.Base + (r.Base[^1] is 'и' ? "сь" : "ся") })];
        // "констатируется": neither is known, the ending tells.
        foreach (var (ending, infinitive, number) in ReflexiveEndings)
        {
            if (fold.Length > ending.Length + 2 && fold.EndsWith(ending, StringComparison.Ordinal))
                return [new WordReading(fold[..^ending.Length] + infinitive, WordClass.Verb, Numbers: number, Form: VerbForm.NonPast, Person: 3, Aspects: Aspects.Imperfective, IsGuessed: true)];
        }

        return [];
    }

    private static readonly (string Ending, string Infinitive, Numbers Number)[] ReflexiveEndings =
        [("уется", "оваться", Numbers.Singular), ("уются", "оваться", Numbers.Plural), ("ается", "аться", Numbers.Singular), ("аются", "аться", Numbers.Plural), ("яется", "яться", Numbers.Singular), ("яются", "яться", Numbers.Plural)];

    /// <summary>True when the lexicon or the table of words knows the form.</summary>
    public bool Knows(string word)
    {
        var fold = TextNormalizer.Fold(word);
        if (_words.ContainsKey(fold))
            return true;
        var readings = new List<WordReading>(4);
        _lexicon.Find(fold, readings);
        return readings.Count > 0;
    }

    // "торгово-экономического", "вице-премьером", "Касым-Жомарту": the last part declines.
    private WordReading[] Hyphenated(string word, string fold, int hyphen)
    {
        var last = Analyze(word[(hyphen + 1)..]);
        var lead = fold[..(hyphen + 1)];
        var result = new WordReading[last.Length];
        for (var i = 0; i < last.Length; i++)
            result[i] = last[i] with { Base = lead + last[i].Base, IsGuessed = last[i].IsGuessed || char.IsUpper(word[0]) };
        return result;
    }

    private static void Order(List<WordReading> readings, int first, WordReading[]? known)
    {
        for (var i = readings.Count - 1; i >= first; i--)
        {
            if (known is not null && readings.IndexOf(readings[i]) < first)
                readings.RemoveAt(i);
        }

        // A stable insertion sort: equal readings keep the lexicon's order, which is fixed.
        for (var i = first + 1; i < readings.Count; i++)
        {
            var reading = readings[i];
            var weight = Weight(reading);
            var at = i;
            while (at > first && Weight(readings[at - 1]) < weight)
            {
                readings[at] = readings[at - 1];
                at--;
            }

            readings[at] = reading;
        }
    }

    // How likely a reading is in news, other things equal: "ели" is rather "ель" than "есть", but "стали" is "стать".
    private static int Weight(WordReading reading) => reading.Class switch
    {
        WordClass.Verb => reading.Form switch
        {
            VerbForm.Past => 11,
            VerbForm.NonPast when reading.Person == 3 => 10,
            VerbForm.Infinitive => 10,
            VerbForm.NonPast when reading is { Person: 1, Numbers: Numbers.Plural } => 7,
            VerbForm.Imperative => 1,
            _ => 3,
        },
        WordClass.Noun => reading.Numbers == Numbers.Plural && reading.Cases == Cases.Genitive ? 9 : 10,
        WordClass.Participle => reading.IsShort ? 10 : 9,
        WordClass.Adjective => reading.IsShort ? 4 : 10,
        WordClass.Converb => 4,
        WordClass.Adverb => 8,
        _ => 5,
    };

    /// <summary>Distinct base forms of a word, for search: all case forms of one word share at least one.</summary>
    public IEnumerable<string> BaseForms(string word) => Analyze(word).Select(r => r.Base).Distinct(StringComparer.Ordinal);
}
