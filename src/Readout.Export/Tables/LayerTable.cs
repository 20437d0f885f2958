using System.Collections.Immutable;

namespace Readout.Export.Tables;

/// <summary>Types of Frictionless Table Schema that our columns have.</summary>
public enum ColumnType { String, Integer, Number, Boolean, Date }

/// <summary>A column of a table; what the schemas say of it follows from here.</summary>
/// <param name="Refers">Table whose <c>id</c> it holds; null when it holds a value of its own.</param>
public sealed record Column(string Name, ColumnType Type, string Description, string? Refers = null);

/// <summary>A layer of the record as rows. Cells are <see cref="string"/>, <see cref="long"/>, <see cref="decimal"/>, <see cref="bool"/>, <see cref="DateOnly"/> or null.</summary>
internal sealed class LayerTable
{
    private readonly Func<Record, Quoted, IEnumerable<object?[]>> _rows;

    private LayerTable(string name, string title, ImmutableArray<Column> columns, ImmutableArray<string> key, Func<Record, Quoted, IEnumerable<object?[]>> rows) =>
        (Name, Title, Columns, PrimaryKey, _rows) = (name, title, columns, key, rows);

    public string Name { get; }

    public string Title { get; }

    public ImmutableArray<Column> Columns { get; }

    public ImmutableArray<string> PrimaryKey { get; }

    /// <param name="words">The words that say an item; they get columns of their own. Null for tables without.</param>
    public static LayerTable Of<T>(string name, string title, ImmutableArray<string> key, Func<Record, IEnumerable<T>> items, Func<T, Evidence?>? words, params ImmutableArray<Field<T>> fields)
    {
        if (words is not null)
            fields = [.. fields, .. WordsOf(words)];
        return new(name, title, [.. fields.Select(f => f.Column)], key, (record, quoted) => items(record).Select(item =>
        {
            var row = new object?[fields.Length];
            for (var i = 0; i < row.Length; i++)
                row[i] = fields[i].Value(new Cell<T>(record, item, quoted));
            return row;
        }));
    }

    private static ImmutableArray<Field<T>> WordsOf<T>(Func<T, Evidence?> words) =>
    [
        new(new Column("quotation", ColumnType.String, "the words that say it"), c => words(c.Item)?.Text),
        new(new Column("start", ColumnType.Integer, "first character in the document's text, in code points"), c => (long?)words(c.Item)?.Start),
        new(new Column("end", ColumnType.Integer, "one past the last"), c => (long?)words(c.Item)?.End),
        new(new Column("link", ColumnType.String, "leads to the words in the page, where it has a URL"), c => words(c.Item) is { } said ? c.Quoted.Link(said) : null),
    ];

    public IEnumerable<object?[]> Rows(Record record, Quoted quoted) => _rows(record, quoted);
}

/// <summary>What a cell is made from.</summary>
internal readonly record struct Cell<T>(Record Record, T Item, Quoted Quoted);

/// <summary>A column with the way to its value.</summary>
internal sealed record Field<T>(Column Column, Func<Cell<T>, object?> Value);
