using System.Globalization;
using Readout.Morphology;
using Readout.Text;

namespace Readout.Time;

/// <summary>Turns expressions into dates. Goes through the text once, in order: "в тот же день" and "за год" look back.</summary>
/// <param name="text">The text.</param>
/// <param name="table">The language's words of time.</param>
/// <param name="reference">The report's day; null when not known: what counts from it then resolves to nothing.</param>
internal sealed class TimeResolver(SegmentedText text, TimeTable table, DateOnly? reference)
{
    // A day of the year just ahead, told in the past ("утвержден визит 5 сентября"), is not the one of a year ago.
    private const int NearFuture = 14;

    // No day is told that far ahead without its year: "a protest over the firing on 11 January", said on the 16th.
    private const int FarFuture = 300;

    private (DateOnly Day, int Sentence)? _lastDay;
    private DateOnly? _lastPastDay;
    private (int Year, int Paragraph)? _lastYear;

    // The month of an earlier year that the paragraph has last told of: "в январе 2024 года закрыл границу. В августе …".
    private (int Year, int Month, int Paragraph)? _story;

    public TimeExpression? Resolve(TimeMatch match)
    {
        var use = match.Use;
        var date = DateOf(match, out var period);
        if (match.Pattern.Meaning is TimeMeaning.Rate or TimeMeaning.None)
            (date, period) = (null, null);
        if (use == TimeUse.Deadline && date is not null && reference is { } day && date.To < day)
        {
            // "вырос на 7% к прошлому году" is compared with it; "к концу 2023 года построено" tells when.
            use = match.Lead is { Items.Length: 1 } ? TimeUse.Comparison : TimeUse.Point;
        }

        if (use is TimeUse.Point or TimeUse.Deadline or TimeUse.Period && date is not null && IsInName(match.Tokens))
            use = TimeUse.Name;
        if (date is not null && use is not (TimeUse.Comparison or TimeUse.Name))
        {
            Remember(date, use, match.Tokens.Start);
            if (use == TimeUse.Point && match.Slots.Year is not null && date.Precision != DatePrecision.Year && date.From.Year == date.To.Year && date.From.Year < reference?.Year)
                _story = (date.From.Year, date.From.Month, text.SentenceOf(match.Tokens.Start).Paragraph);
        }
        var isPast = match.Side == TimeSide.Past || (date is not null && reference is not null && date.To < reference);
        return new TimeExpression(match.Tokens, use, date, period, isPast, match.Pattern.Rule);
    }

    private void Remember(EventDate date, TimeUse use, int token)
    {
        // "by 1 July" is no day that something happened on.
        if (use != TimeUse.Deadline && date.Precision == DatePrecision.Day && date.From == date.To)
        {
            _lastDay = (date.From, text.SentenceOf(token).Index);
            _lastPastDay = date.From > reference ? _lastPastDay : date.From;
        }

        if (date.From.Year == date.To.Year)
            _lastYear = (date.From.Year, text.SentenceOf(token).Paragraph);
    }

    private EventDate? DateOf(TimeMatch match, out string? period)
    {
        var slots = match.Slots;
        var pattern = match.Pattern;
        period = null;
        var year = slots.Year is { IsSaid: true } ? _lastYear?.Year ?? reference?.Year : slots.Year?.In(reference?.Year);
        if (slots.Year is not null && year is null)
            return null;
        switch (pattern.Meaning)
        {
            case TimeMeaning.Day when slots.Date is { } date:
                return Day(date, out period);
            case TimeMeaning.Day:
                return (year is { } y ? Date(y, slots.Month, slots.Day) : NearestDay(match, slots.Month, slots.Day)) is { } day ? Day(day, out period) : null;
            case TimeMeaning.Days:
                return Days(match, year, out period);
            case TimeMeaning.DayShift when reference is { } today:
                return Day(today.AddDays(pattern.Shift), out period);
            case TimeMeaning.DayBefore when reference is { } today:
                return Day(today.AddDays(-1), out period);
            case TimeMeaning.SameDay when DayTold(match) is { } last:
                return Day(last.AddDays(pattern.Shift), out period);
            case TimeMeaning.Weekday when reference is { } today:
                return Day(Weekday(match, today), out period);
            case TimeMeaning.Week when reference is { } today:
                var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7) + (7 * slots.Relative!.Value));
                // Periods of the record know no weeks (years, halves, quarters, months, days): a week is told by the month that most of its days are in.
                var thursday = monday.AddDays(3);
                period = IsoMonth(thursday);
                return new EventDate(monday.Month == thursday.Month ? monday : thursday.AddDays(1 - thursday.Day), monday.AddDays(6), DatePrecision.Month);
            case TimeMeaning.Month:
                return (year ?? NearestYear(match, slots.Month, slots.Month)) is { } ofMonth ? Months(ofMonth, slots.Month, ofMonth, slots.Month, out period) : null;
            case TimeMeaning.Months:
                return (year ?? NearestYear(match, slots.Month, slots.LastMonth)) is { } ofMonths
                    ? Months(ofMonths - (slots.LastMonth < slots.Month ? 1 : 0), slots.Month, ofMonths, slots.LastMonth, out period) : null;
            case TimeMeaning.MonthShift when reference is { } today:
                return Month(today.AddMonths(slots.Relative ?? pattern.Shift), out period);
            case TimeMeaning.Quarter when slots.Ordinal is >= 1 and <= 4:
                return Part(match, year, 3, "Q", out period);
            case TimeMeaning.Half when (slots.Ordinal == 0 ? pattern.Shift : slots.Ordinal) is 1 or 2:
                return Part(match, year, 6, "H", out period);
            case TimeMeaning.MonthsSoFar:
                return MonthsSoFar(slots.Number ?? pattern.Shift, year, out period);
            case TimeMeaning.Year:
                return (year ?? reference?.Year + pattern.Shift) is { } ofYear ? Years(ofYear, ofYear, out period) : null;
            case TimeMeaning.Years when year is not null && slots.LastYear!.Value.In(reference?.Year) is { } lastYear && lastYear >= year:
                return Years(year.Value, lastYear, out period);
            case TimeMeaning.YearOver when reference is { } today:
                var over = today.Month <= 6 || SideOf(text, match, table) == TimeSide.Past && today.Month < 12 ? today.Year - 1 : today.Year;
                return Years(over, over, out period);
            case TimeMeaning.HalfOver when reference is { } today:
                return LastPart(today, 6, "H", out period);
            case TimeMeaning.QuarterOver when reference is { } today:
                return LastPart(today, 3, "Q", out period);
            case TimeMeaning.SaidYear when _lastYear is { } said && said.Paragraph == text.SentenceOf(match.Tokens.Start).Paragraph:
                return Years(said.Year, said.Year, out period);
            case TimeMeaning.SchoolYear when slots.LastYear is { } end && year is { } begin && end.Value == begin + 1:
                return Months(begin, 9, end.Value, 6, out period);
            case TimeMeaning.Decade:
                return Years(slots.Decade, slots.Decade + 9, out period);
            case TimeMeaning.Season:
                return Season(match, year, out period);
            case TimeMeaning.Ago when reference is { } today:
                return Shifted(today, -(slots.Number ?? pattern.Shift), slots.Unit, out period);
            case TimeMeaning.Ahead when reference is { } today:
                return Shifted(today, slots.Number ?? pattern.Shift, slots.Unit, out period);
            // "в ближайшие пять лет" is no date that anybody could be held to.
            case TimeMeaning.Within when reference is { } today && slots.Unit is 'd' or 'w' or 'm' || (pattern.Meaning == TimeMeaning.Within && slots.Unit == 'y' && (slots.Number ?? pattern.Shift) == 1):
                return reference is { } from ? Shifted(from, slots.Number ?? pattern.Shift, slots.Unit, out period) : null;
            default:
                return null;
        }
    }

    // "The same day" looks back to the day told last; where that is still to come and told in another sentence, news looks back to the last that has come.
    private DateOnly? DayTold(TimeMatch match) =>
        _lastDay is { } last && last.Day > reference && last.Sentence != text.SentenceOf(match.Tokens.Start).Index && Side(match) != TimeSide.Future ? _lastPastDay ?? reference : _lastDay?.Day ?? reference;

    private EventDate? Days(TimeMatch match, int? year, out string? period)
    {
        var slots = match.Slots;
        period = null;
        var lastYear = slots.LastYear?.In(reference?.Year) ?? year;
        DateOnly? last = lastYear is { } known ? Date(known, slots.LastMonth, slots.LastDay) : NearestDay(match, slots.LastMonth, slots.LastDay);
        if (last is not { } to)
            return null;
        var fromYear = slots.Year != slots.LastYear ? year!.Value : to.Year - (slots.Month > slots.LastMonth ? 1 : 0);
        if (Date(fromYear, slots.Month == 0 ? to.Month : slots.Month, slots.Day) is not { } from || from > to)
            return null;
        period = Iso(from) + ".." + Iso(to);
        return new EventDate(from, to, DatePrecision.Day);
    }

    private static EventDate Day(DateOnly day, out string period)
    {
        period = Iso(day);
        return new EventDate(day, day, DatePrecision.Day);
    }

    private static EventDate Month(DateOnly day, out string? period) => Months(day.Year, day.Month, day.Year, day.Month, out period);

    private static EventDate Months(int fromYear, int fromMonth, int toYear, int toMonth, out string? period)
    {
        var from = new DateOnly(fromYear, fromMonth, 1);
        var to = new DateOnly(toYear, toMonth, DateTime.DaysInMonth(toYear, toMonth));
        period = from.Month == to.Month && from.Year == to.Year ? IsoMonth(from) : IsoMonth(from) + ".." + IsoMonth(to);
        return new EventDate(from, to, DatePrecision.Month);
    }

    private static EventDate Years(int from, int to, out string? period)
    {
        period = from == to ? Number(from) : Number(from) + ".." + Number(to);
        return new EventDate(new DateOnly(from, 1, 1), new DateOnly(to, 12, 31), DatePrecision.Year);
    }

    // A quarter or half: the ordinal-th stretch of so many months.
    private EventDate? Part(TimeMatch match, int? year, int months, string letter, out string? period)
    {
        var ordinal = match.Slots.Ordinal == 0 ? match.Pattern.Shift : match.Slots.Ordinal;
        var first = ((ordinal - 1) * months) + 1;
        period = null;
        if ((year ?? NearestYear(match, first, first + months - 1)) is not { } of)
            return null;
        var date = Months(of, first, of, first + months - 1, out _);
        period = $"{Number(of)}-{letter}{Number(ordinal)}";
        return date;
    }

    private static EventDate LastPart(DateOnly today, int months, string letter, out string? period)
    {
        var ordinal = (today.Month - 1) / months;
        var year = ordinal == 0 ? today.Year - 1 : today.Year;
        if (ordinal == 0)
            ordinal = 12 / months;
        period = $"{Number(year)}-{letter}{Number(ordinal)}";
        return Months(year, ((ordinal - 1) * months) + 1, year, ordinal * months, out _);
    }

    private EventDate? MonthsSoFar(int months, int? year, out string? period)
    {
        period = null;
        if (months is < 1 or > 12 || (year is null && reference is null))
            return null;
        // Months that are not yet over were last year's: "за девять месяцев", said in August.
        var of = year ?? (months <= reference!.Value.Month ? reference.Value.Year : reference.Value.Year - 1);
        var date = Months(of, 1, of, months, out period);
        if (months == 6)
            period = Number(of) + "-H1";
        return date;
    }

    private EventDate? Season(TimeMatch match, int? year, out string? period)
    {
        period = null;
        var season = match.Slots.Season != 0 ? match.Slots.Season : match.Pattern.Shift;
        var (first, last) = season switch { 1 => (12, 2), 2 => (3, 5), 3 => (6, 8), _ => (9, 11) };
        var of = year ?? (match.Slots.Relative is { } relative ? reference?.Year + SeasonShift(relative, first, last) : NearestYear(match, first == 12 ? 1 : first, last));
        if (of is not { } known)
            return null;
        // Winter has the year of its January when it was told by distance, of its December when by number ("зима 2025 года").
        var date = first == 12 ? Months(known, 12, known + 1, 2, out _) : Months(known, first, known, last, out _);
        period = Number(known);
        return date with { Precision = DatePrecision.Year };
    }

    // "прошлой весной" said in August is this year's; "прошлой осенью" is last year's.
    private int SeasonShift(int relative, int first, int last) => (relative, reference) switch
    {
        (-1, { } day) when first != 12 && day.Month > last => 0,
        (1, { } day) when day.Month < first => 0,
        _ => relative,
    };

    // The farther away, the coarser: three days to the day, two months to the month, three years to the year.
    private static EventDate? Shifted(DateOnly today, int count, char unit, out string? period)
    {
        period = null;
        if (Math.Abs(count) > 400)
            return null;
        switch (unit)
        {
            case 'd':
                return Day(today.AddDays(count), out period);
            case 'w':
                return Day(today.AddDays(7 * count), out period);
            case 'm':
                return Month(today.AddMonths(count), out period);
            case 'y' when Math.Abs(count) == 1:
                return Month(today.AddYears(count), out period);
            case 'y' when today.Year + count is > 1000 and < 3000:
                return Years(today.Year + count, today.Year + count, out period);
            default:
                return null;
        }
    }

    private DateOnly Weekday(TimeMatch match, DateOnly today)
    {
        var slots = match.Slots;
        var ahead = (slots.Weekday - (((int)today.DayOfWeek + 6) % 7 + 1) + 7) % 7;
        if (match.Pattern.Shift > 0 || slots.Relative > 0)
            return today.AddDays(ahead == 0 ? 7 : ahead);
        if (slots.Relative < 0)
            return today.AddDays(ahead - 7);
        var side = Side(match);
        if (side == TimeSide.Future)
            return today.AddDays(ahead);
        if (side == TimeSide.Past)
            return today.AddDays(ahead == 0 ? 0 : ahead - 7);
        return today.AddDays(ahead <= 3 ? ahead : ahead - 7);
    }

    private TimeSide Side(TimeMatch match) => match.Side != TimeSide.Unknown ? match.Side : SideOf(text, match, table);

    private DateOnly? NearestDay(TimeMatch match, int month, int day)
    {
        if (reference is not { } today)
            return null;
        // "6日": the day of the month that lies nearest.
        if (month == 0)
            return DayOfMonth(match, today, day);
        DateOnly? past = null, future = null;
        for (var year = today.Year - 4; year <= today.Year + 4; year++)
        {
            if (Date(year, month, day) is not { } date)
                continue;
            if (date <= today)
                past = date;
            if (date >= today)
                future ??= date;
        }

        if (past is null || future is null)
            return past ?? future;
        var side = Side(match);
        if (side == TimeSide.Past && StoryYear(match, month) is { } told && Date(told, month, day) is { } then)
            return then;
        if (side == TimeSide.Unknown)
            return today.DayNumber - past.Value.DayNumber <= future.Value.DayNumber - today.DayNumber ? past : future;
        if (side == TimeSide.Past && future.Value.DayNumber - today.DayNumber <= NearFuture && match.Side == TimeSide.Unknown)
            return future;
        if (side == TimeSide.Future && future.Value.DayNumber - today.DayNumber > FarFuture && match.Side == TimeSide.Unknown)
            return past;
        return side == TimeSide.Past ? past : future;
    }

    private DateOnly? DayOfMonth(TimeMatch match, DateOnly today, int day)
    {
        var side = Side(match);
        DateOnly? best = null;
        for (var shift = -1; shift <= 1; shift++)
        {
            var month = today.AddDays(1 - today.Day).AddMonths(shift);
            if (Date(month.Year, month.Month, day) is not { } date || (side == TimeSide.Future && date < today) || (side != TimeSide.Future && date > today.AddDays(1)))
                continue;
            if (best is null || Math.Abs(date.DayNumber - today.DayNumber) < Math.Abs(best.Value.DayNumber - today.DayNumber))
                best = date;
        }

        return best;
    }

    private int? NearestYear(TimeMatch match, int firstMonth, int lastMonth)
    {
        if (reference is not { } today)
            return null;
        switch (Side(match))
        {
            case TimeSide.Past when StoryYear(match, firstMonth) is { } told:
                return told;
            case TimeSide.Past:
                // A stretch that runs up to now counts as past: "в июле–августе", said in August.
                return (lastMonth >= firstMonth && lastMonth > firstMonth ? lastMonth : firstMonth) <= today.Month ? today.Year : today.Year - 1;
            case TimeSide.Future:
                return lastMonth >= today.Month ? today.Year : today.Year + 1;
            default:
                // Of a stretch that is over, its end: "1至7月", said in August.
                var distance = (lastMonth > firstMonth && lastMonth <= today.Month ? lastMonth : firstMonth) - today.Month;
                return distance > 6 ? today.Year - 1 : distance < -6 ? today.Year + 1 : today.Year;
        }
    }

    // A later month without a year goes on with a story of an earlier year.
    private int? StoryYear(TimeMatch match, int month) =>
        text.Language == "ru" && match.Use == TimeUse.Point && _story is { } story && story.Paragraph == text.SentenceOf(match.Tokens.Start).Paragraph && month > story.Month ? story.Year : null;

    /// <summary>The side of the report's day that the nearest verb tells; unknown when no verb is near.</summary>
    public static TimeSide SideOf(SegmentedText text, TimeMatch match, TimeTable table)
    {
        var near = SideOf(text, match, table, pastCommas: false);
        // "In Santiago, on Monday, he met …": English sets a day between commas.
        return near == TimeSide.Unknown && text.Language == "en" ? SideOf(text, match, table, pastCommas: true) : near;
    }

    private static TimeSide SideOf(SegmentedText text, TimeMatch match, TimeTable table, bool pastCommas)
    {
        var tokens = text.Tokens;
        var sentence = text.SentenceOf(match.Tokens.Start).Tokens;
        int left = match.Tokens.Start - 1, right = match.Tokens.End;
        bool leftOpen = true, rightOpen = true;
        while (leftOpen || rightOpen)
        {
            if (leftOpen && (left < sentence.Start || IsBoundary(tokens[left]) && !(pastCommas && tokens[left].Is(','))))
                leftOpen = false;
            if (rightOpen && (right >= sentence.End || IsBoundary(tokens[right]) && !(pastCommas && tokens[right].Is(','))))
                rightOpen = false;
            var before = leftOpen && !IsAttribute(left) ? SideOf(tokens[left], table) : TimeSide.Unknown;
            var after = rightOpen ? SideOf(tokens[right], table) : TimeSide.Unknown;
            // English says after the day what it was done for: "telephoned her on Sunday to assure her".
            if (before != TimeSide.Unknown && after != TimeSide.Unknown && before != after)
                return IsInfinitive(tokens[left]) ? before : IsInfinitive(tokens[right]) && text.Language != "en" ? after : before;
            if (before != TimeSide.Unknown)
                return before;
            // "summoned the envoy on Tuesday to lodge a protest": what for, and not when.
            if (after != TimeSide.Unknown && !(text.Language == "en" && IsInfinitive(tokens[right]) && leftOpen))
                return after;
            left--;
            right++;
        }

        return TimeSide.Unknown;

        // "will exchange data on sealed cargo from January 1": says what the cargo is.
        bool IsAttribute(int t) => text.Language == "en" && tokens[t].Readings is [{ Class: WordClass.Participle, IsShort: false }, ..] && t + 1 < tokens.Length && tokens[t + 1].Readings is [{ Class: WordClass.Noun }, ..];
    }

    private static bool IsBoundary(Token token) => token.Kind != TokenKind.Word && token.Text is "," or ";" or ":" or "，" or "；" or "：" or "。" or "–" or "—" or "--" or "(" or ")" or "." or "«" or "»" or "\"";

    private static bool IsInfinitive(Token token) => token.Readings.Length > 0 && token.Readings[0] is { Form: VerbForm.Infinitive };

    private static TimeSide SideOf(Token token, TimeTable table)
    {
        // A guess at a name ("Таджикистана" as a participle) is no tense.
        if (token.Readings.Length == 0 || (token.IsCapitalized && token.Readings[0].IsGuessed))
            return TimeSide.Unknown;
        ref readonly var reading = ref token.Readings[0];
        switch (reading.Class)
        {
            case WordClass.Adjective or WordClass.Participle or WordClass.Verb or WordClass.Preposition or WordClass.Converb or WordClass.Particle when table.IsComing(reading.Base) || table.IsComing(token.Fold):
                return TimeSide.Future;
            case WordClass.Participle when reading.Form == VerbForm.Past || reading.IsPassive && reading.Aspects.HasFlag(Aspects.Perfective):
                return TimeSide.Past;
            // "өтетін саммит": Kazakh has a participle of what is to come.
            case WordClass.Participle when reading.Form == VerbForm.NonPast && reading.Aspects == Aspects.Perfective && !reading.IsPassive:
                return TimeSide.Future;
            case WordClass.Verb:
                return reading.Form switch
                {
                    VerbForm.Past => TimeSide.Past,
                    VerbForm.Infinitive or VerbForm.Imperative => TimeSide.Future,
                    VerbForm.NonPast when reading.Aspects == Aspects.Perfective => TimeSide.Future,
                    _ => TimeSide.Unknown,
                };
            default:
                return TimeSide.Unknown;
        }
    }

    // «Стратегия развития до 2035 года»: a short quotation that begins with a capital and has no verb is a name.
    private bool IsInName(TokenRange range)
    {
        if (text.QuotationAt(range.Start) is not { } quotation || !quotation.Tokens.Contains(range) || quotation.Tokens.Length > 14)
            return false;
        if (!text.Tokens[quotation.Tokens.Start].IsCapitalized || quotation.Tokens.Start == range.Start)
            return false;
        for (var i = quotation.Tokens.Start; i < quotation.Tokens.End; i++)
        {
            var token = text.Tokens[i];
            if (token.Is('.') || (token.Readings.Length > 0 && token.Readings[0] is { Class: WordClass.Verb } or { Class: WordClass.Participle, IsShort: true }))
                return false;
        }

        return true;
    }

    /// <summary>The day, or null when there is none such.</summary>
    public static DateOnly? Date(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && year is >= 1 and <= 9999 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string IsoMonth(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
