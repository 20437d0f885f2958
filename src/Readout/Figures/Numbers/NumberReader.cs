using System.Globalization;
using Readout.Text;

namespace Readout.Figures.Numbers;

/// <summary>A number as the text writes it.</summary>
/// <param name="Tokens">Its digits and words, magnitudes and their dots included: "1,6 тыс."; currency signs left out.</param>
/// <param name="Value">What they amount to.</param>
/// <param name="Kind">What kind of word it is made of; <see cref="NumberWordKind.Cardinal"/> for digits.</param>
/// <param name="HasDigits">True when digits are in it.</param>
/// <param name="LastMagnitude">The magnitude that ends it ("млн" → 1000000); 1 when none does.</param>
internal sealed record NumberSpan(TokenRange Tokens, decimal Value, NumberWordKind Kind, bool HasDigits, decimal LastMagnitude);

/// <summary>Reads numbers written in digits, words and both.</summary>
/// <param name="words">Words for numbers.</param>
/// <param name="mark">The decimal mark of the language; the other of point and comma, before three digits, parts thousands.</param>
internal sealed class NumberReader(NumberWords words, char mark = ',')
{
    /// <summary>Reads the number that begins at a token; null when none does.</summary>
    /// <param name="tokens">Tokens of the text.</param>
    /// <param name="at">Where it would begin.</param>
    /// <param name="limit">End of the sentence.</param>
    public NumberSpan? ReadAt(Token[] tokens, int at, int limit)
    {
        var first = tokens[at];
        if (first.Kind != TokenKind.Number)
        {
            if (words.Of(first) is not { } word)
                return null;
            switch (word.Kind)
            {
                case NumberWordKind.Times or NumberWordKind.TimesVerb or NumberWordKind.Share or NumberWordKind.Whole:
                    return new NumberSpan(new TokenRange(at, at + 1), word.Value, word.Kind, false, 1);
                case NumberWordKind.Collective:
                    return new NumberSpan(new TokenRange(at, at + 1), word.Value, word.Kind, false, 1);
                case NumberWordKind.Magnitude when !MayStandAlone(first):
                case NumberWordKind.Part:
                    return null;
            }
        }

        decimal total = 0, group = 0, smallest = decimal.MaxValue, room = decimal.MaxValue, last = 1;
        bool open = false, hasDigits = false;
        var i = at;
        while (i < limit)
        {
            var token = tokens[i];
            if (token.Kind == TokenKind.Number)
            {
                // "1 млрд 200 млн": digits go on only where a smaller magnitude follows them.
                if (open || (i > at && (last <= 1 || MagnitudeAfter(tokens, i, limit) is not { } next || next >= last)))
                    break;
                if (ParseDigits(token.Text, mark) is not { } digits)
                    return null;
                group = digits;
                open = hasDigits = true;
                room = 0;
                last = 1;
                i++;
                continue;
            }

            if (words.Of(token) is not { } word)
                break;
            // "три четверти", "две пятых"
            if (word.Kind == NumberWordKind.Part)
            {
                if (!open || total > 0 || group * word.Value is < 1 or >= 100)
                    break;
                return new NumberSpan(new TokenRange(at, i + 1), decimal.Round(group * word.Value, 1), NumberWordKind.Part, hasDigits, 1);
            }

            if (word.Kind == NumberWordKind.Cardinal)
            {
                // Each cardinal must fit under the zeros of the one before: "двести двадцать два", but not "два двадцать".
                if (open && (word.Value >= room || room == 0))
                    break;
                group += word.Value;
                room = word.Value switch { >= 100 => 100, >= 20 or 10 => 10, _ => 0 };
                open = true;
                last = 1;
                i++;
            }
            else if (word.Kind == NumberWordKind.Magnitude && word.Value < smallest)
            {
                // "пять тысяч миллионов" does not exist, but "тысяча миллиардов" does not matter either: descending only.
                if (!open && i > at)
                    break;
                total += (open ? group : 1) * word.Value;
                (group, open, room, smallest, last) = (0, false, decimal.MaxValue, word.Value, word.Value);
                i++;
                if (IsAbbreviationDot(tokens, i, limit))
                    i++;
            }
            else
            {
                break;
            }
        }

        if (open)
            total += group;
        return i == at ? null : new NumberSpan(new TokenRange(at, i), total, NumberWordKind.Cardinal, hasDigits, last);
    }

    /// <summary>The value of digits as Russian writes them: "15,3", "1 420", "2.500.000"; null for what is none ("21.10.2025").</summary>
    public static decimal? ParseDigits(ReadOnlySpan<char> digits, char mark = ',')
    {
        Span<char> plain = stackalloc char[32];
        var length = 0;
        var commas = digits.Count(',');
        var dots = digits.Count('.');
        // One mark is the decimal mark; of two kinds the last one is; a mark that stands twice parts thousands.
        var decimalMark = (commas, dots) switch
        {
            (0, 0) => '\0',
            // "500,000" is half a million in English, and a number with three decimals in Russian.
            (1, 0) when mark == '.' && digits.Length - digits.IndexOf(',') == 4 => '\0',
            (1, 0) => ',',
            (0, 1) => '.',
            (1, 1) => digits.LastIndexOf(',') > digits.LastIndexOf('.') ? ',' : '.',
            ( > 1, 1) => '.',
            (1, > 1) => ',',
            _ => '\0',
        };
        var group = 0;
        var grouped = false;
        foreach (var c in digits)
        {
            if (char.IsAsciiDigit(c))
            {
                if (length == plain.Length - 1)
                    return null;
                plain[length++] = c;
                group++;
            }
            else if (c == decimalMark)
            {
                plain[length++] = '.';
                grouped = false;
            }
            else
            {
                if (grouped && group != 3 && c is ',' or '.')
                    return null;
                grouped = true;
                group = 0;
            }
        }

        if (grouped && group != 3)
            return null;
        return decimal.TryParse(plain[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <summary>The value of a magnitude's word ("million"); 0 for other words.</summary>
    public decimal Magnitude(string fold) => words.Of(fold) is { Kind: NumberWordKind.Magnitude } word ? word.Value : 0;

    private decimal? MagnitudeAfter(Token[] tokens, int at, int limit) =>
        at + 1 < limit && words.Of(tokens[at + 1]) is { Kind: NumberWordKind.Magnitude } word ? word.Value : null;

    // "выйти на миллиард" is a number; "миллионы тонн" and "тысяч гостей" alone are none.
    private static bool MayStandAlone(Token token)
    {
        // An abbreviation ("млн") does not tell singular from plural.
        if (token.Text.Length <= 4)
            return false;
        var singular = false;
        foreach (ref readonly var reading in token.Readings.AsSpan())
        {
            if (reading.Numbers.HasFlag(Morphology.Numbers.Plural))
                return false;
            singular |= reading.Numbers.HasFlag(Morphology.Numbers.Singular);
        }

        return singular;
    }

    /// <summary>A dot that belongs to the abbreviation before it ("тыс.", "долл.") and not to the sentence.</summary>
    public static bool IsAbbreviationDot(Token[] tokens, int at, int limit) =>
        at < limit && at > 0 && tokens[at].Is('.') && tokens[at].Span.Start == tokens[at - 1].Span.End && tokens[at - 1].Text.Length <= 4
        && at + 1 < limit;
}
