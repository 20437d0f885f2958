using System.Collections.Immutable;
using Readout.Actors;
using Readout.Syntax;
using Readout.Text;
using Readout.Time;

namespace Readout.Statements;

/// <summary>Finds who said what: quotations with their framing clauses, reported clauses, and sentences that tell of thanks, offers, protests.</summary>
internal sealed partial class StatementFinder
{
    private readonly SegmentedText _text;
    private readonly Token[] _tokens;
    private readonly SyntaxLayer _syntax;
    private readonly ActorLayer _actors;
    private readonly SayingTables _tables;
    private readonly CueFinder _cues;
    private readonly SubjectFinder _subjects;
    private readonly ActReader _acts;
    private readonly List<Passage> _passages;

    // Tokens that nobody may look for cues in: speech, what another cue reports, phrases of origin.
    private readonly bool[] _closed;
    private readonly List<Draft> _found = [];

    // Clauses told by nobody, which may tell of somebody's words.
    private readonly List<TokenRange> _unattributed = [];
    private readonly List<FoundOrigin> _origins = [];

    // Who spoke last and who was last the subject of a sentence: dropped subjects and bare quotations mean them.
    private ImmutableArray<int> _lastSpeakers = [];

    private StatementFinder(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, SayingTables tables)
    {
        _text = text;
        _tokens = text.Tokens;
        _syntax = syntax;
        _actors = actors;
        _tables = tables;
        _cues = new CueFinder(text, tables);
        _subjects = new SubjectFinder(text, syntax, actors, times, tables);
        _acts = new ActReader(text, syntax, actors, tables);
        _closed = new bool[text.Tokens.Length];
        _passages = SpeechFinder.Find(text, _cues);
        AddLabelled();
        foreach (var passage in _passages)
            Close(passage.Outer);
    }

    /// <summary>A statement in the making.</summary>
    private sealed record Draft(StatementKind Kind, TokenRange Evidence, ImmutableArray<int> Speakers, ImmutableArray<string> Acts, TokenRange? Cue, string Rule)
    {
        public int? Addressee { get; init; }

        /// <summary>True when speaker and content cannot be parted: neighbours of one speaker then are one statement.</summary>
        public bool IsWholeSentence { get; init; }

        public TokenRange Subject { get; init; }
    }

    public static StatementLayer Find(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, LanguagePack pack)
    {
        var finder = new StatementFinder(text, syntax, actors, times, pack.Sayings);
        foreach (var sentence in text.Sentences)
            finder.Read(finder.WithoutDateline(sentence));
        // Words that nobody in the text can be held to are no statement.
        // A title's telling is told again in the body.
        var bodyStart = text.HasTitle ? text.Paragraphs[0].End : 0;
        return new StatementLayer([.. finder.Finish().Where(s => s.Speakers.Length > 0 && s.Evidence.Start >= bodyStart)], [.. finder._origins]);
    }

    private void Read(Sentence sentence)
    {
        ReadOrigins(sentence);
        ReadBackReference(sentence);
        ReadAsides(sentence);
        ReadCues(sentence);
        PartFragments(sentence);
        foreach (var passage in _passages)
        {
            if (passage.Frame >= 0 ? sentence.Tokens.Contains(passage.Frame) : sentence.Tokens.Contains(passage.Tokens.Start))
                ReadPassage(passage, sentence);
        }
    }

    // A transcript: "В.Путин: Рад вас видеть." Paragraphs between two labels go on with the words of the first.
    private void AddLabelled()
    {
        var labels = new List<(int Paragraph, int Actor, int Start)>();
        for (var s = 0; s < _text.Sentences.Length; s++)
        {
            var range = _text.Sentences[s].Tokens;
            if ((s > 0 && _text.Sentences[s - 1].Paragraph == _text.Sentences[s].Paragraph) || _text.IsInTitle(range.Start)
                || _actors.TopAt(range.Start) is not { Form: MentionForm.Name, Actor: >= 0 } mention || mention.Extent.Start != range.Start || !IsPerson(mention.Actors))
                continue;
            var colon = mention.Extent.End;
            // "А.Вучич (как переведено):"
            if (colon < range.End && _tokens[colon].Is('('))
            {
                while (colon < range.End && !_tokens[colon].Is(')'))
                    colon++;
                colon++;
            }

            if (colon + 3 < range.End && _tokens[colon].Is(':') && _tokens[colon + 1].IsWord)
                labels.Add((_text.Sentences[s].Paragraph, mention.Actor, colon + 1));
        }

        var paragraphs = new TokenRange[_text.Paragraphs.Length];
        foreach (var sentence in _text.Sentences)
            paragraphs[sentence.Paragraph] = new TokenRange(paragraphs[sentence.Paragraph] is { Length: > 0 } known ? known.Start : sentence.Tokens.Start, sentence.Tokens.End);
        for (var l = 0; l < labels.Count; l++)
        {
            var last = l + 1 < labels.Count ? labels[l + 1].Paragraph - 1 : labels[l].Paragraph;
            for (var paragraph = labels[l].Paragraph; paragraph <= last; paragraph++)
            {
                var words = paragraphs[paragraph];
                if (paragraph == labels[l].Paragraph)
                    words = words with { Start = labels[l].Start };
                if (words.Length > 0 && !_passages.Any(p => p.Outer.Overlaps(words)))
                    _passages.Add(new Passage(TrimBoth(words), words, -1, int.MinValue + l) { Speaker = labels[l].Actor });
            }
        }

        _passages.Sort((a, b) => a.Tokens.Start.CompareTo(b.Tokens.Start));
    }

    /// <summary>"Пекин, 12 апреля /Синьхуа/ -- Китай протестует": the report begins after the dash.</summary>
    private Sentence WithoutDateline(Sentence sentence)
    {
        if (!IsDateline(sentence))
            return sentence;
        var range = sentence.Tokens;
        var marked = false;
        for (var i = range.Start; i + 1 < Math.Min(range.End, range.Start + 16); i++)
        {
            if (ClauseSplitter.IsFinite(_tokens[i]))
                return sentence;
            marked |= _tokens[i].Text is "/" or "(" || (_tokens[i].Text.Length > 3 && _tokens[i].IsWord && _tokens[i].Text.All(char.IsUpper));
            if (marked && i > range.Start && SpeechFinder.IsDash(_tokens[i]))
            {
                ReadOrigins(sentence);
                return sentence with { Tokens = new TokenRange(i + 1, range.End) };
            }
        }

        return sentence;
    }

    private bool IsOpen(int token) => !_closed[token];

    private void Close(TokenRange range)
    {
        for (var i = range.Start; i < range.End; i++)
            _closed[i] = true;
    }

    private TokenRange TrimEnd(TokenRange range) => TrimBoth(range);

    private TokenRange TrimBoth(TokenRange range)
    {
        var (start, end) = (range.Start, range.End);
        while (start < end && !_tokens[start].IsWord && _tokens[start].Kind == TokenKind.Punctuation && _tokens[start].Text is not ("«" or "„" or "“" or "\"" or "("))
            start++;
        while (start < end && start > 0 && (_tokens[start].Fold is "и" or "а" or "но" || _tokens[start].Fold == "что" && _tokens[start - 1].Is(',')))
            start++;
        while (end > start && _tokens[end - 1].Kind == TokenKind.Punctuation && _tokens[end - 1].Text is not ("»" or "”" or "“" or "\"" or ")"))
            end--;
        return new TokenRange(start, end);
    }

    private ImmutableArray<FoundStatement> Finish()
    {
        var kept = new List<Draft>(_found.Count);
        foreach (var draft in _found)
        {
            if (_text.IsInTitle(draft.Evidence.Start) && IsToldAgain(draft))
                continue;
            if (draft.Kind == StatementKind.Direct && _found.Any(o => o.Evidence.Start > draft.Evidence.Start && o.Kind == StatementKind.Direct && HasSameWords(o, draft)))
                continue;
            kept.Add(draft);
        }

        return [.. kept.OrderBy(d => d.Evidence.Start).ThenBy(d => d.Evidence.End).Select(d => new FoundStatement
        {
            Speakers = d.Speakers,
            Addressee = d.Addressee,
            Kind = d.Kind,
            Acts = d.Acts,
            Cue = d.Cue is { Length: > 0 } cue ? _text.SpanOf(cue) : null,
            Evidence = _text.SpanOf(d.Evidence),
            Rule = d.Rule,
        })];
    }

    // A title is told again in the body where its speaker speaks there.
    private bool IsToldAgain(Draft title) =>
        _found.Any(f => !_text.IsInTitle(f.Evidence.Start) && (title.Speakers.IsEmpty || f.Speakers.Any(title.Speakers.Contains)));

    private bool HasSameWords(Draft a, Draft b)
    {
        if (b.Evidence.Length > a.Evidence.Length || b.Evidence.Length < 3)
            return false;
        for (var shift = 0; shift + b.Evidence.Length <= a.Evidence.Length; shift++)
        {
            var same = true;
            for (var i = 0; i < b.Evidence.Length && same; i++)
                same = _tokens[a.Evidence.Start + shift + i].Fold == _tokens[b.Evidence.Start + i].Fold;
            if (same)
                return true;
        }

        return false;
    }
}
