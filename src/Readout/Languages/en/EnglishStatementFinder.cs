using System.Collections.Immutable;
using Readout.Actors;
using Readout.Morphology;
using Readout.Statements;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Languages.En;

/// <summary>Finds who said what in English: quotations, "X said (that) …", "…, X said", "X thanked Y for …", "according to X".</summary>
internal sealed class EnglishStatementFinder
{
    private readonly SegmentedText _text;
    private readonly Token[] _tokens;
    private readonly SyntaxLayer _syntax;
    private readonly ActorLayer _actors;
    private readonly SayingTables _tables;
    private readonly ActReader _acts;
    private readonly bool[] _closed;
    private readonly List<FoundStatement> _found = [];
    private readonly List<FoundOrigin> _origins = [];
    private ImmutableArray<int> _last = [];

    private EnglishStatementFinder(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, SayingTables tables)
    {
        (_text, _tokens, _syntax, _actors, _tables) = (text, text.Tokens, syntax, actors, tables);
        _acts = new ActReader(text, syntax, actors, tables);
        _closed = new bool[_tokens.Length];
    }

    private sealed record Cue(int Head, TokenRange Words, Saying Saying, bool IsConverb);

    public static StatementLayer Find(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, LanguagePack pack)
    {
        var finder = new EnglishStatementFinder(text, syntax, actors, pack.Sayings);
        foreach (var sentence in text.Sentences)
        {
            if (!text.IsInTitle(sentence.Tokens.Start))
                finder.Read(finder.AfterDateline(sentence));
        }

        return new StatementLayer([.. finder._found.Where(s => s.Speakers.Length > 0).OrderBy(s => s.Evidence.Start)], [.. finder._origins]);
    }

    // "HANGZHOU, Sept. 2 (Xinhua) -- …"
    private TokenRange AfterDateline(Sentence sentence)
    {
        var range = sentence.Tokens;
        if (sentence.Paragraph > 2)
            return range;
        for (var i = range.Start; i < Math.Min(range.End, range.Start + 14); i++)
        {
            if (_tokens[i].Text is "--" or "–" or "—" or "-" && i > range.Start)
            {
                foreach (var mention in _actors.In(new TokenRange(range.Start, i)))
                {
                    if (mention.Actor >= 0 && _actors.Actors[mention.Actor].Kind == ActorKind.Organization)
                        _origins.Add(new FoundOrigin(mention.Actor, _text.SpanOf(mention.Extent)));
                }

                return new TokenRange(i + 1, range.End);
            }

            if (ClauseSplitter.IsFinite(_tokens[i]))
                break;
        }

        return range;
    }

    private bool IsOpen(int i) => !_closed[i];

    private void Close(TokenRange range)
    {
        for (var i = range.Start; i < range.End; i++)
            _closed[i] = true;
    }

    private void Read(TokenRange range)
    {
        var quotations = _text.Quotations.Where(q => q.Depth == 0 && q.Tokens.Start > range.Start - 1 && q.Tokens.Start < range.End && IsSpeech(q)).ToList();
        var inQuotation = new bool[range.Length];
        foreach (var quotation in quotations)
        {
            for (var i = Math.Max(range.Start, quotation.Tokens.Start - 1); i < Math.Min(range.End, quotation.Tokens.End + 1); i++)
                inQuotation[i - range.Start] = true;
        }

        bool Outside(int i) => i >= range.Start && i < range.End && !inQuotation[i - range.Start];
        var cues = new List<Cue>();
        for (var i = range.Start; i < range.End; i++)
        {
            if (Outside(i) && At(i, range, Outside) is { } cue)
                cues.Add(cue);
        }

        Attribution(range);
        foreach (var cue in cues)
        {
            if (IsOpen(cue.Head))
                Reported(cue, cues, range, quotations, Outside);
        }

        foreach (var quotation in quotations)
            Quoted(quotation, cues, range, Outside);
    }

    private Cue? At(int i, TokenRange range, Func<int, bool> isOpen)
    {
        var token = _tokens[i];
        if (token.Readings.Length == 0)
            return null;
        var reading = token.Readings[0];
        var finite = reading is { Class: WordClass.Verb, Form: VerbForm.Past or VerbForm.NonPast, IsPassive: false } && !(reading is { Form: VerbForm.NonPast, Aspects: Aspects.Perfective });
        var converb = reading.Class == WordClass.Converb && (i == range.Start || _tokens[i - 1].Is(',') || _tokens[i - 1].Fold is "while" or "and");
        if ((!finite && !converb) || reading.Base is "be" or "have" or "do")
            return null;
        foreach (var (saying, words) in _tables.Sayings.At(token, _tokens, new TokenRange(i, Math.Min(range.End, i + 6)), isOpen))
            return saying.IsBlocker ? null : new Cue(i, words, saying, converb);
        return null;
    }

    // Words said, not a name or a term.
    private bool IsSpeech(Quotation quotation)
    {
        var words = 0;
        var low = 0;
        var finite = false;
        for (var i = quotation.Tokens.Start; i < quotation.Tokens.End; i++)
        {
            words += _tokens[i].IsWord ? 1 : 0;
            low += _tokens[i].IsWord && !_tokens[i].IsCapitalized ? 1 : 0;
            finite |= ClauseSplitter.IsFinite(_tokens[i]);
        }

        return low * 2 > words && (words >= 4 || (finite && words >= 2) || (words >= 2 && low == words && _tokens[quotation.Tokens.Start].Readings is [{ Class: not WordClass.Numeral }, ..] && !IsTerm(quotation)));
    }

    // the "three evil forces": an article right before, a noun phrase inside.
    private bool IsTerm(Quotation quotation) =>
        quotation.Tokens.Start > 1 && _tokens[quotation.Tokens.Start - 2].Fold is "the" or "a" or "an" or "so-called" && !Enumerable.Range(quotation.Tokens.Start, quotation.Tokens.Length).Any(i => _tokens[i].Fold is "and")
        || quotation.Tokens.Start > 1 && EnglishSyntax.IsPossessive(_tokens[quotation.Tokens.Start - 2]);

    private ImmutableArray<int> Speakers(Cue cue, TokenRange range, Func<int, bool> outside, out TokenRange subject)
    {
        subject = default;
        var afterQuote = cue.Head > range.Start && (_tokens[cue.Head - 1].Is(',') || !outside(cue.Head - 1));
        if (afterQuote && !cue.IsConverb)
        {
            for (var i = cue.Head + 1; i < Math.Min(range.End, cue.Head + 3); i++)
            {
                if (_actors.TopAt(i) is { } inverted)
                {
                    subject = inverted.Extent;
                    return inverted.Actors;
                }
            }
        }

        if (cue.IsConverb && cue.Head == range.Start)
        {
            foreach (var mention in _actors.In(range))
            {
                if (mention.Tokens.Start > cue.Head && (mention.Cases & Cases.Nominative) != 0 && _syntax.PrepositionOf[mention.Extent.Start] is null && mention.Extent.Start > 0 && _tokens[mention.Extent.Start - 1].Is(',') | _tokens[mention.Extent.Start - 1].Fold is "the")
                    return mention.Actors;
            }
        }

        // A thing that is no actor right before the verb does no saying, but for papers and offices.
        var head = cue.Head - 1;
        while (head > range.Start && (_tokens[head].Fold is "also" or "has" or "have" or "had" or "further" || _tokens[head].Readings is [{ Class: WordClass.Adverb }, ..]))
            head--;
        if (EnglishSubjects.Before(cue.Head, range.Start, _actors, _syntax, outside) is { } before)
        {
            if (head >= range.Start && _tokens[head].Readings is [{ Class: WordClass.Noun }, ..] && _actors.TopAt(head) is null && outside(head) && !cue.IsConverb && head > before.Extent.End
                && !_tables.Speakers.ContainsKey(_tokens[head].Readings[0].Base))
                return [];
            subject = before.Extent;
            return before.Actors;
        }

        if (head >= range.Start && outside(head) && _tokens[head].Readings is [{ Class: WordClass.Noun } noun, ..] && _actors.TopAt(head) is null && !_tables.Speakers.ContainsKey(noun.Base))
            return [];
        return _last;
    }

    private void Reported(Cue cue, List<Cue> cues, TokenRange range, List<Quotation> quotations, Func<int, bool> outside)
    {
        var speakers = Speakers(cue, range, outside, out var subject);
        if (speakers.IsEmpty)
            return;
        var end = range.End;
        while (end > cue.Head + 1 && !_tokens[end - 1].IsWord && _tokens[end - 1].Text is "." or "," or "!" or "?" or ";")
            end--;
        // "…, he added": what stands before the comma is what was said.
        if (Aside(cue, subject, range, end) is { } before)
        {
            if (before.Length > 2 && HasFinite(before) && quotations.All(q => !q.Tokens.Overlaps(before)))
            {
                Add(StatementKind.Indirect, before, speakers, Acts(before, cue.Saying), cue.Words, "aside:");
                Close(before);
            }

            _last = speakers;
            return;
        }

        var next = cues.FirstOrDefault(c => c.Head > cue.Words.End && Parts(c, cue, range));
        if (next is not null)
        {
            end = next.Head;
            while (end > cue.Head + 1 && !(_tokens[end - 1].Fold is "and" or "but" or "while" || _tokens[end - 1].Is(',')))
                end--;
            while (end > cue.Head + 1 && (_tokens[end - 1].Fold is "and" or "but" or "while" || _tokens[end - 1].Is(',')))
                end--;
        }

        var start = cue.Words.End;
        if (cue.Saying.AddresseeCase != Cases.None && start < end && _tokens[start].Fold is not "that")
        {
            while (start < end && (_tokens[start].Fold is "the" || _actors.TopAt(start) is not null || _tokens[start].Fold is "reporters" or "journalists" or "parliament" or "media" or "him" or "her" or "them"))
                start++;
            while (start < end && start < cue.Words.End + 10 && _tokens[start].Fold is "in" or "at" && HasThatSoon(start, end))
                start = ThatAt(start, end);
        }

        if (start < end && _tokens[start].Is(','))
            start++;
        var that = ThatAt(start, Math.Min(end, start + 9));
        if (that > 0 && cue.Saying.TakesClause)
            start = that + 1;
        if (start >= end || !_tokens[start..end].Any(t => t.IsWord))
        {
            _last = speakers;
            return;
        }

        var isClause = that > 0 || (cue.Saying.TakesClause && HasFinite(new TokenRange(start, end)));
        if (!isClause && cue.Saying.IsNeutral && end - start < 4)
            return;
        TokenRange evidence;
        if (isClause || cue.Saying.PartsContent)
        {
            evidence = new TokenRange(start, end);
        }
        else
        {
            var from = subject.Length > 0 && subject.Start < cue.Head && cue.Head - subject.End < 4 ? subject.Start : cue.Words.Start;
            if (from > range.Start && _tokens[from - 1].Fold is "the")
                from--;
            evidence = new TokenRange(Math.Min(from, cue.Words.Start), end);
        }

        // A quotation that is all that was said needs no second statement.
        var outsideWords = Enumerable.Range(evidence.Start, evidence.Length).Count(i => outside(i) && _tokens[i].IsWord && !cue.Words.Contains(i) && !subject.Contains(i));
        if (outsideWords >= 3)
        {
            Add(StatementKind.Indirect, evidence, speakers, Acts(evidence, cue.Saying), cue.Words, isClause ? "clause:" : "sentence:");
            if (isClause || next is null)
                Close(new TokenRange(start, end));
        }

        _last = speakers;
    }

    private bool HasThatSoon(int start, int end) => ThatAt(start, Math.Min(end, start + 8)) > 0;

    private int ThatAt(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (_tokens[i].Fold == "that" && (i == start || !_tokens[i - 1].IsWord || i <= start + 8))
                return HasFinite(new TokenRange(i + 1, Math.Min(_text.SentenceOf(i).Tokens.End, i + 40))) ? i : -1;
            if (ClauseSplitter.IsFinite(_tokens[i]))
                return -1;
        }

        return -1;
    }

    // "and said …", ", adding that …": the same or another speaker goes on.
    private bool Parts(Cue next, Cue cue, TokenRange range)
    {
        if (next.IsConverb)
            return _tokens[next.Head - 1].Is(',') && next.Saying.TakesClause;
        if (_tokens[next.Head - 1].Fold is "and" or "but" || (_tokens[next.Head - 1].Readings is [{ Class: WordClass.Adverb }, ..] && next.Head > 1 && _tokens[next.Head - 2].Fold is "and"))
            return true;
        // ", and the minister said": a subject of its own after the conjunction.
        for (var i = next.Head - 1; i > cue.Head; i--)
        {
            if (_tokens[i].Fold is "and" or "while" or "but")
                return _actors.TopAt(i + 1) is not null || _actors.TopAt(Math.Min(i + 2, range.End - 1)) is not null;
            if (_tokens[i].Is(',') || ClauseSplitter.IsFinite(_tokens[i]))
                return false;
        }

        return false;
    }

    // The clause before ", X said" at the end of a sentence; null when the cue does not stand so.
    private TokenRange? Aside(Cue cue, TokenRange subject, TokenRange range, int end)
    {
        if (!cue.Saying.TakesQuotation)
            return null;
        var first = subject.Length > 0 ? Math.Min(subject.Start, cue.Head) : cue.Head;
        while (first > range.Start && _tokens[first - 1].Fold is "the" or "a" or "an" or "also" or "his" or "her" or "its")
            first--;
        if (first <= range.Start + 2 || !(_tokens[first - 1].Is(',') || _tokens[first - 1].Text is "”" or "\""))
            return null;
        // Nothing but when and where may follow.
        var after = Math.Max(cue.Words.End, subject.End);
        for (var i = after; i < end; i++)
        {
            if (ClauseSplitter.IsFinite(_tokens[i]) || _tokens[i].Fold == "that")
                return null;
        }

        if (end - after > 9)
            return null;
        var stop = first - 1;
        var start = range.Start;
        while (start < stop && (_closed[start] || !_tokens[start].IsWord && _tokens[start].Kind == TokenKind.Punctuation))
            start++;
        return new TokenRange(start, Math.Max(start, stop));
    }

    private void Attribution(TokenRange range)
    {
        for (var i = range.Start; i + 2 < range.End; i++)
        {
            if (_tokens[i].Fold != "according" || _tokens[i + 1].Fold != "to")
                continue;
            var mention = _actors.In(new TokenRange(i + 2, Math.Min(range.End, i + 8))).FirstOrDefault();
            if (mention is null)
                return;
            var evidence = i == range.Start ? new TokenRange(Math.Min(range.End, mention.Extent.End + 1), range.End) : new TokenRange(range.Start, i);
            while (evidence.Length > 0 && !_tokens[evidence.End - 1].IsWord)
                evidence = evidence with { End = evidence.End - 1 };
            if (evidence.Length < 3)
                return;
            Add(StatementKind.Indirect, evidence, mention.Actors, Marked(evidence, false), new TokenRange(i, i + 2), "attribution:");
            Close(evidence);
            return;
        }
    }

    private void Quoted(Quotation quotation, List<Cue> cues, TokenRange range, Func<int, bool> outside)
    {
        var cue = cues.Where(c => c.Saying.TakesQuotation || c.Saying.TakesClause || c.Words.Length > 0)
            .OrderBy(c => Math.Min(Math.Abs(c.Head - quotation.Tokens.Start), Math.Abs(c.Head - quotation.Tokens.End))).FirstOrDefault();
        var speakers = cue is null ? default : Speakers(cue, range, outside, out _);
        if (speakers.IsDefaultOrEmpty)
        {
            var subject = EnglishSubjects.Before(quotation.Tokens.Start - 1, range.Start, _actors, _syntax, outside);
            speakers = subject is { } named && quotation.Tokens.Start - 1 > range.Start ? named.Actors : _last;
        }

        var tokens = quotation.Tokens;
        while (tokens.Length > 1 && _tokens[tokens.End - 1].Text is "," or ".")
            tokens = tokens with { End = tokens.End - 1 };
        var acts = Marked(tokens, true);
        if (cue is not null && cue.Saying.Acts[0] != "inform")
            acts = [.. cue.Saying.Acts.Union(acts)];
        Add(StatementKind.Direct, tokens, speakers, acts, cue?.Words ?? default, "quotation:");
        if (!speakers.IsEmpty)
            _last = speakers;
    }

    private bool HasFinite(TokenRange range)
    {
        for (var i = range.Start; i < range.End; i++)
        {
            if (ClauseSplitter.IsFinite(_tokens[i]))
                return true;
        }

        return false;
    }

    private ImmutableArray<string> Acts(TokenRange range, Saying saying) => saying.Acts[0] == "inform" ? Marked(range, false) : saying.Acts;

    private ImmutableArray<string> Marked(TokenRange range, bool own)
    {
        var acts = _acts.Read(range, own, out var weak);
        if (acts.Count == 0 || (weak && !acts.Contains("inform")))
            acts.Add("inform");
        return [.. acts];
    }

    private void Add(StatementKind kind, TokenRange evidence, ImmutableArray<int> speakers, ImmutableArray<string> acts, TokenRange cue, string rule)
    {
        if (evidence.Length == 0)
            return;
        _found.Add(new FoundStatement
        {
            Speakers = speakers,
            Kind = kind,
            Acts = acts,
            Cue = cue.Length > 0 ? _text.SpanOf(cue) : null,
            Evidence = _text.SpanOf(evidence),
            Rule = rule + (cue.Length > 0 ? _tokens[cue.Start].Fold : ""),
        });
    }
}
