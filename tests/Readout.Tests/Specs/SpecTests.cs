namespace Readout.Tests.Specs;

/// <summary>Every example of specs/ is a test of the whole reader.</summary>
public sealed class SpecTests
{
    private static readonly Reader Reader = new();

    public static TheoryData<Example> Examples => [.. SpecFile.All()];

    [Theory]
    [MemberData(nameof(Examples), DisableDiscoveryEnumeration = true)]
    public void TheRecordHoldsWhatTheSpecSays(Example example)
    {
        var record = Reader.Read(new Report { Text = example.Text, Published = example.Published, Language = "ru" });
        var wrong = example.Expected.Select(line => IsOfStep(line) ? CheckStep(line, example) : Expectation.Check(line, record)).OfType<string>().ToList();
        Assert.True(wrong.Count == 0, $"{example.Place}\n{string.Join('\n', wrong)}\n{RecordJson.Write(record, indented: false)}");
        Assert.NotEmpty(example.Expected);
    }

    // Numbers and times are shown without actors, step by step: the line is what the step found.
    private static bool IsOfStep(string line) => line.StartsWith("figure ", StringComparison.Ordinal) || line.StartsWith("time ", StringComparison.Ordinal)
        || line is "no figure" or "no time";

    private static string? CheckStep(string line, Example example)
    {
        var published = example.Published ?? new DateOnly(2025, 8, 30);
        if (line.EndsWith("figure", StringComparison.Ordinal) || line.StartsWith("figure ", StringComparison.Ordinal))
        {
            var (text, _, figures) = Reading.Figures(example.Text, published, Reading.NoActors);
            var found = figures.Figures.Select(f => "figure " + Reading.Line(f, text)).ToList();
            return line == "no figure" ? (found.Count == 0 ? null : $"a figure where none is: {found[0]}") : found.Contains(line) ? null : $"not found: {line} among {string.Join(" | ", found)}";
        }

        var (segmented, times) = Reading.Times(example.Text, published);
        var read = times.Expressions.Select(e => $"time {e.Use.ToString().ToLowerInvariant()} {e.Period ?? "-"} \"{segmented.SpanOf(e.Tokens).In(segmented.Text)}\"").ToList();
        return line == "no time" ? (read.Count == 0 ? null : $"an expression where none is: {read[0]}") : read.Contains(line) ? null : $"not found: {line} among {string.Join(" | ", read)}";
    }
}
