using Readout.Tables;

namespace Readout.Tests.Tables;

/// <summary>The examples of the English tables of action, read as reports.</summary>
public class EnglishExampleTests
{
    private static readonly Reader Reader = new();

    private static IEnumerable<TheoryDataRow<string, string>> Rows(string table, string value) =>
        TsvTable.Embedded($"Languages/en/{table}").Rows.Select(r => new TheoryDataRow<string, string>(r["example"], r[value]) { TestDisplayName = $"{table}:{r.Line} {r["example"]}" });

    public static IEnumerable<TheoryDataRow<string, string>> Frames() => Rows("frames.tsv", "type");

    public static IEnumerable<TheoryDataRow<string, string>> Commitments() => Rows("commitments.tsv", "action");

    [Theory]
    [MemberData(nameof(Frames), DisableDiscoveryEnumeration = true)]
    public void AnEventIsOfTheTypeOfItsFrame(string example, string type)
    {
        var record = Reader.Read(new Report { Text = example, Language = "en", Published = new DateOnly(2025, 8, 30) });
        if (type == "NONE")
            Assert.Empty(record.Events);
        else
            Assert.Contains(type, record.Events.Select(e => e.Type));
    }

    // "They" are the sides of the meeting told before.
    [Theory]
    [MemberData(nameof(Commitments), DisableDiscoveryEnumeration = true)]
    public void ACommitmentHasTheActionOfItsRow(string example, string action)
    {
        var record = Reader.Read(new Report { Text = "President Emmanuel Macron met Serbian President Aleksandar Vucic in Paris. " + example, Language = "en", Published = new DateOnly(2025, 8, 30) });
        Assert.Contains(action, record.Commitments.Select(c => c.Action));
    }
}
