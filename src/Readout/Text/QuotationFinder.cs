namespace Readout.Text;

/// <summary>Pairs quotation marks within a paragraph: «», “”, „“, ‹›, ‘’, 「」, 『』, "", '' with nesting; what is not closed runs to the paragraph's end.</summary>
internal static class QuotationFinder
{
    public static void Find(List<Token> tokens, int start, Span paragraph, List<Quotation> quotations)
    {
        var open = new List<(int Token, char Mark)>();
        for (var i = start; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == TokenKind.Word || tokens[i].Text.Length != 1)
                continue;
            var mark = tokens[i].Text[0];
            if (!IsMark(mark))
                continue;
            var match = Closes(mark, tokens, i, start) ? LastOpen(open, mark) : -1;
            if (match >= 0)
            {
                // An inner quotation whose own closing mark is missing ends with the outer one («… “слово»).
                for (var inner = open.Count - 1; inner > match; inner--)
                    Add(tokens, open[inner].Token, i, inner, false, quotations);
                Add(tokens, open[match].Token, i, match, true, quotations);
                open.RemoveRange(match, open.Count - match);
            }
            else if (Opens(mark, tokens, i))
            {
                open.Add((i, mark));
            }
        }

        for (var rest = open.Count - 1; rest >= 0; rest--)
        {
            // A lone single mark is rather an apostrophe.
            if (open[rest].Mark is '‘' or '\'')
                continue;
            // "«… завод «Заря», – сказал он": one mark closes both.
            if (open[rest].Mark == '«' && ClosingOfBoth(tokens, open[rest].Token, quotations) is >= 0 and var both)
            {
                Add(tokens, open[rest].Token, both, rest, true, quotations);
                continue;
            }

            if (open[rest].Token + 1 < tokens.Count)
            {
                var inner = new Span(tokens[open[rest].Token].Span.End, paragraph.End);
                quotations.Add(new Quotation(inner, new Span(tokens[open[rest].Token].Span.Start, paragraph.End), new TokenRange(open[rest].Token + 1, tokens.Count), rest, false));
            }
        }
    }

    // The last closing mark after the opening one, of a quotation inside, where a dash or a full stop follows the comma after it; -1 when there is none.
    private static int ClosingOfBoth(List<Token> tokens, int opening, List<Quotation> quotations)
    {
        var last = -1;
        foreach (var quotation in quotations)
        {
            if (quotation.IsClosed && quotation.Tokens.Start > opening && tokens[quotation.Tokens.End].Text == "»")
                last = Math.Max(last, quotation.Tokens.End);
        }

        return last >= 0 && last + 2 < tokens.Count && tokens[last + 1].Text == "," && tokens[last + 2].Text is "–" or "—" or "-" or "--" ? last : -1;
    }

    private static void Add(List<Token> tokens, int opening, int closing, int depth, bool closed, List<Quotation> quotations)
    {
        if (closing > opening + 1)
        {
            quotations.Add(new Quotation(
                new Span(tokens[opening].Span.End, tokens[closing].Span.Start),
                new Span(tokens[opening].Span.Start, closed ? tokens[closing].Span.End : tokens[closing].Span.Start),
                new TokenRange(opening + 1, closing), depth, closed));
        }
    }

    private static bool IsMark(char c) => c is '«' or '»' or '“' or '”' or '„' or '"' or '‹' or '›' or '‟' or '‘' or '’' or '\'' or '「' or '」' or '『' or '』';

    // '"' and '“' serve both ways: they close when they touch the word before them and not the one after.
    private static bool Closes(char mark, List<Token> tokens, int i, int start) => mark switch
    {
        '»' or '”' or '›' or '」' or '』' => true,
        '"' or '“' => i > start && tokens[i - 1].Span.End == tokens[i].Span.Start && !(i + 1 < tokens.Count && Touches(tokens, i) && tokens[i + 1].IsWord),
        '’' or '\'' => ClosesSingle(tokens, i, start),
        _ => false,
    };

    // "the countries’ navies": after a word in -s the mark closes only where a sentence or clause ends with it.
    private static bool ClosesSingle(List<Token> tokens, int i, int start)
    {
        if (i == start || tokens[i - 1].Span.End != tokens[i].Span.Start || (i + 1 < tokens.Count && Touches(tokens, i) && tokens[i + 1].IsWord))
            return false;
        return !tokens[i - 1].IsWord || tokens[i - 1].Fold[^1] != 's' || i + 1 == tokens.Count || Touches(tokens, i);
    }

    private static bool Opens(char mark, List<Token> tokens, int i) => mark switch
    {
        '«' or '„' or '‹' or '‟' or '「' or '『' => true,
        '"' or '“' => i + 1 < tokens.Count && Touches(tokens, i),
        '”' => i + 1 < tokens.Count && Touches(tokens, i) && tokens[i + 1].IsWord,
        '‘' or '\'' => i + 1 < tokens.Count && Touches(tokens, i) && tokens[i + 1].IsWord && (i == 0 || tokens[i - 1].Span.End < tokens[i].Span.Start || !tokens[i - 1].IsWord),
        _ => false,
    };

    private static bool Touches(List<Token> tokens, int i) => tokens[i].Span.End == tokens[i + 1].Span.Start;

    private static int LastOpen(List<(int Token, char Mark)> open, char mark)
    {
        for (var i = open.Count - 1; i >= 0; i--)
        {
            if (Pairs(open[i].Mark, mark))
                return i;
        }

        return -1;
    }

    private static bool Pairs(char opening, char closing) => (opening, closing) switch
    {
        ('«', '»') or ('„', '“') or ('„', '”') or ('“', '”') or ('"', '"') or ('‹', '›') or ('‘', '’') or ('\'', '\'') or ('„', '"') or ('“', '"') or ('”', '”') or ('‟', '”') or ('“', '“') or ('「', '」') or ('『', '』') => true,
        _ => false,
    };
}
