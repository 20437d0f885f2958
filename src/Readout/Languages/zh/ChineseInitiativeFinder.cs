using System.Collections.Immutable;
using Readout.Actors;
using Readout.Events;
using Readout.Initiatives;
using Readout.Morphology;
using Readout.Reference;
using Readout.Statements;
using Readout.Text;
using Readout.Topics;

namespace Readout.Languages.Zh;

/// <summary>Finds the named things in Chinese: a head with the words before it, and what stands in 《》.</summary>
internal sealed class ChineseInitiativeFinder(SegmentedText text, ActorLayer actors, LanguagePack pack, ChineseTables tables)
{
    // Characters of words before a head that may belong to its name.
    private const int Longest = 22;

    private readonly Token[] _tokens = text.Tokens;
    private readonly Dictionary<string, (string Name, string Kind, string? Ref, string Rule, List<Span> Mentions)> _found = new(StringComparer.Ordinal);

    public static ImmutableArray<FoundInitiative> Find(
        SegmentedText text, ActorLayer actors, StatementLayer statements, ImmutableArray<FoundEvent> events, LanguagePack pack, ChineseTables tables)
    {
        var finder = new ChineseInitiativeFinder(text, actors, pack, tables);
        foreach (var sentence in text.Sentences)
            finder.Read(ChineseDateline.After(finder._tokens, sentence));
        if (finder._found.Count == 0 || !Dealings.Are(text, actors, statements, events, pack.Topics))
            return [];
        return [.. finder._found.Values.OrderBy(f => f.Mentions[0].Start).Select(f => new FoundInitiative(f.Name, f.Kind, f.Ref, [.. f.Mentions], f.Rule))];
    }

    private void Read(TokenRange range)
    {
        for (var i = range.Start; i < range.End; i++)
        {
            // 《…》 names a document.
            if (_tokens[i].Text == "《")
            {
                var close = i;
                while (close < range.End && _tokens[close].Text != "》")
                    close++;
                if (close < range.End)
                {
                    var kind = KindOfTitle(i + 1, close);
                    if (kind is not null)
                        Put(new TokenRange(i, close + 1), kind, null, "title");
                    i = close;
                    continue;
                }
            }

            // "安塔利亚外交论坛": a name that the lexicon has whole ends with its head.
            if (_tokens[i].IsWord && _tokens[i].Fold.Length > 3 && tables.Initiatives.LongestAt(_tokens, i, range.End) is null && tables.Initiatives.EndOf(_tokens[i].Fold) is { Kind: not null } named)
            {
                var first = Start(i, range.Start);
                // "停火协议" alone is any.
                if (_tokens[i].Fold.Length == 4 && (first == i || named.Kind != "treaty") || named.Kind is "forum" or "council" && actors.TopAt(i) is { Actors: [var igo] } && IsOrgan(actors.Actors[igo]))
                    continue;
                Put(new TokenRange(first, i + 1), named.Kind, named.Ref.Length > 0 ? named.Ref : null, named.Rule);
                continue;
            }

            if (!_tokens[i].IsWord || tables.Initiatives.LongestAt(_tokens, i, range.End) is not { } hit)
                continue;
            var end = hit.Tokens.End;
            // The longest run of heads is one name: "合作中心" within "合作中心项目".
            while (end < range.End && tables.Initiatives.LongestAt(_tokens, end, range.End) is { } next && _tokens[end].IsWord && next.Value.Kind is not ("programme" or "treaty"))
                (hit, end) = (next, next.Tokens.End);
            var start = Start(i, range.Start);
            // "中国—中亚天然气管道D线"
            if (hit.Value.Kind == "project" && end + 1 < range.End && _tokens[end].IsWord && _tokens[end].Text.All(char.IsAsciiLetterUpper) && _tokens[end + 1].Fold is "线" or "号线")
                end += 2;
            i = end - 1;
            // "为中英关系规划新路线": a verb.
            if (hit.Value.Kind == "programme" && hit.Tokens.Length == 1 && _tokens[hit.Tokens.Start].Fold is "规划" or "计划" or "战略" or "进程" && end < range.End && _tokens[end].IsWord && _tokens[end].Readings is [{ Class: WordClass.Noun or WordClass.Adjective or WordClass.Verb }, ..] && _tokens[end].Fold is not ("框架" or "项目" or "对接" or "等"))
                continue;
            // "签署互免外交护照签证的协定", "关于渔业合作的谅解备忘录": told by its subject.
            if (hit.Value.Kind is "treaty" or "programme" && start == hit.Tokens.Start && start - 1 > range.Start && _tokens[start - 1].Fold == "的" && Subject(start - 1, range.Start) is { } subject)
            {
                Put(new TokenRange(subject, end), hit.Value.Kind, null, hit.Value.Rule);
                continue;
            }

            if (!IsName(start, hit.Tokens.Start, end, hit.Value))
                continue;
            // "欧洲理事会": a body of many states is no format of two.
            if (hit.Value.Kind is "council" or "commission" or "forum" && (actors.TopAt(start) ?? actors.TopAt(hit.Tokens.Start)) is { Actors: [var body] } whole && whole.Tokens.End >= end && (hit.Value.Kind == "forum" ? IsOrgan(actors.Actors[body]) : actors.Actors[body] is { Kind: ActorKind.Organization, Sector: "IGO", IsBilateralBody: false }))
                continue;
            Put(new TokenRange(start, end), hit.Value.Kind, hit.Value.Ref.Length > 0 ? hit.Value.Ref : null, hit.Value.Rule);
        }
    }

    // "联合国大会" is an organ, "联合国气候变化大会" a format.
    private bool IsOrgan(ActorEntry actor) => actor.Ref is { } known && pack.Reference.Organisations.TryGetValue(known, out var row) && row.Kind == "organ";

    private string? KindOfTitle(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (tables.Initiatives.LongestAt(_tokens, i, end) is { } hit && hit.Tokens.End == end)
                return hit.Value.Kind is "programme" or "treaty" ? hit.Value.Kind : "treaty";
        }

        return end - start >= 2 && Enumerable.Range(start, end - start).Any(i => _tokens[i].Fold is "声明" or "协议" or "决议" or "宪章" or "备忘录" or "清单" or "方案" or "共识") ? "treaty" : null;
    }

    // Nouns, states, places and ordinals before the head, up to a verb, a coverb or a mark.
    private int Start(int head, int limit)
    {
        var start = head;
        var characters = 0;
        // "“复兴丝绸之路”": the head itself is quoted.
        while (start > limit)
        {
            var token = _tokens[start - 1];
            if (token.Text is "”" && QuotedBefore(start - 1, limit) is { } open)
            {
                start = open;
                continue;
            }

            if (token.Text is "—" or "–" or "-" && start - 2 >= limit && _tokens[start - 2].IsWord)
            {
                start--;
                continue;
            }

            if (token.Kind == TokenKind.Number && token.Text.Length <= 4 || token.Fold is "第" or "届" or "次" or "轮" or "年" or "至" or "和" or "与" || IsNumeral(token))
            {
                // "第二届…论坛", "2025年至2026年合作计划", "经贸和投资合作协定"
                if (!MayJoin(start - 1, limit))
                    break;
                start--;
                continue;
            }

            if (!token.IsWord || !IsPart(start - 1))
                break;
            characters += token.Fold.Length;
            if (characters > Longest)
                break;
            start--;
        }

        // No name begins with a loose joint.
        while (start < head && (_tokens[start].Fold is "和" or "与" or "至" or "年" or "届" or "次" or "轮" or "的" or "—" || (!_tokens[start].IsWord && _tokens[start].Kind == TokenKind.Punctuation && _tokens[start].Text is not "“")))
            start++;
        return start;
    }

    // Where the subject of a document begins: after 关于, or after the verb of signing.
    private int? Subject(int of, int limit)
    {
        for (var i = of - 1; i >= Math.Max(limit, of - 14) && (!ChineseSyntax.IsBreak(_tokens[i])); i--)
        {
            if (_tokens[i].Fold is "关于" or "有关")
                return i;
            if (_tokens[i].Fold is "签署" or "签订" or "签署了" or "签订了" or "缔结" or "商签" or "草签")
                return i + 1 < of && _tokens[i + 1].Fold is "了" ? i + 2 : i + 1;
            if (actors.TopAt(i) is { } mention && mention.Actors.Any(a => actors.Actors[a].Kind == ActorKind.Person))
                return null;
        }

        return null;
    }

    private static bool IsNumeral(Token token) => token.Fold is "一" or "二" or "三" or "四" or "五" or "六" or "七" or "八" or "九" or "十" or "十一" or "十二" or "首届" or "首次" or "首轮";

    private bool MayJoin(int at, int limit)
    {
        if (_tokens[at].Fold is "和" or "与")
            return at > limit && at + 1 < _tokens.Length && _tokens[at - 1].IsWord && _tokens[at - 1].Fold.Length == 2 && IsPart(at - 1) && actors.TopAt(at - 1) is null && _tokens[at + 1].Fold.Length == 2 && actors.TopAt(at + 1) is null;
        return true;
    }

    private int? QuotedBefore(int close, int limit)
    {
        for (var i = close - 1; i >= Math.Max(limit, close - 8); i--)
        {
            if (_tokens[i].Text == "“")
                return i;
        }

        return null;
    }

    private bool IsPart(int i)
    {
        var token = _tokens[i];
        if (token.Fold.Length == 1 && actors.TopAt(i) is null && token.Fold is not ("新" or "大" or "东" or "西" or "南" or "北"))
            return false;
        if (actors.TopAt(i) is { } mention && (mention.Actors.Any(a => actors.Actors[a].Kind == ActorKind.Person) || mention.Tokens.Length > 0 && token.Fold.EndsWith('方')))
            return false;
        if (tables.Cues.LongestAt(_tokens, i, i + 1) is not null || tables.Undertakings.LongestAt(_tokens, i, i + 1) is not null)
            return false;
        if (token.Fold is "双方" or "两国" or "三方" or "各方" or "共同" or "有关" or "多项" or "一系列" or "系列" or "下一次" or "本次" or "此次" or "这次" or "双边" or "重要" or "重大" or "继续" or "加快" or "推进" or "推动" or "积极" or "新的" or "相关" or "上述" or "全面" or "高质量" or "早日" or "尽快" or "进一步" or "圆满" or "成功" or "同意" or "提供" or "大型" or "多份" or "一份" or "两份" or "有效" or "落实" or "关于" or "对接" or "关键" or "主要" or "现有" or "有关" or "跨国" or "多边" or "上述" or "该" or "本届" or "首个" or "新一轮" or "各项" or "历史性")
            return false;
        if (tables.Frames.LongestAt(_tokens, i, i + 1) is { Value: [{ Type: not "NONE" }, ..] } && token.Fold is not ("投资" or "出口" or "进口" or "友好" or "磋商"))
            return false;
        return token.Readings is [{ Class: WordClass.Noun or WordClass.Adjective or WordClass.Numeral or WordClass.Verb } reading, ..]
            && (reading.Class != WordClass.Verb || token.Fold is "合作" or "互认" or "防治" or "查验" or "经贸" or "互免" or "交流" or "发展" or "治理" or "保护" or "运输" or "查验结果" or "建设" or "贸易" or "科技" or "管理" or "转移" or "引渡" or "升级" or "开放" or "复兴" or "服务" or "联合" or "创新" or "旅游" or "示范" or "培训" or "检验" or "检疫" or "划界" or "避免" or "双重征税" or "救援" or "监管" or "执法" or "援助" or "转让" or "打击" or "保障" or "运营" or "准入")
            && pack.Time.ValueOf(Time.TimeSlot.Year, token) is null;
    }

    private bool IsName(int start, int head, int end, (string Kind, string Ref, string Rule) row)
    {
        var heading = string.Concat(_tokens[head..end].Select(t => t.Fold));
        if (row.Ref.Length > 0 || row.Kind == "programme" && IsSelf(heading) || IsSelf(heading))
            return true;
        var own = 0;
        for (var i = start; i < head; i++)
            own += _tokens[i].IsWord ? _tokens[i].Fold.Length : _tokens[i].Text is "“" ? 2 : 0;
        if (own < 2)
            return heading.Length >= 5 && row.Kind is not ("summit" or "treaty");
        // A state alone names no plan or line: "中国倡议", "两国铁路".
        var isStateOnly = start + 1 == head && actors.TopAt(start) is { } mention && mention.Actors.Length == 1;
        return row.Kind switch
        {
            "programme" => heading.Length >= 4 || own >= 4 || !isStateOnly && own >= 3,
            "project" or "centre" or "council" => own >= 2,
            "forum" => !isStateOnly || heading.Length > 2,
            "treaty" => !isStateOnly && own >= 2 && heading is not "联合声明" || own >= 4,
            _ => true,
        };
    }

    // Heads that are names by themselves.
    private bool IsSelf(string heading) => heading is "一带一路" or "共建一带一路" or "鲁班工坊" or "进博会" or "中欧班列" or "光明之路" or "复兴丝绸之路" or "全球发展倡议" or "全球安全倡议" or "全球文明倡议" or "全球治理倡议" or "丝绸之路经济带" or "三个全球倡议" or "四大全球倡议" or "十大伙伴行动" or "五大支柱" or "草原之路" or "孔子学院" or "中间走廊" or "跨里海国际运输走廊" or "陆海新通道" or "国际陆海贸易新通道" or "广交会" or "服贸会" or "亚运会" or "亚冬会" or "冬奥会" or "互免签证协定" or "自由贸易协定" or "自贸协定" or "旅游年" or "文化年" or "文化旅游年" or "文化交流年" or "人文交流年" or "两廊一圈";

    private void Put(TokenRange range, string kind, string? reference, string rule)
    {
        if (text.IsInTitle(range.Start) && range.Length == 1 && kind is "summit" or "forum")
            return;
        var span = text.SpanOf(range);
        var key = kind + ":" + string.Concat(_tokens[range.Start..range.End].Where(t => t.IsWord).Select(t => t.Fold));
        if (_found.TryGetValue(key, out var known))
            known.Mentions.Add(span);
        else
            _found[key] = (span.In(text.Text), kind, reference, rule, [span]);
    }
}
