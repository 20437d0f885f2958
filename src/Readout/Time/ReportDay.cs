using Readout.Text;

namespace Readout.Time;

/// <summary>The day that a report speaks from.</summary>
internal static class ReportDay
{
    // A report comes out on the day of its dateline or within the week after.
    private const int LongestDelay = 7;

    public static (DateOnly? Day, PublishedFrom? From) Of(SegmentedText text, List<TimeMatch> matches, TimeTable table, DateOnly? published)
    {
        foreach (var match in matches)
        {
            // "Вчера, 29 августа, …" looks like a dateline, and "Вчера" is no place.
            if (!IsDateline(text, match) || matches.Exists(m => m.Tokens.End < match.Tokens.Start && m.Tokens.End >= match.Tokens.Start - 2) || DayOf(match, published) is not { } day)
                continue;
            if (published is null)
                return (day, PublishedFrom.Text);
            if (day <= published && day >= published.Value.AddDays(-LongestDelay))
                return (day, PublishedFrom.Given);
        }

        if (published is not null)
            return (published, PublishedFrom.Given);
        return (Latest(text, matches, table, null) ?? (RunningYear(text, matches, table) is { } year ? Latest(text, matches, table, year) : null)) is { } latest ? (latest, PublishedFrom.Inferred) : (null, null);
    }

    // The latest day told as past: a full date, or one of the year that is given.
    private static DateOnly? Latest(SegmentedText text, List<TimeMatch> matches, TimeTable table, int? year)
    {
        DateOnly? latest = null;
        foreach (var match in matches)
        {
            if (match.Pattern.Meaning == TimeMeaning.Day && match.Side != TimeSide.Future && match.Use == TimeUse.Point && TimeResolver.SideOf(text, match, table) != TimeSide.Future
                && (DayOf(match, null) ?? (year is { } running && match.Slots is { Year: null, Day: > 0 } slots ? TimeResolver.Date(running, slots.Month, slots.Day) : null)) is { } day)
                latest = latest is null || day > latest ? day : latest;
        }

        return latest;
    }

    // "2025 год проходит под эгидой …": the year from which it is told.
    private static int? RunningYear(SegmentedText text, List<TimeMatch> matches, TimeTable table)
    {
        foreach (var match in matches)
        {
            if (match.Pattern.Meaning == TimeMeaning.Year && match.Slots.Year?.In(null) is { } year && match.Tokens.End < text.SentenceOf(match.Tokens.Start).Tokens.End && table.IsRunning(text.Tokens[match.Tokens.End].Fold))
                return year;
        }

        return null;
    }

    // "Тяньцзинь, 30 августа 2025 года. …", "АСТАНА, 27 ноября. …", or a paragraph that is a date and an hour only.
    private static bool IsDateline(SegmentedText text, TimeMatch match)
    {
        if (match.Pattern.Meaning != TimeMeaning.Day || match.Lead is not null)
            return false;
        var sentence = text.SentenceOf(match.Tokens.Start);
        var paragraph = text.Paragraphs[sentence.Paragraph];
        var tokens = text.Tokens;
        var first = sentence.Tokens.Start;
        if (tokens[first].Span.Start != paragraph.Start || (text.HasTitle && sentence.Paragraph == 0))
            return false;
        if (match.Tokens.Start == first)
            return paragraph.End - tokens[match.Tokens.End - 1].Span.End <= 12;
        if (match.Tokens.Start - first > 5 || !tokens[first].IsCapitalized || !(tokens[match.Tokens.Start - 1].Is(',') || tokens[match.Tokens.Start - 1].Is('.')))
            return false;
        if (match.Tokens.End >= tokens.Length)
            return true;
        var next = tokens[match.Tokens.End];
        return next.Kind != TokenKind.Word && next.Text is "." or "/" or "(" or "–" or "—" or "--" or "-" or "," or ":" or "|";
    }

    private static DateOnly? DayOf(TimeMatch match, DateOnly? published)
    {
        if (match.Slots.Date is { } full)
            return full;
        var year = match.Slots.Year is { } said ? said.In(published?.Year) : published?.Year;
        if (year is null || match.Slots.Day == 0)
            return null;
        if (TimeResolver.Date(year.Value, match.Slots.Month, match.Slots.Day) is not { } day)
            return null;
        // "Астана, 30 декабря." in a report of 2 January.
        return match.Slots.Year is null && published is { } publication && day > publication ? TimeResolver.Date(year.Value - 1, match.Slots.Month, match.Slots.Day) : day;
    }
}
