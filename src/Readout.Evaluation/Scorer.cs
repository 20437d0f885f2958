using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Readout.Evaluation;

/// <summary>Scores records against gold records. The same figures as the contract's reference script, digit by digit, and the same report.</summary>
/// <remarks>Gold: a folder of JSON files, see eval/gold/README.md. Predictions: records by the name of their document.</remarks>
public sealed class Scorer
{
    private readonly double[] _right = new double[Layers.Length];
    private readonly int[] _matched = new int[Layers.Length];
    private readonly int[] _predicted = new int[Layers.Length];
    private readonly int[] _gold = new int[Layers.Length];
    private readonly List<string> _missing = [];
    private int _documents;

    public static ImmutableArray<Layer> Layers { get; } = [.. Enum.GetValues<Layer>()];

    /// <summary>Gold documents in the order of their file names.</summary>
    /// <exception cref="GoldException">The folder is not there, holds no gold files, or one of them is broken.</exception>
    public static IReadOnlyList<JsonElement> LoadGold(string folder)
    {
        if (!Directory.Exists(folder))
            throw new GoldException(folder, "there is no such folder.");
        var files = Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
            throw new GoldException(folder, "there are no gold files (*.json) in the folder.");
        return [.. files.Select(LoadGoldFile)];
    }

    private static JsonElement LoadGoldFile(string file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var gold = json.RootElement.Clone();
            foreach (var field in new[] { "id", "text" })
            {
                if (gold.ValueKind != JsonValueKind.Object || !gold.TryGetProperty(field, out var value) || value.ValueKind != JsonValueKind.String)
                    throw new GoldException(file, $"a gold file is a JSON object with '{field}', a string.");
            }

            return gold;
        }
        catch (JsonException e)
        {
            throw new GoldException(file, $"broken JSON: {e.Message}");
        }
    }

    /// <summary>Records of a file, one a line, by <c>document.name</c>, else <c>document.id</c>. The last of a name counts.</summary>
    /// <exception cref="GoldException">A line is no record.</exception>
    public static Dictionary<string, JsonElement> LoadPredictions(string file)
    {
        var records = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in File.ReadLines(file, Encoding.UTF8))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            try
            {
                using var json = JsonDocument.Parse(line);
                var record = json.RootElement.Clone();
                if (record.ValueKind != JsonValueKind.Object || !record.TryGetProperty("document", out var document) || NameOf(document) is not { } name)
                    throw new GoldException($"{file}:{number}", "a prediction is a record with document.name or document.id.");
                records[name] = record;
            }
            catch (JsonException e)
            {
                throw new GoldException($"{file}:{number}", $"broken JSON: {e.Message}");
            }
        }

        return records;
    }

    private static string? NameOf(JsonElement document)
    {
        foreach (var field in new[] { "name", "id" })
        {
            if (document.ValueKind == JsonValueKind.Object && document.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } name)
                return name;
        }

        return null;
    }

    /// <summary>Adds one document to the score.</summary>
    /// <param name="gold">As <see cref="LoadGold"/> gives it.</param>
    /// <param name="record">Null when there is no record of it: all its items count as missed.</param>
    /// <param name="errors">Layer whose misses are told; null for none.</param>
    /// <param name="to">Where misses and the line of the document go.</param>
    /// <param name="perDocument">True writes a line for the document.</param>
    public void Add(JsonElement gold, JsonElement? record, Layer? errors = null, TextWriter? to = null, bool perDocument = false)
    {
        var document = new ScoredDocument(gold, record);
        _documents++;
        if (record is null)
            _missing.Add(document.Id);
        var line = new List<string>();
        foreach (var layer in Layers)
        {
            var i = (int)layer;
            var matched = document.MatchUp(layer);
            var (golds, predicted) = (document.Gold(layer), document.Predicted(layer));
            var right = 0.0;
            foreach (var match in matched)
                right += match.Right;
            _matched[i] += matched.Count;
            _right[i] += right;
            _predicted[i] += predicted.Count;
            _gold[i] += golds.Count;
            var name = ScoredDocument.Name(layer);
            line.Add($"{name[..5]} {PythonText.Fixed(F1(right, predicted.Count, golds.Count).F, 2)}");
            if (errors == layer && to is not null)
                TellErrors(document.Id, matched, golds, predicted, to);
        }

        if (perDocument)
            to?.Write($"{document.Id,-16} {string.Join("  ", line)}\n");
    }

    private static void TellErrors(string id, List<Match> matched, List<JsonElement> golds, List<JsonElement> predicted, TextWriter to)
    {
        for (var g = 0; g < golds.Count; g++)
        {
            var match = matched.FirstOrDefault(m => m.Gold == g, new Match(-1, -1, []));
            if (match.Gold < 0)
                to.Write($"{id} missed   {PythonText.Json(golds[g])}\n");
            else if (!match.Keys.All(k => k))
                to.Write($"{id} keys [{string.Join(", ", match.Keys.Select(k => k ? 1 : 0))}] {PythonText.Json(golds[g])}  <- predicted #{match.Predicted}\n");
        }

        for (var p = 0; p < predicted.Count; p++)
        {
            if (!matched.Any(m => m.Predicted == p))
                to.Write($"{id} spurious {PythonText.First(PythonText.Json(predicted[p]), 400)}\n");
        }
    }

    /// <summary>The scores of all layers.</summary>
    public ImmutableArray<LayerScore> Scores() =>
    [
        .. Layers.Select(layer =>
        {
            var i = (int)layer;
            var (p, r, f) = F1(_matched[i], _predicted[i], _gold[i]);
            return new LayerScore(layer, PythonText.Round(p, 4), PythonText.Round(r, 4), PythonText.Round(f, 4),
                PythonText.Round(F1(_right[i], _predicted[i], _gold[i]).F, 4), _gold[i], _predicted[i]);
        }),
    ];

    /// <summary>Mean of <see cref="LayerScore.Right"/> over the layers that the gold has items of: the headline figure.</summary>
    public double MeanRight()
    {
        var rights = Scores().Where(s => s.Gold > 0).Select(s => s.Right).ToList();
        var sum = 0.0;
        foreach (var right in rights)
            sum += right;
        return rights.Count == 0 ? 0.0 : PythonText.Round(sum / rights.Count, 4);
    }

    public void WriteTable(TextWriter to)
    {
        to.Write($"{"layer",-14}{"gold",6}{"pred",6}{"prec",8}{"recall",8}{"found",8}{"right",8}\n");
        foreach (var s in Scores())
        {
            to.Write(string.Create(CultureInfo.InvariantCulture, $"{ScoredDocument.Name(s.Layer),-14}{s.Gold,6}{s.Predicted,6}")
                + $"{PythonText.Fixed(s.Precision, 3),8}{PythonText.Fixed(s.Recall, 3),8}{PythonText.Fixed(s.Found, 3),8}{PythonText.Fixed(s.Right, 3),8}\n");
        }

        to.Write(string.Create(CultureInfo.InvariantCulture, $"{_documents} documents, {_missing.Count} without a record; mean right {PythonText.Fixed(MeanRight(), 3)}\n"));
    }

    public void WriteJson(TextWriter to)
    {
        to.Write('{');
        foreach (var s in Scores())
        {
            to.Write(string.Create(CultureInfo.InvariantCulture,
                $$"""
                "{{ScoredDocument.Name(s.Layer)}}": {"precision": {{PythonText.Repr(s.Precision)}}, "recall": {{PythonText.Repr(s.Recall)}}, "found": {{PythonText.Repr(s.Found)}}, "right": {{PythonText.Repr(s.Right)}}, "gold": {{s.Gold}}, "predicted": {{s.Predicted}}}, 
                """));
        }

        var missing = string.Join(", ", _missing.Select(m => PythonText.Json(JsonSerializer.SerializeToElement(m, StringJson.Default.String))));
        to.Write(string.Create(CultureInfo.InvariantCulture, $"\"mean_right\": {PythonText.Repr(MeanRight())}, \"documents\": {_documents}, \"missing\": [{missing}]}}\n"));
    }

    private static (double Precision, double Recall, double F) F1(double hits, int predicted, int gold)
    {
        var p = predicted > 0 ? hits / predicted : gold == 0 ? 1.0 : 0.0;
        var r = gold > 0 ? hits / gold : 1.0;
        return (p, r, p + r != 0 ? 2 * p * r / (p + r) : 0.0);
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class StringJson : System.Text.Json.Serialization.JsonSerializerContext;
