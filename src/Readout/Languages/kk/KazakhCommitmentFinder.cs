using System.Collections.Immutable;
using Readout.Actors;
using Readout.Commitments;
using Readout.Statements;
using Readout.Syntax;
using Readout.Text;
using Readout.Time;

namespace Readout.Languages.Kk;

/// <summary>Finds commitments in Kazakh: a verbal noun under a word of undertaking ("өткізуге уағдаласты"), and what a side will do ("көмек бөледі").</summary>
internal sealed class KazakhCommitmentFinder(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, StatementLayer statements, Events.FrameTable frames, KazakhTables tables)
{
    private readonly Token[] _tokens = text.Tokens;

    public static ImmutableArray<FoundCommitment> Find(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, StatementLayer statements, Events.FrameTable frames, KazakhTables tables)
    {
        if (actors.MainParties.Length == 0)
            return [];
        var finder = new KazakhCommitmentFinder(text, syntax, actors, times, statements, frames, tables);
        var found = new List<FoundCommitment>();
        foreach (var sentence in text.Sentences)
        {
            if (text.IsInTitle(sentence.Tokens.Start))
                continue;
            for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
            {
                if (finder.At(i, sentence) is { } commitment && !found.Any(f => f.Evidence.Overlaps(commitment.Evidence)))
                    found.Add(commitment);
            }
        }

        return [.. found];
    }

    private FoundCommitment? At(int i, Sentence sentence)
    {
        var start = KazakhClauses.Start(text, i);
        if (tables.Actions.At(_tokens, i, start) is not { Form: { IsNegative: false } form } hit)
            return null;
        if (hit.Value.Object.Length > 0 && !Enumerable.Range(start, Math.Max(0, hit.Words.Start - start)).Any(t => _tokens[t].IsWord && frames.IsObject(hit.Value.Object, _tokens[t])))
            return null;
        var undertaking = form.Form switch
        {
            KazakhForm.VerbalNoun => Governed(i + 1, sentence),
            KazakhForm.Present or KazakhForm.Prospective or KazakhForm.Intent => IsOwn(i) ? Undertaking.Pledged : Undertaking.None,
            _ => Undertaking.None,
        };
        if (undertaking == Undertaking.None)
            return null;
        var subject = KazakhClauses.Subject(text, actors, syntax, start, i) ?? (start > sentence.Tokens.Start ? KazakhClauses.Subject(text, actors, syntax, sentence.Tokens.Start, i) : null);
        var who = subject?.Actors ?? [];
        var by = actors.PartiesOf(who);
        if (by.IsEmpty && Said(i) is { } said)
            (who, by) = (said.Speakers, actors.PartiesOf(said.Speakers));
        if (by.IsEmpty && (undertaking is Undertaking.Agreed || hit.Value.Action is "hold"))
            (who, by) = (actors.Sides, actors.MainParties);
        if (by.IsEmpty)
            return null;
        var evidence = new TokenRange(form.Form == KazakhForm.VerbalNoun && subject is not null && subject.Extent.End < i ? subject.Extent.End : start, i + 1);
        while (evidence.Length > 1 && !_tokens[evidence.Start].IsWord && _tokens[evidence.Start].Kind != TokenKind.Number)
            evidence = evidence with { Start = evidence.Start + 1 };
        return new FoundCommitment(by, who, hit.Value.Action, Due(evidence), undertaking switch { Undertaking.Agreed => CommitmentStatus.Agreed, Undertaking.Decided => CommitmentStatus.Decided, _ => CommitmentStatus.Pledged }, text.SpanOf(evidence), hit.Value.Rule);
    }

    // A future inside a quotation is a promise only where "we" speak; a rule or habit is none.
    private bool IsOwn(int i) => text.QuotationAt(i) is not { Tokens.Length: > 4 } || _tokens[i].Fold.EndsWith("мыз", StringComparison.Ordinal) || _tokens[i].Fold.EndsWith("міз", StringComparison.Ordinal);

    private Undertaking Governed(int from, Sentence sentence)
    {
        for (var t = from; t < Math.Min(sentence.Tokens.End, from + 12); t++)
        {
            if (tables.Governors.At(_tokens, t, from) is { Value.Undertaking: { } undertaking })
                return undertaking;
            if (KazakhSyntax.IsFinite(_tokens[t]))
                break;
        }

        return Undertaking.None;
    }

    private FoundStatement? Said(int i) => statements.Statements.LastOrDefault(s => s.Evidence.Start <= _tokens[i].Span.Start && s.Evidence.End >= _tokens[i].Span.End);

    private string? Due(TokenRange evidence)
    {
        foreach (var expression in times.In(evidence))
        {
            if (expression.Use is not (TimeUse.Frequency or TimeUse.Comparison or TimeUse.Name) && expression.Date is not null && !(times.Reference is { } day && expression.Date.To < day))
                return expression.Period;
        }

        return null;
    }
}
