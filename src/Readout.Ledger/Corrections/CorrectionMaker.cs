using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Readout.Ledger.Searching;
using Readout.Tables;

namespace Readout.Ledger.Corrections;

/// <summary>A correction that cannot be meant.</summary>
/// <param name="code"><c>RO302x</c>, see docs/errors.md.</param>
public sealed class CorrectionException(string code, string reason) : Exception($"{code} {reason}")
{
    public string Code { get; } = code;

    public string Reason { get; } = reason;
}

/// <summary>Makes corrections of a record as a person words them: by item ids, field names and quoted words.</summary>
/// <remarks>Every member throws <see cref="CorrectionException"/> when an item, field, value or word is not there.</remarks>
public sealed class CorrectionMaker(Record record, string by)
{
    private const int WordsOfReference = 3;

    private static readonly Dictionary<string, string[]> Fields = new(StringComparer.Ordinal)
    {
        ["actors"] = ["kind", "name", "ref", "country", "office", "sector"],
        ["places"] = ["name", "ref", "country", "kind", "lat", "lon"],
        ["events"] = ["type", "mode", "contexts", "status", "actors", "recipients", "parties", "date", "place", "occasion"],
        ["statements"] = ["speaker", "addressee", "kind", "acts"],
        ["figures"] = ["measure", "value", "unit", "approx", "change", "record", "parties", "period", "status", "saidIn"],
        ["commitments"] = ["by", "actors", "action", "due", "status", "saidIn"],
        ["relations"] = ["parties", "grade", "status"],
        ["initiatives"] = ["name", "kind", "ref", "place"],
        ["topics"] = ["id"],
    };

    private static readonly Dictionary<string, string[]> Needed = new(StringComparer.Ordinal)
    {
        ["actors"] = ["kind", "name"],
        ["places"] = ["name"],
        ["events"] = ["type", "status"],
        ["statements"] = ["kind"],
        ["figures"] = ["measure", "value", "approx", "status"],
        ["commitments"] = ["action", "status"],
        ["relations"] = ["status"],
        ["initiatives"] = ["name", "kind"],
        ["topics"] = ["id"],
    };

    private static readonly Dictionary<string, (string Field, string Value)[]> Defaults = new(StringComparer.Ordinal)
    {
        ["events"] = [("status", "occurred")],
        ["statements"] = [("kind", "indirect")],
        ["figures"] = [("approx", "exact"), ("status", "actual")],
        ["commitments"] = [("status", "pledged")],
        ["relations"] = [("status", "asserted")],
    };

    // Fields whose values the record's contract lists; the query language knows the same lists.
    private static readonly Dictionary<(string Layer, string Field), string> Listed = new()
    {
        [("events", "type")] = "type",
        [("events", "status")] = "status",
        [("statements", "acts")] = "act",
        [("figures", "measure")] = "measure",
        [("commitments", "action")] = "action",
        [("topics", "id")] = "topic",
    };

    private static readonly string[] Lists = ["contexts", "actors", "recipients", "parties", "acts", "by", "speaker"];

    private readonly RecordItems _items = new(record);

    // Fields with few values, as records write them; an edit that sets another is told so by the record itself.
    private static readonly Dictionary<(string Layer, string Field), ImmutableArray<string>> Choices = new()
    {
        [("actors", "kind")] = ["person", "state", "organization"],
        [("statements", "kind")] = ["direct", "indirect"],
        [("figures", "approx")] = ["exact", "about", "over", "under", "upto"],
        [("figures", "change")] = ["up", "down"],
        [("figures", "record")] = ["true", "false"],
        [("figures", "status")] = ["actual", "target", "forecast"],
        [("commitments", "status")] = ["pledged", "agreed", "decided", "underway", "done"],
        [("relations", "status")] = ["asserted", "upgraded", "proposed"],
    };

    /// <summary>Layers of a record that can be corrected.</summary>
    public static IReadOnlyCollection<string> Layers => Fields.Keys;

    /// <summary>The fields of a layer's items that a person can set; empty for no layer.</summary>
    public static IReadOnlyList<string> FieldsOf(string layer) => Fields.GetValueOrDefault(layer) ?? [];

    /// <summary>The fields of a layer that an item cannot be without.</summary>
    public static IReadOnlyList<string> NeededOf(string layer) => Needed.GetValueOrDefault(layer) ?? [];

    /// <summary>The values that a field knows; empty when it takes any.</summary>
    public static ImmutableArray<string> ValuesOf(string layer, string field) =>
        Listed.TryGetValue((layer, field), out var query) ? [.. QueryFields.Find(query)!.Values.Where(v => !v.Contains('.', StringComparison.Ordinal))] : Choices.GetValueOrDefault((layer, field), []);

    /// <summary>True for a field that takes several values, joined by commas.</summary>
    public static bool IsList(string field) => Lists.Contains(field);

    /// <summary>The layer of an item and its fields as <see cref="Edit"/> takes them.</summary>
    public (string Layer, IReadOnlyDictionary<string, string> Fields) Written(string item)
    {
        var (layer, found) = Item(item);
        return (layer, Fields[layer].ToDictionary(f => f, f => found[f] switch
        {
            null => "",
            JsonArray many => string.Join(',', many.Select(v => v!.ToString())),
            JsonObject date when f == "date" => DateOf(date),
            JsonObject office => office["id"]?.ToString() ?? "",
            var value => value.ToString(),
        }, StringComparer.Ordinal));
    }

    private static string DateOf(JsonObject date)
    {
        var (from, to) = (date["from"]!.ToString(), date["to"]!.ToString());
        return date["precision"]!.ToString() switch { "year" => from[..4], "month" => from[..7], _ => from == to ? from : $"{from}..{to}" };
    }

    public Correction Accept(string item)
    {
        var (layer, found) = Item(item);
        return Of(CorrectionKind.Accept, layer, found, found);
    }

    public Correction Reject(string item)
    {
        var (layer, found) = Item(item);
        return Of(CorrectionKind.Reject, layer, found, null);
    }

    /// <param name="fields">"status=planned", "parties=KAZ,CHN", "date=2025-09"; an empty value takes it out.</param>
    public Correction Edit(string item, IEnumerable<string> fields)
    {
        var (layer, found) = Item(item);
        var after = found.DeepClone().AsObject();
        if (Set(layer, after, fields) == 0)
            throw new CorrectionException(Codes.CorrectionField, $"nothing to change: write field=value. The fields of {layer} are {string.Join(", ", Fields[layer])}.");
        Validate(layer, after, found);
        return Of(CorrectionKind.Edit, layer, found, after);
    }

    /// <param name="words">Words of the text that say it; they must stand there once, or <paramref name="at"/> tells which.</param>
    /// <param name="at">Code point where they begin; null to look for them.</param>
    public Correction Add(string layer, string words, int? at, IEnumerable<string> fields)
    {
        if (!Fields.ContainsKey(layer))
            throw new CorrectionException(Codes.CorrectionItem, $"there is no layer '{layer}'." + (Spelling.Nearest(layer, Fields.Keys) is { } near ? $" Did you mean '{near}'?" : $" The layers are {string.Join(", ", Fields.Keys)}."));
        var place = PlaceOf(words, at);
        var item = new JsonObject { ["id"] = layer == "topics" ? "" : _items.NewId(layer) };
        foreach (var field in Fields[layer].Where(f => f != "id"))
            item[field] = Lists.Contains(field) ? new JsonArray() : field == "record" ? JsonValue.Create(false) : null;
        foreach (var (field, value) in Defaults.GetValueOrDefault(layer) ?? [])
            item[field] = value;
        if (layer is "actors" or "places")
            item["names"] = new JsonObject();
        var said = new JsonObject { ["start"] = place.Start, ["end"] = place.End, ["text"] = words };
        if (layer is "actors" or "places")
            said["form"] = "name";
        var (property, isList) = RecordItems.WordsProperty(layer);
        item[property] = isList ? new JsonArray(said) : said;
        Set(layer, item, fields);
        Validate(layer, item, null);
        return Of(CorrectionKind.Add, layer, null, item);
    }

    /// <summary>The second item is the first: its mentions go there, and all that named it names the first.</summary>
    public Correction Merge(string first, string second)
    {
        var (layer, into) = Item(first);
        var (other, from) = Item(second);
        if (layer != other || first == second)
            throw new CorrectionException(Codes.CorrectionItem, $"{first} and {second} cannot be one: merging takes two items of one layer.");
        return Of(CorrectionKind.Merge, layer, into, into) with { Others = [AnchorOf(layer, from)], OtherBefore = from.ToJsonString() };
    }

    /// <summary>Mentions that read so are another's.</summary>
    /// <param name="words">As the mentions read.</param>
    /// <param name="fields">Of the new item.</param>
    public Correction Split(string item, string words, IEnumerable<string> fields)
    {
        var (layer, found) = Item(item);
        if (layer is not ("actors" or "places"))
            throw new CorrectionException(Codes.CorrectionItem, $"only actors and places can be parted; {item} is one of {layer}.");
        var leaving = RecordItems.Words(layer, found).Where(m => string.Equals(m["text"]!.GetValue<string>(), words, StringComparison.OrdinalIgnoreCase)).ToList();
        var staying = RecordItems.Words(layer, found).Except(leaving).FirstOrDefault();
        if (leaving.Count == 0 || staying is null)
            throw new CorrectionException(Codes.CorrectionWords, leaving.Count == 0 ? $"{item} is nowhere called '{words}'." : $"all mentions of {item} read '{words}': nothing would be left of it.");
        var other = found.DeepClone().AsObject();
        (other["ref"], other["names"], other["name"]) = (null, new JsonObject(), words);
        Set(layer, other, fields);
        Validate(layer, other, found);
        other.Remove("mentions");
        // Known by a mention that stays.
        return Of(CorrectionKind.Split, layer, found, other) with
        {
            Words = AnchorOf(RecordItems.PlaceOf(staying)),
            Others = [.. leaving.Select(m => AnchorOf(RecordItems.PlaceOf(m)))],
        };
    }

    private (string Layer, JsonObject Item) Item(string id) => _items.Find(id) ?? throw new CorrectionException(Codes.CorrectionItem, $"the record has no item '{id}'. See 'readout show {record.Document.Id[..8]} --format json'.");

    private Correction Of(CorrectionKind kind, string layer, JsonObject? before, JsonObject? after) => new()
    {
        Kind = kind,
        Document = record.Document.Id,
        Layer = layer,
        Item = before is null ? null : RecordItems.IdOf(before),
        Words = AnchorOf(layer, before ?? after!),
        Before = before?.ToJsonString(),
        After = after?.ToJsonString(),
        References = after is null ? [] : [.. RecordItems.ReferredTo(layer, after).Distinct().Select(Reference)],
        By = by,
    };

    private ItemReference Reference((string Id, string Layer) to)
    {
        var item = _items.Items(to.Layer).FirstOrDefault(i => RecordItems.IdOf(i) == to.Id)
            ?? throw new CorrectionException(Codes.CorrectionItem, $"the record has no item '{to.Id}' in {to.Layer}.");
        return new(to.Id, to.Layer, [.. RecordItems.Words(to.Layer, item).Take(WordsOfReference).Select(w => AnchorOf(RecordItems.PlaceOf(w)))], item["ref"]?.GetValue<string>());
    }

    private Anchor AnchorOf(string layer, JsonObject item) => RecordItems.Words(layer, item).FirstOrDefault() is { } words
        ? AnchorOf(RecordItems.PlaceOf(words))
        : throw new CorrectionException(Codes.CorrectionWords, $"{RecordItems.IdOf(item)} has no words in the text by which it could be known again.");

    private Anchor AnchorOf(Mark place) => Anchor.Of(record.Document.Text, place.Start, place.End);

    private Mark PlaceOf(string words, int? at)
    {
        var points = new Text.CodePointText(record.Document.Text);
        var length = words.EnumerateRunes().Count();
        if (at is { } start)
        {
            return points.Slice(start, start + length) == words
                ? new(start, start + length)
                : throw new CorrectionException(Codes.CorrectionWords, $"at {start} the text reads '{points.Slice(start, start + length)}', not '{words}'.");
        }

        var first = record.Document.Text.IndexOf(words, StringComparison.Ordinal);
        if (words.Length == 0 || first < 0)
            throw new CorrectionException(Codes.CorrectionWords, $"the words '{words}' do not stand in the text. Copy them letter by letter.");
        if (record.Document.Text.IndexOf(words, first + 1, StringComparison.Ordinal) is > 0 and var second)
            throw new CorrectionException(Codes.CorrectionWords, $"the words '{words}' stand more than once ({points.Point(first)}, {points.Point(second)} ...). Say which with --at.");
        return new(points.Point(first), points.Point(first) + length);
    }

    private static int Set(string layer, JsonObject item, IEnumerable<string> fields)
    {
        var count = 0;
        foreach (var field in fields)
        {
            var mark = field.IndexOf('=', StringComparison.Ordinal);
            var name = mark < 0 ? field : field[..mark];
            if (!Fields[layer].Contains(name) || mark < 0)
            {
                throw new CorrectionException(Codes.CorrectionField, mark < 0 ? $"'{field}' is no field=value." : $"{layer} have no field '{name}'."
                    + (Spelling.Nearest(name, Fields[layer]) is { } near ? $" Did you mean '{near}'?" : $" They have {string.Join(", ", Fields[layer])}."));
            }

            item[name] = Value(layer, name, field[(mark + 1)..], item);
            count++;
        }

        return count;
    }

    private static JsonNode? Value(string layer, string name, string written, JsonObject item)
    {
        if (Lists.Contains(name))
            return new JsonArray([.. written.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(v => (JsonNode)JsonValue.Create(Known(layer, name, v))!)]);
        if (written.Length == 0)
            return null;
        switch (name)
        {
            case "value" or "lat" or "lon":
                return decimal.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    ? JsonValue.Create(number)
                    : throw new CorrectionException(Codes.CorrectionField, $"'{written}' is no number. Write it as 44000000000 or 5.5.");
            case "record":
                return bool.TryParse(written, out var yes) ? JsonValue.Create(yes) : throw new CorrectionException(Codes.CorrectionField, $"record= is true or false, not '{written}'.");
            case "date":
                return Date(written);
            case "office":
                return new JsonObject { ["id"] = written, ["title"] = item["office"]?["title"]?.DeepClone(), ["of"] = item["office"]?["of"]?.DeepClone() ?? item["country"]?.DeepClone(), ["detail"] = null };
            default:
                return JsonValue.Create(Known(layer, name, written));
        }
    }

    private static string Known(string layer, string name, string value)
    {
        if (!Listed.TryGetValue((layer, name), out var field))
            return value;
        var values = QueryFields.Find(field)!.Values.Where(v => !v.Contains('.', StringComparison.Ordinal)).ToList();
        return values.FirstOrDefault(v => string.Equals(v, value, StringComparison.OrdinalIgnoreCase)) ?? throw new CorrectionException(Codes.CorrectionField,
            $"{name}= knows no '{value}'." + (Spelling.Nearest(value.ToLowerInvariant(), values.Select(v => v.ToLowerInvariant())) is { } near ? $" Did you mean '{values.First(v => string.Equals(v, near, StringComparison.OrdinalIgnoreCase))}'?" : $" It knows {string.Join(", ", values)}."));
    }

    private static JsonObject Date(string written)
    {
        static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        static bool Read(string text, string format, out DateOnly day) => DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
        var ends = written.Split("..");
        if (ends.Length == 2 && Read(ends[0], "yyyy-MM-dd", out var first) && Read(ends[1], "yyyy-MM-dd", out var last) && first <= last)
            return new() { ["from"] = Day(first), ["to"] = Day(last), ["precision"] = "day" };
        if (Read(written, "yyyy-MM-dd", out var day))
            return new() { ["from"] = Day(day), ["to"] = Day(day), ["precision"] = "day" };
        if (Read(written, "yyyy-MM", out var month))
            return new() { ["from"] = Day(month), ["to"] = Day(month.AddMonths(1).AddDays(-1)), ["precision"] = "month" };
        if (Read(written, "yyyy", out var year))
            return new() { ["from"] = Day(year), ["to"] = Day(year.AddYears(1).AddDays(-1)), ["precision"] = "year" };
        throw new CorrectionException(Codes.CorrectionField, $"'{written}' is no date. Write 2025, 2025-09, 2025-09-03 or 2025-09-03..2025-09-05.");
    }

    /// <summary>The record with the item in it must be a record: kinds, statuses and ids that there are not are told here.</summary>
    private void Validate(string layer, JsonObject after, JsonObject? before)
    {
        foreach (var (id, target) in RecordItems.ReferredTo(layer, after))
        {
            if (!_items.Items(target).Any(i => RecordItems.IdOf(i) == id))
                throw new CorrectionException(Codes.CorrectionItem, $"the record has no item '{id}' in {target}.");
        }

        var missing = Needed[layer].Where(f => after[f] is null || (after[f] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length == 0)).ToList();
        if (missing.Count > 0)
            throw new CorrectionException(Codes.CorrectionField, $"{layer} need {string.Join(" and ", missing)}: write {string.Join(' ', missing.Select(f => f + "=..."))}.");
        var trial = new RecordItems(record);
        try
        {
            if (before is not null)
                trial.Layer(layer).Remove(trial.Items(layer).First(i => RecordItems.IdOf(i) == RecordItems.IdOf(before)));
            trial.Layer(layer).Add(after.DeepClone());
            trial.ToRecord();
        }
        catch (JsonException e)
        {
            throw new CorrectionException(Codes.CorrectionField, $"a value is none that {layer} know (at {e.Path}).");
        }
    }
}
