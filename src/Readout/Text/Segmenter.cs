namespace Readout.Text;

/// <summary>Cuts a normalised text into paragraphs, sentences, tokens and quotations, and reads each word.</summary>
internal static class Segmenter
{
    public static SegmentedText Segment(string normal, string language, WordMemory words, Tables.WordTable<bool> abbreviations)
    {
        var morphology = words.Morphology;
        var respelled = morphology.Respell(normal);
        var text = respelled?.Text ?? normal;
        var paragraphs = Paragraphs(text);
        var tokens = new List<Token>(text.Length / 5 + 8);
        var sentences = new List<Sentence>();
        var quotations = new List<Quotation>();
        for (var p = 0; p < paragraphs.Length; p++)
        {
            var raw = morphology.Tokenize(text, paragraphs[p]);
            var start = tokens.Count;
            foreach (var range in SentenceSplitter.Split(text, raw, abbreviations))
            {
                var first = tokens.Count;
                for (var i = range.Start; i < range.End; i++)
                {
                    var (span, kind) = raw[i];
                    var word = kind == TokenKind.Word ? words.Of(span.Of(text)) : null;
                    if (word is { Joint: > 0 and var joint })
                    {
                        Add(new Span(span.Start, span.Start + joint), TokenKind.Word, words.Of(text.AsSpan(span.Start, joint)));
                        Add(new Span(span.Start + joint, span.Start + joint + 1), TokenKind.Punctuation, null);
                        Add(new Span(span.Start + joint + 1, span.End), TokenKind.Word, words.Of(text.AsSpan(span.Start + joint + 1, span.End - span.Start - joint - 1)));
                    }
                    else
                    {
                        Add(span, kind, word);
                    }
                }

                sentences.Add(new Sentence(sentences.Count, new TokenRange(first, tokens.Count), new Span(tokens[first].Span.Start, tokens[^1].Span.End), p));
            }

            QuotationFinder.Find(tokens, start, paragraphs[p], quotations);
        }

        void Add(Span span, TokenKind kind, KnownWord? word)
        {
            var written = word?.Text ?? span.In(text);
            tokens.Add(new Token
            {
                Index = tokens.Count,
                Span = span,
                Kind = kind,
                Text = written,
                Fold = word?.Fold ?? written,
                Readings = word?.Readings ?? [],
                Sentence = sentences.Count,
            });
        }

        var all = tokens.ToArray();
        morphology.Disambiguate(all);
        return new SegmentedText
        {
            Text = text,
            Respelled = respelled,
            Language = language,
            Tokens = all,
            Sentences = [.. sentences],
            Paragraphs = paragraphs,
            Quotations = [.. quotations],
            HasTitle = paragraphs.Length > 1 && IsTitle(text, paragraphs),
        };
    }

    // The contract's shape is title, blank line, paragraphs. A first line that is long or ends like a sentence is no title.
    private static bool IsTitle(string text, Span[] paragraphs)
    {
        var title = paragraphs[0].Of(text);
        return title.Length <= 300 && (title[^1] is not ('.' or '。') || title.EndsWith("..."));
    }

    private static Span[] Paragraphs(string text)
    {
        var spans = new List<Span>();
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            if (end < 0)
                end = text.Length;
            var start = at;
            var stop = end;
            while (start < stop && char.IsWhiteSpace(text[start]))
                start++;
            while (stop > start && char.IsWhiteSpace(text[stop - 1]))
                stop--;
            if (stop > start)
                spans.Add(new Span(start, stop));
            at = end + 1;
        }

        return [.. spans];
    }
}
