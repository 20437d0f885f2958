using System.Globalization;
using System.Reflection;

namespace Readout.Tables;

/// <summary>Something is wrong with a table of a language pack or of the reference dictionary.</summary>
/// <param name="code"><c>RO2xxx</c>, listed in docs/errors.md.</param>
/// <param name="message">Which file, line and cell, why, and the nearest right spelling.</param>
/// <param name="table">Name of the table; null when the message is about none in particular.</param>
/// <param name="line">1-based line of the row; 0 when the whole table is meant.</param>
public sealed class TableException(string code, string message, string? table = null, int line = 0) : Exception($"{code} {message}")
{
    public string Code { get; } = code;

    public string? Table { get; } = table;

    public int Line { get; } = line;
}

/// <summary>One row of a table: cells by column name.</summary>
/// <param name="Table">The table it stands in.</param>
/// <param name="Line">1-based line in the file.</param>
/// <param name="Cells">As many as the table has columns.</param>
public sealed record TsvRow(TsvTable Table, int Line, string[] Cells)
{
    /// <summary>The cell of a column; empty when the cell is.</summary>
    public string this[string column] => Cells[Table.Column(column)];

    /// <summary>The values of a cell that holds several, parted by '|'; none when it is empty.</summary>
    public string[] Values(string column) => this[column] is { Length: > 0 } cell
        ? cell.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        : [];

    /// <summary>The cell as one of the values of an enum in kebab case.</summary>
    /// <exception cref="TableException">RO2104: it is none of them; the message has the nearest.</exception>
    public T Code<T>(string column, T whenEmpty) where T : struct, Enum
    {
        var cell = this[column];
        if (cell.Length == 0)
            return whenEmpty;
        if (Enum.TryParse<T>(cell.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var value) && Enum.IsDefined(value))
            return value;
        throw Wrong("RO2104", $"unknown {column} '{cell}'", Spelling.Nearest(cell, Enum.GetNames<T>().Select(n => n.ToLowerInvariant())));
    }

    /// <summary>The cell as a whole number, 0 when it is empty.</summary>
    /// <exception cref="TableException">RO2105: it is none.</exception>
    public int Integer(string column) => this[column].Length == 0 ? 0
        : int.TryParse(this[column], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw Wrong("RO2105", $"{column} '{this[column]}' is no whole number");

    /// <summary>The cell of a column that must be filled.</summary>
    /// <exception cref="TableException">RO2107: it is empty.</exception>
    public string Filled(string column) => this[column] is { Length: > 0 } cell ? cell : throw Wrong("RO2107", $"the {column} is empty");

    /// <summary>An error at this row, with the file, the line and a hint.</summary>
    public TableException Wrong(string code, string what, string? nearest = null) =>
        new(code, $"{Table.Name}:{Line}: {what}." + (nearest is null ? "" : $" Did you mean '{nearest}'?"), Table.Name, Line);

    /// <summary>What records and explanations call the row: file and line, "frames.tsv:12".</summary>
    public string Rule => $"{Table.Name[(Table.Name.IndexOf('/', StringComparison.Ordinal) + 1)..]}:{Line}";

    /// <summary>Notes that the row took part in a reading, where somebody asked.</summary>
    internal void Touch() => Table.Usage?.Add(this);
}

/// <summary>A table of tab-separated values: UTF-8, a header row, no quotes, '|' between the values of a cell, '#' before comments.</summary>
public sealed class TsvTable
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly List<TsvTable> _others = [];

    private TsvTable(string name) => Name = name;

    /// <summary>What messages call it: "ru/frames.tsv".</summary>
    public string Name { get; }

    public IReadOnlyList<TsvRow> Rows { get; private set; } = [];

    internal RowUsage? Usage { get; private set; }

    /// <summary>Names of the columns in their order.</summary>
    public IEnumerable<string> Columns => _columns.OrderBy(c => c.Value).Select(c => c.Key);

    /// <summary>Place of a column among the cells.</summary>
    public int Column(string column) => _columns.TryGetValue(column, out var index)
        ? index
        : throw new TableException("RO2101", $"{Name}: no column '{column}'.", Name);

    /// <summary>Reads a table strictly.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="text">Its content.</param>
    /// <param name="columns">Columns that it must have, in any order; others are an error. Names that end in '?' may be missing.</param>
    /// <exception cref="TableException">RO2101 a column is missing, RO2102 one is unknown, RO2103 a row has more or fewer cells.</exception>
    public static TsvTable Parse(string name, string text, params ReadOnlySpan<string> columns)
    {
        var table = new TsvTable(name);
        var rows = new List<TsvRow>();
        var line = 0;
        string[]? header = null;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            line++;
            var content = text.AsSpan()[range].TrimEnd('\r');
            if (line == 1)
                content = content.TrimStart('\uFEFF');
            if (content.Trim().IsEmpty || content[0] == '#')
                continue;
            var cells = content.ToString().Split('\t');
            if (header is null)
            {
                header = cells;
                table.ReadHeader(header, columns);
                continue;
            }

            if (cells.Length != header.Length)
            {
                // Editors strip trailing tabs: missing cells at the end are empty ones.
                if (cells.Length > header.Length)
                    throw new TableException("RO2103", $"{name}:{line}: {cells.Length} cells where the header has {header.Length}.", name, line);
                Array.Resize(ref cells, header.Length);
                for (var i = 0; i < cells.Length; i++)
                    cells[i] ??= "";
            }

            rows.Add(new TsvRow(table, line, cells));
        }

        if (header is null)
            throw new TableException("RO2101", $"{name}: the table is empty; its first line must name the columns {string.Join(", ", columns.ToArray())}.", name);
        table.Rows = rows;
        return table;
    }

    private void ReadHeader(string[] header, ReadOnlySpan<string> columns)
    {
        for (var i = 0; i < header.Length; i++)
        {
            if (!columns.IsEmpty && !columns.Contains(header[i]) && !columns.Contains(header[i] + "?"))
            {
                var nearest = Spelling.Nearest(header[i], columns.ToArray().Select(c => c.TrimEnd('?')));
                throw new TableException("RO2102", $"{Name}:1: unknown column '{header[i]}'." + (nearest is null ? "" : $" Did you mean '{nearest}'?"), Name);
            }

            if (!_columns.TryAdd(header[i], i))
                throw new TableException("RO2102", $"{Name}:1: column '{header[i]}' stands twice.", Name);
        }

        foreach (var column in columns)
        {
            if (!column.EndsWith('?') && !_columns.ContainsKey(column))
                throw new TableException("RO2101", $"{Name}:1: no column '{column}'.", Name);
        }
    }

    /// <summary>True when the optional column is there.</summary>
    public bool Has(string column) => _columns.ContainsKey(column);

    // The rows of another file after these; each keeps the file and line it stands in.
    internal TsvTable With(TsvTable more)
    {
        _others.Add(more);
        Rows = [.. Rows, .. more.Rows];
        return this;
    }

    internal void Watch(RowUsage? usage)
    {
        Usage = usage;
        foreach (var other in _others)
            other.Watch(usage);
    }

    /// <summary>Reads a table that is compiled into the engine.</summary>
    internal static TsvTable Embedded(string path, params ReadOnlySpan<string> columns) => Parse(path, EmbeddedText(path), columns);

    internal static string EmbeddedText(string path) => EmbeddedTextOrNull(path) ?? throw new TableException("RO2100", $"{path}: not compiled into the engine.");

    internal static string? EmbeddedTextOrNull(string path)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(path);
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>Finds the nearest right spelling for a message.</summary>
public static class Spelling
{
    /// <summary>The known word with the fewest edits to the given one; null when none is near (a third of its length).</summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        string? best = null;
        var fewest = Math.Max(2, word.Length / 3) + 1;
        foreach (var candidate in known)
        {
            var distance = Distance(word, candidate);
            if (distance < fewest)
                (best, fewest) = (candidate, distance);
        }

        return best;
    }

    private static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = row[j];
                row[j] = cost;
            }
        }

        return row[b.Length];
    }
}
