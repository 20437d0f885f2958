using System.Collections.Immutable;
using Readout.Actors;
using Readout.Events;
using Readout.Places;
using Readout.Statements;
using Readout.Syntax;
using Readout.Text;
using Readout.Time;

namespace Readout.Languages.Zh;

/// <summary>Finds events in Chinese: a verb or noun of action with its object in the clause, then who, when, where and whether it happened.</summary>
internal sealed class ChineseEventFinder
{
    private readonly SegmentedText _text;
    private readonly Token[] _tokens;
    private readonly ActorLayer _actors;
    private readonly PlaceLayer _places;
    private readonly TimeLayer _times;
    private readonly StatementLayer _statements;
    private readonly ChineseTables _tables;
    private readonly EventDate? _mainDate;
    private readonly int _mainPlace;
    private EventDate? _visit;
    private FoundEvent? _talks;

    // Where the visit told last leads, and in which sentence: "前往布里奇敦，出席会议".
    private (int Sentence, int Place) _goal = (-1, -1);

    // Whom the aid told last has reached.
    private string? _aided;

    // Who met whom last: the person whom the report follows; -1 while none has met anybody.
    private int _leading = -1;

    private ChineseEventFinder(SegmentedText text, ActorLayer actors, PlaceLayer places, TimeLayer times, StatementLayer statements, ChineseTables tables)
    {
        (_text, _tokens, _actors, _places, _times, _statements, _tables) = (text, text.Tokens, actors, places, times, statements, tables);
        _mainDate = MainDate();
        _mainPlace = MainPlace();
    }

    public static ImmutableArray<FoundEvent> Find(SegmentedText text, ActorLayer actors, PlaceLayer places, TimeLayer times, StatementLayer statements, ChineseTables tables)
    {
        // "印度海军和印尼海军联合巡逻", "连接曼谷与万象的列车开通": bodies of two states or towns of two deal with each other where no state is named.
        if (actors.MainParties.Length == 0 && actors.Actors.Select(a => a.Party).Concat(places.Places.Select(p => p.Country)).OfType<string>().Distinct().Count() < 2)
            return [];
        var finder = new ChineseEventFinder(text, actors, places, times, statements, tables);
        var found = new List<FoundEvent>();
        foreach (var sentence in text.Sentences)
        {
            if (text.IsInTitle(sentence.Tokens.Start))
                continue;
            var range = ChineseDateline.After(finder._tokens, sentence);
            for (var i = range.Start; i < range.End; i++)
            {
                if (!finder._tokens[i].IsWord || tables.Frames.LongestAt(finder._tokens, i, range.End) is not { } hit)
                    continue;
                foreach (var @event in finder.At(hit, range, sentence))
                {
                    if (!found.Exists(f => finder.IsSame(f, @event)))
                        found.Add(@event);
                    // What is signed after the talks is signed where they were held.
                    if (@event is { Frame.Kind: "meeting", Place: >= 0 })
                        finder._talks = @event;
                    if (@event is { Frame.Kind: "visit", Place: >= 0 })
                        finder._goal = (@event.Sentence, @event.Place);
                    if (@event is { Frame.Type: "AID", Parties: [_, var aided] })
                        finder._aided = aided;
                    if (@event is { Frame.Kind: "meeting" or "call", Status: EventStatus.Occurred, Actors: [var first, ..] } && actors.Actors[first].Kind == ActorKind.Person)
                        finder._leading = first;
                }

                i = hit.Tokens.End - 1;
            }
        }

        return [.. found];
    }

    private TokenRange Segment(int at, TokenRange range)
    {
        var (start, end) = (at, at + 1);
        while (start > range.Start && !ChineseSyntax.IsBreak(_tokens[start - 1]))
            start--;
        while (end < range.End && !ChineseSyntax.IsBreak(_tokens[end]))
            end++;
        return new TokenRange(start, end);
    }

    private IEnumerable<FoundEvent> At(ChinesePhrases<ImmutableArray<FrameRow>>.Hit hit, TokenRange range, Sentence sentence)
    {
        var segment = Segment(hit.Tokens.Start, range);
        foreach (var row in hit.Value)
        {
            // "人道主义援助协调中心": a word of a name.
            if (_actors.TopAt(hit.Tokens.Start) is { Actors: [var named] } name && _actors.Actors[named].Kind == ActorKind.Organization && name.Tokens.Contains(hit.Tokens) && !row.IsBlocker)
                yield break;
            if (row.IsBlocker)
            {
                row.Row.Touch();
                yield break;
            }

            if (Complement(row, hit.Tokens, segment, range) is not { } whole)
                continue;
            // "举行联合反潜演练" is of several, "举行反潜演练" of one.
            if (row is { Object: "exercise", Type: "COOPERATE" } && !HasAny("joint", segment.Start, whole.End))
                continue;
            // "欧盟对卢旺达官员的制裁": background that names both.
            var isStanding = row is { Kind: "sanction", Object: "" } && _tokens[hit.Tokens.Start].Fold == "制裁" && IsStanding(hit.Tokens, segment);
            // "所谓制裁", "有关制裁": spoken of and told elsewhere, unless it is imposed or lifted here.
            if (!isStanding && row is { Kind: "sanction", Object: "" } && hit.Tokens.Length == 1 && hit.Tokens.Start > segment.Start && _tokens[hit.Tokens.Start - 1] is var leading && (leading.Fold is "的" or "所谓" or "有关" or "上述" or "任何" or "相关" or "此类" or "西方" or "被" or "应" or "撤销" || leading.Text is "“" || HasAny("lifting", segment.Start, hit.Tokens.Start) || _tokens[hit.Tokens.Start].Fold == "制裁" && hit.Tokens.End < segment.End && _tokens[hit.Tokens.End].Fold is "的" or "问题" or "是" or "将" or "对"))
                continue;
            row.Row.Touch();
            // "威胁加征关税": said, not done.
            if (row.Type is not ("CONSULT" or "SUPPORT") && HasAny("threat", segment.Start, hit.Tokens.Start))
                yield break;
            // "应习近平主席邀请": the invitation is behind the visit and no event of its own.
            if (_tokens[hit.Tokens.Start].Fold.Contains("邀请", StringComparison.Ordinal) && Enumerable.Range(segment.Start, hit.Tokens.Start - segment.Start).Any(t => _tokens[t].Fold == "应"))
                yield break;
            var status = isStanding || row.Kind == "aid" && HasAny("thanks", segment.Start, hit.Tokens.Start) ? EventStatus.Historical : Status(row, hit.Tokens, segment, range);
            // "俄方认为继续对话是必要的": talked of and not told.
            if (status == EventStatus.Occurred && row is { Type: "CONSULT", Kind: "meeting" or "talks" or "call" } && SpokenBy(hit.Tokens).Length > 0 && !_times.In(segment).Any(t => t.Date is not null) && !HasAny("done", segment.Start, Math.Min(segment.End, hit.Tokens.End + 1)) && HasAny("going", segment.Start, hit.Tokens.Start))
                yield break;
            // "如果移民继续涌入，政府将关闭口岸": a threat or a promise, and no deed.
            if (IsConditional(hit.Tokens.Start, segment, range) is { } within)
            {
                if (within && row.Status.Length > 0 || row.Type is not ("CONSULT" or "SUPPORT" or "COOPERATE" or "AID"))
                    yield break;
                status = EventStatus.Proposed;
            }

            // "决定将两名外交官列为不受欢迎的人": decided is done where no day to come is named.
            if (status == EventStatus.Planned && row.Type == "SANCTION" && row.Kind is "expel" or "recall" or "downgrade" && !HasAny("future", segment.Start, hit.Tokens.Start, apartFromDisposal: hit.Tokens.Start) && !(_times.Reference is { } day && _times.In(segment).Any(t => t.Date?.From > day)))
                status = EventStatus.Occurred;
            // "讨论了开通航班的可能性"
            if (status == EventStatus.Occurred && row.Kind is "facility" or "trade" or "invest" && Enumerable.Range(hit.Tokens.End, segment.End - hit.Tokens.End).Any(t => _tokens[t].Fold is "可能性" or "可行性" or "设想" or "构想" or "前景"))
                status = EventStatus.Proposed;
            // "期待出席开港仪式": the ceremony of what is told elsewhere.
            if (status == EventStatus.Proposed && row.Kind == "facility" && hit.Tokens.End < segment.End && _tokens[hit.Tokens.End].Fold is "仪式" or "典礼")
                yield break;
            // "支持两国斡旋": a stance.
            if (status == EventStatus.Proposed && row.Kind == "mediation")
                yield break;
            // A ceasefire agreed on is one; "将停火" is to come.
            if (status == EventStatus.Planned && row.Kind == "ceasefire" && !HasAny("future", segment.Start, hit.Tokens.Start) && !(_times.Reference is { } today && _times.In(segment).Any(t => t.Date?.From > today)))
                status = EventStatus.Occurred;
            // "同意将关系提升为伙伴关系" raises it there and then.
            if (status == EventStatus.Planned && row.Kind == "raise" && !Enumerable.Range(segment.Start, hit.Tokens.Start - segment.Start).Any(t => IsWord("future", _tokens[t].Fold) && !(_tokens[t].Fold == "将" && IsDisposal(t, hit.Tokens.Start))) && !(_times.Reference is { } now && _times.In(segment).Any(t => t.Date?.From > now)))
                status = EventStatus.Occurred;
            // "支持该国加入世贸组织", "不必等到批准": a stance, and no event.
            if (status == EventStatus.Proposed && row.Kind == "join" || status == EventStatus.Negated && row.Kind is "ratify" or "join")
                yield break;
            // Force, release and concessions that are called for, feared or denied are statements only.
            if (status is EventStatus.Negated && row.Type is not ("CONSULT" or "SUPPORT" or "SANCTION") || status is EventStatus.Proposed && row.Type is "ASSAULT" or "COERCE" or "MOBILIZE" or "PROTEST" or "RETREAT" or "CONCEDE" or "ACCUSE" or "REJECT" || status is EventStatus.Proposed && row is { Type: "SANCTION", Object: "" })
                yield break;
            // "对土投资逾190亿美元" tells a sum, "参与铁路建设" what goes on: events only where they are new or to come.
            if (status == EventStatus.Occurred && (row.Kind == "work" || row is { Kind: "invest", Object: "money" } && !IsNews(hit.Tokens, segment)))
                yield break;
            var actors = Actors(row, hit.Tokens, segment, range, sentence);
            var parties = Parties(row, hit.Tokens, actors, segment, range);
            if (parties.IsEmpty)
                yield break;
            var place = Place(row, row.Object == "visit" ? whole : hit.Tokens, segment, range, status);
            // "岸田将转往金边": the state that is visited is another than the sides.
            if (row.Kind == "visit" && place >= 0 && _places.Places[place].Country is { } visited && _actors.PartiesOf(actors) is [var visitor] && visitor != visited && _places.Mentions.Any(m => m.Place == place && segment.Contains(m.Tokens.Start)))
                parties = [visitor, visited];
            // "欧盟专员与三国部长一道前往的黎波里": the host is where the town lies.
            if (row.Kind == "visit" && parties.Length > 1 && place >= 0 && _places.Places[place].Country is { } seat && !parties.Contains(seat) && _places.Mentions.Any(m => m.Place == place && segment.Contains(m.Tokens.Start)))
                parties = parties.Add(seat);
            // "外长久里奇访华": the host is in the word.
            if (row.Kind == "visit" && parties.Length == 1 && parties[0] != "CHN" && Enumerable.Range(hit.Tokens.Start, hit.Tokens.Length).Any(t => _tokens[t].Fold.Contains('华', StringComparison.Ordinal)))
                parties = parties.Add("CHN");
            // Who fights or breaks with whom need not be said twice: "五天的炮战", "柬埔寨把关系降级".
            if (parties.Length == 1 && _actors.MainParties.Length == 2 && _actors.MainParties.Contains(parties[0]) && (row.Type == "SANCTION" && row.Kind is "suspend" or "downgrade" or "recall" or "expel" || row.Type is "ASSAULT" && IsWord("mutual", _tokens[hit.Tokens.Start].Fold)))
                parties = _actors.MainParties;
            // "在塔什干会见外长": the host of the place that the clause names; the dateline's need not be one.
            if (parties.Length == 1 && place >= 0 && _places.Places[place].Country is { } host && !parties.Contains(host) && (row.Kind is not ("meeting" or "call") || place != _mainPlace || _places.Mentions.Any(m => m.Place == place && segment.Contains(m.Tokens.Start))))
                parties = parties.Add(host);
            if (parties.Length == 1 && row.Type is "CONSULT" or "SUPPORT" or "COOPERATE" or "AID")
            {
                var other = _actors.MainParties.FirstOrDefault(p => p != parties[0]);
                if (other is not null)
                    parties = parties.Add(other);
            }

            // "已向日方提出严正交涉": the one who speaks has done it.
            if (parties.Length == 1 && row.Type is not "ASSAULT" && _actors.PartiesOf(SpokenBy(hit.Tokens)).FirstOrDefault(p => p != parties[0]) is { } speaking)
                parties = parties.Add(speaking);
            // "希望继续提供援助": of whom and to whom is told elsewhere.
            if (status == EventStatus.Proposed && parties.Length < 2 && row.Type is "AID")
                yield break;
            if (parties.Length < 2 && (row.Type is "CONSULT" && row.Kind is "meeting" or "talks" || _actors.MainParties.Length == 0) || (_actors.MainParties.Length == 0 && parties.Count(p => p.Length == 3) < 2 && row.Type != "ASSAULT"))
                yield break;
            // "分别会见A和B": as many meetings.
            if (row.Kind is "meeting" or "call" && (_tokens[hit.Tokens.Start].Fold is ['分', '别', ..] or ['先', '后', ..] || HasAny("apart", segment.Start, hit.Tokens.Start) || HasAny("apart", range.Start, segment.Start) || IsReceiving(row, hit.Tokens, segment, range)) && Met(hit.Tokens, segment, range) is { Length: > 1 } met && actors.Length > 0)
            {
                var date = Date(row, hit.Tokens, segment, range, status);
                foreach (var mention in met)
                {
                    // Who met them all is named before, or is whom the report follows.
                    var both = ImmutableArray.Create(met.Any(m => m.Actor == actors[0]) && _leading >= 0 ? _leading : actors[0], mention.Actor);
                    yield return new FoundEvent
                    {
                        Frame = row,
                        Status = status,
                        Mode = Abroad(row, _actors.PartiesOf(both), place) ? "third-party" : row.Mode,
                        Actors = both,
                        Parties = _actors.PartiesOf(both),
                        Date = date,
                        Place = place,
                        Evidence = _text.SpanOf(mention.Extent.Start > hit.Tokens.Start ? new TokenRange(hit.Tokens.Start, mention.Extent.End) : mention.Extent),
                        Tokens = mention.Tokens,
                        Sentence = sentence.Index,
                    };
                }

                yield break;
            }

            // "访问哈萨克斯坦、蒙古国和越南", "到访新德里与伊斯兰堡": as many visits.
            if (row.Kind == "visit" && Goals(hit.Tokens, segment) is { Length: > 1 } goals)
            {
                var guest = _actors.PartiesOf(_actors.In(new TokenRange(segment.Start, hit.Tokens.Start)).SelectMany(m => m.Actors)).FirstOrDefault() ?? parties[0];
                var first = Date(row, hit.Tokens, segment, range, status);
                foreach (var goal in goals)
                {
                    if (goal.Country == guest)
                        continue;
                    yield return new FoundEvent
                    {
                        Frame = row,
                        Status = status,
                        Mode = row.Mode,
                        Actors = [.. actors.Where(a => _actors.Actors[a].Party == guest || _actors.Actors[a].Party == goal.Country)],
                        Parties = [guest, goal.Country],
                        Date = first,
                        Place = goal.Place,
                        Evidence = _text.SpanOf(new TokenRange(hit.Tokens.Start, goal.End)),
                        Tokens = hit.Tokens,
                        Sentence = sentence.Index,
                    };
                }

                yield break;
            }

            yield return new FoundEvent
            {
                Frame = row,
                Status = status,
                Mode = Abroad(row, parties, place) ? "third-party" : row.Kind == "gathering" && parties is [{ Length: 3 }, { Length: 3 }] && _actors.PartiesOf(actors).Length <= 2 ? "visit" : row.Mode ?? (row.Kind is "meeting" or "talks" ? "visit" : null),
                Actors = actors,
                Parties = parties,
                Date = Date(row, hit.Tokens, segment, range, status),
                Place = place < 0 && row.Kind is "gathering" or "meeting" && status == EventStatus.Planned && _goal.Sentence == sentence.Index ? _goal.Place
                    : place < 0 && row.Kind == "document" && status == EventStatus.Occurred ? _talks is { } talks && talks.Sentence == sentence.Index ? talks.Place : place : place,
                Evidence = _text.SpanOf(whole),
                Tokens = hit.Tokens,
                Sentence = sentence.Index,
            };
            yield break;
        }
    }

    // "X对Y的制裁", unless it is lifted, imposed or called for here.
    private bool IsStanding(TokenRange words, TokenRange segment)
    {
        if (words.Start - 2 <= segment.Start || _tokens[words.Start - 1].Fold is not "的")
            return false;
        var on = Enumerable.Range(segment.Start, words.Start - segment.Start).LastOrDefault(t => _tokens[t].Fold is "对" or "针对", -1);
        if (on <= segment.Start || words.Start - on > 8 || _actors.TopAt(on - 1) is not { } by || _actors.TopAt(on + 1) is not { } upon || _actors.PartiesOf([.. by.Actors, .. upon.Actors]).Length < 2)
            return false;
        return !Enumerable.Range(segment.Start, segment.Length).Any(t => _tokens[t].Fold is "解除" or "取消" or "撤销" or "放宽" or "暂停" or "豁免" or "放松" or "延长" or "实施" or "宣布" or "支持" or "呼吁" or "加强" or "希望");
    }

    // "在联合国总部会见": two states meet in a third.
    private bool Abroad(FrameRow row, ImmutableArray<string> parties, int place) =>
        row.Kind is "meeting" && place >= 0 && _places.Places[place] is { Ref: not null, Country: var country } && (country is null || !parties.Contains(country)) && parties.Count(p => p.Length == 3) >= 2;

    // "投资20亿美元建厂" and "追加投资了" are news; "累计投资20亿美元" is a state of things.
    private bool IsNews(TokenRange words, TokenRange segment) =>
        (words.End < segment.End && _tokens[words.End].Fold == "了") || Enumerable.Range(words.End, segment.End - words.End).Any(i => _tokens[i].Fold is "建厂" or "建设" or "设厂" or "兴建" or "建立");

    // Where a visit leads to: the states or towns of several states in a row after the verb.
    private (string Country, int Place, int End)[] Goals(TokenRange words, TokenRange segment)
    {
        var goals = new List<(string, int, int)>();
        for (var i = words.End; i < segment.End;)
        {
            var place = _places.Mentions.FirstOrDefault(m => m.Tokens.Start == i);
            if (place is not null && _places.Places[place.Place].Country is { } country)
            {
                goals.Add((country, place.Place, i = place.Tokens.End));
            }
            else if (_actors.TopAt(i) is { Actor: >= 0 } mention && mention.Extent.Start == i && _actors.Actors[mention.Actor] is { Kind: ActorKind.State, Ref: { } state })
            {
                goals.Add((state, -1, i = mention.Extent.End));
            }
            else
            {
                break;
            }

            if (i < segment.End && _tokens[i].Text is "、" or "和" or "与" or "及")
                i++;
            else
                break;
        }

        return [.. goals.DistinctBy(g => g.Item1)];
    }

    // "会见了东盟秘书长和印尼议长": those whom one receives, of different parties, are met one by one.
    private bool IsReceiving(FrameRow row, TokenRange words, TokenRange segment, TokenRange range) =>
        row.Kind == "meeting" && _tokens[words.Start].Fold is [.., '会', '见'] or [.., '会', '见', '了'] or "拜会" or "拜会了" or "拜访" or "接见" && Met(words, segment, range) is { Length: > 1 } met && met.All(m => m.Actors.Length == 1) && met.Select(m => _actors.Actors[m.Actor].Party).Distinct().Count() == met.Length
        && met[0].Extent.Start <= words.End + 1 && met.Zip(met.Skip(1)).All(pair => pair.Second.Extent.Start - pair.First.Extent.End == 1 && _tokens[pair.First.Extent.End].Fold is "和" or "与" or "及" or "、");

    // "分别会见甲、乙", "分别与甲、乙和丙举行会晤"
    private ActorMention[] Met(TokenRange words, TokenRange segment, TokenRange range)
    {
        var apart = Enumerable.Range(range.Start, words.Start - range.Start).LastOrDefault(t => IsWord("apart", _tokens[t].Fold), words.Start);
        var start = Enumerable.Range(apart, words.Start - apart).FirstOrDefault(t => _tokens[t].Fold is "与" or "同" or "和" or "会同" or "跟", -1);
        return [.. _actors.In(start >= 0 ? new TokenRange(start, words.Start) : new TokenRange(words.End, segment.End)).Where(m => m.Actor >= 0 && _actors.Actors[m.Actor].Kind is ActorKind.Person or ActorKind.State).DistinctBy(m => m.Actor)];
    }

    // The words of the event with its object; null when the row's object is not there.
    private TokenRange? Complement(FrameRow row, TokenRange words, TokenRange segment, TokenRange range)
    {
        var next = words.End < segment.End ? _tokens[words.End] : null;
        // "建交32年来", "建交以来": since when, and no news.
        if (row.Kind == "ties" && next is not null && (next.Kind == TokenKind.Number || next.Fold is "以来" or "以后" or "周年" || next.Fold.All(c => "一二三四五六七八九十".Contains(c, StringComparison.Ordinal))))
            return null;
        // "磋商合作机制", "事务磋商与合作": talks as a thing, unless they are held, opened or taken up again.
        if (row.Kind == "talks" && !Enumerable.Range(segment.Start, words.Start - segment.Start).Any(t => _tokens[t].Fold is "恢复" or "重启" or "启动" or "举行" or "开启" or "完成" or "结束" or "推进" or "加快" or "继续" or "进行" or "展开" or "参加" or "开始"))
            return null;
        // "此次访问为期两天": told by how long it lasts.
        if (row.Kind == "visit" && Enumerable.Range(words.End, Math.Min(3, segment.End - words.End)).Any(t => _tokens[t].Fold is "为期" or "历时"))
            return words;
        // "确保访问取得成功", "高度重视主席此访": a visit as a thing.
        if (row.Kind == "visit" && (words.Start > segment.Start && (_tokens[words.Start - 1].Fold is "此" or "以此" || _tokens[words.Start - 1].Fold is "此次" or "这次" or "本次" or "此番" or "该次" && next is null) || Enumerable.Range(words.End, Math.Min(3, segment.End - words.End)).Any(t => IsWord("outcome", _tokens[t].Fold))))
            return null;
        // "对俄罗斯的访问": spoken of, not told.
        if (row.Kind == "visit" && words.Start > segment.Start && _tokens[words.Start - 1].Fold is "的" or "此次" or "这次" or "这一" or "今次" or "本次" or "该" or "其" or "任何" or "有" && next is not null && next.Fold is not "的")
            return null;
        // "是他就任以来首次访华": told of a visit, and no other one; "访台团": who comes.
        if (row.Kind is "visit" or "gathering" && Enumerable.Range(Math.Max(segment.Start, words.Start - (row.Kind == "visit" ? 1 : 3)), words.Start - Math.Max(segment.Start, words.Start - (row.Kind == "visit" ? 1 : 3))).Any(t => _tokens[t].Fold is "首次" or "第一次" or "首度" or "再次") && HasAny("copula", segment.Start, words.Start))
            return null;
        // "对两国元首的会晤感到满意": spoken of.
        if (row.Kind is "meeting" && words.Start > segment.Start + 1 && _tokens[words.Start - 1].Fold is "的" && Enumerable.Range(segment.Start, words.Start - segment.Start).Any(t => _tokens[t].Fold is "对" or "就" or "为") && !_times.In(segment).Any(t => t.IsDay))
            return null;
        if (row.Kind == "visit" && (next?.Fold is "团" || words.End + 1 < segment.End && _tokens[words.End + 1].Fold is "团"))
            return null;
        // "通过发言人发表声明": through whom; a statement of one's own is speech and no document of two.
        if (row.Kind == "document" && _tokens[words.Start].Fold is "通过" && _actors.TopAt(words.End) is not null)
            return null;
        if (row.Kind == "document" && _tokens[words.Start].Fold is "发表" && _tables.ObjectIn("document", _tokens, words.End, segment.End) is >= 0 and var said && _tokens[said].Fold is "声明")
            return null;
        // "访问南非期间，将会见总统": when, and told elsewhere.
        if (row.Kind == "visit" && Enumerable.Range(words.End, Math.Max(0, Math.Min(segment.End, words.End + 6) - words.End)).Any(t => _tokens[t].Fold is "期间"))
            return null;
        // "7000名移民从利比亚抵达该岛", "乘船抵达者", "前往尼泊尔的游客": no visit of state.
        if (row.Kind == "visit" && (Enumerable.Range(segment.Start, words.Start - segment.Start).LastOrDefault(t => IsWord("wayfarers", _tokens[t].Fold), -1) is >= 0 and var wayfarer && !_actors.In(new TokenRange(wayfarer, words.Start)).Any(m => m.Actors.Any(a => _actors.Actors[a].Kind == ActorKind.Person))
            || next?.Fold is "者" || _tokens[words.Start].Fold is "前往" or "抵达" or "飞往" && Enumerable.Range(words.End, Math.Max(0, Math.Min(segment.End - 1, words.End + 3) - words.End)).Any(t => _tokens[t].Fold is "的" && _actors.TopAt(t - 1) is not null)))
            return null;
        // "前往中部省，考察农场": on the way to what is told next.
        if (row.Kind == "visit" && _tokens[words.Start].Fold is "前往" or "来到" && HasAny("tours", words.End, range.End))
            return null;
        // "王毅参加会见": the meeting told before.
        if (row.Kind is "meeting" or "call" && words.Start > segment.Start && _tokens[words.Start - 1].Fold is "参加" or "出席" or "陪同" or "在座")
            return null;
        // "感谢他居中斡旋": told elsewhere.
        if (row.Kind is "mediation" or "aid" or "arrival" && HasAny("thanks", segment.Start, words.Start))
        {
            // "感谢肯尼亚在干旱期间提供的粮食援助": which help it was is said with it.
            return row.Kind == "aid" && IsParticular(segment.Start, segment.End) && next?.Fold == "的" && _tables.ObjectIn("aid", _tokens, words.End + 1, Math.Min(segment.End, words.End + 8)) is >= 0 and var given ? new TokenRange(words.Start, given + 1) : null;
        }

        // "谴责袭击": condemned, and told elsewhere; "谴责俄军进攻乌克兰" tells it.
        for (var i = segment.Start; i < words.Start && row.Type is "ASSAULT" or "COERCE" or "PROTEST"; i++)
        {
            if (_tokens[i].Fold is "谴责" or "强烈谴责" or "打击" or "反对" or "应对" or "防范" && FirstIn(new TokenRange(i + 1, words.Start)) == int.MaxValue)
                return null;
        }

        // "建设的工厂", "能源和基础设施建设": a thing built or building as such, unless it is pushed on.
        if (row.Kind is "facility" && next is { Kind: TokenKind.Number } && words.End + 1 < segment.End && _tokens[words.End + 1].Fold is "周年" or "年")
            return null;
        if (row.Kind is "ties" or "facility" or "raise" or "invest" or "trade" or "aid" or "arrest" or "abduct" or "deploy" && next is not null && next.Fold == "的")
            return null;
        // "任何遣返都须自愿", "遣返工作": spoken of.
        if (row.Kind == "deport" && (next?.Fold is "工作" or "问题" or "都" or "必须" or "协议" or "计划" or "事宜" or "进程" or "须" || words.Start > segment.Start && _tokens[words.Start - 1].Fold is "任何" or "自愿" or "的"))
            return null;
        // "对难民营的捐助比去年减少": a sum.
        if (row.Kind == "aid" && row.Object.Length == 0 && words.Length == 1 && words.Start > segment.Start && (_tokens[words.Start - 1].Fold is "的" && next is not null || next?.Fold is "比" or "较" or "减少" or "增加" or "下降" or "额" or "总额"))
            return null;
        // "被其拘捕入狱的150名妇女": who they are.
        if (row.Type is "COERCE" or "ASSAULT" && HasAny("passive", segment.Start, words.Start) && Enumerable.Range(words.End, Math.Min(3, segment.End - words.End)).Any(t => _tokens[t].Fold == "的"))
            return null;
        // "印度之行": a state or place before it.
        if (_tokens[words.Start].Fold is "之行" or "之旅" && (words.Start == segment.Start || _actors.TopAt(words.Start - 1) is null && !_places.Mentions.Any(m => m.Tokens.End == words.Start)))
            return null;
        if (row.Kind == "facility" && _tokens[words.Start].Fold is "建设" && (next is null || !next.IsWord || next.Fold is "等" or "和" or "情况" or "领域" or "方面")
            && !Enumerable.Range(segment.Start, words.Start - segment.Start).Any(t => _tokens[t].Fold is "推进" or "加快" or "启动" or "抓紧" or "推动" or "支持" or "继续" or "参与" or "开始" or "完成" or "加快推进" or "稳步推进"))
            return null;
        // "停火是积极一步": spoken of, and told elsewhere.
        if (row.Kind == "ceasefire" && words.Length == 1 && _tokens[words.Start].Fold is "停火" or "休战" or "停战" && !HasAny("truce", segment.Start, words.Start) && !(words.End == segment.End && _times.In(segment).Any(t => t.Tokens.End <= words.Start)))
            return null;
        // "致电祝贺": a telegram and no call.
        if (row.Kind == "call" && _tokens[words.Start].Fold.EndsWith("致电", StringComparison.Ordinal) && HasAny("telegram", words.End, range.End))
            return null;
        if (IsReactedTo(words, segment) || HasAny("hindering", segment.Start, words.Start))
            return null;
        // "签署互免签证的协定": what the document is about.
        if (row.Kind is "visa" && Enumerable.Range(words.End, Math.Max(0, segment.End - words.End - 1)).Any(t => _tokens[t].Fold == "的" && _tables.ObjectIn("document", _tokens, t + 1, segment.End) is >= 0 and var about && about <= t + 4))
            return null;
        // "关于开始谈判的共同宣言", "协议包括修建道路": what a document is about.
        if (row.Kind is "talks" or "meeting" or "facility" && HasAny("about", segment.Start, words.Start))
            return null;
        // "为重启谈判做准备", "为人道救援提供便利": what something else is for.
        if (row.Kind is "talks" or "meeting" or "aid" && Enumerable.Range(words.End, Math.Min(5, segment.End - words.End)).Any(t => _tokens[t].Fold is "做准备" or "作准备" or "做" or "铺路" or "便利" or "创造") && Enumerable.Range(segment.Start, words.Start - segment.Start).Any(t => _tokens[t].Fold is "为"))
            return null;
        // "暂停从马拉维进口玉米": told by what is done to it.
        if (row.Kind is "trade" && Enumerable.Range(segment.Start, words.Start - segment.Start).Any(t => _tokens[t].Fold is "暂停" or "停止" or "中止" or "禁止" or "限制" or "叫停" or "取消" or "解除"))
            return null;
        // "就供应列车签署意向书": what the document is about.
        if (row.Kind is "trade" or "facility" or "invest" or "aid" && Enumerable.Range(segment.Start, words.Start - segment.Start).Any(t => _tokens[t].Fold is "就") && Enumerable.Range(words.End, segment.End - words.End).Any(t => _tokens[t].Fold is "签署" or "签署了" or "签订" or "达成" or "签订了" or "签约"))
            return null;
        // "特使访俄问题", "访华一事": spoken of.
        if (row.Kind is "visit" or "meeting" or "talks" or "call" or "exercise" && HasAny("matters", words.End, Math.Min(segment.End, words.End + 2)))
            return null;
        // "邀请他出席峰会": the summit is told by its own words.
        if (row.Kind == "visit" && row.Object == "visit" && HasAny("attending", words.End, segment.End) && _tables.ObjectIn("gathering", _tokens, words.End, segment.End) >= 0)
            return null;
        // "派专家组赴肯尼亚考察": who is sent to look or to talk pays a visit.
        if (row is { Type: "AID", Object: "team" } && HasAny("errand", words.End, segment.End))
            return null;
        if (row.Object.Length == 0)
            return words;
        var after = _tables.ObjectIn(row.Object, _tokens, words.End, segment.End);
        // "退出西非国家经济共同体": a body by its name.
        if (after < 0 && row.Object == "body" && _actors.In(new TokenRange(words.End, segment.End)).FirstOrDefault(m => m.Actors.Any(a => _actors.Actors[a] is { Kind: ActorKind.Organization, Sector: "IGO" })) is { } joined)
            return new TokenRange(words.Start, joined.Tokens.End);
        if (after >= 0)
        {
            // "2018年开工项目11个": of which kind.
            if (row.Kind == "facility" && after == words.End && IsWord("intransitive", _tokens[words.Start].Fold))
                return null;
            // "移交了使馆捐赠的物品": the noun is of another verb.
            if (row.Kind is "facility" or "trade" && after + 2 < segment.End && _tokens[after + 2].Fold == "的" && _tokens[after + 1].Readings is [{ Class: Morphology.WordClass.Verb }, ..])
                return null;
            // "向中国出口天然气的协议": what the noun behind is about.
            if (row.Kind is "trade" or "facility" or "invest" or "aid" or "visa" && after + 1 < segment.End && _tokens[after + 1].Fold == "的" && !(after + 2 < segment.End && _tokens[after + 2].Fold is "可能性" or "可行性" or "前景" or "构想" or "设想"))
                return null;
            // "出席峰会期间会见": the occasion of another event.
            if (row.Kind == "gathering" && after + 1 < segment.End && Enumerable.Range(after + 1, Math.Min(3, segment.End - after - 1)).Any(t => _tokens[t].Fold is "期间" or "之际" or "间隙" or "前后" or "后" or "前"))
                return null;
            // "扩大进口" takes its object near; what comes after the next verb of action is not its own.
            return after - words.End <= 22 ? new TokenRange(words.Start, Math.Min(segment.End, ObjectEnd(after, segment.End))) : null;
        }

        // "三名外交官被驱逐出境", "将嫌犯移交": the object stands before.
        if (HasAny("voice", segment.Start, words.Start) && row.Kind is not ("gathering" or "facility" or "document" or "ratify" or "arrival") && _tables.ObjectIn(row.Object, _tokens, segment.Start, words.Start) is >= 0 and var moved)
            return new TokenRange(moved, words.End);
        // "帐篷和毛毯已经运到", "首批大米入库，其余将于8月底前运抵"
        if (row.Kind == "arrival")
            return _tables.ObjectIn(row.Object, _tokens, HasAny("rest", segment.Start, words.Start) ? range.Start : segment.Start, words.Start) >= 0 ? words : null;
        // "第二届论坛在西安举行", "铁路开工", "将…提升为"
        if (row.Kind is "gathering" or "facility" or "document" or "ratify" or "withdraw")
        {
            var before = _tables.ObjectIn(row.Object, _tokens, segment.Start, words.Start);
            // "欧盟委员会委员举行会谈": a body is no gathering of its own.
            if (before >= 0 && row.Kind == "gathering" && _actors.TopAt(before) is { } within && within.Actors.All(a => _actors.Actors[a] is { Kind: ActorKind.Organization, IsBilateralBody: false } or { Kind: ActorKind.Person }))
                return null;
            // "在机场移交了物资": where, and not what.
            if (before > segment.Start && row.Kind == "facility" && _tokens[before - 1].Fold is "在" or "于")
                return null;
            if (before >= 0 && (row.Kind != "document" || _tokens[words.End - 1].Fold is [.., '签', '署'] or [.., '签', '订'] or "通过" or "发表" or "达成"))
                return new TokenRange(before, words.End);
        }

        return null;
    }

    // A number, or when the help came.
    private bool IsParticular(int start, int end) =>
        Enumerable.Range(start, end - start).Any(t => _tokens[t].Kind == TokenKind.Number || _tokens[t].Fold is "期间" or "之后" or "过后" or "灾后" or "震后" or "后" or "时" or "去年" or "今年");

    // "对袭击表示谴责", "就试射深表关切": what is spoken of, and told elsewhere.
    private bool IsReactedTo(TokenRange words, TokenRange segment)
    {
        for (var i = segment.Start; i < words.Start; i++)
        {
            if (_tokens[i].Fold is not ("对" or "就" or "因" or "针对"))
                continue;
            for (var t = words.End; t < segment.End; t++)
            {
                if (_tokens[t].IsWord && _tables.Cues.LongestAt(_tokens, t, segment.End) is { Value: { IsBlocker: false, IsWhole: true } })
                    return true;
            }
        }

        return false;
    }

    // Words of a kind of <c>event-words.tsv</c>.
    private bool IsWord(string kind, string fold) => _tables.EventWords[kind].Has(fold);

    // apartFromDisposal: where a verb stands whose object 将 may bring forward; such a 将 tells no future.
    private bool HasAny(string kind, int start, int end, int? apartFromDisposal = null)
    {
        var words = _tables.EventWords[kind];
        for (var i = start; i < end; i++)
        {
            if (words.Has(_tokens[i].Fold) && !(apartFromDisposal is { } verb && _tokens[i].Fold == "将" && IsDisposal(i, verb)))
                return true;
        }

        return false;
    }

    // "如果…，将…": true for what stands in the condition itself, false for what would follow from it; null where nothing depends on a condition.
    private bool? IsConditional(int at, TokenRange segment, TokenRange range)
    {
        var words = _tables.EventWords["condition"];
        for (var i = range.Start; i < at; i++)
        {
            if (words.Has(_tokens[i].Fold) && (i == range.Start || !_tokens[i - 1].IsWord || IsWord("saying", _tokens[i - 1].Fold) || i < segment.Start + 3 && i >= segment.Start && !(_tokens[i].Fold.Length == 1)))
                return i >= segment.Start;
        }

        return null;
    }

    private int ObjectEnd(int at, int limit) => Math.Min(limit, at + 1);

    // ---- whether

    private EventStatus Status(FrameRow row, TokenRange words, TokenRange segment, TokenRange range)
    {
        // "邀请他出席峰会，他答应到会": accepted in the same sentence.
        if (row.Kind is "gathering" or "visit" && row.Status is "" or "proposed" && Enumerable.Range(range.Start, words.Start + 1 - range.Start).Any(t => _tokens[t].Fold.EndsWith("邀请", StringComparison.Ordinal))
            && !Enumerable.Range(range.Start, words.Start - range.Start).Any(t => _tokens[t].Fold == "应") && (HasAny("accepting", words.End, range.End) || IsAcceptedNext(words.Start) || WillCome(words.End, range.End)))
            return EventStatus.Planned;
        if (row.Status.Length > 0)
            return Enum.Parse<EventStatus>(row.Status, ignoreCase: true);
        // "双方商定，明年在万象会晤": what governs may stand before the comma.
        for (var from = segment.Start; ; from = Segment(from - 2, range).Start)
        {
            // "停止军事行动，持续四天的交火…": what is denied is so in its own clause.
            // "2013年签署的《协议》": of which one, whatever is done with it.
            if (from == segment.Start && row.Kind == "document" && words.End < segment.End && _tokens[words.End].Fold == "的" && _times.Reference is { } now && _times.In(segment).Any(t => t.Tokens.End == words.Start && t.Date is { } then && then.To < now))
                return EventStatus.Historical;
            if (Marker(from, from == segment.Start ? words.Start : SegmentEnd(from, words.Start)) is { } status && !(status == EventStatus.Negated && from != segment.Start))
                return status;
            if (from <= range.Start + 1 || _tokens[from].Fold is "又" || HasOwnSubject(from, from == segment.Start ? words.Start : SegmentEnd(from, words.Start)))
                break;
        }

        // "此前，还曾捐款": background.
        if (segment.Start > range.Start + 1 && row.Type is not "ACCUSE" && _tokens[range.Start].Fold is "此前" or "早前" or "早些时候" or "先前" && !_tokens[range.Start + 1].IsWord && !_times.In(segment).Any(t => t.IsDay))
            return EventStatus.Historical;
        var isDone = words.End < segment.End && _tokens[words.End].Fold == "了";
        // "今年3月，两国签署了备忘录": when may stand in a clause of its own.
        var when = segment.Start > range.Start && Segment(segment.Start - 2, range) is var before && _times.In(before).Any(t => t.Tokens.Start == before.Start && t.Tokens.End == before.End) ? segment with { Start = before.Start } : segment;
        foreach (var time in _times.In(when))
        {
            // "签署2025年至2026年合作计划": the years of the plan.
            if (time.Tokens.Start >= words.End && time.Date is { Precision: DatePrecision.Year })
                continue;
            if (time.Date is { } date && time.Use is not (TimeUse.Comparison or TimeUse.Frequency or TimeUse.Name) && _times.Reference is { } day)
            {
                if (date.From > day && !isDone)
                    return EventStatus.Planned;
                // Older than the news of the week, told as background.
                if (date.To < day.AddDays(date.Precision switch { DatePrecision.Day => row.Type switch { "ASSAULT" => -2, "SANCTION" => -4, _ => -9 }, DatePrecision.Month => -3, _ => -45 }))
                    return EventStatus.Historical;
            }
        }

        // "五天的炮战造成伤亡", "谴责俄军进攻": force told by a noun or in what somebody says is background.
        if (row.Type == "ASSAULT" && !HasAny("passive", segment.Start, words.Start) && !_times.In(segment).Any(t => t.IsDay) && (words.Start > segment.Start && _tokens[words.Start - 1].Fold is "的" || SpokenBy(words).Length > 0))
            return EventStatus.Historical;
        return EventStatus.Occurred;
    }

    // "邀请他出席大会，他表示将出席"
    private bool WillCome(int at, int end)
    {
        for (var i = at; i + 1 < end; i++)
        {
            if (_tokens[i].Fold is "将" or "会" && _tokens[i + 1].Fold is "出席" or "参加" or "应邀" or "赴会" or "成行" && i > 0 && IsWord("saying", _tokens[i - 1].Fold))
                return true;
        }

        return false;
    }

    // "邀请他10月访问。总统当场应允。": accepted in a short sentence of its own.
    private bool IsAcceptedNext(int at)
    {
        var next = _text.SentenceOf(at).Index + 1;
        return next < _text.Sentences.Length && _text.Sentences[next] is var answer && answer.Paragraph == _text.SentenceOf(at).Paragraph && answer.Tokens.Length <= AnswerLength
            && (HasAny("accepting", answer.Tokens.Start, answer.Tokens.End) || Enumerable.Range(answer.Tokens.Start, answer.Tokens.Length).Any(i => _tables.Acceptances.LongestAt(_tokens, i, answer.Tokens.End) is not null))
            && !HasAny("denying", answer.Tokens.Start, answer.Tokens.End);
    }

    // Tokens of a sentence that only answers.
    private const int AnswerLength = 14;

    private int SegmentEnd(int from, int limit)
    {
        var end = from;
        while (end < limit && !ChineseSyntax.IsBreak(_tokens[end]))
            end++;
        return end;
    }

    private bool HasOwnSubject(int start, int end) => _actors.In(new TokenRange(start, Math.Min(end, start + 4))).Any(m => m.Extent.Start == start);

    private EventStatus? Marker(int start, int end)
    {
        EventStatus? last = null;
        for (var i = start; i < end; i++)
        {
            if (!_tokens[i].IsWord)
                continue;
            if (_tables.Status.LongestAt(_tokens, i, end) is not { } hit)
            {
                // "强烈敦促": the marker with its adverb.
                if (_tokens[i].Fold.Length != 4 || !_tables.Status.Has(_tokens[i].Fold.AsSpan(2)))
                    continue;
                hit = new(_tables.Status.ValueOf(_tokens[i].Fold.AsSpan(2)), new TokenRange(i, i + 1));
            }

            // "将双边关系提升为战略伙伴关系": 将 only brings the object forward.
            if (_tokens[i].Fold == "将" && IsDisposal(i, end))
                continue;
            // "应总统邀请": the visit is made, not wished for.
            if (_tokens[i].Fold == "应" && Enumerable.Range(i, end - i).Any(t => _tokens[t].Fold is "邀请"))
                return last;
            // "若美方加征关税": a condition opens its clause; elsewhere the character is of a name.
            if (_tokens[i].Fold is "如" or "若" && i > start && !ChineseSyntax.IsBreak(_tokens[i - 1]) && _actors.TopAt(i - 1) is null)
                continue;
            // A later wish within a plan stays a plan: "将继续推动建设".
            if (last is not EventStatus.Planned || hit.Value != EventStatus.Proposed)
                last = hit.Value;
            i = hit.Tokens.End - 1;
        }

        return last;
    }

    private bool IsDisposal(int at, int end)
    {
        var isObject = at + 1 < _tokens.Length && (_tokens[at + 1].Kind == TokenKind.Number || _tokens[at + 1].Readings is [{ Class: Morphology.WordClass.Noun or Morphology.WordClass.Numeral }, ..] || _actors.TopAt(at + 1) is not null) && _times.Expressions.All(t => !t.Tokens.Contains(at + 1));
        for (var i = at; i < Math.Min(_tokens.Length, end + 8) && !ChineseSyntax.IsBreak(_tokens[i]); i++)
        {
            if (isObject && i > at + 1 && IsWord("disposing", _tokens[i].Fold))
                return true;
            if (_tokens[i].Fold is "提升为" or "提升至" or "提升到" or "升级为" or "列入" or "纳入" or "定位为" or "确立为")
                return true;
        }

        return false;
    }

    // ---- who

    private ImmutableArray<int> Actors(FrameRow row, TokenRange words, TokenRange segment, TokenRange range, Sentence sentence)
    {
        var found = ImmutableArray.CreateBuilder<int>();
        foreach (var mention in _actors.In(segment, withNested: false))
        {
            if (mention.Tokens.Start >= words.End && row.Kind is "document" or "facility" or "gathering" && (mention.Tokens.Start > words.End + 4 || row.Kind == "document" && _tokens[mention.Extent.Start - 1].Fold is "对" or "就" or "关于"))
                continue;
            // "通过红十字会捐助": by whose hands.
            if (mention.Extent.Start > segment.Start && _tokens[mention.Extent.Start - 1].Fold is "通过" or "经由" && row.Type is "AID")
                continue;
            // "在文莱会见": where they met, and no party.
            if (mention.Actors.Length == 1 && _actors.Actors[mention.Actors[0]].Kind != ActorKind.Person && mention.Extent.Start > segment.Start && (_tokens[mention.Extent.Start - 1].Fold is "在" or "于" && row.Type is not ("COOPERATE" or "AID" or "COERCE" or "ASSAULT") || _tokens[mention.Extent.Start - 1].Fold is "应" || (_tokens[mention.Extent.Start - 1].Fold == "出席" && row.Kind != "gathering")))
                continue;
            // "法国道达尔能源公司": whose company it is takes no part by that.
            if (mention.Actor >= 0 && _actors.Actors[mention.Actor].Kind == ActorKind.State && row.Type is "COOPERATE" && _actors.TopAt(mention.Extent.End) is { Actor: >= 0 } company && _actors.Actors[company.Actor] is { Kind: ActorKind.Organization, Sector: "BUS" })
                continue;
            foreach (var actor in Meant(mention, range))
            {
                if (!found.Contains(actor))
                    found.Add(actor);
            }

            // "约旦和埃及混合委员会": of both.
            if (row.Kind == "gathering" && mention.Extent.Start > segment.Start && _tokens[mention.Extent.Start - 1].Fold is "和" or "与" or "同" && _actors.Actors[mention.Actors.FirstOrDefault(-1) is var one && one >= 0 ? one : 0] is { Kind: ActorKind.Organization, Ref: null })
                found.AddRange(_actors.In(mention.Extent).Where(m => m.IsNested && m.Actor >= 0 && _actors.Actors[m.Actor].Kind == ActorKind.State).Select(m => m.Actor).Where(a => !found.Contains(a)));
        }

        // "就美国空袭伊朗交换意见": who does it stands next to the verb.
        if (row.Type is "ASSAULT" or "COERCE" or "SANCTION" && _actors.PartiesOf(found).Length > 2 && segment.Start < words.Start && Enumerable.Range(segment.Start, words.Start - segment.Start).Any(t => _tokens[t].Fold is "就" or "对" or "谴责" or "围绕" or "针对"))
        {
            var before = _actors.In(new TokenRange(segment.Start, words.Start), withNested: false).LastOrDefault();
            var behind = _actors.In(new TokenRange(words.End, segment.End), withNested: false).FirstOrDefault();
            if (before is not null && behind is not null)
                return [.. before.Actors.Concat(behind.Actors).Distinct()];
        }

        // Those who meet are persons; a body named in passing is not met.
        if (row.Kind is "meeting" or "call" && _actors.PartiesOf(found.Where(a => _actors.Actors[a].Kind == ActorKind.Person)).Length >= 2)
            return [.. found.Where(a => _actors.Actors[a].Kind == ActorKind.Person)];
        if (!found.Any(a => IsParty(a)) || (_actors.PartiesOf(found).Length < 2 && (FirstIn(segment) > words.Start - 1 || IsGoverned(segment))))
        {
            // The subject stands in a clause before.
            if (Topic(segment.Start, range.Start) is { } topic)
            {
                foreach (var actor in Row(topic).Where(a => !found.Contains(a)))
                    found.Insert(0, actor);
            }

            // "在与外长会面时，双方讨论了…": whom the report follows.
            else if (row.Kind is "meeting" or "call" && _leading >= 0 && found.Count == 1 && !found.Contains(_leading) && IsGoverned(segment))
            {
                found.Insert(0, _leading);
            }
        }

        if (_actors.PartiesOf(found).Length == 0 && SpokenBy(words) is { Length: > 0 } speakers && row.Type != "CONSULT")
            found.AddRange(speakers);
        return found.ToImmutable();
    }

    // "美国、法国和德国政府采取行动，驱逐外交官": those who stand in a row.
    private List<int> Row(ActorMention first)
    {
        var row = first.Actors.ToList();
        for (var end = first.Extent.End; end + 1 < _tokens.Length && _tokens[end].Text is "、" && _actors.TopAt(end + 1) is { } next && next.Extent.Start == end + 1; end = next.Extent.End)
            row.AddRange(next.Actors.Where(a => !row.Contains(a)));
        return row;
    }

    // Who opened the nearest clause before, and is spoken of on; failing that, who was named last.
    private ActorMention? Topic(int at, int start)
    {
        ActorMention? last = null;
        for (var end = at - 1; end > start;)
        {
            var clause = Segment(end - 1, new TokenRange(start, at));
            for (var i = clause.Start; i < clause.End; i++)
            {
                if (_actors.TopAt(i) is not { } mention)
                    continue;
                last ??= _actors.In(clause).LastOrDefault();
                if (mention.Extent.Start - clause.Start <= 3 && !(mention.Extent.Start > clause.Start && _tokens[mention.Extent.Start - 1].Fold is "同" or "与" or "以及" or "和" or "对" or "向" or "应" or "在" or "据"))
                    return mention;
                break;
            }

            end = clause.Start - 1;
        }

        return last;
    }

    // "将访问智利，并主持两国磋商": the two of whom the sentence has spoken.
    private ImmutableArray<int> Meant(ActorMention mention, TokenRange range)
    {
        if (mention.Form != MentionForm.Description || mention.Actors.Length != 2 || mention.Tokens.Start <= range.Start)
            return mention.Actors;
        ImmutableArray<int> before = [.. _actors.In(new TokenRange(range.Start, mention.Tokens.Start)).Where(m => m.Actor >= 0).Select(m => m.Actor).DistinctBy(a => _actors.Actors[a].Party).Where(a => _actors.Actors[a].Party is not null)];
        return before.Length == 2 && before.Any(a => !_actors.MainParties.Contains(_actors.Actors[a].Party!)) ? before : mention.Actors;
    }

    // "，与柬埔寨武装人员发生交火": all who are named stand under a coverb.
    private bool IsGoverned(TokenRange segment) => _actors.In(segment).All(m => m.Extent.Start > segment.Start && _tokens[m.Extent.Start - 1].Fold is "与" or "同" or "和" or "向" or "对" or "跟");

    private int FirstIn(TokenRange segment) => _actors.In(segment).Select(m => m.Tokens.Start).DefaultIfEmpty(int.MaxValue).First();

    private bool IsParty(int actor) => _actors.Actors[actor].Party is not null;

    private ImmutableArray<int> SpokenBy(TokenRange words) =>
        _statements.Statements.LastOrDefault(s => s.Evidence.Start <= _tokens[words.Start].Span.Start && s.Evidence.End >= _tokens[words.Start].Span.End)?.Speakers ?? [];

    private ImmutableArray<string> Parties(FrameRow row, TokenRange words, ImmutableArray<int> actors, TokenRange segment, TokenRange range)
    {
        var parties = _actors.PartiesOf(actors.Where(a => !(_actors.Actors[a] is { Kind: ActorKind.Organization, Sector: "MED" } || (row.Kind == "gathering" && _actors.Actors[a] is { Kind: ActorKind.Organization, Ref: null, Country: null }))));
        // "同日他会见行长。双方签署协议": the two who met last in the paragraph.
        if (_talks is { Parties.Length: 2 } met && row.Kind is "document" or "facility" or "aid" or "invest" && met.Sentence < _text.SentenceOf(words.Start).Index && _text.Sentences[met.Sentence].Paragraph == _text.SentenceOf(words.Start).Paragraph
            && actors.Length > 0 && !met.Parties.SequenceEqual(_actors.MainParties) && _actors.In(segment).FirstOrDefault() is { Form: MentionForm.Description, Actors.Length: > 1 } both && both.Extent.Start == segment.Start)
            return met.Parties;
        // "南非将以色列诉至国际法院": who judges takes no side.
        if (row.Kind == "sue" && parties.Length > 2)
            parties = [.. parties.Where(p => !_actors.Actors.Any(a => a.Party == p && a is { Kind: ActorKind.Organization } && a.Names.GetValueOrDefault("zh") is [.., '法', '院'] or [.., '法', '庭'] or [.., '仲', '裁', '院']))];
        if (parties.Length < 2 && row.Kind is not ("deploy" or "protest") && row.Type is "AID" or "ASSAULT" or "COERCE" or "COOPERATE" or "SANCTION")
        {
            foreach (var country in _places.Mentions.Where(m => segment.Contains(m.Tokens.Start) && (_places.Places[m.Place].Ref is not null || row.Type is not "AID")).OrderBy(m => m.Tokens.Start >= words.End ? m.Tokens.Start - words.End : 99 + words.Start - m.Tokens.Start).Select(m => _places.Places[m.Place].Country).OfType<string>())
            {
                if (parties.Length < 2 && !parties.Contains(country))
                    parties = parties.Add(country);
            }
        }

        // "航空公司计划开通河内至泗水的直飞航线": a line is between the two states whose towns it joins.
        if (row.Kind == "facility" && Enumerable.Range(segment.Start, segment.Length).Any(t => IsWord("line", _tokens[t].Fold)))
        {
            ImmutableArray<string> ends = [.. _places.Mentions.Where(m => segment.Contains(m.Tokens.Start)).Select(m => _places.Places[m.Place].Country).OfType<string>().Distinct()];
            if (ends.Length == 2)
                return ends;
            if (parties.Any(p => p.Length != 3) && _actors.MainParties is { Length: 2 } sides && sides.All(s => s.Length == 3))
                return sides;
        }

        // "中国、印度和卡塔尔也向灾区派出搜救队": to where the aid told before has gone.
        if (row.Type == "AID" && _aided is { } aided && !parties.Contains(aided) && Enumerable.Range(segment.Start, segment.Length).Any(t => IsWord("stricken", _tokens[t].Fold)))
            parties = parties.Add(aided);
        // "双方" alone, or nobody: the sides of the report.
        if (parties.Length == 0)
            return _actors.MainParties;
        if (parties.Length == 1 && row.Kind != "gathering" && row.Type is "CONSULT" or "SUPPORT" or "COOPERATE" && _actors.MainParties.Contains(parties[0]) && _actors.MainParties.Length == 2)
            return _actors.MainParties;
        return parties;
    }

    // ---- when and where

    private EventDate? Date(FrameRow row, TokenRange words, TokenRange segment, TokenRange range, EventStatus status)
    {
        var own = Nearest(words, segment) ?? (status is EventStatus.Occurred or EventStatus.Planned ? Nearest(words, new TokenRange(range.Start, segment.Start), coarse: row.Kind is not ("document" or "meeting")) : null);
        // "今年1月，总统进行了国事访问": when may stand in a clause of its own.
        if (own is null && status == EventStatus.Historical && segment.Start > range.Start && Segment(segment.Start - 2, range) is var told && _times.In(told).Any(t => t.Tokens.Start == told.Start && t.Tokens.End >= told.End - 1))
            own = Nearest(words, told);
        if (own is not null)
        {
            // "周二宣布，将暂停受理": the day of the announcement.
            if (status == EventStatus.Planned && own.Date is { } past && past.To < _times.Reference && !segment.Contains(own.Tokens.Start))
                return null;
            if (row.Kind == "visit" && status == EventStatus.Planned)
                _visit = own.Date;
            if (row.Kind == "visit" && status == EventStatus.Occurred && own.Date == _mainDate && !IsVisitDay(words))
                return Month(own.Date);
            return own.Date;
        }

        if (status == EventStatus.Planned && _visit is { } visit && DuringVisit(range))
            return Month(visit);
        // "访问期间，还会见了议长": on one of its days.
        if (status == EventStatus.Occurred && row.Kind == "meeting" && DuringVisit(range))
            return Month(_mainDate);
        if (status != EventStatus.Occurred)
            return null;
        return row.Kind switch
        {
            "visit" => Month(_mainDate),
            "facility" or "trade" or "invest" or "aid" or "visa" or "arrival" or "work" or "arms" => null,
            _ => _mainDate,
        };
    }

    // "抵达", "启程": these happen on a day; a visit lasts.
    private bool IsVisitDay(TokenRange words) => _tokens[words.Start].Fold is "抵达" or "飞抵" or "启程" or "前往" or "离开";

    private static EventDate? Month(EventDate? day) => day is null ? null
        : new EventDate(new DateOnly(day.From.Year, day.From.Month, 1), new DateOnly(day.From.Year, day.From.Month, DateTime.DaysInMonth(day.From.Year, day.From.Month)), DatePrecision.Month);

    private bool DuringVisit(TokenRange range)
    {
        for (var i = range.Start; i < Math.Min(range.End, range.Start + 6); i++)
        {
            if (_tokens[i].Fold is "访问期间" or "期间" or "访" or "届时")
                return true;
        }

        return false;
    }

    private TimeExpression? Nearest(TokenRange words, TokenRange within, bool coarse = true)
    {
        TimeExpression? best = null;
        foreach (var expression in _times.In(within))
        {
            if (expression.Use is TimeUse.Frequency or TimeUse.Comparison or TimeUse.Name || expression.Date is null)
                continue;
            // A year inside the name of a plan ("2025年至2026年合作计划") dates nothing.
            if ((!coarse || expression.Tokens.Start >= words.End) && expression.Date.Precision == DatePrecision.Year && _tokens[expression.Tokens.Start].Kind == TokenKind.Number)
                continue;
            if (best is null || Math.Abs(expression.Tokens.Start - words.Start) < Math.Abs(best.Tokens.Start - words.Start))
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
            if (paragraph == body && expression is { IsDay: true, Use: TimeUse.Point or TimeUse.Start } && (_times.Reference is not { } day || (expression.Date!.From <= day && expression.Date.From > day.AddDays(-15))))
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
            if (_text.SentenceOf(mention.Tokens.Start).Paragraph == body && _places.Places[mention.Place].Kind is "city" && mention.Tokens.Start > 0 && _tokens[mention.Tokens.Start - 1].Fold is "在" or "正在" or "于" or "赴" or "抵达" or "飞抵" or "来到" or "前往" or "到访")
                return mention.Place;
        }

        return -1;
    }

    private int Place(FrameRow row, TokenRange words, TokenRange segment, TokenRange range, EventStatus status)
    {
        // "在联合国总部，总统会见了总理": where may stand in a clause of its own.
        if (row.Kind != "visit" && segment.Start > range.Start && Segment(segment.Start - 2, range) is { Length: <= 6 } where && _tokens[where.Start].Fold is "在" or "于")
            segment = segment with { Start = where.Start };
        foreach (var mention in _places.Mentions)
        {
            if (!segment.Contains(mention.Tokens.Start) || mention.Tokens.Start == 0)
                continue;
            var before = _tokens[mention.Tokens.Start - 1].Fold;
            // "赴利马出席会议并对秘鲁进行国事访问": what it leads to is named beside it.
            if (row.Kind == "visit" && mention.Tokens.End < words.Start && Enumerable.Range(mention.Tokens.End, words.Start - mention.Tokens.End).Any(t => _tokens[t].Fold is "对" or "并" or "出席" or "参加"))
                continue;
            // A visit is where it leads to: "访问北京", "赴杜尚别访问", and not where talks during it are held.
            if (row.Kind == "visit" && !(mention.Tokens.Start >= words.End && mention.Tokens.Start <= words.End + 2 || before is "在" or "正在" && mention.Tokens.End == words.Start || before is "赴" or "前往" or "抵达" or "飞抵" or "到访"))
                continue;
            var isWhere = (row.Kind == "visit" && mention.Tokens.Start >= words.End) || before is "在" or "正在" or "于" or "抵达" or "飞抵" or "前往" or "到访" || (before == "赴" && row.Kind != "document") || (before == "到" && row.Kind is "facility" or "invest");
            if (_places.Places[mention.Place].Kind is "macroregion")
                continue;
            if (!isWhere && !((_actors.TopAt(mention.Tokens.Start - 1) is not null || before is "首都") && mention.Tokens.Start - 2 >= segment.Start && NearIn(mention.Tokens.Start, segment.Start)))
                continue;
            // "福建省厦门市": the last of a row is the most exact.
            var exact = mention;
            while (_places.Mentions.FirstOrDefault(m => m.Tokens.Start == exact.Tokens.End) is { } next)
                exact = next;
            var place = _places.Places[exact.Place];
            // A venue in the paragraph of the dateline is in its city.
            if (place.Kind is "venue" or "site" or "residence" && _mainPlace >= 0 && status == EventStatus.Occurred && (_places.Dateline < 0 || _text.SentenceOf(words.Start).Paragraph <= (_text.HasTitle ? 1 : 0)))
                return _mainPlace;
            return exact.Place;
        }

        return status == EventStatus.Occurred && (row.Kind is "meeting" or "document" or "exchange" or "raise" or "summon" or "credentials" or "gathering" || row.Object == "handover") ? _mainPlace : -1;
    }

    // "在南非约翰内斯堡", "赴蒙古国戈壁地区"
    private bool NearIn(int place, int start)
    {
        for (var i = place - 1; i >= Math.Max(start, place - 3); i--)
        {
            if (_tokens[i].Fold is "在" or "赴" or "于")
                return true;
        }

        return false;
    }

    // Characters of an event told by nothing but its verb and the bare noun.
    private const int BareLength = 6;

    private bool Welcomes(int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 10) && !ChineseSyntax.IsBreak(_tokens[i]); i--)
        {
            if (_tokens[i].Fold is "欢迎" or "热烈欢迎")
                return true;
            if (_tokens[i].Fold is "再次" or "早日" or "择期" or "明年" or "尽快")
                return false;
        }

        return false;
    }

    // An event told again with the same sides is the one told first.
    private bool IsSame(FoundEvent known, FoundEvent found)
    {
        // "就停火达成协议" is the ceasefire.
        if (known.Frame.Type == "RETREAT" && found.Frame.Kind == "document" && known.Sentence == found.Sentence)
            return true;
        // "停火协议29日生效" is the ceasefire too.
        if (known.Frame.Type == "RETREAT" && found.Frame.Kind == "ratify" && known.Sentence == found.Sentence)
            return true;
        // "派出医生前往安哥拉": one sending.
        if (known.Sentence == found.Sentence && known.Frame is { Type: "AID", Object: "team" } && found.Frame.Kind == "visit" && found.Tokens.Start - known.Tokens.End < 12)
            return true;
        // "驳回了调停方案": what is refused takes no place.
        if (known.Frame.Type == "REJECT" && known.Sentence == found.Sentence && known.Evidence.Overlaps(found.Evidence))
            return true;
        if (known.Frame.Type != found.Frame.Type)
            return false;
        // "签署了协议", "参加了对话": told again in bare words.
        if (known.Frame.Kind == found.Frame.Kind && known.Frame.Kind is "document" or "gathering" && found.Evidence.Length <= BareLength && known.Status == found.Status && found.Sentence > known.Sentence && (found.Parties.All(known.Parties.Contains) || known.Parties.All(found.Parties.Contains)) && (known.Date is null || found.Date is null || known.Date == found.Date))
            return true;
        // "运输机飞抵…大使移交了物资": what has come is handed over.
        if (known.Frame is { Type: "AID", Kind: "arrival" } && found.Frame is { Type: "AID", Object: "relief" } && _tokens[found.Tokens.Start].Fold is "移交" or "转交" or "交付" or "交接" && known.Status == found.Status && found.Sentence - known.Sentence <= 2 && found.Parties.All(known.Parties.Contains))
            return true;
        // "接受了捐款", "出席交接仪式": the gift told before.
        if (known.Frame is { Type: "AID" } && found.Frame is { Type: "AID", Object: "" or "handover" } && known.Status == found.Status && (found.Parties.All(known.Parties.Contains) || known.Parties.All(found.Parties.Contains)) && (known.Date is null || found.Date is null || known.Date == found.Date))
            return true;
        if (known.Sentence == found.Sentence && known.Frame.Kind == "summon" && found.Frame.Kind == "summon" && known.Status == found.Status)
            return true;
        // "召见大使提出抗议", "通过制裁，将企业列入清单": told in two words.
        if (known.Sentence == found.Sentence && known.Frame.Kind == found.Frame.Kind && known.Frame.Kind is "summon" or "sanction" && known.Status == found.Status && (found.Parties.All(known.Parties.Contains) || known.Parties.All(found.Parties.Contains)))
            return true;
        if (known.Sentence == found.Sentence && known.Evidence.Overlaps(found.Evidence))
            return known.Frame.Kind is not ("meeting" or "call" or "visit") || known.Parties.SequenceEqual(found.Parties);
        // "派考察团前往": one visit.
        if (known.Sentence == found.Sentence && known.Frame.Kind == "mission" && found.Frame.Kind == "visit")
            return true;
        // "投资8500万欧元，兴建温室": one project.
        if (known.Sentence == found.Sentence && known.Frame.Kind == "invest" && found.Frame.Kind is "facility" or "invest" && known.Status == found.Status)
            return true;
        // "决定召回大使": the recall, closure or sanction told before.
        if (known.Frame.Kind == found.Frame.Kind && known.Frame.Kind is "recall" or "downgrade" or "suspend" or "closure" or "expel" or "sanction" && (known.Status == found.Status || known.Status == EventStatus.Occurred && found is { Status: EventStatus.Planned, Date: null })
            && (known.Parties.All(found.Parties.Contains) || found.Parties.All(known.Parties.Contains)) && (known.Date is null || found.Date is null || known.Date == found.Date))
            return true;
        var sameSides = known.Parties.All(found.Parties.Contains) || found.Parties.All(known.Parties.Contains);
        if (!sameSides || known.Frame.Kind != found.Frame.Kind)
            return false;
        // "欢迎主席首次访问印尼": the visit that goes on.
        if (known.Frame.Kind is "visit" && known.Status == EventStatus.Occurred && found is { Status: EventStatus.Proposed, Date: null } && Welcomes(found.Tokens.Start))
            return true;
        // "邀请他访问，他接受了邀请": one visit, wished for.
        if (known.Frame.Kind is "visit" && found.Frame is { Status: "planned" } && found.Date is null && known.Sentence == found.Sentence)
            return true;
        if (known.Frame.Kind is "visit")
            return (known.Status == found.Status || found is { Date: null, Status: EventStatus.Occurred or EventStatus.Historical }) && (known.Date is null || found.Date is null || known.Date.From.Year == found.Date.From.Year && known.Date.From.Month == found.Date.From.Month);
        if (known.Frame.Kind is "ceasefire" or "attack")
            return known.Sentence == found.Sentence || (known.Status == found.Status && (known.Date is null || found.Date is null || known.Date == found.Date)) || known.Frame.Kind == "ceasefire";
        // "签署仪式": the signing told before or after it.
        if (known.Frame.Kind == "document" && (known.Frame.Object.Length == 0 || found.Frame.Object.Length == 0))
            return known.Status == found.Status;
        // "先后会见了三国外长。会见甲时，他表示…": the meeting told before.
        if (known.Frame.Kind is "meeting" or "call" && found.Actors.Length > 0 && known.Status == found.Status && known.Date == found.Date && found.Actors.All(known.Actors.Contains))
            return true;
        if (known.Frame.Kind is "meeting" or "call" or "gathering" or "raise")
            return known.Status == found.Status && ((known.Sentence == found.Sentence && known.Actors.All(found.Actors.Contains)) || (known.Date == found.Date && known.Actors.All(found.Actors.Contains)));
        return false;
    }
}
