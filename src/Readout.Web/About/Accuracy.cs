using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;

namespace Readout.Web.About;

/// <summary>How right a layer is read in a language.</summary>
/// <param name="Gold">Items that a careful reader found.</param>
/// <param name="F1">Of finding them, 0 to 1.</param>
/// <param name="Right">F1 counted only as far as their keys are right.</param>
public sealed record LayerAccuracy(string Layer, int Gold, double F1, double Right);

/// <summary>The measured accuracy of the engine: the first tables of docs/accuracy.md, those of texts that no rule was made on.</summary>
/// <param name="Measured">The sentence that says on what, and when.</param>
/// <param name="Languages">By the language's English name, in the page's order.</param>
public sealed record Accuracy(string Measured, ImmutableArray<(string Language, ImmutableArray<LayerAccuracy> Layers)> Languages)
{
    /// <summary>As it was when the program was built.</summary>
    public static Accuracy Embedded { get; } = Read();

    private static Accuracy Read()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("accuracy.md")!);
        return Parse(reader.ReadToEnd());
    }

    /// <summary>Reads the first section's tables: a language in bold, a table with the columns Layer, gold, F1 and right.</summary>
    public static Accuracy Parse(string page)
    {
        var languages = ImmutableArray.CreateBuilder<(string, ImmutableArray<LayerAccuracy>)>();
        var (measured, language, columns) = ("", "", (List<string>?)null);
        var layers = new List<LayerAccuracy>();
        void Close()
        {
            if (layers.Count > 0)
                languages.Add((language, [.. layers]));
            layers.Clear();
        }

        var section = page.Split("\n## ").Skip(1).FirstOrDefault() ?? "";
        foreach (var line in section.Split('\n').Skip(1).Select(l => l.Trim()))
        {
            if (line.StartsWith("**", StringComparison.Ordinal) && line.EndsWith("**", StringComparison.Ordinal))
            {
                Close();
                (language, columns) = (line.Trim('*'), null);
            }
            else if (line.StartsWith('|'))
            {
                var cells = line.Trim('|').Split('|').Select(c => c.Trim()).ToList();
                if (columns is null)
                    columns = cells;
                else if (Cell("gold") is { } gold && int.TryParse(gold, CultureInfo.InvariantCulture, out var count) && Number(Cell("F1")) is { } f1 && Number(Cell("right")) is { } right)
                    layers.Add(new(cells[0], count, f1, right));

                string? Cell(string column) => columns!.IndexOf(column) is >= 0 and var at && at < cells.Count ? cells[at] : null;
            }
            else if (languages.Count == 0 && layers.Count == 0 && language.Length == 0 && line.Length > 0)
            {
                measured = measured.Length == 0 ? line : $"{measured} {line}";
            }
        }

        Close();
        return new(measured, languages.ToImmutable());
    }

    private static double? Number(string? cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
