using System.Collections.Immutable;
using Readout.Actors;
using Readout.Morphology;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Statements;

// Phrases set into a sentence: "по словам …", "как отметил …", ", сказал он,".
internal sealed partial class StatementFinder
{
    private void ReadAsides(Sentence sentence)
    {
        var range = sentence.Tokens;
        for (var i = range.Start; i < range.End; i++)
        {
            if (_closed[i] || !_tokens[i].IsWord)
                continue;
            if (ReadAttribution(i, range) || ReadAs(i, range) || ReadInsertion(i, range))
                return;
        }
    }

    private bool ReadAttribution(int at, TokenRange range)
    {
        foreach (var row in _tables.Attributions)
        {
            if (_tokens[at].Fold != row.Preposition)
                continue;
            for (var noun = at + 1; noun < Math.Min(range.End, at + 4); noun++)
            {
                if (row.Has(_tokens[noun]) && (_tokens[noun].CasesOf() & Cases.Dative) != 0)
                    return ReadAttribution(row, new TokenRange(at, noun + 1), range);
                if (!_tokens[noun].IsWord || (_tokens[noun].Readings.Length > 0 && _tokens[noun].Readings[0].Class is WordClass.Noun or WordClass.Verb))
                    break;
            }
        }

        return false;
    }

    private bool ReadAttribution(Attribution row, TokenRange phrase, TokenRange range)
    {
        var speakers = ImmutableArray<int>.Empty;
        var end = phrase.End;
        var owner = _tokens[phrase.Start + 1].Fold;
        if (owner is "его" or "ее" or "их")
        {
            speakers = _actors.TopAt(phrase.Start + 1) is { } pronoun && pronoun.Actors.Length > 0 ? pronoun.Actors : _lastSpeakers;
            // "пишет газета со ссылкой на посла. По его словам, …": who was named last before.
            if (speakers.IsEmpty && _actors.Mentions.LastOrDefault(m => m is { IsNested: false, Actor: >= 0, Form: MentionForm.Name } && m.Extent.End <= phrase.Start && _actors.Actors[m.Actor].Kind == ActorKind.Person && _text.SentenceOf(phrase.Start).Index - _text.SentenceOf(m.Extent.Start).Index == 1) is { } named)
                speakers = named.Actors;
        }
        else if (owner is "нашим" or "моим" or "вашим" or "собственным")
        {
            return false;
        }
        else
        {
            // The genitive after the noun, up to the comma that closes the phrase, else as far as it goes.
            var comma = CommaBeforePredicate(end, range);
            if (comma > 0)
                end = comma;
            else while (end < range.End && !_tokens[end].Is(',') && !ClauseSplitter.IsFinite(_tokens[end]) && !(_actors.TopAt(end) is null && _syntax.PrepositionOf[end] is { } p && p != row.Preposition))
                end = _actors.TopAt(end) is { } m && m.Extent.End > end ? Math.Min(range.End, m.Extent.End) : end + 1;
            var named = new TokenRange(phrase.End, end);
            if (_subjects.IsMediaNoun(named) || _actors.In(named).Any(m => m.Actor >= 0 && _actors.Actors[m.Actor].Sector == "MED"))
            {
                AddOrigin(named);
                Close(new TokenRange(phrase.Start, end));
                return false;
            }

            speakers = OwnerIn(named);
            if (speakers.IsEmpty && row.NeedsSpeaker && !HasSpeakerNoun(named))
                return false;
            if (named.Length == 0)
                return false;
            if (speakers.IsEmpty && !HasSpeakerNoun(named) && named.Length > 0 && !_tokens[named.Start].IsCapitalized)
                speakers = row.NeedsSpeaker ? speakers : _lastSpeakers;
        }

        if (IsInsideReport(phrase.Start, range))
            return false;
        if (end < range.End && _tokens[end].Is(','))
            end++;
        var evidence = AsideEvidence(new TokenRange(phrase.Start, end), range);
        if (evidence.Length < 2 || !HasPredicateOrVerb(evidence))
            return false;
        var acts = row.Acts.IsEmpty ? MarkedActs(evidence, false) : row.Acts;
        EmitReported(evidence, speakers, acts, new TokenRange(phrase.Start, phrase.End), "attribution:" + row.Preposition + " " + row.Nouns[^1], default);
        Close(evidence);
        _lastSpeakers = speakers.IsEmpty ? _lastSpeakers : speakers;
        return true;
    }

    private int CommaBeforePredicate(int start, TokenRange range)
    {
        for (var i = start; i < range.End; i++)
        {
            if (_actors.TopAt(i) is { } mention && mention.Extent.End - 1 > i)
                i = mention.Extent.End - 1;
            else if (_tokens[i].Is(','))
                return i;
            else if (_tokens[i].Is(':') || _tokens[i].Is(';') || ClauseSplitter.IsFinite(_tokens[i]))
                return -1;
        }

        return -1;
    }

    // "заверил, что …, а товарооборот, по его прогнозу, вырастет": the clause already is a report.
    private bool IsInsideReport(int aside, TokenRange range)
    {
        for (var i = aside - 1; i > range.Start && !_tokens[i].Is(':') && !_tokens[i].Is(';'); i--)
        {
            if (!IsThat(i))
                continue;
            for (var head = i - 2; head >= range.Start; head--)
            {
                if (IsOpen(head) && _tokens[head].IsWord && _cues.At(head, new TokenRange(range.Start, i), IsOpen).Any(c => c.Saying.TakesClause && ThatAfter(c, range) == i + 1))
                    return true;
            }
        }

        return false;
    }

    private bool HasPredicateOrVerb(TokenRange range)
    {
        var words = 0;
        for (var i = range.Start; i < range.End; i++)
            words += _tokens[i].IsWord ? 1 : 0;
        return words >= 2;
    }

    private bool HasSpeakerNoun(TokenRange range)
    {
        for (var i = range.Start; i < range.End; i++)
        {
            if (_subjects.SpeakerNounAt(i) is SpeakerNoun.Person or SpeakerNoun.Body)
                return true;
        }

        return false;
    }

    /// <summary>The actor named in a genitive phrase; an adjective counts ("китайских властей").</summary>
    private ImmutableArray<int> OwnerIn(TokenRange range)
    {
        ActorMention? nested = null;
        foreach (var mention in _actors.In(range, withNested: true))
        {
            if (!mention.IsNested && IsPerson(mention.Actors))
                return mention.Actors;
            if (nested is null || (nested.IsNested && !mention.IsNested))
                nested = mention;
        }

        if (nested is not null)
            return nested.Actors;
        return range.Length > 0 && _actors.TopAt(range.Start) is { } covering ? covering.Actors : [];
    }

    /// <summary>What an aside reports: before it, after it, or the clause around it.</summary>
    private TokenRange AsideEvidence(TokenRange aside, TokenRange range)
    {
        var (start, end) = (range.Start, range.End);
        // "подписать не успели: документ, как пояснили в министерстве, проходит согласование".
        for (var i = aside.Start - 1; i >= range.Start; i--)
        {
            if ((_tokens[i].Is(':') || _tokens[i].Is(';')) && HasFinite(new TokenRange(range.Start, i)) && IsOpen(i))
            {
                start = i + 1;
                break;
            }
        }

        for (var i = aside.End; i < range.End; i++)
        {
            if (_tokens[i].Is(';') && IsOpen(i) || (_closed[i] && IsOriginAt(i)))
            {
                end = i;
                break;
            }
        }

        while (start < aside.Start && IsLead(start))
            start++;
        if (aside.Start - start <= 0 || aside.Start == start)
            return Cut(TrimBoth(new TokenRange(aside.End, end)));
        if (!HasWord(new TokenRange(aside.End, end)))
            return TrimBoth(new TokenRange(start, aside.Start));
        return Cut(TrimBoth(new TokenRange(start, end)));
    }

    // "… , добавив, что …" at the end of a report is another one.
    private TokenRange Cut(TokenRange range)
    {
        for (var i = range.Start + 1; i + 1 < range.End; i++)
        {
            if (_tokens[i].Is(',') && IsOpen(i) && ConverbCueAfter(i, range) >= 0)
                return TrimBoth(new TokenRange(range.Start, i));
        }

        return range;
    }

    private int ConverbCueAfter(int comma, TokenRange range)
    {
        for (var i = comma + 1; i < Math.Min(range.End, comma + 4); i++)
        {
            if (!_tokens[i].IsWord || _closed[i])
                return -1;
            if (CueFinder.FormOf(_tokens[i]) == CueForm.Converb && _tokens[i].Readings[0] is { Class: WordClass.Converb })
                return _cues.At(i, new TokenRange(i, range.End), IsOpen).Any(c => !c.Saying.IsBlocker && (c.Saying.TakesClause && ThatAfter(c, range) >= 0)) ? i : -1;
            if (ClauseSplitter.IsFinite(_tokens[i]))
                return -1;
        }

        return -1;
    }

    private bool IsOriginAt(int token) => _origins.Any(o => o.Evidence.Start >= _tokens[token].Span.Start && o.Evidence.Start < _tokens[token].Span.Start + 60) && !_passages.Any(p => p.Outer.Contains(token)) && !_text.Quotations.Any(q => q.Tokens.Contains(token));

    private bool IsLead(int token) => SpeechFinder.IsDash(_tokens[token]) || _tokens[token].Is(',');

    private bool HasWord(TokenRange range)
    {
        for (var i = range.Start; i < range.End; i++)
        {
            if (_tokens[i].IsWord || _tokens[i].Kind == TokenKind.Number)
                return true;
        }

        return false;
    }

    private bool HasFinite(TokenRange range)
    {
        for (var i = range.Start; i < range.End; i++)
        {
            if (ClauseSplitter.IsFinite(_tokens[i]) && IsOpen(i))
                return true;
        }

        return false;
    }

    private bool HasInfinitive(TokenRange range)
    {
        for (var i = range.Start; i < range.End; i++)
        {
            if (_tokens[i].Readings is [{ Class: WordClass.Verb, Form: VerbForm.Infinitive }, ..] && IsOpen(i))
                return true;
        }

        return false;
    }

    // "Как сообщил министр, …", "…, как пояснили в министерстве, …"
    private bool ReadAs(int at, TokenRange range)
    {
        if (_tokens[at].Fold != "как" || at + 2 >= range.End)
            return false;
        if (at > range.Start && !_tokens[at - 1].Is(',') && !_tokens[at - 1].Is('(') && !SpeechFinder.IsDash(_tokens[at - 1]) && !_tokens[at - 1].Is(':'))
            return false;
        var head = at + 1;
        while (head < range.End && IsAdverb(head))
            head++;
        if (head >= range.End || _closed[head])
            return false;
        var cue = _cues.At(head, new TokenRange(at, range.End), IsOpen).FirstOrDefault(c => c.Saying.IsBlocker || c.Saying.TakesClause);
        if (cue is { Saying.IsImpersonal: true } && IsOnSite(head, range, out var end))
        {
            Close(new TokenRange(at, end));
            return false;
        }

        return cue is { Saying.IsBlocker: false, Form: CueForm.Finite } && ReadAside(cue, at, range);
    }

    // "как говорится на сайте президента": where the news was read.
    private bool IsOnSite(int verb, TokenRange range, out int end)
    {
        end = AsideEnd(verb, range);
        for (var i = verb + 1; i < end; i++)
        {
            if (_syntax.PrepositionOf[i] is "на" or "в" && _subjects.SpeakerNounAt(i) == SpeakerNoun.Media)
                return true;
        }

        return false;
    }

    private bool IsAdverb(int token) =>
        _tokens[token].IsWord && (_tokens[token].Fold is "также" or "ранее" or "уже" or "при" or "этом" or "еще" or "в" or "частности" or "позднее" or "накануне" or "затем"
            || (_tokens[token].Readings.Length > 0 && _tokens[token].Readings[0].Class == WordClass.Adverb));

    // "Банк откроет представительство, добавила она." "В мае, напомнил он, фонд утроили."
    private bool ReadInsertion(int at, TokenRange range)
    {
        if (at <= range.Start + 1 || CueFinder.FormOf(_tokens[at]) != CueForm.Finite)
            return false;
        var start = at;
        while (start > range.Start && IsAdverb(start - 1))
            start--;
        if (start == range.Start || (!_tokens[start - 1].Is(',') && !SpeechFinder.IsDash(_tokens[start - 1])))
            return false;
        if (_passages.Any(p => p.Frame == at))
            return false;
        var cue = _cues.At(at, new TokenRange(at, range.End), IsOpen).FirstOrDefault(c => c.Saying is { TakesQuotation: true, TakesClause: true });
        if (cue is null || ThatAfter(cue, range) >= 0)
            return false;
        var end = AsideEnd(at, range);
        var own = _subjects.Of(at, new TokenRange(at, end), IsOpen);
        // The reported words need a predicate of their own; without one ("Это выгодно всем, заключил премьер") the subject must follow the verb at once.
        if (!HasFinite(new TokenRange(range.Start, start - 1)) && !HasFinite(new TokenRange(at + 1, range.End)) && !HasInfinitive(new TokenRange(at + 1, range.End)) && !(start - range.Start > 3 && own.Tokens.Start == at + 1 && own.Tokens.Length > 0))
            return false;
        if (own.Kind is SubjectKind.Thing || (own.Kind == SubjectKind.Dropped && own.Tokens.Length == 0 && !IsPlaceAfter(at, end) && !(end >= range.End - 1 && end - at <= 2)))
            return false;
        return ReadAside(cue, start, range);
    }

    private bool IsPlaceAfter(int verb, int end) =>
        CueFinder.VerbReading(_tokens[verb]) is { Numbers: Numbers.Plural } && verb + 1 < end && _tokens[verb + 1].Fold is "в" or "на";

    private int AsideEnd(int head, TokenRange range)
    {
        var end = head + 1;
        while (end < range.End && !(_tokens[end].Is(',') && !_subjects.IsDateComma(end, head, range.End) && !_subjects.IsAside(Math.Min(end + 1, range.End - 1))) && !IsStop(end) && !_tokens[end].Is(')') && !SpeechFinder.IsDash(_tokens[end]) && !_tokens[end].Is(':') && !_tokens[end].Is(';'))
            end++;
        return end;
    }

    // A full stop, not that of an initial ("М. Саидзода").
    private bool IsStop(int token) =>
        _tokens[token].Is('.') && !(token + 1 < _tokens.Length && _tokens[token + 1].Span.Start == _tokens[token].Span.End && _tokens[token + 1].IsWord) && !(token > 0 && _tokens[token - 1].IsWord && _tokens[token - 1].Text.Length == 1 && char.IsUpper(_tokens[token - 1].Text[0]));

    private bool ReadAside(Cue cue, int start, TokenRange range)
    {
        var end = AsideEnd(cue.Head, range);
        var aside = new TokenRange(start, Math.Min(range.End, end + (end < range.End && (_tokens[end].Is(',') || SpeechFinder.IsDash(_tokens[end])) ? 1 : 0)));
        var speakers = SpeakersOf(cue, new TokenRange(start, end), out var subject);
        if (subject.Kind == SubjectKind.Media)
        {
            AddOrigin(subject.Tokens);
            Close(aside);
            return false;
        }

        if (subject.Kind == SubjectKind.Thing)
            return false;
        var evidence = AsideEvidence(aside, range);
        if (!HasPredicateOrVerb(evidence))
            return false;
        Close(new TokenRange(start, end));
        EmitReported(evidence, speakers, ContentActs(evidence, cue.Saying, false), cue.Words, "aside:" + cue.Saying.Name, new TokenRange(start, end));
        Close(evidence);
        _lastSpeakers = speakers;
        return true;
    }
}
