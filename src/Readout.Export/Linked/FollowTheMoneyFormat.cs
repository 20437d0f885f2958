using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Readout.Export.Lines;
using Readout.Reference;

namespace Readout.Export.Linked;

/// <summary>Entities of FollowTheMoney, one a line, for Aleph and OpenSanctions tools: Article, Person, Organization, Event.</summary>
/// <remarks>
/// Those who are in the reference dictionary are one entity everywhere; who is known from one text only is an entity of that text: the same name
/// in two texts may be two people. Values of FollowTheMoney are texts; its countries are alpha-2 in small letters.
/// </remarks>
internal sealed class FollowTheMoneyFormat : IExportFormat
{
    public string Name => "ftm";

    public string Description => "FollowTheMoney entities, one a line, for Aleph and its kin: Article, Person, Organization, PublicBody, Event";

    public IExportWriter Open(string folder, ExportContext context) => new Writer(folder);

    private sealed class Writer(string folder) : IExportWriter
    {
        private const string FileName = "entities.ftm.json";

        private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        private readonly StreamWriter _to = TextFile.Create(folder, FileName);
        private readonly StateCatalog _states = new();

        // No more than the reference dictionary has entries.
        private readonly HashSet<string> _written = new(StringComparer.Ordinal);
        private long _rows;

        public ValueTask AddAsync(Record record, CancellationToken cancel = default)
        {
            var document = record.Document;
            var quoted = new Quoted(document);
            var article = IdOf(document.Id);
            Write("Article", article, to =>
            {
                to.List("title", [document.Title]);
                to.List("publishedAt", [Day(document.Published)]);
                to.List("sourceUrl", [document.Url]);
                to.List("publisher", [document.Publisher]);
                to.List("language", [Language(document.Language)]);
                to.List("keywords", record.Topics.Select(t => t.Id));
            });
            foreach (var actor in record.Actors)
            {
                var id = IdOf(record, actor);
                if (actor.Ref is not null && !_written.Add(id))
                    continue;
                Write(actor.Kind switch { ActorKind.Person => "Person", ActorKind.State => "PublicBody", _ => "Organization" }, id, to =>
                {
                    to.List("name", actor.Names.Values.Prepend(actor.Name));
                    to.List("country", [Alpha2(actor.Country ?? (actor.Kind == ActorKind.State ? actor.Ref : null))]);
                    to.List("wikidataId", [actor.Kind == ActorKind.State ? _states.Find(actor.Ref)?.Wikidata : null]);
                    if (actor.Kind == ActorKind.Person)
                        to.List("position", [actor.Office?.Title ?? actor.Office?.Id]);
                });
            }

            foreach (var e in record.Events.Where(e => e.Status != EventStatus.Negated))
            {
                Write("Event", IdOf($"{document.Id}#{e.Id}"), to =>
                {
                    to.List("name", [$"{e.Type}{(e.Mode is null ? "" : $" ({e.Mode})")}: {string.Join(", ", e.Parties)}"]);
                    to.List("summary", e.Evidence.Select(w => w.Text));
                    to.List("startDate", [Day(e.Date?.From)]);
                    to.List("endDate", [Day(e.Date?.To)]);
                    to.List("country", e.Parties.Select(Alpha2));
                    to.List("location", [record.Places.FirstOrDefault(p => p.Id == e.Place)?.Name]);
                    to.List("involved", e.Actors.Concat(e.Recipients).Select(id => record.Actors.FirstOrDefault(a => a.Id == id)).OfType<Actor>().Select(a => IdOf(record, a)));
                    to.List("proof", [article]);
                    to.List("sourceUrl", [e.Evidence.IsEmpty ? document.Url : quoted.Link(e.Evidence[0])]);
                    to.List("keywords", [e.Type.ToLowerInvariant(), e.Status.ToString().ToLowerInvariant()]);
                });
            }

            return ValueTask.CompletedTask;
        }

        public async ValueTask<ImmutableArray<ExportedFile>> CompleteAsync(CancellationToken cancel = default)
        {
            await _to.DisposeAsync();
            return [new(FileName, "entities (FollowTheMoney)", "application/json+ftm", _rows)];
        }

        public ValueTask DisposeAsync() => _to.DisposeAsync();

        private void Write(string schema, string id, Action<Utf8JsonWriter> properties)
        {
            using var line = new MemoryStream();
            using (var to = new Utf8JsonWriter(line, Options))
            {
                to.WriteStartObject();
                to.WriteString("id", id);
                to.WriteString("schema", schema);
                to.WriteStartObject("properties");
                properties(to);
                to.WriteEndObject();
                to.WriteEndObject();
            }

            _to.WriteLine(Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length));
            _rows++;
        }

        private static string IdOf(Record record, Actor actor) => IdOf(actor.Ref is { } known ? $"{actor.Kind}:{known}" : $"{record.Document.Id}#{actor.Id}");

        private static string IdOf(string key) => "readout-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));

        private string? Alpha2(string? iso3) => _states.Find(iso3)?.Iso2.ToLowerInvariant();

        private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        // FollowTheMoney wants ISO 639-2.
        private static string? Language(string language) => language switch { "ru" => "rus", "en" => "eng", "zh" => "zho", "kk" => "kaz", _ => null };
    }
}
