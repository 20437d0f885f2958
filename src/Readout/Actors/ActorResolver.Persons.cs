using System.Collections.Frozen;
using System.Collections.Immutable;
using Readout.Morphology;
using Readout.Reference;
using Readout.Text;

namespace Readout.Actors;

// Persons: who is who among full names, surnames, initials and spellings, and which office is whose.
internal sealed partial class ActorResolver
{
    private sealed class Known
    {
        public required int Actor;
        public required string Surname;
        public required string Given;
        public string? Id;
    }

    private readonly List<Known> _known = [];

    private void Persons()
    {
        // Full names first, so that a surname or an initial anywhere finds its bearer; the title's telling comes after the body's.
        var order = Enumerable.Range(0, _drafts.Count).Where(d => _drafts[d].Kind == DraftKind.Person)
            .OrderBy(d => IsShort(_drafts[d]) ? 1 : 0).ThenBy(d => _text.IsInTitle(_drafts[d].Tokens.Start) ? 1 : 0).ThenBy(d => d).ToArray();
        foreach (var d in order)
        {
            var actor = Person(_drafts[d]);
            if (actor >= 0)
                _meant[d] = [actor];
        }

        Appositions();
        Leaders();
        OfMinistries();
        Coordinated();
        Possessed();
        Runners();
        Spouses();
        Colleagues();
    }

    // "Халед аль-Атыйя, министр иностранных дел Катара, заявил": the office after the comma is his who stands before it.
    private void Appositions()
    {
        for (var d = 0; d + 1 < _drafts.Count; d++)
        {
            if (_drafts[d].Kind != DraftKind.Person || _meant[d].Length != 1 || _drafts[d].Extent.End >= _tokens.Length || !_tokens[_drafts[d].Extent.End].Is(','))
                continue;
            var office = _drafts.FindIndex(d + 1, o => !o.IsNested && o.Extent.Start > _drafts[d].Extent.End - 1);
            if (office < 0 || _drafts[office] is not { Kind: DraftKind.Office, Office: { } held } || _drafts[office].Extent.Start != _drafts[d].Extent.End + 1 || (_drafts[office].Cases & _drafts[d].Cases) == 0
                || _drafts[office].Extent.End >= _tokens.Length || _tokens[_drafts[office].Extent.End] is { IsWord: true, Fold: not "и" } or { Kind: TokenKind.Number })
                continue;
            if (_actors[_meant[d][0]] is { Ref: null, Office: null } || _actors[_meant[d][0]].Country == held.State)
            {
                Enrich(_meant[d][0], held, _drafts[d]);
                _meant[office] = _meant[d];
            }
        }
    }

    // "делегация Монголии во главе с председателем Хурала Амарбаясгаланом": he serves the state of those whom he leads.
    private void Leaders()
    {
        for (var d = 0; d < _drafts.Count; d++)
        {
            if (_drafts[d] is not { Kind: DraftKind.Person } draft || _meant[d].Length != 1 || _actors[_meant[d][0]] is not { Kind: ActorKind.Person, Ref: null, Country: null } actor)
                continue;
            var start = draft.Extent.Start;
            // "министром транспорта Ирана Исламом и заместителем министра Сейфом": of the same state.
            if (start > 1 && _tokens[start - 1].Fold == "и" && draft.Office is { Id: not "governor", Organisation: < 0 } && _drafts.Find(p => p.Kind == DraftKind.Person && p.Extent.End == start - 1) is { Office.State: { } shared } before && (before.Cases & draft.Cases) != 0)
            {
                _actors[_meant[d][0]] = actor with { Country = shared, Office = actor.Office is { Of: null } served ? served with { Of = shared } : actor.Office };
                continue;
            }

            var leads = start > 0 && (_tokens[start - 1].HasBase("возглавляемый") || _tokens[start - 1].HasBase("возглавлять"));
            // "во главе с его президентом"
            if (start > 3 && _tokens[start - 1].Fold is "его" or "ее" or "их" && _tokens[start - 2].Fold is "с" or "со" && _tokens[start - 3].Fold == "главе")
                leads = true;
            if (!leads && (start < 3 || _tokens[start - 1].Fold is not ("с" or "со") || _tokens[start - 2].Fold != "главе"))
                continue;
            var sentence = _text.SentenceOf(start).Tokens.Start;
            var led = _drafts.FindLastIndex(s => s.Kind is DraftKind.State or DraftKind.Organisation && s.Tokens.Start >= sentence && s.Tokens.End < start);
            if (led >= 0 && _meant[led].Length == 1 && _actors[_meant[led][0]].Country is { } country)
            {
                // "делегация Сената во главе с его президентом": of a chamber he is the speaker.
                var isOfChamber = actor.Office?.Id is "president" or "chairman" && _tokens[start - 1].Fold is "его" or "ее" && _drafts.Exists(s => s is { Kind: DraftKind.Organisation, Sort: "parliament" } && s.Tokens.Start >= sentence && s.Tokens.End < start);
                var served = actor.Office is { Of: null } office ? office with { Of = country } : actor.Office;
                _actors[_meant[d][0]] = actor with { Country = country, Office = isOfChamber ? served! with { Id = "speaker" } : served };
            }
        }
    }

    // "вице-президент", and not "директор", "депутат".
    private bool IsOfGovernment(OfficeDraft office) => _pack.Language == "ru" && _tokens[office.Tokens.Start..office.Tokens.End].Any(t => t.HasBase("вице-президент") || t.HasBase("госсекретарь") || t.HasBase("командующий"));

    // "МИД Польши вызвал посла … Замминистра Ян Вильк": of the ministry named before in the paragraph or at the end of the one before.
    private void OfMinistries()
    {
        for (var d = 0; d < _drafts.Count; d++)
        {
            if (_drafts[d] is not { Kind: DraftKind.Person, Office: { Id: "minister" or "deputy-minister" or "foreign-minister" or "spokesperson" or "deputy-prime-minister" or "prime-minister" or "other", State: null, Organisation: < 0 } held } draft || held.Id == "other" && !IsOfGovernment(held) || _meant[d].Length != 1
                || _actors[_meant[d][0]] is not { Ref: null, Country: null } actor)
                continue;
            var paragraph = _text.SentenceOf(draft.Tokens.Start).Paragraph;
            var ministries = Enumerable.Range(0, d).Where(o => _drafts[o] is { Kind: DraftKind.Organisation, Sort: "ministry" or null } && _meant[o].Length == 1 && _actors[_meant[o][0]] is { Country: not null, Sector: "GOV" } && !_text.IsInTitle(_drafts[o].Tokens.Start)
                && paragraph - _text.SentenceOf(_drafts[o].Tokens.Start).Paragraph is 0 or 1).Select(o => _actors[_meant[o][0]].Country!).ToArray();
            if (ministries.Length > 0 && ministries.Distinct().Count() == 1)
                _actors[_meant[d][0]] = actor with { Country = ministries[0], Office = actor.Office is { Of: null } office ? office with { Of = ministries[0] } : actor.Office };
        }
    }

    // "Kazakh-Hungarian commission under Trade Minister A and Hungarian Finance Minister B": of two sides A serves the other one.
    private void Coordinated()
    {
        for (var d = 0; d < _drafts.Count; d++)
        {
            if (_drafts[d] is not { Kind: DraftKind.Person, Office: { State: null, Organisation: < 0 } } draft || _meant[d].Length != 1 || draft.Extent.End + 1 >= _tokens.Length || _tokens[draft.Extent.End].Fold != "and"
                || _actors[_meant[d][0]] is not { Ref: null, Country: null, Office: { Of: null } office } officer)
                continue;
            var other = _drafts.FindIndex(o => o.Kind == DraftKind.Person && !o.IsNested && o.Extent.Start == draft.Extent.End + 1 && o.Office?.State is not null);
            if (other < 0)
                continue;
            var pair = TitleStates();
            if (_drafts.Find(o => o is { Rule: "compound-adjective", Ids.Length: 2 }) is { } compound)
                pair = [.. compound.Ids];
            if (pair.Count == 2 && pair.Contains(_drafts[other].Office!.State!) && pair.Find(s => s != _drafts[other].Office!.State) is { } state)
                _actors[_meant[d][0]] = officer with { Country = state, Office = office with { Of = state } };
        }
    }

    // "The China Coast Guard rejected it. Its spokesman, Gan Yu, said …", "его пресс-секретарь Иванов": he serves whom the one named before serves.
    private void Possessed()
    {
        for (var d = 0; d < _drafts.Count; d++)
        {
            if (_drafts[d] is not { Kind: DraftKind.Person, Office: { State: null, Organisation: < 0, IsColleague: false } held } draft || held.Tokens.Start == 0 || _meant[d].Length != 1
                || _actors[_meant[d][0]] is not { Ref: null, Country: null, Office: { Of: null } office } officer || !Possessives.TryGetValue(_tokens[held.Tokens.Start - 1].Fold, out var isOfPerson))
                continue;
            var from = _text.SentenceOf(held.Tokens.Start);
            // "Организация предложила посредничество. Её генеральный секретарь …": he heads the body named before, and no state.
            if (held.Id is "executive" or "secretary-general")
            {
                if (_pack.Language == "ru" && _drafts.FindLastIndex(d - 1, o => o is { Kind: DraftKind.Organisation, IsNested: false }) is >= 0 and var headed && _meant[headed] is [var body] && _actors[body].Sector is not "MED" && _text.SentenceOf(_drafts[headed].Tokens.Start).Paragraph == from.Paragraph)
                    _actors[_meant[d][0]] = officer with { Office = office with { Of = _actors[body].Party } };
                continue;
            }

            // "Costa met Japarov and called Berdimuhamedov, his spokeswoman, X, said": the subject's.
            if (isOfPerson == true && _tokens[held.Tokens.Start - 2].Is(',') && _drafts.FindIndex(o => o is { Kind: DraftKind.Person, IsNested: false } && o.Tokens.Start >= from.Tokens.Start && o.Tokens.End < held.Tokens.Start && (o.Cases & Cases.Nominative) != 0) is >= 0 and var master && _meant[master].Length == 1)
            {
                if (_actors[_meant[master][0]].Country is { } own)
                    _actors[_meant[d][0]] = officer with { Country = own, Office = office with { Of = own } };
                else if (_actors[_meant[master][0]].Office?.Of is { } served)
                    _actors[_meant[d][0]] = officer with { Office = office with { Of = served } };
                continue;
            }

            for (var o = d - 1; o >= 0 && _text.SentenceOf(_drafts[o].Tokens.Start) is var sentence && sentence.Paragraph == from.Paragraph; o--)
            {
                // Offices without a name are resolved later: the state stands in their words.
                (bool? isPerson, string? state) = _drafts[o] switch
                {
                    { IsNested: true } => ((bool?)null, (string?)null),
                    { Kind: DraftKind.Office, Office.State: { } theirs } => (true, theirs),
                    { Kind: not DraftKind.Place } when _meant[o].Length == 1 => (_actors[_meant[o][0]].Kind == ActorKind.Person, _actors[_meant[o][0]].Country),
                    _ => (null, null),
                };
                if (isPerson is null || isOfPerson is { } wanted && wanted != isPerson)
                    continue;
                // "a family firm from Todmorden. Its director": he runs a company.
                if (office.Id == "other" && _drafts[o] is { Kind: DraftKind.Organisation, Sort: "company" or "bank" })
                    _actors[_meant[d][0]] = officer with { Office = office with { Id = "executive" }, Sector = "BUS" };
                // "the Assembly … with its President"
                else if (office.Id is "president" or "chairman" && _drafts[o] is { Kind: DraftKind.Organisation, Sort: "parliament" })
                    _actors[_meant[d][0]] = officer with { Country = state, Office = office with { Id = "speaker", Of = state } };
                else if (state is not null)
                    _actors[_meant[d][0]] = officer with { Country = state, Office = office with { Of = state } };
                break;
            }
        }
    }

    // "Oumarou, who runs the refrigeration company Sahel Froid": what she runs stands behind the verb.
    private void Runners()
    {
        for (var d = 0; d + 1 < _drafts.Count; d++)
        {
            if (_drafts[d] is { Kind: DraftKind.Person, Office: { Id: "other", Organisation: < 0 } held } && _meant[d].Length == 1 && _tokens[held.Tokens.Start].Fold == "who" && _actors[_meant[d][0]] is { Ref: null, Office: { } office } runner
                && _drafts.FindIndex(d + 1, o => o.Kind == DraftKind.Organisation && !o.IsNested) is >= 0 and var body && _drafts[body].Tokens.Start <= held.Tokens.End + 4 && _drafts[body].Sort is "company" or "bank")
                _actors[_meant[d][0]] = runner with { Office = office with { Id = "executive" }, Sector = "BUS" };
        }
    }

    // Whether the owner is a person; null for words that do not tell.
    private static readonly FrozenDictionary<string, bool?> Possessives = new Dictionary<string, bool?>(StringComparer.Ordinal)
    {
        ["his"] = true,
        ["her"] = true,
        ["its"] = false,
        ["their"] = null,
        ["его"] = null,
        ["ее"] = null,
        ["их"] = null,
        ["оның"] = null,
        ["олардың"] = null,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // "президент Кыргызстана и его супруга Айгуль": of the state of the one named before.
    private void Spouses()
    {
        for (var d = 0; d < _drafts.Count; d++)
        {
            if (_drafts[d] is not { Kind: DraftKind.Person } draft || draft.Extent.Start == 0 || _meant[d].Length != 1 || _actors[_meant[d][0]] is not { Ref: null, Country: null } spouse)
                continue;
            var before = _tokens[draft.Extent.Start - 1];
            if (!before.HasBase("супруга") && !before.HasBase("супруг") && !before.HasBase("жена"))
                continue;
            var husband = _drafts.FindLastIndex(p => p.Kind == DraftKind.Person && p.Extent.End < draft.Extent.Start);
            if (husband >= 0 && _meant[husband].Length == 1)
                _actors[_meant[d][0]] = spouse with { Country = _actors[_meant[husband][0]].Country };
        }
    }

    // "Вице-премьер Иван Петров встретился с белорусским коллегой Павлом Ивановым": a colleague holds the same office.
    private void Colleagues()
    {
        for (var d = 0; d < _drafts.Count; d++)
        {
            if (_drafts[d] is not { Kind: DraftKind.Person, Office: { IsColleague: true } } colleague || _meant[d].Length != 1 || _actors[_meant[d][0]] is not { Ref: null, Office: { Id: "other" } own } actor)
                continue;
            for (var e = d - 1; e >= 0; e--)
            {
                if (_meant[e].Length == 1 && _actors[_meant[e][0]] is { Kind: ActorKind.Person, Office: { } held } other && other.Country != actor.Country)
                {
                    if (held.Id is not ("other" or "executive"))
                        _actors[_meant[d][0]] = actor with { Office = own with { Id = held.Id }, Sector = SectorOf(held) };
                    break;
                }
            }
        }
    }

    private bool IsShort(Draft draft) => draft.Rule == "surname" || draft.Rule != FullName && (draft.Tokens.Length == 1 || _tokens[draft.Tokens.Start].Text.Length == 1);

    private int Person(Draft draft)
    {
        var office = draft.Office;
        var words = (draft.Name ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var single = draft.Tokens.Length == 1 && draft.Rule != FullName;
        var surname = TextNormalizer.Fold(words.Length > 0 ? words[^1] : _tokens[draft.Tokens.End - 1].Text);
        var given = words.Length > 1 ? TextNormalizer.Fold(words[0]).TrimEnd('.') : "";
        // The form itself may be the base form: "А. Каландарзода" is no genitive.
        if (draft.Tokens.Length > 1 && !_known.Any(k => k.Surname == surname))
        {
            var last = _tokens[draft.Tokens.End - 1];
            if (_known.FirstOrDefault(k => k.Surname == last.Fold || last.HasBase(k.Surname)) is { } bearer)
                surname = bearer.Surname;
        }

        var known = _known.FirstOrDefault(k => draft.Ids.Length > 0 && k.Id is not null && draft.Ids.Contains(k.Id))
            ?? _known.FirstOrDefault(k => SamePerson(k, surname, given, draft));
        if (known is not null)
        {
            Enrich(known.Actor, office, draft);
            return known.Actor;
        }

        var row = draft.Ids.Length > 0 ? BestPerson(draft.Ids, office, isFullName: !IsShort(draft)) : null;
        // "посланник Трампа": he serves the one named, and goes unnamed himself.
        if (single && office?.Id is "envoy" or "spokesperson" or "adviser" && draft.Ids.Length == 1 && _pack.Reference.Persons[draft.Ids[0]] is var master
            && !master.Terms.Any(t => _pack.Reference.Offices.TryGetValue(t.Office, out var held) && held.RecordId == office.Id))
        {
            (row, office) = (master, null);
            draft = draft with { Office = null };
        }

        if (row is null && given.Length is 1 or 2 && words.Length == 2)
            row = ByInitial(surname, given, office);
        if (row is null && words.Length > 1 && given.Length > 2)
            row = BySpelling(surname, given, office) ?? ByOffice(surname, given, office);
        if (row is not null && _known.FirstOrDefault(k => k.Id == row.Id) is { } met)
        {
            Enrich(met.Actor, office, draft);
            return met.Actor;
        }

        if (row is null && single && office is not null && FamilyName(draft, office) is { } family)
        {
            Enrich(family.Actor, office, draft);
            return family.Actor;
        }

        if (row is null && single && office is null)
            return -1;
        // A surname after an office ("президент Путин"): the holder of that name, else a new person.
        return Add(row, draft, surname, given);
    }

    // Of several offices held at once the one by which a person is met: a secretary of state who is adviser too.
    private TermRow? TermOf(PersonRow row)
    {
        TermRow? best = null;
        var rank = 3;
        foreach (var term in row.Terms)
        {
            if (_day is { } day && ((term.From is { } from && from.First > day) || (term.To is { } to && to.Last < day)) || (_day is null && term.To is not null))
                continue;
            var own = (_pack.Reference.Offices.TryGetValue(term.Office, out var office) ? office.Rank : "") switch { "hos" => 0, "hog" => 1, "fm" => 2, _ => 3 };
            if (own < rank)
                (best, rank) = (term, own);
        }

        return best ?? row.TermAt(_day);
    }

    private static bool SamePerson(Known known, string surname, string given, Draft draft)
    {
        if (known.Surname != surname && !(draft.Rule == "surname" && draft.Name is null && known.Surname == surname))
            return false;
        return given.Length == 0 || known.Given.Length == 0 || known.Given == given || IsSpellingOf(known.Given, given, 1)
            || (given.Length <= 2 && known.Given.StartsWith(given.TrimEnd('.'), StringComparison.Ordinal))
            || (known.Given.Length <= 2 && given.StartsWith(known.Given.TrimEnd('.'), StringComparison.Ordinal));
    }

    // "Мовлут Чавушоглу", "Касыма-Жомарта Токаева": the given name spelled or declined in another way; a state named with it allows more.
    private PersonRow? BySpelling(string surname, string given, OfficeDraft? office)
    {
        if (!_pack.Reference.PersonsBySurname.TryGetValue(surname, out var bearers))
            return null;
        var rows = bearers.Where(p => p.Names.TryGetValue(_pack.Language, out var name) && TextNormalizer.Fold(name).Split(' ') is { Length: > 1 } parts
            && IsSpellingOf(parts[0], given, office?.State is { } state && p.Terms.Any(t => t.Country == state) ? 2 : 1)).Select(p => p.Id).ToImmutableArray();
        return rows.Length == 0 ? null : BestPerson(rows, office, isFullName: true);
    }

    // "President Joseph R. Biden" is Joe Biden: the one of that name who holds just that office on the day.
    private PersonRow? ByOffice(string surname, string given, OfficeDraft? office)
    {
        if (office is not { Id: "president" or "prime-minister" or "foreign-minister" } || !_pack.Reference.PersonsBySurname.TryGetValue(surname, out var bearers))
            return null;
        var rows = bearers.Where(p => TermOf(p) is { } term && _pack.Reference.Offices.TryGetValue(term.Office, out var held) && held.RecordId == office.Id && (office.State is null || term.Country == office.State)
            && p.Names.TryGetValue(_pack.Language, out var name) && TextNormalizer.Fold(name)[0] == given[0]).ToList();
        return rows.Count == 1 ? rows[0] : null;
    }

    private static bool IsSpellingOf(string known, string given, int most)
    {
        // "Майк" and "Майкл"
        if (known.Length >= 4 && given.Length >= 4 && (known.StartsWith(given, StringComparison.Ordinal) || given.StartsWith(known, StringComparison.Ordinal)) && Math.Abs(known.Length - given.Length) == 1)
            return true;
        if (known.Length < 5 || given.Length < 5 || known[0] != given[0] || Math.Abs(known.Length - given.Length) > most)
            return false;
        // Letters that differ, leading and trailing ones shared: enough for names.
        var (start, a, b) = (0, known.Length, given.Length);
        while (start < a && start < b && known[start] == given[start])
            start++;
        while (a > start && b > start && known[a - 1] == given[b - 1])
            (a, b) = (a - 1, b - 1);
        return Math.Max(a, b) - start <= most;
    }

    // "Председатель Си", "премьер Ли": the family name that begins an East Asian name.
    private Known? FamilyName(Draft draft, OfficeDraft office)
    {
        var family = _tokens[draft.Tokens.Start].Fold;
        return _known.FirstOrDefault(k => k.Id is not null && k.Given == family && _pack.Reference.Persons[k.Id] is var row && row.LocalShort == row.Names.GetValueOrDefault(_pack.Language)
            && (office.State is null || _actors[k.Actor].Country == office.State));
    }

    private PersonRow? ByInitial(string surname, string initial, OfficeDraft? office)
    {
        var rows = _pack.Reference.Persons.Values
            .Where(p => TextNormalizer.Fold(p.LocalShort) == surname && p.Names.TryGetValue(_pack.Language, out var name) && TextNormalizer.Fold(name).StartsWith(initial.TrimEnd('.'), StringComparison.Ordinal))
            .Select(p => p.Id).Order(StringComparer.Ordinal).ToImmutableArray();
        return rows.Length == 0 ? null : BestPerson(rows, office, isFullName: false);
    }

    private PersonRow? BestPerson(ImmutableArray<string> ids, OfficeDraft? office, bool isFullName)
    {
        PersonRow? best = null;
        var score = isFullName ? -1 : 0;
        foreach (var id in ids)
        {
            var row = _pack.Reference.Persons[id];
            var term = TermOf(row);
            var s = term is null ? 0 : _pack.Reference.Offices.TryGetValue(term.Office, out var o) && o.Rank is "hos" or "hog" or "fm" ? 3 : 1;
            // "联合国秘书长古特雷斯" is not the president of that name.
            if (office is not null && office.Id is not ("" or "other") && row.Terms.Any(t => _pack.Reference.Offices.TryGetValue(t.Office, out var named) && named.RecordId == office.Id))
                s += 3;
            if (office?.State is { } state)
                s += row.Terms.Any(t => t.Country == state) ? 4 : -4;
            if (term?.Country is { } country && _drafts.Any(d => d.Kind == DraftKind.State && d.Ids.Contains(country)))
                s += 2;
            // "Песков" beside "пресс-секретарь президента России": the office that he holds is spoken of.
            if (!isFullName && office is null && term is not null && _pack.Reference.Offices.TryGetValue(term.Office, out var held) && _drafts.Any(d => d.Office is { } spoken && spoken.Id == held.RecordId && held.RecordId != "other" && spoken.State == term.Country))
                s += 2;
            if (!isFullName && office is null && (term is null || s < 5))
                continue;
            if (s > score)
                (best, score) = (row, s);
        }

        return best;
    }

    private int Add(PersonRow? row, Draft draft, string surname, string given)
    {
        var index = _actors.Count;
        var office = OfficeOf(row, draft.Office, out var country);
        if (office is not null && row is not null && draft.Office is null && _pack.Reference.Offices.TryGetValue(office.Detail ?? "", out var held) && held.Rank == "spouse")
            office = null;
        var name = row?.NameEn ?? _pack.Names.ToEnglish(draft.Name ?? _text.SpanOf(draft.Tokens).In(_text.Text));
        var names = row?.Names ?? ImmutableSortedDictionary<string, string>.Empty.Add(_pack.Language, draft.Name ?? _text.SpanOf(draft.Tokens).In(_text.Text));
        _actors.Add(new ActorEntry
        {
            Kind = ActorKind.Person,
            Ref = row?.Id,
            Name = name,
            Names = names,
            Country = country,
            Office = office,
            Sector = SectorOf(office),
            Gender = draft.Gender,
            Rule = row is null ? draft.Rule : "reference",
        });
        if (row is not null && names.TryGetValue(_pack.Language, out var written))
        {
            var parts = TextNormalizer.Fold(written).Split(' ');
            _known.Add(new Known { Actor = index, Surname = TextNormalizer.Fold(row.LocalShort.Length > 0 ? row.LocalShort.Split(' ')[^1] : parts[^1]), Given = parts.Length > 1 ? parts[0] : "", Id = row.Id });
        }
        else
        {
            _known.Add(new Known { Actor = index, Surname = surname, Given = given });
        }

        return index;
    }

    private string? SectorOf(Office? office) => office?.Id switch
    {
        null => null,
        _ when office.Title is { } title && (title.StartsWith("former ", StringComparison.OrdinalIgnoreCase) || title.StartsWith("ex-", StringComparison.OrdinalIgnoreCase)) => "ELI",
        "executive" => "BUS",
        "speaker" => "LEG",
        "secretary-general" => "IGO",
        "other" => null,
        _ => "GOV",
    };

    // The text's office wins over the dictionary's when it says which; the dictionary fills what the text leaves out.
    private Office? OfficeOf(PersonRow? row, OfficeDraft? draft, out string? country)
    {
        var term = row is null ? null : TermOf(row);
        var termOffice = term is not null && _pack.Reference.Offices.TryGetValue(term.Office, out var known) ? known : null;
        country = draft?.State ?? term?.Country;
        if (row is not null && term?.Country is not null)
            country = term.Country;
        var organisation = draft is { Organisation: >= 0 } ? OrganisationParty(draft.Organisation) : null;
        // "economist Ana Mora": what she does is no office, and serves no state.
        if (draft is { Id: "none" })
        {
            if (term is null)
                country = null;
            draft = null;
        }

        // "Riyad Haddad of Syria": a state and no office.
        if (draft is null or { Id: "" })
            return termOffice is null ? null : new Office(termOffice.RecordId, null, term!.Country ?? term.Organisation, termOffice.Id);
        var title = _text.SpanOf(draft.Tokens).In(_text.Text);
        // A person known to hold a state's office is met by it, unless the text names another one.
        if (termOffice is not null && (draft.Id is "other" or "chairman" || draft.IsColleague || draft.Id == termOffice.RecordId || (draft.Id == "minister" && draft.State is null && termOffice.RecordId == "foreign-minister")))
            return new Office(termOffice.RecordId, title, term!.Country ?? term.Organisation, termOffice.Id);
        if (draft.Id is "executive" or "secretary-general" || (draft.Id is "other" or "chairman" && organisation is not null && draft.State is null))
        {
            // "секретарь посольства Эстонии": the body is its state's.
            var isOfState = organisation is not null && _pack.Reference.States.ContainsKey(organisation);
            if (term?.Country is null)
                country = isOfState ? country ?? organisation : null;
            return new Office(draft.Id, title, organisation ?? draft.State, draft.Detail);
        }

        // "the State Department's spokeswoman": who speaks for a state's organ serves the state.
        if (country is null && organisation is not null && _pack.Reference.States.ContainsKey(organisation))
            country = organisation;
        return new Office(draft.Id, title, draft.State ?? country ?? organisation, draft.Detail);
    }

    private string? OrganisationParty(int draft) => draft < _meant.Length && _meant[draft].Length == 1 ? _actors[_meant[draft][0]].Party : null;

    private void Enrich(int actor, OfficeDraft? office, Draft draft)
    {
        var entry = _actors[actor];
        if (entry.Gender == Genders.None && draft.Gender != Genders.None)
            entry = entry with { Gender = draft.Gender };
        if (entry.Office is null && office is not null)
        {
            var row = entry.Ref is null ? null : _pack.Reference.Persons.GetValueOrDefault(entry.Ref);
            entry = entry with { Office = OfficeOf(row, office, out var country), Country = entry.Country ?? country };
            entry = entry with { Sector = SectorOf(entry.Office) };
        }
        else if (entry.Country is null && office?.State is { } state && entry.Office?.Id is not ("executive" or "secretary-general"))
        {
            entry = entry with { Country = state };
        }

        _actors[actor] = entry;
    }

    // Surnames that stand alone after the full name: "Саткалиев", "Каландарзода".
    private void BareSurnames()
    {
        var covered = new bool[_tokens.Length];
        foreach (var draft in _drafts)
        {
            for (var i = draft.Extent.Start; i < draft.Extent.End; i++)
                covered[i] = true;
        }

        var surnames = _known.Where(k => k.Surname.Length > 2).GroupBy(k => k.Surname).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        if (surnames.Count == 0)
            return;
        for (var i = 0; i < _tokens.Length; i++)
        {
            var token = _tokens[i];
            if (covered[i] || !token.IsCapitalized)
                continue;
            if (Bearer(token, surnames) is not { } known)
                continue;
            _extra.Add((new Draft
            {
                Kind = DraftKind.Person,
                Tokens = new TokenRange(i, i + 1),
                Extent = new TokenRange(i, i + 1),
                Form = MentionForm.Name,
                Cases = CasesOfSurname(i, known.Surname),
                Rule = "surname",
            }, known.Actor));
        }
    }

    // "Омаров" is the man, and no genitive of another word.
    private Cases CasesOfSurname(int i, string surname)
    {
        var cases = _syntax.CaseOf[i] == Cases.None ? Cases.Any : _syntax.CaseOf[i];
        return _tokens[i].Fold == surname && _syntax.PrepositionOf[i] is null ? cases | Cases.Nominative : cases;
    }

    private static Known? Bearer(Token token, Dictionary<string, Known> surnames)
    {
        if (surnames.TryGetValue(token.Fold, out var known))
            return known;
        foreach (var reading in token.Readings)
        {
            if (surnames.TryGetValue(reading.Base, out known))
                return known;
        }

        return null;
    }

    private readonly List<(Draft Draft, int Actor)> _extra = [];
}
