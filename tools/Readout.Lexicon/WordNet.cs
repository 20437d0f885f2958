using System.Text;
using System.Text.RegularExpressions;

namespace Readout.Lexicon;

/// <summary>The single words of WordNet 3.0, numerals and words of one or two letters left out, with the classes they are used in, the most frequent first.</summary>
/// <remarks>A class stays when it is at least a share of the most frequent one (WordNet's counts in texts tagged by hand): as a verb "minister" would only mislead. Adjectives and nouns stay sooner: the words beside them tell.</remarks>
internal static partial class WordNet
{
    private static readonly (string File, char Class, string SenseTypes)[] Files = [("noun", 'n', "1"), ("verb", 'v', "2"), ("adj", 'a', "35"), ("adv", 'r', "4")];

    /// <summary>Lines <c>classes word word …</c>, classes being letters of n, v, a, r; all sorted ordinally.</summary>
    public static string Compile(string folder)
    {
        var counts = new Dictionary<(string, char), int>();
        foreach (var line in File.ReadLines(Path.Combine(folder, "cntlist.rev")))
        {
            var fields = line.Split(' ');
            var sense = fields[0].Split('%');
            var of = Files.First(f => f.SenseTypes.Contains(sense[1][0], StringComparison.Ordinal)).Class;
            counts[(sense[0], of)] = counts.GetValueOrDefault((sense[0], of)) + int.Parse(fields[2], System.Globalization.CultureInfo.InvariantCulture);
        }

        var words = new SortedDictionary<string, List<(char Class, int Count)>>(StringComparer.Ordinal);
        foreach (var (file, wordClass, _) in Files)
        {
            foreach (var line in File.ReadLines(Path.Combine(folder, "index." + file)))
            {
                var word = line[..line.IndexOf(' ', StringComparison.Ordinal)];
                if (!SingleWord().IsMatch(word))
                    continue;
                if (!words.TryGetValue(word, out var classes))
                    words[word] = classes = [];
                classes.Add((wordClass, counts.GetValueOrDefault((word, wordClass))));
            }
        }

        var groups = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var (word, classes) in words)
        {
            var most = classes.Max(c => c.Count);
            // Rare nouns need no row: what no table knows is read as a noun.
            if (most == 0 && classes[0].Class == 'n')
                continue;
            var kept = new string([.. classes.Where(c => c.Count * 5 >= most * 2 || (c.Class is 'a' or 'n' && c.Count * 25 >= most)).OrderByDescending(c => c.Count).Select(c => c.Class)]);
            if (!groups.TryGetValue(kept, out var group))
                groups[kept] = group = [];
            group.Add(word);
        }

        var text = new StringBuilder();
        foreach (var (classes, group) in groups)
            text.Append(classes).Append(' ').AppendJoin(' ', group).Append('\n');
        return text.ToString();
    }

    [GeneratedRegex("^(?![ivxlcdm]+$)[a-z]{3,}(-[a-z]+)*$")]
    private static partial Regex SingleWord();
}
