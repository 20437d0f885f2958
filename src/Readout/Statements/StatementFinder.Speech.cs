using System.Collections.Immutable;
using Readout.Actors;
using Readout.Morphology;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Statements;

// What was said: quotations, fragments of them, and the acts of reported words.
internal sealed partial class StatementFinder
{
    private ImmutableArray<string> ContentActs(TokenRange content, Saying saying, bool isOwnVoice)
    {
        if (saying.Acts[0] == "inform")
        {
            var marked = MarkedActs(content, isOwnVoice);
            return saying.Acts.Length == 1 ? marked : [.. marked.Union(saying.Acts)];
        }

        return saying.Acts;
    }

    private ImmutableArray<string> MarkedActs(TokenRange content, bool isOwnVoice)
    {
        var acts = _acts.Read(content, isOwnVoice, out var isWeak);
        if (acts.Count == 0)
            return ["inform"];
        if (isWeak && !acts.Contains("inform"))
            acts.Add("inform");
        return [.. acts];
    }

    private void ReadPassage(Passage passage, Sentence sentence)
    {
        if (_text.IsInTitle(passage.Tokens.Start) && passage.Frame < 0)
            return;
        ImmutableArray<int> speakers;
        Cue? cue = null;
        if (passage.Frame >= 0)
        {
            cue = _cues.At(passage.Frame, sentence.Tokens, i => IsOpen(i) || sentence.Tokens.Contains(i)).FirstOrDefault(c => !c.Saying.IsBlocker && c.Saying.TakesQuotation)
                ?? _cues.At(passage.Frame, sentence.Tokens, IsOpen).FirstOrDefault(c => !c.Saying.IsBlocker);
            speakers = FrameSpeakers(passage, sentence, cue);
        }
        else
        {
            speakers = passage.Speaker >= 0 ? [passage.Speaker] : NamedBeforeColon(passage) ?? _lastSpeakers;
        }

        var acts = _acts.Read(passage.Tokens, isOwnVoice: true, out var isWeak);
        if (cue is { Saying.Acts: var own } && own[0] != "inform")
            acts = [.. own.Union(acts)];
        if (acts.Count == 0 || isWeak || _tokens[passage.Tokens.Start].Sentence != _tokens[passage.Tokens.End - 1].Sentence)
        {
            if (!acts.Contains("inform"))
                acts.Add("inform");
        }

        Add(new Draft(StatementKind.Direct, passage.Tokens, speakers, [.. acts], cue?.Words, passage.Frame >= 0 ? "quotation:" + (cue?.Saying.Name ?? "frame") : passage.Speaker >= 0 ? "label" : "quotation")
        {
            Addressee = cue is null ? null : Addressee(cue, sentence.Tokens, default, speakers),
        });
        if (!speakers.IsEmpty)
            _lastSpeakers = speakers;
    }

    // "Министр транспорта Али Резаи: «Порт откроется в мае»"
    private ImmutableArray<int>? NamedBeforeColon(Passage passage)
    {
        var colon = passage.Outer.Start - 1;
        return colon > 0 && _tokens[colon].Is(':') && _actors.TopAt(colon - 1) is { Form: MentionForm.Name } mention && mention.Extent.End == colon && IsPerson(mention.Actors)
            && mention.Extent.Start == _text.SentenceOf(colon).Tokens.Start ? mention.Actors : null;
    }

    private ImmutableArray<int> FrameSpeakers(Passage passage, Sentence sentence, Cue? cue)
    {
        var within = passage.Frame >= passage.Tokens.Start && passage.Frame >= passage.Outer.End
            ? new TokenRange(Math.Max(passage.Outer.End, sentence.Tokens.Start), sentence.Tokens.End)
            : new TokenRange(sentence.Tokens.Start, Math.Max(passage.Frame + 1, Math.Min(sentence.Tokens.End, passage.Outer.Start > passage.Frame ? passage.Outer.Start : sentence.Tokens.End)));
        if (cue is not null)
            return SpeakersOf(cue, within, out _);
        var subject = _subjects.Of(passage.Frame, within, IsOpen);
        return subject.Actors.IsEmpty ? Meant(passage.Frame) : subject.Actors;
    }

    // "назвал мастерскую «деревом дружбы, которое …»"
    private bool EmitFragmentAfter(Cue cue, TokenRange range, ImmutableArray<int> speakers)
    {
        if (cue.Saying.TakesInfinitive || !cue.Saying.IsNeutral)
            return false;
        foreach (var quotation in _text.Quotations)
        {
            if (quotation.Depth == 0 && quotation.Tokens.Start > cue.Head && quotation.Tokens.End <= range.End && IsOpen(quotation.Tokens.Start) && quotation.Tokens.Start - cue.Words.End < 8 && IsFragmentOfSpeech(quotation))
            {
                AddFragment(quotation, speakers, cue.Words, "fragment:" + cue.Saying.Name, cue.Saying);
                _lastSpeakers = speakers;
                return true;
            }
        }

        return false;
    }

    private void AddFragment(Quotation quotation, ImmutableArray<int> speakers, TokenRange cue, string rule, Saying? saying)
    {
        var acts = _acts.Read(quotation.Tokens, isOwnVoice: true, out var isWeak);
        if (saying is not null && saying.Acts[0] != "inform")
            acts = [.. saying.Acts.Union(acts)];
        if (acts.Count == 0 || isWeak && !acts.Contains("inform"))
            acts.Add("inform");
        Add(new Draft(StatementKind.Direct, quotation.Tokens, speakers, [.. acts], cue, rule));
        Close(quotation.Tokens);
    }

    /// <summary>Words somebody said, not a name, a title or a term: at least four words (three with a verb), in lower case or with a verb.</summary>
    private bool IsFragmentOfSpeech(Quotation quotation)
    {
        var words = 0;
        var finite = false;
        for (var i = quotation.Tokens.Start; i < quotation.Tokens.End; i++)
        {
            words += _tokens[i].IsWord ? 1 : 0;
            finite |= ClauseSplitter.IsFinite(_tokens[i]);
        }

        var startsLow = _tokens[quotation.Tokens.Start].IsWord && char.IsLower(_tokens[quotation.Tokens.Start].Text[0]);
        // "назвал решение «враждебным и недальновидным»": what somebody is called is said, however short.
        var open = quotation.Tokens.Start - 1;
        return startsLow ? words >= 4 || (finite && words >= 3) || (words >= 2 && IsCalled(quotation.Tokens, open)) : finite && words >= 4;
    }

    private bool IsCalled(TokenRange words, int open)
    {
        if (open > 0 && _tokens[open - 1].Fold == "как")
            return true;
        var isInstrumental = false;
        for (var i = words.Start; i < words.End; i++)
            isInstrumental |= _tokens[i].IsWord && (_tokens[i].CasesOf() & Cases.Instrumental) != 0;
        if (!isInstrumental)
            return false;
        for (var i = open - 1; i >= 0 && i > open - 10 && _tokens[i].Sentence == _tokens[open].Sentence; i--)
        {
            if (_tokens[i].HasBase("назвать") || _tokens[i].HasBase("называть") || _tokens[i].HasBase("охарактеризовать") || _tokens[i].HasBase("считать"))
                return true;
        }

        return false;
    }

    /// <summary>Adds a reported statement, its quoted fragments apart; a clause that holds little beside the fragment is the fragment's frame.</summary>
    private void EmitReported(TokenRange evidence, ImmutableArray<int> speakers, ImmutableArray<string> acts, TokenRange cue, string rule, TokenRange aside, int? addressee = null, bool isWhole = false)
    {
        // Where a sentence-long report ends is known only when the whole sentence is read.
        if (isWhole || !IsFramed(evidence, speakers, acts, cue, rule, aside, isWhole))
            Add(new Draft(StatementKind.Indirect, evidence, speakers, acts, cue, rule) { IsWholeSentence = isWhole, Addressee = addressee, Subject = aside });
    }

    private void PartFragments(Sentence sentence)
    {
        for (var i = _found.Count - 1; i >= 0; i--)
        {
            if (_found[i] is { IsWholeSentence: true, Cue: { } cue } draft && sentence.Tokens.Contains(draft.Evidence.Start)
                && IsFramed(draft.Evidence, draft.Speakers, draft.Acts, cue, draft.Rule, draft.Subject, true))
                _found.RemoveAt(i);
        }
    }

    /// <summary>Takes quoted fragments out of a report; true when nothing much is left beside them.</summary>
    private bool IsFramed(TokenRange evidence, ImmutableArray<int> speakers, ImmutableArray<string> acts, TokenRange cue, string rule, TokenRange aside, bool isWhole)
    {
        var outside = 0;
        var finite = false;
        var quoted = false;
        foreach (var quotation in _text.Quotations)
        {
            if (quotation.Depth == 0 && evidence.Contains(quotation.Tokens) && IsOpen(quotation.Tokens.Start) && IsFragmentOfSpeech(quotation))
            {
                quoted = true;
                var fragmentActs = _acts.Read(quotation.Tokens, isOwnVoice: true, out var isWeak);
                var all = acts[0] == "inform" ? fragmentActs : [.. acts.Union(fragmentActs)];
                if (all.Count == 0)
                    all.Add("inform");
                Add(new Draft(StatementKind.Direct, quotation.Tokens, speakers, [.. all], cue, "fragment:" + rule));
                Close(quotation.Tokens);
            }
        }

        if (quoted)
        {
            for (var i = evidence.Start; i < evidence.End; i++)
            {
                if (!IsOpen(i) || !_tokens[i].IsWord || cue.Contains(i) || aside.Contains(i))
                    continue;
                outside++;
                finite |= ClauseSplitter.IsFinite(_tokens[i]);
            }

        }

        // "отвергло обвинения как «…»": the clause tells an act of its own.
        return quoted && (outside < 6 && (acts[0] is not ("reject" or "accuse" or "thank" or "condole") || outside < 2) || (!finite && !isWhole));
    }

    private void Add(Draft draft)
    {
        if (draft.Evidence.Length > 0)
            _found.Add(draft);
    }
}
