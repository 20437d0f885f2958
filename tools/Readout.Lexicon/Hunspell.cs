using System.Text.RegularExpressions;

namespace Readout.Lexicon;

/// <summary>One form of a word with the affix class that made it.</summary>
/// <param name="Form">The form.</param>
/// <param name="Flag">Class of the affix; '\0' for the entry itself.</param>
internal readonly record struct HunspellForm(string Form, char Flag);

/// <summary>A dictionary in Hunspell's format: entries with flags, and suffix rules by flag.</summary>
internal sealed class Hunspell
{
    private sealed record Rule(string Strip, string Add, Regex Condition);

    private readonly Dictionary<char, List<Rule>> _rules = [];

    /// <summary>Entries and their flags, in the order of the file.</summary>
    public List<(string Word, string Flags)> Entries { get; } = [];

    public static Hunspell Load(string folder)
    {
        var hunspell = new Hunspell();
        foreach (var line in File.ReadLines(Path.Combine(folder, "index.aff")))
        {
            var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (cells.Length < 5 || cells[0] != "SFX")
                continue;
            if (!hunspell._rules.TryGetValue(cells[1][0], out var rules))
                hunspell._rules[cells[1][0]] = rules = [];
            rules.Add(new Rule(cells[2] == "0" ? "" : cells[2], cells[3] == "0" ? "" : cells[3], new Regex("(?:" + cells[4] + ")$", RegexOptions.CultureInvariant)));
        }

        foreach (var line in File.ReadLines(Path.Combine(folder, "index.dic")).Skip(1))
        {
            var slash = line.IndexOf('/', StringComparison.Ordinal);
            hunspell.Entries.Add(slash < 0 ? (line.Trim(), "") : (line[..slash], line[(slash + 1)..].Trim()));
        }

        return hunspell;
    }

    public IEnumerable<HunspellForm> Forms(string word, string flags)
    {
        yield return new HunspellForm(word, '\0');
        foreach (var flag in flags)
        {
            if (!_rules.TryGetValue(flag, out var rules))
                continue;
            foreach (var rule in rules)
            {
                if (word.EndsWith(rule.Strip, StringComparison.Ordinal) && rule.Condition.IsMatch(word))
                    yield return new HunspellForm(word[..^rule.Strip.Length] + rule.Add, flag);
            }
        }
    }
}
