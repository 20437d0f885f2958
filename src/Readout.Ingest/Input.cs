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
}
