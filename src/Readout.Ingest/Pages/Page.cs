using System.Collections.Immutable;

namespace Readout.Ingest.Pages;

/// <summary>What a web page says, without the site around it.</summary>
public sealed record Page
{
    /// <summary>Null when the page has none of its own.</summary>
    public string? Title { get; init; }

    /// <summary>In the order of the page; a heading or an item of a list is a paragraph. Never empty strings.</summary>
    public required ImmutableArray<string> Paragraphs { get; init; }

    /// <summary>The site's name as it calls itself, else its host; null when neither is known.</summary>
    public string? Publisher { get; init; }

    /// <summary>Day of publication as the page writes it, in its own time zone; null when it shows none.</summary>
    public DateOnly? Published { get; init; }

    /// <summary>BCP 47, what the page says of itself, the part before the first hyphen; null when it says nothing. Often the template's language, not the text's.</summary>
    public string? Language { get; init; }

    /// <summary>The canonical address when the page names one on its own host, else where it was found; null when neither is known.</summary>
    public string? Url { get; init; }

    /// <summary>Whom the page credits in a line of its own ("Источник: Акорда", "来源：新华社"); null for nobody.</summary>
    public string? Source { get; init; }

    /// <summary>How the text was found: <c>layout HOST</c>, <c>container SELECTOR</c> or <c>density</c>.</summary>
    public required string FoundBy { get; init; }

    /// <summary>The page as a report: title, a blank line, paragraphs.</summary>
    public Report ToReport() => new()
    {
        Text = string.Join("\n\n", Title is null ? Paragraphs : [Title, .. Paragraphs]),
        Published = Published,
        PublishedFrom = PublishedFrom.Page,
        Publisher = Publisher,
        Credit = Source,
        Url = Url,
    };
}
