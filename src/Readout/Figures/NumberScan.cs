using Readout.Figures.Numbers;
using Readout.Morphology;
using Readout.Text;
using Readout.Time;

namespace Readout.Figures;

/// <summary>A number that counts something: the number, its unit, and the words that belong to both.</summary>
/// <param name="Number">Digits and words of the number.</param>
/// <param name="Value">Its value.</param>
/// <param name="Unit">What it counts; null when the tables do not know the noun.</param>
/// <param name="Phrase">From sign or number to the end of what is counted.</param>
/// <param name="IsElided">True when the unit was taken from another number: "экспорт – 702 млн, импорт – 259 млн".</param>
/// <param name="Pairs">Where it is the first of two: "с 25 до 100 млн", "5–6%".</param>
internal sealed record CountedNumber(TokenRange Number, decimal Value, Unit? Unit, TokenRange Phrase, bool IsElided, NumberPair Pairs)
{
    public NumberWordKind Kind { get; init; }

    public bool HasDigits { get; init; }

    public decimal Magnitude { get; init; } = 1;
}

internal enum NumberPair
{
    None,

    /// <summary>The starting level in "с 25 до 100 млн".</summary>
    From,

    /// <summary>The end of a pair.</summary>
    To,

    /// <summary>The lower end of "5–6%".</summary>
    Between,
}

/// <summary>Finds the numbers of a sentence that count something, and leaves out dates, names, scores, ordinals and turns of speech.</summary>
internal sealed class NumberScan(SegmentedText text, TimeExpression?[] timeAt, LanguagePack pack)
{
    private readonly Token[] _tokens = text.Tokens;
    private readonly FigureTable _words = pack.FigureWords;

    /// <param name="sentence">The sentence.</param>
    /// <param name="before">The last figure before it: what elided numbers may go on from.</param>
    public List<CountedNumber> Of(Sentence sentence, FoundFigure? before)
    {
        var found = new List<CountedNumber>();
        var (start, limit) = (sentence.Tokens.Start, sentence.Tokens.End);
        for (var i = start; i < limit;)
        {
            if (timeAt[i] is { } time && !(time.Use == TimeUse.Frequency && IsStay(time, sentence)))
            {
                i = Math.Max(i + 1, time.Tokens.End);
                continue;
            }

            if (pack.Units.OfAdjective(_tokens[i], pack.Numbers) is { } adjective)
            {
                if (adjective.Unit.Kind != UnitKind.Time)
                    found.Add(new CountedNumber(new TokenRange(i, i + 1), adjective.Value, adjective.Unit, new TokenRange(i, i + 1), false, NumberPair.None) { HasDigits = true });
                i++;
                continue;
            }

            if (pack.Numbers.ReadAt(_tokens, i, limit) is not { } number)
            {
                i++;
                continue;
            }

            i = number.Tokens.End;
            if (IsName(number, sentence) || EndsYears(number) || IsDefinite(number))
                continue;
            // "160 долларов за тысячу кубометров": the price of so much.
            if (found.Count > 0 && found[^1].Phrase.End == number.Tokens.Start - 1 && _words.IsJoint(_tokens[number.Tokens.Start - 1], Joint.Per))
                continue;
            if (Count(number, sentence, found, before) is { } counted)
            {
                found.Add(counted);
                i = Math.Max(i, counted.Phrase.End);
            }
        }

        return found;
    }

    // "the two diplomats agreed": who they are is known, and nothing is counted.
    private bool IsDefinite(NumberSpan number) => !number.HasDigits && number.Value <= 5 && number.Tokens.Start > 0 && _tokens[number.Tokens.Start - 1].Fold is "the" or "these" or "both"
        && UnitAfter(number.Tokens.End, text.SentenceOf(number.Tokens.Start).Tokens.End, number.Value) is { Unit.Id: "person" };

    // "in 2018-19": the second half of a pair of years.
    private bool EndsYears(NumberSpan number)
    {
        var at = number.Tokens.Start;
        return number.Value < 100 && at > 1 && _tokens[at - 1].Text is "-" or "–" or "/" && _tokens[at - 2] is { Kind: TokenKind.Number, Text: [('1' or '2'), _, _, _] } year && year.Span.End == _tokens[at - 1].Span.Start && _tokens[at - 1].Span.End == _tokens[at].Span.Start;
    }

    // "без визы до 30 дней" is the one stretch of time that is a figure.
    private bool IsStay(TimeExpression time, Sentence sentence)
    {
        for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
        {
            if (_words[FigureWordKind.Measure].LongestAt(_tokens, i, sentence.Tokens.End, w => w.Value == "visa-free") is not null)
                return pack.Numbers.ReadAt(_tokens, time.Tokens.Start, time.Tokens.End) is { } n && pack.Units.At(_tokens, n.Tokens.End, time.Tokens.End) is { Unit.Kind: UnitKind.Time };
        }

        return false;
    }

    private CountedNumber? Count(NumberSpan number, Sentence sentence, List<CountedNumber> found, FoundFigure? before)
    {
        var limit = sentence.Tokens.End;
        var (at, end) = (number.Tokens.Start, number.Tokens.End);
        // "сто с лишним гостей"
        if (end < limit && _words[FigureWordKind.ApproxAfter].LongestAt(_tokens, end, limit) is { } after)
            end = after.Tokens.End;
        var isOne = number is { Value: 1, LastMagnitude: 1, HasDigits: false };
        switch (number.Kind)
        {
            case NumberWordKind.Times:
                return Counted(number, TimesUnit, new TokenRange(at, end));
            case NumberWordKind.TimesVerb:
                return Counted(number, TimesUnit, new TokenRange(at, end));
            case NumberWordKind.Part:
                return Counted(number, PercentUnit, new TokenRange(at, end));
            case NumberWordKind.Share:
                return at > sentence.Tokens.Start && _words.IsJoint(_tokens[at - 1], Joint.By) && !IsNounNext(end, limit) ? Counted(number, PercentUnit, new TokenRange(at, end)) : null;
        }

        if (pack.Units.SignBefore(_tokens, at, sentence.Tokens.Start) is { } sign)
            return Counted(number, sign.Unit, new TokenRange(sign.Tokens.Start, end)) with { Pairs = PairOf(sign.Tokens.Start, end, sentence, found) };
        if (UnitAfter(end, limit, number.Value) is { } unit)
        {
            if (unit.Unit.Kind == UnitKind.None || (unit.Unit.Kind == UnitKind.Time && timeAt[at] is null) || (isOne && unit.Unit.Kind is not (UnitKind.Money or UnitKind.Percent) && !IsOneMore(at, unit.Unit, found)))
                return null;
            if (!number.HasDigits && number.LastMagnitude <= 1 && number.Value < unit.Unit.Least)
                return null;
            // "в пять раз" is a factor, "пять раз" an adverb.
            if (unit.Unit.Kind == UnitKind.Times && _words.Has(Joint.In) && !FollowsFactor(at, sentence))
                return null;
            return Counted(number, unit.Unit, new TokenRange(at, unit.Tokens.End)) with { Pairs = PairOf(at, unit.Tokens.End, sentence, found) };
        }

        if (isOne)
            return null;
        return Delegation(number, sentence) ?? Pair(number, sentence) ?? CountOf(number, sentence, found) ?? Elided(number, sentence, found, before) ?? Unknown(number, sentence);
    }

    // "14 мирных жителей и один военный"
    private bool IsOneMore(int at, Unit unit, List<CountedNumber> found) =>
        found.Count > 0 && unit.Id == "person" && found[^1].Unit?.Id == "person" && found[^1].Phrase.End == at - 1 && _words.IsJoint(_tokens[at - 1], Joint.And);

    // "подорожала на 28%, картофель подешевел на 17"
    private bool GoesOn(int at, Sentence sentence, CountedNumber? last) =>
        last is { Unit.Kind: UnitKind.Percent } && at - 1 > sentence.Tokens.Start && _words.IsJoint(_tokens[at - 1], Joint.By) && last.Phrase.Start > sentence.Tokens.Start && _words.IsJoint(_tokens[last.Phrase.Start - 1], Joint.By);

    // The first of "с $60 до $47,6" or the second of any pair.
    private NumberPair PairOf(int start, int end, Sentence sentence, List<CountedNumber> found)
    {
        if (found.Count > 0 && found[^1].Pairs is NumberPair.From or NumberPair.Between && found[^1].Phrase.End >= start - 3)
            return NumberPair.To;
        return IsFrom(start, end, sentence) ? NumberPair.From : NumberPair.None;
    }

    private bool IsFrom(int start, int end, Sentence sentence) =>
        start > sentence.Tokens.Start && (_words.IsJoint(_tokens[start - 1], Joint.From) || _words.IsJoint(_tokens[start - 1], Joint.Between)) && end + 1 < sentence.Tokens.End && _words.IsJoint(_tokens[end], Joint.To) && timeAt[end] is null;

    // "увеличит число рейсов с двух до четырёх": what is counted stands before.
    private CountedNumber? CountOf(NumberSpan number, Sentence sentence, List<CountedNumber> found)
    {
        var (at, end) = (number.Tokens.Start, number.Tokens.End);
        if (IsUnknownNoun(end, sentence.Tokens.End))
            return null;
        for (var i = at - 1; i >= sentence.Tokens.Start && i >= at - 12; i--)
        {
            if (_tokens[i].Kind != TokenKind.Word && _tokens[i].Text is "," or ";" or ":")
                break;
            if (_words[FigureWordKind.CountOf].LongestAt(_tokens, i, at) is { } hit && UnitAfter(hit.Tokens.End, at, 5) is { Unit.Kind: UnitKind.Count } unit)
            {
                return new CountedNumber(number.Tokens, number.Value, unit.Unit, number.Tokens, false, PairOf(at, end, sentence, found))
                {
                    HasDigits = number.HasDigits,
                    Magnitude = number.LastMagnitude,
                };
            }
        }

        return null;
    }

    private static readonly Unit TimesUnit = new("times", UnitKind.Times, null, 0, "numbers.tsv");
    private static readonly Unit PercentUnit = new("percent", UnitKind.Percent, null, 0, "numbers.tsv");

    private static CountedNumber Counted(NumberSpan number, Unit? unit, TokenRange phrase) =>
        new(number.Tokens, number.Value, unit, phrase, false, NumberPair.None) { Kind = number.Kind, HasDigits = number.HasDigits, Magnitude = number.LastMagnitude };

    // The unit after a number, adjectives between them skipped: "52 совместных индустриальных проекта".
    private UnitMatch? UnitAfter(int at, int limit, decimal value)
    {
        for (var i = at; i < limit && i < at + 8; i++)
        {
            if (timeAt[i] is { Use: not TimeUse.Frequency } || (timeAt[i] is { } time && time.Tokens.Start >= at))
                return null;
            if (pack.Units.At(_tokens, i, limit) is { } unit)
            {
                if (IsOfUnitNext(unit, limit))
                    continue;
                // "three patrol boats": in English the last word of a unit is its head.
                if (unit.Unit.Kind == UnitKind.Count && !Agrees(_tokens[pack.Language == "en" ? unit.Tokens.End - 1 : i], value))
                    return null;
                if (i > at && unit.Unit.Kind is UnitKind.Percent or UnitKind.Times)
                    return null;
                var end = unit.Tokens.End;
                if (unit.Unit.Kind is UnitKind.Mass or UnitKind.Volume || unit.Unit.Id is "unit")
                    end = ContentEnd(end, limit);
                return unit with { Tokens = new TokenRange(unit.Tokens.Start, end) };
            }

            var token = _tokens[i];
            if (IsPeople(i, limit))
                return new UnitMatch(PersonUnit, new TokenRange(i, i + 1));
            if (token.IsWord && (IsModifier(token) || IsNounModifier(i, limit)))
                continue;
            // "физических, юридических лиц", "промышленных и инвестиционных проектов".
            if (i > at && (token.Is(',') || _words.IsJoint(token, Joint.And)) && i + 1 < limit && _tokens[i + 1].IsWord && IsModifier(_tokens[i + 1]))
                continue;
            return null;
        }

        return null;
    }

    // "45,000 Algerians": a people's name in the plural, and no noun behind it.
    private bool IsPeople(int i, int limit) =>
        pack.Language == "en" && _tokens[i] is { IsCapitalized: true, Fold: [.., 's'] fold } && pack.Actors.Adjectives.ContainsKey(fold[..^1]) && !(i + 1 < limit && _tokens[i + 1].Readings is [{ Class: WordClass.Noun }, ..]);

    // "27 of them" behind "meat plants": what was spoken of last in the plural.
    private Unit? CountedBefore(int at, Sentence sentence)
    {
        for (var i = at - 1; i >= sentence.Tokens.Start; i--)
        {
            if (_tokens[i].Readings is [{ Class: WordClass.Noun, Numbers: Morphology.Numbers.Plural }, ..] && pack.Units.At(_tokens, i, i + 1) is { Unit.Kind: UnitKind.Count } unit)
                return unit.Unit;
        }

        return null;
    }

    // "a business delegation of 35"
    private CountedNumber? Delegation(NumberSpan number, Sentence sentence)
    {
        var (at, end) = (number.Tokens.Start, number.Tokens.End);
        if (pack.Language != "en" || number.Value < 2 || number.Value != decimal.Truncate(number.Value) || at - 2 < sentence.Tokens.Start || _tokens[at - 1].Fold != "of" || _tokens[at - 2].Fold is not ("delegation" or "team" or "group" or "crew" or "contingent" or "mission")
            || end < sentence.Tokens.End && (_tokens[end].IsCapitalized || _tokens[end].Readings is [{ Class: WordClass.Noun or WordClass.Adjective }, ..]))
            return null;
        return Counted(number, _tokens[at - 2].Fold == "delegation" ? DelegateUnit : PersonUnit, number.Tokens);
    }

    // "300 мектеп оқушысы": Kazakh puts the noun that is counted last, bare nouns before it say of what.
    private bool IsOfUnitNext(UnitMatch unit, int limit) =>
        pack.Language == "kk" && unit.Unit is { Kind: UnitKind.Count, Id: not "country" } && (unit.Unit.Id != "person" || _tokens[unit.Tokens.End - 1].Fold is [.., 'л' or 'д' or 'т', 'ы' or 'і', 'қ' or 'к']) && unit.Tokens.End < limit && _tokens[unit.Tokens.End - 1].Readings.Any(r => r.Base == _tokens[unit.Tokens.End - 1].Fold)
        && pack.Units.At(_tokens, unit.Tokens.End, limit) is { Unit.Kind: UnitKind.Count };

    // "5 договоров", not "статья 5 договора": from five on the noun is plural, and never nominative.
    private static bool Agrees(Token noun, decimal value)
    {
        // "the 2018 memorandum": a year before a singular.
        if (value >= 2 && noun.Readings is [{ Class: WordClass.Noun, Cases: Cases.Any, Numbers: Morphology.Numbers.Singular }])
            return false;
        if (value != decimal.Truncate(value) || value is < 5 or >= 1000 || (value % 10 is >= 1 and <= 4 && value % 100 is < 11 or > 14))
            return true;
        var readings = noun.Readings;
        return readings.Length == 0 || readings.Any(r => r.Numbers == Morphology.Numbers.None || r.Class == WordClass.Unknown
            || (r.Numbers.HasFlag(Morphology.Numbers.Plural) && (r.Cases & (Cases.Genitive | Cases.Dative | Cases.Instrumental | Cases.Locative)) != 0));
    }

    // "10 миллиардов кубометров природного газа": the genitive noun phrase that says of what.
    private int ContentEnd(int at, int limit)
    {
        for (var i = at; i < limit && i < at + 3; i++)
        {
            var token = _tokens[i];
            if (!token.IsWord || token.Readings.Length == 0 || (token.CasesOf() & Cases.Genitive) == 0)
                return at;
            if (token.Readings[0].Class == WordClass.Noun)
                return i + 1;
            if (!IsModifier(token))
                return at;
        }

        return at;
    }

    private bool IsModifier(Token token)
    {
        foreach (ref readonly var reading in token.Readings.AsSpan())
        {
            if (reading is { IsShort: false, Class: WordClass.Adjective or WordClass.Participle } || (reading.Class == WordClass.Pronoun && reading.Cases != Cases.None && _words.IsJoint(token, Joint.Whose)))
                return true;
        }

        return false;
    }

    // "five cooperation documents": where nouns have no cases, one may stand before another and say which.
    private bool IsNounModifier(int i, int limit) =>
        i + 1 < limit && _tokens[i].Readings is [{ Class: WordClass.Noun, Numbers: not Morphology.Numbers.Plural } noun, ..] && _tokens[i + 1].IsWord && _tokens[i + 1].Readings is [{ Class: WordClass.Noun or WordClass.Adjective or WordClass.Participle }, ..]
        && (noun.Cases == Cases.Any || (pack.Language == "kk" && noun is { Cases: Cases.Nominative, IsGuessed: false }));

    private bool IsNounNext(int at, int limit) => at < limit && _tokens[at].Readings.Length > 0 && _tokens[at].Readings[0].Class == WordClass.Noun && _tokens[at].CasesOf().HasFlag(Cases.Genitive);

    private bool FollowsFactor(int at, Sentence sentence)
    {
        var before = at - 1;
        while (before > sentence.Tokens.Start && IsApproximator(before))
            before--;
        return before >= sentence.Tokens.Start && _words.IsJoint(_tokens[before], Joint.In);
    }

    private bool IsApproximator(int at) =>
        _words[FigureWordKind.Approx].LongestAt(_tokens, at, at + 1) is not null || _words.IsJoint(_tokens[at], Joint.Than);

    // "с 25 до 100 млн долларов", "5–6%", "двадцать из двадцати четырёх рек": unit and magnitude stand with the second number.
    private CountedNumber? Pair(NumberSpan number, Sentence sentence)
    {
        var limit = sentence.Tokens.End;
        var next = number.Tokens.End;
        if (next + 1 >= limit)
            return null;
        var joint = _tokens[next];
        var isBetween = joint.Kind != TokenKind.Word && joint.Text is "-" or "–" or "—" or "--";
        var isFrom = IsFrom(number.Tokens.Start, next, sentence);
        var isSpread = isFrom && _words.IsJoint(_tokens[number.Tokens.Start - 1], Joint.Between);
        var isOf = _words.IsJoint(joint, Joint.Of);
        if (!isBetween && !isFrom && !isOf)
            return null;
        if (isBetween && _tokens[next + 1].Span.Start - joint.Span.End > 1)
            return null;
        var second = next + 1;
        while (second < limit && IsApproximator(second))
            second++;
        if (second >= limit || pack.Numbers.ReadAt(_tokens, second, limit) is not { } other || UnitAfter(other.Tokens.End, limit, other.Value) is not { } unit)
            return null;
        if (unit.Unit.Kind is UnitKind.None or UnitKind.Time || (!isOf && unit.Unit.Kind == UnitKind.Times))
            return null;
        var value = number.Value;
        if (!isOf && number.LastMagnitude == 1 && other.LastMagnitude > 1 && number.Value <= other.Value)
            value *= other.LastMagnitude;
        return new CountedNumber(number.Tokens, value, unit.Unit, number.Tokens, false, isOf ? NumberPair.None : isFrom && !isSpread ? NumberPair.From : NumberPair.Between)
        {
            HasDigits = number.HasDigits,
            Magnitude = other.LastMagnitude,
        };
    }

    // "из них 106", "ещё 188 получили ранения", "поставки – 259,4 млн", "ещё 20", "14 из них".
    private CountedNumber? Elided(NumberSpan number, Sentence sentence, List<CountedNumber> found, FoundFigure? before)
    {
        var limit = sentence.Tokens.End;
        var (at, end) = (number.Tokens.Start, number.Tokens.End);
        var last = found.Count > 0 ? found[^1] : null;
        var inSentence = last is not null;
        var unit = last?.Unit ?? (before is not null && IsNear(before, sentence) ? UnitOf(before) : null);
        var isOfThem = end + 1 < limit && _words.IsJoint(_tokens[end], Joint.Of) && _words.IsJoint(_tokens[end + 1], Joint.Them);
        var cue = ElisionBefore(at, sentence);
        if (isOfThem && unit is null or { Kind: not UnitKind.Count } && pack.Language == "en")
        {
            if (CountedBefore(at, sentence) is not { } counted)
                return null;
            unit = counted;
        }

        if (number.LastMagnitude >= 1000 && !IsUnknownNoun(end, limit))
        {
            // A magnitude alone is money unless the number before it counts something else.
            var money = LastMoney(found) ?? (before is not null && IsNear(before, sentence) && UnitOf(before) is { Kind: UnitKind.Money } earlier ? earlier : null);
            if (money is not null && (unit is null || unit.Kind is UnitKind.Money or UnitKind.Percent or UnitKind.Times))
                return Elide(money);
            if (unit is not null && unit.Kind is not (UnitKind.Percent or UnitKind.Times) && (isOfThem || cue || inSentence))
                return Elide(unit);
            if (HasCue(sentence, "tourists") || HasCue(sentence, "population"))
                return Elide(PersonUnit);
            return HasMoneyCue(sentence) ? Elide(DollarUnit) : null;
        }

        if (unit is null || unit.Kind is UnitKind.Times || (before is not null && !inSentence && !isOfThem && !cue))
            return null;
        if (isOfThem)
            return Elide(unit) with { Phrase = new TokenRange(at, end + 2) };
        var followed = end < limit ? _tokens[end] : null;
        var endsHere = followed is null || followed.Kind != TokenKind.Word;
        var verbFollows = followed is { Readings.Length: > 0 } && followed.Readings[0] is { Class: WordClass.Verb } or { Class: WordClass.Participle, IsShort: true };
        if (!endsHere && !verbFollows && !(followed!.Readings.Length > 0 && followed.Readings[0].Class is WordClass.Preposition or WordClass.Adverb or WordClass.Conjunction))
            return null;
        if (!cue && !GoesOn(at, sentence, last) && !(verbFollows && unit.Kind == UnitKind.Count && inSentence) && !(endsHere && inSentence && AfterDash(at, sentence)))
            return null;
        if (unit.Kind == UnitKind.Percent && !AfterDash(at, sentence) && !GoesOn(at, sentence, last))
            return null;
        // "превысила $28 млрд, … ещё 20": the magnitude goes on too.
        return unit.Kind == UnitKind.Money && last is { Magnitude: > 1 } && number.Value < 1000
            ? Elide(unit) with { Value = number.Value * last.Magnitude }
            : Elide(unit);

        CountedNumber Elide(Unit of) => new(number.Tokens, number.Value, of, number.Tokens, true, NumberPair.None)
        {
            HasDigits = number.HasDigits,
            Magnitude = number.LastMagnitude,
        };
    }

    private static readonly Unit DollarUnit = new("USD", UnitKind.Money, null, 0, "units.tsv");
    private static readonly Unit PersonUnit = new("person", UnitKind.Count, null, 0, "units.tsv");
    private static readonly Unit DelegateUnit = new("person", UnitKind.Count, "participants", 0, "units.tsv");

    private static Unit? LastMoney(List<CountedNumber> found)
    {
        for (var i = found.Count - 1; i >= 0; i--)
        {
            if (found[i].Unit is { Kind: UnitKind.Money } unit)
                return unit;
        }

        return null;
    }

    private bool IsNear(FoundFigure before, Sentence sentence)
    {
        var of = text.SentenceOf(before.Number.Start);
        return of.Paragraph == sentence.Paragraph && sentence.Index - of.Index <= 1;
    }

    private static Unit? UnitOf(FoundFigure figure) => figure.Unit switch
    {
        null => null,
        "percent" => PercentUnit,
        "times" => TimesUnit,
        { Length: 3 } code when code.All(char.IsAsciiLetterUpper) => new Unit(code, UnitKind.Money, null, 0, "units.tsv"),
        { } id => new Unit(id, UnitKind.Count, figure.Measure == "other" ? null : figure.Measure, 0, "units.tsv"),
    };

    // "из них уже запущено 106": the words may stand a little before the number.
    private bool ElisionBefore(int at, Sentence sentence)
    {
        for (var i = at - 1; i >= sentence.Tokens.Start && i >= at - 4; i--)
        {
            if (!_tokens[i].IsWord)
                return false;
            if (_words[FigureWordKind.Elided].LongestAt(_tokens, i, at) is { } hit && (hit.Tokens.End == at || hit.Tokens.Length > 1))
                return true;
        }

        return false;
    }

    private bool AfterDash(int at, Sentence sentence)
    {
        var before = at - 1;
        while (before > sentence.Tokens.Start && _tokens[before].IsWord && (IsApproximator(before) || _words.IsJoint(_tokens[before], Joint.By)))
            before--;
        return before > sentence.Tokens.Start && _tokens[before].Kind != TokenKind.Word && _tokens[before].Text is "–" or "—" or "-" or "--";
    }

    private bool HasMoneyCue(Sentence sentence)
    {
        for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
        {
            if (_words[FigureWordKind.Measure].LongestAt(_tokens, i, sentence.Tokens.End, w => w.Value is "trade-turnover" or "exports" or "imports" or "investment" or "contracts" && w.AppliesTo(DollarUnit)) is not null)
                return true;
        }

        return false;
    }

    private bool HasCue(Sentence sentence, string measure)
    {
        for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
        {
            if (_words[FigureWordKind.Measure].LongestAt(_tokens, i, sentence.Tokens.End, w => w.Value == measure) is not null)
                return true;
        }

        return false;
    }

    private bool IsUnknownNoun(int at, int limit) =>
        at < limit && _tokens[at].IsWord && _tokens[at].Readings.Length > 0 && _tokens[at].Readings[0].Class is WordClass.Noun or WordClass.Adjective && _tokens[at].CasesOf().HasFlag(Cases.Genitive);

    // A noun that the tables do not know, after digits: "180 подстанций".
    private CountedNumber? Unknown(NumberSpan number, Sentence sentence)
    {
        if (!number.HasDigits || number.Value < 2 || number.Value != decimal.Truncate(number.Value))
            return null;
        for (var i = number.Tokens.End; i < sentence.Tokens.End && i < number.Tokens.End + 4; i++)
        {
            var token = _tokens[i];
            if (!token.IsWord || token.Readings.Length == 0 || token.IsCapitalized)
                return null;
            var reading = token.Readings[0];
            if (reading.Class == WordClass.Noun)
                return token.CasesOf(WordClass.Noun).HasFlag(Cases.Genitive) && !reading.IsGuessed && Agrees(token, number.Value) && _words[FigureWordKind.ChangeAfter].LongestAt(_tokens, i, i + 1) is null ? Counted(number, null, new TokenRange(number.Tokens.Start, i + 1)) : null;
            if (!IsModifier(token))
                return null;
        }

        return null;
    }

    // "№ 7", "статья 5", "резолюция 2758", "2:1", "5+1", "«Астана-2025»", a number that a list begins with.
    private bool IsName(NumberSpan number, Sentence sentence)
    {
        var (at, end) = (number.Tokens.Start, number.Tokens.End);
        // «16 тонн», «300 на 300»: a short quotation that begins with a number.
        if (text.QuotationAt(at) is { IsClosed: true, Tokens.Length: <= 4 } quotation && quotation.Tokens.Start == at)
            return true;
        if (at > sentence.Tokens.Start)
        {
            var before = _tokens[at - 1];
            if (number.HasDigits && _words[FigureWordKind.NoFigure].LongestBefore(_tokens, at, sentence.Tokens.Start) is not null
                && (UnitAfter(end, sentence.Tokens.End, number.Value) is not { Unit.Kind: not UnitKind.None } || number.Value < 5))
                return true;
            if (before.Is(':') && before.Span.End == _tokens[at].Span.Start)
                return true;
            if (before.Is('+') && at - 2 >= sentence.Tokens.Start && before.Span.Start == _tokens[at - 2].Span.End && _tokens[at - 2].Kind != TokenKind.Punctuation)
                return true;
        }
        else if (end < sentence.Tokens.End && number.HasDigits && (_tokens[end].Is('.') || _tokens[end].Is(')')) && end + 1 < sentence.Tokens.End)
        {
            return true;
        }

        if (end + 1 < sentence.Tokens.End && _tokens[end + 1].Kind == TokenKind.Number && _tokens[end].Text is ":" or "+" or "/")
            return true;
        return false;
    }
}
