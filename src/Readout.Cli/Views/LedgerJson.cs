using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Readout.Ledger;

namespace Readout.Cli.Views;

/// <summary>Summaries and hits as JSON, one line each, in the manner of the record's JSON.</summary>
internal static class LedgerJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static string Write(RecordSummary record) => JsonSerializer.Serialize(record, Options);

    public static string Write(SearchHit hit) => JsonSerializer.Serialize(new
    {
        hit.Record.Id,
        hit.Record.Name,
        hit.Record.Language,
        hit.Record.Title,
        hit.Record.Published,
        hit.Record.Publisher,
        hit.Record.Url,
        hit.Record.Parties,
        hit.Score,
        Snippet = new { hit.Snippet.Start, hit.Snippet.Text, hit.Snippet.Marks },
        hit.Cursor,
    }, Options);

    public static string Write(object value) => JsonSerializer.Serialize(value, Options);
}
