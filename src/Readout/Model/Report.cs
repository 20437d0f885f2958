namespace Readout;

/// <summary>A report of diplomacy as it came in: the input of <see cref="Reader.Read"/>.</summary>
public sealed record Report
{
    /// <summary>Title, a blank line, paragraphs. Any line ends; any Unicode normal form.</summary>
    public required string Text { get; init; }

    /// <summary>What the caller calls the report (a file's name without ending); null when it has no name.</summary>
    public string? Name { get; init; }

    /// <summary>Day of publication; null when not known (the reader then looks for it in the text).</summary>
    public DateOnly? Published { get; init; }

    /// <summary>Where <see cref="Published"/> comes from, when it is not null: the caller, or the page that shows it.</summary>
    public PublishedFrom PublishedFrom { get; init; } = PublishedFrom.Given;

    /// <summary>Where the report stands; null when not known. Never opened.</summary>
    public string? Url { get; init; }

    /// <summary>Who published it, as the caller writes it ("akorda.kz"); null when not known.</summary>
    public string? Publisher { get; init; }

    /// <summary>Whom the page credits for the text, in a line of its own outside the text ("Источник: Акорда"); null for nobody.</summary>
    public string? Credit { get; init; }

    /// <summary>BCP 47 code of the text; null lets the reader detect it.</summary>
    public string? Language { get; init; }
}
