using System.Text.Json.Nodes;

namespace Readout.Ledger.Corrections;

/// <summary>A record's items as JSON, whatever their layer: what corrections work on.</summary>
internal sealed class RecordItems
{
    /// <summary>Which property of which layer holds ids of which other.</summary>
    private static readonly (string Layer, string Property, string Target)[] References =
    [
        ("events", "actors", "actors"), ("events", "recipients", "actors"), ("events", "place", "places"), ("events", "occasion", "initiatives"),
        ("statements", "speaker", "actors"), ("statements", "addressee", "actors"), ("figures", "saidIn", "statements"),
        ("commitments", "actors", "actors"), ("commitments", "saidIn", "statements"), ("initiatives", "place", "places"),
    ];

    /// <summary>Layers with the letter that their ids begin with; topics are their own ids.</summary>
    private static readonly Dictionary<string, string> Letters = new(StringComparer.Ordinal)
    {
        ["actors"] = "a",
        ["places"] = "p",
        ["events"] = "e",
        ["statements"] = "s",
        ["figures"] = "f",
        ["commitments"] = "c",
        ["relations"] = "r",
        ["initiatives"] = "n",
        ["topics"] = "",
    };

    private readonly JsonObject _root;

    public RecordItems(Record record) => _root = JsonNode.Parse(RecordJson.Write(record))!.AsObject();

    public static IEnumerable<string> Layers => Letters.Keys;

    public Record ToRecord() => RecordJson.Read(_root.ToJsonString());

    public JsonArray Layer(string layer) => _root[layer]!.AsArray();

    public IEnumerable<JsonObject> Items(string layer) => Layer(layer).Select(i => i!.AsObject());

    /// <summary>Null when no layer has the id.</summary>
    public (string Layer, JsonObject Item)? Find(string id)
    {
        foreach (var layer in Letters.Keys)
        {
            if (Items(layer).FirstOrDefault(i => IdOf(i) == id) is { } item)
                return (layer, item);
        }

        return null;
    }

    public static string IdOf(JsonObject item) => item["id"]!.GetValue<string>();

    public string NewId(string layer)
    {
        var taken = Items(layer).Select(IdOf).ToHashSet(StringComparer.Ordinal);
        var number = taken.Count + 1;
        while (taken.Contains(Letters[layer] + number))
            number++;
        return Letters[layer] + number;
    }

    /// <summary>The property that holds an item's words, and whether it is a list of them.</summary>
    public static (string Property, bool IsList) WordsProperty(string layer) => layer switch
    {
        "actors" or "places" or "initiatives" => ("mentions", true),
        "events" or "topics" => ("evidence", true),
        _ => ("evidence", false),
    };

    public static IEnumerable<JsonObject> Words(string layer, JsonObject item)
    {
        var (property, isList) = WordsProperty(layer);
        return isList ? item[property]!.AsArray().Select(w => w!.AsObject()) : [item[property]!.AsObject()];
    }

    public static Mark PlaceOf(JsonObject words) => new(words["start"]!.GetValue<int>(), words["end"]!.GetValue<int>());

    /// <summary>The ids that an item refers to, with their layers.</summary>
    public static IEnumerable<(string Id, string Layer)> ReferredTo(string layer, JsonObject item)
    {
        foreach (var (_, property, target) in References.Where(r => r.Layer == layer))
        {
            if (item[property] is JsonArray many)
            {
                foreach (var id in many)
                    yield return (id!.GetValue<string>(), target);
            }
            else if (item[property] is JsonValue one)
            {
                yield return (one.GetValue<string>(), target);
            }
        }
    }

    /// <summary>Writes other ids into the properties of an item that refer to a layer.</summary>
    /// <param name="map">From the old id to the new; null takes the reference out.</param>
    public static void Refer(string layer, JsonObject item, string target, Func<string, string?> map)
    {
        foreach (var (_, property, _) in References.Where(r => r.Layer == layer && r.Target == target))
        {
            if (item[property] is JsonArray many)
                item[property] = new JsonArray([.. many.Select(id => map(id!.GetValue<string>())).OfType<string>().Distinct(StringComparer.Ordinal).Select(id => (JsonNode)JsonValue.Create(id)!)]);
            else if (item[property] is JsonValue one)
                item[property] = map(one.GetValue<string>());
        }
    }

    /// <summary>Puts one id in the place of another everywhere; null takes the references out.</summary>
    public void Refer(string target, string from, string? to)
    {
        foreach (var layer in Letters.Keys)
        {
            foreach (var item in Items(layer))
                Refer(layer, item, target, id => id == from ? to : id);
        }

        if (target != "actors")
            return;
        foreach (var origin in _root["document"]!["origins"]!.AsArray().Where(o => o!["actor"]?.GetValue<string>() == from))
            origin!["actor"] = to;
    }

    public void Remove(string layer, JsonObject item)
    {
        Refer(layer, IdOf(item), null);
        Layer(layer).Remove(item);
    }
}
