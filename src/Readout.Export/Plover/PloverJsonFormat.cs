using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Readout.Export.Lines;

namespace Readout.Export.Plover;

/// <summary>Events in PLOVER's own JSON (2.0 draft of 2024-02-04, chapter "Data Fields"), one a line.</summary>
internal sealed class PloverJsonFormat : IExportFormat
{
    public string Name => "plover";

    public string Description => "events in PLOVER JSON (2.0 draft of 2024-02-04), one a line; what is announced is AGREE, speech acts are events";

    public IExportWriter Open(string folder, ExportContext context) => new Writer(folder, context);

    private sealed class Writer(string folder, ExportContext context) : IExportWriter
    {
        private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

        private readonly StreamWriter _to = TextFile.Create(folder, "events.jsonl");
        private readonly PloverEvents _events = new();
        private readonly PloverScale _scale = new();
        private long _rows;

        public ValueTask AddAsync(Record record, CancellationToken cancel = default)
        {
            var quoted = new Quoted(record.Document);
            foreach (var coded in _events.Of(record))
            {
                _rows++;
                _to.WriteLine(JsonSerializer.Serialize(Written(record, coded, quoted), Options));
            }

            return ValueTask.CompletedTask;
        }

        private object Written(Record record, CodedEvent coded, Quoted quoted) => new
        {
            id = coded.Id,
            date = Day(coded.Date),
            enddate = coded.End is { } end ? Day(end) : null,
            actor = coded.Actors.Select(Written).ToArray(),
            recipient = coded.Recipients.IsEmpty ? null : coded.Recipients.Select(Written).ToArray(),
            @event = new[] { coded.Type },
            mode = coded.Mode is { } mode ? new[] { mode } : null,
            context = coded.Contexts.IsEmpty ? null : coded.Contexts.ToArray(),
            quad_code = _scale.Quad(coded.Type),
            event_scale = _scale.Score(coded.Type, coded.Mode),
            event_loc = coded.Place is not { } place ? null : new
            {
                extracted_place = place.Mentions.IsEmpty ? null : place.Mentions[0].Text,
                resolved_place = place.Name,
                lat = place.Lat,
                lon = place.Lon,
                country_code = place.Country,
            },
            event_text = new[] { coded.Evidence.Text },
            link = quoted.Link(coded.Evidence),
            text = quoted.Around(coded.Evidence),
            text_info = new { start = coded.Evidence.Start, end = coded.Evidence.End },
            cite_info = new { url = record.Document.Url, title = record.Document.Title, language = record.Document.Language, publication = record.Document.Publisher, codebook = "PLOVER 2.0 draft (2024-02-04)", version = "readout/1" },
            coder = context.Coder,
            coded_date = context.Coded.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            // Not PLOVER's: the record knows what happened from what is planned or recalled.
            status = coded.Status,
            document = record.Document.Id,
        };

        private static object Written(CodedActor actor) => new
        {
            code = actor.Code,
            sector = actor.Sector,
            entity_text = actor.Raw ?? actor.Name,
            identifier_text = actor.Name,
            identifier_id = actor.Ref,
            office = actor.Title,
        };

        public async ValueTask<ImmutableArray<ExportedFile>> CompleteAsync(CancellationToken cancel = default)
        {
            await _to.DisposeAsync();
            return [new("events.jsonl", "events (PLOVER)", "application/jsonl", _rows) { LeftOut = _events.LeftOut.ToImmutableSortedDictionary() }];
        }

        public ValueTask DisposeAsync() => _to.DisposeAsync();

        private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
