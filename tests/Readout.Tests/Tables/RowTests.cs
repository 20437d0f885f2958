using System.Collections.Concurrent;
using Readout.Packs;
using Readout.Tables;

namespace Readout.Tests.Tables;

/// <summary>Each row of each table of each language, by its example.</summary>
public sealed class RowTests
{
    private static readonly ConcurrentDictionary<string, Lazy<PackCheck>> Packs = new(StringComparer.Ordinal);

    private static PackCheck PackOf(string language) => Packs.GetOrAdd(language, l => new(() => new PackCheck(l))).Value;

    public static TheoryData<string, string> Tables() =>
        [.. TableSource.Languages.SelectMany(l => TableSource.TablesOf(l).Where(t => TableSource.BuiltIn.Of(l).Load(t).Has("example")).Select(t => (l, t)))];

    [Theory]
    [MemberData(nameof(Tables), DisableDiscoveryEnumeration = true)]
    public void EveryRowDoesInItsExampleWhatItSays(string language, string table)
    {
        var pack = PackOf(language);
        Assert.Empty(pack.Errors);
        Wrong(pack.Check(table).Where(p => p.Severity == DiagnosticSeverity.Error));
    }

    [Theory]
    [MemberData(nameof(Tables), DisableDiscoveryEnumeration = true)]
    public void EveryRowHasAnExample(string language, string table) =>
        Wrong(TableSource.BuiltIn.Of(language).Load(table).Rows.Where(r => r["example"].Length == 0).Select(r => $"{r.Table.Name}:{r.Line}: {r.Cells[0]}"));

    private static void Wrong<T>(IEnumerable<T> problems) => Assert.True(!problems.Any(), string.Join('\n', problems));
}
