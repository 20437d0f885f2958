using Readout.Ledger.Accounts;
using Readout.Ledger.Figures;
using Readout.Ledger.Promises;
using Readout.Ledger.Stories;
using Readout.Ledger.TestKit;
using Xunit;

namespace Readout.Ledger.Tests;

/// <summary>What needs no store: comparing accounts, figures that agree, due days, sketches.</summary>
public sealed class ComparisonTests
{
    private static readonly DateOnly Day = new(2025, 3, 10);

    private static Figure Figure(decimal value, Approximation approx = Approximation.Exact) =>
        new() { Id = "f", Measure = "trade-turnover", Value = value, Approx = approx, Evidence = new(0, 1, "x") };

    [Theory]
    [InlineData(44e9, Approximation.Exact, 43.8e9, Approximation.Exact, true)]
    [InlineData(44e9, Approximation.Exact, 43.2e9, Approximation.Exact, false)]
    [InlineData(31.5e9, Approximation.Exact, 41e9, Approximation.Exact, false)]
    [InlineData(20, Approximation.Exact, 10, Approximation.Over, true)]
    [InlineData(9, Approximation.Exact, 10, Approximation.Over, false)]
    [InlineData(12, Approximation.Exact, 14, Approximation.Exact, false)]
    [InlineData(100, Approximation.About, 104, Approximation.Exact, true)]
    [InlineData(100, Approximation.Upto, 120, Approximation.Over, false)]
    public void FiguresAgreeWhenBothCanBeTrue(double a, Approximation aApprox, double b, Approximation bApprox, bool agree)
    {
        Assert.Equal(agree, FigureSeries.Agree(Figure((decimal)a, aApprox), Figure((decimal)b, bApprox)));
        Assert.Equal(agree, FigureSeries.Agree(Figure((decimal)b, bApprox), Figure((decimal)a, aApprox)));
    }

    [Theory]
    [InlineData("2025", "2025-12-31")]
    [InlineData("2025-02", "2025-02-28")]
    [InlineData("2025-09-03", "2025-09-03")]
    [InlineData("2026-Q3", "2026-09-30")]
    [InlineData("2027-H1", "2027-06-30")]
    [InlineData("2024-07-02..2024-07-03", "2024-07-03")]
    [InlineData(null, null)]
    [InlineData("soon", null)]
    [InlineData("2025-13", null)]
    public void ADueDateEndsWithItsLastDay(string? due, string? last) => Assert.Equal(last, FollowUp.DueBy(due)?.ToString("yyyy-MM-dd"));

    [Fact]
    public void TwoAccountsHaveThePointsOfBothAndOfEither()
    {
        var first = World.Report(7, 0, "KAZ", "CHN", Day);
        var second = World.Report(7, 2, "KAZ", "CHN", Day);
        second = second with { Figures = [second.Figures[0] with { Value = second.Figures[0].Value * 2 }], Relations = [], Topics = [.. second.Topics.Reverse().Take(1)] };
        var comparison = new AccountComparer(new PlainTerms()).Compare(first, second);
        var differs = Assert.Single(comparison.Points, p => p.Kind == PointKind.Differs);
        Assert.Equal(("figures", "the second is 2.0 times the other"), (differs.Layer, differs.Note));
        Assert.Equal(["events", "people", "people"], comparison.Points.Where(p => p.Kind == PointKind.Both).Select(p => p.Layer).Order(StringComparer.Ordinal).Where(l => l is "events" or "people"));
        Assert.Contains(comparison.Points, p => p is { Kind: PointKind.OnlyFirst, Layer: "relations" });
        Assert.All(comparison.Points, p => Assert.Equal((p.Kind == PointKind.OnlySecond, p.Kind == PointKind.OnlyFirst), (p.First.IsEmpty, p.Second.IsEmpty)));
        Assert.Equal(("KAZ", 1, 1), (comparison.Sides[0].Side, comparison.Sides[0].FirstStatements, comparison.Sides[0].SecondStatements));
        Assert.Equal(first.Topics.Length, comparison.Topics.Count(t => t.First is not null));

        var swapped = new AccountComparer(new PlainTerms()).Compare(second, first);
        Assert.Equal((comparison.Both, comparison.OnlyFirst, comparison.OnlySecond), (swapped.Both, swapped.OnlySecond, swapped.OnlyFirst));
    }

    [Fact]
    public void AReportComparedWithItselfDiffersInNothing()
    {
        var record = World.Report(7, 0, "KAZ", "CHN", Day);
        var comparison = new AccountComparer(new PlainTerms()).Compare(record, record);
        Assert.All(comparison.Points, p => Assert.Equal(PointKind.Both, p.Kind));
        Assert.Equal(1 + 1 + 1 + 1 + 1 + 2, comparison.Points.Length);
    }

    [Fact]
    public void ASketchTellsHowMuchOfTheShorterTextStandsInTheLonger()
    {
        var terms = new PlainTerms();
        Sketch Of(Record r) => Sketch.Of(terms.Of(r.Document.Text, r.Document.Language), r.Document.Language, out _);
        var (whole, cut, other) = (Of(World.Report(3, 0)), Of(World.Report(3, 1)), Of(World.Report(4, 0)));
        Assert.InRange(cut.ShareIn(whole), 0.8, 1);
        Assert.Equal(cut.ShareIn(whole), whole.ShareIn(cut));
        Assert.InRange(other.ShareIn(whole), 0, 0.1);
        Assert.Equal(0, Of(MadeUp.Record("a", "Слово")).ShareIn(whole));
    }

    [Fact]
    public void ATellingIsTheSameAfterItWasKept()
    {
        var record = World.Report(3, 0);
        var terms = new PlainTerms();
        var telling = TellingMaker.Of(record, terms.Of(record.Document.Text, record.Document.Language), terms);
        var bytes = TellingBytes.Write(telling);
        Assert.Equal(bytes, TellingBytes.Write(TellingBytes.Read(bytes)));
        Assert.InRange(bytes.Length, 200, 2000);
    }
}
