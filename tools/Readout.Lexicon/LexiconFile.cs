using System.Text;
using Readout.Morphology;

namespace Readout.Lexicon;

/// <summary>Writes the lexicon file that <see cref="RussianMorphology"/> reads; the format is described there.</summary>
internal static class LexiconFile
{
    public static byte[] Write(List<Lexeme> lexemes)
    {
        var tags = new List<WordReading>();
        var tagIds = new Dictionary<WordReading, int>();
        var endings = new List<string>();
        var endingIds = new Dictionary<string, int>(StringComparer.Ordinal);
        var paradigms = new List<(int Base, (int Ending, int Tag)[] Forms)>();
        var paradigmIds = new Dictionary<string, int>(StringComparer.Ordinal);
        var stems = new SortedDictionary<string, SortedSet<int>>(StringComparer.Ordinal);
        foreach (var lexeme in lexemes)
        {
            var stem = lexeme.Base;
            foreach (var (form, _) in lexeme.Forms)
            {
                var common = 0;
                while (common < stem.Length && common < form.Length && stem[common] == form[common])
                    common++;
                stem = stem[..common];
            }

            if (stem.Any(c => ByteOf(c) == 0))
                continue;
            var forms = lexeme.Forms.Select(f => (Ending: Id(endings, endingIds, f.Form[stem.Length..]), Tag: Id(tags, tagIds, f.Reading with { Base = "" }))).Distinct().OrderBy(f => f.Ending).ThenBy(f => f.Tag).ToArray();
            if (forms.Any(f => endings[f.Ending].Any(c => ByteOf(c) == 0)))
                continue;
            var baseEnding = Id(endings, endingIds, lexeme.Base[stem.Length..]);
            var key = baseEnding + ":" + string.Join(",", forms);
            if (!paradigmIds.TryGetValue(key, out var paradigm))
            {
                paradigmIds[key] = paradigm = paradigms.Count;
                paradigms.Add((baseEnding, forms));
            }

            if (!stems.TryGetValue(stem, out var set))
                stems[stem] = set = [];
            set.Add(paradigm);
        }

        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory, Encoding.UTF8);
        writer.Write("ROLX1"u8);
        writer.Write((ushort)tags.Count);
        foreach (var tag in tags)
        {
            writer.Write((byte)tag.Class);
            writer.Write((byte)tag.Cases);
            writer.Write((byte)((int)tag.Numbers | ((int)tag.Genders << 2)));
            writer.Write((byte)((int)tag.Form | (tag.Person << 3)));
            writer.Write((byte)((int)tag.Aspects | (tag.IsPassive ? 4 : 0) | (tag.IsShort ? 8 : 0) | (tag.IsProper ? 16 : 0)));
        }

        writer.Write((ushort)endings.Count);
        foreach (var ending in endings)
        {
            writer.Write((byte)ending.Length);
            foreach (var c in ending)
                writer.Write(ByteOf(c));
        }

        writer.Write((ushort)paradigms.Count);
        foreach (var (baseEnding, forms) in paradigms)
        {
            writer.Write((ushort)baseEnding);
            writer.Write((ushort)forms.Length);
            foreach (var (ending, tag) in forms)
            {
                writer.Write((ushort)ending);
                writer.Write((ushort)tag);
            }
        }

        writer.Write(stems.Count);
        var before = "";
        foreach (var (stem, set) in stems)
        {
            var shared = 0;
            while (shared < stem.Length && shared < before.Length && stem[shared] == before[shared] && shared < 255)
                shared++;
            writer.Write((byte)shared);
            writer.Write((byte)(stem.Length - shared));
            foreach (var c in stem[shared..])
                writer.Write(ByteOf(c));
            writer.Write((byte)set.Count);
            foreach (var paradigm in set)
                writer.Write((ushort)paradigm);
            before = stem;
        }

        return memory.ToArray();
    }

    private static int Id<T>(List<T> list, Dictionary<T, int> ids, T item) where T : notnull
    {
        if (!ids.TryGetValue(item, out var id))
        {
            ids[item] = id = list.Count;
            list.Add(item);
        }

        return id;
    }

    /// <summary>а–я as 1–32, a hyphen as 33; 0 for what the lexicon does not hold.</summary>
    private static byte ByteOf(char c) => c switch
    {
        >= 'а' and <= 'я' => (byte)(c - 'а' + 1),
        '-' => 33,
        _ => 0,
    };
}
