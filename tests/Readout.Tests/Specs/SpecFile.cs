using System.Globalization;
using System.Runtime.CompilerServices;

namespace Readout.Tests.Specs;

/// <summary>One example of a spec: a text and lines that say what its record must hold.</summary>
/// <param name="Place">File and line, for the test's name.</param>
public sealed record Example(string Place, string Text, DateOnly? Published, IReadOnlyList<string> Expected)
{
    public override string ToString() => Place;
}

/// <summary>Reads specs: Markdown in which a quoted paragraph is a text and the lines right after it are expectations.</summary>
public static class SpecFile
{
    public static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    public static IEnumerable<Example> All() => Directory.EnumerateFiles(Path.Combine(Root(), "specs"), "*.md", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).SelectMany(Read);

    private static IEnumerable<Example> Read(string file)
    {
        var lines = File.ReadAllLines(file);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("> ", StringComparison.Ordinal))
                continue;
            var place = $"{Path.GetRelativePath(Root(), file).Replace('\\', '/')}:{i + 1}";
            var text = new List<string>();
            for (; i < lines.Length && lines[i].StartsWith('>'); i++)
                text.Add(lines[i].TrimStart('>').Trim());
            DateOnly? published = null;
            var expected = new List<string>();
            for (; i < lines.Length && lines[i].Length > 0; i++)
            {
                if (lines[i].StartsWith("published ", StringComparison.Ordinal))
                    published = DateOnly.ParseExact(lines[i][10..], "yyyy-MM-dd", CultureInfo.InvariantCulture);
                else
                    expected.Add(lines[i]);
            }

            yield return new Example(place, string.Join('\n', text), published, expected);
        }
    }
}
