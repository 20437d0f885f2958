using System.Text;
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
            Out = new AnsiConsoleOutput(new WithoutTrailingBlanks(writer)),
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

    /// <summary>Spectre fills the cells of a grid with blanks; in a file, and in a terminal that is made narrower, they are a nuisance.</summary>
    private sealed class WithoutTrailingBlanks(TextWriter inner) : TextWriter
    {
        private int _blanks;

        public override Encoding Encoding => inner.Encoding;

        public override void Write(char value)
        {
            switch (value)
            {
                case ' ':
                    _blanks++;
                    return;
                case '\n' or '\r':
                    break;
                default:
                    for (; _blanks > 0; _blanks--)
                        inner.Write(' ');
                    break;
            }

            _blanks = 0;
            inner.Write(value);
        }

        public override void Flush() => inner.Flush();
    }
}
