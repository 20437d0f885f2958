using System.Collections.Immutable;
using System.Text;

namespace Readout.Ledger.Stories;

/// <summary>A telling as bytes, about a kilobyte, for stores. Written and read by the same <see cref="TellingMaker.Version"/> only.</summary>
public static class TellingBytes
{
    public static byte[] Write(Telling telling)
    {
        using var stream = new MemoryStream(1024);
        using var to = new BinaryWriter(stream, Encoding.UTF8);
        to.Write(telling.Document);
        to.Write(telling.Language);
        to.Write(telling.Published?.DayNumber ?? -1);
        to.Write(telling.Words.Count);
        Write(to, telling.Words.Smallest, static (w, v) => w.Write(v));
        Write(to, telling.Quotations, static (w, v) => w.Write(v));
        Write(to, telling.Figures, static (w, v) => w.Write(v));
        Write(to, telling.People, static (w, v) => w.Write(v));
        Write(to, telling.Initiatives, static (w, v) => w.Write(v));
        Write(to, telling.Organisations, static (w, v) => w.Write(v));
        Write(to, telling.Marks, static (w, v) => w.Write(v));
        to.Write(telling.Headline is not null);
        if (telling.Headline is { } h)
        {
            Write(to, h.Types, static (w, v) => w.Write(v));
            to.Write(h.IsAnnounced);
            to.Write((sbyte)(h.IsByPhone is { } phone ? phone ? 1 : 0 : -1));
            Write(to, h.Parties, static (w, v) => w.Write(v));
            to.Write(h.First?.DayNumber ?? -1);
            to.Write(h.Last?.DayNumber ?? -1);
            to.Write(h.IsDayTold);
            Write(to, h.Principals, static (w, p) =>
            {
                w.Write(p.Party);
                w.Write(p.Ref ?? "");
                w.Write(p.Office ?? "");
                w.Write(p.Name);
            });
            Write(to, h.Places, static (w, v) => w.Write(v));
        }

        to.Flush();
        return stream.ToArray();
    }

    public static Telling Read(byte[] bytes)
    {
        using var from = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        var telling = new Telling
        {
            Document = from.ReadString(),
            Language = from.ReadString(),
            Published = Day(from.ReadInt32()),
            Words = Sketch.Restore(from.ReadInt32(), Read(from, static r => r.ReadUInt32())),
            Quotations = Read(from, static r => r.ReadUInt32()),
            Figures = Read(from, static r => r.ReadUInt32()),
            People = Read(from, static r => r.ReadString()),
            Initiatives = Read(from, static r => r.ReadString()),
            Organisations = Read(from, static r => r.ReadString()),
            Marks = Read(from, static r => r.ReadInt64()),
        };
        return from.ReadBoolean() ? telling with { Headline = ReadHeadline(from) } : telling;
    }

    private static Headline ReadHeadline(BinaryReader from) => new(
        Read(from, static r => r.ReadString()),
        from.ReadBoolean(),
        from.ReadSByte() switch { 1 => true, 0 => false, _ => null },
        Read(from, static r => r.ReadString()),
        Day(from.ReadInt32()),
        Day(from.ReadInt32()),
        from.ReadBoolean(),
        Read(from, static r => new Principal(r.ReadString(), OrNull(r.ReadString()), OrNull(r.ReadString()), r.ReadString())),
        Read(from, static r => r.ReadString()));

    private static DateOnly? Day(int number) => number < 0 ? null : DateOnly.FromDayNumber(number);

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static void Write<T>(BinaryWriter to, ImmutableArray<T> items, Action<BinaryWriter, T> write)
    {
        to.Write7BitEncodedInt(items.Length);
        foreach (var item in items)
            write(to, item);
    }

    private static ImmutableArray<T> Read<T>(BinaryReader from, Func<BinaryReader, T> read)
    {
        var items = ImmutableArray.CreateBuilder<T>(from.Read7BitEncodedInt());
        for (var i = items.Capacity; i > 0; i--)
            items.Add(read(from));
        return items.MoveToImmutable();
    }
}
