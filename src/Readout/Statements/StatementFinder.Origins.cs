using System.Collections.Immutable;
using Readout.Actors;
using Readout.Morphology;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Statements;

// Whom the text credits for the news: "передает АЗЕРТАДЖ", "со ссылкой на …", "/ТАСС/", "Об этом сообщил …".
internal sealed partial class StatementFinder
{
    private void ReadOrigins(Sentence sentence)
    {
        var range = sentence.Tokens;
        if (IsDateline(sentence))
        {
            foreach (var mention in _actors.In(new TokenRange(range.Start, Math.Min(range.End, range.Start + 14))))
            {
                if (StandsBeforeText(range.Start, mention.Extent.Start) && !_origins.Any(o => o.Evidence == _text.SpanOf(mention.Extent)) && mention.Actor >= 0 && _actors.Actors[mention.Actor].Kind == ActorKind.Organization && mention.Extent.End < _tokens.Length && IsDatelineMark(mention))
                    _origins.Add(new FoundOrigin(mention.Actor, _text.SpanOf(mention.Extent)));
            }
        }

        for (var i = range.Start; i < range.End; i++)
        {
            if (_closed[i] || !_tokens[i].IsWord)
                continue;
            if (_tokens[i].Fold is "ссылкой" or "ссылаясь" && i + 2 < range.End && _tokens[i + 1].Fold == "на")
            {
                var end = PhraseEnd(i + 2, range.End);
                AddOrigin(new TokenRange(i + 2, end));
                Close(new TokenRange(_tokens[i].Fold == "ссылкой" ? i - 1 : i, end));
            }
            else if (_tokens[i].HasBase("передавать") || _tokens[i].HasBase("сообщать") || _tokens[i].HasBase("сообщить") || _tokens[i].HasBase("писать") || _tokens[i].HasBase("информировать"))
            {
                ReadCarrier(i, range);
            }
        }
    }

    // ", сообщает Акорда": a body that passes on the news, with no clause of its own.
    private void ReadCarrier(int verb, TokenRange range)
    {
        var form = CueFinder.VerbReading(_tokens[verb]);
        if (form is not { Class: WordClass.Verb, Form: VerbForm.NonPast or VerbForm.Past } || form is { Person: 1 or 2 })
            return;
        var start = verb;
        while (start > range.Start && IsAdverb(start - 1))
            start--;
        var afterAs = start > range.Start && _tokens[start - 1].Fold == "как";
        var opensAt = afterAs ? start - 1 : start;
        if (opensAt > range.Start && !(_tokens[opensAt - 1].Is(',') || SpeechFinder.IsDash(_tokens[opensAt - 1])))
            return;
        if (!afterAs && opensAt == range.Start)
            return;
        var end = verb + 1;
        while (end < range.End && !_tokens[end].Is(',') && !IsStop(end) && !SpeechFinder.IsDash(_tokens[end]))
            end++;
        if (end + 1 < range.End && _tokens[end].Is(',') && _tokens[end + 1].Fold == "что")
            return;
        var subject = _subjects.Of(verb, new TokenRange(verb, end), IsOpen);
        var isCarrier = subject.Kind == SubjectKind.Media
            || subject.Kind == SubjectKind.Somebody && subject.Actors.IsEmpty && (_tokens[subject.Tokens.Start].HasBase("корреспондент") || _tokens[subject.Tokens.Start].HasBase("журналист"))
            || form is { Form: VerbForm.NonPast } && subject.Kind is SubjectKind.Actor or SubjectKind.Thing or SubjectKind.Dropped && !IsPerson(subject.Actors) && subject.Tokens.Length > 0;
        if (!isCarrier)
            return;
        AddOrigin(subject.Tokens);
        Close(new TokenRange(opensAt, end));
    }

    private bool IsPerson(ImmutableArray<int> actors) => actors.Length > 0 && _actors.Actors[actors[0]].Kind == ActorKind.Person;

    private void AddOrigin(TokenRange tokens)
    {
        if (tokens.Length == 0)
            return;
        // "пресс-служба российского ведомства": the body behind the service.
        if (tokens.Length == 1 && _subjects.SpeakerNounAt(tokens.Start) == SpeakerNoun.Media)
            tokens = new TokenRange(tokens.Start, PhraseEnd(tokens.Start, _text.SentenceOf(tokens.Start).Tokens.End));
        var mention = _actors.In(tokens, withNested: false).FirstOrDefault();
        _origins.Add(new FoundOrigin(mention?.Actor ?? -1, _text.SpanOf(mention is null ? tokens : mention.Extent)));
    }

    private bool IsDateline(Sentence sentence) =>
        !_text.IsInTitle(sentence.Tokens.Start) && sentence.Paragraph <= 1
        && _text.Sentences.First(s => s.Paragraph == sentence.Paragraph).Index >= sentence.Index - 3;

    // Nothing but names and dates comes before the source of a dateline: "союза (ЕАЭС) вырос" is none.
    private bool StandsBeforeText(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (_tokens[i].IsWord && !_tokens[i].IsCapitalized && !(i > 0 && _tokens[i - 1].Kind == TokenKind.Number))
                return false;
        }

        return true;
    }

    // "/ТАСС/", "(TDH)", "4 июля, АЗЕРТАДЖ", "АСТАНА. КАЗИНФОРМ –".
    private bool IsDatelineMark(ActorMention mention)
    {
        var before = mention.Extent.Start > 0 ? _tokens[mention.Extent.Start - 1] : null;
        var after = _tokens[mention.Extent.End];
        return before is not null && (before.Text is "/" or "(" || after.Text is "/" or ")" or "--" or "–" or "—" or "-") && IsCapitals(mention);
    }

    private bool IsCapitals(ActorMention mention)
    {
        for (var i = mention.Extent.Start; i < mention.Extent.End; i++)
        {
            if (_tokens[i].IsWord && _tokens[i].Text.Length > 1 && _tokens[i].Text.All(char.IsUpper))
                return true;
        }

        return mention.Actor >= 0 && _actors.Actors[mention.Actor].Sector == "MED";
    }

    private int PhraseEnd(int start, int limit)
    {
        if (_actors.TopAt(start) is { } mention)
            return Math.Min(limit, mention.Extent.End);
        var end = start;
        while (end < limit && (_tokens[end].IsWord || _tokens[end].Text is "«" or "»" or "\"") && !ClauseSplitter.IsFinite(_tokens[end]))
            end++;
        return end;
    }

    private void ReadBackReference(Sentence sentence)
    {
        var range = sentence.Tokens;
        if (range.Length < 4 || sentence.Index == 0 || BackReferenceEnd(range) is not (> 0 and var opening))
            return;
        for (var i = opening; i < Math.Min(range.End, opening + 24); i++)
        {
            if (_tokens[i].Is(':') || _text.QuotationAt(i) is { Tokens.Length: > 6 })
                return;
            if (_tokens[i].Is(',') && _tokens[i - 1].IsWord && ClauseSplitter.IsFinite(_tokens[i - 1]))
                return;
            var cue = _cues.At(i, range, IsOpen).FirstOrDefault(c => c.Saying.TakesQuotation);
            if (cue is null)
                continue;
            // "Такое мнение высказал посол": the opinion is no subject.
            var subject = _subjects.Of(i, _tokens[opening - 1].IsWord && i >= opening && cue.Words.Start < opening + 1 && cue.Words.Length > 1 ? new TokenRange(opening + 1, range.End) : range, IsOpen);
            // "Об этом рассказали в пресс-службе МИД Чили."
            if (subject is { Kind: SubjectKind.Dropped, Tokens.Length: 0 } && InstitutionNear(i, range) is { } institution)
                subject = subject with { Tokens = institution.Extent };
            Close(range);
            if (subject.Kind is SubjectKind.Media or SubjectKind.Thing or SubjectKind.Dropped || (subject.Kind == SubjectKind.Actor && IsPressService(subject)))
            {
                AddOrigin(subject.Tokens);
                return;
            }

            var before = WithoutDateline(_text.Sentences[sentence.Index - 1]);
            if (_text.IsInTitle(before.Tokens.Start) || _found.Any(f => f.Evidence.Overlaps(before.Tokens)) || before.Tokens.Length < 4)
                return;
            Add(new Draft(StatementKind.Indirect, TrimEnd(before.Tokens), subject.Actors, ContentActs(before.Tokens, cue.Saying, false), cue.Words, "back:" + cue.Saying.Name));
            _lastSpeakers = subject.Actors;
            return;
        }
    }

    // "Об этом сообщил", "Такое мнение высказал", "С таким заявлением выступил": one past the words that point back; -1 when there are none.
    private int BackReferenceEnd(TokenRange range)
    {
        var (first, second) = (_tokens[range.Start], _tokens[range.Start + 1]);
        if (first.Fold is "об" or "о" && second.Fold is "этом" or "том")
            return range.Start + 2;
        // "Это пояснил пресс-секретарь."
        if (first.Fold == "это" && CueFinder.FormOf(_tokens[range.Start + 1]) == CueForm.Finite)
            return range.Start + 1;
        var such = first.Fold is "с" or "со" ? range.Start + 1 : range.Start;
        if (!_tokens[such].HasBase("такой") && !_tokens[such].HasBase("соответствующий"))
            return -1;
        for (var noun = such + 1; noun < Math.Min(range.End, such + 3); noun++)
        {
            // The noun may belong to the cue itself ("мнение высказал").
            if (_tokens[noun].HasBase("мнение") || _tokens[noun].HasBase("заявление") || _tokens[noun].HasBase("точка") || _tokens[noun].HasBase("оценка") || _tokens[noun].HasBase("позиция") || _tokens[noun].HasBase("прогноз"))
                return noun;
        }

        return -1;
    }

    private bool IsPressService(Subject subject) =>
        subject.Actors.Length == 1 && _actors.Actors[subject.Actors[0]] is { Kind: ActorKind.Organization } organization
        && (organization.Sector == "MED" || _subjects.IsMediaNoun(subject.Tokens) || _tokens[subject.Tokens.Start].Fold is "акорда" or "акорде" or "кремль" or "синьхуа");
}
