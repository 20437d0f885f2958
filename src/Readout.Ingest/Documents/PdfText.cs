using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.DocumentLayoutAnalysis.WordExtractor;

namespace Readout.Ingest.Documents;

/// <summary>The paragraphs of a PDF with text: columns one after another, hyphenated words whole, headers, footers and page numbers left out.</summary>
internal static partial class PdfText
{
    // Of the page's height, at its top and its bottom: where headers and footers stand.
    private const double Margin = 0.1;

    // A page of a scan has a picture and at most a stamp of letters.
    private const int LeastLettersAPage = 20;

    private sealed record Block(int Page, string Text, double Size);

    /// <param name="Edges">Rows at the top and at the bottom, where headers and footers stand.</param>
    private sealed record PageWords(int Number, List<Word> Words, List<List<Word>> Edges);

    public static DocumentText Read(byte[] bytes)
    {
        using var document = Open(bytes, out var refused);
        if (document is null)
            return refused!;
        var (pages, letters, images) = (new List<PageWords>(), 0, 0);
        foreach (var page in document.GetPages())
        {
            letters += page.Letters.Count;
            images += page.NumberOfImages;
            var words = NearestNeighbourWordExtractor.Instance.GetWords(page.Letters).Where(w => !string.IsNullOrWhiteSpace(w.Text)).ToList();
            var (top, bottom) = (page.Height * (1 - Margin), page.Height * Margin);
            pages.Add(new(page.Number, words, [.. PdfLayout.Rows(words).Where(r => r[0].BoundingBox.Bottom > top || r[0].BoundingBox.Top < bottom)]));
        }

        if (letters < LeastLettersAPage * document.NumberOfPages)
        {
            return images > 0
                ? DocumentText.Refused(Codes.ScannedPdf, "the PDF is a scan: pictures of pages without text. Run text recognition (OCR) on it and give the result.")
                : DocumentText.Refused(Codes.EmptyText, "the PDF holds no text. Leave it out.");
        }

        // What stands at the edges of two pages alike, but for its number, belongs to the paper and not to the text.
        var repeated = pages.SelectMany(p => p.Edges.Select(r => (p.Number, Text: Masked(TextOf(r))))).GroupBy(r => r.Text, StringComparer.Ordinal)
            .Where(g => g.Select(r => r.Number).Distinct().Count() >= 2).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        var blocks = new List<Block>();
        foreach (var page in pages)
        {
            var edges = page.Edges.Where(r => TextOf(r) is var text && (repeated.Contains(Masked(text)) || PageNumber().IsMatch(text))).SelectMany(r => r).ToHashSet();
            blocks.AddRange(Paragraphs(PdfLayout.LinesOf([.. page.Words.Where(w => !edges.Contains(w))])).Where(p => p.Text.Length > 0).Select(p => new Block(page.Number, p.Text, p.Size)));
        }

        var title = TitleOf(blocks);
        return new(title?.Text, Joined(blocks.Where(b => b != title)));
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

    private static string TextOf(List<Word> row) => string.Join(' ', row.Select(w => w.Text));

    /// <summary>Lines joined to paragraphs: a new one begins behind a wider space, at an indent, after a line that ends early, or in letters of another size.</summary>
    private static IEnumerable<(string Text, double Size)> Paragraphs(List<PdfLayout.Line> lines)
    {
        if (lines.Count == 0)
            yield break;
        var pitches = lines.Zip(lines.Skip(1), (a, b) => a.Baseline - b.Baseline).Where(p => p > 0).Order().ToArray();
        // Lines within paragraphs are the closest, and most.
        var pitch = pitches.Length == 0 ? lines[0].Size : pitches[pitches.Length / 4];
        var text = new StringBuilder();
        PdfLayout.Line? last = null;
        foreach (var line in lines)
        {
            if (last is not null && IsNewParagraph(last, line, pitch))
            {
                yield return (text.ToString(), last.Size);
                text.Clear();
            }

            Join(text, line.Text.Trim());
            last = line;
        }

        yield return (text.ToString(), last!.Size);
    }

    private static bool IsNewParagraph(PdfLayout.Line last, PdfLayout.Line line, double pitch)
    {
        if (Math.Abs(last.Size - line.Size) > 0.1 * last.Size)
            return true;
        var step = last.Baseline - line.Baseline;
        // Within letters of one size a headline's lines stand as far apart as its size asks.
        if (step > 1.25 * Math.Max(pitch, line.Size * 1.25))
            return true;
        if (step <= 0)
            return EndsSentence(last.Text); // The next column.
        var isIndented = line.Start - line.Left > 0.8 * line.Size && last.Start - last.Left <= 0.8 * last.Size;
        return isIndented || (EndsSentence(last.Text) && last.Right - last.End > 0.15 * (last.Right - last.Left));
    }

    private static bool EndsSentence(string text) => text.Length > 0 && text[^1] is '.' or '!' or '?' or '…' or '。' or '！' or '？' or '»' or '”';

    // "coopera-" + "tion" is one word; "Almaty-" + "Beijing" and "2024-" + "2025" keep their hyphen.
    private static void Join(StringBuilder text, string line)
    {
        if (text.Length > 1 && line.Length > 0 && text[^1] is '-' or '\u2010' or '\u00AD' && char.IsLetter(text[^2]) && char.IsLower(line[0]))
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
            if (open.Length > 0 && !(!EndsSentence(open.ToString(Math.Max(0, open.Length - 1), 1)) && open[^1] != ':' && (char.IsLower(block.Text[0]) || block.Text[0] >= '\u4E00')))
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
