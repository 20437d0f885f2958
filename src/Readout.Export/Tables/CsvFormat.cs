using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Readout.Export.Lines;

namespace Readout.Export.Tables;

/// <summary>A CSV file a layer: UTF-8, RFC 4180, a header, empty for what is not known.</summary>
internal sealed class CsvFormat : IExportFormat
{
    public string Name => "csv";

    public string Description => "a table a layer (UTF-8, RFC 4180); `document` and `id` join them, `quotation` and `link` show the words";

    public IExportWriter Open(string folder, ExportContext context) => new Writer(folder);

    private sealed class Writer : IExportWriter
    {
        private readonly (LayerTable Table, CsvWriter To)[] _files;
        private readonly long[] _rows;

        public Writer(string folder)
        {
            _files = [.. LayerTables.All.Select(t => (t, new CsvWriter(TextFile.Create(folder, t.Name + ".csv"), new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" })))];
            _rows = new long[_files.Length];
            foreach (var (table, to) in _files)
            {
                foreach (var column in table.Columns)
                    to.WriteField(column.Name);
                to.NextRecord();
            }
        }

        public ValueTask AddAsync(Record record, CancellationToken cancel = default)
        {
            var quoted = new Quoted(record.Document);
            for (var i = 0; i < _files.Length; i++)
            {
                foreach (var row in _files[i].Table.Rows(record, quoted))
                {
                    foreach (var cell in row)
                        _files[i].To.WriteField(Written(cell));
                    _files[i].To.NextRecord();
                    _rows[i]++;
                }
            }

            return ValueTask.CompletedTask;
        }

        public async ValueTask<ImmutableArray<ExportedFile>> CompleteAsync(CancellationToken cancel = default)
        {
            await DisposeAsync();
            return [.. _files.Select((f, i) => new ExportedFile(f.Table.Name + ".csv", f.Table.Title, "text/csv", _rows[i]) { Columns = f.Table.Columns, PrimaryKey = f.Table.PrimaryKey, Delimiter = ',' })];
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var (_, to) in _files)
                await to.DisposeAsync();
        }

        private static string? Written(object? cell) => cell switch
        {
            null => null,
            bool yes => yes ? "true" : "false",
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => cell.ToString(),
        };
    }
}
