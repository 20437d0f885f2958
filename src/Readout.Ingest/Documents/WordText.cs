using System.Collections.Immutable;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Readout.Ingest.Documents;

/// <summary>The paragraphs of a Word document (.docx), those of tables among them; headers, footers, notes and deleted text left out.</summary>
internal static class WordText
{
    // A part of a .docx is XML; what unpacks to more than this is a bomb or a book.
    private const long LongestPart = 50_000_000;

    public static DocumentText Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes, writable: false);
        WordprocessingDocument document;
        try
        {
            document = WordprocessingDocument.Open(stream, isEditable: false, new OpenSettings { MaxCharactersInPart = LongestPart });
        }
        catch (Exception e) when (e is FileFormatException or OpenXmlPackageException or InvalidDataException or IOException)
        {
            return DocumentText.Refused(Codes.KindNotRead, "it is a ZIP archive or an office document, but no .docx. Give the archive with the ending .zip, or save the document as .docx or plain text.");
        }

        using (document)
        {
            if (document.MainDocumentPart?.Document?.Body is not { } body)
                return DocumentText.Refused(Codes.KindNotRead, "it is an office document, but none with text (.docx). Save it as .docx or plain text.");
            var paragraphs = ImmutableArray.CreateBuilder<string>();
            string? title = null;
            foreach (var paragraph in body.Descendants<Paragraph>())
            {
                var text = TextOf(paragraph);
                if (text.Length == 0)
                    continue;
                if (title is null && paragraphs.Count == 0)
                    title = text;
                else
                    paragraphs.Add(text);
            }

            return title is null
                ? DocumentText.Refused(Codes.EmptyText, "the document holds no text. Leave it out or fill it.")
                : new(title, paragraphs.ToImmutable());
        }
    }

    private static string TextOf(Paragraph paragraph)
    {
        var text = new StringBuilder();
        foreach (var part in paragraph.Descendants())
        {
            // A text box inside the paragraph has paragraphs of its own.
            if (part.Ancestors<Paragraph>().FirstOrDefault() != paragraph)
                continue;
            text.Append(part switch
            {
                DocumentFormat.OpenXml.Wordprocessing.Text { Text: var written } => written,
                TabChar or Break => " ",
                NoBreakHyphen => "-",
                _ => "",
            });
        }

        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
