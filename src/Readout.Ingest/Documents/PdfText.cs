using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.DocumentLayoutAnalysis;
using UglyToad.PdfPig.DocumentLayoutAnalysis.PageSegmenter;
using UglyToad.PdfPig.DocumentLayoutAnalysis.ReadingOrderDetector;
using UglyToad.PdfPig.DocumentLayoutAnalysis.WordExtractor;

namespace Readout.Ingest.Documents;

/// <summary>The paragraphs of a PDF with text: columns one after another, hyphenated words whole, headers, footers and page numbers left out.</summary>
internal static partial class PdfText
{
    // Of the page's height, at its top and its bottom: where headers and footers stand.
    private const double Margin = 0.1;

    // A page of a scan has a picture and at most a stamp of letters.
    private const int LeastLettersAPage = 20;

    private sealed record Block(int Page, string Text, double Size, bool IsInMargin);

    public static DocumentText Read(byte[] bytes)
    {
        using var document = Open(bytes, out var refused);
        if (document is null)
            return refused!;
        var (blocks, letters, images) = (new List<Block>(), 0, 0);
        foreach (var page in document.GetPages())
        {
            letters += page.Letters.Count;
            images += page.NumberOfImages;
            blocks.AddRange(BlocksOf(page));
        }

        if (letters < LeastLettersAPage * document.NumberOfPages)
        {
            return images > 0
                ? DocumentText.Refused(Codes.ScannedPdf, "the PDF is a scan: pictures of pages without text. Run text recognition (OCR) on it and give the result.")
                : DocumentText.Refused(Codes.EmptyText, "the PDF holds no text. Leave it out.");
        }

        var repeated = blocks.Where(b => b.IsInMargin).GroupBy(b => Masked(b.Text), StringComparer.Ordinal)
            .Where(g => g.Select(b => b.Page).Distinct().Count() >= 2).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        var kept = blocks.Where(b => !(b.IsInMargin && (repeated.Contains(Masked(b.Text)) || PageNumber().IsMatch(b.Text)))).ToList();
        var title = TitleOf(kept);
        return new(title?.Text, Joined(kept.Where(b => b != title)));
    }

    private static PdfDocument? Open(byte[] bytes, out DocumentText? refused)
    {
        refused = null;
        try
        {
            return PdfDocument.Open(bytes);
        }
        catch (UglyToad.PdfPig.Exceptions.PdfDocumentEncryptedException)
        {
            refused = DocumentText.Refused(Codes.BrokenDocument, "the PDF is locked by a password. Save it without one.");
            return null;
        }
    }

    // Margins are read for themselves: on a page with few lines a header would else be taken for the text's first line.
    private static IEnumerable<Block> BlocksOf(Page page)
    {
        var words = NearestNeighbourWordExtractor.Instance.GetWords(page.Letters).Where(w => !string.IsNullOrWhiteSpace(w.Text)).ToList();
        var (top, bottom) = (page.Height * (1 - Margin), page.Height * Margin);
        foreach (var line in words.Where(w => w.BoundingBox.Bottom > top).GroupBy(w => Math.Round(w.BoundingBox.Bottom / 4)).OrderByDescending(g => g.Key))
            yield return Line(page, line);
        var body = words.Where(w => w.BoundingBox.Bottom <= top && w.BoundingBox.Top >= bottom).ToList();
        foreach (var block in UnsupervisedReadingOrderDetector.Instance.Get(DocstrumBoundingBoxes.Instance.GetBlocks(body)))
        {
            if (TextOf(block) is { Length: > 0 } text)
                yield return new(page.Number, text, block.TextLines.SelectMany(l => l.Words).Max(SizeOf), IsInMargin: false);
        }

        foreach (var line in words.Where(w => w.BoundingBox.Top < bottom).GroupBy(w => Math.Round(w.BoundingBox.Bottom / 4)).OrderByDescending(g => g.Key))
            yield return Line(page, line);
    }

    private static Block Line(Page page, IEnumerable<Word> words)
    {
        var line = words.OrderBy(w => w.BoundingBox.Left).ToList();
        return new(page.Number, string.Join(' ', line.Select(w => w.Text)), line.Max(SizeOf), IsInMargin: true);
    }

    private static double SizeOf(Word word) => word.Letters.Max(l => l.PointSize);

    private static string TextOf(TextBlock block)
    {
        var text = new StringBuilder();
        foreach (var line in block.TextLines)
            Join(text, line.Text.Trim());
        return text.ToString();
    }

    // "coopera-" + "tion" is one word; "Almaty-" + "Beijing" and "2024-" + "2025" keep their hyphen.
    private static void Join(StringBuilder text, string line)
    {
        if (text.Length > 1 && line.Length > 0 && text[^1] is '-' or '\u00AD' && char.IsLetter(text[^2]) && char.IsLower(line[0]))
            text.Length--;
        else if (text.Length > 0 && line.Length > 0 && !(text[^1] is '-' && char.IsLetterOrDigit(line[0])) && !(text[^1] >= '\u4E00' && line[0] >= '\u4E00'))
            text.Append(' ');
        text.Append(line);
    }

    // The largest letters of the first page, when they are larger than most.
    private static Block? TitleOf(List<Block> blocks)
    {
        var first = blocks.Where(b => b.Page == 1).Take(6).ToList();
        if (first.Count == 0)
            return null;
        var largest = first.MaxBy(b => b.Size)!;
        var usual = blocks.OrderBy(b => b.Size).ElementAt(blocks.Count / 2).Size;
        return largest.Size > usual * 1.1 && largest.Text.Length <= 300 ? largest : null;
    }

    // A paragraph that a column or a page cuts goes on in the next block.
    private static ImmutableArray<string> Joined(IEnumerable<Block> blocks)
    {
        var paragraphs = ImmutableArray.CreateBuilder<string>();
        var open = new StringBuilder();
        foreach (var block in blocks)
        {
            if (open.Length > 0 && !(open[^1] is not ('.' or '!' or '?' or ':' or '。' or '»' or '”') && char.IsLower(block.Text[0])))
            {
                paragraphs.Add(open.ToString());
                open.Clear();
            }

            Join(open, block.Text);
        }

        if (open.Length > 0)
            paragraphs.Add(open.ToString());
        return paragraphs.ToImmutable();
    }

    private static string Masked(string text) => Digits().Replace(text, "#");

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^\W*(?:\p{L}+\W+)?\d{1,4}\W*(?:\p{L}+\W+\d{1,4})?\W*$")]
    private static partial Regex PageNumber();
}
