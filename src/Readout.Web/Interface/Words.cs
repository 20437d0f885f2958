using System.Collections.Immutable;
using System.Globalization;
using Readout.Reference;

namespace Readout.Web.Interface;

/// <summary>All that a page says, in the reader's language: texts, names, dates, numbers. One a request; components have it as <c>T</c>.</summary>
public sealed class Words(InterfaceLanguage language, Texts texts, ReferenceNames names)
{
    public InterfaceLanguage Language { get; } = language;

    /// <summary>A text by its key, with its fillers; a number as first filler chooses the form.</summary>
    /// <exception cref="KeyNotFoundException">No table has the key: a mistake of ours, which a test finds.</exception>
    public string this[string key, params ReadOnlySpan<object?> fill] =>
        Find(key, fill) ?? throw new KeyNotFoundException($"No text '{key}' in Interface/*.tsv.");

    /// <summary>What a code of the record is called; the code itself when no table has it.</summary>
    /// <param name="kind">First part of the key: <c>topic</c>.</param>
    /// <param name="code">The code: <c>oil-gas</c>; null gives an empty string.</param>
    public string Label(string kind, string? code) => code is null ? "" : Find($"{kind}.{code.Replace(' ', '-')}", []) ?? code;

    /// <summary>What kind of event it is: "visit or talks".</summary>
    public string EventKind(string type, string? mode) => (mode is null ? null : Find($"type.{type}.{mode}", [])) ?? Find($"type.{type}", []) ?? type;

    private string? Find(string key, ReadOnlySpan<object?> fill)
    {
        var forms = texts.Forms(key, Language);
        if (forms.IsEmpty)
            return null;
        var form = forms.Length == 1 || fill.IsEmpty ? forms[0] : forms[Math.Min(forms.Length - 1, Language.Plural(Convert.ToInt64(fill[0], CultureInfo.InvariantCulture)))];
        var shown = new object?[fill.Length];
        for (var i = 0; i < fill.Length; i++)
            shown[i] = fill[i] is int or long or decimal or double ? Number(Convert.ToDecimal(fill[i], CultureInfo.InvariantCulture)) : fill[i];
        return string.Format(CultureInfo.InvariantCulture, form, shown);
    }

    // ---- names

    /// <summary>An actor's name in the reader's language, else in English.</summary>
    public string Name(Actor actor) => actor.Names.GetValueOrDefault(Language.Code) ?? names.Of(actor.Ref, Language.Code) ?? actor.Name;

    public string Name(Place place) => place.Names.GetValueOrDefault(Language.Code) ?? names.Of(place.Ref, Language.Code) ?? place.Name;

    /// <summary>A party of an event: a state's name by its alpha-3, an organisation's by its id; what it is called in the record when the reference does not know it.</summary>
    public string Party(string id) => names.Of(id, Language.Code) ?? id;

    /// <summary>A person, organisation or place of the reference by its id; else the name given.</summary>
    public string Reference(string? id, string name) => names.Of(id, Language.Code) ?? name;

    /// <summary>Whoever a record names in English, in the reader's language where the reference knows him.</summary>
    public string Called(string englishName) => Reference(names.IdOf(englishName), englishName);

    /// <summary>What addresses have for whoever a record names in English: the id of the reference, else the name.</summary>
    public string IdOf(string englishName) => names.IdOf(englishName) ?? englishName;

    /// <summary>Why two things are held to belong together.</summary>
    public string Because(Ledger.Reason reason) => reason.Kind switch
    {
        "copy" or "quotations" or "figures" => this[$"reason.{reason.Kind}", int.Parse(reason.Values[0], CultureInfo.InvariantCulture)],
        "event" => this["reason.event", Parties(reason.Values[0].Split(", ")), string.Join(", ", reason.Values[1].Split(", ").Select(type => EventKind(type, null)))],
        "meeting" when reason.Values.Length > 1 => this["reason.meeting.in", Parties(reason.Values[0].Split(", ")), Party(reason.Values[1])],
        "meeting" => this["reason.meeting", Parties(reason.Values[0].Split(", "))],
        "topic" => this["reason.topic", string.Join(", ", reason.Values[0].Split(", ").Select(topic => Label("topic", topic)))],
        _ => this[$"reason.{reason.Kind}", [.. reason.Values]],
    };

    /// <summary>"China and Kazakhstan", "Китай и Казахстан", "中国、日本和韩国".</summary>
    public string Parties(IEnumerable<string> ids) => List([.. ids.Select(Party)]);

    /// <summary>Words in a row with the last joined by "and".</summary>
    public string List(IReadOnlyList<string> words) => words.Count switch
    {
        0 => "",
        1 => words[0],
        _ => string.Concat(string.Join(this["list.comma"], words.Take(words.Count - 1)), this["list.and"], words[^1]),
    };

    /// <summary>"President of Kazakhstan": the office in the reader's language with what it is of.</summary>
    public string Office(Office office) =>
        office.Of is { } of ? this["office.of", Label("office", office.Id), Party(of)] : Label("office", office.Id);

    // ---- dates

    /// <summary>"5 February 2025".</summary>
    public string Date(DateOnly day) => this["date.day", Plain(day.Day), this[$"month.{day.Month}"], Plain(day.Year)];

    /// <summary>"5 Feb 2025"; a short form for lists.</summary>
    public string ShortDate(DateOnly day) => this["date.day", Plain(day.Day), this[$"month.short.{day.Month}"], Plain(day.Year)];

    /// <summary>As exactly as the text tells it: a day, a month, a year, a span.</summary>
    public string Date(EventDate date) => (date.Precision, date.From == date.To) switch
    {
        (DatePrecision.Year, _) when date.From.Year == date.To.Year => Plain(date.From.Year),
        (DatePrecision.Month, _) when date.From.Month == date.To.Month && date.From.Year == date.To.Year => Month(date.From),
        (_, true) => Date(date.From),
        _ => this["date.span", Date(date.From), Date(date.To)],
    };

    /// <summary>"February 2025".</summary>
    public string Month(DateOnly day) => this["date.month", this[$"month.alone.{day.Month}"], Plain(day.Year)];

    public string Moment(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{Date(DateOnly.FromDateTime(at.UtcDateTime))}, {at.UtcDateTime:HH:mm} UTC");

    /// <summary>A period as records write it (<c>2024</c>, <c>2025-H1</c>, <c>2025-01..2025-07</c>, <c>2025-09-03</c>); as it stands when it is none of these.</summary>
    public string Period(string period)
    {
        if (period.Split("..") is [var from, var to])
            return this["date.span", Period(from), Period(to)];
        if (period.Length == 7 && period[5] is 'H' or 'Q')
            return this[period[5] == 'H' ? "date.half" : "date.quarter", period[6..], period[..4]];
        if (DateOnly.TryParseExact(period, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return Date(day);
        return DateOnly.TryParseExact(period, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? Month(month) : period;
    }

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);

    // ---- numbers

    /// <summary>With the language's marks: "31,500.5", "31 500,5".</summary>
    public string Number(decimal number)
    {
        var format = (NumberFormatInfo)CultureInfo.InvariantCulture.NumberFormat.Clone();
        (format.NumberDecimalSeparator, format.NumberGroupSeparator) = (Language.Decimal, Language.Group);
        return number.ToString("#,0.############", format);
    }

    /// <summary>With its sign, one decimal: "+2.5", "−3,0", "0".</summary>
    public string Signed(double number) => number == 0 ? "0" : (number > 0 ? "+" : "−") + Math.Abs(Math.Round(number, 1)).ToString("0.0", CultureInfo.InvariantCulture).Replace(".", Language.Decimal, StringComparison.Ordinal);

    /// <summary>A figure's value as people write it: "about $5.6 bn", "более 5,6 млрд USD", "+14.9%".</summary>
    public string Value(Figure figure)
    {
        var said = Amount(figure.Value, figure.Unit);
        if (figure.Change is { } change)
            said = this[change == ChangeDirection.Up ? "change.up" : "change.down", said];
        return this[$"approx.{figure.Approx.ToString().ToLowerInvariant()}", said];
    }

    /// <summary>A number with its unit.</summary>
    /// <param name="unit">As <see cref="Figure.Unit"/>; null for none.</param>
    public string Amount(decimal value, string? unit)
    {
        var number = Large(value);
        if (unit is null)
            return number;
        var forms = texts.Forms($"unit.{unit.Replace(' ', '-')}", Language);
        if (forms.IsEmpty)
            return $"{number}\u00A0{unit}";
        // A part of one takes the form of few in Russian ("2,5 года"); a million and what is above, that of many.
        var count = value >= 1_000_000 ? 5 : value == Math.Truncate(value) ? (long)value : 2;
        return string.Format(CultureInfo.InvariantCulture, forms[Math.Min(forms.Length - 1, Language.Plural(count))], number);
    }

    private string Large(decimal value)
    {
        foreach (var (power, key) in Language.Code == "zh" ? ChinesePowers : Powers)
        {
            if (Math.Abs(value) >= power)
                return this[key, Number(Math.Round(value / power, 3))];
        }

        return Number(value);
    }

    private static readonly ImmutableArray<(decimal, string)> Powers = [(1_000_000_000_000, "number.trillion"), (1_000_000_000, "number.billion"), (1_000_000, "number.million")];

    private static readonly ImmutableArray<(decimal, string)> ChinesePowers = [(1_000_000_000_000, "number.trillion"), (100_000_000, "number.billion"), (1_000_000, "number.million")];
}
