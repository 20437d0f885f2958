using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Readout.Export.Tables;

namespace Readout.Export;

/// <summary>The export's <c>datapackage.json</c>: Frictionless Data Package with a table schema for each file of rows.</summary>
/// <remarks>What the standard has no word for (engine, filter, what was left out) stands under <c>readout</c>.</remarks>
internal static class DataPackage
{
    public const string FileName = "datapackage.json";

    /// <summary>True when the folder is an export of ours, so that replacing it loses nothing else.</summary>
    public static bool IsOurs(string folder)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, FileName)));
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("readout", out _);
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return false;
        }
    }

    public static string Write(ExportSummary summary, ExportRequest request, ExportContext context) => JsonSerializer.Serialize(
        new Dictionary<string, object?>
        {
            ["profile"] = "data-package",
            ["name"] = "readout-export",
            ["title"] = "Records of diplomacy: who met whom, who said what, which numbers were claimed, what was promised",
            ["created"] = context.Coded.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["readout"] = new Dictionary<string, object?>
            {
                ["engine"] = context.Coder,
                ["schema"] = "readout/1",
                ["filter"] = request.Filter,
                ["records"] = summary.Records,
            },
            ["resources"] = summary.Files.Select(ResourceOf).ToArray(),
        },
        new JsonSerializerOptions { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";

    private static Dictionary<string, object?> ResourceOf(WrittenFile written)
    {
        var file = written.File;
        var resource = new Dictionary<string, object?>
        {
            ["name"] = NameOf(file.Path),
            ["path"] = file.Path,
            ["title"] = file.Title,
            ["profile"] = file.Delimiter is null ? "data-resource" : "tabular-data-resource",
            ["format"] = Path.GetExtension(file.Path).TrimStart('.'),
            ["mediatype"] = file.MediaType,
            ["encoding"] = "utf-8",
            ["bytes"] = written.Bytes,
            ["hash"] = "sha256:" + written.Sha256,
            ["rows"] = file.Rows,
        };
        if (!file.LeftOut.IsEmpty)
            resource["leftOut"] = file.LeftOut;
        if (file.Delimiter is { } delimiter)
            resource["dialect"] = new Dictionary<string, object?> { ["delimiter"] = delimiter.ToString(), ["header"] = true, ["lineTerminator"] = delimiter == '\t' ? "\n" : "\r\n", ["doubleQuote"] = true };
        if (!file.Columns.IsEmpty)
            resource["schema"] = SchemaOf(file, written.Format);
        return resource;
    }

    private static Dictionary<string, object?> SchemaOf(ExportedFile file, string format)
    {
        var schema = new Dictionary<string, object?>
        {
            ["fields"] = file.Columns.Select(c => new Dictionary<string, object?> { ["name"] = c.Name, ["type"] = c.Type.ToString().ToLowerInvariant(), ["description"] = c.Description }).ToArray(),
            ["missingValues"] = new[] { "" },
        };
        if (!file.PrimaryKey.IsEmpty)
            schema["primaryKey"] = file.PrimaryKey;
        var foreign = file.Columns.Where(c => c.Refers is not null).Select(c => new Dictionary<string, object?>
        {
            ["fields"] = c.Name,
            ["reference"] = new Dictionary<string, object?> { ["resource"] = $"{format}-{c.Refers}", ["fields"] = "id" },
        }).ToArray();
        if (foreign.Length > 0)
            schema["foreignKeys"] = foreign;
        return schema;
    }

    // "csv/events.csv" → "csv-events": names may hold small letters, digits, '.', '_' and '-' only.
    private static string NameOf(string path) => Path.ChangeExtension(path, null).Replace('/', '-').ToLowerInvariant();
}
