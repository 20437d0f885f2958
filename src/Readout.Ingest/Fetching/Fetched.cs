namespace Readout.Ingest.Fetching;

/// <summary>What stood behind an address.</summary>
public sealed record Fetched
{
    /// <summary>After redirects.</summary>
    public required Uri Address { get; init; }

    /// <summary>Of HTTP; 0 when there was no answer.</summary>
    public int Status { get; init; }

    /// <summary>True when the server says that nothing changed since the validators that were sent (304).</summary>
    public bool IsUnchanged => Status == 304;

    /// <summary>Unpacked; empty unless <see cref="Status"/> is 200.</summary>
    public byte[] Bytes { get; init; } = [];

    /// <summary>Header Content-Type; null when missing.</summary>
    public string? ContentType { get; init; }

    /// <summary>Header ETag; null when missing.</summary>
    public string? ETag { get; init; }

    /// <summary>Header Last-Modified as it was sent; null when missing.</summary>
    public string? LastModified { get; init; }

    /// <summary>How long the server wants to be left alone (429 and 503 with Retry-After); null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Why there are no bytes; null when all is well.</summary>
    public Problem? Problem { get; init; }

    /// <summary>True when trying again later may help: no answer, too slow, 429, 5xx.</summary>
    public bool IsPassing { get; init; }
}

/// <summary>How addresses are fetched.</summary>
public sealed record FetchOptions
{
    /// <summary>Who asks, as servers see it.</summary>
    public string UserAgent { get; init; } = "Readout/0.1 (reads reports of diplomacy)";

    /// <summary>The longest answer, in bytes, unpacked.</summary>
    public int MaxBytes { get; init; } = InputOptions.DefaultMaxBytes;

    /// <summary>For one address with all its redirects, from the first byte asked to the last byte read.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(30);

    public int MaxRedirects { get; init; } = 5;

    /// <summary>True lets addresses of this machine and of private networks be opened.</summary>
    public bool AllowPrivate { get; init; }

    /// <summary>Least time between two requests to one host; a robots.txt may ask for more.</summary>
    public TimeSpan HostDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often an address is tried before it is given up, when the failure is a passing one.</summary>
    public int Tries { get; init; } = 3;

    /// <summary>The longest wait that is waited out in the run (between tries, or because a server asks for it); longer ones are left to a later run.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(1);
}
