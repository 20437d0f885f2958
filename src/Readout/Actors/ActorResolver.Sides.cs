using Readout.Morphology;
using Readout.Places;
using Readout.Reference;
using Readout.Text;

namespace Readout.Actors;

// Who is at home, who meets, and where what no list holds lies.
internal sealed partial class ActorResolver
{
    // A town or region that no list holds lies in the state named beside it, else at home.
    private void CountriesOfUnknownPlaces()
    {
        for (var p = 0; p < _places.Count; p++)
        {
            if (_places[p] is not { Ref: null, Country: null, Kind: "region" or "city" or "residence" or "river" or "lake" or "mountain" or "island" or "crossing" or "port" or "airport" or "site" or "venue" } place)
                continue;
            var mention = _placeMentions.First(m => m.Place == p);
            var sentence = _text.SentenceOf(mention.Tokens.Start).Tokens;
            if ((_pack.Language == "kk" || place.Kind == "region" && _pack.Language == "ru") && _pack.Namesakes.Of(place.Names.GetValueOrDefault(_pack.Language, "")) is { Country: { } country })
            {
                _places[p] = place with { Country = country };
                continue;
            }

            // "соболезнования в связи с пожаром в провинции Ахмади": where the other side is.
            if (_pack.Language == "ru" && _sides.Length == 2 && _tokens[sentence.Start..sentence.End].Any(t => t.HasBase("соболезнование")) && _sides.Select(a => _actors[a].Country).Where(c => c is not null && c != _home).ToArray() is [{ } mourning])
            {
                _places[p] = place with { Country = mourning };
                continue;
            }

            // "Поти порты" is where Poti is.
            if (_pack.Language == "kk" && _pack.Gazetteer.MatchAt(_tokens, mention.Tokens.Start, mention.Tokens.End) is { } town && town.Entries.FirstOrDefault(e => e.Kind == Reference.GazetteerKind.Place) is { Id: { } townId } && _pack.Reference.Places[townId].Country is { } land)
            {
                _places[p] = place with { Country = land };
                continue;
            }

            var states = _drafts.Where(d => d.Kind == DraftKind.State && d.Form == MentionForm.Name && sentence.Contains(d.Tokens.Start) && d.Ids.Length == 1).Select(d => d.Ids[0]).Distinct().ToArray();
            // "филиппинские катера у острова Палаван"
            if (states.Length == 0 && _pack.Language == "ru")
                states = [.. _drafts.Where(d => d.Kind == DraftKind.State && sentence.Contains(d.Tokens.Start) && d.Ids.Length == 1).Select(d => d.Ids[0]).Distinct()];
            var near = _placeMentions.Where(m => m.Place != p && sentence.Contains(m.Tokens.Start)).Select(m => _places[m.Place].Country).OfType<string>().Distinct().ToArray();
            // "在土耳其的阿达纳…在哈塔伊省": Chinese names the state right before a place, or where the sentence has gone to.
            if (_pack.Language == "zh" && (_drafts.LastOrDefault(d => d.Kind == DraftKind.State && d.Ids.Length == 1 && (d.Tokens.End == mention.Tokens.Start || mention.Tokens.Contains(d.Tokens)))?.Ids[0] ?? (near.Length == 1 ? near[0] : null)) is { } beside)
            {
                _places[p] = place with { Country = beside };
                continue;
            }

            // "Делегация Кении прибыла в Маскат и осмотрела порт Сохар"
            if (_pack.Language == "ru" && near.Length == 1 && _placeMentions.Exists(m => m.Place != p && m.Tokens.Start < mention.Tokens.Start && sentence.Contains(m.Tokens.Start) && _places[m.Place].Kind == "city" && _syntax.PrepositionOf[m.Tokens.Start] is "в" or "во"))
            {
                _places[p] = place with { Country = near[0] };
                continue;
            }

            // "匈牙利总统在独立宫会见…": the house of who acts.
            if (_pack.Language == "zh" && place.Kind is "venue" or "residence" && states.Length > 1)
            {
                _places[p] = place with { Country = states[0] };
                continue;
            }

            _places[p] = place with { Country = states.Length == 1 ? states[0] : near.Length == 1 ? near[0] : CountryByContext(place, mention.Tokens.Start) ?? (_pack.Language == "ru" && !IsNamed(_home) ? CountryOfDateline() : null) ?? _home ?? (_pack.Language == "kk" ? StatesOf(_text.HasTitle ? 1 : 0).Select(s => _actors[s].Country).FirstOrDefault() : null) };
        }
    }

    private string? CountryByContext(PlaceEntry place, int token) => _pack.Language switch
    {
        "en" when place.Kind is "city" or "venue" or "residence" => SpokenOfBefore(token),
        "zh" => CountryBefore(token),
        "kk" => StateInSentenceBefore(token),
        "ru" => PlaceInParagraphBefore(token),
        _ => null,
    };

    // "прибыл в Маскат… осмотрел порт Сохар": where the paragraph has gone to.
    private string? PlaceInParagraphBefore(int token) =>
        _placeMentions.Where(m => m.Tokens.Start < token && _text.SentenceOf(m.Tokens.Start).Paragraph == _text.SentenceOf(token).Paragraph && _places[m.Place].Kind == "city" && _syntax.PrepositionOf[m.Tokens.Start] is "в" or "во")
            .OrderBy(m => m.Tokens.Start).Select(m => _places[m.Place].Country).LastOrDefault(c => c is not null);

    // English tells a town's state once and then speaks of it by adjectives: the state spoken of last.
    private string? SpokenOfBefore(int token)
    {
        for (var d = _drafts.Count - 1; d >= 0; d--)
        {
            if (_drafts[d].Tokens.Start >= token || _text.IsInTitle(_drafts[d].Tokens.Start))
                continue;
            // "Chinese warships will call at Sihanoukville": whose the ships are does not tell where the town lies.
            if (_drafts[d] is { Kind: DraftKind.State, Ids: [var state] } && !(_drafts[d].Rule == "adjective" && _tokens[_drafts[d].Tokens.End] is { IsCapitalized: false, Readings: [{ Numbers: Numbers.Plural }, ..] }))
                return state;
            // "The Ghanaian minister opened a works in Tema."
            if (_drafts[d] is { Kind: DraftKind.Office or DraftKind.Person, Office.State: { } served })
                return served;
        }

        return null;
    }

    // "Украинаның шығысындағы Донбасс аймағы": the state whose genitive stands last before the place.
    private string? StateInSentenceBefore(int token)
    {
        var sentence = _text.SentenceOf(token).Tokens;
        for (var d = _drafts.Count - 1; d >= 0; d--)
        {
            if (_drafts[d] is { Kind: DraftKind.State, Ids: [var state] } && _drafts[d].Tokens.Start < token && sentence.Contains(_drafts[d].Tokens.Start) && (_drafts[d].Cases & Cases.Genitive) != 0)
                return state;
        }

        return null;
    }

    // "…来到卢萨卡…西方省和南方省": where the text has gone to; a Chinese text that names no state is at home.
    private string? CountryBefore(int token) =>
        _placeMentions.Where(m => m.Tokens.Start < token && _places[m.Place].Ref is not null).OrderBy(m => m.Tokens.Start).Select(m => _places[m.Place].Country).LastOrDefault(c => c is not null)
        ?? (_drafts.Exists(d => d.Kind == DraftKind.State) ? _home : _home ?? "CHN");

    // "Хоким Ташкентской области": he serves the state of his region.
    private void CountriesOfGovernors()
    {
        for (var d = 0; d < _drafts.Count; d++)
        {
            if (_drafts[d] is { Kind: DraftKind.Person, Office: { Id: "governor" } office } && _meant[d].Length == 1 && _actors[_meant[d][0]] is { Kind: ActorKind.Person, Country: null } governor
                && _placeMentions.FirstOrDefault(m => office.Tokens.Contains(m.Tokens) || _drafts[d].Extent.Contains(m.Tokens)) is { } region && _places[region.Place].Country is { } country)
                _actors[_meant[d][0]] = governor with { Country = country, Office = governor.Office is { Of: null } held ? held with { Of = country } : governor.Office };
        }
    }

    private void HomeAndSides()
    {
        var body = _text.HasTitle ? 1 : 0;
        var lead = new List<int>();
        foreach (var d in PrincipalDrafts(p => p >= body && p <= body + 1).Concat(PrincipalDrafts(p => p > body + 1)))
        {
            if (!lead.Contains(d))
                lead.Add(d);
        }

        _home = (HomeOfPublisher() is { } publisher && (_pack.Language != "ru" || IsNamed(publisher) || CountryOfDateline() is null) ? publisher : null)
            ?? (IsFromAbroad() ? null : _pack.HomeState) ?? HomeOfLead(lead) ?? CountryOfDateline() ?? lead.Select(a => _actors[a].Country).FirstOrDefault(c => c is not null);
        GiveHostToOfficers();
        GiveHomeToOfficers();
        var sides = new List<int>();
        if (HomeHeadInLead() is >= 0 and var own)
            sides.Add(own);
        else if (HomeSpokesmanInLead() is >= 0 and var speaks)
            sides.Add(speaks);
        // The states that a Kazakh lead joins ("Қазақстан мен Португалияның консультациялары") are its sides before anybody whom the text names far below.
        var first = _pack.Language == "kk" && StatesJoinedInLead() is { } joined ? [.. PrincipalDrafts(p => p >= body && p <= body + 1).Where(a => joined.Contains(_actors[a].Party ?? "")), .. joined.Select(State)] : lead;
        // Where the lead names no officer its states are the sides: "Судан армиясы … Аддис-Абеба мұны жоққа шығарды".
        if (_pack.Language == "kk" && _home is null && first == lead && !PrincipalDrafts(p => p >= body && p <= body + 1).Any() && StatesOf(body) is { Length: > 1 } told2)
            first = [.. told2, .. lead];
        foreach (var actor in first)
        {
            if (_actors[actor].Party is { } party && sides.All(s => _actors[s].Party != party))
                sides.Add(actor);
            if (sides.Count == 2)
                break;
        }

        var heads = lead.Where(a => _actors[a].Office?.Id is "president" or "prime-minister" or "monarch").DistinctBy(a => _actors[a].Country).ToList();
        if (heads.Count == 3 && _pack.Language == "ru" && TitleNames("саммит") || heads.Count >= 4 && TitleNames("саммит", "заседание", "форум", "консультативный", "совет", "встреча"))
            sides = heads;
        // "Президент принял послов России и Китая": the one who acts in the title is a side himself.
        if (sides.Count != 1 && !TitleHasActor() && TitleStates() is { Count: 2 } told && !sides.All(side => told.Contains(_actors[side].Party!)))
            sides = [.. told.Select(party => lead.FirstOrDefault(a => _actors[a].Party == party, State(party)))];
        // "中日韩领导人会议": three and more states told in one word meet together.
        if (_drafts.Find(d => d is { Rule: "compound-adjective", Ids.Length: > 2 } && _text.SentenceOf(d.Tokens.Start).Paragraph <= body) is { } together)
            sides = [.. together.Ids.Select(state => lead.FirstOrDefault(a => _actors[a].Party == state, State(state)))];
        // "ШЫҰ энергетика министрлері бас қосты": where officers of many states meet in an organisation it is the side.
        if (_pack.Language == "kk" && lead.Select(a => _actors[a].Country).OfType<string>().Distinct().Count() > 2 && StatesJoinedInLead() is null && HostingBody(body) is >= 0 and var hosting)
            sides = [hosting];
        else if (sides.Count < 2)
            FillFromStates(sides);
        _sides = [.. sides];
        GiveSidesToOfficers();
        var host = _dateline >= 0 && _places[_dateline].Country is { } c1 ? c1
            : _placeMentions.Where(m => _text.SentenceOf(m.Tokens.Start).Paragraph <= body).Select(m => _places[m.Place].Country).FirstOrDefault(c => c is not null) ?? _home;
        if (_sides.Length == 2)
            _guest = _actors[_sides[0]].Country == host ? _sides[1] : _actors[_sides[1]].Country == host ? _sides[0] : -1;
    }

    // The international organisation that the title or the first sentence names; -1 when none.
    private int HostingBody(int body)
    {
        for (var d = 0; d < _drafts.Count; d++)
        {
            if (_drafts[d] is { Kind: DraftKind.Organisation, IsNested: false } && _meant[d] is [var actor] && _actors[actor] is { Sector: "IGO", Ref: not null } && _text.SentenceOf(_drafts[d].Tokens.Start) is var sentence && (sentence.Paragraph < body || sentence.Paragraph == body && (sentence.Index == 0 || _text.Sentences[sentence.Index - 1].Paragraph < body)))
                return actor;
        }

        return -1;
    }

    private int[] StatesOf(int paragraph) => [.. Enumerable.Range(0, _drafts.Count).Where(d => _text.SentenceOf(_drafts[d].Tokens.Start).Paragraph == paragraph && _meant[d].Length == 1)
        .Select(d => _meant[d][0]).Where(a => _actors[a] is { Kind: ActorKind.State } or { Kind: ActorKind.Organization, Country: not null }).Select(a => State(_actors[a].Country!)).Distinct()];

    // "Қазақстан мен Португалия", "Қазақстан – Португалия" in the first sentence of the body; null when none stand so.
    private string[]? StatesJoinedInLead()
    {
        var sentence = Array.FindIndex([.. _text.Sentences], s => s.Paragraph == (_text.HasTitle ? 1 : 0));
        if (sentence < 0)
            return null;
        var states = Enumerable.Range(0, _drafts.Count).Where(d => _drafts[d] is { Kind: DraftKind.State, Ids.Length: 1 } && _meant[d].Length == 1 && _text.Sentences[sentence].Tokens.Contains(_drafts[d].Tokens.Start)).ToArray();
        for (var s = 0; s + 1 < states.Length; s++)
        {
            var (one, two) = (_drafts[states[s]], _drafts[states[s + 1]]);
            if (two.Tokens.Start == one.Tokens.End + 1 && _tokens[one.Tokens.End].Fold is "мен" or "бен" or "пен" or "–" or "—" or "-" && one.Ids[0] != two.Ids[0])
                return states.Length == 2 || states.Select(d => _drafts[d].Ids[0]).Distinct().Count() == 2 ? [one.Ids[0], two.Ids[0]] : null;
        }

        return null;
    }

    // News in a language of one state that names other states only is at home in none of its own.
    private bool IsFromAbroad() => _pack.HomeState is { } own && _actors.Any(a => a.Kind == ActorKind.State) && !_actors.Exists(a => a.Country == own && (a.Kind != ActorKind.Organization || a.Ref is not null)) && !_places.Exists(p => p.Country == own)
        && !_drafts.Exists(d => d.Kind == DraftKind.Description && d.Target is DescriptionTarget.HomeState or DescriptionTarget.HomeHead && (d.Target == DescriptionTarget.HomeState || d.Tokens.Start == _text.SentenceOf(d.Tokens.Start).Tokens.Start));

    // A news agency reports from abroad: its own state is at home only where the text has it.
    private bool IsNamed(string? state) => _drafts.Exists(d => d.Kind == DraftKind.State && d.Ids.Contains(state!)) || _actors.Exists(a => a.Kind == ActorKind.Person && a.Country == state) || _placeMentions.Exists(m => _places[m.Place].Country == state);

    private string? CountryOfDateline() => _dateline >= 0 ? _places[_dateline].Country : null;

    // "министры обороны двух стран Луис Мора и Хорхе Рива": each from his own side, in the order of the text.
    private bool IsOfASide(int actor) => Enumerable.Range(0, _drafts.Count).Any(d => _drafts[d].Office?.Side is not null && _meant[d] is [var meant] && meant == actor);

    private void GiveSidesToOfficers()
    {
        for (var d = 0; d < _drafts.Count && _sides.Length == 2; d++)
        {
            if (_drafts[d].Office is { Side: { } side } && _meant[d].Length == 1 && _actors[_meant[d][0]] is { Ref: null, Office: { } office } officer && _actors[_sides[side]].Country is { } country)
                _actors[_meant[d][0]] = officer with { Country = country, Office = office with { Of = country } };
        }
    }

    private IEnumerable<int> PrincipalDrafts(Func<int, bool> paragraph)
    {
        for (var d = 0; d < _drafts.Count; d++)
        {
            if (_drafts[d].Kind == DraftKind.Person && _meant[d].Length == 1 && paragraph(_text.SentenceOf(_drafts[d].Tokens.Start).Paragraph))
            {
                var actor = _meant[d][0];
                if (_actors[actor].Office is { Id: "president" or "prime-minister" or "monarch" or "foreign-minister" or "minister" or "deputy-prime-minister" or "speaker" or "secretary-general" or "deputy-minister" or "ambassador" or "envoy" or "chairman" or "other" or "governor" })
                    yield return actor;
                // The director-general of an international agency deals with states as its head.
                else if (_pack.Language == "ru" && _actors[actor].Office is { Id: "executive", Of: { } body } && _byRef.TryGetValue(body, out var agency) && _actors[agency].Sector == "IGO")
                    yield return actor;
            }
        }
    }

    private string? HomeOfPublisher()
    {
        if (_publisher is { } publisher && _pack.Publishers.StateOf(publisher) is { } given)
            return given;
        for (var d = 0; d < _drafts.Count; d++)
        {
            if (_meant[d].Length == 1 && _actors[_meant[d][0]] is { Kind: ActorKind.Organization } organisation
                // By its full name or as the text calls it: "中国新闻社", "中新社".
                && (_pack.Publishers.StateOf(organisation.Names.GetValueOrDefault(_pack.Language, organisation.Name)) ?? _pack.Publishers.StateOf(_text.SpanOf(_drafts[d].Tokens).In(_text.Text))) is { } state
                && IsCredited(_drafts[d].Tokens))
                return state;
        }

        return null;
    }

    // In the first paragraphs, or in a line of credits at the end ("Фото: Акорда").
    private bool IsCredited(TokenRange tokens)
    {
        var paragraph = _text.SentenceOf(tokens.Start).Paragraph;
        return paragraph <= 2 || (tokens.Start > 0 && _tokens[tokens.Start - 1].Is(':'));
    }

    // "Президент Касым-Жомарт Токаев": one's own head needs no state's name.
    private string? HomeOfLead(List<int> lead)
    {
        var body = _text.HasTitle ? 1 : 0;
        for (var d = 0; d < _drafts.Count; d++)
        {
            var draft = _drafts[d];
            if (draft.Kind == DraftKind.Person && _meant[d].Length == 1 && draft.Office is { State: null, Organisation: < 0, Id: "president" or "prime-minister" or "foreign-minister" or "minister" }
                && _text.SentenceOf(draft.Tokens.Start).Paragraph <= body + 2 && _actors[_meant[d][0]].Country is { } country)
                return country;
        }

        return null;
    }

    // "В аэропорту гостя встретил министр энергетики Али Мехрабян": who meets or sees off a visitor serves the host.
    private void GiveHostToOfficers()
    {
        for (var d = 0; d < _drafts.Count; d++)
        {
            if (_drafts[d] is not { Kind: DraftKind.Person, Office.State: null } draft || _meant[d].Length != 1 || (draft.Cases & Cases.Nominative) == 0
                || _actors[_meant[d][0]] is not { Ref: null, Country: null, Office: { Of: null } office } officer)
                continue;
            var sentence = _text.SentenceOf(draft.Tokens.Start).Tokens;
            var predicate = _syntax.ClauseAt(draft.Tokens.Start).Predicate;
            if (predicate < 0 || !(_tokens[predicate].HasBase("встретить") || _tokens[predicate].HasBase("встречать") || _tokens[predicate].HasBase("проводить") || _tokens[predicate].HasBase("провожать")))
                continue;
            var host = _placeMentions.Where(m => m.Tokens.Start < sentence.End && _places[m.Place].Kind is "city" or "airport" && _places[m.Place].Country is not null)
                .OrderByDescending(m => m.Tokens.Start).Select(m => _places[m.Place].Country).FirstOrDefault();
            if (host is not null)
                _actors[_meant[d][0]] = officer with { Country = host, Office = office with { Of = host } };
        }
    }

    // "Министр водных ресурсов Нуржан Нуржигитов": no state named, the home state's.
    private void GiveHomeToOfficers()
    {
        if (_home is null && _pack.Language is not ("en" or "kk" or "zh"))
            return;
        for (var a = 0; a < _actors.Count; a++)
        {
            if (_actors[a] is { Kind: ActorKind.Person, Country: null, Office: { } office } && !IsOfASide(a) && !IsOfBodyBefore(a)
                && (office.Of is null || !_pack.Reference.States.ContainsKey(office.Of) && IsServant(a)) && (office.Id is "minister" or "foreign-minister" or "deputy-minister" or "prime-minister" or "deputy-prime-minister" or "president" or "governor" or "speaker" or "spokesperson" or "ambassador" or "adviser" || IsServant(a))
                && ServedStateOf(a, office.Id) is { } served)
                _actors[a] = _actors[a] with { Country = served, Office = office with { Of = served } };
        }
    }

    // "The Prime Minister spoke to US President …": the publisher's own head, whom the text need not name, is a side.
    private int HomeHeadInLead()
    {
        if (_home is null || _pack.Language != "en")
            return -1;
        var body = _text.HasTitle ? 1 : 0;
        foreach (var draft in _drafts)
        {
            var paragraph = _text.SentenceOf(draft.Tokens.Start).Paragraph;
            if (paragraph >= body && paragraph <= body + 1 && draft is { Kind: DraftKind.Office, IsNested: false, Office: { State: null, Organisation: < 0, IsColleague: false, Id: "president" or "prime-minister" } office } && _tokens[draft.Tokens.Start].IsCapitalized && (draft.Cases & Cases.Nominative) != 0)
                return HomeOfficer(office) is >= 0 and var officer ? officer : State(_home);
        }

        return -1;
    }

    // A briefing of one's own ministry deals with many states: home is one side of each matter.
    private int HomeSpokesmanInLead()
    {
        if (_home is null || _pack.Language != "kk")
            return -1;
        var body = _text.HasTitle ? 1 : 0;
        for (var d = 0; d < _drafts.Count; d++)
        {
            if (_drafts[d].Kind == DraftKind.Person && _meant[d] is [var actor] && _actors[actor] is { Office.Id: "spokesperson" } officer && officer.Country == _home && _text.SentenceOf(_drafts[d].Tokens.Start).Paragraph is var paragraph && paragraph >= body && paragraph <= body + 1)
                return actor;
        }

        return -1;
    }

    private bool TitleNames(params ReadOnlySpan<string> words)
    {
        var limit = _text.Sentences.Where(s => s.Paragraph <= 1).Select(s => s.Tokens.End).DefaultIfEmpty(0).Max();
        for (var i = 0; i < limit; i++)
        {
            foreach (var word in words)
            {
                if (_tokens[i].HasBase(word))
                    return true;
            }
        }

        return false;
    }

    private bool TitleHasActor() => _text.HasTitle && _drafts.Exists(d => _text.IsInTitle(d.Tokens.Start) && !d.IsNested
        && d.Kind is DraftKind.Office or DraftKind.Person or DraftKind.Description && (d.Cases & Cases.Nominative) != 0 && d.Numbers == Numbers.Singular && _syntax.PrepositionOf[d.Extent.Start] is null
        && HomeOffice(d));

    // An office without its state ("Президент принял послов"): one's own head.
    private bool HomeOffice(Draft draft) => draft.Kind == DraftKind.Description ? draft.Target == DescriptionTarget.HomeHead : draft.Office is { State: null, Organisation: < 0, Id: "president" or "prime-minister" or "foreign-minister" };

    // The states that a title names, when they are just two: the report is about them, whoever speaks of them.
    private List<string> TitleStates()
    {
        var states = new List<string>();
        for (var d = 0; d < _drafts.Count && _text.HasTitle; d++)
        {
            if (_text.IsInTitle(_drafts[d].Tokens.Start) && !_drafts[d].IsNested && _drafts[d].Form == MentionForm.Name && _drafts[d].Kind == DraftKind.State && _meant[d].Length == 1 && !states.Contains(_actors[_meant[d][0]].Ref!))
                states.Add(_actors[_meant[d][0]].Ref!);
            // "Бенин выслал сотрудников посольства Нигера"
            else if (_pack.Language == "ru" && _text.IsInTitle(_drafts[d].Tokens.Start) && _drafts[d].Kind == DraftKind.Organisation && _meant[d] is [var organ] && _actors[organ] is { Rule: "organisations:embassy", Country: { } country } && !states.Contains(country))
                states.Add(country);
        }

        // "印巴宣布停火", "казахстанско-российские": two states told in one word.
        if (states.Count == 0 && _text.HasTitle && _drafts.FindAll(d => _text.IsInTitle(d.Tokens.Start) && d is { Rule: "compound-adjective", Ids.Length: 2 }) is [var pair])
            states.AddRange(pair.Ids);
        return states;
    }

    private void FillFromStates(List<int> sides)
    {
        var body = _text.HasTitle ? 1 : 0;
        var states = Enumerable.Range(0, _drafts.Count)
            .Where(d => _meant[d].Length > 0 && _text.SentenceOf(_drafts[d].Tokens.Start).Paragraph <= body + 1)
            .SelectMany(d => _meant[d]).Where(a => _actors[a].Kind is ActorKind.State || _actors[a] is { Kind: ActorKind.Organization, Sector: "IGO" });
        foreach (var state in states)
        {
            if (sides.Count >= 2)
                break;
            if (_actors[state].Party is { } party && sides.All(s => _actors[s].Party != party))
                sides.Add(state);
        }
    }
}
