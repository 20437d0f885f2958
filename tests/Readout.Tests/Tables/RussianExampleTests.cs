using Readout.Tables;

namespace Readout.Tests.Tables;

/// <summary>The examples of the Russian tables of action, read as reports.</summary>
public class RussianExampleTests
{
    // Who meets in the report that an example stands in.
    private const string Lead = "Президент Чили Габриэль Борич встретился в Лиме с президентом Перу Диной Болуарте. ";

    private static readonly Reader Reader = new();

    private static IEnumerable<TheoryDataRow<string, string>> Rows(string table, string value) =>
        TsvTable.Embedded($"Languages/ru/{table}").Rows.Where(r => r["example"].Length > 0)
            .Select(r => new TheoryDataRow<string, string>(r["example"], r[value]) { TestDisplayName = $"{table}:{r.Line} {r["example"]}" });

    public static IEnumerable<TheoryDataRow<string, string>> Frames() => Rows("frames.tsv", "type");

    public static IEnumerable<TheoryDataRow<string, string>> Commitments() => Rows("commitments.tsv", "action");

    private static Record Read(string example) =>
        Reader.Read(new Report { Text = Lead + example, Language = "ru", Published = new DateOnly(2025, 8, 30) });

    [Theory]
    [MemberData(nameof(Frames), DisableDiscoveryEnumeration = true)]
    public void AnEventIsOfTheTypeOfItsFrame(string example, string type)
    {
        var told = Read(example).Events.Where(e => e.Evidence[0].Start >= Lead.Length);
        if (type == "NONE")
            Assert.Empty(told);
        else
            Assert.Contains(type, told.Select(e => e.Type));
    }

    [Theory]
    [MemberData(nameof(Commitments), DisableDiscoveryEnumeration = true)]
    public void ACommitmentHasTheActionOfItsRow(string example, string action) =>
        Assert.Contains(action, Read(example).Commitments.Select(c => c.Action));
}
