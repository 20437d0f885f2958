using System.Collections.Immutable;
using Readout.Morphology;
using Readout.Places;
using Readout.Reference;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Actors;

// Places, and capitals and residences that stand for governments.
internal sealed partial class ActorResolver
{
    private void PlacesAndMetonyms()
    {
        for (var d = 0; d < _drafts.Count; d++)
        {
            var draft = _drafts[d];
            if (draft.Kind != DraftKind.Place)
                continue;
            var row = draft.Ids.Length == 0 ? null : BestPlace(draft.Ids);
            // "独立宫" of a capital whose state the text does not speak of is another house of that name.
            if (_pack.Language == "zh" && row is { Kind: "venue" or "residence", Country: { } owner } && IsCommonHouse(_text.SpanOf(draft.Tokens).In(_text.Text)) && !_drafts.Exists(d => d.Kind == DraftKind.State && d.Ids.Contains(owner)) && _drafts.Exists(d => d.Kind == DraftKind.State))
                (row, draft) = ((PlaceRow?)null, draft with { Ids = [], Sort = row!.Kind });
            var first = draft.Tokens.Start;
            if (draft.Rule == DatelineRule || IsDateline(first))
            {
                AddPlace(draft, row);
                if (_dateline < 0)
                    _dateline = _placeMentions[^1].Place;
                continue;
            }

            if (row is not null && !draft.IsNested && !(draft.Rule == TownRule && row.Kind == "city") && StandsForGovernment(row, first, draft.Tokens.End))
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

        if (_pack.Language == "ru")
            Capitals();
    }

    // Houses of which many states have one.
    private static bool IsCommonHouse(string name) => name is "独立宫" or "獨立宮" or "总统府" or "總統府" or "总统宫" or "國賓館" or "国宾馆" or "人民宫" or "共和国宫" or "自由宫" or "总理府" or "和平宫" or "友谊宫" or "民族宫" or "会议宫" or "政府大楼" or "国家宫";

    // "в столице Узбекистана": Tashkent, where the report names it elsewhere.
    private void Capitals()
    {
        foreach (var draft in _drafts)
        {
            if (draft is not { Kind: DraftKind.State, Ids: [var state] } || draft.Tokens.Start == 0)
                continue;
            var word = draft.Form == MentionForm.Name ? draft.Tokens.Start - 1 : draft.Tokens.End;
            if (word < _tokens.Length && _tokens[word].HasBase("столица") && _pack.Reference.States[state].Capital is { } capital && _placeByKey.TryGetValue(capital, out var place))
                _placeMentions.Add(new PlaceMention(new TokenRange(Math.Min(word, draft.Tokens.Start), Math.Max(word + 1, draft.Tokens.End)), place));
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
                    Name = _pack.Names.TitleToEnglish(name),
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
        // "华盛顿方面", "伦敦愿继续努力": where no case tells, what follows does.
        if (_pack.Language == "zh")
            return capital && end < _tokens.Length && (first == 0 || _tokens[first - 1].Fold is not ("访问" or "抵达" or "飞抵" or "前往" or "到访" or "在" or "于" or "赴" or "至" or "从" or "自")) && _tokens[end].Fold is "方面" or "当局" or "愿" or "希望" or "认为" or "表示" or "指责" or "警告" or "强调" or "拒绝" or "反对" or "支持" or "宣布" or "则" or "仍" or "已经" or "打击" or "坚持" or "就" or "不" or "不会" or "也" or "要求" or "承诺" or "呼吁" or "谴责" or "敦促" or "否认" or "同意" or "决定" or "威胁" or "称" or "指" or "将" or "已" or "须" or "必须" or "应" or "可能" or "尚未" or "未" || capital && end + 1 < _tokens.Length && _tokens[end].Fold == "的" && _tokens[end + 1].Fold is "立场" or "决定" or "指控" or "提议" or "政策" or "态度" or "主张" or "利益" or "关切" or "做法" or "要求" && _pack.Language == "zh";
        if (IsOnRoute(first, end))
            return false;
        // "во дворце «Загульба»"
        var named = first > 1 && !_tokens[first - 1].IsWord && !_tokens[first - 1].Is(',') ? first - 2 : first - 1;
        if (named >= 0 && (_tokens[named].HasBase("дворец") || _tokens[named].HasBase("резиденция") || _tokens[named].HasBase("комплекс")) && !capital)
            return false;
        // "Moscow's decision", "Baku’s offer", but "Baku's old town hall": English puts what a capital has after it.
        if (capital && _pack.Language == "en" && (_syntax.CaseOf[first] & Cases.Genitive) != 0)
            return end < _tokens.Length && !_tokens[end].IsCapitalized && !(_tokens[end].IsWord && _pack.Actors.PlaceHeads.TryMatch(_tokens, end, _tokens.Length, out _, out _));
        // "accused Ottawa of meddling", "told Tehran to stop", "called on Moscow"
        if (capital && _pack.Language == "en" && first > 0 && IsSpokenTo(first - 1))
            return true;
        var preposition = _syntax.PrepositionOf[first];
        if (preposition is "with" or "against" && capital)
            return true;
        if (preposition is not null && _pack.Prepositions.IsOfPlace(preposition))
            return false;
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
        // "по версии Котону": a name that ends so has one form for all cases.
        var cases = _tokens[first].Fold[^1] is 'у' or 'о' or 'е' or 'и' or 'э' && _tokens[first].Readings.All(r => r.IsGuessed || r.Class == WordClass.Unknown) ? Cases.Any : _syntax.CaseOf[first];
        if (row.MetonymFor is not null && !capital)
            return (cases & Cases.Nominative) != 0 && (_syntax.ClauseAt(first).Predicate >= 0 || before is { Text: ":" });
        if ((cases & Cases.Nominative) != 0 && _syntax.ClauseAt(first) is { Predicate: >= 0 } clause && AgreesAsSubject(clause.Predicate) && !(first > clause.Predicate && HasSubjectBefore(clause)))
            return true;
        if ((cases & (Cases.Dative | Cases.Instrumental)) != 0 && (cases & (Cases.Nominative | Cases.Genitive | Cases.Locative)) == 0)
            return true;
        // "обращений Вашингтона", "позицию Пекина": what a noun has of a capital, unless it is of the town, is the government's.
        return (cases & Cases.Genitive) != 0 && before is { IsWord: true, IsCapitalized: false } && before.Readings.Length > 0 && before.Readings[0].Class == WordClass.Noun;
    }

    private bool IsSpokenTo(int before)
    {
        if (_tokens[before].Fold == "on")
            return before > 0 && (_tokens[before - 1].HasBase("call") || _tokens[before - 1].HasBase("sanction") || _tokens[before - 1].HasBase("pressure") || _tokens[before - 1].HasBase("tariff"));
        foreach (var reading in _tokens[before].Readings)
        {
            if (reading.Class == WordClass.Verb && reading.Base is "accuse" or "urge" or "warn" or "tell" or "blame" or "criticise" or "criticize" or "ask" or "condemn" or "thank" or "threaten" or "press" or "pressure" or "assure" or "remind" or "inform" or "notify" or "persuade" or "convince" or "help" or "punish" or "sanction")
                return true;
        }

        return false;
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
}
