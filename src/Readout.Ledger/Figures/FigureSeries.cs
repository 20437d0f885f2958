using System.Collections.Immutable;
using System.Globalization;

namespace Readout.Ledger.Figures;

/// <summary>A number as one report claims it.</summary>
/// <param name="By">Who says it: the speaker's name; null when it is the report's own word.</param>
/// <param name="Side">State or organisation of the speaker; null when not known.</param>
public sealed record FigureClaim(Figure Figure, string? By, string? Side, Source Source);

/// <summary>Claims that can all be true at once ("44 billion", "43.8 billion").</summary>
/// <param name="Value">The most exact of them.</param>
public sealed record FigureValue(decimal Value, Approximation Approx, ImmutableArray<FigureClaim> Claims);

/// <summary>What is claimed for one time.</summary>
/// <param name="Period">As in the record; for what belongs to one event (documents signed) its day; null when nothing tells.</param>
/// <param name="Values">The one most often claimed first.</param>
/// <param name="IsContradicted">True when there are values that cannot all be true. Where no time tells that the same is meant, that takes two reports: one report that
/// gives two numbers means two things ("the first two of six trains").</param>
public sealed record FigurePoint(string? Period, ImmutableArray<FigureValue> Values, bool IsContradicted);

/// <summary>One thing measured through time, every claim kept: nothing is averaged.</summary>
/// <param name="Parties">In ordinal order; for what goes one way (exports, loans) as the reports give them.</param>
/// <param name="Change">Set when the values are changes; these are a series of their own.</param>
public sealed record FigureSeries(
    string Measure,
    string? Unit,
    ImmutableArray<string> Parties,
    ChangeDirection? Change,
    FigureStatus Status,
    ImmutableArray<FigurePoint> Points)
{
    // Measured once for an event, not for a year.
    private static readonly HashSet<string> OfEvents = new(StringComparer.Ordinal) { "documents", "contracts", "participants" };

    private static readonly HashSet<string> OneWay = new(StringComparer.Ordinal) { "exports", "imports", "investment", "loans", "aid" };

    /// <summary>All series that claims of these records make, by measure, unit and period.</summary>
    /// <param name="records">With the id of the story that each is in.</param>
    /// <param name="isWanted">Which figures.</param>
    public static ImmutableArray<FigureSeries> Of(IEnumerable<(Record Record, string Story)> records, Func<Figure, bool> isWanted)
    {
        var claims = records.SelectMany(r => r.Record.Figures.Where(isWanted).Select(f => (Claim: ClaimOf(r.Record, f), Period: PeriodOf(r.Record, r.Story, f))));
        return
        [
            .. claims.GroupBy(c => (c.Claim.Figure.Measure, c.Claim.Figure.Unit, Parties: string.Join(' ', PartiesOf(c.Claim.Figure)), c.Claim.Figure.Change, c.Claim.Figure.Status))
                .OrderBy(g => g.Key.Measure, StringComparer.Ordinal).ThenBy(g => g.Key.Unit, StringComparer.Ordinal).ThenBy(g => g.Key.Parties, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Change).ThenBy(g => g.Key.Status)
                .Select(g => new FigureSeries(g.Key.Measure, g.Key.Unit, PartiesOf(g.First().Claim.Figure), g.Key.Change, g.Key.Status,
                    [
                        .. g.GroupBy(c => c.Period).OrderBy(p => p.Key.Sort, StringComparer.Ordinal)
                            .Select(p => PointOf(p.Key.Shown, isTimeTold: p.Key.Sort[0] != '~', ValuesOf(p.Select(c => c.Claim)))),
                    ])),
        ];
    }

    /// <summary>True when both can be true: rounded alike, or one only bounds the other.</summary>
    public static bool Agree(Figure a, Figure b)
    {
        var (aLow, aHigh) = RangeOf(a);
        var (bLow, bHigh) = RangeOf(b);
        return aLow <= bHigh && bLow <= aHigh;
    }

    /// <summary>Parties by which a figure is compared with others.</summary>
    public static ImmutableArray<string> PartiesOf(Figure figure) =>
        OneWay.Contains(figure.Measure) ? figure.Parties : [.. figure.Parties.Order(StringComparer.Ordinal)];

    private static FigurePoint PointOf(string? period, bool isTimeTold, ImmutableArray<FigureValue> values)
    {
        var documents = values.Select(v => v.Claims.Select(c => c.Source.Document).ToHashSet(StringComparer.Ordinal)).ToList();
        return new(period, values, values.Length > 1 && (isTimeTold || documents.Exists(a => documents.Exists(b => !a.Overlaps(b)))));
    }

    private static FigureClaim ClaimOf(Record record, Figure figure)
    {
        var speaker = figure.SaidIn is { } id && record.Statements.FirstOrDefault(s => s.Id == id) is { Speaker: [var one] } ? record.Actors.FirstOrDefault(a => a.Id == one) : null;
        return new(figure, speaker?.Name, speaker is null ? null : Stories.TellingMaker.PartyOf(speaker), Source.Of(record, figure.Id, figure.Evidence));
    }

    private static (string Sort, string? Shown) PeriodOf(Record record, string story, Figure figure)
    {
        var day = record.Document.Published?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (OfEvents.Contains(figure.Measure))
            return ($"~{story}", figure.Period ?? day);
        return figure.Period is { } period ? (period, period) : ($"~{story}", null);
    }

    // Values in the order of their claims; each joins the first with which it agrees throughout.
    private static ImmutableArray<FigureValue> ValuesOf(IEnumerable<FigureClaim> claims)
    {
        var groups = new List<List<FigureClaim>>();
        foreach (var claim in claims.OrderBy(c => c.Figure.Approx != Approximation.Exact).ThenByDescending(c => Digits(c.Figure.Value)).ThenBy(c => c.Figure.Value)
            .ThenBy(c => c.Source.Published ?? DateOnly.MaxValue).ThenBy(c => c.Source.Document, StringComparer.Ordinal).ThenBy(c => c.Source.Evidence.Start))
        {
            if (groups.Find(g => g.TrueForAll(c => Agree(c.Figure, claim.Figure))) is { } group)
                group.Add(claim);
            else
                groups.Add([claim]);
        }

        return [.. groups.Select(g => new FigureValue(g[0].Figure.Value, g[0].Figure.Approx, [.. g])).OrderByDescending(v => v.Claims.Length)];
    }

    private static (decimal Low, decimal High) RangeOf(Figure figure)
    {
        // "44 billion" is anything that rounds to it.
        var half = HalfUnit(figure.Value);
        return figure.Approx switch
        {
            Approximation.Over => (figure.Value - half, decimal.MaxValue),
            Approximation.Under or Approximation.Upto => (decimal.MinValue, figure.Value + half),
            Approximation.About => (figure.Value - Math.Max(half, Math.Abs(figure.Value) * 0.05m), figure.Value + Math.Max(half, Math.Abs(figure.Value) * 0.05m)),
            _ => (figure.Value - half, figure.Value + half),
        };
    }

    // Half a unit of the last digit that is not zero; things that are counted and small are exact.
    private static decimal HalfUnit(decimal value)
    {
        value = Math.Abs(value);
        if (value == decimal.Truncate(value) && value < 1000)
            return 0;
        var unit = 1m;
        while (value != 0 && value % (unit * 10) == 0)
            unit *= 10;
        while (value % unit != 0)
            unit /= 10;
        return unit / 2;
    }

    private static int Digits(decimal value)
    {
        var unit = HalfUnit(value) * 2;
        return unit == 0 ? 28 : (int)Math.Log10((double)(Math.Max(1, Math.Abs(value)) / unit));
    }
}
