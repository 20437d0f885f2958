using System.Collections.Immutable;
using Readout.Actors;
using Readout.Commitments;
using Readout.Morphology;
using Readout.Statements;
using Readout.Syntax;
using Readout.Text;
using Readout.Time;

namespace Readout.Languages.En;

/// <summary>Finds commitments in English: "X will …", and infinitives under a word of undertaking.</summary>
internal sealed class EnglishCommitmentFinder(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, StatementLayer statements, LanguagePack pack)
{
    private readonly Token[] _tokens = text.Tokens;

    public static ImmutableArray<FoundCommitment> Find(
        SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, StatementLayer statements, LanguagePack pack)
    {
        if (actors.MainParties.Length < 2)
            return [];
        var finder = new EnglishCommitmentFinder(text, syntax, actors, times, statements, pack);
        var found = new List<FoundCommitment>();
        foreach (var sentence in text.Sentences)
        {
            if (text.IsInTitle(sentence.Tokens.Start))
                continue;
            for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
            {
                if (finder.At(i, sentence) is { } commitment && !found.Any(f => f.Evidence.Overlaps(commitment.Evidence) && (f.Action == commitment.Action || f.Evidence.Contains(commitment.Evidence) && commitment.Action == "other")))
                    found.Add(commitment);
            }
        }

        return [.. found];
    }

    private FoundCommitment? At(int i, Sentence sentence)
    {
        if (_tokens[i].Readings.Length == 0 || _tokens[i].Readings[0] is not { Class: WordClass.Verb, Form: VerbForm.Infinitive or VerbForm.NonPast } reading)
            return null;
        var clause = syntax.ClauseAt(i);
        foreach (var row in pack.Commitments.Of(_tokens[i]))
        {
            if (!Matches(row, i, sentence))
                continue;
            if (clause.Kind == ClauseKind.Subordinate && _tokens[clause.Tokens.Start].Fold is "if" or "when" or "unless" or "whether" || Negated(i, sentence))
                return null;
            Undertaking undertaking;
            var governor = -1;
            if (reading is { Form: VerbForm.NonPast, Aspects: Aspects.Perfective })
                undertaking = Undertaking.Pledged;
            else if (reading.Form == VerbForm.Infinitive && Governor(i, sentence) is { } governed)
                (undertaking, governor) = governed;
            else
                return null;
            if (undertaking == Undertaking.None)
                return null;
            var (by, who) = By(i, undertaking, governor, sentence);
            if (by.IsEmpty)
                return null;
            var start = governor >= 0 ? i : EnglishSubjects.Before(i, sentence.Tokens.Start, actors, syntax) is { } subject && subject.Extent.Start >= clause.Tokens.Start ? subject.Extent.Start : clause.Tokens.Start;
            var end = Math.Max(clause.Tokens.End, i + 1);
            while (end > i + 1 && !_tokens[end - 1].IsWord && _tokens[end - 1].Kind == TokenKind.Punctuation)
                end--;
            return new FoundCommitment(by, who, row.Action, Due(start, end), undertaking switch { Undertaking.Agreed => CommitmentStatus.Agreed, Undertaking.Decided => CommitmentStatus.Decided, _ => CommitmentStatus.Pledged }, text.SpanOf(new TokenRange(start, end)), $"commitments:{row.Line}");
        }

        return null;
    }

    private bool Negated(int i, Sentence sentence)
    {
        for (var t = Math.Max(sentence.Tokens.Start, i - 3); t < i; t++)
        {
            if (_tokens[t].Fold is "not" or "never" or "won't")
                return true;
        }

        return false;
    }

    private bool Matches(CommitmentRow row, int i, Sentence sentence)
    {
        var limit = Math.Min(sentence.Tokens.End, i + 12);
        for (var w = 1; w < row.Words.Length; w++)
        {
            if (!Enumerable.Range(i + 1, Math.Max(0, Math.Min(limit, i + 5) - i - 1)).Any(t => _tokens[t].Fold == row.Words[w] || _tokens[t].HasBase(row.Words[w])))
                return false;
        }

        return row.Object switch
        {
            "" => true,
            "person" => actors.In(new TokenRange(i + 1, Math.Min(limit, i + 5))).Any(m => m.Actor >= 0 && actors.Actors[m.Actor].Kind == ActorKind.Person),
            _ => Enumerable.Range(i + 1, Math.Max(0, limit - i - 1)).Any(t => pack.Frames.IsObject(row.Object, _tokens[t])),
        };
    }

    private (Undertaking, int)? Governor(int i, Sentence sentence)
    {
        for (var t = i - 1; t >= sentence.Tokens.Start && t > i - 22; t--)
        {
            foreach (var reading in _tokens[t].Readings)
            {
                if (pack.Commitments.Undertakings.TryGetValue(reading.Base, out var undertaking))
                    return (undertaking, t);
            }
        }

        return null;
    }

    private (ImmutableArray<string>, ImmutableArray<int>) By(int i, Undertaking undertaking, int governor, Sentence sentence)
    {
        var said = statements.Statements.LastOrDefault(s => s.Evidence.Start <= _tokens[i].Span.Start && s.Evidence.End >= _tokens[i].Span.End);
        if (EnglishSubjects.Before(governor >= 0 ? governor : i, sentence.Tokens.Start, actors, syntax) is { } subject && actors.PartiesOf(subject.Actors) is { Length: > 0 } parties)
            return (parties, subject.Actors);
        if (said is not null && actors.PartiesOf(said.Speakers) is { Length: > 0 } of)
            return (of, said.Speakers);
        return undertaking is Undertaking.Agreed or Undertaking.Decided ? (actors.MainParties, actors.Sides) : ([], []);
    }

    private string? Due(int start, int end)
    {
        foreach (var expression in times.In(new TokenRange(start, end)))
        {
            if (expression.Use is not (TimeUse.Frequency or TimeUse.Comparison or TimeUse.Name) && expression.Date is not null && !(times.Reference is { } day && expression.Date.To < day))
                return expression.Period;
        }

        return null;
    }
}
