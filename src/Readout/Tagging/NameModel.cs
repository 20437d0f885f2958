using System.Buffers.Binary;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Readout.Tagging;

/// <summary>Weights of the tagger: for each feature one number a tag, and one for each tag after another.</summary>
/// <remarks>
/// File: "RONT1"; weights of tags after tags (float); the step of the rows' weights (float); the count of rows; rows sorted by key: key, twelve weights as signed bytes.
/// Outside has no weights: its score is 0. Numbers are little-endian. Immutable, thread-safe.
/// </remarks>
internal sealed class NameModel
{
    private const int RowSize = 16;
    private const int KeySize = 4;
    private const int Weights = NameTags.Count - 1;

    // Open addressing; rows of 16 bytes so that one load brings key and weights. An empty row has key 0.
    private readonly byte[] _rows;
    private readonly uint _mask;
    private readonly float _step;

    private NameModel(byte[] rows, float step, float[] transitions)
    {
        (_rows, _step, Transitions) = (rows, step, transitions);
        _mask = (uint)(rows.Length / RowSize) - 1;
        Exponentials = new double[transitions.Length];
        for (var i = 0; i < transitions.Length; i++)
            Exponentials[i] = NameTags.MayFollow(i / NameTags.Count, i % NameTags.Count) ? Math.Exp(transitions[i]) : 0;
    }

    /// <summary>The weight of a tag after another: [before * Count + tag].</summary>
    public float[] Transitions { get; }

    /// <summary>Exponentials of the transitions; 0 where none may be.</summary>
    public double[] Exponentials { get; }

    /// <summary>Reads a model compiled into the engine; null when there is none.</summary>
    public static NameModel? Load(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource);
        if (stream is null)
            return null;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Read(bytes, resource);
    }

    public static NameModel Read(ReadOnlySpan<byte> bytes, string name)
    {
        if (!bytes.StartsWith("RONT1"u8))
            throw new Tables.TableException("RO2109", $"{name}: no model of names of this version; train it anew with train/Readout.Train.");
        var at = 5;
        var transitions = new float[NameTags.Count * NameTags.Count];
        for (var i = 0; i < transitions.Length; i++, at += 4)
            transitions[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[at..]);
        var step = BinaryPrimitives.ReadSingleLittleEndian(bytes[at..]);
        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes[(at + 4)..]);
        at += 8;
        var size = 4u;
        while (size * 3 < count * 4)
            size *= 2;
        var rows = new byte[size * RowSize];
        for (var i = 0; i < count; i++, at += RowSize)
        {
            var slot = BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]) & (size - 1);
            while (BinaryPrimitives.ReadUInt32LittleEndian(rows.AsSpan((int)slot * RowSize)) != 0)
                slot = (slot + 1) & (size - 1);
            bytes.Slice(at, RowSize).CopyTo(rows.AsSpan((int)slot * RowSize));
        }

        return new NameModel(rows, step, transitions);
    }

    /// <summary>The bytes of a model.</summary>
    /// <param name="transitions">As <see cref="Transitions"/>.</param>
    /// <param name="features">For each feature a weight a tag but <see cref="NameTags.Outside"/>.</param>
    public static byte[] Write(float[] transitions, IReadOnlyDictionary<uint, float[]> features)
    {
        var step = features.Count == 0 ? 1f : features.Values.Max(r => r.Max(Math.Abs)) / 127f;
        var rows = features.Select(r => (r.Key, Bytes: r.Value.Select(w => (sbyte)Math.Clamp(MathF.Round(w / step), -127, 127)).ToArray()))
            .Where(r => r.Key != 0 && r.Bytes.Any(b => b != 0)).OrderBy(r => r.Key).ToArray();
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write("RONT1"u8);
        foreach (var weight in transitions)
            writer.Write(weight);
        writer.Write(step);
        writer.Write(rows.Length);
        foreach (var (key, row) in rows)
        {
            writer.Write(key);
            writer.Write(MemoryMarshal.AsBytes<sbyte>(row));
        }

        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>Scores of the tags of one token.</summary>
    /// <param name="features">Its features.</param>
    /// <param name="scores">One a tag.</param>
    public void Score(ReadOnlySpan<uint> features, Span<float> scores)
    {
        var low = Vector128<short>.Zero;
        var high = Vector128<short>.Zero;
        ReadOnlySpan<byte> rows = _rows;
        // Most rows are far apart in memory and most features have none: fetching all keys before the first branch on one lets the fetches overlap.
        Span<uint> keys = stackalloc uint[features.Length];
        for (var f = 0; f < features.Length; f++)
            keys[f] = BinaryPrimitives.ReadUInt32LittleEndian(rows[((int)(features[f] & _mask) * RowSize)..]);
        for (var f = 0; f < features.Length; f++)
        {
            if (keys[f] == 0)
                continue;
            var feature = features[f];
            for (var slot = feature & _mask; ; slot = (slot + 1) & _mask)
            {
                var row = rows.Slice((int)slot * RowSize, RowSize);
                var key = BinaryPrimitives.ReadUInt32LittleEndian(row);
                if (key == feature)
                {
                    // The key's four bytes are added too and never looked at. At most 128 rows of 127: no overflow.
                    var (first, second) = Vector128.Widen(Vector128.Create<byte>(row).AsSByte());
                    low += first;
                    high += second;
                    break;
                }

                if (key == 0)
                    break;
            }
        }

        scores[NameTags.Outside] = 0;
        for (var w = 0; w < Weights; w++)
        {
            var lane = w + KeySize;
            scores[w + 1] = (lane < 8 ? low.GetElement(lane) : high.GetElement(lane - 8)) * _step;
        }
    }
}
