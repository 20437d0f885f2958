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
        Grow(counted, sentence, ref start, ref approx, ref isRecord);
        if (unit?.Kind == UnitKind.Times && start > sentence.Tokens.Start && _words.IsJoint(_tokens[start - 1], Joint.In))
        {
            start--;
            Grow(counted, sentence, ref start, ref approx, ref isRecord);
        }

        foreach (var at in (ReadOnlySpan<int>)[counted.Number.End, end])
        {
            if (approx == Approximation.Exact && at < sentence.Tokens.End && _words[FigureWordKind.ApproxAfter].LongestAt(_tokens, at, sentence.Tokens.End, w => unit is null || w.AppliesTo(unit)) is { } after)
                (approx, end) = (Enum.Parse<Approximation>(after.Value.Value, ignoreCase: true), Math.Max(end, after.Tokens.End));
        }

        var change = Change(counted, segment, sentence, ref start, ref end, ref approx);
        if (counted.Pairs == NumberPair.From)
            start = Math.Max(sentence.Tokens.Start, start - 1);
        if (start > sentence.Tokens.Start && counted.IsElided && _words[FigureWordKind.Elided].LongestBefore(_tokens, start, sentence.Tokens.Start) is { Tokens.Length: 1 } more)
            start = more.Tokens.Start;
        if (start > sentence.Tokens.Start && _tokens[start - 1].Is('+') && _tokens[start - 1].Span.End == _tokens[start].Span.Start)
            start--;
        end = WithRate(end, sentence);

        // "transit of Uzbek cargo": what passes through is transit, whatever it is.
        if (text.Language == "en" && cue is { Value: "freight" } && segment.Start < counted.Phrase.Start && Enumerable.Range(segment.Start, segment.Length).Any(i => _tokens[i].Fold is "transit"))
            cue = cue with { Value = "transit" };
        var measure = cue?.Value ?? unit?.Measure ?? Carried(counted, sentence, segment, previous, start) ?? Weak(counted, segment)?.Value ?? SpokenOf(counted, sentence, segment) ?? "other";
        // "Девушек среди абитуриентов почти 40%" is a share, "число студентов выросло на 40%" tells of students.
        if (unit?.Kind == UnitKind.Percent && change is null && measure is "students" or "tourists" or "companies" or "population" or "participants")
            measure = "other";
        var status = Status(counted, sentence, segment, previous);
        // "на 15–20 процентов": what holds for the one end holds for the other.
        if (counted.Pairs == NumberPair.To && previous is not null && previous.Unit == unit?.Id && previous.Number.End + 1 == counted.Number.Start && !_tokens[previous.Number.End].IsWord)
            (change, approx) = (previous.Change, previous.Approx);
        var period = Period(counted, sentence, segment, previous, measure, ref status);
        return new FoundFigure(counted.Number, new TokenRange(start, end), measure, counted.Value, unit is null ? NounAfter(counted, sentence) : unit.Id)
        {
            Approx = approx,
            Change = change,
            IsRecord = isRecord,
            Period = period,
            Status = status,
            Rule = rule,
        };
    }

    // What no table knows is counted in the text's own word where the record's language is the text's: "74 members". Null elsewhere.
    private string? NounAfter(CountedNumber counted, Sentence sentence)
    {
        if (pack.Language != "en")
            return null;
        for (var t = counted.Number.End; t < Math.Min(sentence.Tokens.End, counted.Number.End + 5); t++)
        {
            if (_tokens[t] is { IsCapitalized: false, Readings: [{ Class: WordClass.Noun, Numbers: Morphology.Numbers.Plural } noun, ..] } && (t + 1 >= sentence.Tokens.End || _tokens[t + 1].Readings is not [{ Class: WordClass.Noun }, ..]))
                return noun.Base;
            if (!_tokens[t].IsWord)
                return null;
        }

        return null;
    }

    // Words directly before a number that belong to it: "рекордные почти 28 миллионов".
    private void Grow(CountedNumber counted, Sentence sentence, ref int start, ref Approximation approx, ref bool isRecord)
    {
        while (true)
        {
            if (_words[FigureWordKind.Record].LongestBefore(_tokens, start, sentence.Tokens.Start) is { } record)
            {
                (isRecord, start) = (true, record.Tokens.Start);
            }
            else if (_words[FigureWordKind.Approx].LongestBefore(_tokens, start, sentence.Tokens.Start) is { } near)
            {
                if (approx == Approximation.Exact && !IsLevel(near, sentence, counted.Pairs == NumberPair.To))
                    approx = Enum.Parse<Approximation>(near.Value.Value, ignoreCase: true);
                start = near.Tokens.Start;
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>The stretch between marks around a number: what most likely speaks of it.</summary>
    private TokenRange SegmentOf(TokenRange phrase, Sentence sentence)
    {
        var (start, end) = (phrase.Start, phrase.End);
        while (start > sentence.Tokens.Start && !IsBreak(start - 1))
            start--;
        while (end < sentence.Tokens.End && !IsBreak(end))
            end++;
        return new TokenRange(start, end);
    }

    // A dash between words; that of "2026–2027" parts nothing.
    private bool IsBreak(int at) => _tokens[at].Kind != TokenKind.Word && (_tokens[at].Text is "," or ";" or ":" or "--" or "(" or ")"
        || (_tokens[at].Text is "–" or "—" or "-" && !(at > 0 && at + 1 < _tokens.Length && _tokens[at - 1].Span.End == _tokens[at].Span.Start && _tokens[at].Span.End == _tokens[at + 1].Span.Start)));

    // Words that say what a number measures. Nearest first: right after the unit, before it in its segment, after it, then back through the sentence.
    private FigureWord? Measure(CountedNumber counted, Sentence sentence, TokenRange segment)
    {
        var unit = counted.Unit;
        if (unit is null)
            return null;
        var isSettled = unit.Measure is not null && unit.Kind is not (UnitKind.Mass or UnitKind.Volume or UnitKind.Length);
        FigureWord? best = null;
        var bestScore = double.MinValue;
        var bestAt = -1;
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
                score += ContentWeight(counted) + (pack.Language == "kk" && unit.Kind == UnitKind.Money ? 15 : 0);
            else if (i < counted.Phrase.Start)
                score += (segment.Contains(i) ? 80 : 45) - (counted.Phrase.Start - i);
            else if (segment.Contains(i))
                score += 70 - (i - counted.Phrase.End);
            else
                continue;
            if (unit.Kind == UnitKind.Count && unit.Id != "country" && !segment.Contains(i) && !IsEquated(hit.Tokens.End, segment.Start))
                continue;
            // "наша доля в мировой торговле – 2%": a share is a share of whatever.
            if (hit.Value.Value == "other" && unit.Kind != UnitKind.Count)
                score += 8;
            if (score > bestScore)
                (best, bestScore, bestAt) = (hit.Value, score, i);
        }

        // What a percentage is taken of, when no word says otherwise: "40% студентов" is a share.
        if (unit.Kind == UnitKind.Percent && best is not null and not { Value: "freight" or "transit" } && bestAt == counted.Phrase.End && IsShareOf(counted))
            return null;
        return best;
    }

    // "Население страны – около 38 млн человек": a dash for "is".
    private bool IsEquated(int start, int segment)
    {
        if (segment == 0 || _tokens[segment - 1].Text is not ("–" or "—" or "-") || start >= segment)
            return false;
        for (var i = start; i < segment - 1; i++)
        {
            if (!_tokens[i].IsWord || IsPredicate(_tokens[i]))
                return false;
        }

        return true;
    }

    // How much the words right after a unit count: "тонн пшеницы" says what it is, "40% студентов" and "млн долларов инвестиций" less surely.
    private static double ContentWeight(CountedNumber counted) => counted.Unit!.Kind switch
    {
        UnitKind.Mass or UnitKind.Volume or UnitKind.Times => 110,
        UnitKind.Count => 90,
        UnitKind.Percent => 76,
        _ => counted.Kind == NumberWordKind.TimesVerb ? 110 : 70,
    };

    private bool IsShareOf(CountedNumber counted)
    {
        var before = counted.Phrase.Start - 1;
        while (before >= 0 && _words[FigureWordKind.Approx].LongestBefore(_tokens, before + 1, 0) is { } near)
            before = near.Tokens.Start - 1;
        return before < 0 || !_words.IsJoint(_tokens[before], Joint.By);
    }

    // The measure goes on from the number before: "поставки – 259,4 млн", "в том числе 2,3 млн казахстанцев", "вырос в 1,7 раза, до 655 тысяч человек".
    private string? Carried(CountedNumber counted, Sentence sentence, TokenRange segment, FoundFigure? previous, int start)
    {
        if (previous is null)
            return null;
        if (counted.IsElided)
            return previous.Measure;
        var isSame = text.SentenceOf(previous.Number.Start).Index == sentence.Index;
        switch (counted.Unit?.Kind)
        {
            case UnitKind.Percent or UnitKind.Times or UnitKind.Money:
                return isSame || GoesOn(previous, sentence, segment) ? previous.Measure : null;
            case UnitKind.Count or UnitKind.Mass or UnitKind.Volume when isSame:
                var isRestated = previous.Unit is "percent" or "times" && start == segment.Start;
                var isPart = previous.Unit == counted.Unit.Id && _words[FigureWordKind.Elided].LongestBefore(_tokens, start, sentence.Tokens.Start) is not null;
                return isRestated || isPart ? previous.Measure : null;
            default:
                return null;
        }
    }

    // "Товарооборот растёт. За год он увеличился на 10%", "Его объём вырос": a pronoun for what the sentence before speaks of.
    private string? SpokenOf(CountedNumber counted, Sentence sentence, TokenRange segment)
    {
        if (counted.Unit is not { Kind: UnitKind.Percent or UnitKind.Times or UnitKind.Money } unit || sentence.Index == 0 || text.Sentences[sentence.Index - 1] is not { } last || last.Paragraph != sentence.Paragraph)
            return null;
        var isMeant = false;
        for (var i = sentence.Tokens.Start; i < counted.Phrase.Start; i++)
            isMeant |= (segment.Contains(i) || i < sentence.Tokens.Start + 3) && _words[FigureWordKind.Pronoun].LongestAt(_tokens, i, i + 1) is not null;
        if (!isMeant)
            return null;
        string? measure = null;
        for (var i = last.Tokens.Start; i < last.Tokens.End; i++)
        {
            if (_words[FigureWordKind.Measure].LongestAt(_tokens, i, last.Tokens.End, w => w.AppliesTo(unit)) is { Value.Value: not "other" } hit)
                measure = hit.Value.Value;
        }

        return measure;
    }

    // A sentence about the number of the one before, without its name: "Это на 6% меньше".
    private bool GoesOn(FoundFigure previous, Sentence sentence, TokenRange segment) =>
        sentence.Index - text.SentenceOf(previous.Number.Start).Index == 1 && segment.Start - sentence.Tokens.Start <= 2
        && _words[FigureWordKind.Anaphor].LongestAt(_tokens, sentence.Tokens.Start, sentence.Tokens.End) is not null;

    private FigureWord? Weak(CountedNumber counted, TokenRange segment)
    {
        if (counted.Unit is not { } unit)
            return null;
        FigureWord? best = null;
        var nearest = int.MaxValue;
        for (var i = segment.Start; i < segment.End; i++)
        {
            if (_words[FigureWordKind.MeasureWeak].LongestAt(_tokens, i, segment.End, w => w.AppliesTo(unit)) is { } hit && Math.Abs(i - counted.Phrase.Start) < nearest)
                (best, nearest) = (hit.Value, Math.Abs(i - counted.Phrase.Start));
        }

        return best;
    }

    // "довести до 5 млрд", "вырос до 100", "с 2 до 4": the level reached, and no upper bound.
    private bool IsLevel(Tables.PhraseIndex<FigureWord>.Hit near, Sentence sentence, bool isPairEnd)
    {
        if (near.Value.Value != "upto" || near.Tokens.Length > 1 || !_words.IsJoint(_tokens[near.Tokens.Start], Joint.To))
            return false;
        if (isPairEnd)
            return true;
        for (var i = near.Tokens.Start - 1; i >= sentence.Tokens.Start && i >= near.Tokens.Start - 12; i--)
        {
            if (_words[FigureWordKind.Raise].LongestAt(_tokens, i, i + 1) is not null || _words[FigureWordKind.Change].LongestAt(_tokens, i, i + 1) is not null)
                return true;
        }

        return false;
    }

    private ChangeDirection? Change(CountedNumber counted, TokenRange segment, Sentence sentence, ref int start, ref int end, ref Approximation approx)
    {
        var kind = counted.Unit?.Kind ?? UnitKind.None;
        var isRecord = false;
        if (counted.Kind == NumberWordKind.TimesVerb)
            return _words[FigureWordKind.Change].LongestAt(_tokens, counted.Number.Start, counted.Number.End) is { Value.Value: "down" } ? ChangeDirection.Down : ChangeDirection.Up;
        var isBy = start > segment.Start && _words.IsJoint(_tokens[start - 1], Joint.By);
        if (end < sentence.Tokens.End && kind is UnitKind.Percent or UnitKind.Times or UnitKind.Money or UnitKind.Mass
            && _words[FigureWordKind.ChangeAfter].LongestAt(_tokens, end, sentence.Tokens.End) is { } after)
        {
            end = after.Tokens.End;
            if (isBy)
                start--;
            Grow(counted, sentence, ref start, ref approx, ref isRecord);
            return Enum.Parse<ChangeDirection>(after.Value.Value, ignoreCase: true);
        }

        if (start > segment.Start && _tokens[start - 1].Is('+') && kind == UnitKind.Percent)
            return ChangeDirection.Up;
        // "вырос до 5 млрд": the level reached is no change.
        if (_words[FigureWordKind.Approx].LongestAt(_tokens, start, end) is { Value.Value: "upto", Tokens.Length: 1 } && start < counted.Phrase.Start)
            return null;
        var isDirect = _words[FigureWordKind.Change].LongestBefore(_tokens, start, segment.Start) is not null;
        if (kind != UnitKind.Times && !isBy && !isDirect && !(kind == UnitKind.Percent && HasNounOfChange(segment)))
            return null;
        // The nearest word of change in the segment: "вырос на", "на треть выросла".
        for (var distance = 1; distance < segment.Length; distance++)
        {
            foreach (var i in (ReadOnlySpan<int>)[counted.Phrase.Start - distance, counted.Phrase.End - 1 + distance])
            {
                if (i < segment.Start || i >= segment.End || _words[FigureWordKind.Change].LongestAt(_tokens, i, segment.End) is not { } hit)
                    continue;
                if (isBy)
                {
                    start--;
                    Grow(counted, sentence, ref start, ref approx, ref isRecord);
                }

                if (hit.Tokens.End == start)
                    start = hit.Tokens.Start;
                return Enum.Parse<ChangeDirection>(hit.Value.Value, ignoreCase: true);
            }
        }

        return null;
    }

    // "рост составил 7%", "прирост – 8%": a noun of change with a verb of being.
    private bool HasNounOfChange(TokenRange segment)
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
        if (end + 1 < sentence.Tokens.End && _words.IsJoint(_tokens[end], Joint.Per))
        {
            // "за баррель", "за тысячу кубометров"
            var of = pack.Numbers.ReadAt(_tokens, end + 1, sentence.Tokens.End)?.Tokens.End ?? end + 1;
            if (pack.Units.At(_tokens, of, sentence.Tokens.End) is { Unit.Kind: UnitKind.Mass or UnitKind.Volume or UnitKind.Energy } unit)
                return unit.Tokens.End;
        }

        return end;
    }

    private FigureStatus Status(CountedNumber counted, Sentence sentence, TokenRange segment, FoundFigure? previous)
    {
        if (counted.Pairs == NumberPair.From)
            return FigureStatus.Actual;
        // "өседі деп күтіледі": the verb that stands last in Kazakh rules those before it.
        for (var i = counted.Phrase.End; pack.Language == "kk" && i < segment.End; i++)
        {
            if (_words[FigureWordKind.Status].LongestAt(_tokens, i, segment.End, w => w.Value == "forecast") is not null)
                return FigureStatus.Forecast;
        }

        if (counted.Kind == NumberWordKind.TimesVerb && OwnStatus(_tokens[counted.Number.Start]) is { } own)
            return own;
        // "Магистраль протяжённостью 523 км откроет дорогу": what the thing will do does not matter, what is done to it does.
        if (_words[FigureWordKind.Property].LongestBefore(_tokens, counted.Phrase.Start, sentence.Tokens.Start) is { } property)
            return Within(new TokenRange(segment.Start, property.Tokens.Start), counted, out var isPlanned) ?? (isPlanned ? FigureStatus.Target : FigureStatus.Actual);
        var found = Within(segment, counted, out var isInfinitive);
        if (found is null && !isInfinitive)
        {
            // No predicate beside the number: that of the stretch before it holds on, unless the number goes on from another.
            if (previous is not null && counted.IsElided && text.SentenceOf(previous.Number.Start).Index == sentence.Index)
                return previous.Status;
            if (pack.Language == "kk" && segment.End < sentence.Tokens.End)
                found = Within(new TokenRange(segment.End, sentence.Tokens.End), counted, out isInfinitive);
            else if (segment.Start > sentence.Tokens.Start)
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
                    // "is expected to reach": what an infinitive reaches is not reached yet.
                    if (hit.Value.Value == "actual" && text.Language == "en" && (isInfinitive || _tokens[i].Readings is [{ Class: WordClass.Verb, Form: VerbForm.Infinitive }, ..]))
                    {
                        isInfinitive = true;
                        continue;
                    }

                    if (hit.Value.Value != "forecast-if-future")
                        return Enum.Parse<FigureStatus>(hit.Value.Value, ignoreCase: true);
                    if (IsFuture(_tokens[i]))
                        return FigureStatus.Forecast;
                }

                // A capital inside a sentence is a name's, whatever a guess makes of it ("Таджикистана" as a participle).
                if (_tokens[i].Readings.Length == 0 || (_tokens[i].IsCapitalized && i > range.Start && _tokens[i - 1].Text is not ("«" or "\"" or "“" or "„")))
                    continue;
                ref readonly var reading = ref _tokens[i].Readings[0];
                if (reading is { Class: WordClass.Verb, Form: VerbForm.Infinitive })
                {
                    isInfinitive = true;
                    continue;
                }

                // "will have 200 beds"
                if (IsFuture(_tokens[i]) || text.Language == "en" && reading.Class == WordClass.Verb && i > range.Start && _tokens[i - 1].Fold is "will" or "would" or "shall")
                    return FigureStatus.Target;
                if (!isInfinitive && reading is { Class: WordClass.Verb, Form: VerbForm.Past or VerbForm.NonPast } or { Class: WordClass.Participle, IsShort: true })
                    return FigureStatus.Actual;
            }
        }

        return null;
    }

    private static bool IsFuture(Token token) =>
        token.Readings.Length > 0 && token.Readings[0] is { Class: WordClass.Verb, Form: VerbForm.NonPast, Aspects: Aspects.Perfective } reading
        && !(reading.IsGuessed && token.IsCapitalized);

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
            // "2023 жылғыдан 27 пайызға көп"
            var isComparison = expression.Use == TimeUse.Comparison || (pack.Language == "kk" && _tokens[expression.Tokens.End - 1].Fold == "жылғыдан");
            if (isComparison && !(expression.Tokens.Start == counted.Phrase.End && counted.Number.Start > sentence.Tokens.Start && _words.IsJoint(_tokens[counted.Number.Start - 1], Joint.Versus)))
                continue;
            if (expression is { IsDay: true, Use: TimeUse.Point } && !isHappening)
                continue;
            if (expression is { Use: TimeUse.Point, Period: null })
                continue;
            var inSegment = segment.Contains(expression.Tokens);
            if (!inSegment && (expression.Tokens.Start > counted.Phrase.Start || IsOfAnother(expression, counted, sentence, previous, measure)))
                continue;
            if (inSegment && expression.Tokens.Start < counted.Phrase.Start && IsOfAnotherVerb(expression, counted, segment))
                continue;
            // "Сегодня в стране действуют пять школ" is no day.
            if (expression is { IsDay: true, Use: TimeUse.Point } && status == FigureStatus.Actual && !HasPast(segment))
                continue;
            if (text.Language == "en" && expression.Tokens.Start > counted.Phrase.End && IsBehindNextVerb(counted.Phrase.End, expression.Tokens.Start))
                continue;
            var distance = expression.Tokens.Start < counted.Phrase.Start ? counted.Phrase.Start - expression.Tokens.End : expression.Tokens.Start - counted.Phrase.End;
            distance += inSegment ? 0 : 100;
            if (distance < bestDistance)
                (best, bestDistance) = (expression, distance);
        }

        if (best is not null)
        {
            // What is told for a time to come is a plan: "план из 64 пунктов на 2026–2027 годы".
            if (status == FigureStatus.Actual && best.Date is { } date && times.Reference is { } day && (date.From > day || (date.To > day && date.To.Year > date.From.Year)))
                status = FigureStatus.Target;
            return best.Period;
        }

        if (text.Language == "en" && status == FigureStatus.Actual && measure is "loans" or "aid" or "contracts" or "investment" && OfParticiple(counted, segment, sentence) is { } told)
            return told.Period;
        if (previous is not null && text.SentenceOf(previous.Number.Start).Index == sentence.Index && (counted.IsElided || measure == previous.Measure || (IsTrade(measure) && IsTrade(previous.Measure))) && status == previous.Status)
            return previous.Period;
        if (previous is not null && counted.IsElided && counted.Unit?.Kind == UnitKind.Money && status == previous.Status)
            return previous.Period;
        if (pack.Language == "kk" && previous is not null && measure == previous.Measure && status == previous.Status && GoesOn(previous, sentence, segment))
            return previous.Period;
        // "Комиссия өткен жылды қорытындылады. Тауар айналымы 18 пайызға артты": of the year told just before.
        if (pack.Language == "kk" && status == FigureStatus.Actual && IsTrade(measure) && YearBefore(sentence) is { } year)
            return year;
        if (status == FigureStatus.Actual && (HasPast(segment) || counted.Unit?.Kind == UnitKind.Money && !(pack.Language == "kk" && !HasPast(new TokenRange(sentence.Tokens.Start, sentence.Tokens.End)))) && measure is "documents" or "contracts" or "participants" && counted.Unit?.Kind is UnitKind.Count or UnitKind.Money)
            return DayBefore(sentence) ?? (measure == "participants" ? null : Iso(times.Reference));
        if (status == FigureStatus.Actual && measure == "other" && counted.Unit?.Id is "person" or "house" && HasPast(segment) && Measure(counted, sentence, segment) is not null)
            return DayBefore(sentence, sentence.Index - 1);
        return null;
    }

    // "18 companies already work there and hoped that their number would double by 2027": the time behind the next verb.
    private bool IsBehindNextVerb(int start, int end)
    {
        var isNext = false;
        for (var i = start; i < end; i++)
        {
            if (_tokens[i].Fold is "and" or "but")
                isNext = i + 1 < end && IsPredicate(_tokens[i + 1]);
            if (isNext)
                return true;
        }

        return false;
    }

    // "a credit of $250 million to Kenya, announced in 2017": the time of the participle behind the comma.
    private TimeExpression? OfParticiple(CountedNumber counted, TokenRange segment, Sentence sentence)
    {
        var participle = segment.End + 1;
        if (participle >= sentence.Tokens.End || !_tokens[segment.End].Is(',') || counted.Phrase.End > segment.End || !_tokens[participle].Readings.Any(r => r.Class == WordClass.Participle && r.Form == VerbForm.Past || r is { Class: WordClass.Participle, IsPassive: true } || r is { Class: WordClass.Verb, Form: VerbForm.Past }))
            return null;
        foreach (var expression in times.In(new TokenRange(participle, Math.Min(sentence.Tokens.End, participle + 6))))
        {
            if (expression is { Use: TimeUse.Point, Period: not null, IsDay: false })
                return expression;
        }

        return null;
    }

    // A time told for something else: of a number of another kind, or in a participle's or relative clause of its own.
    private bool IsOfAnother(TimeExpression expression, CountedNumber counted, Sentence sentence, FoundFigure? previous, string measure)
    {
        if (previous is not null && previous.Number.Start > expression.Tokens.Start && previous.Measure != measure && !counted.IsElided && !(IsTrade(measure) && IsTrade(previous.Measure)) && measure != "other")
            return true;
        var own = SegmentOf(expression.Tokens, sentence);
        var first = _tokens[own.Start];
        return first.Readings.Any(r => r is { Class: WordClass.Participle, IsShort: false });
    }

    // "открылась в ноябре и выпустила 1 420 слушателей": the time after one verb does not hold for the next.
    private bool IsOfAnotherVerb(TimeExpression expression, CountedNumber counted, TokenRange segment)
    {
        var isAfterVerb = false;
        for (var i = segment.Start; i < expression.Tokens.Start; i++)
            isAfterVerb |= IsPredicate(_tokens[i]);
        if (!isAfterVerb)
            return false;
        for (var i = expression.Tokens.End; i < counted.Phrase.Start; i++)
        {
            if (_tokens[i].Readings.Length > 0 && _tokens[i].Readings[0].Class == WordClass.Conjunction)
            {
                for (var j = i + 1; j < counted.Phrase.Start; j++)
                {
                    if (IsPredicate(_tokens[j]))
                        return true;
                }
            }
        }

        return false;
    }

    private static bool IsPredicate(Token token) => token.Readings.Length > 0 && !(token.IsCapitalized && token.Readings[0].IsGuessed)
        && token.Readings[0] is { Class: WordClass.Verb, Form: VerbForm.Past or VerbForm.NonPast } or { Class: WordClass.Participle, IsShort: true };

    private bool HasPast(TokenRange segment)
    {
        for (var i = segment.Start; i < segment.End; i++)
        {
            if (IsPredicate(_tokens[i]) && _tokens[i].Readings[0].Form != VerbForm.NonPast)
                return true;
        }

        return false;
    }

    private static bool IsTrade(string measure) => measure is "trade-turnover" or "exports" or "imports";

    // The day told in the sentence before, in the same paragraph: "На форуме 17 февраля … Подписано 57 контрактов."
    private string? DayBefore(Sentence sentence, int first = 0)
    {
        for (var s = sentence.Index - 1; s >= first && s >= 0 && text.Sentences[s].Paragraph == sentence.Paragraph; s--)
        {
            foreach (var expression in times.In(text.Sentences[s].Tokens))
            {
                if (expression is { IsDay: true, Use: TimeUse.Point })
                    return expression.Period;
            }
        }

        return null;
    }

    // The past year that the sentence before tells, in the same paragraph, where this one tells no time.
    private string? YearBefore(Sentence sentence)
    {
        if (sentence.Index == 0 || text.Sentences[sentence.Index - 1] is not { } before || before.Paragraph != sentence.Paragraph || times.In(sentence.Tokens).Any(e => e.Use is TimeUse.Point))
            return null;
        var years = times.In(before.Tokens).Where(e => e is { Use: TimeUse.Point, Period.Length: 4, Date: not null } && (times.Reference is not { } day || e.Date.To < day)).Select(e => e.Period).Distinct().ToArray();
        return years is [var year] ? year : null;
    }

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
