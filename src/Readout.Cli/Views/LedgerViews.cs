using System.Globalization;
using System.Text;
using Readout.Ledger;
using Spectre.Console;

namespace Readout.Cli.Views;

/// <summary>One line a record: day, parties, title, id. Streams: no table that must know all its rows before it is drawn.</summary>
internal sealed class ListView(TextWriter writer, int width, bool hasColor)
{
    private readonly IAnsiConsole _console = Screen.Of(writer, width, hasColor);

    /// <param name="reports">How many reports the story has that it is the first of; 1 for a record by itself.</param>
    public void Write(RecordSummary record, int reports = 1)
    {
        var day = record.Published?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "no date   ";
        var parties = Screen.Shortened(string.Join('–', record.Parties.Where(p => p.Length == 3)), 15).PadRight(15);
        var count = reports > 1 ? $" ({reports} reports)" : "";
        var title = Screen.Shortened(record.Title ?? record.Name ?? "", Math.Max(20, width - 10 - 15 - 12 - 6 - count.Length));
        _console.MarkupLine($"{day}  [blue]{Screen.Escaped(parties)}[/]  [grey]{record.Id[..12]}[/]  {Screen.Escaped(title)}[grey]{count}[/]");
    }
}

/// <summary>A record that was found, with the words marked in their surroundings.</summary>
internal sealed class HitView(TextWriter writer, int width, bool hasColor)
{
    private readonly IAnsiConsole _console = Screen.Of(writer, width, hasColor);

    public void Write(SearchHit hit)
    {
        var record = hit.Record;
        var source = string.Join(" · ", new[] { record.Published?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), record.Publisher, record.Id[..12] }.OfType<string>());
        _console.MarkupLine($"[bold]{Screen.Escaped(record.Title ?? record.Name ?? "")}[/]  [grey]{Screen.Escaped(source)}[/]");
        _console.Write(new Padder(new Markup(Marked(hit.Snippet)), new Padding(2, 0, 0, 0)));
    }

    private static string Marked(Snippet snippet)
    {
        var marked = new StringBuilder(snippet.IsCutBefore ? "…" : "");
        var runes = snippet.Text.EnumerateRunes().Select(r => r.ToString()).ToList();
        var at = 0;
        void Until(int end)
        {
            marked.Append(Screen.Escaped(string.Concat(runes.Skip(at).Take(end - at))));
            at = end;
        }

        foreach (var mark in snippet.Marks)
        {
            Until(mark.Start - snippet.Start);
            marked.Append("[bold yellow]");
            Until(mark.End - snippet.Start);
            marked.Append("[/]");
        }

        Until(runes.Count);
        return marked.Append(snippet.IsCutAfter ? "…" : "").ToString();
    }
}

/// <summary>How many were found, and how they spread: a line a field.</summary>
internal static class CountsView
{
    private const int Shown = 12;

    public static void Write(TextWriter to, SearchCounts counts)
    {
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{counts.Total:N0} {(counts.Total == 1 ? "record" : "records")}{(counts.IsExact ? "" : ", counted roughly")}"));
        foreach (var facet in counts.Facets)
        {
            var values = facet.Values.Take(Shown).Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Value} {v.Count:N0}"));
            to.WriteLine($"  {facet.Field,-8} {string.Join(" · ", values)}{(facet.Values.Length > Shown ? " …" : "")}");
        }
    }
}
