using System.Collections.Immutable;
using System.Globalization;
using Readout.Reference;
using Readout.Tables;

namespace Readout.Ledger.Searching;

/// <summary>Reads the query language, from left to right.</summary>
internal sealed class QueryParser(string text, ITerms terms)
{
    private static readonly Lazy<StateCatalog> States = new(static () => new StateCatalog());

    private readonly ImmutableArray<QueryPart>.Builder _parts = ImmutableArray.CreateBuilder<QueryPart>();
    private (DateOnly? From, DateOnly? To, Mark Place)? _period;
    private int _at;

    public Query Parse()
    {
        while (SkipBlanks())
            Part();
        return new Query { Text = text, Parts = _parts.ToImmutable(), From = _period?.From, To = _period?.To };
    }

    private bool SkipBlanks()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            _at++;
        return _at < text.Length;
    }

    private void Part()
    {
        var start = _at;
        var isNegated = text[_at] is '-' or '−' && _at + 1 < text.Length && !char.IsWhiteSpace(text[_at + 1]);
        if (isNegated)
            _at++;
        if (ClosingQuote(text[_at]) != '\0')
        {
            Add(start, isNegated, null, QueryColumn.Any, [], [Quoted()]);
            return;
        }

        var colon = FieldEnd();
        if (colon > _at)
        {
            Field(start, isNegated, colon);
            return;
        }

        var word = Bare();
        var place = new Mark(start, _at);
        if (Period(word, place) is { } period)
            AddPeriod(period, place, isNegated);
        else if (word.Length == 3 && word.All(char.IsAsciiLetterUpper) && States.Value.Find(word) is not null)
            Add(start, isNegated, null, QueryColumn.Any, [Tags.Of(Tags.Party, word)], []);
        else
        {
            // "торгово-экономический" is one word, "a/b" are two: each is a condition of its own.
            foreach (var one in Words(word))
                Add(start, isNegated, null, QueryColumn.Any, [], [new Phrase([one])]);
        }
    }

    // Up to the colon when the token is "letters:something".
    private int FieldEnd()
    {
        var at = _at;
        while (at < text.Length && char.IsAsciiLetter(text[at]))
            at++;
        return at > _at && at < text.Length && text[at] == ':' ? at : -1;
    }

    private void Field(int start, bool isNegated, int colon)
    {
        var name = text[_at..colon];
        var nameAt = new Mark(_at, colon);
        _at = colon + 1;
        var values = Values(new Mark(nameAt.Start, colon + 1));
        var place = new Mark(start, _at);
        if (string.Equals(name, "date", StringComparison.OrdinalIgnoreCase))
        {
            if (values is not [var only])
                throw Wrong(Codes.QueryValue, place, "date: takes one day, month, year or range, such as date:2024-05..2025.");
            AddPeriod(Period(only.Text, only.Place) ?? throw Wrong(Codes.QueryDate, only.Place, $"'{only.Text}' is no date. Write 2024, 2024-05, 2024-05-31, or a range such as 2024..2025."), place, isNegated);
            return;
        }

        if (QueryFields.Find(name) is not { } field)
        {
            var nearest = Spelling.Nearest(name.ToLowerInvariant(), QueryFields.All.Select(f => f.Name).Append("date"));
            throw Wrong(Codes.QueryField, nameAt, $"there is no field '{name}'." + (nearest is null ? $" The fields are {string.Join(", ", QueryFields.All.Select(f => f.Name).Append("date"))}; quotation marks take a word as it stands." : $" Did you mean '{nearest}:'?"));
        }

        var tags = ImmutableArray.CreateBuilder<string>();
        var phrases = ImmutableArray.CreateBuilder<Phrase>();
        foreach (var (value, at) in values)
        {
            if (field.Tag is { } tag && TagValue(field, value, at) is { } known)
                tags.Add(Tags.Of(tag, known));
            if (field.Column is not null && PhraseOf(value) is { Words.IsEmpty: false } phrase)
                phrases.Add(phrase);
        }

        Add(start, isNegated, field.Name, field.Column ?? QueryColumn.Any, tags.ToImmutable(), phrases.ToImmutable());
    }

    private string? TagValue(QueryField field, string value, Mark place)
    {
        if (field.Name == "state")
        {
            var state = States.Value.Find(value.ToUpperInvariant()) ?? States.Value.Named(value);
            return state?.Iso3 ?? throw Wrong(Codes.QueryValue, place,
                $"there is no state '{value}'." + (Spelling.Nearest(value.ToUpperInvariant(), States.Value.Codes) is { } near ? $" Did you mean '{near}'?" : " Write its alpha-3 code or its name."));
        }

        if (field.Values.IsEmpty)
            return value;
        return field.Values.FirstOrDefault(v => string.Equals(v, value, StringComparison.OrdinalIgnoreCase)) ?? throw Wrong(Codes.QueryValue, place,
            $"{field.Name}: knows no '{value}'." + (Nearest(value, field.Values) is { } nearest ? $" Did you mean '{nearest}'?" : $" It knows {string.Join(", ", field.Values.Where(v => !v.Contains('.', StringComparison.Ordinal)))}."));
    }

    private static string? Nearest(string value, ImmutableArray<string> values)
    {
        var near = Spelling.Nearest(value.ToLowerInvariant(), values.Select(v => v.ToLowerInvariant()));
        return near is null ? null : values.First(v => string.Equals(v, near, StringComparison.OrdinalIgnoreCase));
    }

    private List<(string Text, Mark Place)> Values(Mark field)
    {
        var values = new List<(string, Mark)>();
        do
        {
            var start = _at;
            if (_at < text.Length && ClosingQuote(text[_at]) is var closing and not '\0')
            {
                var end = QuoteEnd(closing);
                values.Add((text[(_at + 1)..end], new Mark(_at, end + 1)));
                _at = end + 1;
                continue;
            }

            while (_at < text.Length && !char.IsWhiteSpace(text[_at]) && text[_at] != ',')
                _at++;
            if (_at == start)
                throw Wrong(Codes.QueryValue, new Mark(field.Start, Math.Min(text.Length, _at + 1)), $"after '{text[field.Start..field.End]}' a value is missing.");
            values.Add((text[start.._at], new Mark(start, _at)));
        }
        while (_at < text.Length && text[_at] == ',' && ++_at <= text.Length);
        return values;
    }

    private Phrase Quoted()
    {
        var end = QuoteEnd(ClosingQuote(text[_at]));
        var inside = text[(_at + 1)..end];
        _at = end + 1;
        return PhraseOf(inside);
    }

    private int QuoteEnd(char closing)
    {
        var end = text.IndexOf(closing, _at + 1);
        // „ is closed by “ in Russian and German, by ” elsewhere.
        if (end < 0 && closing == '“')
            end = text.IndexOf('”', _at + 1);
        return end > 0 ? end : throw Wrong(Codes.QueryQuote, new Mark(_at, text.Length), $"the quotation mark {text[_at]} is not closed. Close it with {closing}, or leave it out.");
    }

    private string Bare()
    {
        var start = _at;
        while (_at < text.Length && !char.IsWhiteSpace(text[_at]))
            _at++;
        return text[start.._at];
    }

    private Phrase PhraseOf(string words) => new([.. Words(words)]);

    private IEnumerable<ImmutableArray<string>> Words(string words) => Search.Group(terms.Of(words, null)).Select(w => w.Alternatives);

    private void Add(int start, bool isNegated, string? field, QueryColumn column, ImmutableArray<string> tags, ImmutableArray<Phrase> phrases)
    {
        phrases = [.. phrases.Where(p => !p.Words.IsEmpty)];
        // Marks alone ("—?") ask for nothing.
        if (!tags.IsEmpty || !phrases.IsEmpty)
            _parts.Add(new QueryPart(new Mark(start, _at), isNegated, field, column, tags, phrases));
    }

    private void AddPeriod((DateOnly? From, DateOnly? To) period, Mark place, bool isNegated)
    {
        if (isNegated)
            throw Wrong(Codes.QueryDate, place, "a period cannot be left out. Ask for what is before it or after it: ..2023 or 2025..");
        if (period is { From: { } from, To: { } to } && from > to)
            throw Wrong(Codes.QueryDate, place, "the period ends before it begins.");
        if (_period is { } other)
            throw Wrong(Codes.QueryDate, place, $"there is a period already ('{text[other.Place.Start..other.Place.End]}'). Write both ends in one: 2024..2025.");
        _period = (period.From, period.To, place);
    }

    /// <summary>"2024", "2024-05", "2024-05-31", "2024..2025-06", "2024..", "..2025"; null for what is none of them.</summary>
    private (DateOnly? From, DateOnly? To)? Period(string word, Mark place)
    {
        var dots = word.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
            return Day(word) is { } day ? (day.First, day.Last) : null;
        var (left, right) = (word[..dots], word[(dots + 2)..]);
        if ((left.Length > 0 && !char.IsAsciiDigit(left[0])) || (right.Length > 0 && !char.IsAsciiDigit(right[0])) || (left.Length == 0 && right.Length == 0))
            return null;
        var (from, to) = (Day(left), Day(right));
        if (left.Length > 0 && from is null)
            throw Wrong(Codes.QueryDate, new Mark(place.Start, place.Start + left.Length), $"'{left}' is no date. Write 2024, 2024-05 or 2024-05-31.");
        if (right.Length > 0 && to is null)
            throw Wrong(Codes.QueryDate, new Mark(place.End - right.Length, place.End), $"'{right}' is no date. Write 2024, 2024-05 or 2024-05-31.");
        return (from?.First, to?.Last);
    }

    private static (DateOnly First, DateOnly Last)? Day(string word)
    {
        static bool Read(string word, string format, out DateOnly day) => DateOnly.TryParseExact(word, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
        if (Read(word, "yyyy-MM-dd", out var exact))
            return (exact, exact);
        if (Read(word, "yyyy-MM", out var month))
            return (month, month.AddMonths(1).AddDays(-1));
        // A number of four digits is a year only when one could be meant.
        return Read(word, "yyyy", out var year) && year.Year is >= 1900 and < 2100 ? (year, year.AddYears(1).AddDays(-1)) : null;
    }

    private static char ClosingQuote(char opening) => opening switch { '"' => '"', '«' => '»', '“' => '”', '„' => '“', _ => '\0' };

    private QueryException Wrong(string code, Mark place, string reason) => new(code, text, place, reason);
}
