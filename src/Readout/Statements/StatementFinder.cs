using System.Collections.Immutable;
using Readout.Actors;
using Readout.Morphology;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Statements;

/// <summary>Who said what, before it is written into the record.</summary>
/// <param name="Speakers">Indexes in <see cref="ActorLayer.Actors"/>; several when the sides speak together.</param>
/// <param name="Addressee">Index of the actor spoken to; -1 when the text does not tell.</param>
/// <param name="Cue">Token of the verb of saying; -1 when there is none.</param>
/// <param name="Evidence">The words said.</param>
internal sealed record FoundStatement(
    ImmutableArray<int> Speakers, int Addressee, StatementKind Kind, ImmutableArray<string> Acts, int Cue, Span Evidence, string Rule);

/// <summary>Whom the text credits for the news.</summary>
internal sealed record FoundOrigin(int Actor, Span Evidence);

/// <summary>What the text credits to others: statements and origins.</summary>
internal sealed record StatementLayer(ImmutableArray<FoundStatement> Statements, ImmutableArray<FoundOrigin> Origins);

/// <summary>Finds quotations with their speakers, reported speech, and whom the text credits.</summary>
internal sealed class StatementFinder
{
    private readonly SegmentedText _text;
    private readonly SyntaxLayer _syntax;
    private readonly ActorLayer _actors;
    private readonly SayingTable _table;
    private readonly Token[] _tokens;
    private readonly List<FoundStatement> _statements = [];
    private readonly List<FoundOrigin> _origins = [];

    // Tokens that belong to a quotation of words said, and cues that frame one.
    private readonly bool[] _quoted;
    private readonly HashSet<int> _framing = [];
    private ImmutableArray<int> _last = [];

    private StatementFinder(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, LanguagePack pack)
    {
        (_text, _syntax, _actors, _table, _tokens) = (text, syntax, actors, pack.Saying, text.Tokens);
        _quoted = new bool[_tokens.Length];
    }

    public static StatementLayer Find(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, LanguagePack pack)
    {
        var finder = new StatementFinder(text, syntax, actors, pack);
        var speeches = text.Quotations.Where(q => q.Depth == 0 && !text.IsInTitle(q.Tokens.Start) && finder.IsSpeech(q)).OrderBy(q => q.Tokens.Start).ToList();
        foreach (var speech in speeches)
        {
            for (var i = speech.Tokens.Start; i < speech.Tokens.End; i++)
                finder._quoted[i] = true;
        }

        var next = 0;
        foreach (var sentence in text.Sentences)
        {
            if (text.IsInTitle(sentence.Tokens.Start))
                continue;
            if (finder.Dialogue(sentence))
                continue;
            // A quotation is told where it ends: its framing clause stands there or before it.
            while (next < speeches.Count && speeches[next].Tokens.End <= sentence.Tokens.End)
                finder.Quoted(speeches[next++]);
            finder.Reported(sentence);
        }

        return new StatementLayer([.. finder._statements.OrderBy(s => s.Evidence.Start)], [.. finder._origins]);
    }

    // ---- quotations

    // Words said hold a verb, or are a longer fragment under a cue; names and scare quotes are short and have none.
    private bool IsSpeech(Quotation quotation)
    {
        var words = 0;
        var verbs = 0;
        for (var i = quotation.Tokens.Start; i < quotation.Tokens.End; i++)
        {
            words += _tokens[i].IsWord ? 1 : 0;
            verbs += IsPredicate(_tokens[i]) ? 1 : 0;
        }

        if (verbs > 0 && words >= 3)
            return !(words <= 4 && _tokens[quotation.Tokens.Start].IsCapitalized && quotation.Tokens.Start > 1 && _tokens[quotation.Tokens.Start - 2].IsWord && !HasCue(quotation));
        if (words >= 8)
            return true;
        return words >= 4 && !_tokens[quotation.Tokens.Start].IsCapitalized && HasCue(quotation);
    }

    private static bool IsPredicate(Token token) =>
        ClauseSplitter.IsFinite(token) || (token.Readings.Length > 0 && token.Readings[0] is { Class: WordClass.Verb, Form: VerbForm.Imperative or VerbForm.Infinitive });

    private bool HasCue(Quotation quotation)
    {
        var sentence = _text.SentenceOf(quotation.Tokens.Start).Tokens;
        var end = _text.SentenceOf(quotation.Tokens.End - 1).Tokens.End;
        for (var i = sentence.Start; i < end; i++)
        {
            if (!quotation.Tokens.Contains(i) && _table.At(_tokens, i, new TokenRange(sentence.Start, end)) is { Evidence: not EvidenceKind.None })
                return true;
        }

        return false;
    }

    private void Quoted(Quotation quotation)
    {
        if (Broken(quotation))
            return;
        var close = quotation.Tokens.End;
        var sentence = _text.SentenceOf(Math.Min(close, _tokens.Length - 1));
        var after = new TokenRange(Math.Min(close + 1, sentence.Tokens.End), sentence.Tokens.End);
        var (speakers, cue) = Framing(after, isAfter: true);
        if (speakers.Length == 0)
        {
            var opening = _text.SentenceOf(quotation.Tokens.Start).Tokens;
            (speakers, cue) = Framing(new TokenRange(opening.Start, Math.Max(opening.Start, quotation.Tokens.Start - 1)), isAfter: false);
        }

        var rule = "quotation";
        if (speakers.Length == 0)
        {
            // Without a frame the words go on with the speaker before.
            (speakers, rule) = (_last, "quotation-continued");
        }

        if (speakers.Length == 0 || !quotation.IsClosed && quotation.Tokens.Length < 4)
            return;
        AddDirect(quotation.Inner, quotation.Tokens, speakers, cue, rule);
    }

    private void AddDirect(Span span, TokenRange tokens, ImmutableArray<int> speakers, int cue, string rule)
    {
        var trimmed = Trim(span);
        if (trimmed.Length < 3)
            return;
        if (cue >= 0)
            _framing.Add(cue);
        _last = speakers;
        _statements.Add(new FoundStatement(speakers, -1, StatementKind.Direct, ActsIn(tokens, isDirect: true, cue), cue, trimmed, rule));
    }

    // «Мы рады, – сказал он. – Порт ждёт вас»: the frame stands inside the marks.
    private bool Broken(Quotation quotation)
    {
        var range = quotation.Tokens;
        for (var i = range.Start + 2; i < range.End - 3; i++)
        {
            if (!IsDash(_tokens[i]) || _tokens[i - 1].Text is not ("," or "." or "!" or "?" or "…"))
                continue;
            var cue = -1;
            for (var c = i + 1; c < Math.Min(i + 4, range.End) && cue < 0; c++)
                cue = ClauseSplitter.IsFinite(_tokens[c]) && _table.At(_tokens, c, new TokenRange(i + 1, Math.Min(i + 14, range.End))) is { Evidence: EvidenceKind.Clause } ? c : -1;
            if (cue < 0)
                continue;
            var end = cue + 1;
            while (end < Math.Min(cue + 14, range.End) && !IsDash(_tokens[end]))
                end++;
            if (end >= range.End || !IsDash(_tokens[end]))
                continue;
            var speakers = Subject(cue, new TokenRange(i + 1, end));
            if (speakers.Length == 0)
                continue;
            AddDirect(new Span(quotation.Inner.Start, _tokens[i - 1].Span.Start), new TokenRange(range.Start, i - 1), speakers, cue, "quotation-broken");
            AddDirect(new Span(_tokens[end].Span.End, quotation.Inner.End), new TokenRange(end + 1, range.End), speakers, cue, "quotation-broken");
            return true;
        }

        return false;
    }

    private (ImmutableArray<int> Speakers, int Cue) Framing(TokenRange range, bool isAfter)
    {
        if (range.Length <= 0)
            return ([], -1);
        if (isAfter && !(_tokens[range.Start].Text is "," or "." || IsDash(_tokens[range.Start]) || ClauseSplitter.IsFinite(_tokens[range.Start])))
            return ([], -1);
        for (var i = range.Start; i < range.End; i++)
        {
            if (_quoted[i])
            {
                if (isAfter)
                    break;
                continue;
            }

            if (!ClauseSplitter.IsFinite(_tokens[i]) && !IsConverb(_tokens[i]))
                continue;
            var row = _table.At(_tokens, i, range);
            // Right after the quotation any verb may frame it ("– улыбнулся он").
            if (row is null && !(isAfter && i <= range.Start + 3))
                continue;
            var speakers = IsConverb(_tokens[i]) ? Subject(i, _text.SentenceOf(i).Tokens) : Subject(i, range);
            if (speakers.Length == 0)
                speakers = Subject(i, _text.SentenceOf(i).Tokens);
            if (speakers.Length == 0 && !isAfter)
                speakers = ByPhrase(range);
            if (speakers.Length > 0)
                return (speakers, i);
        }

        return (ByPhrase(range), -1);
    }

    // "по словам министра", "по его мнению" as the frame of a quotation.
    private ImmutableArray<int> ByPhrase(TokenRange range)
    {
        for (var i = range.Start; i < range.End - 1; i++)
        {
            if (Parenthetical(i, range.End, out _, out var speakers))
                return speakers;
        }

        return [];
    }

    // "– Для Казахстана Россия – союзник, – сказал Глава государства.": a paragraph that begins with a dash.
    private bool Dialogue(Sentence sentence)
    {
        var start = sentence.Tokens.Start;
        if (!IsDash(_tokens[start]) || _text.Sentences.First(s => s.Paragraph == sentence.Paragraph).Index != sentence.Index)
            return false;
        var last = _text.Sentences.Last(s => s.Paragraph == sentence.Paragraph);
        var limit = last.Tokens.End;
        for (var i = start + 2; i < limit - 1; i++)
        {
            if (!IsDash(_tokens[i]) || _tokens[i - 1].Text is not ("," or "!" or "?" or "…"))
                continue;
            for (var c = i + 1; c < Math.Min(i + 3, limit); c++)
            {
                if (!ClauseSplitter.IsFinite(_tokens[c]) || _table.At(_tokens, c, new TokenRange(i + 1, limit)) is not { Evidence: not EvidenceKind.None })
                    continue;
                var speakers = Subject(c, new TokenRange(i + 1, _text.SentenceOf(c).Tokens.End));
                if (speakers.Length == 0)
                    continue;
                MarkQuoted(start, i);
                AddDirect(new Span(_tokens[start + 1].Span.Start, _tokens[i - 1].Span.Start), new TokenRange(start + 1, i - 1), speakers, c, "dialogue");
                return true;
            }
        }

        return false;
    }

    private void MarkQuoted(int start, int end)
    {
        for (var i = start; i < end; i++)
            _quoted[i] = true;
    }

    // ---- reported speech

    private sealed record Cue(int Verb, SayingRow Row, ImmutableArray<int> Speakers, int Content, ImmutableArray<string> Acts, bool IsNegated);

    private void Reported(Sentence sentence)
    {
        var range = sentence.Tokens;
        if (IsAllQuoted(range))
            return;
        if (AcceptedInvitation(sentence) || AboutThis(sentence) || ByWordsOf(sentence))
            return;
        var cues = new List<Cue>();
        var covered = range.Start;
        for (var i = range.Start; i < range.End; i++)
        {
            if (i < covered || _quoted[i] || _framing.Contains(i))
                continue;
            if (CueAt(i, sentence, cues) is not { } cue)
                continue;
            cues.Add(cue);
            if (cue.Content >= 0)
                covered = ContentEnd(cue, range);
        }

        Write(cues, sentence);
    }

    private Cue? CueAt(int i, Sentence sentence, List<Cue> before)
    {
        var token = _tokens[i];
        var reading = token.Readings.Length > 0 ? token.Readings[0] : default;
        var finite = reading is { Class: WordClass.Verb, Form: VerbForm.Past } or { Class: WordClass.Verb, Form: VerbForm.NonPast, Person: 3, Aspects: not Aspects.Perfective };
        var passive = reading is { Class: WordClass.Participle, IsShort: true } || (finite && token.Fold.EndsWith("лось", StringComparison.Ordinal)) || (finite && token.Fold is "отмечается" or "подчеркивается");
        var converb = IsConverb(token);
        if (!finite && !passive && !converb)
            return null;
        var range = sentence.Tokens;
        var clause = _syntax.ClauseAt(i);
        var reach = new TokenRange(clause.Tokens.Start, Math.Min(range.End, Math.Max(clause.Tokens.End, i + 6)));
        if (_table.At(_tokens, passive ? i : i, reach) is not { } row || row.Evidence == EvidenceKind.None)
            return passive ? PassiveCue(i, sentence) : null;
        if (clause.Kind is ClauseKind.Relative && !_tokens[clause.Tokens.Start].HasBase("который"))
            return null;
        if (clause.Kind == ClauseKind.Subordinate && _tokens[clause.Tokens.Start].Fold is not "как")
            return null;
        var negated = i > range.Start && _tokens[i - 1].Fold == "не";
        if (negated && !row.Acts.Contains("support") && !row.Acts.Contains("agree"))
            return null;

        var content = Content(i, row, range);
        ImmutableArray<int> speakers;
        if (passive && reading.Class == WordClass.Participle)
            speakers = Agent(clause) is { Length: > 0 } agent ? agent : content >= 0 || row.Acts.Length > 0 ? Both() : [];
        else if (passive)
            speakers = Both();
        else if (converb)
            speakers = MainSubject(sentence, i);
        else
            speakers = Subject(i, clause.Tokens);
        if (speakers.Length == 0 && finite)
            speakers = Dropped(i, clause, sentence, before);
        if (speakers.Length == 0)
            return null;

        // A press service or agency that only passes the news on is its origin.
        if (speakers.Length == 1 && IsSource(speakers[0]) && content < 0 && row.Acts is ["inform"])
        {
            _origins.Add(new FoundOrigin(speakers[0], _text.SpanOf(new TokenRange(Math.Min(i, SubjectToken(speakers[0], clause.Tokens, i)), Math.Max(i, SubjectToken(speakers[0], clause.Tokens, i)) + 1))));
            return null;
        }

        if (converb && content < 0 && row.Evidence == EvidenceKind.Clause)
            return null;
        if (content < 0 && row.Acts is ["inform"] && row.Evidence == EvidenceKind.Clause && !HasObject(i, range))
            return null;
        var acts = negated ? ["reject"] : row.Acts;
        return new Cue(i, row, speakers, content, acts, negated);
    }

    // "Отмечено, что …" by nobody in particular: the sides. The table's verbs in the passive.
    private Cue? PassiveCue(int i, Sentence sentence) => null;

    private ImmutableArray<int> Both() => _actors.Sides.Length >= 2 ? _actors.Sides : [];

    private bool IsSource(int actor) => _actors.Actors[actor] is { Kind: ActorKind.Organization, Sector: "MED" } or { Kind: ActorKind.Organization, Rule: "metonym" };

    private int SubjectToken(int actor, TokenRange range, int fallback)
    {
        foreach (var mention in _actors.In(range))
        {
            if (mention.Actor == actor)
                return mention.Extent.End - 1;
        }

        return fallback;
    }

    private bool HasObject(int verb, TokenRange range) => verb + 2 < range.End && _tokens[verb + 1].IsWord;

    /// <summary>First token of what is said when it is a clause of its own; -1 when speaker and content cannot be parted.</summary>
    private int Content(int verb, SayingRow row, TokenRange range)
    {
        var clause = _syntax.ClauseAt(verb);
        var lead = FirstWord(clause.Tokens);
        // "Как подчеркнул министр, …" and ", сказал он, …" leave the rest of the sentence as content.
        if (_tokens[lead].Fold == "как" || (!IsConverb(_tokens[verb]) && IsInserted(verb, clause, range)))
            return range.Start;
        for (var i = verb + 1; i < range.End; i++)
        {
            if (_tokens[i].Fold == "что" && (_tokens[i - 1].Is(',') || i == verb + 1))
                return i + 1 < range.End ? i + 1 : -1;
            if (_tokens[i].Is(':') && row.Evidence == EvidenceKind.Clause && !_quoted[Math.Min(i + 2, range.End - 1)])
                return i + 1 < range.End ? i + 1 : -1;
            if (i > verb + 1 && ClauseSplitter.IsFinite(_tokens[i]) && !_quoted[i])
                break;
            if (i > verb + 22)
                break;
        }

        if (row.Evidence != EvidenceKind.Clause)
            return -1;
        // "договорились открыть …", "пообещал построить …": the infinitive and its words.
        if (row.Acts.Contains("agree") || row.Acts.Contains("promise"))
        {
            for (var i = verb + 1; i < Math.Min(range.End, verb + 12); i++)
            {
                if (_tokens[i].Is(';') || ClauseSplitter.IsFinite(_tokens[i]))
                    break;
                if (_tokens[i].Readings.Length > 0 && _tokens[i].Readings[0] is { Class: WordClass.Verb, Form: VerbForm.Infinitive })
                    return ContentAfterCue(verb, row, range);
            }

            if (verb + 1 < range.End && _tokens[verb + 1].Fold is "о" or "об")
                return verb + 2;
        }

        return -1;
    }

    // "заявил о готовности увеличивать": what is said begins with the noun.
    private int ContentAfterCue(int verb, SayingRow row, TokenRange range)
    {
        for (var i = verb + 1; row.Words.Length > 1 && i < Math.Min(range.End, verb + 5); i++)
        {
            if (_tokens[i].HasBase(row.Words[^1]))
                return i;
        }

        return verb + 1;
    }

    // ", напомнил он,": a short clause of verb and speaker, set off by commas, or closing the sentence.
    private bool IsInserted(int verb, Clause clause, TokenRange range)
    {
        var start = clause.Tokens.Start;
        if (start == range.Start || clause.Tokens.Length > 14)
            return false;
        var before = _tokens[start - 1].Text is "," || IsDash(_tokens[start - 1]);
        if (!before || FirstWord(clause.Tokens) != verb && !(FirstWord(clause.Tokens) == verb - 1 && _tokens[verb - 1].Readings.Any(r => r.Class is WordClass.Pronoun or WordClass.Adverb)))
            return false;
        // Content before it must be a clause of its own.
        for (var i = range.Start; i < start; i++)
        {
            if (ClauseSplitter.IsFinite(_tokens[i]) && !_quoted[i])
                return EndsSoon(clause, range);
        }

        return clause.Tokens.End < range.End && _tokens[clause.Tokens.End].Is(',') && EndsSoon(clause, range);
    }

    private bool EndsSoon(Clause clause, TokenRange range) =>
        clause.Tokens.End >= range.End - 1 || _tokens[clause.Tokens.End].Text is "," or "." or ":" || IsDash(_tokens[clause.Tokens.End]) || _tokens[clause.Tokens.End - 1].Text is ".";

    private int FirstWord(TokenRange range)
    {
        for (var i = range.Start; i < range.End; i++)
        {
            if (_tokens[i].IsWord)
                return i;
        }

        return range.Start;
    }

    // The content of one cue ends where the same speaker's next predicate of saying begins.
    private int ContentEnd(Cue cue, TokenRange range)
    {
        if (cue.Content <= cue.Verb)
            return cue.Verb + 1;
        for (var i = cue.Content + 1; i < range.End; i++)
        {
            if (_quoted[i] || !_tokens[i].IsWord || !ClauseSplitter.IsFinite(_tokens[i]))
                continue;
            if (_table.At(_tokens, i, _syntax.ClauseAt(i).Tokens) is not { Evidence: not EvidenceKind.None })
                continue;
            var clause = _syntax.ClauseAt(i);
            var start = clause.Tokens.Start;
            if (start <= cue.Content || clause.Kind is ClauseKind.Subordinate or ClauseKind.Relative)
                continue;
            var joined = _tokens[start].Fold is "и" or "а" or "но" || (start > range.Start && _tokens[start - 1].Fold is "и" or "а");
            // "…, сообщила пресс-служба": whose news it is stands outside of what was said.
            if ((_tokens[i].HasBase("сообщить") || _tokens[i].HasBase("сообщать") || _tokens[i].HasBase("передавать") || _tokens[i].HasBase("писать")) && i <= start + 1 && start > 0 && _tokens[start - 1].Text is "," or "–" or "—")
                return start;
            // "…, что рейс откроют, и поблагодарил": no subject of its own before the verb, and the verb agrees with the cue.
            if (joined && !HasSubjectBefore(i, start) && SameForm(i, cue.Verb))
                return start;
        }

        return range.End;
    }

    private bool HasSubjectBefore(int verb, int start)
    {
        for (var i = start; i < verb; i++)
        {
            if (_tokens[i].IsWord && (_syntax.CaseOf[i] & Cases.Nominative) != 0 && _syntax.PrepositionOf[i] is null && _tokens[i].Readings[0].Class is WordClass.Noun or WordClass.Pronoun)
                return true;
        }

        return false;
    }

    private bool SameForm(int a, int b)
    {
        var x = _tokens[a].Readings[0];
        var y = _tokens[b].Readings[0];
        return x.Form == y.Form && (x.Numbers & y.Numbers) != 0 && (x.Genders == y.Genders || x.Genders == Genders.None || y.Genders == Genders.None);
    }

    private void Write(List<Cue> cues, Sentence sentence)
    {
        var range = sentence.Tokens;
        var start = range.Start;
        for (var c = 0; c < cues.Count; c++)
        {
            var cue = cues[c];
            if (cue.Content >= 0)
            {
                var (from, to) = (cue.Content, ContentEnd(cue, range));
                if (cue.Content <= cue.Verb)
                    (from, to) = AroundInsertion(cue, range);
                AddIndirect(cue, new TokenRange(from, to), cue.Verb, "clause");
                start = to > cue.Verb ? to : start;
                continue;
            }

            // Sentence cues of one speaker stand together up to the next one with a clause of its own.
            var last = c;
            while (last + 1 < cues.Count && cues[last + 1].Content < 0 && cues[last + 1].Speakers.SequenceEqual(cue.Speakers))
                last++;
            var end = last + 1 < cues.Count && cues[last + 1].Content > cues[last + 1].Verb ? BeforeConjunction(cues[last + 1].Verb, start) : range.End;
            var acts = cues.Skip(c).Take(last - c + 1).SelectMany(x => x.Acts).Distinct().ToImmutableArray();
            if (end > start)
                AddIndirect(cue with { Acts = acts }, new TokenRange(StartAfterConjunction(start, range), end), cue.Verb, "sentence");
            start = end;
            c = last;
        }
    }

    private int StartAfterConjunction(int start, TokenRange range)
    {
        while (start > range.Start && start < range.End && (_tokens[start].Fold is "и" or "а" or "но" || !_tokens[start].IsWord && _tokens[start].Text is "," or "–" or "—"))
            start++;
        return start;
    }

    // The words before "и подчеркнул, что …".
    private int BeforeConjunction(int verb, int start)
    {
        for (var i = verb - 1; i > start; i--)
        {
            if (_tokens[i].Fold is "и" or "а" or "но" || _tokens[i].Is(','))
                return _tokens[i].Fold is "и" or "а" or "но" && _tokens[i - 1].Is(',') ? i - 1 : i;
        }

        return verb;
    }

    private (int From, int To) AroundInsertion(Cue cue, TokenRange range)
    {
        var clause = _syntax.ClauseAt(cue.Verb).Tokens;
        if (_tokens[FirstWord(clause)].Fold == "как" && FirstWord(clause) <= range.Start + 1)
        {
            var after = clause.End;
            while (after < range.End && _tokens[after].Kind == TokenKind.Punctuation && !_tokens[after].Is('«') && !_tokens[after].Is('"'))
                after++;
            return (after, range.End);
        }

        // At the end of the sentence the frame is left out, in the middle it stays inside.
        return clause.End >= range.End - 1 ? (range.Start, clause.Start) : (range.Start, range.End);
    }

    private void AddIndirect(Cue cue, TokenRange tokens, int verb, string kind)
    {
        var range = TrimTokens(tokens);
        if (range.Length < 2)
            return;
        // Nothing is left to report when a quotation takes nearly all of it.
        var quoted = 0;
        for (var i = range.Start; i < range.End; i++)
            quoted += _quoted[i] ? 1 : 0;
        if (quoted * 10 > range.Length * 6)
            return;
        _last = cue.Speakers;
        var acts = cue.Acts is ["inform"] or ["inform", ..] or [.., "inform"] ? ActsIn(range, isDirect: false, -1) : cue.Acts;
        if (acts is ["inform"] && cue.Acts.Length > 1)
            acts = cue.Acts;
        _statements.Add(new FoundStatement(cue.Speakers, Addressee(verb, cue.Speakers), StatementKind.Indirect, acts, verb, Trim(_text.SpanOf(range)), $"saying:{cue.Row.Line}:{kind}"));
    }

    private int Addressee(int verb, ImmutableArray<int> speakers)
    {
        var clause = _syntax.ClauseAt(verb);
        foreach (var mention in _actors.In(new TokenRange(verb + 1, Math.Min(clause.Tokens.End, verb + 8))))
        {
            if (mention.Actor >= 0 && !speakers.Contains(mention.Actor) && (mention.Cases & (Cases.Accusative | Cases.Dative)) != 0 && (mention.Cases & Cases.Nominative) == 0
                && _syntax.PrepositionOf[mention.Extent.Start] is null)
                return mention.Actor;
        }

        return -1;
    }

    // "Приглашение было с благодарностью принято.": by the one who was invited.
    private bool AcceptedInvitation(Sentence sentence)
    {
        for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
        {
            if (!_tokens[i].HasBase("приглашение") || (_syntax.CaseOf[i] & Cases.Nominative) == 0)
                continue;
            for (var v = i + 1; v < Math.Min(sentence.Tokens.End, i + 6); v++)
            {
                if (_tokens[v].Readings.Length == 0 || _tokens[v].Readings[0] is not { Class: WordClass.Participle, IsShort: true, Base: "принять" })
                    continue;
                var guest = _actors.Sides.Where(a => !_last.Contains(a)).ToImmutableArray();
                if (_last.Length == 1 && guest.Length == 1)
                {
                    _statements.Add(new FoundStatement(guest, -1, StatementKind.Indirect, ["agree"], v, Trim(_text.SpanOf(sentence.Tokens)), "invitation-accepted"));
                    return true;
                }
            }
        }

        return false;
    }

    // "Об этом сообщил министр.": the sentence before is what he said; a press service or agency is only the origin.
    private bool AboutThis(Sentence sentence)
    {
        var start = sentence.Tokens.Start;
        if (sentence.Tokens.Length < 4 || _tokens[start].Fold is not ("об" or "о") || _tokens[start + 1].Fold is not ("этом" or "чем") || sentence.Index == 0)
            return false;
        for (var i = start + 2; i < sentence.Tokens.End; i++)
        {
            if (!ClauseSplitter.IsFinite(_tokens[i]) || _table.At(_tokens, i, sentence.Tokens) is null)
                continue;
            var speakers = Subject(i, sentence.Tokens);
            if (speakers.Length == 1 && IsSource(speakers[0]))
            {
                var token = SubjectToken(speakers[0], sentence.Tokens, i);
                _origins.Add(new FoundOrigin(speakers[0], _text.SpanOf(new TokenRange(Math.Min(i, token), Math.Max(i, token) + 1))));
                return true;
            }

            var before = _text.Sentences[sentence.Index - 1];
            if (speakers.Length == 0 || before.Paragraph < sentence.Paragraph - 1 || _text.IsInTitle(before.Tokens.Start) || IsAllQuoted(before.Tokens) || _statements.Any(s => s.Evidence.Overlaps(before.Span)))
                return true;
            var content = TrimTokens(before.Tokens);
            _last = speakers;
            _statements.Add(new FoundStatement(speakers, -1, StatementKind.Indirect, ActsIn(content, isDirect: false, -1), i, Trim(_text.SpanOf(content)), "about-this"));
            return true;
        }

        return false;
    }

    // "По словам министра, рейс откроют.", "По его мнению, …", "… , по данным ведомства, …".
    private bool ByWordsOf(Sentence sentence)
    {
        var range = sentence.Tokens;
        for (var i = range.Start; i < range.End - 2; i++)
        {
            if (_quoted[i] || !Parenthetical(i, range.End, out var end, out var speakers) || speakers.Length == 0)
                continue;
            var atStart = i <= range.Start + 1 || _tokens[i - 1].Is(':');
            var from = i == range.Start || _tokens[i - 1].Is(':') ? end : range.Start;
            if (_tokens[Math.Max(i - 1, 0)].Is(':'))
                from = end;
            while (from < range.End && !_tokens[from].IsWord && from == end && !_tokens[from].Is('«') && !_tokens[from].Is('"'))
                from++;
            var content = TrimTokens(new TokenRange(from, range.End));
            if (content.Length < 3 || _table.At(_tokens, FirstFinite(content), content) is { Evidence: EvidenceKind.Sentence } && !atStart)
                continue;
            if (speakers.Length == 1 && IsSource(speakers[0]) && _actors.Actors[speakers[0]].Sector == "MED")
            {
                _origins.Add(new FoundOrigin(speakers[0], _text.SpanOf(new TokenRange(i, end))));
                return false;
            }

            _last = speakers;
            _statements.Add(new FoundStatement(speakers, -1, StatementKind.Indirect, ActsIn(content, isDirect: false, -1), i, Trim(_text.SpanOf(content)), "by-words-of"));
            return true;
        }

        return false;
    }

    private int FirstFinite(TokenRange range)
    {
        for (var i = range.Start; i < range.End; i++)
        {
            if (ClauseSplitter.IsFinite(_tokens[i]))
                return i;
        }

        return range.Start;
    }

    private bool Parenthetical(int i, int limit, out int end, out ImmutableArray<int> speakers)
    {
        (end, speakers) = (i, []);
        if (_tokens[i].Fold is not ("по" or "согласно") || i + 1 >= limit)
            return false;
        var noun = i + 1;
        var his = _tokens[noun].Fold is "его" or "ее" or "их";
        if (his || _tokens[noun].Readings.Any(r => r.Class == WordClass.Adjective && (r.Cases & Cases.Dative) != 0))
            noun++;
        if (noun >= limit || _tokens[noun].Fold is not ("словам" or "мнению" or "оценке" or "оценкам" or "данным" or "информации" or "сообщению" or "сообщениям" or "версии" or "заверению" or "заверениям" or "признанию" or "убеждению" or "выражению" or "утверждению" or "заявлению" or "сведениям" or "подсчетам" or "прогнозу" or "прогнозам"))
            return false;
        end = noun + 1;
        if (his)
        {
            speakers = _tokens[i + 1].Fold == "их" && _actors.Sides.Length > 1 ? _actors.Sides : _last.Length > 0 ? _last : [];
            return true;
        }

        if (end >= limit)
            return false;
        // The speaker follows in the genitive, with titles: "по словам министра транспорта Марата Карабаева".
        for (var m = end; m < Math.Min(limit, end + 3); m++)
        {
            if (_actors.TopAt(m) is { } mention)
            {
                end = mention.Extent.End;
                speakers = mention.Actors;
                return true;
            }
        }

        // "по данным китайских властей": the state of the adjective.
        foreach (var mention in _actors.In(new TokenRange(end, Math.Min(limit, end + 3)), withNested: true))
        {
            end = Math.Min(limit, mention.Extent.End + 1);
            speakers = mention.Actors;
            return true;
        }

        return false;
    }

    // ---- who speaks

    /// <summary>The actors that are the subject of a verb inside a range; empty when none is.</summary>
    private ImmutableArray<int> Subject(int verb, TokenRange range)
    {
        ActorMention? best = null;
        var distance = int.MaxValue;
        var reading = _tokens[verb].Readings.Length > 0 ? _tokens[verb].Readings[0] : default;
        var plural = reading.Class == WordClass.Verb && reading.Numbers == Numbers.Plural;
        foreach (var mention in _actors.In(range))
        {
            if (_quoted[mention.Tokens.Start] != _quoted[verb] || (mention.Cases & Cases.Nominative) == 0 || _syntax.PrepositionOf[mention.Extent.Start] is not null || mention.Actors.Length == 0)
                continue;
            if (plural && mention.Numbers == Numbers.Singular && !IsCoordinated(mention, range))
                continue;
            if (!plural && mention.Numbers == Numbers.Plural)
                continue;
            if (!Agrees(mention, reading))
                continue;
            // What stands after the verb and may be its object ("поблагодарил Казахстан") is the subject only when nothing else is.
            var gap = mention.Extent.Start > verb ? mention.Extent.Start - verb + ((mention.Cases & Cases.Accusative) != 0 && mention.Form == MentionForm.Name ? 20 : 0) : verb - mention.Extent.End + 1;
            // What comes after a clause boundary belongs elsewhere.
            if (gap < distance)
                (best, distance) = (mention, gap);
        }

        if (best is null)
            return plural ? InTheirMinistry(verb, range) : [];
        if (plural && best.Actors.Length == 1)
            return [.. _actors.In(range).Where(m => (m.Cases & Cases.Nominative) != 0 && _syntax.PrepositionOf[m.Extent.Start] is null && IsCoordinated(m, range)).SelectMany(m => m.Actors).Distinct()];
        return best.Actors;
    }

    private bool Agrees(ActorMention mention, WordReading verb)
    {
        if (verb is not { Class: WordClass.Verb, Form: VerbForm.Past, Numbers: Numbers.Singular } || mention.Actors.Length != 1)
            return true;
        var gender = _actors.Actors[mention.Actor].Gender;
        // Offices are masculine by grammar whoever holds them ("министр сообщила" and "министр сообщил" both occur).
        return _actors.Actors[mention.Actor].Kind != ActorKind.Person || gender == Genders.None || verb.Genders == Genders.None || (gender & verb.Genders) != 0 || mention.Form == MentionForm.Description || mention.Extent != mention.Tokens;
    }

    private bool IsCoordinated(ActorMention mention, TokenRange range)
    {
        var before = mention.Extent.Start - 1;
        var after = mention.Extent.End;
        return (before > range.Start && _tokens[before].Fold is "и" && _actors.TopAt(before - 1) is not null)
            || (after + 1 < range.End && _tokens[after].Fold is "и" && _actors.TopAt(after + 1) is not null)
            || (after + 1 < range.End && _tokens[after].Is(',') && _actors.TopAt(after + 1) is not null);
    }

    // "как пояснили в Минсельхозе", "подчеркнули на Смоленской площади".
    private ImmutableArray<int> InTheirMinistry(int verb, TokenRange range)
    {
        foreach (var mention in _actors.In(range))
        {
            if (mention.Actor >= 0 && _actors.Actors[mention.Actor].Kind != ActorKind.Person && _syntax.PrepositionOf[mention.Extent.Start] is "в" or "на"
                && Math.Abs(mention.Extent.Start - verb) <= 3)
                return mention.Actors;
        }

        return [];
    }

    private ImmutableArray<int> Agent(Clause clause)
    {
        foreach (var mention in _actors.In(clause.Tokens))
        {
            if ((mention.Cases & Cases.Instrumental) != 0 && (mention.Cases & Cases.Nominative) == 0 && _syntax.PrepositionOf[mention.Extent.Start] is null)
                return mention.Actors;
        }

        return [];
    }

    // The subject of the sentence's main clause, for converbs.
    private ImmutableArray<int> MainSubject(Sentence sentence, int converb)
    {
        foreach (var clause in _syntax.ClausesOf(sentence))
        {
            if (clause.Kind == ClauseKind.Main && clause.Predicate >= 0 && ClauseSplitter.IsFinite(_tokens[clause.Predicate]) && Subject(clause.Predicate, clause.Tokens) is { Length: > 0 } subject)
                return subject;
        }

        return [];
    }

    // "…, а также призвал": the subject of the clause before; at the start of a sentence the speaker before.
    private ImmutableArray<int> Dropped(int verb, Clause clause, Sentence sentence, List<Cue> before)
    {
        if (before.Count > 0 && SameForm(verb, before[^1].Verb))
            return before[^1].Speakers;
        foreach (var earlier in _syntax.ClausesOf(sentence).Where(c => c.Tokens.End <= clause.Tokens.Start).Reverse())
        {
            if (earlier.Kind == ClauseKind.Main && earlier.Predicate >= 0 && SameForm(verb, earlier.Predicate) && Subject(earlier.Predicate, earlier.Tokens) is { Length: > 0 } subject)
                return subject;
        }

        return [];
    }

    // ---- acts

    private ImmutableArray<string> ActsIn(TokenRange range, bool isDirect, int cue)
    {
        var acts = new List<string>();
        for (var i = range.Start; i < range.End; i++)
        {
            if (_table.Markers.TryMatch(_tokens, i, range.End, out var end, out var act) && !acts.Contains(act))
            {
                if (act is "support" or "promise" or "agree" && i > range.Start && _tokens[i - 1].Fold == "не")
                    act = "reject";
                if (!acts.Contains(act))
                    acts.Add(act);
            }

            if (isDirect && !acts.Contains("promise") && IsPromise(i, range))
                acts.Add("promise");
            else if (!isDirect && !acts.Contains("promise") && IsFuture(_tokens[i]))
                acts.Add("promise");
        }

        if (cue >= 0 && _table.At(_tokens, cue, _text.SentenceOf(cue).Tokens) is { } row)
            acts.AddRange(row.Acts.Where(a => a != "inform" && !acts.Contains(a)));
        if (acts.Count == 0 || (isDirect && range.Length > 12) || acts is ["praise"])
            acts.Add("inform");
        return [.. acts];
    }

    // "откроем", "будем добиваться": the speaker's own future.
    private bool IsPromise(int i, TokenRange range)
    {
        foreach (var reading in _tokens[i].Readings)
        {
            if (reading is { Class: WordClass.Verb, Form: VerbForm.NonPast, Person: 1, Aspects: Aspects.Perfective })
                return !(i > range.Start && _tokens[i - 1].Fold == "не");
            if (reading.Base == "быть" && reading.Person == 1)
                return true;
        }

        return false;
    }

    private static bool IsFuture(Token token) =>
        token.Readings.Length > 0 && token.Readings[0] is { Class: WordClass.Verb, Form: VerbForm.NonPast, Person: 3, Aspects: Aspects.Perfective };

    // ---- words

    private static bool IsConverb(Token token) => token.Readings.Length > 0 && token.Readings[0].Class == WordClass.Converb;

    private static bool IsDash(Token token) => token.Text is "–" or "—" or "--" or "-" or "−";

    private bool IsAllQuoted(TokenRange range)
    {
        for (var i = range.Start; i < range.End; i++)
        {
            if (_tokens[i].IsWord && !_quoted[i])
                return false;
        }

        return true;
    }

    private TokenRange TrimTokens(TokenRange range)
    {
        var (start, end) = (range.Start, range.End);
        while (end > start && !_tokens[end - 1].IsWord && _tokens[end - 1].Text is "." or "," or ";" or ":" or "–" or "—" or "--" or "-" or "!" or "?" or "…")
            end--;
        while (start < end && !_tokens[start].IsWord && _tokens[start].Text is "," or ";" or ":" or "–" or "—" or "--" or "." or "-")
            start++;
        return new TokenRange(start, end);
    }

    private Span Trim(Span span)
    {
        var (start, end) = (span.Start, span.End);
        while (start < end && (char.IsWhiteSpace(_text.Text[start]) || _text.Text[start] is ',' or '–' or '—'))
            start++;
        while (end > start && (char.IsWhiteSpace(_text.Text[end - 1]) || _text.Text[end - 1] is ',' or '–' or '—'))
            end--;
        return new Span(start, end);
    }
}
