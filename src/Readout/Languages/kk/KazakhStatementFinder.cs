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

        return words >= 3 && low * 2 >= words && (words >= 4 || KazakhSyntax.IsFinite(_tokens[quotation.Tokens.End - 1]));
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

        if (Dialogue(sentence))
            return;
        var from = range.Start;
        for (var i = range.Start; i < range.End; i++)
        {
            if (_text.QuotationAt(i) is { Depth: 0 } quotation && IsSpeech(quotation))
            {
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

            if (hit.Form is not { } form || !(form.IsFinite || (form.Form == KazakhForm.Converb && i + 1 < range.End && _tokens[i + 1].Is(','))) || (hit.Value.TakesQuotation && hit.Value.PartsContent && !Subordinates(hit, from)))
                continue;
            Reported(hit, from, range);
            from = i + 1;
        }
    }

    // "деп атап өтті" after a clause of its own, no quotation beside it.
    private bool Subordinates(KazakhHit<KazakhSaying> hit, int from) => hit.Words.Length > 1 && _tokens[hit.Words.Start].Fold == "деп" && hit.Words.Start - from >= 3;

    // "– …, – деді X.": a paragraph that a dash opens.
    private bool Dialogue(Sentence sentence)
    {
        var paragraph = sentence.Paragraph;
        var first = _text.Sentences.First(s => s.Paragraph == paragraph).Tokens.Start;
        if (_tokens[first].Text is not ("–" or "—" or "-" or "--"))
            return false;
        for (var i = sentence.Tokens.Start + 1; i + 1 < sentence.Tokens.End; i++)
        {
            if (!(_tokens[i].Text is "–" or "—" or "-" && !_tokens[i - 1].IsWord) || _tables.Sayings.At(_tokens, i + 1, i + 1) is null && (i + 2 >= sentence.Tokens.End || _tables.Sayings.At(_tokens, i + 2, i + 1) is null))
                continue;
            var end = i;
            while (end > first + 1 && !_tokens[end - 1].IsWord && _tokens[end - 1].Text is "," or ".")
                end--;
            var speakers = After(i + 1, sentence.Tokens.End) ?? _last;
            Add(StatementKind.Direct, new TokenRange(first + 1, end), speakers, Acts(new TokenRange(first + 1, end), null), default, "dialogue");
            return true;
        }

        return true;
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

        if (speakers.IsEmpty && quotation.Tokens.Start > range.Start && KazakhClauses.Subject(_text, _actors, _syntax, range.Start, quotation.Tokens.Start) is { } before)
            speakers = before.Actors;
        if (speakers.IsEmpty)
            speakers = _last;
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
        var content = new TokenRange(start, Trim(start, range.End));
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
        var start = Math.Max(from, KazakhClauses.Start(_text, hit.Words.Start));
        // Clauses of the content are joined by commas too; the subject stands before them all.
        var subject = KazakhClauses.Subject(_text, _actors, _syntax, from, hit.Words.Start);
        if (subject is not null)
            start = Math.Max(from, subject.Extent.End);
        else
            start = from;
        while (start < hit.Words.Start && !_tokens[start].IsWord && _tokens[start].Kind != TokenKind.Number && _tokens[start].Text is not ("«" or "“" or "$"))
            start++;
        var speakers = subject?.Actors ?? (hit.Value.Acts[0] == "agree" && _actors.Sides.Length > 1 ? _actors.Sides : _last);
        var end = hit.Value.PartsContent ? Trim(start, hit.Words.Start) : hit.Words.End;
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

    private ImmutableArray<string> Acts(TokenRange range, KazakhSaying? saying)
    {
        if (saying is not null && saying.Acts[0] != "inform")
            return saying.Acts;
        var acts = new List<string>();
        for (var i = range.Start; i < range.End; i++)
        {
            if (_tables.Acts.At(_tokens, i, range.Start) is { } hit)
                acts.AddRange(hit.Value.Where(a => !acts.Contains(a)));
        }

        if (acts.Count == 0 || (acts.Count == 1 && acts[0] is "praise" or "propose"))
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
            Rule = rule + ":" + (cue.Length > 0 ? _tokens[cue.End - 1].Fold : ""),
        });
    }
}
