namespace Readout.Ledger.Copies;

/// <summary>That the text of a document, or a near copy of it, was also published elsewhere.</summary>
/// <param name="Document">Id of the document in the ledger.</param>
/// <param name="Share">How much of the words both hold; 1 for the same text.</param>
/// <param name="Text">The text where it differs from the document's; null for the same text.</param>
public sealed record Publication(string Document, double Share, string? Text)
{
    /// <summary>The URL, else the name; a later publication under the same key takes the place of the earlier.</summary>
    public required string Key { get; init; }

    /// <summary>So that the same report need not be looked at again; null when nobody cares.</summary>
    public string? Fingerprint { get; init; }

    public string? Name { get; init; }

    public string? Url { get; init; }

    public string? Publisher { get; init; }

    /// <summary>Whom it credits for the text; null for nobody.</summary>
    public string? Credit { get; init; }

    /// <summary>Null when not known.</summary>
    public DateOnly? Published { get; init; }

    /// <summary>An entry whose text is there already.</summary>
    /// <exception cref="ArgumentException">The entry has no key: then the same text is the same report.</exception>
    public static Publication Of(LedgerEntry entry)
    {
        var document = entry.Record.Document;
        return new(document.Id, 1, null)
        {
            Key = entry.Key ?? throw new ArgumentException("An entry without a key is no other publication.", nameof(entry)),
            Fingerprint = entry.Fingerprint,
            Name = document.Name,
            Url = document.Url,
            Publisher = document.Publisher,
            Credit = document.Credit,
            Published = document.Published,
        };
    }
}
