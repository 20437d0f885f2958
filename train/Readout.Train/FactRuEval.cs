using System.Globalization;
using Readout.Tagging;

namespace Readout.Train;

/// <summary>A name as people marked it, half-open in code points of the text as given.</summary>
internal readonly record struct GoldName(int Start, int End, NameType Type);

/// <summary>A text with its names.</summary>
internal sealed record GoldText(string Name, string Text, IReadOnlyList<GoldName> Names);

/// <summary>Reads a folder of factRuEval-2016 (book_N.txt, .spans, .objects) and maps its objects to names as the scorer does.</summary>
/// <remarks>Persons whole; of organisations the words of their name; of places theirs. Of overlapping names the first and longest stays.
/// Source of the format: github.com/dialogue-evaluation/factRuEval-2016.</remarks>
internal static class FactRuEval
{
    private readonly record struct Part(int Start, int End, string Type);

    public static List<GoldText> Read(string folder)
    {
        var texts = new List<GoldText>();
        foreach (var file in Directory.EnumerateFiles(folder, "book_*.txt").Order(StringComparer.Ordinal))
        {
            var objects = Path.ChangeExtension(file, ".objects");
            if (File.Exists(objects))
                texts.Add(new GoldText(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file), Names(Path.ChangeExtension(file, ".spans"), objects)));
        }

        return texts;
    }

    private static List<GoldName> Names(string spans, string objects)
    {
        var parts = new Dictionary<string, Part>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(spans))
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var id, var type, var start, var size, ..])
                parts[id] = new Part(Number(start), Number(start) + Number(size), type);
        }

        var names = new List<GoldName>();
        foreach (var line in File.ReadLines(objects))
        {
            var fields = line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 3)
                continue;
            var own = fields[2..].Where(parts.ContainsKey).Select(id => parts[id]).ToArray();
            switch (fields[1])
            {
                case "Person":
                    names.Add(new GoldName(own.Min(p => p.Start), own.Max(p => p.End), NameType.Person));
                    break;
                case "Org":
                    names.AddRange(own.Where(p => p.Type == "org_name").Select(p => new GoldName(p.Start, p.End, NameType.Organization)));
                    break;
                case "LocOrg" or "Location":
                    names.AddRange(own.Where(p => p.Type == "loc_name").Select(p => new GoldName(p.Start, p.End, NameType.Location)));
                    break;
            }
        }

        var kept = new List<GoldName>();
        foreach (var name in names.Distinct().OrderBy(n => n.Start).ThenByDescending(n => n.End).ThenBy(n => Code(n.Type), StringComparer.Ordinal))
        {
            if (kept.Count == 0 || kept[^1].End <= name.Start)
                kept.Add(name);
        }

        return kept;
    }

    /// <summary>The type as scorers write it.</summary>
    public static string Code(NameType type) => type switch { NameType.Person => "PER", NameType.Organization => "ORG", _ => "LOC" };

    /// <summary>The type that scorers write so.</summary>
    /// <exception cref="InvalidDataException">No such type.</exception>
    public static NameType Type(string code) => code switch
    {
        "PER" => NameType.Person,
        "ORG" => NameType.Organization,
        "LOC" => NameType.Location,
        _ => throw new InvalidDataException($"'{code}' is no type of names: PER, ORG or LOC."),
    };

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
