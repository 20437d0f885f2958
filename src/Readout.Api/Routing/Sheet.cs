using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Readout.Api.Routing;

/// <summary>Items as rows of a table: a column a value, the words and their source in columns of their own.</summary>
internal sealed class Sheet<T>(params (string Name, Func<T, object?> Cell)[] columns)
{
    public ImmutableArray<string> Columns { get; } = [.. columns.Select(c => c.Name)];

    /// <summary>Writes CSV: UTF-8, RFC 4180, a header, empty for what is not known.</summary>
    public async Task WriteAsync(Stream to, IAsyncEnumerable<T> items, CancellationToken cancel)
    {
        // The body of an answer takes no synchronous writes: rows gather in memory and go out when there are enough.
        using var gathered = new MemoryStream();
        await using var text = new StreamWriter(gathered, leaveOpen: true);
        await using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" });
        foreach (var (name, _) in columns)
            csv.WriteField(name);
        csv.NextRecord();
        await foreach (var item in items.WithCancellation(cancel))
        {
            foreach (var (_, cell) in columns)
                csv.WriteField(Written(cell(item)));
            csv.NextRecord();
            if (gathered.Length > 32 * 1024)
                await PassAsync();
        }

        await csv.FlushAsync();
        await PassAsync();

        async Task PassAsync()
        {
            await text.FlushAsync(cancel);
            await to.WriteAsync(gathered.GetBuffer().AsMemory(0, (int)gathered.Length), cancel);
            gathered.SetLength(0);
        }
    }

    private static string? Written(object? cell) => cell switch
    {
        null => null,
        bool yes => yes ? "true" : "false",
        Enum word => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString()),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable<string> several => string.Join("; ", several),
        _ => cell.ToString(),
    };
}
