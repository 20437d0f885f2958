using System.Globalization;
using Readout.Languages.Zh;
using Readout.Tables;
using Readout.Text;
using Readout.Time;

namespace Readout.Tests.Languages.Zh;

/// <summary>The example of each row of a Chinese table is a test of the row.</summary>
public sealed class ChineseTableTests
{
    private static readonly Reader Reader = new();
    private static readonly LanguagePack Pack = Reader.PackOf("zh");

    private static readonly (string Table, string Phrases)[] Matched =
    [
        ("saying", "cue"), ("acts", "marker"), ("frames", "cue"), ("commitments", "verb"), ("relations", "label"), ("initiatives", "words"), ("topics", "cues"), ("topic-contexts", "words"), ("descriptions", "phrase"), ("figures", "words"),
    ];

    public static IEnumerable<TheoryDataRow<string, string[], string>> PhraseRows() => Matched.SelectMany(m => TsvTable.Embedded($"Languages/zh/{m.Table}.tsv").Rows
        .Select(r => new TheoryDataRow<string, string[], string>($"{m.Table}.tsv:{r.Line}", r.Values(m.Phrases), r["example"])));

    public static IEnumerable<TheoryDataRow<string, string, string, string>> TimeRows() => TsvTable.Embedded("Languages/zh/time.tsv").Rows.Where(r => r["reads"].Length > 0)
        .Select(r => new TheoryDataRow<string, string, string, string>($"time.tsv:{r.Line}", r["example"], r["published"], r["reads"]));

    public static IEnumerable<TheoryDataRow<string, string, string>> FigureRows() => TsvTable.Embedded("Languages/zh/figures.tsv").Rows.Where(r => r["reads"].Length > 0)
        .Select(r => new TheoryDataRow<string, string, string>($"figures.tsv:{r.Line}", r["example"], r["reads"]));

    public static IEnumerable<TheoryDataRow<string, string, string>> FrameRows() => TsvTable.Embedded("Languages/zh/frames.tsv").Rows.Where(r => r["type"] is "CONSULT" && r["object"] != "visit")
        .Select(r => new TheoryDataRow<string, string, string>($"frames.tsv:{r.Line}", r["example"], r["type"]));

    private static SegmentedText Segment(string text) => Segmenter.Segment(text, "zh", Pack.Morphology, Pack.Abbreviations);

    [Theory]
    [MemberData(nameof(PhraseRows), DisableDiscoveryEnumeration = true)]
    public void TheWordsOfARowAreFoundInItsExample(string row, string[] phrases, string example)
    {
        var tokens = Segment(example.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal)).Tokens;
        var index = new ChinesePhrases<bool>(phrases.Select(p => (p, true, Array.Empty<TsvRow>())));
        Assert.True(tokens.Any(t => t.IsWord && (index.LongestAt(tokens, t.Index, tokens.Length) is not null || index.EndOf(t.Fold))), $"{row}: {string.Join('|', tokens.Select(t => t.Text))}");
    }

    [Theory]
    [MemberData(nameof(TimeRows), DisableDiscoveryEnumeration = true)]
    public void AnExpressionOfTimeReadsAsItsRowSays(string row, string example, string published, string reads)
    {
        var times = TimeFinder.Find(Segment(example), DateOnly.ParseExact(published, "yyyy-MM-dd", CultureInfo.InvariantCulture), Pack);
        Assert.True(times.Expressions.Any(e => e.Period == reads), $"{row}: {string.Join(' ', times.Expressions.Select(e => e.Period))}");
    }

    [Theory]
    [MemberData(nameof(FigureRows), DisableDiscoveryEnumeration = true)]
    public void AFigureReadsAsItsRowSays(string row, string example, string reads)
    {
        var figures = Reader.Read(new Report { Text = example, Language = "zh", Published = new DateOnly(2025, 8, 30) }).Figures;
        Assert.True(figures.Any(f => $"{f.Measure} {f.Value.ToString(CultureInfo.InvariantCulture)} {f.Unit} {f.Status.ToString().ToLowerInvariant()}" == reads), $"{row}: {string.Join("; ", figures.Select(f => $"{f.Measure} {f.Value} {f.Unit} {f.Status}"))}");
    }

    [Theory]
    [MemberData(nameof(FrameRows), DisableDiscoveryEnumeration = true)]
    public void AMeetingIsReadFromTheExampleOfItsRow(string row, string example, string type)
    {
        var events = Reader.Read(new Report { Text = $"中国外长王毅和老挝总理宋赛谈及合作。{example}", Language = "zh", Published = new DateOnly(2025, 8, 30) }).Events;
        Assert.True(events.Any(e => e.Type == type), row);
    }
}
