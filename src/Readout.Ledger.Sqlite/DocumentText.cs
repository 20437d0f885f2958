using System.Text;
using System.Text.Json;

namespace Readout.Ledger.Sqlite;

/// <summary>The text of a record's document, read without the rest of the record.</summary>
internal static class DocumentText
{
    /// <exception cref="JsonException">The JSON is no record.</exception>
    public static string Of(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        Enter(ref reader, "document");
        Enter(ref reader, "text");
        return reader.GetString() ?? throw new JsonException("The document has no text.");
    }

    // Goes to the value of a property of the next object.
    private static void Enter(ref Utf8JsonReader reader, string property)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(property);
            reader.Read();
            if (isIt)
                return;
            reader.Skip();
        }

        throw new JsonException($"There is no '{property}'.");
    }
}
