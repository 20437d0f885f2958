using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Readout.Ingest.Archives;

/// <summary>An HTTP response as it was stored in a web archive.</summary>
/// <param name="Status">Of the status line; 0 when there is none.</param>
/// <param name="ContentType">Null when the header is missing.</param>
/// <param name="Body">Without chunks and packing; null when it is broken or unpacks to more than allowed.</param>
internal sealed record HttpMessage(int Status, string? ContentType, byte[]? Body)
{
    public static HttpMessage? Parse(byte[] block, int maxBytes)
    {
        var end = block.AsSpan().IndexOf("\r\n\r\n"u8);
        var gap = 4;
        if (end < 0)
            (end, gap) = (block.AsSpan().IndexOf("\n\n"u8), 2);
        if (end < 0)
            return null;
        var lines = Encoding.Latin1.GetString(block, 0, end).Split('\n');
        var status = lines[0].Split(' ');
        if (status.Length < 2 || !status[0].StartsWith("HTTP/", StringComparison.OrdinalIgnoreCase) || !int.TryParse(status[1], CultureInfo.InvariantCulture, out var code))
            return null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                headers[line[..colon].Trim()] = line[(colon + 1)..].Trim();
        }

        var body = block.AsSpan(end + gap).ToArray();
        // Crawlers often store the body plain and leave the headers as they were: what does not parse as chunks or a packed stream is plain.
        if (headers.GetValueOrDefault("Transfer-Encoding")?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true)
            body = Dechunked(body) ?? body;
        return new(code, headers.GetValueOrDefault("Content-Type"), Unpacked(body, headers.GetValueOrDefault("Content-Encoding"), maxBytes));
    }

    private static byte[]? Dechunked(byte[] body)
    {
        using var whole = new MemoryStream(body.Length);
        var at = 0;
        while (at < body.Length)
        {
            var newline = body.AsSpan(at).IndexOf("\r\n"u8);
            if (newline < 0 || !int.TryParse(Encoding.ASCII.GetString(body, at, newline).Split(';')[0].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var length) || length < 0)
                return null;
            at += newline + 2;
            if (length == 0)
                break;
            if (at + length > body.Length)
                return null;
            whole.Write(body, at, length);
            at += length + 2;
        }

        return whole.ToArray();
    }

    private static byte[]? Unpacked(byte[] body, string? encoding, int maxBytes)
    {
        try
        {
            using var packed = new MemoryStream(body);
            using Stream? stream = encoding?.Trim().ToLowerInvariant() switch
            {
                "gzip" or "x-gzip" when body is [0x1F, 0x8B, ..] => new GZipStream(packed, CompressionMode.Decompress),
                "br" => new BrotliStream(packed, CompressionMode.Decompress),
                "deflate" => new ZLibStream(packed, CompressionMode.Decompress),
                _ => null,
            };
            return stream is null ? body : BoundedReading.ReadUpTo(stream, maxBytes);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or InvalidOperationException)
        {
            return encoding is "br" or "deflate" && body.AsSpan().IndexOf((byte)'<') is >= 0 and < 256 ? body : null;
        }
    }
}
