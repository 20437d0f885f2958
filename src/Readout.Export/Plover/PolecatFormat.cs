using System.Collections.Immutable;
using System.Globalization;
using Readout.Reference;

namespace Readout.Export.Plover;

/// <summary>Events in the shape of the POLECAT files (40 columns, several values joined by <c>"; "</c>, <c>None</c> for empty), an event a row.</summary>
/// <remarks>The shape is known from programs that read the files; the files themselves were not seen (doi:10.7910/DVN/AJGVIT).</remarks>
internal sealed class PolecatFormat : IExportFormat
{
    private const string Empty = "None";

    private static readonly ImmutableArray<string> Columns =
    [
        "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
        "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
        "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
        "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
        "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
    ];

    private static readonly string[] Quads = ["", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"];

    private readonly Lazy<StateCatalog> _states = new(static () => new StateCatalog());
    private readonly Lazy<PloverScale> _scale = new(static () => new PloverScale());

    public string Name => "polecat";

    public string Description => "events in the shape of the POLECAT files: tab-separated, 40 columns, `None` for empty";

    public IExportWriter Open(string folder, ExportContext context) =>
        new TsvEventWriter(folder, "events.txt", "events (POLECAT's columns)", Columns, (record, coded) => [Row(record, coded, context)]);

    private string[] Row(Record record, CodedEvent coded, ExportContext context)
    {
        var place = coded.Place;
        var document = record.Document;
        return
        [
            coded.Id, Day(coded.Date), coded.Type, coded.Mode ?? Empty,
            _scale.Value.Score(coded.Type, coded.Mode)?.ToString(CultureInfo.InvariantCulture) ?? Empty, Quads[_scale.Value.Quad(coded.Type) ?? 0], Joined(coded.Contexts),
            .. Side(coded.Actors), .. Side(coded.Recipients),
            place?.Name ?? Empty, place?.Kind == "city" ? place.Name : Empty, Empty, place?.Kind == "region" ? place.Name : Empty, _states.Value.Find(place?.Country)?.Name ?? Empty,
            Number(place?.Lat), Number(place?.Lon), Empty, place is null || place.Mentions.IsEmpty ? Empty : place.Mentions[0].Text, place?.Kind ?? Empty,
            document.Publisher ?? Empty, document.Published is { } day ? Day(day) : Empty,
            Joined(record.Actors.Where(a => a.Kind == ActorKind.Person).Select(a => a.Name)), Joined(record.Actors.Where(a => a.Kind == ActorKind.Organization).Select(a => a.Name)),
            Joined(record.Places.Select(p => p.Name)), document.Language, context.Coder,
        ];
    }

    private string[] Side(ImmutableArray<CodedActor> actors) =>
    [
        Joined(actors.Select(a => a.Name)), Joined(actors.Select(a => _states.Value.Find(a.Code)?.Name ?? a.Code)), Joined(actors.Select(a => _states.Value.Find(a.Code)?.Cow?.ToString(CultureInfo.InvariantCulture))),
        actors.IsEmpty ? Empty : actors[0].Sector ?? Empty, Joined(actors.Select(a => a.Sector)), Joined(actors.Select(a => a.Title)), Joined(actors.Select(a => a.Raw)), Empty,
    ];

    private static string Joined(IEnumerable<string?> values) => string.Join("; ", values.OfType<string>().Distinct()) is { Length: > 0 } joined ? joined : Empty;

    private static string Number(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? Empty;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
