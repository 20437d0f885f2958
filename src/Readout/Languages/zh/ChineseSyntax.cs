using Readout.Morphology;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Languages.Zh;

/// <summary>Functions from word order and coverbs: what stands after 在, 同 or 向 up to the verb is theirs, the rest may be subject.</summary>
internal static class ChineseSyntax
{
    // A coverb governs what follows up to a verb, and no farther than this.
    private const int Reach = 8;

    public static SyntaxLayer Find(SegmentedText text, Prepositions prepositions)
    {
        var tokens = text.Tokens;
        var cases = new Cases[tokens.Length];
        var governed = new string?[tokens.Length];
        var clauses = new List<Clause>();
        var clauseOf = new int[tokens.Length];
        foreach (var sentence in text.Sentences)
        {
            var start = sentence.Tokens.Start;
            string? preposition = null;
            var since = 0;
            for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
            {
                if (IsBreak(tokens[i]))
                {
                    Close(i);
                    start = i + 1;
                    preposition = null;
                }

                clauseOf[i] = clauses.Count;
                if (tokens[i].IsWord && prepositions.Of(tokens[i]) is not null && tokens[i].Fold.Length == 1)
                    (preposition, since) = (tokens[i].Fold, i);
                else if (preposition is not null && (tokens[i].Readings is [{ Class: WordClass.Verb }, ..] || i - since > Reach))
                    preposition = null;
                else
                    governed[i] = preposition;
                cases[i] = governed[i] is null ? Cases.Nominative : Cases.Locative;
            }

            Close(sentence.Tokens.End);

            void Close(int end)
            {
                if (end > start)
                    clauses.Add(new Clause(new TokenRange(start, end), sentence.Index, ClauseKind.Main, -1));
            }
        }

        for (var c = 0; c < clauses.Count; c++)
        {
            for (var i = clauses[c].Tokens.Start; i < clauses[c].Tokens.End; i++)
                clauseOf[i] = c;
        }

        if (clauses.Count > 0)
        {
            for (var i = 0; i < clauseOf.Length; i++)
                clauseOf[i] = Math.Min(clauseOf[i], clauses.Count - 1);
        }

        return new SyntaxLayer { CaseOf = cases, PrepositionOf = governed, Clauses = [.. clauses], ClauseOf = clauseOf };
    }

    /// <summary>Marks between clauses: "，", "；", "：", and those that end a sentence.</summary>
    public static bool IsBreak(Token token) => !token.IsWord && token.Text is "，" or "；" or "：" or "。" or "！" or "？" or "," or ";" or ":";
}
