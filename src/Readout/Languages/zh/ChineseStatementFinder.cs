using System.Collections.Immutable;
using Readout.Actors;
using Readout.Statements;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Languages.Zh;

/// <summary>Finds who said what in Chinese: "X表示，…" and the sentences that go on in the same paragraph, quotations, "据X统计，…".</summary>
/// <remarks>A cue opens a speech; every further sentence of the paragraph belongs to it until another speaker or a sentence that tells of the meeting.</remarks>
internal sealed class ChineseStatementFinder
{
    // A speaker stands no farther from the cue than this.
    private const int SubjectReach = 24;

    private readonly SegmentedText _text;
    private readonly Token[] _tokens;
    private readonly SyntaxLayer _syntax;
    private readonly ActorLayer _actors;
    private readonly ChineseTables _tables;
    private readonly List<FoundStatement> _found = [];
    private readonly List<FoundOrigin> _origins = [];

    // Who is speaking in this paragraph, and who spoke last in the text.
    private ImmutableArray<int> _speaker = [];
    private ImmutableArray<int> _last = [];

    private ChineseStatementFinder(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, ChineseTables tables)
    {
        (_text, _tokens, _syntax, _actors, _tables) = (text, text.Tokens, syntax, actors, tables);
    }

    private sealed record Cue(TokenRange Words, ChineseCue Row, ImmutableArray<int> Speakers, int SubjectStart);

    public static StatementLayer Find(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, ChineseTables tables)
    {
        var finder = new ChineseStatementFinder(text, syntax, actors, tables);
        var paragraph = -1;
        foreach (var sentence in text.Sentences)
        {
            if (text.IsInTitle(sentence.Tokens.Start))
                continue;
            if (sentence.Paragraph != paragraph)
            {
                (paragraph, finder._speaker) = (sentence.Paragraph, []);
                finder._labelled = finder.Labelled(sentence);
            }

            if (!finder._labelled)
                finder.Read(sentence);
        }

        return new StatementLayer([.. finder._found.Where(s => s.Speakers.Length > 0).OrderBy(s => s.Evidence.Start)], [.. finder._origins]);
    }

    private bool _labelled;

    // A transcript: "毛宁：中方…": the paragraph is what the one named said.
    private bool Labelled(Sentence sentence)
    {
        var start = sentence.Tokens.Start;
        if (_actors.TopAt(start) is not { Actor: >= 0 } mention || mention.Extent.Start != start || mention.Extent.End + 1 >= sentence.Tokens.End || _tokens[mention.Extent.End].Text is not ("：" or ":") || _tokens[mention.Extent.End + 1].Text is "“"
            || _actors.Actors[mention.Actor].Kind != ActorKind.Person)
            return false;
        var last = sentence.Index;
        while (last + 1 < _text.Sentences.Length && _text.Sentences[last + 1].Paragraph == sentence.Paragraph)
            last++;
        var words = new TokenRange(mention.Extent.End + 1, _text.Sentences[last].Tokens.End);
        Add(StatementKind.Direct, words, mention.Actors, null, [], "label");
        _last = mention.Actors;
        return true;
    }

    private void Read(Sentence sentence)
    {
        var range = ChineseDateline.After(_tokens, sentence);
        Origins(sentence.Tokens.Start, range.Start);
        var quotations = _text.Quotations.Where(q => q.Depth == 0 && q.Tokens.Start > range.Start && q.Tokens.Start <= range.End && IsSpeech(q)).ToList();
        // What stands in a quotation that began in an earlier sentence has been read with it.
        if (_text.Quotations.Any(q => q.Depth == 0 && q.Tokens.Start < range.Start && q.Tokens.End > range.Start && IsSpeech(q)))
            return;
        bool Outside(int i) => quotations.All(q => !q.Tokens.Contains(i));
        if (Attribution(range) is { } attributed)
        {
            range = attributed;
            if (range.Length == 0)
                return;
        }

        var cues = Cues(range, Outside);
        var opened = false;
        for (var c = 0; c < cues.Count; c++)
        {
            var cue = cues[c];
            var end = c + 1 < cues.Count ? Math.Max(cue.Words.End, cues[c + 1].SubjectStart) : range.End;
            Reported(cue, end, quotations, Outside);
            opened = true;
            (_speaker, _last) = (cue.Speakers, cue.Speakers);
        }

        foreach (var quotation in quotations)
            Quoted(quotation, cues, sentence);
        if (!opened && quotations.Count == 0 && _speaker.Length > 0 && range.Length > 0)
        {
            if (IsNarrative(range))
                _speaker = [];
            else
                Add(StatementKind.Indirect, Trim(range), _speaker, null, [], "continued");
        }
    }

    // "新华社北京1月6日电": whom the news is from.
    private void Origins(int start, int end)
    {
        foreach (var mention in _actors.In(new TokenRange(start, end)))
        {
            if (mention.Actor >= 0 && _actors.Actors[mention.Actor] is { Kind: ActorKind.Organization })
                _origins.Add(new FoundOrigin(mention.Actor, _text.SpanOf(mention.Tokens)));
        }
    }

    // ---- cues

    private List<Cue> Cues(TokenRange range, Func<int, bool> outside)
    {
        var cues = new List<Cue>();
        for (var i = range.Start; i < range.End; i++)
        {
            if (!outside(i) || !_tokens[i].IsWord || _tables.Cues.LongestAt(_tokens, i, range.End) is not { } hit)
                continue;
            if (!hit.Value.IsBlocker && CueAt(hit.Tokens, hit.Value, range, cues) is { } cue)
                cues.Add(cue);
            i = hit.Tokens.End - 1;
        }

        return cues;
    }

    private Cue? CueAt(TokenRange words, ChineseCue row, TokenRange range, List<Cue> before)
    {
        var next = words.End < range.End ? _tokens[words.End] : null;
        if (next is null || next.Fold is "的" or "了" && row.TakesClause)
            return null;
        // "应总统邀请" and "在…邀请下" tell why somebody comes.
        if (words.Length == 1 && _tokens[words.Start].Fold.EndsWith("邀请", StringComparison.Ordinal) && Enumerable.Range(Math.Max(range.Start, words.Start - 14), words.Start - Math.Max(range.Start, words.Start - 14)).Any(i => _tokens[i].Fold == "应"))
            return null;
        var opens = next.Text is "，" or "：" or ":" or "," or "“";
        var segment = SegmentStart(words.Start, range.Start);
        var subject = Subject(words.Start, segment);
        // A verb of saying within what somebody says stays content ("中方认为").
        if (before.Count > 0 || _speaker.Length > 0)
        {
            if (subject is not null && (!IsPersonal(subject) || (!opens && _actors.Actors[subject.Actors[0]].Kind == ActorKind.Organization)))
                return null;
            if (subject is null && !(before.Count > 0 && segment == words.Start - Lead(words.Start, segment) && (row.TakesClause || before[^1].Row.IsWhole)))
                return null;
        }

        if (subject is { } said)
        {
            // "习近平指出": nothing but when, where and how between them.
            if (words.Start - said.Extent.End > SubjectReach || (!opens && row.TakesClause && !IsDirect(said.Extent.End, words.Start)))
                return null;
            if (!opens && row.TakesClause && !LooksLikeClause(words.End, range.End))
                return null;
            if (!row.TakesClause && !IsDirect(said.Extent.End, words.Start))
                return null;
            return new Cue(words, row, said.Actors, Math.Max(range.Start, Math.Min(said.Extent.Start, segment)));
        }

        // "，表示…": the subject of the clause before goes on.
        if (before.Count > 0)
            return new Cue(words, row, before[^1].Speakers, segment);
        if (segment > range.Start && row.TakesClause && FirstSubject(range.Start, segment) is { } first && IsPersonal(first))
            return new Cue(words, row, first.Actors, segment);
        return null;
    }

    private int Lead(int at, int segment)
    {
        var lead = at - segment;
        return lead <= 2 ? lead : 0;
    }

    private int SegmentStart(int at, int start)
    {
        var i = at;
        while (i > start && !ChineseSyntax.IsBreak(_tokens[i - 1]))
            i--;
        return i;
    }

    // The nearest actor before the verb that no coverb governs.
    private ActorMention? Subject(int verb, int start)
    {
        for (var i = verb - 1; i >= start; i--)
        {
            if (_actors.TopAt(i) is not { } mention)
                continue;
            var before = mention.Extent.Start > start ? _tokens[mention.Extent.Start - 1].Fold : "";
            if (before is not ("同" or "与" or "向" or "对" or "在" or "就" or "给" or "为" or "于" or "从" or "由"))
                return mention;
            i = mention.Extent.Start;
        }

        return null;
    }

    private ActorMention? FirstSubject(int start, int end)
    {
        foreach (var mention in _actors.In(new TokenRange(start, end)))
        {
            if (_syntax.PrepositionOf[mention.Extent.Start] is null)
                return mention;
        }

        return null;
    }

    // Persons speak; bodies too; states only where nobody else is speaking.
    private bool IsPersonal(ActorMention mention) => mention.Actors.Any(a => _actors.Actors[a].Kind == ActorKind.Person) && mention.Actors.Length == 1
        || mention.Actors.All(a => _actors.Actors[a].Kind == ActorKind.Organization);

    // Between subject and verb: adverbs, when, where, with whom.
    private bool IsDirect(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            var token = _tokens[i];
            if (!token.IsWord && token.Text is "，" or "；" or "。" or "：")
                return false;
            if (token.Fold is "的" && i == start)
                return false;
        }

        return end - start <= 16;
    }

    private bool LooksLikeClause(int start, int end)
    {
        var words = 0;
        for (var i = start; i < end && !(_tokens[i].Text is "。"); i++)
            words += _tokens[i].Fold.Length;
        return words >= 5;
    }

    // ---- content

    private void Reported(Cue cue, int end, List<Quotation> quotations, Func<int, bool> outside)
    {
        var start = cue.Row.IsWhole ? WholeStart(cue) : cue.Words.End;
        var content = Trim(new TokenRange(start, end));
        if (content.Length == 0)
            return;
        // A quotation that is all that was said needs no second statement.
        var own = 0;
        for (var i = content.Start; i < content.End; i++)
            own += outside(i) && _tokens[i].IsWord && !cue.Words.Contains(i) ? _tokens[i].Fold.Length : 0;
        if (own < 4 || (quotations.Count > 0 && quotations.Any(q => q.Tokens.Start <= content.Start + 1) && own < 8))
            return;
        Add(StatementKind.Indirect, content, cue.Speakers, cue.Words, cue.Row.Acts is ["inform"] ? [] : cue.Row.Acts, $"clause:{cue.Row.Name}");
    }

    // "对遇难者表示深切哀悼": what the words are about stands before them.
    private int WholeStart(Cue cue)
    {
        var start = cue.Words.Start;
        for (var i = cue.Words.Start - 1; i >= Math.Max(cue.SubjectStart, cue.Words.Start - 16); i--)
        {
            if (ChineseSyntax.IsBreak(_tokens[i]) || (_actors.TopAt(i) is { } mention && mention.Actors.SequenceEqual(cue.Speakers)))
                break;
            if (_tokens[i].Fold is "对" or "向" or "就")
                start = i;
        }

        return start;
    }

    private void Quoted(Quotation quotation, List<Cue> cues, Sentence sentence)
    {
        var before = cues.LastOrDefault(c => c.Words.Start < quotation.Tokens.Start);
        var speakers = before?.Speakers ?? [];
        TokenRange? words = before?.Words;
        if (before is null)
        {
            // "“…。”主任祁永泰说": the speaker opens what follows.
            for (var i = quotation.Tokens.End; i < Math.Min(_tokens.Length, quotation.Tokens.End + 22); i++)
            {
                if (_tokens[i].Text is "。" or "；" && i > quotation.Tokens.End + 1 || _text.SentenceOf(i).Paragraph != sentence.Paragraph)
                    break;
                if (_tokens[i].IsWord && _tables.Cues.LongestAt(_tokens, i, Math.Min(_tokens.Length, i + 4)) is { Value: { IsBlocker: false, TakesClause: true } } hit
                    && Subject(i, quotation.Tokens.End) is { } subject)
                {
                    (speakers, words) = (subject.Actors, hit.Tokens);
                    break;
                }
            }
        }

        if (speakers.IsEmpty)
            speakers = _speaker.IsEmpty ? _last : _speaker;
        if (speakers.IsEmpty)
            return;
        Add(StatementKind.Direct, quotation.Tokens, speakers, words, [], "quotation", quotation.Inner);
        (_speaker, _last) = (speakers, speakers);
    }

    private bool IsSpeech(Quotation quotation)
    {
        var before = quotation.Tokens.Start >= 2 ? _tokens[quotation.Tokens.Start - 2] : null;
        var characters = 0;
        var marks = 0;
        for (var i = quotation.Tokens.Start; i < Math.Min(quotation.Tokens.End, quotation.Tokens.Start + 60); i++)
        {
            characters += _tokens[i].Fold.Length;
            marks += _tokens[i].Text is "，" or "。" or "！" or "？" ? 1 : 0;
        }

        if (characters < 4)
            return false;
        var last = _tokens[quotation.Tokens.End - 1].Text;
        var isWhole = last is "。" or "！" or "？" or "，" or "…";
        var isLed = before is { Text: "：" or ":" } || (before is { Text: "，" } && quotation.Tokens.Start >= 3 && _tables.Cues.LongestBefore(_tokens, quotation.Tokens.Start - 2, Math.Max(0, quotation.Tokens.Start - 6)) is { Value.IsBlocker: false });
        return isLed ? characters >= 6 : isWhole && (marks >= 1) && characters >= 6 && (before is null || before.Text is "。" or "，" or "”" or "？" or "！" || _text.SentenceOf(quotation.Tokens.Start).Tokens.Start >= quotation.Tokens.Start - 1);
    }

    // ---- sentences of the meeting and not of a speech

    private bool IsNarrative(TokenRange range)
    {
        for (var i = range.Start; i < Math.Min(range.End, range.Start + 3); i++)
        {
            if (_tokens[i].Fold is "会谈后" or "会见后" or "会谈前" or "会谈结束后" or "同日" or "当天" or "当日" or "当晚" or "此前" or "随后" or "会后" or "会晤后" or "当晚" or "会谈" or "会见" && i == range.Start && _tokens[Math.Min(i + 1, _tokens.Length - 1)].Fold is "后" or "前" or "结束")
                return true;
        }

        var acts = false;
        for (var i = range.Start; i < range.End; i++)
        {
            if (_tokens[i].Fold is "陪同" or "在座" or "参加会见" or "出席仪式")
                acts = true;
            if (_tables.Frames.LongestAt(_tokens, i, range.End) is { Value: [{ Kind: "meeting" or "document" or "call" or "gathering" or "raise" } row, ..] } && !HasModal(range.Start, i))
                acts = true;
            if (_tokens[i].Fold is "交换" && i + 2 < range.End && (_tokens[i + 1].Fold is "了" or "意见" or "看法"))
                acts = true;
        }

        if (!acts)
            return false;
        // One who acts here by name, or both sides.
        return FirstSubject(range.Start, range.End) is { } subject && (subject.Actors.Length > 1 || (IsPersonal(subject) && !_speaker.SequenceEqual(subject.Actors)));
    }

    private bool HasModal(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (_tokens[i].Fold is "要" or "应" or "愿" or "将" or "希望" or "可以" or "应该" or "愿意" or "期待" or "支持" or "推动" or "欢迎" or "以来" or "曾" or "去年")
                return true;
        }

        return false;
    }

    // "据韩国产业通商资源部统计，…", "记者从青海省农业农村厅获悉，…"
    private TokenRange? Attribution(TokenRange range)
    {
        for (var i = range.Start; i < Math.Min(range.End, range.Start + 8); i++)
        {
            if (_tokens[i].Fold is not ("据" or "根据" or "从") || (_tokens[i].Fold == "从" && !Enumerable.Range(range.Start, i - range.Start).Any(t => _tokens[t].Fold is "记者" or "新华社")))
                continue;
            var comma = i;
            while (comma < range.End && _tokens[comma].Text is not ("，" or "："))
                comma++;
            if (comma >= range.End)
                return null;
            var body = _actors.In(new TokenRange(i, comma)).FirstOrDefault();
            var last = _tokens[comma - 1].Fold;
            if (body is null)
                return null;
            if (last is "报道" or "消息" or "电" or "讯")
            {
                if (body.Actor >= 0)
                    _origins.Add(new FoundOrigin(body.Actor, _text.SpanOf(body.Tokens)));
                return null;
            }

            if (!(last is "统计" or "介绍" or "数据" or "透露" or "显示" or "公布" or "获悉" or "了解到" or "称" or "说" or "表示" or "通报" or "预计" or "预测" or "估计" or "数据显示" or "发布"))
                return null;
            var content = Trim(new TokenRange(comma + 1, range.End));
            if (content.Length > 1)
                Add(StatementKind.Indirect, content, body.Actors, new TokenRange(comma - 1, comma), [], "attribution");
            return new TokenRange(range.End, range.End);
        }

        return null;
    }

    private TokenRange Trim(TokenRange range)
    {
        var (start, end) = (range.Start, range.End);
        while (start < end && !_tokens[start].IsWord && _tokens[start].Kind != TokenKind.Number && !(_tokens[start].Text is "“" or "《"))
            start++;
        while (end > start && _tokens[end - 1].Kind == TokenKind.Punctuation && !(_tokens[end - 1].Text is "”" or "》" or "）"))
            end--;
        return new TokenRange(start, Math.Max(start, end));
    }

    // ---- acts

    private void Add(StatementKind kind, TokenRange range, ImmutableArray<int> speakers, TokenRange? cue, ImmutableArray<string> own, string rule, Span? evidence = null)
    {
        if (range.Length == 0)
            return;
        var acts = own.ToList();
        foreach (var act in ActsOf(range, speakers))
        {
            if (!acts.Contains(act) && acts.Count < 3)
                acts.Add(act);
        }

        if (acts.Count == 0)
            acts.Add("inform");
        _found.Add(new FoundStatement
        {
            Speakers = speakers,
            Kind = kind,
            Acts = [.. acts],
            Cue = cue is { } words ? _text.SpanOf(words) : null,
            Evidence = evidence ?? _text.SpanOf(range),
            Rule = rule,
        });
    }

    private List<string> ActsOf(TokenRange range, ImmutableArray<int> speakers)
    {
        var acts = new List<string>();
        var weak = new List<string>();
        for (var i = range.Start; i < range.End; i++)
        {
            if (!_tokens[i].IsWord || _tables.Acts.LongestAt(_tokens, i, range.End) is not { } hit)
                continue;
            if (Holds(hit.Tokens, hit.Value.Acts, range, speakers))
            {
                foreach (var act in hit.Value.Acts)
                {
                    var list = hit.Value.IsWeak ? weak : acts;
                    if (!list.Contains(act))
                        list.Add(act);
                }
            }

            i = hit.Tokens.End - 1;
        }

        return acts.Count > 0 ? acts : weak;
    }

    private bool Holds(TokenRange words, ImmutableArray<string> acts, TokenRange range, ImmutableArray<int> speakers)
    {
        var word = _tokens[words.Start].Fold;
        var previous = words.Start > range.Start ? _tokens[words.Start - 1].Fold : "";
        if (previous is "不" or "没有" or "未" && !acts.Contains("reject"))
            return false;
        switch (word)
        {
            case "要" or "应" or "应该" or "应当" or "须" or "必须" or "可以":
                // "只要", "应邀": words of their own are cut whole; a side must do it.
                return words.End < range.End && _tokens[words.End].IsWord;
            case "邀请":
                return !Enumerable.Range(range.Start, words.Start - range.Start).Any(i => _tokens[i].Fold == "应");
            case "将" or "还将" or "也将" or "将会":
                // The speaker's side does it; "将关系提升为" is no future.
                if (words.End >= range.End || !IsFuture(words.End, range.End))
                    return false;
                return SubjectOf(words.Start, range) is not { } subject || subject.Actors.All(a => _actors.Actors[a].Kind != ActorKind.Person || speakers.Contains(a));
            default:
                return true;
        }
    }

    private ActorMention? SubjectOf(int at, TokenRange range) => Subject(at, Math.Max(range.Start, SegmentStart(at, range.Start)));

    private bool IsFuture(int at, int end)
    {
        for (var i = at; i < Math.Min(end, at + 16) && !ChineseSyntax.IsBreak(_tokens[i]); i++)
        {
            if (_tokens[i].Fold is "提升为" or "提升至" or "提升到" or "列入" or "纳入" or "作为" or "视为" or "打造成" or "交给")
                return false;
        }

        return true;
    }
}

/// <summary>The line that opens an agency's item: "新华社北京1月6日电（记者…）".</summary>
internal static class ChineseDateline
{
    /// <summary>The sentence without its dateline.</summary>
    public static TokenRange After(Token[] tokens, Sentence sentence)
    {
        var range = sentence.Tokens;
        if (sentence.Paragraph > 2)
            return range;
        for (var i = range.Start; i < Math.Min(range.End, range.Start + 14); i++)
        {
            if (!(tokens[i].Fold is "电" or "讯" or "日电" or "日讯") || i == range.Start)
                continue;
            var next = i + 1;
            if (next < range.End && tokens[next].Text is "（" or "(")
            {
                while (next < range.End && !(tokens[next].Text is "）" or ")"))
                    next++;
                next++;
            }

            return new TokenRange(Math.Min(next, range.End), range.End);
        }

        return range;
    }
}
