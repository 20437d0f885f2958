using System.Globalization;
using System.Text;
using System.Text.Json;
using Readout.Reference;
using Readout.Tables;

namespace Readout.Ingest.Imports;

/// <summary>Brings actors and places of others into a table of the user's own (docs/reference.md).</summary>
public sealed class ReferenceImport
{
    private static readonly string[] Columns =
        ["kind", "id", "name_en", "name_ru", "name_kk", "name_zh", "aliases_en", "aliases_ru", "country", "office", "organisation", "from", "to", "parent", "lat", "lon"];

    private readonly StateCatalog _states = new();

    // A person's terms are rows of their own: the key holds the office too.
    private readonly Dictionary<(string Kind, string Id, string Office, string From), string[]> _rows = [];

    public int Count => _rows.Count;

    /// <summary>Adds the rows of a table; a row of the same kind, id, office and beginning takes the place of the earlier one.</summary>
    /// <returns>How many rows it had.</returns>
    /// <exception cref="TableException">It is no such table.</exception>
    public int AddTable(string name, string text)
    {
        var table = TsvTable.Parse(name, text, [.. Columns.Select(c => c is "kind" or "id" or "name_en" ? c : c + "?")]);
        foreach (var row in table.Rows)
            Add([.. Columns.Select(c => table.Has(c) ? row[c] : "")]);
        return table.Rows.Count;
    }

    /// <summary>Adds an item of Wikidata: a line of a JSON dump or of <c>wbgetentities</c>.</summary>
    /// <returns>What is wrong with the line; null when it was added, or when it is a bracket of the dump.</returns>
    public string? AddWikidata(string line)
    {
        line = line.Trim().TrimEnd(',');
        if (line is "" or "[" or "]")
            return null;
        try
        {
            using var json = JsonDocument.Parse(line);
            return AddItem(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return "this is no item of Wikidata as JSON on one line.";
        }
    }

    public string ToTable()
    {
        var table = new StringBuilder(string.Join('\t', Columns)).Append('\n');
        foreach (var row in _rows.OrderBy(r => r.Key).Select(r => r.Value))
            table.Append(string.Join('\t', row).TrimEnd('\t')).Append('\n');
        return table.ToString();
    }

    private void Add(string[] cells)
    {
        string Cell(string column) => cells[Array.IndexOf(Columns, column)];
        _rows[(Cell("kind"), Cell("id"), Cell("office"), Cell("from"))] = cells;
    }

    private string? AddItem(JsonElement item)
    {
        var id = item.GetProperty("id").GetString()!;
        if (Label(item, "en") is not { } english)
            return $"{id} has no English name.";
        var kind = Claims(item, "P31").Any(c => IdOf(c) == "Q5") ? "person" : Claims(item, "P625").Any() ? "place" : "organisation";
        var country = Claims(item, kind == "person" ? "P27" : "P17").Select(c => _states.Meant(IdOf(c) ?? "")?.Iso3).LastOrDefault(c => c is not null);
        var (lat, lon) = Claims(item, "P625").Select(Coordinates).FirstOrDefault();
        Add([.. Columns.Select(column => column switch
        {
            "kind" => kind,
            "id" => id,
            "name_en" => Clean(english),
            "name_ru" => Clean(Label(item, "ru") ?? ""),
            "name_kk" => Clean(Label(item, "kk") ?? Label(item, "kk-cyrl") ?? ""),
            "name_zh" => Clean(Label(item, "zh-hans") ?? Label(item, "zh-cn") ?? Label(item, "zh") ?? ""),
            "aliases_en" => Aliases(item, "en"),
            "aliases_ru" => Aliases(item, "ru"),
            "country" => country ?? "",
            "lat" => lat?.ToString(CultureInfo.InvariantCulture) ?? "",
            "lon" => lon?.ToString(CultureInfo.InvariantCulture) ?? "",
            _ => "",
        })]);
        return null;
    }

    private static string? Label(JsonElement item, string language) =>
        item.TryGetProperty("labels", out var labels) && labels.ValueKind == JsonValueKind.Object && labels.TryGetProperty(language, out var label) ? label.GetProperty("value").GetString() : null;

    private static string Aliases(JsonElement item, string language) =>
        item.TryGetProperty("aliases", out var all) && all.ValueKind == JsonValueKind.Object && all.TryGetProperty(language, out var aliases)
            ? string.Join('|', aliases.EnumerateArray().Select(a => Clean(a.GetProperty("value").GetString() ?? "")).Where(a => a.Length > 1))
            : "";

    /// <summary>The values that hold today: deprecated ones and those with an end (P582) are left out; the preferred come last.</summary>
    private static IEnumerable<JsonElement> Claims(JsonElement item, string property)
    {
        if (!item.TryGetProperty("claims", out var claims) || claims.ValueKind != JsonValueKind.Object || !claims.TryGetProperty(property, out var statements))
            return [];
        return statements.EnumerateArray()
            .Where(s => Rank(s) != "deprecated" && !(s.TryGetProperty("qualifiers", out var q) && q.ValueKind == JsonValueKind.Object && q.TryGetProperty("P582", out _)))
            .OrderBy(s => Rank(s) == "preferred")
            .Where(s => s.GetProperty("mainsnak").TryGetProperty("datavalue", out _))
            .Select(s => s.GetProperty("mainsnak").GetProperty("datavalue").GetProperty("value"));
    }

    private static string? Rank(JsonElement statement) => statement.TryGetProperty("rank", out var rank) ? rank.GetString() : "normal";

    private static string? IdOf(JsonElement value) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty("id", out var id) ? id.GetString() : null;

    private static (double? Lat, double? Lon) Coordinates(JsonElement value) => (value.GetProperty("latitude").GetDouble(), value.GetProperty("longitude").GetDouble());

    // Tabs, line ends and '|' are the table's own.
    private static string Clean(string value) => string.Concat(value.Select(c => c is '\t' or '\n' or '\r' or '|' ? ' ' : c)).Trim();
}
