using System.Collections.Immutable;
using Readout.Actors;
using Readout.Morphology;
using Readout.Places;
using Readout.Statements;
using Readout.Syntax;
using Readout.Text;
using Readout.Time;

namespace Readout.Events;

/// <summary>What happened, is planned or is recalled, before it is written into the record.</summary>
internal sealed record FoundEvent
{
    public required FrameRow Frame { get; init; }

    public required EventStatus Status { get; init; }

    public string? Mode { get; init; }

    public ImmutableArray<int> Actors { get; init; } = [];

    public ImmutableArray<int> Recipients { get; init; } = [];

    public ImmutableArray<string> Parties { get; init; } = [];

    public EventDate? Date { get; init; }

    /// <summary>Index in the places; -1 when the text does not tell.</summary>
    public int Place { get; init; } = -1;

    public required Span Evidence { get; init; }

    public required TokenRange Tokens { get; init; }

    public required int Sentence { get; init; }
}

/// <summary>Finds events by frames: a verb or noun of action with its object, then who, when, where and whether it happened.</summary>
internal sealed class EventFinder
{
    private readonly SegmentedText _text;
    private readonly SyntaxLayer _syntax;
    private readonly ActorLayer _actors;
    private readonly PlaceLayer _places;
    private readonly TimeLayer _times;
    private readonly StatementLayer _statements;
    private readonly FrameTable _table;
    private readonly Token[] _tokens;
    private readonly int[] _speaker;
    private readonly EventDate? _mainDate;
    private readonly int _mainPlace;

    private EventFinder(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, PlaceLayer places, TimeLayer times, StatementLayer statements, LanguagePack pack)
    {
        (_text, _syntax, _actors, _places, _times, _statements, _table, _tokens) = (text, syntax, actors, places, times, statements, pack.Frames, text.Tokens);
        _speaker = Speakers();
        _mainDate = MainDate();
        _mainPlace = MainPlace();
    }

    public static ImmutableArray<FoundEvent> Find(
        SegmentedText text, SyntaxLayer syntax, ActorLayer actors, PlaceLayer places, TimeLayer times, StatementLayer statements, LanguagePack pack)
    {
        var finder = new EventFinder(text, syntax, actors, places, times, statements, pack);
        var found = new List<FoundEvent>();
        foreach (var sentence in text.Sentences)
        {
            if (text.IsInTitle(sentence.Tokens.Start))
                continue;
            for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
            {
                if (finder.At(i, sentence) is { } e)
                    found.Add(e);
            }
        }

        return [.. Distinct(found)];
    }

    private FoundEvent? At(int i, Sentence sentence)
    {
        if (!_tokens[i].IsWord || IsInName(i))
            return null;
        var reach = Reach(i, sentence);
        foreach (var row in _table.Of(_tokens[i]))
        {
            if (Match(row, i, reach) is not { } words)
                continue;
            row.Row.Touch();
            return row.IsBlocker ? null : Make(row, i, words, sentence, reach);
        }

        return null;
    }

    // «Форум регионов», «План действий»: words inside a short quotation are a name.
    private bool IsInName(int i) => _text.QuotationAt(i) is { Tokens.Length: <= 4 };

    // The clause and what hangs on it: objects may stand in the piece after a comma of a list.
    private TokenRange Reach(int i, Sentence sentence)
    {
        var clause = _syntax.ClauseAt(i).Tokens;
        return new TokenRange(Math.Max(sentence.Tokens.Start, Math.Min(clause.Start, i)), Math.Min(sentence.Tokens.End, Math.Max(clause.End, i + 1)));
    }

    private TokenRange? Match(FrameRow row, int i, TokenRange reach)
    {
        var (start, end) = (i, i + 1);
        for (var w = 1; w < row.Words.Length; w++)
        {
            var at = Near(row.Words[w], i, reach);
            if (at < 0)
                return null;
            (start, end) = (Math.Min(start, at), Math.Max(end, at + 1));
        }

        if (row.Object.Length == 0)
            return Sensible(row, i, reach) ? new TokenRange(start, end) : null;
        var found = Object(row, i, reach);
        return found < 0 ? null : new TokenRange(Math.Min(start, found), Math.Max(end, found + 1));
    }

    private int Near(string word, int i, TokenRange reach)
    {
        // "возможность открыть посольство": a noun right before an infinitive stands over it and is not its object.
        var isGoverned = _tokens[i].Readings is [{ Class: WordClass.Verb, Form: VerbForm.Infinitive }, ..];
        for (var d = 1; d <= 6; d++)
        {
            if (i + d < reach.End && Stands(word, i + d, d))
                return i + d;
            if (d <= 5 && !(isGoverned && d == 1) && i - d >= reach.Start && Stands(word, i - d, d))
                return i - d;
        }

        return -1;
    }

    // "По итогам саммита принята декларация": a genitive at a distance belongs to another noun.
    private bool Stands(string word, int at, int distance) =>
        _tokens[at].Fold == word || (_tokens[at].HasBase(word) && !(distance > 1 && _syntax.CaseOf[at] == Cases.Genitive && _syntax.PrepositionOf[at] is null && at > 0 && _tokens[at - 1].Readings.Length > 0 && _tokens[at - 1].Readings[0].Class == WordClass.Noun));

    // Nouns that need company: a state visit to somewhere, a call with somebody.
    private bool Sensible(FrameRow row, int i, TokenRange reach)
    {
        if (row.Kind is "visit-noun")
            return StatesOrPlacesAfter(i, reach) || HasPersonIn(reach);
        if (row.Kind is "meeting" && row.Words.Length == 1)
            return row.Words[0] is not ("встретиться" or "встречаться") || HasPersonIn(reach) || _actors.In(reach).Any();
        return true;
    }

    private bool StatesOrPlacesAfter(int i, TokenRange reach) =>
        _actors.In(new TokenRange(i, reach.End)).Any(m => _actors.Actors[m.Actors[0]].Kind == ActorKind.State) || _places.Mentions.Any(m => m.Tokens.Start >= i && m.Tokens.Start < reach.End);

    private bool HasPersonIn(TokenRange reach) => _actors.In(reach).Any(m => _actors.Actors[m.Actors[0]].Kind == ActorKind.Person);

    // The token of the object that the row asks for; -1 when there is none.
    private int Object(FrameRow row, int i, TokenRange reach)
    {
        switch (row.Object)
        {
            case "person":
                foreach (var mention in _actors.In(reach))
                {
                    if (_actors.Actors[mention.Actors[0]].Kind == ActorKind.Person && Math.Abs(mention.Extent.Start - i) < 12
                        && (mention.Cases & (Cases.Accusative | Cases.Genitive)) != 0 | (IsPassive(i) && (mention.Cases & Cases.Instrumental) != 0) && _syntax.PrepositionOf[mention.Extent.Start] is null
                        && _actors.In(reach).Any(o => !ReferenceEquals(o, mention)))
                        return mention.Tokens.Start;
                }

                return -1;
            case "placed":
                foreach (var mention in _places.Mentions)
                {
                    if (mention.Tokens.Start > i - 8 && mention.Tokens.Start < Math.Min(reach.End, i + 14) && mention.Tokens.Start >= reach.Start && IsGoal(mention.Tokens.Start, i))
                        return mention.Tokens.Start;
                }

                foreach (var mention in _actors.In(reach, withNested: false))
                {
                    if (mention.Actor >= 0 && _actors.Actors[mention.Actor].Kind == ActorKind.State && mention.Form == MentionForm.Name && IsGoal(mention.Tokens.Start, i))
                        return mention.Tokens.Start;
                }

                return -1;
            case "with":
                // "на встрече с послом": a partner in the instrumental right after.
                for (var t = i + 1; t < Math.Min(reach.End, i + 4); t++)
                {
                    if (_tokens[t].Fold is "с" or "со" && t + 1 < reach.End && _actors.TopAt(t + 1) is { } partner && _actors.Actors[partner.Actors[0]].Kind == ActorKind.Person)
                        return t + 1;
                }

                return -1;
            case "during":
                // "в ходе переговоров министр …": the talks themselves, told by the way.
                return i > reach.Start + 1 && _tokens[i - 1].Fold is "ходе" or "время" or "завершении" && HasPersonIn(reach) ? i : -1;
            case "adopted":
                return Nearest("document", i, reach, requireObject: true);
            case "created":
                var body = Nearest("body", i, reach, requireObject: true);
                return body >= 0 ? body : Nearest("facility", i, reach, requireObject: true);
            case "struck":
                for (var t = i + 1; t < Math.Min(reach.End, i + 8); t++)
                {
                    if (_actors.TopAt(t) is not null || _places.At(t) is not null)
                        return t;
                }

                return -1;
            case "border":
                return Near("граница", i, reach);
            default:
                return Nearest(row.Object, i, reach, requireObject: row.Object is "document" or "diplomat" or "sanction");
        }
    }

    private bool IsPassive(int i) => _tokens[i].Readings.Length > 0 && _tokens[i].Readings[0].IsPassive;

    private bool IsGoal(int at, int verb)
    {
        var preposition = _syntax.PrepositionOf[at];
        return preposition is "в" or "во" or "на" || (preposition is null && at > verb && _tokens[verb].HasBase("посетить") | _tokens[verb].HasBase("посещать"));
    }

    // Objects follow their verb, or stand before it in the passive or as its subject.
    private int Nearest(string objectClass, int i, TokenRange reach, bool requireObject)
    {
        for (var d = 1; d <= 12; d++)
        {
            if (i + d < reach.End && _table.IsObject(objectClass, _tokens[i + d]) && !(requireObject && _syntax.PrepositionOf[i + d] is not null) && !ClauseBetween(i, i + d))
                return i + d;
            if (d <= 10 && i - d >= reach.Start && _table.IsObject(objectClass, _tokens[i - d]) && _syntax.PrepositionOf[i - d] is null && (_syntax.CaseOf[i - d] & (Cases.Nominative | Cases.Accusative)) != 0)
                return i - d;
        }

        return -1;
    }

    private bool ClauseBetween(int a, int b)
    {
        for (var i = a + 1; i < b; i++)
        {
            if (ClauseSplitter.IsFinite(_tokens[i]))
                return true;
        }

        return false;
    }

    // ---- the event

    private FoundEvent? Make(FrameRow row, int i, TokenRange words, Sentence sentence, TokenRange reach)
    {
        var status = Status(row, i, sentence, reach);
        var time = Time(i, reach, sentence, status);
        if (status == EventStatus.Occurred && time is { IsPast: true, Date: { } past } && _mainDate is { } main && past.To.DayNumber < main.From.DayNumber - 3)
            status = EventStatus.Historical;
        if (status == EventStatus.Occurred && time?.Date is { } later && _times.Reference is { } reference && later.From > reference)
            status = EventStatus.Planned;
        var (actors, recipients, parties) = Who(row, i, reach, sentence);
        if (parties.Length == 0 || (parties.Length < 2 && row.Kind is "meeting" or "reception" or "call" or "invitation" && !parties.Any(p => p.Length != 3)))
            return null;
        var mode = Mode(row, sentence, reach, parties);
        var date = time?.Date ?? (status == EventStatus.Occurred && row.Type is not ("COOPERATE" or "AID") ? _mainDate : status == EventStatus.Occurred && row.Kind is "opening" ? _mainDate : null);
        return new FoundEvent
        {
            Frame = row,
            Status = status,
            Mode = mode,
            Actors = actors,
            Recipients = recipients,
            Parties = parties,
            Date = date,
            Place = Place(row, i, reach, sentence, status),
            Evidence = _text.SpanOf(words),
            Tokens = words,
            Sentence = sentence.Index,
        };
    }

    // ---- whether it happened

    private EventStatus Status(FrameRow row, int i, Sentence sentence, TokenRange reach)
    {
        if (row.Status == "proposed")
            return EventStatus.Proposed;
        var verb = PredicateFor(i, reach);
        if (verb > 0 && _tokens[verb - 1].Fold is "не" && _tokens[verb].Fold != "раз")
            return EventStatus.Negated;
        if (reach.End > verb + 1 && _tokens[verb + 1].Fold == "не" && IsPassive(verb))
            return EventStatus.Negated;
        var reading = verb >= 0 && _tokens[verb].Readings.Length > 0 ? _tokens[verb].Readings[0] : default;
        // "запланирована встреча", "визит отменён": the verb itself says so.
        if (verb != i && _table.Status.TryGetValue(reading.Base ?? "", out var told) && told is EventStatus.Planned or EventStatus.Negated)
            return told;
        if (verb != i && GovernorOfNoun(i, reading.Base ?? "") is { } governing)
            return governing;
        for (var t = reach.Start; t < reach.End; t++)
        {
            if (_tokens[t].Fold is "бы")
                return EventStatus.Proposed;
            if (_tokens[t].Fold is "не" && t + 2 < reach.End && (_tokens[t + 1].HasBase("быть") || _tokens[t + 1].HasBase("успеть")) && Math.Abs(t - i) < 6)
                return EventStatus.Negated;
        }

        if (reading is { Class: WordClass.Verb, Form: VerbForm.Infinitive } || reading.Class is not (WordClass.Verb or WordClass.Participle or WordClass.Converb))
        {
            if (Governor(i, sentence) is { } governed)
                return governed;
            if (reading is { Class: WordClass.Verb, Form: VerbForm.Infinitive })
                return EventStatus.Proposed;
        }

        if (reading is { Class: WordClass.Verb, Form: VerbForm.NonPast })
        {
            if ((reading.Aspects & Aspects.Perfective) != 0)
                return EventStatus.Planned;
            return row.Type is "SANCTION" && reading.Base == "готовить" ? EventStatus.Planned : EventStatus.Occurred;
        }

        for (var t = reach.Start; t < reach.End; t++)
        {
            if (_tokens[t].HasBase("быть") && _tokens[t].Readings.Any(r => r is { Base: "быть", Form: VerbForm.NonPast }) && _tokens[t].Fold is not "есть" and not "суть")
                return EventStatus.Planned;
        }

        if (reading is { Class: WordClass.Participle, IsShort: false } && RecalledBy(i, sentence))
            return EventStatus.Historical;
        if (reading.Form is VerbForm.Past && RecalledBy(i, sentence))
            return EventStatus.Historical;
        return EventStatus.Occurred;
    }

    // The verb that carries the tense: the cue itself, or the verb of its clause when the cue is a noun.
    private int PredicateFor(int i, TokenRange reach)
    {
        if (_tokens[i].Readings[0].Class is WordClass.Verb or WordClass.Participle or WordClass.Converb)
            return i;
        return _syntax.ClauseAt(i).Predicate is >= 0 and var predicate && reach.Contains(predicate) ? predicate : i;
    }

    // "вопрос открытия посольства", "предстоящий визит", "высказался за открытие", "без подписания": what stands over the noun says so.
    private EventStatus? GovernorOfNoun(int i, string predicate)
    {
        var preposition = _syntax.PrepositionOf[i];
        if (preposition is not null && _table.Status.TryGetValue(preposition == "за" ? predicate : preposition, out var status))
            return status;
        for (var t = i - 1; t >= 0 && _tokens[t].Readings.Length > 0; t--)
        {
            var reading = _tokens[t].Readings[0];
            var isModifier = reading.Class is WordClass.Adjective or WordClass.Participle && !reading.IsShort;
            if ((isModifier || (reading.Class == WordClass.Noun && preposition is null && (_syntax.CaseOf[i] & Cases.Genitive) != 0)) && _table.Status.TryGetValue(reading.Base, out status))
                return status;
            if (!isModifier)
                return null;
        }

        return null;
    }

    // The nearest word before the action that says whether it is wished for, planned or recalled.
    private EventStatus? Governor(int i, Sentence sentence)
    {
        for (var t = i - 1; t >= sentence.Tokens.Start && t > i - 22; t--)
        {
            if (_tokens[t].Readings.Length == 0)
                continue;
            foreach (var reading in _tokens[t].Readings)
            {
                if (_table.Status.TryGetValue(reading.Base, out var status))
                    return status;
            }
        }

        return null;
    }

    // "напомнил, что …", "поблагодарил за …": told as background.
    private bool RecalledBy(int i, Sentence sentence)
    {
        for (var t = i - 1; t >= sentence.Tokens.Start; t--)
        {
            foreach (var reading in _tokens[t].Readings)
            {
                if (_table.Status.TryGetValue(reading.Base, out var status) && status == EventStatus.Historical)
                    return true;
            }
        }

        return false;
    }

    // ---- when

    private EventDate? MainDate()
    {
        var body = _text.HasTitle ? 1 : 0;
        foreach (var expression in _times.Expressions)
        {
            if (expression.Use == TimeUse.Point && expression.Date is { Precision: DatePrecision.Day } date && _text.SentenceOf(expression.Tokens.Start).Paragraph is var p && p >= body && p <= body + 1
                && _times.Reference is { } day && Math.Abs(date.From.DayNumber - day.DayNumber) <= 3 && date.From <= day)
                return date;
        }

        return _times.Reference is { } reference ? new EventDate(reference, reference, DatePrecision.Day) : null;
    }

    private TimeExpression? Time(int i, TokenRange reach, Sentence sentence, EventStatus status)
    {
        TimeExpression? best = null;
        var distance = int.MaxValue;
        foreach (var expression in _times.In(reach))
        {
            if (expression.Use is TimeUse.Frequency or TimeUse.Comparison or TimeUse.Name || expression.Date is null || (expression.Use == TimeUse.Period && status != EventStatus.Planned))
                continue;
            var gap = Math.Abs(expression.Tokens.Start - i);
            if (gap < distance)
                (best, distance) = (expression, gap);
        }

        if (best is not null)
            return best;
        // A relative clause right after may hold the date: "встречу, состоявшуюся в октябре", "на форуме, который пройдёт в мае".
        var next = _syntax.ClauseOf[Math.Min(reach.End, _tokens.Length - 1)];
        if (_syntax.Clauses[next] is { Kind: ClauseKind.Relative or ClauseKind.Participial } after && after.Sentence == sentence.Index && after.Tokens.Start >= reach.End)
            return _times.In(after.Tokens).FirstOrDefault(e => e.Use is not (TimeUse.Frequency or TimeUse.Comparison or TimeUse.Name) && e.Date is not null);
        return null;
    }

    // ---- where

    private int MainPlace()
    {
        if (_places.Dateline >= 0)
            return City(_places.Dateline);
        var body = _text.HasTitle ? 1 : 0;
        foreach (var mention in _places.Mentions)
        {
            var paragraph = _text.SentenceOf(mention.Tokens.Start).Paragraph;
            if (paragraph >= body && paragraph <= body + 1 && _syntax.PrepositionOf[mention.Tokens.Start] is "в" or "во" or "на" && _places.Places[mention.Place].Kind is "city")
                return mention.Place;
        }

        foreach (var mention in _places.Mentions)
        {
            var paragraph = _text.SentenceOf(mention.Tokens.Start).Paragraph;
            if (paragraph >= body && paragraph <= body + 1 && _syntax.PrepositionOf[mention.Tokens.Start] is "в" or "во" or "на" && _places.Places[mention.Place].Kind is "residence" or "venue")
                return mention.Place;
        }

        return -1;
    }

    private int City(int place)
    {
        var entry = _places.Places[place];
        if (entry.Kind == "city" || entry.Parent is null)
            return place;
        for (var p = 0; p < _places.Places.Length; p++)
        {
            if (_places.Places[p].Ref == entry.Parent)
                return p;
        }

        return place;
    }

    private int Place(FrameRow row, int i, TokenRange reach, Sentence sentence, EventStatus status)
    {
        var best = -1;
        var distance = int.MaxValue;
        foreach (var mention in _places.Mentions)
        {
            if (!reach.Contains(mention.Tokens.Start) || _places.Places[mention.Place].Kind is "macroregion" or "sea" || !IsThere(mention.Tokens.Start, i))
                continue;
            var gap = Math.Abs(mention.Tokens.Start - i) - (_places.Places[mention.Place].Kind == "city" ? 100 : 0);
            if (gap < distance)
                (best, distance) = (mention.Place, gap);
        }

        if (best >= 0)
            return row.Kind == "visit-noun" ? -1 : City(best);
        if (row.Kind is "visit" or "visit-noun" or "call" or "call-noun" || status != EventStatus.Occurred || row.Type is "AID" or "SANCTION" && row.Kind is "sanctions")
            return -1;
        return row.Type is "CONSULT" or "SUPPORT" or "ACCUSE" || (row.Type is "SANCTION" && row.Kind is "expulsion") || row.Kind is "opening" ? _mainPlace : -1;
    }

    private bool IsThere(int at, int verb)
    {
        var preposition = _syntax.PrepositionOf[at];
        return preposition is "в" or "во" or "на" || (preposition is null && _tokens[verb].HasBase("посетить") && at > verb) || (at == 0 || _places.Dateline >= 0 && _places.At(at)?.Place == _places.Dateline && at < 3);
    }

    // ---- who

    private (ImmutableArray<int> Actors, ImmutableArray<int> Recipients, ImmutableArray<string> Parties) Who(FrameRow row, int i, TokenRange reach, Sentence sentence)
    {
        var actors = new List<int>();
        var recipients = new List<int>();
        var inQuotation = _speaker[i] >= 0;
        foreach (var mention in _actors.In(reach, withNested: true))
        {
            if (mention.IsNested && mention.Form != MentionForm.Description && InsideTitleOfPerson(mention))
                continue;
            foreach (var actor in mention.Actors)
            {
                if (_actors.Actors[actor] is { Sector: "MED" } or { Kind: ActorKind.Organization, Rule: "metonym" })
                    continue;
                if (actors.Contains(actor) || recipients.Contains(actor))
                    continue;
                var goal = _syntax.PrepositionOf[mention.Extent.Start] is "в" or "во" or "на" or "для" || (mention.Cases & (Cases.Dative | Cases.Accusative)) != 0 && (mention.Cases & Cases.Nominative) == 0;
                if (goal && row.Type is not "CONSULT" || (goal && row.Kind is "visit"))
                    recipients.Add(actor);
                else
                    actors.Add(actor);
            }
        }

        // The state of the place that is visited is a party.
        var parties = _actors.PartiesOf(actors.Concat(recipients)).ToList();
        if (row.Kind is "visit" or "visit-noun" or "invitation" or "attendance" or "reception")
        {
            foreach (var mention in _places.Mentions)
            {
                if (reach.Contains(mention.Tokens.Start) && _places.Places[mention.Place].Country is { } country && !parties.Contains(country) && parties.Count < 2)
                    parties.Add(country);
            }
        }

        // A summit's own telling has the states of the heads named in the report.
        if (row.Kind == "summit" && parties.Count > 0 && parties.All(p => p.Length != 3) && _actors.Sides.Length > 2)
            parties.InsertRange(0, _actors.MainParties.Where(p => !parties.Contains(p)));
        // Who tells of others' doings is no party to them, unless one of the sides.
        if (inQuotation && _actors.Actors[_speaker[i]].Party is { } own && (parties.Count == 0 || _actors.MainParties.Contains(own)))
            AddParty(parties, own);
        var main = _actors.MainParties;
        if (parties.Count == 0)
        {
            // Nothing named: the subject before, else the sides.
            parties.AddRange(main);
            actors.AddRange(_actors.Sides.Where(a => !actors.Contains(a)));
        }
        else if (parties.Count == 1 && NeedsTwo(row))
        {
            var other = main.FirstOrDefault(p => p != parties[0]);
            if (other is not null && (main.Contains(parties[0]) || main.Length >= 2))
                AddParty(parties, other);
        }

        return ([.. actors], [.. recipients], [.. parties]);
    }

    private static void AddParty(List<string> parties, string? party)
    {
        if (party is not null && !parties.Contains(party))
            parties.Add(party);
    }

    private static bool NeedsTwo(FrameRow row) => row.Kind is not ("summit" or "session" or "sanctions" or "mobilisation");

    // "президентом Кыргызстана С. Жапаровым": the state stands in the title of its own officer and adds no party but his.
    private bool InsideTitleOfPerson(ActorMention mention) => _actors.TopAt(mention.Tokens.Start) is { } top && top.Actor >= 0 && _actors.Actors[top.Actor].Kind == ActorKind.Person;

    // For each token inside a quotation or reported clause its speaker; -1 elsewhere.
    private int[] Speakers()
    {
        var speakers = new int[_tokens.Length];
        Array.Fill(speakers, -1);
        foreach (var statement in _statements.Statements)
        {
            if (statement.Speakers.Length != 1)
                continue;
            foreach (var token in _tokens)
            {
                if (token.Span.Start >= statement.Evidence.Start && token.Span.End <= statement.Evidence.End)
                    speakers[token.Index] = statement.Speakers[0];
            }
        }

        return speakers;
    }

    private string? Mode(FrameRow row, Sentence sentence, TokenRange reach, ImmutableArray<string> parties)
    {
        if (row.Type != "CONSULT")
            return row.Mode;
        if (row.Mode is "phone" or "multilateral" && row.Kind is not "session" and not "attendance")
            return row.Mode;
        for (var t = sentence.Tokens.Start; t < sentence.Tokens.End; t++)
        {
            if (_tokens[t].Fold is "телефону" or "телефонный" or "телефонного" || _tokens[t].HasBase("видеосвязь") || _tokens[t].HasBase("видеоконференция"))
                return "phone";
        }

        if (row.Kind is "session" or "attendance")
        {
            for (var t = reach.Start; t < reach.End; t++)
            {
                if (_tokens[t].HasBase("комиссия") || _tokens[t].HasBase("межправкомиссия") || _tokens[t].HasBase("бизнес-форум") || _tokens[t].HasBase("комитет"))
                    return "visit";
            }

            return "multilateral";
        }

        // A meeting on the margins of a summit of others.
        return parties.Any(p => p.Length != 3) || (OnMargins(sentence) && row.Kind is "meeting" or "meeting-noun" or "reception") ? "multilateral" : row.Mode;
    }

    private bool OnMargins(Sentence sentence)
    {
        for (var t = sentence.Tokens.Start; t + 1 < sentence.Tokens.End; t++)
        {
            if (_tokens[t].Fold is "полях" or "кулуарах")
                return true;
        }

        return false;
    }

    // ---- doubles

    // The same meeting told again, and a document told by verb and noun, count once: the first telling stays.
    private static IEnumerable<FoundEvent> Distinct(List<FoundEvent> events)
    {
        var kept = new List<FoundEvent>();
        foreach (var e in events)
        {
            if (!kept.Any(k => IsSame(k, e)))
                kept.Add(e);
        }

        return kept;
    }

    private static bool IsSame(FoundEvent a, FoundEvent b)
    {
        if (a.Frame.Type != b.Frame.Type)
            return false;
        if (a.Sentence == b.Sentence && (a.Tokens.Overlaps(b.Tokens) || Group(a) == Group(b) && Math.Abs(a.Tokens.Start - b.Tokens.Start) < 8))
            return true;
        if (a.Sentence == b.Sentence && a.Frame.Kind == "invitation" && b.Frame.Kind is "attendance" or "visit" && b.Tokens.Start - a.Tokens.Start < 12)
            return true;
        if (a.Frame.Type != "CONSULT" || a.Status != b.Status && !(a.Status == EventStatus.Occurred && b.Status == EventStatus.Historical) || Group(a) != Group(b))
            return false;
        var sameDate = a.Date == b.Date || a.Date is null || b.Date is null || (a.Date.From <= b.Date.To && b.Date.From <= a.Date.To);
        return sameDate && (a.Parties.All(b.Parties.Contains) || b.Parties.All(a.Parties.Contains));
    }

    private static string Group(FoundEvent e) => e.Frame.Kind switch
    {
        "visit" or "visit-noun" or "invitation" => "visit",
        "meeting" or "meeting-noun" or "reception" => "meeting",
        "call" or "call-noun" => "call",
        "summit" or "session" or "attendance" => "summit",
        var kind => kind,
    };
}
