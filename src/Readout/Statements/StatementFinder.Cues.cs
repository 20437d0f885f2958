using System.Collections.Immutable;
using Readout.Morphology;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Statements;

// Cues with a clause, a noun or an infinitive.
internal sealed partial class StatementFinder
{
    private void ReadCues(Sentence sentence)
    {
        var range = sentence.Tokens;
        for (var head = range.Start; head < range.End; head++)
        {
            if (_closed[head] || !_tokens[head].IsWord || _passages.Any(p => p.Frame == head && p.Outer.Start < head))
                continue;
            var form = CueFinder.FormOf(_tokens[head]);
            if (form == CueForm.None || IsNotVerbHere(head, form))
                continue;
            var kind = _syntax.ClauseAt(head).Kind;
            if (kind == ClauseKind.Subordinate && !_unattributed.Exists(c => c.Contains(head)) || (kind == ClauseKind.Participial && form != CueForm.Passive))
                continue;
            foreach (var cue in _cues.At(head, Stretch(head, range), IsOpen))
            {
                // "отвергла эти обвинения: «…»" reports and frames; "сказала: «…»" only frames.
                if (cue.Saying is { IsNeutral: true } && _passages.Any(p => p.Frame == head))
                    continue;
                if (cue.Saying.IsBlocker || ReadCue(cue, range, kind == ClauseKind.Relative))
                    break;
            }
        }
    }

    // A word that only might be a verb: "благодаря", "тем не менее".
    private bool IsNotVerbHere(int head, CueForm form) => form switch
    {
        CueForm.Converb => _tokens[head].Readings[0].Class != WordClass.Converb,
        _ => _tokens[head].Readings[0].Class is not (WordClass.Verb or WordClass.Participle or WordClass.Adjective) && !_tokens[head].Readings.Any(r => r is { Class: WordClass.Verb } or { IsShort: true }),
    };

    /// <summary>Where the words of a cue may stand: from the predicate before to the predicate after.</summary>
    private TokenRange Stretch(int head, TokenRange range)
    {
        var (start, end) = (head, head + 1);
        while (start > range.Start && IsOpen(start - 1) && !JoinsPredicates(start - 1, head, range) && !_tokens[start - 1].Is(':') && !_tokens[start - 1].Is(';') && !(ClauseSplitter.IsFinite(_tokens[start - 1]) && !_tokens[start - 1].HasBase("быть")))
            start--;
        while (end < range.End && IsOpen(end) && !_tokens[end].Is(':') && !_tokens[end].Is(';') && !IsThat(end) && !(ClauseSplitter.IsFinite(_tokens[end]) && !_subjects.IsAside(end) && _actors.TopAt(end) is null))
            end++;
        return new TokenRange(start, end);
    }

    // "оценил развитие связей и отметил, что": what stands before "и" belongs to the verb before it.
    private bool JoinsPredicates(int token, int head, TokenRange range)
    {
        if (_tokens[token].Fold is not ("и" or "а" or "но"))
            return false;
        for (var i = token + 1; i < head; i++)
        {
            if (!IsAdverb(i))
                return false;
        }

        for (var i = token - 1; i >= range.Start && !_tokens[i].Is(':'); i--)
        {
            if (ClauseSplitter.IsFinite(_tokens[i]) && IsOpen(i) && !_subjects.IsAside(i))
                return true;
        }

        return false;
    }

    private bool IsThat(int token) =>
        token > 0 && _tokens[token - 1].Is(',') && _tokens[token].Fold is "что" or "чтобы" or "будто" or "якобы";

    private bool ReadCue(Cue cue, TokenRange range, bool isRelative)
    {
        // "будет объявлено": nothing has been said yet.
        if (cue.Form == CueForm.Passive && cue.Head > range.Start && _tokens[cue.Head - 1].Fold is "будет" or "будут" or "быть" or "не")
            return true;
        if (cue.Head > range.Start && _tokens[cue.Head - 1].Fold == "не" && !cue.Saying.Name.StartsWith("не ", StringComparison.Ordinal))
            return true;
        var speakers = SpeakersOf(cue, range, out var subject);
        if (subject.Kind is SubjectKind.Thing or SubjectKind.Media && !cue.Saying.IsImpersonal && cue.Form != CueForm.Passive)
            return subject.Kind == SubjectKind.Thing;
        if (cue.Saying.TakesClause && ThatAfter(cue, range) is var content and >= 0)
            return EmitClause(cue, content, range, speakers, subject);
        if (cue.Saying.TakesQuotation && (cue.Saying.PartsContent || _text.Language != "ru") && ColonAfter(cue, range) is var colon and >= 0 && colon + 1 < range.End && IsOpen(colon + 1) && HasFinite(new TokenRange(colon + 1, range.End)) && cue.Form == CueForm.Finite)
            return EmitClause(cue, colon + 1, range, speakers, subject);
        if (isRelative || (cue.Saying.TakesQuotation && EmitFragmentAfter(cue, range, speakers)))
            return true;
        return HasComplement(cue, range, subject) && EmitNominal(cue, range, speakers, subject);
    }

    /// <summary>Where the reported clause begins: after "что", or at the question word; -1 when no clause hangs on the cue.</summary>
    private int ThatAfter(Cue cue, TokenRange range)
    {
        for (var i = cue.Head + 1; i + 1 < range.End; i++)
        {
            if (!IsOpen(i))
                continue;
            if (_tokens[i].Is(':') || _tokens[i].Is(';'))
                return -1;
            if (_tokens[i].Is(','))
            {
                // "обратил внимание на связи, заявив, что": the clause hangs on the converb.
                if (i >= cue.Words.End && ConverbCueAfter(i, range) >= 0)
                    return -1;
                var next = _tokens[i + 1];
                if (next.Fold is "что" or "будто" or "якобы")
                    return i + 2;
                if (next.Fold is "чтобы" or "почему" or "насколько" or "сколько" or "зачем" or "какой" or "каким" or "какие" or "какая" or "какую" or "каких")
                    return i + 1;
                if (next.Fold == "как" && i + 2 < range.End && !_cues.FrameAt(i + 2) && _tokens[i + 2].Readings.Length > 0 && i + 1 > cue.Words.End - 1 && i == cue.Words.End)
                    return i + 1;
                continue;
            }

            if (i >= cue.Words.End && ClauseSplitter.IsFinite(_tokens[i]) && !_subjects.IsAside(i) && _actors.TopAt(i) is null)
                return -1;
        }

        return -1;
    }

    private int ColonAfter(Cue cue, TokenRange range)
    {
        for (var i = cue.Head + 1; i < range.End; i++)
        {
            if (_tokens[i].Is(':'))
                return i;
            if (!IsOpen(i) || ClauseSplitter.IsFinite(_tokens[i]) && !_subjects.IsAside(i))
                return -1;
        }

        return -1;
    }

    private bool EmitClause(Cue cue, int start, TokenRange range, ImmutableArray<int> speakers, Subject subject)
    {
        if (cue.Form == CueForm.Passive && !IsReportingPassive(cue))
            return false;
        var end = ClauseEnd(cue, start, range);
        var content = TrimBoth(new TokenRange(start, end));
        if (content.Length == 0)
            return false;
        // "Отмечается, что министр поблагодарил коллегу": nobody says it, so what is told of is who speaks in it.
        if (speakers.IsEmpty && cue.Saying.IsImpersonal && cue.Head < start)
        {
            _unattributed.Add(content);
            return true;
        }

        EndSentenceBefore(cue, range);
        EmitReported(content, speakers, ContentActs(content, cue.Saying, false), cue.Words, "clause:" + cue.Saying.Name, default, Addressee(cue, range, subject, speakers));
        Close(content);
        _lastSpeakers = speakers;
        return true;
    }

    private int ClauseEnd(Cue cue, int start, TokenRange range)
    {
        var leads = cue.Form == CueForm.Converb && PredicateBefore(cue.Head, range) < 0;
        for (var i = start; i + 1 < range.End; i++)
        {
            if (_closed[i] && IsOriginAt(i))
                return i;
            if (!IsOpen(i))
                continue;
            if (_tokens[i].Is(';') && CueAfter(i, range, needsOwnSubject: true))
                return i;
            if (_tokens[i].Fold == "и" && TurnsBack(cue, start, i, range))
                return i;
            if (!_tokens[i].Is(',') && !SpeechFinder.IsDash(_tokens[i]))
                continue;
            if (_closed[i + 1] && IsOriginAt(i + 1))
                return i;
            if (ConverbCueAfter(i, range) >= 0)
                return i;
            // "Сказав, что ждёт гостя, президент заверил, что …": the clause of the main verb.
            if (leads && _tokens[i].Is(',') && _actors.TopAt(i + 1) is { } subject && (subject.Cases & Cases.Nominative) != 0 && CueAfter(i, range, needsOwnSubject: true))
                return i;
            if (_tokens[i + 1].Fold is "и" or "а" or "но" && (SharedCueAfter(cue, i, range) || CueAfter(i, range, needsOwnSubject: true)))
                return i;
        }

        return range.End;
    }

    // "отметил, что страны обладают потенциалом и подчеркнул, что …": the verb after "и" agrees with the speaker's and not with that of the clause.
    private bool TurnsBack(Cue cue, int start, int conjunction, TokenRange range)
    {
        var verb = conjunction + 1;
        while (verb < range.End && IsAdverb(verb))
            verb++;
        if (verb >= range.End || cue.Form != CueForm.Finite || CueFinder.VerbReading(_tokens[cue.Head]) is not { Form: VerbForm.Past } first || CueFinder.VerbReading(_tokens[verb]) is not { Form: VerbForm.Past } second
            || second.Numbers != first.Numbers || second.Genders != first.Genders || !_cues.At(verb, new TokenRange(verb, range.End), IsOpen).Any(c => !c.Saying.IsBlocker && c.Saying.TakesClause && ThatAfter(c, range) >= 0))
            return false;
        for (var i = conjunction - 1; i >= start; i--)
        {
            if (ClauseSplitter.IsFinite(_tokens[i]))
                return CueFinder.VerbReading(_tokens[i]) is { } inner && (inner.Numbers != second.Numbers || (inner.Genders != Genders.None && second.Genders != Genders.None && (inner.Genders & second.Genders) == 0));
        }

        return false;
    }

    // ", и предложил …": back to what the speaker does.
    private bool SharedCueAfter(Cue cue, int comma, TokenRange range)
    {
        var verb = cue.Form == CueForm.Converb ? MainVerb(cue.Head) : cue.Head;
        if (verb < 0 || cue.Form == CueForm.Passive || CueFinder.VerbReading(_tokens[verb]) is not { } first)
            return false;
        for (var i = comma + 2; i < Math.Min(range.End, comma + 10); i++)
        {
            if (!IsOpen(i))
                return false;
            if (!ClauseSplitter.IsFinite(_tokens[i]))
                continue;
            return _subjects.ConjunctionBefore(i, comma) >= 0
                && CueFinder.VerbReading(_tokens[i]) is { } second && second.Form == first.Form && second.Numbers == first.Numbers && second.Genders == first.Genders
                && CueFinder.FormOf(_tokens[i]) == CueForm.Finite
                && _cues.At(i, Stretch(i, range), IsOpen).Any(c => !c.Saying.IsBlocker);
        }

        return false;
    }

    // ", а министр сообщил, что …": somebody else's turn.
    private bool CueAfter(int mark, TokenRange range, bool needsOwnSubject)
    {
        for (var i = mark + 1; i < Math.Min(range.End, mark + 14); i++)
        {
            if (!IsOpen(i))
                return false;
            if (!ClauseSplitter.IsFinite(_tokens[i]))
                continue;
            var subject = _subjects.Of(i, new TokenRange(mark + 1, range.End), IsOpen);
            return (!needsOwnSubject || subject.Kind == SubjectKind.Actor)
                && CueFinder.FormOf(_tokens[i]) == CueForm.Finite
                && _cues.At(i, Stretch(i, range), IsOpen).Any(c => !c.Saying.IsBlocker && (ThatAfter(c, range) >= 0 && c.Saying.TakesClause || !c.Saying.IsNeutral));
        }

        return false;
    }

    private static bool IsReportingPassive(Cue cue) => cue.Saying.Acts[0] is "inform" or "praise" or "promise" or "concern" or "propose" or "agree";
}
