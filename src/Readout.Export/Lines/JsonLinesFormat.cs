using System.Collections.Immutable;
using System.Text;

namespace Readout.Export.Lines;

/// <summary>Whole records, one JSON object a line.</summary>
internal sealed class JsonLinesFormat : IExportFormat
{
    public string Name => "jsonl";

    public string Description => "whole records, one JSON object a line; the format that `readout eval` reads";

    public IExportWriter Open(string folder, ExportContext context) => new Writer(folder);

    private sealed class Writer(string folder) : IExportWriter
    {
        private readonly StreamWriter _to = TextFile.Create(folder, "records.jsonl");
        private long _rows;

        public async ValueTask AddAsync(Record record, CancellationToken cancel = default)
        {
            _rows++;
            await _to.WriteLineAsync(RecordJson.Write(record).AsMemory(), cancel);
        }

        public async ValueTask<ImmutableArray<ExportedFile>> CompleteAsync(CancellationToken cancel = default)
        {
            await _to.DisposeAsync();
            return [new("records.jsonl", "records (readout/1)", "application/jsonl", _rows)];
        }

        public ValueTask DisposeAsync() => _to.DisposeAsync();
    }
}

/// <summary>Text files as all formats write them: UTF-8 without a mark, line feeds.</summary>
internal static class TextFile
{
    public static StreamWriter Create(string folder, string name) =>
        new(Path.Combine(folder, name), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 }) { NewLine = "\n" };
}
