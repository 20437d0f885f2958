using System.Collections.Immutable;
using Readout.Actors;
using Readout.Morphology;
using Readout.Syntax;
using Readout.Text;
using Readout.Time;

namespace Readout.Statements;

/// <summary>Finds who said what: quotations with their framing clauses, reported clauses, and sentences that tell of thanks, offers, protests.</summary>
internal sealed class StatementFinder
{
    private readonly SegmentedText _text;
    private readonly Token[] _tokens;
    private readonly SyntaxLayer _syntax;
    private readonly ActorLayer _actors;
    private readonly SayingTables _tables;
    private readonly CueFinder _cues;
    private readonly SubjectFinder _subjects;
    private readonly ActReader _acts;
    private readonly List<Passage> _passages;

    // Tokens that nobody may look for cues in: speech, what another cue reports, phrases of origin.
    private readonly bool[] _closed;
    private readonly List<Draft> _found = [];
    private readonly List<FoundOrigin> _origins = [];

    // Who spoke last and who was last the subject of a sentence: dropped subjects and bare quotations mean them.
    private ImmutableArray<int> _lastSpeakers = [];

    private StatementFinder(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, SayingTables tables)
    {
        _text = text;
        _tokens = text.Tokens;
        _syntax = syntax;
        _actors = actors;
        _tables = tables;
        _cues = new CueFinder(text, tables);
        _subjects = new SubjectFinder(text, syntax, actors, times, tables);
        _acts = new ActReader(text, syntax, actors, tables);
        _closed = new bool[text.Tokens.Length];
        _passages = SpeechFinder.Find(text, _cues);
        AddLabelled();
        foreach (var passage in _passages)
            Close(passage.Outer);
    }

    /// <summary>A statement in the making.</summary>
    private sealed record Draft(StatementKind Kind, TokenRange Evidence, ImmutableArray<int> Speakers, ImmutableArray<string> Acts, TokenRange? Cue, string Rule)
    {
        public int? Addressee { get; init; }

        /// <summary>True when speaker and content cannot be parted: neighbours of one speaker then are one statement.</summary>
        public bool IsWholeSentence { get; init; }

        public TokenRange Subject { get; init; }
    }

    public static StatementLayer Find(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, LanguagePack pack)
    {
        var finder = new StatementFinder(text, syntax, actors, times, pack.Sayings);
        foreach (var sentence in text.Sentences)
            finder.Read(finder.WithoutDateline(sentence));
        // Words that nobody in the text can be held to are no statement.
        // A title's telling is told again in the body.
        var bodyStart = text.HasTitle ? text.Paragraphs[0].End : 0;
        return new StatementLayer([.. finder.Finish().Where(s => s.Speakers.Length > 0 && s.Evidence.Start >= bodyStart)], [.. finder._origins]);
    }

    private void Read(Sentence sentence)
    {
        ReadOrigins(sentence);
        ReadBackReference(sentence);
        ReadAsides(sentence);
        ReadCues(sentence);
        PartFragments(sentence);
        foreach (var passage in _passages)
        {
            if (passage.Frame >= 0 ? sentence.Tokens.Contains(passage.Frame) : sentence.Tokens.Contains(passage.Tokens.Start))
                ReadPassage(passage, sentence);
        }
    }

    // A transcript: "В.Путин: Рад вас видеть." Paragraphs between two labels go on with the words of the first.
    private void AddLabelled()
    {
        var labels = new List<(int Paragraph, int Actor, int Start)>();
        for (var s = 0; s < _text.Sentences.Length; s++)
        {
            var range = _text.Sentences[s].Tokens;
            if ((s > 0 && _text.Sentences[s - 1].Paragraph == _text.Sentences[s].Paragraph) || _text.IsInTitle(range.Start)
                || _actors.TopAt(range.Start) is not { Form: MentionForm.Name, Actor: >= 0 } mention || mention.Extent.Start != range.Start || !IsPerson(mention.Actors))
                continue;
            var colon = mention.Extent.End;
            // "А.Вучич (как переведено):"
            if (colon < range.End && _tokens[colon].Is('('))
            {
                while (colon < range.End && !_tokens[colon].Is(')'))
                    colon++;
                colon++;
            }

            if (colon + 3 < range.End && _tokens[colon].Is(':') && _tokens[colon + 1].IsWord)
                labels.Add((_text.Sentences[s].Paragraph, mention.Actor, colon + 1));
        }

        var paragraphs = new TokenRange[_text.Paragraphs.Length];
        foreach (var sentence in _text.Sentences)
            paragraphs[sentence.Paragraph] = new TokenRange(paragraphs[sentence.Paragraph] is { Length: > 0 } known ? known.Start : sentence.Tokens.Start, sentence.Tokens.End);
        for (var l = 0; l < labels.Count; l++)
        {
            var last = l + 1 < labels.Count ? labels[l + 1].Paragraph - 1 : labels[l].Paragraph;
            for (var paragraph = labels[l].Paragraph; paragraph <= last; paragraph++)
            {
                var words = paragraphs[paragraph];
                if (paragraph == labels[l].Paragraph)
                    words = words with { Start = labels[l].Start };
                if (words.Length > 0 && !_passages.Any(p => p.Outer.Overlaps(words)))
                    _passages.Add(new Passage(TrimBoth(words), words, -1, int.MinValue + l) { Speaker = labels[l].Actor });
            }
        }

        _passages.Sort((a, b) => a.Tokens.Start.CompareTo(b.Tokens.Start));
    }

    /// <summary>"Пекин, 12 апреля /Синьхуа/ -- Китай протестует": the report begins after the dash.</summary>
    private Sentence WithoutDateline(Sentence sentence)
    {
        if (!IsDateline(sentence))
            return sentence;
        var range = sentence.Tokens;
        var marked = false;
        for (var i = range.Start; i + 1 < Math.Min(range.End, range.Start + 16); i++)
        {
            if (ClauseSplitter.IsFinite(_tokens[i]))
                return sentence;
            marked |= _tokens[i].Text is "/" or "(" || (_tokens[i].Text.Length > 3 && _tokens[i].IsWord && _tokens[i].Text.All(char.IsUpper));
            if (marked && i > range.Start && SpeechFinder.IsDash(_tokens[i]))
            {
                ReadOrigins(sentence);
                return sentence with { Tokens = new TokenRange(i + 1, range.End) };
            }
        }

        return sentence;
    }

    private bool IsOpen(int token) => !_closed[token];

    private void Close(TokenRange range)
    {
        for (var i = range.Start; i < range.End; i++)
            _closed[i] = true;
    }

    // ---- Origins: "передает АЗЕРТАДЖ", "со ссылкой на …", "/ТАСС/" ----

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

    // ---- "Об этом сообщил пресс-секретарь": the sentence before is what was said ----

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
            var subject = _subjects.Of(i, _tokens[opening - 1].IsWord && i >= opening && cue.Words.Start < opening + 1 && cue.Words.Length > 1 ? new TokenRange(i, range.End) : range, IsOpen);
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

    // ---- Asides: "по словам …", "как отметил …", ", сказал он," ----

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
        if (!HasFinite(new TokenRange(range.Start, start - 1)) && !HasFinite(new TokenRange(at + 1, range.End)) && !(start - range.Start > 3 && own.Tokens.Start == at + 1 && own.Tokens.Length > 0))
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

    // ---- Cues with a clause, a noun or an infinitive ----

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
            if (kind == ClauseKind.Subordinate || (kind == ClauseKind.Participial && form != CueForm.Passive))
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
        while (start > range.Start && IsOpen(start - 1) && !_tokens[start - 1].Is(':') && !_tokens[start - 1].Is(';') && !(ClauseSplitter.IsFinite(_tokens[start - 1]) && !_tokens[start - 1].HasBase("быть")))
            start--;
        while (end < range.End && IsOpen(end) && !_tokens[end].Is(':') && !_tokens[end].Is(';') && !IsThat(end) && !(ClauseSplitter.IsFinite(_tokens[end]) && !_subjects.IsAside(end) && _actors.TopAt(end) is null))
            end++;
        return new TokenRange(start, end);
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
        if (cue.Saying.TakesQuotation && ColonAfter(cue, range) is var colon and >= 0 && colon + 1 < range.End && IsOpen(colon + 1) && HasFinite(new TokenRange(colon + 1, range.End)) && cue.Form == CueForm.Finite)
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

    // ---- Sentences in which speaker and content cannot be parted ----

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
            if (content.Length == 0)
                return false;
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

    // ---- What was said ----

    private ImmutableArray<string> ContentActs(TokenRange content, Saying saying, bool isOwnVoice)
    {
        if (saying.Acts[0] == "inform")
        {
            var marked = MarkedActs(content, isOwnVoice);
            return saying.Acts.Length == 1 ? marked : [.. marked.Union(saying.Acts)];
        }

        return saying.Acts;
    }

    private ImmutableArray<string> MarkedActs(TokenRange content, bool isOwnVoice)
    {
        var acts = _acts.Read(content, isOwnVoice, out var isWeak);
        if (acts.Count == 0)
            return ["inform"];
        if (isWeak && !acts.Contains("inform"))
            acts.Add("inform");
        return [.. acts];
    }

    private void ReadPassage(Passage passage, Sentence sentence)
    {
        if (_text.IsInTitle(passage.Tokens.Start) && passage.Frame < 0)
            return;
        ImmutableArray<int> speakers;
        Cue? cue = null;
        if (passage.Frame >= 0)
        {
            cue = _cues.At(passage.Frame, sentence.Tokens, i => IsOpen(i) || sentence.Tokens.Contains(i)).FirstOrDefault(c => !c.Saying.IsBlocker && c.Saying.TakesQuotation)
                ?? _cues.At(passage.Frame, sentence.Tokens, IsOpen).FirstOrDefault(c => !c.Saying.IsBlocker);
            speakers = FrameSpeakers(passage, sentence, cue);
        }
        else
        {
            speakers = passage.Speaker >= 0 ? [passage.Speaker] : _lastSpeakers;
        }

        var acts = _acts.Read(passage.Tokens, isOwnVoice: true, out var isWeak);
        if (cue is { Saying.Acts: var own } && own[0] != "inform")
            acts = [.. own.Union(acts)];
        if (acts.Count == 0 || isWeak || _tokens[passage.Tokens.Start].Sentence != _tokens[passage.Tokens.End - 1].Sentence)
        {
            if (!acts.Contains("inform"))
                acts.Add("inform");
        }

        Add(new Draft(StatementKind.Direct, passage.Tokens, speakers, [.. acts], cue?.Words, passage.Frame >= 0 ? "quotation:" + (cue?.Saying.Name ?? "frame") : passage.Speaker >= 0 ? "label" : "quotation")
        {
            Addressee = cue is null ? null : Addressee(cue, sentence.Tokens, default, speakers),
        });
        if (!speakers.IsEmpty)
            _lastSpeakers = speakers;
    }

    private ImmutableArray<int> FrameSpeakers(Passage passage, Sentence sentence, Cue? cue)
    {
        var within = passage.Frame >= passage.Tokens.Start && passage.Frame >= passage.Outer.End
            ? new TokenRange(Math.Max(passage.Outer.End, sentence.Tokens.Start), sentence.Tokens.End)
            : new TokenRange(sentence.Tokens.Start, Math.Max(passage.Frame + 1, Math.Min(sentence.Tokens.End, passage.Outer.Start > passage.Frame ? passage.Outer.Start : sentence.Tokens.End)));
        if (cue is not null)
            return SpeakersOf(cue, within, out _);
        var subject = _subjects.Of(passage.Frame, within, IsOpen);
        return subject.Actors.IsEmpty ? Meant(passage.Frame) : subject.Actors;
    }

    // "назвал мастерскую «деревом дружбы, которое …»"
    private bool EmitFragmentAfter(Cue cue, TokenRange range, ImmutableArray<int> speakers)
    {
        if (cue.Saying.TakesInfinitive || !cue.Saying.IsNeutral)
            return false;
        foreach (var quotation in _text.Quotations)
        {
            if (quotation.Depth == 0 && quotation.Tokens.Start > cue.Head && quotation.Tokens.End <= range.End && IsOpen(quotation.Tokens.Start) && quotation.Tokens.Start - cue.Words.End < 8 && IsFragmentOfSpeech(quotation))
            {
                AddFragment(quotation, speakers, cue.Words, "fragment:" + cue.Saying.Name, cue.Saying);
                _lastSpeakers = speakers;
                return true;
            }
        }

        return false;
    }

    private void AddFragment(Quotation quotation, ImmutableArray<int> speakers, TokenRange cue, string rule, Saying? saying)
    {
        var acts = _acts.Read(quotation.Tokens, isOwnVoice: true, out var isWeak);
        if (saying is not null && saying.Acts[0] != "inform")
            acts = [.. saying.Acts.Union(acts)];
        if (acts.Count == 0 || isWeak && !acts.Contains("inform"))
            acts.Add("inform");
        Add(new Draft(StatementKind.Direct, quotation.Tokens, speakers, [.. acts], cue, rule));
        Close(quotation.Tokens);
    }

    /// <summary>Words somebody said, not a name, a title or a term: at least four words (three with a verb), in lower case or with a verb.</summary>
    private bool IsFragmentOfSpeech(Quotation quotation)
    {
        var words = 0;
        var finite = false;
        for (var i = quotation.Tokens.Start; i < quotation.Tokens.End; i++)
        {
            words += _tokens[i].IsWord ? 1 : 0;
            finite |= ClauseSplitter.IsFinite(_tokens[i]);
        }

        var startsLow = _tokens[quotation.Tokens.Start].IsWord && char.IsLower(_tokens[quotation.Tokens.Start].Text[0]);
        return startsLow ? words >= 4 || (finite && words >= 3) : finite && words >= 4;
    }

    /// <summary>Adds a reported statement, its quoted fragments apart; a clause that holds little beside the fragment is the fragment's frame.</summary>
    private void EmitReported(TokenRange evidence, ImmutableArray<int> speakers, ImmutableArray<string> acts, TokenRange cue, string rule, TokenRange aside, int? addressee = null, bool isWhole = false)
    {
        // Where a sentence-long report ends is known only when the whole sentence is read.
        if (isWhole || !IsFramed(evidence, speakers, acts, cue, rule, aside, isWhole))
            Add(new Draft(StatementKind.Indirect, evidence, speakers, acts, cue, rule) { IsWholeSentence = isWhole, Addressee = addressee, Subject = aside });
    }

    private void PartFragments(Sentence sentence)
    {
        for (var i = _found.Count - 1; i >= 0; i--)
        {
            if (_found[i] is { IsWholeSentence: true, Cue: { } cue } draft && sentence.Tokens.Contains(draft.Evidence.Start)
                && IsFramed(draft.Evidence, draft.Speakers, draft.Acts, cue, draft.Rule, draft.Subject, true))
                _found.RemoveAt(i);
        }
    }

    /// <summary>Takes quoted fragments out of a report; true when nothing much is left beside them.</summary>
    private bool IsFramed(TokenRange evidence, ImmutableArray<int> speakers, ImmutableArray<string> acts, TokenRange cue, string rule, TokenRange aside, bool isWhole)
    {
        var outside = 0;
        var finite = false;
        var quoted = false;
        foreach (var quotation in _text.Quotations)
        {
            if (quotation.Depth == 0 && evidence.Contains(quotation.Tokens) && IsOpen(quotation.Tokens.Start) && IsFragmentOfSpeech(quotation))
            {
                quoted = true;
                var fragmentActs = _acts.Read(quotation.Tokens, isOwnVoice: true, out var isWeak);
                var all = acts[0] == "inform" ? fragmentActs : [.. acts.Union(fragmentActs)];
                if (all.Count == 0)
                    all.Add("inform");
                Add(new Draft(StatementKind.Direct, quotation.Tokens, speakers, [.. all], cue, "fragment:" + rule));
                Close(quotation.Tokens);
            }
        }

        if (quoted)
        {
            for (var i = evidence.Start; i < evidence.End; i++)
            {
                if (!IsOpen(i) || !_tokens[i].IsWord || cue.Contains(i) || aside.Contains(i))
                    continue;
                outside++;
                finite |= ClauseSplitter.IsFinite(_tokens[i]);
            }

        }

        return quoted && (outside < 6 || (!finite && !isWhole));
    }

    private void Add(Draft draft)
    {
        if (draft.Evidence.Length > 0)
            _found.Add(draft);
    }

    // ---- Who speaks, to whom ----

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
        if (IsPronoun(subject) && SpokeJustBefore(cue.Head) && Fits(_lastSpeakers, cue.Head))
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
            return Meant(cue.Head);
        if (subject.Kind == SubjectKind.Somebody && subject.Tokens.Length == 1 && _tokens[subject.Tokens.Start].Fold is "ведомство" or "министерство" or "посольство" or "правительство" && IsAlone(subject.Tokens.Start))
            return LastBody(subject.Tokens.Start);
        if (subject.Kind is SubjectKind.Somebody or SubjectKind.Thing or SubjectKind.Media)
            return [];
        if (subject.Kind == SubjectKind.Dropped && subject.Tokens.Length == 0 && CueFinder.VerbReading(_tokens[cue.Head]) is { Numbers: Numbers.Plural } && InstitutionNear(cue.Head, within) is { } institution)
        {
            subject = new Subject(SubjectKind.Actor, institution.Extent, institution.Actors);
            return institution.Actors;
        }

        return Meant(cue.Head);
    }

    /// <summary>Whom a dropped subject, a pronoun or a bare "дипломат" means: the last speaker, else the last person who was a subject, where the verb's gender allows it.</summary>
    private ImmutableArray<int> Meant(int verb)
    {
        if (Fits(_lastSpeakers, verb))
            return _lastSpeakers;
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
        return _lastSpeakers.IsEmpty && nearest is { } guess ? guess : _lastSpeakers;
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
        if (owner.Kind != ActorKind.State || _subjects.SpeakerNounAt(subject.Tokens.Start) != SpeakerNoun.Person)
            return subject.Actors;
        bool Serves(int actor) => _actors.Actors[actor] is { Kind: ActorKind.Person } person && person.Country == owner.Country;
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

            return _tokens[i].HasBase("сообщение") || _tokens[i].HasBase("пресс-релиз") || _tokens[i].HasBase("документ") ? Source() is { IsEmpty: false } source ? source : _lastSpeakers : _lastSpeakers;
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
        return _origins.LastOrDefault(o => IsBody(o.Actor)) is { } origin ? [origin.Actor] : [];
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
            if (mention.Actor < 0 || speakers.Contains(mention.Actor) || subject.Actors is { IsDefault: false } who && who.Contains(mention.Actor) || _actors.Actors[mention.Actor].Sector == "MED" || subject.Tokens.Overlaps(mention.Extent) || !IsOpen(mention.Extent.Start))
                continue;
            var preposition = _syntax.PrepositionOf[mention.Extent.Start];
            if (saying.AddresseePreposition is { } wanted ? preposition == wanted : preposition is null && ((mention.Cases & saying.AddresseeCase) != 0 || saying.AddresseeCase == Cases.Accusative && IsPerson(mention.Actors) && (mention.Cases & Cases.Genitive) != 0) && Math.Abs(mention.Extent.Start - cue.Head) < 10)
                return mention.Actor;
        }

        return null;
    }

    // ---- Edges ----

    private TokenRange TrimEnd(TokenRange range) => TrimBoth(range);

    private TokenRange TrimBoth(TokenRange range)
    {
        var (start, end) = (range.Start, range.End);
        while (start < end && !_tokens[start].IsWord && _tokens[start].Kind == TokenKind.Punctuation && _tokens[start].Text is not ("«" or "„" or "“" or "\"" or "("))
            start++;
        while (start < end && _tokens[start].Fold is "и" or "а" or "но" && start > 0)
            start++;
        while (end > start && _tokens[end - 1].Kind == TokenKind.Punctuation && _tokens[end - 1].Text is not ("»" or "”" or "“" or "\"" or ")"))
            end--;
        return new TokenRange(start, end);
    }

    private ImmutableArray<FoundStatement> Finish()
    {
        var kept = new List<Draft>(_found.Count);
        foreach (var draft in _found)
        {
            if (_text.IsInTitle(draft.Evidence.Start) && IsToldAgain(draft))
                continue;
            if (draft.Kind == StatementKind.Direct && _found.Any(o => o.Evidence.Start > draft.Evidence.Start && o.Kind == StatementKind.Direct && HasSameWords(o, draft)))
                continue;
            kept.Add(draft);
        }

        return [.. kept.OrderBy(d => d.Evidence.Start).ThenBy(d => d.Evidence.End).Select(d => new FoundStatement
        {
            Speakers = d.Speakers,
            Addressee = d.Addressee,
            Kind = d.Kind,
            Acts = d.Acts,
            Cue = d.Cue is { Length: > 0 } cue ? _text.SpanOf(cue) : null,
            Evidence = _text.SpanOf(d.Evidence),
            Rule = d.Rule,
        })];
    }

    // A title is told again in the body where its speaker speaks there.
    private bool IsToldAgain(Draft title) =>
        _found.Any(f => !_text.IsInTitle(f.Evidence.Start) && (title.Speakers.IsEmpty || f.Speakers.Any(title.Speakers.Contains)));

    private bool HasSameWords(Draft a, Draft b)
    {
        if (b.Evidence.Length > a.Evidence.Length || b.Evidence.Length < 3)
            return false;
        for (var shift = 0; shift + b.Evidence.Length <= a.Evidence.Length; shift++)
        {
            var same = true;
            for (var i = 0; i < b.Evidence.Length && same; i++)
                same = _tokens[a.Evidence.Start + shift + i].Fold == _tokens[b.Evidence.Start + i].Fold;
            if (same)
                return true;
        }

        return false;
    }
}
