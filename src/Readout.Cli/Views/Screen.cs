using Spectre.Console;

namespace Readout.Cli.Views;

/// <summary>A Spectre console over a writer of ours: it neither looks at the process's console nor asks anything.</summary>
internal static class Screen
{
    public static IAnsiConsole Of(TextWriter writer, int width, bool hasColor)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = hasColor ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = hasColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    public static string Escaped(string? text) => Markup.Escape((text ?? "").Replace('\n', ' '));

    /// <summary>The words that say it, between quotation marks, grey.</summary>
    public static string Quoted(string words, int most = 90) => $"[grey]«{Escaped(Shortened(words, most))}»[/]";

    /// <summary>The beginning of a text, to whole words, with "…" where it was cut.</summary>
    public static string Shortened(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var blank = text.LastIndexOf(' ', most - 1);
        var end = blank > most / 2 ? blank : most - 1;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)].TrimEnd(' ', ',', ';', ':') + "…";
    }
}
