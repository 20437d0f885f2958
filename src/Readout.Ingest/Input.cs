using System.Collections.Immutable;

namespace Readout.Ingest;

/// <summary>One report that was found in the input, or the reason why there is none.</summary>
public sealed record Input
{
    /// <summary>Where it stands: a file, or a file and line (<c>reports.jsonl:12</c>); <c>-</c> is standard input.</summary>
    public required string Place { get; init; }

    /// <summary>The file (or folder) as the user can give it again.</summary>
    public required string Source { get; init; }

    /// <summary>Null when <see cref="Problems"/> holds an error.</summary>
    public Report? Report { get; init; }

    /// <summary>Under which a ledger keeps it, so that a changed report takes the place of its earlier self: the URL, else the name, with the
    /// path inside the folder that was given. Null when it has neither.</summary>
    public string? Key { get; init; }

    /// <summary>Gets what stands behind an address: an input with <see cref="Extract"/>, or with the problem. Null for what is here already. Call it once;
    /// it never throws but for cancelling.</summary>
    public Func<CancellationToken, Task<Input>>? Fetch { get; init; }

    /// <summary>Makes the report out of what was found; null when <see cref="Report"/> is there or cannot be. Takes time (pages are parsed), so it is
    /// left to whoever reads: call it once, on any thread.</summary>
    public Func<Input>? Extract { get; init; }

    /// <summary>What <see cref="Extract"/> will look at, for telling whether it is the same as before; null without <see cref="Extract"/>.</summary>
    public ReadOnlyMemory<byte>? Raw { get; init; }

    /// <summary>The key as it was known before <see cref="Extract"/> looked inside (a page may name another address of its own); null without it.</summary>
    public string? FoundKey { get; init; }

    /// <summary>True for what is no document (a picture in an archive): it counts for the progress only.</summary>
    public bool IsPassed { get; init; }

    public ImmutableArray<Problem> Problems { get; init; } = [];

    /// <summary>How much of the input this report took, in bytes, for the progress line.</summary>
    public long Bytes { get; init; }

    public static Input Failed(string source, Problem problem, long bytes = 0) =>
        new() { Place = problem.Place, Source = source, Problems = [problem], Bytes = bytes };
}

/// <summary>What the user says about the input as a whole.</summary>
public sealed record InputOptions
{
    /// <summary>10 MB: a report of this size has more than a thousand pages, so something else was given.</summary>
    public const int DefaultMaxBytes = 10_000_000;

    /// <summary>The longest report that is read, in bytes.</summary>
    public int MaxBytes { get; init; } = DefaultMaxBytes;

    /// <summary>Day of publication for the reports that do not give one themselves; null when not known.</summary>
    public DateOnly? Published { get; init; }

    /// <summary>Language for the reports that do not give one themselves; null leaves it to the reader.</summary>
    public string? Language { get; init; }

    /// <summary>Which columns of a CSV file hold what: the report's field by column name. Null takes columns called like the fields.</summary>
    public IReadOnlyDictionary<string, string>? Columns { get; init; }
}
