using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;

namespace Readout.Export.Graph;

/// <summary>Who dealt with whom: actors are nodes, each event an edge between every two who took part. GraphML, for networkx, igraph, Gephi.</summary>
/// <remarks>Actors of the reference dictionary are one node everywhere; who is known from one text only is a node of that text.</remarks>
internal sealed class GraphMlFormat : IExportFormat
{
    public string Name => "graphml";

    public string Description => "a graph of who dealt with whom: actors are nodes, each event an edge between every two who took part";

    public IExportWriter Open(string folder, ExportContext context) => new Writer(folder);

    private sealed class Writer : IExportWriter
    {
        private const string FileName = "actors.graphml";

        // GraphML's keys: id, whose, name, type.
        private static readonly (string Id, string For, string Type)[] Keys =
        [
            ("label", "node", "string"), ("kind", "node", "string"), ("country", "node", "string"), ("ref", "node", "string"), ("sector", "node", "string"),
            ("type", "edge", "string"), ("mode", "edge", "string"), ("status", "edge", "string"), ("date", "edge", "string"), ("weight", "edge", "double"),
            ("score", "edge", "double"), ("document", "edge", "string"), ("event", "edge", "string"), ("quotation", "edge", "string"), ("link", "edge", "string"),
        ];

        private readonly XmlWriter _to;
        private readonly PloverScale _scale = new();
        private readonly HashSet<string> _nodes = new(StringComparer.Ordinal);
        private readonly HashSet<string> _nodesOfRecord = new(StringComparer.Ordinal);
        private long _edges;
        private bool _isClosed;

        public Writer(string folder)
        {
            _to = XmlWriter.Create(Path.Combine(folder, FileName), new XmlWriterSettings { Async = true, Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n", CheckCharacters = false });
            _to.WriteStartElement("graphml", "http://graphml.graphdrawing.org/xmlns");
            foreach (var (id, owner, type) in Keys)
            {
                _to.WriteStartElement("key");
                _to.WriteAttributeString("id", $"{owner}-{id}");
                _to.WriteAttributeString("for", owner);
                _to.WriteAttributeString("attr.name", id);
                _to.WriteAttributeString("attr.type", type);
                _to.WriteEndElement();
            }

            _to.WriteStartElement("graph");
            _to.WriteAttributeString("id", "actors");
            _to.WriteAttributeString("edgedefault", "directed");
        }

        public async ValueTask AddAsync(Record record, CancellationToken cancel = default)
        {
            var quoted = new Quoted(record.Document);
            _nodesOfRecord.Clear();
            foreach (var e in record.Events.Where(e => e.Status != EventStatus.Negated && !e.Evidence.IsEmpty))
            {
                var (actors, recipients) = (Of(record, e.Actors), Of(record, e.Recipients));
                foreach (var actor in actors.Concat(recipients))
                    Node(record, actor);
                // A meeting of equals has no direction: an edge a pair, from the one named first.
                var pairs = recipients.Length > 0
                    ? actors.SelectMany(a => recipients.Select(r => (a, r)))
                    : actors.SelectMany((a, i) => actors.Skip(i + 1).Select(b => (a, b)));
                foreach (var (from, to) in pairs.Where(p => IdOf(record, p.Item1) != IdOf(record, p.Item2)))
                    Edge(record, quoted, e, from, to);
            }

            await _to.FlushAsync();
        }

        private static Actor[] Of(Record record, ImmutableArray<string> ids) => [.. ids.Select(id => record.Actors.FirstOrDefault(a => a.Id == id)).OfType<Actor>()];

        private void Node(Record record, Actor actor)
        {
            // Nodes of one text cannot come again in another: only those of the reference dictionary are remembered for good.
            if (!(actor.Ref is null ? _nodesOfRecord : _nodes).Add(IdOf(record, actor)))
                return;
            _to.WriteStartElement("node");
            _to.WriteAttributeString("id", IdOf(record, actor));
            Data("node-label", actor.Name);
            Data("node-kind", actor.Kind.ToString().ToLowerInvariant());
            Data("node-country", actor.Country);
            Data("node-ref", actor.Ref);
            Data("node-sector", actor.Sector);
            _to.WriteEndElement();
        }

        private void Edge(Record record, Quoted quoted, Event e, Actor from, Actor to)
        {
            _to.WriteStartElement("edge");
            _to.WriteAttributeString("id", $"m{++_edges}");
            _to.WriteAttributeString("source", IdOf(record, from));
            _to.WriteAttributeString("target", IdOf(record, to));
            Data("edge-type", e.Type);
            Data("edge-mode", e.Mode);
            Data("edge-status", e.Status.ToString().ToLowerInvariant());
            Data("edge-date", (e.Date?.From ?? record.Document.Published)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            Data("edge-weight", "1");
            Data("edge-score", (PloverCoding.TypeOf(e) is { } type ? _scale.Score(type, type == e.Type ? e.Mode : null) : null)?.ToString(CultureInfo.InvariantCulture));
            Data("edge-document", record.Document.Id);
            Data("edge-event", $"{record.Document.Id}#{e.Id}");
            Data("edge-quotation", e.Evidence[0].Text);
            Data("edge-link", quoted.Link(e.Evidence[0]));
            _to.WriteEndElement();
        }

        private void Data(string key, string? value)
        {
            if (value is null)
                return;
            _to.WriteStartElement("data");
            _to.WriteAttributeString("key", key);
            _to.WriteString(Clean(value));
            _to.WriteEndElement();
        }

        // XML has no place for most control characters, escaped or not.
        private static string Clean(string value) => value.All(XmlConvert.IsXmlChar) ? value : string.Concat(value.EnumerateRunes().Where(r => r.Value > 0xFFFF || XmlConvert.IsXmlChar((char)r.Value)));

        private static string IdOf(Record record, Actor actor) => actor.Ref is { } known ? $"{actor.Kind.ToString().ToLowerInvariant()}:{known}" : $"{record.Document.Id}#{actor.Id}";

        public async ValueTask<ImmutableArray<ExportedFile>> CompleteAsync(CancellationToken cancel = default)
        {
            _to.WriteEndDocument();
            await DisposeAsync();
            return [new(FileName, "edges between actors (GraphML)", "application/graphml+xml", _edges)];
        }

        public async ValueTask DisposeAsync()
        {
            if (_isClosed)
                return;
            _isClosed = true;
            await _to.DisposeAsync();
        }
    }
}
