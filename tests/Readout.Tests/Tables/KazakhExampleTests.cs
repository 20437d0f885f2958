using Readout.Tables;

namespace Readout.Tests.Tables;

/// <summary>The examples of the Kazakh frames of action, read as reports.</summary>
public class KazakhExampleTests
{
    private static readonly Reader Reader = new();

    private static IEnumerable<TheoryDataRow<string, string>> Rows(string table, string value) =>
        TsvTable.Embedded($"Languages/kk/{table}").Rows.Select(r => new TheoryDataRow<string, string>(r["example"], r[value]) { TestDisplayName = $"{table}:{r.Line} {r["example"]}" });

    public static IEnumerable<TheoryDataRow<string, string>> Frames() => Rows("frames.tsv", "type");

    [Theory]
    [MemberData(nameof(Frames), DisableDiscoveryEnumeration = true)]
    public void AnEventIsOfTheTypeOfItsFrame(string example, string type)
    {
        var record = Reader.Read(new Report { Text = example, Language = "kk", Published = new DateOnly(2025, 8, 30) });
        if (type == "NONE")
            Assert.Empty(record.Events);
        else
            Assert.Contains(type, record.Events.Select(e => e.Type));
    }
}
