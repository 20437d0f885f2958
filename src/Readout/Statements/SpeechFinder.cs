using Readout.Morphology;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Statements;

/// <summary>Words that somebody said, as written: in quotation marks or after a dash.</summary>
/// <param name="Tokens">Tokens of the words said.</param>
/// <param name="Outer">With marks, so that nobody looks for cues inside.</param>
/// <param name="Frame">Head of the framing cue; -1 when the words stand by themselves.</param>
/// <param name="Turn">Passages of one turn share it: the parts of a quotation that its framing clause breaks.</param>
internal sealed record Passage(TokenRange Tokens, TokenRange Outer, int Frame, int Turn)
{
    /// <summary>The actor whom a label names ("В.Путин: …"); -1 without a label.</summary>
    public int Speaker { get; init; } = -1;
}

/// <summary>Tells speech from names and scare quotes, and finds each passage's framing clause.</summary>
internal sealed class SpeechFinder
{
    private readonly SegmentedText _text;
    private readonly Token[] _tokens;
    private readonly CueFinder _cues;
    private readonly List<Passage> _passages = [];
    private readonly bool[] _taken;
    private int _turn;

    private SpeechFinder(SegmentedText text, CueFinder cues)
    {
        _text = text;
        _tokens = text.Tokens;
        _cues = cues;
        _taken = new bool[text.Tokens.Length];
    }

    public static List<Passage> Find(SegmentedText text, CueFinder cues)
    {
        var finder = new SpeechFinder(text, cues);
        foreach (var paragraph in finder.Paragraphs())
            finder.ReadDashSpeech(paragraph);
        foreach (var quotation in text.Quotations.Where(q => q.Depth == 0).OrderBy(q => q.Outer.Start))
            finder.ReadQuotation(quotation);
        finder._passages.Sort((a, b) => a.Tokens.Start.CompareTo(b.Tokens.Start));
        return finder._passages;
    }

    private IEnumerable<TokenRange> Paragraphs()
    {
        var sentences = _text.Sentences;
        for (var s = 0; s < sentences.Length;)
        {
            var e = s;
            while (e < sentences.Length && sentences[e].Paragraph == sentences[s].Paragraph)
                e++;
            yield return new TokenRange(sentences[s].Tokens.Start, sentences[e - 1].Tokens.End);
            s = e;
        }
    }

    // – Мы рады, – сказал он. – Порт ждёт вас.
    private void ReadDashSpeech(TokenRange paragraph)
    {
        if (paragraph.Length < 4 || !IsDash(_tokens[paragraph.Start]) || _tokens[paragraph.Start].Span.End == _tokens[paragraph.Start + 1].Span.Start && _tokens[paragraph.Start + 1].Kind == TokenKind.Number)
            return;
        var inner = new TokenRange(paragraph.Start + 1, paragraph.End);
        if (InnerFrames(inner).Count > 0)
            AddBroken(inner, paragraph);
    }

    private void ReadQuotation(Quotation quotation)
    {
        var open = quotation.Tokens.Start - 1;
        if (_taken[quotation.Tokens.Start] || quotation.Tokens.Length == 0)
            return;
        var inner = quotation.Tokens;
        var close = quotation.IsClosed ? quotation.Tokens.End : -1;
        if (!quotation.IsClosed)
            (inner, close) = Continued(quotation);
        var outer = new TokenRange(open, close >= 0 ? close + 1 : inner.End);
        if (InnerFrames(inner) is { Count: > 0 } frames && !(frames.Count == 1 && frames[0].End >= inner.End && close >= 0 && FrameAfter(close, open) >= 0))
        {
            AddBroken(inner, outer);
            return;
        }

        var frame = close >= 0 ? FrameAfter(close, open) : -1;
        if (frame < 0)
            frame = FrameBefore(open, inner);
        if (frame >= 0 || IsWhole(open, close, inner) || IsAfterColon(open, inner))
            Add(new Passage(Trim(inner), outer, frame, NextTurn(outer)));
    }

    private void Add(Passage passage)
    {
        if (passage.Tokens.Length == 0)
            return;
        _passages.Add(passage);
        for (var i = passage.Outer.Start; i < passage.Outer.End; i++)
            _taken[i] = true;
    }

    // "…, – сказал он, – …": the second pair of marks belongs to the same turn.
    private int NextTurn(TokenRange outer)
    {
        if (_passages.Count > 0)
        {
            var last = _passages[^1];
            if (last.Frame >= last.Outer.End && last.Frame < outer.Start && _tokens[last.Frame].Sentence == _tokens[outer.Start].Sentence)
                return last.Turn;
        }

        return ++_turn;
    }

    /// <summary>A quotation that is not closed in its paragraph goes on in the next ones, up to a closing mark that opened nowhere else.</summary>
    private (TokenRange Inner, int Close) Continued(Quotation quotation)
    {
        var paragraph = _text.SentenceOf(quotation.Tokens.Start).Paragraph;
        for (var i = quotation.Tokens.End; i < _tokens.Length; i++)
        {
            var at = _text.SentenceOf(i).Paragraph;
            if (at > paragraph + 8)
                break;
            if (_tokens[i].IsWord || _tokens[i].Text is not ("»" or "”" or "“" or "\""))
                continue;
            var own = _text.Quotations.FirstOrDefault(q => q.Tokens.Start - 1 == i || (q.IsClosed && q.Tokens.End == i));
            if (own is null)
                return (new TokenRange(quotation.Tokens.Start, i), i);
            // A paragraph that opens with the mark again goes on with the same words.
            if (own.Tokens.Start - 1 == i && _text.SentenceOf(i).Tokens.Start == i && _text.SentenceOf(i).Paragraph > paragraph && own.IsClosed && EndsParagraph(own.Tokens.End))
                return (new TokenRange(quotation.Tokens.Start, own.Tokens.End), own.Tokens.End);
        }

        return (quotation.Tokens, -1);
    }

    private bool EndsParagraph(int close)
    {
        var paragraph = _text.SentenceOf(close).Paragraph;
        return close + 1 >= _tokens.Length || _text.SentenceOf(close + 1).Paragraph != paragraph || _tokens[close + 1].Text is "," or "–" or "—" or "-" or "--" or ".";
    }

    /// <summary>Framing clauses inside a stretch: from the mark before the dash to the mark after the clause.</summary>
    private List<(TokenRange Range, int Cue, int End)> InnerFrames(TokenRange inner)
    {
        var frames = new List<(TokenRange, int, int)>();
        for (var i = inner.Start + 1; i + 1 < inner.End; i++)
        {
            if (!IsDash(_tokens[i]) || _tokens[i - 1].IsWord || _tokens[i - 1].Text is not ("," or "!" or "?" or "…" or "..." or "." or "»" or "”" or "\""))
                continue;
            var cue = FrameHead(i + 1, inner.End);
            if (cue < 0)
                continue;
            var end = cue + 1;
            while (end < inner.End && !(IsDash(_tokens[end]) && _tokens[end - 1].Text is "." or "," or ":" or "!" or "?"))
                end++;
            frames.Add((new TokenRange(i - 1, end), cue, end));
            i = end;
        }

        return frames;
    }

    private void AddBroken(TokenRange inner, TokenRange outer)
    {
        var turn = ++_turn;
        var frames = InnerFrames(inner);
        var start = inner.Start;
        foreach (var (range, cue, _) in frames)
        {
            Add(new Passage(Trim(new TokenRange(start, range.Start)), new TokenRange(start == inner.Start ? outer.Start : start, range.Start), cue, turn));
            start = Math.Min(range.End + 1, inner.End);
        }

        if (start < inner.End)
            Add(new Passage(Trim(new TokenRange(start, inner.End)), new TokenRange(start, outer.End), frames[^1].Cue, turn));
    }

    /// <summary>The head of a framing clause that begins here: a cue with its subject, in a few words; -1 when there is none.</summary>
    private int FrameHead(int start, int limit)
    {
        for (var i = start; i < Math.Min(limit, start + 6); i++)
        {
            if (_cues.FrameAt(i))
                return i;
            if (!_tokens[i].IsWord && !_tokens[i].Is(',') || ClauseSplitter.IsFinite(_tokens[i]))
                return -1;
        }

        return -1;
    }

    // «…», – подчеркнул президент.
    private int FrameAfter(int close, int open)
    {
        var sentence = _text.SentenceOf(close).Tokens;
        var at = close + 1;
        var hasDash = false;
        while (at < sentence.End && !_tokens[at].IsWord && _tokens[at].Text is "," or "–" or "—" or "-" or "--" or "!" or "?" or "." or "…")
            hasDash |= IsDash(_tokens[at++]);
        if (at == close + 1 || at >= sentence.End)
            return -1;
        // A name before ", сообщил министр" ends the reported clause; it is not what was said.
        if (!_text.Sentences.Any(s => s.Tokens.Start == open) && !IsDash(_tokens[Math.Max(0, open - 1)]) && !_tokens[Math.Max(0, open - 1)].Is(':') && !IsSentenceLike(new TokenRange(open + 1, close)))
            return -1;
        if (hasDash || _cues.FrameAt(at) || _tokens[at].Fold == "как")
            return FrameHead(at, sentence.End);
        return -1;
    }

    // Он сказал: «…»
    private int FrameBefore(int open, TokenRange inner)
    {
        if (open == 0 || !_tokens[open - 1].Is(':'))
            return -1;
        var sentence = _text.SentenceOf(open - 1).Tokens;
        for (var i = open - 2; i >= sentence.Start; i--)
        {
            if (_cues.MayIntroduceSpeech(i) && (IsSentenceLike(inner) || inner.Length >= 3))
                return i;
        }

        return -1;
    }

    private bool IsAfterColon(int open, TokenRange inner) =>
        open > 0 && _tokens[open - 1].Is(':') && IsSentenceLike(inner) && char.IsUpper(_tokens[inner.Start].Text[0]) && inner.Length >= 4
        && ((inner.Length >= 5 && _tokens[_text.SentenceOf(open - 1).Tokens.Start..open].Any(ClauseSplitter.IsFinite)) || (open > 1 && _text.Language == "ru" && _tokens[open - 2].IsCapitalized && !_text.IsInTitle(open)));

    // A quotation that is a sentence, or several, by itself.
    private bool IsWhole(int open, int close, TokenRange inner)
    {
        if (_text.SentenceOf(open).Tokens.Start != open || _text.IsInTitle(open))
            return false;
        if (close >= 0)
        {
            var sentence = _text.SentenceOf(close).Tokens;
            for (var i = close + 1; i < sentence.End; i++)
            {
                if (_tokens[i].IsWord || _tokens[i].Kind == TokenKind.Number)
                    return false;
            }
        }

        return IsSentenceLike(inner) || inner.Length >= 8;
    }

    private bool IsSentenceLike(TokenRange inner)
    {
        var words = 0;
        var finite = false;
        for (var i = inner.Start; i < inner.End; i++)
        {
            words += _tokens[i].IsWord ? 1 : 0;
            finite |= ClauseSplitter.IsFinite(_tokens[i]);
        }

        return finite && words >= 3;
    }

    /// <summary>Without marks at the edges that belong to the framing.</summary>
    private TokenRange Trim(TokenRange range)
    {
        var (start, end) = (range.Start, range.End);
        while (start < end && (IsDash(_tokens[start]) || _tokens[start].Text is "," or "»" or "”"))
            start++;
        while (end > start && (IsDash(_tokens[end - 1]) || _tokens[end - 1].Text is "," or "."))
            end--;
        return new TokenRange(start, end);
    }

    public static bool IsDash(Token token) => !token.IsWord && token.Text is "–" or "—" or "-" or "--" or "―";
}
