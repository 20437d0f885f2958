using System.Collections.Immutable;

namespace Readout.Ledger.Stories;

/// <summary>Why two reports are held to be of one event.</summary>
/// <param name="Strength">Higher is surer; copies are above all else.</param>
/// <param name="Reasons">The weightiest first.</param>
public sealed record Link(double Strength, ImmutableArray<Reason> Reasons)
{
    /// <summary>How much of the shorter text stands in the longer, 0 to 1.</summary>
    public double Shared { get; init; }

    /// <summary>True when one text is made of the other.</summary>
    public bool IsCopy { get; init; }
}

/// <summary>Whether two reports tell of one event. Symmetric, and a question of the two alone: so the order in which reports come cannot matter.</summary>
public static class Kinship
{
    /// <summary>How much of the shorter text must stand in the longer for a copy: a reprint with cuts and a new lead keeps more.</summary>
    private const double CopyShare = 0.6;

    // Runs of words that a text must have before its share says anything.
    private const int FewRuns = 8;

    private const int CopyDays = 14;
    private const int WordsDays = 4;
    private const double Enough = 1.75;

    // Who met yesterday and today in one city met twice, unless words or figures say that it is one meeting.
    private const double ADayApart = 1.5;

    /// <returns>Null when nothing joins them.</returns>
    public static Link? Between(Telling a, Telling b)
    {
        if (DaysBetween(a.Published, b.Published) > CopyDays)
            return null;
        var differs = a.Headline is { } h && b.Headline is { } k && Differ(a, h, b, k);
        var share = a.Language == b.Language ? a.Words.ShareIn(b.Words) : 0;
        if (!differs && share >= CopyShare && Math.Min(a.Words.Count, b.Words.Count) >= FewRuns)
            return new(100 + share, [Reason.Of("copy", FormattableString.Invariant($"{share * 100:0}"))]) { Shared = share, IsCopy = true };
        if (differs)
            return null;

        var reasons = new List<(double Weight, Reason Reason)>();
        var (quotations, figures) = (Common(a.Quotations, b.Quotations), Common(a.Figures, b.Figures));
        if (quotations > 0)
            reasons.Add((1.5 * Math.Min(quotations, 2), Reason.Of("quotations", quotations)));
        if (figures > 0)
            reasons.Add((0.75 * Math.Min(figures, 3), Reason.Of("figures", figures)));
        if (a.Headline is null || b.Headline is null)
        {
            // Without an event only words can join: a long quotation and what else is the same, within days.
            return quotations > 0 && DaysBetween(a.Published, b.Published) <= WordsDays && reasons.Sum(r => r.Weight) >= Enough ? Made(reasons, share) : null;
        }

        if (!Meet(a.Headline, b.Headline, out var gap))
            return null;
        var principals = a.Headline.Principals.Where(p => p.Party.Length > 0).GroupBy(p => p.Party, StringComparer.Ordinal)
            .Count(party => party.Any(p => b.Headline.Principals.Any(p.IsLike)));
        if (principals > 0)
            reasons.Add((Math.Min(principals, 2), Reason.Of(principals == 1 ? "person" : "persons")));
        else if (a.People.Intersect(b.People, StringComparer.Ordinal).Count() is > 0 and var people)
            reasons.Add((0.5 * Math.Min(people, 2), Reason.Of("people")));
        if (a.Headline.Places.Intersect(b.Headline.Places, StringComparer.Ordinal).Any())
            reasons.Add((0.75, Reason.Of("place")));
        if (a.Initiatives.Intersect(b.Initiatives, StringComparer.Ordinal).Any())
            reasons.Add((0.5, Reason.Of("initiative")));
        if (gap == 0 && a.Headline.IsDayTold && b.Headline.IsDayTold)
            reasons.Add((1, Reason.Of("day")));
        else if (gap == 0)
            reasons.Add((0.5, Reason.Of("days")));
        // The clock differs from capital to capital; then more must be the same.
        return reasons.Sum(r => r.Weight) >= Enough + (ADayApart * gap) ? Made([(0, Reason.Of("event", string.Join(", ", a.Headline.Parties), string.Join(", ", a.Headline.Types.Intersect(b.Headline.Types)))), .. reasons], share) : null;
    }

    private static Link Made(List<(double Weight, Reason Reason)> reasons, double share) =>
        new(reasons.Sum(r => r.Weight), [.. reasons.OrderByDescending(r => r.Weight == 0 ? double.MaxValue : r.Weight).Select(r => r.Reason)]) { Shared = share };

    /// <summary>True when one of them says what the other cannot mean: other parties, another day, other persons for the same party.</summary>
    private static bool Differ(Telling first, Headline a, Telling second, Headline b)
    {
        if (a.IsAnnounced != b.IsAnnounced || (a.IsByPhone is { } phone && b.IsByPhone is { } other && phone != other))
            return true;
        if (!PartiesFit(a.Parties, b.Parties) && !IsSummitOf(first, a, b) && !IsSummitOf(second, b, a))
            return true;
        if (a.IsDayTold && b.IsDayTold && Gap(a, b) > 1)
            return true;
        // A president and a prime minister of one state may meet the same guest on one day: two events.
        foreach (var party in a.Principals.Select(p => p.Party).Where(p => p.Length > 0 && a.Parties.Contains(p)).Distinct(StringComparer.Ordinal))
        {
            var (ours, theirs) = (a.Principals.Where(p => p.Party == party), b.Principals.Where(p => p.Party == party).ToList());
            if (theirs.Count > 0 && !ours.Any(p => theirs.Exists(p.IsLike)))
                return true;
        }

        return false;
    }

    private static bool PartiesFit(ImmutableArray<string> a, ImmutableArray<string> b)
    {
        if (a.Length < 3 && b.Length < 3)
            return a.SequenceEqual(b);
        if (a.Length < 3 || b.Length < 3)
            return false;
        var both = a.Intersect(b, StringComparer.Ordinal).Count();
        return 2 * both >= Math.Min(a.Length, b.Length) + 1;
    }

    // "The SCO held its summit" and "the leaders of seven states met at the SCO summit".
    private static bool IsSummitOf(Telling many, Headline states, Headline organisation) =>
        states.Parties.Length > 2 && organisation.Parties is [var one] && !TellingMaker.IsState(one) && many.Organisations.Contains(one);

    private static bool Meet(Headline a, Headline b, out int gap)
    {
        gap = Gap(a, b);
        return gap <= 1 && a.Types.Intersect(b.Types, StringComparer.Ordinal).Any();
    }

    /// <summary>Days between; 0 when they meet, and when a day is not known at all a number that nothing makes up for.</summary>
    private static int Gap(Headline a, Headline b) => a.First is { } aFirst && a.Last is { } aLast && b.First is { } bFirst && b.Last is { } bLast
        ? Math.Max(0, Math.Max(aFirst.DayNumber - bLast.DayNumber, bFirst.DayNumber - aLast.DayNumber))
        : 1000;

    private static int DaysBetween(DateOnly? a, DateOnly? b) => a is { } x && b is { } y ? Math.Abs(x.DayNumber - y.DayNumber) : 0;

    private static int Common(ImmutableArray<uint> a, ImmutableArray<uint> b)
    {
        int i = 0, j = 0, both = 0;
        while (i < a.Length && j < b.Length)
        {
            if (a[i] == b[j])
                (i, j, both) = (i + 1, j + 1, both + 1);
            else if (a[i] < b[j])
                i++;
            else
                j++;
        }

        return both;
    }
}
