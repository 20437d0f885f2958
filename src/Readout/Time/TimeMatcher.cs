using System.Globalization;
using Readout.Text;

namespace Readout.Time;

/// <summary>A year as written: its number, or its distance from the report's year.</summary>
internal readonly record struct YearWords(int Value, bool IsRelative)
{
    /// <summary>"того же года": the year told before.</summary>
    public bool IsSaid { get; init; }

    public int? In(int? reportYear) => IsRelative ? reportYear + Value : Value;
}

/// <summary>What the slots of a pattern took from the text.</summary>
internal struct TimeSlots
{
    public int Day, LastDay, Month, LastMonth, Ordinal, Weekday, Season, Decade;
    public int? Number, LastNumber, Relative;
    public YearWords? Year, LastYear;
    public DateOnly? Date;
    public char Unit;
}

/// <summary>An expression found, not yet resolved.</summary>
internal readonly record struct TimeMatch(TokenRange Tokens, TimePattern Pattern, TimePattern? Lead, TimeSlots Slots)
{
    public TimeUse Use => (Lead?.Use, Pattern.Use) switch
    {
        (TimeUse.Comparison, _) => TimeUse.Comparison,
        (_, { } own) => own,
        ({ } lead, _) => lead,
        _ => TimeUse.Point,
    };

    public TimeSide Side => Pattern.Side != TimeSide.Unknown ? Pattern.Side : Lead?.Side ?? TimeSide.Unknown;
}

/// <summary>Matches the patterns of the time table against tokens.</summary>
internal sealed class TimeMatcher(TimeTable table, Token[] tokens)
{
    // What a slot takes depends on the token alone, and dozens of patterns ask for the same few: one bit a slot that did not fit.
    private readonly int[] _unfit = new int[tokens.Length];

    /// <summary>The longest expression that begins at a token, with its lead.</summary>
    public TimeMatch? At(int at, int limit)
    {
        var best = Expression(at, at, limit, null);
        foreach (var lead in table.LeadsAt(tokens[at]))
        {
            var slots = default(TimeSlots);
            var end = Items(lead, 0, at, limit, ref slots);
            if (end < 0 || end >= limit)
                continue;
            // The slots of a lead ("во второй половине") say nothing that the date keeps.
            var match = Expression(at, end, limit, lead);
            // Of equal length the richer lead wins: "к уровню" over "к" … but a row's own expression over a lead's.
            if (match is { } found && (best is null || found.Tokens.Length > best.Value.Tokens.Length))
                best = found;
        }

        return best;
    }

    private TimeMatch? Expression(int start, int at, int limit, TimePattern? lead)
    {
        TimeMatch? best = null;
        foreach (var pattern in table.ExpressionsAt(tokens[at]))
            Try(pattern, ref best);
        if (table.MayOpen(tokens[at]))
        {
            foreach (var pattern in table.SlotFirst)
            {
                if ((pattern.Openings & ~_unfit[at]) != 0)
                    Try(pattern, ref best);
            }
        }

        return best;

        void Try(TimePattern pattern, ref TimeMatch? longest)
        {
            if (lead is null ? pattern.Lead == LeadNeed.Needs : pattern.Lead == LeadNeed.None)
                return;
            var slots = default(TimeSlots);
            var end = Items(pattern, 0, at, limit, ref slots);
            if (end > at && (longest is null || end > longest.Value.Tokens.End))
                longest = new TimeMatch(new TokenRange(start, end), pattern, lead, slots);
        }
    }

    // Returns the end of the match, or -1. Optional items are tried with and without.
    private int Items(TimePattern pattern, int item, int at, int limit, ref TimeSlots slots)
    {
        if (item == pattern.Items.Length)
            return at;
        var current = pattern.Items[item];
        if (at < limit)
        {
            var taken = slots;
            var next = Take(current, at, limit, ref taken);
            if (next > 0)
            {
                // "в III кв. 2026 года": the dot of an abbreviation inside the pattern.
                if (current.Slot == TimeSlot.Word && item + 1 < pattern.Items.Length && next + 1 < limit && IsAbbreviationDot(next))
                    next++;
                var end = Items(pattern, item + 1, next, limit, ref taken);
                if (end >= 0)
                {
                    slots = taken;
                    return end;
                }
            }
        }

        return current.IsOptional ? Items(pattern, item + 1, at, limit, ref slots) : -1;
    }

    private int Take(TimeItem item, int at, int limit, ref TimeSlots slots)
    {
        if (item.Slot == TimeSlot.Word)
            return item.Word!.Matches(tokens[at]) ? at + 1 : -1;
        var bit = TimePattern.Bit(item.Slot);
        if ((_unfit[at] & bit) != 0)
            return -1;
        var end = Take(item.Slot, at, limit, ref slots);
        if (end < 0)
            _unfit[at] |= bit;
        return end;
    }

    private int Take(TimeSlot slot, int at, int limit, ref TimeSlots slots)
    {
        var token = tokens[at];
        switch (slot)
        {
            case TimeSlot.Dash:
                return token.Kind != TokenKind.Word && token.Text is "-" or "–" or "—" or "--" or "/" ? at + 1 : -1;
            case TimeSlot.Day:
                return Day(at, limit, ref slots);
            case TimeSlot.Month when Value(TimeSlot.Month, token) is { } month:
                (slots.Month, slots.LastMonth) = slots.Month == 0 ? (month, month) : (slots.Month, month);
                return token.Text.Length <= 4 && at + 2 < limit && IsAbbreviationDot(at + 1) ? at + 2 : at + 1;
            case TimeSlot.Year:
                return Year(at, limit, ref slots);
            case TimeSlot.BareYear when BareYear(token) is { } year:
                AddYear(ref slots, new YearWords(year, false));
                return at + 1;
            case TimeSlot.Date when FullDate(token) is { } date:
                slots.Date = date;
                return at + 1;
            case TimeSlot.Number when table.Numbers.ReadAt(tokens, at, limit) is { Value: > 0 and < 1000 } number:
                // "полтора года" is eighteen months; a fraction is too fine for a date.
                var whole = (int)Math.Ceiling(number.Value);
                if (slots.Number is null)
                    slots.Number = whole;
                else
                    slots.LastNumber = whole;
                return number.Tokens.End;
            case TimeSlot.Unit when table.ValueOf(TimeSlot.Unit, token) is { } unit:
                slots.Unit = unit[0];
                return at + 1;
            case TimeSlot.Ordinal when Ordinal(token) is { } ordinal:
                slots.Ordinal = ordinal;
                return at + 1 < limit && IsAbbreviationDot(at + 1) ? at + 2 : at + 1;
            case TimeSlot.Weekday when Value(TimeSlot.Weekday, token) is { } weekday:
                slots.Weekday = weekday;
                return at + 1;
            case TimeSlot.Season when Value(TimeSlot.Season, token) is { } season:
                slots.Season = season;
                return at + 1;
            case TimeSlot.Relative when Value(TimeSlot.Relative, token) is { } relative:
                slots.Relative = relative;
                return at + 1;
            case TimeSlot.Decade when Decade(token) is { } decade:
                slots.Decade = decade;
                return at + 1;
            default:
                return -1;
        }
    }

    private int? Value(TimeSlot kind, Token token) =>
        (token.IsWord || (token.Kind == TokenKind.Number && kind == TimeSlot.Month)) && table.ValueOf(kind, token) is { } value ? int.Parse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : null;

    // "30", "1-го", "первого", "двадцать первого".
    private int Day(int at, int limit, ref TimeSlots slots)
    {
        var token = tokens[at];
        var day = 0;
        var end = at + 1;
        if (token.Kind == TokenKind.Number)
            _ = int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out day);
        else if (char.IsAsciiDigit(token.Text[0]))
            day = LeadingDigits(token.Text, out var tail) is { } digits && IsOrdinalTail(tail) ? digits : 0;
        else if (token.IsWord && Value(TimeSlot.Ordinal, token) is { } ordinal && token.Fold.EndsWith("го", StringComparison.Ordinal))
            day = ordinal;
        else if (token.IsWord && table.Numbers.ReadAt(tokens, at, at + 1) is { Value: 20 or 30 } tens && end < limit
            && tokens[end].IsWord && Value(TimeSlot.Ordinal, tokens[end]) is { } ones and < 10)
            (day, end) = ((int)tens.Value + ones, end + 1);
        if (day is < 1 or > 31)
            return -1;
        (slots.Day, slots.LastDay) = slots.Day == 0 ? (day, day) : (slots.Day, day);
        return end;
    }

    // "2024 года", "2024 г.", "2024-м", "прошлого года", "с.г.".
    private int Year(int at, int limit, ref TimeSlots slots)
    {
        var token = tokens[at];
        if (token.Fold is "с" or "т" && at + 2 < limit && tokens[at + 1].Is('.') && tokens[at + 2].Fold == "г")
        {
            AddYear(ref slots, new YearWords(0, true));
            return at + 3 < limit && tokens[at + 3].Is('.') && at + 4 < limit ? at + 4 : at + 3;
        }

        // "в июне того же года"
        if (token.Fold is "того" or "этого" && at + 2 < limit && tokens[at + 1].Fold == "же" && IsYearWord(tokens[at + 2]))
        {
            AddYear(ref slots, new YearWords(0, true) { IsSaid = true });
            return at + 3;
        }

        // "去年": a word that is a year by itself.
        if (token.IsWord && Value(TimeSlot.Year, token) is { } told)
        {
            AddYear(ref slots, new YearWords(told, true));
            return at + 1;
        }

        if (token.IsWord && Value(TimeSlot.Relative, token) is { } relative && at + 1 < limit && IsYearWord(tokens[at + 1]) && !IsManyYears(tokens[at + 1]))
        {
            AddYear(ref slots, new YearWords(relative, true));
            return at + 2;
        }

        if (token.Kind == TokenKind.Word && LeadingDigits(token.Text, out var tail) is { } ordinalYear and >= 1500 and < 2200 && tail is "-го" or "-м" or "-му" or "-й" or "-ый" or "-ом")
        {
            AddYear(ref slots, new YearWords(ordinalYear, false));
            return at + 1 < limit && IsYearWord(tokens[at + 1]) ? at + 2 : at + 1;
        }

        if (BareYear(token) is not { } year || at + 1 >= limit)
            return -1;
        var next = tokens[at + 1];
        if (next.Fold is "г" or "гг")
        {
            AddYear(ref slots, new YearWords(year, false));
            return at + 2 < limit && IsAbbreviationDot(at + 2) ? at + 3 : at + 2;
        }

        if (!IsYearWord(next))
            return -1;
        AddYear(ref slots, new YearWords(year, false));
        return at + 2;
    }

    private bool IsYearWord(Token token) => token.IsWord && table.ValueOf(TimeSlot.YearWord, token) is not null;

    // "последние годы" and "прошлых лет" are many: no year.
    private static bool IsManyYears(Token token) => token.Fold is "годы" or "лет" or "годов" or "годам" or "годами";

    // The dot of "г." in the middle of a sentence; at its end it is the sentence's too, and stays there.
    private bool IsAbbreviationDot(int at) => tokens[at].Is('.') && tokens[at].Span.Start == tokens[at - 1].Span.End;

    private static void AddYear(ref TimeSlots slots, YearWords year)
    {
        (slots.Year, slots.LastYear) = slots.Year is null ? (year, year) : (slots.Year, year);
    }

    private static int? BareYear(Token token) =>
        token.Kind == TokenKind.Number && token.Text.Length == 4 && int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1500 and < 2200
            ? year : null;

    private static DateOnly? FullDate(Token token)
    {
        if (token.Kind != TokenKind.Number || token.Text.Length is < 8 or > 10)
            return null;
        return DateOnly.TryParseExact(token.Text, ["dd.MM.yyyy", "d.MM.yyyy", "d.M.yyyy", "dd.MM.yy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
    }

    private int? Ordinal(Token token)
    {
        if (!token.IsWord)
            return null;
        if (LeadingDigits(token.Text, out var tail) is { } digits)
            return IsOrdinalTail(tail) ? digits : null;
        return Value(TimeSlot.Ordinal, token);
    }

    // "1990-е", "90-х".
    private static int? Decade(Token token)
    {
        if (!token.IsWord || LeadingDigits(token.Text, out var tail) is not { } digits || tail is not ("-е" or "-х" or "-ые" or "-ых" or "s") || digits % 10 != 0)
            return null;
        return digits < 100 ? 1900 + digits : digits;
    }

    // "1-го", "31st".
    private static bool IsOrdinalTail(string tail) => tail.StartsWith('-') || tail is "st" or "nd" or "rd" or "th";

    private static int? LeadingDigits(string text, out string tail)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiDigit(text[length]))
            length++;
        tail = text[length..];
        return length is > 0 and < 5 ? int.Parse(text.AsSpan(0, length), NumberStyles.None, CultureInfo.InvariantCulture) : null;
    }
}
