using System.Collections.Immutable;
using Readout.Morphology;
using Readout.Text;

namespace Readout.Time;

/// <summary>Finds expressions of time and resolves them against the day of the report.</summary>
internal static class TimeFinder
{
    /// <param name="text">The segmented text.</param>
    /// <param name="published">Day of publication; null when not known (the text is then asked).</param>
    /// <param name="pack">The language.</param>
    public static TimeLayer Find(SegmentedText text, DateOnly? published, LanguagePack pack)
    {
        var matches = Matches(text, pack.Time);
        var (reference, from) = ReportDay.Of(text, matches, pack.Time, published);
        var expressions = ImmutableArray.CreateBuilder<TimeExpression>(matches.Count);
        var resolver = new TimeResolver(text, pack.Time, reference);
        foreach (var match in matches)
        {
            if (resolver.Resolve(match) is { } expression)
                expressions.Add(expression);
        }

        return new TimeLayer(expressions.ToImmutable(), reference, from);
    }

    private static List<TimeMatch> Matches(SegmentedText text, TimeTable table)
    {
        var matcher = new TimeMatcher(table, text.Tokens);
        var matches = new List<TimeMatch>();
        foreach (var sentence in text.Sentences)
        {
            for (var i = sentence.Tokens.Start; i < sentence.Tokens.End;)
            {
                if (matcher.At(i, sentence.Tokens.End) is { } match && !IsNoTime(text.Tokens, match, sentence.Tokens.End))
                {
                    matches.Add(match);
                    match.Pattern.Row.Touch();
                    match.Lead?.Row.Touch();
                    i = match.Tokens.End;
                }
                else
                {
                    i++;
                }
            }
        }

        return matches;
    }

    // "накануне саммита" and "в год 80-летия": a noun in the genitive makes a preposition or a name of it.
    private static bool IsNoTime(Token[] tokens, TimeMatch match, int limit)
    {
        if (match.Pattern.Meaning is not (TimeMeaning.DayBefore or TimeMeaning.Rate) || match.Tokens.End >= limit)
            return false;
        var next = tokens[match.Tokens.End];
        if (next.Kind == TokenKind.Number || (next.IsWord && char.IsAsciiDigit(next.Text[0])))
            return true;
        return next.Readings.Length > 0 && next.Readings[0] is { Class: WordClass.Noun or WordClass.Adjective } reading
            && reading.Cases != Cases.Any && reading.Cases.HasFlag(Cases.Genitive) && !reading.Cases.HasFlag(Cases.Dative) && !next.IsCapitalized;
    }
}
