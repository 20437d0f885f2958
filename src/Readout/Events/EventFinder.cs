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
    private readonly CasePropositions _propositions;
    private readonly FrameMatcher _matcher;
    private readonly Func<int, bool> _tells;
    private readonly int[] _speaker;
    private readonly EventDate? _mainDate;
    private readonly int _mainPlace;
    private readonly string? _format;

    private EventFinder(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, PlaceLayer places, TimeLayer times, StatementLayer statements, LanguagePack pack)
    {
        (_text, _syntax, _actors, _places, _times, _statements, _table, _tokens) = (text, syntax, actors, places, times, statements, pack.Frames, text.Tokens);
        _propositions = new CasePropositions(text, syntax, actors);
        _matcher = new FrameMatcher(text, syntax, times, _propositions, _table);
        _tells = Tells;
        _speaker = Speakers();
        _mainDate = MainDate();
        _mainPlace = MainPlace();
        _format = Format();
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
                if (finder.At(i, sentence, found.Count > 0 ? found[^1] : null) is not { } e)
                    continue;
                found.AddRange(finder.Dyads(e));
                found.AddRange(finder.Elided(e, i));
            }
        }

        return [.. finder.Distinct(found)];
    }

    private FoundEvent? At(int i, Sentence sentence, FoundEvent? before)
    {
        if (!_tokens[i].IsWord || _tokens[i].Readings.Length == 0 || IsInName(i))
            return null;
        var isVerbal = _propositions.IsVerbal(i);
        Scope? scope = null;
        foreach (var row in _table.Of(_tokens[i]))
        {
            // A row of nouns is for nouns, a row of verbs for verbs, whatever else the form may be.
            if (row.Words[0] != _tokens[i].Readings[0].Base || (isVerbal == row.IsNominal && !row.IsBlocker))
                continue;
            scope ??= _propositions.ScopeOf(i);
            if (Match(row, i, scope.Value) is not { } words)
                continue;
            row.Row.Touch();
            return row.IsBlocker ? null : Make(row, i, words, sentence, scope.Value, before);
        }

        return null;
    }

    // "Эстония выслала дипломата, Латвия – двух", "принял посла Кении, вечером – посла Перу": the verb is left out the second time.
    private IEnumerable<FoundEvent> Elided(FoundEvent e, int i)
    {
        if (!_propositions.IsVerbal(i))
            yield break;
        foreach (var gap in _propositions.GapsAfter(i))
        {
            var agents = _actors.In(gap.Before).Where(m => (m.Cases & Cases.Nominative) != 0 && _syntax.PrepositionOf[m.Extent.Start] is null).SelectMany(m => m.Actors).ToList();
            var objects = _actors.In(gap.After, withNested: true).SelectMany(m => m.Actors).ToList();
            var own = _propositions.Agents(i, _tells).SelectMany(m => m.Actors).ToList();
            if (own.Count == 0 && _propositions.IsPassive(i))
                own = e.Actors.Take(1).ToList();
            var doers = agents.Count > 0 ? agents : own;
            var parties = _actors.PartiesOf(doers).ToList();
            var others = _actors.PartiesOf(objects);
            if (others.Length == 0)
                others = [.. _places.Mentions.Where(m => gap.After.Contains(m.Tokens.Start)).Select(m => _places.Places[m.Place].Country).OfType<string>().Distinct()];
            // "а Кения – своего": towards whom the first one was.
            if (others.Length == 0)
                others = agents.Count > 0 ? [.. e.Parties.Except(parties).Except(_actors.PartiesOf(own))] : [];
            foreach (var party in others)
                AddParty(parties, party);
            if (parties.Count < 2)
                continue;
            var words = gap.After;
            while (words.End > words.Start + 1 && !_tokens[words.End - 1].IsWord)
                words = new TokenRange(words.Start, words.End - 1);
            var date = Nearest(new TokenRange(gap.Before.Start, gap.After.End), gap.After.Start, e.Status)?.Date ?? e.Date;
            yield return e with { Actors = [.. doers.Concat(objects).Distinct()], Recipients = [], Parties = [.. parties], Date = date, Evidence = _text.SpanOf(words), Tokens = words };
        }
    }

    // "провёл двусторонние встречи с министрами Перу, Чили и Ганы": one meeting with each.
    private IEnumerable<FoundEvent> Dyads(FoundEvent e)
    {
        if (e.Frame.Kind is "visit" or "trip-noun" or "visit-noun" && e.Parties.Length > 2)
            return Visits(e);
        if (e.Frame.Kind != "meeting" || e.Parties.Length < 3 || _propositions.Agents(e.Tokens.Start, _tells) is not { Count: 1 } hosts || _actors.PartiesOf(hosts[0].Actors) is not [var host])
            return [e];
        // "встретился с премьером Перу, а затем с президентом Чили": one after the other.
        var sentence = _text.Sentences[e.Sentence].Tokens;
        for (var t = e.Tokens.Start; t + 2 < sentence.End; t++)
        {
            if (_tokens[t].Fold is "затем" or "потом" or "позже" or "отдельно" or "позднее" && _tokens[t + 1].Fold is "с" or "со" && !_propositions.IsVerbal(t + 1))
                return e.Parties.Where(p => p != host).Select(p => e with { Parties = [host, p] });
        }

        for (var t = e.Tokens.Start; t < e.Tokens.End; t++)
        {
            if (_tokens[t].Fold is "встречи" or "встреч" or "беседы" or "бесед")
                return e.Parties.Where(p => p != host).Select(p => e with { Parties = [host, p] });
        }

        return [e];
    }

    // "посетит Италию, Францию и Перу": a visit to each, by one.
    private IEnumerable<FoundEvent> Visits(FoundEvent e)
    {
        var goals = new List<(string State, TokenRange Tokens)>();
        foreach (var (state, tokens) in _actors.Mentions.Where(m => m is { IsNested: false, Actor: >= 0, Form: MentionForm.Name } && _actors.Actors[m.Actor].Kind == ActorKind.State).Select(m => (State: _actors.Actors[m.Actor].Party, m.Tokens))
            .Concat(_places.Mentions.Select(m => (State: _places.Places[m.Place].Country, m.Tokens))).OrderBy(g => g.Tokens.Start))
        {
            // A list of goals: each in the accusative, commas, "и", "а также", days and prepositions at most between.
            if (state is null || tokens.Start < e.Tokens.Start || _text.SentenceOf(tokens.Start).Index != e.Sentence || !e.Parties.Contains(state) || (_syntax.CaseOf[tokens.Start] & Cases.Accusative) == 0 || goals.Exists(g => g.State == state))
                continue;
            if (goals.Count > 0 && (tokens.Start - goals[^1].Tokens.End > 8 || Any(new TokenRange(goals[^1].Tokens.End, tokens.Start), t => _propositions.IsVerbal(t))))
                break;
            goals.Add((state, tokens));
        }

        var visitors = e.Parties.Where(p => !goals.Exists(g => g.State == p)).ToArray();
        if (goals.Count < 2 || visitors.Length != 1)
            return [e];
        var visits = new List<FoundEvent>();
        foreach (var (state, tokens) in goals)
        {
            var isFirst = visits.Count == 0;
            var words = isFirst ? new TokenRange(e.Tokens.Start, Math.Max(e.Tokens.End, tokens.End)) : tokens;
            var own = isFirst ? null : Nearest(new TokenRange(visits[^1].Tokens.End, tokens.End), tokens.Start, e.Status)?.Date;
            visits.Add(e with { Parties = [visitors[0], state], Date = own ?? (isFirst || e.Date is null ? e.Date : Within(e.Date)), Evidence = _text.SpanOf(words), Tokens = words });
        }

        return visits;
    }

    // «Форум регионов», «План действий»: words inside a short quotation are a name.
    private bool IsInName(int i) => _text.QuotationAt(i) is { Tokens.Length: <= 4 } || (_actors.TopAt(i) is { Form: MentionForm.Name } mention && mention.Tokens.Contains(i));

    private TokenRange? Match(FrameRow row, int i, Scope scope)
    {
        if (_matcher.Words(row.Words.AsSpan(), i, scope) is not { } words)
            return null;
        if (row.Object.Length == 0)
            return Sensible(row, i, scope) ? words : null;
        var found = Object(row, i, scope);
        return found < 0 ? null : new TokenRange(Math.Min(words.Start, found), Math.Max(words.End, found + 1));
    }

    // Nouns that need company: a state visit to somewhere, a call with somebody.
    private bool Sensible(FrameRow row, int i, Scope scope) => row.Kind switch
    {
        "visit-noun" => StatesOrPlacesAfter(i, scope) || HasPersonIn(scope),
        "trip-noun" => StatesOrPlacesAfter(i, scope with { Own = new TokenRange(scope.Own.Start, Math.Min(scope.Own.End, i + 9)) }),
        "aid-noun" => false,
        "meeting" => row.Words.Length > 1 || row.Words[0] is not ("встретиться" or "встречаться") || HasPersonIn(scope) || In(scope).Any(),
        _ => true,
    };

    private IEnumerable<ActorMention> In(Scope scope, bool withNested = false)
    {
        foreach (var mention in _actors.Mentions)
        {
            if ((withNested || !mention.IsNested) && scope.Contains(mention.Tokens.Start))
                yield return mention;
        }
    }

    private bool StatesOrPlacesAfter(int i, Scope scope) =>
        In(scope).Any(m => m.Tokens.Start >= i && _actors.Actors[m.Actors[0]].Kind == ActorKind.State) || _places.Mentions.Any(m => m.Tokens.Start >= i && m.Tokens.Start < scope.End);

    private bool HasPersonIn(Scope scope) => In(scope).Any(IsPerson);

    private bool IsPerson(ActorMention mention) => _actors.Actors[mention.Actors[0]].Kind == ActorKind.Person;

    // The token of the object that the row asks for; -1 when there is none.
    private int Object(FrameRow row, int i, Scope scope)
    {
        switch (row.Object)
        {
            case "person":
                foreach (var mention in In(scope))
                {
                    if (IsPerson(mention) && Math.Abs(mention.Extent.Start - i) < 12 && (mention.Extent.Start > i || !_propositions.IsInfinitive(i))
                        && (mention.Cases & (Cases.Accusative | Cases.Genitive)) != 0 | (_propositions.IsPassive(i) && (mention.Cases & Cases.Instrumental) != 0) && _syntax.PrepositionOf[mention.Extent.Start] is null
                        && (In(scope).Any(o => !ReferenceEquals(o, mention)) || _propositions.Agents(i, _tells).Count > 0))
                        return mention.Tokens.Start;
                }

                return Officer(i, scope, _propositions.IsPassive(i)
                    ? t => _syntax.PrepositionOf[t] is null && (_syntax.CaseOf[t] & Cases.Nominative) != 0
                    : t => t > i && _syntax.PrepositionOf[t] is null && (_syntax.CaseOf[t] & Cases.Accusative) != 0);
            case "placed":
                return Goal(i, scope);
            case "with":
                // "на встрече с послом": a partner in the instrumental right after.
                for (var t = i + 1; t < Math.Min(scope.End, i + 4); t++)
                {
                    if (_tokens[t].Fold is "с" or "со" && t + 1 < scope.End && _actors.TopAt(t + 1) is { } partner && IsPerson(partner))
                        return t + 1;
                }

                return Officer(i, scope, t => t < i + 5 && _syntax.PrepositionOf[t] is "с" or "со");
            case "official":
                return i > scope.Start && _table.IsObject("official", _tokens[i - 1]) && Sensible(row, i, scope) ? i - 1 : -1;
            case "partner":
                foreach (var mention in In(scope))
                {
                    if (IsPerson(mention) && _syntax.PrepositionOf[mention.Extent.Start] is "с" or "со" && (mention.Cases & Cases.Instrumental) != 0 && Math.Abs(mention.Extent.Start - i) < 10)
                        return mention.Extent.Start;
                }

                return Officer(i, scope, t => _syntax.PrepositionOf[t] is "с" or "со");
            case "pair":
                // "Министр Перу и посол Чили обсудили рейсы": each from his own side.
                return _propositions.Agents(i, _tells) is { Count: > 1 } both && both.All(m => m.Form != MentionForm.Pronoun) && _actors.PartiesOf(both.SelectMany(m => m.Actors)).Length > 1 ? both[0].Tokens.Start : -1;
            case "during":
                // "в ходе переговоров министр …": the talks themselves, told by the way.
                return i > scope.Start + 1 && _tokens[i - 1].Fold is "ходе" or "время" or "завершении" && HasPersonIn(scope) ? i : -1;
            case "member":
                // "вступит в ВТО", "выход из ОПЕК": the organisation itself, whatever it is called.
                foreach (var mention in In(scope, withNested: true))
                {
                    if (mention.Tokens.Start > i - 6 && mention.Tokens.Start < i + 10 && mention.Actors.All(a => _actors.Actors[a] is { Kind: ActorKind.Organization, Sector: "IGO" }) && _syntax.PrepositionOf[mention.Extent.Start] is "в" or "во" or "из" or "к" or "ко")
                        return mention.Tokens.Start;
                }

                return -1;
            case "struck":
                var doers = ClauseSplitter.IsFinite(_tokens[Math.Max(0, _syntax.ClauseAt(i).Predicate)]) ? _propositions.Subject(_syntax.ClauseAt(i).Predicate) : [];
                for (var t = i + 1; t < Math.Min(scope.End, i + 8); t++)
                {
                    // "в ответ на нападение Индия закрыла границу": who acts is not whom it struck.
                    if ((_actors.TopAt(t) is { } top && !doers.Contains(top)) || _places.At(t) is not null)
                        return t;
                    if (_actors.TopAt(t) is not null && _syntax.PrepositionOf[t] is null && doers.Count > 0)
                        return -1;
                }

                return -1;
            default:
                foreach (var objectClass in row.Objects)
                {
                    if (_matcher.Object(objectClass, i, scope, row.Kind is "attendance" or "attendance-noun" or "participation" or "participation-noun" or "tour" or "border-noun" or "exercise" ? FrameMatcher.Place.AsSpan() : row.Kind is "membership" or "membership-noun" ? FrameMatcher.Joined.AsSpan() : objectClass == "carried" ? FrameMatcher.Carried.AsSpan() : []) is >= 0 and var found)
                        return found;
                }

                return -1;
        }
    }

    // "премьер-министра Непала": an officer without a name, known by his state.
    private int Officer(int i, Scope scope, Func<int, bool> stands)
    {
        for (var t = Math.Max(scope.Own.Start, i - 10); t < Math.Min(scope.Own.End, i + 10); t++)
        {
            if (t != i && _table.IsObject("delegation", _tokens[t]) && stands(t) && (_actors.In(new TokenRange(t, Math.Min(scope.Own.End, t + 5)), withNested: true).Any() || _actors.Mentions.Any(m => !m.IsNested && m.Extent.Start > t && m.Extent.Start < t + 6 && _syntax.PrepositionOf[m.Extent.Start] is "с" or "со")))
                return t;
        }

        return -1;
    }

    private int Goal(int i, Scope scope)
    {
        // "по достижению мира на Украине посетит Россию": what is visited stands without a preposition.
        if (_tokens[i].Readings[0].Base is "посетить" or "посещать" && In(scope).FirstOrDefault(m => m.Actor >= 0 && _actors.Actors[m.Actor].Kind == ActorKind.State && m.Form == MentionForm.Name && _syntax.PrepositionOf[m.Tokens.Start] is null && IsGoal(m.Tokens.Start, i) && m.Tokens.Start > i) is { } visited)
            return visited.Tokens.Start;
        foreach (var mention in _places.Mentions)
        {
            if (mention.Tokens.Start > i - 12 && mention.Tokens.Start < i + 14 && scope.Contains(mention.Tokens.Start) && IsGoal(mention.Tokens.Start, i))
                return mention.Tokens.Start;
        }

        foreach (var mention in In(scope))
        {
            if (mention.Actor >= 0 && _actors.Actors[mention.Actor].Kind == ActorKind.State && mention.Form == MentionForm.Name && IsGoal(mention.Tokens.Start, i))
                return mention.Tokens.Start;
        }

        return -1;
    }

    private bool IsGoal(int at, int verb)
    {
        var preposition = _syntax.PrepositionOf[at];
        if (_tokens[verb].Readings[0].Base is "посетить" or "посещать")
            return preposition is null ? (_syntax.CaseOf[at] & Cases.Accusative) != 0 : preposition is "в" or "во" or "на";
        return preposition is "в" or "во" or "на" || (preposition is "из" && _propositions.IsAttribute(verb));
    }

    // ---- the event

    private FoundEvent? Make(FrameRow row, int i, TokenRange words, Sentence sentence, Scope scope, FoundEvent? before)
    {
        // "если введут пошлины": supposed only.
        if (_syntax.ClauseAt(i) is { Kind: ClauseKind.Subordinate } supposed && _tokens[supposed.Tokens.Start].Fold == "если")
            return null;
        // "если не отпустит моряков, закроет посольство": what follows from the supposed is a threat or a promise.
        if (_propositions.IsConditional(i))
            return null;
        // "Где пройдёт встреча, решат позже": asked, not told.
        if (_propositions.IsAsked(i))
            return null;
        if (Status(row, i, sentence, scope) is not { } status || IsNoAct(row, i, scope, status))
            return null;
        // "призвал снять блокаду": asked of others, which is a statement only.
        if (status == EventStatus.Proposed && row.Type is "CONCEDE" or "RETREAT" or "ASSAULT" or "MOBILIZE" or "COERCE" or "PROTEST" or "REJECT")
            return null;
        // "предупредил, что Пекин может ограничить закупки": a threat.
        if (status == EventStatus.Proposed && row.Type == "SANCTION" && _speaker[i] >= 0 && _propositions.IsInfinitive(i) && _propositions.Governor(i, _tells) is >= 0 and var may && _tokens[may].HasBase("мочь"))
            return null;
        // "суд отклонил его жалобу": no state is told to refuse another.
        if (row.Kind == "refusal" && !In(scope).Any(m => m.Form != MentionForm.Pronoun) && !_places.Mentions.Any(m => scope.Contains(m.Tokens.Start)))
            return null;
        // "договорились прекратить огонь": agreed is done.
        if (row.Kind == "ceasefire" && status == EventStatus.Planned && _propositions.Governor(i, _tells) is >= 0 and var agreed && _tokens[agreed].Readings[0].Form == VerbForm.Past)
            status = EventStatus.Occurred;
        var time = Time(row, i, scope, sentence, status);
        // "встреча перенесена на май": it will be; without a new day it will not.
        if (row.Kind == "moved")
        {
            time = _times.In(sentence.Tokens).FirstOrDefault(e => e.Tokens.Start > i && e.Date is not null && _tokens[e.Tokens.Start].Fold == "на");
            status = time is null ? EventStatus.Negated : EventStatus.Planned;
        }

        // "Накануне" in a report of what was two days ago: the day before that.
        if (time is { IsDay: true } eve && _tokens[eve.Tokens.Start].Fold == "накануне" && eve.Tokens.Length == 1 && _mainDate is { } told && told.From == told.To && told.From < _times.Reference)
            time = eve with { Date = new EventDate(told.From.AddDays(-1), told.From.AddDays(-1), DatePrecision.Day) };
        if (status == EventStatus.Occurred && time is { IsPast: true, Date: { } past } && _mainDate is { } main && past.To.DayNumber < main.From.DayNumber - 1)
            status = EventStatus.Historical;
        if (status is EventStatus.Occurred or EventStatus.Historical && time?.Date is { } later && _times.Reference is { } reference && later.From > reference)
        {
            // "26 апреля армия открыла огонь", told in March: of the year before.
            if (later.Precision == DatePrecision.Day && _propositions.IsPastFinite(i) && later.From.DayNumber - reference.DayNumber > 30)
                (time, status) = (time with { Date = later with { From = later.From.AddYears(-1), To = later.To.AddYears(-1) } }, EventStatus.Historical);
            else
                status = EventStatus.Planned;
        }

        // "мы открыли все посты": what somebody tells of earlier days; the report's first sentence is its news.
        if (status == EventStatus.Occurred && time is null && _speaker[i] >= 0 && !IsLead(sentence) && row.Type is "COOPERATE" or "AID" or "ASSAULT" or "SANCTION" && _tokens[i].Readings[0].Form == VerbForm.Past)
            status = EventStatus.Historical;
        // "за последние три года передал": a sum of what was done.
        if (status == EventStatus.Occurred && time is null && row.Type is "COOPERATE" or "AID" or "SANCTION" or "ASSAULT" && _times.In(scope.Own).Any(e => e is { Use: TimeUse.Period, IsPast: true }))
            status = EventStatus.Historical;
        // "Под Вашим председательством был проведён второй саммит. Мы подписали ряд документов": recalled to the host's face.
        if (status == EventStatus.Occurred && time is null && _speaker[i] >= 0 && (row.Kind == "summit" && _propositions.IsPassive(i)
            || row.Kind == "document" && _tokens[i].Readings[0].Form == VerbForm.Past && before is { Status: EventStatus.Historical } recalled && _speaker[recalled.Tokens.Start] == _speaker[i] && _text.Sentences[recalled.Sentence].Paragraph == sentence.Paragraph))
            status = EventStatus.Historical;
        // "24 июля начались бои. Армия нанесла удар": the story goes on where it was.
        if (status == EventStatus.Occurred && time is null && _propositions.IsVerbal(i) && before is { Status: EventStatus.Historical, Date: not null } && _text.Sentences[before.Sentence].Paragraph == sentence.Paragraph && row.Type is not ("SUPPORT" or "CONSULT"))
            status = EventStatus.Historical;
        // "Иран провёл учения": one's own show force; those of several are cooperation.
        if (row.Kind == "exercise" && !Any(scope.Own, t => _tokens[t].HasBase("совместный")) && _actors.PartiesOf(_propositions.Agents(i, _tells).Concat(In(scope)).SelectMany(m => m.Actors)).Length == 1)
            row = row with { Type = "MOBILIZE", Mode = "troops", Kind = "mobilisation" };
        var (actors, recipients, parties) = Who(row, i, scope, words, status, before);
        // A credit to a state is aid; one to a company or for a project is business.
        if (row.Kind == "credit" && recipients.Any(r => _actors.Actors[r].Kind == ActorKind.State) && actors.Length > 0)
            row = row with { Type = "AID" };
        // What an international agency supplies is help.
        if (row.Kind == "supply" && actors.Length > 0 && _propositions.IsVerbal(i) && _propositions.Agents(i, _tells).SelectMany(m => m.Actors).ToArray() is { Length: > 0 } suppliers && suppliers.All(a => _actors.Actors[a] is { Kind: ActorKind.Organization, Sector: "IGO" }))
            row = row with { Type = "AID", Kind = "aid" };
        if (parties.Length == 0 || (parties.Length < 2 && row.Kind is "meeting" or "reception" or "call" or "invitation" or "tour" or "banquet" && !parties.Any(p => p.Length != 3)))
            return null;
        // "Заседание правления пройдёт в мае": a body of one state meets nobody.
        if (row.Kind is "session" or "session-noun" && parties is [{ Length: 3 }] && _actors.MainParties.Length < 2)
            return null;
        // Teams and firms among themselves.
        if (row.Type == "CONSULT" && parties.All(p => p.Length != 3) && actors.All(a => _actors.Actors[a] is { Kind: ActorKind.Organization, Ref: null }))
            return null;
        var mode = Mode(row, words, sentence, scope, parties);
        var date = time?.Date ?? ((status == EventStatus.Occurred && row.Type is not ("COOPERATE" or "AID")) || (status == EventStatus.Negated && row.Kind == "document") ? _mainDate
            : status == EventStatus.Planned && row.Type is "CONSULT" or "SUPPORT" && before is { Status: EventStatus.Planned, Date: { } last } && _text.Sentences[before.Sentence].Paragraph == sentence.Paragraph ? Within(last) : status == EventStatus.Occurred && row.Kind is "opening" ? _mainDate : null);
        return new FoundEvent
        {
            Frame = row,
            Status = status,
            Mode = mode,
            Actors = actors,
            Recipients = recipients,
            Parties = parties,
            Date = date,
            Place = Place(row, i, scope, status) is >= 0 and var own ? own : PlaceOfVisit(row, status, sentence, parties, before),
            Evidence = _text.SpanOf(words),
            Tokens = words,
            Sentence = sentence.Index,
        };
    }

    private static bool Any(TokenRange range, Func<int, bool> holds)
    {
        for (var t = range.Start; t < range.End; t++)
        {
            if (holds(t))
                return true;
        }

        return false;
    }

    // On one of the days of a visit of several: its month.
    private static EventDate Within(EventDate date) => date.Precision == DatePrecision.Day && date.From != date.To
        ? new EventDate(new DateOnly(date.From.Year, date.From.Month, 1), new DateOnly(date.From.Year, date.From.Month, DateTime.DaysInMonth(date.From.Year, date.From.Month)), DatePrecision.Month)
        : date;

    // Tourists pay no visits of state, a chairman who opens a session holds none, and money that was invested is a figure.
    private bool IsNoAct(FrameRow row, int i, Scope scope, EventStatus status)
    {
        if (row.Kind == "visit")
        {
            if (Any(scope.Own, t => _table.IsObject("crowd", _tokens[t])))
                return true;
        }

        // "были приглашены 14 стран": nobody of the report.
        if (row.Kind == "invitation" && _propositions.IsPassive(i) && !In(scope).Any() && !_places.Mentions.Any(m => scope.Contains(m.Tokens.Start)))
            return true;
        // "беспилотник, прилетевший из Чада": nor does a machine.
        if (row is { Kind: "visit", Object: "placed" } && _propositions.IsAttribute(i) && _propositions.Antecedent(i) is >= 0 and var head && !_propositions.IsActor(head) && !_table.IsObject("delegation", _tokens[head]))
            return true;
        // "в Осло прибыла партия вакцин": cargo pays no visits.
        if (row is { Kind: "visit", Object: "placed" } && _propositions.Agents(i, _tells).Count == 0 && _propositions.Thing(i) is >= 0 and var thing && !_table.IsObject("delegation", _tokens[thing]))
            return true;
        // "ежегодно проходят заседания": a habit.
        if (status == EventStatus.Occurred && Any(scope.Own, t => _tokens[t].Readings is [{ Class: WordClass.Verb, Form: VerbForm.NonPast, Aspects: Aspects.Imperfective }, ..]) && _times.In(scope.Own).Any(e => e.Use == TimeUse.Frequency))
            return true;
        // "провёл ряд встреч с главами государств": with whom is told after.
        if (row.Kind is "meeting" or "talks-noun" && _actors.PartiesOf(_propositions.Agents(i, _tells).SelectMany(m => m.Actors).Concat(In(scope).SelectMany(m => m.Actors))).Length < 2 && Any(scope.Own, t => _tokens[t].Fold is "встреч" or "встречи" or "бесед"))
            return true;
        if (row.Kind == "session" && _tokens[i].Readings[0] is { Base: "открыть", Numbers: Numbers.Singular, IsPassive: false })
            return true;
        // "в переговорах участвовали министры": the talks are told already.
        if (row.Kind is "attendance" or "attendance-noun" && status is EventStatus.Occurred or EventStatus.Historical && (_matcher.Object("talks", i, scope, FrameMatcher.Place.AsSpan()) >= 0 || _matcher.Object("ceremony", i, scope, FrameMatcher.Place.AsSpan()) >= 0))
            return true;
        // "расширяет порт", "поставляет зерно": what goes on is background.
        if (row.Kind is "building" or "trade" or "supply" && status == EventStatus.Occurred && _tokens[i].Readings is [{ Class: WordClass.Verb, Form: VerbForm.NonPast, Aspects: Aspects.Imperfective }, ..])
            return true;
        return row.Kind is "investment" or "growth" && status is EventStatus.Occurred or EventStatus.Historical;
    }

    // ---- whether it happened

    // Null when a noun stands where nothing says that it happened or will.
    private EventStatus? Status(FrameRow row, int i, Sentence sentence, Scope scope)
    {
        // "намечена встреча", "пригласил посетить": the word itself says so.
        if (row.Fixed is { } said)
            return IsNegated(i) ? EventStatus.Negated : said;
        if (!_propositions.IsVerbal(i))
            return Nominal(row, i, sentence);
        if (_propositions.IsInfinitive(i) && !IsFuture(i))
            return IsNegated(i) ? EventStatus.Negated : Governed(_propositions.Governor(i, _tells), i, 0) ?? EventStatus.Proposed;
        // "задержанные граждане", "введённые санкции": a participle without words of its own only describes.
        if (_propositions.IsBareAttribute(i))
            return null;
        var own = Tense(i, 0);
        if (own == EventStatus.Planned && _propositions.Governing(i) is { } hoped && Wished(hoped))
            return EventStatus.Proposed;
        if (own == EventStatus.Occurred && _propositions.Governing(i) is null && _syntax.ClauseAt(i) is { Kind: ClauseKind.Subordinate } clause && _tokens[clause.Tokens.Start].Fold is "чтобы" or "если")
            return EventStatus.Proposed;
        if (own == EventStatus.Occurred && (Recalled(i, sentence) || (_propositions.IsAttribute(i) && row.Type != "CONSULT")))
            return EventStatus.Historical;
        return own;
    }

    // What the form of a verb says by itself.
    private EventStatus Tense(int verb, int depth)
    {
        var reading = _tokens[verb].Readings[0];
        var clause = _syntax.ClauseAt(verb).Tokens;
        if (IsNegated(verb))
            return EventStatus.Negated;
        // "состоится ли", "провести бы"
        for (var t = Math.Max(clause.Start, verb - 6); t < Math.Min(clause.End, verb + 4); t++)
        {
            if (_tokens[t].Fold == "бы")
                return EventStatus.Proposed;
        }

        if (_propositions.IsInfinitive(verb) && IsFuture(verb))
            return EventStatus.Planned;
        if (_propositions.IsInfinitive(verb))
            return Governed(_propositions.Governor(verb, _tells), verb, depth + 1) ?? EventStatus.Proposed;
        if (_table.Status.TryGetValue(reading.Base, out var told) && (told is EventStatus.Planned && (depth > 0 || (reading.Aspects & Aspects.Perfective) == 0) || (told == EventStatus.Negated && depth > 0)))
            return told;
        if (reading is { Class: WordClass.Verb, Form: VerbForm.NonPast })
            return (reading.Aspects & Aspects.Perfective) != 0 || _table.Status.ContainsKey(reading.Base) && told == EventStatus.Planned ? EventStatus.Planned : EventStatus.Occurred;
        if (!_propositions.IsAttribute(verb))
        {
            for (var t = clause.Start; t < clause.End; t++)
            {
                if (IsFutureBe(t))
                    return EventStatus.Planned;
            }
        }

        return EventStatus.Occurred;
    }

    // "будут вместе вести": the analytic future.
    private bool IsFuture(int infinitive)
    {
        for (var t = infinitive - 1; t >= _syntax.ClauseAt(infinitive).Tokens.Start && t > infinitive - 4; t--)
        {
            if (IsFutureBe(t))
                return true;
            if (_propositions.IsVerbal(t))
                return false;
        }

        return false;
    }

    private bool IsFutureBe(int t) => _tokens[t].Fold is "будет" or "будут" or "будем";

    // "не подписали", "подписано не было", "подписать не успели", "так и не состоялся"
    private bool IsNegated(int verb)
    {
        if (verb > 0 && _tokens[verb - 1].Fold == "не")
            return true;
        // "так и не было подписано"
        if (verb > 1 && _tokens[verb - 1].HasBase("быть") && _tokens[verb - 2].Fold == "не")
            return true;
        return verb + 2 < _tokens.Length && _tokens[verb + 1].Fold == "не" && (_tokens[verb + 2].HasBase("быть") || _tokens[verb + 2].HasBase("успеть") || _tokens[verb + 2].HasBase("удаться"));
    }

    private EventStatus? Nominal(FrameRow row, int i, Sentence sentence)
    {
        if (_syntax.PrepositionOf[i] is "без" or "вместо")
            return EventStatus.Negated;
        // "В программе – консультации и заседание": no verb, but it will be.
        if (IsOnProgramme(i, sentence))
            return EventStatus.Planned;
        if (!row.IsAlive && _matcher.IsByTheWay(i))
            return null;
        // "прибыл с визитом": manner of another act.
        if (_syntax.PrepositionOf[i] is "с" or "со" && row.Kind is "visit-noun" or "trip-noun")
            return null;
        // "запрет на поставки": what is forbidden.
        if (_syntax.PrepositionOf[i] is "на" && i > 1 && (_table.IsObject("sanction", _tokens[i - 2]) || _table.IsObject("sanction", _tokens[i - 1])))
            return null;
        // "сроки поездки уточняются": it will be.
        if (row.Kind is "trip-noun" or "visit-noun" or "talks-noun" or "summit-noun" && i > sentence.Tokens.Start && IsTerm(i - 1) | (i > sentence.Tokens.Start + 1 && IsTerm(i - 2)) && Any(_syntax.ClauseAt(i).Tokens, t => IsSettling(t)))
            return EventStatus.Planned;
        // "хозяин встречи", "программа визита": another noun is spoken of.
        if (!row.IsAlive && _matcher.IsOfAnother(i, t => StatusOf(t) is not null))
            return null;
        // "в ответ на нападение", "ответственность за взрыв", "после теракта": told of as known.
        if (row.Type == "ASSAULT" && _syntax.PrepositionOf[i] is "за" or "на" or "после" or "с" or "со" or "из-за" or "против" or "перед" or "ввиду")
            return EventStatus.Historical;
        var governor = _propositions.Governor(i, _tells);
        // "в ходе переговоров предложил": what was said or wished there says nothing about the talks; only the future of the verb does.
        if (row.Object == "during")
            return governor >= 0 && StatusOf(governor) == EventStatus.Planned && _tokens[governor].Readings[0].Base.EndsWith("ся", StringComparison.Ordinal) ? EventStatus.Planned : governor >= 0 && _propositions.IsVerbal(governor) && !_table.Status.ContainsKey(_tokens[governor].Readings[0].Base) && Tense(governor, 0) == EventStatus.Planned ? EventStatus.Planned : Recalled(i, sentence) ? EventStatus.Historical : EventStatus.Occurred;
        var status = governor < 0 ? null : Governed(governor, i, 0);
        if (row.IsAlive)
            return status is EventStatus.Occurred && Recalled(i, sentence) ? EventStatus.Historical : status ?? EventStatus.Occurred;
        return status;
    }

    private bool IsTerm(int t) => _tokens[t].HasBase("срок") || _tokens[t].HasBase("дата") || _tokens[t].HasBase("график");

    private bool IsSettling(int t) => _tokens[t].HasBase("уточняться") || _tokens[t].HasBase("согласовываться") || _tokens[t].HasBase("прорабатываться") || _tokens[t].HasBase("определяться") || _tokens[t].HasBase("согласовать") || _tokens[t].HasBase("определить");

    private bool IsOnProgramme(int i, Sentence sentence)
    {
        var start = sentence.Tokens.Start;
        if (_tokens[start].Fold is not ("в" or "на") || _propositions.Governor(i, _tells) >= 0)
            return false;
        for (var t = start + 1; t < Math.Min(i, start + 6); t++)
        {
            if (_tokens[t].HasBase("программа") || _tokens[t].HasBase("повестка") || _tokens[t].HasBase("план"))
                return Any(new TokenRange(t + 1, i), d => _tokens[d].Text is "–" or "—" or "-" or ":") && !Any(sentence.Tokens, v => ClauseSplitter.IsFinite(_tokens[v]));
        }

        return false;
    }

    // What the governing word says about what hangs on it; null when it says nothing.
    private EventStatus? Governed(int governor, int i, int depth)
    {
        if (governor < 0 || depth > 4)
            return null;
        foreach (var reading in _tokens[governor].Readings)
        {
            foreach (var (verb, together, row) in _table.PairsOf(reading.Base))
            {
                for (var t = governor - 1; t >= Math.Max(_syntax.ClauseAt(governor).Tokens.Start, governor - 6); t--)
                {
                    if (!_tokens[t].HasBase(verb))
                        continue;
                    row.Touch();
                    return IsNegated(t) ? EventStatus.Negated : together;
                }
            }

            if (!_table.Status.TryGetValue(reading.Base, out var status))
                continue;
            if (status is EventStatus.Historical or EventStatus.Negated)
                return status;
            return IsNegated(governor) ? EventStatus.Negated : status;
        }

        if (!_propositions.IsVerbal(governor))
            return _table.IsLight(_tokens[governor].Readings[0].Base) ? Governed(_propositions.Governor(governor, _tells), governor, depth + 1) ?? EventStatus.Occurred : null;
        // "начал строить", "состоялось подписание": the word over it only says that it takes place; "приехал строить" leaves it open.
        if (_table.IsLight(_tokens[governor].Readings[0].Base))
            return Tense(governor, depth);
        return null;
    }

    private bool Wished(Clause clause)
    {
        for (var t = clause.Tokens.Start; t < clause.Tokens.End; t++)
        {
            if (StatusOf(t) == EventStatus.Proposed)
                return true;
        }

        return false;
    }

    private EventStatus? StatusOf(int t)
    {
        foreach (ref readonly var reading in _tokens[t].Readings.AsSpan())
        {
            if (_table.Status.TryGetValue(reading.Base, out var status))
                return status;
        }

        return null;
    }

    // What a word may say about the action that hangs on it.
    private bool Tells(int t) => (StatusOf(t) is not (null or EventStatus.Historical) || (!_propositions.IsVerbal(t) && _tokens[t].Readings.Length > 0 && _table.IsLight(_tokens[t].Readings[0].Base))) && _actors.TopAt(t) is null;

    // "напомнил, что …", "поблагодарил за …", "ранее": told as background.
    private bool Recalled(int i, Sentence sentence)
    {
        for (var t = i - 1; t >= sentence.Tokens.Start; t--)
        {
            if (StatusOf(t) == EventStatus.Historical && _times.At(t) is not { Date: not null })
                return true;
        }

        return false;
    }

    // ---- when

    // The first paragraph that tells something: a line without a full stop is a subtitle.
    private int Body()
    {
        var body = _text.HasTitle ? 1 : 0;
        while (body + 1 < _text.Paragraphs.Length && _text.Paragraphs[body] is { Length: > 0 and < 120 } span && !".!?…»\"".Contains(_text.Text[span.End - 1], StringComparison.Ordinal) && body < 3)
            body++;
        return body;
    }

    private bool IsLead(Sentence sentence) => sentence.Paragraph == Body() && (sentence.Index == 0 || _text.Sentences[sentence.Index - 1].Paragraph != sentence.Paragraph);

    private EventDate? MainDate()
    {
        var body = Body();
        foreach (var expression in _times.Expressions)
        {
            if (expression.Use == TimeUse.Point && expression.Date is { Precision: DatePrecision.Day } date && !IsOfCause(_syntax.ClauseAt(expression.Tokens.Start).Tokens.Start, expression.Tokens.Start) && _text.SentenceOf(expression.Tokens.Start).Paragraph is var p && p >= body && p <= body + 1
                && _times.Reference is { } day && day.DayNumber - date.From.DayNumber is >= 0 and var ago && ago <= (p == body ? 3 : 1))
                return date;
        }

        return _times.Reference is { } reference ? new EventDate(reference, reference, DatePrecision.Day) : null;
    }

    private TimeExpression? Time(FrameRow row, int i, Scope scope, Sentence sentence, EventStatus status)
    {
        foreach (var range in Circumstances(row, i, scope))
        {
            if (Nearest(range, i, status) is { } told)
                return told;
        }

        var clause = _syntax.ClauseOf[i];
        // "впервые с 1988 года, когда президент приезжал": the clause before has the time.
        return clause > 0 && _syntax.ClauseAt(i) is { Kind: ClauseKind.Subordinate } when && _tokens[when.Tokens.Start].Fold == "когда" && _syntax.Clauses[clause - 1].Sentence == sentence.Index ? Nearest(_syntax.Clauses[clause - 1].Tokens, i, status) : null;
    }

    // Where the time and place of an act may be told, the likeliest first: its own words; a clause right after about its object ("встречу, состоявшуюся в октябре в Осло"); clauses inserted before it; what it shares with others.
    private IEnumerable<TokenRange> Circumstances(FrameRow row, int i, Scope scope)
    {
        yield return scope.Own;
        var clause = _syntax.ClauseOf[i];
        var sentence = _syntax.Clauses[clause].Sentence;
        if (clause + 1 < _syntax.Clauses.Length && _syntax.Clauses[clause + 1] is { Kind: ClauseKind.Relative or ClauseKind.Participial } after && after.Sentence == sentence && scope.Own.End == _syntax.Clauses[clause].Tokens.End
            && (row.Type == "CONSULT" || after.Kind == ClauseKind.Relative))
            yield return after.Tokens;
        // "27 октября прибывшая с визитом делегация была принята": the participle shares the day of its clause.
        if (_propositions.IsAttribute(i) && _syntax.Clauses[clause].Tokens is var whole && whole.Start < scope.Own.Start)
            yield return new TokenRange(whole.Start, scope.Own.Start);
        // "В тот же день делегация посетила МИД, где провела встречу": when and where the clause before says.
        if (clause > 0 && _syntax.Clauses[clause].Kind == ClauseKind.Relative && _tokens[_syntax.Clauses[clause].Tokens.Start].Fold is "где" or "куда" && _syntax.Clauses[clause - 1].Sentence == sentence)
            yield return _syntax.Clauses[clause - 1].Tokens;
        for (var c = clause - 1; scope.Lead.Length > 0 && c >= 0 && _syntax.Clauses[c].Tokens.Start >= scope.Lead.End; c--)
            yield return _syntax.Clauses[c].Tokens;
        // "договорились до конца июня подготовить план и создать группу": the time stands before the first.
        if (_propositions.IsInfinitive(i) && InfinitiveBefore(i) is >= 0 and var first)
            yield return new TokenRange(Math.Max(_syntax.ClauseAt(i).Tokens.Start, first - 8), first);
        if (scope.Shared.Length > 0)
            yield return scope.Shared;
        if (scope.Lead.Length > 0)
            yield return scope.Lead;
        // "терминал в Осло, открытый в мае": the noun's own words.
        foreach (var noun in _propositions.SubjectNouns(i))
            yield return new TokenRange(noun, Math.Max(noun, scope.Own.Start));
    }

    // The infinitive that this one is joined to by "и"; -1 when there is none.
    private int InfinitiveBefore(int i)
    {
        var clause = _syntax.ClauseAt(i).Tokens;
        if (i <= clause.Start || _tokens[i - 1].Fold is not ("и" or "также"))
            return -1;
        for (var t = i - 2; t >= clause.Start; t--)
        {
            if (_propositions.IsInfinitive(t))
                return t;
            if (ClauseSplitter.IsFinite(_tokens[t]))
                return -1;
        }

        return -1;
    }

    // "подписали план на 2026 год": what the document is for, not when it was signed.
    private bool IsContent(TimeExpression expression, int i) =>
        expression.Tokens.Start > i && expression.Date!.Precision == DatePrecision.Year && _tokens[expression.Tokens.Start].Fold is "на" or "до" or "по" or "к" && _table.Of(_tokens[i]).Any(r => r.Kind is "document" or "draft" or "document-noun" or "draft-noun");

    private TimeExpression? Nearest(TokenRange range, int i, EventStatus status)
    {
        TimeExpression? best = null;
        var distance = int.MaxValue;
        foreach (var expression in _times.Expressions)
        {
            // "12–14 октября": a dash inside may have cut the clause.
            if (!range.Contains(expression.Tokens.End - 1) || expression.Use is TimeUse.Frequency or TimeUse.Comparison or TimeUse.Name || expression.Date is null || (expression.Use == TimeUse.Period && status != EventStatus.Planned) || (status == EventStatus.Planned && expression.IsPast) || IsContent(expression, i))
                continue;
            var gap = Math.Abs(expression.Tokens.Start - i);
            if (gap < distance && !IsOfCause(i, expression.Tokens.Start))
                (best, distance) = (expression, gap);
        }

        return best;
    }

    // "выражен протест в связи с объявлением 19 марта": the day and place of the cause.
    private bool IsOfCause(int i, int at)
    {
        for (var t = at - 1; t > i && t > at - 8; t--)
        {
            if (_tokens[t].Fold is "из-за" or "ввиду" or "вследствие" or "после" or "против" || (_tokens[t].Fold == "связи" && _tokens[t - 1].Fold == "в"))
                return true;
        }

        return false;
    }

    // ---- where

    private int MainPlace()
    {
        if (_places.Dateline >= 0)
            return City(_places.Dateline);
        var body = Body();
        foreach (var mention in _places.Mentions)
        {
            var paragraph = _text.SentenceOf(mention.Tokens.Start).Paragraph;
            if (paragraph >= body && paragraph <= body + 1 && _syntax.PrepositionOf[mention.Tokens.Start] is "в" or "во" or "на" && _places.Places[mention.Place].Kind is "city" && !IsOfOtherDay(mention.Tokens.Start))
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

    // "в 2017 году встретился в Москве": where something else was.
    private bool IsOfOtherDay(int t) =>
        _mainDate is { } main && _times.In(_syntax.ClauseAt(t).Tokens).Any(e => e.Use == TimeUse.Point && e.Date is { } date && (date.To.DayNumber < main.From.DayNumber - 3 || date.From > main.To));

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

    private int Place(FrameRow row, int i, Scope scope, EventStatus status)
    {
        var best = -1;
        foreach (var range in Circumstances(row, i, scope))
        {
            var distance = int.MaxValue;
            foreach (var mention in _places.Mentions)
            {
                if (!range.Contains(mention.Tokens.Start) || _places.Places[mention.Place].Kind is "macroregion" or "sea" || !IsThere(mention.Tokens.Start, i) || IsOfCause(i, mention.Tokens.Start))
                    continue;
                var gap = Math.Abs(mention.Tokens.Start - i) - (_places.Places[mention.Place].Kind == "city" ? 100 : 0);
                if (gap < distance)
                    (best, distance) = (mention.Place, gap);
            }

            if (best >= 0)
                break;
        }

        if (best >= 0)
            return row.Kind == "visit-noun" ? -1 : City(best);
        if (There(scope) is { } there)
            return City(there.Place);
        // "посетила Осло, где провела переговоры"
        if (_syntax.ClauseAt(i) is { Kind: ClauseKind.Relative } where && _tokens[where.Tokens.Start].Fold is "где" or "куда" && _places.Mentions.FirstOrDefault(m => m.Tokens.End <= where.Tokens.Start && m.Tokens.End >= where.Tokens.Start - 1) is { } told)
            return City(told.Place);
        if (row.Kind is "visit" or "visit-noun" or "call" or "call-noun" || !(status == EventStatus.Occurred || (status == EventStatus.Negated && row.Kind == "document")) || row.Type is "AID" or "SANCTION" && row.Kind is "sanctions")
            return -1;
        return row.Type is "CONSULT" or "SUPPORT" or "ACCUSE" || (row.Type is "SANCTION" && row.Kind is "expulsion") || row.Kind is "opening" ? _mainPlace : -1;
    }

    // "В Стамбул прибудет министр. В программе – консультации": what is to happen in the course of a visit to a town happens there.
    private int PlaceOfVisit(FrameRow row, EventStatus status, Sentence sentence, ImmutableArray<string> parties, FoundEvent? before) =>
        status == EventStatus.Planned && row.Type is "CONSULT" or "SUPPORT" && row.Kind is not ("visit" or "visit-noun" or "trip-noun" or "invitation") && before is { Status: EventStatus.Planned, Frame.Type: "CONSULT", Place: >= 0 } visit
        && _text.Sentences[before.Sentence].Paragraph == sentence.Paragraph && parties.All(visit.Parties.Contains) ? visit.Place : -1;

    // "В Афганистане произошло землетрясение. Евросоюз направил в страну 130 тонн": the state told last in the paragraph, where it does not act itself.
    private string? CountryMeant(Scope scope)
    {
        for (var t = scope.Own.Start + 1; t < scope.Own.End; t++)
        {
            if (_tokens[t].Fold is not ("страну" or "республику") || _tokens[t - 1].Fold != "в")
                continue;
            var (paragraph, sentence) = (_text.SentenceOf(t).Paragraph, _tokens[t].Sentence);
            return _places.Mentions.Select(m => (m.Tokens.Start, _places.Places[m.Place].Country))
                .Concat(_actors.Mentions.Where(m => m is { Actor: >= 0, Form: MentionForm.Name } && _actors.Actors[m.Actor].Kind == ActorKind.State).Select(m => (m.Tokens.Start, _actors.Actors[m.Actor].Party)))
                .Where(m => m.Item2 is not null && m.Start < t && _tokens[m.Start].Sentence < sentence && _text.SentenceOf(m.Start).Paragraph == paragraph).OrderBy(m => m.Start).LastOrDefault().Item2;
        }

        return null;
    }

    // "отправила туда врачей": the place told last in the paragraph.
    private PlaceMention? There(Scope scope)
    {
        for (var t = scope.Own.Start; t < scope.Own.End; t++)
        {
            if (_tokens[t].Fold is "туда" or "там" && _text.SentenceOf(t).Paragraph is var paragraph)
                return _places.Mentions.LastOrDefault(m => m.Tokens.Start < t && _text.SentenceOf(m.Tokens.Start).Paragraph == paragraph && _places.Places[m.Place].Kind is not ("macroregion" or "sea"));
        }

        return null;
    }

    private bool IsThere(int at, int verb)
    {
        var preposition = PrepositionAt(at);
        return preposition is "в" or "во" or "на" or "у" || (preposition is null && _tokens[verb].HasBase("посетить") && (_syntax.CaseOf[at] & Cases.Accusative) != 0) || (at == 0 || _places.Dateline >= 0 && _places.At(at)?.Place == _places.Dateline && at < 3);
    }

    // "в порту Курык", "на пункте пропуска «Торугарт»": the noun before holds the preposition.
    private string? PrepositionAt(int at)
    {
        for (var t = at; t >= 0 && t > at - 4; t--)
        {
            if (_syntax.PrepositionOf[t] is { } preposition)
                return preposition;
            if (t < at && _tokens[t].IsWord && _tokens[t].Readings is not [{ Class: WordClass.Noun or WordClass.Adjective }, ..])
                break;
        }

        return null;
    }

    // ---- who

    private (ImmutableArray<int> Actors, ImmutableArray<int> Recipients, ImmutableArray<string> Parties) Who(FrameRow row, int i, Scope scope, TokenRange words, EventStatus status, FoundEvent? before)
    {
        var actors = new List<int>();
        var recipients = new List<int>();
        var inQuotation = _speaker[i] >= 0;
        foreach (var agent in _propositions.Agents(i, _tells).SelectMany(m => m.Actors))
        {
            if (TakesPart(agent) && !actors.Contains(agent))
                actors.Add(agent);
        }

        foreach (var mention in In(scope, withNested: true))
        {
            if ((mention.IsNested && mention.Form != MentionForm.Description && InsideTitleOfPerson(mention)) || InsideNameOfFirm(mention) || IsTheme(row, mention, words))
                continue;
            // "президенты осудили удары Израиля": who speaks of force does not use it.
            if (row.IsNominal && row.Type is "ASSAULT" or "COERCE" or "MOBILIZE" or "PROTEST" && (mention.Extent.End < i || (mention.Extent.Start > i && Any(new TokenRange(i + 1, mention.Extent.Start), t => ClauseSplitter.IsFinite(_tokens[t])))))
                continue;
            foreach (var actor in mention.Actors)
            {
                if (!TakesPart(actor) || actors.Contains(actor) || recipients.Contains(actor))
                    continue;
                // "провёл разговор о пути в НАТО с канцлером": nor does a body that one is on the way to.
                if (row.Kind is "meeting" or "call" or "reception" && _actors.Actors[actor].Kind == ActorKind.Organization && _syntax.PrepositionOf[mention.Extent.Start] is "в" or "во" && IsSettled(scope, mention))
                    continue;
                // "обсудил положение в Сирии с президентом": where something is, not who meets.
                if (row.Kind is "meeting" or "call" or "reception" or "talks-noun" or "meeting-noun" && _actors.Actors[actor].Kind == ActorKind.State && _syntax.PrepositionOf[mention.Extent.Start] is "в" or "во" or "на" && (_syntax.CaseOf[mention.Extent.Start] & Cases.Locative) != 0 && IsSettled(scope, mention))
                    continue;
                var goal = _syntax.PrepositionOf[mention.Extent.Start] is "в" or "во" or "на" or "для" || (mention.Cases & (Cases.Dative | Cases.Accusative)) != 0 && (mention.Cases & Cases.Nominative) == 0;
                if (goal && (row.Type is not "CONSULT" || row.Kind is "visit"))
                    recipients.Add(actor);
                else
                    actors.Add(actor);
            }
        }

        // The state of the place that is visited is a party.
        var parties = _actors.PartiesOf(actors.Concat(recipients)).ToList();
        if (row.Kind is "visit" or "visit-noun" or "trip-noun" or "invitation" or "attendance" or "reception" or "tour" || (row.Kind is "cancelled" or "moved" && Any(words, t => _table.IsObject("trip", _tokens[t]))))
        {
            foreach (var mention in _places.Mentions)
            {
                if (scope.Contains(mention.Tokens.Start) && _places.Places[mention.Place].Country is { } country && !parties.Contains(country) && parties.Count < 2)
                    parties.Add(country);
            }
        }

        if (parties.Count < 2 && row.Type == "AID" && CountryMeant(scope) is { } meant)
            AddParty(parties, meant);
        if (parties.Count < 2 && row.Type is not "SUPPORT" && There(scope) is { } there)
            AddParty(parties, _places.Places[there.Place].Country);
        if (row.Type is "ASSAULT" or "PROTEST")
        {
            foreach (var mention in _places.Mentions)
            {
                if (scope.Contains(mention.Tokens.Start) && _places.Places[mention.Place].Country is { } country)
                    AddParty(parties, country);
            }
        }

        // A summit's own telling has the states of the heads named in the report.
        if (_actors.Sides.Length > 2 && parties.Count > 0 && (row.Kind is "summit" or "session" or "meeting" && (row.Kind != "meeting" || actors.Count == 0) && (parties.Any(p => p.Length != 3) || parties.Count < 3) || (row.Kind == "document" && _propositions.IsPassive(i) && parties.All(p => p.Length != 3))))
        {
            // Who is to host the next one does so for the organisation.
            if (status == EventStatus.Occurred)
                parties.InsertRange(0, _actors.MainParties.Where(p => !parties.Contains(p)));
            AddParty(parties, _format);
        }

        // The ambassadors of the report hand over their letters together.
        if (row.Kind is "credentials" or "credentials-noun")
        {
            foreach (var ambassador in _actors.Actors.Where(a => a.Office?.Id == "ambassador"))
                AddParty(parties, ambassador.Party);
            foreach (var state in StatesOfAmbassadors(i))
                AddParty(parties, state);
        }

        // Who tells of others' doings is no party to them, unless one of the sides.
        if (inQuotation && _actors.Actors[_speaker[i]].Party is { } teller && (parties.Count == 0 || (parties.Count == 1 && _actors.MainParties.Contains(teller))))
            AddParty(parties, teller);
        // "«Аэрофлот» откроет рейс": routes are of the two states that they join.
        if (row.Type == "COOPERATE" && Any(words, IsRoute) && RouteStates(scope) is { Length: 2 } ends)
            parties = [.. ends];
        var main = _actors.MainParties;
        if (row.Kind == "hosting")
            parties.AddRange(main.Where(p => !parties.Contains(p)));
        // A body that no list knows is where the sides meet.
        if (row.Kind is "session" or "session-noun" && main.Length == 2 && actors.All(a => _actors.Actors[a] is { Kind: ActorKind.Organization, Ref: null }))
            parties.Clear();
        if (parties.Count == 0 && row.Type is "AID" or "COOPERATE" && before is { Parties.Length: 2 } sameDeed && sameDeed.Frame.Type == row.Type && sameDeed.Frame.Kind == row.Kind && _text.Sentences[before.Sentence].Paragraph == _text.SentenceOf(i).Paragraph)
        {
            parties.AddRange(sameDeed.Parties);
        }
        else if (parties.Count == 0)
        {
            // Nothing named: the sides.
            parties.AddRange(main);
            actors.AddRange(_actors.Sides.Where(a => !actors.Contains(a)));
        }
        else if (parties.Count == 1 && NeedsTwo(row) && _format is { } format && row.Type is "COOPERATE" or "SUPPORT" && parties[0] != format)
        {
            // What one proposes at the summit of many concerns them together.
            AddParty(parties, format);
        }
        else if (parties.Count == 1 && NeedsTwo(row))
        {
            // What is opened or built abroad is the business of that state.
            if (row.Kind is "opening" or "mission" or "closure" or "building" or "opening-noun" or "mission-noun" or "building-noun" or "launch" or "launch-noun" or "aid" or "aid-noun" && _places.Mentions.Where(m => scope.Contains(m.Tokens.Start) && IsThere(m.Tokens.Start, i)).Select(m => _places.Places[m.Place].Country).FirstOrDefault(c => c is not null && c != parties[0]) is { } abroad && actors.Count > 0)
            {
                AddParty(parties, abroad);
                return ([.. actors], [.. recipients], [.. parties]);
            }

            // "Турция передаст Йемену госпиталь. Первая партия отправлена в Аден": the two of whom the paragraph has just told the like.
            if (before is { Parties.Length: 2 } like && like.Frame.Type == row.Type && like.Parties.Contains(parties[0]) && _text.Sentences[like.Sentence].Paragraph == _text.SentenceOf(i).Paragraph)
            {
                AddParty(parties, like.Parties.First(p => p != parties[0]));
                return ([.. actors], [.. recipients], [.. parties]);
            }

            // A company acts towards the other side, not towards its own.
            var own = actors.Select(a => _actors.Actors[a]).FirstOrDefault(a => a.Party == parties[0])?.Country;
            var other = _places.Mentions.Where(m => scope.Contains(m.Tokens.Start)).Select(m => _places.Places[m.Place].Country).FirstOrDefault(c => c is not null && c != parties[0] && main.Contains(c))
                ?? main.FirstOrDefault(p => p != parties[0] && p != own) ?? main.FirstOrDefault(p => p != parties[0]);
            // "удар по порту осудили в Лиме": who struck is not told.
            if (row.IsNominal && row.Type == "ASSAULT" && !inQuotation)
                other = null;
            if (other is not null && (main.Contains(parties[0]) || (main.Length >= 2 && row.Type is not ("ASSAULT" or "SANCTION" or "MOBILIZE" or "COERCE"))))
                AddParty(parties, other);
        }

        return ([.. actors], [.. recipients], [.. parties]);
    }

    // Two sides are named apart from this mention.
    private bool IsSettled(Scope scope, ActorMention mention) => _actors.PartiesOf(In(scope).Where(m => !ReferenceEquals(m, mention)).SelectMany(m => m.Actors)).Length > 1;

    private bool IsRoute(int t) => _tokens[t].HasBase("рейс") || _tokens[t].HasBase("авиарейс") || _tokens[t].HasBase("авиасообщение") || _tokens[t].HasBase("сообщение") || _tokens[t].HasBase("маршрут");

    // The states of both ends where they are named, else the two sides.
    private ImmutableArray<string> RouteStates(Scope scope)
    {
        ImmutableArray<string> ends = [.. _places.Mentions.Where(m => scope.Contains(m.Tokens.Start)).Select(m => _places.Places[m.Place].Country).OfType<string>().Distinct()];
        return ends.Length == 2 ? ends : _actors.MainParties;
    }

    // "у послов пяти государств: Омана, Чили и Бенина", "Среди них послы Ганы, Иордании": whole lists of states.
    private IEnumerable<string> StatesOfAmbassadors(int i)
    {
        var paragraph = _text.SentenceOf(i).Paragraph;
        foreach (var sentence in _text.Sentences)
        {
            if (sentence.Paragraph < paragraph || sentence.Paragraph > paragraph + 1)
                continue;
            var from = sentence.Tokens.Start;
            while (from < sentence.Tokens.End && !_tokens[from].HasBase("посол") && !_tokens[from].HasBase("дипломат") && !_tokens[from].HasBase("представитель"))
                from++;
            var states = _actors.In(new TokenRange(from, sentence.Tokens.End), withNested: true).Where(m => m.Actor >= 0 && _actors.Actors[m.Actor].Kind == ActorKind.State).Select(m => _actors.Actors[m.Actor].Party).OfType<string>().Distinct().ToArray();
            foreach (var state in states.Length > 2 ? states : [])
                yield return state;
        }
    }

    // The organisation whose summit the report is about: the first one named beside heads of more than two states.
    private string? Format()
    {
        if (_actors.Sides.Length < 3)
            return null;
        foreach (var mention in _actors.Mentions)
        {
            if (_text.SentenceOf(mention.Tokens.Start).Paragraph > 2)
                break;
            if (mention.Actor >= 0 && _actors.Actors[mention.Actor] is { Kind: ActorKind.Organization, Ref: not null, Country: null, Sector: not ("MED" or "BUS") } organisation)
                return organisation.Party;
        }

        return null;
    }

    // "посольство в Дели" of nobody named takes no part of its own.
    private bool TakesPart(int actor) => _actors.Actors[actor] is not ({ Sector: "MED" } or { Kind: ActorKind.Organization, Rule: "organisations:embassy", Country: null } or { Kind: ActorKind.Organization, Rule: "metonym" });

    // What is talked about, and the summit on whose margins it happens, take no part.
    private bool IsTheme(FrameRow row, ActorMention mention, TokenRange words)
    {
        var preposition = _syntax.PrepositionOf[mention.Extent.Start];
        // "открыла посольство в Варшаве", "обстрелял посольство": what is acted upon.
        if (row.Kind is "mission" or "closure" or "mission-noun" or "closure-noun" && mention.Tokens.Overlaps(words) && mention.Actors.All(a => _actors.Actors[a].Kind == ActorKind.Organization))
            return true;
        if (preposition is "о" or "об" or "обо" or "без" or "кроме" or "вокруг" or "после" || (preposition == "через" && row.Type == "AID") || (preposition is "по" && row.Type is "CONSULT" or "SUPPORT" or "COOPERATE" or "REJECT"))
            return true;
        // "подписан меморандум о центре для Афганистана": what the document is about.
        if (row.Kind is "document" or "document-noun" && mention.Extent.Start > words.End && preposition is not ("с" or "со" or "между") && (mention.Cases & (Cases.Nominative | Cases.Instrumental)) == 0 && Any(new TokenRange(words.End, mention.Extent.Start), t => _tokens[t].Fold is "о" or "об" or "по" or "для"))
            return true;
        // "Консультативная встреча глав государств": the meeting itself.
        if (mention.Tokens.Overlaps(words) && mention.Actors.All(a => _actors.Actors[a].Kind == ActorKind.Organization) && row.Kind is "meeting")
            return true;
        // "пригласил на конференцию ООН"
        if (row.Kind == "invitation" && preposition == "на" && mention.Actors.All(a => _actors.Actors[a].Kind == ActorKind.Organization))
            return true;
        if (row.Kind is "summit" or "session" or "attendance" or "summit-noun" or "session-noun" or "attendance-noun" || mention.Actors.Any(a => _actors.Actors[a].Kind != ActorKind.Organization))
            return false;
        // "на полях сессии Генассамблеи", "по итогам саммита ШОС": the body stands in the name of the occasion.
        for (var t = mention.Extent.Start - 1; t >= 0 && t > mention.Extent.Start - 5; t--)
        {
            if (_tokens[t].Fold is "полях" or "кулуарах" or "рамках" or "преддверии" || _table.IsObject("occasion", _tokens[t]))
                return true;
            if (_tokens[t].IsWord && (_syntax.CaseOf[t] & Cases.Genitive) == 0)
                break;
        }

        return false;
    }

    private static void AddParty(List<string> parties, string? party)
    {
        if (party is not null && !parties.Contains(party))
            parties.Add(party);
    }

    private static bool NeedsTwo(FrameRow row) => row.Kind is not ("summit" or "session" or "sanctions" or "mobilisation" or "resignation");

    // "Кувейтский фонд развития", "Банк Азии": the state in a firm's or fund's name acts not itself.
    private bool InsideNameOfFirm(ActorMention mention) => mention.Actor >= 0 && _actors.Actors[mention.Actor].Kind == ActorKind.State && _actors.TopAt(mention.Tokens.Start) is { } top && !ReferenceEquals(top, mention) && top.Actor >= 0
        && _actors.Actors[top.Actor] is { Kind: ActorKind.Organization, Country: null, Rule: "organisations:fund" or "organisations:bank" or "organisations:company" };

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

    private string? Mode(FrameRow row, TokenRange words, Sentence sentence, Scope scope, ImmutableArray<string> parties)
    {
        if (row.Type != "CONSULT")
            return row.Mode;
        if (row.Mode is "phone" or "multilateral" && row.Kind is not "session" and not "attendance")
            return row.Mode;
        var clause = _syntax.ClauseAt(words.Start).Tokens;
        for (var t = clause.Start; t < clause.End; t++)
        {
            if (_tokens[t].Fold is "телефону" or "телефонный" or "телефонного" || _tokens[t].HasBase("видеосвязь") || _tokens[t].HasBase("видеоконференция"))
                return "phone";
        }

        if (row.Kind == "session" && parties.Length == 2 && parties.All(p => p.Length == 3))
            return "visit";
        if (row.Kind == "hosting")
            return parties.Length > 2 ? "third-party" : "visit";
        if (row.Kind is "session" or "attendance")
        {
            for (var t = scope.Own.Start; t < scope.Own.End; t++)
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
    private IEnumerable<FoundEvent> Distinct(List<FoundEvent> events)
    {
        var kept = new List<FoundEvent>();
        foreach (var e in events)
        {
            // Letters of credence are received from many on one day: one ceremony.
            if (Group(e) == "credentials" && kept.FindIndex(k => Group(k) == "credentials" && k.Status == e.Status) is >= 0 and var ceremony)
                kept[ceremony] = kept[ceremony] with { Parties = [.. kept[ceremony].Parties.Union(e.Parties)], Actors = [.. kept[ceremony].Actors.Union(e.Actors)], Recipients = [.. kept[ceremony].Recipients.Union(e.Recipients)] };
            // "заседание, намеченное на май, отменено": it was planned and will not be.
            else if (e.Frame.Kind is "cancelled" or "moved" && kept.FindIndex(k => k.Sentence == e.Sentence && k.Status is EventStatus.Planned or EventStatus.Occurred && k.Frame.Type == "CONSULT" && k.Tokens.Overlaps(e.Tokens)) is >= 0 and var planned)
                kept[planned] = e with { Date = e.Date ?? kept[planned].Date, Parties = kept[planned].Frame.Kind.StartsWith("meeting", StringComparison.Ordinal) ? kept[planned].Parties : e.Parties, Mode = kept[planned].Mode };
            else if (kept.FindIndex(k => IsSame(k, e)) is >= 0 and var told)
                kept[told] = Completed(kept[told], e);
            else
                kept.Add(e);
        }

        Accept(kept);
        return kept;
    }

    // "пригласил посетить … Приглашение принято, визит намечен на май": what is accepted is planned, and told once.
    private void Accept(List<FoundEvent> events)
    {
        for (var e = events.Count - 1; e >= 0; e--)
        {
            var invitation = events[e];
            if (invitation.Frame.Kind != "invitation" || invitation.Status != EventStatus.Proposed || !IsAccepted(invitation))
                continue;
            if (events.Exists(o => o.Status == EventStatus.Planned && o.Frame.Type == "CONSULT" && Group(o) == "visit" && o.Sentence > invitation.Sentence && o.Sentence <= invitation.Sentence + 2 && SameParties(o, invitation)))
                events.RemoveAt(e);
            else
                events[e] = invitation with { Status = EventStatus.Planned };
        }
    }

    private bool IsAccepted(FoundEvent invitation)
    {
        var paragraph = _text.Sentences[invitation.Sentence].Paragraph;
        for (var t = invitation.Tokens.End; t < _tokens.Length && _text.SentenceOf(t).Paragraph == paragraph; t++)
        {
            if (!_tokens[t].HasBase("приглашение"))
                continue;
            var sentence = _text.SentenceOf(t).Tokens;
            for (var v = Math.Max(sentence.Start, t - 5); v < Math.Min(sentence.End, t + 5); v++)
            {
                if (_propositions.IsVerbal(v) && _tokens[v].HasBase("принять") && !_propositions.IsInfinitive(v) && !IsNegated(v))
                    return true;
            }
        }

        return false;
    }

    // "Встречу решено провести в мае в Осло": noun and verb tell one act, each with its own words.
    private static FoundEvent Completed(FoundEvent a, FoundEvent b) =>
        a.Sentence == b.Sentence && a.Status == b.Status && a.Parties.Length > 1 && a.Tokens.End <= b.Tokens.Start + 1 && a.Frame.IsNominal && !b.Frame.IsNominal ? a with { Date = a.Date ?? b.Date, Place = a.Place < 0 ? b.Place : a.Place } : a;

    private bool IsSame(FoundEvent a, FoundEvent b)
    {
        if (a.Frame.Type != b.Frame.Type || (a.Tokens == b.Tokens && !SameParties(a, b)))
            return false;
        // "посетит Перу и Чили", "Эстония выслала дипломата, Латвия – двух": other sides, other events.
        if (a.Sentence == b.Sentence && a.Frame == b.Frame && a.Tokens.End <= b.Tokens.Start && !a.Parties.All(b.Parties.Contains) && !b.Parties.All(a.Parties.Contains))
            return false;
        if (a.Frame.Type == "CONSULT" && Group(a) == "meeting" && Group(b) == "meeting" && OtherPersons(a, b))
            return false;
        // "подписали заявление и утвердили план": two documents.
        if (a.Sentence == b.Sentence && a.Frame.Kind == "document" && b.Frame.Kind == "document" && a.Tokens.End <= b.Tokens.Start && !_tokens[a.Tokens.Start].HasBase(b.Frame.Words[0]))
            return false;
        // "передаст три госпиталя и обучит 120 врачей": two gifts, each with its own verb and object.
        if (a.Sentence == b.Sentence && a.Frame.Type == "AID" && a.Frame.Kind == b.Frame.Kind && a.Tokens.End <= b.Tokens.Start && b.Tokens.Length > 1 && a.Tokens.Length > 1 && _propositions.IsVerbal(b.Tokens.Start) && Any(a.Tokens, t => _propositions.IsVerbal(t)) && !SameVerb(a, b))
            return false;
        if (a.Sentence == b.Sentence && (a.Tokens.Overlaps(b.Tokens) || Group(a) == Group(b) && Math.Abs(a.Tokens.Start - b.Tokens.Start) < 8))
            return true;
        // "вызвал посла и выразил протест", "доставил помощь … доставил 20 тонн": one act told by its parts.
        if (a.Frame.Kind == b.Frame.Kind && a.Frame.Kind is "summons" or "aid" && (a.Status == b.Status || a.Sentence == b.Sentence) && (a.Sentence == b.Sentence && a.Frame.Kind == "summons" || SameParties(a, b) && (a.Frame.Kind == "summons" || SameVerb(a, b))) && SameDate(a, b))
            return true;
        // "штат подвергся обстрелам … военные обстреляли": told in general and again in detail.
        if (a.Frame.Type == "ASSAULT" && b.Sentence - a.Sentence is 0 or 1 && _text.Sentences[b.Sentence].Paragraph - _text.Sentences[a.Sentence].Paragraph is 0 or 1 && SameParties(a, b) && a.Date == b.Date && (b.Place < 0 || b.Place == a.Place) && a.Parties.Length > 1)
            return true;
        if (a.Sentence == b.Sentence && a.Frame.Kind == "invitation" && b.Frame.Kind is "attendance" or "visit" or "trip-noun" && b.Tokens.Start - a.Tokens.Start < 20)
            return true;
        // "утвердили план … «утверждён План мероприятий»": the same document in the words of one who was there.
        if (a.Frame.Kind == "document" && b.Frame.Kind == "document" && a.Status == b.Status && a.Sentence != b.Sentence && _speaker[b.Tokens.Start] >= 0 && SameVerb(a, b) && SameParties(a, b) && SameDate(a, b)
            && Any(a.Tokens, t => _table.IsObject("document", _tokens[t]) && Any(b.Tokens, u => _tokens[u].Readings.Length > 0 && _tokens[t].HasBase(_tokens[u].Readings[0].Base))))
            return true;
        // "подписаны соглашения" in the report and again in the words quoted after it.
        if (a.Status == b.Status && SameParties(a, b) && SameWords(a.Tokens, b.Tokens) && SameDate(a, b))
            return true;
        if (a.Frame.Type != "CONSULT" || a.Status != b.Status && !(a.Status == EventStatus.Occurred && b.Status == EventStatus.Historical) || Group(a) != Group(b))
            return false;
        return SameDate(a, b) && (a.Parties.All(b.Parties.Contains) || b.Parties.All(a.Parties.Contains)) && !(Group(a) == "summit" && IsForum(a) != IsForum(b));
    }

    // "прошёл форум", "состоялось заседание комиссии": a day may have both.
    private bool IsForum(FoundEvent e) => Any(e.Tokens, t => _tokens[t].HasBase("форум") || _tokens[t].HasBase("бизнес-форум") || _tokens[t].HasBase("конференция") || _tokens[t].HasBase("выставка"));

    private bool SameVerb(FoundEvent a, FoundEvent b) => Any(a.Tokens, t => _propositions.IsVerbal(t) && Any(b.Tokens, u => _propositions.IsVerbal(u) && _tokens[t].Readings[0].Base == _tokens[u].Readings[0].Base));

    private static bool SameParties(FoundEvent a, FoundEvent b) => a.Parties.Order(StringComparer.Ordinal).SequenceEqual(b.Parties.Order(StringComparer.Ordinal));

    private static bool SameDate(FoundEvent a, FoundEvent b) => a.Date == b.Date || a.Date is null || b.Date is null || (a.Date.From <= b.Date.To && b.Date.From <= a.Date.To);

    private bool SameWords(TokenRange a, TokenRange b)
    {
        if (a.Length != b.Length)
            return false;
        for (var i = 0; i < a.Length; i++)
        {
            if (_tokens[a.Start + i].Fold != _tokens[b.Start + i].Fold)
                return false;
        }

        return true;
    }

    // "принял президент", "провёл переговоры с премьером": the same two states, other people.
    private bool OtherPersons(FoundEvent a, FoundEvent b)
    {
        foreach (var state in a.Parties)
        {
            var (first, second) = (Persons(a, state), Persons(b, state));
            if (first.Count > 0 && second.Count > 0 && !first.Intersect(second).Any())
                return true;
        }

        return false;
    }

    private List<int> Persons(FoundEvent e, string party) => [.. e.Actors.Concat(e.Recipients).Where(a => _actors.Actors[a] is { Kind: ActorKind.Person } person && person.Party == party)];

    private static string Group(FoundEvent e) => e.Frame.Kind switch
    {
        "visit" or "visit-noun" or "trip-noun" or "invitation" => "visit",
        "meeting" or "meeting-noun" or "talks-noun" or "reception" => "meeting",
        "summit" or "session" or "attendance" or "summit-noun" or "session-noun" or "attendance-noun" => "summit",
        var kind => kind.EndsWith("-noun", StringComparison.Ordinal) ? kind[..^5] : kind,
    };
}
