using System.Collections.Immutable;
using System.Globalization;
using Readout.Morphology;
using Readout.Syntax;
using Readout.Text;

namespace Readout.Time;

/// <summary>Finds expressions of time and resolves them against the date of the report.</summary>
internal sealed class TimeFinder
{
    private readonly SegmentedText _text;
    private readonly SyntaxLayer _syntax;
    private readonly TimeTable _table;
    private readonly Token[] _tokens;
    private readonly List<TimeExpression> _found = [];
    private DateOnly? _reference;
    private PublishedFrom? _from;

    private TimeFinder(SegmentedText text, SyntaxLayer syntax, TimeTable table, DateOnly? published)
    {
        (_text, _syntax, _table, _tokens) = (text, syntax, table, text.Tokens);
        if (published is not null)
            (_reference, _from) = (published, PublishedFrom.Given);
    }

    /// <summary>Finds all expressions of time.</summary>
    /// <param name="published">Day of the report; null lets a full date of the first paragraphs stand for it.</param>
    public static TimeLayer Find(SegmentedText text, SyntaxLayer syntax, LanguagePack pack, DateOnly? published)
    {
        var finder = new TimeFinder(text, syntax, pack.Time, published);
        if (published is null)
            finder.InferReference();
        for (var i = 0; i < finder._tokens.Length;)
        {
            var end = finder.At(i);
            i = end > i ? end : i + 1;
        }

        return new TimeLayer([.. finder._found], finder._reference, finder._from);
    }

    // A dateline or the first paragraph with a full date: the report is of that day.
    private void InferReference()
    {
        foreach (var sentence in _text.Sentences.Where(s => s.Paragraph <= 2))
        {
            for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
            {
                if (FullDate(i, sentence.Tokens.End, out var day, out _) && day is { } d)
                {
                    (_reference, _from) = (d, i - sentence.Tokens.Start <= 4 ? PublishedFrom.Text : PublishedFrom.Inferred);
                    return;
                }
            }
        }
    }

    // "30 августа 2025 года", "21.10.2025".
    private bool FullDate(int i, int limit, out DateOnly? day, out int end)
    {
        (day, end) = (null, i);
        if (_tokens[i].Kind != TokenKind.Number)
            return false;
        if (NumericDate(_tokens[i].Text) is { } numeric)
        {
            (day, end) = (numeric, i + 1);
            return true;
        }

        if (i + 2 < limit && Number(i) is >= 1 and <= 31 && _table.Month(_tokens[i + 1]) is > 0 and var month && Year(i + 2) is { } year)
        {
            day = Day(year, month, Number(i));
            end = i + 3 < limit && IsYearWord(i + 3) ? i + 4 : i + 3;
            return day is not null;
        }

        return false;
    }

    private static DateOnly? NumericDate(string text)
    {
        var parts = text.Split('.');
        return parts.Length == 3 && parts[2].Length == 4 && int.TryParse(parts[0], out var d) && int.TryParse(parts[1], out var m) && int.TryParse(parts[2], out var y) ? Day(y, m, d) : null;
    }

    private static DateOnly? Day(int year, int month, int day) =>
        year is > 1800 and < 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private int Number(int i) => _tokens[i].Kind == TokenKind.Number && int.TryParse(_tokens[i].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1;

    private int? Year(int i) => Number(i) is >= 1900 and <= 2150 and var year ? year : null;

    private bool IsYearWord(int i) => i < _tokens.Length && (_tokens[i].HasBase("год") || _tokens[i].Fold is "г" or "гг");

    private int At(int i)
    {
        var limit = _text.SentenceOf(i).Tokens.End;
        var preposition = _tokens[i].Fold;
        int end;
        if ((end = Span(i, limit)) > i || (end = Months(i, limit)) > i || (end = DayMonth(i, limit)) > i || (end = MonthOnly(i, limit)) > i
            || (end = PartOfYear(i, limit)) > i || (end = YearOnly(i, limit)) > i || (end = Deictic(i, limit)) > i || (end = Frequency(i, limit)) > i)
            return end;
        return i;
    }

    private void Add(int start, int end, TimeUse use, EventDate? date, string? period, bool past, string rule)
    {
        // The preposition belongs to the expression and may make it a bound: "до 1 марта", "к 2030 году".
        var from = start > 0 && _tokens[start - 1].Fold is "в" or "во" or "до" or "к" or "с" or "со" or "на" or "за" or "по" or "от" or "около" or "после" && _tokens[start - 1].Sentence == _tokens[start].Sentence ? start - 1 : start;
        var before = _tokens[from].Fold;
        if (before == "до" || (before is "к" or "ко" && use != TimeUse.Frequency))
            use = TimeUse.Deadline;
        if (before == "за" && use == TimeUse.Point)
            use = TimeUse.Period;
        if (_found.Count > 0 && _found[^1].Tokens.End > from)
            from = start;
        _found.Add(new TimeExpression(new TokenRange(from, end), use, date, period, past, rule));
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static EventDate DayOf(DateOnly day) => new(day, day, DatePrecision.Day);

    private static EventDate MonthOf(int year, int month) => new(new DateOnly(year, month, 1), new DateOnly(year, month, DateTime.DaysInMonth(year, month)), DatePrecision.Month);

    private static EventDate YearOf(int year) => new(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31), DatePrecision.Year);

    // "12–14 октября", "с 31 августа по 1 сентября", "2026–2028 годы".
    private int Span(int i, int limit)
    {
        if (Number(i) is >= 1 and <= 31 && i + 3 < limit && IsDash(i + 1) && Number(i + 2) is >= 1 and <= 31 && _table.Month(_tokens[i + 3]) is > 0 and var month)
        {
            var (year, end) = YearAfter(i + 4, limit, month, Number(i));
            if (year is { } y && Day(y, month, Number(i)) is { } first && Day(y, month, Number(i + 2)) is { } last)
            {
                Add(i, end, TimeUse.Point, new EventDate(first, last, DatePrecision.Day), Iso(first), false, "days");
                return end;
            }
        }

        if (_tokens[i].Fold is "с" && i + 5 < limit && Number(i + 1) is >= 1 and <= 31 && _table.Month(_tokens[i + 2]) is > 0 and var m1 && _tokens[i + 3].Fold == "по" && Number(i + 4) is >= 1 and <= 31 && _table.Month(_tokens[i + 5]) is > 0 and var m2)
        {
            var (year, end) = YearAfter(i + 6, limit, m1, Number(i + 1));
            if (year is { } y && Day(y, m1, Number(i + 1)) is { } first && Day(m2 < m1 ? y + 1 : y, m2, Number(i + 4)) is { } last)
            {
                Add(i, end, TimeUse.Point, new EventDate(first, last, DatePrecision.Day), Iso(first), false, "days");
                return end;
            }
        }

        if (Year(i) is not null && i + 2 < limit && IsDash(i + 1) && Year(i + 2) is not null)
        {
            var end = IsYearWord(i + 3) ? i + 4 : i + 3;
            Add(i, end, TimeUse.Frequency, null, null, false, "years");
            return end;
        }

        return i;
    }

    private bool IsDash(int i) => _tokens[i].Text is "–" or "—" or "-" or "--" or "−";

    // "за девять месяцев текущего года", "за первые пять месяцев 2025 года".
    private int Months(int i, int limit)
    {
        if (!(_tokens[i].HasBase("месяц") && i > 0) || Count(i - 1) is not (>= 2 and <= 11 and var count))
            return i;
        var start = i - 1;
        while (start > 0 && (_tokens[start - 1].HasBase("первый") || _tokens[start - 1].HasBase("последний") || _tokens[start - 1].HasBase("ближайший")))
            start--;
        if (_tokens[start].HasBase("последний") || _tokens[start].HasBase("ближайший") || !(start > 0 && _tokens[start - 1].Fold is "за" or "по" or "в"))
            return i;
        var (year, end) = YearOf(i + 1, limit);
        year ??= _reference?.Year;
        if (year is not { } y)
            return i;
        Add(start, end, TimeUse.Period, new EventDate(new DateOnly(y, 1, 1), new DateOnly(y, count, DateTime.DaysInMonth(y, count)), DatePrecision.Month), $"{y}-01..{y}-{count:00}", true, "months");
        return end;
    }

    private int Count(int i)
    {
        if (Number(i) is > 0 and var number)
            return number;
        string[] words = ["", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать"];
        for (var n = 1; n < words.Length; n++)
        {
            if (_tokens[i].HasBase(words[n]))
                return n;
        }

        return -1;
    }

    // "2025 года", "прошлого года", "этого года" after something: the year and where it ends.
    private (int? Year, int End) YearOf(int i, int limit)
    {
        if (i < limit && Year(i) is { } year)
            return (year, i + 1 < limit && IsYearWord(i + 1) ? i + 2 : i + 1);
        if (i + 1 < limit && _table.Shift(_tokens[i]) is { } shift && IsYearWord(i + 1) && _reference is { } day)
            return (day.Year + shift, i + 2);
        return (null, i);
    }

    // A day and month without a year: the year that lies nearest to the report, earlier for what has happened.
    private (int? Year, int End) YearAfter(int i, int limit, int month, int day)
    {
        var (year, end) = YearOf(i, limit);
        if (year is not null)
            return (year, end);
        if (_reference is not { } reference)
            return (null, i);
        var best = reference.Year;
        var distance = int.MaxValue;
        var future = IsFutureClause(Math.Max(i - 1, 0));
        for (var y = reference.Year - 1; y <= reference.Year + 1; y++)
        {
            if (Day(y, month, Math.Min(Math.Max(day, 1), DateTime.DaysInMonth(y, month))) is not { } candidate)
                continue;
            var gap = candidate.DayNumber - reference.DayNumber;
            // What is told in the past lies before the report, what is planned after it; a few days either way are forgiven.
            var cost = Math.Abs(gap) + (future && gap < -31 ? 400 : 0) + (!future && gap > 31 ? 200 : 0);
            if (cost < distance)
                (best, distance) = (y, cost);
        }

        return (best, i);
    }

    private bool IsFutureClause(int token)
    {
        var clause = _syntax.ClauseAt(token);
        for (var i = clause.Tokens.Start; i < clause.Tokens.End; i++)
        {
            foreach (var reading in _tokens[i].Readings)
            {
                if (reading is { Class: WordClass.Verb, Form: VerbForm.NonPast, Aspects: Aspects.Perfective } || reading is { Base: "быть", Form: VerbForm.NonPast, Person: > 0 } && _tokens[i].Fold != "есть")
                    return true;
            }

            if (_tokens[i].HasBase("планировать") || _tokens[i].HasBase("запланировать") || _tokens[i].HasBase("наметить") || _tokens[i].HasBase("намеренный") || _tokens[i].HasBase("ожидаться") || _tokens[i].HasBase("предстоять") || _tokens[i].HasBase("договориться") || _tokens[i].HasBase("условиться"))
                return true;
        }

        return _tokens[Math.Max(token - 2, 0)].Fold is "до" or "к" || _tokens[Math.Max(token - 3, 0)].Fold is "до" or "к";
    }

    private int DayMonth(int i, int limit)
    {
        if (FullDate(i, limit, out var full, out var fullEnd) && full is { } date)
        {
            Add(i, fullEnd, TimeUse.Point, DayOf(date), Iso(date), _reference is { } r && date < r, "date");
            return fullEnd;
        }

        if (Number(i) is not (>= 1 and <= 31 and var number) || i + 1 >= limit || _table.Month(_tokens[i + 1]) is not (> 0 and var month))
            return i;
        var (year, end) = YearAfter(i + 2, limit, month, number);
        if (year is not { } y || Day(y, month, number) is not { } day)
            return i;
        Add(i, end, TimeUse.Point, DayOf(day), Iso(day), _reference is { } reference && day < reference, "day-month");
        return end;
    }

    // "в марте", "в октябре прошлого года", "в июне 2025 года", "на июнь".
    private int MonthOnly(int i, int limit)
    {
        if (_table.Month(_tokens[i]) is not (> 0 and var month) || (_tokens[i].IsCapitalized && i > 0 && _tokens[i - 1].IsCapitalized))
            return i;
        if (!(i > 0 && _tokens[i - 1].Fold is "в" or "на" or "до" or "к" or "с" or "за" or "по" or "прошлого" or "этого" or "конца" or "конце" or "начале" or "середине" or "начала" or "нынешнего") && YearOf(i + 1, limit).Year is null)
            return i;
        var (year, end) = YearAfter(i + 1, limit, month, 15);
        if (year is not { } y)
            return i;
        Add(i, end, TimeUse.Point, MonthOf(y, month), $"{y}-{month:00}", _reference is { } r && new DateOnly(y, month, DateTime.DaysInMonth(y, month)) < r, "month");
        return end;
    }

    // "в первом полугодии 2027 года", "в третьем квартале", "этой осенью".
    private int PartOfYear(int i, int limit)
    {
        if (_table.Of(_tokens[i]) is { Kind: TimeWordKind.Ordinal, Value: var ordinal } && i + 1 < limit)
        {
            var half = _tokens[i + 1].HasBase("полугодие");
            var quarter = _tokens[i + 1].HasBase("квартал");
            if (half || quarter)
            {
                var (year, end) = YearOf(i + 2, limit);
                year ??= _reference?.Year;
                if (year is not { } y || ordinal > (half ? 2 : 4))
                    return i;
                var months = half ? 6 : 3;
                var first = ((ordinal - 1) * months) + 1;
                Add(i, end, TimeUse.Period, new EventDate(new DateOnly(y, first, 1), new DateOnly(y, first + months - 1, DateTime.DaysInMonth(y, first + months - 1)), DatePrecision.Month), half ? $"{y}-H{ordinal}" : $"{y}-Q{ordinal}", false, half ? "half" : "quarter");
                return end;
            }
        }

        if (_table.Of(_tokens[i]) is { Kind: TimeWordKind.Season } && _reference is { } reference && (_syntax.CaseOf[i] & Cases.Instrumental) != 0 | _tokens[i].Fold.EndsWith("ой", StringComparison.Ordinal) | _tokens[i].Fold.EndsWith("ом", StringComparison.Ordinal) | _tokens[i].Fold.EndsWith("ью", StringComparison.Ordinal))
        {
            var start = i > 0 && (_table.Shift(_tokens[i - 1]) is not null || _tokens[i - 1].HasBase("этот")) ? i - 1 : i;
            var (year, end) = YearOf(i + 1, limit);
            var y = year ?? reference.Year + (start < i ? _table.Shift(_tokens[start]) ?? 0 : 0);
            Add(start, end, TimeUse.Point, YearOf(y), y.ToString(CultureInfo.InvariantCulture), false, "season");
            return end;
        }

        return i;
    }

    // "в 2024 году", "2023 год", "в прошлом году", "до конца года", "к 2030 году".
    private int YearOnly(int i, int limit)
    {
        if (Year(i) is { } year)
        {
            if (!(i + 1 < limit && IsYearWord(i + 1)) && !(i > 0 && _tokens[i - 1].Fold is "в" or "за" or "к" or "до" or "с" or "по"))
                return i;
            var end = i + 1 < limit && IsYearWord(i + 1) ? i + 2 : i + 1;
            var start = YearStart(i);
            Add(start, end, TimeUse.Point, YearOf(year), year.ToString(CultureInfo.InvariantCulture), _reference is { } r && year < r.Year, "year");
            return end;
        }

        if (_reference is not { } reference)
            return i;
        if (_table.Shift(_tokens[i]) is { } shift && i + 1 < limit && _tokens[i + 1].HasBase("год") && _tokens[i + 1].Fold is not ("лет" or "годы" or "годов" or "годах"))
        {
            var y = reference.Year + shift;
            Add(YearStart(i), i + 2, TimeUse.Point, YearOf(y), y.ToString(CultureInfo.InvariantCulture), shift < 0, "year-shift");
            return i + 2;
        }

        if (_table.Shift(_tokens[i]) is { } months && i + 1 < limit && _tokens[i + 1].HasBase("месяц") && _tokens[i + 1].Fold is not "месяцев")
        {
            var month = new DateOnly(reference.Year, reference.Month, 1).AddMonths(months);
            Add(i, i + 2, TimeUse.Point, MonthOf(month.Year, month.Month), $"{month.Year}-{month.Month:00}", months < 0, "month-shift");
            return i + 2;
        }

        if (_table.Shift(_tokens[i]) is { } weeks && i + 1 < limit && _tokens[i + 1].HasBase("неделя"))
        {
            var day = reference.AddDays(7 * weeks);
            Add(i, i + 2, TimeUse.Point, MonthOf(day.Year, day.Month), $"{day.Year}-{day.Month:00}", weeks < 0, "week-shift");
            return i + 2;
        }

        // "до конца года", "к концу года": the report's year.
        if (_tokens[i].HasBase("год") && _tokens[i].Fold is "года" && i > 1 && _tokens[i - 1].HasBase("конец") && _tokens[i - 2].Fold is "до" or "к")
        {
            Add(i - 1, i + 1, TimeUse.Deadline, YearOf(reference.Year), reference.Year.ToString(CultureInfo.InvariantCulture), false, "end-of-year");
            return i + 1;
        }

        if (_tokens[i].Fold == "с" && i + 2 < limit && _tokens[i + 1].HasBase("начало") && _tokens[i + 2].Fold == "года")
        {
            Add(i + 1, i + 3, TimeUse.Period, YearOf(reference.Year), reference.Year.ToString(CultureInfo.InvariantCulture), true, "since-new-year");
            return i + 3;
        }

        if (_tokens[i].Fold is "годом" && i + 1 < limit && _tokens[i + 1].Fold is "ранее" or "раньше")
        {
            Add(i, i + 2, TimeUse.Frequency, null, null, true, "year-before");
            return i + 2;
        }

        if (_tokens[i].HasBase("год") && i + 1 < limit && _tokens[i + 1].Fold == "назад")
        {
            var count = i > 0 ? Count(i - 1) : 1;
            Add(count > 0 && i > 0 ? i - 1 : i, i + 2, TimeUse.Point, YearOf(reference.Year - Math.Max(count, 1)), (reference.Year - Math.Max(count, 1)).ToString(CultureInfo.InvariantCulture), true, "years-ago");
            return i + 2;
        }

        return i;
    }

    // "конца 2025 года", "начале прошлого года": the bound word belongs to the expression.
    private int YearStart(int i)
    {
        var start = i;
        if (start > 0 && (_tokens[start - 1].HasBase("конец") || _tokens[start - 1].HasBase("начало") || _tokens[start - 1].HasBase("середина") || _tokens[start - 1].HasBase("итог")))
            start--;
        return start;
    }

    private int Deictic(int i, int limit)
    {
        if (_reference is not { } reference || _table.Of(_tokens[i]) is not { } word)
            return i;
        if (word.Kind == TimeWordKind.Day)
        {
            // "накануне саммита" is a preposition.
            if (_tokens[i].Fold == "накануне" && i + 1 < limit && _tokens[i + 1].IsWord && (_syntax.CaseOf[i + 1] & Cases.Genitive) != 0 && _tokens[i + 1].Readings[0].Class is WordClass.Noun && _syntax.PrepositionOf[i + 1] is "накануне")
                return i;
            // "Завтра, 28 ноября": the date that follows says it.
            var day = reference.AddDays(word.Value);
            Add(i, i + 1, TimeUse.Point, DayOf(day), Iso(day), word.Value < 0, "deictic");
            return i + 1;
        }

        if (word.Kind == TimeWordKind.Weekday && i > 0 && _tokens[i - 1].Fold is "в" or "во")
        {
            var today = reference.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)reference.DayOfWeek;
            var gap = word.Value - today;
            var future = IsFutureClause(i);
            if (future && gap < 0)
                gap += 7;
            if (!future && gap > 0)
                gap -= 7;
            var day = reference.AddDays(gap);
            Add(i, i + 1, TimeUse.Point, DayOf(day), Iso(day), gap < 0, "weekday");
            return i + 1;
        }

        return i;
    }

    // "в год", "ежегодно", "пять лет", "за последние пять лет": how often or how long.
    private int Frequency(int i, int limit)
    {
        if (_tokens[i].Fold is "год" or "месяц" or "неделю" or "сутки" or "день" && i > 0 && _tokens[i - 1].Fold == "в")
        {
            Add(i, i + 1, TimeUse.Frequency, null, null, false, "frequency");
            return i + 1;
        }

        if (_tokens[i].Fold is "ежегодно" or "ежемесячно" or "ежедневно" or "еженедельно")
        {
            Add(i, i + 1, TimeUse.Frequency, null, null, false, "frequency");
            return i + 1;
        }

        if (_tokens[i].Fold is "лет" or "годов" || (_tokens[i].HasBase("год") && i > 0 && Count(i - 1) is >= 1 and < 5))
        {
            if (i > 0 && Count(i - 1) > 0)
            {
                Add(i - 1, i + 1, TimeUse.Frequency, null, null, false, "duration");
                return i + 1;
            }
        }

        return i;
    }
}
