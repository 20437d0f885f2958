using System.Collections.Immutable;
using Readout.Actors;
using Readout.Morphology;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Statements;

/// <summary>Reads off the words said what they do: thank, promise, warn.</summary>
internal sealed class ActReader(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, SayingTables tables)
{
    private readonly Token[] _tokens = text.Tokens;

    /// <summary>Acts of the words in a range, in the order of the text; empty when no marker stands there.</summary>
    /// <param name="range">The words said.</param>
    /// <param name="isOwnVoice">True for quotations, where "мы" is the speaker.</param>
    /// <param name="isWeak">True when no marker is strong enough to stand without "inform".</param>
    public List<string> Read(TokenRange range, bool isOwnVoice, out bool isWeak)
    {
        var acts = new List<string>();
        isWeak = true;
        for (var i = range.Start; i < range.End; i++)
        {
            if (!_tokens[i].IsWord)
                continue;
            var length = -1;
            foreach (var (marker, words) in tables.Markers.At(_tokens[i], _tokens, new TokenRange(Math.Max(range.Start, SentenceStart(i)), Math.Min(range.End, SentenceEnd(i))), IsAny))
            {
                if (length >= 0 && words.Length < length)
                    break;
                if (marker.NeedsFirstPerson && !(isOwnVoice && IsFirstPerson(i)))
                    continue;
                if (!marker.IsNegative && IsNegated(i))
                    continue;
                length = words.Length;
                isWeak &= marker.IsWeak;
                foreach (var act in marker.Acts)
                {
                    if (!acts.Contains(act))
                        acts.Add(act);
                }
            }

            if (IsOwnFuture(i, range, isOwnVoice))
            {
                if (!acts.Contains("promise"))
                    acts.Add("promise");
            }
        }

        return acts;
    }

    private static bool IsAny(int token) => true;

    private int SentenceStart(int token) => text.SentenceOf(token).Tokens.Start;

    private int SentenceEnd(int token) => text.SentenceOf(token).Tokens.End;

    private bool IsNegated(int head) =>
        head > 0 && _tokens[head - 1].Fold is "не" or "not" or "never" || head + 1 < _tokens.Length && _tokens[head].Fold is "will" or "would" && _tokens[head + 1].Fold is "not" or "never" || head > 1 && _tokens[head - 2].Fold == "не" && _tokens[head - 1].HasBase("быть");

    // "благодарим", "хочу поблагодарить", "позвольте поздравить", "мы предложили".
    private bool IsFirstPerson(int verb)
    {
        var reading = CueFinder.VerbReading(_tokens[verb]);
        if (reading is { Person: 1 })
            return true;
        if (reading is not { Class: WordClass.Verb, Form: VerbForm.Infinitive or VerbForm.Past })
            return false;
        for (var i = verb - 1; i >= Math.Max(SentenceStart(verb), verb - 5); i--)
        {
            if (_tokens[i].Fold is "мы" or "я" or "хочу" or "хотим" or "хотел" or "хотела" or "хотелось" or "позвольте" or "разрешите" or "рад" or "рада" or "рады" or "должен")
                return true;
        }

        return false;
    }

    // A perfective future is a promise where the speaker, his state or his firm is the subject: "Китай увеличит закупки", "мы откроем".
    private bool IsOwnFuture(int verb, TokenRange range, bool isOwnVoice)
    {
        if (CueFinder.VerbReading(_tokens[verb]) is not { Class: WordClass.Verb, Form: VerbForm.NonPast } reading || _tokens[verb].Readings[0].Class != WordClass.Verb)
            return false;
        var isFuture = reading.Aspects == Aspects.Perfective || reading.Base == "быть" && HasInfinitiveAfter(verb, range);
        if (!isFuture || verb > range.Start && _tokens[verb - 1].Fold == "не")
            return false;
        var clause = syntax.ClauseAt(verb);
        if (clause.Kind == ClauseKind.Relative || StartsWithIf(clause))
            return false;
        if (reading.Person == 1)
            return isOwnVoice;
        if (reading.Person != 3)
            return false;
        for (var i = verb - 1; i >= Math.Max(range.Start, clause.Tokens.Start); i--)
        {
            if (actors.TopAt(i) is { } mention && (mention.Cases & Cases.Nominative) != 0 && syntax.PrepositionOf[mention.Extent.Start] is null)
                return true;
            if (_tokens[i].ReadingOf(WordClass.Noun) is { } noun && (syntax.CaseOf[i] & Cases.Nominative) != 0 && syntax.PrepositionOf[i] is null && noun.Base is "страна" or "сторона" or "правительство" or "республика" or "компания" or "корпорация" or "банк" or "министерство")
                return true;
        }

        return !isOwnVoice && !HasSubject(verb, range, clause);
    }

    private bool HasInfinitiveAfter(int verb, TokenRange range)
    {
        for (var i = verb + 1; i < Math.Min(range.End, verb + 5); i++)
        {
            if (_tokens[i].Readings.Length > 0 && _tokens[i].Readings[0] is { Class: WordClass.Verb, Form: VerbForm.Infinitive })
                return true;
        }

        return false;
    }

    private bool HasSubject(int verb, TokenRange range, Clause clause)
    {
        for (var i = Math.Max(range.Start, clause.Tokens.Start); i < verb; i++)
        {
            if ((syntax.CaseOf[i] & Cases.Nominative) != 0 && syntax.PrepositionOf[i] is null && _tokens[i].Readings.Length > 0 && _tokens[i].Readings[0].Class is WordClass.Noun or WordClass.Pronoun)
                return true;
        }

        for (var i = verb + 1; i < Math.Min(range.End, clause.Tokens.End); i++)
        {
            if (syntax.CaseOf[i] == Cases.Nominative && syntax.PrepositionOf[i] is null && _tokens[i].ReadingOf(WordClass.Noun) is not null)
                return true;
        }

        return false;
    }

    private bool StartsWithIf(Clause clause)
    {
        for (var i = clause.Tokens.Start; i < Math.Min(clause.Tokens.End, clause.Tokens.Start + 2); i++)
        {
            if (_tokens[i].Fold is "если" or "когда" or "чтобы" or "пока" or "как")
                return true;
        }

        return false;
    }
}
