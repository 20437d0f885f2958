using System.Collections.Immutable;
using Readout.Morphology;
using Readout.Places;
using Readout.Reference;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Actors;

/// <summary>Tells whom and what the drafts mean: one actor for all names and descriptions of a person, state or organisation; places apart from capitals that stand for governments.</summary>
internal sealed class ActorResolver
{
    private readonly SegmentedText _text;
    private readonly SyntaxLayer _syntax;
    private readonly LanguagePack _pack;
    private readonly Token[] _tokens;
    private readonly List<Draft> _drafts;
    private readonly DateOnly? _day;
    private readonly string? _publisher;
    private readonly List<ActorEntry> _actors = [];
    private readonly Dictionary<string, int> _byRef = new(StringComparer.Ordinal);
    private readonly List<PlaceEntry> _places = [];
    private readonly List<PlaceMention> _placeMentions = [];
    private readonly Dictionary<string, int> _placeByKey = new(StringComparer.Ordinal);

    // For each draft the actors that it means; empty when it means none (a place, a description of nobody).
    private readonly ImmutableArray<int>[] _meant;
    private readonly MentionForm[] _forms;
    private string? _home;
    private ImmutableArray<int> _sides = [];
    private int _guest = -1;
    private int _dateline = -1;

    private ActorResolver(SegmentedText text, SyntaxLayer syntax, List<Draft> drafts, LanguagePack pack, DateOnly? day, string? publisher)
    {
        (_text, _syntax, _drafts, _pack, _tokens, _day, _publisher) = (text, syntax, drafts, pack, text.Tokens, day, publisher);
        _meant = new ImmutableArray<int>[drafts.Count];
        Array.Fill(_meant, []);
        _forms = [.. drafts.Select(d => d.Form)];
    }

    /// <summary>Resolves drafts into actors and places.</summary>
    /// <param name="day">Date of the report: office holders depend on it; null takes the latest known.</param>
    /// <param name="publisher">Who published the report, as the caller writes it; null when not known.</param>
    public static (ActorLayer Actors, PlaceLayer Places) Resolve(
        SegmentedText text, SyntaxLayer syntax, List<Draft> drafts, LanguagePack pack, DateOnly? day, string? publisher)
    {
        var resolver = new ActorResolver(text, syntax, drafts, pack, day, publisher);
        resolver.PlacesAndMetonyms();
        resolver.States();
        resolver.Organisations();
        resolver.Persons();
        resolver.BareSurnames();
        resolver.HomeAndSides();
        resolver.BareMinistries();
        resolver.CountriesOfUnknownPlaces();
        resolver.CountriesOfGovernors();
        resolver.Descriptions();
        return resolver.Layers();
    }

    // ---- places

    private void PlacesAndMetonyms()
    {
        for (var d = 0; d < _drafts.Count; d++)
        {
            var draft = _drafts[d];
            if (draft.Kind != DraftKind.Place)
                continue;
            var row = draft.Ids.Length == 0 ? null : BestPlace(draft.Ids);
            var first = draft.Tokens.Start;
            if (IsDateline(first))
            {
                AddPlace(draft, row);
                if (_dateline < 0)
                    _dateline = _placeMentions[^1].Place;
                continue;
            }

            if (row is not null && !draft.IsNested && StandsForGovernment(row, first, draft.Tokens.End))
            {
                if (row.MetonymFor is { } metonym && row.Kind is "residence" && row.Country is not null)
                {
                    // The building of a ministry that the dictionary knows stands for the ministry ("на Смоленской площади").
                    var ministry = "mfa-" + row.Country.ToLowerInvariant();
                    _meant[d] = [metonym.StartsWith("mfa@", StringComparison.Ordinal) && _pack.Reference.Organisations.ContainsKey(ministry) ? KnownOrganisation(ministry) : Residence(row)];
                }
                else if (row.Country is { } country)
                {
                    _meant[d] = [State(country)];
                    _forms[d] = MentionForm.Description;
                }

                continue;
            }

            AddPlace(draft, row);
        }
    }

    private void AddPlace(Draft draft, PlaceRow? row)
    {
        var key = row?.Id ?? draft.Name ?? _text.SpanOf(draft.Tokens).In(_text.Text);
        if (!_placeByKey.TryGetValue(key, out var index))
        {
            var name = draft.Name ?? key;
            _placeByKey[key] = index = _places.Count;
            _places.Add(row is null
                ? new PlaceEntry
                {
                    Name = _pack.Names.ToEnglish(name),
                    Names = ImmutableSortedDictionary<string, string>.Empty.Add(_pack.Language, name),
                    Country = null,
                    Kind = draft.Sort,
                    Rule = draft.Rule,
                }
                : new PlaceEntry
                {
                    Name = row.NameEn,
                    Names = row.Names,
                    Ref = row.Id,
                    Country = row.Country,
                    Kind = row.Kind == "border_crossing" ? "crossing" : row.Kind,
                    Lat = row.Lat,
                    Lon = row.Lon,
                    Parent = row.Parent,
                    Rule = draft.Rule,
                });
        }

        _placeMentions.Add(new PlaceMention(draft.Tokens, index));
    }

    private PlaceRow BestPlace(ImmutableArray<string> ids)
    {
        PlaceRow? best = null;
        foreach (var id in ids)
        {
            var row = _pack.Reference.Places[id];
            if (best is null || Weight(row) > Weight(best))
                best = row;
        }

        return best!;

        // A namesake in a state that the report speaks of wins, then what was listed by hand, then the larger town.
        double Weight(PlaceRow row) =>
            (row.Country is { } c && _drafts.Any(d => d.Kind == DraftKind.State && d.Ids.Contains(c)) ? 1e9 : 0) + (row.IsByHand ? 1e8 : 0) + row.Population;
    }

    private bool IsDateline(int token)
    {
        var sentence = _text.SentenceOf(token);
        var body = _text.HasTitle ? 1 : 0;
        return token == sentence.Tokens.Start && sentence.Paragraph >= body && sentence.Paragraph <= body + 1
            && token == _text.Sentences.First(s => s.Paragraph == sentence.Paragraph).Tokens.Start
            && token + 1 < _tokens.Length && !_tokens[token + 1].IsWord;
    }

    // "Пекин заявил", "с Пекином", "позицию Пекина": the government; "в Пекине", "из Пекина", "Пекин – Астана": the city.
    private bool StandsForGovernment(PlaceRow row, int first, int end)
    {
        var capital = row.Country is { } country && _pack.Reference.States.TryGetValue(country, out var state) && state.Capital == row.Id;
        if (!capital && row.MetonymFor is null)
            return false;
        if (IsOnRoute(first, end))
            return false;
        var preposition = _syntax.PrepositionOf[first];
        // "на Таллине лежит ответственность", "возложил вину на Вашингтон": towns go with "в", governments with "на".
        if (capital && preposition is "на")
            return true;
        // "в Берлине отказались от комментариев", "подчеркнули на Смоленской площади".
        if (preposition is "в" or "во" or "на" && IsWhereTheySay(first))
            return true;
        if (preposition is "в" or "во" or "на" or "из" or "до" or "через" or "под" or "над" or "при" or "по" or "близ" or "около" or "за")
            return false;
        if (preposition is "с" or "со" or "к" or "ко" or "между" or "для" or "против" or "перед" or "у" or "о" or "об")
            return true;
        var before = first > 0 ? _tokens[first - 1] : null;
        if (before is { IsWord: true } && (before.HasBase("город") || before.HasBase("столица") || before.HasBase("аэропорт") || before.HasBase("житель") || before.HasBase("улица") || before.HasBase("аким") || before.HasBase("мэр") || before.HasBase("центр") || before.HasBase("окрестность") || before.HasBase("порт") || before.HasBase("район") || before.HasBase("вокзал") || before.HasBase("университет") || before.HasBase("театр") || before.HasBase("площадь") || before.HasBase("музей") || before.HasBase("север") || before.HasBase("юг") || before.HasBase("запад") || before.HasBase("восток") || before.HasBase("пригород") || before.HasBase("метро") || before.HasBase("предместье") || before.HasBase("формат") || before.HasBase("саммит") || before.HasBase("форум") || before.HasBase("договоренность") || before.HasBase("день")))
            return false;
        var cases = _syntax.CaseOf[first];
        if (row.MetonymFor is not null && !capital)
            return (cases & Cases.Nominative) != 0 && (_syntax.ClauseAt(first).Predicate >= 0 || before is { Text: ":" });
        if ((cases & Cases.Nominative) != 0 && _syntax.ClauseAt(first) is { Predicate: >= 0 } clause && AgreesAsSubject(clause.Predicate) && !(first > clause.Predicate && HasSubjectBefore(clause)))
            return true;
        if ((cases & (Cases.Dative | Cases.Instrumental)) != 0 && (cases & (Cases.Nominative | Cases.Genitive | Cases.Locative)) == 0)
            return true;
        // "обращений Вашингтона", "позицию Пекина": what a noun has of a capital, unless it is of the town, is the government's.
        return (cases & Cases.Genitive) != 0 && before is { IsWord: true, IsCapitalized: false } && before.Readings.Length > 0 && before.Readings[0].Class == WordClass.Noun;
    }

    // A plural verb of saying without a subject: those who sit there speak.
    private bool IsWhereTheySay(int first)
    {
        var clause = _syntax.ClauseAt(first);
        if (clause.Predicate < 0 || !_tokens[clause.Predicate].Readings.Any(r => r is { Class: WordClass.Verb, Form: VerbForm.Past or VerbForm.NonPast, Numbers: Numbers.Plural }))
            return false;
        for (var i = clause.Tokens.Start; i < clause.Tokens.End; i++)
        {
            if (_syntax.PrepositionOf[i] is null && (_syntax.CaseOf[i] & Cases.Nominative) != 0 && i < clause.Predicate && _tokens[i].Readings.Any(r => (r.Cases & Cases.Nominative) != 0 && (r.Numbers & Numbers.Plural) != 0))
                return false;
        }

        var sentence = _text.SentenceOf(first).Tokens;
        var carries = _text.Quotations.Any(q => sentence.Contains(q.Tokens.End - 1)) || _tokens[sentence.Start..sentence.End].Any(t => t.Fold is "что" or "как");
        return _pack.Sayings.Sayings.At(_tokens[clause.Predicate], _tokens, sentence, _ => true).Take(1).Any(s => !s.Value.IsBlocker && (carries || !s.Value.IsNeutral));
    }

    // "Ильхам Алиев посетит Исламабад": what stands after the verb is its object when a subject stands before it.
    private bool HasSubjectBefore(Clause clause) =>
        _drafts.Any(d => d.Kind is DraftKind.Person or DraftKind.Office or DraftKind.State or DraftKind.Description or DraftKind.Pronoun or DraftKind.Organisation
            && !d.IsNested && d.Extent.Start >= clause.Tokens.Start && d.Extent.End <= clause.Predicate && (d.Cases & Cases.Nominative) != 0 && _syntax.PrepositionOf[d.Extent.Start] is null);

    private bool AgreesAsSubject(int predicate) =>
        _tokens[predicate].Readings.Any(r => r is { Class: WordClass.Verb, Form: VerbForm.Past or VerbForm.NonPast } && (r.Numbers & Numbers.Singular) != 0 && r.Person is 0 or 3)
        || _tokens[predicate].Readings.Any(r => r.IsShort);

    private bool IsOnRoute(int first, int end) =>
        (first >= 2 && _tokens[first - 1].Text is "–" or "—" or "-" or "--" && _tokens[first - 2].IsCapitalized)
        || (end + 1 < _tokens.Length && _tokens[end].Text is "–" or "—" or "-" or "--" && _tokens[end + 1].IsCapitalized);

    private int Residence(PlaceRow row)
    {
        if (_byRef.TryGetValue("place:" + row.Id, out var index))
            return index;
        _byRef["place:" + row.Id] = index = _actors.Count;
        _actors.Add(new ActorEntry
        {
            Kind = ActorKind.Organization,
            Ref = row.Id,
            Name = row.NameEn,
            Names = row.Names,
            Country = row.Country,
            Sector = "GOV",
            Rule = "metonym",
        });
        return index;
    }

    // ---- states

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

    // ---- organisations

    private void Organisations()
    {
        for (var d = 0; d < _drafts.Count; d++)
        {
            var draft = _drafts[d];
            if (draft.Kind != DraftKind.Organisation || IsBareMinistry(draft))
                continue;
            _meant[d] = [draft.Ids.Length > 0 ? KnownOrganisation(draft.Ids[0]) : NewOrganisation(draft)];
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
            Sector = StateOfOrgan(row) is not null ? "GOV" : row.Kind is "igo" or "organ" or "un-agency" or "ifi" or "format" ? "IGO" : row.Kind is "media" ? "MED" : row.Kind is "party" ? "PTY" : row.Kind is "company" or "state-company" or "bank" ? "BUS" : null,
            Rule = "reference",
        });
        return index;
    }

    // Organs of one state name it as their only member; organs of organisations ("Секретариат ООН") have none.
    private static string? StateOfOrgan(OrganisationRow row) => row is { Kind: "organ", Members: [var state] } ? state : null;

    private int NewOrganisation(Draft draft)
    {
        var state = draft.Office?.State;
        var official = draft.Sort is "ministry" or "embassy" or "parliament" or "committee" or "agency" && draft.Rule != "abbreviation";
        var name = draft.Name ?? _text.SpanOf(draft.Tokens).In(_text.Text);
        name = name.Trim('«', '»', '"', '“', '”', '„');
        var english = EnglishOrganisation(draft, name, state);
        // One ministry however it is written: "МИД Казахстана", "казахстанское внешнеполитическое ведомство".
        if (english.StartsWith("Ministry of Foreign Affairs of", StringComparison.Ordinal) && state is not null
            && (state == "CHN" ? "mfa-prc" : "mfa-" + state.ToLowerInvariant()) is var ministry && _pack.Reference.Organisations.ContainsKey(ministry))
            return KnownOrganisation(ministry);
        var key = "org:" + (draft.Sort == "ministry" && english.StartsWith("Ministry of Foreign", StringComparison.Ordinal) ? english : TextNormalizer.Fold(name));
        if (_byRef.TryGetValue(key, out var index))
            return index;
        _byRef[key] = index = _actors.Count;
        _actors.Add(new ActorEntry
        {
            Kind = ActorKind.Organization,
            Name = english,
            Names = ImmutableSortedDictionary<string, string>.Empty.Add(_pack.Language, name),
            Country = official ? state : null,
            Sector = official ? "GOV" : draft.Sort is "company" or "bank" ? "BUS" : draft.Sort is "media" ? "MED" : null,
            Rule = draft.Rule,
            IsBilateralBody = draft.Sort is "commission" or "council" or "committee" && !official,
        });
        return index;
    }

    // "МИД", "министерство": the one named before with its state, else the home state's.
    private void BareMinistries()
    {
        for (var d = 0; d < _drafts.Count; d++)
        {
            if (!IsBareMinistry(_drafts[d]))
                continue;
            var fold = TextNormalizer.Fold(_drafts[d].Name ?? "");
            var head = fold.Split(' ')[0];
            var before = -1;
            for (var e = 0; e < _drafts.Count; e++)
            {
                if (e != d && !IsBareMinistry(_drafts[e]) && _drafts[e].Kind == DraftKind.Organisation && _meant[e].Length == 1 && TextNormalizer.Fold(_text.SpanOf(_drafts[e].Tokens).In(_text.Text)).StartsWith(head[..Math.Min(4, head.Length)], StringComparison.Ordinal)
                    && (before < 0 || _drafts[e].Tokens.Start < _drafts[d].Tokens.Start))
                    before = e;
            }

            var state = _home;
            _meant[d] = before >= 0 ? _meant[before] : [NewOrganisation(_drafts[d] with { Office = state is null ? null : new OfficeDraft("", null, _drafts[d].Tokens, state, -1, 0) })];
        }
    }

    private static bool IsBareMinistry(Draft draft) => draft is { Kind: DraftKind.Organisation, Sort: "ministry", Office: null, Ids.Length: 0 } && draft.Tokens.Length == 1;

    private string EnglishOrganisation(Draft draft, string name, string? state)
    {
        string? English(string? iso3) => iso3 is null ? null : _pack.Reference.States[iso3].Names.GetValueOrDefault("en");
        var fold = TextNormalizer.Fold(name);
        if (draft.Sort == "ministry" && state is not null && (fold.StartsWith("мид", StringComparison.Ordinal) || fold.EndsWith(" мид", StringComparison.Ordinal) || fold.Contains("иностранных дел", StringComparison.Ordinal)))
            return $"Ministry of Foreign Affairs of {English(state)}";
        if (draft.Sort == "embassy" && state is not null)
        {
            var seat = _drafts.Where(s => s.Kind == DraftKind.State && draft.Tokens.Contains(s.Tokens) && s.Ids.Length == 1 && s.Ids[0] != state).Select(s => s.Ids[0]).FirstOrDefault();
            return seat is null ? $"Embassy of {English(state)}" : $"Embassy of {English(state)} in {English(seat)}";
        }

        return name.All(c => c < 0x250) ? name : _pack.Names.ToEnglish(name);
    }

    // ---- persons

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
            if (start < 3 || _tokens[start - 1].Fold is not ("с" or "со") || _tokens[start - 2].Fold != "главе")
                continue;
            var sentence = _text.SentenceOf(start).Tokens.Start;
            var state = _drafts.LastOrDefault(s => s is { Kind: DraftKind.State, Ids.Length: 1 } && s.Tokens.Start >= sentence && s.Tokens.End <= start - 2);
            if (state is not null)
                _actors[_meant[d][0]] = actor with { Country = state.Ids[0], Office = actor.Office is { Of: null } office ? office with { Of = state.Ids[0] } : actor.Office };
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

    private bool IsShort(Draft draft) => draft.Rule == "surname" || draft.Tokens.Length == 1 || _tokens[draft.Tokens.Start].Text.Length == 1;

    private int Person(Draft draft)
    {
        var office = draft.Office;
        var words = (draft.Name ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var single = draft.Tokens.Length == 1;
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
            row = BySpelling(surname, given, office);
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
        var rows = bearers.Where(p => p.Names.TryGetValue("ru", out var name) && TextNormalizer.Fold(name).Split(' ') is { Length: > 1 } parts
            && IsSpellingOf(parts[0], given, office?.State is { } state && p.Terms.Any(t => t.Country == state) ? 2 : 1)).Select(p => p.Id).ToImmutableArray();
        return rows.Length == 0 ? null : BestPerson(rows, office, isFullName: true);
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
        return _known.FirstOrDefault(k => k.Id is not null && k.Given == family && _pack.Reference.Persons[k.Id] is var row && row.ShortRu == row.Names.GetValueOrDefault("ru")
            && (office.State is null || _actors[k.Actor].Country == office.State));
    }

    private PersonRow? ByInitial(string surname, string initial, OfficeDraft? office)
    {
        var rows = _pack.Reference.Persons.Values
            .Where(p => TextNormalizer.Fold(p.ShortRu) == surname && p.Names.TryGetValue("ru", out var name) && TextNormalizer.Fold(name).StartsWith(initial.TrimEnd('.'), StringComparison.Ordinal))
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
        var before = draft.Extent.Start > 0 ? _tokens[draft.Extent.Start - 1] : null;
        if (country is null && before is { IsWord: true } && (before.HasBase("супруга") || before.HasBase("супруг") || before.HasBase("жена")) && _known.Count > 0)
            country = _actors[_known[^1].Actor].Country;
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
        if (row is not null && names.TryGetValue("ru", out var russian))
        {
            var parts = TextNormalizer.Fold(russian).Split(' ');
            _known.Add(new Known { Actor = index, Surname = TextNormalizer.Fold(row.ShortRu.Length > 0 ? row.ShortRu.Split(' ')[^1] : parts[^1]), Given = parts.Length > 1 ? parts[0] : "", Id = row.Id });
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
        if (draft is null)
            return termOffice is null ? null : new Office(termOffice.RecordId, null, term!.Country ?? term.Organisation, termOffice.Id);
        var title = _text.SpanOf(draft.Tokens).In(_text.Text);
        // A person known to hold a state's office is met by it, unless the text names another one.
        if (termOffice is not null && (draft.Id is "other" or "chairman" || draft.IsColleague || draft.Id == termOffice.RecordId))
            return new Office(termOffice.RecordId, title, term!.Country ?? term.Organisation, termOffice.Id);
        if (draft.Id is "executive" or "secretary-general" || (draft.Id is "other" or "chairman" && organisation is not null && draft.State is null))
        {
            if (term?.Country is null && (organisation is null || organisation.Length != 3))
                country = null;
            return new Office(draft.Id, title, organisation ?? draft.State, draft.Detail);
        }

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

    // ---- who is at home, who meets

    // A town or region that no list holds lies in the state named beside it, else at home.
    private void CountriesOfUnknownPlaces()
    {
        for (var p = 0; p < _places.Count; p++)
        {
            if (_places[p] is not { Ref: null, Country: null, Kind: "region" or "city" or "crossing" or "port" or "airport" or "site" or "venue" } place)
                continue;
            var mention = _placeMentions.First(m => m.Place == p);
            var sentence = _text.SentenceOf(mention.Tokens.Start).Tokens;
            if (place.Kind == "region" && Namesake(place) is { } country)
            {
                _places[p] = place with { Country = country };
                continue;
            }

            var states = _drafts.Where(d => d.Kind == DraftKind.State && d.Form == MentionForm.Name && sentence.Contains(d.Tokens.Start) && d.Ids.Length == 1).Select(d => d.Ids[0]).Distinct().ToArray();
            var near = _placeMentions.Where(m => m.Place != p && sentence.Contains(m.Tokens.Start)).Select(m => _places[m.Place].Country).OfType<string>().Distinct().ToArray();
            _places[p] = place with { Country = states.Length == 1 ? states[0] : near.Length == 1 ? near[0] : _home };
        }
    }

    // "Хоким Ташкентской области": he serves the state of his region.
    private void CountriesOfGovernors()
    {
        for (var d = 0; d < _drafts.Count; d++)
        {
            if (_drafts[d] is { Kind: DraftKind.Person, Office: { Id: "governor" } office } && _meant[d].Length == 1 && _actors[_meant[d][0]] is { Kind: ActorKind.Person, Country: null } governor
                && _placeMentions.FirstOrDefault(m => office.Tokens.Contains(m.Tokens)) is { } region && _places[region.Place].Country is { } country)
                _actors[_meant[d][0]] = governor with { Country = country, Office = governor.Office is { Of: null } held ? held with { Of = country } : governor.Office };
        }
    }

    // "Навоийская область" lies where the town of Навои does.
    private string? Namesake(PlaceEntry region)
    {
        var fold = TextNormalizer.Fold(region.Names.GetValueOrDefault(_pack.Language, ""));
        PlaceRow? best = null;
        foreach (var row in _pack.Reference.Places.Values)
        {
            foreach (var name in row.NamesRu)
            {
                var town = TextNormalizer.Fold(name);
                if (row.Kind == "city" && town.Length >= 4 && fold.StartsWith(town.TrimEnd('а', 'о', 'ь', 'й'), StringComparison.Ordinal) && (best is null || row.Population > best.Population || (row.Population == best.Population && string.CompareOrdinal(row.Id, best.Id) < 0)))
                    best = row;
            }
        }

        return best?.Country;
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

        _home = HomeOfPublisher() ?? HomeOfLead(lead) ?? (_dateline >= 0 ? _places[_dateline].Country : null) ?? lead.Select(a => _actors[a].Country).FirstOrDefault(c => c is not null);
        GiveHostToOfficers();
        GiveHomeToOfficers();
        var sides = new List<int>();
        foreach (var actor in lead)
        {
            if (_actors[actor].Party is { } party && sides.All(s => _actors[s].Party != party))
                sides.Add(actor);
            if (sides.Count == 2)
                break;
        }

        var heads = lead.Where(a => _actors[a].Office?.Id is "president" or "prime-minister" or "monarch").DistinctBy(a => _actors[a].Country).ToList();
        if (heads.Count >= 4 && TitleNames("саммит", "заседание", "форум"))
            sides = heads;
        // "Президент принял послов России и Китая": the one who acts in the title is a side himself.
        if (sides.Count != 1 && !TitleHasActor() && TitleStates() is { Count: 2 } told && !sides.All(side => told.Contains(_actors[side].Party!)))
            sides = [.. told.Select(party => lead.FirstOrDefault(a => _actors[a].Party == party, State(party)))];
        if (sides.Count < 2)
            FillFromStates(sides);
        _sides = [.. sides];
        var host = _dateline >= 0 && _places[_dateline].Country is { } c1 ? c1
            : _placeMentions.Where(m => _text.SentenceOf(m.Tokens.Start).Paragraph <= body).Select(m => _places[m.Place].Country).FirstOrDefault(c => c is not null) ?? _home;
        if (_sides.Length == 2)
            _guest = _actors[_sides[0]].Country == host ? _sides[1] : _actors[_sides[1]].Country == host ? _sides[0] : -1;
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
                && _pack.Publishers.StateOf(organisation.Names.GetValueOrDefault(_pack.Language, organisation.Name)) is { } state
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
        if (_home is null)
            return;
        for (var a = 0; a < _actors.Count; a++)
        {
            if (_actors[a] is { Kind: ActorKind.Person, Country: null, Office: { Of: null } office }
                && office.Id is "minister" or "foreign-minister" or "deputy-minister" or "prime-minister" or "deputy-prime-minister" or "president" or "governor" or "speaker" or "spokesperson" or "ambassador" or "adviser")
                _actors[a] = _actors[a] with { Country = _home, Office = office with { Of = _home } };
        }
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
        }

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

    // ---- descriptions and pronouns, in the order of the text

    private void Descriptions()
    {
        var order = Enumerable.Range(0, _drafts.Count)
            .OrderBy(d => _text.IsInTitle(_drafts[d].Tokens.Start) ? 1 : 0).ThenBy(d => _drafts[d].Tokens.Start).ToArray();
        var recent = new List<int>();
        var subject = -1;
        var subjectSentence = -1;
        foreach (var d in order)
        {
            var draft = _drafts[d];
            var start = draft.Tokens.Start;
            switch (draft.Kind)
            {
                case DraftKind.Office:
                    _meant[d] = Officer(draft, recent);
                    break;
                case DraftKind.Description:
                    _meant[d] = Described(draft, recent, subject);
                    break;
                case DraftKind.Pronoun:
                    _meant[d] = Pronoun(draft, recent, subject);
                    break;
            }

            if (_meant[d].Length != 1 || draft.IsNested)
                continue;
            var actor = _meant[d][0];
            if (_actors[actor].Kind == ActorKind.Person)
            {
                recent.Remove(actor);
                recent.Add(actor);
                // The first nominative of a sentence outside quotations is what the next "он" looks back to.
                if ((draft.Cases & Cases.Nominative) != 0 && _syntax.PrepositionOf[draft.Extent.Start] is null && _text.QuotationAt(start) is not { Tokens.Length: > 6 }
                    && subjectSentence != _tokens[start].Sentence)
                    (subject, subjectSentence) = (actor, _tokens[start].Sentence);
            }
        }
    }

    private ImmutableArray<int> Officer(Draft draft, List<int> recent)
    {
        var office = draft.Office!;
        bool Fits(int a) => _actors[a] is { Kind: ActorKind.Person } person
            && (office.IsColleague || person.Office is { } held && SameOffice(held.Id, office))
            && (office.State is null || person.Country == office.State)
            && (office.Organisation < 0 || person.Office?.Of is not { } of || OrganisationParty(office.Organisation) is not { } body || body == of || of == office.State || (person.Country is not null && !_pack.Reference.States.ContainsKey(body)));
        if (office.State is null && office.Organisation < 0)
        {
            // "Президент" with a capital and nothing else is one's own.
            if (_tokens[draft.Tokens.Start].IsCapitalized && _home is not null && office.Id is "president" or "prime-minister" && HomeOfficer(office) is var own && own >= 0)
                return [own];
            var namesake = office.Detail is null ? -1 : Last(recent, a => Fits(a) && _actors[a].Office?.Detail == office.Detail);
            return namesake >= 0 ? [namesake] : Last(recent, Fits) is var last && last >= 0 ? [last] : Anyone(Fits);
        }

        // The very office before one that may stand for it ("глава Киргизии" is its president, though its premier spoke last).
        var found = office.Detail is null ? -1 : Last(recent, a => Fits(a) && _actors[a].Office?.Detail == office.Detail);
        if (found < 0)
            found = Last(recent, a => Fits(a) && _actors[a].Office?.Id == office.Id);
        if (found < 0)
            found = Last(recent, Fits);
        if (found >= 0)
            return [found];
        var anyone = Anyone(Fits);
        if (anyone.Length > 0)
            return anyone;
        // An officer whom the text never names stands for the state or organisation.
        if (office.State is { } state)
            return [State(state)];
        return office.Organisation >= 0 ? _meant[office.Organisation] : [];
    }

    private static bool SameOffice(string held, OfficeDraft wanted) => held == wanted.Id
        || (wanted.Id is "president" && held is "monarch" or "prime-minister" && wanted.Line > 0 && wanted.Detail is null)
        || (wanted.Id is "minister" && held is "foreign-minister" or "minister")
        || (wanted.Id is "other" && held is "other");

    private int HomeOfficer(OfficeDraft office)
    {
        for (var a = 0; a < _actors.Count; a++)
        {
            if (_actors[a] is { Kind: ActorKind.Person } person && person.Country == _home && person.Office?.Id == office.Id)
                return a;
        }

        return -1;
    }

    private int Last(List<int> recent, Func<int, bool> fits)
    {
        for (var r = recent.Count - 1; r >= 0; r--)
        {
            if (fits(recent[r]))
                return recent[r];
        }

        return -1;
    }

    private ImmutableArray<int> Anyone(Func<int, bool> fits)
    {
        for (var a = 0; a < _actors.Count; a++)
        {
            if (fits(a))
                return [a];
        }

        return [];
    }

    private ImmutableArray<int> Described(Draft draft, List<int> recent, int subject)
    {
        switch (draft.Target)
        {
            case DescriptionTarget.HomeHead:
                for (var a = 0; a < _actors.Count; a++)
                {
                    if (_actors[a] is { Kind: ActorKind.Person, Office.Id: "president" or "monarch" } person && person.Country == _home)
                        return [a];
                }

                var head = Last(recent, a => _actors[a].Office?.Id is "president" or "monarch");
                return head >= 0 ? [head] : _home is not null ? [State(_home)] : [];
            case DescriptionTarget.Heads:
                var chiefs = Enumerable.Range(0, _actors.Count).Where(a => _actors[a].Office?.Id is "president" or "monarch").DistinctBy(a => _actors[a].Party).ToImmutableArray();
                var parties = _sides.Select(a => _actors[a].Party).ToArray();
                if (chiefs.Where(a => parties.Contains(_actors[a].Party)).ToImmutableArray() is { Length: >= 2 } both)
                    return both;
                var heads = _sides.Where(a => _actors[a].Office?.Id is "president" or "prime-minister" or "monarch").ToImmutableArray();
                if (heads.Length < 2)
                    heads = [.. Enumerable.Range(0, _actors.Count).Where(a => _actors[a].Office?.Id is "president" or "monarch" or "prime-minister").DistinctBy(a => _actors[a].Party).Take(2)];
                return heads.Length < 2 ? [] : heads;
            case DescriptionTarget.Sides when draft.Holders.Length > 0:
                // "министры": the two last named who hold such an office, or the states that sent them where the text names nobody.
                bool Holds(int a) => _actors[a].Office is { } held && draft.Holders.Contains(held.Id);
                var holders = _sides.Where(Holds).ToArray();
                if (holders.Length != 2)
                    holders = [.. Enumerable.Reverse(recent).Where(Holds).DistinctBy(a => _actors[a].Party).Take(2).Reverse()];
                return holders.Length == 2 ? [.. holders] : _sides.All(a => _actors[a].Kind != ActorKind.Person) ? _sides : [];
            case DescriptionTarget.Sides:
                if (_sides.Length <= 2)
                    return _sides;
                // At a summit "стороны" are the two who met last.
                var last = Enumerable.Reverse(recent).Where(a => _actors[a].Party is not null).DistinctBy(a => _actors[a].Party).Take(2).ToArray();
                return last.Length == 2 ? [last[1], last[0]] : _sides;
            case DescriptionTarget.LastOrgan:
                for (var d = _drafts.Count - 1; d >= 0; d--)
                {
                    if (_drafts[d].Tokens.Start < draft.Tokens.Start && _meant[d].Length == 1 && _actors[_meant[d][0]] is { Kind: ActorKind.Organization, Country: not null } organ && organ.Rule != "metonym"
                        && (_drafts[d].Sort is not ("embassy" or "parliament" or "company") || !_tokens[draft.Tokens.End - 1].HasBase("министерство")))
                        return _meant[d];
                }

                return [];
            case DescriptionTarget.SideStates:
                return [.. _sides.Select(a => _actors[a].Country).OfType<string>().Distinct().Select(State)];
            case DescriptionTarget.Guest:
                return _guest >= 0 ? [_guest] : [];
            case DescriptionTarget.OtherSide:
                var other = _sides.Where(a => a != subject).ToArray();
                return subject >= 0 && _sides.Contains(subject) && other.Length == 1 ? [other[0]] : [];
            case DescriptionTarget.HomeState:
                return _home is not null ? [State(_home)] : [];
            default:
                return [];
        }
    }

    private ImmutableArray<int> Pronoun(Draft draft, List<int> recent, int subject)
    {
        if (draft.Numbers == Numbers.Plural)
            return _sides;
        bool Fits(int a) => _actors[a].Gender == Genders.None || draft.Gender == Genders.None || _actors[a].Gender == draft.Gender;
        if (subject >= 0 && Fits(subject))
            return [subject];
        return Last(recent, Fits) is var last && last >= 0 ? [last] : [];
    }

    // ---- result

    private (ActorLayer Actors, PlaceLayer Places) Layers()
    {
        var mentions = new List<ActorMention>();
        for (var d = 0; d < _drafts.Count; d++)
        {
            if (_meant[d].Length == 0)
                continue;
            var draft = _drafts[d];
            mentions.Add(new ActorMention(draft.Tokens, draft.Extent, _meant[d], _forms[d], Narrowed(draft, _meant[d]), draft.Numbers, draft.IsNested));
        }

        foreach (var (draft, actor) in _extra)
            mentions.Add(new ActorMention(draft.Tokens, draft.Extent, [actor], draft.Form, draft.Cases, draft.Numbers, false));
        var ordered = mentions.OrderBy(m => m.Extent.Start).ThenBy(m => m.IsNested ? 1 : 0).ThenByDescending(m => m.Extent.End).ToImmutableArray();
        var layer = new ActorLayer([.. _actors], ordered, _tokens.Length) { Sides = _sides, HomeState = _home, Guest = _guest };
        return (
            new ActorLayer(layer.Actors, ordered, _tokens.Length) { Sides = _sides, HomeState = _home, Guest = _guest, MainParties = MainParties(layer) },
            new PlaceLayer([.. _places], [.. _placeMentions.OrderBy(m => m.Tokens.Start)]) { Dateline = _dateline });
    }

    // "Песков" is the man, though the lexicon knows the word as a genitive of sands.
    private Cases Narrowed(Draft draft, ImmutableArray<int> meant) =>
        draft.Rule == "surname" && draft.Tokens.Length == 1 && _known.FirstOrDefault(k => k.Actor == meant[0]) is { } known ? CasesOfSurname(draft.Tokens.Start, known.Surname) : draft.Cases;

    private ImmutableArray<string> MainParties(ActorLayer layer)
    {
        var parties = layer.PartiesOf(_sides).ToList();
        if (parties.Count < 2)
        {
            var counts = layer.Mentions.SelectMany(m => m.Actors).Where(a => _actors[a].Kind == ActorKind.State).GroupBy(a => _actors[a].Ref!)
                .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key);
            parties.AddRange(counts.Where(c => !parties.Contains(c)).Take(2 - parties.Count));
        }

        return [.. parties];
    }
}
