using System.Globalization;
using Readout.Ingest.Pages;
using Xunit;

namespace Readout.Ingest.Tests.Pages;

/// <summary>Pages of our own in the shapes that sites give them, with what a reader would take from each: <c>shapes/*.html</c> beside <c>*.expected.txt</c>.</summary>
public sealed class PageShapeTests
{
    private static readonly PageReader Reader = new();

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Pages", "shapes");

    public static IEnumerable<TheoryDataRow<string>> Shapes() =>
        Directory.EnumerateFiles(Folder, "*.html").Order(StringComparer.Ordinal).Select(f => new TheoryDataRow<string>(Path.GetFileNameWithoutExtension(f)));

    private sealed record Expected(Dictionary<string, string> Facts, string Title, string[] Paragraphs)
    {
        public static Expected Of(string shape)
        {
            var parts = File.ReadAllText(Path.Combine(Folder, shape + ".expected.txt")).TrimEnd().Split("\n\n");
            return new(parts[0].Split('\n').Select(l => l.Split(": ", 2)).ToDictionary(l => l[0], l => l[1], StringComparer.Ordinal), parts[1], parts[2..]);
        }
    }

    private static Page Read(string shape, Expected expected) =>
        Reader.Read(File.ReadAllBytes(Path.Combine(Folder, shape + ".html")), contentType: null, expected.Facts["url"])!;

    [Theory]
    [MemberData(nameof(Shapes))]
    public void APageGivesItsArticleAndNothingOfItsSite(string shape)
    {
        var expected = Expected.Of(shape);
        var page = Read(shape, expected);
        Assert.NotNull(page);
        Assert.Equal(expected.Title, page.Title);
        Assert.Equal(expected.Paragraphs, page.Paragraphs);
        Assert.Equal(expected.Facts.GetValueOrDefault("published"), page.Published?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (expected.Facts.TryGetValue("publisher", out var publisher))
            Assert.Equal(publisher, page.Publisher);
        if (expected.Facts.TryGetValue("source", out var source))
            Assert.Equal(source, page.Source);
        if (expected.Facts.TryGetValue("canonical", out var canonical))
            Assert.Equal(canonical, page.Url);
    }

    /// <summary>What costs more than in proportion shows here: a hundred thousand pieces side by side, ten thousand one in another, and as many as density is weighed for.</summary>
    [Theory]
    [InlineData("one<br>", 100_000)]
    [InlineData("<span class='share'>x: y</span>", 100_000)]
    [InlineData("<div id='a'><a href='b'>c</a>", 10_000)]
    [InlineData("<div id='a'><a href='b'>c</a>", 3_500)]
    [InlineData("one<br>", 7_000)]
    public void AHostilePageIsReadInTime(string piece, int times)
    {
        var text = "The ministers of two states met in the capital and agreed on a plan for trade. ";
        var clock = System.Diagnostics.Stopwatch.StartNew();
        foreach (var container in (ReadOnlySpan<string>)["article", "section"])
            Reader.Read($"<html><body><{container}><p>{text}</p>{string.Concat(Enumerable.Repeat(piece, times))}<p>{text}</p></{container}></body></html>", "https://news.example/1");
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
    }

    [Fact]
    public void ThereAreAtLeastFortyShapes() => Assert.True(Shapes().Count() >= 40);

    /// <summary>The peer: SmartReader alone on the same pages, its text against the same expectations.</summary>
    [Fact]
    public void ItsTextIsNoWorseThanThatOfSmartReaderAlone()
    {
        double own = 0, peer = 0;
        var count = 0;
        foreach (var shape in Shapes().Select(r => r.Data))
        {
            var expected = Expected.Of(shape);
            var wanted = string.Join(' ', expected.Paragraphs);
            own += F1(wanted, string.Join(' ', Read(shape, expected).Paragraphs));
            using var reader = new SmartReader.Reader(expected.Facts["url"], PageDecoder.Decode(File.ReadAllBytes(Path.Combine(Folder, shape + ".html")), null));
            peer += F1(wanted, reader.GetArticle().TextContent ?? "");
            count++;
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"text F1 over {count} pages: own {own / count:0.000}, SmartReader alone {peer / count:0.000}"));
        Assert.True(own >= peer);
        Assert.True(own / count >= 0.99);
    }

    // Of words; of characters in Chinese.
    private static double F1(string wanted, string got)
    {
        var (a, b) = (Words(wanted), Words(got));
        var common = a.Sum(w => Math.Min(w.Value, b.GetValueOrDefault(w.Key)));
        return common == 0 ? 0 : 2.0 * common / (a.Values.Sum() + b.Values.Sum());
    }

    private static Dictionary<string, int> Words(string text)
    {
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        var spaced = string.Concat(text.Select(c => c >= '\u4E00' ? $" {c} " : char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c).ToString() : " "));
        foreach (var word in spaced.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            words[word] = words.GetValueOrDefault(word) + 1;
        return words;
    }
}
