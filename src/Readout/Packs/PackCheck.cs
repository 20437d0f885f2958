using System.Collections.Immutable;
using Readout.Tables;

namespace Readout.Packs;

/// <summary>Something that a check of a pack found.</summary>
/// <param name="Code"><c>RO21xx</c>, listed in docs/errors.md.</param>
/// <param name="Severity">A pack with an error cannot be read, or does not do what it says.</param>
/// <param name="Table">"ru/frames.tsv".</param>
/// <param name="Line">1-based; 0 when the whole table is meant.</param>
/// <param name="Message">What is wrong and what to do, without file and line.</param>
public sealed record PackProblem(string Code, DiagnosticSeverity Severity, string Table, int Line, string Message)
{
    public override string ToString() => Line > 0 ? $"{Code} {Table}:{Line}: {Message}" : $"{Code} {Table}: {Message}";
}

/// <summary>A table of a pack in figures.</summary>
/// <param name="Language">BCP 47.</param>
/// <param name="Name">Without ending: "frames".</param>
/// <param name="Rows">Rows, those that a user added among them.</param>
/// <param name="WithoutExample">Rows that should have an example and have none; null for mere lists of words.</param>
public sealed record PackTable(string Language, string Name, int Rows, int? WithoutExample);

/// <summary>Checks the tables of a language: that they load, and that each row does in its example what it says.</summary>
/// <remarks>One language, one thread: which rows take part is counted over one reading at a time.</remarks>
public sealed class PackCheck
{
    // Each error costs a load; a table with so many is another table altogether.
    private const int MostErrors = 100;

    private readonly RowUsage _usage = new();
    private readonly TableSource _tables;
    private readonly Lazy<Reader> _reader;

    /// <summary>Loads the tables of a language.</summary>
    /// <param name="language">BCP 47, one of <see cref="TableSource.Languages"/>.</param>
    /// <param name="files">The user's tables, of this and other languages; none for the engine's own.</param>
    /// <exception cref="TableException">RO2114: a file is no table.</exception>
    public PackCheck(string language, IEnumerable<PackFile>? files = null)
    {
        Language = language;
        _tables = Mended(new TableSource((files ?? []).Where(f => f.Path.StartsWith(language + "/", StringComparison.Ordinal)), _usage));
        _reader = new(() => new Reader(new ReaderOptions { Tables = _tables }));
    }

    public string Language { get; }

    /// <summary>What kept the tables from loading, one problem a row or table; the rest of the check goes on without those.</summary>
    public ImmutableArray<PackProblem> Errors { get; private set; } = [];

    /// <summary>The tables of the language in the order of their names.</summary>
    public IEnumerable<PackTable> Tables => TableSource.TablesOf(Language).Select(name =>
    {
        var rows = Load(name).Rows;
        return new PackTable(Language, name, rows.Count, HasExamples(name) ? rows.Count(r => r["example"].Length == 0) : null);
    });

    /// <summary>Rows that stand twice, that lack an example, or that do not do in their example what they say.</summary>
    /// <param name="table">Its name: "frames".</param>
    public IEnumerable<PackProblem> Check(string table)
    {
        var rows = Load(table).Rows;
        if (!HasExamples(table))
            yield break;
        var seen = new Dictionary<string, TsvRow>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var says = string.Join('\t', row.Table.Columns.Where(c => c is not ("example" or "note" or "published" or "reads")).Select(c => row[c]));
            if (!seen.TryAdd(says, row))
                yield return Problem(row, "RO2108", DiagnosticSeverity.Error, $"the row says the same as {seen[says].Rule}.");
            if (row["example"].Length == 0)
                yield return Problem(row, "RO2115", DiagnosticSeverity.Warning, $"no example. Write a sentence in which '{row.Cells[0]}' does its work.");
            else if (Examples.Failure(row, table, _reader.Value, Language, _usage) is { } failure)
                yield return Problem(row, "RO2116", DiagnosticSeverity.Error, $"the example «{row["example"]}» {failure}");
        }
    }

    /// <summary>Rows that take part in no reading of the reports.</summary>
    /// <param name="reports">Reports; those in other languages are passed over.</param>
    public IReadOnlyList<TsvRow> Silent(IEnumerable<Report> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        _usage.Clear();
        foreach (var report in reports)
            _reader.Value.Read(report);
        return [.. TableSource.TablesOf(Language).Where(HasExamples).SelectMany(t => Load(t).Rows).Where(r => !_usage.Has(r))];
    }

    private TsvTable Load(string table) => _tables.Of(Language).Load(table);

    private bool HasExamples(string table) => Load(table).Has("example");

    private static PackProblem Problem(TsvRow row, string code, DiagnosticSeverity severity, string message) => new(code, severity, row.Table.Name, row.Line, message);

    // Loads, notes what is wrong, leaves it out and loads again, so that one run tells all errors.
    private TableSource Mended(TableSource tables)
    {
        for (var i = 0; i < MostErrors; i++)
        {
            try
            {
                _ = Reader.LoadPack(Language, new ReaderOptions { Tables = tables });
                return tables;
            }
            catch (TableException e) when (e.Table is not null && e.Table.StartsWith(Language + "/", StringComparison.Ordinal))
            {
                var message = e.Message[(e.Code.Length + 1)..];
                var place = e.Line > 0 ? $"{e.Table}:{e.Line}: " : $"{e.Table}:";
                Errors = Errors.Add(new PackProblem(e.Code, DiagnosticSeverity.Error, e.Table, e.Line, message.StartsWith(place, StringComparison.Ordinal) ? message[place.Length..].TrimStart('1', ':', ' ') : message));
                tables = tables.Without(e.Table, e.Line);
            }
        }

        return TableSource.BuiltIn;
    }
}
