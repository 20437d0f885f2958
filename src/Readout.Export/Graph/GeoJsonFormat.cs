using System.Collections.Immutable;
using System.Text.Json;
using Readout.Export.Linked;

namespace Readout.Export.Graph;

/// <summary>Events on the map: GeoJSON (RFC 7946), a point each, for those whose place has coordinates.</summary>
internal sealed class GeoJsonFormat : IExportFormat
{
    public string Name => "geojson";

    public string Description => "events on the map (RFC 7946), a point each, for those whose place has coordinates";

    public IExportWriter Open(string folder, ExportContext context) => new Writer(folder);

    private sealed class Writer : IExportWriter
    {
        private const string FileName = "events.geojson";

        private readonly JsonFile _file;
        private long _rows;
        private long _leftOut;

        public Writer(string folder)
        {
            _file = new JsonFile(folder, FileName);
            _file.To.WriteStartObject();
            _file.To.WriteString("type", "FeatureCollection");
            _file.To.WriteStartArray("features");
        }

        public async ValueTask AddAsync(Record record, CancellationToken cancel = default)
        {
            var quoted = new Quoted(record.Document);
            foreach (var e in record.Events)
            {
                if (record.Places.FirstOrDefault(p => p.Id == e.Place) is { Lat: { } lat, Lon: { } lon } place)
                    Write(record, quoted, e, place, lat, lon);
                else
                    _leftOut++;
            }

            await _file.PassAsync(cancel);
        }

        private void Write(Record record, Quoted quoted, Event e, Place place, double lat, double lon)
        {
            _rows++;
            var to = _file.To;
            to.WriteStartObject();
            to.WriteString("type", "Feature");
            to.WriteString("id", $"{record.Document.Id}#{e.Id}");
            to.WriteStartObject("geometry");
            to.WriteString("type", "Point");
            to.WriteStartArray("coordinates");
            to.WriteNumberValue(lon);
            to.WriteNumberValue(lat);
            to.WriteEndArray();
            to.WriteEndObject();
            to.WriteStartObject("properties");
            to.WriteString("type", e.Type);
            to.Known("mode", e.Mode);
            to.WriteString("status", JsonNamingPolicy.KebabCaseLower.ConvertName(e.Status.ToString()));
            to.Known("from", e.Date?.From);
            to.Known("to", e.Date?.To);
            to.List("parties", e.Parties);
            to.List("actors", e.Actors.Concat(e.Recipients).Select(id => record.Actors.FirstOrDefault(a => a.Id == id)?.Name));
            to.WriteString("place", place.Name);
            to.Known("country", place.Country);
            to.Known("title", record.Document.Title);
            to.Known("published", record.Document.Published);
            to.Known("publisher", record.Document.Publisher);
            to.Known("quotation", e.Evidence.IsEmpty ? null : e.Evidence[0].Text);
            to.Known("link", e.Evidence.IsEmpty ? record.Document.Url : quoted.Link(e.Evidence[0]));
            to.WriteEndObject();
            to.WriteEndObject();
        }

        public async ValueTask<ImmutableArray<ExportedFile>> CompleteAsync(CancellationToken cancel = default)
        {
            _file.To.WriteEndArray();
            _file.To.WriteEndObject();
            await _file.DisposeAsync();
            return
            [
                new(FileName, "events with coordinates", "application/geo+json", _rows)
                {
                    LeftOut = _leftOut == 0 ? ImmutableSortedDictionary<string, long>.Empty : ImmutableSortedDictionary<string, long>.Empty.Add("events without coordinates", _leftOut),
                },
            ];
        }

        public ValueTask DisposeAsync() => _file.DisposeAsync();
    }
}
