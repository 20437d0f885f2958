namespace Readout.Text;

/// <summary>Cuts a paragraph into words, numbers, marks and symbols.</summary>
internal static class Tokenizer
{
    public static List<(Span Span, TokenKind Kind)> Tokenize(string text, Span paragraph)
    {
        var tokens = new List<(Span, TokenKind)>(paragraph.Length / 5 + 4);
        for (var at = paragraph.Start; at < paragraph.End;)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c) || IsInvisible(c))
            {
                at++;
                continue;
            }

            var (end, kind) = char.IsDigit(c) ? Number(text, at, paragraph.End)
                : IsLetter(text, at) ? (Word(text, at, paragraph.End), TokenKind.Word)
                : Mark(text, at, paragraph.End);
            tokens.Add((new Span(at, end), kind));
            at = end;
        }

        return tokens;
    }

    // "1 420", "2 470,5", "15.3", "1,234.5", but "5 февраля 2025" is two numbers and "2024 44" too:
    // a blank joins only groups of exactly three digits after a group of one to three.
    private static (int End, TokenKind Kind) Number(string text, int at, int limit)
    {
        var end = Digits(text, at, limit);
        if (end - at <= 3)
        {
            while (end + 3 < limit + 0 && IsThousandsBlank(text[end]) && Digits(text, end + 1, limit) == end + 4)
                end += 4;
        }

        while (end + 1 < limit && text[end] is ',' or '.' && end + 1 < limit && char.IsDigit(text[end + 1]))
            end = Digits(text, end + 1, limit);

        // "£5.2m", "$3bn": the magnitude is a word of its own.
        if (Magnitude(text, end, limit) > end)
            return (end, TokenKind.Number);
        // "1990-х", "15-й", "125-километровый", "5G": a word that begins with digits.
        if (end < limit && char.IsLetter(text[end]))
            return (Word(text, end, limit), TokenKind.Word);
        if (end + 1 < limit && IsHyphen(text[end]) && char.IsLetter(text[end + 1]))
            return (Word(text, end + 1, limit), TokenKind.Word);
        return (end, TokenKind.Number);
    }

    // Letters of a magnitude as English writes it right behind the digits; ends where it began when there are none.
    private static int Magnitude(string text, int at, int limit)
    {
        var end = at;
        while (end < limit && char.IsAsciiLetterLower(text[end]))
            end++;
        var ends = end == limit || !(char.IsLetterOrDigit(text[end]) || IsHyphen(text[end]));
        return ends && text.AsSpan(at, end - at) is "m" or "k" or "mn" or "bn" or "tn" or "mln" or "bln" or "trn" ? end : at;
    }

    private static int Digits(string text, int at, int limit)
    {
        while (at < limit && char.IsDigit(text[at]))
            at++;
        return at;
    }

    private static int Word(string text, int at, int limit)
    {
        while (at < limit)
        {
            var c = text[at];
            if (char.IsLetterOrDigit(c) || IsCombining(c) || char.IsHighSurrogate(c) || char.IsLowSurrogate(c))
                at++;
            else if ((IsHyphen(c) || c is '\'' or '’' or 'ʼ') && at + 1 < limit && char.IsLetterOrDigit(text[at + 1]))
                at += 2;
            else if (IsInvisible(c) && at + 1 < limit && char.IsLetter(text[at + 1]))
                at++;
            else
                break;
        }

        return at;
    }

    private static (int End, TokenKind Kind) Mark(string text, int at, int limit)
    {
        var c = text[at];
        var end = at + 1;
        if (c is '.' or '-' or '!' or '?')
        {
            // "...", "--", "?!" are one mark.
            while (end < limit && text[end] is '.' or '-' or '!' or '?' && (text[end] == c || (c is '!' or '?' && text[end] is '!' or '?')))
                end++;
        }

        return (end, char.IsPunctuation(c) && c is not '%' and not '№' ? TokenKind.Punctuation : TokenKind.Symbol);
    }

    private static bool IsLetter(string text, int at) =>
        char.IsLetter(text[at]) || (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLetter(text, at));

    private static bool IsHyphen(char c) => c is '-' or '\u2010' or '\u2011';

    private static bool IsThousandsBlank(char c) => c is ' ' or '\u00A0' or '\u202F' or '\u2009';

    private static bool IsInvisible(char c) => c is '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF';

    private static bool IsCombining(char c) => c is >= '\u0300' and <= '\u036F';
}
