using System.Collections.Immutable;
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
    ImmutableArray<string> By, ImmutableArray<int> Actors, string Action, string? Due, CommitmentStatus Status, Span Evidence, string Rule);

/// <summary>Finds commitments: futures with a side as subject, and infinitives under a word of undertaking.</summary>
internal sealed class CommitmentFinder
{
    private readonly SegmentedText _text;
    private readonly SyntaxLayer _syntax;
    private readonly ActorLayer _actors;
    private readonly TimeLayer _times;
    private readonly StatementLayer _statements;
    private readonly CommitmentTable _table;
    private readonly FrameTable _objects;
    private readonly Token[] _tokens;

    private CommitmentFinder(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, StatementLayer statements, LanguagePack pack)
    {
        (_text, _syntax, _actors, _times, _statements, _table, _objects, _tokens) = (text, syntax, actors, times, statements, pack.Commitments, pack.Frames, text.Tokens);
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
                if (finder.At(i, sentence) is { } commitment && !found.Any(f => IsSame(f, commitment)))
                    found.Add(commitment);
            }
        }

        return [.. found];
    }

    private static bool IsSame(FoundCommitment a, FoundCommitment b) =>
        a.Evidence.Overlaps(b.Evidence) && (a.Action == b.Action || a.Evidence.Contains(b.Evidence) && b.Action == "other")
        || a.Action == b.Action && a.By.SequenceEqual(b.By) && a.Due == b.Due && a.Due is not null && a.Action is "visit" or "attend";

    private FoundCommitment? At(int i, Sentence sentence)
    {
        var token = _tokens[i];
        if (token.Readings.Length == 0)
            return null;
        var clause = _syntax.ClauseAt(i);
        foreach (var row in _table.Of(token))
        {
            if (!Matches(row, i, clause.Tokens))
                continue;
            var reading = token.Readings.FirstOrDefault(r => r.Class == WordClass.Verb, token.Readings[0]);
            var status = Undertaken(row, i, reading, clause, sentence);
            if (status is null)
                return null;
            if (clause.Kind == ClauseKind.Subordinate && _tokens[clause.Tokens.Start].Fold is "если" or "когда" or "чтобы")
                return null;
            if (i > 0 && _tokens[i - 1].Fold == "не")
                return null;
            var (by, actors) = By(i, reading, status.Value.Undertaking, clause, sentence);
            if (by.Length == 0)
                return null;
            var start = Math.Min(i, StartOf(i, clause, status.Value.Governor));
            var end = EndOf(i, clause, sentence);
            row.Row.Touch();
            return new FoundCommitment(by, actors, row.Action, Due(start, end, clause), StatusOf(status.Value.Undertaking), _text.SpanOf(new TokenRange(start, end)), row.Row.Rule);
        }

        return null;
    }

    private bool Matches(CommitmentRow row, int i, TokenRange clause)
    {
        for (var w = 1; w < row.Words.Length; w++)
        {
            var found = false;
            for (var t = Math.Max(clause.Start, i - 5); t < Math.Min(clause.End, i + 7) && !found; t++)
                found = t != i && (_tokens[t].Fold == row.Words[w] || _tokens[t].HasBase(row.Words[w]));
            if (!found)
                return false;
        }

        switch (row.Object)
        {
            case "":
                return true;
            case "person":
                return _actors.In(clause).Any(m => m.Actor >= 0 && _actors.Actors[m.Actor].Kind == ActorKind.Person && (m.Cases & Cases.Accusative) != 0 && (m.Cases & Cases.Nominative) == 0);
            case "created":
                return Near("body", i, clause) || Near("facility", i, clause);
            default:
                return Near(row.Object, i, clause);
        }
    }

    private bool Near(string objectClass, int i, TokenRange clause)
    {
        for (var t = Math.Max(clause.Start, i - 10); t < Math.Min(clause.End, i + 13); t++)
        {
            if (t != i && (_objects.IsObject(objectClass, _tokens[t]) || (objectClass == "planned" && (_tokens[t].HasBase("запланировать") || _tokens[t].HasBase("наметить") || _tokens[t].HasBase("планироваться")))))
                return true;
        }

        return false;
    }

    // Whether the verb is undertaken here, and the token that says so (-1 for a plain future).
    private (Undertaking Undertaking, int Governor)? Undertaken(CommitmentRow row, int i, WordReading reading, Clause clause, Sentence sentence)
    {
        if (row.Words.Length > 1 && row.Words[^1] == "приглашение" && reading.Form == VerbForm.Past)
            return (Undertaking.Agreed, -1);
        if (reading.Class == WordClass.Noun)
            return row.Object == "planned" ? (Undertaking.Decided, -1) : null;
        if (reading is { Class: WordClass.Verb, Form: VerbForm.NonPast, Aspects: not Aspects.Imperfective, Person: 3 or 1 })
            return Governor(clause.Tokens.Start, i) is { Item1: Undertaking.None } ? null : (Undertaking.Pledged, -1);
        if (reading is { Class: WordClass.Verb, Form: VerbForm.Infinitive })
        {
            // "будем поставлять": the analytic future of the speaker.
            for (var t = Math.Max(clause.Tokens.Start, i - 3); t < i; t++)
            {
                if (_tokens[t].Fold is "будем" or "будет" or "будут")
                    return (Undertaking.Pledged, t);
            }

            var governor = Governor(sentence.Tokens.Start, i);
            if (governor is null || governor.Value.Item1 == Undertaking.None || (governor.Value.Item1 == Undertaking.Ready && !row.IsWeak && row.Action is not ("open" or "build" or "hold" or "receive" or "send" or "finance")))
                return null;
            return governor;
        }

        // "будет открыт", "решено построить" have their own forms; a past participle alone is done, not promised.
        if (reading is { Class: WordClass.Participle, IsShort: true } || token(i))
        {
            for (var t = Math.Max(clause.Tokens.Start, i - 4); t < i; t++)
            {
                if (_tokens[t].Fold is "будет" or "будут")
                    return (Undertaking.Pledged, t);
            }
        }

        return null;

        bool token(int at) => _tokens[at].Readings.Any(r => r is { Class: WordClass.Participle, IsShort: true });
    }

    private (Undertaking, int)? Governor(int start, int i)
    {
        for (var t = i - 1; t >= start && t > i - 26; t--)
        {
            foreach (var reading in _tokens[t].Readings)
            {
                if (_table.Undertakings.TryGetValue(reading.Base, out var undertaking))
                    return (undertaking, t);
            }
        }

        return null;
    }

    private (ImmutableArray<string> By, ImmutableArray<int> Actors) By(int i, WordReading reading, Undertaking undertaking, Clause clause, Sentence sentence)
    {
        var statement = _statements.Statements.LastOrDefault(s => s.Evidence.Start <= _tokens[i].Span.Start && s.Evidence.End >= _tokens[i].Span.End);
        if (reading.Person == 1)
        {
            var together = false;
            for (var t = clause.Tokens.Start; t < clause.Tokens.End; t++)
                together |= _tokens[t].Fold is "вместе" or "совместно" or "вами";
            if (statement is null)
                return ([], []);
            return together ? (_actors.MainParties, []) : (_actors.PartiesOf(statement.Speakers), statement.Speakers);
        }

        // "Приглашение принято": by the one who accepts.
        if (reading.Base == "принять" && undertaking == Undertaking.Agreed && statement is { Speakers.Length: 1 })
            return (_actors.PartiesOf(statement.Speakers), statement.Speakers);
        if (undertaking is Undertaking.Agreed or Undertaking.Decided && Subject(clause, i) is not { Length: 1 })
            return (_actors.MainParties, _actors.Sides);
        if (Subject(clause, i) is { Length: > 0 } subject && _actors.PartiesOf(subject) is { Length: > 0 } parties)
            return (parties, subject);
        foreach (var earlier in _syntax.ClausesOf(sentence).Where(c => c.Tokens.End <= clause.Tokens.Start).Reverse())
        {
            if (Subject(earlier, earlier.Predicate) is { Length: > 0 } before && _actors.PartiesOf(before) is { Length: > 0 } sides)
                return (sides, before);
        }

        if (statement is { Speakers.Length: 1 })
            return (_actors.PartiesOf(statement.Speakers), statement.Speakers);
        return (_actors.MainParties, []);
    }

    private ImmutableArray<int> Subject(Clause clause, int verb)
    {
        ActorMention? best = null;
        foreach (var mention in _actors.In(clause.Tokens))
        {
            if ((mention.Cases & Cases.Nominative) != 0 && _syntax.PrepositionOf[mention.Extent.Start] is null && (best is null || Distance(mention, verb) < Distance(best, verb)))
                best = mention;
        }

        return best?.Actors ?? [];
    }

    // "Кисида намерен посетить Казахстан": what stands after the verb and may be its object is a subject only when nothing else is.
    private static int Distance(ActorMention mention, int verb) => mention.Extent.Start < verb
        ? verb - mention.Extent.Start
        : mention.Extent.Start - verb + ((mention.Cases & Cases.Accusative) != 0 ? 40 : 0);

    private int StartOf(int i, Clause clause, int governor)
    {
        if (governor >= 0)
            return Math.Min(i, governor + 1);
        return clause.Tokens.Start < i && clause.Tokens.Length < 30 ? FirstWord(clause.Tokens.Start, i) : i;
    }

    private int FirstWord(int start, int limit)
    {
        while (start < limit && (!_tokens[start].IsWord || _tokens[start].Fold is "и" or "а" or "но" or "что" or "также"))
            start++;
        return start;
    }

    private int EndOf(int i, Clause clause, Sentence sentence)
    {
        var end = Math.Max(clause.Tokens.End, i + 1);
        while (end > i + 1 && !_tokens[end - 1].IsWord && _tokens[end - 1].Text is "." or "," or ";" or "–" or "—" or "»" or "\"")
            end--;
        return Math.Min(end, sentence.Tokens.End);
    }

    private string? Due(int start, int end, Clause clause)
    {
        TimeExpression? best = null;
        foreach (var expression in _times.In(new TokenRange(Math.Min(start, clause.Tokens.Start), Math.Max(end, clause.Tokens.End))))
        {
            if (expression.Use is TimeUse.Frequency or TimeUse.Comparison or TimeUse.Name || expression.Date is null || (_times.Reference is { } reference && expression.Date.To < reference))
                continue;
            if (best is null || (expression.Use == TimeUse.Deadline && best.Use != TimeUse.Deadline))
                best = expression;
        }

        return best?.Period;
    }

    private static CommitmentStatus StatusOf(Undertaking undertaking) => undertaking switch
    {
        Undertaking.Agreed => CommitmentStatus.Agreed,
        Undertaking.Decided => CommitmentStatus.Decided,
        _ => CommitmentStatus.Pledged,
    };
}
