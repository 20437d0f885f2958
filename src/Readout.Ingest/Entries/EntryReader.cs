using System.Text;
using Readout.Ingest.Documents;
using Readout.Ingest.Pages;
using Readout.Text;

namespace Readout.Ingest.Entries;

/// <summary>Makes a report out of a document of any kind that is read: a web page, a PDF, a Word document, plain text.</summary>
/// <remarks>Thread-safe. Never throws on bad input.</remarks>
public sealed class EntryReader(InputOptions options)
{
    // In UTF-16 units. A longer text tells its language by itself.
    private const int ShortText = 400;

    private readonly PageReader _pages = new();

    /// <summary>The endings of files that hold one document and are not plain text.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".html", ".htm", ".xhtml", ".pdf", ".docx"];

    private enum Kind
    {
        Page,
        Text,
        Pdf,
        Word,
        Other,
    }

    public Input Read(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        try
        {
            return KindOf(entry) switch
            {
                Kind.Page => OfPage(entry),
                Kind.Pdf => OfDocument(entry, PdfText.Read(entry.Bytes)),
                Kind.Word => OfDocument(entry, WordText.Read(entry.Bytes)),
                Kind.Text => OfText(entry),
                _ => Failed(entry, Codes.KindNotRead, $"this kind of document ({entry.ContentType ?? Path.GetExtension(entry.FileName) ?? "unknown"}) is not read. Give a web page, a PDF with text, a .docx or plain text."),
            };
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Parsers of other people's formats meet bytes that nobody foresaw; one broken document must not end a run over a million.
            return Failed(entry, Codes.BrokenDocument, $"the document is broken ({e.GetType().Name}: {e.Message.TrimEnd('.')}). Open it in its own program and save it again.");
        }
    }

    private static Kind KindOf(Entry entry)
    {
        var bytes = entry.Bytes.AsSpan();
        if (bytes.StartsWith("%PDF-"u8))
            return Kind.Pdf;
        if (bytes.StartsWith("PK\x03\x04"u8))
            return Kind.Word;
        var type = entry.ContentType?.Split(';')[0].Trim().ToLowerInvariant();
        var ending = Path.GetExtension(entry.FileName)?.ToLowerInvariant();
        if (type is "text/html" or "application/xhtml+xml" || (type is null && ending is ".html" or ".htm" or ".xhtml") || LooksLikePage(bytes))
            return Kind.Page;
        return type is "text/plain" || (type is null && ending is ".txt" or ".text" or ".md" or "" or null) ? Kind.Text : Kind.Other;
    }

    private static bool LooksLikePage(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 1024)]).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\r', '\n', '\t');
        return head.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || head.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            || (head.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) && head.Contains("<html", StringComparison.OrdinalIgnoreCase));
    }

    private Input OfPage(Entry entry)
    {
        if (_pages.Read(entry.Bytes, entry.ContentType, entry.Url) is not { } page)
            return Failed(entry, Codes.NoArticle, "the page holds no article: a list of links, a page made by scripts, or an empty one. If there is a text on it, save that as plain text.");
        var report = page.ToReport();
        return Done(entry, report with
        {
            Published = entry.Published ?? report.Published ?? options.Published,
            PublishedFrom = entry.Published is null && report.Published is not null ? PublishedFrom.Page : PublishedFrom.Given,
            // The reader tells the language from the text; what the page says helps only where the text is too short for that.
            Language = options.Language ?? (report.Text.Length < ShortText && LanguageDetector.Detect(report.Text) == "und" ? page.Language : null),
        });
    }

    private Input OfText(Entry entry)
    {
        var decoded = TextDecoder.Decode(entry.Bytes);
        if (decoded.Text is not { } text)
            return Failed(entry, decoded.Code!, decoded.Reason!);
        if (string.IsNullOrWhiteSpace(text))
            return Failed(entry, Codes.EmptyText, "the text is empty. Leave it out or fill it.");
        return Done(entry, new Report { Text = text, Published = entry.Published ?? options.Published, Language = options.Language, Url = entry.Url },
            decoded.ConvertedFrom is { } encoding ? [ReportLines.Converted(entry.Place, encoding)] : []);
    }

    private Input OfDocument(Entry entry, DocumentText document) => document.Code is { } code
        ? Failed(entry, code, document.Reason!)
        : Done(entry, new Report
        {
            Text = string.Join("\n\n", document.Title is null ? document.Paragraphs : [document.Title, .. document.Paragraphs]),
            Published = entry.Published ?? options.Published,
            Language = options.Language,
            Url = entry.Url,
        });

    private static Input Done(Entry entry, Report report, params Problem[] problems) => new()
    {
        Place = entry.Place,
        Source = entry.Source,
        Report = report with { Name = entry.Name, Url = report.Url ?? entry.Url },
        Key = entry.Key ?? report.Url ?? entry.Url ?? entry.Name,
        Problems = [.. problems],
        Bytes = entry.Size,
    };

    private static Input Failed(Entry entry, string code, string message) => Input.Failed(entry.Source, Problem.Error(code, entry.Place, message), entry.Size);
}
