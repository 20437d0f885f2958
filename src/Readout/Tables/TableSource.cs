using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;

namespace Readout.Tables;

/// <summary>A table of a user's language pack.</summary>
/// <param name="Path">Language and table: <c>ru/frames.tsv</c> stands for the engine's table, <c>ru/frames.more.tsv</c> adds rows to it.</param>
/// <param name="Content">The file's text.</param>
public sealed record PackFile(string Path, string Content);

/// <summary>Where the tables of the language packs come from: those compiled into the engine, with a user's laid over them.</summary>
/// <remarks>Does no I/O: the caller reads the user's files. Thread-safe.</remarks>
public sealed class TableSource
{
    private const string Folder = "Languages/";
    private const string Ending = ".tsv";
    private const string MoreEnding = ".more.tsv";

    private static readonly FrozenDictionary<string, ImmutableArray<string>> Known = Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(n => n.StartsWith(Folder, StringComparison.Ordinal) && n.EndsWith(Ending, StringComparison.Ordinal))
        .Select(n => n[Folder.Length..^Ending.Length].Split('/')).Where(p => p.Length == 2)
        .GroupBy(p => p[0], p => p[1]).ToFrozenDictionary(g => g.Key, g => g.Order(StringComparer.Ordinal).ToImmutableArray(), StringComparer.Ordinal);

    private readonly FrozenDictionary<string, PackFile> _files;

    /// <param name="files">The user's tables; none for the engine's own.</param>
    /// <param name="usage">Told which rows take part in readings; null when nobody asks.</param>
    /// <exception cref="TableException">RO2114: a file is no table of a language; RO2108: it is there twice.</exception>
    public TableSource(IEnumerable<PackFile>? files = null, RowUsage? usage = null)
    {
        Usage = usage;
        var byPath = new Dictionary<string, PackFile>(StringComparer.Ordinal);
        foreach (var file in files ?? [])
        {
            Check(file.Path);
            if (!byPath.TryAdd(file.Path, file))
                throw new TableException("RO2108", $"{file.Path}: the table stands twice.");
        }

        _files = byPath.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The engine's own tables.</summary>
    public static TableSource BuiltIn { get; } = new();

    /// <summary>The languages that have tables, BCP 47.</summary>
    public static IReadOnlyList<string> Languages { get; } = [.. Known.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Told which rows take part in readings; null when nobody asks.</summary>
    public RowUsage? Usage { get; }

    /// <summary>Languages that the user has tables of.</summary>
    public IEnumerable<string> ChangedLanguages => _files.Keys.Select(p => p[..p.IndexOf('/', StringComparison.Ordinal)]).Distinct().Order(StringComparer.Ordinal);

    /// <summary>The names of a language's tables, "frames"; none for a language without tables.</summary>
    public static IReadOnlyList<string> TablesOf(string language) => Known.GetValueOrDefault(language, []);

    /// <summary>The text of a table as the engine has it, comments and all.</summary>
    public static string BuiltInText(string language, string table) => TsvTable.EmbeddedText($"{Folder}{language}/{table}{Ending}");

    /// <summary>The tables of a language.</summary>
    public LanguageTables Of(string language) => new(this, language);

    /// <summary>The same tables without a row, or without a whole file of the user's.</summary>
    /// <param name="path">"ru/frames.tsv".</param>
    /// <param name="line">1-based line of the row; 0 for the file.</param>
    internal TableSource Without(string path, int line)
    {
        var others = _files.Values.Where(f => f.Path != path);
        if (line == 0)
            return new TableSource(others, Usage);
        var parts = path[..^Ending.Length].Split('/');
        var lines = (_files.TryGetValue(path, out var own) ? own.Content : BuiltInText(parts[0], parts[1])).Split('\n');
        lines[line - 1] = "#";
        return new TableSource(others.Append(new PackFile(path, string.Join('\n', lines))), Usage);
    }

    internal TsvTable Load(string language, string table, ReadOnlySpan<string> columns)
    {
        var path = $"{language}/{table}{Ending}";
        var loaded = TsvTable.Parse(path, _files.TryGetValue(path, out var own) ? own.Content : BuiltInText(language, table), columns);
        if (_files.TryGetValue($"{language}/{table}{MoreEnding}", out var more))
            loaded = loaded.With(TsvTable.Parse(more.Path, more.Content, columns));
        loaded.Watch(Usage);
        return loaded;
    }

    private static void Check(string path)
    {
        var parts = path.Split('/');
        if (parts.Length != 2 || !Known.TryGetValue(parts[0], out var tables))
        {
            var nearest = Spelling.Nearest(parts[0], Languages);
            throw new TableException("RO2114", $"{path}: tables stand in a folder of their language ({string.Join(", ", Languages)})." + (nearest is null || parts.Length != 2 ? "" : $" Did you mean '{nearest}/{parts[1]}'?"));
        }

        var name = parts[1].EndsWith(MoreEnding, StringComparison.Ordinal) ? parts[1][..^MoreEnding.Length] : parts[1].EndsWith(Ending, StringComparison.Ordinal) ? parts[1][..^Ending.Length] : parts[1];
        if (!tables.Contains(name) || !parts[1].EndsWith(Ending, StringComparison.Ordinal))
        {
            var nearest = Spelling.Nearest(name, tables);
            throw new TableException("RO2114", $"{path}: no table of the language is called so." + (nearest is null ? "" : $" Did you mean '{nearest}{Ending}'?"));
        }
    }
}

/// <summary>The tables of one language.</summary>
public sealed class LanguageTables
{
    private readonly TableSource _source;

    internal LanguageTables(TableSource source, string language) => (_source, Language) = (source, language);

    /// <summary>BCP 47.</summary>
    public string Language { get; }

    /// <summary>Reads a table strictly.</summary>
    /// <param name="table">Its name without ending: "frames".</param>
    /// <param name="columns">See <see cref="TsvTable.Parse"/>.</param>
    public TsvTable Load(string table, params ReadOnlySpan<string> columns) => _source.Load(Language, table, columns);
}

/// <summary>Which rows of the tables took part in readings.</summary>
/// <remarks>Filled by the readers made with it (<see cref="TableSource.Usage"/>). Thread-safe.</remarks>
public sealed class RowUsage
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<(string Table, int Line), byte> _rows = new();

    /// <summary>True when the row took part since the last <see cref="Clear"/>.</summary>
    public bool Has(TsvRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return _rows.ContainsKey((row.Table.Name, row.Line));
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => _rows.Clear();

    internal void Add(TsvRow row) => _rows.TryAdd((row.Table.Name, row.Line), 0);
}
