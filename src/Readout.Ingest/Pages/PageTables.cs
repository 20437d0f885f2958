using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using AngleSharp.Dom;
using Readout.Tables;
using Readout.Text;

namespace Readout.Ingest.Pages;

/// <summary>How the text stands on the pages of one site.</summary>
/// <param name="Host">The site's host without <c>www.</c>; those under it are meant too.</param>
/// <param name="Publisher">What the site is called.</param>
/// <param name="Title">Selector of the title; empty for the general way.</param>
/// <param name="Body">Selectors of the text, the first that is there is taken.</param>
/// <param name="Date">Selector of the date line; empty for the general way.</param>
/// <param name="Drop">Selector of what stands inside the text and is none; null for nothing.</param>
internal sealed record Layout(string Host, string Publisher, string Title, ImmutableArray<string> Body, string Date, string? Drop);

/// <summary>What is known about pages, as data: sites, containers, furniture, boilerplate, months.</summary>
internal sealed class PageTables
{
    private const int LongestFurniture = 1500;

    private readonly FrozenDictionary<string, Layout> _layouts;
    private readonly FrozenSet<string> _furniture;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _furnitureBySpan;
    private readonly ImmutableArray<string> _starts;
    private readonly FrozenSet<string> _ends;
    private readonly FrozenSet<string> _lines;
    private readonly ImmutableArray<string> _sources;
    private readonly FrozenDictionary<string, int> _months;

    private PageTables()
    {
        _layouts = Table("layouts.tsv", "host", "publisher", "title", "body", "date", "drop").Rows
            .Select(r => new Layout(r.Filled("host"), r["publisher"], r["title"], [.. r.Values("body")], r["date"], r["drop"] is { Length: > 0 } drop ? drop : null))
            .ToFrozenDictionary(l => l.Host, StringComparer.OrdinalIgnoreCase);
        Containers = [.. Table("containers.tsv", "selector").Rows.Select(r => r.Filled("selector"))];
        _furniture = Table("furniture.tsv", "name").Rows.Select(r => r.Filled("name")).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _furnitureBySpan = _furniture.GetAlternateLookup<ReadOnlySpan<char>>();
        var lines = Table("boilerplate.tsv", "kind", "words", "language").Rows;
        _starts = Of(lines, "start");
        _ends = Of(lines, "end").ToFrozenSet(StringComparer.Ordinal);
        _sources = Of(lines, "source");
        _lines = Of(lines, "line").ToFrozenSet(StringComparer.Ordinal);
        _months = Table("months.tsv", "month", "names").Rows
            .SelectMany(r => r.Values("names").Select(n => (Name: n, Month: int.Parse(r["month"], System.Globalization.CultureInfo.InvariantCulture))))
            .ToFrozenDictionary(m => m.Name, m => m.Month, StringComparer.Ordinal);
    }

    /// <summary>Read once; immutable.</summary>
    public static PageTables Instance { get; } = new();

    /// <summary>Selectors of elements that hold an article's text on pages of no known site, the surest first.</summary>
    public ImmutableArray<string> Containers { get; }

    /// <summary>The layout of a host or of the host it is under; null for an unknown site.</summary>
    public Layout? LayoutOf(string host)
    {
        for (var at = host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..] : host; at.Contains('.', StringComparison.Ordinal); at = at[(at.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            if (_layouts.TryGetValue(at, out var layout))
                return layout;
        }

        return null;
    }

    /// <summary>The number of a month by its name in any of the languages, lower case; 0 when the word is none.</summary>
    public int Month(string word) => _months.GetValueOrDefault(word);

    /// <summary>True for an element that its class or id calls a bar, a caption, a list of other articles and the like.</summary>
    /// <remarks>A wrapper of the text itself may carry such a name ("with-sidebar"): what holds much text is none.</remarks>
    public bool IsFurniture(IElement element) => (Names(element.ClassName) || Names(element.Id)) && PageText.LengthOf(element, LongestFurniture) < LongestFurniture;

    private bool Names(string? names)
    {
        if (string.IsNullOrEmpty(names))
            return false;
        // "article__share-buttons" holds "share"; each part between signs is a word of its own.
        foreach (var name in names.AsSpan().SplitAny(" \t\n_-"))
        {
            if (_furnitureBySpan.Contains(names.AsSpan()[name]))
                return true;
        }

        // Whole names such as "read-also".
        foreach (var name in names.AsSpan().SplitAny(" \t\n"))
        {
            if (_furnitureBySpan.Contains(names.AsSpan()[name]))
                return true;
        }

        return false;
    }

    /// <summary>True for a line that belongs to the site, not to the text.</summary>
    public bool IsBoilerplate(string line)
    {
        // Long lines are sentences, whatever they begin with.
        if (line.Length > 200)
            return false;
        var fold = TextNormalizer.Fold(line).Trim(' ', '.', ':', '|', '»', '>', '-', '—', '•', '【', '】');
        return fold.Length == 0 || !fold.Any(char.IsLetterOrDigit) || _lines.Contains(fold) || Starts(fold, _starts) || SourceOf(line) is not null;
    }

    /// <summary>True for a heading after which nothing of the text follows.</summary>
    public bool EndsText(string line) => line.Length <= 60 && _ends.Contains(TextNormalizer.Fold(line).Trim(' ', '.', ':', '：', '-', '—'));

    /// <summary>Whom a line credits: "Источник: Акорда"; null when the line is no such line.</summary>
    public string? SourceOf(string line)
    {
        if (line.Length > 80)
            return null;
        var colon = line.IndexOfAny([':', '：']);
        if (colon < 0 || !_sources.Contains(TextNormalizer.Fold(line[..colon].Trim(' ', '(', '（', '[', '|')), StringComparer.Ordinal))
            return null;
        var source = line[(colon + 1)..].Split('|', '(', '（', '/')[0].Trim(' ', ')', '）', ']', '.', '。');
        return source.Length is > 1 and <= 60 ? source : null;
    }

    private static bool Starts(string fold, ImmutableArray<string> phrases)
    {
        foreach (var phrase in phrases)
        {
            if (fold.StartsWith(phrase, StringComparison.Ordinal) && (fold.Length == phrase.Length || !char.IsLetter(fold[phrase.Length]) || phrase[^1] >= '\u4E00'))
                return true;
        }

        return false;
    }

    private static ImmutableArray<string> Of(IEnumerable<TsvRow> rows, string kind) =>
        [.. rows.Where(r => r["kind"] == kind).SelectMany(r => r.Values("words")).Select(TextNormalizer.Fold)];

    private static TsvTable Table(string name, params string[] columns)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Pages/{name}")!;
        using var reader = new StreamReader(stream);
        return TsvTable.Parse($"pages/{name}", reader.ReadToEnd(), columns);
    }
}
