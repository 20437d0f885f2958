namespace Readout.Text;

/// <summary>Finds where sentences end in a tokenised paragraph.</summary>
internal static class SentenceSplitter
{
    public static IEnumerable<TokenRange> Split(string text, List<(Span Span, TokenKind Kind)> tokens, Tables.WordTable<bool> abbreviations)
    {
        var start = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!IsEnd(text, tokens, i, abbreviations))
                continue;

            // Closing quotation marks and brackets belong to the sentence that they close.
            var end = i + 1;
            while (end < tokens.Count && tokens[end].Span.Start == tokens[end - 1].Span.End && IsClosing(text[tokens[end].Span.Start]) && !OpensHere(text, tokens, end))
                end++;

            // «…», – сказал он. : the framing clause goes on after the quotation.
            if (end < tokens.Count && end > i + 1 && text[tokens[end].Span.Start] is ',' or '–' or '—' or '-')
                continue;
            if (end < tokens.Count && end > i + 1 && StartsLower(text, tokens[end]))
                continue;
            yield return new TokenRange(start, end);
            start = end;
            i = end - 1;
        }

        if (start < tokens.Count)
            yield return new TokenRange(start, tokens.Count);
    }

    private static bool IsEnd(string text, List<(Span Span, TokenKind Kind)> tokens, int i, Tables.WordTable<bool> abbreviations)
    {
        var (span, kind) = tokens[i];
        var c = text[span.Start];
        if (kind == TokenKind.Word || c is not ('.' or '!' or '?' or '…' or '。' or '！' or '？'))
            return false;
        if (c is '。' or '！' or '？')
            return true;
        if (i + 1 == tokens.Count)
            return true;
        var next = tokens[i + 1];
        var touches = next.Span.Start == span.End;
        var nextChar = text[next.Span.Start];
        if (touches && !IsClosing(nextChar) && !IsOpening(nextChar))
            return false;
        if (c is '!' or '?' or '…' || span.Length > 1)
            return !StartsLower(text, next) && nextChar is not (',' or '–' or '—' or ';');
        if (StartsLower(text, next) || nextChar is ',' or ';' or ':')
            return false;

        // A dot after an initial ("И. Алиев"), an abbreviation ("млн.", "г. Астана") or a number in a list ends nothing.
        if (i > 0 && tokens[i - 1].Span.End == span.Start)
        {
            var (before, beforeKind) = tokens[i - 1];
            var word = before.Of(text);
            if (beforeKind == TokenKind.Word && word.Length == 1 && char.IsUpper(word[0]) && next.Kind == TokenKind.Word)
                return false;
            // "т.е.": the dots inside belong to it.
            if (i > 2 && tokens[i - 2].Span.End == before.Start && tokens[i - 3].Span.End == tokens[i - 2].Span.Start && text[tokens[i - 2].Span.Start] == '.'
                && abbreviations.TryGetValue(TextNormalizer.Fold(text[tokens[i - 3].Span.Start..before.End]), out var mayEnd))
                return mayEnd && BeginsSentence(text, next);
            if (beforeKind == TokenKind.Word && word.Length <= 6 && abbreviations.TryGetValue(TextNormalizer.Fold(word.ToString()), out mayEnd))
                return mayEnd && BeginsSentence(text, next);
            if (beforeKind == TokenKind.Number && i == 1)
                return false;
        }

        return true;
    }

    // "млн. Экспорт" and "2025 г. Стороны" may end a sentence; "им. Абая", "г. Астана", "ул. Мира" never do, nor "тыс. МВт".
    private static bool BeginsSentence(string text, (Span Span, TokenKind Kind) next) =>
        next.Kind == TokenKind.Word && char.IsUpper(text[next.Span.Start]) && !(next.Span.Length is > 1 and < 5 && char.IsUpper(text[next.Span.Start + 1]));

    // "。“中方…": a mark that serves both ways opens when it touches the word after it; Chinese has no blank before it.
    private static bool OpensHere(string text, List<(Span Span, TokenKind Kind)> tokens, int at) =>
        text[tokens[at].Span.Start] == '“' && at + 1 < tokens.Count && tokens[at + 1].Kind != TokenKind.Punctuation && tokens[at + 1].Span.Start == tokens[at].Span.End;

    private static bool StartsLower(string text, (Span Span, TokenKind Kind) token) =>
        token.Kind == TokenKind.Word && char.IsLower(text[token.Span.Start]);

    private static bool IsClosing(char c) => c is '»' or '”' or '"' or '“' or '’' or ')' or ']' or '›' or '」' or '』';

    private static bool IsOpening(char c) => c is '«' or '„' or '“' or '"' or '(' or '[' or '‹' or '「' or '『';
}
