using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Readout.Ingest.Archives;
using Readout.Ingest.Fetching;
using Xunit;

namespace Readout.Ingest.Tests.Archives;

public sealed class ArchiveTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("readout-archives-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string File(string name) => Path.Combine(_folder, name);

    private static string Page(string title) => $"<html><head><meta charset=utf-8><title>{title}</title></head><body><article><h1>{title}</h1><p>The ministers met on Monday and agreed to open a new route between the two capitals next spring.</p></article></body></html>";

    private static List<Input> Read(string file, InputOptions? options = null) =>
        [.. new InputReader(options ?? new InputOptions(), Stream.Null).Read([file]).Select(i => i.Extract is { } extract ? extract() : i).Where(i => !i.IsPassed)];

    private static IEnumerable<string?> Titles(IEnumerable<Input> inputs) => inputs.Select(i => i.Report?.Text.Split('\n')[0]);

    private static IEnumerable<string> CodesOf(IEnumerable<Input> inputs) => inputs.SelectMany(i => i.Problems).Where(p => p.Severity == DiagnosticSeverity.Error).Select(p => p.Code);

    private string Warc(int pages)
    {
        var file = File("pages.warc.gz");
        using var warc = new WarcWriter(file);
        for (var i = 1; i <= pages; i++)
        {
            warc.Write(new Fetched { Address = new Uri($"https://news.example/{i}"), Status = 200, ContentType = "text/html", Bytes = Encoding.UTF8.GetBytes(Page($"Page number {i}") + new string(' ', i * 700)) },
                new DateTimeOffset(2025, 8, 30, 0, 0, 0, TimeSpan.Zero));
        }

        return file;
    }

    [Fact]
    public void WhatTheWriterKeptTheReaderFinds()
    {
        var inputs = Read(Warc(3));
        Assert.Equal(["Page number 1", "Page number 2", "Page number 3"], Titles(inputs));
        Assert.Equal("https://news.example/2", inputs[1].Report!.Url);
        Assert.Equal("https://news.example/2", inputs[1].Key);
    }

    [Fact]
    public void ABrokenRecordCostsItselfOnly()
    {
        var file = Warc(40);
        var bytes = System.IO.File.ReadAllBytes(file);
        // A byte inside the packed data of a record near the middle.
        var magic = Enumerable.Range(0, bytes.Length - 3).Where(i => bytes[i] == 0x1F && bytes[i + 1] == 0x8B && bytes[i + 2] == 8).ToList();
        Assert.Equal(41, magic.Count);
        for (var i = magic[20] + 20; i < magic[20] + 60; i++)
            bytes[i] ^= 0xFF;
        System.IO.File.WriteAllBytes(file, bytes);
        var inputs = Read(file);
        Assert.Equal([Codes.BrokenArchiveEntry], CodesOf(inputs).Distinct());
        Assert.Equal(Enumerable.Range(1, 40).Where(i => i != 20).Select(i => $"Page number {i}"), Titles(inputs.Where(i => i.Report is not null)));
    }

    [Fact]
    public void AFileThatWasCutGivesWhatIsWhole()
    {
        var file = Warc(5);
        var bytes = System.IO.File.ReadAllBytes(file);
        System.IO.File.WriteAllBytes(file, bytes[..^40]);
        var inputs = Read(file);
        Assert.Equal(4, inputs.Count(i => i.Report is not null));
        Assert.Contains(Codes.BrokenArchiveEntry, CodesOf(inputs));
    }

    [Fact]
    public void RequestsRedirectsAndPicturesAreNoReports()
    {
        var file = File("plain.warc");
        static string Record(string type, string contentType, string block) => $"WARC/1.0\r\nWARC-Type: {type}\r\nWARC-Target-URI: https://news.example/x\r\nContent-Type: {contentType}\r\nContent-Length: {Encoding.UTF8.GetByteCount(block)}\r\n\r\n{block}\r\n\r\n";
        System.IO.File.WriteAllText(file,
            Record("request", "application/http", "GET / HTTP/1.1\r\n\r\n")
            + Record("response", "application/http", "HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\n<html></html>")
            + Record("response", "application/http", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG")
            + Record("response", "application/http", $"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{Encoding.UTF8.GetByteCount(Page("Chunked")):x}\r\n{Page("Chunked")}\r\n0\r\n\r\n"));
        Assert.Equal(["Chunked"], Titles(Read(file)));
    }

    [Fact]
    public void AZipGivesItsPagesAndTextsByTheirPathInside()
    {
        var file = File("pages.zip");
        using (var zip = ZipFile.Open(file, ZipArchiveMode.Create))
        {
            Put(zip, "2025/b.html", Page("From a page"));
            Put(zip, "a.txt", "From a text\n\nThe ministers met.");
            Put(zip, "logo.png", "PNG");
            Put(zip, "inner.zip", "PK");
            Put(zip, "../../outside.txt", "Names are never opened\n\nText.");
        }

        var inputs = Read(file);
        Assert.Equal(["Names are never opened", "From a page", "From a text"], Titles(inputs.Where(i => i.Report is not null)));
        Assert.Equal(["../../outside", "2025/b", "a"], inputs.Where(i => i.Report is not null).Select(i => i.Key));
        Assert.Equal([Codes.ArchiveTooDeep], CodesOf(inputs));
        Assert.False(System.IO.File.Exists(Path.Combine(_folder, "..", "outside.txt")));
    }

    [Fact]
    public void ABombInAZipIsNotUnpacked()
    {
        var file = File("bomb.zip");
        using (var zip = ZipFile.Open(file, ZipArchiveMode.Create))
        {
            using (var entry = zip.CreateEntry("bomb.txt", CompressionLevel.SmallestSize).Open())
            {
                for (var i = 0; i < 1000; i++)
                    entry.Write(new byte[100_000]);
            }

            Put(zip, "good.txt", "Good\n\nText.");
        }

        var inputs = Read(file);
        Assert.Equal([Codes.DecompressionBomb], CodesOf(inputs));
        Assert.Contains("Good", Titles(inputs));
    }

    [Fact]
    public void ATarIsReadPackedToo()
    {
        var file = File("pages.tar.gz");
        using (var tar = new TarWriter(new GZipStream(System.IO.File.Create(file), CompressionMode.Compress)))
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "x/one.html") { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(Page("In a tar"))) });
        Assert.Equal(["In a tar"], Titles(Read(file)));
    }

    [Fact]
    public void ABrokenArchiveIsTold()
    {
        var file = File("broken.zip");
        System.IO.File.WriteAllText(file, "PK this is no archive");
        Assert.Equal([Codes.BrokenArchiveEntry], CodesOf(Read(file)));
    }

    [Fact]
    public void RowsOfACsvAreReportsByAMapOfColumns()
    {
        var file = File("rows.csv");
        System.IO.File.WriteAllText(file, "Headline;Body;Day;Link\n\"A; title\";\"First line.\n\nSecond \"\"line\"\".\";30.08.2025;https://news.example/1\nB;;;\n");
        var columns = new Dictionary<string, string> { ["text"] = "body", ["title"] = "headline", ["published"] = "day", ["url"] = "link" };
        var inputs = Read(file, new InputOptions { Columns = columns });
        var report = inputs[0].Report!;
        Assert.Equal("A; title\n\nFirst line.\n\nSecond \"line\".", report.Text);
        Assert.Equal(new DateOnly(2025, 8, 30), report.Published);
        Assert.Equal("https://news.example/1", inputs[0].Key);
        Assert.Equal([Codes.EmptyText], CodesOf(inputs));
    }

    [Fact]
    public void AColumnThatIsNotThereIsTold()
    {
        var file = File("rows.csv");
        System.IO.File.WriteAllText(file, "title,txt\na,b\n");
        var problem = Assert.Single(Read(file)).Problems[0];
        Assert.Equal(Codes.MissingColumn, problem.Code);
        Assert.Contains("Did you mean 'txt'?", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MessagesOfAMailboxAreReports()
    {
        var file = File("list.mbox");
        System.IO.File.WriteAllText(file, "From a@b Sat Aug 30 10:00:00 2025\nFrom: Press <press@mfa.example>\nSubject: Minister meets envoy\nDate: Sat, 30 Aug 2025 10:00:00 +0500\nMessage-ID: <1@mfa.example>\nContent-Type: text/plain; charset=utf-8\n\nThe minister met\nthe envoy.\n\nThey talked.\n\n");
        var report = Assert.Single(Read(file)).Report!;
        Assert.Equal("Minister meets envoy\n\nThe minister met the envoy.\n\nThey talked.", report.Text);
        Assert.Equal(new DateOnly(2025, 8, 30), report.Published);
        Assert.Equal("mfa.example", report.Publisher);
    }

    [Fact]
    public void PackedReportLinesAreReadAsTheyAre()
    {
        var file = File("lines.jsonl.gz");
        using (var packed = new GZipStream(System.IO.File.Create(file), CompressionMode.Compress))
            packed.Write("{\"text\":\"One\"}\n{\"text\":\"Two\"}\n"u8);
        Assert.Equal(["One", "Two"], Titles(Read(file)));
    }

    private static void Put(ZipArchive zip, string name, string text)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }
}
