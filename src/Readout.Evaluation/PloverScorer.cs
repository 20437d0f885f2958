using System.Globalization;
using System.Text.Json;

namespace Readout.Evaluation;

/// <summary>Counts how often the type of a PLOVER gold-standard record is among the types that reading its sentence gives.</summary>
/// <remarks>Gold: JSON Lines with <c>id</c>, <c>text</c> and <c>event</c> (a PLOVER type), <c>language</c> where it is known. One label a sentence, although many hold more events: other types found are not counted as wrong.</remarks>
public sealed class PloverScorer
{
    private readonly SortedDictionary<string, (int Gold, int Right)> _types = new(StringComparer.Ordinal);
    private int _found;

    private int Gold => _types.Values.Sum(t => t.Gold);

    private int Right => _types.Values.Sum(t => t.Right);

    /// <summary>Records of a file, in its order.</summary>
    /// <exception cref="GoldException">A line is no PLOVER record.</exception>
    public static IEnumerable<(string Id, string Text, string Type, string? Language)> Load(string file)
    {
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                yield return Parse(line, $"{file}:{number}");
        }
    }

    private static (string, string, string, string?) Parse(string line, string place)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return (Field(json.RootElement, "id", place), Field(json.RootElement, "text", place), Field(json.RootElement, "event", place), json.RootElement.TryGetProperty("language", out var language) ? language.GetString() : null);
        }
        catch (JsonException e)
        {
            throw new GoldException(place, $"broken JSON: {e.Message}");
        }
    }

    private static string Field(JsonElement record, string name, string place) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new GoldException(place, $"a PLOVER record is a JSON object with '{name}', a string.");

    /// <summary>Counts one record; true when its type was found.</summary>
    public bool Add(string type, Record record)
    {
        var types = PloverCoding.TypesOf(record);
        var right = types.Contains(type);
        var (gold, before) = _types.GetValueOrDefault(type);
        _types[type] = (gold + 1, before + (right ? 1 : 0));
        _found += types.Count;
        return right;
    }

    public void WriteTable(TextWriter to)
    {
        to.WriteLine("type       gold  found  share");
        foreach (var (type, (gold, right)) in _types)
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{type,-10}{gold,5}{right,7}{(double)right / gold,7:0.000}"));
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Gold} sentences, {(double)_found / Math.Max(1, Gold):0.00} types a sentence; gold type found {(double)Right / Math.Max(1, Gold):0.000}"));
    }

    public void WriteJson(TextWriter to)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartObject("types");
            foreach (var (type, (gold, right)) in _types)
            {
                json.WriteStartObject(type);
                json.WriteNumber("gold", gold);
                json.WriteNumber("found", right);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteNumber("sentences", Gold);
            json.WriteNumber("typesPerSentence", Math.Round((double)_found / Math.Max(1, Gold), 3));
            json.WriteNumber("share", Math.Round((double)Right / Math.Max(1, Gold), 3));
            json.WriteEndObject();
        }

        to.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }
}
