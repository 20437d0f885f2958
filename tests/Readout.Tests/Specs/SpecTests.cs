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
        var wrong = example.Expected.Select(line => Expectation.Check(line, record)).OfType<string>().ToList();
        Assert.True(wrong.Count == 0, $"{example.Place}\n{string.Join('\n', wrong)}\n{RecordJson.Write(record, indented: false)}");
        Assert.NotEmpty(example.Expected);
    }
}
