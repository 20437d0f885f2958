using System.Collections.Immutable;
using Readout.Actors;
using Readout.Commitments;
using Readout.Statements;
using Readout.Text;
using Readout.Time;

namespace Readout.Languages.Zh;

/// <summary>Finds commitments in Chinese: a deed under 将, 决定, 商定 and the like, in the same clause or in one that goes on.</summary>
internal sealed class ChineseCommitmentFinder(SegmentedText text, ActorLayer actors, TimeLayer times, StatementLayer statements, ChineseTables tables)
{
    private readonly Token[] _tokens = text.Tokens;

    public static ImmutableArray<FoundCommitment> Find(SegmentedText text, ActorLayer actors, TimeLayer times, StatementLayer statements, ChineseTables tables)
    {
        if (actors.MainParties.Length < 2)
            return [];
        var finder = new ChineseCommitmentFinder(text, actors, times, statements, tables);
        var found = new List<FoundCommitment>();
        foreach (var sentence in text.Sentences)
        {
            if (!text.IsInTitle(sentence.Tokens.Start))
                finder.Read(ChineseDateline.After(finder._tokens, sentence), found);
        }

        return [.. found];
    }

    private void Read(TokenRange range, List<FoundCommitment> found)
    {
        // What the clause before undertook goes on where the next names neither a subject nor an undertaking of its own.
        (Undertaking Undertaking, ActorMention? Subject)? carried = null;
        for (var start = range.Start; start < range.End;)
        {
            var end = start;
            while (end < range.End && !ChineseSyntax.IsBreak(_tokens[end]))
                end++;
            var segment = new TokenRange(start, end);
            carried = Segment(segment, range, carried, found);
            start = end + 1;
        }
    }

    private (Undertaking, ActorMention?)? Segment(TokenRange segment, TokenRange range, (Undertaking Undertaking, ActorMention? Subject)? carried, List<FoundCommitment> found)
    {
        var subject = Subject(segment);
        if (Accepted(segment, range, subject) is { } accepted)
        {
            found.Add(accepted);
            return null;
        }

        var (own, at) = Undertaken(segment);
        if (own is null && (carried is null || (subject is not null && carried.Value.Undertaking is not (Undertaking.Agreed or Undertaking.Decided))))
            return subject is null ? carried : null;
        // "如果移民继续涌入，政府将关闭口岸": a threat.
        if (IsConditional(segment, range))
            return null;
        var undertaking = own ?? carried!.Value.Undertaking;
        var by = subject ?? (own is null || at == segment.Start || carried?.Undertaking is Undertaking.Agreed || _tokens[segment.Start].Fold is "其间" or "期间" or "届时" or "随后" or "此后" ? carried?.Subject : null) ?? Before(segment.Start, range);
        // "同意不再向前线增兵", "承诺停止发射": what is left undone.
        if (own is Undertaking.Agreed or Undertaking.Pledged or Undertaking.Decided && Enumerable.Range(segment.Start, segment.Length).Any(i => _tokens[i].Fold is "不再" or "放弃" or "暂不") && Refrained(segment, undertaking, by) is { } refrained)
        {
            found.Add(refrained);
            return (undertaking, by);
        }

        // "用于改造管网": what the money is for.
        if (own is null && _tokens[segment.Start].Fold is "用于" or "旨在" or "以便" or "用来" or "以")
            return (undertaking, by);
        for (var i = Math.Max(segment.Start, at); i < segment.End && undertaking != Undertaking.None; i++)
        {
            if (!_tokens[i].IsWord || tables.Deeds.LongestAt(_tokens, i, segment.End) is not { } hit)
                continue;
            var until = Next(hit.Tokens.End, segment.End);
            if (Commitment(hit, until > 0 ? segment with { End = until - 1 } : segment, undertaking, by) is { } commitment)
            {
                // "投资8500万欧元，兴建温室，2027年投产": one undertaking, due when the last of it is.
                if (own is null && subject is null && found.Count > 0 && found[^1] is { Action: "invest" or "build" or "finance" or "open" } begun && commitment.Action is "build" or "launch" or "open" && begun.Actors.SequenceEqual(commitment.Actors) && begun.Evidence.End <= commitment.Evidence.Start && commitment.Evidence.Start - begun.Evidence.End <= 1)
                {
                    found[^1] = begun with { Due = commitment.Due ?? begun.Due, Evidence = begun.Evidence with { End = commitment.Evidence.End } };
                }
                else if (!found.Exists(f => f.Evidence.Overlaps(commitment.Evidence)))
                {
                    found.Add(commitment);
                    if (commitment.Action == "visit")
                        (_visit, _visitAt, _visitIsLong) = (commitment.Due, segment.End, times.In(segment).Any(t => t.Period?.Contains("..", StringComparison.Ordinal) == true));
                }

                // "将出席会议并对秘鲁进行国事访问": the next deed of the clause stands after 并.
                if (Next(hit.Tokens.End, segment.End) is not (> 0 and var next))
                    break;
                segment = segment with { Start = next };
                i = next - 1;
                continue;
            }

            i = hit.Tokens.End - 1;
        }

        return (undertaking, by);
    }

    // "…邀请他访问，他愉快地接受了邀请": who accepts will come, to what he was invited to.
    private FoundCommitment? Accepted(TokenRange segment, TokenRange range, ActorMention? subject)
    {
        if (!Enumerable.Range(segment.Start, segment.Length).Any(i => tables.Acceptances.LongestAt(_tokens, i, segment.End) is not null || IsAcceptance(i, segment.End) || _tokens[i].Fold is "答应" or "同意" or "允诺" && i + 1 == segment.End || i > segment.Start && _tokens[i].Fold is "出席" or "参加" && i + 1 == segment.End && _tokens[i - 1].Fold is "将" or "会"))
            return null;
        var invited = new TokenRange(range.Start, segment.End);
        var invitation = Invitation(invited);
        // "…邀请他访问。总统当场应允。": invited in the sentence before.
        if (invitation < 0 && text.SentenceOf(range.Start) is { Index: > 0 } own && text.Sentences[own.Index - 1] is var before && before.Paragraph == own.Paragraph)
            (invited, invitation) = (new TokenRange(before.Tokens.Start, segment.End), Invitation(before.Tokens));
        // "总理欣然应允": whoever was invited.
        subject ??= invitation >= 0 ? actors.TopAt(Math.Min(invitation + 1, _tokens.Length - 1)) : null;
        if (invitation < 0 || subject is null || actors.PartiesOf(subject.Actors) is not { Length: > 0 } parties)
            return null;
        var isAttendance = Enumerable.Range(invited.Start, invited.Length).Any(i => _tokens[i].Fold is "出席" or "参加" or "与会");
        return new FoundCommitment(parties, subject.Actors, isAttendance ? "attend" : "visit", Due(segment) ?? Due(invited), CommitmentStatus.Agreed, text.SpanOf(segment), "accepted");
    }

    // Where the deed after 并 begins; 0 when none does.
    private int Next(int at, int end)
    {
        for (var i = at; i + 1 < end; i++)
        {
            if (_tokens[i].Fold is "并" or "并将" && Enumerable.Range(i + 1, end - i - 1).Any(t => _tokens[t].IsWord && tables.Deeds.LongestAt(_tokens, t, end) is not null))
                return i + 1;
        }

        return 0;
    }

    private bool IsConditional(TokenRange segment, TokenRange range)
    {
        var words = tables.EventWords["condition"];
        for (var i = range.Start; i < segment.Start; i++)
        {
            if (words.Has(_tokens[i].Fold) && (i == range.Start || !_tokens[i - 1].IsWord || statements.Statements.Any(s => s.Evidence.Start == _tokens[i].Span.Start)))
                return true;
        }

        return false;
    }

    private int Invitation(TokenRange range) => Enumerable.Range(range.Start, range.Length).FirstOrDefault(i => _tokens[i].Fold.EndsWith("邀请", StringComparison.Ordinal), -1);

    // "接受了访问埃及的邀请": what he is invited to stands between.
    private bool IsAcceptance(int at, int end) => _tokens[at].Fold is "接受" && Enumerable.Range(at + 1, Math.Max(0, Math.Min(end, at + 12) - at - 1)).Any(i => _tokens[i].Fold is "访问" or "出席" or "参加" or "出访" or "访华")
        && Enumerable.Range(at + 1, Math.Max(0, Math.Min(end, at + 14) - at - 1)).Any(i => _tokens[i].Fold is "邀请");

    // The last word of undertaking of the clause, and where it stands.
    private (Undertaking?, int) Undertaken(TokenRange segment)
    {
        (Undertaking?, int) last = (null, segment.Start);
        var isDone = false;
        for (var i = segment.Start; i < segment.End; i++)
        {
            if (!_tokens[i].IsWord || tables.Undertakings.LongestAt(_tokens, i, segment.End) is not { } hit)
            {
                isDone |= _tokens[i].IsWord && tables.Deeds.LongestAt(_tokens, i, segment.End) is not null;
                continue;
            }

            // "宣布放宽签证要求" decides it; "宣布过访问" only tells.
            if (_tokens[i].Fold == "宣布" && hit.Tokens.Length == 1 && (i + 1 >= segment.End || tables.Deeds.LongestAt(_tokens, i + 1, segment.End) is null))
                continue;
            // "举办电子商务对接会": a word in the name of what is done undoes nothing.
            if (isDone && (hit.Value == Undertaking.None || _tokens[i].Fold is "会"))
                continue;
            if (_tokens[i].Fold == "将" && IsDisposal(i, segment.End))
                continue;
            if (last.Item1 is null || last.Item1 is not Undertaking.None)
                last = (last.Item1 is Undertaking.Agreed or Undertaking.Decided && hit.Value == Undertaking.Pledged ? last.Item1 : hit.Value, last.Item1 is null ? hit.Tokens.End : last.Item2);
            i = hit.Tokens.End - 1;
        }

        return last;
    }

    private bool IsDisposal(int at, int end)
    {
        for (var i = at; i < end; i++)
        {
            if (_tokens[i].Fold is "提升为" or "提升至" or "提升到" or "升级为" or "列入" or "纳入" or "定位为")
                return true;
        }

        return false;
    }

    private FoundCommitment? Commitment(ChinesePhrases<ChineseDeed>.Hit hit, TokenRange segment, Undertaking undertaking, ActorMention? subject)
    {
        foreach (var (objectClass, action, row) in hit.Value.Rows)
        {
            if (objectClass.Length > 0 && tables.ObjectIn(objectClass, _tokens, hit.Tokens.End, Math.Min(segment.End, hit.Tokens.End + 20)) < 0
                && !(action is "hold" or "launch" && tables.ObjectIn(objectClass, _tokens, segment.Start, hit.Tokens.Start) >= 0))
                continue;
            // "投资金额超过44亿美元": a sum.
            if (objectClass.Length == 0 && hit.Tokens.End < segment.End && _tokens[hit.Tokens.End].Fold is "金额" or "总额" or "额" or "规模" or "合作" or "协议" or "环境" or "协定")
                continue;
            // "确保访问取得成功": a visit as a thing.
            if (action == "visit" && Enumerable.Range(hit.Tokens.End, Math.Min(3, segment.End - hit.Tokens.End)).Any(i => tables.EventWords["outcome"].Has(_tokens[i].Fold)))
                continue;
            // Readiness counts when a thing can be pointed at.
            if (undertaking == Undertaking.Ready && (objectClass.Length == 0 || action is "hold" && hit.Tokens.Length == 0))
                continue;
            var by = Host(hit.Tokens.Start, segment) ?? subject;
            var who = by is null ? Speakers(hit.Tokens.Start) : Together(by);
            var parties = actors.PartiesOf(who);
            if (parties.IsEmpty && (undertaking is Undertaking.Agreed or Undertaking.Decided || action == "hold" && tables.ObjectIn("gathering", _tokens, segment.Start, segment.End) >= 0))
                (parties, who) = (actors.MainParties, actors.Sides);
            if (parties.IsEmpty)
                return null;
            row.Touch();
            // "扩大从巴西进口咖啡": more is bought.
            var does = action == "expand" && Enumerable.Range(hit.Tokens.End, segment.End - hit.Tokens.End).FirstOrDefault(i => _tokens[i].Fold is "进口" or "采购" or "出口", -1) is >= 0 and var trade ? _tokens[trade].Fold == "出口" ? "supply" : "buy" : action;
            return new FoundCommitment(parties, who, does, Due(segment) ?? DueBefore(segment) ?? DuringVisit(segment) ?? (action is "hold" or "receive" or "attend" or "sign" or "visit" ? Agenda(segment) : null), undertaking switch { Undertaking.Agreed => CommitmentStatus.Agreed, Undertaking.Decided => CommitmentStatus.Decided, _ => CommitmentStatus.Pledged }, text.SpanOf(segment), row.Rule);
        }

        return null;
    }

    private FoundCommitment? Refrained(TokenRange segment, Undertaking undertaking, ActorMention? subject)
    {
        var who = subject is null ? actors.Sides : Together(subject);
        var parties = actors.PartiesOf(who);
        return parties.IsEmpty ? null : new FoundCommitment(parties, who, "other", Due(segment), undertaking switch { Undertaking.Agreed => CommitmentStatus.Agreed, Undertaking.Decided => CommitmentStatus.Decided, _ => CommitmentStatus.Pledged }, text.SpanOf(segment), "refrain");
    }

    // "捷克和法国同意": those who stand in a row do it together.
    private ImmutableArray<int> Together(ActorMention first)
    {
        var all = first.Actors;
        for (var end = first.Extent.End; end + 1 < _tokens.Length && _tokens[end].Text is "和" or "与" or "、" or "及" && actors.TopAt(end + 1) is { } next && next.Extent.Start == end + 1; end = next.Extent.End)
            all = all.AddRange(next.Actors.Where(a => !all.Contains(a)));
        return all;
    }

    // "由日本主办": the doer stands after 由.
    private ActorMention? Host(int verb, TokenRange segment)
    {
        for (var i = segment.Start; i < verb; i++)
        {
            if (_tokens[i].Fold == "由" && i + 1 < verb)
                return actors.TopAt(i + 1);
        }

        return null;
    }

    private ActorMention? Subject(TokenRange segment)
    {
        foreach (var mention in actors.In(segment))
        {
            var before = mention.Extent.Start > segment.Start ? _tokens[mention.Extent.Start - 1].Fold : "";
            if (before is "同" or "与" or "和" or "向" or "对" or "在" or "就" or "为" or "于" or "从" or "赴" or "应" or "据" or "由")
                continue;
            // "并在圣地亚哥主持两国磋商": what stands after the deed is no subject.
            return (mention.Extent.Start <= segment.Start + 4 && !Enumerable.Range(segment.Start, mention.Extent.Start - segment.Start).Any(i => tables.Deeds.LongestAt(_tokens, i, mention.Extent.Start) is not null)) || IsOpen(segment.Start, mention.Extent.Start) ? mention : null;
        }

        return null;
    }

    // Nothing but when and where stands before the subject.
    private bool IsOpen(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (_tokens[i].Readings is [{ Class: Morphology.WordClass.Verb }, ..] || _tokens[i].Fold is "同" or "与" or "将")
                return false;
        }

        return true;
    }

    // The subject of the sentence goes on; what a coverb governs is none.
    private ActorMention? Before(int at, TokenRange range) => Opening(at, range) ??
        actors.In(new TokenRange(range.Start, at)).FirstOrDefault(m => m.Extent.Start == range.Start || !(_tokens[m.Extent.Start - 1].Fold is "应" or "同" or "与" or "向" or "对" or "在" or "据" or "由" or "于" or "为" or "从"));

    // Who opens the nearest clause before: "毛宁说，中方已运送四批，第五批预计月底启运".
    private ActorMention? Opening(int at, TokenRange range)
    {
        for (var end = at - 1; end > range.Start;)
        {
            var start = end;
            while (start > range.Start && !ChineseSyntax.IsBreak(_tokens[start - 1]))
                start--;
            if (actors.TopAt(start) is { } opening && opening.Extent.Start == start)
                return opening;
            end = start - 1;
        }

        return null;
    }

    private ImmutableArray<int> Speakers(int token) =>
        statements.Statements.LastOrDefault(s => s.Evidence.Start <= _tokens[token].Span.Start && s.Evidence.End >= _tokens[token].Span.End)?.Speakers ?? [];

    private string? _visit;

    // "访问期间，…将会见…": in the month of the visit told before.
    private string? DuringVisit(TokenRange segment)
    {
        var start = text.SentenceOf(segment.Start).Tokens.Start;
        return _visit is { Length: >= 7 } && Enumerable.Range(start, Math.Min(5, segment.End - start)).Any(i => _tokens[i].Fold is "访问期间" or "期间" or "届时") ? _visit[..7] : null;
    }

    // "20日转往金边，与首相会谈", "将于20日至24日访问智利，并主持磋商": on the day of the visit told before the comma, or in its month.
    private string? Agenda(TokenRange segment)
    {
        var start = text.SentenceOf(segment.Start).Tokens.Start;
        if (_visit is null || _visitAt < start || segment.Start - _visitAt > 12)
            return null;
        return _visit.Length >= 7 && _visitIsLong ? _visit[..7] : _visit;
    }

    private int _visitAt = -1;
    private bool _visitIsLong;

    // "19日，他将前往港口": the day may stand in a clause of its own.
    private string? DueBefore(TokenRange segment)
    {
        var start = text.SentenceOf(segment.Start).Tokens.Start;
        var open = segment.Start - 1;
        while (open > start && !ChineseSyntax.IsBreak(_tokens[open - 1]))
            open--;
        var before = new TokenRange(open, Math.Max(open, segment.Start - 1));
        return before.Length > 0 && times.In(before).Any(t => t.Tokens.Start == before.Start && t.Tokens.End >= before.End - 1) ? Due(before) : null;
    }

    private string? Due(TokenRange segment)
    {
        foreach (var expression in times.In(segment))
        {
            if (expression.Use is TimeUse.Frequency or TimeUse.Comparison or TimeUse.Name || expression.Date is not { } date || (times.Reference is { } day && date.To < day))
                continue;
            // A visit of several days begins on the first of them.
            return expression.Period is { } period && period.IndexOf("..", StringComparison.Ordinal) is > 0 and var dots && date.Precision == DatePrecision.Day ? period[..dots] : expression.Period;
        }

        return null;
    }
}
