using System.Collections.Concurrent;
using Readout.Packs;
using Readout.Tables;

namespace Readout.Tests.Tables;

/// <summary>Each row of each table of each language, by its example.</summary>
public sealed class RowTests
{
    // Languages whose every row has an example.
    private static readonly string[] Complete = ["ru", "kk", "zh"];

    // Tables whose examples are being written, or do not do yet what their rows say: 'readout pack check' lists them.
    private static readonly string[] Pending =
    [
        "en/abbreviations", "en/acts", "en/attributions", "en/descriptions", "en/figures", "en/frames", "en/initiatives", "en/objects", "en/offices", "en/organisations", "en/places", "en/prepositions",
        "en/publishers", "en/relations", "en/saying", "en/speakers", "en/status", "en/time", "en/time-words", "en/undertakings", "en/units",
    ];

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
        if (!Pending.Contains($"{language}/{table}"))
            Wrong(pack.Check(table).Where(p => p.Severity == DiagnosticSeverity.Error));
    }

    [Theory]
    [MemberData(nameof(Tables), DisableDiscoveryEnumeration = true)]
    public void EveryRowHasAnExample(string language, string table)
    {
        if (Complete.Contains(language) && !Pending.Contains($"{language}/{table}"))
            Wrong(TableSource.BuiltIn.Of(language).Load(table).Rows.Where(r => r["example"].Length == 0).Select(r => $"{r.Table.Name}:{r.Line}: {r.Cells[0]}"));
    }

    private static void Wrong<T>(IEnumerable<T> problems) => Assert.True(!problems.Any(), string.Join('\n', problems));
}
