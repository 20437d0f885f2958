using System.Buffers.Binary;
using System.Reflection;

namespace Readout.Morphology;

/// <summary>A compiled lexicon: stems with paradigms, each a list of endings with their grammar.</summary>
/// <remarks>
/// File: "ROLX1"; tags (5 bytes each); endings; paradigms (base ending, then pairs of ending and tag); stems, sorted and front-coded, with their paradigms.
/// Letters are bytes: а–я 1–32, hyphen 33. Numbers are little-endian. Immutable, thread-safe.
/// </remarks>
internal sealed class Lexicon
{
    private readonly WordReading[] _tags;
    private readonly string[] _endings;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _endingIds;
    private readonly (string Base, ushort[] Endings, ushort[] Tags)[] _paradigms;

    // Open addressing over stem bytes: slot → offset of the stem's record in _pool (length, letters, count, paradigms); 0 is empty.
    private readonly byte[] _pool;
    private readonly int[] _slots;

    private Lexicon(WordReading[] tags, string[] endings, (string, ushort[], ushort[])[] paradigms, byte[] pool, int[] slots)
    {
        (_tags, _endings, _paradigms, _pool, _slots) = (tags, endings, paradigms, pool, slots);
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < endings.Length; i++)
            ids[endings[i]] = i;
        _endingIds = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        LongestEnding = endings.Max(e => e.Length);
    }

    public int LongestEnding { get; }

    public static Lexicon Load(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new Tables.TableException("RO2100", $"{resource}: not compiled into the engine.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Read(bytes, resource);
    }

    private static Lexicon Read(ReadOnlySpan<byte> bytes, string name)
    {
        if (!bytes.StartsWith("ROLX1"u8))
            throw new Tables.TableException("RO2109", $"{name}: no lexicon of this version; compile it anew with tools/Readout.Lexicon.");
        var at = 5;
        var tags = new WordReading[U16(bytes, ref at)];
        for (var i = 0; i < tags.Length; i++, at += 5)
        {
            tags[i] = new WordReading(
                "", (WordClass)bytes[at], (Cases)bytes[at + 1], (Numbers)(bytes[at + 2] & 3), (Genders)(bytes[at + 2] >> 2),
                (VerbForm)(bytes[at + 3] & 7), (byte)(bytes[at + 3] >> 3), (Aspects)(bytes[at + 4] & 3), (bytes[at + 4] & 4) != 0, (bytes[at + 4] & 8) != 0, IsProper: (bytes[at + 4] & 16) != 0);
        }

        var endings = new string[U16(bytes, ref at)];
        for (var i = 0; i < endings.Length; i++)
        {
            var length = bytes[at++];
            endings[i] = Letters(bytes.Slice(at, length));
            at += length;
        }

        var paradigms = new (string, ushort[], ushort[])[U16(bytes, ref at)];
        for (var i = 0; i < paradigms.Length; i++)
        {
            var baseEnding = endings[U16(bytes, ref at)];
            var count = U16(bytes, ref at);
            var (forms, formTags) = (new ushort[count], new ushort[count]);
            for (var f = 0; f < count; f++)
                (forms[f], formTags[f]) = (U16(bytes, ref at), U16(bytes, ref at));
            paradigms[i] = (baseEnding, forms, formTags);
        }

        var stems = BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);
        at += 4;
        var size = 1;
        while (size < stems * 2)
            size *= 2;
        var slots = new int[size];
        var pool = new byte[bytes.Length * 3];
        var end = 1;
        Span<byte> stem = stackalloc byte[256];
        for (var i = 0; i < stems; i++)
        {
            int shared = bytes[at++];
            int rest = bytes[at++];
            bytes.Slice(at, rest).CopyTo(stem[shared..]);
            at += rest;
            var length = shared + rest;
            var count = bytes[at++];
            var needed = end + 2 + length + (count * 2);
            if (needed > pool.Length)
                Array.Resize(ref pool, pool.Length * 2);
            var offset = end;
            pool[end++] = (byte)length;
            stem[..length].CopyTo(pool.AsSpan(end));
            end += length;
            pool[end++] = count;
            bytes.Slice(at, count * 2).CopyTo(pool.AsSpan(end));
            end += count * 2;
            at += count * 2;
            var slot = (int)(Hash(stem[..length]) & (uint)(size - 1));
            while (slots[slot] != 0)
                slot = (slot + 1) & (size - 1);
            slots[slot] = offset;
        }

        Array.Resize(ref pool, end);
        return new Lexicon(tags, endings, paradigms, pool, slots);
    }

    /// <summary>Adds all readings of a folded form.</summary>
    public void Find(ReadOnlySpan<char> form, List<WordReading> readings)
    {
        Span<byte> letters = stackalloc byte[64];
        if (form.Length > letters.Length)
            return;
        for (var i = 0; i < form.Length; i++)
        {
            var c = form[i];
            letters[i] = c is >= 'а' and <= 'я' ? (byte)(c - 'а' + 1) : c == '-' ? (byte)33 : (byte)0;
            if (letters[i] == 0)
                return;
        }

        var hash = 2166136261u;
        for (var length = 0; length <= form.Length; length++)
        {
            if (length > 0)
                hash = (hash ^ letters[length - 1]) * 16777619u;
            if (form.Length - length > LongestEnding || !_endingIds.TryGetValue(form[length..], out var ending))
                continue;
            var at = Stem(letters[..length], hash);
            if (at == 0)
                continue;
            var count = _pool[at++];
            for (var p = 0; p < count; p++, at += 2)
            {
                var (baseEnding, endings, tags) = _paradigms[BinaryPrimitives.ReadUInt16LittleEndian(_pool.AsSpan(at))];
                string? lemma = null;
                var f = Array.BinarySearch(endings, (ushort)ending);
                if (f < 0)
                    continue;
                while (f > 0 && endings[f - 1] == ending)
                    f--;
                for (; f < endings.Length && endings[f] == ending; f++)
                    readings.Add(_tags[tags[f]] with { Base = lemma ??= string.Concat(form[..length], baseEnding) });
            }
        }
    }

    // Offset behind the stem's letters (its paradigm count); 0 when there is no such stem.
    private int Stem(ReadOnlySpan<byte> stem, uint hash)
    {
        for (var slot = (int)(hash & (uint)(_slots.Length - 1)); _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            var at = _slots[slot];
            if (_pool[at] == stem.Length && _pool.AsSpan(at + 1, stem.Length).SequenceEqual(stem))
                return at + 1 + stem.Length;
        }

        return 0;
    }

    private static uint Hash(ReadOnlySpan<byte> stem)
    {
        var hash = 2166136261u;
        foreach (var letter in stem)
            hash = (hash ^ letter) * 16777619u;
        return hash;
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
        at += 2;
        return value;
    }

    private static string Letters(ReadOnlySpan<byte> bytes)
    {
        var letters = new char[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
            letters[i] = bytes[i] == 33 ? '-' : (char)('а' + bytes[i] - 1);
        return new string(letters);
    }
}
