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
        var record = Reader.Read(new Report { Text = example.Text, Published = example.Published, Language = example.Place.Split('/')[1] });
        var wrong = example.Expected.Where(line => !TimeExpectation.IsFor(line)).Select(line => Expectation.Check(line, record)).OfType<string>().ToList();
        // Of figures an example tells all, or nothing.
        var figures = example.Expected.Count(line => line.StartsWith("figure ", StringComparison.Ordinal));
        if (figures > 0 && figures != record.Figures.Length)
            wrong.Add($"{figures} figures expected, {record.Figures.Length} in the record");
        if (TimeExpectation.Check(example) is { } times)
            wrong.Add(times);
        Assert.True(wrong.Count == 0, $"{example.Place}\n{string.Join('\n', wrong)}\n{RecordJson.Write(record, indented: false)}");
        Assert.NotEmpty(example.Expected);
    }
}
