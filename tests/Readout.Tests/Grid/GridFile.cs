using Readout.Tests.Specs;

namespace Readout.Tests.Grid;

/// <summary>A sentence of the grid and what one layer of its record holds.</summary>
/// <param name="Line">In the file, the heading being 1.</param>
/// <param name="Layer">In the singular: <c>event</c>, <c>figure</c>.</param>
/// <param name="Expected">All items of the layer, in any order; empty for nothing.</param>
/// <param name="IsTodo">Known not to be read yet.</param>
internal sealed record GridRow(int Line, string Layer, string Sentence, string[] Expected, bool IsTodo);

/// <summary>Reads <c>eval/grid/LANG.tsv</c>; its README tells the notation.</summary>
internal static class GridFile
{
    private static string Folder => Path.Combine(SpecFile.Root(), "eval", "grid");

    public static IEnumerable<string> Languages() => Directory.EnumerateFiles(Folder, "*.tsv").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal);

    public static IEnumerable<GridRow> Rows(string language) =>
        File.ReadLines(Path.Combine(Folder, language + ".tsv")).Select((text, i) => (Text: text, Line: i + 1)).Skip(1).Where(l => l.Text.Length > 0 && l.Text[0] != '#').Select(l => Row(l.Text.Split('\t'), l.Line));

    private static GridRow Row(string[] cells, int line)
    {
        Assert.True(cells.Length is 3 or 4 && (cells.Length == 3 || cells[3] is "" or "todo"), $"line {line}: layer, sentence, expected, and todo or nothing");
        var items = cells[2] == "-" ? [] : cells[2].Split(" ; ", StringSplitOptions.TrimEntries);
        return new GridRow(line, cells[0], cells[1], [.. items.Select(item => item.StartsWith(cells[0] + " ", StringComparison.Ordinal) ? item[(cells[0].Length + 1)..] : item)], cells.Length == 4 && cells[3] == "todo");
    }
}
