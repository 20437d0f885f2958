using System.Collections.Immutable;
using System.Globalization;
using Readout.Actors;
using Readout.Commitments;
using Readout.Figures;
using Readout.Morphology;
using Readout.Statements;
using Readout.Syntax;
using Readout.Text;
using Readout.Time;

namespace Readout.Languages.En;

/// <summary>Finds commitments in English over propositions: "X will …", "X is to …", and what a word of undertaking governs.</summary>
internal sealed class EnglishCommitmentFinder(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, StatementLayer statements, LanguagePack pack)
{
    private readonly Token[] _tokens = text.Tokens;
    private readonly EnglishPropositions _propositions = new(text, syntax, actors);

    public static ImmutableArray<FoundCommitment> Find(
        SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, StatementLayer statements, LanguagePack pack)
    {
        if (actors.MainParties.Length == 0)
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
        var isNoun = IsActionNoun(i);
        if (!isNoun && !_propositions.IsVerbal(i) || _propositions.IsAuxiliary(i))
            return null;
        if (_propositions.IsOfTheme(i))
            return null;
        // "will continue to open up": nothing that can be done on a day.
        if (i + 1 < sentence.Tokens.End && _tokens[i + 1].Fold == "up" && _tokens[i].HasBase("open"))
            return null;
        var complements = _propositions.Complements(i);
        foreach (var row in pack.Commitments.Of(_tokens[i]))
        {
            // "will continue to stand with Kyiv" names nothing to be done.
            if (!Matches(row, i, complements, sentence) || (row.Action == "continue" && complements.Start < sentence.Tokens.End && _tokens[complements.Start].Fold == "to"))
                continue;
            // "will hold a press conference": words for journalists, and nothing between states.
            if (row.Action is "hold" or "attend" or "other" && Enumerable.Range(IsSubjectless(row, i) ? sentence.Tokens.Start : complements.Start, IsSubjectless(row, i) ? i - sentence.Tokens.Start : Math.Max(0, Math.Min(complements.End, i + 6) - complements.Start)).Any(IsForPress))
                return null;
            // "we will be joined by an expert"
            if (row.Action is "join" or "visit" or "attend" && _propositions.IsPassive(i))
                return null;
            if (row.Action is not ("hold" or "attend") && !(row.Action == "other" && row.Words.Length > 1) && GivesNothing(i, complements))
                return null;
            // "has pledged 80 million dollars", "announced a grant": the promise itself.
            if ((Undertaken(i, sentence) ?? ((row.Object is "money" or "credit" || row.Words.Length > 1) && UndertakingOf(i) == Undertaking.Pledged && !IsDone(i) ? (Undertaking.Pledged, -1) : null)) is not var (undertaking, governor) || undertaking == Undertaking.None)
                return null;
            var (by, who) = By(row, i, undertaking, governor, sentence);
            if (by.IsEmpty || (actors.MainParties.Length < 2 && by.All(p => p.Length != 3)))
                return null;
            var evidence = Evidence(i, governor, complements, sentence);
            // A bare verb says nothing that can be followed up.
            if (evidence.Length < 2)
                return null;
            row.Row.Touch();
            return new FoundCommitment(by, who, row.Action, Due(evidence, i, sentence), undertaking switch { Undertaking.Agreed => CommitmentStatus.Agreed, Undertaking.Decided => CommitmentStatus.Decided, _ => CommitmentStatus.Pledged }, text.SpanOf(evidence), row.Row.Rule);
        }

        return null;
    }

    private bool Matches(CommitmentRow row, int i, TokenRange complements, Sentence sentence)
    {
        for (var w = 1; w < row.Words.Length; w++)
        {
            var word = row.Words[w];
            if (!Enumerable.Range(complements.Start, Math.Max(0, Math.Min(complements.End, i + (row.Words.Length > 1 ? 8 : 5)) - complements.Start)).Any(t => _tokens[t].Fold == word || _tokens[t].HasBase(word)))
                return false;
        }

        // Of a passive, and of what takes place, the object is the subject.
        var range = IsSubjectless(row, i) ? new TokenRange(sentence.Tokens.Start, i) : complements;
        return row.Object switch
        {
            "" => true,
            // "will start consultations", "negotiations would begin"
            "talks" => Enumerable.Range(complements.Start, Math.Max(0, Math.Min(complements.End, i + 8) - complements.Start)).Any(t => pack.Frames.IsObject("talks", _tokens[t]) && syntax.PrepositionOf[t] is null) || AreHeld(row, i, sentence),
            "person" => actors.In(complements).Any(m => m.Extent.Start < i + 5 && (m.Form == MentionForm.Description || m.Actors.Any(a => actors.Actors[a].Kind == ActorKind.Person))),
            "money" => Enumerable.Range(complements.Start, Math.Max(0, Math.Min(complements.End, i + 14) - complements.Start)).Any(t => pack.Units.At(_tokens, t, complements.End) is { Unit.Kind: UnitKind.Money }),
            _ => Enumerable.Range(range.Start, Math.Max(0, range.Length)).Any(t => Math.Abs(t - i) < 18 && pack.Frames.IsObject(row.Object, _tokens[t]))
                // "initialled a convention. It will be signed in May."
                || row.Object == "document" && _propositions.IsPassive(i) && _tokens[sentence.Tokens.Start].Fold is "it" or "they" && sentence.Index > 0 && text.Sentences[sentence.Index - 1] is var before && before.Paragraph == sentence.Paragraph
                    && Enumerable.Range(before.Tokens.Start, before.Tokens.Length).Any(t => pack.Frames.IsObject(row.Object, _tokens[t])),
        };
    }

    private bool IsForPress(int t) => _tokens[t].Fold is "conference" or "conferences" or "briefing" or "briefings" or "statement" or "availability" && t > 0 && _tokens[t - 1].Fold is "press" or "news" or "media";

    // "will give a new impetus", "would play a role": nothing that can be done.
    private bool GivesNothing(int i, TokenRange complements) =>
        Enumerable.Range(complements.Start, Math.Max(0, Math.Min(complements.End, i + 6) - complements.Start)).FirstOrDefault(t => _tokens[t] is { IsCapitalized: false, Readings: [{ Class: WordClass.Noun }, ..] } && syntax.PrepositionOf[t] is not "for", -1) is >= 0 and var thing
        && HeadOf(thing, complements.End) is var head && pack.Frames.IsObject("abstract", _tokens[head])
        // "a railway link", but "links with Chad"
        && !(head > thing && _tokens[head].HasBase("link"));

    // "an exchange programme", "business ties": the last noun of the run says what it is.
    private int HeadOf(int noun, int end)
    {
        // "a number of issues": the noun behind says it.
        if (_tokens[noun].Fold is "number" or "range" or "series" && noun + 2 < end && _tokens[noun + 1].Fold == "of")
        {
            for (var t = noun + 2; t < Math.Min(end, noun + 6); t++)
            {
                if (_tokens[t].Readings is [{ Class: WordClass.Noun }, ..])
                    return HeadOf(t, end);
            }
        }

        while (noun + 1 < end && _tokens[noun + 1] is { IsCapitalized: false, Readings: [{ Class: WordClass.Noun }, ..] })
            noun++;
        return noun;
    }

    // "the rains would cut the road": what is no actor, body or pronoun undertakes nothing.
    private bool IsThing(int verb, Sentence sentence)
    {
        for (var t = verb - 1; t >= sentence.Tokens.Start; t--)
        {
            if (_propositions.IsAuxiliary(t) || _propositions.IsVerbal(t) || _tokens[t].Fold == "to" || _tokens[t].Readings is [{ Class: WordClass.Adverb }, ..])
                continue;
            return actors.TopAt(t) is null && syntax.PrepositionOf[t] is null && _tokens[t].Readings is [{ Class: WordClass.Noun } noun, ..] && !_tokens[t].IsCapitalized && !pack.Sayings.Speakers.ContainsKey(noun.Base);
        }

        return false;
    }

    // "a joint technical team is to present …": both sides do.
    private bool IsJointBody(int verb, Sentence sentence)
    {
        for (var t = verb - 1; t > sentence.Tokens.Start; t--)
        {
            if (pack.Frames.IsObject("format", _tokens[t]) && syntax.PrepositionOf[t] is null)
                return Enumerable.Range(Math.Max(sentence.Tokens.Start, t - 3), Math.Min(3, t - sentence.Tokens.Start)).Any(m => _tokens[m].Fold is "joint" or "bilateral" or "intergovernmental" or "mixed");
            if (ClauseSplitter.IsFinite(_tokens[t]) && !_propositions.IsAuxiliary(t))
                return false;
        }

        return false;
    }

    private bool IsSubjectless(CommitmentRow row, int i) => _propositions.IsPassive(i) || row.Words is ["take", "place"] || row.Object == "talks" && AreHeld(row, i, text.SentenceOf(i));

    private bool AreHeld(CommitmentRow row, int i, Sentence sentence)
    {
        for (var t = i - 1; t >= sentence.Tokens.Start && t > i - 12 && row.Object == "talks"; t--)
        {
            if (pack.Frames.IsObject("talks", _tokens[t]) && syntax.PrepositionOf[t] is null && _tokens[t].Readings[0].Class == WordClass.Noun)
                return true;
            if (_propositions.IsVerbal(t) && !_propositions.IsAuxiliary(t) || actors.TopAt(t) is not null && syntax.PrepositionOf[t] is null)
                return false;
        }

        return false;
    }

    // What makes the verb a commitment: its own future, or the word that governs it; null when nothing does.
    private (Undertaking, int)? Undertaken(int i, Sentence sentence)
    {
        var clause = syntax.ClauseAt(i);
        // "when the president visits Bogota in September": a day is named, so it is set.
        if (_tokens[i].Readings[0] is { Class: WordClass.Verb, Form: VerbForm.NonPast, IsPassive: false, Base: "visit" or "arrive" or "travel" or "host" or "fly" } && !(i > 0 && _propositions.IsAuxiliary(i - 1)) && times.Reference is { } day
            && times.In(new TokenRange(i, _propositions.Complements(i).End)).Any(e => e.Use is TimeUse.Point or TimeUse.Start && e.Date is { } date && date.From > day && date.From.DayNumber - day.DayNumber < 300))
            return (Undertaking.Decided, -1);
        if (clause.Kind == ClauseKind.Subordinate && _tokens[clause.Tokens.Start].Fold is "if" or "when" or "unless" or "whether" or "once")
            return null;
        for (var t = i - 1; t >= Math.Max(sentence.Tokens.Start, i - 4); t--)
        {
            var fold = _tokens[t].Fold;
            if (fold is "not" or "never" || fold.EndsWith("n't", StringComparison.Ordinal) || fold is "should" or "could" or "may" or "might" or "must" or "can")
                return null;
            if (fold is "will" or "shall" or "'ll")
                return (Undertaking.Pledged, -1);
            if (fold == "would")
                return (IsSaid(i) || IsFreelyTold(t, sentence)) && !_propositions.IsDenied(i) ? (Undertaking.Pledged, -1) : null;
            if (!(fold is "be" or "also" or "and" or "to" || _propositions.IsVerbal(t) || _tokens[t].Readings is [{ Class: WordClass.Adverb }, ..]))
                break;
        }

        // "will second two advisers and train 30 guards"
        if (i > sentence.Tokens.Start && _tokens[i - 1].Fold == "and" && _tokens[i].Readings[0] is { Class: WordClass.Verb, Form: VerbForm.NonPast, Aspects: Aspects.Perfective } && Enumerable.Range(sentence.Tokens.Start, i - sentence.Tokens.Start).Any(t => _tokens[t].Fold is "will" or "shall"))
            return (Undertaking.Pledged, -1);
        // "ordered the opening of an embassy", "agreed on the supply of gas"
        if (IsActionNoun(i))
            return _propositions.Governor(i) is >= 0 and var head && syntax.PrepositionOf[i] is null or "on" && UndertakingOf(head) is { } word and (Undertaking.Agreed or Undertaking.Decided) && !IsInfinitiveAfter(head, i) ? (word, head) : null;
        // "is going to lift"
        if (_propositions.IsInfinitive(i) && i > 2 && _tokens[i - 1].Fold == "to" && _tokens[i - 2].Fold == "going" && _propositions.IsAuxiliary(i - 3))
            return (Undertaking.Pledged, -1);
        // "are to be exchanged"
        if (_propositions.IsPassive(i) && i > 2 && _tokens[i - 1].Fold == "be" && _tokens[i - 2].Fold == "to" && _tokens[i - 3].Fold is "is" or "are" or "was" or "were" or "due" or "scheduled")
            return (Undertaking.Decided, -1);
        // "invited him to attend the forum, and the invitation was accepted"
        if (IsInvited(i) && _propositions.IsAccepted(i))
            return (Undertaking.Agreed, -1);
        // "is to open", "are due to sign"
        if (_propositions.IsInfinitive(i) && i > 1 && _tokens[i - 1].Fold == "to" && _tokens[i - 2].Fold is "is" or "are" or "was" or "were")
            return (Undertaking.Decided, -1);
        var isGerund = _tokens[i].Readings[0].Class == WordClass.Converb && i > sentence.Tokens.Start && _tokens[i - 1].Fold is "on" or "to" or "for";
        if (!_propositions.IsInfinitive(i) && !isGerund)
            return null;
        return Governed(_propositions.Governor(i), i, sentence, 0);
    }

    private bool IsInvited(int i) => _propositions.IsInfinitive(i) && _propositions.Governor(i) is >= 0 and var governor && _tokens[governor].Readings[0].Base == "invite";

    // "has announced the loan agreement", "announced that the loan had been paid": nothing left to do.
    private bool IsDone(int i) => i + 1 < _tokens.Length && _tokens[i + 1].Fold == "that";

    // "The minister said … . The company would open an office in May.": told on, the word of saying left out; "it would be wrong", "would, if asked," are none.
    private bool IsFreelyTold(int would, Sentence sentence)
    {
        var told = false;
        for (var s = sentence.Index - 1; s >= 0 && text.Sentences[s].Paragraph == sentence.Paragraph && !told; s--)
            told = statements.Statements.Any(said => said.Kind == StatementKind.Indirect && said.Evidence.Overlaps(text.SpanOf(text.Sentences[s].Tokens)));
        if (!told)
            return false;
        return syntax.ClauseAt(would).Kind == ClauseKind.Main && !Enumerable.Range(sentence.Tokens.Start, sentence.Tokens.Length).Any(t => _tokens[t].Fold is "if" or "unless" or "otherwise");
    }

    private bool IsActionNoun(int i) => _tokens[i] is { IsCapitalized: false, Readings: [{ Class: WordClass.Noun, Base: "opening" or "construction" or "launch" or "supply" or "purchase" or "delivery" or "creation" or "establishment" or "resumption" or "deployment" or "abolition" }, ..] };

    private bool IsInfinitiveAfter(int head, int limit) => Enumerable.Range(head + 1, limit - head - 1).Any(_propositions.IsInfinitive);

    private (Undertaking, int)? Governed(int governor, int i, Sentence sentence, int depth)
    {
        // "readiness to open", "an agreement to build": the noun or adjective that the infinitive hangs on stands nearer than the verb.
        for (var t = i - 1; t > Math.Max(governor, Math.Max(sentence.Tokens.Start, i - 10)); t--)
        {
            if (UndertakingOf(t) is { } noun)
                return (noun, t);
        }

        if (governor < 0 || depth > 3)
            return null;
        if (UndertakingOf(governor) is { } own)
            return _propositions.IsInfinitive(governor) && Governed(_propositions.Governor(governor), governor, sentence, depth + 1) is (Undertaking.None, _) ? null : (own, governor);
        return _propositions.IsInfinitive(governor) ? Governed(_propositions.Governor(governor), governor, sentence, depth + 1) : null;
    }

    private Undertaking? UndertakingOf(int t)
    {
        // "prepared to send": a form of its own.
        if (pack.Commitments.Undertakings.TryGetValue(_tokens[t].Fold, out var form))
            return form;
        foreach (var reading in _tokens[t].Readings)
        {
            if (pack.Commitments.Undertakings.TryGetValue(reading.Base, out var undertaking))
                return undertaking;
        }

        return null;
    }

    private bool IsSaid(int i) => Said(i) is not null;

    private FoundStatement? Said(int i) => statements.Statements.LastOrDefault(s => s.Evidence.Start <= _tokens[i].Span.Start && s.Evidence.End >= _tokens[i].Span.End);

    private (ImmutableArray<string>, ImmutableArray<int>) By(CommitmentRow row, int i, Undertaking undertaking, int governor, Sentence sentence)
    {
        var agents = _propositions.Agents(governor >= 0 && IsActionNoun(i) ? governor : i).OrderBy(a => a.Extent.Start).SelectMany(a => a.Actors).Distinct().ToImmutableArray();
        if (actors.PartiesOf(agents) is { Length: > 0 } parties)
            return (parties, agents);
        // "a joint commission will meet in May"
        if (agents.Any(a => actors.Actors[a].IsBilateralBody))
            return (actors.MainParties, actors.Sides);
        // A thing as subject ("exports will double") undertakes nothing, unless a side says that it goes on or opens; a passive names nobody, and "we" is who speaks.
        var isPassive = IsSubjectless(row, i);
        if ((row.Words is ["take", "place"] || row.Object == "talks") && actors.PartiesOf(_propositions.Mentions(row.Object == "talks" ? sentence.Tokens with { End = i } : _propositions.Complements(i), p => p == "between").SelectMany(m => m.Actors)) is { Length: > 1 } between)
            return (between, []);
        if (!isPassive && IsThing(governor < 0 ? i : governor, sentence))
            return IsJointBody(governor < 0 ? i : governor, sentence) ? (actors.MainParties, actors.Sides) : ([], []);
        if (governor < 0 && !isPassive && !HasPronoun(i, sentence) && (row.Action == "expand" || !IsSaid(i)))
            return ([], []);
        if (Said(i) is { } said && actors.PartiesOf(said.Speakers) is { Length: > 0 } of)
            return (of, said.Speakers);
        return isPassive || undertaking is Undertaking.Agreed or Undertaking.Decided ? (actors.MainParties, actors.Sides) : ([], []);
    }

    private bool HasPronoun(int i, Sentence sentence)
    {
        for (var t = i - 1; t >= Math.Max(sentence.Tokens.Start, i - 6); t--)
        {
            if (_tokens[t].Fold is "we" or "i" or "it" or "he" or "she" or "they")
                return true;
        }

        return false;
    }

    private TokenRange Evidence(int i, int governor, TokenRange complements, Sentence sentence)
    {
        var start = i;
        if (governor < 0 && (_propositions.IsPassive(i) ? _propositions.Subject(i) : _propositions.Agents(i)) is { Count: > 0 } subjects)
        {
            var first = subjects.Min(s => s.Extent.Start);
            // The subject of an earlier verb of the list is left where it is.
            start = first < i && Enumerable.Range(first, i - first).All(t => !ClauseSplitter.IsFinite(_tokens[t]) || _propositions.IsAuxiliary(t)) ? first : i;
        }

        if (start == i && governor < 0 && syntax.ClauseAt(i) is { Tokens: var clause } && Enumerable.Range(clause.Start, Math.Max(0, i - clause.Start)).All(t => !ClauseSplitter.IsFinite(_tokens[t]) || _propositions.IsAuxiliary(t)))
        {
            start = _tokens[clause.Start].Fold is "that" or "and" or "but" ? clause.Start + 1 : clause.Start;
        }

        var end = Math.Max(complements.End, i + 1);
        // "will lend Senegal 9 million dinars to widen the road": what for belongs to it.
        if (end + 1 < sentence.Tokens.End && _tokens[end].Fold == "to" && _tokens[end - 1].Fold is not ("and" or "or") && _propositions.IsInfinitive(end + 1))
            end = _propositions.Complements(end + 1).End;
        while (end > i + 1 && (!_tokens[end - 1].IsWord && _tokens[end - 1].Kind == TokenKind.Punctuation || _tokens[end - 1].Fold is "and" or "or"))
            end--;
        return new TokenRange(start, end);
    }

    // The day stands in the clause or opens the sentence: "In November both will take part …".
    private string? Due(TokenRange evidence, int i, Sentence sentence)
    {
        // "will be signed when the president visits Bogota in September"
        if (evidence.End < sentence.Tokens.End && _tokens[evidence.End].Fold == "when")
            evidence = new TokenRange(evidence.Start, sentence.Tokens.End);
        if (Due(evidence) is { } within)
            return within;
        var opening = new TokenRange(sentence.Tokens.Start, Math.Max(sentence.Tokens.Start, evidence.Start));
        return Enumerable.Range(opening.Start, opening.Length).Any(t => _propositions.IsVerbal(t) && t != i) ? null : Due(opening);
    }

    // "from 20 to 22 January" falls due on its first day, "next week" in its month.
    private static string? Day(TimeExpression expression) => expression.Date switch
    {
        { Precision: DatePrecision.Day } days when days.From != days.To => days.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        { Precision: DatePrecision.Month } week when week.To.DayNumber - week.From.DayNumber < 7 => week.From.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        _ => expression.Period,
    };

    private string? Due(TokenRange evidence)
    {
        foreach (var expression in times.In(evidence))
        {
            if (expression.Use is not (TimeUse.Frequency or TimeUse.Comparison or TimeUse.Name) && expression.Date is not null && !(times.Reference is { } day && expression.Date.To < day))
                return Day(expression);
        }

        return null;
    }
}
