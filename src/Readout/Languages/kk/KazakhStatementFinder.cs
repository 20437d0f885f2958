using System.Collections.Immutable;
using Readout.Actors;
using Readout.Morphology;
using Readout.Statements;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Languages.Kk;

/// <summary>Finds who said what in Kazakh: "«…», – деді X", "– …, – деді X", "X …-ғанын айтты", "X-тің айтуынша, …", "X … үшін алғыс айтты".</summary>
internal sealed class KazakhStatementFinder
{
    private readonly SegmentedText _text;
    private readonly Token[] _tokens;
    private readonly SyntaxLayer _syntax;
    private readonly ActorLayer _actors;
    private readonly KazakhTables _tables;
    private readonly List<FoundStatement> _found = [];
    private readonly List<FoundOrigin> _origins = [];
    private ImmutableArray<int> _last = [];
    private int _lastParagraph = -1;
    private bool _spoke;

    // Who told the news: the speaker of what "делінген хабарламада" frames.
    private ImmutableArray<int> _teller = [];

    private KazakhStatementFinder(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, KazakhTables tables) => (_text, _tokens, _syntax, _actors, _tables) = (text, text.Tokens, syntax, actors, tables);

    public static StatementLayer Find(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, KazakhTables tables)
    {
        var finder = new KazakhStatementFinder(text, syntax, actors, tables);
        foreach (var sentence in text.Sentences)
        {
            if (!text.IsInTitle(sentence.Tokens.Start))
                finder.Read(sentence);
        }

        return new StatementLayer([.. finder._found.Where(s => s.Speakers.Length > 0).OrderBy(s => s.Evidence.Start)], [.. finder._origins]);
    }

    private bool IsSpeech(Quotation quotation)
    {
        var words = 0;
        var low = 0;
        for (var i = quotation.Tokens.Start; i < quotation.Tokens.End; i++)
        {
            words += _tokens[i].IsWord ? 1 : 0;
            low += _tokens[i].IsWord && !_tokens[i].IsCapitalized ? 1 : 0;
        }

        var last = quotation.Tokens.End - 1;
        while (last > quotation.Tokens.Start && !_tokens[last].IsWord)
            last--;
        // «Американы қайта ұлы ету» мақсаты: what a thing is called.
        if (words < 7 && quotation.Tokens.End + 1 < _tokens.Length && _tokens[quotation.Tokens.End + 1] is { IsWord: true } thing && (thing.Fold is "атты" or "тақырыбында" or "тақырыбына" || thing.HasBase("мақсат") || thing.HasBase("ұран") || thing.HasBase("бастама") || thing.HasBase("жоба") || thing.HasBase("бағдарлама") || thing.HasBase("тұжырымдама") || thing.HasBase("қағидат") || thing.HasBase("стратегия") || thing.HasBase("форум") || thing.HasBase("науқан") || thing.HasBase("операция") || thing.HasBase("акция") || thing.HasBase("қозғалыс") || thing.HasBase("идея")))
            return false;
        // «Бұл тарихи күн», – деді X: what somebody said so is speech, however short.
        var after = quotation.Tokens.End + 1;
        while (after < _tokens.Length && !_tokens[after].IsWord && after < quotation.Tokens.End + 4)
            after++;
        return words >= 3 && low * 2 >= words && (words >= 4 || (after < _tokens.Length && _tokens[after].Fold is "деді" or "дейді") || KazakhSyntax.IsFinite(_tokens[last]) || _tokens[last].Fold.EndsWith("уға", StringComparison.Ordinal) || _tokens[last].Fold.EndsWith("уге", StringComparison.Ordinal));
    }

    private bool IsFragment(Quotation quotation)
    {
        var last = quotation.Tokens.End - 1;
        while (last > quotation.Tokens.Start && !_tokens[last].IsWord)
            last--;
        return _tokens[last].Fold.EndsWith("уға", StringComparison.Ordinal) || _tokens[last].Fold.EndsWith("уге", StringComparison.Ordinal);
    }

    // "өскенін көрсетті", "болмайтынын да айтты": a clause stands before the verb.
    private bool HasClause(int from, int verb)
    {
        for (var i = verb - 1; i >= Math.Max(from, verb - 9); i--)
        {
            if (KazakhVerb.EndsContent(_tokens[i].Fold) || _tokens[i].Fold is "деп" or "туралы" or "жөнінде" or "жайлы")
                return true;
        }

        return false;
    }

    private void Read(Sentence sentence)
    {
        var start = KazakhClauses.AfterDateline(_text, sentence);
        foreach (var mention in _actors.In(new TokenRange(sentence.Tokens.Start, start)))
        {
            if (mention.Actor >= 0 && _actors.Actors[mention.Actor].Kind == ActorKind.Organization)
                _origins.Add(new FoundOrigin(mention.Actor, _text.SpanOf(mention.Extent)));
        }

        var range = new TokenRange(start, sentence.Tokens.End);
        foreach (var quotation in _text.Quotations)
        {
            if (quotation.Depth == 0 && quotation.Tokens.End > range.Start && quotation.Tokens.End <= range.End && IsSpeech(quotation))
                Quoted(quotation, range);
        }

        // Who spoke in another paragraph is not who "ол" is.
        if (_lastParagraph != sentence.Paragraph)
            (_lastParagraph, _spoke) = (sentence.Paragraph, false);
        if (Dialogue(sentence))
            return;
        var from = range.Start;
        for (var i = range.Start; i < range.End; i++)
        {
            if (_text.QuotationAt(i) is { Depth: 0 } quotation && IsSpeech(quotation))
            {
                // A fragment ("сенімге қиянат жасамауға" шақырды) is part of what the sentence reports too.
                if (!IsFragment(quotation))
                    from = i + 1;
                continue;
            }

            if (_tables.Sayings.At(_tokens, i, from) is not { } hit || hit.Value.IsBlocker)
                continue;
            if (hit.Value.IsAttribution)
            {
                Attributed(hit, i, range);
                return;
            }

            // "деп хабарлайды Ақорданың баспасөз қызметі": a credit, not a speech.
            if (IsCredit(hit, range))
            {
                from = range.End;
                break;
            }

            // "…, деді X": what stands before it without quotation marks.
            var isTold = hit.Value.TakesQuotation && hit.Value.PartsContent && hit.Words.Start > range.Start && _tokens[hit.Words.Start - 1].Is(',') && Inverted(hit, range) is not null;
            // "назарларыңызға ұсынамыз": the reporter himself.
            if (_tokens[i].Fold is var verb && (verb.EndsWith("мыз", StringComparison.Ordinal) || verb.EndsWith("міз", StringComparison.Ordinal) || verb.EndsWith("мын", StringComparison.Ordinal) || verb.EndsWith("мін", StringComparison.Ordinal)) && _text.QuotationAt(i) is null)
                continue;
            if (hit.Value.NeedsClause && !HasClause(from, hit.Words.Start))
                continue;
            if (hit.Form is not { } form || !(form.IsFinite || (form.Form == KazakhForm.Converb && i + 1 < range.End && _tokens[i + 1].Is(','))) || (hit.Value.TakesQuotation && hit.Value.PartsContent && !isTold && !Subordinates(hit, from)))
                continue;
            // "пікір білдірген жоқ": nothing was said.
            if (i + 1 < range.End && _tokens[i + 1].Fold is "жоқ" or "емес")
                continue;
            Reported(hit, from, range);
            from = i + 1;
        }

        // Whom a sentence without speech is about speaks next.
        if (!_found.Any(s => s.Evidence.End > _tokens[range.Start].Span.Start) && KazakhClauses.Subject(_text, _actors, _syntax, range.Start, range.End) is { } about && about.Actors.All(a => _actors.Actors[a].Kind == ActorKind.Person))
            _last = about.Actors;
    }

    // "деп атап өтті" after a clause of its own, no quotation beside it.
    private bool Subordinates(KazakhHit<KazakhSaying> hit, int from) => hit.Words.Length > 1 && _tokens[hit.Words.Start].Fold == "деп" && hit.Words.Start - from >= 3;

    // "– …, – деді X. – …": a paragraph that a dash opens; its frames part what is said.
    private bool Dialogue(Sentence sentence)
    {
        var paragraph = sentence.Paragraph;
        var first = _text.Sentences.First(s => s.Paragraph == paragraph).Tokens.Start;
        var end = _text.Sentences.Last(s => s.Paragraph == paragraph).Tokens.End;
        var isOpen = !IsDash(first) && IsSpokenWithoutDash(first, end);
        if (!IsDash(first) && !isOpen)
            return false;
        if (sentence.Tokens.Start != first)
            return true;
        var start = isOpen ? first : first + 1;
        for (var i = start; i + 1 < end; i++)
        {
            if (!(IsDash(i) && !_tokens[i - 1].IsWord) || (_tables.Sayings.At(_tokens, i + 1, i + 1) is null && (i + 2 >= end || _tables.Sayings.At(_tokens, i + 2, i + 1) is null)))
                continue;
            var frame = _text.SentenceOf(i).Tokens.End;
            var speakers = After(i + 1, frame) ?? (_tokens[i + 1].Fold.StartsWith("делін", StringComparison.Ordinal) && !_teller.IsEmpty ? _teller : _last);
            Spoken(start, i, speakers);
            _last = speakers.IsEmpty ? _last : speakers;
            if (frame >= end || !IsDash(frame))
                return true;
            (start, i) = (frame + 1, frame);
        }

        if (start > first + 1 && !isOpen)
            Spoken(start, end, _last);
        return true;
    }

    // "Жағдайға алаңдап отырмыз, – деді ол": agencies leave the opening dash out; a credit ("– деп хабарлайды") tells no speech.
    private bool IsSpokenWithoutDash(int first, int end)
    {
        for (var i = first + 3; i + 1 < end; i++)
        {
            if (_text.QuotationAt(i) is not null || _tokens[i].Text is "«" or "\"" or "“")
                return false;
            if (IsDash(i) && _tokens[i - 1].Is(','))
                return _tokens[i + 1].Fold is "деді" or "дейді" or "деген" || (_tokens[i + 1].Fold == "деп" && i + 2 < end && _tables.Sayings.At(_tokens, i + 2, i + 1) is { Value.TakesQuotation: true } && (!_tokens[i + 2].Fold.StartsWith("хабарла", StringComparison.Ordinal) && !_tokens[i + 2].Fold.StartsWith("жаз", StringComparison.Ordinal) || After(i + 1, Math.Min(end, i + 7)) is { } writer && writer.All(a => _actors.Actors[a].Kind == ActorKind.Person)));
        }

        return false;
    }

    private bool IsDash(int i) => _tokens[i].Text is "–" or "—" or "-" or "--";

    private void Spoken(int start, int end, ImmutableArray<int> speakers)
    {
        while (end > start && !_tokens[end - 1].IsWord && _tokens[end - 1].Text is "," or ".")
            end--;
        var said = new TokenRange(start, end);
        Add(StatementKind.Direct, said, speakers, Acts(said, null), default, "dialogue");
    }

    // The speaker after the verb of saying.
    private ImmutableArray<int>? After(int start, int end)
    {
        foreach (var mention in _actors.In(new TokenRange(start, Math.Min(end, start + 9))))
        {
            if ((KazakhClauses.Case(mention, _syntax) & Cases.Nominative) != 0 && !mention.Actors.IsEmpty)
                return mention.Actors;
        }

        return null;
    }

    private void Quoted(Quotation quotation, TokenRange range)
    {
        var speakers = ImmutableArray<int>.Empty;
        TokenRange cue = default;
        for (var i = quotation.Tokens.End; i < Math.Min(range.End, quotation.Tokens.End + 12); i++)
        {
            if (_tables.Sayings.At(_tokens, i, quotation.Tokens.End) is not { } hit || hit.Form is null)
                continue;
            cue = hit.Words;
            // "«…», – делінген жеделхатта": the author of the paper speaks.
            speakers = After(hit.Words.End, range.End) ?? After(quotation.Tokens.End, hit.Words.Start) ?? [];
            break;
        }

        if (speakers.IsEmpty && quotation.Tokens.Start > range.Start && Before(range.Start, quotation.Tokens.Start) is { } before)
            speakers = before.Actors;
        if (speakers.IsEmpty)
            speakers = cue.Length > 0 && _tokens[cue.End - 1].Fold.StartsWith("делін", StringComparison.Ordinal) && !_teller.IsEmpty ? _teller : _last;
        // Names of things in quotation marks are no speech.
        if (cue.Length == 0 && quotation.Tokens.Length < 6)
            return;
        var tokens = quotation.Tokens;
        while (tokens.Length > 1 && _tokens[tokens.End - 1].Text is "," or ".")
            tokens = tokens with { End = tokens.End - 1 };
        Add(StatementKind.Direct, tokens, speakers, Acts(tokens, null), cue, "quotation");
        if (!speakers.IsEmpty)
            _last = speakers;
    }

    // "… деген жорамалға министр былай деді: «…»": before a colon the subject nearest to it speaks, else the first.
    private KazakhSubject? Before(int start, int end)
    {
        var first = KazakhClauses.Subject(_text, _actors, _syntax, start, end);
        if (first is null || end < 2 || !(_tokens[end - 1].Is(':') || _tokens[end - 2].Is(':')))
            return first;
        while (KazakhClauses.Subject(_text, _actors, _syntax, first.Extent.End, end) is { } later)
            first = later;
        return first;
    }

    private void Attributed(KazakhHit<KazakhSaying> hit, int at, TokenRange range)
    {
        ActorMention? speaker = null;
        foreach (var mention in _actors.In(new TokenRange(range.Start, at)))
        {
            if ((KazakhClauses.Case(mention, _syntax) & Cases.Genitive) != 0 || mention.Extent.End >= hit.Words.Start - 1)
                speaker = mention;
        }

        var start = at + 1;
        while (start < range.End && !_tokens[start].IsWord && _tokens[start].Kind != TokenKind.Number)
            start++;
        // "…, деп хабарлайды агенттік" is the news's, not the speaker's.
        var end = range.End;
        for (var i = start; i + 1 < range.End; i++)
        {
            if (_tokens[i].Fold == "деп" && (_tokens[i + 1].Fold.StartsWith("хабарла", StringComparison.Ordinal) || _tokens[i + 1].Fold.StartsWith("жаз", StringComparison.Ordinal)))
            {
                end = i;
                break;
            }
        }

        var content = new TokenRange(start, Trim(start, end));
        if (content.Length < 3)
            return;
        var speakers = speaker?.Actors ?? _last;
        Add(StatementKind.Indirect, content, speakers, Acts(content, hit.Value), hit.Words, "attribution");
        _last = speakers.IsEmpty ? _last : speakers;
    }

    private int Trim(int start, int end)
    {
        while (end > start && !_tokens[end - 1].IsWord && _tokens[end - 1].Text is "." or "," or "!" or "?" or ";")
            end--;
        return end;
    }

    private void Reported(KazakhHit<KazakhSaying> hit, int from, TokenRange range)
    {
        // "Бұл туралы … хабарлады" names whom the news is from and says nothing itself.
        if (IsOriginNote(from, hit.Words.Start) && KazakhClauses.Subject(_text, _actors, _syntax, from, hit.Words.Start, withMedia: true) is var teller && (teller is null || teller.Actors.All(a => _actors.Actors[a] is { Kind: ActorKind.Person } tells && tells.Office?.Id != "spokesperson")))
        {
            _last = teller?.Actors ?? _last;
            return;
        }

        if (IsOriginNote(from, hit.Words.Start) && KazakhClauses.Subject(_text, _actors, _syntax, from, hit.Words.Start, withMedia: true) is { } body && body.Actors.All(a => _actors.Actors[a].Kind == ActorKind.Organization))
        {
            foreach (var actor in body.Actors)
                _origins.Add(new FoundOrigin(actor, _text.SpanOf(body.Extent)));
            _teller = body.Actors;
            return;
        }

        // "Ақпарат құралдары … хабарлады", "сарапшылар … айтады": somebody whom no name tells.
        if (Inverted(hit, range) is null && KazakhClauses.Subject(_text, _actors, _syntax, from, hit.Words.Start, withMedia: true) is null && IsOfOthers(from, hit.Words.Start))
            return;
        // Clauses of the content are joined by commas too; the subject stands before them all, or after the verb.
        var subject = Inverted(hit, range) ?? KazakhClauses.Subject(_text, _actors, _syntax, from, hit.Words.Start, withMedia: true);
        if (IsOrigin(hit, subject, from))
        {
            foreach (var actor in subject!.Actors)
                _origins.Add(new FoundOrigin(actor, _text.SpanOf(subject.Extent)));
            _teller = subject.Actors;
            return;
        }

        // "елшісі Михаил Евдокимовты шақырып": summoned, which says nothing itself.
        if (hit.Value.Acts is ["invite"] && hit.Words.Length == 1 && _actors.In(new TokenRange(from, hit.Words.Start)).Any(m => m.Extent.End >= hit.Words.Start - 2 && (KazakhClauses.Case(m, _syntax) & Cases.Accusative) != 0 && KazakhClauses.IsEnvoy(_tokens, _actors, m)))
            return;
        var start = subject is not null && subject.Extent.End <= hit.Words.Start ? Math.Max(from, KazakhClauses.EndOfSubject(_tokens, subject.Extent.End, hit.Words.Start)) : from;
        while (start < hit.Words.Start && (_tokens[start].Fold is "болса" && start + 1 < hit.Words.Start && _tokens[start + 1].Is(',') || !_tokens[start].IsWord) && _tokens[start].Kind != TokenKind.Number && _tokens[start].Text is not ("«" or "“" or "$"))
            start++;
        // "қатысатыны айтылды": nobody is named who says it; "атап өтілді" both sides do.
        var verb = _tokens[hit.Words.End - 1].Fold;
        if ((subject is null || subject.Extent.End < hit.Words.Start) && (verb.Contains("айтыл", StringComparison.Ordinal) || verb.Contains("өтіл", StringComparison.Ordinal) || verb.Contains("хабарлан", StringComparison.Ordinal) || verb.Contains("жариялан", StringComparison.Ordinal) || verb.Contains("растал", StringComparison.Ordinal)))
        {
            if (subject is not null || !verb.Contains("өтіл", StringComparison.Ordinal) || _actors.Sides.Length < 2)
                return;
            // "Мәлімдемеде … атап өтілді": whose statement it is.
            subject = new KazakhSubject(new TokenRange(from, from), _tokens[from].HasBase("мәлімдеме") || _tokens[from].HasBase("хабарлама") || _tokens[from].HasBase("жеделхат") || _tokens[from].HasBase("баяндама") ? _last : _actors.Sides);
        }

        // "Ол … айтты" after somebody's words in the paragraph: the same speaks on.
        if (subject is not null && _spoke && !_last.IsEmpty && _actors.TopAt(subject.Extent.Start) is { Form: MentionForm.Pronoun, Numbers: not Numbers.Plural } && subject.Extent.Length == 1)
            subject = subject with { Actors = _last };
        var speakers = subject?.Actors ?? (hit.Value.Acts[0] == "agree" && _actors.Sides.Length > 1 ? _actors.Sides : _last);
        if (hit.Value.Acts[0] == "agree" && hit.Words.Length > 1 && KazakhClauses.Invitee(_text, _actors, _syntax, range.Start, hit.Words.Start) is { } invited)
            speakers = invited.Actors;
        // "… деген қауесетті елші жоққа шығарды": the subject stands between what is spoken of and the verb.
        if (hit.Words.Start <= start && start - from > 3 && subject is not null && subject.Extent.End <= hit.Words.Start)
            start = from;
        var end = hit.Value.PartsContent ? Trim(start, subject is not null && start == from && subject.Extent.End == hit.Words.Start ? subject.Extent.Start : hit.Words.Start) : hit.Words.End;
        if (end > start && hit.Value.PartsContent && _tokens[end - 1].Fold is "деп" or "деген")
            end--;
        var content = new TokenRange(start, Math.Max(start, end));
        var words = Enumerable.Range(content.Start, content.Length).Count(i => _tokens[i].IsWord);
        if (words < (hit.Value.PartsContent ? 3 : 2))
        {
            if (!speakers.IsEmpty && subject is not null)
                _last = speakers;
            return;
        }

        Add(StatementKind.Indirect, content, speakers, Acts(content, hit.Value), hit.Words, hit.Value.PartsContent ? "clause" : "sentence");
        if (!speakers.IsEmpty)
            _last = speakers;
    }

    private bool IsCredit(KazakhHit<KazakhSaying> hit, TokenRange range)
    {
        var verb = _tokens[hit.Words.End - 1].Fold;
        if (_tokens[hit.Words.Start].Fold != "деп" || hit.Words.End >= range.End || !(verb.StartsWith("хабарла", StringComparison.Ordinal) || verb.StartsWith("жаз", StringComparison.Ordinal)))
            return false;
        var isCredit = false;
        foreach (var mention in _actors.In(new TokenRange(hit.Words.End, range.End)))
        {
            if (mention.Actor < 0 || _actors.Actors[mention.Actor].Kind != ActorKind.Organization)
                continue;
            isCredit = true;
            _teller = mention.Actors;
            _origins.Add(new FoundOrigin(mention.Actor, _text.SpanOf(mention.Extent)));
            break;
        }

        for (var i = hit.Words.End; i < range.End; i++)
            isCredit |= _tokens[i].HasBase("сайт") || _tokens[i].HasBase("баспасөз") || _tokens[i].HasBase("агенттік") || _tokens[i].HasBase("тілші") || _tokens[i].HasBase("газет") || _tokens[i].HasBase("портал") || _tokens[i].HasBase("телеарна");
        return isCredit;
    }

    // "…, деп хабарлады X": the speaker right after the verb; "деді Зеленский кеңсесінің басшысы Ермак" is the one at the end.
    private KazakhSubject? Inverted(KazakhHit<KazakhSaying> hit, TokenRange range)
    {
        if (hit.Words.End >= range.End || _actors.TopAt(hit.Words.End) is not { } first || first.Extent.Start != hit.Words.End)
            return null;
        return KazakhClauses.Subject(_text, _actors, _syntax, hit.Words.End, Math.Min(range.End, hit.Words.End + 10), withMedia: true);
    }

    private bool IsOfOthers(int from, int verb)
    {
        for (var i = from; i < Math.Min(verb, from + 4); i++)
        {
            if (_actors.TopAt(i) is not null || (_syntax.CaseOf[i] & Morphology.Cases.Nominative) == 0)
                continue;
            if (_tokens[i].HasBase("сарапшы") || _tokens[i].HasBase("құрал") || _tokens[i].HasBase("журналист") || _tokens[i].HasBase("телеарна") || _tokens[i].HasBase("басылым") || _tokens[i].HasBase("дереккөз") || _tokens[i].HasBase("куәгер") || _tokens[i].HasBase("тұрғын") || _tokens[i].HasBase("ғалым") || _tokens[i].HasBase("саясаттанушы") || _tokens[i].Fold is "бақ" or "көпшілік" or "кейбіреулер")
                return true;
        }

        return false;
    }

    // "Ол бұл туралы … мәлім етті" too.
    private bool IsOriginNote(int from, int verb)
    {
        if (verb - from > 2 && _tokens[from].Fold == "ол" && _tokens[from + 1].Fold is "бұл" or "ол")
            from++;
        return verb - from >= 2 && _tokens[from].Fold is "бұл" or "ол" && _tokens[from + 1].Fold is "туралы" or "жөнінде" or "жайлы" or "жайында"
            && !Enumerable.Range(from, verb - from).Any(i => KazakhVerb.EndsContent(_tokens[i].Fold));
    }

    // "Бұл туралы Ақорда хабарлады", "деп жазады газет": whom the text credits.
    private bool IsOrigin(KazakhHit<KazakhSaying> hit, KazakhSubject? subject, int from)
    {
        if (subject is null || subject.Actors.Any(a => _actors.Actors[a].Kind == ActorKind.Person && _actors.Actors[a].Office?.Id != "spokesperson"))
            return false;
        if (subject.Actors.Any(a => _actors.Actors[a].Sector == "MED"))
            return true;
        var said = subject.Extent.End <= hit.Words.Start ? Enumerable.Range(from, subject.Extent.Start - from).Concat(Enumerable.Range(subject.Extent.End, hit.Words.Start - subject.Extent.End)) : Enumerable.Range(from, hit.Words.Start - from);
        var words = said.Where(i => _tokens[i].IsWord).ToList();
        return words.Count <= 6 && words.Any(i => _tokens[i].Fold is "бұл" or "ол") && words.Any(i => _tokens[i].Fold is "туралы" or "жөнінде" or "жайлы" or "жайында");
    }

    private ImmutableArray<string> Acts(TokenRange range, KazakhSaying? saying)
    {
        // "кейінге қалдыруға шақырды" asks to do something, "Астанаға келуге шақырды" invites.
        if (saying is { Acts: ["invite"] } && range.Length > 2 && KazakhClauses.IsAskedFor(_tokens[_tokens[range.End - 2].IsWord ? range.End - 2 : range.End - 3]))
            return ["request"];
        if (saying is not null && saying.Acts[0] != "inform")
            return saying.Acts;
        var acts = new List<string>();
        for (var i = range.Start; i < range.End; i++)
        {
            if (_tables.Acts.At(_tokens, i, range.Start) is not { } hit)
                continue;
            // "қолдамайтынын айтты": refused.
            acts.AddRange((hit.Form is { IsNegative: true } && hit.Value is ["support" or "agree" or "promise"] ? ["reject"] : hit.Value).Where(a => !acts.Contains(a)));
        }

        // "Бірлесіп атсалысамыз", – деді министр: what we shall do.
        if (saying is null && !acts.Contains("promise") && !acts.Contains("reject") && range.Length > 0 && LastWord(range) is { } last && IsOurFuture(last))
            acts.AddRange(acts.Count == 0 ? ["promise", "inform"] : ["promise"]);
        // "тоқтатуға шақыратынын айтты": the act that he says he does.
        if (saying is not null && range.Length > 1 && KazakhVerb.EndsContent(_tokens[range.End - 1].Fold) && _tables.Sayings.At(_tokens, range.End - 1, range.Start) is { Value: { IsBlocker: false, IsAttribution: false, Acts: [not ("inform" or "none"), ..] } done } && acts.Count == 0)
            return done.Acts is ["invite"] && KazakhClauses.IsAskedFor(_tokens[range.End - 2]) ? ["request"] : done.Acts;
        // "көмек беретінін айтты": what one will do.
        if (saying is not null && acts.Count == 0 && range.Length > 0 && KazakhVerb.EndsPromise(_tokens[range.End - 1].Fold))
            acts.AddRange(["promise", "inform"]);
        if (acts.Count == 0 || (acts.Count == 1 && acts[0] is "praise" or "propose"))
            acts.Add("inform");
        return [.. acts];
    }

    private Token? LastWord(TokenRange range)
    {
        for (var i = range.End - 1; i >= range.Start; i--)
        {
            if (_tokens[i].IsWord)
                return _tokens[i];
        }

        return null;
    }

    // "саламыз", "көмектесеміз"; not what we think, know and wait for.
    private static bool IsOurFuture(Token token) => token.Fold.Length > 6 && token.Fold[^4..] is "амыз" or "еміз" or "ймыз" or "йміз" && !Mental.Any(stem => KazakhVerb.Match(token.Fold, stem) is not null) && !IsNegated(token.Fold);

    private static bool IsNegated(string fold) => fold.Length > 8 && fold[^6..^4] is "ма" or "ме" or "ба" or "бе" or "па" or "пе" && fold[^4] == 'й';

    private static readonly string[] Mental = ["есепте", "сана", "ойла", "біл", "көр", "түсін", "күт", "айт", "тұр", "сен", "де", "бағала", "қабылда", "үміттен", "тілекте", "қаста", "алаңда", "айыпта", "сұра", "тіле", "қал", "отыр", "жүр", "мақтан", "қуан", "білдір", "кел", "өкін", "талап ет", "шақыр", "үнде", "кездес", "құрметте", "құттықта", "санас"];

    private void Add(StatementKind kind, TokenRange evidence, ImmutableArray<int> speakers, ImmutableArray<string> acts, TokenRange cue, string rule)
    {
        if (evidence.Length == 0)
            return;
        _spoke |= !speakers.IsEmpty;
        _found.Add(new FoundStatement
        {
            Speakers = speakers,
            Kind = kind,
            Acts = acts,
            Cue = cue.Length > 0 ? _text.SpanOf(cue) : null,
            Evidence = _text.SpanOf(evidence),
            Rule = rule + ":" + (cue.Length > 0 ? _tokens[cue.End - 1].Fold : ""),
        });
    }
}
