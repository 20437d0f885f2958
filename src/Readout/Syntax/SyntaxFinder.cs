using Readout.Morphology;
using Readout.Tables;
using Readout.Text;

namespace Readout.Syntax;

/// <summary>Prepositions of a language and the cases they govern.</summary>
internal sealed class Prepositions
{
    private readonly Dictionary<string, (Cases Cases, TsvRow Row)> _cases = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ofPlace = new(StringComparer.Ordinal);

    public static Prepositions Load(LanguageTables tables)
    {
        var prepositions = new Prepositions();
        foreach (var row in tables.Load("prepositions", "preposition", "cases", "place?", "note", "example").Rows)
        {
            var cases = row.Values("cases").Aggregate(Cases.None, (all, code) => all | CaseCodes.Parse(row, code));
            foreach (var word in row.Values("preposition"))
            {
                prepositions._cases[word] = (cases, row);
                if (row.Table.Has("place") && row["place"] == "yes")
                    prepositions._ofPlace.Add(word);
            }
        }

        return prepositions;
    }

    /// <summary>True when a capital after the word is the city and never the government ("in Beijing").</summary>
    public bool IsOfPlace(string preposition) => _ofPlace.Contains(preposition);

    public Cases? Of(Token token)
    {
        if (!token.IsWord || !_cases.TryGetValue(token.Fold, out var known))
            return null;
        known.Row.Touch();
        return known.Cases;
    }
}

/// <summary>Case codes of the tables: nom, gen, dat, acc, ins, loc.</summary>
internal static class CaseCodes
{
    public static Cases Parse(TsvRow row, string code) => code switch
    {
        "nom" => Cases.Nominative,
        "gen" => Cases.Genitive,
        "dat" => Cases.Dative,
        "acc" => Cases.Accusative,
        "ins" => Cases.Instrumental,
        "loc" => Cases.Locative,
        _ => throw row.Wrong("RO2104", $"unknown case '{code}' (nom, gen, dat, acc, ins, loc)"),
    };
}

/// <summary>Tells cases apart by preposition and agreement, and cuts sentences into clauses.</summary>
internal static class SyntaxFinder
{
    public static SyntaxLayer Find(SegmentedText text, Prepositions prepositions)
    {
        var count = text.Tokens.Length;
        var cases = new Cases[count];
        var governed = new string?[count];
        var clauseOf = new int[count];
        var clauses = new List<Clause>();
        foreach (var token in text.Tokens)
            cases[token.Index] = NominalCases(token);
        foreach (var sentence in text.Sentences)
        {
            Govern(text.Tokens, sentence.Tokens, prepositions, cases, governed);
            ClauseSplitter.Split(text, sentence, clauses, clauseOf);
        }

        return new SyntaxLayer { CaseOf = cases, PrepositionOf = governed, Clauses = [.. clauses], ClauseOf = clauseOf };
    }

    private static Cases NominalCases(Token token)
    {
        var cases = Cases.None;
        foreach (ref readonly var reading in token.Readings.AsSpan())
        {
            if (reading is { IsShort: false, Class: WordClass.Noun or WordClass.Adjective or WordClass.Participle or WordClass.Pronoun or WordClass.Numeral or WordClass.Unknown })
                cases |= reading.Cases;
        }

        return cases;
    }

    private static void Govern(Token[] tokens, TokenRange sentence, Prepositions prepositions, Cases[] cases, string?[] governed)
    {
        for (var i = sentence.Start; i < sentence.End;)
        {
            if (prepositions.Of(tokens[i]) is { } wanted && !IsNounHere(tokens, i, sentence))
            {
                var end = Phrase(tokens, i + 1, sentence.End, cases, wanted, out var shared);
                if (end > i + 1)
                {
                    Mark(tokens, i + 1, end, shared & wanted, tokens[i].Fold, cases, governed);
                    end = Coordinated(tokens, end, sentence.End, shared & wanted, tokens[i].Fold, cases, governed);
                    i = end;
                    continue;
                }
            }
            else if (cases[i] != Cases.None)
            {
                var end = Phrase(tokens, i, sentence.End, cases, Cases.Any, out var shared);
                if (end > i)
                {
                    Mark(tokens, i, end, shared, null, cases, governed);
                    i = end;
                    continue;
                }
            }

            i++;
        }
    }

    // A run of modifiers and the noun that they agree with: "новым китайским послом". Returns its end.
    private static int Phrase(Token[] tokens, int start, int limit, Cases[] cases, Cases wanted, out Cases shared)
    {
        shared = wanted;
        var at = start;
        while (at < limit)
        {
            var token = tokens[at];
            if (token.Kind == TokenKind.Number || token.Is('«') || token.Is('"') || token.Is('„'))
            {
                at++;
                continue;
            }

            // "С Ш. Шарифом": an initial is part of the name after it.
            if (token.IsCapitalized && token.Text.Length == 1 && at + 1 < limit && tokens[at + 1].Is('.'))
            {
                at += 2;
                continue;
            }

            // "в Тирану": a name that reads as another word in a case that the preposition does not take.
            if (at == start && token.IsCapitalized && wanted != Cases.Any && cases[at] != Cases.None && (cases[at] & wanted) == Cases.None)
                return at + 1;
            if (!token.IsWord || (cases[at] & shared) == Cases.None)
                break;
            shared &= cases[at];
            at++;
            if (!IsModifier(token))
                return at;
            // "Главного таможенного и налогового управления": "и" between two modifiers keeps the run.
            if (at + 1 < limit && tokens[at].Fold is "и" or "или" && IsModifier(tokens[at + 1]) && (cases[at + 1] & shared) != Cases.None)
                at++;
        }

        // Only modifiers, numbers or marks: no phrase, unless a pronoun or an adjective stands for a noun.
        while (at > start && !tokens[at - 1].IsWord)
            at--;
        return at;
    }

    private static void Mark(Token[] tokens, int start, int end, Cases shared, string? preposition, Cases[] cases, string?[] governed)
    {
        for (var i = start; i < end; i++)
        {
            governed[i] = preposition;
            if (tokens[i].IsWord && (cases[i] & shared) != Cases.None)
                cases[i] &= shared;
            else if (preposition is not null && tokens[i].IsCapitalized && cases[i] != Cases.None)
                cases[i] = shared;
        }
    }

    // "с Казахстаном, Китаем и Россией": the preposition holds for the others of the list too.
    private static int Coordinated(Token[] tokens, int at, int limit, Cases wanted, string preposition, Cases[] cases, string?[] governed)
    {
        while (at + 1 < limit)
        {
            var next = tokens[at].Fold is "и" or "или" || tokens[at].Is(',') ? at + 1 : -1;
            if (next < 0 || !tokens[next].IsWord || (cases[next] & wanted) == Cases.None)
                break;
            var end = Phrase(tokens, next, limit, cases, wanted, out var shared);
            if (end == next || (shared & wanted) == Cases.None)
                break;
            // "за добрые слова, Сердар Бердымухамедов вспомнил": a comma opens a list only where the list goes on.
            if (tokens[at].Is(',') && !(end < limit && (tokens[end].Is(',') || tokens[end].Fold is "и" or "или")))
                break;
            Mark(tokens, next, end, shared & wanted, preposition, cases, governed);
            at = end;
        }

        return at;
    }

    private static bool IsModifier(Token token)
    {
        foreach (ref readonly var reading in token.Readings.AsSpan())
        {
            if (reading is { IsShort: false, Class: WordClass.Adjective or WordClass.Participle or WordClass.Numeral })
                return true;
            if (reading.Class == WordClass.Pronoun && reading.Base is "этот" or "тот" or "свой" or "наш" or "ваш" or "мой" or "твой" or "весь" or "данный" or "каждый" or "любой" or "его" or "ее" or "их" or "сам" or "самый" or "который" or "какой" or "такой")
                return true;
            if (reading.Class == WordClass.Noun)
                return false;
        }

        return false;
    }

    // "около" and "свыше" before a number, "путем" as a noun: left to the readings' order.
    private static bool IsNounHere(Token[] tokens, int i, TokenRange sentence) =>
        tokens[i].Readings.Length > 0 && tokens[i].Readings[0].Class == WordClass.Noun && i == sentence.Start;
}
