using System.Globalization;
using Readout.Cli.Commands;
using Readout.Packs;

namespace Readout.Cli.Views;

/// <summary>Tables of language packs for a person: plain columns, so that they can be cut and searched.</summary>
internal static class PackViews
{
    public static void Write(TextWriter to, IReadOnlyList<PackTable> tables)
    {
        to.WriteLine($"{"table",-28}{"rows",8}{"without example",18}");
        foreach (var table in tables)
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table.Language + "/" + table.Name,-28}{table.Rows,8:N0}{(table.WithoutExample is { } without ? without.ToString("N0", CultureInfo.InvariantCulture) : "·"),18}"));
    }

    /// <param name="to">Where to.</param>
    /// <param name="findings">A table each.</param>
    /// <param name="withRows">List the rows that take part in no reading.</param>
    public static void Write(TextWriter to, IReadOnlyList<PackFinding> findings, bool withRows)
    {
        foreach (var problem in findings.SelectMany(f => f.Problems).Where(p => p.Severity == DiagnosticSeverity.Error))
            to.WriteLine($"error {problem}");
        var withGold = findings.Any(f => f.Silent is not null);
        to.WriteLine($"{"table",-28}{"rows",8}{"errors",8}{"without example",18}{(withGold ? "silent" : ""),10}".TrimEnd());
        foreach (var finding in findings.Where(f => f.WithoutExample is not null || f.Problems.Count > 0))
        {
            var errors = finding.Problems.Count(p => p.Severity == DiagnosticSeverity.Error);
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{finding.Language + "/" + finding.Table,-28}{finding.Rows,8:N0}{errors,8:N0}{finding.WithoutExample,18:N0}{finding.Silent?.Count,10:N0}").TrimEnd());
            if (!withRows)
                continue;
            foreach (var row in finding.Silent ?? [])
                to.WriteLine($"  {row.Row,-26}{row.Words}");
        }
    }
}
