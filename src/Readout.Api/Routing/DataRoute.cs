using System.Collections.Immutable;
using System.Text.Json;
using Readout.Export.Linked;
using Readout.Ledger;

namespace Readout.Api.Routing;

/// <summary>A route that gives data: under <c>/api/v1</c> in the format that Accept asks for, and as the page's own address with an ending (<c>/dyads/CHN-KAZ.csv</c>).</summary>
internal abstract record DataRoute(string Path, string Name, string Tag, string Summary, Type Answer)
{
    public ImmutableArray<Parameter> Parameters { get; init; } = [];

    /// <summary>True for a page that people see too, so that its address with an ending gives its data.</summary>
    public bool IsPage { get; init; } = true;

    /// <summary>Media types beside JSON.</summary>
    public abstract ImmutableArray<DataFormat> Formats { get; }

    /// <summary>The answer as JSON, whole in memory: a page of a list, or one thing.</summary>
    public abstract ValueTask<byte[]> JsonAsync(Ask ask);

    /// <summary>The whole result, without pages, in another format.</summary>
    public abstract Task StreamAsync(Ask ask, DataFormat format, Stream to);
}

/// <summary>A format of data.</summary>
/// <param name="Ending">Of the address, without the dot.</param>
internal sealed record DataFormat(string Ending, string MediaType)
{
    public static readonly DataFormat Json = new("json", "application/json");
    public static readonly DataFormat Csv = new("csv", "text/csv");
    public static readonly DataFormat Lines = new("jsonl", "application/x-ndjson");
    public static readonly DataFormat Linked = new("jsonld", "application/ld+json");

    public static readonly ImmutableArray<DataFormat> All = [Json, Csv, Lines, Linked];
}

/// <summary>A route whose answer is, or has, a list of items.</summary>
/// <param name="Json">The answer for one page; serialised as it is.</param>
/// <param name="Items">All items, streamed.</param>
internal sealed record DataRoute<T>(string Path, string Name, string Tag, string Summary, Type Answer, Func<Ask, ValueTask<object>> Json, Func<Ask, ILedger, IAsyncEnumerable<T>> Items)
    : DataRoute(Path, Name, Tag, Summary, Answer)
{
    private const int PassAt = 32 * 1024;

    /// <summary>Writes items as rows (<see cref="Sheet{T}.WriteAsync"/>); null for items that are no rows.</summary>
    public Func<Stream, IAsyncEnumerable<T>, CancellationToken, Task>? Csv { get; init; }

    /// <summary>Writes an item as nodes of linked data; null for items that are none.</summary>
    public Action<Utf8JsonWriter, T>? Linked { get; init; }

    /// <summary>Writes an item as a line; null for plain JSON of the item.</summary>
    public Action<Utf8JsonWriter, T>? Line { get; init; }

    public override ImmutableArray<DataFormat> Formats =>
        [.. DataFormat.All.Where(f => f != DataFormat.Csv || Csv is not null).Where(f => f != DataFormat.Linked || Linked is not null)];

    public override async ValueTask<byte[]> JsonAsync(Ask ask) => await Json(ask) switch
    {
        Record record => System.Text.Encoding.UTF8.GetBytes(RecordJson.Write(record)),
        var answer => JsonSerializer.SerializeToUtf8Bytes(answer, Answer, ApiJson.Options),
    };

    public override async Task StreamAsync(Ask ask, DataFormat format, Stream to)
    {
        await using var lease = await ask.Pool.RentAsync(ask.Cancel);
        var items = Items(ask, lease.Ledger);
        if (format == DataFormat.Csv)
            await Csv!(to, items, ask.Cancel);
        else if (format == DataFormat.Linked)
            await LinkedAsync(items, to, ask.Cancel);
        else
            await LinesAsync(items, to, ask.Cancel);
    }

    private async Task LinesAsync(IAsyncEnumerable<T> items, Stream to, CancellationToken cancel)
    {
        using var gathered = new MemoryStream();
        await using var writer = new Utf8JsonWriter(gathered, new JsonWriterOptions { Encoder = ApiJson.Options.Encoder });
        await foreach (var item in items.WithCancellation(cancel))
        {
            if (Line is not null)
                Line(writer, item);
            else
                JsonSerializer.Serialize(writer, item, ApiJson.Options);
            writer.Flush();
            writer.Reset();
            gathered.WriteByte((byte)'\n');
            if (gathered.Length > PassAt)
                await PassAsync(gathered, to, cancel);
        }

        await PassAsync(gathered, to, cancel);
    }

    private async Task LinkedAsync(IAsyncEnumerable<T> items, Stream to, CancellationToken cancel)
    {
        using var gathered = new MemoryStream();
        await using var writer = new Utf8JsonWriter(gathered, new JsonWriterOptions { Encoder = ApiJson.Options.Encoder });
        writer.WriteStartObject();
        LinkedData.WriteContext(writer);
        writer.WriteStartArray("@graph");
        await foreach (var item in items.WithCancellation(cancel))
        {
            Linked!(writer, item);
            writer.Flush();
            if (gathered.Length > PassAt)
                await PassAsync(gathered, to, cancel);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        await PassAsync(gathered, to, cancel);
    }

    private static async ValueTask PassAsync(MemoryStream gathered, Stream to, CancellationToken cancel)
    {
        await to.WriteAsync(gathered.GetBuffer().AsMemory(0, (int)gathered.Length), cancel);
        gathered.SetLength(0);
    }
}

/// <summary>A page of a list.</summary>
/// <param name="Items">In the order that the route tells.</param>
/// <param name="Total">How many there are in all; null where counting would cost more than it tells.</param>
/// <param name="IsExact">False when there may be more than were counted.</param>
/// <param name="Next">Where the next page begins, for the parameter <c>next</c>; opaque; null on the last page.</param>
/// <param name="NextUrl">The address of the next page; null on the last.</param>
/// <param name="Version">The ledger's version that answered; <c>asOf</c> takes it.</param>
internal record ListOf<T>(ImmutableArray<T> Items, int? Total, bool IsExact, string? Next, string? NextUrl, long Version);
