using System.Collections.Immutable;
using Readout.Actors;
using Readout.Morphology;
using Readout.Reference;
using Readout.Syntax;
using Readout.Text;
using Readout.Time;

namespace Readout.Languages.Kk;

/// <summary>Finds names and descriptions in Kazakh: titles stand before names, heads of organisations and places after theirs.</summary>
internal sealed class KazakhNameFinder(SegmentedText text, SyntaxLayer syntax, LanguagePack pack, KazakhTables tables)
{
    private readonly Token[] _tokens = text.Tokens;
    private readonly List<Draft> _drafts = [];
    private string? _embassyOf;

    public static List<Draft> Find(SegmentedText text, SyntaxLayer syntax, LanguagePack pack, KazakhTables tables)
    {
        var finder = new KazakhNameFinder(text, syntax, pack, tables);
        foreach (var sentence in text.Sentences)
        {
            for (var i = sentence.Tokens.Start; i < sentence.Tokens.End;)
                i = Math.Max(i + 1, finder.At(i, sentence.Tokens.End));
        }

        return finder._drafts;
    }

    private int At(int i, int limit)
    {
        if (!_tokens[i].IsWord && _tokens[i].Text is not ("«" or "“" or "\""))
            return i;
        int end;
        if ((end = Quoted(i, limit)) > i)
            return end;
        if (!_tokens[i].IsWord)
            return i;
        // "АҚШ доллары": money names its state without speaking of it.
        if (_tokens[i].IsCapitalized && pack.Units.At(_tokens, i, limit) is { Unit.Kind: Figures.UnitKind.Money } money && money.Tokens.Length > 1)
            return money.Tokens.End;
        if ((end = Pronoun(i)) > i || (end = Description(i, limit)) > i || (end = Titled(i, limit)) > i || (end = Embassy(i, limit)) > i || (end = BodyOfTwo(i, limit)) > i || (end = Organisation(i, limit)) > i || (end = Place(i, limit)) > i
            || (end = Known(i, limit)) > i || (end = Person(i, limit)) > i || (end = Latin(i, limit)) > i || (end = UnknownPlace(i, limit)) > i || (end = People(i, limit)) > i)
            return end;
        return i;
    }

    private Draft Spot(DraftKind kind, int start, int end, string rule) => new()
    {
        Kind = kind,
        Tokens = new TokenRange(start, end),
        Extent = new TokenRange(start, end),
        Cases = syntax.CaseOf[end - 1],
        Rule = rule,
    };

    private GazetteerMatch? Match(int i, int limit) => i < limit && _tokens[i].IsCapitalized ? pack.Gazetteer.MatchAt(_tokens, i, limit) : null;

    private static GazetteerEntry? Pick(GazetteerMatch match, params ReadOnlySpan<GazetteerKind> kinds)
    {
        foreach (var kind in kinds)
        {
            foreach (var entry in match.Entries)
            {
                if (entry.Kind == kind)
                    return entry;
            }
        }

        return null;
    }

    private int Pronoun(int i)
    {
        if (_tokens[i].Fold is "дипломат" or "саясаткер" && i + 1 < _tokens.Length && !_tokens[i + 1].IsCapitalized && (i == 0 || !_tokens[i - 1].IsWord))
        {
            _drafts.Add(Spot(DraftKind.Pronoun, i, i + 1, "last-person") with { Form = MentionForm.Description, Cases = Cases.Nominative, Numbers = Numbers.Singular });
            return i + 1;
        }

        if (!_tokens[i].HasBase("ол") && !_tokens[i].HasBase("олар") || text.QuotationAt(i) is { Tokens.Length: > 4 })
            return i;
        // "ол елде": that country.
        if (i + 1 < _tokens.Length && _tokens[i].Fold == "ол" && _tokens[i + 1].Fold is "үшін" or "жерде" or "кезде" or "ел" or "елде" or "елдің")
            return i;
        var isPlural = _tokens[i].HasBase("олар");
        _drafts.Add(Spot(DraftKind.Pronoun, i, i + 1, "pronoun") with
        {
            Form = MentionForm.Pronoun,
            Cases = _tokens[i].Fold switch { "ол" or "олар" => Cases.Nominative, "оның" or "олардың" => Cases.Genitive, "оған" or "оларға" => Cases.Dative, _ => Cases.Accusative },
            Numbers = isPlural ? Numbers.Plural : Numbers.Singular,
        });
        return i + 1;
    }

    private int Description(int i, int limit)
    {
        foreach (var (table, numbers) in new[] { (pack.Actors.PluralDescriptions, Numbers.Plural), (pack.Actors.SingularDescriptions, Numbers.Singular) })
        {
            if (!table.TryMatch(_tokens, i, limit, out var end, out var row))
                continue;
            var last = _tokens[end - 1];
            var isPlural = last.Readings.Any(r => r.Numbers == Numbers.Plural);
            if (isPlural != (numbers == Numbers.Plural) || (end < limit && _tokens[end].IsCapitalized && numbers == Numbers.Singular && PersonEnd(end, limit, true) > end))
                continue;
            // "министрлер отырысында": of whom the session is.
            if (isPlural && end < limit && _tokens[end].IsWord && last.Fold[^1] is 'р' && KazakhMorphology.IsPossessed(_tokens[end]) && (_tokens[end].HasBase("отырыс") || _tokens[end].HasBase("кеңес") || _tokens[end].HasBase("конференция") || _tokens[end].HasBase("саммит") || _tokens[end].HasBase("форум") || _tokens[end].HasBase("кездесу") || _tokens[end].HasBase("деңгей") || _tokens[end].HasBase("жиын")))
                return end;
            // "министрлері Карлос Мендоса мен Пьетро Россини": who they are follows.
            if (isPlural && end < limit && _tokens[end].IsCapitalized && PersonEnd(end, limit, afterOffice: true) is var first && first - end > 1 && first < limit && (_tokens[first].Fold is "мен" or "бен" or "пен" or "және" || _tokens[first].Is(',')))
                continue;
            // "министрлер": of whom is said before it ("Қазақстан мен Эстония министрлері" names the states itself).
            _drafts.Add(Spot(DraftKind.Description, i, end, $"descriptions:{row.Line}") with { Form = MentionForm.Description, Numbers = numbers, Target = row.Target, Holders = row.Holders });
            return end;
        }

        return i;
    }

    // ---- "[state] [body] office [name]"

    private int Titled(int i, int limit)
    {
        var before = _drafts.Count;
        var at = i;
        string? state = null;
        var organisation = -1;
        if (Match(i, limit) is { } owner && Pick(owner, GazetteerKind.State) is not null && (syntax.CaseOf[owner.Tokens.End - 1] & Cases.Nominative) != 0 && OrganisationEnd(i, limit, out var bodySort, out var owned) is var ministry && ministry > owner.Tokens.End && ministry < limit
            && pack.Actors.Offices.TryMatch(_tokens, ministry, limit, out _, out _))
        {
            // "Камбоджа Қорғаныс министрлігінің баспасөз хатшысы"
            organisation = _drafts.Count;
            AddOrganisation(i, ministry, bodySort!, owned, nested: true);
            at = ministry;
        }
        else if (Match(at, limit) is { } match && Pick(match, GazetteerKind.State, GazetteerKind.Organisation) is { } entry && match.Tokens.End < limit)
        {
            var isState = entry.Kind == GazetteerKind.State;
            if (isState)
                state = entry.Id;
            else
                organisation = _drafts.Count;
            // "KazAID агенттігінің төрағасы": the head that says what sort of body it is.
            var whole = !isState && match.Tokens.End < limit && !_tokens[match.Tokens.End].IsCapitalized && IsHead(match.Tokens.End, out _) ? match.Tokens.End + 1 : match.Tokens.End;
            _drafts.Add(Spot(isState ? DraftKind.State : DraftKind.Organisation, at, whole, "reference") with { Ids = [entry.Id], Cases = Cases.Genitive, IsNested = true });
            at = whole;
            // "Түркияның Астанадағы елшісі": where the embassy stands.
            if (Match(at, limit) is { } seat && Pick(seat, GazetteerKind.Place, GazetteerKind.State) is { } place && (syntax.CaseOf[seat.Tokens.End - 1] & Cases.Locative) != 0)
            {
                _drafts.Add(Spot(place.Kind == GazetteerKind.Place ? DraftKind.Place : DraftKind.State, at, seat.Tokens.End, "reference") with { Ids = [place.Id], IsNested = true });
                at = seat.Tokens.End;
            }
        }
        else if (tables.StateOf(_tokens[i].Fold) is { } people && i + 1 < limit && pack.Actors.Offices.TryMatch(_tokens, i + 1, limit, out _, out _))
        {
            // "түрік Президенті", "малайзиялық әріптесі"
            state = people;
            at = i + 1;
        }
        else if (OrganisationEnd(i, limit, out var sort, out var of) is var body && body > i && body < limit && ((syntax.CaseOf[body - 1] & Cases.Genitive) != 0 || pack.Actors.Offices.TryMatch(_tokens, body, limit, out _, out _)))
        {
            organisation = _drafts.Count;
            AddOrganisation(i, body, sort!, of, nested: true);
            at = body;
        }
        else if (LatinEnd(i, limit) is var brand && brand > i && brand < limit && pack.Actors.Offices.TryMatch(_tokens, brand, limit, out _, out _))
        {
            organisation = _drafts.Count;
            AddOrganisation(i, brand, "company", null, nested: true);
            at = brand;
        }
        else if (i + 1 < limit && LastBody(_tokens[i]) is var last && last >= 0 && pack.Actors.Offices.TryMatch(_tokens, i + 1, limit, out _, out _))
        {
            // "Ұйымның ресми өкілі": of the body named last.
            organisation = last;
            at = i + 1;
        }

        // "Финляндияның бұрынғы президенті"
        if (at > i && at + 1 < limit && _tokens[at].Fold is "бұрынғы" or "жаңа" or "қазіргі" or "тұңғыш" && pack.Actors.Offices.TryMatch(_tokens, at + 1, limit, out _, out _))
            at++;
        // The words of a field stand before the head: "Өнеркәсіп және сауда министрінің орынбасары"; in small letters behind a state: "Норвегия қорғаныс министрі".
        var field = at;
        if (!pack.Actors.Offices.TryMatch(_tokens, at, limit, out var end, out var office))
        {
            while (at < Math.Min(limit, field + 8) && (_tokens[at].IsWord || (_tokens[at].Is(',') && state is not null)) && !(pack.Actors.Offices.TryMatch(_tokens, at, limit, out end, out office) && (_tokens[at].HasBase("министр") || _tokens[at].HasBase("вице-министр"))))
                at++;
            // "Келіссөз соңында екі елдің … министрлері": a field has no words of where, when and whose.
            if (at >= Math.Min(limit, field + 8) || end <= at || Enumerable.Range(field, at - field).Any(t => _tokens[t].IsWord && _tokens[t].Fold is not ("мен" or "бен" or "пен") && ((syntax.CaseOf[t] & (Cases.Locative | Cases.Genitive | Cases.Instrumental)) != 0 || ((syntax.CaseOf[t] & Cases.Accusative) != 0 && t == field) || (t > field && Match(t, limit) is { } within && Pick(within, GazetteerKind.State) is not null))) || !(_tokens[field].IsCapitalized || state is not null && at < field + 5 && IsField(field, at)))
                return Undo();
        }

        // "Өкілдер палатасының спикері", "байланыстар және сыртқы істер министрі": an office whose words begin within the body or field that it is of.
        for (var t = organisation >= 0 ? i : field; t < at; t++)
        {
            if (pack.Actors.Offices.TryMatch(_tokens, t, limit, out var whole, out var longer) && whole == end && longer.Office != office.Office)
            {
                office = longer;
                break;
            }
        }

        // "Сыртқы істер және сыртқы сауда министрі", "халықаралық қатынастар министрі"
        if (office.Office is "minister" or "deputy-minister" && Enumerable.Range(field, Math.Max(0, end - field - 1)).Any(t => _tokens[t].Fold is "сыртқы" && _tokens[t + 1].Fold == "істер" || _tokens[t].Fold == "халықаралық" && _tokens[t + 1].Fold is "қатынастар" or "істер") && office.Office == "minister")
            office = office with { Office = "foreign-minister" };
        // "Премьер-министрінің міндетін атқарушы": who acts for the holder.
        if (end + 1 < limit && _tokens[end].HasBase("міндет") && _tokens[end + 1].Fold.StartsWith("атқаруш", StringComparison.Ordinal))
            end += 2;
        var name = end;
        // "басшысы генерал Абдель Фаттах", "министрі шейх Салех": a rank or title between office and name.
        if (name + 1 < limit && _tokens[name].Fold is "генерал" or "адмирал" or "полковник" or "шейх" or "доктор" or "профессор" or "маршал" or "мырза" or "ханым" or "ханзада" or "лорд" or "барон" or "принц" or "генерал-майор" or "генерал-лейтенант" or "сэр" && _tokens[name + 1].IsCapitalized)
            name++;
        // "министрлері Таяу Шығыстағы ахуалды": no name of several, nor of a place.
        var nameEnd = KazakhMorphology.IsPlural(_tokens[end - 1]) ? name : PersonEnd(name, limit, afterOffice: true);
        // "Қазақстан Президенті Наташа Мусарды шақырды": the name of another state's officer is no name of this one.
        if (nameEnd > name && state is not null && IsOfAnother(name, nameEnd, state))
            nameEnd = name;
        if (KazakhMorphology.IsPlural(_tokens[end - 1]) && Holders(name, limit, before, state, office) is var holders && holders > name)
            return holders;
        if (nameEnd > name && (syntax.CaseOf[nameEnd - 1] & Cases.Locative) != 0 && _tokens[nameEnd - 1].Fold.EndsWith('ы') | _tokens[nameEnd - 1].Fold.EndsWith('і') && !(Match(name, limit) is { } person && Pick(person, GazetteerKind.Person) is not null))
            nameEnd = name;
        if (nameEnd == name && state is null && organisation < 0 && (!_tokens[at].IsCapitalized || _tokens[at].Fold.EndsWith('с')) && office.Office is not ("president" or "foreign-minister" or "prime-minister" or "ambassador" or "speaker"))
            return Undo();
        // "Еурокомиссия басшысы", "банк төрағасы": who was named at its head before.
        var atHead = nameEnd == name && organisation >= 0 && (_tokens[end - 1].HasBase("басшы") || _tokens[end - 1].HasBase("жетекші") || _tokens[end - 1].HasBase("төраға") || _tokens[end - 1].HasBase("төрайым")) ? HeadOf(_drafts[organisation]) : null;
        // "Лига өкілі", "министрлік өкілі": who was named as its officer before.
        var isEnvoyOfBody = organisation >= 0 && _tokens[end - 1].HasBase("өкіл") && office.Office == "other";
        if (nameEnd == name && office.Office is "other" or "executive" or "adviser" && !isEnvoyOfBody && atHead is null && !(state is not null && (_tokens[end - 1].HasBase("әріптес") || _tokens[end - 1].HasBase("басшы") || _tokens[end - 1].HasBase("жетекші"))))
            return Undo();
        if (nameEnd == name && KazakhMorphology.IsPlural(_tokens[end - 1]))
            return Undo();
        var id = isEnvoyOfBody && _drafts[organisation] is { Sort: "ministry" } ? "spokesperson" : office.Office;
        if (organisation >= 0 && _drafts[organisation].Sort is "company" or "bank" && id is "chairman" or "president" or "other")
            id = "executive";
        // "Үнді басшысы": the head of that state, whatever his title.
        if (state is not null && organisation < 0 && id == "other" && end == at + 1 && (_tokens[end - 1].HasBase("басшы") || _tokens[end - 1].HasBase("жетекші")))
            id = "president";
        // A vice-president of a bank or agency is one of its executives; who chairs an agency of state is its head and no chairman of a chamber.
        if (organisation >= 0 && id == "other" && _tokens[end - 1].HasBase("вице-президент"))
            id = "executive";
        if (organisation >= 0 && id == "chairman" && (_drafts[organisation].Sort is "agency" or "committee" || _drafts[organisation].Ids is [var agency] && pack.Reference.Organisations.TryGetValue(agency, out var known) && known.Kind == "agency"))
            (id, state) = ("other", state ?? StateOfBody(_drafts[organisation]) ?? pack.HomeState);
        // "ҚР СІМ басшысы", "министрлік басшысы"
        if (organisation >= 0 && id is "other" or "president" && _tokens[end - 1].HasBase("басшы") && (_drafts[organisation].Sort == "ministry" || _drafts[organisation].Ids is [var mfa] && mfa.StartsWith("mfa", StringComparison.Ordinal)))
            id = _drafts[organisation].Ids.Length > 0 ? "foreign-minister" : "minister";
        if (state == "CHN" && id == "chairman")
            id = "president";
        if (state == "USA" && id == "other" && end == at + 2 && _tokens[at].Fold == "мемлекеттік" && _tokens[at + 1].HasBase("хатшы"))
            id = "foreign-minister";
        if (organisation >= 0 && id == "chairman" && _drafts[organisation].Sort == "parliament")
            id = "speaker";
        // "поляк тарапынан … министрі": of the side named right before.
        // "португалиялық тарапты … хатшы Инеш Мартинш бастап барды": who leads a side is of it.
        if (state is null && organisation < 0 && before > 0 && _drafts[before - 1] is { Kind: DraftKind.State, Rule: "people-side", Ids: [var side] } named && named.Tokens.End <= i && i - named.Tokens.End < 9 && Enumerable.Range(named.Tokens.End, i - named.Tokens.End).All(t => _tokens[t].IsWord && !KazakhSyntax.IsFinite(_tokens[t]))
            && (_tokens[named.Tokens.End - 1].Fold.EndsWith("нан", StringComparison.Ordinal) || (syntax.CaseOf[named.Tokens.End - 1] & Cases.Accusative) != 0))
            state = side;
        // "Зеленский кеңсесінің басшысы", "Путиннің көмекшісі": of the state of the one whose staff it is.
        if (state is null && organisation < 0 && _drafts.FindLast(d => d.Kind == DraftKind.Person && d.Tokens.End > i - 4 && d.Tokens.End <= i && text.SentenceOf(d.Tokens.Start).Index == text.SentenceOf(i).Index) is { Ids: [var chief, ..] } master && Enumerable.Range(master.Tokens.End, i - master.Tokens.End).All(t => _tokens[t].IsWord && !KazakhSyntax.IsFinite(_tokens[t]))
            && (i == master.Tokens.End ? (master.Cases & Cases.Genitive) != 0 : KazakhMorphology.IsPossessed(_tokens[master.Tokens.End])))
            state = pack.Reference.Persons[chief].Terms.Select(t => t.Country).FirstOrDefault(c => c is not null);
        // "өзбек президентінің баспасөз хатшысы", "Украина ІІМ басшысының кеңесшісі": of the state whose officer is named right before.
        if (state is null && organisation < 0 && before > 0 && id is "spokesperson" or "adviser" or "other" or "envoy" or "deputy-minister")
            state = StateBefore(i);
        // Who speaks or acts for an organ of a state serves the state.
        if (state is null && organisation >= 0 && id is not ("executive" or "secretary-general") && StateOfBody(_drafts[organisation]) is { } served)
            state = served;
        // "Таллин мэрі"
        if (state is null && organisation < 0 && id == "governor" && before > 0 && _drafts[before - 1] is { Kind: DraftKind.Place or DraftKind.State, Ids: [var town, ..] } seen && seen.Tokens.End == i)
            state = seen.Kind == DraftKind.State ? town : pack.Reference.Places[town].Country;
        // "Қазақстанның Мысырдағы елшілігі … Елші Б.Тілеуқұл"
        if (state is null && organisation < 0 && id == "ambassador")
            state = _embassyOf;
        var held = new OfficeDraft(id, null, new TokenRange(i, end), state, organisation, office.Line) { IsColleague = _tokens[at].HasBase("әріптес") };
        if (atHead is not null)
        {
            _drafts.Add(Spot(DraftKind.Person, i, end, $"offices:{office.Line}") with { Ids = atHead.Ids, Name = atHead.Name, Gender = atHead.Gender, Form = MentionForm.Description });
            return end;
        }

        if (nameEnd > name)
        {
            AddPerson(name, nameEnd, i, held, $"office:{office.Line}+name");
            return nameEnd;
        }

        _drafts.Add(Spot(DraftKind.Office, i, end, $"offices:{office.Line}") with { Office = held, Form = MentionForm.Description });
        return end;

        int Undo()
        {
            _drafts.RemoveRange(before, _drafts.Count - before);
            return i;
        }
    }

    private bool IsOfAnother(int start, int end, string state)
    {
        if (Match(start, end) is { } match && match.Tokens.End == end && match.Entries.Where(e => e.Kind == GazetteerKind.Person).Select(e => pack.Reference.Persons[e.Id]).ToArray() is { Length: > 0 } known)
            return known.All(p => p.Terms.Any(t => t.Country is not null) && p.Terms.All(t => t.Country != state));
        var last = KazakhMorphology.WithoutCase(_tokens[end - 1].Text);
        return end - start > 1 && _drafts.Exists(d => d is { Kind: DraftKind.Person, Name: { } name, Office.State: { } served } && served != state && name.EndsWith(last, StringComparison.Ordinal) && name.StartsWith(_tokens[start].Text + " ", StringComparison.Ordinal));
    }

    // "екі елдің сыртқы істер министрлері Элина Валтонен мен Мусалия Мудавади": who hold the office, in the order of the states where these are named.
    private int Holders(int start, int limit, int before, string? state, TitleRow office)
    {
        var names = new List<TokenRange>();
        var at = start;
        while (PersonEnd(at, limit, afterOffice: true) is var end && end - at > 1)
        {
            names.Add(new TokenRange(at, end));
            if (end + 1 >= limit || !(_tokens[end].Fold is "мен" or "бен" or "пен" or "және" || _tokens[end].Is(',')))
                break;
            at = end + 1;
        }

        if (names.Count < 2)
            return start;
        var states = state is null ? [] : new List<string> { state };
        for (var d = before - 1; d >= 0 && states.Count > 0 && states.Count < names.Count && _drafts[d] is { Kind: DraftKind.State, Ids: [var other] } draft && draft.Tokens.End + 1 == (d == before - 1 ? _drafts[before].Tokens.Start : _drafts[d + 1].Tokens.Start); d--)
            states.Insert(0, other);
        for (var n = 0; n < names.Count; n++)
            AddPerson(names[n].Start, names[n].End, names[n].Start, new OfficeDraft(office.Office, null, new TokenRange(start - 1, start), states.Count == names.Count ? states[n] : null, -1, office.Line), $"office:{office.Line}+names");
        return names[^1].End;
    }

    // The words of a ministry's field: nouns and adjectives without endings of case.
    private bool IsField(int start, int end)
    {
        for (var t = start; t < end; t++)
        {
            if (!_tokens[t].IsWord || KazakhSyntax.IsFinite(_tokens[t]) || _tokens[t].Fold != "және" && (syntax.CaseOf[t] & Cases.Nominative) == 0)
                return false;
        }

        return true;
    }

    // Over possessed nouns and abbreviations back to a state or an office of one.
    private string? StateBefore(int i)
    {
        for (var t = i - 1; t >= Math.Max(0, i - 4) && _tokens[t].IsWord && _tokens[t].Sentence == _tokens[i].Sentence; t--)
        {
            var draft = _drafts.FindLast(d => d.Tokens.End == t + 1 && d.Kind is DraftKind.State or DraftKind.Office);
            if (draft is { Kind: DraftKind.State, Ids: [var named] })
                return (draft.Cases & (Cases.Nominative | Cases.Genitive)) != 0 || draft.IsNested ? named : null;
            if (draft is { Kind: DraftKind.Office, Office.State: { } served })
                return served;
            if (!KazakhMorphology.IsPossessed(_tokens[t]) && !_tokens[t].Text.All(char.IsUpper))
                return null;
        }

        return null;
    }

    // The person named before as the head of the same body; null when none was.
    private Draft? HeadOf(Draft body) => _drafts.FindLast(d => d is { Kind: DraftKind.Person, Office.Organisation: >= 0 } && _drafts[d.Office!.Organisation] is var led
        && (led.Ids.Length > 0 ? led.Ids.SequenceEqual(body.Ids) : led.Name == body.Name));

    private string? StateOfBody(Draft body) => body.Ids is [var known, ..]
        ? pack.Reference.Organisations.TryGetValue(known, out var row) && row is { Kind: "organ", Members: [var member] } ? member : null
        : body.Sort is "ministry" or "agency" or "parliament" or "committee" ? body.Office?.State : null;

    // The organisation named last that the word describes; -1 when none.
    private int LastBody(Token token)
    {
        foreach (var reading in token.Readings)
        {
            if (reading.Base is not ("ұйым" or "компания" or "министрлік" or "агенттік" or "комиссия" or "қор" or "банк" or "ведомство" or "корпорация" or "комитет" or "зауыт" or "комбинат" or "лига" or "одақ" or "қауымдастық" or "серіктестік" or "холдинг" or "палата" or "концерн" or "консорциум" or "кәсіпорын"))
                continue;
            if (reading.Base is "министрлік" or "ведомство" && _drafts.FindLastIndex(d => d.Kind == DraftKind.Organisation && d.Sort is null or "ministry") is >= 0 and var foreign && _drafts[foreign] is { Sort: null, Ids: [var id] } && id.StartsWith("mfa", StringComparison.Ordinal))
                return foreign;
            var kind = reading.Base == "ведомство" ? "ministry" : pack.Actors.OrganisationHeads.GetValueOrDefault(reading.Base);
            return _drafts.FindLastIndex(d => d.Kind == DraftKind.Organisation && (d.Sort == kind || (d.Sort is null && reading.Base is "ұйым" or "қор" or "банк" or "компания" or "лига" or "одақ")));
        }

        return -1;
    }

    // ---- persons

    private void AddPerson(int start, int end, int from, OfficeDraft? office, string rule)
    {
        var words = new List<string>();
        for (var i = start; i < end; i++)
        {
            if (_tokens[i].IsWord)
                words.Add(_tokens[i].Text + (i + 1 < end && _tokens[i + 1].Is('.') ? "." : ""));
        }

        var ids = ImmutableArray<string>.Empty;
        if (Match(start, end) is { } match && match.Tokens.End == end)
            ids = [.. match.Entries.Where(e => e.Kind is GazetteerKind.Person or GazetteerKind.PersonShort).Select(e => e.Id)];
        var cases = PersonCase(end - 1, ids);
        var name = pack.Names.Person(words, cases);
        // "Мұхаммед бен Зайед Әл Нахаян", then "Мұхаммед бен Зайед".
        if (ids.IsEmpty && words.Count > 1 && _drafts.FindLast(d => d.Kind == DraftKind.Person && d.Name is { } full && full.StartsWith(name.Nominative + " ", StringComparison.Ordinal)) is { Name: { } whole } first)
            (ids, name) = (first.Ids, name with { Nominative = whole });
        _drafts.Add(Spot(DraftKind.Person, start, end, rule) with { Extent = new TokenRange(from, end), Ids = ids, Office = office, Cases = cases, Gender = name.Gender, Name = name.Nominative });
    }

    // "Кошта", "Сочеата": a name as the reference spells it has no suffix, and of persons nobody says "in" them.
    private Cases PersonCase(int last, ImmutableArray<string> ids)
    {
        var cases = syntax.CaseOf[last];
        if (ids.Any(id => pack.Reference.Persons[id].Names.TryGetValue("kk", out var known) && TextNormalizer.Fold(known).Split(' ')[^1] == _tokens[last].Fold))
            return Cases.Nominative;
        return cases == Cases.Locative && _tokens[last].Fold[^2..] is "да" or "де" or "та" or "те" ? Cases.Nominative : cases;
    }

    private int Person(int i, int limit)
    {
        var end = PersonEnd(i, limit, afterOffice: false);
        if (end == i && (end = NamedBefore(i, limit)) == i)
            return i;
        AddPerson(i, end, i, null, Match(i, limit) is { } match && match.Tokens.End == end ? "reference" : "name");
        return end;
    }

    // "Фрэнсис Фонсека": whom an office has brought in, told again by the same name or the last word of it.
    private int NamedBefore(int i, int limit)
    {
        if (!IsNameShape(_tokens[i]) || _tokens[i].Text.Length < 3)
            return i;
        foreach (var known in _drafts)
        {
            if (known is not { Kind: DraftKind.Person, Name: { } name, Office: not null } || name.IndexOf(' ', StringComparison.Ordinal) < 0)
                continue;
            var words = name.Split(' ');
            for (var from = 0; from < words.Length; from += Math.Max(1, words.Length - 1))
            {
                var length = words.Length - from;
                if (i + length > limit || (from > 0 && (words[from].Length < 4 || KazakhMorphology.IsCommon(_tokens[i]) || Match(i, limit) is not null)))
                    continue;
                var isSame = true;
                for (var w = 0; w < length && isSame; w++)
                    isSame = w + 1 < length ? _tokens[i + w].Text == words[from + w] : _tokens[i + w].Text == words[^1] || (_tokens[i + w].IsCapitalized && KazakhMorphology.WithoutCase(_tokens[i + w].Text) == words[^1]);
                if (isSame && !(from > 0 && i + 1 < limit && IsNameWord(i + 1, limit)))
                    return i + length;
            }
        }

        return i;
    }

    private int PersonEnd(int i, int limit, bool afterOffice)
    {
        if (i >= limit || !_tokens[i].IsCapitalized)
            return i;
        if (Match(i, limit) is { } match && Pick(match, GazetteerKind.Person) is not null)
            return match.Tokens.End;
        // "Е.Көшербаев"
        if (_tokens[i].Text.Length == 1 && i + 2 < limit && _tokens[i + 1].Is('.') && _tokens[i + 2].IsCapitalized && _tokens[i + 2].Text.Length > 2)
            return i + 3 < limit && IsNameWord(i + 3, limit) && _drafts.Exists(d => d.Kind == DraftKind.Person && d.Name is { } full && full.EndsWith(_tokens[i + 2].Text + " " + KazakhMorphology.WithoutCase(_tokens[i + 3].Text), StringComparison.Ordinal)) ? i + 4 : i + 3;
        var at = i;
        // "Мұхаммед бен Зайед Әл Нахаян", "Тун Мали": a particle inside, a word that names a state too.
        if (afterOffice && i + 1 < limit && IsNameShape(_tokens[i]) && IsNameWord(i + 1, limit) && !IsNameWord(i, limit) && (syntax.CaseOf[i] & Cases.Nominative) != 0
            && !pack.Actors.Offices.TryMatch(_tokens, i, limit, out _, out _) && Match(i, limit) is { Tokens.Length: 1 } namesake && Pick(namesake, GazetteerKind.State) is not null)
            return i + 2;
        // "У Вон Сик", "И Чже Мён": surnames of one letter, without the dot of an initial.
        if (afterOffice && _tokens[i].Text.Length == 1 && i + 1 < limit && _tokens[i].Text[0] is 'У' or 'И' or 'О' or 'Э' or 'Ю' or 'Ё' && IsNameWord(i + 1, limit))
            at++;
        while (at < limit && at < i + 6 && (IsNameWord(at, limit) || IsParticle(i, at, limit)) && !(at > i && Match(at, limit) is { } town && Pick(town, GazetteerKind.Place) is not null && (syntax.CaseOf[at] & Cases.Nominative) == 0) && (at == i || _tokens[at - 1].Span.End + 1 == _tokens[at].Span.Start))
        {
            // "Тоқаев Режеп Тайип Ердоғанмен": the next one's name.
            if (at > i && Match(at, limit) is { Tokens.Length: > 1 } second && Pick(second, GazetteerKind.Person) is not null)
                break;
            // "Шамбху Кумаран Дели Филиппинге": a government by its capital.
            if (at - i >= 2 && Match(at, limit) is { Tokens.Length: 1 } capital && capital.Entries.Any(e => e.Kind == GazetteerKind.Place && tables.Capitals.ContainsKey(e.Id)))
                break;
            // "Стефан Дюжаррик Нуку-Алофадағы әуежай": what is somewhere.
            if (at > i && _tokens[at].Fold.Length > 6 && _tokens[at].Fold[^4..] is "дағы" or "дегі" or "тағы" or "тегі")
                break;
            at++;
            // "Асан Дарбаев Ұлы Жібек жолы": a common word begins something else.
            if (at - i >= 2 && at < limit && _tokens[at].IsCapitalized && KazakhMorphology.IsCommon(_tokens[at]) && !pack.Names.IsGivenName(_tokens[at].Text))
                break;
            // Only the last word of a name takes a case.
            if (_tokens[at - 1].IsCapitalized && (KazakhMorphology.CaseOf(_tokens[at - 1]) & Cases.Nominative) == 0 && !pack.Names.IsGivenName(_tokens[at - 1].Text))
                break;
            // "… Рамахи Жамбыл облысында": the next word is of a place.
            if (at + 1 < limit && pack.Actors.PlaceHeads.TryMatch(_tokens, at + 1, limit, out _, out _) && KazakhMorphology.IsPossessed(_tokens[at + 1]) && at - i >= 2)
                break;
        }

        if (at - i >= 2 && (afterOffice || pack.Names.IsGivenName(_tokens[i].Text)))
            return at;
        if (afterOffice && at == i + 1 && _tokens[i].Text.Length > 3 && !(i > 0 && _tokens[i - 1].HasBase("өкіл")) && OrganisationEnd(i, limit, out _, out _) == i && !pack.Actors.Offices.TryMatch(_tokens, at, limit, out _, out _) && !(Match(i, limit) is { } known && Pick(known, GazetteerKind.Place) is not null))
            return at;
        // "студенті Мадина Әбдірайым": who is of some calling and is named after it.
        if (!afterOffice && at - i == 2 && i > 0 && _tokens[i - 1].IsWord && !_tokens[i - 1].IsCapitalized && IsCalling(_tokens[i - 1]) && !(Match(i, limit) is { } other && Pick(other, GazetteerKind.Place) is not null))
            return at;
        return i;
    }

    private static bool IsCalling(Token token) => token.Fold.Length > 4 && (token.Fold.EndsWith("шысы", StringComparison.Ordinal) || token.Fold.EndsWith("шісі", StringComparison.Ordinal) || token.Fold.EndsWith("шы", StringComparison.Ordinal) || token.Fold.EndsWith("ші", StringComparison.Ordinal)
        || token.Fold is "студенті" or "тұрғыны" or "археолог" or "ғалым" or "ғалымы" or "маман" or "маманы" or "инженері" or "дәрігері" or "дәрігер" or "мұғалімі" or "профессор" or "профессоры" or "аналитик" or "сарбаз" or "режиссер" or "журналист" or "дипломат" or "саясаттанушы" or "экономист");

    // "әл-Бурхан": a name whose article stands small before it.
    private bool IsWithArticle(int first, int at) => at > first && _tokens[at].Text is { Length: > 5 } word && word.IndexOf('-', StringComparison.Ordinal) is 2 or 3 && word[..word.IndexOf('-', StringComparison.Ordinal)] is "әл" or "аль" or "эль" or "ас" or "ан" or "аш" or "ад" or "ар" or "әс" or "әр" or "ат" or "аз" or "әш" or "ән" or "әд" or "әт" or "әз" && char.IsUpper(word[word.IndexOf('-', StringComparison.Ordinal) + 1]);

    // "бен" is "and" after з and ж only.
    private bool IsParticle(int first, int at, int limit) => IsWithArticle(first, at) || at > first && at + 1 < limit && _tokens[at + 1].IsCapitalized
        && (_tokens[at].Fold is "бин" or "ибн" or "бинт" or "әл" or "аль" or "эль" or "ван" or "фон" or "де" or "да" or "дер" or "ас" or "ад" || (_tokens[at].Fold == "бен" && _tokens[at - 1].Fold[^1] is not ('з' or 'ж')));

    private static bool IsNameShape(Token token) => token.IsCapitalized && token.Text.Length > 1 && !token.Text.Any(char.IsDigit) && !token.HasBase("үкімет") && !token.HasBase("парламент") && !token.HasBase("сенат") && !token.HasBase("мәжіліс") && !(token.Text.Skip(1).Any(char.IsUpper) && !token.Text.Contains('-', StringComparison.Ordinal));

    private bool IsNameWord(int i, int limit)
    {
        var token = _tokens[i];
        if (!IsNameShape(token))
            return false;
        if (Match(i, limit) is { } match && (Pick(match, GazetteerKind.State, GazetteerKind.Organisation) is not null || (Pick(match, GazetteerKind.Office) is not null && !pack.Names.IsGivenName(token.Text))))
            return false;
        // "Сұлтан Ахмед": a title that is a given name too.
        return (!pack.Actors.Offices.TryMatch(_tokens, i, limit, out _, out _) || pack.Names.IsGivenName(token.Text)) && !token.Readings.Any(r => pack.Actors.OrganisationHeads.ContainsKey(r.Base)) && pack.Time.ValueOf(TimeSlot.Month, token) is null;
    }

    // ---- what the reference knows

    private int Known(int i, int limit)
    {
        if (Match(i, limit) is not { } match || Pick(match, GazetteerKind.Person, GazetteerKind.State, GazetteerKind.Organisation, GazetteerKind.Place, GazetteerKind.PersonShort) is not { } entry)
            return i;
        var end = match.Tokens.End;
        ImmutableArray<string> Ids(GazetteerKind kind) => [.. match.Entries.Where(e => e.Kind == kind).Select(e => e.Id).Distinct()];
        switch (entry.Kind)
        {
            case GazetteerKind.State:
                _drafts.Add(Spot(DraftKind.State, i, end, entry.IsWeak ? "reference-weak" : "reference") with { Ids = Ids(GazetteerKind.State), Numbers = Numbers.Any });
                return end;
            case GazetteerKind.Organisation:
                _drafts.Add(Spot(DraftKind.Organisation, i, end, "reference") with { Ids = [entry.Id] });
                return end;
            case GazetteerKind.Place when StateBehind(Ids(GazetteerKind.Place), i, end, limit) is { } government:
                _drafts.Add(Spot(DraftKind.State, i, end, "capital") with { Ids = [government], Form = MentionForm.Description });
                return end;
            // "Балықшылар" are fishermen; "Еуропа инвесторлары", "Азияның үлесі": a part of the world by which other things are named.
            // "Теңіз қарақшылығы": the sea, at the head of a sentence; "(ПО)" is an abbreviation.
            case GazetteerKind.Place when end == i + 1 && _tokens[i].Fold == "теңіз" && (i == text.SentenceOf(i).Tokens.Start || _tokens[i - 1].Text is "«" or "“"):
            case GazetteerKind.Place when end == i + 1 && _tokens[i].Text.Length is 2 or 3 && _tokens[i].Text.All(char.IsUpper) && i > 0 && _tokens[i - 1].Is('('):
            case GazetteerKind.Place when end == i + 1 && _tokens[i].Readings.Any(r => r.Numbers == Numbers.Plural):
            case GazetteerKind.Place when pack.Reference.Places[entry.Id].Kind == "macroregion" && end < limit && !_tokens[end].IsCapitalized && _tokens[end].IsWord && !pack.Actors.PlaceHeads.TryMatch(_tokens, end, limit, out _, out _)
                && !_tokens[end].HasBase("құрлық") && !_tokens[end].HasBase("өңір") && (syntax.CaseOf[end - 1] & (Cases.Nominative | Cases.Genitive)) != 0 && KazakhMorphology.IsPossessed(_tokens[end]):
                return end;
            case GazetteerKind.Place:
                _drafts.Add(Spot(DraftKind.Place, i, end, ActorResolver.TownRule) with { Ids = Ids(GazetteerKind.Place) });
                return end;
            case GazetteerKind.Person:
                return Person(i, limit);
            default:
                _drafts.Add(Spot(DraftKind.Person, i, end, "surname") with { Ids = Ids(GazetteerKind.PersonShort) });
                return end;
        }
    }

    // "Пномпень айыптады", "Токионың несие беретінін": the government; "Токиода", "Астана – Алматы", "Астана әуежайы": the town.
    private string? StateBehind(ImmutableArray<string> places, int i, int end, int limit)
    {
        var state = places.Select(p => tables.Capitals.GetValueOrDefault(p)).FirstOrDefault(s => s is not null);
        if (state is null || end >= limit || (i > 0 && _tokens[i - 1].Text is "–" or "—" or "-" or "/") || (i > 1 && _tokens[i - 1].Is(',') && _tokens[i - 2].IsCapitalized) || _tokens[end].Text is "–" or "—" or "-" or "." or "," or ":" or "(" or "/")
            return null;
        var cases = syntax.CaseOf[end - 1];
        var next = _tokens[end];
        if ((cases & Cases.Nominative) != 0)
            return next.Fold is "мен" or "бен" or "пен" or "және" or "атындағы" or "маңында" || (i > 0 && _tokens[i - 1].Fold is "мен" or "бен" or "пен" or "және") || (next.IsCapitalized && (syntax.CaseOf[end] & Cases.Nominative) != 0 && !(Match(end, limit) is { } other && Pick(other, GazetteerKind.State) is not null)) || (KazakhMorphology.IsPossessed(next) && KazakhMorphology.IsCommon(next) && !IsOfGovernment(next)) ? null : HasPredicate(end, limit) ? state : null;
        if ((cases & Cases.Genitive) != 0)
            return Enumerable.Range(end, Math.Min(limit, end + 4) - end).Any(t => IsOfGovernment(_tokens[t])) || Enumerable.Range(end, limit - end).Any(t => IsContent(_tokens[t])) ? state : null;
        if ((cases & Cases.Dative) != 0 && _tokens[end - 1].Fold[^2..] is "ға" or "ге" or "қа" or "ке" && _tokens[end - 1].Sentence == _tokens[i].Sentence && IsDealtWith(end, limit))
            return state;
        // "Кабулды жобаға тартты", "Тегеранды айыптады": towns are seen, struck and left, governments everything else.
        if ((cases & Cases.Accusative) != 0)
            return Enumerable.Range(end, Math.Min(limit, end + 6) - end).Any(t => IsDoneToTowns(_tokens[t].Fold)) ? null : HasPredicate(end, limit) ? state : null;
        return null;
    }

    private static readonly string[] DoneToTowns = ["арала", "тамашала", "көр", "таста", "басып", "атқыла", "бомбала", "шабуылда", "қорша", "босат", "салу", "безендір", "ал", "қайта", "құр"];

    private static bool IsDoneToTowns(string fold) => DoneToTowns.Any(stem => fold == stem || KazakhVerb.Match(fold, stem) is not null);

    private bool HasPredicate(int from, int limit)
    {
        for (var t = from; t < limit; t++)
        {
            if (_tokens[t].Readings.Any(r => r.Class == WordClass.Verb || r is { Class: WordClass.Participle, IsShort: true }) || _tokens[t].Fold is "жатыр" or "отыр" or "тұр" or "жүр")
                return true;
        }

        return false;
    }

    // "Хельсинкиге қолдауы үшін алғыс білдірді", "Тегеранға нота жолдады": what one does to governments, and no way there.
    private bool IsDealtWith(int from, int limit)
    {
        var isDealt = false;
        for (var t = from; t < Math.Min(limit, from + 12); t++)
        {
            if (_tokens[t].Fold.StartsWith("сапар", StringComparison.Ordinal) || KazakhVerb.Match(_tokens[t].Fold, "бар") is not null || KazakhVerb.Match(_tokens[t].Fold, "кел") is not null || KazakhVerb.Match(_tokens[t].Fold, "ұш") is not null || KazakhVerb.Match(_tokens[t].Fold, "жет") is not null || KazakhVerb.Match(_tokens[t].Fold, "аттан") is not null)
                return false;
            isDealt |= _tokens[t].HasBase("алғыс") || _tokens[t].HasBase("ризашылық") || _tokens[t].Fold is "рақмет" or "рахмет" || _tokens[t].HasBase("нота") || _tokens[t].HasBase("талап") || _tokens[t].HasBase("ескерту") || _tokens[t].HasBase("айып") || _tokens[t].HasBase("кінә") || _tokens[t].HasBase("санкция") || _tokens[t].HasBase("қысым") || _tokens[t].HasBase("наразылық") || _tokens[t].HasBase("несие") || _tokens[t].HasBase("қару");
        }

        return isDealt;
    }

    private static bool IsContent(Token token) => token.Fold.Length > 6 && (token.Fold.EndsWith("тынын", StringComparison.Ordinal) || token.Fold.EndsWith("тінін", StringComparison.Ordinal) || token.Fold.EndsWith("ғанын", StringComparison.Ordinal) || token.Fold.EndsWith("генін", StringComparison.Ordinal) || token.Fold.EndsWith("қанын", StringComparison.Ordinal) || token.Fold.EndsWith("кенін", StringComparison.Ordinal) || token.Fold is "екенін");

    private static bool IsOfGovernment(Token token) => token.HasBase("ұстаным") || token.HasBase("шешім") || token.HasBase("талап") || token.HasBase("саясат") || token.HasBase("билік") || token.HasBase("тарап") || token.HasBase("жауап") || token.HasBase("айыптау") || token.HasBase("бағдарлама") || token.HasBase("ұсыныс") || token.HasBase("мәлімдеме") || token.HasBase("үкімет") || token.HasBase("мүдде") || token.HasBase("қолдау") || token.HasBase("бастама");

    // ---- organisations

    // "Қазақстанның Мысырдағы елшілігі": whose it is and where; the officers that follow are of that state.
    private int Embassy(int i, int limit)
    {
        if (Match(i, limit) is not { } sender || Pick(sender, GazetteerKind.State) is not { } state || (syntax.CaseOf[sender.Tokens.End - 1] & Cases.Genitive) == 0
            || Match(sender.Tokens.End, limit) is not { } seat || Pick(seat, GazetteerKind.State, GazetteerKind.Place) is not { } where || (syntax.CaseOf[seat.Tokens.End - 1] & Cases.Locative) == 0)
            return i;
        var head = seat.Tokens.End;
        while (head < Math.Min(limit, seat.Tokens.End + 2) && _tokens[head].Fold is "бас" or "тұрақты" or "құрметті")
            head++;
        if (head >= limit || !IsHead(head, out var kind) || kind != "embassy")
            return i;
        _drafts.Add(Spot(DraftKind.State, i, sender.Tokens.End, "reference") with { Ids = [state.Id], Cases = Cases.Genitive, IsNested = true });
        _drafts.Add(Spot(where.Kind == GazetteerKind.Place ? DraftKind.Place : DraftKind.State, sender.Tokens.End, seat.Tokens.End, "reference") with { Ids = [where.Id], IsNested = true });
        AddOrganisation(i, head + 1, kind, state.Id, nested: false);
        _embassyOf = state.Id;
        return head + 1;
    }

    // "Қазақстан – Польша үкіметаралық комиссиясы": the states, a dash or "мен" between them, the words of a field, the head.
    private int BodyOfTwo(int i, int limit)
    {
        if (_tokens[i].IsCapitalized && PeoplePair(i) is { } pair)
        {
            for (var t = i + 1; t < Math.Min(limit, i + 8) && _tokens[t].IsWord && !_tokens[t].IsCapitalized && !KazakhSyntax.IsFinite(_tokens[t]); t++)
            {
                if (!IsHead(t, out var sort) || sort is not ("commission" or "council" or "committee" or "university" or "association" or "fund" or "bank"))
                    continue;
                _drafts.Add(Spot(DraftKind.State, i, i + 1, "compound-adjective") with { Ids = [pair.One, pair.Two], Form = MentionForm.Description, Numbers = Numbers.Plural, IsNested = true, Cases = Cases.None });
                AddOrganisation(i, t + 1, sort, null, nested: false);
                return t + 1;
            }

            return i;
        }

        if (Match(i, limit) is not { } one || Pick(one, GazetteerKind.State) is not { } first || one.Tokens.End + 1 >= limit)
            return i;
        var joint = one.Tokens.End;
        if (!(_tokens[joint].Text is "–" or "—" or "-" || _tokens[joint].Fold is "мен" or "бен" or "пен") || Match(joint + 1, limit) is not { } two || Pick(two, GazetteerKind.State) is not { } second || (syntax.CaseOf[two.Tokens.End - 1] & Cases.Nominative) == 0)
            return i;
        for (var t = two.Tokens.End; t < Math.Min(limit, two.Tokens.End + 9) && _tokens[t].IsWord; t++)
        {
            if (IsHead(t, out var kind))
            {
                if (kind is not ("commission" or "council" or "committee") || (_tokens[joint].IsWord && t > two.Tokens.End + 2))
                    return i;
                _drafts.Add(Spot(DraftKind.State, i, joint, "reference") with { Ids = [first.Id], Cases = Cases.None, IsNested = true });
                _drafts.Add(Spot(DraftKind.State, joint + 1, two.Tokens.End, "reference") with { Ids = [second.Id], Cases = Cases.None, IsNested = true });
                AddOrganisation(i, t + 1, kind, null, nested: false);
                return t + 1;
            }

            if (_tokens[t].IsCapitalized || KazakhSyntax.IsFinite(_tokens[t]))
                return i;
        }

        return i;
    }

    // Words in Latin letters are brands and bodies; no list is needed.
    private int LatinEnd(int i, int limit)
    {
        var end = i;
        while (end < limit && _tokens[end].IsWord && _tokens[end].IsCapitalized && _tokens[end].Text.Length > 1 && _tokens[end].Text[0] is >= 'A' and <= 'Z' && !_tokens[end].Text.All(c => c is 'I' or 'V' or 'X' or 'L' or 'C') && !pack.Actors.CommonAbbreviations.Contains(_tokens[end].Text.Split('-')[0]))
            end++;
        return end;
    }

    private static bool IsCraft(Token token) => token.HasBase("кеме") || token.HasBase("танкер") || token.HasBase("ұшақ") || token.HasBase("дрон") || token.HasBase("тікұшақ") || token.HasBase("зымыран") || token.HasBase("крейсер") || token.HasBase("фрегат") || token.HasBase("эсминец") || token.HasBase("паром") || token.HasBase("корвет") || token.HasBase("жойғыш") || token.HasBase("лайнер") || token.HasBase("спутник");

    private int Latin(int i, int limit)
    {
        var end = LatinEnd(i, limit);
        // "Төтенше жағдайларды басқару агенттігі (AFAD)": the same body.
        if (end > i && i > 0 && _tokens[i - 1].Is('(') && end < limit && _tokens[end].Is(')') && _drafts.Count > 0 && _drafts[^1] is { Kind: DraftKind.Organisation } spelled && spelled.Tokens.End == i - 1)
        {
            _drafts[^1] = spelled with { Tokens = new TokenRange(spelled.Tokens.Start, end + 1), Extent = new TokenRange(spelled.Extent.Start, end + 1) };
            return end + 1;
        }

        // "El.kz": a page of news.
        if (end == i + 1 && end + 1 < limit && _tokens[end].Is('.') && _tokens[end].Span.Start == _tokens[i].Span.End && _tokens[end + 1].Span.Start == _tokens[end].Span.End && _tokens[end + 1].Text is { Length: 2 or 3 } domain && domain.All(char.IsAsciiLetterLower))
        {
            AddOrganisation(i, end + 2, "media", null, nested: false);
            return end + 2;
        }

        // "HMAS Adelaide кемесі": a vessel.
        if (end > i && end < limit && IsCraft(_tokens[end]))
            return end;
        if (end == i || text.QuotationAt(i) is { Tokens.Length: <= 6 } || Enumerable.Range(end, Math.Min(3, limit - end)).TakeWhile(t => _tokens[t].IsWord && !_tokens[t].IsCapitalized).Any(t => tables.Initiatives.At(_tokens, t, i) is not null))
            return i;
        AddOrganisation(i, end, "company", null, nested: false);
        return end;
    }

    // The words before a head: capitals at once before it, for ministries also the words of their field from a capital on.
    private int OrganisationEnd(int i, int limit, out string? sort, out string? state)
    {
        (sort, state) = (null, null);
        if (!_tokens[i].IsCapitalized || (KazakhMorphology.IsCommon(_tokens[i]) && _tokens[i].Readings[0].Class is not (WordClass.Noun or WordClass.Adjective)) || (syntax.CaseOf[i] & Cases.Locative) != 0
            || (KazakhMorphology.IsCommon(_tokens[i]) && (syntax.CaseOf[i] & Cases.Genitive) != 0)
            || (i == text.SentenceOf(i).Tokens.Start && (pack.Actors.OrganisationHeads.ContainsKey(_tokens[i].Fold) || _tokens[i].Fold is "ведомство" or "үкімет" or "билік") && (syntax.CaseOf[i] & Cases.Nominative) != 0 && i + 1 < limit && !IsHead(i + 1, out _))
            || Match(i, limit) is { } bearer && (Pick(bearer, GazetteerKind.Person) is not null || Pick(bearer, GazetteerKind.PersonShort) is not null && bearer.Tokens.End < limit && _tokens[bearer.Tokens.End].IsCapitalized && Pick(bearer, GazetteerKind.State, GazetteerKind.Organisation, GazetteerKind.Place) is null))
            return i;
        var at = i;
        if (Match(i, limit) is { } match && Pick(match, GazetteerKind.State) is { } entry && match.Tokens.End < limit)
        {
            state = entry.Id;
            at = match.Tokens.End;
            if (!_tokens[at].IsCapitalized && !IsHead(at, out _) && !IsBodyOfState(at, limit, syntax.CaseOf[at - 1]))
                return i;
            // "Өзбекстан Дүниежүзілік сауда ұйымына кіреді", "Жапония Ресейдің банкін …": a body or state of its own; "Корея компаниясы" names none.
            if (Match(at, limit) is { } own && Pick(own, GazetteerKind.State, GazetteerKind.Organisation) is not null || IsHead(at, out var bare) && bare is "company")
                return i;
        }

        for (var t = at; t < Math.Min(limit, at + 9); t++)
        {
            if (!_tokens[t].IsWord && !_tokens[t].Is(',') || _tokens[t].Readings is [{ Class: WordClass.Numeral }, ..])
                return i;
            // "Қытайдың Хубэй провинциясының орталығы" is a town, "облысы әкімдігі" a body.
            if (t > at && KazakhMorphology.IsPossessed(_tokens[t]) && pack.Actors.PlaceHeads.TryMatch(_tokens, t, limit, out _, out _) && !(t + 1 < limit && (IsHead(t + 1, out var organ) && organ is "agency" || _tokens[t + 1].Fold is "мемлекеттерінің" or "елдерінің" or "мемлекеттері" or "елдері")))
                return i;
            if (IsHead(t, out var kind) && (t > at || state is not null))
            {
                sort = kind;
                // "Қазақстан мен Вьетнам комиссиясы" is a body of both.
                if (state is not null && kind is "commission" or "council" or "committee" && i > 0 && _tokens[i - 1].Fold is "мен" or "бен" or "пен" or "және")
                    return i;
                var long_ = kind is "ministry" or "agency" or "committee" or "commission" or "council" or "university" or "centre";
                return t - at <= (long_ ? 8 : 3) ? t + 1 : i;
            }

            // "Сәуле Мыңбаева көктемде музейде": a place, a time or a means stands in no name.
            if (t > i && ((syntax.CaseOf[t] & (Cases.Locative | Cases.Instrumental)) != 0 && _tokens[t].Fold is not ("жөніндегі" or "жанындағы" or "атындағы" or "саласындағы" or "бойынша")))
                return i;
            if (KazakhSyntax.IsFinite(_tokens[t]) || (_tokens[t].IsCapitalized && t > at && !(Match(i, limit) is { } whole && whole.Tokens.End > t) && !(_tokens[t].Fold.StartsWith("америка", StringComparison.Ordinal) && _tokens[t - 1].Fold is "оңтүстік" or "латын" or "орталық" or "солтүстік") && (Match(t, limit) is { } inner && Pick(inner, GazetteerKind.State, GazetteerKind.Person) is not null)))
                return i;
        }

        return i;
    }

    // "Мысыр кәсіпкерлері қауымдастығы", "Түркия инвестициялық қоры": common words between a bare state and the head.
    private bool IsBodyOfState(int at, int limit, Cases state)
    {
        for (var t = at; (state & Cases.Nominative) != 0 && t < Math.Min(limit, at + 4) && _tokens[t].IsWord && !_tokens[t].IsCapitalized && !KazakhSyntax.IsFinite(_tokens[t]); t++)
        {
            if (IsHead(t, out var kind))
                return kind is "association" or "fund" or "bank" or "university" or "agency";
            if ((syntax.CaseOf[t] & Cases.Nominative) == 0 && !KazakhMorphology.IsPossessed(_tokens[t]))
                return false;
        }

        return false;
    }

    private bool IsHead(int t, out string? kind)
    {
        kind = null;
        foreach (var reading in _tokens[t].Readings)
        {
            // A head stands in the possessive: "министрлігі", "агенттігі"; "Үкіметаралық комиссия" needs none.
            if (reading.Base != _tokens[t].Fold && reading.Numbers != Numbers.Plural && (KazakhMorphology.IsPossessed(_tokens[t]) || reading.Base == "комиссия") && pack.Actors.OrganisationHeads.TryGetValue(reading.Base, out kind))
                return true;
        }

        return false;
    }

    private int Organisation(int i, int limit)
    {
        if (Match(i, limit) is { } known && Pick(known, GazetteerKind.Organisation) is not null)
            return i;
        // "Министрлік … ескертті", "Компания … салады": the body named last.
        if (i == text.SentenceOf(i).Tokens.Start && i + 1 < limit && _tokens[i + 1].IsWord && (!_tokens[i + 1].IsCapitalized || Match(i + 1, limit) is { } site && Pick(site, GazetteerKind.Place) is not null) && !KazakhMorphology.IsPossessed(_tokens[i + 1]) && _tokens[i].Readings.Any(r => r.Base == _tokens[i].Fold) && LastBody(_tokens[i]) is >= 0 and var last && _drafts[last] is var body)
        {
            _drafts.Add(Spot(DraftKind.Organisation, i, i + 1, body.Rule) with { Ids = body.Ids, Name = body.Name, Sort = body.Sort, Office = body.Office, Form = MentionForm.Description, Cases = Cases.Nominative });
            return i + 1;
        }

        var end = OrganisationEnd(i, limit, out var sort, out var state);
        // "Әуе компаниясы", at the head of a sentence, is any company; "Құрмет консулдығы": of whom and where must be told.
        if (end == i || (sort == "company" && end == i + 2 && i == text.SentenceOf(i).Tokens.Start && (_tokens[i].Fold is "әуе" or "құрылыс" or "сауда" or "мұнай" or "көлік" || KazakhMorphology.IsCommon(_tokens[i]))) || (sort == "embassy" && state is null && !Enumerable.Range(i, end - i).Any(t => Match(t, end) is not null)))
            return i;
        // "БҰҰ-ның Босқындар ісі жөніндегі басқармасы": one body by both names.
        if (_drafts.Count > 0 && _drafts[^1] is { Kind: DraftKind.Organisation, IsNested: false, Ids: [var parent] } whole && whole.Tokens.End == i && (whole.Cases & Cases.Genitive) != 0 && sort is not "company"
            && pack.Reference.Organisations.TryGetValue(parent, out var row) && row.Kind is "igo" or "format")
        {
            _drafts.RemoveAt(_drafts.Count - 1);
            AddOrganisation(whole.Tokens.Start, end, sort!, state, nested: false);
            return end;
        }

        AddOrganisation(i, end, sort!, state, nested: false);
        return end;
    }

    private void AddOrganisation(int start, int end, string sort, string? state, bool nested)
    {
        // "FlyEgypt әуе компаниясы": the brand is the name.
        var last = LatinEnd(start, end) is var brand && brand > start && !_tokens[brand..end].Any(t => t.IsCapitalized) ? brand : end;
        var words = _tokens[start..last].Where(t => t.IsWord || t.Is(',')).Select(t => t.Text).ToList();
        if (sort == "ministry" && end - start > 1)
            state ??= LastState(start) ?? (IsFromAbroad() ? StateSpokenOf(start) : pack.HomeState);
        _drafts.Add(Spot(DraftKind.Organisation, start, end, $"organisations:{sort}") with
        {
            Name = pack.Names.Phrase(words),
            Sort = sort,
            IsNested = nested,
            Office = state is null ? null : new OfficeDraft("", null, new TokenRange(start, end), state, -1, 0),
        });
    }

    private bool? _isFromAbroad;

    // News that names other states and nothing of one's own: its ministries are of the state spoken of.
    private bool IsFromAbroad() => _isFromAbroad ??= !_tokens.Any(t => t.Fold.StartsWith("қазақ", StringComparison.Ordinal) || t.Fold.StartsWith("еліміз", StringComparison.Ordinal) || t.Fold is "ақорда" or "қр" or "тоқаев" || (t.IsCapitalized && (t.HasBase("астана") || t.HasBase("алматы"))))
        && Enumerable.Range(0, _tokens.Length).Any(t => Match(t, _tokens.Length) is { } match && Pick(match, GazetteerKind.State) is not null);

    // The state that acts in the sentence or in one before it.
    private string? StateSpokenOf(int start)
    {
        for (var index = text.SentenceOf(start).Index; index >= 0; index--)
        {
            var sentence = text.Sentences[index].Tokens;
            if (_drafts.Find(d => sentence.Contains(d.Tokens.Start) && d.Tokens.Start < start && (d is { Kind: DraftKind.State, Ids.Length: 1, IsNested: false } or { Office.State: not null })) is { } draft)
                return draft.Office?.State ?? draft.Ids[0];
        }

        return null;
    }

    // "Түркияның Төтенше жағдайлар министрлігі": the state whose genitive stands right before.
    private string? LastState(int start) => _drafts.Count > 0 && _drafts[^1] is { Kind: DraftKind.State, Ids: [var state] } last && last.Tokens.End == start && (last.Cases & Cases.Genitive) != 0 ? state : null;

    // «Дархан Астық» серіктестігі
    private int Quoted(int i, int limit)
    {
        if (_tokens[i].IsWord || text.Quotations.FirstOrDefault(q => q.Tokens.Start == i + 1) is not { IsClosed: true } quotation || quotation.Tokens.Length > 6 || quotation.Tokens.End + 1 >= limit)
            return i;
        var head = quotation.Tokens.End + 1;
        // "«БраМос» зымырандарының екінші партиясы" is a batch.
        while (head < Math.Min(limit, quotation.Tokens.End + 3) && !IsHead(head, out _) && (syntax.CaseOf[head] & Cases.Genitive) == 0)
            head++;
        if (head >= limit || !IsHead(head, out var kind))
            return i;
        var known = Match(i + 1, quotation.Tokens.End) is { } match && match.Tokens.End == quotation.Tokens.End ? Pick(match, GazetteerKind.Organisation) : null;
        var inside = quotation.Inner.In(text.Text);
        _drafts.Add(Spot(DraftKind.Organisation, i, head + 1, known is null ? $"organisations:{kind}" : "reference") with { Ids = known is { } k ? [k.Id] : [], Name = inside, Sort = kind });
        return head + 1;
    }

    // ---- places

    private int Place(int i, int limit)
    {
        if (!_tokens[i].IsCapitalized || _tokens[i].Text[0] <= 'z' || KazakhMorphology.IsCommon(_tokens[i]) || Match(i, limit) is { } match && Pick(match, GazetteerKind.Person, GazetteerKind.PersonShort, GazetteerKind.State, GazetteerKind.Organisation) is not null)
            return i;
        var known = Match(i, limit) is { } town ? Pick(town, GazetteerKind.Place) : null;
        var at = known is not null ? Match(i, limit)!.Value.Tokens.End : i + 1;
        while (at < Math.Min(limit, i + 5) && _tokens[at].IsWord)
        {
            // "Путин Украина қалаларына": neither a state nor several towns are one town's name.
            if (at > i && Match(at, limit) is { } inner && Pick(inner, GazetteerKind.State) is not null)
                return i;
            if (pack.Actors.PlaceHeads.TryMatch(_tokens, at, limit, out var end, out var head) && !KazakhMorphology.IsPlural(_tokens[end - 1]) && KazakhMorphology.IsPossessed(_tokens[end - 1]))
            {
                // "Астана қаласында" is the city itself; "Таллин портының" is a place of its own.
                var isSame = known is not null && (head.Kind is "city" || (head.Kind == "region" && pack.Reference.Places[known.Value.Id].Kind is "region" or "state" or "province")) && Match(i, limit)!.Value.Tokens.End == at;
                _drafts.Add(Spot(DraftKind.Place, i, end, isSame ? "reference" : "place-head") with { Ids = isSame ? [known!.Value.Id] : [], Name = head.Kind == "city" ? string.Join(' ', _tokens[i..at].Where(t => t.IsWord).Select(t => t.Text)) : pack.Names.Phrase([.. _tokens[i..end].Where(t => t.IsWord).Select(t => t.Text)]), Sort = head.Kind });
                return end;
            }

            // Names and adjectives stand before the head, nothing in an oblique case.
            if ((!_tokens[at].IsCapitalized && _tokens[at].Fold is not ("бибі" or "ата" or "әулие" or "баба" or "ана" or "хан" or "батыр" or "би") && !_tokens[at].Readings.Any(r => r is { Class: WordClass.Adjective, IsGuessed: false }) && _tokens[at].Fold[^1] is not ('и' or 'қ' or 'к')) || (syntax.CaseOf[at] & Cases.Nominative) == 0)
                break;
            at++;
        }

        return i;
    }

    // A capital in the locative, dative or ablative that no list knows.
    private int UnknownPlace(int i, int limit)
    {
        if (!_tokens[i].IsCapitalized || !(i > 0 && (_tokens[i - 1].IsWord || _tokens[i - 1].Is(','))) || KazakhMorphology.IsCommon(_tokens[i]) || i == text.SentenceOf(i).Tokens.Start || text.IsInTitle(i) || _tokens[i].Text.Length < 5 || _tokens[i].Text.Skip(1).Any(char.IsUpper)
            || ((syntax.CaseOf[i] & (Cases.Locative | Cases.Dative)) == 0 && _tokens[i].Fold[^4..] is not ("дағы" or "дегі" or "тағы" or "тегі")) || pack.Names.IsGivenName(_tokens[i].Text) || pack.Time.ValueOf(TimeSlot.Month, _tokens[i]) is not null || (i + 1 < limit && _tokens[i + 1].IsCapitalized)
            || pack.Actors.Offices.TryMatch(_tokens, i, limit, out _, out _) || _tokens[i].Readings.Any(r => pack.Actors.OrganisationHeads.ContainsKey(r.Base)) || _tokens[i].HasBase("үкімет"))
            return i;
        _drafts.Add(Spot(DraftKind.Place, i, i + 1, _tokens[i].Fold[^2..] is "да" or "де" or "та" or "те" || _tokens[i].Fold[^4..] is "дағы" or "дегі" or "тағы" or "тегі" ? "place-locative" : "place-case") with { Name = KazakhMorphology.WithoutCase(_tokens[i].Text), Sort = "city" });
        return i + 1;
    }

    private (string One, string Two)? PeoplePair(int i) => _tokens[i].Fold.IndexOf('-', StringComparison.Ordinal) is > 0 and var hyphen
        && StateOf(_tokens[i].Fold[..hyphen]) is { } one && StateOf(_tokens[i].Fold[(hyphen + 1)..]) is { } two ? (one, two) : null;

    private string? StateOf(string fold) => tables.StateOf(fold) ?? (tables.States.TryGetValue(fold, out var state) ? state : null);

    // "моңғол тарапына", "түрік жұртына": the people of a state for the state; "қазақ-поляк" means both.
    private int People(int i, int limit)
    {
        if (PeoplePair(i) is { } pair)
        {
            _drafts.Add(Spot(DraftKind.State, i, i + 1, "compound-adjective") with { Ids = [pair.One, pair.Two], Form = MentionForm.Description, Numbers = Numbers.Plural, IsNested = true, Cases = Cases.None });
            return i + 1;
        }

        if (i + 1 >= limit || !(_tokens[i + 1].HasBase("тарап") || _tokens[i + 1].HasBase("басшылық") || _tokens[i + 1].HasBase("жұрт") || _tokens[i + 1].HasBase("халық") || _tokens[i + 1].HasBase("билік") || _tokens[i + 1].HasBase("үкімет") || _tokens[i + 1].HasBase("ел") || _tokens[i + 1].HasBase("жағы") || _tokens[i + 1].HasBase("жақ") || _tokens[i + 1].HasBase("делегация") || _tokens[i + 1].HasBase("жасақ") || _tokens[i + 1].HasBase("әскер") || _tokens[i + 1].HasBase("армия") || _tokens[i + 1].HasBase("полиция") || _tokens[i + 1].HasBase("сарбаз") || _tokens[i + 1].HasBase("шекарашы") || _tokens[i + 1].HasBase("дипломатия")) || tables.StateOf(_tokens[i].Fold) is not { } state)
            return i;
        _drafts.Add(Spot(DraftKind.State, i, i + 2, "people-side") with { Ids = [state], Form = MentionForm.Description });
        return i + 2;
    }
}
