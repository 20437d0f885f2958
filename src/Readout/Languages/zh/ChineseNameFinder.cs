using System.Collections.Frozen;
using System.Collections.Immutable;
using Readout.Actors;
using Readout.Morphology;
using Readout.Reference;
using Readout.Syntax;
using Readout.Tables;
using Readout.Text;

namespace Readout.Languages.Zh;

/// <summary>Finds spots that may name or describe an actor or a place in Chinese.</summary>
/// <remarks>
/// First the spots that lists or the shape of a name tell; then offices join the names beside them ("国家主席习近平", "托卡耶夫总统"). Characters
/// that stand for states ("中哈", "哈方", "访华") are settled by the states that the text names in full.
/// </remarks>
internal sealed class ChineseNameFinder
{
    private readonly SegmentedText _text;
    private readonly SyntaxLayer _syntax;
    private readonly LanguagePack _pack;
    private readonly ChineseMorphology _morphology;
    private readonly ChineseTables _tables;
    private readonly Token[] _tokens;
    private readonly List<Spot> _spots = [];
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _fullNames = new(StringComparer.Ordinal);

    private readonly GazetteerMatch?[] _matches;
    private readonly bool[] _matched;

    // The longest names of the reference that begin at a token; told once.
    private GazetteerMatch? Match(int i)
    {
        if (!_matched[i])
            (_matched[i], _matches[i]) = (true, _pack.Gazetteer.MatchAt(_tokens, i, _text.SentenceOf(i).Tokens.End));
        return _matches[i];
    }

    // For each token the next that may end the name of a body, or leads one.
    private int[] _headAhead = [];

    private enum SpotKind : byte { Person, State, Organisation, Place, Office, Description, Pronoun }

    private sealed record Spot(SpotKind Kind, TokenRange Tokens, ImmutableArray<string> Ids, string Rule)
    {
        public string? Name { get; init; }

        public string? Sort { get; init; }

        public string? Office { get; init; }

        public string? Detail { get; init; }

        public int Line { get; init; }

        public DescriptionRow Description { get; init; }

        public bool IsPlural { get; init; }

        public MentionForm Form { get; init; }
    }

    private ChineseNameFinder(SegmentedText text, SyntaxLayer syntax, LanguagePack pack, ChineseMorphology morphology, ChineseTables tables)
    {
        (_text, _syntax, _pack, _morphology, _tables, _tokens) = (text, syntax, pack, morphology, tables, text.Tokens);
        _matches = new GazetteerMatch?[_tokens.Length];
        _matched = new bool[_tokens.Length];
    }

    public static List<Draft> Find(SegmentedText text, SyntaxLayer syntax, LanguagePack pack, ChineseMorphology morphology, ChineseTables tables, StateCharacters characters)
    {
        var finder = new ChineseNameFinder(text, syntax, pack, morphology, tables);
        finder.Scan(characters);
        return finder.Drafts();
    }

    // Taiwan or Singapore where its press speaks of itself and names its ministries without it.
    private string? _own;

    private Token At(int i) => _tokens[i];

    private string Fold(int i) => i >= 0 && i < _tokens.Length ? _tokens[i].Fold : "";

    // ---- spots

    private void Scan(StateCharacters characters)
    {
        _headAhead = new int[_tokens.Length + 1];
        _headAhead[_tokens.Length] = int.MaxValue;
        for (var i = _tokens.Length - 1; i >= 0; i--)
            _headAhead[i] = _tokens[i].IsWord && (HeadOf(i) is not null || _pack.Actors.Offices.TryMatch(_tokens, i, i + 1, out _, out var office) && office.Office is "executive" or "chairman") ? i : _headAhead[i + 1];
        bool Has(params ReadOnlySpan<string> words)
        {
            foreach (var token in _tokens)
            {
                if (words.Contains(token.Fold))
                    return true;
            }

            return false;
        }

        _own = Has("中央社", "中华民国", "友邦", "邦交国") && Has("台湾", "台北", "我国", "总统府") ? "TWN" : Has("我国", "本报新加坡") && Has("亚细安", "新中", "新马", "国务资政") ? "SGP" : null;
        foreach (var token in _tokens)
            _seen[token.Fold] = _seen.GetValueOrDefault(token.Fold) + 1;
        var named = Named();
        _isOfPress = named.Contains(Press) || Has("中方", "国务院", "新华社", "中国", "本台", "驻华", "访华", "对华", "我国");
        DottedNames();
        foreach (var sentence in _text.Sentences)
        {
            for (var i = sentence.Tokens.Start; i < sentence.Tokens.End;)
            {
                var end = At(i, sentence.Tokens.Start, sentence.Tokens.End, named, characters);
                i = Math.Max(end, i + 1);
            }
        }

        Recall();
    }

    // "阿布拉夸" in the title, "奥库泽托·阿布拉夸" in the body: the last part of a name that the text tells in full.
    private void DottedNames()
    {
        for (var i = 1; i + 1 < _tokens.Length; i++)
        {
            if (!IsDot(i) || !_tokens[i - 1].IsWord || !_tokens[i + 1].IsWord || i + 2 < _tokens.Length && (IsDot(i + 2) || HeadOf(i + 2) is not null) || _tokens[i + 1].Fold.Length < 3 || !_morphology.IsForeignName(_tokens[i + 1].Fold) || HeadOf(i + 1) is not null)
                continue;
            var first = i - 1;
            while (first >= 2 && IsDot(first - 1) && _tokens[first - 2].IsWord)
                first -= 2;
            if (Match(first) is not { } known || !known.Entries.Any(e => e.Kind == GazetteerKind.Person))
            {
                _fullNames.TryAdd(_tokens[i + 1].Fold, Text(new TokenRange(first, i + 2)));
                if (i - first >= 3 && _tokens[i - 1].Fold.Length > 2)
                    _fullNames.TryAdd(_tokens[i - 1].Fold, Text(new TokenRange(first, i + 2)));
            }
        }
    }

    // States that the text names in full, by name or by a person who serves them.
    private HashSet<string> Named()
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < _tokens.Length; i++)
        {
            if (!_tokens[i].IsWord || Match(i) is not { } match)
                continue;
            foreach (var entry in match.Entries)
            {
                if (entry.Kind == GazetteerKind.State && !entry.IsWeak)
                    named.Add(entry.Id);
                else if (entry.Kind == GazetteerKind.Person && _pack.Reference.Persons[entry.Id].TermAt(null)?.Country is { } country)
                    named.Add(country);
                else if (entry.Kind == GazetteerKind.Place && match.Entries.Count == 1 && _tokens[i].Fold.Length > 2 && _pack.Reference.Places[entry.Id] is { IsByHand: true, Country: { } of })
                    named.Add(of);
            }
        }

        return named;
    }

    private int At(int i, int start, int limit, HashSet<string> named, StateCharacters characters)
    {
        var token = _tokens[i];
        // "《金字塔报》": a paper by its name.
        if (token.Text == "《")
            return Paper(i, limit);
        if (!token.IsWord)
            return i;
        if (token.Fold is "他" or "她" or "他们" or "她们")
        {
            Add(new Spot(SpotKind.Pronoun, new TokenRange(i, i + 1), [], "pronoun") { Form = MentionForm.Pronoun, IsPlural = token.Fold.Length > 1 });
            return i + 1;
        }

        if (_pack.Actors.PluralDescriptions.TryMatch(_tokens, i, limit, out var described, out var row))
            return Describe(i, described, row, true);
        // "公司将投资": the body told last opens the clause; within one "公司" is any.
        if (_pack.Actors.SingularDescriptions.TryMatch(_tokens, i, limit, out described, out row) && (row.Target != DescriptionTarget.LastOrgan || i == start || ChineseSyntax.IsBreak(_tokens[i - 1]) || token.Fold[0] == '该'))
            return Describe(i, described, row, false);
        if (characters.Side(token.Fold, named) is { Length: > 0 } sides)
        {
            Add(new Spot(SpotKind.State, new TokenRange(i, i + 1), sides, sides.Length > 1 ? "reference-weak" : "side") { Form = MentionForm.Description });
            return i + 1;
        }

        // "大陆外交部": so Taiwan's press calls China.
        if (token.Fold == "大陆" && i + 1 < limit && Fold(i + 1) is "外交部" or "国台办" or "官员" or "当局" or "海警" or "军机" or "国务院" or "大使馆" or "方面" or "商务部" or "国防部")
        {
            Add(new Spot(SpotKind.State, new TokenRange(i, i + 1), ["CHN"], "side") { Form = MentionForm.Description });
            return i + 1;
        }

        // "俄军", "泰军": the forces of a state stand for it.
        if (token.Fold is [var letter, '军'] && characters.Of(letter, named) is { } forces && (named.Contains(forces) || StateCharacters.IsWellKnown(forces)))
        {
            Add(new Spot(SpotKind.State, new TokenRange(i, i + 1), [forces], "side") { Form = MentionForm.Description });
            return i + 1;
        }

        if (token.Fold == "欧方")
        {
            Add(new Spot(SpotKind.Organisation, new TokenRange(i, i + 1), ["eu"], "side") { Form = MentionForm.Description });
            return i + 1;
        }

        if (Again(i, limit) is var again && again > i)
            return again;
        if (Embassy(i, limit, named, characters) is var embassy && embassy > i)
            return embassy;
        if (OfState(i, limit, named, characters) is var ofState && ofState > i)
            return ofState;
        if (Organisation(i, start, limit) is var organisation && organisation > i)
            return organisation;
        if (Society(i) is var society && society > i)
            return society;
        if (Pair(i, limit, named, characters) is var pair && pair > i)
            return pair;
        if (Reporter(i, limit) is var reporter && reporter > i)
            return reporter;
        if (Known(i, limit) is var known && known > i)
            return known;
        if (Name(i, limit) is var name && name > i)
            return name;
        return Place(i, limit) is var place && place > i ? place : Office(i, limit);
    }

    private int Paper(int i, int limit)
    {
        var close = i + 1;
        while (close < Math.Min(limit, i + 7) && _tokens[close].Text != "》")
            close++;
        if (close >= limit || close == i + 1 || _tokens[close].Text != "》" || _tokens[close - 1].Fold is not ([.., '报'] or [.., '周', '刊'] or [.., '杂', '志'] or "时报" or "日报" or "邮报"))
            return i;
        var name = new TokenRange(i + 1, close);
        Add(Match(i + 1) is { } known && known.Tokens.End == close && known.Entries.FirstOrDefault(e => e.Kind == GazetteerKind.Organisation) is { Id: not null } medium
            ? new Spot(SpotKind.Organisation, name, [medium.Id], "reference") : new Spot(SpotKind.Organisation, name, [], "organisations:media") { Name = Text(name), Sort = "media" });
        return close;
    }

    private void Add(Spot spot) => _spots.Add(spot);

    private int Describe(int i, int end, DescriptionRow row, bool isPlural)
    {
        Add(new Spot(SpotKind.Description, new TokenRange(i, end), [], $"descriptions:{row.Line}") { Description = row, IsPlural = isPlural, Form = MentionForm.Description });
        return end;
    }

    // "美国驻华使馆", "驻赞比亚大使馆": whose, where and what.
    private int Embassy(int i, int limit, HashSet<string> named, StateCharacters characters)
    {
        var (state, at) = StateAt(i, limit, named, characters);
        if (at >= limit || _tokens[at].Fold is not "驻")
            return i;
        var (seat, end) = StateAt(at + 1, limit, named, characters);
        if (seat is null || end >= limit || HeadOf(end) is not "embassy")
            return i;
        Add(new Spot(SpotKind.Organisation, new TokenRange(i, end + 1), [], "organisations:embassy") { Name = Text(new TokenRange(i, end + 1)), Sort = "embassy", Detail = state ?? Sender(i, seat), Office = seat });
        return end + 1;
    }

    // "泰国召回驻柬大使", "柬埔寨…，撤回驻泰使馆人员": whoever the sentence speaks of has sent him, and China where it names nobody.
    private string? Sender(int at, string seat)
    {
        var start = _text.SentenceOf(at).Tokens.Start;
        for (var s = _spots.Count - 1; s >= 0 && _spots[s].Tokens.Start >= start; s--)
        {
            if (_spots[s] is { Kind: SpotKind.State, Ids: [var state] } spot && spot.Tokens.Start < at && state != seat && Fold(spot.Tokens.Start - 1) is not "驻")
                return state;
        }

        return seat == Press ? null : Press;
    }

    // Whose embassies, ministers and parliaments Chinese need not name.
    private const string Press = "CHN";

    private (string? State, int End) StateAt(int i, int limit, HashSet<string> named, StateCharacters characters)
    {
        if (i >= limit || !_tokens[i].IsWord)
            return (null, i);
        if (Match(i) is { } match && match.Entries.FirstOrDefault(e => e.Kind == GazetteerKind.State) is { Id: not null } entry)
            return (entry.Id, match.Tokens.End);
        return _tokens[i].Fold.Length == 1 && characters.Of(_tokens[i].Fold[0], named) is { } state ? (state, i + 1) : (null, i);
    }

    // "赞政府", "巴外交部", "俄外长": one character names the state of what follows; "闻大使": one calls an officer by his family name.
    private int OfState(int i, int limit, HashSet<string> named, StateCharacters characters)
    {
        if (_tokens[i].Fold.Length != 1 || i + 1 >= limit || !_tokens[i + 1].IsWord)
            return i;
        var isOffice = OfficeAt(i + 1, limit) is not null;
        if (isOffice && _spots.FindLastIndex(s => s.Kind == SpotKind.Person && s.Name is { } name && name[0] == _tokens[i].Fold[0] && _morphology.IsChineseName(_morphology.Fold(name))) is >= 0 and var bearer)
        {
            Add(_spots[bearer] with { Tokens = new TokenRange(i, i + 1), Rule = FullName });
            return i + 1;
        }

        if (characters.Of(_tokens[i].Fold[0], named) is not { } state || !named.Contains(state) || (_tokens[i].Fold == "日" && Fold(i - 1) is { Length: > 0 } before && char.IsAsciiDigit(before[0])))
            return i;
        if (HeadOf(i + 1) is "ministry" or "parliament" or "agency" or "bank" && _tokens[i + 1].Fold.Length > 1)
        {
            var range = new TokenRange(i, i + 2);
            Add(new Spot(SpotKind.Organisation, range, [], "organisations:state") { Name = Text(range), Sort = HeadOf(i + 1), Detail = state });
            return i + 2;
        }

        if (!isOffice && !(_tokens[i + 1].Fold is "政府" or "军方" or "军队" or "空军" or "海军" or "警方" or "境内" or "国内" or "当局" or "两国" or "双边" or "关系"))
            return i;
        Add(new Spot(SpotKind.State, new TokenRange(i, i + 1), [state], "character") { Form = MentionForm.Description });
        return i + 1;
    }

    // "中哈", "中日韩", "访华", "同韩日".
    private int Pair(int i, int limit, HashSet<string> named, StateCharacters characters)
    {
        var fold = _tokens[i].Fold;
        // "6日中方": the character of a date is none of a state.
        if (fold[0] == '日' && i > 0 && _tokens[i - 1].Kind == TokenKind.Number)
            return i;
        // "文莱" is one state, though both its characters stand for states.
        if (Match(i) is { } known && known.Entries.Any(e => e.Kind is GazetteerKind.State or GazetteerKind.Place))
            return i;
        if (fold.Length is 2 or 3 && characters.Several(fold, named) is { Length: > 1 } states)
        {
            var last = i + 1;
            // "中日韩" may be cut in two.
            while (last < limit && last < i + 3 && _tokens[last].Fold.Length == 1 && characters.Of(_tokens[last].Fold[0], named) is { } next && named.Contains(next) && !states.Contains(next))
            {
                states = states.Add(next);
                last++;
            }

            Add(new Spot(SpotKind.State, new TokenRange(i, last), states, "compound-adjective") { Form = MentionForm.Description, IsPlural = true });
            return last;
        }

        if (fold.Length != 1)
            return i;
        var end = i;
        while (end < limit && end < i + 3 && _tokens[end].Fold.Length == 1 && characters.Of(_tokens[end].Fold[0], named) is not null)
            end++;
        var before = Fold(i - 1);
        var isPair = end - i >= 2 && characters.ArePair(string.Concat(_tokens[i..end].Select(t => t.Fold)), named);
        // "中越两军": with China the other need not have been named.
        isPair = isPair || end - i == 2 && fold == "中" && Fold(end) is "两国" or "双方" or "关系" or "两军" or "边境" or "双边" or "两党" or "建交" or "友好" or "经贸" && characters.ArePair(fold + _tokens[i + 1].Fold, named, withChina: true);
        if (end - i >= 2 && !isPair)
            return i;
        var isObject = end - i == 1 && (before is "在" && characters.Of(fold[0], named) is { } there && named.Contains(there) && Fold(end) is not "的" || before is "访" or "驻" or "赴" or "来" or "抵" or "对" or "涉" or "援" or "旅" or "离" || before is "同" or "与" && isPair);
        if (!isPair && !(isObject && (fold == "华" || before is "访" or "驻" or "对" or "赴" or "涉" or "援" or "在" || before is "来" or "抵" or "离" && characters.Of(fold[0], named) is { } goal && named.Contains(goal))))
            return i;
        ImmutableArray<string> found = [.. Enumerable.Range(i, end - i).Select(t => characters.Of(_tokens[t].Fold[0], named)!).Distinct()];
        Add(new Spot(SpotKind.State, new TokenRange(i, end), found, found.Length > 1 ? "compound-adjective" : "character") { Form = MentionForm.Description, IsPlural = found.Length > 1 });
        return end;
    }

    private int Known(int i, int limit)
    {
        if (Match(i) is not { } match)
            return i;
        var end = match.Tokens.End;
        // "外交部发言人": the body is named with its officer; "外交部长" is one word and names none.
        if (match.Tokens.Length > 1 && match.Entries.All(e => e.Kind == GazetteerKind.Office) && _pack.Gazetteer.MatchAt(_tokens, i, end - 1) is { } body && body.Entries.FirstOrDefault(e => e.Kind == GazetteerKind.Organisation) is { Id: not null } organ)
        {
            Add(_pack.Reference.Organisations[organ.Id] is { Kind: "organ", Members: [Press] } && !Text(body.Tokens).StartsWith("中", StringComparison.Ordinal) && OwnerOf(i) is { } served
                ? new Spot(SpotKind.Organisation, body.Tokens, [], "organisations:state") { Name = Text(body.Tokens), Sort = "ministry", Detail = served }
                : new Spot(SpotKind.Organisation, body.Tokens, [organ.Id], "reference"));
            return body.Tokens.End;
        }

        var entry = match.Entries.OrderBy(e => e.Kind switch { GazetteerKind.State => 0, GazetteerKind.Person => 1, GazetteerKind.PersonShort => 2, GazetteerKind.Organisation => 3, GazetteerKind.Place => 4, _ => 5 }).First();
        ImmutableArray<string> Ids(GazetteerKind kind) => [.. match.Entries.Where(e => e.Kind == kind).Select(e => e.Id).Distinct()];
        switch (entry.Kind)
        {
            // "中非合作": China and Africa.
            case GazetteerKind.State when match.Tokens.Length == 1 && _tokens[i].Fold == "中非":
                return end;
            // "日本海", "阿曼湾" are waters.
            // "巴拉圭河": a river that bears the name of a state.
            case GazetteerKind.State when end < limit && _tokens[end].Fold is "河" or "湖" or "山" or "运河":
                return AddPlace(new TokenRange(i, end + 1), _tokens[end].Fold is "湖" ? "lake" : _tokens[end].Fold is "山" ? "mountain" : "river");
            case GazetteerKind.State when end < limit && _tokens[end].Fold is "海" or "湾" or "海峡" or "海沟" or "海盆" or "海方":
                return end + 1;
            case GazetteerKind.State:
                Add(new Spot(SpotKind.State, match.Tokens, Ids(GazetteerKind.State), entry.IsWeak ? "reference-weak" : "reference"));
                return end;
            case GazetteerKind.Person or GazetteerKind.PersonShort:
                // "马克·鲁比奥": a short name before a dot is only the first part.
                if (end < limit && IsDot(end) || i > 0 && IsDot(i - 1))
                    return i;
                if (entry.Kind == GazetteerKind.PersonShort && _tokens[i].Fold.Length < 3 && match.Tokens.Length == 1 && _morphology.IsCommon(_tokens[i].Fold))
                    return i;
                ImmutableArray<string> persons = [.. Ids(GazetteerKind.Person).Concat(Ids(GazetteerKind.PersonShort)).Distinct()];
                Add(new Spot(SpotKind.Person, match.Tokens, persons, entry.Kind == GazetteerKind.Person ? FullName : "surname") { Name = Text(match.Tokens) });
                return end;
            // "两国外交部": one of each, and none by name.
            case GazetteerKind.Organisation when Fold(i - 1) is "两国" or "三国" or "双方" or "各国" or "多国" && _pack.Reference.Organisations[entry.Id] is { Kind: "organ" }:
                return end;
            case GazetteerKind.Organisation:
                // "外交部" in the news of Taiwan is its own.
                if (_own is not null && _tokens[i].Fold is "外交部" or "国防部" or "经济部" or "总统府" && _pack.Reference.Organisations[entry.Id] is { Members: [Press] })
                {
                    Add(new Spot(SpotKind.Organisation, match.Tokens, [], "organisations:state") { Name = Text(match.Tokens), Sort = "ministry", Detail = _own });
                    return end;
                }

                // "利比亚民族团结政府外交部": the state whose government it is of; in a text that is not about China the state spoken of last.
                if (_pack.Reference.Organisations[entry.Id] is { Kind: "organ", Members: [Press] } && !Text(match.Tokens).StartsWith("中", StringComparison.Ordinal) && HeadOf(match.Tokens.End - 1) is "ministry" && OwnerOf(i) is { } owner)
                {
                    Add(new Spot(SpotKind.Organisation, match.Tokens, [], "organisations:state") { Name = Text(match.Tokens), Sort = "ministry", Detail = owner });
                    return end;
                }

                Add(new Spot(SpotKind.Organisation, match.Tokens, [entry.Id], "reference"));
                return end;
            case GazetteerKind.Place:
                if (end < limit && IsDot(end) || i > 0 && IsDot(i - 1))
                    return i;
                var word = _tokens[i].Fold;
                // "明斯克小组", "跨里海运输走廊": a name within another.
                if (Fold(end) is "小组" or "进程" or "协议" or "公约" or "宣言" or "议定书" or "机制" or "条约" or "共识" || Fold(i - 1) is "跨" or "环")
                    return end;
                // "中央", "和平": a town of that name is not meant; "在大连" is where.
                var towns = Ids(GazetteerKind.Place);
                if (match.Tokens.Length == 1 && word.Length == 2 && !IsCapital(towns) && (_morphology.IsCommon(word) && !IsWhere(i, towns) || !StandsForPlace(i, end)) && towns.All(id => !_pack.Reference.Places[id].IsByHand))
                    return i;
                if (match.Tokens.Length == 1 && word.Length == 1)
                    return i;
                // "青海湖" is another place than "青海".
                if (end < limit && _tokens[end].Fold.Length == 1 && _tokens[end].Fold[0] is '湖' or '河' or '江' or '山' or '岛' or '港' or '镇' or '县' or '州' && PlaceKind(_tokens[end].Fold[0]) is { } kind)
                {
                    Add(new Spot(SpotKind.Place, new TokenRange(i, end + 1), [], "place-head") { Name = Text(new TokenRange(i, end + 1)), Sort = kind });
                    return end + 1;
                }

                // "青海省", "利雅得市": the same place, told in full.
                if (end < limit && _tokens[end].Fold is "省" or "市")
                    end++;
                Add(new Spot(SpotKind.Place, new TokenRange(i, end), towns, "reference"));
                return end;
            default:
                return i;
        }
    }

    public const string FullName = ActorResolver.FullName;

    private string? OwnerOf(int i)
    {
        if (_spots.FindLast(s => s.Kind == SpotKind.State) is not { Ids: [var state] } last || state == Press)
            return null;
        if (Fold(i - 1) is "政府" or "过渡政府" or "当局" or "临时政府" && last.Tokens.End >= i - 5)
            return state;
        return _isOfPress ? null : state;
    }

    // The text speaks of China.
    private bool _isOfPress;

    private bool IsCapital(ImmutableArray<string> ids) =>
        ids.Any(id => _pack.Reference.Places[id] is { Country: { } country } && _pack.Reference.States.TryGetValue(country, out var state) && state.Capital == id);

    // "在大连", "返回开罗"
    private bool IsWhere(int i, ImmutableArray<string> ids) =>
        Fold(i - 1) is "在" or "于" or "赴" or "抵达" or "飞抵" or "前往" or "来到" or "访问" or "到访" or "返回" or "离开" or "途经" or "转赴" or "飞往" or "转往" && ids.Any(id => _pack.Reference.Places[id].Population > 500_000);

    // Two characters name a town where a town stands.
    private bool StandsForPlace(int i, int end) =>
        Fold(i - 1) is "在" or "本报" or "中新社" or "中新网" or "于" or "赴" or "抵达" or "飞抵" or "到" or "从" or "自" or "至" or "、" or "访问" or "前往" or "到访" or "来到" or "离开" or "返回" or "位于" or "途经" or "和" or "与" or "首都" || Fold(end) is "市" or "省" or "电" or "、" or "讯" or "至"
        || (_spots.Count > 0 && _spots[^1] is { Kind: SpotKind.State or SpotKind.Place or SpotKind.Organisation } near && near.Tokens.End == i);

    private bool IsDot(int i) => _tokens[i].Text.Length == 1 && ChineseMorphology.IsDot(_tokens[i].Text[0]);

    // "让－伊夫·勒德里昂", "科西尼亚克－卡梅什", and no "曼谷－万象": both sides spell sounds, and neither is a place.
    private bool IsHyphen(int at, int first, int limit)
    {
        if (_tokens[at].Text is not ("－" or "-" or "–" or "‐" or "—") || !_tokens[at + 1].IsWord || Match(at + 1) is not null && !(at + 2 < limit && IsDot(at + 2)))
            return false;
        var isTitled = _spots.Count > 0 && _spots[^1] is { Kind: SpotKind.Office } office && office.Tokens.End == first;
        if (!_morphology.IsForeignName(_tokens[at + 1].Fold) && !(isTitled && _tokens[at + 1].Readings[0].IsGuessed))
            return false;
        return at > first + 1 || isTitled || _tokens[first].Readings[0].IsGuessed && _tokens[at + 1].Readings[0].IsGuessed && _morphology.IsForeignName(_tokens[first].Fold);
    }

    private string Text(TokenRange range) => _text.SpanOf(range).In(_text.Text);

    // A name that the text has brought in before, however it is cut here.
    private int Again(int i, int limit)
    {
        if (_names.Count + _fullNames.Count == 0)
            return i;
        var spelled = _tokens[i].Fold;
        for (var end = i + 1; end <= Math.Min(limit, i + 4); end++)
        {
            // A dot before or after makes it part of another name.
            if (_names.TryGetValue(spelled, out var name) || (end > i + 1 && spelled.Length > 1 && _fullNames.TryGetValue(spelled, out name) && (end == limit || !IsDot(end)) && (i == 0 || !IsDot(i - 1))))
            {
                Add(new Spot(SpotKind.Person, new TokenRange(i, end), [], FullName) { Name = name });
                return end;
            }

            if (end < limit)
                spelled += _tokens[end].Fold;
        }

        return i;
    }

    // "（记者周见川、许如意）": what stands between the marks is a name.
    private int Reporter(int i, int limit)
    {
        var opens = i > 0 && (_tokens[i - 1].Fold is "记者" || (_tokens[i - 1].Text == "、" && _inReporters));
        _inReporters = false;
        if (!opens)
            return i;
        var end = i;
        while (end < limit && _tokens[end].IsWord && end < i + 4)
            end++;
        var range = new TokenRange(i, end);
        var name = string.Concat(_tokens[i..end].Select(t => t.Fold));
        if (end >= limit || !(_tokens[end].Text is "、" or "）" or ")" or "，") || !_morphology.IsChineseName(name))
            return i;
        _inReporters = true;
        AddName(range);
        return end;
    }

    private bool _inReporters;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    private void AddName(TokenRange range)
    {
        var name = Text(range);
        _names.TryAdd(string.Concat(_tokens[range.Start..range.End].Select(t => t.Fold)), name);
        Add(new Spot(SpotKind.Person, range, [], FullName) { Name = name });
    }

    // ---- names by their shape

    private int Name(int i, int limit)
    {
        var end = i + 1;
        while (end + 1 < limit && (IsDot(end) || IsHyphen(end, i, limit)) && _tokens[end + 1].IsWord)
            end += 2;
        if (end > i + 1)
        {
            // All parts spell sounds, or the first is an initial.
            for (var t = i; t < end; t += 2)
            {
                if (!_morphology.IsForeignName(_tokens[t].Fold) && _tokens[t].Fold.Length > 1 && !_tokens[t].Readings[0].IsGuessed && _pack.Gazetteer.MatchAt(_tokens, t, t + 1) is null && t != i)
                    return i;
            }

            // "洛克希德·马丁公司": a body that bears the names of persons.
            if (end < limit && HeadOf(end) is "company" or "bank" or "fund" or "university" or "centre" or "media" && HeadOf(end) is { } body)
            {
                while (end + 1 < limit && HeadOf(end + 1) is not null)
                    end++;
                var whole = new TokenRange(i, end + 1);
                Add(new Spot(SpotKind.Organisation, whole, [], $"organisations:{body}") { Name = Text(whole), Sort = body });
                return end + 1;
            }

            var last = _tokens[end - 1].Fold;
            ImmutableArray<string> ids = _pack.Gazetteer.MatchAt(_tokens, end - 1, end) is { } known ? [.. known.Entries.Where(e => e.Kind == GazetteerKind.PersonShort).Select(e => e.Id)] : [];
            _fullNames.TryAdd(last, Text(new TokenRange(i, end)));
            // "鲁文·拉米雷斯·莱斯卡诺" is spoken of as "拉米雷斯".
            if (end - i >= 5 && _tokens[end - 3].Fold.Length > 2)
                _fullNames.TryAdd(_tokens[end - 3].Fold, Text(new TokenRange(i, end)));
            Add(new Spot(SpotKind.Person, new TokenRange(i, end), SameGiven(ids, _tokens[i].Fold), FullName) { Name = Text(new TokenRange(i, end)) });
            return end;
        }

        var fold = _tokens[i].Fold;
        if (_fullNames.TryGetValue(fold, out var full))
        {
            Add(new Spot(SpotKind.Person, new TokenRange(i, i + 1), [], FullName) { Name = full });
            return i + 1;
        }

        var afterOffice = _spots.Count > 0 && _spots[^1] is { Kind: SpotKind.Office } before && before.Tokens.End == i;
        // "国会议长布安。", "外长丹瑞，": characters cut apart, where a name stands and ends.
        if (afterOffice && fold.Length == 1)
        {
            var stop = i;
            while (stop < Math.Min(limit, i + 3) && _tokens[stop].IsWord && _tokens[stop].Fold.Length == 1 && !IsFunction(_tokens[stop]) && _morphology.IsOfNames(_tokens[stop].Fold[0]))
                stop++;
            if (stop - i >= 2 && (stop >= limit || !_tokens[stop].IsWord || _tokens[stop].Fold is "和" or "与" or "同" or "在" or "将" or "于" || _tables.Cues.LongestAt(_tokens, stop, limit) is not null || _tables.Frames.LongestAt(_tokens, stop, limit) is not null))
            {
                AddName(new TokenRange(i, stop));
                return stop;
            }
        }

        if ((!_tokens[i].Readings[0].IsGuessed && !(afterOffice && fold.Length > 2 && !_morphology.IsCommon(fold))) || fold.Length < 2)
            return i;
        var isChinese = _morphology.IsChineseName(fold);
        var isForeign = (fold.Length >= 3 || afterOffice && (i + 1 >= limit || !_tokens[i + 1].IsWord || _tables.Cues.LongestAt(_tokens, i + 1, limit) is not null)) && (_morphology.IsForeignName(fold) || (afterOffice && _tokens[i].Readings[0].IsGuessed));
        if (!isChinese && !isForeign)
            return i;
        var titled = _spots.Count > 0 && _spots[^1] is { Kind: SpotKind.Office } office && office.Tokens.End == i
            || _tables.Persons.Has(Fold(i - 1)) || _tables.Cues.LongestBefore(_tokens, i, Math.Max(0, i - 1)) is null && IsJobBefore(i);
        var says = i + 1 < limit && (_tables.Cues.LongestAt(_tokens, i + 1, limit) is not null || OfficeAt(i + 1, limit) is not null || _tokens[i + 1].Fold is "先生" or "女士" or "告诉");
        var listed = i > 1 && _tokens[i - 1].Text is "、" or "和" && _spots.Count > 0 && _spots[^1] is { Kind: SpotKind.Person } other && other.Tokens.End == i - 1;
        if (titled || says || listed || (_seen[fold] > 1 && isChinese && fold.Length == 3 && _isOfPress))
        {
            AddName(new TokenRange(i, i + 1));
            return i + 1;
        }

        return i;
    }

    // "巡护员完玛加", "工程师李明": a noun of a person before.
    private bool IsJobBefore(int i) => i > 0 && _tokens[i - 1].IsWord && _tokens[i - 1].Fold.Length is 2 or 3 && _tokens[i - 1].Fold[^1] is '员' or '师' or '者' or '长' or '生' or '家' or '手' or '人' && _tokens[i - 1].Readings is [{ Class: WordClass.Noun }, ..]
        && _tokens[i - 1].Fold is not ("国家" or "专家组" or "本人" or "别人" or "大家" or "增长" or "成长" or "发生" or "卫生" or "学生" or "或者" or "个人" or "成员");

    private ImmutableArray<string> SameGiven(ImmutableArray<string> ids, string given)
    {
        if (ids.Length == 0)
            return [];
        // One spelling of the given name or its first characters.
        return [.. ids.Where(id => _pack.Reference.Persons[id].Names.TryGetValue("zh", out var name) && (name[0] == given[0] || given.Length == 1 || name.StartsWith(given, StringComparison.Ordinal)))];
    }

    // ---- organisations by their last word

    private int Organisation(int i, int start, int limit)
    {
        if (_headAhead[i] - i > 8)
            return i;
        // "中国石油天然气集团公司" is more than "中国石油".
        var known = Match(i) is { } whole && whole.Entries.Any(e => e.Kind is GazetteerKind.Organisation) ? whole.Tokens.End : i;
        if (!CanBegin(i))
            return i;
        string? state = null;
        var most = Math.Min(limit, i + 9);
        string? sort = null;
        var end = i;
        var characters = 0;
        for (var t = i; t < most; t++)
        {
            if (!Continues(t, i))
                break;
            characters += _tokens[t].Fold.Length;
            if (characters > 24)
                break;
            if (t == i && Match(i) is { } first && first.Entries.FirstOrDefault(e => e.Kind == GazetteerKind.State) is { Id: not null } named)
                state = named.Id;
            if (t > i && HeadOf(t) is { } kind)
                (sort, end) = (kind, t + 1);
        }

        // "新能源汽车", "欧洲汽车": an industry is a company only where its first word is a name or its head follows.
        if (sort == "company" && end > i && Industries.Contains(_tokens[end - 1].Fold) && !_tokens[i].Readings[0].IsGuessed && OfficeAt(end, limit) is null && !(end - i == 2 && !_morphology.IsCommon(_tokens[i].Fold) && Match(i) is null && Speaks(end, limit)))
            (sort, end) = (null, i);
        // "三星电子会长": what a company's head leads.
        if (sort is null && known == i && LedBy(i, most) is var led && led > i)
            (sort, end) = ("company", led);
        // "国际石油公司", "多家外国企业": any of a kind.
        if (sort is "company" or "bank" && _tokens[i].Fold is "国际" or "外国" or "跨国" or "大型" or "当地" or "本地" or "民营" or "私营" or "国有" or "外资" or "中资" or "合资" or "相关" or "有关" or "主要" or "西方" or "商业" && known == i && end - i <= 3 && OfficeAt(end, limit) is null && Fold(end - 1) is "公司" or "银行" or "石油公司" or "航空公司" or "能源公司" or "集团" or "子公司" or "科技公司" or "建筑公司" or "投资公司" or "保险公司")
            return i;
        if (sort is null || (known > i && (end <= known || sort is not ("company" or "bank" or "fund" or "university") && !(sort is "centre" or "committee" or "agency" && OfficeAt(end, limit) is not null))))
            return i;
        // "爱尔兰驻德黑兰大使馆": the town says where it stands.
        if (sort is "embassy" && Fold(i - 1) is "驻")
            return i;
        // "中国企业家", "中国政府": a state with a common noun names no body; one with a ministry does.
        var length = end - i;
        if (sort is "region" || (length == 2 && state is not null && sort is "company" or "igo" or "fund" or "association" or "party" or "university" or "centre" && _tokens[end - 1].Fold.Length <= 2 && _tokens[end - 1].Fold is not "大学")
            || (sort is "centre" && OfficeAt(end, limit) is null))
            return i;
        if (state is null && sort is "ministry" or "bank" or "parliament" && !IsPlaceOrState(i) && length < 3 && _tokens[end - 1].Fold.Length < 3 && sort is not "bank")
            return i;
        var range = new TokenRange(i, end);
        // "商务部" alone is China's, "财务省" Japan's.
        if (state is null && sort is "ministry" or "agency" && _own is null && _tables.Bodies.ValueOf(string.Concat(_tokens[i..end].Select(t => t.Fold))) is { State: { } owner })
            state = owner;
        // "国家粮食储备局", then "储备局".
        var full = state is null ? _spots.FindLast(s => s.Kind == SpotKind.Organisation && s.Ids.IsEmpty && s.Sort == sort && s.Name is { } longer && longer.Length > Text(range).Length && longer.EndsWith(Text(range), StringComparison.Ordinal)) : null;
        Add(new Spot(SpotKind.Organisation, range, [], $"organisations:{sort}") { Name = full?.Name ?? Text(range), Sort = sort, Detail = state ?? full?.Detail });
        return end;
    }

    // "红新月会": known by the bare word.
    private int Society(int i)
    {
        if (_tokens[i].Fold is not ("红十字会" or "红新月会"))
            return i;
        Add(new Spot(SpotKind.Organisation, new TokenRange(i, i + 1), [], "organisations:igo") { Name = Text(new TokenRange(i, i + 1)), Sort = "igo" });
        return i + 1;
    }

    // "铃木汽车同一天宣布": a verb of saying or of deeds in the same clause.
    private bool Speaks(int at, int limit)
    {
        for (var i = at; i < Math.Min(limit, at + 6) && !ChineseSyntax.IsBreak(_tokens[i]); i++)
        {
            if (_tokens[i].Fold is "将" or "计划" or "已" or "正" || _tables.Cues.LongestAt(_tokens, i, limit) is { Value.TakesClause: true })
                return true;
        }

        return false;
    }

    // Words of industries that end names of companies.
    private static readonly FrozenSet<string> Industries = new[] { "电子", "汽车", "航空", "半导体", "重工", "矿业", "电信", "石化", "石油", "铜业", "制药", "控股" }.ToFrozenSet(StringComparer.Ordinal);

    private int LedBy(int i, int most)
    {
        for (var t = i; t < most && t < i + 5; t++)
        {
            if (t > i && OfficeAt(t, most) is { } office)
                return office.Office == "executive" || _tokens[t].Fold is "会长" or "理事长" ? (t - i > 1 || !IsPlaceOrState(i) ? t : i) : i;
            if (!Continues(t, i))
                return i;
        }

        return i;
    }

    private bool IsPlaceOrState(int i) => Match(i) is { Tokens.Length: 1 } match && match.Entries.Any(e => e.Kind is GazetteerKind.State or GazetteerKind.Place);

    private string? HeadOf(int t)
    {
        var fold = _tokens[t].Fold;
        if (_pack.Actors.OrganisationHeads.TryGetValue(fold, out var kind))
            return fold.Length == 1 && fold is "委" or "党" or "社" or "会" ? null : kind;
        // "广电局", "农业农村厅"
        return fold.Length is 3 or 4 && fold[^1] is '局' or '厅' or '署' && fold is not ("世界格局") ? "agency" : null;
    }

    private bool CanBegin(int i) => _tokens[i].Fold is "联合" && _headAhead[i] - i is > 0 and <= 4 && Continues(i, i - 1) || Continues(i, i) && _tokens[i].Readings is [{ Class: WordClass.Noun or WordClass.Adjective }, ..] && _tables.Undertakings.LongestAt(_tokens, i, i + 1) is null && (_tokens[i].Fold.Length > 1 || (i + 1 < _tokens.Length && _tokens[i + 1].Fold.Length == 1)) && !_pack.Actors.OrganisationHeads.ContainsKey(_tokens[i].Fold);

    // Characters of states as they begin the names of bodies of several: "中|蒙|政府间委员会".
    private const string StateLetters = "中日韩俄美法德英印蒙哈乌吉塔土巴越老柬泰欧";

    private bool Continues(int t, int first)
    {
        var token = _tokens[t];
        if (!token.IsWord)
            return token.Text is "—" or "-" && t > first;
        if (token.Fold is "和" or "与")
            return t > first && JoinsFields(t);
        // "泉州市文物局": the town in full.
        if (token.Fold is "省" or "市" or "县" or "区" or "州" && t > first)
            return t <= first + 3;
        if (token.Fold.Length == 1 && !_pack.Actors.OrganisationHeads.ContainsKey(token.Fold) && !(t < first + 3 && StateLetters.Contains(token.Fold[0], StringComparison.Ordinal)))
            return false;
        if (token.Readings is not [{ Class: WordClass.Noun or WordClass.Adjective or WordClass.Verb } reading, ..] || token.Fold is [.., '协', '定' or '议'] or [.., '备', '忘', '录'] or [.., '条', '约'] or [.., '声', '明'])
            return false;
        if (Match(t) is { Tokens.Length: 1 } match && match.Entries.Any(e => e.Kind is GazetteerKind.Person or GazetteerKind.PersonShort) && !match.Entries.Any(e => e.Kind is GazetteerKind.Place or GazetteerKind.State)
            && !(t > first && t + 1 < _tokens.Length && HeadOf(t + 1) is "company" or "bank" or "university" or "fund" or "media"))
            return false;
        if (_tables.Cues.LongestAt(_tokens, t, t + 1) is not null || _pack.Actors.PluralDescriptions.TryMatch(_tokens, t, t + 1, out _, out _) || _tokens[t].Fold.EndsWith('方') || OfficeAt(t, t + 1) is not null)
            return false;
        if (_tables.Frames.LongestAt(_tokens, t, t + 1) is { Value: [{ Type: not "NONE" }, ..] } && token.Fold is not ("投资" or "进口" or "出口" or "磋商" or "建设" or "加入" or "救援"))
            return false;
        if (_pack.Time.ValueOf(Time.TimeSlot.Year, token) is not null || _tables.TimeWords.Contains(token.Fold) || token.Fold is "上午" or "下午" or "今天" or "当日" or "同日" or "近日" or "日前")
            return false;
        return reading.Class != WordClass.Verb || (t > first && token.Fold is not ("宣布" or "决定" or "进行" or "举行" or "成为" or "作为" or "包括" or "提供" or "获悉" or "已经"));
    }

    // "导弹与防务公司", "工业和贸易部": two fields of one body, the head right behind.
    private bool JoinsFields(int t) => t + 2 < _tokens.Length && _tokens[t - 1].Fold.Length >= 2 && _tokens[t + 1].Fold.Length >= 2
        && (HeadOf(t + 1) is "ministry" && _tokens[t + 1].Fold.Length > 2 && _tokens[t - 1].Readings is [{ Class: WordClass.Noun or WordClass.Verb or WordClass.Adjective }, ..] || HeadOf(t + 2) is not null || t + 3 < _tokens.Length && _tokens[t + 2].Fold.Length >= 2 && HeadOf(t + 3) is "ministry" && _tokens[t + 2].Readings is [{ Class: WordClass.Noun or WordClass.Verb }, ..]) && !_pack.Actors.OrganisationHeads.ContainsKey(_tokens[t - 1].Fold) && (!_pack.Actors.OrganisationHeads.TryGetValue(_tokens[t + 1].Fold, out var second) || second == "ministry")
        && Match(t - 1) is null && (second == "ministry" || Match(t + 1) is null) && !_tokens[t - 1].Readings[0].IsGuessed;

    // ---- places by their last word

    private int Place(int i, int limit)
    {
        // "西方省", "中部省": the quarters of the sky name provinces.
        if (i + 1 < limit && _tokens[i].Fold is "西方" or "南方" or "北方" or "东方" or "中部" or "西部" or "南部" or "东部" or "北部" && Fold(i + 1) is "省" or "邦" or "大区")
            return AddPlace(new TokenRange(i, i + 2), "region");
        // "牙买加民族英雄公园": common words name a site right after its state or town.
        if (_spots.Count > 0 && _spots[^1] is { Kind: SpotKind.State or SpotKind.Place } near && near.Tokens.End == i && !IsFunction(_tokens[i]) && _tokens[i].Fold.Length > 1)
        {
            for (var t = i + 1; t < Math.Min(limit, i + 4); t++)
            {
                if (_pack.Actors.PlaceHeads.TryMatch(_tokens, t, limit, out var stop, out var site) && site.Kind is "venue" or "site" or "airport" && _tokens[t].Fold.Length > 1)
                    return AddPlace(new TokenRange(i, stop), site.Kind);
                if (_tokens[t - 1].Readings is not [{ Class: WordClass.Noun or WordClass.Adjective }, ..] || !_tokens[t - 1].IsWord || IsFunction(_tokens[t - 1]) || OfficeAt(t - 1, limit) is not null || HeadOf(t - 1) is not null)
                    break;
            }
        }

        var characters = 0;
        var guessed = false;
        for (var t = i; t < Math.Min(limit, i + 5); t++)
        {
            var token = _tokens[t];
            // "伊犁哈萨克自治州": a people within the name.
            if (t > i && t + 1 < limit && _tokens[t + 1].Fold is "自治州" or "自治区" or "自治县" && token.IsWord)
                return AddPlace(new TokenRange(i, t + 2), "region");
            if (!token.IsWord || IsFunction(token) || (token.Fold.Length == 1 && token.Readings is [{ Class: not (WordClass.Noun or WordClass.Adjective), IsGuessed: false }, ..]) || (Match(t) is { } known && known.Entries.Any(e => e.Kind == GazetteerKind.State && !e.IsWeak)))
                return i;
            var fold = token.Fold;
            if (t > i && characters is >= 2 and <= 6 && guessed)
            {
                if (fold.Length == 1 && PlaceKind(fold[0]) is { } kind && characters < 6)
                {
                    // "沙柳河镇": the longer name wins.
                    return t + 1 < limit && _tokens[t + 1].Fold.Length == 1 && PlaceKind(_tokens[t + 1].Fold[0]) is { } outer && fold[0] is '河' or '江' or '湖' or '山'
                        ? AddPlace(new TokenRange(i, t + 2), outer) : AddPlace(new TokenRange(i, t + 1), kind);
                }

                // "瓦格口岸", "阿拉特自由经济区"
                if (fold.Length > 1 && _pack.Actors.PlaceHeads.TryMatch(_tokens, t, limit, out var stop, out var head))
                    return AddPlace(new TokenRange(i, stop), head.Kind);
            }

            if (fold.Length > 1 && t == i && fold.Length is >= 3 and <= 7 && token.Readings[0].IsGuessed && PlaceKind(fold[^1]) is { } single && !_morphology.IsChineseName(fold))
                return AddPlace(new TokenRange(i, i + 1), single);
            if (fold.Length > 1 && _morphology.IsCommon(fold) || characters > 5)
                break;
            characters += fold.Length;
            guessed |= token.Readings[0].IsGuessed || fold.Length == 1;
        }

        // A name that spells sounds, where a place stands: "至嘎舒苏海图跨境铁路", "帕哈尔加姆枪击案".
        if (_tokens[i].Fold.Length >= 3 && _tokens[i].Readings[0].IsGuessed && _morphology.IsForeignName(_tokens[i].Fold)
            && (Fold(i - 1) is "在" or "至" or "到" or "从" or "自" or "赴" or "抵" or "抵达" or "飞抵" or "于" or "前往" or "到访" or "来到" or "位于" or "离开" or "途经"
                || Fold(i + 1) is "至" or "口岸" or "港" or "机场" or "枪击" or "袭击" or "爆炸" or "地震" or "峰会" or "地区" or "港口" or "会谈" or "一线"))
            return AddPlace(new TokenRange(i, i + 1), "city");
        return i;
    }

    private int AddPlace(TokenRange range, string kind)
    {
        var name = Text(range);
        // "晋江市博物馆": a body of the town.
        if (range.End < _tokens.Length && HeadOf(range.End) is { } body and not "region" && _tokens[range.End].Fold.Length > 1)
        {
            var whole = range with { End = range.End + 1 };
            Add(new Spot(SpotKind.Organisation, whole, [], $"organisations:{body}") { Name = Text(whole), Sort = body });
            Base(name);
            return whole.End;
        }

        Add(new Spot(SpotKind.Place, range, [], "place-head") { Name = name, Sort = kind });
        Base(name);
        return range.End;
    }

    // "晋江市" lets the text speak of "晋江".
    private void Base(string name)
    {
        if (name.Length > 2 && name[^1] is '市' or '县' or '镇' or '省' or '州' or '区' or '村' or '乡')
            _placeBases.TryAdd(_morphology.Fold(name[..^1]), name);
    }

    private readonly Dictionary<string, string> _placeBases = new(StringComparer.Ordinal);

    // What one sentence tells to be a name is one in all others, however it is cut there.
    private void Recall()
    {
        if (_names.Count + _placeBases.Count + _fullNames.Count == 0)
            return;
        var taken = new bool[_tokens.Length];
        foreach (var spot in _spots)
            Array.Fill(taken, true, spot.Tokens.Start, spot.Tokens.Length);
        var before = _spots.Count;
        for (var i = 0; i < _tokens.Length; i++)
        {
            var spelled = "";
            for (var end = i; end < Math.Min(_tokens.Length, i + 4) && !taken[end] && _tokens[end].IsWord; end++)
            {
                spelled += _tokens[end].Fold;
                var range = new TokenRange(i, end + 1);
                if (spelled.Length < 2 || (range.Length == 1 && _morphology.IsCommon(spelled)))
                    continue;
                if (_names.TryGetValue(spelled, out var person) || (spelled.Length > 2 && _fullNames.TryGetValue(spelled, out person)))
                    Add(new Spot(SpotKind.Person, range, [], FullName) { Name = person });
                else if (_placeBases.TryGetValue(spelled, out var place))
                    Add(new Spot(SpotKind.Place, range, [], "place-head") { Name = place, Sort = "city" });
                else
                    continue;
                i = end;
                break;
            }
        }

        if (_spots.Count > before)
            _spots.Sort((a, b) => a.Tokens.Start.CompareTo(b.Tokens.Start));
    }

    private static bool IsFunction(Token token) => token.Fold.Length == 1 && token.Fold is "在" or "的" or "和" or "与" or "同" or "到" or "至" or "从" or "自" or "由" or "向" or "对" or "等" or "了" or "将" or "被" or "为" or "是" or "于" or "及" or "每" or "各" or "该" or "全" or "本" or "这" or "那" or "一" or "两" or "三" or "说" or "第" or "年" or "月" or "日" or "中" or "上" or "下" or "有" or "就" or "以" or "之" or "个" or "条" or "座" or "据" or "把" or "让" or "给" or "其" or "此" or "但" or "而" or "并" or "又" or "也" or "已" or "还" or "不" or "可" or "会" or "要" or "应" or "用" or "无" or "起" or "后" or "前" or "时" or "内" or "外" or "新" or "大" or "小" or "多" or "名" or "位" or "次" or "届" or "轮" or "近" or "约" or "超";

    private string? PlaceKind(char head) => _tables.PlaceHeads.ValueOf([head]);

    // ---- offices

    private int Office(int i, int limit)
    {
        // "驻孟代表": who stands for a body in a state.
        if (_tokens[i].Fold == "代表" && _spots.Count > 0 && _spots[^1] is { Kind: SpotKind.State } seat && seat.Tokens.End == i && Fold(seat.Tokens.Start - 1) == "驻")
        {
            Add(new Spot(SpotKind.Office, new TokenRange(i, i + 1), [], "offices") { Office = "other" });
            return i + 1;
        }

        if (OfficeAt(i, limit) is not { } office)
            return i;
        Add(office);
        return office.Tokens.End;
    }

    private Spot? OfficeAt(int i, int limit)
    {
        if (i >= limit || !_tokens[i].IsWord)
            return null;
        string? detail = null;
        var end = i;
        if (Match(i) is { } match && match.Entries.FirstOrDefault(e => e.Kind == GazetteerKind.Office) is { Id: not null } entry && match.Entries.All(e => e.Kind == GazetteerKind.Office))
            (detail, end) = (entry.Id, match.Tokens.End);
        var id = detail is null ? null : _pack.Reference.Offices[detail].RecordId;
        var line = 0;
        if (_pack.Actors.Offices.TryMatch(_tokens, i, limit, out var stop, out var row) && stop >= end)
            (id, line, end) = (row.Office, row.Line, stop);
        return id is null ? null : new Spot(SpotKind.Office, new TokenRange(i, end), [], "offices") { Office = id, Detail = detail, Line = line };
    }

    // ---- drafts

    private List<Draft> Drafts()
    {
        var drafts = new List<Draft>();
        var done = new bool[_spots.Count];
        for (var s = 0; s < _spots.Count; s++)
        {
            if (done[s])
                continue;
            switch (_spots[s].Kind)
            {
                case SpotKind.Person:
                    Person(s, s, s, drafts, done);
                    break;
                case SpotKind.State or SpotKind.Organisation or SpotKind.Place or SpotKind.Office:
                    var last = TitleEnd(s);
                    if (last > s || _spots[s].Kind == SpotKind.Office)
                    {
                        // A title with the name that follows it, or an office by itself.
                        var name = last + 1 < _spots.Count && _spots[last + 1].Kind == SpotKind.Person && _spots[last + 1].Tokens.Start == _spots[last].Tokens.End && _text.SentenceOf(_spots[last].Tokens.Start) == _text.SentenceOf(_spots[last + 1].Tokens.Start) ? last + 1 : -1;
                        if (name >= 0)
                            Person(name, s, last, drafts, done);
                        else
                            Officer(s, last, drafts, done);
                    }
                    else
                    {
                        drafts.Add(Plain(_spots[s]));
                        if (Quarter(_spots[s]) is { } quarter)
                            drafts.Add(quarter);
                    }

                    break;
                default:
                    drafts.Add(Plain(_spots[s]));
                    break;
            }
        }

        drafts.Sort((a, b) => a.Extent.Start != b.Extent.Start ? a.Extent.Start.CompareTo(b.Extent.Start) : a.IsNested.CompareTo(b.IsNested));
        return Indexed(drafts);
    }

    // "刚果（金）东部": a part of a state is a place beside the state.
    private Draft? Quarter(Spot state) =>
        state is { Kind: SpotKind.State, Ids.Length: 1, Form: MentionForm.Name } && state.Tokens.End < _text.SentenceOf(state.Tokens.Start).Tokens.End && Fold(state.Tokens.End) is [.., '部'] quarter && _tables.PlaceHeads.Has(quarter)
            ? Plain(new Spot(SpotKind.Place, state.Tokens with { End = state.Tokens.End + 1 }, [], "place-quarter") { Name = Text(state.Tokens with { End = state.Tokens.End + 1 }), Sort = "region" }) : null;

    // "中共中央政治局委员、外交部长", "哈萨克斯坦总统", "三星电子会长": spots that together are one title; the index of its last one, which is an office.
    private int TitleEnd(int s)
    {
        var last = -1;
        for (var t = s; t < _spots.Count; t++)
        {
            if (t > s)
            {
                var gap = _spots[t].Tokens.Start - _spots[t - 1].Tokens.End;
                var between = _spots[t - 1].Tokens.End;
                if (_text.SentenceOf(_spots[t - 1].Tokens.Start) != _text.SentenceOf(_spots[t].Tokens.Start) || !Joins(_spots[t - 1], _spots[t]))
                    break;
                // "比利时首相、卢森堡首相": two officers of two states.
                if (gap > 0 && _spots[t] is { Kind: SpotKind.State, Ids: [var other] } && _spots[s..t].Find(n => n.Kind == SpotKind.State) is { Ids: [var first] } && first != other && _tokens[between].Text is "、")
                    break;
            }

            if (_spots[t].Kind == SpotKind.Office)
                last = t;
            else if (_spots[t].Kind is not (SpotKind.State or SpotKind.Organisation or SpotKind.Place))
                break;
        }

        return last < 0 ? s : last;
    }

    // Nothing, "兼" or "驻" stands between, or what an officer is for: "老挝工业和贸易部长".
    private bool Joins(Spot before, Spot after)
    {
        var (start, end) = (before.Tokens.End, after.Tokens.Start);
        if (start == end)
            return true;
        if (_tokens[start].Text is "、" && before.Kind == SpotKind.Office || _tokens[start].Fold is "兼" or "驻" or "暨" or "常驻")
        {
            if (++start == end)
                return true;
            if (_tokens[start - 1].Fold is "驻" or "常驻")
                return false;
        }

        if (end - start > 3 || after is not { Kind: SpotKind.Office, Office: "minister" or "deputy-minister" or "deputy-prime-minister" })
            return false;
        for (var i = start; i < end; i++)
        {
            if (!_tokens[i].IsWord || !(_tokens[i].Fold is "和" or "与" && i > start || _tokens[i].Fold.Length is 2 or 3 or 4 && _tokens[i].Readings is [{ Class: WordClass.Noun or WordClass.Adjective or WordClass.Verb }, ..] && _tables.Cues.LongestAt(_tokens, i, i + 1) is null && _tables.Frames.LongestAt(_tokens, i, i + 1) is null))
                return false;
        }

        return true;
    }

    private static readonly string[] Ranks = ["president", "monarch", "prime-minister", "foreign-minister", "speaker", "secretary-general", "deputy-prime-minister", "minister", "deputy-minister", "ambassador", "envoy", "governor", "spokesperson", "adviser", "executive", "chairman", "other"];

    private OfficeDraft OfficeOf(int first, int last, List<Draft> drafts)
    {
        Spot? best = null;
        string? state = null;
        var organisation = -1;
        // "贸易部副部长": the office makes no organisation of the ministry.
        var isMinister = _spots[last] is { Office: "minister" or "deputy-minister" or "foreign-minister" };
        for (var t = first; t <= last; t++)
        {
            var spot = _spots[t];
            if (spot.Kind == SpotKind.Office && (best is null || Array.IndexOf(Ranks, spot.Office) < Array.IndexOf(Ranks, best.Office)))
                best = spot;
            // "中国驻哈萨克斯坦大使": the first state is served, the second is where.
            if (spot.Kind == SpotKind.State && state is null && Fold(spot.Tokens.Start - 1) is not ("驻" or "常驻"))
                state = spot.Ids.Length == 1 ? spot.Ids[0] : null;
            // "驻赞比亚大使": who sends him need not be said.
            if (spot.Kind == SpotKind.State && state is null && t == first && Fold(spot.Tokens.Start - 1) is "驻" && spot.Ids is [var seat])
                state = Sender(spot.Tokens.Start, seat);
            // "中国国家主席" may be one office, "国务院总理" names a body of one state, "阿克托别州州长" a place.
            if (spot.Kind == SpotKind.Office && state is null && _text.SpanOf(spot.Tokens).In(_text.Text).StartsWith("中国", StringComparison.Ordinal))
                state = "CHN";
            if (spot.Kind == SpotKind.Organisation && state is null && spot.Ids.Length > 0 && _pack.Reference.Organisations[spot.Ids[0]] is { Kind: "organ", Members: [var member] })
                state = member;
            if (spot.Kind == SpotKind.Place && state is null && spot.Ids.Length > 0)
                state = _pack.Reference.Places[spot.Ids[0]].Country;
            if (spot.Kind is SpotKind.State or SpotKind.Organisation or SpotKind.Place)
            {
                if (spot.Kind == SpotKind.Organisation)
                {
                    state ??= spot.Detail;
                    if (isMinister && spot is { Sort: "ministry", Ids.Length: 0 })
                        continue;
                    organisation = drafts.Count;
                }

                drafts.Add(Plain(spot) with { IsNested = true });
            }
        }

        state ??= best?.Office is "president" or "prime-minister" or "foreign-minister" or "minister" or "deputy-minister" or "spokesperson" && organisation < 0 ? _own : null;
        // "外交和对外贸易部长": what stands between is his field.
        if (best is { Office: "minister" } && best.Tokens.Start - _spots[first].Tokens.Start is >= 0 and < 8 && IsOfForeignAffairs(best.Tokens.Start))
            best = best with { Office = "foreign-minister" };
        // The chair of a company is its executive.
        if (best is { Office: "chairman" } && organisation >= 0 && drafts[organisation] is { Sort: "company" or "bank" })
            best = best with { Office = "executive" };
        // "外交贸易部秘书长": the first officer under a minister.
        if (best is { Office: "secretary-general" } && organisation >= 0 && drafts[organisation] is { Sort: "ministry" })
            best = best with { Office = "deputy-minister" };
        return new OfficeDraft(best!.Office!, best.Detail, new TokenRange(_spots[first].Tokens.Start, _spots[last].Tokens.End), state, organisation, best.Line);
    }

    private bool IsOfForeignAffairs(int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 4) && _tokens[i].IsWord && (_tokens[i].Fold is "和" or "与" or "及" || _tokens[i].Fold.Length > 1); i--)
        {
            if (_tokens[i].Fold is "外交" or "外务" or "对外关系")
                return true;
        }

        return false;
    }

    private void Person(int name, int first, int last, List<Draft> drafts, bool[] done)
    {
        var spot = _spots[name];
        OfficeDraft? office = null;
        var extent = spot.Tokens;
        if (first < name)
        {
            office = OfficeOf(first, last, drafts);
            extent = extent with { Start = office.Tokens.Start };
            for (var t = first; t <= last; t++)
                done[t] = true;
        }

        // "副外长鲁登科、维尔什宁": one office for those in a row whom no list knows.
        if (office is null && spot.Ids.IsEmpty && name > 0 && _spots[name - 1] is { Kind: SpotKind.Person } shared && shared.Tokens.End + 1 == spot.Tokens.Start && _tokens[shared.Tokens.End].Text is "、"
            && drafts.FindLast(d => d.Kind == DraftKind.Person && d.Tokens == shared.Tokens)?.Office is { } held && held.Tokens.Start < shared.Tokens.Start)
            office = held;
        done[name] = true;
        // "托卡耶夫总统": the office after, unless another name follows it.
        if (name + 1 < _spots.Count && _spots[name + 1] is { Kind: SpotKind.Office } after && after.Tokens.Start == spot.Tokens.End
            && !(name + 2 < _spots.Count && _spots[name + 2].Kind == SpotKind.Person && _spots[name + 2].Tokens.Start == after.Tokens.End))
        {
            office ??= new OfficeDraft(after.Office!, after.Detail, after.Tokens, null, -1, after.Line);
            extent = extent with { End = after.Tokens.End };
            done[name + 1] = true;
        }

        // "科威特外交大臣阿卜杜拉": who bears the same short name and has never served that state is another.
        if (office?.State is { } served && spot.Ids.Length > 0 && spot.Tokens.Length == 1 && spot.Ids.All(id => _pack.Reference.Persons.TryGetValue(id, out var known) && known.Terms.Length > 0 && known.Terms.All(t => t.Country is { } country && country != served)))
            spot = spot with { Ids = [], Rule = FullName };
        drafts.Add(new Draft
        {
            Kind = DraftKind.Person,
            Tokens = spot.Tokens,
            Extent = extent,
            Ids = spot.Ids,
            Name = spot.Name,
            Office = office,
            Rule = spot.Rule,
            Cases = _syntax.CaseOf[extent.Start],
        });
    }

    private void Officer(int first, int last, List<Draft> drafts, bool[] done)
    {
        var office = OfficeOf(first, last, drafts);
        for (var t = first; t <= last; t++)
            done[t] = true;
        drafts.Add(new Draft
        {
            Kind = DraftKind.Office,
            Tokens = office.Tokens,
            Extent = office.Tokens,
            Office = office,
            Form = MentionForm.Description,
            Rule = "offices",
            Cases = _syntax.CaseOf[office.Tokens.Start],
        });
    }

    private Draft Plain(Spot spot)
    {
        var draft = new Draft
        {
            Kind = spot.Kind switch
            {
                SpotKind.State => DraftKind.State,
                SpotKind.Organisation => DraftKind.Organisation,
                SpotKind.Place => DraftKind.Place,
                SpotKind.Description => DraftKind.Description,
                SpotKind.Pronoun => DraftKind.Pronoun,
                _ => DraftKind.Person,
            },
            Tokens = spot.Tokens,
            Extent = spot.Tokens,
            Ids = spot.Ids,
            Name = spot.Name,
            Sort = spot.Sort,
            Form = spot.Form,
            Numbers = spot.IsPlural ? Numbers.Plural : Numbers.Singular,
            Rule = spot.Rule,
            Cases = _syntax.CaseOf[spot.Tokens.Start],
            Target = spot.Description.Target,
            Holders = spot.Description.Holders.IsDefault ? [] : spot.Description.Holders,
            Office = spot.Kind == SpotKind.Organisation && spot.Detail is { } state ? new OfficeDraft("", spot.Office, spot.Tokens, state, -1, 0) : null,
        };
        if (spot.Kind == SpotKind.Place && IsDateline(spot.Tokens))
            draft = draft with { Rule = ActorResolver.DatelineRule };
        return draft;
    }

    // "新华社北京1月6日电"
    private bool IsDateline(TokenRange place)
    {
        var sentence = _text.SentenceOf(place.Start);
        if (sentence.Paragraph > 2 || place.Start - sentence.Tokens.Start > 4)
            return false;
        for (var i = place.End; i < Math.Min(sentence.Tokens.End, place.End + 10); i++)
        {
            if (ChineseDateline.IsMark(_tokens[i]))
                return true;
            if (_tokens[i].Kind != TokenKind.Number && _tokens[i].Fold is not ("年" or "月" or "日" or "·" or "（" or "/" or "、" or "综合"))
                return false;
        }

        return false;
    }

    // Organisations that offices speak of have moved with the sorting.
    private static List<Draft> Indexed(List<Draft> drafts)
    {
        for (var d = 0; d < drafts.Count; d++)
        {
            if (drafts[d].Office is not { Organisation: >= 0 } office)
                continue;
            var body = drafts.FindLastIndex(o => o.Kind == DraftKind.Organisation && o.IsNested && office.Tokens.Contains(o.Tokens));
            drafts[d] = drafts[d] with { Office = office with { Organisation = body } };
        }

        return drafts;
    }
}

/// <summary>Characters and sides that stand for states, settled by the states that a text names.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
internal sealed class StateCharacters
{
    // Words that look like two states and are none.
    private static readonly FrozenSet<string> Others = new[] { "中亚", "中东", "中非", "中央", "中文", "中心", "中欧", "中西", "东亚", "西亚", "南亚", "中南", "中科", "中古", "中立", "日文", "日中", "巴黎", "加大", "哥伦", "德文", "法德", "西文", "新加", "加拿", "文老", "老法", "英文", "中老年", "中法文" }.Except(["日中", "法德"]).ToFrozenSet(StringComparer.Ordinal);

    private readonly FrozenDictionary<char, ImmutableArray<string>> _byCharacter;
    private readonly FrozenDictionary<string, ImmutableArray<string>> _bySide;

    public StateCharacters(ReferenceDictionary reference)
    {
        var states = reference.States.Values.OrderBy(s => s.Iso3, StringComparer.Ordinal).ToArray();
        _byCharacter = states.SelectMany(s => s.LocalCharacters.Where(c => c.Length == 1).Select(c => (Character: c[0], s.Iso3))).Append((Character: '华', Iso3: "CHN"))
            .GroupBy(c => c.Character).ToFrozenDictionary(g => g.Key, g => g.Select(c => c.Iso3).ToImmutableArray());
        _bySide = states.SelectMany(s => s.LocalSides.Select(side => (Side: side, s.Iso3))).GroupBy(s => s.Side)
            .ToFrozenDictionary(g => g.Key, g => g.Select(s => s.Iso3).ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>The states that "哈方" may mean: the one named in the text, else all; empty when the word is no side.</summary>
    public ImmutableArray<string> Side(string word, HashSet<string> named)
    {
        if (!_bySide.TryGetValue(word, out var states))
            return [];
        ImmutableArray<string> told = [.. states.Where(named.Contains)];
        // "西方" is the West unless the text speaks of Spain.
        return told.Length > 0 ? told : states is ["CHN"] ? states : [];
    }

    /// <summary>The state of a character; null when none or several fit.</summary>
    public string? Of(char character, HashSet<string> named)
    {
        if (!_byCharacter.TryGetValue(character, out var states))
            return null;
        ImmutableArray<string> told = [.. states.Where(named.Contains)];
        return told.Length == 1 ? told[0] : told.Length == 0 && states.Length == 1 ? states[0] : null;
    }

    /// <summary>True when characters one by one spell states of which one is spoken of: "中|蒙", and not "东|亚".</summary>
    /// <param name="characters">Two or three.</param>
    /// <param name="named">The states that the text names in full.</param>
    /// <param name="withChina">Whether words behind tell that it is a pair of China and another.</param>
    public bool ArePair(string characters, HashSet<string> named, bool withChina = false) =>
        !Others.Contains(characters) && characters.Select(c => Of(c, named)).Distinct().Count() == characters.Length && characters.All(c => Of(c, named) is { } state && (withChina || state == "CHN" || named.Contains(state) || WellKnown.Contains(state)))
            && (withChina || characters.Any(c => Of(c, named) is { } told && named.Contains(told)));

    /// <summary>True for states that readers know by their character without having read the name.</summary>
    public static bool IsWellKnown(string state) => WellKnown.Contains(state);

    private static readonly FrozenSet<string> WellKnown = new[] { "USA", "RUS", "JPN", "KOR" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The states of "中哈" or "中日韩"; empty when the word is not made of states.</summary>
    public ImmutableArray<string> Several(string word, HashSet<string> named)
    {
        if (Others.Contains(word))
            return [];
        var states = ImmutableArray.CreateBuilder<string>();
        foreach (var character in word)
        {
            if (Of(character, named) is not { } state)
                return [];
            if (!states.Contains(state))
                states.Add(state);
        }

        // "哈塔伊" and "阿拉" are no states: nearly all are spoken of by name.
        return states.Count == word.Length && states.Count(s => named.Contains(s) || s == "CHN") >= (word.Length == 2 ? 2 : word.Length - 1) ? states.ToImmutable() : [];
    }
}
