using System.Collections.Immutable;
using Readout.Actors;
using Readout.Statements;
using Readout.Syntax;
using Readout.Text;
using Readout.Time;

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
    private readonly TimeLayer _times;
    private readonly ChineseTables _tables;
    private readonly List<FoundStatement> _found = [];
    private readonly List<FoundOrigin> _origins = [];

    // Who is speaking in this paragraph, and who spoke last in the text.
    private ImmutableArray<int> _speaker = [];
    private ImmutableArray<int> _last = [];

    private ChineseStatementFinder(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, ChineseTables tables)
    {
        (_text, _tokens, _syntax, _actors, _times, _tables) = (text, text.Tokens, syntax, actors, times, tables);
    }

    // Where its clause begins, and where its subject does; -1 when the clause names none.
    private sealed record Cue(TokenRange Words, ChineseCue Row, ImmutableArray<int> Speakers, int SubjectStart, int Subject = -1);

    public static StatementLayer Find(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, ChineseTables tables)
    {
        var finder = new ChineseStatementFinder(text, syntax, actors, times, tables);
        var paragraph = -1;
        foreach (var sentence in text.Sentences)
        {
            if (text.IsInTitle(sentence.Tokens.Start))
                continue;
            if (sentence.Paragraph != paragraph)
            {
                // "二是…": the points of a speech go on over paragraphs.
                if (finder._tokens[sentence.Tokens.Start].Fold is not ("二是" or "三是" or "四是" or "五是" or "第一" or "第二" or "第三" or "第四" or "第五" or "首先" or "其次" or "最后"))
                    finder._speaker = finder.GoesOn(sentence) ? finder._speaker : [];
                paragraph = sentence.Paragraph;
                finder._labelled = finder.Labelled(sentence);
            }

            if (!finder._labelled)
                finder.Read(sentence);
        }

        return new StatementLayer([.. finder._found.Where(s => s.Speakers.Length > 0).OrderBy(s => s.Evidence.Start)], [.. finder._origins]);
    }

    private bool _labelled;

    // A paragraph that opens with a side ("中方愿…", "双方要…") goes on with the speech of the one before, unless somebody else speaks in its first sentence.
    private bool GoesOn(Sentence sentence)
    {
        if (_speaker.IsEmpty || _actors.TopAt(sentence.Tokens.Start) is not { Form: MentionForm.Description } side || side.Extent.Start != sentence.Tokens.Start || side.Actors.Any(a => _actors.Actors[a].Kind == ActorKind.Person) && side.Actors.Length == 1)
            return false;
        // "双方要…", "中方愿…" take a stance; "两国关系仍停在谷底" tells.
        var hasStance = false;
        for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
        {
            if (_tokens[i].IsWord && _tables.Cues.LongestAt(_tokens, i, sentence.Tokens.End) is { Value: { IsBlocker: false, TakesClause: true } })
                return false;
            hasStance |= _tokens[i].IsWord && _tables.Acts.LongestAt(_tokens, i, sentence.Tokens.End) is not null;
        }

        return hasStance;
    }

    // A transcript: the paragraph is what the one named said ("毛宁：中方…") or what was asked ("问：…", "法新社记者：…").
    private bool Labelled(Sentence sentence)
    {
        var start = sentence.Tokens.Start;
        var colon = start;
        while (colon < Math.Min(sentence.Tokens.End, start + LabelReach) && _tokens[colon].Text is not ("：" or ":"))
            colon++;
        if (colon == start || colon + 1 >= sentence.Tokens.End || _tokens[colon].Text is not ("：" or ":") || _tokens[colon + 1].Text is "“" or "「")
            return false;
        if (_tokens[colon - 1].Fold is "问" or "记者" or "提问" or "主持人")
            return true;
        var mention = _actors.TopAt(start) is { Actor: >= 0 } named && named.Extent.Start == start && named.Extent.End == colon && _actors.Actors[named.Actor].Kind == ActorKind.Person ? named : null;
        ImmutableArray<int> speakers = mention is not null ? mention.Actors : colon == start + 1 && _tokens[start].Fold is "答" ? Answering() : [];
        if (speakers.IsEmpty)
            return false;
        var last = sentence.Index;
        while (last + 1 < _text.Sentences.Length && _text.Sentences[last + 1].Paragraph == sentence.Paragraph)
            last++;
        Add(StatementKind.Direct, new TokenRange(colon + 1, _text.Sentences[last].Tokens.End), speakers, null, [], "label");
        _last = speakers;
        return true;
    }

    // A label is no longer than this.
    private const int LabelReach = 10;

    // "答：": the spokesperson, or the one person whom the text is about.
    private ImmutableArray<int> Answering()
    {
        var persons = Enumerable.Range(0, _actors.Actors.Length).Where(a => _actors.Actors[a].Kind == ActorKind.Person).ToArray();
        var spokesperson = persons.Where(a => _actors.Actors[a].Office?.Id == "spokesperson").Take(1).ToArray();
        return spokesperson.Length == 1 ? [spokesperson[0]] : persons.Length > 0 ? [persons[0]] : [];
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

        // "莫迪没有提俄罗斯，只呼吁停火": who opens the sentence by name, from another side, speaks for himself.
        var going = _speaker;
        if (_speaker.Length == 1 && _actors.TopAt(range.Start) is { Form: MentionForm.Name, Actors: [var opening] } named && named.Extent.Start == range.Start && opening != _speaker[0]
            && _actors.Actors[opening] is { Kind: ActorKind.Person, Party: { } side } && side != _actors.Actors[_speaker[0]].Party)
            _speaker = [];
        var cues = Cues(range, Outside);
        if (cues.Count == 0)
            _speaker = going;
        if (cues.Count == 0 && quotations.Count == 0 && Trailing(range))
            return;
        var opened = false;
        for (var c = 0; c < cues.Count; c++)
        {
            var cue = cues[c];
            // "感谢甲出手斡旋，也感谢乙居中劝和": one thing said.
            var acts = cue.Row.Acts;
            while (cue.Row.IsWhole && c + 1 < cues.Count && cues[c + 1] is { Subject: < 0 } more && (more.Row.IsWhole && !more.Row.Acts.Contains("invite") || more.Row.Acts is ["promise"] or ["agree"] || _tokens[more.Words.Start].Fold is "重申") && more.Speakers.SequenceEqual(cue.Speakers))
            {
                acts = more.Row.Acts is ["inform"] ? acts : [.. acts, .. more.Row.Acts.Where(a => !acts.Contains(a))];
                c++;
            }

            var end = c + 1 < cues.Count ? Math.Max(cue.Words.End, cues[c + 1].SubjectStart) : range.End;
            Reported(cue, acts, end, quotations, Outside);
            opened = true;
            // What both sides agreed on is no speech that goes on.
            (_speaker, _last) = (cue.Row.Acts is ["agree"] && cue.Speakers.Length > 1 ? [] : cue.Speakers, cue.Speakers);
        }

        foreach (var quotation in quotations)
            Quoted(quotation, cues, sentence);
        foreach (var cue in cues)
            Fragment(cue, range);
        if (!opened && quotations.Count == 0 && _speaker.Length > 0 && range.Length > 0 && !OnlyFrames(range))
        {
            if (IsNarrative(range))
                _speaker = [];
            else
                Add(StatementKind.Indirect, Trim(range), _speaker, null, [], "continued");
        }
    }

    // "如果对方不撤军，将关闭边境，外长说。": who said it stands behind.
    private bool Trailing(TokenRange range)
    {
        var end = Trim(range).End;
        var start = SegmentStart(end - 1, range.Start);
        if (start <= range.Start || _tables.Cues.LongestBefore(_tokens, end, start) is not { Value: { IsBlocker: false, TakesClause: true } } cue || Subject(cue.Tokens.Start, start) is not { } subject || subject.Extent.Start != start || !IsDirect(subject.Extent.End, cue.Tokens.Start))
            return false;
        Add(StatementKind.Indirect, Trim(new TokenRange(range.Start, start)), subject.Actors, cue.Tokens, [], "trailing");
        (_speaker, _last) = (subject.Actors, subject.Actors);
        return true;
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

    // "“…。”华侨大学教授潘其伟提醒。": who said the words before, and nothing else.
    private bool OnlyFrames(TokenRange range) => range.Start > 0 && _tokens[range.Start - 1].Text is "”" or "」" && range.Length <= SubjectReach
        && _tables.Cues.LongestBefore(_tokens, range.End - 1, range.Start) is { Value.IsBlocker: false };

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
        if (next is null && !row.IsWhole || next?.Fold is "的" || next?.Fold is "了" && row.TakesClause || (words.Start > range.Start && _tokens[words.Start - 1].Fold is "的"))
            return null;
        // "应总统邀请", "应赞方请求" and "在…邀请下" tell why somebody comes or acts.
        if (words.Length == 1 && IsAsking(_tokens[words.Start].Fold) && HasBefore("应", words.Start, range.Start))
            return null;
        // "形容停火是“关键一步”": only with the words that he used.
        if (row.IsWhole && row.Acts is ["inform"] && !Enumerable.Range(words.End, Math.Min(range.End, words.End + 8) - words.End).Any(i => _tokens[i].Text is "“" or "「"))
            return null;
        var opens = next?.Text is "，" or "：" or ":" or "," or "“" or "「";
        var segment = SegmentStart(words.Start, range.Start);
        if (!opens && row.NeedsMark)
            return null;
        // "对中方提供便利表示感谢": whoever thanks stands before what for.
        var aim = row.IsWhole ? Aim(words.Start, segment) : -1;
        var subject = Subject(aim > segment ? aim : words.Start, segment, row);
        // A verb of saying within what somebody says stays content ("中方认为").
        if (before.Count > 0 || _speaker.Length > 0)
        {
            // "乙方提议…，欧盟表示赞同": another answers in a clause of his own.
            var answers = subject is not null && row.IsWhole && subject.Extent.Start == segment && before.Count > 0 && before[^1].Row.Acts is not ["inform"] && !subject.Actors.SequenceEqual(before[^1].Speakers);
            // "泰方公布，…；柬方说，…": the other side in a clause of its own.
            answers = answers || subject is not null && opens && row.TakesClause && before.Count > 0 && subject.Extent.Start == segment && segment > range.Start && _tokens[segment - 1].Text is "；" or ";" && _actors.PartiesOf(subject.Actors) is [var other] && !_actors.PartiesOf(before[^1].Speakers).Contains(other);
            // "沙里波夫说，…。尼方表示…": the other side opens a sentence of its own; "双方商定…" ends a speech.
            answers = answers || subject is not null && before.Count == 0 && subject.Extent.Start == range.Start && (!row.IsWhole && words.Start == subject.Extent.End && subject is { Form: MentionForm.Description, Actors.Length: 1 } && _actors.PartiesOf(subject.Actors) is [var side] && _actors.PartiesOf(_speaker) is [var own] && side != own
                || row.Acts is ["agree"] && subject.Actors.Length > 1 && words.Start == subject.Extent.End);
            if (subject is not null && !answers && (!IsPersonal(subject) || (!opens && _actors.Actors[subject.Actors[0]].Kind == ActorKind.Organization)))
                return null;
            if (subject is null && !(before.Count > 0 && segment == words.Start - Lead(words.Start, segment) && (row.TakesClause || before[^1].Row.IsWhole || _tokens[segment].Fold is "并" or "还" or "又" || _tokens[segment].Fold is "同时" && _tokens[words.Start].Fold is not ("希望" or "期待" or "盼望" or "期盼"))))
                return null;
            // "部长说，巴方希望…，并邀请…": the side of which he speaks goes on.
            if (subject is null && before.Count > 0 && before[^1].Row.TakesClause && _tokens[segment].Fold is "并" or "还" or "又" && _actors.TopAt(before[^1].Words.End + 1) is { Form: MentionForm.Description, Actors.Length: 1 } going && _actors.PartiesOf(going.Actors).SequenceEqual(_actors.PartiesOf(before[^1].Speakers)))
                return null;
            // "证实，两国军方通了电话，并约定12日再谈": what they agreed on is part of the news.
            if (subject is null && row.Acts is ["agree"] && before[^1].Row.Acts is ["inform"])
                return null;
        }

        // "他说，副部长谢锋已提出交涉": told by the one who speaks.
        // "公报说，卢拉批评…": a paper only carries his words.
        if (before.Count > 0 && before[^1].Row.TakesClause && !row.TakesClause && subject is not null && !subject.Actors.SequenceEqual(before[^1].Speakers) && subject.Form != MentionForm.Pronoun
            && !(before[^1].Speakers.All(a => _actors.Actors[a].Kind != ActorKind.Person) && IsPersonal(subject) && subject.Extent.Start <= before[^1].Words.End + 1))
            return null;
        if (subject is { } said)
        {
            // "习近平指出": nothing but when, where and how between them.
            // "王毅表示…习近平主席致慰问电": what one's own side has done is part of what is said.
            if (row.IsWhole && before.Count == 0 && _speaker.Length == 1 && said.Actors.Length == 1 && said.Form == MentionForm.Name && !_speaker.SequenceEqual(said.Actors) && _actors.Actors[said.Actors[0]].Party is { } own && own == _actors.Actors[_speaker[0]].Party)
                return null;
            if (words.Start - said.Extent.End > SubjectReach || (!opens && row.TakesClause && !IsDirect(said.Extent.End, words.Start)))
                return null;
            if (!opens && row.TakesClause && !LooksLikeClause(words.End, range.End))
                return null;
            if (!row.TakesClause && aim < 0 && !IsDirect(said.Extent.End, words.Start))
                return null;
            return new Cue(words, row, Speakers(said, words.Start, segment, row), Math.Max(range.Start, Math.Min(said.Extent.Start, segment)), FirstOfRow(said, words.Start, segment, row).Extent.Start);
        }

        // "会后发表的联合声明表示关切": a document of both speaks for both.
        if (before.Count == 0 && JointDocument(segment, aim > segment ? aim : words.Start) is >= 0 and var joint && _actors.Sides.Length > 1)
            return new Cue(words, row, _actors.Sides, segment, row.IsWhole && aim > segment ? aim : joint);
        // "，表示…": the subject of the clause before goes on.
        if (before.Count > 0)
            return new Cue(words, row, before[^1].Speakers, segment);
        if (segment > range.Start && (row.TakesClause || (words.Start - segment <= 1 && _speaker.IsEmpty)) && !HasBefore("由", words.Start, segment) && FirstSubject(PartStart(segment, range.Start), segment) is { } first && (IsPersonal(first) || row.Acts is ["agree"] && first.Actors.Length > 1))
            return new Cue(words, row, first.Actors, segment);
        return null;
    }

    // The last noun before the verb, where it is a document of both sides.
    private int JointDocument(int segment, int verb)
    {
        for (var i = verb - 1; i >= Math.Max(segment, verb - 3); i--)
        {
            if (_tokens[i].Fold is "联合声明" or "联合公报" or "共同声明" or "联合宣言" or "联合新闻公报")
                return i;
        }

        return -1;
    }

    // The first "对", "就" or "向" of the clause, which leads to what the words are about.
    private int Aim(int verb, int segment)
    {
        for (var i = segment; i < verb; i++)
        {
            if (_tokens[i].Fold is "对" or "就" or "向" or "对此")
                return i;
        }

        return -1;
    }

    private static bool IsAsking(string fold) => fold.EndsWith("邀请", StringComparison.Ordinal) || fold.EndsWith("请求", StringComparison.Ordinal) || fold.EndsWith("要求", StringComparison.Ordinal);

    private int Lead(int at, int segment)
    {
        var lead = at - segment;
        return lead <= 2 ? lead : 0;
    }

    // After the last "；": another part of the sentence has another subject.
    private int PartStart(int at, int start)
    {
        for (var i = at - 1; i > start; i--)
        {
            if (_tokens[i - 1].Text is "；" or ";")
                return i;
        }

        return start;
    }

    private int SegmentStart(int at, int start)
    {
        var i = at;
        while (i > start && !ChineseSyntax.IsBreak(_tokens[i - 1]))
            i--;
        return i;
    }

    private bool HasBefore(string word, int at, int start)
    {
        for (var i = at - 1; i >= Math.Max(start, at - 14); i--)
        {
            if (_tokens[i].Fold == word)
                return true;
        }

        return false;
    }

    // The nearest actor before the verb that no coverb governs.
    private ActorMention? Subject(int verb, int start, ChineseCue? row = null)
    {
        for (var i = verb - 1; i >= start; i--)
        {
            if (_actors.TopAt(i) is not { } mention)
                continue;
            if (IsInSetting(mention, verb, start))
            {
                i = mention.Extent.Start;
                continue;
            }

            var first = FirstOfRow(mention, verb, start, row);
            var before = first.Extent.Start > start ? _tokens[first.Extent.Start - 1].Fold : "";
            if (before is not ("同" or "与" or "向" or "对" or "在" or "就" or "给" or "为" or "于" or "从" or "由" or "代表" or "经" or "被" or "和" or "通过" or "把" or "将" or "使" or "让" or "令"))
                return mention;
            i = first.Extent.Start;
        }

        return null;
    }

    // "普京在接受中国媒体采访时说": between 在 and 时 stands when it was said, and nobody who says it.
    private bool IsInSetting(ActorMention mention, int verb, int start)
    {
        var closes = false;
        for (var i = mention.Extent.End; i < verb && !closes; i++)
            closes = _tokens[i].Fold is "时" or "期间" or "之际" or "上" or "中" or "后" or "会上" or "会议上" or "记者会上";
        if (!closes)
            return false;
        for (var i = mention.Extent.Start - 1; i > start; i--)
        {
            if (_tokens[i].Fold is "在" or "于" && i + 1 <= mention.Extent.Start)
                return true;
        }

        return false;
    }

    // "印度与巴基斯坦宣布": the first of those who stand together; in "王毅与她会谈时指出" the second is whom he met.
    private ActorMention FirstOfRow(ActorMention mention, int verb, int start, ChineseCue? row)
    {
        while (mention.Extent.Start - 2 >= start && _actors.TopAt(mention.Extent.Start - 2) is { } before && before.Extent.End == mention.Extent.Start - 1
            && _tokens[before.Extent.End].Fold switch
            {
                "和" or "及" or "以及" or "、" => true,
                "与" => !Meets(mention.Extent.End, verb),
                "同" => row?.Acts is ["agree"] && !Meets(mention.Extent.End, verb),
                _ => false,
            })
            mention = before;
        return mention;
    }

    private bool Meets(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (_tables.Frames.LongestAt(_tokens, i, end) is { Value: [{ Type: "CONSULT" or "NONE" }, ..] })
                return true;
        }

        return false;
    }

    private ImmutableArray<int> Speakers(ActorMention subject, int verb, int start, ChineseCue row)
    {
        // "对于布林肯推迟访华，他表示": he who is speaking.
        if (subject.Form == MentionForm.Pronoun && subject.Actors.Length == 1)
        {
            // "部长接受了捐款，他表示感谢": the subject of the clause before.
            var sentence = _text.SentenceOf(subject.Extent.Start).Tokens.Start;
            if (_actors.In(new TokenRange(sentence, subject.Extent.Start)).FirstOrDefault(m => m.Extent.Start == sentence && m.Form != MentionForm.Pronoun && m.Actors.Length == 1 && _actors.Actors[m.Actors[0]].Kind == ActorKind.Person) is { } opening)
                return opening.Actors;
            return _speaker.Length == 1 ? _speaker : subject.Actors;
        }

        var first = FirstOfRow(subject, verb, start, row);
        return first == subject ? subject.Actors : [.. _actors.In(new TokenRange(first.Extent.Start, subject.Extent.End)).SelectMany(m => m.Actors).Distinct()];
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
        // "表示将出席": a promise may be short.
        return words >= 5 || words >= 3 && _tokens[start].Fold is "将" or "会" or "愿";
    }

    // ---- content

    private void Reported(Cue cue, ImmutableArray<string> acts, int end, List<Quotation> quotations, Func<int, bool> outside)
    {
        var start = cue.Row.IsWhole ? WholeStart(cue) : cue.Words.End;
        // "愉快地接受了邀请，行期由双方另行商定": he accepts in his own clause.
        if (acts is ["agree"] && cue.Row.IsWhole)
            end = Math.Min(end, ClauseEnd(cue.Words.End, end));
        var content = Trim(new TokenRange(start, end));
        if (content.Length == 0)
            return;
        // A quotation that is all that was said needs no second statement.
        var own = 0;
        for (var i = content.Start; i < content.End; i++)
            own += outside(i) && _tokens[i].IsWord && !_text.Quotations.Any(q => q.Depth == 0 && q.Tokens.Contains(i) && q.Inner.Length >= 4 && q.Tokens.End + 1 >= content.End) && (!cue.Words.Contains(i) || acts is ["agree"]) ? _tokens[i].Fold.Length : 0;
        // "称此举“动摇根基”": the words in the marks are all that was said.
        if (own < 4 || (_tokens[content.Start].Fold is "此" or "这" or "此举" or "此事" or "其" && content.Start + 1 < content.End && _tokens[content.Start + (_tokens[content.Start].Fold is "此" && _tokens[content.Start + 1].Fold is "举" ? 2 : 1)].Text is "“" or "「") || (quotations.Count > 0 && quotations.Any(q => q.Tokens.Start <= content.Start + 1) && own < 8))
            return;
        Add(StatementKind.Indirect, content, cue.Speakers, cue.Words, acts is ["inform"] ? [] : acts, $"clause:{cue.Row.Name}");
    }

    private int ClauseEnd(int at, int limit)
    {
        while (at < limit && !ChineseSyntax.IsBreak(_tokens[at]))
            at++;
        return at;
    }

    // "总理对遇难者表示深切哀悼": the act with its doer, and with what it is about.
    private int WholeStart(Cue cue)
    {
        if (cue.Subject >= 0)
            return cue.Subject;
        var start = cue.Words.Start;
        for (var i = cue.Words.Start - 1; i >= Math.Max(cue.SubjectStart, cue.Words.Start - 16); i--)
        {
            if (ChineseSyntax.IsBreak(_tokens[i]) || (_actors.TopAt(i) is { } mention && mention.Actors.SequenceEqual(cue.Speakers)))
                break;
            if (_tokens[i].Fold is "对" or "向" or "就" or "对此")
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

    // "称停火“非常值得欢迎”", "感谢中方“雪中送炭”": a few words of his own that close the clause; names and slogans are none.
    private void Fragment(Cue cue, TokenRange range)
    {
        foreach (var quotation in _text.Quotations)
        {
            if (quotation.Depth > 0 || quotation.Tokens.Start <= cue.Words.End || quotation.Tokens.Start > cue.Words.End + (IsVerdict(quotation, quotation.Tokens.End + 1, range.End) ? 4 * FragmentReach : IsPhrase(quotation) ? 2 * FragmentReach : FragmentReach) || quotation.Tokens.End >= range.End || IsSpeech(quotation))
                continue;
            var after = quotation.Tokens.End + 1;
            var length = quotation.Inner.Length;
            if (length is < 4 or > 24 || (after < range.End && !ChineseSyntax.IsBreak(_tokens[after])) || !IsVerdict(quotation, after, range.End) && Enumerable.Range(cue.Words.End + 1, Math.Max(0, quotation.Tokens.Start - 2 - cue.Words.End)).Any(i => ChineseSyntax.IsBreak(_tokens[i]))
                || Enumerable.Range(quotation.Tokens.Start, quotation.Tokens.Length).Any(i => _tables.Initiatives.LongestAt(_tokens, i, quotation.Tokens.End) is not null || _actors.TopAt(i) is not null))
                continue;
            // Two verbs may stand before the same words: "发表声明，称“…”".
            if (!_found.Exists(s => s.Kind == StatementKind.Direct && s.Evidence == quotation.Inner))
                Add(StatementKind.Direct, quotation.Tokens, cue.Speakers, cue.Words, cue.Row.Acts is ["inform"] ? [] : cue.Row.Acts, "fragment", quotation.Inner);
        }
    }

    // "长久而可靠的依托": a judgement, while slogans and names hold no particle.
    private bool IsPhrase(Quotation quotation)
    {
        for (var i = quotation.Tokens.Start; i < quotation.Tokens.End; i++)
        {
            if (_tokens[i].Fold is "的" or "是" or "了" or "最" or "很" or "非常" or "不")
                return true;
        }

        return false;
    }

    // "该许可侵犯了大陆架，“完全不具有法律效力”": words of his own that deny or demand, and close a clause.
    private bool IsVerdict(Quotation quotation, int after, int end)
    {
        if (quotation.Inner.Length < 6 || after < end && !ChineseSyntax.IsBreak(_tokens[after]))
            return false;
        for (var i = quotation.Tokens.Start; i < quotation.Tokens.End; i++)
        {
            if (_tokens[i].Fold is "不" or "没有" or "不会" or "不能" or "必须" or "将" or "是" or "无法" or "毫无" or "应当" or "绝不" or "不可" or "完全")
                return true;
        }

        return false;
    }

    // A fragment stands no farther from the verb than this; a judgement in full may stand twice as far.
    private const int FragmentReach = 8;

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

        // "指出，「…訪問團」一行6人": a name goes on.
        var after = quotation.Tokens.End + 1;
        if (characters < 4 || marks == 0 && after < _tokens.Length && (_tokens[after].IsWord || _tokens[after].Text is "、") && _text.SentenceOf(after) == _text.SentenceOf(quotation.Tokens.Start) && _tables.Cues.LongestAt(_tokens, after, Math.Min(_tokens.Length, after + 3)) is null && _actors.TopAt(after) is null)
            return false;
        var last = _tokens[quotation.Tokens.End - 1].Text;
        var isWhole = last is "。" or "！" or "？" or "，" or "…";
        var isLed = before is { Text: "：" or ":" } || (before is { Text: "，" } && quotation.Tokens.Start >= 3 && _tables.Cues.LongestBefore(_tokens, quotation.Tokens.Start - 2, Math.Max(0, quotation.Tokens.Start - 6)) is { Value.IsBlocker: false });
        // "祝贺道「…」", "说“…”": the verb right before the mark.
        isLed = isLed || (before is { IsWord: true } && characters >= 8 && marks > 0 && _tables.Cues.LongestBefore(_tokens, quotation.Tokens.Start - 1, Math.Max(0, quotation.Tokens.Start - 5)) is { Value: { IsBlocker: false, TakesClause: true } });
        return isLed ? characters >= 6 : isWhole && (marks >= 1) && characters >= 6 && (before is null || before.Text is "。" or "，" or "”" or "」" or "？" or "！" || _text.SentenceOf(quotation.Tokens.Start).Tokens.Start >= quotation.Tokens.Start - 1);
    }

    // ---- sentences of the meeting and not of a speech

    private bool IsNarrative(TokenRange range)
    {
        for (var i = range.Start; i < Math.Min(range.End, range.Start + 3); i++)
        {
            if (_tokens[i].Fold is "会谈后" or "会见后" or "会谈前" or "会谈结束后" or "同日" or "当天" or "当日" or "当晚" or "此前" or "随后" or "会后" or "会晤后" or "当晚" or "会谈" or "会见" && i == range.Start && _tokens[Math.Min(i + 1, _tokens.Length - 1)].Fold is "后" or "前" or "结束")
                return true;
        }

        // "他只字未提此事": of the speaker and not by him.
        if (_actors.TopAt(range.Start) is { Form: MentionForm.Pronoun, Actors.Length: 1 })
            return true;
        var acts = false;
        for (var i = range.Start; i < range.End; i++)
        {
            if (_tokens[i].Fold is "陪同" or "在座" or "参加会见" or "出席仪式")
                acts = true;
            if (_tables.Frames.LongestAt(_tokens, i, range.End) is { Value: var rows } && rows.Any(r => r.Kind is "meeting" or "document" or "call" or "gathering" or "raise") && !HasModal(range.Start, i))
                acts = true;
            if (_tokens[i].Fold is "讨论" or "探讨" or "听取" && i + 1 < range.End && _tokens[i + 1].Fold is "了")
                acts = true;
            if (_tokens[i].Fold is "交换" && i + 2 < range.End && (_tokens[i + 1].Fold is "了" or "意见" or "看法"))
                acts = true;
        }

        // "国际货币基金组织9日拨付贷款": a dated act of somebody else.
        acts = acts || (IsDatedAct(range) && !_speaker.Any(a => _actors.Actors[a].Office?.Id == "spokesperson"));
        if (!acts)
            return false;
        // One who acts here by name, or both sides.
        return FirstSubject(range.Start, range.End) is { } subject && (subject.Actors.Length > 1 || (subject.Form == MentionForm.Name && IsDatedAct(range) && !_speaker.SequenceEqual(subject.Actors)) || (IsPersonal(subject) && !_speaker.SequenceEqual(subject.Actors)));
    }

    private bool IsDatedAct(TokenRange range)
    {
        if (HasModal(range.Start, range.End) || !_times.In(range).Any(t => t.IsDay && t.Tokens.Start < range.Start + 8))
            return false;
        for (var i = range.Start; i < range.End; i++)
        {
            if (_tables.Frames.LongestAt(_tokens, i, range.End) is { Value: [{ Type: not "NONE" }, ..] })
                return true;
        }

        return false;
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
            if (_tokens[i].Fold is not ("据" or "根据" or "从" or "按照" or "按" or "依据") || (_tokens[i].Fold == "从" && !Enumerable.Range(range.Start, i - range.Start).Any(t => _tokens[t].Fold is "记者" or "新华社")))
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
            var source = _tables.Attributions.LongestBefore(_tokens, comma, i + 1);
            if (last is "报道" or "消息" or "电" or "讯")
            {
                if (body.Actor >= 0)
                    _origins.Add(new FoundOrigin(body.Actor, _text.SpanOf(body.Tokens)));
                return null;
            }

            if (source is not { } words)
                return null;
            var content = Trim(new TokenRange(comma + 1, range.End));
            if (content.Length > 1)
                Add(StatementKind.Indirect, content, body is { Form: MentionForm.Pronoun, Actors.Length: 1 } && _last.Length == 1 ? _last : body.Actors, words.Tokens, [], "attribution");
            return new TokenRange(range.End, range.End);
        }

        // "世界气象组织报告显示，…": a body's paper, named without 据.
        if (_actors.TopAt(range.Start) is { Actor: >= 0 } author && author.Extent.Start == range.Start && _actors.Actors[author.Actor].Kind == ActorKind.Organization)
        {
            var end = author.Extent.End;
            while (end < Math.Min(range.End, author.Extent.End + 8) && _tokens[end].Text is not "，" and not "：")
                end++;
            if (end < range.End && end - author.Extent.End is > 1 and <= 8 && _tokens[end].Text is "，" or "：" && _tokens[end - 1].Fold is "显示" or "表明" or "数据显示" && Trim(new TokenRange(end + 1, range.End)) is { Length: > 1 } told)
            {
                Add(StatementKind.Indirect, told, author.Actors, new TokenRange(end - 1, end), [], "attribution");
                return new TokenRange(range.End, range.End);
            }
        }

        return null;
    }

    private TokenRange Trim(TokenRange range)
    {
        var (start, end) = (range.Start, range.End);
        while (start < end && !_tokens[start].IsWord && _tokens[start].Kind != TokenKind.Number && !(_tokens[start].Text is "“" or "「" or "《"))
            start++;
        while (end > start && _tokens[end - 1].Kind == TokenKind.Punctuation && !(_tokens[end - 1].Text is "”" or "」" or "》" or "）"))
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

        // "如果移民继续涌入，将关闭口岸": what would be done to another is a threat and no promise.
        if (acts.Contains("promise") && IsThreat(range))
            acts[acts.IndexOf("promise")] = "threaten";
        return acts.Count > 0 ? acts : weak;
    }

    private bool IsThreat(TokenRange range)
    {
        var words = _tables.EventWords["condition"];
        var condition = range.Start;
        while (condition < range.End && !(words.Has(_tokens[condition].Fold) && (condition == range.Start || !_tokens[condition - 1].IsWord)))
            condition++;
        for (var i = condition; i < range.End; i++)
        {
            if (_tables.Frames.LongestAt(_tokens, i, range.End) is { Value: var rows } && rows.Any(r => r.Type is "SANCTION" or "COERCE" or "ASSAULT" or "MOBILIZE"))
                return true;
        }

        return false;
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
                // "只要", "应邀": words of their own are cut whole; "应主席邀请" tells why; a side must do it.
                return words.End < range.End && _tokens[words.End].IsWord && !(word == "应" && Enumerable.Range(words.End, range.End - words.End).Any(i => IsAsking(_tokens[i].Fold)));
            case "同意" or "商定" or "决定" or "达成共识" or "达成一致" or "一致同意":
                // "鲁比奥说，两国政府同意…": the agreement of others is news.
                return SubjectOf(words.Start, range) is not { } agreeing || agreeing.Actors.Length > 1 && agreeing.Actors.Any(speakers.Contains) || _actors.PartiesOf(agreeing.Actors).Any(p => _actors.PartiesOf(speakers).Contains(p));
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
    /// <summary>What closes a dateline: "电", "专讯", "综合讯".</summary>
    public static bool IsMark(Token token) => token.Fold is "电" or "讯" or "日电" or "日讯" or "专电" or "专讯" or "综合讯" or "综合电" or "综讯" or "电讯";

    /// <summary>The sentence without its dateline.</summary>
    public static TokenRange After(Token[] tokens, Sentence sentence)
    {
        var range = sentence.Tokens;
        if (sentence.Paragraph > 2)
            return range;
        for (var i = range.Start; i < Math.Min(range.End, range.Start + 14); i++)
        {
            if (!IsMark(tokens[i]) || i == range.Start)
                continue;
            var next = i + 1;
            // "（本报新德里专讯）"
            if (next < range.End && tokens[next].Text is "）" or ")")
                return new TokenRange(next + 1, range.End);
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
