namespace Readout.Ingest;

/// <summary>A line of bytes without its end.</summary>
/// <param name="Number">1-based.</param>
/// <param name="Bytes">Valid until the next line is read; empty when <paramref name="IsTooLong"/>.</param>
/// <param name="Length">Bytes that it took in the stream, the line end included.</param>
internal readonly record struct Line(int Number, ReadOnlyMemory<byte> Bytes, bool IsTooLong, long Length);

/// <summary>Cuts a stream into lines without ever holding more than one; a line beyond the limit is skipped and told, not held.</summary>
internal sealed class LineReader(Stream stream, int maxBytes)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start, _end, _number;
    private bool _atEnd;

    /// <exception cref="IOException">The stream cannot be read on.</exception>
    public Line? Next()
    {
        var scanned = 0;
        long dropped = 0;
        while (true)
        {
            var newline = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (newline >= 0 || (_atEnd && (_end > _start || dropped > 0)))
            {
                var length = newline >= 0 ? scanned + newline : _end - _start;
                var taken = newline >= 0 ? length + 1 : length;
                var bytes = _buffer.AsMemory(_start, length);
                if (bytes.Length > 0 && bytes.Span[^1] == '\r')
                    bytes = bytes[..^1];
                _start += taken;
                var isTooLong = dropped > 0 || bytes.Length > maxBytes;
                return new Line(++_number, isTooLong ? default : bytes, isTooLong, dropped + taken);
            }

            if (_atEnd)
                return null;
            scanned = _end - _start;
            // One byte more than the limit, so that "\r" before the line end does not make a line too long.
            if (scanned > maxBytes + 1)
            {
                dropped += scanned;
                _start = _end = scanned = 0;
            }

            Fill();
        }
    }

    private void Fill()
    {
        if (_start > 0 && _start == _end)
            _start = _end = 0;
        if (_end == _buffer.Length)
        {
            if (_start > 0)
            {
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
                (_start, _end) = (0, _end - _start);
            }
            else
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _atEnd = read == 0;
    }
}
