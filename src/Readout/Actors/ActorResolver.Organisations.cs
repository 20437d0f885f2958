using System.Collections.Immutable;
using Readout.Morphology;
using Readout.Places;
using Readout.Reference;
using Readout.Text;

namespace Readout.Actors;

// States and organisations: one actor for all their names.
internal sealed partial class ActorResolver
{
    private int State(string iso3)
    {
        if (_byRef.TryGetValue(iso3, out var index))
            return index;
        var row = _pack.Reference.States[iso3];
        _byRef[iso3] = index = _actors.Count;
        _actors.Add(new ActorEntry
        {
            Kind = ActorKind.State,
            Ref = iso3,
            Name = row.Names.GetValueOrDefault("en", iso3),
            Names = row.Names,
            Country = iso3,
            Sector = "GOV",
            Rule = "reference",
        });
        return index;
    }

    private void States()
    {
        var clear = _drafts.Where(d => d.Kind == DraftKind.State && d.Rule != "reference-weak").SelectMany(d => d.Ids)
            .Concat(_drafts.Where(d => d.Kind == DraftKind.Person && d.Ids.Length > 0).SelectMany(d => d.Ids).Select(id => TermOf(_pack.Reference.Persons[id])?.Country).OfType<string>())
            .GroupBy(s => s).ToDictionary(g => g.Key, g => g.Count());
        for (var d = 0; d < _drafts.Count; d++)
        {
            var draft = _drafts[d];
            if (draft.Kind != DraftKind.State || IsOfCurrency(draft.Tokens.Start))
                continue;
            // A compound adjective means all its states; an ambiguous abbreviation the one that the report speaks of.
            // Territories of disputed status are places as much as parties: the record takes no side.
            if (draft.Form == MentionForm.Name && draft.Ids.Length == 1 && _pack.Reference.States[draft.Ids[0]].IsDisputed)
                AddDisputed(draft);
            _meant[d] = draft.Rule == "compound-adjective" || draft.Ids.Length == 1
                ? [.. draft.Ids.Select(State)]
                : [State(draft.Ids.OrderByDescending(id => clear.GetValueOrDefault(id)).ThenBy(id => id, StringComparer.Ordinal).First())];
        }
    }

    // "долларов США", "долл. США", "юаней КНР": money names its state without speaking of it.
    private bool IsOfCurrency(int state)
    {
        var money = state - 1;
        if (money > 0 && _tokens[money].Is('.'))
            money--;
        return money >= 0 && (_pack.Units.At(_tokens, money, state + 1) is { Unit.Kind: Figures.UnitKind.Money } unit && unit.Tokens.End > state);
    }

    private void AddDisputed(Draft draft)
    {
        var row = _pack.Reference.States[draft.Ids[0]];
        if (!_placeByKey.TryGetValue(row.Iso3, out var index))
        {
            _placeByKey[row.Iso3] = index = _places.Count;
            _places.Add(new PlaceEntry { Name = row.Names.GetValueOrDefault("en", row.Iso3), Names = row.Names, Ref = row.Iso3, Country = row.Iso3, Kind = "region", Rule = "reference" });
        }

        _placeMentions.Add(new PlaceMention(draft.Tokens, index));
    }

    private void Organisations()
    {
        for (var d = 0; d < _drafts.Count; d++)
        {
            var draft = _drafts[d];
            if (draft.Kind != DraftKind.Organisation || IsBareMinistry(draft))
                continue;
            // "presidents of the Russian Federation X": a state by its formal name.
            _meant[d] = draft.Ids.IsEmpty && _pack.Gazetteer.MatchAt(_tokens, draft.Tokens.Start, draft.Tokens.End) is { Entries: [{ Kind: GazetteerKind.State } state] } match && match.Tokens == draft.Tokens ? [State(state.Id)] : [draft.Ids.Length > 0 ? KnownOrganisation(draft.Ids[0]) : NewOrganisation(draft)];
        }
    }

    private int KnownOrganisation(string id)
    {
        if (_byRef.TryGetValue(id, out var index))
            return index;
        var row = _pack.Reference.Organisations[id];
        _byRef[id] = index = _actors.Count;
        _actors.Add(new ActorEntry
        {
            Kind = ActorKind.Organization,
            Ref = id,
            Name = row.NameEn,
            Names = row.Names,
            Country = StateOfOrgan(row),
            Sector = StateOfOrgan(row) is not null ? "GOV" : row.Kind is "igo" or "organ" or "un-agency" or "un-related" or "ifi" or "format" ? "IGO" : row.Kind is "media" ? "MED" : row.Kind is "party" ? "PTY" : row.Kind is "company" or "state-company" or "bank" ? "BUS" : null,
            Rule = "reference",
            IsBilateralBody = row.Kind is "commission" or "business-council",
        });
        return index;
    }

    // Organs of one state name it as their only member; organs of organisations ("Секретариат ООН") have none.
    private static string? StateOfOrgan(OrganisationRow row) => row is { Kind: "organ", Members: [var state] } ? state : null;

    private int NewOrganisation(Draft draft)
    {
        var state = draft.Office?.State;
        var whole = _pack.Language == "kk" ? WholeOf(draft) : null;
        var official = whole is null && draft.Sort is "ministry" or "embassy" or "parliament" or "committee" or "agency" && draft.Rule != "abbreviation";
        var name = draft.Name ?? _text.SpanOf(draft.Tokens).In(_text.Text);
        name = name.Trim('«', '»', '"', '“', '”', '„');
        var (english, isComposed) = EnglishOrganisation(draft, name, state);
        // One ministry however it is written: "МИД Казахстана", "казахстанское внешнеполитическое ведомство".
        if (english.StartsWith("Ministry of Foreign Affairs of", StringComparison.Ordinal) && state is not null
            && (state == "CHN" ? "mfa-prc" : "mfa-" + state.ToLowerInvariant()) is var ministry && _pack.Reference.Organisations.ContainsKey(ministry))
            return KnownOrganisation(ministry);
        // "в министерстве коммерции КНР": the reference writes it with a capital.
        if (_pack.Language == "ru" && draft.Sort == "ministry" && !_tokens[draft.Tokens.Start].IsCapitalized && TextNormalizer.Fold(name) is var small
            && _pack.Reference.Organisations.Values.FirstOrDefault(o => o.Names.TryGetValue("ru", out var written) && TextNormalizer.Fold(written) == small) is { } known)
            return KnownOrganisation(known.Id);
        var key = "org:" + (isComposed ? english : TextNormalizer.Fold(name));
        if (_byRef.TryGetValue(key, out var index))
            return index;
        if (state is null && FullNamed(draft, name) is >= 0 and var full)
            return _byRef[key] = full;
        var isMedia = draft.Sort is "media" || english.EndsWith("News Agency", StringComparison.OrdinalIgnoreCase) || english.EndsWith("Press Agency", StringComparison.OrdinalIgnoreCase);
        official &= !isMedia;
        _byRef[key] = index = _actors.Count;
        _actors.Add(new ActorEntry
        {
            Kind = ActorKind.Organization,
            PartOf = whole,
            Name = english,
            Names = ImmutableSortedDictionary<string, string>.Empty.Add(_pack.Language, name),
            Country = official ? state : null,
            Sector = official ? "GOV" : draft.Sort is "company" or "bank" ? "BUS" : isMedia ? "MED" : _pack.Language == "kk" && (whole is not null || draft.Sort == "association" && IsOfStates(draft)) ? "IGO" : null,
            Rule = draft.Rule,
            IsBilateralBody = draft.Sort is "commission" or "council" or "committee" && !official && whole is null,
        });
        return index;
    }

    // "Дума" after "Государственная Дума", "Совет Безопасности" after that of the UN, "ГД": the one named in full before; -1 when there is none.
    private int FullNamed(Draft draft, string name)
    {
        if (draft.Sort is not ("parliament" or "council" or "committee" or "commission" or "agency" or "bank" or "fund" or "association") || _pack.Language != "ru")
            return -1;
        var words = TextNormalizer.Fold(name).Split(' ');
        for (var a = 0; a < _actors.Count; a++)
        {
            if (_actors[a].Kind != ActorKind.Organization || !_actors[a].Names.TryGetValue("ru", out var known))
                continue;
            var full = TextNormalizer.Fold(known).Split(' ', '-');
            if (full.Length > words.Length && (words.All(w => full.Contains(w)) || (draft.Rule == "abbreviation" && words.Length == 1 && words[0].Length > 1 && full.Select(w => w[0]).Take(words[0].Length).SequenceEqual(words[0]))))
                return a;
        }

        return -1;
    }

    // "МИД", "министерство": the one named before with its state, else the home state's.
    private void BareMinistries()
    {
        for (var d = 0; d < _drafts.Count; d++)
        {
            if (!IsBareMinistry(_drafts[d]))
                continue;
            if (_drafts[d].Rule == BareMinistryRule)
            {
                if (StateOfMinistry(d) is { } owner)
                    _meant[d] = [NewOrganisation(_drafts[d] with { Name = $"{_drafts[d].Name} of {_pack.Reference.States[owner].Names["en"]}", Office = new OfficeDraft("", null, _drafts[d].Tokens, owner, -1, 0) })];
                continue;
            }

            var fold = TextNormalizer.Fold(_drafts[d].Name ?? "");
            var head = fold.Split(' ')[0];
            var before = -1;
            for (var e = 0; e < _drafts.Count; e++)
            {
                if (e != d && !IsBareMinistry(_drafts[e]) && _drafts[e].Kind == DraftKind.Organisation && _meant[e].Length == 1 && TextNormalizer.Fold(_text.SpanOf(_drafts[e].Tokens).In(_text.Text)).StartsWith(head[..Math.Min(4, head.Length)], StringComparison.Ordinal)
                    && (before < 0 || _drafts[e].Tokens.Start < _drafts[d].Tokens.Start))
                    before = e;
            }

            var state = _drafts[d].Tokens.Length != 2 ? _home : FirstStateInParagraph(_drafts[d].Tokens.Start) ?? _home;
            if (_drafts[d].Tokens.Length == 2)
            {
                if (state is not null)
                    _meant[d] = [NewOrganisation(_drafts[d] with { Name = _tokens[_drafts[d].Tokens.Start].Text, Office = new OfficeDraft("", null, _drafts[d].Tokens, state, -1, 0) })];
                continue;
            }

            _meant[d] = before >= 0 ? _meant[before] : [NewOrganisation(_drafts[d] with { Office = state is null ? null : new OfficeDraft("", null, _drafts[d].Tokens, state, -1, 0) })];
        }
    }

    private string? FirstStateInParagraph(int token)
    {
        var paragraph = _text.SentenceOf(token).Paragraph;
        return _drafts.Where(s => s is { Kind: DraftKind.State, Ids.Length: 1 } && s.Tokens.Start < token && _text.SentenceOf(s.Tokens.Start).Paragraph == paragraph).OrderBy(s => s.Tokens.Start).Select(s => s.Ids[0]).FirstOrDefault();
    }

    // "МИД", "МИД республики": whose it is the text has told before.
    private bool IsBareMinistry(Draft draft) => draft is { Kind: DraftKind.Organisation, Sort: "ministry", Office: null, Ids.Length: 0 }
        && (draft.Tokens.Length == 1 || draft.Rule == BareMinistryRule || draft.Tokens.Length == 3 && draft.Name is { } name && name.EndsWith("иностранных дел", StringComparison.Ordinal) || draft.Tokens.Length == 2 && _tokens[draft.Tokens.End - 1] is { IsCapitalized: false } owner && (owner.HasBase("республика") || owner.HasBase("страна") || owner.HasBase("королевство") || owner.HasBase("государство") || owner.HasBase("княжество")));

    // "Sweden expelled two diplomats, the foreign ministry said": of the state that the sentence speaks of first, else the one that speaks in the sentence before, else at home.
    private string? StateOfMinistry(int ministry)
    {
        var sentence = _text.SentenceOf(_drafts[ministry].Tokens.Start);
        for (var d = 0; d < ministry; d++)
        {
            if (sentence.Tokens.Contains(_drafts[d].Tokens.Start) && !_drafts[d].IsNested && (_drafts[d].Cases & Cases.Nominative) != 0 && _syntax.PrepositionOf[_drafts[d].Extent.Start] is null && _meant[d] is [var first] && _actors[first] is { Kind: ActorKind.State or ActorKind.Person, Country: { } country })
                return country;
        }

        return StateOfSubjectBefore(ministry) ?? _home;
    }

    // The English name, and whether its words were understood: then whoever is called so in other words is the same body.
    private (string Name, bool IsComposed) EnglishOrganisation(Draft draft, string name, string? state)
    {
        var fold = TextNormalizer.Fold(name);
        if (draft.Sort == "ministry" && state is not null && (fold.StartsWith("мид", StringComparison.Ordinal) || fold.EndsWith(" мид", StringComparison.Ordinal) || fold.Contains("иностранных дел", StringComparison.Ordinal) || fold.Contains("сыртқы істер министрлі", StringComparison.Ordinal) || fold.EndsWith("сім", StringComparison.Ordinal)))
            return ($"Ministry of Foreign Affairs of {EnglishState(state)}", true);
        if (draft.Sort == "embassy" && state is not null)
            return (Mission(draft, name, state), false);
        if (draft.Sort is "ministry" or "parliament" or "bank" or "agency" && state is not null && _pack.Names.OrganToEnglish(name) is { } organ)
            return ($"{organ} of {EnglishState(state)}", false);
        var isOfState = draft.Sort is "ministry" or "parliament" or "committee" or "agency" or "bank" or "media";
        if (_pack.Bodies?.Compose(_tokens, draft.Tokens, at => StatesAt(draft, at), state is null ? null : _pack.Reference.States[state], isOfState) is { } composed)
            return (composed, true);
        return (IsLatin(name) ? name : OwnName(name) ?? _pack.Names.TitleToEnglish(name), false);
    }

    // The states that a word of an organisation's name begins to name: found as such, or only part of the name ("Үндістанның Резервтік банкі").
    private (ImmutableArray<StateRow> States, int End) StatesAt(Draft organisation, int at)
    {
        for (var d = 0; d < _drafts.Count; d++)
        {
            if (_drafts[d].Kind == DraftKind.State && _drafts[d].Tokens.Start == at && organisation.Tokens.Contains(_drafts[d].Tokens) && _meant[d] is { Length: > 0 } meant)
                return ([.. meant.Select(a => _pack.Reference.States[_actors[a].Ref!])], _drafts[d].Tokens.End);
        }

        return _pack.Gazetteer.MatchAt(_tokens, at, organisation.Tokens.End) is { Entries: [{ Kind: GazetteerKind.State } state] } match
            ? ([_pack.Reference.States[state.Id]], match.Tokens.End)
            : ([], at);
    }

    // "Embassy of Kenya in Norway", "Consulate General of Kenya in Bergen": an embassy is in a state, a consulate in a town.
    private string Mission(Draft draft, string name, string state)
    {
        var kind = _pack.Bodies?.HeadOf(_tokens, draft.Tokens) ?? BodyNames.MissionIn(_pack.Names.OrganToEnglish(name) ?? name) ?? "Embassy";
        var hosts = _drafts.Where(s => s.Kind == DraftKind.State && draft.Tokens.Contains(s.Tokens) && s.Ids.Length == 1 && s.Ids[0] != state).Select(s => s.Ids[0]);
        var seat = (hosts.FirstOrDefault() ?? draft.Office?.Detail) is { } host ? EnglishState(host) : kind.Contains("Consulate", StringComparison.Ordinal) ? TownOf(draft) : null;
        return seat is null ? $"{kind} of {EnglishState(state)}" : $"{kind} of {EnglishState(state)} in {seat}";
    }

    // A town named in the phrase, or right after it: "консульство РФ в Кракове".
    private string? TownOf(Draft mission)
    {
        var town = _drafts.Find(p => p.Kind == DraftKind.Place && (mission.Tokens.Contains(p.Tokens) || (p.Tokens.Start == mission.Tokens.End + 1 && _tokens[mission.Tokens.End].Fold is "в" or "in")));
        return town is null ? null : town.Ids.Length > 0 ? _pack.Reference.Places[town.Ids[0]].NameEn : town.Name is { } name ? _pack.Names.TitleToEnglish(name) : null;
    }

    private string? EnglishState(string iso3) => _pack.Reference.States[iso3].Names.GetValueOrDefault("en");

    private static bool IsLatin(string name) => name.All(c => c < 0x250);

    // "авиакомпания Vietnam Airlines": what its letters show to be a name of another language.
    private static string? OwnName(string name)
    {
        for (var at = name.IndexOf(' ', StringComparison.Ordinal); at > 0; at = name.IndexOf(' ', at + 1))
        {
            if (IsLatin(name[(at + 1)..]) && char.IsUpper(name[at + 1]))
                return name[(at + 1)..].Trim('«', '»', '"');
        }

        return null;
    }

    // "Африка одағы Комиссиясы": the international organisation whose name begins that of its organ.
    private string? WholeOf(Draft draft) => draft.Sort is "commission" or "council" or "committee" or "agency" or "centre" && _pack.Gazetteer.MatchAt(_tokens, draft.Tokens.Start, draft.Tokens.End) is { } match && match.Tokens.End < draft.Tokens.End
        && match.Entries.FirstOrDefault(e => e.Kind == GazetteerKind.Organisation) is { Id: { } id } && _pack.Reference.Organisations.TryGetValue(id, out var row) && row.Kind is "igo" or "format" ? id : null;

    // "Португал тілді елдер қауымдастығы", "Араб мемлекеттерінің лигасы"
    private bool IsOfStates(Draft draft) => Enumerable.Range(draft.Tokens.Start, draft.Tokens.Length).Any(t => _tokens[t].HasBase("ел") || _tokens[t].HasBase("мемлекет"));
}
