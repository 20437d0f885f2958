namespace Readout.Ingest;

/// <summary>A stream whose first bytes can be looked at before it is read. Disposes the inner stream.</summary>
internal sealed class PeekStream(Stream inner) : Stream
{
    private byte[] _head = [];
    private int _given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>The first bytes; fewer when the stream ends before.</summary>
    public ReadOnlySpan<byte> First(int count)
    {
        while (_head.Length < count)
        {
            var more = new byte[count - _head.Length];
            var read = inner.Read(more, 0, more.Length);
            if (read == 0)
                break;
            _head = [.. _head, .. more.AsSpan(0, read)];
        }

        return _head.AsSpan(0, Math.Min(count, _head.Length));
    }

    /// <summary>The first character that is no blank, line end or byte-order mark (of UTF-8, or of UTF-16, whose zero bytes are passed over); '\0' when there is none.</summary>
    public char FirstVisible()
    {
        for (var at = 0; at < 4096; at++)
        {
            var head = First(at + 1);
            if (head.Length <= at)
                break;
            if (head[at] is not (0 or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF or 0xFE or 0xFF))
                return (char)head[at];
        }

        return '\0';
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_given == _head.Length)
            return inner.Read(buffer, offset, count);
        var taken = Math.Min(count, _head.Length - _given);
        _head.AsSpan(_given, taken).CopyTo(buffer.AsSpan(offset));
        _given += taken;
        return taken;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
