using System.Collections.Immutable;
using Readout.Export.Lines;
using Readout.Export.Tables;

namespace Readout.Export.Plover;

/// <summary>Rows of tab-separated text with a header: what POLECAT and ICEWS files are.</summary>
/// <param name="name">The file.</param>
/// <param name="rows">The rows of an event; none when it has no place in the format.</param>
internal sealed class TsvEventWriter(string folder, string name, string title, ImmutableArray<string> columns, Func<Record, CodedEvent, IEnumerable<string[]>> rows) : IExportWriter
{
    private readonly PloverEvents _events = new();
    private StreamWriter? _to;
    private long _rows;

    public ValueTask AddAsync(Record record, CancellationToken cancel = default)
    {
        foreach (var row in _events.Of(record).SelectMany(e => rows(record, e)))
        {
            _rows++;
            To.WriteLine(string.Join('\t', row.Select(Cleaned)));
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask<ImmutableArray<ExportedFile>> CompleteAsync(CancellationToken cancel = default)
    {
        await To.DisposeAsync();
        return
        [
            new(name, title, "text/tab-separated-values", _rows)
            {
                Columns = [.. columns.Select(c => new Column(c, ColumnType.String, "as the format has it"))],
                Delimiter = '\t',
                LeftOut = _events.LeftOut.ToImmutableSortedDictionary(),
            },
        ];
    }

    public ValueTask DisposeAsync() => _to?.DisposeAsync() ?? ValueTask.CompletedTask;

    private StreamWriter To
    {
        get
        {
            if (_to is null)
            {
                _to = TextFile.Create(folder, name);
                _to.WriteLine(string.Join('\t', columns));
            }

            return _to;
        }
    }

    // The formats know no quoting: what would break a row becomes a blank.
    private static string Cleaned(string cell) => cell.AsSpan().IndexOfAny('\t', '\n', '\r') < 0 ? cell : cell.ReplaceLineEndings(" ").Replace('\t', ' ');
}
