using System.Formats.Tar;
using System.IO.Compression;
using MimeKit;
using Readout.Ingest.Entries;

namespace Readout.Ingest.Archives;

/// <summary>Finds the documents in archives: WARC, ZIP, tar, mbox, one after another, holding one at a time.</summary>
/// <remarks>Never throws on bad input: what is broken comes out as an <see cref="Input"/> with its problem, and reading goes on where the format allows it.
/// Names inside archives are shown, never opened.</remarks>
internal sealed class ArchiveReader(InputOptions options, EntryReader entries)
{
    /// <summary>What unpacks to more than this many times its size, and to more than the limit of one report, is no text.</summary>
    private const int LargestRatio = 200;

    public static bool IsArchive(string file) => KindOf(file) is not null;

    private static string? KindOf(string file)
    {
        var name = file.ToLowerInvariant();
        if (name.EndsWith(".gz", StringComparison.Ordinal))
            name = name[..^3];
        return Path.GetExtension(name) switch { ".warc" => "warc", ".zip" when !file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) => "zip", ".tar" => "tar", ".tgz" => "tar", ".mbox" => "mbox", _ => null };
    }

    /// <param name="stream">Is disposed when all is read.</param>
    public IEnumerable<Input> Read(Stream stream, string source)
    {
        var isPacked = source.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) || source.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase);
        return KindOf(source) switch
        {
            "warc" => Warc(stream, source, isPacked),
            "zip" => Guarded(Zip(stream, source), source),
            "tar" => Guarded(Tar(isPacked ? new GZipStream(stream, CompressionMode.Decompress) : stream, source), source),
            _ => Guarded(Mbox(isPacked ? new GZipStream(stream, CompressionMode.Decompress) : stream, source), source),
        };
    }

    private IEnumerable<Input> Warc(Stream stream, string source, bool isPacked)
    {
        using var warc = new WarcReader(stream, isPacked, options.MaxBytes);
        long told = 0;
        while (warc.Next() is { } record)
        {
            var place = $"{source}:{record.Number}";
            // Progress is told in bytes of the file, of which the records are the unpacked side.
            var size = stream.CanSeek ? stream.Position - told : record.Size;
            told = stream.CanSeek ? stream.Position : 0;
            if (record.Trouble is { } trouble)
            {
                yield return Input.Failed(source, Problem.Error(Codes.BrokenArchiveEntry, place, $"the record was passed over: {trouble}. The others are read."), size);
                continue;
            }

            if (Document(record, place, source, size) is { } input)
                yield return input;
        }
    }

    // Requests, metadata, redirects, pictures and scripts are no reports and no faults.
    private Input? Document(WarcRecord record, string place, string source, long size)
    {
        var (type, body) = (record.Headers.GetValueOrDefault("content-type"), record.Block);
        if (record.Type == "response")
        {
            if (HttpMessage.Parse(record.Block, options.MaxBytes) is not { } message)
                return Input.Failed(source, Problem.Error(Codes.BrokenArchiveEntry, place, "the record was passed over: it holds no HTTP response. The others are read."), size);
            if (message.Status != 200 || !IsDocument(message.ContentType))
                return null;
            if (message.Body is null)
                return Input.Failed(source, Problem.Error(Codes.BrokenArchiveEntry, place, "the record was passed over: its body cannot be unpacked, or unpacks to more than the limit. The others are read."), size);
            (type, body) = (message.ContentType, message.Body);
        }
        else if (record.Type is not ("resource" or "conversion") || !IsDocument(type))
        {
            return null;
        }

        return body.Length == 0 ? null : new Entry { Place = place, Source = source, Bytes = body, ContentType = type, Url = record.Target, Size = size }.Deferred(entries);
    }

    private static bool IsDocument(string? type) => type?.Split(';')[0].Trim().ToLowerInvariant() is "text/html" or "application/xhtml+xml" or "text/plain" or "application/pdf";

    private IEnumerable<Input> Zip(Stream stream, string source)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        foreach (var entry in zip.Entries.OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            if (entry.FullName.EndsWith('/'))
                continue;
            yield return InArchive(entry.FullName, source, entry.CompressedLength, entry.Length, () =>
            {
                using var open = entry.Open();
                return BoundedReading.ReadUpTo(open, options.MaxBytes);
            });
        }
    }

    private IEnumerable<Input> Tar(Stream stream, string source)
    {
        using var tar = new TarReader(stream);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || entry.DataStream is not { } data)
                continue;
            yield return InArchive(entry.Name, source, entry.Length, entry.Length, () => BoundedReading.ReadUpTo(data, options.MaxBytes));
        }
    }

    private Input InArchive(string name, string source, long packed, long unpacked, Func<byte[]?> read)
    {
        var place = $"{source}/{name}";
        var ending = Path.GetExtension(name).ToLowerInvariant();
        if (Path.GetFileName(name) is [] or ['.', ..])
            return Passed(source, packed);
        if (IsArchive(name) || ending is ".gz" or ".bz2" or ".xz" or ".7z" or ".rar")
            return Input.Failed(source, Problem.Error(Codes.ArchiveTooDeep, place, "archives inside archives are not opened. Unpack the outer one and give the inner one."), packed);
        if (ending is not (".txt" or ".text") && !EntryReader.Endings.Contains(ending))
            return Passed(source, packed);
        if (unpacked > options.MaxBytes)
        {
            return unpacked > packed * LargestRatio
                ? Input.Failed(source, Problem.Error(Codes.DecompressionBomb, place, $"it would unpack to {unpacked / Math.Max(1, packed)} times its size. It was not unpacked; if it is sound, unpack it by hand."), packed)
                : Input.Failed(source, Problem.Error(Codes.InputTooLarge, place, "it is larger than the limit, so it is probably something else. If it is a report, raise the limit with --max-size."), packed);
        }

        try
        {
            // The size that the archive states is no promise.
            if (read() is not { } bytes)
                return Input.Failed(source, Problem.Error(Codes.DecompressionBomb, place, "it unpacks to more than the archive says. It was passed over."), packed);
            return new Entry
            {
                Place = place,
                Source = source,
                Bytes = bytes,
                FileName = Path.GetFileName(name),
                Name = Path.GetFileNameWithoutExtension(name),
                Key = name[..^ending.Length],
                Size = packed,
            }.Deferred(entries);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            return Input.Failed(source, Problem.Error(Codes.BrokenArchiveEntry, place, $"it cannot be unpacked ({e.Message.TrimEnd('.')}). It was passed over."), packed);
        }
    }

    // Files that are no documents (pictures, style sheets) count for the progress only.
    private static Input Passed(string source, long bytes) => new() { Place = source, Source = source, Bytes = bytes, IsPassed = true };

    private IEnumerable<Input> Mbox(Stream stream, string source)
    {
        var parser = new MimeParser(stream, MimeFormat.Mbox);
        for (var number = 1; !parser.IsEndOfStream; number++)
        {
            MimeMessage message;
            Input? failed = null;
            try
            {
                message = parser.ParseMessage();
            }
            catch (FormatException e)
            {
                message = new MimeMessage();
                failed = Input.Failed(source, Problem.Error(Codes.BrokenArchiveEntry, $"{source}:{number}", $"the message is broken ({e.Message.TrimEnd('.')}). It was passed over."));
            }

            using (message)
                yield return failed ?? OfMessage(message, $"{source}:{number}", source);
            if (failed is not null)
                yield break;
        }
    }

    private Input OfMessage(MimeMessage message, string place, string source)
    {
        var published = message.Date == default ? (DateOnly?)null : DateOnly.FromDateTime(message.Date.DateTime);
        if (message.TextBody is { } text && !string.IsNullOrWhiteSpace(text))
        {
            var body = string.Join("\n\n", text.ReplaceLineEndings("\n").Split("\n\n").Select(p => string.Join(' ', p.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))).Where(p => p.Length > 0));
            var whole = string.IsNullOrWhiteSpace(message.Subject) ? body : $"{message.Subject.Trim()}\n\n{body}";
            return new Input
            {
                Place = place,
                Source = source,
                Report = new Report { Text = whole, Name = message.MessageId, Published = published ?? options.Published, Language = options.Language, Publisher = message.From.Mailboxes.FirstOrDefault()?.Domain },
                Key = message.MessageId,
                Bytes = whole.Length,
            };
        }

        if (message.HtmlBody is { } html)
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(html);
            return new Entry { Place = place, Source = source, Bytes = bytes, ContentType = "text/html; charset=utf-8", Name = message.MessageId, Key = message.MessageId, Published = published, Size = bytes.Length }.Deferred(entries);
        }

        return Input.Failed(source, Problem.Error(Codes.EmptyText, place, "the message has no text. It was passed over."));
    }

    // A broken archive ends where it is broken; what came before it is read.
    private static IEnumerable<Input> Guarded(IEnumerable<Input> inputs, string source)
    {
        using var each = inputs.GetEnumerator();
        while (true)
        {
            Input next;
            try
            {
                if (!each.MoveNext())
                    yield break;
                next = each.Current;
            }
            catch (Exception e) when (e is InvalidDataException or IOException or EndOfStreamException or NotSupportedException)
            {
                next = Input.Failed(source, Problem.Error(Codes.BrokenArchiveEntry, source, $"the archive is broken from here on ({e.Message.TrimEnd('.')}). What stood before was read."));
                each.Dispose();
            }

            yield return next;
            if (next.Problems is [{ Code: Codes.BrokenArchiveEntry } problem] && problem.Place == source)
                yield break;
        }
    }
}
