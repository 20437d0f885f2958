using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Readout.Ingest.Pages;

/// <summary>What a page's elements are called, and those that are asked for later, gathered in one walk: to ask the document for each of dozens of things would walk it as often.</summary>
internal sealed class PageElements
{
    private const int LongestCredit = 90;

    private readonly Dictionary<string, string> _metas = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _classes = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _properties = new(StringComparer.Ordinal);
    private readonly List<IElement> _headings = [];
    private readonly List<IElement> _subheadings = [];
    private bool _hasArticle, _hasRole;

    public PageElements(IHtmlDocument document)
    {
        foreach (var element in document.All)
        {
            Count++;
            var name = element.LocalName;
            if (name == "meta")
                AddMeta(element);
            AddAttributes(element, name);
            switch (name)
            {
                case "h1":
                    _headings.Add(element);
                    break;
                case "h2":
                    _subheadings.Add(element);
                    break;
                case "time":
                    Times.Add(element);
                    break;
                case "article":
                    _hasArticle = true;
                    break;
                case "script" when element.GetAttribute("type") == "application/ld+json":
                    Json.Add(element);
                    break;
                case "p" or "span" or "div" or "em" or "i" or "small" when element.ChildElementCount <= 1 && MayCredit(element):
                    Credits.Add(element);
                    break;
            }
        }
    }

    /// <summary>How many elements the page has.</summary>
    public int Count { get; }

    /// <summary>Headings of the first level, then those of the second.</summary>
    public IEnumerable<IElement> Headings => _headings.Concat(_subheadings);

    public List<IElement> Times { get; } = [];

    /// <summary>Scripts of JSON-LD.</summary>
    public List<IElement> Json { get; } = [];

    /// <summary>Short elements with a colon, one of which may say where the text is from.</summary>
    public List<IElement> Credits { get; } = [];

    /// <summary>The address that the page calls its own; null when it names none.</summary>
    public string? Canonical { get; private set; }

    /// <summary>The first element marked as the date of publication (microdata); null when there is none.</summary>
    public IElement? Dated { get; private set; }

    /// <summary>The content of the first meta element of a name or property; null when there is none or it is empty.</summary>
    public string? Meta(string name) => _metas.GetValueOrDefault(name);

    /// <summary>False when no element can be what a selector asks for; true where that is not known.</summary>
    public bool MayHave(string selector)
    {
        if (selector.Length > 1 && selector[0] == '.' && selector.AsSpan(1).IndexOfAny(" .#[:>,+~") < 0)
            return _classes.GetAlternateLookup<ReadOnlySpan<char>>().Contains(selector.AsSpan(1));
        if (selector.StartsWith("[id=", StringComparison.Ordinal) && selector[^1] == ']')
            return _ids.GetAlternateLookup<ReadOnlySpan<char>>().Contains(selector.AsSpan(4, selector.Length - 5));
        if (selector.StartsWith("[itemprop~=", StringComparison.Ordinal) && selector[^1] == ']')
            return _properties.GetAlternateLookup<ReadOnlySpan<char>>().Contains(selector.AsSpan(11, selector.Length - 12));
        return selector switch
        {
            "article" or "main article" => _hasArticle,
            _ => !selector.StartsWith("[role=", StringComparison.Ordinal) || _hasRole,
        };
    }

    private void AddMeta(IElement element)
    {
        if (element.GetAttribute("content") is not { } content || string.IsNullOrWhiteSpace(content))
            return;
        foreach (var attribute in (ReadOnlySpan<string>)["property", "name", "itemprop"])
        {
            if (element.GetAttribute(attribute) is { } name)
                _metas.TryAdd(name, content.Trim());
        }
    }

    private void AddAttributes(IElement element, string tag)
    {
        var attributes = element.Attributes;
        for (var i = 0; i < attributes.Length; i++)
        {
            var attribute = attributes[i]!;
            switch (attribute.LocalName)
            {
                case "class":
                    AddWords(_classes, attribute.Value);
                    break;
                case "id":
                    _ids.Add(attribute.Value);
                    break;
                case "role":
                    _hasRole = true;
                    break;
                case "itemprop":
                    AddWords(_properties, attribute.Value);
                    if (Dated is null && IsAmong(attribute.Value, "datePublished"))
                        Dated = element;
                    break;
                case "rel" when tag == "link" && Canonical is null && IsAmong(attribute.Value, "canonical"):
                    Canonical = element.GetAttribute("href");
                    break;
            }
        }
    }

    private static void AddWords(HashSet<string> set, string words)
    {
        var lookup = set.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var range in words.AsSpan().SplitAny(" \t\n\r\f"))
            lookup.Add(words.AsSpan(range));
    }

    private static bool IsAmong(string words, string word)
    {
        foreach (var range in words.AsSpan().SplitAny(" \t\n\r\f"))
        {
            if (words.AsSpan(range).SequenceEqual(word))
                return true;
        }

        return false;
    }

    private static bool MayCredit(IElement element)
    {
        var (length, hasColon) = (0, false);
        Look(element);
        return hasColon && length <= LongestCredit;

        void Look(INode node)
        {
            var children = node.ChildNodes;
            for (var i = 0; i < children.Length && length <= LongestCredit; i++)
            {
                if (children[i] is not IText text)
                {
                    Look(children[i]);
                    continue;
                }

                length += text.Data.Length;
                hasColon |= text.Data.AsSpan().IndexOfAny(':', '：') >= 0;
            }
        }
    }
}
