using Readout.Morphology;
using Readout.Text;

namespace Readout.Actors;

// Whom an officer serves whose state stands nowhere in his title.
internal sealed partial class ActorResolver
{
    private string? ServedStateOf(int actor, string office)
    {
        if (_pack.Language != "en")
            return office == "ambassador" ? ForeignStateBefore(Array.FindIndex(_meant, m => m is [var envoy] && envoy == actor), null) ?? _home : OtherSideOfPair(actor) ?? StateMetBefore(actor) ?? (_pack.Language == "kk" && _home != _pack.HomeState || _pack.Language == "zh" && !IsAboutHome() ? StateSpokenOfBefore(actor) : null) ?? _home;
        var named = Array.FindIndex(_meant, m => m is [var meant] && meant == actor);
        if (named < 0)
            return _home;
        if (_drafts[named].Office is { IsOfUnnamedBody: true } || SpeaksForOfficer(_drafts[named]))
            return null;
        // "visited Peru and thanked his counterpart X": of the other state.
        if (_drafts[named].Office is { IsColleague: true })
        {
            var first = Enumerable.Range(0, named).Where(d => _drafts[d].Kind == DraftKind.Person).Select(CountryOf).LastOrDefault(c => c is not null);
            return _actors.Where(a => a.Kind == ActorKind.State && a.Ref != first).Select(a => a.Ref).Distinct().Take(2).ToArray() is [var other] ? other : null;
        }

        // One whom the reference knows, though not on the day.
        if (_actors[actor].Ref is { } known && _pack.Reference.Persons.TryGetValue(known, out var row) && row.Terms.Select(t => t.Country).LastOrDefault(c => c is not null) is { } own)
            return own;
        if (StateOfCompany(named) is { } sent)
            return sent;
        if (HostOfGuest(named) is { } host)
            return host;
        if (office == "ambassador")
        {
            var seat = SeatOf(_drafts[named]);
            // "Australia hands over patrol boat to Tuvalu", and then its ambassador does.
            if (named == FirstInBody() && TitleStates() is [var giver, _])
                return giver;
            return StatePromisedFor(named) ?? (seat is not null && seat != _home ? _home : null) ?? ForeignStateBefore(named, seat) ?? _home;
        }

        if (office is "president" or "prime-minister" && _home is not null && IsHeldByAnother(_home, office))
            return ForeignStateBefore(named, null) ?? _home;
        return StateSpokenFor(named) ?? StateOfSubjectBefore(named) ?? _home ?? StatePromisedFor(named) ?? ((_drafts[named].Cases & Cases.Nominative) == 0 || _syntax.PrepositionOf[_drafts[named].Extent.Start] is not null ? OnlyState() : null);
    }

    // "the removal of President X" in a report that names one state: its own; null when the report names none or several.
    private string? OnlyState() => _actors.Where(a => a.Kind == ActorKind.State).Select(a => a.Ref).Concat(_drafts.Select(d => d.Office?.State)).OfType<string>().Distinct().Take(2).ToArray() is [var only] ? only : null;

    private int FirstInBody() => _drafts.FindIndex(d => !d.IsNested && !_text.IsInTitle(d.Tokens.Start));

    // "The guest will meet the Speaker of Parliament, Alban Bagbin": of the other side.
    private string? HostOfGuest(int named)
    {
        var sentence = _text.SentenceOf(_drafts[named].Tokens.Start).Tokens;
        if (_guest < 0 || _sides.Length != 2 || !_drafts.Exists(d => d is { Kind: DraftKind.Description, Target: DescriptionTarget.Guest } && sentence.Contains(d.Tokens.Start) && d.Tokens.End <= _drafts[named].Extent.Start && (d.Cases & Cases.Nominative) != 0))
            return null;
        return _actors[_sides[0] == _guest ? _sides[1] : _sides[0]].Country;
    }

    // "Latvia would lend a third, Defence Minister X said": whose deeds he tells.
    private string? StateSpokenFor(int named)
    {
        var draft = _drafts[named];
        var sentence = _text.SentenceOf(draft.Tokens.Start).Tokens;
        if (draft.Extent.Start == sentence.Start || !_tokens[draft.Extent.Start - 1].Is(',') || draft.Extent.End >= sentence.End || _tokens[draft.Extent.End].Fold is not ("said" or "says" or "added" or "told" or "announced" or "explained" or "noted"))
            return null;
        var subject = _drafts.FindIndex(d => !d.IsNested && sentence.Contains(d.Tokens.Start) && d.Kind is not DraftKind.Place);
        if (subject < 0 || subject >= named || _drafts[subject] is not { Kind: DraftKind.State, Ids: [var state] } || (_drafts[subject].Cases & Cases.Nominative) == 0)
            return null;
        for (var t = _drafts[subject].Tokens.End; t < draft.Extent.Start; t++)
        {
            if (_tokens[t].Fold is "must" or "should" or "cannot" or "not")
                return null;
        }

        return state;
    }

    // "Deputy Spokesman for the Secretary-General": of an organisation.
    private bool SpeaksForOfficer(Draft draft)
    {
        for (var t = draft.Office?.Tokens.Start ?? draft.Extent.Start; t < Math.Min(_tokens.Length, draft.Extent.End + 4) && _tokens[t].Sentence == _tokens[draft.Tokens.Start].Sentence; t++)
        {
            if (_tokens[t].Fold is "secretary-general")
                return true;
        }

        return false;
    }

    // "High Commissioner in Dhaka": where an envoy sits is not whom he serves.
    private string? SeatOf(Draft draft) => draft.Office is { } office && _placeMentions.FirstOrDefault(m => office.Tokens.Contains(m.Tokens)) is { } seat ? _places[seat.Place].Country : null;

    // The reference knows who holds the office on the day, and he is not among the persons of the report by that name.
    private bool IsHeldByAnother(string state, string office) =>
        _pack.Reference.Persons.Values.Any(p => TermOf(p) is { } term && term.Country == state && _pack.Reference.Offices.TryGetValue(term.Office, out var held) && held.RecordId == office && (term.To is null || _day is not null));

    // A general, a senator, the director of a department of a ministry.
    private bool IsServant(int actor)
    {
        for (var d = 0; d < _drafts.Count && _pack.Language == "en"; d++)
        {
            if (_meant[d] is [var held] && held == actor && (_drafts[d].Office is { ServesState: true, Organisation: < 0 } || _drafts[d].Office is { Id: "other", Organisation: >= 0 and var body } && body < _drafts.Count && _drafts[body].Sort is "ministry"))
                return true;
        }

        return false;
    }

    private string? CountryOf(int draft) => _meant[draft] is [var meant] ? _actors[meant].Country : _drafts[draft].Office?.State;

    // "The Omani side was led by X", "the delegation of Uganda included X and Y", "Roy was joined by X", "X led the Ugandan delegation": the state of those
    // with whom he comes.
    private string? StateOfCompany(int named)
    {
        var draft = _drafts[named];
        var sentence = _text.SentenceOf(draft.Tokens.Start).Tokens;
        for (var t = draft.Extent.End; t < Math.Min(sentence.End, draft.Extent.End + 4); t++)
        {
            if (_tokens[t].HasBase("lead") || _tokens[t].HasBase("head") || _tokens[t].HasBase("represent"))
            {
                var led = _drafts.FindIndex(s => s is { Kind: DraftKind.State, Ids.Length: 1 } && s.Tokens.Start > t && s.Tokens.Start <= t + 3);
                return led >= 0 ? _drafts[led].Ids[0] : null;
            }
        }

        // Back over those named in one list with him, to the word that brings them in.
        var at = draft.Extent.Start - 1;
        while (at > sentence.Start && (_tokens[at].Is(',') || _tokens[at].Fold is "and" or "the" or "as" or "well" || Covering(at) is >= 0))
            at = Covering(at) is >= 0 and var listed ? _drafts[listed].Extent.Start - 1 : at - 1;
        if (at <= sentence.Start)
            return null;
        var isBy = _tokens[at].Fold == "by";
        var verb = isBy ? at - 1 : at;
        var brings = isBy ? _tokens[verb].Fold is "led" or "headed" or "represented" or "attended" or "accompanied" or "joined" : _tokens[verb].Fold is "included" or "includes" or "including" or "comprised" or "comprises";
        if (!brings && !isBy)
            return null;
        // "a delegation of Uganda visited Kenya, led by X": the delegation's state before any other.
        var nearest = _extra.Where(e => e.Draft.Tokens.Start >= sentence.Start && e.Draft.Tokens.End <= verb).Select(e => _actors[e.Actor].Country).LastOrDefault();
        for (var d = _drafts.Count - 1; d >= 0; d--)
        {
            if (_drafts[d].Tokens.Start < sentence.Start || _drafts[d].Tokens.End > verb + 1 || _drafts[d].Kind is DraftKind.Place || CountryOf(d) is not { } country)
                continue;
            if (IsOfDelegation(_drafts[d].Tokens))
                return country;
            nearest ??= country;
        }

        return brings ? nearest : null;
    }

    private int Covering(int token) => _drafts.FindIndex(d => d.Kind == DraftKind.Person && !d.IsNested && d.Extent.Contains(token));

    // "the Omani side", "a Ugandan delegation", "the delegation of the Republic of Uganda"
    private bool IsOfDelegation(TokenRange state)
    {
        bool IsGroup(int t) => t >= 0 && t < _tokens.Length && _tokens[t].Fold is "side" or "delegation" or "team" or "mission";
        if (IsGroup(state.End - 1) || IsGroup(state.End) || state.End + 1 < _tokens.Length && IsGroup(state.End + 1) && !_tokens[state.End].Is(','))
            return true;
        var before = state.Start - 1;
        while (before > 0 && _tokens[before].Fold is "the" or "republic" or "of" && !IsGroup(before))
            before--;
        return IsGroup(before) && before < state.Start - 1;
    }

    // "Ambassador Kwame Asare said that Ghana would …": whom he promises for.
    private string? StatePromisedFor(int named)
    {
        var end = _text.SentenceOf(_drafts[named].Tokens.Start).Tokens.End;
        for (var d = named + 1; d < _drafts.Count && _drafts[d].Tokens.End < end; d++)
        {
            if (_drafts[d] is { Kind: DraftKind.State, Ids: [var state], Form: MentionForm.Name } && _tokens[_drafts[d].Tokens.End].Fold is "would" or "will" or "wants" or "wanted" or "intends" or "intended" or "plans" or "planned")
                return state;
        }

        return null;
    }

    // The text names its home state, and not only an agency of it.
    private bool IsAboutHome() => _home is { } home && (_drafts.Exists(d => d.Kind == DraftKind.State && d.Ids.Contains(home) || d.Office?.State == home && d.Kind != DraftKind.Organisation) || _actors.Exists(a => a.Kind == ActorKind.Person && a.Ref is not null && a.Country == home));

    // "拜会了牙买加总理，同外交部长…举行会谈": whoever is met in a Chinese sentence without his state is of the state whose officer was met before him.
    private string? StateMetBefore(int actor)
    {
        var named = _pack.Language == "zh" ? Array.FindIndex(_meant, m => m is [var meant] && meant == actor) : -1;
        if (named < 0)
            return null;
        var start = _drafts[named].Extent.Start;
        // His field may stand between: "同外交与国际合作部长".
        var at = start - 1;
        while (at > 0 && at > start - 6 && _tokens[at].IsWord && _tokens[at].Fold is not ("同" or "会见" or "拜会" or "接见" or "会见了" or "拜会了") && !(at == start - 1 && _tokens[at].Fold is "与" or "和"))
            at--;
        if (at < 0 || !_tokens[at].IsWord || _tokens[at].Fold is not ("同" or "与" or "和" or "会见" or "拜会" or "接见" or "会见了" or "拜会了"))
            return null;
        var sentence = _text.SentenceOf(start).Tokens;
        var states = _drafts.Where(d => d.Kind == DraftKind.State && d.Ids.Length == 1 && sentence.Contains(d.Tokens.Start) && d.Tokens.Start < start).Select(d => d.Ids[0]).ToArray();
        return states.Length > 0 && states[^1] != _home ? states[^1] : null;
    }

    // "The office of the Ecuadorian president accused … . Interior Minister X said": he serves the state that the sentence before him speaks of first.
    private string? StateOfSubjectBefore(int named)
    {
        if (_text.SentenceOf(_drafts[named].Tokens.Start) is not { Index: > 0 } sentence)
            return null;
        var before = _text.Sentences[sentence.Index - 1];
        if (before.Paragraph != sentence.Paragraph)
            return null;
        for (var d = 0; d < named; d++)
        {
            if (before.Tokens.Contains(_drafts[d].Tokens.Start) && _meant[d] is [var first] && _actors[first] is { Kind: ActorKind.Person or ActorKind.State, Country: { } country })
                return country;
        }

        return null;
    }

    // In news from abroad a minister without a state is of the state that acted last: a sentence of "ол" is of the one before it.
    private string? StateSpokenOfBefore(int actor)
    {
        var named = Array.FindIndex(_meant, m => m is [var meant] && meant == actor);
        if (named < 0)
            return null;
        for (var index = _text.SentenceOf(_drafts[named].Tokens.Start).Index - 1; index >= 0; index--)
        {
            var before = _text.Sentences[index].Tokens;
            var first = Enumerable.Range(0, _drafts.Count).FirstOrDefault(d => before.Contains(_drafts[d].Tokens.Start) && !_drafts[d].IsNested && (_drafts[d].Cases & Cases.Nominative) != 0 && _drafts[d].Kind is not DraftKind.Place, -1);
            if (first < 0 || _drafts[first].Kind == DraftKind.Pronoun)
                continue;
            var country = _drafts[first].Office?.State ?? (_meant[first] is [var doer] && doer != actor ? _actors[doer].Country : null);
            if (country is not null)
                return country;
        }

        return null;
    }

    // "министрлері Элина Валтонен мен Мусалия Мудавади": of two who hold an office together the other one serves the other side.
    private string? OtherSideOfPair(int actor)
    {
        var named = _drafts.FindIndex(d => d.Kind == DraftKind.Person && d.Rule.EndsWith("+names", StringComparison.Ordinal) && _meant[_drafts.IndexOf(d)] is [var meant] && meant == actor);
        if (named < 0)
            return null;
        var others = Enumerable.Range(0, _drafts.Count).Where(d => d != named && _drafts[d].Kind == DraftKind.Person && _drafts[d].Office?.Tokens == _drafts[named].Office!.Tokens && _meant[d].Length == 1).Select(d => _actors[_meant[d][0]].Country).ToArray();
        var states = Enumerable.Range(0, named).SelectMany(d => _meant[d]).Where(a => _actors[a].Kind == ActorKind.State).GroupBy(a => a).OrderByDescending(g => g.Count()).Select(g => _actors[g.Key].Country).Take(2).ToArray();
        return others is [{ } served] && states.Length == 2 && states.Contains(served) ? states.First(s => s != served) : null;
    }

    // "БҰҰ Бас хатшысы … айтты. Баспасөз хатшысы Стефан Дюжаррик …": who speaks for an international body serves no state.
    private bool IsOfBodyBefore(int actor)
    {
        if (_pack.Language != "kk" || _actors[actor].Office?.Id is not ("spokesperson" or "adviser"))
            return false;
        var named = Array.FindIndex(_meant, m => m is [var meant] && meant == actor);
        if (named < 0 || _text.SentenceOf(_drafts[named].Tokens.Start) is not { Index: > 0 } sentence)
            return false;
        var before = _text.Sentences[sentence.Index - 1].Tokens;
        var first = Enumerable.Range(0, named).FirstOrDefault(d => before.Contains(_drafts[d].Tokens.Start) && !_drafts[d].IsNested && _meant[d].Length == 1 && _drafts[d].Kind is DraftKind.Person or DraftKind.Office or DraftKind.Organisation or DraftKind.State, -1);
        return first >= 0 && _actors[_meant[first][0]] is { Country: null, Sector: "IGO" };
    }

    // An envoy whose state is not named with him comes from abroad: from the state spoken of last.
    private string? ForeignStateBefore(int named, string? seat)
    {
        for (var d = named - 1; d >= 0; d--)
        {
            if (_drafts[d] is { Kind: DraftKind.State, Ids: [var state] } && state != _home && state != seat && !(named >= 0 && _drafts[named].Office is { } held && held.Tokens.Contains(_drafts[d].Tokens.Start)))
                return state;
        }

        return null;
    }
}
