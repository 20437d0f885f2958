using System.Collections.Immutable;
using System.Text.Json;

namespace Readout.Export.Linked;

/// <summary>Linked data: schema.org for articles, events, quotations, numbers and plans; a W3C Annotation with both selectors for the words of each.</summary>
/// <remarks>A context of its own stands in the file, so that nothing need be fetched to read it. The texts themselves stay out: they are their publishers'.</remarks>
internal sealed class JsonLdFormat : IExportFormat
{
    public string Name => "json-ld";

    public string Description => "linked data: schema.org (NewsArticle, Event, Quotation, Observation, PlanAction), the words as W3C annotations with position and quote selectors";

    public IExportWriter Open(string folder, ExportContext context) => new Writer(folder);

    private sealed class Writer : IExportWriter
    {
        private const string FileName = "records.jsonld";

        private readonly JsonFile _file;
        private long _rows;

        public Writer(string folder)
        {
            _file = new JsonFile(folder, FileName);
            var to = _file.To;
            to.WriteStartObject();
            LinkedData.WriteContext(to);
            to.WriteStartArray("@graph");
        }

        public async ValueTask AddAsync(Record record, CancellationToken cancel = default)
        {
            _rows++;
            LinkedData.WriteRecord(_file.To, record);
            await _file.PassAsync(cancel);
        }

        public async ValueTask<ImmutableArray<ExportedFile>> CompleteAsync(CancellationToken cancel = default)
        {
            _file.To.WriteEndArray();
            _file.To.WriteEndObject();
            await _file.DisposeAsync();
            return [new(FileName, "records as linked data (schema.org, W3C Web Annotation)", "application/ld+json", _rows)];
        }

        public ValueTask DisposeAsync() => _file.DisposeAsync();
    }
}
