using System.Globalization;
using Readout.Tagging;

namespace Readout.Train;

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

        return GoldName.WithoutOverlaps(names);
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
