using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Readout;

/// <summary>The JSON of records: camel case, enums in kebab case, one line, non-ASCII letters as they are.</summary>
public static class RecordJson
{
    private static readonly RecordJsonContext Compact = new(Options(indented: false));
    private static readonly RecordJsonContext Indented = new(Options(indented: true));

    /// <summary>Writes a record; the same record gives the same bytes on any machine and in any culture.</summary>
    public static string Write(Record record, bool indented = false) =>
        JsonSerializer.Serialize(record, (indented ? Indented : Compact).Record);

    /// <inheritdoc cref="Write(Record, bool)"/>
    public static void Write(Utf8JsonWriter writer, Record record) =>
        JsonSerializer.Serialize(writer, record, Compact.Record);

    /// <summary>Reads a record that <see cref="Write(Record, bool)"/> wrote.</summary>
    /// <exception cref="JsonException">The text is no record.</exception>
    public static Record Read(string json) =>
        JsonSerializer.Deserialize(json, Compact.Record) ?? throw new JsonException("The JSON is null, not a record.");

    /// <inheritdoc cref="Read(string)"/>
    public static Record Read(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, Compact.Record) ?? throw new JsonException("The JSON is null, not a record.");

    private static JsonSerializerOptions Options(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
        NewLine = "\n",
        Converters =
        {
            new KebabEnumConverter<MentionForm>(), new KebabEnumConverter<PublishedFrom>(), new KebabEnumConverter<ActorKind>(),
            new KebabEnumConverter<DatePrecision>(), new KebabEnumConverter<EventStatus>(), new KebabEnumConverter<StatementKind>(),
            new KebabEnumConverter<Approximation>(), new KebabEnumConverter<ChangeDirection>(), new KebabEnumConverter<FigureStatus>(),
            new KebabEnumConverter<CommitmentStatus>(), new KebabEnumConverter<RelationStatus>(), new KebabEnumConverter<DiagnosticSeverity>(),
        },
    };
}

[JsonSerializable(typeof(Record))]
internal sealed partial class RecordJsonContext : JsonSerializerContext;

internal sealed class KebabEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower)
    where T : struct, Enum;

/// <summary>A single id as a string, several as an array, none as null.</summary>
internal sealed class OneOrManyConverter : JsonConverter<ImmutableArray<string>>
{
    public override bool HandleNull => true;

    public override ImmutableArray<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return [];
        if (reader.TokenType == JsonTokenType.String)
            return [reader.GetString()!];
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("Expected an id, an array of ids or null.");
        var ids = ImmutableArray.CreateBuilder<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            ids.Add(reader.GetString() ?? throw new JsonException("An id is null."));
        return ids.ToImmutable();
    }

    public override void Write(Utf8JsonWriter writer, ImmutableArray<string> value, JsonSerializerOptions options)
    {
        switch (value.Length)
        {
            case 0:
                writer.WriteNullValue();
                break;
            case 1:
                writer.WriteStringValue(value[0]);
                break;
            default:
                writer.WriteStartArray();
                foreach (var id in value)
                    writer.WriteStringValue(id);
                writer.WriteEndArray();
                break;
        }
    }
}
