using System.Collections.Immutable;
using System.Globalization;
using Readout.Actors;
using Readout.Events;
using Readout.Morphology;
using Readout.Statements;
using Readout.Syntax;
using Readout.Text;
using Readout.Time;

namespace Readout.Commitments;

/// <summary>What a side is to do, before it is written into the record.</summary>
internal sealed record FoundCommitment(
    ImmutableArray<string> By, ImmutableArray<int> Actors, string Action, string? Due, CommitmentStatus Status, Span Evidence, string Rule)
{
    /// <summary>An invitation that was accepted.</summary>
    public bool IsAccepted { get; init; }
}

/// <summary>Finds commitments over propositions: futures of what a side does, and infinitives and nouns of action under a word of undertaking.</summary>
internal sealed class CommitmentFinder
{
    private readonly SegmentedText _text;
    private readonly SyntaxLayer _syntax;
    private readonly ActorLayer _actors;
    private readonly TimeLayer _times;
    private readonly StatementLayer _statements;
    private readonly CommitmentTable _table;
    private readonly FrameTable _frames;
    private readonly CasePropositions _propositions;
    private readonly FrameMatcher _matcher;
    private readonly Func<int, bool> _tells;
    private readonly Token[] _tokens;

    private CommitmentFinder(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, StatementLayer statements, LanguagePack pack)
    {
        (_text, _syntax, _actors, _times, _statements, _table, _frames, _tokens) = (text, syntax, actors, times, statements, pack.Commitments, pack.Frames, text.Tokens);
        _propositions = new CasePropositions(text, syntax, actors);
        _matcher = new FrameMatcher(text, syntax, times, _propositions, _frames);
        _tells = t => _actors.TopAt(t) is null && UndertakingOf(t) is not null;
    }

    public static ImmutableArray<FoundCommitment> Find(
        SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, StatementLayer statements, LanguagePack pack)
    {
        var finder = new CommitmentFinder(text, syntax, actors, times, statements, pack);
        var found = new List<FoundCommitment>();
        if (actors.MainParties.Length == 0)
            return [];
        foreach (var sentence in text.Sentences)
        {
            if (text.IsInTitle(sentence.Tokens.Start))
                continue;
            for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
            {
                if (finder.At(i, sentence) is { } commitment && !finder.CompletesLast(found, commitment) && !found.Any(f => finder.IsSame(f, commitment)))
                    found.Add(commitment);
            }
        }

        return [.. found];
    }

    private bool IsSame(FoundCommitment a, FoundCommitment b) =>
        a.Evidence.Overlaps(b.Evidence) && (a.Action == b.Action || a.Action == "continue" || a.Evidence.Contains(b.Evidence) && b.Action == "other")
        || a.Action == b.Action && a.By.SequenceEqual(b.By) && a.Due == b.Due && a.Due is not null && (a.Action is "visit" or "attend" || SharesObject(a, b));

    // "Приглашение принято, визит намечен на апрель": one promise, and its day.
    private bool CompletesLast(List<FoundCommitment> found, FoundCommitment next)
    {
        // "Встречу решено | провести в мае": its noun and its verb.
        if (found.Count > 0 && found[^1] is { Due: null } noun && noun.Action == next.Action && noun.By.SequenceEqual(next.By) && next.Evidence.Start - noun.Evidence.End is >= 0 and <= 2 && noun.Status == next.Status)
        {
            found[^1] = noun with { Due = next.Due, Evidence = new Span(noun.Evidence.Start, next.Evidence.End) };
            return true;
        }

        if (next.Action != "visit" || next.Due is null || found.Count == 0 || found[^1] is not { Action: "visit", Due: null } last || !last.IsAccepted || next.Evidence.Start - last.Evidence.End is < 0 or > 40)
            return false;
        found[^1] = last with { Due = next.Due, Evidence = new Span(last.Evidence.Start, next.Evidence.End) };
        return true;
    }

    // "договорились провести заседание 27 июня … «заседание запланировано на 27 июня»": told again.
    private bool SharesObject(FoundCommitment a, FoundCommitment b)
    {
        var told = NounsOf(a);
        return NounsOf(b).Count(told.Contains) >= 2;
    }

    private HashSet<string> NounsOf(FoundCommitment commitment)
    {
        var nouns = new HashSet<string>(StringComparer.Ordinal);
        foreach (var token in _tokens)
        {
            if (token.Span.Start >= commitment.Evidence.Start && token.Span.End <= commitment.Evidence.End && token.Readings is [{ Class: WordClass.Noun } noun, ..] && _times.At(token.Index) is null && _actors.TopAt(token.Index) is null)
                nouns.Add(noun.Base);
        }

        return nouns;
    }

    private FoundCommitment? At(int i, Sentence sentence)
    {
        if (_tokens[i].Readings.Length == 0 || _actors.TopAt(i) is { Form: MentionForm.Name } name && name.Tokens.Contains(i))
            return null;
        var isVerbal = _propositions.IsVerbal(i);
        Scope? scope = null;
        foreach (var row in _table.Of(_tokens[i]))
        {
            if (row.Words[0] != _tokens[i].Readings[0].Base || isVerbal == row.IsNoun)
                continue;
            scope ??= _propositions.ScopeOf(i);
            if (!Matches(row, i, scope.Value))
                continue;
            row.Row.Touch();
            return _matcher.IsBlocked(i, scope.Value) && (row.Words.Length == 1 || row.Action == "ease") ? null : Make(row, i, scope.Value, sentence);
        }

        return null;
    }

    private bool Matches(CommitmentRow row, int i, Scope scope)
    {
        if (_matcher.Words(row.Words.AsSpan(), i, scope) is null)
            return false;
        foreach (var objectClass in row.Objects)
        {
            if (objectClass == "person" ? HasGuest(scope) : _matcher.Object(objectClass, i, scope, row.Action is "attend" or "expand" ? FrameMatcher.Place.AsSpan() : row.Action == "join" ? FrameMatcher.Joined.AsSpan() : []) >= 0)
                return true;
        }

        return row.Objects.IsEmpty;
    }

    private bool HasGuest(Scope scope) =>
        _actors.In(scope.Own).Any(m => m.Actor >= 0 && _actors.Actors[m.Actor].Kind == ActorKind.Person && (m.Cases & Cases.Accusative) != 0 && (m.Cases & Cases.Nominative) == 0 && _syntax.PrepositionOf[m.Extent.Start] is null);

    private FoundCommitment? Make(CommitmentRow row, int i, Scope scope, Sentence sentence)
    {
        // "где пройдёт встреча, решат позже"
        if (_propositions.IsAsked(i) || _propositions.IsConditional(i))
            return null;
        // "если введут", "чтобы построить": supposed or wished.
        var clause = _syntax.ClauseAt(i);
        if (clause.Kind == ClauseKind.Subordinate && _tokens[clause.Tokens.Start].Fold is "если" or "когда" or "чтобы" || (i > 0 && _tokens[i - 1].Fold == "не"))
            return null;
        if (Undertaken(row, i) is not var (undertaking, governor) || undertaking == Undertaking.None)
            return null;
        if (undertaking == Undertaking.Ready && !row.IsWeak)
            return null;
        var (by, who) = By(row, i, undertaking, governor, scope);
        if (by.IsEmpty)
            return null;
        var evidence = Evidence(i, governor, scope, sentence);
        if (row.Words[^1] == "приглашение" && Accepted(i, evidence) is { } whole)
            return new FoundCommitment(by, who, _matcher.Object("occasion", whole.End - 1, new Scope(whole, default, default), FrameMatcher.Place.AsSpan()) >= 0 ? "attend" : row.Action, Due(whole, scope), CommitmentStatus.Agreed, _text.SpanOf(whole), row.Row.Rule) { IsAccepted = true };
        return new FoundCommitment(by, who, row.Action, Due(evidence, scope), undertaking switch { Undertaking.Agreed => CommitmentStatus.Agreed, Undertaking.Decided => CommitmentStatus.Decided, _ => CommitmentStatus.Pledged }, _text.SpanOf(evidence), row.Row.Rule) { IsAccepted = row.Words[^1] == "приглашение" };
    }

    // "принял приглашение приехать в мае": the act that one is invited to belongs to it.
    private TokenRange? Accepted(int i, TokenRange evidence)
    {
        var clause = _syntax.ClauseAt(i).Tokens;
        for (var t = evidence.End; t < Math.Min(clause.End, evidence.End + 4); t++)
        {
            if (!_propositions.IsInfinitive(t))
                continue;
            var end = Math.Max(evidence.End, _propositions.ScopeOf(t).Own.End);
            while (end > t + 1 && !_tokens[end - 1].IsWord && _tokens[end - 1].Text is "." or "," or ";" or "–" or "—" or "-")
                end--;
            return new TokenRange(evidence.Start, end);
        }

        return null;
    }

    // ---- whether it is undertaken

    // The undertaking and the word that says so (-1 for a plain future); null when nothing undertakes it.
    private (Undertaking, int)? Undertaken(CommitmentRow row, int i)
    {
        var reading = _tokens[i].Readings[0];
        if (row.Words[^1] == "приглашение")
            return reading.Form == VerbForm.Past ? (Undertaking.Agreed, -1) : null;
        if (row.IsSettled)
            return reading is { Class: WordClass.Participle, IsShort: false } ? null : reading.Form == VerbForm.Infinitive ? Governed(i, 0) : (Undertaking.Decided, -1);
        if (row.IsNoun)
            // "с участием министра", "путём переговоров": the manner of something else.
            return _matcher.IsByTheWay(i) || _syntax.PrepositionOf[i] is "с" or "со" || (i > 0 && _tokens[i - 1].Fold == "путем") || _matcher.IsOfAnother(i, t => UndertakingOf(t) is not null) ? null : Governed(i, 0);
        if (reading is { Class: WordClass.Verb, Form: VerbForm.Infinitive })
            return FutureBefore(i) is >= 0 and var future ? (Undertaking.Pledged, future) : Governed(i, 0);
        // "завод, который начнёт выпуск": said by the way.
        if (_syntax.ClauseAt(i).Kind == ClauseKind.Relative)
            return null;
        if (reading is { Class: WordClass.Verb, Form: VerbForm.NonPast, Aspects: not Aspects.Imperfective, Person: 3 or 1 })
            return _propositions.Governing(i) is { } above && Wished(above) ? null : (Undertaking.Pledged, -1);
        // "будет открыт": a past participle alone is done, not promised.
        return reading is { Class: WordClass.Participle, IsShort: true } && FutureBefore(i) >= 0 ? (Undertaking.Pledged, -1) : null;
    }

    private int FutureBefore(int i)
    {
        for (var t = i - 1; t >= _syntax.ClauseAt(i).Tokens.Start && t > i - 6; t--)
        {
            // "не будет отправлять": that it will not be done.
            if (_tokens[t].Fold is "будет" or "будут" or "будем")
                return t > 0 && _tokens[t - 1].Fold == "не" ? -1 : t;
            if (_propositions.IsVerbal(t) && !_propositions.IsAttribute(t))
                break;
        }

        return -1;
    }

    private (Undertaking, int)? Governed(int i, int depth)
    {
        var governor = _propositions.Governor(i, _tells);
        if (governor < 0 || depth > 3)
            return null;
        if (UndertakingOf(governor) is { } own)
        {
            // "причина – решение правительства предоставить": a noun undertakes where a verb says that it was taken.
            if (own != Undertaking.None && _tokens[governor].Readings[0].Class == WordClass.Noun && !HasVerbBefore(governor))
                return null;
            // "не договорились", "отказался обещать"
            if (governor > 0 && _tokens[governor - 1].Fold == "не")
                return null;
            // "предложил подготовить план": what hangs on it is as wished as it is itself.
            if (own != Undertaking.None && (_propositions.IsInfinitive(governor) || !_propositions.IsVerbal(governor)) && _propositions.Governor(governor, _tells) is >= 0 and var above && UndertakingOf(above) == Undertaking.None)
                return (Undertaking.None, above);
            return (own, governor);
        }

        if (!_propositions.IsVerbal(governor))
            return null;
        if (_propositions.IsInfinitive(governor))
            return governor == i - 1 && _table.Of(_tokens[governor]).Any() ? null : Governed(governor, depth + 1);
        // "состоится подписание": the light verb's future.
        return _frames.IsLight(_tokens[governor].Readings[0].Base) && _tokens[governor].Readings[0] is { Class: WordClass.Verb, Form: VerbForm.NonPast, Aspects: not Aspects.Imperfective } ? (Undertaking.Decided, -1) : null;
    }

    private bool HasVerbBefore(int noun)
    {
        for (var t = noun - 1; t >= _text.SentenceOf(noun).Tokens.Start && t > noun - 7; t--)
        {
            if (_propositions.IsVerbal(t) && !_propositions.IsAttribute(t))
                return true;
        }

        return false;
    }

    private bool Wished(Clause clause)
    {
        for (var t = clause.Tokens.Start; t < clause.Tokens.End; t++)
        {
            if (UndertakingOf(t) == Undertaking.None)
                return true;
        }

        return false;
    }

    private Undertaking? UndertakingOf(int t)
    {
        foreach (ref readonly var reading in _tokens[t].Readings.AsSpan())
        {
            if (_table.Undertakings.TryGetValue(reading.Base, out var undertaking))
                return undertaking;
        }

        return null;
    }

    // ---- who is to do it

    private (ImmutableArray<string> By, ImmutableArray<int> Actors) By(CommitmentRow row, int i, Undertaking undertaking, int governor, Scope scope)
    {
        // "согласилась построить", "дал согласие": agreed, but it is one side that will do it.
        var isJoint = undertaking == Undertaking.Agreed && !(governor >= 0 && (_tokens[governor].HasBase("согласие") || _tokens[governor].HasBase("согласиться")));
        var statement = _statements.Statements.LastOrDefault(s => s.Evidence.Start <= _tokens[i].Span.Start && s.Evidence.End >= _tokens[i].Span.End);
        if (_tokens[i].Readings[0].Person == 1)
        {
            if (statement is null)
                return ([], []);
            var together = false;
            for (var t = scope.Own.Start; t < scope.Own.End; t++)
                together |= _tokens[t].Fold is "вместе" or "совместно" or "вами";
            return together ? (_actors.MainParties, []) : (_actors.PartiesOf(statement.Speakers), statement.Speakers);
        }

        // "намечен визит президента": whose visit it is.
        var agents = (row.Objects is ["trip"] && _matcher.Object("trip", i, scope) is >= 0 and var trip ? _propositions.Genitives(trip) : _propositions.Agents(i, _tells)).SelectMany(m => m.Actors).ToList();
        // Talks are held, and documents signed, by those who are named with them too.
        if (row.Action is "hold" or "sign")
            agents.AddRange(_actors.In(scope.Own).Where(m => _syntax.PrepositionOf[m.Extent.Start] is "с" or "со" or "между" && (m.Cases & Cases.Instrumental) != 0 && m.Actors.Any(a => _actors.Actors[a].Kind != ActorKind.Organization)).SelectMany(m => m.Actors));
        // "В Минск приедет делегация Вьетнама", "откроют консульство Перу": whose it is.
        if (agents.Count == 0 && _propositions.IsVerbal(i) && !_propositions.IsInfinitive(i) && _propositions.ThingJoined(i) is >= 0 and var thing)
        {
            // Cargo visits nobody.
            if (row.Action == "visit" && row.Words[^1] != "приглашение" && !_frames.IsObject("delegation", _tokens[thing]) && !_frames.IsObject("team", _tokens[thing]) && !_frames.IsObject("medic", _tokens[thing]) && !_frames.IsObject("trip", _tokens[thing]))
                return ([], []);
            if (row.Words[^1] != "приглашение")
                agents.AddRange(_propositions.Genitives(thing).SelectMany(m => m.Actors));
        }

        if (agents.Count == 0 && row.Action == "open" && _matcher.Object("mission", i, scope) is >= 0 and var mission)
            agents.AddRange(_actors.TopAt(mission) is { } embassy ? embassy.Actors : _propositions.Genitives(mission).SelectMany(m => m.Actors));
        if (agents.Count == 0 && Dropped(i) is { } before)
            agents.AddRange(before.Actors);
        // "пройдёт заседание Совета глав государств – членов ШОС": others' sittings are no promise of the sides.
        if (row.Action == "hold" && agents.Count == 0 && _actors.In(scope.Own).Any(m => m.Actor >= 0 && _actors.Actors[m.Actor] is { Kind: ActorKind.Organization, IsBilateralBody: false, Ref: not null }) && !_actors.In(scope.Own).Any(m => m.Actors.Any(a => _actors.Actors[a].Kind != ActorKind.Organization)))
            return ([], []);
        ImmutableArray<int> who = [.. agents.Distinct()];
        var parties = _actors.PartiesOf(who);
        var main = _actors.MainParties;
        if (parties.Length > 0)
        {
            // "министры Армении, Грузии и Азербайджана договорились провести": all who are named.
            if (undertaking == Undertaking.Agreed && row.Words[^1] != "приглашение" && _actors.PartiesOf(_actors.In(new TokenRange(_syntax.ClauseAt(i).Tokens.Start, i), withNested: true).Where(m => m.Actor >= 0 && _actors.Actors[m.Actor].Kind == ActorKind.State).SelectMany(m => m.Actors)) is { Length: > 2 } all && all.Contains(parties[0]))
                return (all, who);
            // "министр договорился открыть": agreed with the other side.
            if (isJoint && row.Words[^1] != "приглашение" && parties.Length == 1 && main.Length == 2 && main.Contains(parties[0]))
                return (main, _actors.Sides);
            // "лидеры Казахстана и России подпишут": both.
            if (parties.Length == 1 && main.Length == 2 && main.Contains(parties[0]) && row.Action is "sign" or "hold" or "launch" or "open" && _tokens[i].Readings[0].Numbers == Numbers.Plural && _actors.PartiesOf(_actors.In(new TokenRange(scope.Own.Start, Math.Max(scope.Own.Start, i)), withNested: true).SelectMany(m => m.Actors)).Contains(main.First(p => p != parties[0])))
                return (main, _actors.Sides);
            return (parties, who);
        }

        // "подтвердили участие сто стран": nobody that the text names.
        if (row is { Action: "attend", IsNoun: true })
            return ([], []);
        // "пригласил спикера в Москву. Приглашение принято": by him who was invited.
        if (row.Words[^1] == "приглашение" && agents.Count == 0 && main.Length == 2 && Inviter(i) is { } inviter && main.Contains(inviter))
            return ([main.First(p => p != inviter)], []);
        if (row.Words[^1] == "приглашение" && statement is { Speakers.Length: 1 })
            return (_actors.PartiesOf(statement.Speakers), statement.Speakers);
        // "заявил, что страна запустит": his own.
        if (statement is { Speakers.Length: 1 } && agents.Count == 0 && _propositions.Thing(i) is >= 0 and var country && (_tokens[country].HasBase("страна") || _tokens[country].HasBase("государство") || _tokens[country].HasBase("правительство") || _tokens[country].HasBase("республика")) && _actors.PartiesOf(statement.Speakers) is { Length: > 0 } his)
            return (his, statement.Speakers);
        if (undertaking is Undertaking.Agreed or Undertaking.Decided || _propositions.IsPassive(i) || row.Action is "hold" or "open" or "launch" or "sign")
            return (main, _actors.Sides);
        if (statement is { Speakers.Length: 1 } && _actors.PartiesOf(statement.Speakers) is { Length: > 0 } own)
            return (own, statement.Speakers);
        return (main, []);
    }

    // The party of him who invited in the sentences before, in the same paragraph; null when nobody did.
    private string? Inviter(int i)
    {
        var paragraph = _text.SentenceOf(i).Paragraph;
        for (var t = i - 1; t >= 0 && _text.SentenceOf(t).Paragraph == paragraph; t--)
        {
            if (_propositions.IsVerbal(t) && (_tokens[t].HasBase("пригласить") || _tokens[t].HasBase("приглашать")))
                return _actors.PartiesOf(_propositions.Agents(t, _tells).SelectMany(m => m.Actors)) is [var party] ? party : null;
        }

        return null;
    }

    // "Затем примет участие в форуме": who was spoken of last.
    private ActorMention? Dropped(int i)
    {
        if (_tokens[i].Readings[0] is not { Class: WordClass.Verb, Form: VerbForm.NonPast, Numbers: Numbers.Singular } || _propositions.Thing(i) >= 0)
            return null;
        var paragraph = _text.SentenceOf(i).Paragraph;
        return _actors.Mentions.LastOrDefault(m => !m.IsNested && m.Extent.End <= i && _text.SentenceOf(m.Extent.Start).Paragraph == paragraph && (m.Cases & Cases.Nominative) != 0 && _syntax.PrepositionOf[m.Extent.Start] is null
            && m.Actor >= 0 && _actors.Actors[m.Actor].Kind == ActorKind.Person);
    }

    // ---- the words that say it

    private TokenRange Evidence(int i, int governor, Scope scope, Sentence sentence)
    {
        var start = governor >= 0 ? Math.Min(i, governor + 1) : Math.Min(i, scope.Own.Length < 34 ? scope.Own.Start : i);
        if (governor < 0 && scope.Shared.Length > 0)
            start = Math.Min(i, scope.Own.Start);
        while (start < i && (!_tokens[start].IsWord && _tokens[start].Kind != TokenKind.Number || _tokens[start].Fold is "и" or "а" or "но" or "что" or "также"))
            start++;
        var end = Math.Min(Math.Max(scope.Own.End, i + 1), sentence.Tokens.End);
        while (end > i + 1 && !_tokens[end - 1].IsWord && _tokens[end - 1].Text is "." or "," or ";" or "–" or "—" or "»" or "\"" or "-" or "”")
            end--;
        return new TokenRange(start, end);
    }

    private string? Due(TokenRange evidence, Scope scope)
    {
        TimeExpression? best = null;
        foreach (var expression in _times.Expressions)
        {
            if (!(evidence.Contains(expression.Tokens.End - 1) || scope.Contains(expression.Tokens.End - 1)) || expression.Use is TimeUse.Frequency or TimeUse.Comparison or TimeUse.Name || expression.Date is null || (_times.Reference is { } reference && expression.Date.To < reference))
                continue;
            if (best is null || (expression.Use == TimeUse.Deadline && best.Use != TimeUse.Deadline))
                best = expression;
        }

        // A visit of several days is due on its first.
        return best is { IsDay: false, Date: { Precision: DatePrecision.Day } days } ? days.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : best?.Period;
    }
}
