using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Readout.Ingest.Fetching;

namespace Readout.Ingest.Archives;

/// <summary>Writes what was fetched into a WARC file (1.1), each record a gzip member of its own, so that a reading can be repeated and other tools can open it.</summary>
/// <remarks>Appends; a record is written whole and flushed. Thread-safe.</remarks>
public sealed class WarcWriter : IDisposable
{
    private readonly FileStream _file;
    private readonly Lock _lock = new();

    /// <param name="file">Made when it is not there.</param>
    public WarcWriter(string file)
    {
        _file = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read);
        if (_file.Length == 0)
        {
            var info = "software: Readout\r\nformat: WARC File Format 1.1\r\n"u8;
            Write("warcinfo", null, "application/warc-fields", info, DateTimeOffset.UtcNow);
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Keeps a good answer; its body is stored unpacked, with the headers that tell what it is.</summary>
    public void Write(Fetched fetched, DateTimeOffset now)
    {
        var head = new StringBuilder("HTTP/1.1 200 OK\r\n");
        foreach (var (name, value) in new[] { ("Content-Type", fetched.ContentType), ("ETag", fetched.ETag), ("Last-Modified", fetched.LastModified) })
        {
            if (value is not null)
                head.Append(CultureInfo.InvariantCulture, $"{name}: {OneLine(value)}\r\n");
        }

        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {fetched.Bytes.Length}\r\n\r\n");
        Write("response", fetched.Address, "application/http; msgtype=response", [.. Encoding.Latin1.GetBytes(head.ToString()), .. fetched.Bytes], now);
    }

    private static string OneLine(string value) => value.ReplaceLineEndings(" ");

    private void Write(string type, Uri? target, string contentType, ReadOnlySpan<byte> block, DateTimeOffset now)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"WARC/1.1\r\nWARC-Type: {type}\r\nWARC-Record-ID: <urn:uuid:{Guid.NewGuid()}>\r\nWARC-Date: {now.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\r\n")
            + (target is null ? "" : $"WARC-Target-URI: {target.AbsoluteUri}\r\n")
            + string.Create(CultureInfo.InvariantCulture, $"WARC-Block-Digest: sha256:{Convert.ToHexStringLower(SHA256.HashData(block))}\r\nContent-Type: {contentType}\r\nContent-Length: {block.Length}\r\n\r\n");
        using var member = new MemoryStream();
        using (var packed = new GZipStream(member, CompressionLevel.Optimal, leaveOpen: true))
        {
            packed.Write(Encoding.UTF8.GetBytes(head));
            packed.Write(block);
            packed.Write("\r\n\r\n"u8);
        }

        lock (_lock)
        {
            member.WriteTo(_file);
            _file.Flush();
        }
    }
}
