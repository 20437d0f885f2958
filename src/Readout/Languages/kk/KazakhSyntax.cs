using Readout.Morphology;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Languages.Kk;

/// <summary>Functions from the suffixes of case; clauses end with their predicate, which stands last.</summary>
internal static class KazakhSyntax
{
    public static SyntaxLayer Find(SegmentedText text)
    {
        var tokens = text.Tokens;
        var cases = new Cases[tokens.Length];
        var clauseOf = new int[tokens.Length];
        var clauses = new List<Clause>();
        for (var i = 0; i < tokens.Length; i++)
        {
            // The dative also says where to: "Таллинге барды".
            cases[i] = KazakhMorphology.CaseOf(tokens[i]);
            if (cases[i] == Cases.Dative)
                cases[i] |= Cases.Locative;
        }

        foreach (var sentence in text.Sentences)
        {
            var start = sentence.Tokens.Start;
            for (var i = start; i <= sentence.Tokens.End; i++)
            {
                if (i < sentence.Tokens.End && !(tokens[i].Text is "," or ";" or ":" && i > start))
                    continue;
                if (i > start)
                {
                    for (var t = start; t < i; t++)
                        clauseOf[t] = clauses.Count;
                    if (i < sentence.Tokens.End)
                        clauseOf[i] = clauses.Count;
                    clauses.Add(new Clause(new TokenRange(start, i), sentence.Index, ClauseKind.Main, Predicate(tokens, start, i)));
                }

                start = i + 1;
            }
        }

        return new SyntaxLayer { CaseOf = cases, PrepositionOf = new string?[tokens.Length], Clauses = [.. clauses], ClauseOf = clauseOf };
    }

    // The last word of a clause, quotation marks and dashes left out.
    private static int Predicate(Token[] tokens, int start, int end)
    {
        for (var i = end - 1; i >= start; i--)
        {
            if (tokens[i].IsWord)
                return i;
        }

        return -1;
    }

    /// <summary>True when the word may end a clause as its verb: a past in -ды, a present in -ады.</summary>
    public static bool IsFinite(Token token)
    {
        if (!token.IsWord || token.Fold.Length < 4 || token.IsCapitalized)
            return false;
        if (token.Fold.EndsWith("стық", StringComparison.Ordinal) || token.Fold.EndsWith("стік", StringComparison.Ordinal))
            return false;
        if (token.Readings.Any(r => r.Class == WordClass.Verb && r.Form != VerbForm.Infinitive))
            return true;
        // "тілді", "тиімді" say what kind of thing it is, "күзеті" is a noun.
        if (token.Readings is [{ Class: WordClass.Adjective or WordClass.Noun, IsGuessed: false }, ..])
            return false;
        // "-ларды", "-уды" are accusatives of a plural and of the name of an action.
        if (token.Fold.EndsWith("уды", StringComparison.Ordinal) || token.Fold.EndsWith("уді", StringComparison.Ordinal))
            return false;
        return token.Fold[^2..] is "ды" or "ді" or "ты" or "ті" && !(token.Fold.Length > 5 && token.Fold[^4..^2] is "ар" or "ер" && token.Fold[^5] is 'л' or 'д' or 'т');
    }
}
