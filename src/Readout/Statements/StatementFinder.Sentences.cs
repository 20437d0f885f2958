using System.Collections.Immutable;
using Readout.Actors;
using Readout.Morphology;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Statements;

// Sentences in which speaker and content cannot be parted: thanks, offers, protests.
internal sealed partial class StatementFinder
{
    private bool HasComplement(Cue cue, TokenRange range, Subject subject)
    {
        var saying = cue.Saying;
        if (saying.TakesAnything)
            return true;
        var stretch = Stretch(cue.Head, range);
        foreach (var preposition in saying.TakenPrepositions)
        {
            for (var i = stretch.Start; i < stretch.End; i++)
            {
                if (IsOpen(i) && (_tokens[i].Fold == preposition || preposition == "о" && _tokens[i].Fold is "об" or "обо" || preposition == "с" && _tokens[i].Fold == "со"))
                    return true;
            }
        }

        if (saying.TakesInfinitive && InfinitiveAfter(cue, range) >= 0)
            return true;
        foreach (var cases in saying.TakenCases)
        {
            if (AllCases(cases, cue, stretch, subject))
                return true;
        }

        return false;
    }

    private int InfinitiveAfter(Cue cue, TokenRange range)
    {
        for (var i = cue.Head + 1; i < range.End; i++)
        {
            if (!IsOpen(i) || _tokens[i].Is(':') || _tokens[i].Is(';') || IsThat(i))
                return -1;
            if (_tokens[i].Readings.Length > 0 && _tokens[i].Readings[0] is { Class: WordClass.Verb, Form: VerbForm.Infinitive })
                return i;
            if (ClauseSplitter.IsFinite(_tokens[i]) && !_subjects.IsAside(i) && _actors.TopAt(i) is null)
                return -1;
        }

        return -1;
    }

    private bool AllCases(Cases cases, Cue cue, TokenRange stretch, Subject subject)
    {
        foreach (var wanted in new[] { Cases.Genitive, Cases.Dative, Cases.Accusative, Cases.Instrumental, Cases.Nominative, Cases.Locative })
        {
            if ((cases & wanted) == 0)
                continue;
            var found = false;
            for (var i = stretch.Start; i < stretch.End && !found; i++)
            {
                if (i == cue.Head || subject.Tokens.Contains(i) || !_tokens[i].IsWord || _syntax.PrepositionOf[i] is not null)
                    continue;
                found = (_syntax.CaseOf[i] & wanted) != 0 && _tokens[i].Readings.Length > 0 && _tokens[i].Readings[0].Class is not (WordClass.Preposition or WordClass.Conjunction or WordClass.Adverb or WordClass.Verb);
                // "Сообщения …, она назвала выдумкой": the object stands in a quotation or far to the left.
            }

            for (var i = stretch.Start; i < stretch.End && !found && wanted != Cases.Nominative; i++)
                found = _text.Quotations.Any(q => q.Tokens.Start - 1 == i) && i > cue.Head;
            if (!found)
                found = _actors.In(stretch).Any(m => (m.Cases & wanted) != 0 && _syntax.PrepositionOf[m.Extent.Start] is null && !subject.Tokens.Overlaps(m.Extent));
            if (!found && wanted is Cases.Accusative)
                found = HasObjectLeft(cue, stretch);
            if (!found)
                return false;
        }

        return true;
    }

    private bool HasObjectLeft(Cue cue, TokenRange stretch)
    {
        for (var i = _text.SentenceOf(cue.Head).Tokens.Start; i < stretch.Start; i++)
        {
            if (IsOpen(i) && (_syntax.CaseOf[i] & Cases.Accusative) != 0 && _syntax.PrepositionOf[i] is null && _tokens[i].ReadingOf(WordClass.Noun) is not null)
                return true;
        }

        return false;
    }

    private bool EmitNominal(Cue cue, TokenRange range, ImmutableArray<int> speakers, Subject subject)
    {
        // "выражена готовность", "дана высокая оценка"; but "обещана встреча", "поддержан план" tell of no talk.
        if (cue.Form == CueForm.Passive && (!IsReportingPassive(cue) || cue.Words.Length == 1))
            return false;
        if (cue.Form == CueForm.Converb && CueFinder.VerbReading(_tokens[cue.Head]) is { Aspects: Aspects.Imperfective })
            return true;
        if (cue.Form == CueForm.Finite && !cue.Saying.IsImpersonal && subject.Kind == SubjectKind.Dropped && subject.Tokens.Length == 0 && _lastSpeakers.IsEmpty && speakers.IsEmpty)
            return false;
        // A person greeted is welcomed, not supported.
        if (cue.Saying.Name.EndsWith("приветствовать", StringComparison.Ordinal) && IsPersonGreeted(cue, range))
            return true;
        var lead = Lead(cue, subject, range, out var sharesSubject);
        var end = SentenceEnd(cue, range);
        var acts = NominalActs(cue, new TokenRange(lead, end));
        var addressee = Addressee(cue, range, subject, speakers);
        if (cue.Saying.PartsContent)
        {
            EndSentenceBefore(cue, range);
            var start = ContentStart(cue, range);
            var content = TrimBoth(new TokenRange(start, end));
            // "О визите сообщил посол": the content comes first.
            if (subject.Tokens.Length > 0 && subject.Tokens.Start <= content.Start && ContentBefore(cue, range) is { Length: > 0 } before)
                content = before;
            // "Даты не названы, об этом заявил посол": the words before are what was said.
            // "…, о чём сообщили в агентстве"
            var pointer = content.Length > 0 && _tokens[content.Start].Fold is "этом" or "том" or "чем" ? content.Start
                : cue.Words.Start - 1 > range.Start && _tokens[cue.Words.Start - 1].Fold is "чем" && _tokens[cue.Words.Start - 2].Fold == "о" ? cue.Words.Start - 1 : -1;
            if (pointer >= 0)
            {
                content = PointedAt(pointer, range);
                _lastSpeakers = speakers;
            }

            if (content.Length == 0)
                return false;
            // "Минобороны сообщило о 13 погибших": too little to stand by itself.
            if (content.Length <= 6 && subject.Tokens.Length > 0 && subject.Tokens.End <= cue.Words.Start && !HasFinite(content) && acts is ["inform"] && InfinitiveAfter(cue, range) < 0)
                content = TrimBoth(new TokenRange(subject.Tokens.Start, content.End));
            else if (content.Length <= 2 && cue.Words.Start < content.Start && !HasFinite(content) && InfinitiveAfter(cue, range) < 0)
                content = TrimBoth(new TokenRange(cue.Words.Start, content.End));
            EmitReported(content, speakers, acts, cue.Words, "content:" + cue.Saying.Name, default, addressee);
            Close(content);
            _lastSpeakers = speakers;
            return true;
        }

        if (_found.Count > 0 && _found[^1] is { IsWholeSentence: true } last && last.Evidence.Overlaps(range) && (sharesSubject || Same(last.Speakers, speakers)))
        {
            _found[^1] = last with { Evidence = TrimBoth(new TokenRange(last.Evidence.Start, Math.Max(end, last.Evidence.End))), Acts = [.. last.Acts.Union(acts)], Addressee = last.Addressee ?? addressee };
            _lastSpeakers = speakers;
            return true;
        }

        var evidence = TrimBoth(new TokenRange(lead, end));
        EmitReported(evidence, speakers, acts, cue.Words, "sentence:" + cue.Saying.Name, subject.Tokens, addressee, isWhole: true);
        _lastSpeakers = speakers;
        return true;
    }

    private static bool Same(ImmutableArray<int> a, ImmutableArray<int> b) => !a.IsEmpty && a.SequenceEqual(b);

    private bool IsPersonGreeted(Cue cue, TokenRange range)
    {
        for (var i = cue.Head + 1; i < Math.Min(range.End, cue.Head + 4); i++)
        {
            if (_actors.TopAt(i) is { } mention && mention.Actors.Any(a => _actors.Actors[a].Kind == ActorKind.Person))
                return true;
            if (_subjects.SpeakerNounAt(i) == SpeakerNoun.Person || _tokens[i].Fold is "делегацию" or "гостей" or "участников" or "собравшихся" or "присутствующих")
                return true;
        }

        return false;
    }

    /// <summary>Where the evidence of a whole sentence begins: at the sentence, at the clause of its own subject, or at the verb that shares a subject.</summary>
    private int Lead(Cue cue, Subject subject, TokenRange range, out bool sharesSubject)
    {
        sharesSubject = false;
        var before = PredicateBefore(cue.Head, range);
        if (before < 0)
        {
            // A converb's phrase ("обвинив его в …") stands by itself.
            if (cue.Form == CueForm.Converb)
            {
                sharesSubject = true;
                var phrase = cue.Words.Start;
                while (phrase > range.Start && !_tokens[phrase - 1].Is(','))
                    phrase--;
                return phrase;
            }

            // "лишь 48 компаний с …, и стороны признали": the clause of the verb's own subject.
            var own = subject.Tokens.Length > 0 && subject.Tokens.Start >= range.Start && subject.Tokens.Start < cue.Head ? subject.Tokens.Start : cue.Words.Start;
            if (own - 2 > range.Start && _tokens[own - 1].Fold is "и" or "а" or "но" && _tokens[own - 2].Is(','))
                return own;
            for (var i = cue.Words.Start - 1; i >= range.Start; i--)
            {
                if (!IsOpen(i) && !IsInOrigin(i) && _passages.Any(p => p.Outer.Contains(i)))
                    return Math.Min(cue.Words.Start, i + 1);
                if ((_tokens[i].Is(':') || _tokens[i].Is(';')) && HasFinite(new TokenRange(range.Start, i)))
                    return i + 1;
            }

            return AfterLeadOrigin(range);
        }

        var first = cue.Words.Start;
        if (cue.Form == CueForm.Converb)
        {
            sharesSubject = true;
            while (first > before + 1 && !_tokens[first - 1].Is(','))
                first--;
            return first;
        }

        if (subject.Tokens.Length > 0 && subject.Tokens.Start > before && subject.Tokens.Start < cue.Head)
            first = Math.Min(first, subject.Tokens.Start);
        else
            sharesSubject = _subjects.IsCoordinated(cue.Head, before) && subject.Tokens.End <= before + 1;
        for (var i = first - 1; i > before; i--)
        {
            if (_actors.TopAt(i) is not null)
                continue;
            if (_tokens[i].Is(',') || _tokens[i].Fold is "и" or "а" or "но" || !IsOpen(i) || SpeechFinder.IsDash(_tokens[i]))
                return i + 1;
        }

        return before + 1;
    }

    private bool IsInOrigin(int token) => _closed[token] && IsOriginAt(token);

    private int AfterLeadOrigin(TokenRange range)
    {
        var start = range.Start;
        while (start < range.End && (_closed[start] || _tokens[start].Is(',')))
            start++;
        return start == range.End ? range.Start : start;
    }

    private int PredicateBefore(int verb, TokenRange range)
    {
        for (var i = verb - 1; i >= range.Start; i--)
        {
            if (_tokens[i].Is(':') || _tokens[i].Is(';'))
                return i;
            if (ClauseSplitter.IsFinite(_tokens[i]) && IsOpen(i) && !_subjects.IsAside(i) && _syntax.ClauseAt(i).Kind != ClauseKind.Subordinate && _actors.TopAt(i) is null && !_tokens[i].HasBase("быть"))
                return i;
        }

        return -1;
    }

    private int SentenceEnd(Cue cue, TokenRange range)
    {
        for (var i = cue.Head + 1; i < range.End; i++)
        {
            if (!IsOpen(i) && (_passages.Any(p => p.Outer.Start == i) || IsOriginAt(i)))
                return i;
            if (_tokens[i].Is(';'))
                return i;
            if (!IsOpen(i))
                continue;
            if (_tokens[i].Is(':') && ColonOpensClause(i, range))
                return i;
            if (_tokens[i].Is(',') && i + 1 < range.End && ConverbCueAfter(i, range) >= 0)
                return i;
            if (i + 1 < range.End && (_tokens[i].Is(',') && _tokens[i + 1].Fold is "и" or "а" or "но" || _tokens[i].Fold is "и" or "а" or "но") && OtherPredicateAfter(cue, i, range))
                return i;
        }

        return range.End;
    }

    // What follows the colon has an aside of its own, or is speech: "не поддержал идею: саммит, по его словам, …".
    private bool ColonOpensClause(int colon, TokenRange range)
    {
        if (_passages.Any(p => p.Outer.Start == colon + 1))
            return true;
        return _found.Any(f => f.Evidence.Start > colon && range.Contains(f.Evidence.Start));
    }

    /// <summary>True when a clause with another subject begins after a conjunction ("…, а генеральный секретарь был принят").</summary>
    private bool OtherPredicateAfter(Cue cue, int mark, TokenRange range)
    {
        for (var i = mark + 1; i < range.End; i++)
        {
            if (!IsOpen(i) || _tokens[i].Is(':') || _tokens[i].Is(';'))
                return false;
            if (!ClauseSplitter.IsFinite(_tokens[i]) || _actors.TopAt(i) is not null)
                continue;
            if (_subjects.IsAside(i))
                return false;
            var own = _subjects.Of(i, new TokenRange(mark + 1, range.End), IsOpen);
            return own.Kind is SubjectKind.Actor or SubjectKind.Somebody or SubjectKind.Thing && own.Tokens.Length > 0 && own.Tokens.Start > mark && own.Tokens.Start < i && _syntax.ClauseAt(i).Kind == ClauseKind.Main
                && CueFinder.VerbReading(_tokens[cue.Head]) is not null;
        }

        return false;
    }

    /// <summary>A cue with a clause of its own ends the sentence-long statement before it: "поблагодарил … | и подчеркнул, что".</summary>
    private void EndSentenceBefore(Cue cue, TokenRange range)
    {
        if (_found.Count == 0 || _found[^1] is not { IsWholeSentence: true } last || !range.Contains(last.Evidence.Start) || last.Evidence.End <= cue.Words.Start)
            return;
        var conjunction = _subjects.ConjunctionBefore(cue.Words.Start, last.Evidence.Start);
        if (conjunction < 0)
        {
            conjunction = cue.Words.Start;
            while (conjunction > last.Evidence.Start && !_tokens[conjunction].Is(',') && _tokens[conjunction].Fold is not ("и" or "а" or "но"))
                conjunction--;
        }

        var evidence = TrimBoth(new TokenRange(last.Evidence.Start, conjunction));
        // "Поблагодарив за приём, гость напомнил, что": the converb's phrase alone.
        if (evidence.Length > 0)
            _found[^1] = last with { Evidence = evidence };
    }

    private int ContentStart(Cue cue, TokenRange range)
    {
        // "заявил о | готовности …", "договорились | открыть …", "условились о | встрече".
        for (var i = cue.Head + 1; i < cue.Words.End; i++)
        {
            if (_tokens[i].Fold is "о" or "об")
                return i + 1;
        }

        if (cue.Words.End == cue.Head + 1 && InfinitiveAfter(cue, range) < 0)
        {
            for (var i = cue.Head + 1; i < range.End && IsOpen(i) && !_tokens[i].Is(','); i++)
            {
                if (cue.Saying.TakenPrepositions.Contains(_tokens[i].Fold is "об" or "обо" ? "о" : _tokens[i].Fold))
                    return i + 1;
            }
        }

        return cue.Words.End;
    }

    private TokenRange PointedAt(int pronoun, TokenRange range)
    {
        var end = pronoun - 1;
        while (end > range.Start && !_tokens[end].Is(','))
            end--;
        if (HasFinite(new TokenRange(range.Start, end)))
            return TrimBoth(new TokenRange(range.Start, end));
        var sentence = _tokens[range.Start].Sentence;
        if (sentence == 0 || WithoutDateline(_text.Sentences[sentence - 1]) is not { Tokens: { Length: > 3 } before } || _text.IsInTitle(before.Start) || _found.Any(f => f.Evidence.Overlaps(before)))
            return default;
        return TrimBoth(before);
    }

    private TokenRange ContentBefore(Cue cue, TokenRange range)
    {
        for (var i = cue.Head - 1; i >= range.Start && IsOpen(i) && !ClauseSplitter.IsFinite(_tokens[i]) && _tokens[i].Kind != TokenKind.Punctuation; i--)
        {
            if (cue.Saying.TakenPrepositions.Contains(_tokens[i].Fold is "об" or "обо" ? "о" : _tokens[i].Fold))
                return TrimBoth(new TokenRange(i + 1, cue.Head));
        }

        return default;
    }

    private ImmutableArray<string> NominalActs(Cue cue, TokenRange range)
    {
        var acts = cue.Saying.Acts;
        if (cue.Saying.Name.StartsWith("пожелать", StringComparison.Ordinal) && _found.Any(f => f.Acts.Contains("condole")))
            return ["condole"];
        if (cue.Saying.Name.Contains("телеграмм", StringComparison.Ordinal) && acts is ["inform"])
        {
            var told = _found.LastOrDefault(f => f.Acts.Contains("condole") || f.Acts.Contains("congratulate"));
            return told is null ? acts : [told.Acts.First(a => a is "condole" or "congratulate")];
        }

        return acts[0] == "inform" ? MarkedActs(range, false) : acts;
    }
}
