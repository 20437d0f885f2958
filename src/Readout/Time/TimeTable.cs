using System.Collections.Immutable;
using Readout.Figures.Numbers;
using Readout.Morphology;
using Readout.Tables;

namespace Readout.Time;

/// <summary>What an expression of the table stands for; the shift beside it moves it.</summary>
internal enum TimeMeaning
{
    /// <summary>A lead: no meaning of its own.</summary>
    Lead,
    Day,
    Days,

    /// <summary>The report's day moved by the shift: "завтра".</summary>
    DayShift,

    /// <summary>"накануне": the day before the report, unless a noun follows ("накануне саммита").</summary>
    DayBefore,

    /// <summary>The day named last, moved by the shift: "в тот же день".</summary>
    SameDay,

    /// <summary>The nearest such weekday on the side that the tense tells.</summary>
    Weekday,
    Week,
    Month,
    Months,

    /// <summary>The report's month moved by the shift or the relative word: "в прошлом месяце".</summary>
    MonthShift,
    Quarter,
    Half,

    /// <summary>From January on, as many months as the number or the shift says: "за девять месяцев".</summary>
    MonthsSoFar,

    /// <summary>A year: the one named, or the report's moved by the shift.</summary>
    Year,
    Years,

    /// <summary>The year that is over or, late in a year, the one that ends: "по итогам года".</summary>
    YearOver,

    /// <summary>The half of a year that ended last.</summary>
    HalfOver,

    /// <summary>The quarter that ended last.</summary>
    QuarterOver,

    /// <summary>The year told just before: "за год".</summary>
    SaidYear,
    SchoolYear,
    Decade,
    Season,

    /// <summary>So much time before the report.</summary>
    Ago,

    /// <summary>So much time after the report.</summary>
    Ahead,

    /// <summary>A deadline so much time after the report; years are too vague for one.</summary>
    Within,

    /// <summary>"в год" after a number: a rate.</summary>
    Rate,

    /// <summary>No date: how long, how often, once.</summary>
    None,
}

internal enum TimeSide { Unknown, Past, Future }

internal enum TimeSlot
{
    Word, Day, Month, Year, BareYear, Date, Number, Unit, Ordinal, Weekday, Season, Relative, Decade, Dash, YearWord,
}

internal enum LeadNeed { May, Needs, None }

internal readonly record struct TimeItem(TimeSlot Slot, WordPattern? Word, bool IsOptional);

internal sealed record TimePattern(
    ImmutableArray<TimeItem> Items, TimeMeaning Meaning, int Shift, LeadNeed Lead, TimeUse? Use, TimeSide Side, TsvRow Row)
{
    public string Rule => Row.Rule;

    /// <summary>Bits of the items that it may begin with.</summary>
    public int Openings { get; } = Items.TakeWhile(item => item.IsOptional).Append(Items.FirstOrDefault(item => !item.IsOptional)).Aggregate(0, (bits, item) => bits | Bit(item.Slot));

    public static int Bit(TimeSlot slot) => 1 << (int)slot;
}

/// <summary>Expressions of time of a language (<c>time.tsv</c>) and the words of its calendar (<c>time-words.tsv</c>).</summary>
internal sealed class TimeTable
{
    // For each word of the calendar what it is worth in each kind: most words of a text are none, which one look-up tells for all kinds.
    private readonly Dictionary<string, (string Value, TsvRow Row)?[]> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<TimePattern>> _leadsByWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<TimePattern>> _expressionsByWord = new(StringComparer.Ordinal);

    private readonly Dictionary<string, TsvRow> _coming = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TsvRow> _running = new(StringComparer.Ordinal);

    private static readonly int Kinds = Enum.GetValues<TimeSlot>().Length;

    private TimeTable(TsvTable words, TsvTable patterns, IMorphology morphology, NumberReader numbers)
    {
        Numbers = numbers;
        foreach (var row in words.Rows)
        {
            if ((row["kind"] switch { "coming" => _coming, "running" => _running, _ => null }) is { } told)
            {
                foreach (var word in row.Values("word"))
                    told.TryAdd(word, row);
                continue;
            }

            var kind = row.Code("kind", TimeSlot.Word);
            foreach (var word in row.Values("word"))
            {
                foreach (var key in WordPattern.Parse(word, morphology).Keys)
                {
                    if (!_words.TryGetValue(key, out var values))
                        _words[key] = values = new (string, TsvRow)?[Kinds];
                    values[(int)kind] ??= (row["value"], row);
                }
            }
        }

        var others = ImmutableArray.CreateBuilder<TimePattern>();
        foreach (var row in patterns.Rows)
        {
            var isLead = row["kind"] switch
            {
                "lead" => true,
                "expression" => false,
                var kind => throw row.Wrong("RO2104", $"unknown kind '{kind}' (lead, expression)"),
            };
            var pattern = new TimePattern(
                [.. row["pattern"].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(item => Item(row, item, morphology))],
                row.Code("meaning", TimeMeaning.Lead),
                row.Integer("shift"),
                row.Code("lead", LeadNeed.May),
                row["use"].Length == 0 ? null : row.Code("use", TimeUse.Point),
                row.Code("side", TimeSide.Unknown),
                row);
            if (pattern.Items[0] is { Word: { IsOptional: false } first })
                File(isLead ? _leadsByWord : _expressionsByWord, first, pattern);
            else if (isLead)
                throw row.Wrong("RO2112", "a lead begins with a word");
            else
                others.Add(pattern);
        }

        SlotFirst = others.ToImmutable();
    }

    /// <summary>Expressions that begin with a slot: "{day} {month}".</summary>
    public ImmutableArray<TimePattern> SlotFirst { get; }

    /// <summary>False for tokens that no slot can begin with: marks, and characters that are neither a number nor of the calendar.</summary>
    public bool MayOpen(Text.Token token) => token.Kind switch
    {
        Text.TokenKind.Number => true,
        Text.TokenKind.Word => token.Fold[0] is not (>= '\u3400' and <= '\u9FFF') || _words.ContainsKey(token.Fold) || "一二两三四五六七八九十百".Contains(token.Fold[0], StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>Leads whose first word may be the one of the token.</summary>
    public IEnumerable<TimePattern> LeadsAt(Text.Token token) => At(_leadsByWord, token);

    /// <summary>Expressions whose first word may be the one of the token.</summary>
    public IEnumerable<TimePattern> ExpressionsAt(Text.Token token) => At(_expressionsByWord, token);

    private static void File(Dictionary<string, List<TimePattern>> index, WordPattern word, TimePattern pattern)
    {
        foreach (var key in word.Keys)
        {
            if (!index.TryGetValue(key, out var patterns))
                index[key] = patterns = [];
            patterns.Add(pattern);
        }
    }

    private static IEnumerable<TimePattern> At(Dictionary<string, List<TimePattern>> index, Text.Token token)
    {
        if (index.TryGetValue(token.Fold, out var patterns))
        {
            foreach (var pattern in patterns)
                yield return pattern;
        }

        if (token.Fold.Length == 1)
            yield break;
        foreach (var reading in token.Readings)
        {
            if (reading.Base == token.Fold || !index.TryGetValue(reading.Base, out patterns))
                continue;
            foreach (var pattern in patterns)
                yield return pattern;
        }
    }

    public NumberReader Numbers { get; }

    public static TimeTable Load(LanguageTables tables, IMorphology morphology, NumberReader numbers) => new(
        tables.Load("time-words", "kind", "word", "value", "example"),
        tables.Load("time", "kind", "pattern", "meaning", "shift", "lead", "use", "side", "example", "published", "reads"),
        morphology, numbers);

    /// <summary>True for words that put what they speak of into the future in any form of theirs: "запланирован", "предстоящий".</summary>
    public bool IsComing(string @base) => Has(_coming, @base);

    /// <summary>True for forms that tell of a year that it goes on: "2025 год проходит …".</summary>
    public bool IsRunning(string fold) => Has(_running, fold);

    private static bool Has(Dictionary<string, TsvRow> words, string word)
    {
        if (!words.TryGetValue(word, out var row))
            return false;
        row.Touch();
        return true;
    }

    /// <summary>The value that a word of the calendar has under a kind; null when it is none.</summary>
    public string? ValueOf(TimeSlot kind, Text.Token token)
    {
        if (Find(token.Fold) is { } value)
            return value;
        if (token.Fold.Length == 1)
            return null;
        foreach (ref readonly var reading in token.Readings.AsSpan())
        {
            if (Find(reading.Base) is { } ofBase)
                return ofBase;
        }

        return null;

        string? Find(string word)
        {
            if (!_words.TryGetValue(word, out var values) || values[(int)kind] is not { } known)
                return null;
            known.Row.Touch();
            return known.Value;
        }
    }

    /// <summary>The value that a folded form has under a kind; null when it is none.</summary>
    public string? ValueOf(TimeSlot kind, string fold) => _words.TryGetValue(fold, out var values) ? values[(int)kind]?.Value : null;

    private static TimeItem Item(TsvRow row, string item, IMorphology morphology)
    {
        if (item[0] != '{')
        {
            var word = WordPattern.Parse(item, morphology);
            return new TimeItem(TimeSlot.Word, word, word.IsOptional);
        }

        var isOptional = item[^1] == '?';
        var name = item.Trim('{', '}', '?');
        if (!item.TrimEnd('?').EndsWith('}'))
            throw row.Wrong("RO2112", $"slot '{item}' is not closed");
        return new TimeItem(name switch
        {
            "day" => TimeSlot.Day,
            "month" => TimeSlot.Month,
            "year" => TimeSlot.Year,
            "yyyy" => TimeSlot.BareYear,
            "date" => TimeSlot.Date,
            "n" => TimeSlot.Number,
            "unit" => TimeSlot.Unit,
            "ordinal" => TimeSlot.Ordinal,
            "weekday" => TimeSlot.Weekday,
            "season" => TimeSlot.Season,
            "relative" => TimeSlot.Relative,
            "decade" => TimeSlot.Decade,
            "dash" => TimeSlot.Dash,
            _ => throw row.Wrong("RO2112", $"unknown slot '{item}'"),
        }, null, isOptional);
    }
}
