using System.Globalization;
using System.Text;
using Xunit;

namespace Readout.Ingest.Tests;

public sealed class InputReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("readout-ingest-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Encoding CodePage(int number) => CodePagesEncodingProvider.Instance.GetEncoding(number)!;

    private const string Russian = "Глава государства принял посла\n\nСтороны обсудили развитие торговли и подъём сотрудничества.\n";

    private string Write(string name, byte[] bytes)
    {
        var file = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
        return file;
    }

    private string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    private static List<Input> Read(params string[] inputs) => Read(new InputOptions(), inputs);

    private static List<Input> Read(InputOptions options, params string[] inputs) => [.. new InputReader(options, Stream.Null).Read(inputs)];

    private static List<Input> ReadStandardInput(byte[] bytes) => [.. new InputReader(new InputOptions(), new MemoryStream(bytes)).Read(["-"])];

    private static Problem Failure(List<Input> inputs)
    {
        var input = Assert.Single(inputs);
        Assert.Null(input.Report);
        return Assert.Single(input.Problems, p => p.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void AFilesNameWithoutItsEndingIsTheReportsName()
    {
        var input = Assert.Single(Read(Write("visit.ru.txt", Russian)));
        Assert.Equal("visit.ru", input.Report!.Name);
        Assert.Equal(Russian, input.Report.Text);
        Assert.Empty(input.Problems);
    }

    [Fact]
    public void AFolderIsReadInTheOrderOfItsNamesHiddenAndOtherFilesLeftOut()
    {
        Write("b.txt", Russian);
        Write("a.jsonl", "{\"text\":\"Один\",\"name\":\"one\"}\n\n{\"text\":\"Два\"}\n");
        Write("sub/c.txt", Russian);
        Write("readme.md", "# not a report");
        Write("picture.png", [1, 2, 3]);
        Write(".hidden.txt", Russian);
        Write(".git/d.txt", Russian);
        var inputs = Read(_folder);
        Assert.Equal(["one", null, "b", "c"], inputs.Select(i => i.Report!.Name));
        Assert.Equal(["one", null, "b", "sub/c"], inputs.Select(i => i.Key));
        Assert.EndsWith("a.jsonl:3", inputs[1].Place);
    }

    [Fact]
    public void AFolderWithoutReportsIsAProblem()
    {
        var problem = Failure(Read(_folder));
        Assert.Equal(Codes.NothingInFolder, problem.Code);
        Assert.Contains(".txt, .jsonl", problem.Message);
    }

    [Theory]
    [InlineData(1251, "windows-1251")]
    [InlineData(20866, "KOI8-R")]
    public void ACyrillicCodePageIsToldAndConverted(int codePage, string name)
    {
        var input = Assert.Single(Read(Write("old.txt", CodePage(codePage).GetBytes(Russian))));
        Assert.Equal(Russian, input.Report!.Text);
        var note = Assert.Single(input.Problems);
        Assert.Equal((Codes.ConvertedEncoding, DiagnosticSeverity.Info), (note.Code, note.Severity));
        Assert.Contains(name, note.Message);
    }

    [Theory]
    [InlineData(1251)]
    [InlineData(20866)]
    public void ATextInCapitalsIsToldToo(int codePage)
    {
        var text = "ГЛАВА ГОСУДАРСТВА ПРИНЯЛ ПОСЛА КИТАЙСКОЙ НАРОДНОЙ РЕСПУБЛИКИ";
        Assert.Equal(text, TextDecoder.Decode(CodePage(codePage).GetBytes(text)).Text);
    }

    [Fact]
    public void MarkedUnicodeIsRead()
    {
        foreach (var encoding in new Encoding[] { new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
        {
            var bytes = encoding.GetPreamble().Concat(encoding.GetBytes(Russian)).ToArray();
            Assert.Equal(Russian, TextDecoder.Decode(bytes).Text);
        }
    }

    [Fact]
    public void ReportLinesInUtf16AreRead()
    {
        var bytes = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("{\"text\":\"Один\"}\r\n{\"text\":\"Два\"}\r\n")).ToArray();
        Assert.Equal(["Один", "Два"], Read(Write("r.jsonl", bytes)).Select(i => i.Report!.Text));
        Assert.Equal(["Один", "Два"], ReadStandardInput(bytes).Select(i => i.Report!.Text));
    }

    public static TheoryData<string, string, string> BadFiles => new()
    {
        { "empty.txt", "", "RO1102 {}: the text is empty. Leave it out or fill it." },
        { "blank.txt", "20 0A 20", "RO1102 {}: the text is empty. Leave it out or fill it." },
        { "nul.txt", "00 01 02", "RO1003 {}: it is no text but binary data (it holds NUL bytes; UTF-16 needs its byte-order mark). Give a plain text file or report lines (.jsonl)." },
        { "pdf.txt", "25 50 44 46 2D 31 2E 37", "RO1003 {}: it is no text but a PDF. Give a plain text file or report lines (.jsonl)." },
        { "zip.txt", "50 4B 03 04 14", "RO1003 {}: it is no text but a ZIP archive or an office document. Give a plain text file or report lines (.jsonl)." },
        { "noise.txt", "01 02 03 04 05 41", "RO1003 {}: it is no text but binary data. Give a plain text file or report lines (.jsonl)." },
        { "cut.txt", "D0 9F D1 80 D0 B8 D0 B2 D0 B5 D1", "RO1002 {}: it is UTF-8 with 1 broken byte, the first in line 1. Repair it or save it again as UTF-8." },
        { "latin1.txt", "C9 74 E9 20 E0 20 50 61 72 69 73", "RO1002 {}: it is neither UTF-8 nor windows-1251 nor KOI8-R. Save it again as UTF-8." },
        { "gbk.txt", "CF B0 BD FC C6 BD BB E1 BC FB CD D0 BF A8 D2 AE B7 F2", "RO1002 {}: it is neither UTF-8 nor windows-1251 nor KOI8-R. Save it again as UTF-8." },
        { "odd16.txt", "FF FE 41", "RO1002 {}: it begins with the mark of UTF-16LE but is not valid UTF-16LE. Save it again as UTF-8." },
        { "sheet.xls", "3C 68 74 6D 6C 3E", "RO1006 {}: files that end in .xls are not read. Give text (.txt), report lines (.jsonl, .csv), pages (.html), documents (.pdf, .docx) or archives of them (.warc, .zip, .tar, .mbox)." },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void ABadFileSaysWhatIsWrongAndWhatToDo(string name, string hex, string expected)
    {
        var file = Write(name, Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));
        Assert.Equal(expected.Replace("{}", file, StringComparison.Ordinal), Failure(Read(file)).ToString());
    }

    public static TheoryData<string, string> BadLines => new()
    {
        { "{\"text\":\"Встреча\"", "RO1008 {}:1:18: broken JSON: Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed. Every line must be one whole JSON object." },
        { "not json", "RO1008 {}:1:2: broken JSON: 'not json' is an invalid JSON literal. Expected the literal 'null'. Every line must be one whole JSON object." },
        { "[1]", "RO1009 {}:1: a report line is a JSON object, this is an array. Write {\"text\": \"...\"}, one report a line." },
        { "{\"name\":\"x\"}", "RO1009 {}:1: there is no field 'text'. Every report line needs one: the title, a blank line, the paragraphs." },
        { "{\"text\":5}", "RO1009 {}:1: field 'text' must be a string, it is a number (5)." },
        { "{\"text\":\"Встреча\",\"name\":[1]}", "RO1009 {}:1: field 'name' must be a string, it is an array." },
        { "{\"text\":\" \\n\"}", "RO1102 {}:1: the text is empty. Leave the line out or fill its 'text'." },
        { "{\"text\":\"Встреча\",\"published\":\"30.08.2025\"}", "RO1011 {}:1: field 'published' is '30.08.2025', which is no date. Write it as 2025-08-30." },
        { "{\"text\":\"Встреча\",\"published\":\"2025-02-30\"}", "RO1011 {}:1: field 'published' is '2025-02-30', which is no date. Write it as 2025-08-30." },
        { "{\"text\":\"Встреча\",\"published\":20250830}", "RO1009 {}:1: field 'published' must be a string, it is a number (20250830)." },
        { "{\"text\":\"\\ud83d\"}", "RO1008 {}:1: a string holds half of a surrogate pair (such as \\ud83d alone). Write the line again as valid JSON." },
    };

    [Theory]
    [MemberData(nameof(BadLines))]
    public void ABadLineSaysWhereAndWhyAndTheOthersAreRead(string line, string expected)
    {
        var file = Write("r.jsonl", line + "\n{\"text\":\"Дальше\"}\n");
        var inputs = Read(file);
        Assert.Equal("Дальше", inputs[^1].Report!.Text);
        Assert.Equal(expected.Replace("{}", file, StringComparison.Ordinal), Failure([inputs[0]]).ToString());
    }

    [Fact]
    public void ABrokenLineIsShownWithACaretUnderTheSpot()
    {
        var problem = Failure(Read(Write("r.jsonl", "{\"text\": \"Встреча\" \"name\": 1}")));
        Assert.Equal("{\"text\": \"Встреча\" \"name\": 1}\n                   ^", problem.Excerpt);
    }

    [Theory]
    [InlineData("publishd", "Did you mean 'published'?")]
    [InlineData("Text", "Did you mean 'text'?")]
    [InlineData("doc", "Known are text, name, published, url, publisher, credit, language.")]
    public void AnUnknownFieldIsAWarningThatNamesTheNearest(string field, string hint)
    {
        var input = Assert.Single(Read(Write("r.jsonl", $"{{\"text\":\"Встреча\",\"{field}\":1}}")));
        Assert.Equal("Встреча", input.Report!.Text);
        var warning = Assert.Single(input.Problems);
        Assert.Equal((Codes.UnknownField, DiagnosticSeverity.Warning), (warning.Code, warning.Severity));
        Assert.Equal($"field '{field}' is not known and was left out. {hint}", warning.Message);
    }

    [Fact]
    public void AllFieldsOfALineReachTheReport()
    {
        var line = "{\"text\":\"Встреча\",\"name\":\"n\",\"published\":\"2025-08-30T23:30:00+05:00\",\"url\":\"https://example.org\",\"publisher\":\"akorda.kz\",\"language\":\"ru\"}";
        Assert.Equal(
            new Report { Text = "Встреча", Name = "n", Published = new DateOnly(2025, 8, 30), Url = "https://example.org", Publisher = "akorda.kz", Language = "ru" },
            Assert.Single(Read(Write("r.jsonl", line))).Report);
    }

    [Fact]
    public void WhatTheUserSaysFillsOnlyWhatTheReportLeavesOpen()
    {
        var options = new InputOptions { Published = new DateOnly(2000, 1, 1), Language = "kk" };
        var file = Write("r.jsonl", "{\"text\":\"a\"}\n{\"text\":\"b\",\"published\":\"2025-08-30\",\"language\":\"ru\"}\n");
        Assert.Equal([("2000-01-01", "kk"), ("2025-08-30", "ru")],
            Read(options, file).Select(i => (i.Report!.Published!.Value.ToString("O", CultureInfo.InvariantCulture), i.Report.Language!)));
    }

    [Fact]
    public void AFileThatIsNotThereIsAProblemAndTheNextIsRead()
    {
        var inputs = Read(Path.Combine(_folder, "nowhere.txt"), Write("a.txt", Russian));
        Assert.Equal(Codes.NoSuchInput, Assert.Single(inputs[0].Problems).Code);
        Assert.NotNull(inputs[1].Report);
    }

    [Fact]
    public void AReportBeyondTheLimitIsRefusedAndTheNextLineIsRead()
    {
        var options = new InputOptions { MaxBytes = 100_000 };
        var big = new string('a', 300_000);
        var lines = Read(options, Write("r.jsonl", $"{{\"text\":\"{big}\"}}\n{{\"text\":\"Дальше\"}}\n{{\"text\":\"{big}\"}}"));
        Assert.Equal([Codes.InputTooLarge, null, Codes.InputTooLarge], lines.Select(l => l.Problems.FirstOrDefault()?.Code));
        Assert.Equal(new FileInfo(Path.Combine(_folder, "r.jsonl")).Length, lines.Sum(l => l.Bytes));
        var problem = Failure(Read(options, Write("big.txt", big)));
        Assert.Equal(Codes.InputTooLarge, problem.Code);
        Assert.Contains("larger than 0.1 MB", problem.Message);
        Assert.Contains("--max-size", problem.Message);
        Assert.NotNull(Assert.Single(Read(options with { MaxBytes = 300_000 }, Path.Combine(_folder, "big.txt"))).Report);
    }

    [Fact]
    public void FiftyMegabytesAreRefusedWithoutBeingHeld()
    {
        var file = Write("huge.txt", []);
        using (var stream = File.OpenWrite(file))
            stream.SetLength(50_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(Codes.InputTooLarge, Failure(Read(file)).Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void StandardInputIsATextOrReportLines()
    {
        var text = Assert.Single(ReadStandardInput(Encoding.UTF8.GetBytes(Russian)));
        Assert.Equal((Russian, null, "-"), (text.Report!.Text, text.Report.Name, text.Place));
        var lines = ReadStandardInput("\n {\"text\":\"Один\"}\n{\"text\":\"Два\"}"u8.ToArray());
        Assert.Equal(["-:2", "-:3"], lines.Select(l => l.Place));
        Assert.Equal(Codes.EmptyText, Failure(ReadStandardInput([])).Code);
    }

    [Fact]
    public void LongLinesOverManyReadsComeOutWhole()
    {
        var texts = Enumerable.Range(0, 50).Select(i => new string((char)('а' + i % 32), i * 7919)).ToList();
        var file = Write("r.jsonl", string.Concat(texts.Select((t, i) => $"{{\"text\":\"x{t}\"}}" + (i % 2 == 0 ? "\r\n" : "\n"))));
        Assert.Equal(texts.Select(t => "x" + t), Read(file).Select(i => i.Report!.Text));
    }

    [Fact]
    public void TheSizeOfTheInputIsTheSumOfItsFiles()
    {
        Write("a.txt", [1, 2, 3]);
        var b = Write("sub/b.jsonl", [1, 2]);
        Assert.Equal(5, InputReader.SizeOf([_folder]));
        Assert.Equal(7, InputReader.SizeOf([_folder, b]));
        Assert.Null(InputReader.SizeOf(["-"]));
    }
}
