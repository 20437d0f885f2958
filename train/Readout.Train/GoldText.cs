using Readout.Tagging;

namespace Readout.Train;

/// <summary>A name as people marked it, half-open in code points of the text as given.</summary>
internal readonly record struct GoldName(int Start, int End, NameType Type)
{
    /// <summary>The type as scorers write it.</summary>
    public static string Code(NameType type) => type switch { NameType.Person => "PER", NameType.Organization => "ORG", _ => "LOC" };

    /// <summary>The type that scorers write so.</summary>
    /// <exception cref="InvalidDataException">No such type.</exception>
    public static NameType TypeOf(string code) => code switch
    {
        "PER" => NameType.Person,
        "ORG" => NameType.Organization,
        "LOC" => NameType.Location,
        _ => throw new InvalidDataException($"'{code}' is no type of names: PER, ORG or LOC."),
    };

    /// <summary>Of overlapping names the first and longest, in the order of the text.</summary>
    public static List<GoldName> WithoutOverlaps(IEnumerable<GoldName> names)
    {
        var kept = new List<GoldName>();
        foreach (var name in names.Distinct().OrderBy(n => n.Start).ThenByDescending(n => n.End).ThenBy(n => Code(n.Type), StringComparer.Ordinal))
        {
            if (kept.Count == 0 || kept[^1].End <= name.Start)
                kept.Add(name);
        }

        return kept;
    }
}

/// <summary>A text with its names.</summary>
internal sealed record GoldText(string Name, string Text, IReadOnlyList<GoldName> Names);

/// <summary>Reads corpora of names, told apart by their files.</summary>
internal static class Corpus
{
    /// <summary>Code points before a place in UTF-16.</summary>
    public static int Points(string text, int to)
    {
        var points = to;
        foreach (var c in text.AsSpan(0, to))
            points -= char.IsLowSurrogate(c) ? 1 : 0;
        return points;
    }

    /// <summary>The texts of a corpus in the order of its files.</summary>
    /// <param name="path">A folder of factRuEval-2016 (.objects) or GUM (.conllu), or a file of UniversalNER (.iob2) or KazNERD (.txt).</param>
    /// <exception cref="InvalidDataException">The path holds none of them.</exception>
    public static List<GoldText> Read(string path)
    {
        var texts = Path.GetExtension(path) switch
        {
            ".iob2" => Iob2.UniversalNer(path),
            ".txt" => Iob2.KazNerd(path),
            _ when !Directory.Exists(path) => throw new InvalidDataException($"{path}: there is no such folder, and no corpus ends so: .iob2 (UniversalNER) or .txt (KazNERD)."),
            _ when Directory.EnumerateFiles(path, "*.objects").Any() => FactRuEval.Read(path),
            _ => Gum.Read(path),
        };
        return texts.Count > 0 ? texts : throw new InvalidDataException($"{path}: holds no text of a corpus known: factRuEval-2016, GUM, UniversalNER, KazNERD.");
    }
}
