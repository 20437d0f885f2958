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

    public static ImmutableArray<FoundCommitment> Find(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, StatementLayer statements, Events.FrameTable frames, Topics.TopicTable topics, KazakhTables tables)
    {
        if (!Topics.Dealings.Are(text, actors, statements, [], topics))
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
        if (tables.Actions.At(_tokens, i, start, h => HasObject(h, start)) is not { Form: { IsNegative: false } form } hit)
            return null;
        // "атап өтеді", "келісім жасалды деген": what only looks like an action.
        if (tables.Frames.At(_tokens, i, start) is { Value.Row.IsBlocker: true, Words.Length: > 1 })
            return null;
        if (hit.Value.IsAcceptance)
            return form.Form is KazakhForm.Past or KazakhForm.Perfect or KazakhForm.Converb ? Accepted(hit, i, start, sentence) : null;
        // A volume to be reached is a figure.
        if (hit.Value.Action == "expand" && Enumerable.Range(start, i - start).Any(t => _tokens[t].HasBase("доллар") || _tokens[t].HasBase("теңге") || _tokens[t].HasBase("еуро") || _tokens[t].HasBase("юань") || _tokens[t].HasBase("рубль") || _tokens[t].Text is "$" or "€"))
            return null;
        if (hit.Value.IsTold && form.Form == KazakhForm.VerbalNoun)
            return null;
        // "Бұл шара ұйымның бақылауымен өтеді", "Бұл жұмыс келер жылы басталады": how and when, of what is promised already.
        if (hit.Value.Action is "hold" or "launch" && hit.Value.Object.Length == 0 && form.Form != KazakhForm.VerbalNoun && _tokens[start].Fold is "бұл" or "осы" or "аталған" && KazakhClauses.Subject(text, actors, syntax, start, i) is null)
            return null;
        var undertaking = form.Form switch
        {
            KazakhForm.VerbalNoun => Governed(i + 1, sentence),
            KazakhForm.Present when IsHabit(i, sentence) => Undertaking.None,
            // "екі ел қол қоятын құжат" says of a thing what it is; "баратынын", "келетін болды" what will be.
            // "ашылатынына қуанышты", "болатынына сенім білдірді": of what somebody is glad or sure.
            KazakhForm.Prospective when form.Tail is "ына" or "іне" => Undertaking.None,
            KazakhForm.Prospective when form.Tail.Length == 0 && !(i + 1 < sentence.Tokens.End && _tokens[i + 1].Fold is "болды" or "болады" or "боламыз") => Undertaking.None,
            KazakhForm.Present or KazakhForm.Prospective or KazakhForm.Intent => IsOwn(i) ? Undertaking.Pledged : Undertaking.None,
            KazakhForm.Converb when i + 1 < sentence.Tokens.End && Auxiliary(_tokens[i + 1]) => IsOwn(i) ? Undertaking.Pledged : Undertaking.None,
            _ => Undertaking.None,
        };
        if (undertaking == Undertaking.None)
            return null;
        var subject = KazakhClauses.Doer(text, actors, syntax, start, i) ?? (start > sentence.Tokens.Start ? KazakhClauses.Subject(text, actors, syntax, sentence.Tokens.Start, i) : null);
        var who = subject?.Actors ?? [];
        var by = actors.PartiesOf(who);
        // A commission of two states is to meet by the will of both.
        if (who.Length > 0 && who.All(a => actors.Actors[a].IsBilateralBody))
            (who, by) = (actors.Sides, actors.MainParties);
        if (by.IsEmpty && Said(i) is { } said)
            (who, by) = (said.Speakers, actors.PartiesOf(said.Speakers));
        if (by.IsEmpty && (undertaking is Undertaking.Agreed || hit.Value.Action is "hold"))
            (who, by) = (actors.Sides, actors.MainParties);
        // "20 тонна дәрі-дәрмек келесі аптада жөнелтіледі": by the home state, where it is a side.
        if (by.IsEmpty && hit.Value.Action is "send" or "finance" or "supply" && actors.HomeState is { } home && actors.MainParties.Contains(home) && _tokens[i].Fold is var passive && (passive.Contains("ілед", StringComparison.Ordinal) || passive.Contains("ылад", StringComparison.Ordinal) || passive.Contains("інед", StringComparison.Ordinal) || passive.Contains("ынад", StringComparison.Ordinal)))
            by = [home];
        if (by.IsEmpty)
            return null;
        var evidence = new TokenRange(form.Form == KazakhForm.VerbalNoun && subject is not null && subject.Extent.End < i ? subject.Extent.End : start, i + 1);
        while (evidence.Length > 1 && !_tokens[evidence.Start].IsWord && _tokens[evidence.Start].Kind != TokenKind.Number)
            evidence = evidence with { Start = evidence.Start + 1 };
        return new FoundCommitment(by, who, hit.Value.Action, Due(evidence), undertaking switch { Undertaking.Agreed => CommitmentStatus.Agreed, Undertaking.Decided => CommitmentStatus.Decided, _ => CommitmentStatus.Pledged }, text.SpanOf(evidence), hit.Value.Rule);
    }

    // A future inside a quotation is a promise only where "we" speak; a rule or habit is none.
    private bool IsOwn(int i) => IsOfSpeaker(i) || text.QuotationAt(i) is not { Tokens.Length: > 4 } || _tokens[i].Fold.EndsWith("мыз", StringComparison.Ordinal) || _tokens[i].Fold.EndsWith("міз", StringComparison.Ordinal);

    // "Қазақстан … көмек бөледі", says its President.
    private bool IsOfSpeaker(int i) => Said(i) is { Kind: StatementKind.Direct, Speakers: [var speaker] } && KazakhClauses.Subject(text, actors, syntax, KazakhClauses.Start(text, i), i) is { Actors: [var subject] }
        && actors.Actors[subject] is { Kind: ActorKind.State } state && state.Ref == actors.Actors[speaker].Country;

    private bool HasObject(KazakhHit<KazakhAction> hit, int start)
    {
        var before = Enumerable.Range(start, Math.Max(0, hit.Words.Start - start));
        return hit.Value.Object switch
        {
            "" => true,
            "person" => before.Any(t => actors.TopAt(t) is { Actor: >= 0 } mention && actors.Actors[mention.Actor].Kind == ActorKind.Person),
            "destination" => before.Any(t => _tokens[t].IsCapitalized && (syntax.CaseOf[t] & Morphology.Cases.Dative) != 0),
            var wanted => before.Any(t => _tokens[t].IsWord && frames.IsObject(wanted, _tokens[t])),
        };
    }

    // "шақыруды ризашылықпен қабылдады": who is invited will come; when stands with the invitation.
    private FoundCommitment? Accepted(KazakhHit<KazakhAction> hit, int i, int start, Sentence sentence)
    {
        if ((KazakhClauses.Subject(text, actors, syntax, start, i) ?? KazakhClauses.Subject(text, actors, syntax, sentence.Tokens.Start, i)) is not { } subject || actors.PartiesOf(subject.Actors) is not [_, ..] by)
            return null;
        // "Мусарды шақырды, ол шақыруды қабыл алды"
        if (KazakhClauses.Invitee(text, actors, syntax, sentence.Tokens.Start, hit.Words.Start) is { } invited && actors.PartiesOf(invited.Actors) is [_, ..] theirs)
            (subject, by) = (subject with { Actors = invited.Actors }, theirs);
        var due = Due(sentence.Tokens) ?? (sentence.Index > 0 && text.Sentences[sentence.Index - 1] is var told && told.Paragraph == sentence.Paragraph && Enumerable.Range(told.Tokens.Start, told.Tokens.Length).Any(t => _tokens[t].HasBase("шақыру") || KazakhVerb.Match(_tokens[t].Fold, "шақыр") is not null) ? Due(told.Tokens) : null);
        return new FoundCommitment(by, subject.Actors, hit.Value.Action, due, CommitmentStatus.Agreed, text.SpanOf(new TokenRange(Math.Min(subject.Extent.Start, hit.Words.Start), i + 1)), hit.Value.Rule);
    }

    // "шығара бастайды", "құрып береді": the auxiliary carries the time.
    private static bool Auxiliary(Token token) => token.Readings.Any(r => r is { Class: Morphology.WordClass.Verb, Form: Morphology.VerbForm.NonPast, Base: "баста" or "бер" or "ал" or "шық" or "кел" or "жібер" or "қой" });

    private bool IsHabit(int i, Sentence sentence)
    {
        for (var t = sentence.Tokens.Start; t < i; t++)
        {
            if (_tokens[t].Fold is "қазір" or "үнемі" or "бүгінде" or "әдетте")
                return true;
        }

        return false;
    }

    private Undertaking Governed(int from, Sentence sentence)
    {
        for (var t = from; t < Math.Min(sentence.Tokens.End, from + 12); t++)
        {
            if (tables.Governors.At(_tokens, t, from) is { Value.Undertaking: { } undertaking })
                return KazakhClauses.WasToBe(_tokens, t, sentence.Tokens.End) ? Undertaking.None : undertaking;
            if (KazakhSyntax.IsFinite(_tokens[t]))
                break;
        }

        return Undertaking.None;
    }

    private FoundStatement? Said(int i) => statements.Statements.LastOrDefault(s => s.Evidence.Start <= _tokens[i].Span.Start && s.Evidence.End >= _tokens[i].Span.End);

    // The nearest time told, "биыл қыркүйекте" before "биыл"; of some days the first.
    private string? Due(TokenRange evidence)
    {
        TimeExpression? best = null;
        foreach (var expression in times.In(evidence))
        {
            if (expression.Use is TimeUse.Frequency or TimeUse.Comparison or TimeUse.Name || expression.Date is not { } date || (times.Reference is { } day && date.To < day))
                continue;
            if (best is null || Length(date) < Length(best.Date!))
                best = expression;
        }

        return best?.Date is { Precision: DatePrecision.Day } days && days.From != days.To ? days.From.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : best?.Period;

        static int Length(EventDate date) => date.To.DayNumber - date.From.DayNumber;
    }
}
