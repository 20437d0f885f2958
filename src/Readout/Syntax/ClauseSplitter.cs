using Readout.Morphology;
using Readout.Text;

namespace Readout.Syntax;

/// <summary>Cuts a sentence into clauses at commas, dashes, semicolons and conjunctions that join predicates.</summary>
internal static class ClauseSplitter
{
    public static void Split(SegmentedText text, Sentence sentence, List<Clause> clauses, int[] clauseOf)
    {
        var tokens = text.Tokens;
        var first = clauses.Count;
        var start = sentence.Tokens.Start;
        for (var i = start; i < sentence.Tokens.End; i++)
        {
            if (!IsBoundary(tokens, i, sentence.Tokens, start))
                continue;
            if (i > start)
                clauses.Add(Make(tokens, new TokenRange(start, i), sentence.Index));
            start = tokens[i].IsWord ? i : i + 1;
        }

        if (start < sentence.Tokens.End)
            clauses.Add(Make(tokens, new TokenRange(start, sentence.Tokens.End), sentence.Index));
        Merge(tokens, clauses, first);
        for (var c = first; c < clauses.Count; c++)
        {
            for (var i = clauses[c].Tokens.Start; i < clauses[c].Tokens.End; i++)
                clauseOf[i] = c;
        }

        // Marks between clauses belong to the clause before them.
        for (var i = sentence.Tokens.Start + 1; i < sentence.Tokens.End; i++)
        {
            if (clauseOf[i] < first)
                clauseOf[i] = Math.Max(first, clauseOf[i - 1]);
        }

        if (clauses.Count > first && clauseOf[sentence.Tokens.Start] < first)
            clauseOf[sentence.Tokens.Start] = first;
    }

    private static bool IsBoundary(Token[] tokens, int i, TokenRange sentence, int start)
    {
        var token = tokens[i];
        if (!token.IsWord)
            return token.Text is "," or ";" or ":" or "–" or "—" or "--" or "(" or ")" or "-";
        if (token.Fold is not ("и" or "а" or "но" or "или" or "однако") || i == start || i + 1 >= sentence.End)
            return false;

        // A conjunction parts clauses when a predicate stands on either side before the next mark.
        return HasPredicate(tokens, start, i) && HasPredicateSoon(tokens, i + 1, sentence.End);
    }

    private static bool HasPredicate(Token[] tokens, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (IsFinite(tokens[i]))
                return true;
        }

        return false;
    }

    private static bool HasPredicateSoon(Token[] tokens, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (!tokens[i].IsWord && tokens[i].Text is "," or ";" or ":" or "–" or "—" or "--")
                return false;
            if (i > start && tokens[i].Fold is "и" or "а" or "но")
                return false;
            if (IsFinite(tokens[i]))
                return true;
        }

        return false;
    }

    private static Clause Make(Token[] tokens, TokenRange range, int sentence)
    {
        var predicate = -1;
        var kind = ClauseKind.Main;
        var firstWord = range.Start;
        while (firstWord < range.End && (!tokens[firstWord].IsWord || tokens[firstWord].Fold is "и" or "а" or "но" or "или"))
            firstWord++;
        if (firstWord < range.End)
        {
            var lead = tokens[firstWord];
            var afterPreposition = firstWord + 1 < range.End && lead.Readings.Any(r => r.Class == WordClass.Preposition) ? tokens[firstWord + 1] : lead;
            if (lead.HasBase("который") || afterPreposition.HasBase("который") || (firstWord + 1 < range.End && tokens[firstWord + 1].HasBase("который")) || lead.Fold is "где" or "куда" or "откуда" or "чей")
                kind = ClauseKind.Relative;
            else if (lead.Fold is "что" or "чтобы" or "если" or "когда" or "поскольку" or "пока" or "хотя" or "ибо" or "потому" or "дабы" or "чем" or "как" or "будто" or "словно"
                || (lead.Fold == "так" && Next(tokens, firstWord, range) == "как"))
                kind = ClauseKind.Subordinate;
        }

        for (var i = range.Start; i < range.End; i++)
        {
            if (IsFinite(tokens[i]))
            {
                predicate = i;
                break;
            }
        }

        if (predicate < 0 && firstWord < range.End)
        {
            for (var i = firstWord; i < Math.Min(range.End, firstWord + 3); i++)
            {
                if (tokens[i].Readings.Length == 0)
                    continue;
                var reading = tokens[i].Readings[0];
                if (reading.Class == WordClass.Converb)
                    return new Clause(range, sentence, ClauseKind.Converbial, i);
                if (reading is { Class: WordClass.Participle, IsShort: false } && i == firstWord && kind == ClauseKind.Main)
                    return new Clause(range, sentence, ClauseKind.Participial, i);
            }

            for (var i = range.Start; i < range.End && predicate < 0; i++)
            {
                if (tokens[i].Readings.Length > 0 && tokens[i].Readings[0] is { Class: WordClass.Verb, Form: VerbForm.Infinitive })
                    predicate = i;
            }
        }

        return new Clause(range, sentence, kind, predicate);
    }

    private static string? Next(Token[] tokens, int at, TokenRange range) => at + 1 < range.End ? tokens[at + 1].Fold : null;

    /// <summary>A verb in a finite form or a short passive participle, in its likeliest reading.</summary>
    public static bool IsFinite(Token token)
    {
        if (token.Readings.Length == 0)
            return false;
        var reading = token.Readings[0];
        return reading is { Class: WordClass.Verb, Form: VerbForm.Past or VerbForm.NonPast }
            || reading is { Class: WordClass.Participle, IsShort: true }
            || (reading is { Class: WordClass.Adjective, IsShort: true } && reading.Base is "готовый" or "должный" or "намеренный" or "обязанный" or "способный" or "рад" or "рады" or "уверенный" or "согласный");
    }

    // A piece without a predicate of its own ("в Астане", "Китая и России") goes with the piece before it, at the start with the one after.
    private static void Merge(Token[] tokens, List<Clause> clauses, int first)
    {
        for (var c = first + 1; c < clauses.Count; c++)
        {
            var clause = clauses[c];
            if (clause.Kind is ClauseKind.Relative or ClauseKind.Subordinate or ClauseKind.Participial or ClauseKind.Converbial || clause.Predicate >= 0)
                continue;
            // "…: год назад президент побывал": a colon opens what comes after it.
            if (clause.Tokens.Start > 0 && tokens[clause.Tokens.Start - 1].Is(':'))
                continue;
            var before = clauses[c - 1];
            clauses[c - 1] = before with { Tokens = new TokenRange(before.Tokens.Start, clause.Tokens.End) };
            clauses.RemoveAt(c--);
        }

        if (clauses.Count > first + 1 && clauses[first] is { Kind: ClauseKind.Main, Predicate: < 0 } lead && clauses[first + 1].Kind == ClauseKind.Main)
        {
            clauses[first] = clauses[first + 1] with { Tokens = new TokenRange(lead.Tokens.Start, clauses[first + 1].Tokens.End) };
            clauses.RemoveAt(first + 1);
        }
    }
}
