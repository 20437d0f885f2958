using Spectre.Console;

namespace Readout.Cli.Views;

/// <summary>Headings and lines with an indent, wrapped to the width: what the views of stories, dyads and promises are made of.</summary>
internal sealed class Lines(TextWriter writer, int width, bool hasColor)
{
    private readonly IAnsiConsole _console = Screen.Of(writer, width, hasColor);

    public void Title(string text) => _console.MarkupLine($"[bold]{Screen.Escaped(text)}[/]");

    /// <summary>Nothing is written for an empty section.</summary>
    /// <param name="lines">Markup.</param>
    public void Section(string heading, IEnumerable<string> lines)
    {
        var isFirst = true;
        foreach (var line in lines)
        {
            if (isFirst)
                _console.MarkupLine($"[blue]{Screen.Escaped(heading)}[/]");
            isFirst = false;
            Line(line, 2);
        }
    }

    /// <param name="markup">Wraps under its own beginning.</param>
    public void Line(string markup, int indent = 0) => _console.Write(new Padder(new Markup(markup), new Padding(indent, 0, 0, 0)));

    public void Blank() => _console.WriteLine();

    /// <summary>Parts with dots between them; empty ones are left out.</summary>
    public static string Parts(params ReadOnlySpan<string?> parts)
    {
        var kept = new List<string>();
        foreach (var part in parts)
        {
            if (!string.IsNullOrEmpty(part))
                kept.Add(Screen.Escaped(part));
        }

        return string.Join(" [grey]·[/] ", kept);
    }

    public static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
