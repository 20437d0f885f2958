using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;
using Xunit;
using PageSize = UglyToad.PdfPig.Content.PageSize;
using WordText = DocumentFormat.OpenXml.Wordprocessing.Text;

namespace Readout.Ingest.Tests.Documents;

public sealed class DocumentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("readout-documents-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Input Read(string name, byte[] bytes)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllBytes(file, bytes);
        return Assert.Single(new InputReader(new InputOptions(), Stream.Null).Read([file])).Extract!();
    }

    private static byte[] Pdf(params (double X, double Y, double Size, string Text)[][] pages)
    {
        var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        foreach (var lines in pages)
        {
            var page = builder.AddPage(PageSize.A4);
            foreach (var (x, y, size, text) in lines)
                page.AddText(text, size, new PdfPoint(x, y), font);
        }

        return builder.Build();
    }

    private static string Paragraph(Input input, int number) => input.Report!.Text.Split("\n\n")[number];

    [Fact]
    public void APdfGivesTitleAndParagraphsWithHyphensHealed()
    {
        var input = Read("talks.pdf", Pdf([
            (60, 760, 20, "Ministers meet in Oslo"),
            (60, 700, 11, "The two ministers agreed to deepen their coopera-"),
            (60, 686, 11, "tion in energy and to open a joint office next year."),
            (60, 640, 11, "They will meet again in Almaty in the autumn to sign"),
            (60, 626, 11, "an agreement on the use of rivers."),
        ]));
        Assert.Equal("Ministers meet in Oslo", Paragraph(input, 0));
        Assert.Equal("The two ministers agreed to deepen their cooperation in energy and to open a joint office next year.", Paragraph(input, 1));
        Assert.Equal("They will meet again in Almaty in the autumn to sign an agreement on the use of rivers.", Paragraph(input, 2));
    }

    [Fact]
    public void ColumnsAreReadOneAfterAnother()
    {
        var left = Enumerable.Range(0, 6).Select(i => (60.0, 700.0 - i * 14, 10.0, $"left column line {i} of the text"));
        var right = Enumerable.Range(0, 6).Select(i => (320.0, 700.0 - i * 14, 10.0, $"right column line {i} of the text"));
        var text = Read("columns.pdf", Pdf([.. left, .. right])).Report!.Text;
        Assert.True(text.IndexOf("left column line 5", StringComparison.Ordinal) < text.IndexOf("right column line 0", StringComparison.Ordinal));
    }

    [Fact]
    public void HeadersFootersAndPageNumbersAreNoText()
    {
        var pages = Enumerable.Range(1, 3).Select(n => new (double, double, double, string)[]
        {
            (60, 815, 9, "Bulletin of the Ministry"),
            (60, 500, 11, $"Paragraph of page {n} says something whole."),
            (290, 20, 9, $"{n}"),
        }).ToArray();
        Assert.Equal("Paragraph of page 1 says something whole.\n\nParagraph of page 2 says something whole.\n\nParagraph of page 3 says something whole.", Read("bulletin.pdf", Pdf(pages)).Report!.Text);
    }

    /// <summary>Printed by a browser (Documents/printed): two justified columns with hyphens, a header and a page number on both pages, fonts as subsets.</summary>
    [Theory]
    [InlineData("ru")]
    [InlineData("kk")]
    [InlineData("zh")]
    public void APrintedPageInTwoColumnsReadsAsItWasWritten(string language)
    {
        var printed = Path.Combine(AppContext.BaseDirectory, "Documents", "printed");
        var written = Regex.Matches(File.ReadAllText(Path.Combine(printed, language + ".html")).Replace("-<br>", "", StringComparison.Ordinal), "<(h1|p)>(.+?)</").Select(m => m.Groups[2].Value);
        var read = Read(language + ".pdf", File.ReadAllBytes(Path.Combine(printed, language + ".pdf"))).Report!.Text;
        Assert.Equal(string.Join("\n\n", written), read);
    }

    [Fact]
    public void AScanIsRefusedWithAWord()
    {
        var builder = new PdfDocumentBuilder();
        var page = builder.AddPage(PageSize.A4);
        page.AddPng(Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="), new PdfRectangle(0, 0, 500, 700));
        var problem = Assert.Single(Read("scan.pdf", builder.Build()).Problems);
        Assert.Equal(Codes.ScannedPdf, problem.Code);
        Assert.Contains("OCR", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ABrokenPdfIsToldAndNothingElse() => Assert.Equal(Codes.BrokenDocument, Assert.Single(Read("broken.pdf", "%PDF-1.7 and then nothing"u8.ToArray()).Problems).Code);

    [Fact]
    public void AWordDocumentGivesItsParagraphs()
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var part = document.AddMainDocumentPart();
            part.Document = new Document(new Body(
                new Paragraph(new Run(new WordText("Глава МИД принял посла"))),
                new Paragraph(),
                new Paragraph(new Run(new WordText("Стороны обсудили ") { Space = SpaceProcessingModeValues.Preserve }), new Run(new WordText("торговлю."))),
                new Table(new TableRow(new TableCell(new Paragraph(new Run(new WordText("В таблице тоже текст."))))))));
        }

        Assert.Equal("Глава МИД принял посла\n\nСтороны обсудили торговлю.\n\nВ таблице тоже текст.", Read("note.docx", stream.ToArray()).Report!.Text);
    }

    [Fact]
    public void AZipThatIsNoDocumentIsTold() => Assert.NotNull(Assert.Single(Read("x.docx", "PK\u0003\u0004 no"u8.ToArray()).Problems).Message);
}
