using System.Collections.Immutable;
using Readout.Actors;
using Readout.Events;
using Readout.Morphology;
using Readout.Places;
using Readout.Statements;
using Readout.Syntax;
using Readout.Text;
using Readout.Time;

namespace Readout.Languages.Kk;

/// <summary>Finds events in Kazakh by frames: the verb that ends a clause, its noun and object before it, who stands in the clause.</summary>
internal sealed class KazakhEventFinder
{
    private readonly SegmentedText _text;
    private readonly Token[] _tokens;
    private readonly SyntaxLayer _syntax;
    private readonly ActorLayer _actors;
    private readonly PlaceLayer _places;
    private readonly TimeLayer _times;
    private readonly StatementLayer _statements;
    private readonly LanguagePack _pack;
    private readonly KazakhTables _tables;
    private readonly EventDate? _mainDate;
    private readonly int _mainPlace;

    private KazakhEventFinder(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, PlaceLayer places, TimeLayer times, StatementLayer statements, LanguagePack pack, KazakhTables tables)
    {
        (_text, _tokens, _syntax, _actors, _places, _times, _statements, _pack, _tables) = (text, text.Tokens, syntax, actors, places, times, statements, pack, tables);
        _mainDate = MainDate();
        _mainPlace = MainPlace();
    }

    public static ImmutableArray<FoundEvent> Find(
        SegmentedText text, SyntaxLayer syntax, ActorLayer actors, PlaceLayer places, TimeLayer times, StatementLayer statements, LanguagePack pack, KazakhTables tables)
    {
        var finder = new KazakhEventFinder(text, syntax, actors, places, times, statements, pack, tables);
        var kept = new List<FoundEvent>();
        foreach (var sentence in text.Sentences)
        {
            if (text.IsInTitle(sentence.Tokens.Start) && text.Sentences.Length > 1)
                continue;
            for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
            {
                if (finder.At(i, sentence, kept) is { } found && !finder.IsOfTold(found, kept) && !kept.Any(k => IsSame(k, found) && !finder.MetAnother(k, found) && finder.BodyOf(k) is var one && finder.BodyOf(found) is var other && (other < 0 || other == one)))
                    kept.Add(found);
            }
        }

        return [.. kept];
    }

    private FoundEvent? At(int i, Sentence sentence, List<FoundEvent> before)
    {
        var start = KazakhClauses.Start(_text, i);
        var words = default(TokenRange);
        if (_tables.Frames.At(_tokens, i, start, h => WithObject(h, start, out words)) is not { } hit || hit.Value.Row is { IsBlocker: true })
            return null;
        var row = hit.Value.Row;
        // "Беттельмен кездесуде … сөз болды": a noun tells of a meeting that took place.
        var isNoun = row.Object == "companion";
        if (hit.Form is null && !isNoun)
            return null;
        var form = hit.Form ?? new KazakhVerbForm(KazakhForm.Past, false, "");
        // "сатып алу", "кездесуін Астанада ұйымдастыру": the longer phrase is the later word's.
        if (form.Form is KazakhForm.Converb or KazakhForm.VerbalNoun && IsInLonger(i, start, form.Form == KazakhForm.Converb ? 1 : 7, sentence))
            return null;
        // "Астанада өткен саммит": the place stands right before the participle; "өткен жыл" is the last one.
        if (hit.IsAttribute && !isNoun && !(form.Form is KazakhForm.Perfect or KazakhForm.Prospective && form.Tail.Length == 0 && hit.Words.Start > start && IsWhereOrWhen(hit.Words.Start - 1)))
            return null;
        // "ұстамды болуға шақырды" asks; "отандастарымызға көмек көрсетілді" is a consul's work.
        if ((row.Kind == "invitation" && IsAsked(i, start)) || (row.Type == "AID" && Enumerable.Range(start, i - start).Any(t => _tokens[t].HasBase("отандас") || _tokens[t].Fold.StartsWith("азаматтарымыз", StringComparison.Ordinal))))
            return null;
        if (row.Kind is "reception" or "meeting" && IsGladOf(form, i))
            return null;
        if (Status(row, form, hit.IsAttribute ? hit.Words.Start : i, sentence, hit.IsAttribute) is not { } status)
            return null;
        status = AsRumour(i, sentence) ?? status;
        // "жазда өтетін форумға шақырды": invited is not agreed.
        if (status == EventStatus.Planned && hit.IsAttribute && (_syntax.CaseOf[i] & Cases.Dative) != 0 && Enumerable.Range(i + 1, Math.Max(0, Math.Min(sentence.Tokens.End, i + 5) - i - 1)).Any(t => KazakhVerb.Match(_tokens[t].Fold, "шақыр") is not null))
            status = EventStatus.Proposed;
        // "Елші Қазақстанның бидай жіберетінін айтты", "министрдің айтуынша, …": who tells takes no part by that.
        if ((KazakhVerb.EndsContent(_tokens[i].Fold) || IsFact(form, i) || (form.Form == KazakhForm.Converb && i + 1 < sentence.Tokens.End && KazakhVerb.EndsContent(_tokens[i + 1].Fold))) && KazakhClauses.Subject(_text, _actors, _syntax, start, i) is { } teller
            && _actors.In(new TokenRange(teller.Extent.End, i)).Any(m => !m.IsNested && (KazakhClauses.Case(m, _syntax) & (Cases.Nominative | Cases.Genitive)) != 0 && m.Actors.Any(a => _actors.Actors[a].Sector != "MED")))
            start = teller.Extent.End;
        for (var t = start; t < i; t++)
        {
            if (_tables.Sayings.At(_tokens, t, start) is { Value.IsAttribution: true })
                start = t + 1;
        }

        var scope = new TokenRange(start, i + 1);
        EventDate? carried = null;
        var time = Time(scope) ?? Time(new TokenRange(sentence.Tokens.Start, i + 1)) ?? (status == EventStatus.Occurred ? Before(sentence) : null);
        // "Сол күні ұн жөнелтуді қарастырды": the day of the talk and not of the act.
        if (status == EventStatus.Proposed && time is { IsDay: true, Date: { } told } && _times.Reference is { } reported && told.To <= reported)
            time = null;
        // "соңғы он жылда 2 миллиард доллар құйды": what went on for years is no event.
        if (status == EventStatus.Occurred && row.Type is "COOPERATE" && _times.In(scope).Any(e => e.Use == TimeUse.Frequency))
            return null;
        if (status == EventStatus.Occurred && time?.Date is { } past && _mainDate is { } main && past.To.DayNumber < main.From.DayNumber - (IsPluperfect(sentence) ? 0 : 8))
            status = EventStatus.Historical;
        // "Бұған дейін Лима елшісін кері шақырған еді"
        if (status == EventStatus.Occurred && time?.Date is not { Precision: DatePrecision.Day } && IsPluperfect(sentence) && IsBefore(sentence))
            status = EventStatus.Historical;
        // "… атқылаған болатын. Осыған байланысты нота тапсырған": recalled with it.
        if (status == EventStatus.Occurred && form.Form == KazakhForm.Perfect && !isNoun && time is null && IsPluperfect(sentence) && before.LastOrDefault() is { Status: EventStatus.Historical } recalled && _text.Sentences[recalled.Sentence] is var recall && recall.Paragraph == sentence.Paragraph && recall.Index == sentence.Index - 1)
            (status, carried) = (EventStatus.Historical, recalled.Date);
        if (status == EventStatus.Occurred && time?.Date is { } later && _times.Reference is { } day && later.From > day)
            status = EventStatus.Planned;
        // An invitation that is accepted at once is a visit agreed.
        if (row.Kind == "invitation" && IsAccepted(sentence))
            status = EventStatus.Planned;
        // "Жүк теміржолмен жөнелтіледі" in a report of aid is that aid.
        if (row is { Type: "COOPERATE", Kind: "trade" } && Named(sentence.Tokens).Count == 0 && before.Any(e => e.Frame.Type == "AID"))
            return null;
        var parties = WithoutBodies(Parties(row, scope, sentence, i, before));
        // "Құрылыс 2027 жылы басталады": of those who agreed on it in the sentence before.
        if (row.Type == "COOPERATE" && Named(sentence.Tokens).Count == 0 && before.LastOrDefault(e => _text.Sentences[e.Sentence].Paragraph == sentence.Paragraph) is { Parties: var theirs } && theirs.Any(p => !IsState(p)))
            parties = theirs;
        // Aid within a state, and what is recalled without saying whose it was, are no dealings of the sides.
        if ((row.Type == "AID" && parties.Length < 2) || (Named(sentence.Tokens).Count == 0 && IsRecalled(sentence)))
            return null;
        if (parties.Length == 1 && !IsState(parties[0]) && row.Type is "CONSULT" or "COOPERATE" && !_actors.MainParties.Any(IsState))
            return null;
        // A factory opened at home deals with nobody abroad.
        if (parties is [var sole] && IsState(sole) && row.Type is "COOPERATE" or "SUPPORT" or "CONSULT" && row.Kind is not ("forum" or "attendance") && _actors.MainParties.Length < 2)
            return null;
        if (parties.Length == 0 || (parties.Length < 2 && IsState(parties[0]) && row.Kind is "meeting" or "reception" or "call" or "invitation" or "visit"))
            return null;
        var place = Place(row, scope, status, time?.Date);
        // "Келіссөз нәтижесінде үш келісім жасалды": on the day and in the town of the talks told before.
        if (row.Kind == "documents" && status == EventStatus.Occurred && time is null && before.LastOrDefault(e => e.Frame.Kind is "meeting" or "reception" && e.Status == EventStatus.Occurred && e.Parties.All(parties.Contains)) is { Date: { } talked } talks)
            (carried, place) = (talked, talks.Place >= 0 && place == _mainPlace ? talks.Place : place);
        return new FoundEvent
        {
            Frame = row,
            Status = status,
            // A forum or summit of two states is a meeting of theirs.
            // Talks in a third state are its guests'.
            Mode = row.Kind == "meeting" && IsAbroad(place, parties) ? "third-party" : row.Kind == "meeting" && _actors.In(sentence.Tokens, withNested: true).Any(IsSetting) ? "multilateral" : row.Kind == "forum" && parties.Length == 2 && parties.All(IsState) && !HasFestive(words) ? "visit" : row.Mode,
            Actors = [.. _actors.In(scope).SelectMany(m => m.Actors).Where(a => _actors.Actors[a].Sector != "MED").Distinct()],
            Parties = parties,
            Date = time?.Date ?? carried ?? DefaultDate(row, status),
            Place = place,
            Evidence = _text.SpanOf(words),
            Tokens = words,
            Sentence = sentence.Index,
        };
    }

    // "Бұған дейін", "бұдан бұрын": before what the report is about.
    private bool IsBefore(Sentence sentence) => Enumerable.Range(sentence.Tokens.Start, Math.Max(0, sentence.Tokens.Length - 1)).Any(t => _tokens[t].Fold is "бұған" or "осыған" or "оған" && _tokens[t + 1].Fold == "дейін" || _tokens[t].Fold is "бұдан" or "одан" && _tokens[t + 1].Fold == "бұрын");

    // "қарсы алғанына қуанышты", "келгені үшін алғыс айтты": why somebody is glad.
    private bool IsGladOf(KazakhVerbForm form, int i) => form is { Form: KazakhForm.Perfect, Tail: "ына" or "іне" or "ы" or "і" }
        && Enumerable.Range(i + 1, Math.Max(0, Math.Min(_tokens.Length, i + 5) - i - 1)).TakeWhile(t => _tokens[t].IsWord).Any(t => (_tokens[t].Fold == "үшін" && t == i + 1) || _tokens[t].Fold.StartsWith("қуан", StringComparison.Ordinal) || _tokens[t].Fold.StartsWith("риза", StringComparison.Ordinal) || _tokens[t].HasBase("алғыс"));

    // Alpha-3 and no id of an organisation ("sco", "icj").
    private static bool IsState(string party) => party.Length == 3 && char.IsAsciiLetterUpper(party[0]);

    private bool IsFact(KazakhVerbForm form, int i) => form is { Form: KazakhForm.VerbalNoun, Tail: "ына" or "іне" or "ы" or "і" } && i + 1 < _tokens.Length && _tokens[i + 1].Fold is "байланысты" or "салдарынан" or "кесірінен";

    private bool IsAsked(int i, int start)
    {
        var t = i - 1;
        while (t > start && !_tokens[t].IsWord)
            t--;
        return t >= start && KazakhClauses.IsAskedFor(_tokens[t]);
    }

    private bool IsInLonger(int i, int start, int reach, Sentence sentence)
    {
        for (var t = i + 1; t <= Math.Min(sentence.Tokens.End - 1, i + reach) && _tokens[t].IsWord; t++)
        {
            if (_tables.Frames.At(_tokens, t, start) is { } longer && longer.Words.Start <= i)
                return true;
        }

        return false;
    }

    // "кері шақырып алыпты деген қауесетті жоққа шығарды", "тізімге қоспақ деген жорамал": rumours.
    private EventStatus? AsRumour(int i, Sentence sentence)
    {
        for (var t = i + 1; t < Math.Min(sentence.Tokens.End - 1, i + 4); t++)
        {
            if (_tokens[t].Fold != "деген" || !(_tokens[t + 1].HasBase("қауесет") || _tokens[t + 1].HasBase("жорамал") || _tokens[t + 1].HasBase("болжам") || _tokens[t + 1].HasBase("ақпарат") || _tokens[t + 1].HasBase("алыпқашпа")))
                continue;
            return Enumerable.Range(t, sentence.Tokens.End - t).Any(d => _tokens[d].Fold is "жоққа" or "теріске") ? EventStatus.Negated : EventStatus.Proposed;
        }

        return null;
    }

    // Talks and signings are of the report's day; a visit of some days has its month.
    private EventDate? DefaultDate(FrameRow row, EventStatus status) => status != EventStatus.Occurred || row.Type is "COOPERATE" or "AID" || _mainDate is not { } main ? null
        : row.Kind == "visit" ? new EventDate(new DateOnly(main.From.Year, main.From.Month, 1), new DateOnly(main.From.Year, main.From.Month, 1).AddMonths(1).AddDays(-1), DatePrecision.Month) : main;

    private bool IsAbroad(int place, ImmutableArray<string> parties) => place >= 0 && _places.Places[place].Country is { } country && parties.Length == 2 && parties.All(IsState) && !parties.Contains(country);

    // Where states deal with each other their commissions, agencies and universities are no parties beside them.
    private ImmutableArray<string> WithoutBodies(ImmutableArray<string> parties)
    {
        var states = parties.Count(IsState);
        if (states == 0 || states == parties.Length)
            return parties;
        var kept = parties.Where(p => IsState(p) || (_actors.Actors.FirstOrDefault(a => a.Party == p) is { } body && (body.Sector == "IGO" || (states < 2 && !body.IsBilateralBody)))).ToImmutableArray();
        return kept.Length == 1 && _actors.MainParties is [_, _] sides && sides.Contains(kept[0]) ? sides : kept;
    }

    // "Еске сала кетейік", "Айта кетсек": the reporter looks back.
    private bool IsRecalled(Sentence sentence) => _tokens[sentence.Tokens.Start].Fold is "еске" or "айта" or "бұған";

    private bool WithObject(KazakhHit<KazakhFrame> hit, int start, out TokenRange words)
    {
        words = hit.Words;
        // "кездесуде" before other words is the noun.
        if (hit.Form is { IsProgressive: true } && hit.Value.Row.Kind == "meeting" && hit.Words.Length == 1 && hit.Words.End < _tokens.Length && _tokens[hit.Words.End].IsWord)
            return false;
        var wanted = hit.Value.Row.Object;
        if (wanted.Length == 0)
            return true;
        // "Беттельмен кездесуде", "Тоқаевпен келіссөз барысында"
        if (wanted == "companion")
        {
            var noun = hit.Words.End - 1;
            if (hit.Words.Length > 1 || !((KazakhMorphology.CaseOf(_tokens[noun]) & Cases.Locative) != 0 || noun + 1 < _tokens.Length && _tokens[noun + 1].Fold is "барысында" or "кезінде" or "соңында" or "қорытындысында" or "үстінде" or "аясында")
                || _text.SentenceOf(noun).Tokens is var told && (Enumerable.Range(noun, told.End - noun).LastOrDefault(t => _tokens[t].IsWord, noun) is var last && _tokens[last].Readings.Any(r => r is { Class: WordClass.Verb, Form: VerbForm.NonPast })))
                return false;
            return _actors.In(new TokenRange(Math.Max(start, noun - 8), noun)).Any(m => m.Extent.End >= noun - 2 && (KazakhClauses.Case(m, _syntax) & Cases.Instrumental) != 0 && m.Actors.Any(a => _actors.Actors[a].Party is not null));
        }

        // An exercise of one state alone; who takes part in a joint one is named or "бірге".
        if (wanted == "alone")
            return Named(new TokenRange(start, hit.Words.End)).Count == 1 && !Enumerable.Range(start, hit.Words.End - start).Any(t => _tokens[t].Fold is "бірлескен" or "бірлесіп" or "бірге" or "халықаралық" or "ортақ");
        // Arms that are bought are trade.
        if (wanted == "arms" && _text.Sentences.Skip(_text.SentenceOf(hit.Words.Start).Index).Take(2).Any(s => Enumerable.Range(s.Tokens.Start, s.Tokens.Length).Any(t => _tokens[t].HasBase("келісімшарт") || _tokens[t].HasBase("контракт") || _tokens[t].Fold == "сатып")))
            return false;
        var at = Object(wanted, hit.Words.Start, Math.Max(start, hit.Words.Start - 9));
        if (at >= 0)
            words = words with { Start = Math.Min(words.Start, at) };
        return at >= 0;
    }

    private bool HasFestive(TokenRange words) => Enumerable.Range(words.Start, words.Length).Any(t => _tokens[t].HasBase("көрме") || _tokens[t].HasBase("ойын") || _tokens[t].HasBase("фестиваль") || _tokens[t].HasBase("жәрмеңке"));

    // "шақыруды ризашылықпен қабылдады" in this sentence or the one after.
    private bool IsAccepted(Sentence sentence) => _text.Sentences.Skip(sentence.Index).Take(2).Any(s =>
        Enumerable.Range(s.Tokens.Start, s.Tokens.Length).Any(t => _tokens[t].HasBase("шақыру")) && Enumerable.Range(s.Tokens.Start, s.Tokens.Length).Any(t => KazakhVerb.Match(_tokens[t].Fold, "қабылда") is not null || _tokens[t].Fold == "қабыл"));

    // The day told before in the same paragraph.
    private TimeExpression? Before(Sentence sentence)
    {
        for (var s = sentence.Index - 1; s >= 0 && _text.Sentences[s].Paragraph == sentence.Paragraph; s--)
        {
            if (_times.In(_text.Sentences[s].Tokens).LastOrDefault(e => e is { IsDay: true, Use: TimeUse.Point, Date: not null }) is { } day && !(_times.Reference is { } today && day.Date!.From > today))
                return day;
        }

        return null;
    }

    private bool IsWhereOrWhen(int token) => (_syntax.CaseOf[token] & Cases.Locative) != 0 || _times.Expressions.Any(e => e.Tokens.Contains(token));

    // "келген еді", "сөйлескен болатын", "тыйым салған-тын", "шығарып жіберген": before what is told. The last verb of the sentence says so for all.
    private bool IsPluperfect(Sentence sentence)
    {
        for (var i = sentence.Tokens.End - 1; i > sentence.Tokens.Start; i--)
        {
            if (!_tokens[i].IsWord)
                continue;
            return _tokens[i].Fold is "еді" or "болатын" or "болған" || _tokens[i].Fold.EndsWith("-тын", StringComparison.Ordinal) || _tokens[i].Fold.EndsWith("-тін", StringComparison.Ordinal)
                || _tokens[i].Readings is [{ Class: WordClass.Participle, Form: VerbForm.Past }, ..];
        }

        return false;
    }

    private int Object(string objectClass, int end, int start)
    {
        for (var t = end - 1; t >= start; t--)
        {
            if (objectClass is "destination" or "whereabouts")
            {
                // "келтірді", "жеткізді" bring somebody else or something.
                if (_tokens[end].Fold.StartsWith("келтір", StringComparison.Ordinal) || _tokens[end].Fold.StartsWith("аттандыр", StringComparison.Ordinal) || _tokens[end].Fold.StartsWith("болдыр", StringComparison.Ordinal))
                    return -1;
                // "Астанаға келді", "Бакуде болды": somebody of office, the place right before the verb.
                if (!_tokens[t].IsCapitalized)
                    continue;
                var isPlace = _places.Mentions.Any(m => m.Tokens.Contains(t) && m.Tokens.End >= end - 3) || _actors.TopAt(t) is { } land && land.Extent.End >= end - 3 && land.Actors.Any(a => _actors.Actors[a].Kind == ActorKind.State);
                var where = objectClass == "destination" ? Cases.Dative : Cases.Locative;
                return isPlace && (_syntax.CaseOf[t] & where) != 0 && (objectClass == "destination" || (_syntax.CaseOf[t] & Cases.Dative) == 0)
                    && KazakhClauses.Subject(_text, _actors, _syntax, _text.SentenceOf(t).Tokens.Start, t) is { } traveller && (traveller.Actors.Any(a => _actors.Actors[a] is { Kind: ActorKind.Person, Office: not null }) || IsOfficer(traveller)) ? t : -1;
            }

            // "Ресей елшісі Михаил Евдокимовты шақырып"
            if (objectClass == "envoy")
            {
                if (_tokens[t].HasBase("елші") && (_syntax.CaseOf[t] & Cases.Accusative) != 0)
                    return t;
                if (_actors.TopAt(t) is { } envoy && (KazakhClauses.Case(envoy, _syntax) & Cases.Accusative) != 0 && KazakhClauses.IsEnvoy(_tokens, _actors, envoy))
                    return envoy.Extent.Start;
                continue;
            }

            if (objectClass == "person")
            {
                if (_actors.TopAt(t) is { } mention && (mention.Form == MentionForm.Description || mention.Actors.Any(a => _actors.Actors[a].Kind == ActorKind.Person)) && (KazakhClauses.Case(mention, _syntax) & Cases.Accusative) != 0)
                    return mention.Extent.Start;
                // "әріптесін шақырды"
                if (_tokens[t].HasBase("әріптес") || _tokens[t].HasBase("басшы"))
                    return t;
            }
            else if (_tokens[t].IsWord && _pack.Frames.IsObject(objectClass, _tokens[t]) && !(objectClass is "goods" or "arms" && KazakhMorphology.CaseOf(_tokens[t]) is Cases.Instrumental))
            {
                return t;
            }
            else if (_tokens[t].Fold.EndsWith("уға", StringComparison.Ordinal) || _tokens[t].Fold.EndsWith("уге", StringComparison.Ordinal) || _tokens[t].Fold.EndsWith("ауды", StringComparison.Ordinal) || _tokens[t].Fold.EndsWith("еуді", StringComparison.Ordinal) || KazakhSyntax.IsFinite(_tokens[t]))
            {
                // Another verb has its own object: "дәлізді дамытуға салған еңбегі".
                return -1;
            }
        }

        return -1;
    }

    // "Малайзия қорғаныс министрі", "Куба делегациясы": who travels for a state without a name.
    private bool IsOfficer(KazakhSubject traveller)
    {
        for (var t = traveller.Extent.Start; t < Math.Min(_tokens.Length, traveller.Extent.End + 3); t++)
        {
            if (_tokens[t].HasBase("делегация") || _pack.Actors.Offices.TryMatch(_tokens, t, _tokens.Length, out _, out _))
                return true;
        }

        return false;
    }

    // Null when the name of the action stands free, or is said not to come: then nothing is said of its taking place.
    private EventStatus? Status(FrameRow row, KazakhVerbForm form, int i, Sentence sentence, bool isAttribute)
    {
        // "баж енгіземіз деп қорқытты": a threat is what somebody says.
        if (i + 2 < sentence.Tokens.End && _tokens[i + 1].Fold == "деп" && row.Type is not ("CONSULT" or "SUPPORT") && Enumerable.Range(i + 2, Math.Min(4, sentence.Tokens.End - i - 2)).Any(t => _tables.Sayings.At(_tokens, t, i + 1) is { Value.IsThreat: true }))
            return null;
        if (row.Status.Length > 0 && Enum.TryParse<EventStatus>(row.Status, ignoreCase: true, out var own))
            return own;
        if (row.Status == "told" && form.Form is KazakhForm.VerbalNoun && !form.IsProgressive)
            return null;
        var next = i + 1 < sentence.Tokens.End ? _tokens[i + 1] : null;
        if (form.Form == KazakhForm.Perfect && next?.Fold is "жоқ" or "емес")
            return EventStatus.Negated;
        if (form.IsNegative)
            return form.Form is KazakhForm.Past or KazakhForm.Perfect || (form.Form == KazakhForm.Present && row.Type is "CONSULT") ? EventStatus.Negated : null;
        switch (form.Form)
        {
            case KazakhForm.Perfect when !isAttribute && form.Tail.Length == 0 && next is { IsWord: true } && row.Type is not ("CONSULT" or "SUPPORT") && !IsAuxiliary(next):
                // An attribute ("санкция салынған тауарлар") says what the noun is.
                return null;
            case KazakhForm.Past or KazakhForm.Perfect:
                return EventStatus.Occurred;
            case KazakhForm.Prospective when form.Tail.Length == 0 && !isAttribute && next is { IsWord: true } && !IsAuxiliary(next):
                return row.Type is "CONSULT" ? EventStatus.Planned : null;
            case KazakhForm.Present when IsHabit(sentence, i):
                return null;
            case KazakhForm.Present or KazakhForm.Prospective or KazakhForm.Intent:
                return EventStatus.Planned;
            case KazakhForm.Conditional or KazakhForm.Desire:
                return EventStatus.Proposed;
            case KazakhForm.Converb:
                return AfterConverb(i, sentence);
            // "жүріп жатыр" as -уда ends its clause; "кездесуде" before other words is "at the meeting".
            case KazakhForm.VerbalNoun when form.IsProgressive:
                return next is { IsWord: true } ? null : EventStatus.Occurred;
            default:
                var governed = Governor(i + 1, sentence)?.Event;
                // "шабуыл жасауына байланысты": what happened is the ground of something else.
                if (governed is null && row.Type == "ASSAULT" && IsFact(form, i))
                    return EventStatus.Occurred;
                // "елшілікті жабу мәселесі қаралып жатқан жоқ"
                if (Enumerable.Range(i + 1, Math.Max(0, Math.Min(sentence.Tokens.End, i + 7) - i - 1)).Any(t => _tokens[t].Fold == "жоқ"))
                    return null;
                // What is demanded of somebody is the statement's; a wish to work together is news of its own.
                if (governed == EventStatus.Proposed && row.Type is "RETREAT" or "ASSAULT" or "COERCE" or "CONCEDE" or "MOBILIZE" or "ACCUSE" or "PROTEST")
                    return null;
                // Fighters who agree to stop have stopped.
                return row.Type == "RETREAT" && governed == EventStatus.Planned ? EventStatus.Occurred : governed;
        }
    }

    // "салынып жатыр" is under way, "жеткізе бастады" has begun; "ашып, … қосады": the verb to come tells the time of both.
    private EventStatus? AfterConverb(int i, Sentence sentence)
    {
        // "көтеріліп келе жатыр" is a trend.
        if (i + 2 < sentence.Tokens.End && _tokens[i + 1].Fold is "келе" or "бара" && IsUnderWay(_tokens[i + 2]))
            return null;
        if (i + 1 < sentence.Tokens.End && Governor(i + 1, sentence) is { Event: { } governed } && !_tokens[i + 1].Is(',') && !IsUnderWay(_tokens[i + 1]))
            return governed;
        for (var t = i + 1; t < sentence.Tokens.End; t++)
        {
            var token = _tokens[t];
            if (t == i + 1 && IsUnderWay(token))
                return EventStatus.Occurred;
            if (token.Fold.EndsWith("атынын", StringComparison.Ordinal) || token.Fold.EndsWith("етінін", StringComparison.Ordinal) || token.Fold.EndsWith("йтынын", StringComparison.Ordinal) || token.Fold.EndsWith("йтінін", StringComparison.Ordinal))
                return EventStatus.Planned;
            foreach (var reading in token.Readings)
            {
                if (reading is { Class: WordClass.Verb or WordClass.Participle, Form: VerbForm.Past, IsShort: true } or { Class: WordClass.Verb, Form: VerbForm.Past })
                    return EventStatus.Occurred;
                if (reading is { Class: WordClass.Verb, Form: VerbForm.NonPast })
                    return EventStatus.Planned;
            }
        }

        return EventStatus.Occurred;
    }

    private static bool IsUnderWay(Token token) => token.Fold is "жатыр" or "отыр" or "тұр" or "жүр" || token.Fold.StartsWith("жатқан", StringComparison.Ordinal) || token.Fold.StartsWith("отырған", StringComparison.Ordinal);

    private static bool IsAuxiliary(Token token) => token.Fold is "еді" or "болатын" or "болған" or "екен" or "болды" or "болар" or "соң" or "кейін" or "жатыр" or "отыр";

    // "қазір аптасына үш рет қатынайды": what is done all the time is no plan.
    private bool IsHabit(Sentence sentence, int i)
    {
        for (var t = sentence.Tokens.Start; t < i; t++)
        {
            if (_tokens[t].Fold is "қазір" or "үнемі" or "бүгінде" or "әдетте" || (_tokens[t].Fold == "сайын" && !_times.In(sentence.Tokens).Any(e => e.Date is { } date && _times.Reference is { } day && date.To > day)))
                return true;
        }

        return false;
    }

    private KazakhGovernor? Governor(int from, Sentence sentence)
    {
        // "тоқтату туралы келісті": what an action is spoken of is decided at once or not at all.
        var reach = from < sentence.Tokens.End && _tokens[from].Fold == "туралы" ? 4 : 12;
        for (var t = from; t < Math.Min(sentence.Tokens.End, from + reach); t++)
        {
            // "өтуге тиіс болған саммит": what was to be.
            if (_tables.Governors.At(_tokens, t, from) is { } hit)
                return KazakhClauses.WasToBe(_tokens, t, sentence.Tokens.End) ? null : hit.Value;
            if (KazakhSyntax.IsFinite(_tokens[t]))
                break;
        }

        return null;
    }

    private ImmutableArray<string> Parties(FrameRow row, TokenRange scope, Sentence sentence, int i, List<FoundEvent> before)
    {
        var parties = Named(scope);
        // "Тоқаев Бакуге барып, Әлиевпен кездесті": the subject of the sentence holds for all its clauses.
        if (parties.Count < 2 && scope.Start > sentence.Tokens.Start && KazakhClauses.Subject(_text, _actors, _syntax, sentence.Tokens.Start, scope.Start) is { } subject)
        {
            foreach (var party in _actors.PartiesOf(subject.Actors))
            {
                if (!parties.Contains(party))
                    parties.Insert(0, party);
            }
        }

        if (row.Kind is "visit" or "invitation")
        {
            foreach (var mention in _places.Mentions)
            {
                if (scope.Contains(mention.Tokens.Start) && _places.Places[mention.Place].Country is { } country && !parties.Contains(country) && parties.Count < 2)
                    parties.Add(country);
            }
        }

        // "өзбек студенттеріне", "ауған халқына": whose people and things they are; "Харьков қаласын": where it strikes.
        var most = row.Type == "AID" && parties.Count(IsState) == 1 ? 3 : 2;
        if (parties.Count < most && row.Type is not "CONSULT")
        {
            for (var t = scope.Start; t < scope.End && parties.Count < most; t++)
            {
                // "Жапон теңізі", "Араб шығанағы" are waters.
                if (_tables.StateOf(_tokens[t].Fold) is { } people && !parties.Contains(people) && !(t + 1 < scope.End && (_tokens[t + 1].HasBase("теңіз") || _tokens[t + 1].HasBase("шығанақ") || _tokens[t + 1].HasBase("мұхит"))))
                    parties.Add(people);
            }
        }

        // "Бангкок пен Вьентьян арасында": a link is between the states of its ends; a centre abroad is in the state where it opens.
        if (parties.Count < 2 && (row.Type is "ASSAULT" or "AID" or "PROTEST" or "RETREAT" or "SANCTION" or "MOBILIZE" || row.Type == "COOPERATE" && row.Kind is "flight" or "opening" or "trade" && parties.All(IsState)))
        {
            foreach (var mention in _places.Mentions)
            {
                if (scope.Contains(mention.Tokens.Start) && _places.Places[mention.Place].Country is { } country && !parties.Contains(country) && parties.Count < 2 && (row.Type != "PROTEST" || parties.Count == 0))
                    parties.Add(country);
            }
        }

        // "БҰҰ сотына шағым түсірді": who judges takes no side.
        if (row.Kind == "suit" && parties.Count(IsState) > 1)
            parties.RemoveAll(p => !IsState(p));
        var sides = _actors.MainParties;
        // A company deals with the state where it does, a flight is between the two states.
        if (row.Kind == "flight" && sides.Length == 2 && !parties.All(IsState))
            return sides;
        if (parties.Count == 1 && !IsState(parties[0]) && row.Type == "COOPERATE")
        {
            var place = _places.Mentions.Where(m => scope.Contains(m.Tokens.Start)).Select(m => _places.Places[m.Place].Country).FirstOrDefault(c => c is not null);
            if ((place ?? (_actors.HomeState is { } home && sides.Contains(home) ? home : null)) is { } where)
                parties.Add(where);
        }

        if (parties.Count == 0 && _statements.Statements.FirstOrDefault(s => s.Speakers.Length == 1 && s.Evidence.Start <= _tokens[i].Span.Start && s.Evidence.End >= _tokens[i].Span.End) is { } said && _actors.Actors[said.Speakers[0]].Party is { } own)
            parties.Add(own);
        // "Канберра 1 миллион доллар бөлді" after others' aid: to the same who suffer.
        if (row.Type == "AID" && parties.Count == 1 && before.LastOrDefault(e => e.Frame.Type == "AID" && e.Parties.Length > 1) is { Parties: [.., var helped] } && helped != parties[0])
            parties.Add(helped);
        // What a state proposes or takes on where an organisation meets is with the organisation.
        if (parties is [var member] && IsState(member) && row.Type is "CONSULT" or "SUPPORT" or "COOPERATE" && row.Kind is not ("visit" or "call" or "reception") && sides.FirstOrDefault(p => !IsState(p)) is { } hosting && _actors.Sides.Length == 1)
            parties.Add(hosting);
        // Relief of an international body goes to the state that the report is about.
        if (row.Type == "AID" && parties is [var body] && !IsState(body) && sides.FirstOrDefault(IsState) is { } stricken)
            parties.Add(stricken);
        if (parties.Count == 0)
            parties.AddRange(sides);
        else if (parties.Count == 1 && sides.Length >= 2 && sides.Contains(parties[0]) && row.Type is not ("PROTEST" or "COERCE" or "MOBILIZE" or "ASSAULT") && !(row.Type is "AID" && IsState(parties[0]) && _actors.HomeState == parties[0] && Named(scope).Count == 1 && sides.Length > 2))
            parties.Add(sides.First(p => p != parties[0]));
        return [.. parties];
    }

    // "Малайзияның Путраджая қаласында": whose town it is takes no part by that.
    private List<string> Named(TokenRange scope) => [.. _actors.PartiesOf(_actors.In(scope, withNested: true)
        .Where(m => !_places.Mentions.Any(p => p.Tokens.Start == m.Extent.End && _places.Places[p.Place].Country is { } country && country == _actors.Actors[m.Actors.FirstOrDefault(-1) is var a && a >= 0 ? a : 0].Ref))
        .Where(m => !m.IsNested || m.Actors.All(a => _actors.Actors[a].Kind == ActorKind.State))
        .Where(m => !IsSetting(m)).SelectMany(m => m.Actors).Where(a => _actors.Actors[a].Sector != "MED"))];

    // "БҰҰ Бас Ассамблеясының 80-сессиясы аясында кездесті": on whose margins, and no party.
    private bool IsSetting(ActorMention mention)
    {
        if (mention.Actors.Any(a => _actors.Actors[a].Kind != ActorKind.Organization))
            return false;
        for (var t = mention.Extent.End; t < Math.Min(_tokens.Length, mention.Extent.End + 5) && (_tokens[t].IsWord || _tokens[t].Kind == TokenKind.Number); t++)
        {
            if (_tokens[t].Fold is "аясында" or "шеңберінде" or "алаңында" or "қарсаңында" or "барысында" or "кулуарында" or "кезінде" or "желісінде")
                return true;
            if (KazakhSyntax.IsFinite(_tokens[t]) || _tokens[t].IsCapitalized)
                return false;
        }

        return false;
    }

    private TimeExpression? Time(TokenRange scope)
    {
        TimeExpression? best = null;
        foreach (var expression in _times.In(scope))
        {
            // "2026–2027 жылдарға арналған жоспар": how long a plan holds is not when it is signed.
            if ((expression.Tokens.End < _tokens.Length && (_tokens[expression.Tokens.End].HasBase("арналған") || _tokens[expression.Tokens.End].Fold == "дейінгі")) || _tokens[expression.Tokens.End - 1].Fold == "дейінгі")
                continue;
            if (expression.Use is not (TimeUse.Frequency or TimeUse.Comparison or TimeUse.Name) && expression.Date is not null && (best is null || expression.Tokens.Start > best.Tokens.Start))
                best = expression;
        }

        return best;
    }

    private EventDate? MainDate()
    {
        var body = _text.HasTitle ? 1 : 0;
        foreach (var expression in _times.Expressions)
        {
            var paragraph = _text.SentenceOf(expression.Tokens.Start).Paragraph;
            if (paragraph >= body && paragraph <= body + 1 && expression is { IsDay: true, Use: TimeUse.Point or TimeUse.Start } && (_times.Reference is not { } day || expression.Date!.From <= day && expression.Date.From > day.AddDays(-8)))
                return expression.Date;
        }

        return _times.Reference is { } reference ? new EventDate(reference, reference, DatePrecision.Day) : null;
    }

    private int MainPlace()
    {
        if (_places.Dateline >= 0)
            return _places.Dateline;
        var body = _text.HasTitle ? 1 : 0;
        foreach (var mention in _places.Mentions)
        {
            if (_text.SentenceOf(mention.Tokens.Start).Paragraph is var paragraph && paragraph >= body && paragraph <= body + 1 && _places.Places[mention.Place].Kind == "city" && (_syntax.CaseOf[mention.Tokens.End - 1] & (Cases.Locative | Cases.Dative)) != 0 && _text.QuotationAt(mention.Tokens.Start) is null)
                return mention.Place;
        }

        // Told in the title only.
        return _places.Mentions.FirstOrDefault(m => _text.HasTitle && _text.IsInTitle(m.Tokens.Start) && _places.Places[m.Place].Kind == "city" && (_syntax.CaseOf[m.Tokens.End - 1] & Cases.Locative) != 0) is { } titled ? titled.Place : -1;
    }

    private int Place(FrameRow row, TokenRange scope, EventStatus status, EventDate? date)
    {
        foreach (var mention in _places.Mentions.Reverse())
        {
            // "Момбаса портын аралады"
            if (row.Kind == "tour" && scope.Contains(mention.Tokens.Start) && (_syntax.CaseOf[mention.Tokens.End - 1] & Cases.Accusative) != 0)
                return mention.Place;
            if (row.Kind == "documents" && scope.Contains(mention.Tokens.Start) && Enumerable.Range(mention.Tokens.End, Math.Max(0, scope.End - mention.Tokens.End)).Any(t => _tokens[t].Fold is "туралы" or "жөнінде" or "жөніндегі" or "бойынша" or "арналған"))
                continue;
            if (scope.Contains(mention.Tokens.Start) && (_syntax.CaseOf[mention.Tokens.End - 1] & (Cases.Locative | Cases.Dative)) != 0 && !IsOfInner(mention.Tokens.End, scope.End - 1) && (_places.Places[mention.Place].Kind is not ("sea" or "macroregion") || (_places.Places[mention.Place].Kind == "sea" && row.Contexts.Contains("military") && (_syntax.CaseOf[mention.Tokens.End - 1] & Cases.Dative) == 0)))
                return mention.Place;
        }

        // "Ертең делегация президентпен жүздеседі": on the same visit.
        var isNext = status == EventStatus.Planned && row.Kind is "meeting" or "reception" && date is not null && _mainDate is { } main && date.Precision == DatePrecision.Day && date.From >= main.From && date.From.DayNumber - main.From.DayNumber < 3;
        return (status == EventStatus.Occurred && row.Type is "CONSULT" or "SUPPORT" && row.Kind is not ("call" or "visit")) || isNext ? _mainPlace : -1;
    }

    // "Гаагада жасаған мәлімдемесіне нота жолдады": where the statement was made; "Астанада өткен кездесуде қол қойды" is where both were.
    private bool IsOfInner(int from, int head)
    {
        for (var t = from; t < head - 1; t++)
        {
            if (_tokens[t].Readings is not [{ Class: WordClass.Participle, IsShort: false }, ..])
                continue;
            var noun = t + 1;
            while (noun < head - 1 && _tokens[noun].IsWord && (_syntax.CaseOf[noun] & (Cases.Nominative | Cases.Genitive)) != 0)
                noun++;
            return _tokens[noun].IsWord && noun < head && (_syntax.CaseOf[noun] & (Cases.Accusative | Cases.Dative)) != 0;
        }

        return false;
    }

    // The commission or council of two states whose session it is; -1 when none is named.
    private int BodyOf(FoundEvent told) => _actors.In(told.Tokens).SelectMany(m => m.Actors).FirstOrDefault(a => _actors.Actors[a].IsBilateralBody, -1);

    // "Гарибашвилимен келіссөз жүргізді", then "президенті Зурабишвилимен жүздесті": somebody else of the same side.
    private bool MetAnother(FoundEvent told, FoundEvent found)
    {
        if (told.Sentence == found.Sentence || told.Frame.Kind is not ("meeting" or "reception") || found.Frame.Kind is not ("meeting" or "reception"))
            return false;
        var met = _actors.In(new TokenRange(_text.Sentences[found.Sentence].Tokens.Start, found.Tokens.End)).LastOrDefault(m => m.Form == MentionForm.Name && m.Actors is [var who] && _actors.Actors[who].Kind == ActorKind.Person && (KazakhClauses.Case(m, _syntax) & (Cases.Instrumental | Cases.Accusative)) != 0);
        return met is { Actors: [var person] } && _actors.Actors[person].Party is { } party && !told.Actors.Contains(person) && told.Actors.Any(a => _actors.Actors[a].Kind == ActorKind.Person && _actors.Actors[a].Party == party);
    }

    // "Олар телефонмен сөйлесті … әңгіме сындарлы өтті": the call.
    private bool IsOfTold(FoundEvent found, List<FoundEvent> before) => IsChaired(found, before) || found.Frame.Kind == "meeting" && Enumerable.Range(found.Tokens.Start, found.Tokens.Length).Any(t => _tokens[t].HasBase("әңгіме") || _tokens[t].HasBase("сұхбат") || _tokens[t].HasBase("сөйлесу"))
        && before.Any(e => e.Frame.Kind == "call" && e.Status == found.Status && e.Parties.All(found.Parties.Contains));

    // "… кеңесі өтті. Жиынды министр жүргізді": who led what is told before.
    private bool IsChaired(FoundEvent found, List<FoundEvent> before) => found.Frame.Kind == "meeting" && (KazakhVerb.Match(_tokens[found.Tokens.End - 1].Fold, "жүргіз") is not null || KazakhVerb.Match(_tokens[found.Tokens.End - 1].Fold, "басқар") is not null) && BodyOf(found) < 0
        && Enumerable.Range(found.Tokens.Start, found.Tokens.Length).Any(t => _tokens[t].HasBase("жиын") || _tokens[t].HasBase("отырыс")) && before.LastOrDefault() is { Frame.Type: "CONSULT" } told && found.Sentence - told.Sentence is 0 or 1;

    private static bool IsSame(FoundEvent a, FoundEvent b)
    {
        if (a.Frame.Type != b.Frame.Type)
            return false;
        if (a.Sentence == b.Sentence && (a.Tokens.Overlaps(b.Tokens) || a.Frame.Type is "ACCUSE"))
            return true;
        // "ауданға басып кіріп, алты сарбазды өлтірді": one attack.
        if (a.Sentence == b.Sentence && a.Frame.Type == "ASSAULT" && a.Status == b.Status && (a.Parties.All(b.Parties.Contains) || b.Parties.All(a.Parties.Contains)))
            return true;
        // "елшіні қабылдап, сұхбаттасты": one meeting.
        if (a.Sentence == b.Sentence && a.Frame.Kind is "reception" or "meeting" && b.Frame.Kind is "reception" or "meeting" && a.Status == b.Status && a.Parties.Length == b.Parties.Length && a.Parties.All(b.Parties.Contains))
            return true;
        // "көмек беретінін айтты. Көмек беру туралы шешім қабылдадым": one promise of aid.
        if (a.Frame.Type == "AID" && a.Status == EventStatus.Planned && b.Status == EventStatus.Planned && a.Frame.Row == b.Frame.Row && a.Parties.Length == b.Parties.Length && a.Parties.All(b.Parties.Contains) && (a.Date == b.Date || a.Date is null || b.Date is null))
            return true;
        if (a.Frame.Type is not ("CONSULT" or "SUPPORT") || a.Status != b.Status || a.Frame.Kind != b.Frame.Kind || (a.Frame.Kind == "documents" && a.Sentence != b.Sentence))
            return false;
        return (a.Date == b.Date || a.Date is null || b.Date is null) && (a.Parties.All(b.Parties.Contains) || b.Parties.All(a.Parties.Contains));
    }
}
