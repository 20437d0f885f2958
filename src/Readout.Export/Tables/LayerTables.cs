using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Readout.Export.Tables;

/// <summary>The layers as tables. Ids are the record's id and the item's, joined by '#', so that one column joins any two tables.</summary>
internal static class LayerTables
{
    public static ImmutableArray<LayerTable> All { get; } = [Documents(), Actors(), Mentions(), Places(), Events(), EventActors(), Statements(), Figures(), Commitments(), Relations(), Initiatives(), Topics()];

    private static LayerTable Documents() => LayerTable.Of("documents", "documents, one a row", ["id"], r => new[] { r.Document }, null,
        Text<DocumentFacts>("id", "SHA-256 of the normalised text, hex", c => c.Item.Id),
        Text<DocumentFacts>("name", "what the collector calls the report", c => c.Item.Name),
        Text<DocumentFacts>("language", "BCP 47", c => c.Item.Language),
        Text<DocumentFacts>("title", "title of the report", c => c.Item.Title),
        Text<DocumentFacts>("url", "where it was published", c => c.Item.Url),
        Text<DocumentFacts>("publisher", "who published it", c => c.Item.Publisher),
        new(new Column("published", ColumnType.Date, "day of publication"), c => c.Item.Published),
        Text<DocumentFacts>("published_from", "how the day is known: given, page, text, inferred", c => Kebab(c.Item.PublishedFrom)),
        Text<DocumentFacts>("origins", "whom the text credits for the news", c => List(c.Item.Origins.Select(o => o.Evidence.Text))),
        Text<DocumentFacts>("credit", "whom the page credits for the text, outside the text", c => c.Item.Credit),
        new(new Column("characters", ColumnType.Integer, "length of the normalised text in code points"), c => (long)c.Item.Text.EnumerateRunes().Count()));

    private static LayerTable Actors() => LayerTable.Of("actors", "persons, states and organisations that take part, one a row and document", ["id"], r => r.Actors, a => a.Mentions.IsEmpty ? null : Of(a.Mentions[0]),
        Id<Actor>("actor", a => a.Id), Document<Actor>(),
        Text<Actor>("kind", "person, state or organization", c => Kebab(c.Item.Kind)),
        Text<Actor>("name", "in English", c => c.Item.Name),
        Text<Actor>("name_ru", "in Russian, nominative", c => c.Item.Names.GetValueOrDefault("ru")),
        Text<Actor>("name_kk", "in Kazakh", c => c.Item.Names.GetValueOrDefault("kk")),
        Text<Actor>("name_zh", "in Chinese", c => c.Item.Names.GetValueOrDefault("zh")),
        Text<Actor>("ref", "id in the reference dictionary; empty when the text alone knows the actor", c => c.Item.Ref),
        Text<Actor>("country", "ISO 3166-1 alpha-3", c => c.Item.Country),
        Text<Actor>("office", "office held at the time", c => c.Item.Office?.Id),
        Text<Actor>("office_of", "alpha-3 or organisation whose office it is", c => c.Item.Office?.Of),
        Text<Actor>("title", "the office as the text has it", c => c.Item.Office?.Title),
        Text<Actor>("sector", "PLOVER sector", c => c.Item.Sector),
        Text<Actor>("rule", "which rule or person says so", c => c.Item.Rule));

    private static LayerTable Mentions() => LayerTable.Of("mentions", "each time an actor or place is named", [], MentionsOf, m => Of(m.Mention),
        new Field<(string Owner, Mention Mention)>(new Column("owner", ColumnType.String, "id of the actor or place"), c => $"{c.Record.Document.Id}#{c.Item.Owner}"),
        Document<(string Owner, Mention Mention)>(),
        Text<(string Owner, Mention Mention)>("form", "name, description or pronoun", c => Kebab(c.Item.Mention.Form)));

    private static LayerTable Places() => LayerTable.Of("places", "places, one a row and document", ["id"], r => r.Places, p => p.Mentions.IsEmpty ? null : Of(p.Mentions[0]),
        Id<Place>("place", p => p.Id), Document<Place>(),
        Text<Place>("name", "in English", c => c.Item.Name),
        Text<Place>("kind", "city, residence, venue, region, crossing ...", c => c.Item.Kind),
        Text<Place>("country", "ISO 3166-1 alpha-3", c => c.Item.Country),
        Text<Place>("ref", "id in the reference dictionary", c => c.Item.Ref),
        new(new Column("lat", ColumnType.Number, "degrees, WGS 84"), c => Number(c.Item.Lat)),
        new(new Column("lon", ColumnType.Number, "degrees, WGS 84"), c => Number(c.Item.Lon)),
        Text<Place>("rule", "which rule or person says so", c => c.Item.Rule));

    private static LayerTable Events() => LayerTable.Of("events", "what happened, is planned or is recalled", ["id"], r => r.Events, e => e.Evidence.IsEmpty ? null : e.Evidence[0],
        Id<Event>("event", e => e.Id), Document<Event>(),
        Text<Event>("type", "PLOVER type of the act itself; `plover_type` codes its announcement", c => c.Item.Type),
        Text<Event>("plover_type", "type by PLOVER's rules: a planned meeting is AGREE; empty for what did not happen", c => PloverCoding.TypeOf(c.Item)),
        Text<Event>("mode", "PLOVER mode", c => c.Item.Mode),
        Text<Event>("contexts", "PLOVER contexts", c => List(c.Item.Contexts)),
        Text<Event>("status", "occurred, planned, proposed, historical, negated", c => Kebab(c.Item.Status)),
        Text<Event>("parties", "states (alpha-3) and organisations", c => List(c.Item.Parties)),
        new(new Column("from", ColumnType.Date, "first day"), c => c.Item.Date?.From),
        new(new Column("to", ColumnType.Date, "last day, inclusive"), c => c.Item.Date?.To),
        Text<Event>("precision", "day, month or year", c => Kebab(c.Item.Date?.Precision)),
        Reference<Event>("place", "where", "places", e => e.Place),
        Reference<Event>("occasion", "the summit or the like on whose margins it was", "initiatives", e => e.Occasion),
        Text<Event>("rule", "which rule or person says so", c => c.Item.Rule));

    private static LayerTable EventActors() => LayerTable.Of("event_actors", "who took part in which event", ["event", "actor", "role"],
        r => r.Events.SelectMany(e => e.Actors.Select(a => (e.Id, Actor: a, Role: "actor")).Concat(e.Recipients.Select(a => (e.Id, Actor: a, Role: "recipient")))).Distinct(), null,
        new Field<(string Id, string Actor, string Role)>(new Column("event", ColumnType.String, "the event", "events"), c => $"{c.Record.Document.Id}#{c.Item.Id}"),
        new Field<(string Id, string Actor, string Role)>(new Column("actor", ColumnType.String, "who", "actors"), c => $"{c.Record.Document.Id}#{c.Item.Actor}"),
        Text<(string Id, string Actor, string Role)>("role", "actor or recipient; in a meeting of equals all are actors", c => c.Item.Role),
        Document<(string Id, string Actor, string Role)>());

    private static LayerTable Statements() => LayerTable.Of("statements", "who said what", ["id"], r => r.Statements, s => s.Evidence,
        Id<Statement>("statement", s => s.Id), Document<Statement>(),
        Text<Statement>("kind", "direct (the words themselves) or indirect (reported)", c => Kebab(c.Item.Kind)),
        Text<Statement>("acts", "thank, promise, request, inform ...", c => List(c.Item.Acts)),
        Text<Statement>("speakers", "names in English; several speak together", c => List(c.Item.Speaker.Select(s => Name(c.Record, s)))),
        Reference<Statement>("speaker", "the first speaker", "actors", s => s.Speaker.IsEmpty ? null : s.Speaker[0]),
        Reference<Statement>("addressee", "to whom", "actors", s => s.Addressee),
        Text<Statement>("cue", "the words of saying", c => c.Item.Cue?.Text),
        Text<Statement>("rule", "which rule or person says so", c => c.Item.Rule));

    private static LayerTable Figures() => LayerTable.Of("figures", "numbers claimed", ["id"], r => r.Figures, f => f.Evidence,
        Id<Figure>("figure", f => f.Id), Document<Figure>(),
        Text<Figure>("measure", "trade-turnover, exports, investment ...", c => c.Item.Measure),
        new(new Column("value", ColumnType.Number, "in whole units"), c => c.Item.Value),
        Text<Figure>("unit", "ISO 4217, percent, or what is counted", c => c.Item.Unit),
        Text<Figure>("approx", "exact, about, over, under, upto", c => Kebab(c.Item.Approx)),
        Text<Figure>("change", "up or down when the value is a change", c => Kebab(c.Item.Change)),
        new(new Column("record", ColumnType.Boolean, "called a record"), c => c.Item.Record),
        Text<Figure>("parties", "states (alpha-3) and organisations", c => List(c.Item.Parties)),
        Text<Figure>("period", "2024, 2025-H1, 2025-Q1, 2025-01..2025-07 or a day", c => c.Item.Period),
        Text<Figure>("status", "actual, target, forecast", c => Kebab(c.Item.Status)),
        Reference<Figure>("said_in", "the statement that holds it", "statements", f => f.SaidIn),
        Text<Figure>("rule", "which rule or person says so", c => c.Item.Rule));

    private static LayerTable Commitments() => LayerTable.Of("commitments", "what a side says it will do or has decided to do", ["id"], r => r.Commitments, k => k.Evidence,
        Id<Commitment>("commitment", k => k.Id), Document<Commitment>(),
        Text<Commitment>("by", "states (alpha-3) and organisations", c => List(c.Item.By)),
        Text<Commitment>("actors", "names in English", c => List(c.Item.Actors.Select(a => Name(c.Record, a)))),
        Text<Commitment>("action", "attend, visit, build, sign ...", c => c.Item.Action),
        Text<Commitment>("due", "year, month, day, quarter or half", c => c.Item.Due),
        Text<Commitment>("status", "pledged, agreed, decided, underway, done", c => Kebab(c.Item.Status)),
        Reference<Commitment>("said_in", "the statement that holds it", "statements", k => k.SaidIn),
        Text<Commitment>("rule", "which rule or person says so", c => c.Item.Rule));

    private static LayerTable Relations() => LayerTable.Of("relations", "what the sides call their relationship", ["id"], r => r.Relations, x => x.Evidence,
        Id<Relation>("relation", x => x.Id), Document<Relation>(),
        Text<Relation>("parties", "states (alpha-3) and organisations", c => List(c.Item.Parties)),
        Text<Relation>("grade", "id in the table of grades; empty for a label not in it", c => c.Item.Grade),
        Text<Relation>("status", "asserted, upgraded, proposed", c => Kebab(c.Item.Status)),
        Text<Relation>("rule", "which rule or person says so", c => c.Item.Rule));

    private static LayerTable Initiatives() => LayerTable.Of("initiatives", "named things: summits, councils, corridors, treaties", ["id"], r => r.Initiatives, n => n.Mentions.IsEmpty ? null : n.Mentions[0],
        Id<Initiative>("initiative", n => n.Id), Document<Initiative>(),
        Text<Initiative>("name", "as the text names it", c => c.Item.Name),
        Text<Initiative>("kind", "summit, forum, council, corridor ...", c => c.Item.Kind),
        Text<Initiative>("ref", "id in the reference dictionary", c => c.Item.Ref),
        Reference<Initiative>("place", "where", "places", n => n.Place),
        Text<Initiative>("rule", "which rule or person says so", c => c.Item.Rule));

    private static LayerTable Topics() => LayerTable.Of("topics", "fields of cooperation on the table, each time they are named", [],
        r => r.Topics.SelectMany(t => t.Evidence.Select(e => (t.Id, Evidence: e))), t => t.Evidence,
        Text<(string Id, Evidence Evidence)>("topic", "trade, transport, energy ...", c => c.Item.Id), Document<(string Id, Evidence Evidence)>());

    private static IEnumerable<(string Owner, Mention Mention)> MentionsOf(Record record) =>
        record.Actors.SelectMany(a => a.Mentions.Select(m => (a.Id, m))).Concat(record.Places.SelectMany(p => p.Mentions.Select(m => (p.Id, m))));

    private static Field<T> Id<T>(string what, Func<T, string> id) => new(new Column("id", ColumnType.String, $"the {what}: the document's id, '#', its id there"), c => $"{c.Record.Document.Id}#{id(c.Item)}");

    private static Field<T> Document<T>() => new(new Column("document", ColumnType.String, "the document that says it", "documents"), c => c.Record.Document.Id);

    private static Field<T> Text<T>(string name, string description, Func<Cell<T>, string?> value) => new(new Column(name, ColumnType.String, description), c => value(c));

    private static Field<T> Reference<T>(string name, string description, string table, Func<T, string?> id) =>
        new(new Column(name, ColumnType.String, description, table), c => id(c.Item) is { } found ? $"{c.Record.Document.Id}#{found}" : null);

    private static Evidence Of(Mention mention) => new(mention.Start, mention.End, mention.Text);

    private static string Name(Record record, string actor) => record.Actors.FirstOrDefault(a => a.Id == actor)?.Name ?? actor;

    private static string? List(IEnumerable<string> values) => string.Join("; ", values) is { Length: > 0 } joined ? joined : null;

    private static decimal? Number(double? value) => value is { } number ? decimal.Parse(number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    private static string? Kebab<T>(T? value) where T : struct, Enum => value is { } known ? Kebab(known) : null;

    private static string Kebab<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
