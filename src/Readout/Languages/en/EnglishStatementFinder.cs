using System.Collections.Immutable;
using Readout.Actors;
using Readout.Morphology;
using Readout.Statements;
using Readout.Syntax;
using Readout.Text;
using Readout.Time;

namespace Readout.Languages.En;

/// <summary>Finds who said what in English: quotations, "X said (that) …", "…, X said", "X thanked Y for …", "according to X".</summary>
internal sealed class EnglishStatementFinder
{
    private readonly SegmentedText _text;
    private readonly Token[] _tokens;
    private readonly SyntaxLayer _syntax;
    private readonly ActorLayer _actors;
    private readonly TimeLayer _times;
    private readonly SayingTables _tables;
    private readonly EnglishPropositions _propositions;
    private readonly ActReader _acts;
    private readonly bool[] _closed;
    private readonly List<FoundStatement> _found = [];
    private readonly List<FoundOrigin> _origins = [];
    private readonly Dictionary<int, ImmutableArray<int>> _speakersOf = [];
    private ImmutableArray<int> _last = [];

    // The paragraph of what was said last.
    private int _lastParagraph = -1;

    private EnglishStatementFinder(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, SayingTables tables)
    {
        (_text, _tokens, _syntax, _actors, _times, _tables) = (text, text.Tokens, syntax, actors, times, tables);
        _propositions = new EnglishPropositions(text, syntax, actors);
        _acts = new ActReader(text, syntax, actors, tables);
        _closed = new bool[_tokens.Length];
    }

    private sealed record Cue(int Head, TokenRange Words, Saying Saying, bool IsConverb);

    public static StatementLayer Find(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, LanguagePack pack)
    {
        var finder = new EnglishStatementFinder(text, syntax, actors, times, pack.Sayings);
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
        var start = EnglishSyntax.AfterDateline(_text, sentence);
        foreach (var mention in _actors.In(new TokenRange(sentence.Tokens.Start, start)))
        {
            if (mention.Actor >= 0 && _actors.Actors[mention.Actor].Kind == ActorKind.Organization)
                _origins.Add(new FoundOrigin(mention.Actor, _text.SpanOf(mention.Extent)));
        }

        return sentence.Tokens with { Start = start };
    }

    private bool IsOpen(int i) => !_closed[i];

    private void Close(TokenRange range)
    {
        for (var i = range.Start; i < range.End; i++)
            _closed[i] = true;
    }

    private void Read(TokenRange range)
    {
        // A quotation of several sentences is read once, with the sentence that ends it and says whose it is.
        var quotations = _text.Quotations.Where(q => q.Depth == 0 && q.Tokens.Start < range.End && q.Tokens.End > range.Start && IsSpeech(q)).ToList();
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
        // "Cambodia ordered them to leave, the ministry said": what the ministry said holds the order.
        foreach (var cue in cues.OrderBy(c => EndsClause(c, range) ? 0 : 1))
        {
            if (IsOpen(cue.Head))
                Reported(cue, cues, range, quotations, Outside);
        }

        foreach (var quotation in quotations.Where(q => q.Tokens.End <= range.End))
            Quoted(quotation, cues, range, Outside);
    }

    // ", the ministry said" behind a clause, with nothing but the day or a clause of its own behind it.
    private bool EndsClause(Cue cue, TokenRange range)
    {
        if (cue.IsConverb || !cue.Saying.TakesQuotation || !cue.Saying.IsNeutral || cue.Head - 2 <= range.Start || _actors.TopAt(cue.Head - 1) is not { } mention || mention.Extent.End != cue.Head)
            return false;
        var comma = mention.Extent.Start - 1;
        while (comma > range.Start && _tokens[comma].Fold is "the")
            comma--;
        if (comma <= range.Start || !_tokens[comma].Is(',') || !HasFinite(new TokenRange(range.Start, comma)))
            return false;
        return Tail(cue.Words.End, range.End) is not null;
    }

    // What stands behind ", X said": nothing, a day, or ", after …"; where that begins, null when more stands there.
    private int? Tail(int at, int end)
    {
        if (at < end && _tokens[at].Fold is "on" && at + 1 < end && _times.At(at) is null)
            at++;
        while (at < end && _times.At(at) is { } day)
            at = Math.Max(at + 1, day.Tokens.End);
        return at >= end || _tokens[at].Is('.') ? at : _tokens[at].Is(',') && at + 1 < end && _tokens[at + 1].Fold is "after" or "as" or "while" or "when" or "because" or "hours" or "days" or "weeks" ? at : null;
    }

    private Cue? At(int i, TokenRange range, Func<int, bool> isOpen)
    {
        var token = _tokens[i];
        if (token.Readings.Length == 0)
            return null;
        var reading = token.Readings[0];
        var finite = reading is { Class: WordClass.Verb, Form: VerbForm.Past or VerbForm.NonPast, IsPassive: false } && !(reading is { Form: VerbForm.NonPast, Aspects: Aspects.Perfective });
        var converb = reading.Class == WordClass.Converb && (i == range.Start || _tokens[i - 1].Is(',') || _tokens[i - 1].Fold is "while" or "and");
        if (reading.IsPassive && ItIs(i, range) is >= 0 and var it)
        {
            // "It was noted that …": the sides together.
            foreach (var (saying, words) in _tables.Sayings.At(token, _tokens, new TokenRange(it, Math.Min(range.End, i + 3)), isOpen))
            {
                if (saying.IsImpersonal && words.End < range.End && _tokens[words.End].Fold is "that" or "to")
                    return new Cue(i, words, saying, false);
            }
        }

        if (!finite && !converb)
            return null;
        // "was worried about", but no auxiliary alone.
        var isAuxiliary = reading.Base is "be" or "have" or "do";
        foreach (var (saying, words) in _tables.Sayings.At(token, _tokens, new TokenRange(i, Math.Min(range.End, i + 6)), isOpen))
        {
            if (isAuxiliary && words.Length < 2)
                continue;
            if (saying.IsBlocker)
                return null;
            if (saying.TakesClause || saying.TakesAnything || saying.TakenCases.Length > 0 || !saying.TakesInfinitive || HasInfinitive(words.End, range.End))
                return new Cue(i, words, saying, converb);
            // "called on the premier" is no shorter cue either.
            if (words.Length > 1)
                return null;
        }

        return null;
    }

    // Where "it was", "it has been" begins before a participle; -1 when it does not.
    private int ItIs(int participle, TokenRange range)
    {
        var t = participle - 1;
        while (t > range.Start && (_tokens[t].Readings is [{ Class: WordClass.Adverb }, ..] || _propositions.IsAuxiliary(t) || _tokens[t].Fold == "also"))
            t--;
        return t >= range.Start && t < participle - 1 && _tokens[t].Fold == "it" ? t : -1;
    }

    // The comma before the subject of the first cue or main verb after an opening participle; null when there is none.
    private int? MainClause(int start, int end)
    {
        for (var t = start; t + 1 < end; t++)
        {
            if (_tokens[t].Is(',') && (_actors.TopAt(t + 1) ?? (t + 2 < end && _tokens[t + 1].Fold is "the" ? _actors.TopAt(t + 2) : null)) is { } mention && mention.Extent.End < end
                && (ClauseSplitter.IsFinite(_tokens[mention.Extent.End]) || _tokens[mention.Extent.End].Readings is [{ Class: WordClass.Adverb }, ..]))
                return t;
        }

        return null;
    }

    // "called on Seoul to free the crew", and not "called on the premier".
    private bool HasInfinitive(int start, int end)
    {
        for (var t = start; t + 1 < end && !ClauseSplitter.IsFinite(_tokens[t]); t++)
        {
            if (_tokens[t].Fold == "to" && _propositions.IsInfinitive(t + 1))
                return true;
        }

        return false;
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

    private ImmutableArray<int> Speakers(Cue cue, List<Cue> cues, TokenRange range, Func<int, bool> outside, out TokenRange subject)
    {
        subject = default;
        if (cue.Saying.IsImpersonal)
            return _actors.Sides;
        // "mentioned that his state chairs the union and invited …": who spoke goes on speaking.
        var joint = cue.Head - 1;
        while (joint > range.Start && _tokens[joint].Readings is [{ Class: WordClass.Adverb }, ..])
            joint--;
        if (joint > range.Start && !cue.IsConverb && _tokens[joint].Fold is "and" or "but" && cues.LastOrDefault(c => c.Head < cue.Head && !c.IsConverb) is { } before && _speakersOf.TryGetValue(before.Head, out var same))
            return same;
        if (Inverted(cue, range, outside) is { } inverted)
        {
            subject = inverted.Extent;
            return inverted.Actors;
        }

        // "Both countries, he underlined, are …"
        if (Between(cue, range) is { } between)
        {
            subject = between.Extent;
            return GoesOn(between, cue) ? _last : between.Actors;
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
        while (head > range.Start && (_tokens[head].Fold is "also" or "further" || _propositions.IsAuxiliary(head) || _times.At(head) is not null || _tokens[head].Readings is [{ Class: WordClass.Adverb }, ..]))
            head--;
        if (head >= range.Start && outside(head) && !cue.IsConverb && _tokens[head].Readings is [{ Class: WordClass.Noun } noun, ..] && _actors.TopAt(head) is null && _syntax.PrepositionOf[head] is null)
        {
            if (!_tables.Speakers.ContainsKey(noun.Base))
                return [];
            if (EnglishSubjects.Before(cue.Head, range.Start, _actors, _syntax, outside) is not { } owner)
                return _last;
            subject = owner.Extent;
            return owner.Actors;
        }

        // "a statement by the Bolivian government said": whose paper it is.
        if (!cue.IsConverb && head >= range.Start && outside(head) && _actors.TopAt(head) is { } author && _syntax.PrepositionOf[author.Extent.Start] is "by" or "from" or "of" && Paper(author.Extent.Start, range.Start))
        {
            subject = author.Extent;
            return author.Actors;
        }

        if ((cue.IsConverb ? _propositions.Agents(cue.Head) : _propositions.Subject(cue.Head)) is { Count: > 0 } agents)
        {
            subject = agents.MinBy(a => a.Extent.Start)!.Extent;
            // "… , Sultanov noted. He added that …": who spoke goes on, when it may be he or she.
            if (agents is [var one] && GoesOn(one, cue))
                return _last;
            return [.. agents.OrderBy(a => a.Extent.Start).SelectMany(a => a.Actors).Distinct()];
        }

        return _last;
    }

    // "he", "she" for whom who spoke last may stand.
    private bool GoesOn(ActorMention pronoun, Cue cue) =>
        pronoun is { Form: MentionForm.Pronoun, Actor: >= 0 } && _last is [var last] && last != pronoun.Actor && _lastParagraph == _text.SentenceOf(cue.Head).Paragraph && _actors.Actors[last] is { Kind: ActorKind.Person } speaker
        && _tokens[pronoun.Tokens.Start].Fold is "he" or "she" && (speaker.Gender == Genders.None || speaker.Gender == (_tokens[pronoun.Tokens.Start].Fold == "he" ? Genders.Masculine : Genders.Feminine));

    // Who stands with the cue between two commas; null when nobody does.
    private ActorMention? Between(Cue cue, TokenRange range)
    {
        if (!cue.Saying.TakesQuotation || cue.IsConverb || cue.Words.End >= range.End || !_tokens[cue.Words.End].Is(',') || cue.Head - 1 <= range.Start || _actors.TopAt(cue.Head - 1) is not { } mention || mention.Extent.End != cue.Head)
            return null;
        var comma = mention.Extent.Start - 1;
        while (comma > range.Start && (_tokens[comma].Fold is "the" or "mr" or "mrs" or "ms" or "dr" || _tokens[comma].Is('.')))
            comma--;
        return comma > range.Start && _tokens[comma].Is(',') ? mention : null;
    }

    // A paper before the preposition that the mention hangs on: "a statement by", "a report of the".
    private bool Paper(int mention, int start)
    {
        var t = mention - 1;
        while (t > start && (_tokens[t].Fold is "the" or "a" or "an" || EnglishSyntax.IsPreposition(_tokens[t])))
            t--;
        return t >= start && _tokens[t].Readings is [{ Class: WordClass.Noun } noun, ..] && _tables.Speakers.TryGetValue(noun.Base, out var kind) && kind == SpeakerNoun.Document;
    }

    // "…", said Xi. "…," said the minister, who …
    private ActorMention? Inverted(Cue cue, TokenRange range, Func<int, bool> outside)
    {
        // "The envoy, for his part, thanked Chile": the one who is thanked does not speak.
        if (cue.IsConverb || cue.Head == range.Start || !cue.Saying.TakesQuotation && outside(cue.Head - 1) && outside(Math.Max(range.Start, cue.Head - 2)) || _tokens[Math.Max(range.Start, cue.Head - 2)].Fold is "part" or "side" or "turn" || !(_tokens[cue.Head - 1].Is(',') || !outside(cue.Head - 1)))
            return null;
        for (var i = cue.Head + 1; i < Math.Min(range.End, cue.Head + 3); i++)
        {
            if (_actors.TopAt(i) is { } mention)
                return mention.Extent.End >= range.End || !_tokens[mention.Extent.End].IsWord || EnglishSyntax.IsPreposition(_tokens[mention.Extent.End]) || _times.At(mention.Extent.End) is not null ? mention : null;
        }

        return null;
    }

    private void Reported(Cue cue, List<Cue> cues, TokenRange range, List<Quotation> quotations, Func<int, bool> outside)
    {
        var speakers = Speakers(cue, cues, range, outside, out var subject);
        if (speakers.IsEmpty || IsReception(cue))
            return;
        // "TASS reported that …", "…, the agency said": whom the news is from, and no speaker.
        if (speakers.All(s => _actors.Actors[s].Sector == "MED"))
        {
            _origins.AddRange(speakers.Select(s => new FoundOrigin(s, _text.SpanOf(subject.Length > 0 ? subject : cue.Words))));
            return;
        }

        _speakersOf[cue.Head] = speakers;
        var end = range.End;
        while (end > cue.Head + 1 && !_tokens[end - 1].IsWord && _tokens[end - 1].Text is "." or "," or "!" or "?" or ";")
            end--;
        // "Both countries, he underlined, are devoted to …": set in between subject and verb of what was said.
        if (Inserted(cue, subject, range, end) is { } around)
        {
            Add(StatementKind.Indirect, around, speakers, Acts(around, cue), cue.Words, "aside:");
            Close(around);
            _last = speakers;
            return;
        }

        // "…, X said, adding that …": what is added comes by itself.
        var adding = cues.FirstOrDefault(c => c.IsConverb && c.Head > cue.Head && _tokens[c.Head - 1].Is(','));
        // "asked for more time; 27 plants are waiting": the next clause is told by the report.
        for (var t = cue.Words.End; t < end; t++)
        {
            if (_tokens[t].Is(';') && _text.QuotationAt(t) is null && HasFinite(new TokenRange(t, end)))
                end = t;
        }

        // "…, he added": what stands before the comma is what was said.
        if (Aside(cue, subject, range, adding is null ? end : Math.Min(end, adding.Head - 1)) is { } before)
        {
            if (before.Length > 2 && HasFinite(before) && quotations.All(q => !q.Tokens.Overlaps(before) || q.Tokens.Length * 2 < before.Length))
            {
                Add(StatementKind.Indirect, before, speakers, Acts(before, cue), cue.Words, "aside:");
                Close(before);
            }

            _last = speakers;
            return;
        }

        // "…", said Maureen Ackroyd, who …: what was said stands before.
        if (subject.Start > cue.Head && Inverted(cue, range, outside) is not null)
        {
            _last = speakers;
            return;
        }

        var next = cues.FirstOrDefault(c => c.Head > cue.Words.End && Parts(c, cue, range));
        // "Noting that trade grew, Rama said …": the main clause begins after the comma.
        if (cue.IsConverb && cue.Head == range.Start && MainClause(cue.Words.End, end) is { } main)
            (end, next) = (main, null);
        if (next is not null)
        {
            end = next.Head;
            while (end > cue.Head + 1 && !(_tokens[end - 1].Fold is "and" or "but" or "while" || _tokens[end - 1].Is(',')))
                end--;
            while (end > cue.Head + 1 && (_tokens[end - 1].Fold is "and" or "but" or "while" || _tokens[end - 1].Is(',')))
                end--;
        }

        // "the Department, which had offered a mediator, was not needed", "Brazil, calling it a breach, summoned …".
        if (InsertEnd(cue, end) is { } comma)
        {
            end = comma;
            next = next?.Head < end ? next : null;
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
        end = BeforeOrigin(cue, start, end);
        var that = ThatAt(start, Math.Min(end, start + 9));
        if (that > 0 && cue.Saying.TakesClause)
            start = that + 1;
        if ((start >= end || !_tokens[start..end].Any(t => t.IsWord)) && !(cue.Words.Length > 1 && !cue.Saying.PartsContent))
        {
            _last = speakers;
            return;
        }

        // "…,” Thiam said from Addis Ababa": where and when it was said.
        if (that < 0 && cue.Saying.IsNeutral && start < end && EnglishSyntax.IsPreposition(_tokens[start]) && quotations.Any(q => q.Tokens.End <= cue.Head))
        {
            _last = speakers;
            return;
        }

        var isClause = that > 0 || (cue.Saying.TakesClause && HasFinite(new TokenRange(start, end)));
        if (!isClause && cue.Saying.IsNeutral && end - start < 3)
            return;
        if (_times.At(start) is { } day && day.Tokens.Start == start && (_tokens[start].Fold == "on" || day.IsDay) && that < 0)
            start = Math.Min(end - 1, day.Tokens.End);
        TokenRange evidence;
        if (isClause || cue.Saying.PartsContent)
        {
            evidence = new TokenRange(start, end);
        }
        else
        {
            var from = subject.Length > 0 && subject.Start < cue.Head && IsAdjacent(subject.End, cue.Head) ? subject.Start : cue.Words.Start;
            if (from > range.Start && _tokens[from - 1].Fold is "the")
                from--;
            evidence = new TokenRange(Math.Min(from, cue.Words.Start), end);
        }

        // A quotation that is all that was said needs no second statement.
        var outsideWords = Enumerable.Range(evidence.Start, evidence.Length).Count(i => outside(i) && _tokens[i].IsWord && !cue.Words.Contains(i) && !subject.Contains(i));
        var quoted = quotations.Any(q => q.Tokens.Overlaps(evidence));
        if (outsideWords >= (quoted ? 4 : isClause ? 3 : cue.Words.Length > 1 ? 0 : 2))
        {
            Add(StatementKind.Indirect, evidence, speakers, Acts(evidence, cue), cue.Words, isClause ? "clause:" : "sentence:");
            if (isClause || next is null)
                Close(new TokenRange(start, end));
        }

        _last = speakers;
    }

    // "…, TASS reported", "…, the Akorda press service reports": whom the news is from is no part of what was said.
    private int BeforeOrigin(Cue cue, int start, int end)
    {
        for (var t = end - 1; t > Math.Max(start, cue.Words.End); t--)
        {
            if (!_tokens[t].Is(','))
                continue;
            var at = t + 1 < end && _tokens[t + 1].Fold is "the" ? t + 2 : t + 1;
            if (at >= end || _actors.TopAt(at) is not { Actor: >= 0 } mention || _actors.Actors[mention.Actor] is not { Kind: ActorKind.Organization } source)
                return end;
            var verb = mention.Extent.End;
            var isPress = verb + 1 < end && _tokens[verb].Fold is "press" or "news";
            while (verb < end && !ClauseSplitter.IsFinite(_tokens[verb]) && verb < mention.Extent.End + 3)
                verb++;
            if (verb >= end || !ClauseSplitter.IsFinite(_tokens[verb]) || end - verb > 7 || !(isPress || source.Sector == "MED"))
                return end;
            _origins.Add(new FoundOrigin(mention.Actor, _text.SpanOf(mention.Extent)));
            return t;
        }

        return end;
    }

    // "Xi welcomed the guest to Hangzhou" tells of a reception, "welcomed the decision" of words.
    private bool IsReception(Cue cue) =>
        cue.Saying.Name == "welcome" && _actors.In(new TokenRange(cue.Words.End, Math.Min(_tokens.Length, cue.Words.End + 3))).FirstOrDefault() is { } guest && guest.Extent.Start <= cue.Words.End + 1
        && guest.Actors.Any(a => _actors.Actors[a].Kind == ActorKind.Person) && guest.Extent.End < _tokens.Length && _tokens[guest.Extent.End].Fold is "to" or "at" or "in" or "on" or "here";

    // The comma that ends a relative clause or participle set in between subject and verb; null when the cue does not stand so.
    private int? InsertEnd(Cue cue, int end)
    {
        var clause = _syntax.ClauseAt(cue.Head);
        if (!(clause.Kind == ClauseKind.Relative || cue.IsConverb && clause.Tokens.Start > _text.SentenceOf(cue.Head).Tokens.Start))
            return null;
        for (var t = cue.Words.End; t + 1 < end; t++)
        {
            if (_text.QuotationAt(t) is null && _tokens[t].Is(',') && (ClauseSplitter.IsFinite(_tokens[t + 1]) || _tokens[t + 1].Readings is [{ Class: WordClass.Adverb }, ..] && t + 2 < end && ClauseSplitter.IsFinite(_tokens[t + 2])))
                return _tokens[t - 1].Text is "”" or "\"" or "’" or "»" ? t - 1 : t;
        }

        return null;
    }

    // Nothing but auxiliaries and what says more of the subject stands between: "The United States, which has a treaty with Manila, condemned".
    private bool IsAdjacent(int end, int head)
    {
        for (var t = end; t < head; t++)
        {
            if (ClauseSplitter.IsFinite(_tokens[t]) && _tokens[t].Readings[0].Base is not ("be" or "have" or "do") && _syntax.ClauseAt(t) is var clause && (clause.Kind is not (ClauseKind.Relative or ClauseKind.Participial) || clause == _syntax.ClauseAt(head)))
                return false;
        }

        return true;
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

    // The whole sentence around ", X said," when its subject stands before and its verb behind; null when the cue does not stand so.
    private TokenRange? Inserted(Cue cue, TokenRange subject, TokenRange range, int end)
    {
        var first = subject.Length > 0 ? Math.Min(subject.Start, cue.Head) : cue.Head;
        while (first > range.Start && (_tokens[first - 1].Fold is "the" or "mr" or "mrs" or "ms" or "dr" || _tokens[first - 1].Is('.')))
            first--;
        if (!cue.Saying.TakesQuotation || first - 1 <= range.Start || !_tokens[first - 1].Is(',') || cue.Words.End >= end || !_tokens[cue.Words.End].Is(',') || cue.Words.End + 1 >= end || _closed[range.Start])
            return null;
        var verb = cue.Words.End + 1;
        while (verb < end && _tokens[verb].Readings is [{ Class: WordClass.Adverb }, ..])
            verb++;
        return HasFinite(new TokenRange(range.Start, first - 1)) || verb >= end || !ClauseSplitter.IsFinite(_tokens[verb]) && !_propositions.IsAuxiliary(verb) ? null : new TokenRange(range.Start, end);
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
        if (Tail(after, end) is { } told)
            end = told;
        for (var i = after; i < end; i++)
        {
            if (ClauseSplitter.IsFinite(_tokens[i]) || _tokens[i].Fold == "that")
                return null;
        }

        // "…, Kerry added, including the sea": what follows is the tail of what was said.
        if (end - after > 9 && !(after < end && _tokens[after].Is(',')))
            return null;
        var stop = first - 1;
        var start = range.Start;
        while (start < stop && (_closed[start] || !_tokens[start].IsWord && _tokens[start].Kind == TokenKind.Punctuation))
            start++;
        return new TokenRange(start, Math.Max(start, stop));
    }

    // "according to", "in the words of"; null when none begins there.
    private TokenRange? AttributionAt(int i, int limit)
    {
        foreach (var row in _tables.Attributions)
        {
            if (_tokens[i].Fold != row.Preposition)
                continue;
            var noun = _tokens[i + 1].Fold == "the" ? i + 2 : i + 1;
            if (noun + 1 >= limit || row.Preposition is "in" or "by" && _tokens[noun + 1].Fold != "of" || !row.Has(_tokens[noun]))
                continue;
            return new TokenRange(i, _tokens[noun + 1].Fold == "of" ? noun + 2 : noun + 1);
        }

        return null;
    }

    private void Attribution(TokenRange range)
    {
        for (var i = range.Start; i + 2 < range.End; i++)
        {
            if (_text.QuotationAt(i) is not null || AttributionAt(i, range.End) is not { } phrase)
                continue;
            var named = phrase.End;
            while (named < range.End && _tokens[named].Fold is "the" or "a" or "an" or "his" or "its")
                named++;
            var mention = named < range.End ? _actors.TopAt(named) : null;
            var isPronoun = mention is null && named < range.End && _tokens[named].Fold is "him" or "her" or "them";
            if (mention is null && !isPronoun || isPronoun && _last.IsEmpty)
                continue;
            var after = mention?.Extent.End ?? named + 1;
            var evidence = i == range.Start ? new TokenRange(Math.Min(range.End, after + 1), range.End) : new TokenRange(range.Start, i);
            // "…, according to the ministry, but business was bracing": the clause that the words hang on.
            while (evidence.Length > 0 && !_tokens[evidence.End - 1].IsWord)
                evidence = evidence with { End = evidence.End - 1 };
            if (evidence.Length < 3)
                return;
            Add(StatementKind.Indirect, evidence, mention?.Actors ?? _last, Marked(evidence, false), phrase, "attribution:");
            Close(evidence);
            _last = mention?.Actors ?? _last;
            return;
        }
    }

    private void Quoted(Quotation quotation, List<Cue> cues, TokenRange range, Func<int, bool> outside)
    {
        var cue = cues.Where(c => c.Saying.TakesQuotation || c.Saying.TakesClause || c.Words.Length > 0)
            .OrderBy(c => Math.Min(Math.Abs(c.Head - quotation.Tokens.Start), Math.Abs(c.Head - quotation.Tokens.End))).FirstOrDefault();
        var speakers = cue is null ? default : Speakers(cue, cues, range, outside, out _);
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

    // "did not rule out that": what is not refused is told.
    private ImmutableArray<string> Acts(TokenRange range, Cue cue) =>
        cue.Saying.Acts[0] == "inform" || cue.Saying.Acts.Contains("reject") && cue.Head > 0 && (_tokens[cue.Head - 1].Fold is "not" or "never" || _tokens[cue.Head - 1].Fold.EndsWith("n't", StringComparison.Ordinal)) ? Marked(range, false) : cue.Saying.Acts;

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
        _lastParagraph = _text.SentenceOf(evidence.Start).Paragraph;
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
