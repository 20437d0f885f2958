using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Readout.Text;

namespace Readout.Export.Gold;

/// <summary>Gold files as <c>readout eval</c> reads them, one a record: what people have corrected becomes what the engine is measured by.</summary>
/// <remarks>The shape is that of eval/gold/README.md: words by their text, and which of its occurrences when it is not the first.</remarks>
internal sealed class GoldFormat : IExportFormat
{
    public string Name => "gold";

    public string Description => "a gold file a record, for `readout eval`; meant for records that a person has corrected (`corrected:yes`)";

    public IExportWriter Open(string folder, ExportContext context) => new Writer(folder);

    private sealed class Writer(string folder) : IExportWriter
    {
        private static readonly JsonSerializerOptions Options = new()
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = true,
            NewLine = "\n",
            DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        };

        private readonly List<ExportedFile> _files = [];

        public async ValueTask AddAsync(Record record, CancellationToken cancel = default)
        {
            var id = NameOf(record);
            await File.WriteAllTextAsync(Path.Combine(folder, id + ".json"), JsonSerializer.Serialize(Written(record, id), Options) + "\n", new UTF8Encoding(false), cancel);
            _files.Add(new(id + ".json", "gold record", "application/json", 1));
        }

        public ValueTask<ImmutableArray<ExportedFile>> CompleteAsync(CancellationToken cancel = default) => ValueTask.FromResult<ImmutableArray<ExportedFile>>([.. _files]);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        // A file's name must be one everywhere; the id keeps two reports of one name apart.
        private static string NameOf(Record record)
        {
            var name = string.Concat((record.Document.Name ?? "record").ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
            return $"{(name.Length == 0 ? "record" : name[..Math.Min(40, name.Length)])}-{record.Document.Id[..8]}";
        }

        private static Dictionary<string, object?> Written(Record record, string id)
        {
            var text = record.Document.Text;
            return new()
            {
                ["id"] = id,
                ["language"] = record.Document.Language,
                ["published"] = Day(record.Document.Published),
                ["style"] = "corrected reading",
                ["text"] = text,
                ["people"] = record.Actors.Where(a => a.Kind == ActorKind.Person && First(a.Mentions) is not null)
                    .Select(a => Item(text, "mention", First(a.Mentions)!, ("name", a.Name), ("country", a.Country), ("office", a.Office?.Id))),
                ["organizations"] = record.Actors.Where(a => a.Kind == ActorKind.Organization && First(a.Mentions) is not null)
                    .Select(a => Item(text, "mention", First(a.Mentions)!, ("name", a.Name))),
                ["places"] = record.Places.Where(p => First(p.Mentions) is not null).Select(p => Item(text, "mention", First(p.Mentions)!, ("name", p.Name), ("country", p.Country))),
                ["events"] = record.Events.Where(e => e.Evidence.Length > 0).Select(e => Item(text, "evidence", e.Evidence[0],
                    ("type", e.Type), ("mode", e.Mode), ("status", Kebab(e.Status)), ("parties", e.Parties), ("date", Date(e.Date)), ("place", record.Places.FirstOrDefault(p => p.Id == e.Place)?.Name))),
                ["statements"] = record.Statements.Select(s => Item(text, "text", s.Evidence, ("speaker", Speaker(record, s)), ("kind", Kebab(s.Kind)), ("acts", s.Acts))),
                ["figures"] = record.Figures.Select(f => Item(text, "evidence", f.Evidence,
                    ("measure", f.Measure), ("value", f.Value), ("unit", f.Unit), ("parties", f.Parties), ("period", f.Period), ("status", Kebab(f.Status)))),
                ["commitments"] = record.Commitments.Select(c => Item(text, "evidence", c.Evidence, ("by", c.By), ("action", c.Action), ("due", c.Due))),
                ["relations"] = record.Relations.Select(r => Item(text, "evidence", r.Evidence, ("parties", r.Parties), ("grade", r.Grade))),
                ["initiatives"] = record.Initiatives.Where(n => n.Mentions.Length > 0).Select(n => Item(text, "evidence", n.Mentions[0], ("kind", n.Kind))),
                ["topics"] = record.Topics.Select(t => t.Id),
            };
        }

        private static Dictionary<string, object?> Item(string text, string words, Evidence evidence, params ReadOnlySpan<(string Name, object? Value)> fields)
        {
            var item = new Dictionary<string, object?>();
            foreach (var (name, value) in fields)
                item[name] = value;
            item[words] = evidence.Text;
            if (OccurrenceOf(text, evidence) is > 1 and var occurrence)
                item["occurrence"] = occurrence;
            return item;
        }

        private static int OccurrenceOf(string text, Evidence evidence)
        {
            var start = new CodePointText(text).Utf16(evidence.Start);
            var occurrence = 0;
            for (var at = -1; (at = text.IndexOf(evidence.Text, at + 1, StringComparison.Ordinal)) >= 0;)
            {
                occurrence++;
                if (at >= start)
                    break;
            }

            return occurrence;
        }

        // "both" is gold's word for the sides together; a state speaks by its code.
        private static string? Speaker(Record record, Statement statement) => statement.Speaker.Length switch
        {
            0 => null,
            1 => record.Actors.FirstOrDefault(a => a.Id == statement.Speaker[0]) is { } actor ? actor.Kind == ActorKind.State ? actor.Country ?? actor.Ref : actor.Name : null,
            _ => "both",
        };

        private static Evidence? First(ImmutableArray<Mention> mentions) =>
            mentions.FirstOrDefault(m => m.Form == MentionForm.Name) is { } named ? new(named.Start, named.End, named.Text)
            : mentions.IsEmpty ? null : new(mentions[0].Start, mentions[0].End, mentions[0].Text);

        private static string? Date(EventDate? date) => date is null ? null : date.Precision switch
        {
            DatePrecision.Year => date.From.ToString("yyyy", CultureInfo.InvariantCulture),
            DatePrecision.Month => date.From.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            _ => Day(date.From),
        };

        private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        private static string Kebab<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
    }
}
