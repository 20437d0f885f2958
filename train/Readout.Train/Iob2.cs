using System.Text;
using Readout.Tagging;

namespace Readout.Train;

/// <summary>Reads sentences with a tag a token: O, B-TYPE, I-TYPE. Each sentence is a text of its own, placed and counted as scorers do.</summary>
internal static class Iob2
{
    /// <summary>UniversalNER: lines of number, token, tag under "# sent_id" and "# text".</summary>
    /// <remarks>Source of the format: github.com/UniversalNER. A token that the text spells differently has no place and is left out.</remarks>
    public static List<GoldText> UniversalNer(string file)
    {
        var texts = new List<GoldText>();
        foreach (var block in Blocks(file))
        {
            string? Head(string key) => block.FirstOrDefault(l => l.StartsWith($"# {key} = ", StringComparison.Ordinal))?[(key.Length + 5)..];
            if (Head("text") is not { } text)
                continue;
            var names = new Names();
            var at = 0;
            foreach (var cells in block.Where(l => l[0] != '#').Select(l => l.Split('\t')))
            {
                var found = text.IndexOf(cells[1], at, StringComparison.Ordinal);
                var start = found < 0 ? at : found;
                at = found < 0 ? at : start + cells[1].Length;
                names.Add(Corpus.Points(text, start), Corpus.Points(text, at), cells[2], t => t is "PER" or "LOC" or "ORG" ? GoldName.TypeOf(t) : null);
            }

            texts.Add(new GoldText(Head("sent_id") ?? $"s{texts.Count + 1}", text, names.Found));
        }

        return texts;
    }

    /// <summary>KazNERD: lines of token and tag; the text is the tokens joined by blanks. Of 25 types persons, places (GPE, LOCATION) and organisations.</summary>
    /// <remarks>Source of the format: github.com/IS2AI/KazNERD.</remarks>
    public static List<GoldText> KazNerd(string file)
    {
        var texts = new List<GoldText>();
        foreach (var block in Blocks(file))
        {
            var text = new StringBuilder();
            var names = new Names();
            foreach (var cells in block.Select(l => l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            {
                var start = text.Length;
                text.Append(cells[0]);
                names.Add(start, text.Length, cells[^1], t => t switch { "PERSON" => NameType.Person, "GPE" or "LOCATION" => NameType.Location, "ORGANISATION" => NameType.Organization, _ => null });
                text.Append(' ');
            }

            texts.Add(new GoldText($"s{texts.Count + 1}", text.ToString(0, text.Length - 1), names.Found));
        }

        return texts;
    }

    private static IEnumerable<List<string>> Blocks(string file)
    {
        var block = new List<string>();
        foreach (var line in File.ReadLines(file).Append(""))
        {
            if (line.Trim().Length > 0)
            {
                block.Add(line);
            }
            else if (block.Count > 0)
            {
                yield return block;
                block = [];
            }
        }
    }

    private sealed class Names
    {
        private string? _open;

        public List<GoldName> Found { get; } = [];

        public void Add(int start, int end, string tag, Func<string, NameType?> typeOf)
        {
            var (part, type) = tag.Length > 2 ? (tag[0], tag[2..]) : ('O', null);
            var known = type is null ? null : typeOf(type);
            if (part == 'I' && type == _open && known is not null)
                Found[^1] = Found[^1] with { End = end };
            else if (known is { } named && part is 'B' or 'I')
                Found.Add(new GoldName(start, end, named));
            _open = type;
        }
    }
}
