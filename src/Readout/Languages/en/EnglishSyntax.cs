using Readout.Morphology;
using Readout.Syntax;
using Readout.Text;
using Readout.Time;

namespace Readout.Languages.En;

/// <summary>Functions from word order: what stands before the predicate is the subject (nominative), what follows it the object (accusative), prepositions mark the rest.</summary>
internal static class EnglishSyntax
{
    public static SyntaxLayer Find(SegmentedText text, LanguagePack pack)
    {
        var tokens = text.Tokens;
        var cases = new Cases[tokens.Length];
        var governed = new string?[tokens.Length];
        var clauseOf = new int[tokens.Length];
        var clauses = new List<Clause>();
        foreach (var sentence in text.Sentences)
        {
            var first = clauses.Count;
            Split(tokens, sentence, clauses);
            for (var c = first; c < clauses.Count; c++)
            {
                var end = c + 1 < clauses.Count ? clauses[c + 1].Tokens.Start : sentence.Tokens.End;
                for (var i = c == first ? sentence.Tokens.Start : clauses[c].Tokens.Start; i < end; i++)
                {
                    clauseOf[i] = c;
                    cases[i] = IsPossessive(tokens[i]) ? Cases.Genitive : clauses[c].Predicate < 0 ? Cases.Nominative | Cases.Accusative : i < clauses[c].Predicate ? Cases.Nominative : Cases.Accusative;
                }
            }

            Govern(tokens, sentence.Tokens, pack, cases, governed);
        }

        return new SyntaxLayer { CaseOf = cases, PrepositionOf = governed, Clauses = [.. clauses], ClauseOf = clauseOf };
    }

    public static bool IsPossessive(Token token) => token.IsWord && token.Readings.Length > 0 && token.Readings[0].Cases == Cases.Genitive;

    public static bool IsPreposition(Token token) => token.Readings.Length > 0 && token.Readings[0].Class == WordClass.Preposition;

    // Words that may stand inside a noun phrase after a preposition.
    private static bool IsNominal(Token token) =>
        token.Kind is TokenKind.Number or TokenKind.Symbol || token.IsCapitalized || (token.IsWord && token.Readings.Length > 0
        && token.Readings[0].Class is WordClass.Noun or WordClass.Adjective or WordClass.Pronoun or WordClass.Numeral or WordClass.Participle or WordClass.Unknown && token.Fold is not ("that" or "which" or "who" or "whom" or "he" or "she" or "they" or "we" or "i"));

    private static void Govern(Token[] tokens, TokenRange sentence, LanguagePack pack, Cases[] cases, string?[] governed)
    {
        for (var i = sentence.Start; i < sentence.End; i++)
        {
            if (!IsPreposition(tokens[i]) || pack.Prepositions.Of(tokens[i]) is not { } wanted)
                continue;
            var end = i + 1;
            while (end < sentence.End && !EndsTime(tokens, i, end, pack) && !OpensNext(tokens, i, end) && (IsNominal(tokens[end]) || tokens[end].Text is "–" or "-" && end + 1 < sentence.End && tokens[end + 1].IsCapitalized && tokens[end].Span.Start == tokens[end - 1].Span.End && tokens[end].Span.End == tokens[end + 1].Span.Start || tokens[end].Text is "." && tokens[end].Span.Start == tokens[end - 1].Span.End && end + 1 < sentence.End && tokens[end - 1].Text.Length <= 3
                || tokens[end].Fold == "and" && end + 1 < sentence.End && IsNominal(tokens[end + 1]) && !IsPreposition(tokens[end + 1])))
                end++;
            // "a day after the premier said that …": a conjunction.
            if (i > sentence.Start && tokens[i].Fold is "after" or "before" or "since" or "until" or "as" && end > i + 1 && end < sentence.End && (ClauseSplitter.IsFinite(tokens[end]) || tokens[end].Fold is "will" or "would" or "can" or "could" or "may") && tokens[end - 1].Readings is not [{ Class: WordClass.Numeral }, ..])
                continue;
            for (var t = i + 1; t < end; t++)
            {
                governed[t] = tokens[i].Fold;
                if (!IsPossessive(tokens[t]))
                    cases[t] = wanted;
            }

            i = Math.Max(i, end - 1);
        }
    }

    // "On Monday a convoy reached …": an article opens another phrase.
    private static bool OpensNext(Token[] tokens, int preposition, int end) =>
        end > preposition + 1 && tokens[end].Fold is "a" or "an" or "the" && tokens[end - 1].Fold is not ("and" or "both" or "all" or "half");

    // "On Thursday Ecuador had …", "In April 2024 India …": a name after a day, month or year is none of its phrase.
    private static bool EndsTime(Token[] tokens, int preposition, int end, LanguagePack pack)
    {
        if (end <= preposition + 1 || !tokens[end].IsCapitalized || tokens[preposition].Fold is not ("on" or "in" or "since" or "until" or "by" or "during" or "before" or "after") || IsTime(tokens[end], pack))
            return false;
        var last = tokens[end - 1];
        return IsTime(last, pack) || last is { Kind: TokenKind.Number } && (last.Text.Length == 4 || end - 2 > preposition && IsTime(tokens[end - 2], pack));
    }

    private static bool IsTime(Token token, LanguagePack pack) =>
        pack.Time.ValueOf(TimeSlot.Weekday, token) is not null || pack.Time.ValueOf(TimeSlot.Month, token) is not null;

    private static bool IsAllCapitals(Token token) => token.IsCapitalized && token.Text.Length > 3 && !token.Text.Any(char.IsLower);

    /// <summary>Where the telling begins behind a dateline ("HANGZHOU, Sept. 2 (Xinhua) -- …"); the sentence's start when it has none.</summary>
    public static int AfterDateline(SegmentedText text, Sentence sentence)
    {
        var range = sentence.Tokens;
        if (sentence.Paragraph > 2)
            return range.Start;
        // "ASTANA. KAZINFORM The presidents …": the agency in capitals.
        if (sentence.Index > 0 && text.Sentences[sentence.Index - 1] is { Tokens.Length: < 5 } city && city.Paragraph == sentence.Paragraph && range.Length > 3 && IsAllCapitals(text.Tokens[range.Start]) && text.Tokens[range.Start + 1].IsCapitalized)
            return range.Start + 1;
        // "NEW DELHI: The minister …"
        for (var i = range.Start; i < Math.Min(range.End, range.Start + 4) && (text.Tokens[i].IsCapitalized || i > range.Start && text.Tokens[i].Is(':')); i++)
        {
            if (text.Tokens[i].Is(':') && i > range.Start)
                return IsAllCapitals(text.Tokens[range.Start]) ? i + 1 : range.Start;
        }

        for (var i = range.Start; i < Math.Min(range.End, range.Start + 14); i++)
        {
            if (text.Tokens[i].Text is "--" or "–" or "—" or "-" && i > range.Start)
                return i + 1;
            if (ClauseSplitter.IsFinite(text.Tokens[i]))
                break;
        }

        return range.Start;
    }

    private static bool IsMark(Token token) => !token.IsWord && token.Text is "," or ";" or ":" or "–" or "—" or "--" or "(" or ")" or "“" or "”" or "\"";

    private static void Split(Token[] tokens, Sentence sentence, List<Clause> clauses)
    {
        var first = clauses.Count;
        var start = sentence.Tokens.Start;
        for (var i = start; i < sentence.Tokens.End; i++)
        {
            if (!IsMark(tokens[i]) && !OpensClause(tokens, i, start, sentence.Tokens.End))
                continue;
            Add(start, i);
            start = IsMark(tokens[i]) ? i + 1 : i;
        }

        Add(start, sentence.Tokens.End);
        if (clauses.Count == first)
            clauses.Add(new Clause(sentence.Tokens, sentence.Index, ClauseKind.Main, -1));
        // A piece without a predicate belongs to the one before it, at the start to the one after it.
        for (var c = first + 1; c < clauses.Count; c++)
        {
            if (clauses[c].Predicate >= 0 || clauses[c].Kind != ClauseKind.Main)
                continue;
            clauses[c - 1] = clauses[c - 1] with { Tokens = new TokenRange(clauses[c - 1].Tokens.Start, clauses[c].Tokens.End) };
            clauses.RemoveAt(c--);
        }

        if (clauses.Count > first + 1 && clauses[first].Predicate < 0 && clauses[first + 1].Kind == ClauseKind.Main)
        {
            clauses[first + 1] = clauses[first + 1] with { Tokens = new TokenRange(clauses[first].Tokens.Start, clauses[first + 1].Tokens.End) };
            clauses.RemoveAt(first);
        }

        void Add(int from, int to)
        {
            if (to <= from)
                return;
            var predicate = -1;
            for (var i = from; i < to && predicate < 0; i++)
            {
                if (ClauseSplitter.IsFinite(tokens[i]))
                    predicate = Main(tokens, i, to);
            }

            var kind = tokens[from].Fold switch
            {
                "which" or "who" or "whom" or "whose" or "where" => ClauseKind.Relative,
                "that" or "if" or "when" or "while" or "because" or "although" or "unless" or "whether" => ClauseKind.Subordinate,
                _ => ClauseKind.Main,
            };
            if (predicate < 0 && tokens[from].Readings.Length > 0 && tokens[from].Readings[0].Class == WordClass.Converb)
                (kind, predicate) = (ClauseKind.Converbial, from);
            else if (predicate < 0 && tokens[from].Readings.Length > 0 && tokens[from].Readings[0] is { Class: WordClass.Participle })
                (kind, predicate) = (ClauseKind.Participial, from);
            clauses.Add(new Clause(new TokenRange(from, to), sentence.Index, kind, predicate));
        }
    }

    // The last verb of a verbal group: "has been signed".
    private static int Main(Token[] tokens, int i, int limit)
    {
        while (tokens[i].Readings[0].Base is "be" or "have" or "do")
        {
            var next = i + 1;
            while (next < limit && next < i + 3 && tokens[next].IsWord && (tokens[next].Fold is "not" or "been" or "being" || tokens[next].Readings.Length > 0 && tokens[next].Readings[0].Class == WordClass.Adverb))
                next++;
            if (next >= limit || !ClauseSplitter.IsFinite(tokens[next]))
                break;
            i = next;
        }

        return i;
    }

    private static bool OpensClause(Token[] tokens, int i, int start, int limit)
    {
        var fold = tokens[i].Fold;
        if (!tokens[i].IsWord || i == start)
            return false;
        if (fold is "which" or "who" or "whom" or "whose" or "while" or "because" or "although" or "if" or "when" or "where" or "whether" or "unless")
            return true;
        // "said the United States would impose sanctions": a clause without "that".
        if (tokens[i - 1].Readings is [{ Class: WordClass.Verb, IsPassive: false, Base: "say" or "announce" or "add" or "hope" or "believe" or "think" or "warn" or "confirm" or "insist" or "claim" or "admit" or "agree" or "know" }, ..] && fold is not ("that" or "to" or "on"))
            return HasFinite(tokens, i, limit, soon: true);
        if (fold == "that")
            return tokens[i - 1].Readings.Length > 0 && (tokens[i - 1].Readings[0].Class is WordClass.Verb or WordClass.Converb or WordClass.Participle or WordClass.Noun or WordClass.Pronoun || tokens[i - 1].IsCapitalized) && HasFinite(tokens, i + 1, limit);
        return fold is "and" or "but" or "or" && HasFinite(tokens, start, i) && HasFinite(tokens, i + 1, limit, soon: true);
    }

    private static bool HasFinite(Token[] tokens, int start, int end, bool soon = false)
    {
        for (var i = start; i < end; i++)
        {
            if (ClauseSplitter.IsFinite(tokens[i]))
                return true;
            if (soon && (IsMark(tokens[i]) || tokens[i].Fold is "and" or "that" or "which" or "who" || i > start + 9))
                return false;
        }

        return false;
    }
}
