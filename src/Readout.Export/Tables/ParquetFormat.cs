using System.Collections.Immutable;
using Parquet;
using Parquet.Schema;

namespace Readout.Export.Tables;

/// <summary>The tables of <see cref="CsvFormat"/> as Parquet files, for DuckDB, pandas, R and the like.</summary>
internal sealed class ParquetFormat : IExportFormat
{
    /// <summary>Rows that wait in memory for their row group, a table.</summary>
    private const int GroupSize = 10_000;

    public string Name => "parquet";

    public string Description => "the tables of `csv` as Parquet files, with types: days are dates, values are decimals";

    public IExportWriter Open(string folder, ExportContext context) => new Writer(folder);

    private sealed class Writer(string folder) : IExportWriter
    {
        private readonly TableFile[] _files = [.. LayerTables.All.Select(t => new TableFile(t, folder))];

        public async ValueTask AddAsync(Record record, CancellationToken cancel = default)
        {
            var quoted = new Quoted(record.Document);
            foreach (var file in _files)
            {
                foreach (var row in file.Table.Rows(record, quoted))
                    await file.AddAsync(row, cancel);
            }
        }

        public async ValueTask<ImmutableArray<ExportedFile>> CompleteAsync(CancellationToken cancel = default)
        {
            foreach (var file in _files)
                await file.CompleteAsync(cancel);
            return [.. _files.Select(f => new ExportedFile(f.Table.Name + ".parquet", f.Table.Title, "application/vnd.apache.parquet", f.Count) { Columns = f.Table.Columns, PrimaryKey = f.Table.PrimaryKey })];
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var file in _files)
                await file.DisposeAsync();
        }
    }

    private sealed class TableFile(LayerTable table, string folder) : IAsyncDisposable
    {
        private readonly DataField[] _fields = [.. table.Columns.Select(FieldOf)];
        private readonly FileStream _stream = new(Path.Combine(folder, table.Name + ".parquet"), FileMode.CreateNew);
        private readonly List<object?[]> _waiting = [];
        private ParquetWriter? _writer;

        public LayerTable Table { get; } = table;

        public long Count { get; private set; }

        public async ValueTask AddAsync(object?[] row, CancellationToken cancel)
        {
            Count++;
            _waiting.Add(row);
            if (_waiting.Count == GroupSize)
                await WriteGroupAsync(cancel);
        }

        public async ValueTask CompleteAsync(CancellationToken cancel)
        {
            if (_waiting.Count > 0 || _writer is null)
                await WriteGroupAsync(cancel);
            await DisposeAsync();
        }

        public async ValueTask DisposeAsync()
        {
            if (_writer is not null)
                await _writer.DisposeAsync();
            _writer = null;
            await _stream.DisposeAsync();
        }

        private async ValueTask WriteGroupAsync(CancellationToken cancel)
        {
            _writer ??= await ParquetWriter.CreateAsync(new ParquetSchema(_fields), _stream, cancellationToken: cancel);
            using var group = _writer.CreateRowGroup();
            for (var i = 0; i < _fields.Length; i++)
            {
                switch (Table.Columns[i].Type)
                {
                    case ColumnType.String:
                        await group.WriteAsync(_fields[i], (string?[])[.. _waiting.Select(r => (string?)r[i])]!);
                        break;
                    case ColumnType.Integer:
                        await group.WriteAsync<long>(_fields[i], Cells<long>(i), cancellationToken: cancel);
                        break;
                    case ColumnType.Number:
                        await group.WriteAsync<decimal>(_fields[i], Cells<decimal>(i), cancellationToken: cancel);
                        break;
                    case ColumnType.Boolean:
                        await group.WriteAsync<bool>(_fields[i], Cells<bool>(i), cancellationToken: cancel);
                        break;
                    case ColumnType.Date:
                        await group.WriteAsync<DateTime>(_fields[i], _waiting.Select(r => (r[i] as DateOnly?)?.ToDateTime(TimeOnly.MinValue)).ToArray(), cancellationToken: cancel);
                        break;
                }
            }

            group.CompleteValidate();
            _waiting.Clear();
        }

        private ReadOnlyMemory<T?> Cells<T>(int column) where T : struct => _waiting.Select(r => (T?)r[column]).ToArray();

        private static DataField FieldOf(Column column) => column.Type switch
        {
            ColumnType.Integer => new DataField<long?>(column.Name),
            // Values are whole units or coordinates: 29 digits before the point and 9 after it hold them all.
            ColumnType.Number => new DecimalDataField(column.Name, 38, 9, isNullable: true),
            ColumnType.Boolean => new DataField<bool?>(column.Name),
            ColumnType.Date => new DateTimeDataField(column.Name, DateTimeFormat.Date, isNullable: true),
            _ => new DataField<string>(column.Name),
        };
    }
}
