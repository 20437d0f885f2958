using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Readout.Export;

/// <summary>What is exported, where to and as what.</summary>
public sealed record ExportRequest
{
    public required string Folder { get; init; }

    public required ImmutableArray<IExportFormat> Formats { get; init; }

    /// <summary>How the records were chosen, as a person would type it; empty for all.</summary>
    public string Filter { get; init; } = "";

    /// <summary>True puts the new export in the place of an earlier one; other folders are never touched.</summary>
    public bool Replace { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>What an export holds.</summary>
/// <param name="Records">How many records went in.</param>
/// <param name="Files">Paths inside the folder, with bytes and SHA-256 (hex).</param>
public sealed record ExportSummary(long Records, ImmutableArray<WrittenFile> Files);

/// <param name="Format">Which format it belongs to.</param>
/// <param name="File">What the format says of it; its path now counts from the export's folder.</param>
public sealed record WrittenFile(string Format, ExportedFile File, long Bytes, string Sha256);

/// <summary>Writes records into a folder that is there whole or not at all: formats, then <c>README.md</c> and <c>datapackage.json</c>, then its name.</summary>
public static class Exporter
{
    /// <exception cref="ExportException">The folder is taken, or cannot be written.</exception>
    public static async Task<ExportSummary> RunAsync(IAsyncEnumerable<Record> records, ExportRequest request, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            using var site = BuildingSite.Begin(request.Folder, request.Replace);
            var context = new ExportContext(Reader.Version, request.Clock.GetUtcNow());
            var count = 0L;
            var files = ImmutableArray.CreateBuilder<WrittenFile>();
            var writers = new List<(IExportFormat Format, IExportWriter Writer)>();
            try
            {
                foreach (var format in request.Formats)
                    writers.Add((format, format.Open(Directory.CreateDirectory(Path.Combine(site.Folder, format.Name)).FullName, context)));
                await foreach (var record in records.WithCancellation(cancel))
                {
                    count++;
                    foreach (var (_, writer) in writers)
                        await writer.AddAsync(record, cancel);
                }

                foreach (var (format, writer) in writers)
                {
                    foreach (var file in await writer.CompleteAsync(cancel))
                        files.Add(await WrittenAsync(site.Folder, format.Name, file, cancel));
                }
            }
            finally
            {
                foreach (var (_, writer) in writers)
                    await writer.DisposeAsync();
            }

            var summary = new ExportSummary(count, files.ToImmutable());
            await File.WriteAllTextAsync(Path.Combine(site.Folder, "README.md"), ExportReadme.Write(summary, request, context), cancel);
            await File.WriteAllTextAsync(Path.Combine(site.Folder, DataPackage.FileName), DataPackage.Write(summary, request, context), cancel);
            site.Finish();
            return summary;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExportException(Codes.OutputNotWritable, request.Folder, $"the export cannot be written: {e.Message.TrimEnd('.')}. Check that you may write there and that the disk has room.", e);
        }
    }

    private static async Task<WrittenFile> WrittenAsync(string folder, string format, ExportedFile file, CancellationToken cancel)
    {
        var path = Path.Combine(folder, format, file.Path);
        await using var stream = File.OpenRead(path);
        return new(format, file with { Path = $"{format}/{file.Path}" }, stream.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel)));
    }
}
