using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Readout.Ingest.Archives;

/// <summary>A record of a web archive.</summary>
/// <param name="Number">1-based, of all records of the file.</param>
/// <param name="Headers">By lower-case name.</param>
/// <param name="Block">Empty when <paramref name="Trouble"/> says why it is not there.</param>
/// <param name="Trouble">What is broken or too large; null for a sound record.</param>
/// <param name="Size">Bytes that it took, unpacked.</param>
internal sealed record WarcRecord(int Number, IReadOnlyDictionary<string, string> Headers, byte[] Block, string? Trouble, long Size)
{
    public string? Type => Headers.GetValueOrDefault("warc-type");

    public string? Target => Headers.GetValueOrDefault("warc-target-uri")?.Trim('<', '>', ' ');
}

/// <summary>Cuts a WARC file (ISO 28500, versions 1.0 and 1.1), packed or not, into records, holding one at a time.</summary>
/// <remarks>After a broken record it goes on with the next one: in a packed file every record is a gzip member of its own and can be found again.</remarks>
internal sealed class WarcReader : IDisposable
{
    private const int LongestLine = 64 * 1024;

    // More records than fit into what the unpacker reads ahead.
    private const int Remembered = 128;

    private readonly Stream _raw;
    private readonly bool _isPacked;
    private readonly int _maxBytes;
    private Stream _stream;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start, _end, _number;
    // The last records given, for knowing them again when a search begins before them.
    private readonly Queue<string> _given = new();
    private long _resumed = -1;
    private bool _isNew = true;

    /// <param name="raw">Is disposed with this.</param>
    /// <param name="isPacked">True for gzip.</param>
    /// <param name="maxBytes">Longer blocks are passed over and told.</param>
    public WarcReader(Stream raw, bool isPacked, int maxBytes)
    {
        (_raw, _isPacked, _maxBytes) = (raw, isPacked, maxBytes);
        _stream = isPacked ? new GZipStream(raw, CompressionMode.Decompress, leaveOpen: true) : raw;
    }

    /// <summary>The next record; null at the end.</summary>
    public WarcRecord? Next()
    {
        try
        {
            return Read();
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            var trouble = e is EndOfStreamException ? "the file ends in the middle of the record" : "the record cannot be unpacked";
            if (!FindNext())
                _stream = Stream.Null;
            // Searching again from before the same broken record finds it again: it is told once.
            if (!_isNew)
                return Next();
            _isNew = false;
            return Broken(trouble);
        }
    }

    public void Dispose()
    {
        if (_stream != _raw)
            _stream.Dispose();
        _raw.Dispose();
    }

    private WarcRecord? Read()
    {
        // Blank lines part records; anything else that is no version line is the rest of a broken one.
        var skipped = false;
        string? line;
        while (true)
        {
            if ((line = ReadLine()) is null)
                return skipped ? Broken("the record does not begin with a version line") : null;
            if (line.StartsWith("WARC/", StringComparison.Ordinal))
                break;
            skipped |= line.Length > 0;
        }

        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        while (ReadLine() is { Length: > 0 } header)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                headers[header[..colon].Trim().ToLowerInvariant()] = header[(colon + 1)..].Trim();
        }

        var id = headers.GetValueOrDefault("warc-record-id");
        if (!long.TryParse(headers.GetValueOrDefault("content-length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            return Broken("its length is missing or no number");
        if (length > _maxBytes)
        {
            Skip(length);
            return new(++_number, headers, [], Told(headers) ? "it is longer than the limit (--max-size)" : null, length);
        }

        var block = ReadExactly((int)length);
        if (id is not null)
        {
            if (_given.Contains(id))
                return Read();
            _given.Enqueue(id);
            if (_given.Count > Remembered)
                _given.Dequeue();
        }

        _isNew = true;
        return new(++_number, headers, block, null, length);
    }

    // Only what would have been read is worth telling about.
    private static bool Told(Dictionary<string, string> headers) => headers.GetValueOrDefault("warc-type") is "response" or "resource" or "conversion";

    private WarcRecord Broken(string trouble) => new(++_number, new Dictionary<string, string>(), [], trouble, 0);

    private bool Fill()
    {
        (_start, _end) = (0, _stream.Read(_buffer, 0, _buffer.Length));
        return _end > 0;
    }

    private string? ReadLine()
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end && !Fill())
                return line.Length == 0 ? null : line.ToString();
            var newline = Array.IndexOf(_buffer, (byte)'\n', _start, _end - _start);
            var stop = newline < 0 ? _end : newline;
            if (line.Length < LongestLine)
                line.Append(Encoding.UTF8.GetString(_buffer, _start, Math.Min(stop - _start, LongestLine)));
            _start = newline < 0 ? _end : newline + 1;
            if (newline >= 0)
                return line.ToString().TrimEnd('\r');
        }
    }

    private byte[] ReadExactly(int length)
    {
        var block = new byte[length];
        for (var done = 0; done < length;)
        {
            if (_start == _end && !Fill())
                throw new EndOfStreamException();
            var take = Math.Min(length - done, _end - _start);
            Buffer.BlockCopy(_buffer, _start, block, done, take);
            (_start, done) = (_start + take, done + take);
        }

        return block;
    }

    private void Skip(long length)
    {
        while (length > 0)
        {
            if (_start == _end && !Fill())
                throw new EndOfStreamException();
            var take = (int)Math.Min(length, _end - _start);
            (_start, length) = (_start + take, length - take);
        }
    }

    // The unpacker reads ahead by at most this much of the file, so the next member begins behind here.
    private const int ReadAhead = 8192;

    private bool FindNext()
    {
        (_start, _end) = (0, 0);
        if (!_isPacked || !_raw.CanSeek)
            return false;
        _stream.Dispose();
        var at = Math.Max(0, _raw.Position - ReadAhead);
        if (at <= _resumed)
            at = _resumed + 1;
        var window = new byte[256 * 1024];
        while (at < _raw.Length)
        {
            _raw.Position = at;
            var read = _raw.ReadAtLeast(window, window.Length, throwOnEndOfStream: false);
            for (var i = 0; i + 3 <= read; i++)
            {
                if (window[i] == 0x1F && window[i + 1] == 0x8B && window[i + 2] == 8 && BeginsRecord(at + i))
                {
                    _resumed = _raw.Position = at + i;
                    _stream = new GZipStream(_raw, CompressionMode.Decompress, leaveOpen: true);
                    return true;
                }
            }

            at += Math.Max(1, read - 2);
        }

        return false;
    }

    private bool BeginsRecord(long at)
    {
        try
        {
            _raw.Position = at;
            using var member = new GZipStream(_raw, CompressionMode.Decompress, leaveOpen: true);
            Span<byte> head = stackalloc byte[5];
            return member.ReadAtLeast(head, 5, throwOnEndOfStream: false) == 5 && head.SequenceEqual("WARC/"u8);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
