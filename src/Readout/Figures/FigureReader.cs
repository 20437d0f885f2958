using System.Collections.Immutable;
using Readout.Figures.Numbers;
using Readout.Morphology;
using Readout.Text;
using Readout.Time;

namespace Readout.Figures;

/// <summary>Reads what a counted number says: measure, approximation, change, status, period and evidence.</summary>
internal sealed class FigureReader(SegmentedText text, TimeLayer times, TimeExpression?[] timeAt, LanguagePack pack)
{
    private readonly Token[] _tokens = text.Tokens;
    private readonly FigureTable _words = pack.FigureWords;

    /// <param name="counted">The number.</param>
    /// <param name="sentence">Its sentence.</param>
    /// <param name="before">Figures found before it, in order.</param>
    /// <returns>Null when it turns out to be none ("удвоить усилия").</returns>
    public FoundFigure? Read(CountedNumber counted, Sentence sentence, ImmutableArray<FoundFigure>.Builder before)
    {
        var segment = SegmentOf(counted.Phrase, sentence);
        var previous = before.Count > 0 && text.SentenceOf(before[^1].Number.Start).Paragraph == sentence.Paragraph ? before[^1] : null;
        var unit = counted.Unit;
        var cue = Measure(counted, sentence, segment);
        if (counted.Kind == NumberWordKind.TimesVerb && cue is null)
            return null;

        var (start, end) = (counted.Phrase.Start, counted.Phrase.End);
        var rule = cue?.Rule ?? unit?.Rule ?? "units.tsv";
        var approx = Approximation.Exact;
        var isRecord = false;
        var isPairEnd = counted.Pairs == NumberPair.To;
        for (var grew = true; grew;)
        {
            grew = false;
            if (_words[FigureWordKind.Record].LongestBefore(_tokens, start, sentence.Tokens.Start) is { } record)
                (isRecord, start, grew) = (true, record.Tokens.Start, true);
            if (_words[FigureWordKind.Approx].LongestBefore(_tokens, start, sentence.Tokens.Start) is { } near)
            {
                if (approx == Approximation.Exact && !IsLevel(near, segment, isPairEnd))
                    approx = Enum.Parse<Approximation>(near.Value.Value, ignoreCase: true);
                (start, grew) = (near.Tokens.Start, true);
            }
        }

        if (_words[FigureWordKind.ApproxAfter].LongestAt(_tokens, Math.Min(end, _tokens.Length - 1), sentence.Tokens.End) is { } after && end < sentence.Tokens.End)
            (approx, end) = (Enum.Parse<Approximation>(after.Value.Value, ignoreCase: true), after.Tokens.End);
        var change = Change(counted, segment, ref start, ref end, sentence);
        if (counted.Pairs == NumberPair.From)
            start = Math.Max(sentence.Tokens.Start, start - 1);
        if (start > sentence.Tokens.Start && counted.IsElided && _words[FigureWordKind.Elided].LongestBefore(_tokens, start, sentence.Tokens.Start) is { Tokens.Length: 1 } more)
            start = more.Tokens.Start;
        if (start > sentence.Tokens.Start && _tokens[start - 1].Is('+') && _tokens[start - 1].Span.End == _tokens[start].Span.Start)
            start--;
        end = WithRate(end, sentence);

        var measure = cue?.Value ?? unit?.Measure
            ?? (previous is not null && (counted.IsElided || unit?.Kind is UnitKind.Percent or UnitKind.Times or UnitKind.Money && IsGoingOn(previous, sentence, segment)) ? previous.Measure : null)
            ?? "other";
        var status = Status(counted, sentence, segment, previous);
        var period = Period(counted, sentence, segment, previous, measure, ref status);
        return new FoundFigure(counted.Number, new TokenRange(start, end), measure, counted.Value, unit?.Id)
        {
            Approx = approx,
            Change = change,
            IsRecord = isRecord,
            Period = period,
            Status = status,
            Rule = rule,
        };
    }

    /// <summary>The stretch between marks around a number: what most likely speaks of it.</summary>
    private TokenRange SegmentOf(TokenRange phrase, Sentence sentence)
    {
        var (start, end) = (phrase.Start, phrase.End);
        while (start > sentence.Tokens.Start && !IsBreak(_tokens[start - 1]))
            start--;
        while (end < sentence.Tokens.End && !IsBreak(_tokens[end]))
            end++;
        return new TokenRange(start, end);
    }

    private static bool IsBreak(Token token) => token.Kind != TokenKind.Word && token.Text is "," or ";" or ":" or "–" or "—" or "--" or "-" or "(" or ")";

    // Words that say what a number measures. Nearest first: right after the unit, before it in its segment, after it, then back through the sentence.
    private FigureWord? Measure(CountedNumber counted, Sentence sentence, TokenRange segment)
    {
        var unit = counted.Unit;
        if (unit is null)
            return null;
        var isSettled = unit.Measure is not null && unit.Kind is not (UnitKind.Mass or UnitKind.Volume or UnitKind.Length);
        FigureWord? best = null;
        var bestScore = double.MinValue;
        for (var i = sentence.Tokens.Start; i < sentence.Tokens.End; i++)
        {
            if (timeAt[i] is not null || (i >= counted.Number.Start && i < counted.Number.End && counted.Kind != NumberWordKind.TimesVerb))
                continue;
            if (_words[FigureWordKind.Measure].LongestAt(_tokens, i, sentence.Tokens.End, w => w.AppliesTo(unit)) is not { } hit)
                continue;
            if (isSettled && !(unit.Id == "person" && hit.Value.Value == "other" && segment.Contains(i)))
                continue;
            double score = (hit.Value.Length - 1) * 2;
            if (i >= counted.Phrase.Start && i < counted.Phrase.End + 3 && segment.Contains(i))
                score += unit.Kind is UnitKind.Mass or UnitKind.Volume || (unit.Kind == UnitKind.Percent && i >= counted.Phrase.End) || counted.Kind == NumberWordKind.TimesVerb || unit.Kind == UnitKind.Times ? 110 : unit.Kind == UnitKind.Count ? 90 : 70;
            else if (i < counted.Phrase.Start)
                score += (segment.Contains(i) ? 80 : 45) - (counted.Phrase.Start - i);
            else if (segment.Contains(i))
                score += 70 - (i - counted.Phrase.End);
            else
                continue;
            // "наша доля в мировой торговле – 2%": a share is a share of whatever.
            if (hit.Value.Value == "other" && unit.Kind != UnitKind.Count)
                score += 8;
            if (score > bestScore)
                (best, bestScore) = (hit.Value, score);
        }

        // What a percentage is taken of, when no word says otherwise: "40% студентов" is a share.
        if (unit.Kind == UnitKind.Percent && best is { Value: "students" or "tourists" or "companies" or "projects" or "population" } && IsShareOf(counted))
            return null;
        return best;
    }

    private bool IsShareOf(CountedNumber counted)
    {
        var before = counted.Phrase.Start - 1;
        while (before >= 0 && _words[FigureWordKind.Approx].LongestBefore(_tokens, before + 1, 0) is { } near)
            before = near.Tokens.Start - 1;
        return before < 0 || _tokens[before].Fold != "на";
    }

    // A sentence that goes on about the number before it without naming it: "Это на 6% меньше".
    private bool IsGoingOn(FoundFigure previous, Sentence sentence, TokenRange segment)
    {
        var of = text.SentenceOf(previous.Number.Start).Index;
        if (of == sentence.Index)
            return true;
        return sentence.Index - of == 1 && segment.Start - sentence.Tokens.Start <= 2 && _tokens[sentence.Tokens.Start].Fold is "это" or "рост" or "прирост" or "показатель";
    }

    // "довести до 5 млрд", "вырос до 100", "с 2 до 4": the level reached, and no upper bound.
    private bool IsLevel(Tables.PhraseIndex<FigureWord>.Hit near, TokenRange segment, bool isPairEnd)
    {
        if (near.Value.Value != "upto" || near.Tokens.Length > 1 || _tokens[near.Tokens.Start].Fold != "до")
            return false;
        if (isPairEnd)
            return true;
        for (var i = near.Tokens.Start - 1; i >= segment.Start && i >= near.Tokens.Start - 5; i--)
        {
            if (_tokens[i].HasBase("довести") || _words[FigureWordKind.Change].LongestAt(_tokens, i, i + 1) is not null)
                return true;
        }

        return false;
    }

    private ChangeDirection? Change(CountedNumber counted, TokenRange segment, ref int start, ref int end, Sentence sentence)
    {
        var kind = counted.Unit?.Kind ?? UnitKind.None;
        var isFactor = kind == UnitKind.Times;
        if (end < sentence.Tokens.End && kind is UnitKind.Percent or UnitKind.Times or UnitKind.Money or UnitKind.Mass
            && _words[FigureWordKind.ChangeAfter].LongestAt(_tokens, end, sentence.Tokens.End) is { } after)
        {
            end = after.Tokens.End;
            if (start > segment.Start && _tokens[start - 1].Fold is "на" or "в")
                start--;
            return Enum.Parse<ChangeDirection>(after.Value.Value, ignoreCase: true);
        }

        if (start > segment.Start && _tokens[start - 1].Is('+') && kind == UnitKind.Percent)
            return ChangeDirection.Up;
        var direct = _words[FigureWordKind.Change].LongestBefore(_tokens, start, segment.Start);
        var isBy = start > segment.Start && _tokens[start - 1].Fold is "на";
        var isIn = start > segment.Start && _tokens[start - 1].Fold is "в" or "во";
        if (counted.Kind == NumberWordKind.TimesVerb)
            return ChangeDirection.Up;
        if (!isFactor && !isBy && direct is null && !(kind == UnitKind.Percent && segment.Start < counted.Phrase.Start && IsNoun(segment)))
            return null;
        if (isFactor && isIn)
            start--;
        // The nearest word of change in the segment: "вырос на", "на треть выросла".
        for (var distance = 1; distance < segment.Length; distance++)
        {
            foreach (var i in (ReadOnlySpan<int>)[counted.Phrase.Start - distance, counted.Phrase.End - 1 + distance])
            {
                if (i < segment.Start || i >= segment.End || _words[FigureWordKind.Change].LongestAt(_tokens, i, segment.End) is not { } hit)
                    continue;
                if (isBy)
                    start--;
                if (hit.Tokens.End == start)
                    start = hit.Tokens.Start;
                return Enum.Parse<ChangeDirection>(hit.Value.Value, ignoreCase: true);
            }
        }

        return null;
    }

    // "рост составил 7%", "прирост – 8%": a noun of change with a verb of being.
    private bool IsNoun(TokenRange segment)
    {
        for (var i = segment.Start; i < segment.End; i++)
        {
            if (_tokens[i].Readings.Length > 0 && _tokens[i].Readings[0].Class == WordClass.Noun && _words[FigureWordKind.Change].LongestAt(_tokens, i, segment.End) is not null)
                return true;
        }

        return false;
    }

    // "44 рейса в неделю", "$47,6 за баррель".
    private int WithRate(int end, Sentence sentence)
    {
        if (end < sentence.Tokens.End && timeAt[end] is { Use: TimeUse.Frequency } rate && rate.Tokens.Start == end && _tokens[end].Readings.Any(r => r.Class == WordClass.Preposition))
            return rate.Tokens.End;
        if (end + 1 < sentence.Tokens.End && _tokens[end].Fold == "за" && pack.Units.At(_tokens, end + 1, sentence.Tokens.End) is { Unit.Kind: UnitKind.Mass or UnitKind.Volume or UnitKind.Energy } unit)
            return unit.Tokens.End;
        return end;
    }

    private FigureStatus Status(CountedNumber counted, Sentence sentence, TokenRange segment, FoundFigure? previous)
    {
        if (counted.Pairs == NumberPair.From)
            return FigureStatus.Actual;
        if (counted.Kind == NumberWordKind.TimesVerb && OwnStatus(_tokens[counted.Number.Start]) is { } own)
            return own;
        // A length is a property of the thing, whatever will be done with it.
        if (counted.Unit?.Kind == UnitKind.Length && _words[FigureWordKind.Measure].LongestBefore(_tokens, counted.Phrase.Start, sentence.Tokens.Start) is { Value.Value: "distance" })
            return FigureStatus.Actual;
        var found = Within(segment, counted, out var isInfinitive);
        if (found is null && !isInfinitive)
        {
            // No predicate beside the number: that of the stretch before it holds on, unless the number goes on from another.
            if (previous is not null && counted.IsElided && text.SentenceOf(previous.Number.Start).Index == sentence.Index)
                return previous.Status;
            if (segment.Start > sentence.Tokens.Start)
                found = Within(new TokenRange(sentence.Tokens.Start, segment.Start), counted, out isInfinitive);
        }

        return found ?? (isInfinitive ? FigureStatus.Target : FigureStatus.Actual);
    }

    private FigureStatus? OwnStatus(Token token) => token.Readings.Length == 0 ? null : token.Readings[0] switch
    {
        { Form: VerbForm.Infinitive } => FigureStatus.Target,
        { Form: VerbForm.NonPast, Aspects: Aspects.Perfective } => FigureStatus.Forecast,
        { Form: VerbForm.Past } => FigureStatus.Actual,
        _ => null,
    };

    private FigureStatus? Within(TokenRange range, CountedNumber counted, out bool isInfinitive)
    {
        isInfinitive = false;
        var longest = Math.Max(counted.Phrase.Start - range.Start, range.End - counted.Phrase.End + 1);
        for (var distance = 1; distance <= longest; distance++)
        {
            foreach (var i in (ReadOnlySpan<int>)[counted.Phrase.Start - distance, counted.Phrase.End - 1 + distance])
            {
                if (i < range.Start || i >= range.End || !_tokens[i].IsWord)
                    continue;
                if (_words[FigureWordKind.Status].LongestAt(_tokens, i, range.End) is { } hit)
                {
                    if (hit.Value.Value != "forecast-if-future")
                        return hit.Value.Value == "target" ? FigureStatus.Target : FigureStatus.Forecast;
                    if (IsFuture(_tokens[i]))
                        return FigureStatus.Forecast;
                }

                if (_tokens[i].Readings.Length == 0)
                    continue;
                ref readonly var reading = ref _tokens[i].Readings[0];
                if (reading is { Class: WordClass.Verb, Form: VerbForm.Infinitive })
                {
                    isInfinitive = true;
                    continue;
                }

                if (IsFuture(_tokens[i]))
                    return FigureStatus.Target;
                if (!isInfinitive && reading is { Class: WordClass.Verb, Form: VerbForm.Past or VerbForm.NonPast } or { Class: WordClass.Participle, IsShort: true })
                    return FigureStatus.Actual;
            }
        }

        return null;
    }

    private static bool IsFuture(Token token) =>
        token.Readings.Length > 0 && token.Readings[0] is { Class: WordClass.Verb, Form: VerbForm.NonPast, Aspects: Aspects.Perfective };

    private string? Period(CountedNumber counted, Sentence sentence, TokenRange segment, FoundFigure? previous, string measure, ref FigureStatus status)
    {
        var isHappening = measure is "documents" or "contracts" or "participants" || (measure is "other" or "companies" or "aid" && counted.Unit is null or { Kind: UnitKind.Count });
        if (counted.Pairs == NumberPair.From)
            return null;
        TimeExpression? best = null;
        var bestDistance = int.MaxValue;
        foreach (var expression in times.Expressions)
        {
            if (expression.Tokens.Start < sentence.Tokens.Start || expression.Tokens.End > sentence.Tokens.End)
                continue;
            if (expression.Use is TimeUse.Frequency or TimeUse.Start or TimeUse.Name)
                continue;
            var isComparison = expression.Use == TimeUse.Comparison;
            if (isComparison && !(expression.Tokens.Start == counted.Phrase.End && counted.Number.Start > sentence.Tokens.Start && _tokens[counted.Number.Start - 1].Fold == "против"))
                continue;
            if (expression is { IsDay: true, Use: not TimeUse.Deadline } && !isHappening)
                continue;
            if (expression is { Use: TimeUse.Point, Period: null })
                continue;
            var inSegment = segment.Contains(expression.Tokens);
            if (!inSegment && expression.Tokens.Start > counted.Phrase.Start)
                continue;
            var distance = expression.Tokens.Start < counted.Phrase.Start ? counted.Phrase.Start - expression.Tokens.End : expression.Tokens.Start - counted.Phrase.End;
            distance += inSegment ? 0 : 100;
            if (distance < bestDistance)
                (best, bestDistance) = (expression, distance);
        }

        if (best is not null)
        {
            if (status == FigureStatus.Actual && best.Date is { } date && times.Reference is { } day && date.From > day)
                status = FigureStatus.Target;
            return best.Period;
        }

        if (previous is not null && text.SentenceOf(previous.Number.Start).Index == sentence.Index && (counted.IsElided || measure == previous.Measure || (IsTrade(measure) && IsTrade(previous.Measure))) && status == previous.Status)
            return previous.Period;
        if (previous is not null && counted.IsElided && counted.Unit?.Kind == UnitKind.Money && status == previous.Status)
            return previous.Period;
        if (status == FigureStatus.Actual && measure is "documents" or "contracts" or "participants" && counted.Unit?.Kind is UnitKind.Count or UnitKind.Money)
            return DayBefore(sentence) ?? (measure == "participants" ? null : Iso(times.Reference));
        if (status == FigureStatus.Actual && measure == "other" && counted.Unit?.Id is "person" or "house" && Measure(counted, sentence, segment) is not null)
            return DayBefore(sentence);
        return null;
    }

    private static bool IsTrade(string measure) => measure is "trade-turnover" or "exports" or "imports";

    // The day told in the sentence before, in the same paragraph: "На форуме 17 февраля … Подписано 57 контрактов."
    private string? DayBefore(Sentence sentence)
    {
        for (var s = sentence.Index - 1; s >= 0 && text.Sentences[s].Paragraph == sentence.Paragraph; s--)
        {
            foreach (var expression in times.In(text.Sentences[s].Tokens))
            {
                if (expression is { IsDay: true, Use: TimeUse.Point })
                    return expression.Period;
            }
        }

        return null;
    }

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
