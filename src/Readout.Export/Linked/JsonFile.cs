using System.Text.Encodings.Web;
using System.Text.Json;

namespace Readout.Export.Linked;

/// <summary>One JSON document that is written item by item and never held.</summary>
internal sealed class JsonFile : IAsyncDisposable
{
    private const int FlushAt = 64 * 1024;

    private readonly FileStream _stream;

    public JsonFile(string folder, string name)
    {
        _stream = new FileStream(Path.Combine(folder, name), FileMode.CreateNew);
        To = new Utf8JsonWriter(_stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    public Utf8JsonWriter To { get; }

    /// <summary>To be called between items.</summary>
    public async ValueTask PassAsync(CancellationToken cancel)
    {
        if (To.BytesPending > FlushAt)
            await To.FlushAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await To.DisposeAsync();
        await _stream.DisposeAsync();
    }
}

/// <summary>Writing that leaves out what is not known.</summary>
internal static class JsonWriting
{
    public static void Known(this Utf8JsonWriter to, string name, string? value)
    {
        if (value is not null)
            to.WriteString(name, value);
    }

    public static void Known(this Utf8JsonWriter to, string name, DateOnly? day)
    {
        if (day is { } known)
            to.WriteString(name, known.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    public static void List(this Utf8JsonWriter to, string name, IEnumerable<string?> values)
    {
        var begun = false;
        foreach (var value in values.OfType<string>().Where(v => v.Length > 0).Distinct())
        {
            if (!begun)
                to.WriteStartArray(name);
            begun = true;
            to.WriteStringValue(value);
        }

        if (begun)
            to.WriteEndArray();
    }
}
