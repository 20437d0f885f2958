using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Readout.Ingest.Pages;

/// <summary>What a page's elements are called, gathered in one walk: to ask the document for each of dozens of names would walk it as often.</summary>
internal sealed class PageNames
{
    private readonly Dictionary<string, string> _metas = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _classes = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _ids = new(StringComparer.OrdinalIgnoreCase);

    public PageNames(IHtmlDocument document)
    {
        var classes = _classes.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var element in document.All)
        {
            if (element.GetAttribute("class") is { } names)
            {
                foreach (var range in names.AsSpan().SplitAny(" \t\n\r\f"))
                    classes.Add(names.AsSpan(range));
            }

            if (element.GetAttribute("id") is { } id)
                _ids.Add(id);
            if (element.LocalName != "meta" || element.GetAttribute("content") is not { } content || string.IsNullOrWhiteSpace(content))
                continue;
            foreach (var attribute in (ReadOnlySpan<string>)["property", "name", "itemprop"])
            {
                if (element.GetAttribute(attribute) is { } name)
                    _metas.TryAdd(name, content.Trim());
            }
        }
    }

    /// <summary>The content of the first meta element of a name or property; null when there is none or it is empty.</summary>
    public string? Meta(string name) => _metas.GetValueOrDefault(name);

    /// <summary>False when no element can be what a selector of one class or id asks for; true where that is not known.</summary>
    public bool MayHave(string selector)
    {
        if (selector.Length > 1 && selector[0] == '.' && selector.AsSpan(1).IndexOfAny(" .#[:>,+~") < 0)
            return _classes.GetAlternateLookup<ReadOnlySpan<char>>().Contains(selector.AsSpan(1));
        return !selector.StartsWith("[id=", StringComparison.Ordinal) || selector[^1] != ']' || _ids.GetAlternateLookup<ReadOnlySpan<char>>().Contains(selector.AsSpan(4, selector.Length - 5));
    }
}
