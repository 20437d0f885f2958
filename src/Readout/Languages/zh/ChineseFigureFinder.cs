using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Readout.Actors;
using Readout.Events;
using Readout.Figures;
using Readout.Statements;
using Readout.Text;
using Readout.Time;
using Readout.Topics;

namespace Readout.Languages.Zh;

/// <summary>Finds the numbers that a Chinese report claims: "152亿美元", "五成", "近7000万吨", with what they measure.</summary>
internal sealed class ChineseFigureFinder
{
    private readonly SegmentedText _text;
    private readonly Token[] _tokens;
    private readonly TimeLayer _times;
    private readonly ChineseTables _tables;
    private readonly TimeExpression?[] _timeAt;
    private readonly string? _day;
    private readonly bool _isOfAid;

    // The day of what is signed in a sentence.
    private readonly Dictionary<int, string> _signed;

    // Sentences in which people are expelled, held, freed or hurt: each of them is counted.
    private readonly HashSet<int> _hardships;

    private ChineseFigureFinder(SegmentedText text, TimeLayer times, ImmutableArray<FoundEvent> events, ChineseTables tables)
    {
        (_text, _tokens, _times, _tables) = (text, text.Tokens, times, tables);
        _signed = events.Where(e => e.Frame is { Type: "SUPPORT", Kind: "document" } && e.Date is { Precision: DatePrecision.Day }).DistinctBy(e => e.Sentence).ToDictionary(e => e.Sentence, e => e.Date!.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        _hardships = [.. events.Where(e => e.Frame.Type is "SANCTION" or "COERCE" or "ASSAULT" or "RETREAT").Select(e => e.Sentence)];
        _day = times.Reference?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        _isOfAid = text.HasTitle && HasAny(Aid, 0, text.Sentences.Where(s => s.Paragraph == 0).Select(s => s.Tokens.End).DefaultIfEmpty(0).Max());
        _timeAt = new TimeExpression?[_tokens.Length];
        foreach (var expression in times.Expressions)
        {
            for (var i = expression.Tokens.Start; i < expression.Tokens.End; i++)
                _timeAt[i] = expression;
        }
    }

    public static FigureLayer Find(SegmentedText text, TimeLayer times, ActorLayer actors, StatementLayer statements, ImmutableArray<FoundEvent> events, LanguagePack pack, ChineseTables tables)
    {
        var finder = new ChineseFigureFinder(text, times, events, tables);
        var figures = ImmutableArray.CreateBuilder<FoundFigure>();
        var parties = new FigureParties(text, actors);
        foreach (var sentence in text.Sentences)
        {
            var first = figures.Count;
            for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
            {
                if (finder.Number(i, sentence.Tokens.End) is not { } number)
                    continue;
                if (finder.Read(number, sentence, figures, first) is { } figure)
                    figures.Add(figure);
                i = number.Tokens.End - 1;
            }

            var found = figures.Skip(first).ToList();
            for (var i = first; i < figures.Count; i++)
                figures[i] = figures[i] with { Parties = finder.Parties(figures[i], parties.Of(figures[i], sentence, found), sentence, actors) };
        }

        // The title rounds what the body tells: "两万人冒雨开跑", "2.3万名跑者".
        if (text.HasTitle)
            figures.RemoveAll(t => text.IsInTitle(t.Number.Start) && figures.Any(b => !text.IsInTitle(b.Number.Start) && b.Unit == t.Unit && Math.Abs(b.Value - t.Value) <= b.Value / 5));
        var layer = new FigureLayer(figures.ToImmutable());
        return layer.Figures.IsEmpty || Dealings.Are(text, actors, statements, events, pack.Topics) ? layer : new FigureLayer([.. layer.Figures.Select(f => f with { Parties = [] })]);
    }

    // A paragraph about two others than the sides of the report: theirs.
    private ImmutableArray<string> Parties(FoundFigure figure, ImmutableArray<string> found, Sentence sentence, ActorLayer actors)
    {
        // "基金组织向巴基斯坦拨付10亿美元贷款，印度弃权": who stands in the clause of the number.
        if (found.Length > 2 && Clause(figure, sentence, actors) is { Length: 2 } clause)
            return clause;
        if (found.Length != 2 || actors.MainParties.Length != 2 || !found.All(actors.MainParties.Contains))
            return found;
        ImmutableArray<string> named = [.. actors.Mentions.Where(m => m.Tokens.Start < sentence.Tokens.End && _text.SentenceOf(m.Tokens.Start).Paragraph == sentence.Paragraph)
            .SelectMany(m => m.Actors).Where(a => actors.Actors[a].Kind == ActorKind.State).Select(a => actors.Actors[a].Party!).Distinct()];
        return named.Length == 2 && named.Any(p => !found.Contains(p)) ? named : found;
    }

    private ImmutableArray<string> Clause(FoundFigure figure, Sentence sentence, ActorLayer actors) =>
        actors.PartiesOf(actors.In(Segment(figure.Tokens.Start, sentence.Tokens), withNested: true).SelectMany(m => m.Actors).Where(a => actors.Actors[a] is { Kind: ActorKind.State } or { Kind: ActorKind.Organization, Sector: "IGO" }));

    // A title of aid, and the verbs of giving it.
    private static readonly string[] Aid = ["援助", "紧急援助", "粮食援助", "捐赠", "救灾", "赈灾", "人道主义援助", "物资", "援助物资", "救灾物资", "震区", "灾区"];
    private static readonly string[] Giving = ["提供", "安排", "运抵", "运到", "捐赠", "捐款", "交付", "援助", "援赠", "启运", "发放", "拨付", "帐篷", "毛毯"];

    private bool HasAny(string[] words, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (words.Contains(_tokens[i].Fold))
                return true;
        }

        return false;
    }

    // ---- numbers

    // Own: the unit that is in the number itself: "三分之一", "一番".
    private readonly record struct ReadNumber(TokenRange Tokens, decimal Value, bool IsWord, Unit? Own = null);

    private static readonly Unit Percent = new("percent", UnitKind.Percent, null, 0, "units.tsv");
    private static readonly Unit Times = new("times", UnitKind.Times, null, 0, "units.tsv");

    // "三分之一", "一成", "一番": words of their own, however they are cut.
    private ReadNumber? Fraction(int i, int limit)
    {
        if (!_tokens[i].IsWord || !(IsNumeral(_tokens[i].Fold[0]) || _tokens[i].Fold is "半数" or "一半" or "过半"))
            return null;
        if (_tokens[i].Fold is [var n, '成' or '番'] && Parse(n.ToString()) is { } few)
            return _tokens[i].Fold[1] == '成' ? new ReadNumber(new TokenRange(i, i + 1), few * 10, true, Percent) : new ReadNumber(new TokenRange(i, i + 1), few == 1 ? 2 : few == 2 ? 4 : few, true, Times);
        var spelled = "";
        for (var end = i; end < Math.Min(limit, i + 4) && _tokens[end].IsWord; end++)
        {
            spelled += _tokens[end].Fold;
            var of = spelled.IndexOf("分之", StringComparison.Ordinal);
            if (of > 0 && of + 2 < spelled.Length && Parse(spelled[..of]) is { } whole and > 0 && Parse(spelled[(of + 2)..]) is { } part && spelled.All(c => IsNumeral(c) || c is '分' or '之') && !(end + 1 < limit && _tokens[end + 1].Fold.All(IsNumeral)))
                return new ReadNumber(new TokenRange(i, end + 1), Math.Round(part * 100 / whole, 1), true, Percent);
        }

        return null;
    }


    private ReadNumber? Number(int i, int limit)
    {
        var token = _tokens[i];
        // "百分之二十五", "三分之一"
        if (token.Fold is "百分之" && i + 1 < limit && Plain(i + 1, limit) is { } share)
            return share with { Tokens = new TokenRange(i, share.Tokens.End) };
        return Fraction(i, limit) ?? Plain(i, limit);
    }

    private ReadNumber? Plain(int i, int limit)
    {
        var token = _tokens[i];
        if (token.Kind == TokenKind.Number)
        {
            if (!decimal.TryParse(token.Text.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value > 1e15m)
                return null;
            var end = i + 1;
            while (end < limit && end < i + 3 && Magnitude(_tokens[end].Fold) is { } magnitude && _tokens[end].Span.Start == _tokens[end - 1].Span.End)
            {
                value *= magnitude;
                end++;
            }

            return new ReadNumber(new TokenRange(i, end), value, false);
        }

        // "十余", "百余": a number and what is over it in one.
        if (token.IsWord && token.Fold is { Length: 2 or 3 } and [.., '余'] && token.Fold[..^1].All(IsNumeral) && Parse(token.Fold[..^1]) is { } over)
            return new ReadNumber(new TokenRange(i, i + 1), over, true);
        // "两艘", "三架": a number and its measure word in one.
        if (token.IsWord && token.Fold is [>= '一' and <= '龥' and var few, var measure] && few is '两' or '三' or '四' or '五' or '六' or '七' or '八' or '九' && measure is '艘' or '架' or '辆' or '班' or '枚' && _tables.Units.ValueOf([measure]) is { } inner)
            return new ReadNumber(new TokenRange(i, i + 1), Parse(few.ToString())!.Value, true, inner);
        if (!token.IsWord || !token.Fold.All(IsNumeral))
            return null;
        var stop = i;
        var characters = "";
        while (stop < limit && _tokens[stop].IsWord && _tokens[stop].Fold.All(IsNumeral))
            characters += _tokens[stop++].Fold;
        return Parse(characters) is { } parsed ? new ReadNumber(new TokenRange(i, stop), parsed, true) : null;
    }

    private static bool IsNumeral(char c) => "〇零一二两三四五六七八九十百千万亿".Contains(c, StringComparison.Ordinal);

    private static decimal? Magnitude(string fold)
    {
        decimal value = 1;
        foreach (var c in fold)
        {
            switch (c)
            {
                case '十': value *= 10; break;
                case '百': value *= 100; break;
                case '千': value *= 1000; break;
                case '万': value *= 10_000; break;
                case '亿': value *= 100_000_000; break;
                default: return null;
            }
        }

        return fold.Length > 0 && fold.Length < 4 ? value : null;
    }

    /// <summary>The value of a number in characters: "三千五百万" is 35,000,000; null for what is none ("万" alone).</summary>
    internal static decimal? Parse(string characters)
    {
        decimal total = 0, section = 0, digit = 0;
        var any = false;
        foreach (var c in characters)
        {
            var value = "〇一二三四五六七八九".IndexOf(c, StringComparison.Ordinal);
            if (c is '零' or '〇')
                continue;
            if (c == '两')
                value = 2;
            if (value > 0)
            {
                digit = any && digit > 0 ? (digit * 10) + value : value;
                any = true;
                continue;
            }

            switch (c)
            {
                case '十' or '百' or '千':
                    section += (digit == 0 ? 1 : digit) * (c == '十' ? 10 : c == '百' ? 100 : 1000);
                    digit = 0;
                    any = true;
                    break;
                case '万' or '亿':
                    if (section + digit == 0 && total == 0)
                        return null;
                    total = c == '万' ? total + ((section + digit) * 10_000m) : (total + section + digit) * 100_000_000m;
                    (section, digit) = (0, 0);
                    break;
            }
        }

        return any ? total + section + digit : null;
    }

    // ---- what a number says

    private FoundFigure? Read(ReadNumber number, Sentence sentence, ImmutableArray<FoundFigure>.Builder before, int firstOfSentence)
    {
        var (start, end) = (number.Tokens.Start, number.Tokens.End);
        if ((_timeAt[start] is { } time && !(time.Use == TimeUse.Frequency && HasMeasure(sentence, "visa-free"))) || IsNumbered(start, sentence.Tokens.Start))
            return null;
        var approx = Approximation.Exact;
        var after = end < sentence.Tokens.End ? Word(FigureWordKind.ApproxAfter, end, sentence.Tokens.End) : null;
        if (after is { } more)
            (approx, end) = (Enum.Parse<Approximation>(more.Value.Value, ignoreCase: true), more.Tokens.End);
        // "700余万吨"
        decimal scale = 1;
        while (after is not null && end < sentence.Tokens.End && Magnitude(_tokens[end].Fold) is { } magnitude)
        {
            scale *= magnitude;
            end++;
        }

        var unit = number.Own ?? UnitAt(number, ref end, sentence.Tokens.End);
        // "一份答卷", "一个国家": an article rather than a number; "两家公司", "两个国家" are those told before.
        if (unit is null || (number.IsWord && number.Value == 1 && unit.Kind == UnitKind.Count) || (number.IsWord && number.Value < 3 && unit.Kind == UnitKind.Count && unit.Measure is "companies" or "projects" or "flights" && !(start > sentence.Tokens.Start && _tokens[start - 1].Fold is "每周" or "每天" or "每日" or "每月" or "每年")) || (number.IsWord && unit.Kind == UnitKind.Count && unit.Id is "person" or "unit" or "company" or "city" or "country" && unit.Measure is null && number.Value < 3 && !(number.Value == 2 && _tokens[end - 1].Fold is "名" && _hardships.Contains(sentence.Index))))
            return null;
        if (unit.Kind == UnitKind.Time && !HasMeasure(sentence, "visa-free"))
            return null;
        var value = number.Value * scale;
        if (number.Own is null && _tokens[end - 1].Fold == "成")
        {
            value *= 10;
            // "四成五": 45 percent.
            if (end < sentence.Tokens.End && _tokens[end].Fold.Length == 1 && "一二三四五六七八九".IndexOf(_tokens[end].Fold[0], StringComparison.Ordinal) is >= 0 and var tenth)
            {
                value += tenth + 1;
                end++;
            }
        }

        if (number.Own is null && _tokens[end - 1].Fold == "番")
            value = value switch { 1 => 2, 2 => 4, _ => value };
        // "提高一倍" doubles.
        if (number.Own is null && value == 1 && _tokens[end - 1].Fold == "倍")
            value = 2;
        if (after is null && end < sentence.Tokens.End && Word(FigureWordKind.ApproxAfter, end, sentence.Tokens.End) is { } trailing)
            approx = Enum.Parse<Approximation>(trailing.Value.Value, ignoreCase: true);
        var first = start;
        if (_tables.FigureWords[FigureWordKind.Approx].LongestBefore(_tokens, first, sentence.Tokens.Start) is { } near)
        {
            if (approx == Approximation.Exact)
                approx = Enum.Parse<Approximation>(near.Value.Value, ignoreCase: true);
            first = near.Tokens.Start;
        }

        var segment = Segment(start, sentence.Tokens);
        var change = Change(segment, first, end, unit);
        var previous = before.Count > firstOfSentence ? before[^1] : null;
        var measure = Measure(sentence, segment, number.Tokens, end, unit, change, previous, out var rule);
        // A share is no amount of the goods named beside it.
        if (unit.Kind == UnitKind.Percent && change is null && measure is "grain" or "oil" or "gas" or "electricity" or "freight")
            measure = "other";
        // "安排了7500吨大米" in a report of aid.
        if (_isOfAid && measure is "grain" or "other" && unit.Kind is UnitKind.Mass or UnitKind.Money && change is null && HasAny(Giving, sentence.Tokens.Start, sentence.Tokens.End))
            measure = "aid";
        var status = Status(segment, sentence, start);
        var period = Period(segment, sentence, start, measure, previous, ref status);
        // What is counted belongs to the evidence: "2份联合声明".
        var last = end;
        if (unit.Kind == UnitKind.Count && last < sentence.Tokens.End && _tables.FigureWords[FigureWordKind.Measure].LongestAt(_tokens, last, Math.Min(sentence.Tokens.End, last + 3)) is { } counted)
            last = counted.Tokens.End;
        return new FoundFigure(number.Tokens, new TokenRange(start, last), measure, value, unit.Id)
        {
            Approx = approx,
            Change = change,
            IsRecord = HasRecord(sentence),
            Period = period,
            Status = status,
            Rule = rule,
        };
    }

    // "第12次", "80周年", "数百名", "D线", "2830号决议": no figures.
    private bool IsNumbered(int at, int start) => at > start && (_tokens[at - 1].Fold is "数" or "几" or "上" or "成" or "第" or "前" or "这" or "该" or "此" or "上述" or "其" or "No" or "·" or "C" || (_tokens[at - 1].IsWord && _tokens[at - 1].Text.Length == 1 && char.IsAsciiLetter(_tokens[at - 1].Text[0]) && _tokens[at - 1].Span.End == _tokens[at].Span.Start));

    private ChinesePhrases<FigureWord>.Hit? Word(FigureWordKind kind, int at, int limit) =>
        _tables.FigureWords.TryGetValue(kind, out var words) ? words.LongestAt(_tokens, at, limit) : null;

    private Unit? UnitAt(ReadNumber number, ref int end, int limit)
    {
        if (_tokens[number.Tokens.Start].Fold == "百分之")
            return new Unit("percent", UnitKind.Percent, null, 0, "units.tsv");
        if (number.Tokens.Start > 0 && _tokens[number.Tokens.Start - 1].Text is "$" or "￥" or "€")
            return new Unit(_tokens[number.Tokens.Start - 1].Text switch { "$" => "USD", "€" => "EUR", _ => "CNY" }, UnitKind.Money, null, 0, "units.tsv");
        if (end >= limit || _tables.Units.LongestAt(_tokens, end, limit) is not { } hit)
        {
            // "企业已超过1000家", "文件共13份": what is counted stands before.
            if (end < limit && _tokens[end].Fold is "个" or "项" or "家" or "份" && (end + 1 >= limit || !_tokens[end + 1].IsWord))
            {
                for (var i = number.Tokens.Start - 1; i >= 0 && !ChineseSyntax.IsBreak(_tokens[i]); i--)
                {
                    if (!_tokens[i].IsWord || Counted(_tokens[i].Fold) is not { } told || told.Id is not ("project" or "company" or "document"))
                        continue;
                    end++;
                    return told;
                }
            }

            // "52个双边合作项目": the measure word and what it counts stand apart.
            if (end < limit && _tokens[end].Fold is "个" or "项" or "家" or "对" or "条")
            {
                for (var i = end + 1; i < Math.Min(limit, end + 5); i++)
                {
                    if (ChineseSyntax.IsBreak(_tokens[i]))
                        break;
                    if (Counted(_tokens[i].Fold) is not { } counted)
                        continue;
                    end++;
                    return counted;
                }
            }

            return null;
        }

        end = hit.Tokens.End;
        return hit.Value;
    }

    // Last words of what is counted with a measure word apart, and what that is.
    private static readonly (string End, string Unit, string? Measure)[] CountedNouns =
    [
        ("项目", "project", "projects"), ("企业", "company", "companies"), ("公司", "company", "companies"), ("国家", "country", null), ("城市", "city", null), ("友城", "city", null), ("协议", "document", "documents"), ("文件", "document", "documents"),
        ("备忘录", "document", "documents"), ("协定", "document", "documents"), ("航班", "flight", "flights"), ("航线", "flight", "flights"), ("岗位", "job", null), ("名额", "place", null),
    ];

    private static Unit? Counted(string fold)
    {
        foreach (var (ending, unit, measure) in CountedNouns)
        {
            if (fold.EndsWith(ending, StringComparison.Ordinal))
                return new Unit(unit, UnitKind.Count, measure, 0, "units.tsv");
        }

        return null;
    }

    private bool HasMeasure(Sentence sentence, string measure)
    {
        for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
        {
            if (Word(FigureWordKind.Measure, i, sentence.Tokens.End) is { } hit && hit.Value.Value == measure)
                return true;
        }

        return false;
    }

    private bool HasRecord(Sentence sentence)
    {
        for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
        {
            if (Word(FigureWordKind.Record, i, sentence.Tokens.End) is { Value.Value: "record", Tokens.Length: > 0 } && _tokens[i].Fold.Contains('新', StringComparison.Ordinal) | _tokens[i].Fold.Contains("纪录", StringComparison.Ordinal))
                return true;
        }

        return false;
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

    // "同比增长7.6%", "增加7亿美元", "多了两成"; "增至11亿美元" is a level.
    private ChangeDirection? Change(TokenRange segment, int first, int end, Unit unit)
    {
        for (var i = first - 1; i >= Math.Max(segment.Start, first - 4); i--)
        {
            if (_tokens[i].Fold.EndsWith('至') || _tokens[i].Fold.EndsWith('到') || _tokens[i].Fold is "达" or "达到" or "为" or "占")
                return null;
            if (Word(FigureWordKind.Change, i, first) is { } hit && !(unit.Kind is UnitKind.Count && hit.Tokens.End < first))
                return hit.Value.Value == "up" ? ChangeDirection.Up : ChangeDirection.Down;
        }

        return unit.Id == "times" && end < segment.End + 1 && Enumerable.Range(segment.Start, first - segment.Start).Any(i => _tokens[i].Fold is "翻" or "翻了" or "增长") ? ChangeDirection.Up : null;
    }

    private string Measure(Sentence sentence, TokenRange segment, TokenRange number, int end, Unit unit, ChangeDirection? change, FoundFigure? previous, out string rule)
    {
        rule = unit.Rule;
        // What is counted, right after: "2份联合声明", "10万美元紧急援助".
        for (var i = end; i < Math.Min(segment.End, end + 5); i++)
        {
            if (unit.Id == "train" && unit.Measure is null)
                break;
            if (Word(FigureWordKind.Measure, i, segment.End) is { } hit && hit.Value.AppliesTo(unit) && (unit.Kind != UnitKind.Percent || change is null))
            {
                rule = hit.Value.Rule;
                return unit.Measure is { } settled && unit.Kind == UnitKind.Count && settled is not "documents" ? settled : hit.Value.Value;
            }
        }

        // The nearest word before it in its clause, then in the clauses before, until another number takes them.
        for (var i = number.Start - 1; i >= sentence.Tokens.Start; i--)
        {
            if (previous is not null && i < previous.Tokens.End && i >= previous.Tokens.Start)
            {
                // "贸易额增长33%，超过45亿美元": a level after its change.
                if (change is not null || unit.Kind == UnitKind.Percent || ((unit.Kind is UnitKind.Money or UnitKind.Mass or UnitKind.Volume || unit.Id == "person" && previous.Measure is "tourists" or "students") && previous.Unit is "percent" or "times" && i < segment.Start) || (unit.Id == previous.Unit && IsLevel(previous.Tokens.End, number.Start)))
                {
                    rule = previous.Rule;
                    return previous.Measure;
                }

                break;
            }

            if (i < segment.Start && change is null && unit.Measure is not null)
                break;
            if (_tables.FigureWords[FigureWordKind.Measure].LongestBefore(_tokens, i + 1, Math.Max(sentence.Tokens.Start, i - 4)) is { } hit && hit.Value.AppliesTo(unit))
            {
                // "对华出口煤炭": the nearest word may only name the goods.
                if (i < segment.Start && unit.Kind is UnitKind.Count or UnitKind.Length)
                    break;
                rule = hit.Value.Rule;
                if (unit.Measure is { } settled && unit.Kind == UnitKind.Count && hit.Value.Value is not ("tourists" or "students"))
                    return settled;
                return hit.Value.Value;
            }
        }

        return unit.Measure ?? (change is not null && previous is not null ? previous.Measure : "other");
    }

    // "从18亿美元增长到25亿美元": the same measure at another time.
    private bool IsLevel(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (_tokens[i].Fold is [.., '至' or '到'] && end - start <= 5)
                return true;
        }

        return false;
    }

    // Words that open a clause about the worth of what was named before it.
    private static readonly FrozenSet<string> Worth = new[] { "价值", "总价值", "总值", "总额", "金额", "造价", "工程造价", "工程", "总造价", "总投资", "投资", "总投资额", "投资额", "共计", "合计", "总计", "约合", "规模", "资金", "耗资", "预算", "总预算", "总金额" }.ToFrozenSet(StringComparer.Ordinal);

    private FigureStatus Status(TokenRange segment, Sentence sentence, int at)
    {
        var status = FigureStatus.Actual;
        for (var i = segment.Start; i < at; i++)
        {
            if (Word(FigureWordKind.Status, i, at) is { } hit)
                status = Enum.Parse<FigureStatus>(hit.Value.Value, ignoreCase: true);
            else if (_tokens[i].Fold is "将" or "愿" or "承诺")
                status = FigureStatus.Target;
        }

        // "将交付物资，价值5200万欧元": worth of what the clause before tells.
        if (status == FigureStatus.Actual && segment.Start > sentence.Tokens.Start && segment.Start < _tokens.Length && Worth.Contains(_tokens[segment.Start].Fold))
        {
            for (var i = Segment(segment.Start - 2, sentence.Tokens).Start; i < segment.Start; i++)
            {
                if (_tokens[i].Fold is "将" or "将于" or "拟" or "计划" or "承诺" or "愿")
                    status = FigureStatus.Target;
            }
        }

        // "愿扩大大米贸易，每年进口200万吨": so much a year is what one is ready for.
        if (status == FigureStatus.Actual && segment.Start > sentence.Tokens.Start && _tokens[segment.Start].Fold is "每年" or "年均" or "逐年" or "今后" or "并" && Enumerable.Range(sentence.Tokens.Start, segment.Start - sentence.Tokens.Start).Any(i => _tokens[i].Fold is "愿" or "将" or "拟" or "计划" or "希望" or "愿意"))
            status = FigureStatus.Target;
        // "据专家预测，到2033年将达…": what was foreseen in the sentence.
        for (var i = sentence.Tokens.Start; i < at; i++)
        {
            if (_tokens[i].Fold is "预测" or "预计" or "有望" or "预期")
                status = FigureStatus.Forecast;
        }

        // "首批2亿欧元将用于能源项目": still to be spent.
        if (status == FigureStatus.Actual && Enumerable.Range(at, segment.End - at).Any(i => _tokens[i].Fold is "将用于" or "将分" or "将拨" || _tokens[i].Fold is "将" && i + 1 < segment.End && _tokens[i + 1].Fold is "用于" or "拨付" or "分批" or "于" or "在"))
            status = FigureStatus.Target;
        // "提供了20万美元": done.
        if (status == FigureStatus.Target && Enumerable.Range(segment.Start, at - segment.Start).Any(i => _tokens[i].Fold == "了") && !Enumerable.Range(segment.Start, at - segment.Start).Any(i => _tokens[i].Fold is "将" or "愿" or "承诺"))
            status = FigureStatus.Actual;
        // "已提供", "已接待": done.
        for (var i = segment.Start; i < at && status == FigureStatus.Target; i++)
        {
            if (_tokens[i].Fold is "已" or "已经" or "累计" or "由" && !_tokens[i].Fold.StartsWith("已决", StringComparison.Ordinal))
                status = FigureStatus.Actual;
        }

        return status;
    }

    // After the last "；": another part of the sentence speaks of another time.
    private int PartStart(int at, int start)
    {
        for (var i = at - 1; i > start; i--)
        {
            if (_tokens[i].Text is "；" or ";")
                return i;
        }

        return start;
    }

    private string? Period(TokenRange segment, Sentence sentence, int at, string measure, FoundFigure? previous, ref FigureStatus status)
    {
        // "迄今投资逾190亿美元": a stock has no period of its own but one in its clause.
        if (Enumerable.Range(segment.Start, at - segment.Start).Any(i => _tokens[i].Fold is "迄今" or "至今" or "累计" or "目前" or "现有" or "迄今为止" or "存量") && !_times.In(segment).Any(t => t.Period is not null))
            return null;
        // "今后五年希望提高一倍": a stretch ahead that no date could be given for.
        if (status == FigureStatus.Target && _times.In(segment).Any(t => t.Use == TimeUse.Frequency && t.Tokens.End <= at && _tokens[t.Tokens.Start].Fold is "今后" or "未来"))
            return null;
        TimeExpression? best = null;
        var part = PartStart(at, sentence.Tokens.Start);
        foreach (var expression in _times.In(sentence.Tokens))
        {
            if (expression.Use is TimeUse.Frequency or TimeUse.Comparison or TimeUse.Name || expression.Period is null || expression.Tokens.Start < part)
                continue;
            var isOwn = segment.Contains(expression.Tokens.Start);
            if (expression.Tokens.Start > at && !isOwn)
                continue;
            // "帐篷12日已经运到": the clause's own day before one of another clause.
            if (best is null || (expression.Tokens.Start <= at && !(segment.Contains(best.Tokens.Start) && !isOwn)) || (isOwn && !segment.Contains(best.Tokens.Start)))
                best = expression;
        }

        // "两国当天换文，日方将提供贷款": what is to come has not the day of what was done in another clause.
        if (best is { } other && status == FigureStatus.Target && !segment.Contains(other.Tokens.Start) && other.IsDay && _times.Reference is { } now && other.Date!.From <= now)
            best = null;
        if (best is { } told)
        {
            if (_times.Reference is { } day && told.Date is { } date && date.From > day && status == FigureStatus.Actual)
                status = FigureStatus.Target;
            return told.IsDay && measure is not ("documents" or "contracts") && _times.Reference is { } today && told.Date!.From == today ? null : told.Period;
        }

        if (previous is not null && previous.Period is not null && previous.Tokens.Start >= part)
            return previous.Period;
        // What is signed after talks has their day.
        return measure is "documents" or "contracts" && status == FigureStatus.Actual ? _signed.GetValueOrDefault(sentence.Index) ?? _day : null;
    }
}
