using Readout.Ingest.Fetching;

namespace Readout.Ingest.Entries;

/// <summary>A document as it was found, in a file, an archive or behind an address, before it is made a report.</summary>
public sealed record Entry
{
    /// <summary>Where it stands, for messages: <c>news.warc.gz:12</c>, <c>pages.zip/2025/talks.html</c>, an address.</summary>
    public required string Place { get; init; }

    /// <summary>The file or address as the user can give it again.</summary>
    public required string Source { get; init; }

    public required byte[] Bytes { get; init; }

    /// <summary>The header Content-Type; null when it came without one (then the file's ending and its first bytes tell).</summary>
    public string? ContentType { get; init; }

    /// <summary>A file name, whose ending tells the kind; never used as a path. Null when there is none.</summary>
    public string? FileName { get; init; }

    /// <summary>Where it was published; null when not known.</summary>
    public string? Url { get; init; }

    /// <summary>What the report is called; null for no name.</summary>
    public string? Name { get; init; }

    /// <summary>Under which a ledger keeps it; null: the report's URL, else its name.</summary>
    public string? Key { get; init; }

    /// <summary>Day of publication where the source around it says so (a feed's item); null when not.</summary>
    public DateOnly? Published { get; init; }

    /// <summary>Bytes it took in its file, for the progress line.</summary>
    public long Size { get; init; }

    /// <summary>A good answer as an entry.</summary>
    /// <param name="fetched">Whose <see cref="Fetched.Problem"/> is null.</param>
    /// <param name="source">The address as it was asked for.</param>
    public static Entry Of(Fetched fetched, string source) => new()
    {
        Place = source,
        Source = source,
        Bytes = fetched.Bytes,
        ContentType = fetched.ContentType,
        FileName = Path.GetFileName(fetched.Address.AbsolutePath),
        Url = fetched.Address.AbsoluteUri,
        Size = fetched.Bytes.Length,
    };

    /// <summary>An input that makes the report when it is needed, on whichever thread.</summary>
    public Input Deferred(EntryReader reader)
    {
        var key = Key ?? Url ?? Name;
        return new()
        {
            Place = Place,
            Source = Source,
            Key = key,
            FoundKey = key,
            Raw = Bytes,
            Extract = () => reader.Read(this) with { Raw = Bytes, FoundKey = key },
            Bytes = Size,
        };
    }
}
