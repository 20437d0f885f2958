using System.Collections.Immutable;
using Readout.Actors;
using Readout.Morphology;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Statements;

// Who speaks, and to whom.
internal sealed partial class StatementFinder
{
    private ImmutableArray<int> SpeakersOf(Cue cue, TokenRange within, out Subject subject)
    {
        subject = Subject.Dropped;
        if (cue.Saying.IsImpersonal)
            return Issuer(cue);
        if (cue.Saying.IsPassedOn)
            return Quoted(cue);
        if (cue.Form == CueForm.Passive)
            return IsSaying(cue) ? Issuer(cue) : PassiveSpeakers(cue);
        if (cue.Form == CueForm.Converb)
        {
            var main = MainVerb(cue.Head);
            if (main >= 0)
            {
                subject = _subjects.Of(main, _text.SentenceOf(main).Tokens, IsOpen);
                if (!subject.Actors.IsEmpty)
                    return subject.Actors;
                subject = Subject.Dropped;
            }

            return _lastSpeakers;
        }

        if (_syntax.ClauseAt(cue.Head).Kind == ClauseKind.Relative && Antecedent(cue.Head) is { } antecedent)
        {
            subject = new Subject(SubjectKind.Actor, antecedent.Extent, antecedent.Actors);
            return antecedent.Actors;
        }

        // The noun that makes the cue is nobody who speaks: "соболезнования принёс посол".
        subject = _subjects.Of(cue.Head, within, i => IsOpen(i) && !(i != cue.Head && (i == cue.Words.Start || i == cue.Words.End - 1) && _actors.TopAt(i) is null));
        if (IsPronoun(subject) && SpokeJustBefore(cue.Head) && Fits(_lastSpeakers, cue.Head) && IsPerson(_lastSpeakers))
            return _lastSpeakers;
        if (subject is { Kind: SubjectKind.Dropped, Tokens.Length: 0 } && cue.Saying.IsNeutral && NameAfter(cue.Head, within) is { } name)
        {
            subject = new Subject(SubjectKind.Actor, name.Extent, name.Actors);
            return name.Actors;
        }

        if (!subject.Actors.IsEmpty)
            return subject.Kind == SubjectKind.Somebody || IsOfficerOfState(subject) ? OwnersOfficer(subject, cue.Head) : subject.Actors;
        // "дипломат", "министр" alone mean the one spoken of; "студент третьего курса", "корреспондент" and "эксперты" are somebody new.
        if (subject.Kind == SubjectKind.Somebody && subject.Tokens.Length == 1 && !_tokens[subject.Tokens.Start].HasBase("корреспондент") && !_tokens[subject.Tokens.Start].HasBase("журналист")
            && CueFinder.VerbReading(_tokens[cue.Head]) is not { Numbers: Numbers.Plural } && _subjects.SpeakerNounAt(subject.Tokens.Start) == SpeakerNoun.Person && IsAlone(subject.Tokens.Start))
            return Meant(cue.Head, isPerson: true);
        if (subject.Kind == SubjectKind.Somebody && subject.Tokens.Length == 1 && _tokens[subject.Tokens.Start].Fold is "ведомство" or "министерство" or "посольство" or "правительство" && IsAlone(subject.Tokens.Start))
            return LastBody(subject.Tokens.Start);
        if (subject.Kind is SubjectKind.Somebody or SubjectKind.Thing or SubjectKind.Media)
            return [];
        if (subject.Kind == SubjectKind.Dropped && subject.Tokens.Length == 0 && CueFinder.VerbReading(_tokens[cue.Head]) is { Numbers: Numbers.Plural } && InstitutionNear(cue.Head, within) is { } institution)
        {
            subject = new Subject(SubjectKind.Actor, institution.Extent, institution.Actors);
            return institution.Actors;
        }

        return Meant(cue.Head, IsPronoun(subject));
    }

    /// <summary>Whom a dropped subject, a pronoun or a bare "дипломат" means: the last speaker, else the last person who was a subject, where the verb's gender allows it.</summary>
    /// <param name="verb">The verb of saying.</param>
    /// <param name="isPerson">The words mean a person: no state or body that spoke before.</param>
    private ImmutableArray<int> Meant(int verb, bool isPerson = false)
    {
        var last = isPerson && _text.Language == "ru" && !IsPerson(_lastSpeakers) ? [] : _lastSpeakers;
        if (Fits(last, verb))
            return last;
        ImmutableArray<int>? nearest = null;
        var sentence = _tokens[verb].Sentence;
        for (var i = verb - 1; i >= 0 && _tokens[i].Sentence >= sentence - 4; i--)
        {
            if (_actors.TopAt(i) is { } mention && mention.Extent.End - 1 == i && (mention.Cases & Cases.Nominative) != 0 && mention.Actors.Length == 1
                && IsPerson(mention.Actors) && _syntax.PrepositionOf[mention.Extent.Start] is null)
            {
                if (Fits(mention.Actors, verb))
                    return mention.Actors;
                nearest ??= mention.Actors;
            }
        }

        // Genders are guessed for foreign names: better the nearest person than nobody.
        if (CueFinder.VerbReading(_tokens[verb]) is { Numbers: Numbers.Plural })
            return _actors.Sides;
        return last.IsEmpty && nearest is { } guess ? guess : last.IsEmpty ? _lastSpeakers : last;
    }

    // "в сообщении ведомства", "министерство добавило": the ministry, embassy or company named last.
    private ImmutableArray<int> LastBody(int token)
    {
        for (var i = token - 1; i >= 0; i--)
        {
            if (_actors.TopAt(i) is { } mention && mention.Extent.End - 1 == i && mention.Actor >= 0 && _actors.Actors[mention.Actor] is { Kind: ActorKind.Organization, Sector: not "MED" })
                return mention.Actors;
        }

        return _lastSpeakers;
    }

    private bool Fits(ImmutableArray<int> actors, int verb)
    {
        if (actors.IsEmpty || CueFinder.VerbReading(_tokens[verb]) is not { } reading)
            return false;
        if (reading.Numbers == Numbers.Plural)
            return actors.Length > 1;
        if (actors.Length > 1)
            return false;
        var actor = _actors.Actors[actors[0]];
        return reading.Genders is not (Genders.Masculine or Genders.Feminine) || actor.Kind != ActorKind.Person || actor.Gender == Genders.None || (actor.Gender & reading.Genders) != 0;
    }

    // "обвинив", "поблагодарив": the subject is that of the verb they hang on.
    private int MainVerb(int converb)
    {
        var range = _text.SentenceOf(converb).Tokens;
        for (var i = converb - 1; i >= range.Start; i--)
        {
            if (ClauseSplitter.IsFinite(_tokens[i]) && !_subjects.IsAside(i) && _actors.TopAt(i) is null && !_text.Quotations.Any(q => q.Tokens.Contains(i)) && _syntax.ClauseAt(i).Kind != ClauseKind.Subordinate)
                return i;
        }

        for (var i = converb + 1; i < range.End; i++)
        {
            if (ClauseSplitter.IsFinite(_tokens[i]) && !_subjects.IsAside(i) && IsOpen(i) && _actors.TopAt(i) is null && _syntax.ClauseAt(i).Kind != ClauseKind.Subordinate)
                return i;
        }

        return -1;
    }

    private ActorMention? Antecedent(int verb)
    {
        var clause = _syntax.ClauseAt(verb);
        for (var i = clause.Tokens.Start - 1; i >= Math.Max(0, clause.Tokens.Start - 3); i--)
        {
            if (_actors.TopAt(i) is { } mention)
                return mention;
        }

        return null;
    }

    // "пояснили в Минсельхозе", "в Пекине заявили".
    private ActorMention? InstitutionNear(int verb, TokenRange within)
    {
        for (var step = 1; step < 8; step++)
        {
            foreach (var i in new[] { verb + step, verb - step })
            {
                if (i < within.Start || i >= within.End || !IsOpen(i))
                    continue;
                if (_actors.TopAt(i) is { } mention && IsInside(mention.Extent.Start) && mention.Actors.Any(a => _actors.Actors[a].Kind != ActorKind.Person))
                    return mention;
            }
        }

        return null;
    }

    // "Как сообщил М. Саидзода": a surname that may be taken for another case, where no other subject stands.
    private ActorMention? NameAfter(int verb, TokenRange within)
    {
        return verb + 1 < within.End && _actors.TopAt(verb + 1) is { Form: MentionForm.Name } mention && mention.Extent.Start == verb + 1 && IsPerson(mention.Actors)
            && (mention.Cases & (Cases.Dative | Cases.Instrumental)) == Cases.None && Fits(mention.Actors, verb) ? mention : null;
    }

    // "глава таджикской дипломатии", where the report's actors hold no such office.
    private bool IsOfficerOfState(Subject subject) =>
        subject.Actors.Length == 1 && _actors.Actors[subject.Actors[0]].Kind == ActorKind.State && _subjects.SpeakerNounAt(subject.Tokens.Start) == SpeakerNoun.Person;

    private bool IsPronoun(Subject subject) =>
        subject.Tokens.Length == 1 && _tokens[subject.Tokens.Start].Fold is "он" or "она";

    // Between the last statement and this verb stands no other sentence of the reporter's.
    private bool SpokeJustBefore(int verb) =>
        _found.Count > 0 && _tokens[verb].Sentence - Math.Max(_tokens[_found[^1].Evidence.End - 1].Sentence, _found[^1].Cue is { } cue ? _tokens[cue.Start].Sentence : 0) <= 1
        || _passages.Any(p => p.Frame == verb && _found.Count > 0 && _tokens[p.Outer.Start].Sentence - _tokens[_found[^1].Evidence.End - 1].Sentence <= 1);

    /// <summary>"представитель МИД", "глава таджикской дипломатии": a body speaks through its officer; of a state the officer named before is meant.</summary>
    private ImmutableArray<int> OwnersOfficer(Subject subject, int verb)
    {
        var owner = _actors.Actors[subject.Actors[0]];
        if (subject.Actors.Length > 1)
            return subject.Actors;
        if (owner.Kind != ActorKind.State || _subjects.SpeakerNounAt(subject.Tokens.Start) != SpeakerNoun.Person)
            return subject.Actors;
        // "посол Белоруссии" is not its president.
        var isHead = _tokens[subject.Tokens.Start] is var noun && (noun.HasBase("глава") || noun.HasBase("лидер") || noun.HasBase("президент") || noun.HasBase("руководитель") || noun.HasBase("председатель") || noun.HasBase("премьер") || noun.HasBase("политик"));
        bool Serves(int actor) => _actors.Actors[actor] is { Kind: ActorKind.Person } person && person.Country == owner.Country && (isHead || person.Office?.Id is not ("president" or "monarch" or "prime-minister"));
        if (_lastSpeakers.Length == 1 && Serves(_lastSpeakers[0]) && Fits(_lastSpeakers, verb))
            return _lastSpeakers;
        var officers = Enumerable.Range(0, _actors.Actors.Length).Where(Serves).ToList();
        // The one who meets others in this report, where the state has several.
        if (officers.Count > 1 && officers.Where(_actors.Sides.Contains).ToList() is { Count: 1 } side)
            officers = side;
        return officers.Count switch { 0 => subject.Actors, 1 => [officers[0]], _ => [] };
    }

    private bool IsAlone(int noun)
    {
        var next = noun + 1 < _tokens.Length ? _tokens[noun + 1] : null;
        var modified = noun > 0 && _tokens[noun - 1].IsWord && _syntax.PrepositionOf[noun - 1] is null && _tokens[noun - 1].Readings.Length > 0 && _tokens[noun - 1].Readings[0] is { Class: WordClass.Adjective, IsShort: false };
        return !modified && (next is null || !next.IsWord || (_syntax.CaseOf[noun + 1] & Cases.Genitive) == 0 || ClauseSplitter.IsFinite(next));
    }

    // "в Минсельхозе", "в пресс-службе Еврокомиссии".
    private bool IsInside(int token) =>
        _syntax.PrepositionOf[token] is "в" or "во" or "на"
        || (token > 1 && _syntax.PrepositionOf[token - 1] is "в" or "во" && _subjects.SpeakerNounAt(token - 1) is SpeakerNoun.Body or SpeakerNoun.Media);

    // "цитирует министра ТАСС", "приводит слова Путина агентство", "его слова приводит газета".
    private ImmutableArray<int> Quoted(Cue cue)
    {
        var range = _text.SentenceOf(cue.Head).Tokens;
        for (var i = cue.Words.Start; i < Math.Min(range.End, cue.Words.End + 8); i++)
        {
            if (_tokens[i].Fold is "его" or "ее" or "их")
                return _lastSpeakers;
            if (IsOpen(i) && _actors.TopAt(i) is { } mention && mention.Extent.Start == i && mention.Actors.All(a => _actors.Actors[a].Sector != "MED") && (mention.Cases & (Cases.Genitive | Cases.Accusative)) != 0)
                return mention.Actors;
        }

        for (var i = cue.Head - 1; i >= Math.Max(range.Start, cue.Head - 3); i--)
        {
            if (_tokens[i].Fold is "его" or "ее" or "их")
                return _lastSpeakers;
        }

        // "цитирует дипломата ТАСС"
        return cue.Head + 1 < range.End && _subjects.SpeakerNounAt(cue.Head + 1) == SpeakerNoun.Person ? Meant(cue.Head) : [];
    }

    // "во время встречи с послом Китая Чжан Сяо": the person met.
    private int? Counterpart(TokenRange range)
    {
        foreach (var mention in _actors.In(range))
        {
            if (mention.Actor >= 0 && IsPerson(mention.Actors) && _syntax.PrepositionOf[mention.Extent.Start] is "с" or "со" && mention.Extent.Start - 2 >= range.Start
                && (_tokens[mention.Extent.Start - 2].HasBase("встреча") || _tokens[mention.Extent.Start - 2].HasBase("беседа") || _tokens[mention.Extent.Start - 2].HasBase("переговоры")))
                return mention.Actor;
        }

        return null;
    }

    // "сказано в сообщении", "опубликовано", "объявлено": by the author of a document, and not by those who met.
    private bool IsSaying(Cue cue) =>
        _tokens[cue.Head].HasBase("сказать") || _tokens[cue.Head].HasBase("опубликовать") || _tokens[cue.Head].HasBase("сообщить") || _tokens[cue.Head].HasBase("объявить") || _tokens[cue.Head].HasBase("написать");

    private ImmutableArray<int> PassiveSpeakers(Cue cue)
    {
        var range = _text.SentenceOf(cue.Head).Tokens;
        foreach (var mention in _actors.In(range))
        {
            if (mention.Cases == Cases.Instrumental && _syntax.PrepositionOf[mention.Extent.Start] is null)
                return mention.Actors;
        }

        // "Во время встречи с послом отмечена": by the two who met then.
        if (Counterpart(range) is { } counterpart && _actors.Sides.FirstOrDefault(a => a != counterpart && _actors.Actors[a].Party != _actors.Actors[counterpart].Party, -1) is >= 0 and var host && !_actors.Sides.Contains(counterpart))
            return [host, counterpart];

        // "Приглашение принято": by the one who was invited.
        if (cue.Saying.Name.Contains("приглашение", StringComparison.Ordinal) || cue.Saying.Acts.Contains("agree"))
        {
            var invitation = _found.LastOrDefault(f => f.Acts.Contains("invite"));
            if (invitation?.Addressee is { } guest)
                return [guest];
            if (invitation is not null)
                return [.. _actors.Sides.Where(a => !invitation.Speakers.Contains(a))];
        }

        return _actors.Sides;
    }

    private ImmutableArray<int> Issuer(Cue cue)
    {
        var range = _text.SentenceOf(cue.Head).Tokens;
        for (var i = range.Start; i < range.End; i++)
        {
            if (_syntax.PrepositionOf[i] is not ("в" or "во") || !_tokens[i].IsWord || _text.QuotationAt(i) is not null)
                continue;
            if (_tokens[i].Fold is "ней" or "нем" or "нём" or "них")
                return _lastSpeakers;
            if (_subjects.SpeakerNounAt(i) != SpeakerNoun.Document)
                continue;
            var limit = Math.Min(range.End, i + 6);
            for (var j = i + 1; j < limit && !_tokens[j].Is(','); j++)
            {
                if (_actors.TopAt(j) is { } mention && (mention.Cases & Cases.Genitive) != 0)
                    return mention.Actors;
                // "в сообщении правительства Чехии": the state's own; "в сообщении ведомства": of the one named last.
                if (_subjects.SpeakerNounAt(j) == SpeakerNoun.Body)
                    return j + 1 < limit && _actors.TopAt(j + 1) is { } owner && (owner.Cases & Cases.Genitive) != 0 ? owner.Actors : LastBody(j);
            }

            return _tokens[i].HasBase("сообщение") || _tokens[i].HasBase("пресс-релиз") || _tokens[i].HasBase("документ") ? Source() is { IsEmpty: false } source ? source : _lastSpeakers.IsEmpty ? LastBody(i) : _lastSpeakers : _lastSpeakers;
        }

        if (IsSaying(cue) || _tokens[cue.Head].HasBase("сообщаться") || _tokens[cue.Head].HasBase("утверждаться"))
            return [];
        // "Отмечается, что …" goes on from the source; "отмечалось" tells of the meeting.
        if (CueFinder.VerbReading(_tokens[cue.Head]) is { Form: VerbForm.NonPast })
            return Source() is { IsEmpty: false } told ? told : _origins.Count == 0 && IsOfMeeting(range) ? _actors.Sides : [];
        return _actors.Sides.IsEmpty ? _lastSpeakers : _actors.Sides;
    }

    // The ministry or embassy whose words the report passes on; nobody when only media do.
    private ImmutableArray<int> Source()
    {
        bool IsBody(int actor) => actor >= 0 && _actors.Actors[actor] is { Kind: ActorKind.Organization, Sector: not "MED" } body && (body.Country is not null || body.Sector is "GOV" or "IGO");
        if (_found.Count > 0 && !_text.IsInTitle(_found[^1].Evidence.Start) && _found[^1].Speakers is { Length: 1 } last && (IsBody(last[0]) || _actors.Actors[last[0]].Kind == ActorKind.State))
            return last;
        return _origins.Where(o => IsBody(o.Actor)).Select(o => (int?)o.Actor).LastOrDefault() is { } origin ? [origin] : [];
    }

    private bool IsOfMeeting(TokenRange range)
    {
        for (var i = range.Start; i < range.End; i++)
        {
            if (_tokens[i].HasBase("встреча") || _tokens[i].HasBase("переговоры") || _tokens[i].HasBase("беседа") || _tokens[i].HasBase("заседание") || _tokens[i].HasBase("разговор"))
                return true;
        }

        return false;
    }

    private int? Addressee(Cue cue, TokenRange range, Subject subject, ImmutableArray<int> speakers)
    {
        var saying = cue.Saying;
        if (saying.AddresseeCase == Cases.None && saying.AddresseePreposition is null)
            return null;
        var stretch = subject.Kind == default && subject.Tokens.Length == 0 ? range : Stretch(cue.Head, range);
        foreach (var mention in _actors.In(stretch))
        {
            // "Говоря об отношениях России и Турции, президент сообщил": a genitive before the verb is nobody spoken to.
            if (mention.Extent.End <= cue.Head && saying.AddresseePreposition is null && (mention.Cases & Cases.Genitive) != 0 && !IsPerson(mention.Actors) || mention.Actor >= 0 && _actors.Actors[mention.Actor].Rule == "metonym")
                continue;
            if (mention.Actor < 0 || speakers.Contains(mention.Actor) || subject.Actors is { IsDefault: false } who && who.Contains(mention.Actor) || _actors.Actors[mention.Actor].Sector == "MED" || subject.Tokens.Overlaps(mention.Extent) || !IsOpen(mention.Extent.Start))
                continue;
            var preposition = _syntax.PrepositionOf[mention.Extent.Start];
            if (saying.AddresseePreposition is { } wanted ? preposition == wanted : preposition is null && ((mention.Cases & saying.AddresseeCase) != 0 || saying.AddresseeCase == Cases.Accusative && IsPerson(mention.Actors) && (mention.Cases & Cases.Genitive) != 0) && Math.Abs(mention.Extent.Start - cue.Head) < 10)
                return mention.Actor;
        }

        return null;
    }
}
