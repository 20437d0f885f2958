using System.Buffers;

namespace Readout.Ingest.Archives;

/// <summary>Reading what somebody else packed, without trusting its size.</summary>
internal static class BoundedReading
{
    /// <summary>All bytes of a stream; null when there are more than the limit (the rest is not read).</summary>
    public static byte[]? ReadUpTo(Stream stream, int max)
    {
        using var all = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            while (stream.Read(buffer, 0, buffer.Length) is > 0 and var read)
            {
                if (all.Length + read > max)
                    return null;
                all.Write(buffer, 0, read);
            }

            return all.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
