using System.Collections.Immutable;
using Readout.Export.Tables;

namespace Readout.Export;

/// <summary>A shape that records can be written in.</summary>
public interface IExportFormat
{
    /// <summary>What <c>--to</c> calls it, and the folder its files lie in.</summary>
    string Name { get; }

    /// <summary>One line for people who choose.</summary>
    string Description { get; }

    /// <param name="folder">Its own, empty; it stands.</param>
    IExportWriter Open(string folder, ExportContext context);
}

/// <summary>Writes record after record; holds no more of them than a few.</summary>
public interface IExportWriter : IAsyncDisposable
{
    ValueTask AddAsync(Record record, CancellationToken cancel = default);

    /// <summary>Ends the files; nothing is added after it.</summary>
    ValueTask<ImmutableArray<ExportedFile>> CompleteAsync(CancellationToken cancel = default);
}

/// <summary>A file of an export.</summary>
/// <param name="Path">Inside the format's folder.</param>
/// <param name="Title">What a row or item of it is, in English.</param>
/// <param name="MediaType">IANA, or the nearest there is.</param>
/// <param name="Rows">Rows or items.</param>
public sealed record ExportedFile(string Path, string Title, string MediaType, long Rows)
{
    /// <summary>The columns of a file of rows; null for what is no table.</summary>
    public ImmutableArray<Column> Columns { get; init; } = [];

    /// <summary>Columns that tell a row from all others; empty when none do.</summary>
    public ImmutableArray<string> PrimaryKey { get; init; } = [];

    /// <summary>',' or '\t' for delimited text with a header; null for others.</summary>
    public char? Delimiter { get; init; }

    /// <summary>What could not be written, by reason; empty when everything was.</summary>
    public ImmutableSortedDictionary<string, long> LeftOut { get; init; } = ImmutableSortedDictionary<string, long>.Empty;
}

/// <summary>What all formats of one export share.</summary>
/// <param name="Coder">Program and version, for formats that name who coded.</param>
/// <param name="Coded">When the export was made.</param>
public sealed record ExportContext(string Coder, DateTimeOffset Coded);
