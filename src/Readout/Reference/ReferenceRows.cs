using System.Collections.Immutable;

namespace Readout.Reference;

/// <summary>A date of the reference tables, known to the year, the month or the day.</summary>
/// <param name="First">First day that it may mean.</param>
/// <param name="Last">Last day that it may mean.</param>
internal readonly record struct LooseDate(DateOnly First, DateOnly Last)
{
    /// <summary>Parses <c>YYYY</c>, <c>YYYY-MM</c> or <c>YYYY-MM-DD</c>.</summary>
    public static LooseDate? Parse(string text)
    {
        if (text.Length < 4 || !int.TryParse(text.AsSpan(0, 4), out var year))
            return null;
        if (text.Length < 7)
            return new LooseDate(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var month = int.Parse(text.AsSpan(5, 2), System.Globalization.CultureInfo.InvariantCulture);
        if (text.Length < 10)
            return new LooseDate(new DateOnly(year, month, 1), new DateOnly(year, month, DateTime.DaysInMonth(year, month)));
        var day = new DateOnly(year, month, int.Parse(text.AsSpan(8, 2), System.Globalization.CultureInfo.InvariantCulture));
        return new LooseDate(day, day);
    }
}

internal sealed record StateRow(
    string Iso3, ImmutableSortedDictionary<string, string> Names, ImmutableArray<string> LocalNames, ImmutableArray<string> LocalAmbiguous,
    ImmutableArray<string> LocalAdjectives, ImmutableArray<string> LocalCompounds, ImmutableArray<string> LocalDemonyms, string? Capital, bool IsDisputed)
{
    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Iso2 { get; init; }

    /// <summary>"Kazakh"; null when the table has none.</summary>
    public string? EnglishAdjective { get; init; }

    /// <summary>What the language calls the state's side ("哈方").</summary>
    public ImmutableArray<string> LocalSides { get; init; } = [];

    /// <summary>The character that stands for the state beside another one's ("中哈").</summary>
    public ImmutableArray<string> LocalCharacters { get; init; } = [];
}

internal sealed record OfficeRow(string Id, string RecordId, string Rank, string? Sector, ImmutableArray<string> LocalNames, ImmutableArray<string> LocalVariants);

internal sealed record TermRow(string Office, string? Country, string? Organisation, string? ToCountry, LooseDate? From, LooseDate? To);

internal sealed record PersonRow(
    string Id, string NameEn, ImmutableSortedDictionary<string, string> Names, string LocalShort, ImmutableArray<string> LocalAliases, ImmutableArray<TermRow> Terms)
{
    /// <summary>The term that runs on a day; the latest begun when several do. A day unknown takes the latest.</summary>
    public TermRow? TermAt(DateOnly? day)
    {
        TermRow? best = null;
        foreach (var term in Terms)
        {
            if (day is { } d && ((term.From is { } from && from.First > d) || (term.To is { } to && to.Last < d)))
                continue;
            if (best is null || (term.From?.First ?? DateOnly.MinValue) > (best.From?.First ?? DateOnly.MinValue))
                best = term;
        }

        return best;
    }
}

internal sealed record OrganisationRow(
    string Id, string Kind, string NameEn, ImmutableSortedDictionary<string, string> Names, ImmutableArray<string> LocalNames, ImmutableArray<string> Members);

internal sealed record PlaceRow(
    string Id, string Kind, string NameEn, ImmutableSortedDictionary<string, string> Names, ImmutableArray<string> LocalNames,
    string? Country, string? Parent, double? Lat, double? Lon, int Population, string? MetonymFor, bool IsByHand);
