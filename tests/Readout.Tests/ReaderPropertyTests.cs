using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;

namespace Readout.Tests;

/// <summary>What holds for every text, whatever is found in it.</summary>
public partial class ReaderPropertyTests
{
    private static readonly Reader Reader = new();

    private static readonly IReadOnlyList<Report> Samples = [.. File.ReadLines(Path.Combine(Root(), "src/Readout.Cli/Samples/samples.jsonl"))
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Select(json => new Report
        {
            Name = json.GetProperty("name").GetString(),
            Text = json.GetProperty("text").GetString()!,
            Published = DateOnly.Parse(json.GetProperty("published").GetString()!, CultureInfo.InvariantCulture),
            Publisher = json.GetProperty("publisher").GetString(),
        })];

    // Words of the samples in any order, with signs that upset readers of text.
    private static readonly string[] Vocabulary =
    [
        .. Samples.SelectMany(s => Words().Matches(s.Text).Select(m => m.Value)).Distinct(),
        ".", ".", ".\n\n", "\n", ",", ",", "«", "»", "\"", "–", " — ", "(", ")", ":", "😀", "é", "\u00AD", "\u00A0", "\u200B", "{", "\0", "$", "№",
    ];

    private static readonly Gen<string> Texts = Gen.Int[0, Vocabulary.Length - 1].Select(i => Vocabulary[i]).Array[1, 120].Select(words => string.Join(' ', words));

    [Fact]
    public void EveryEvidenceIsTheTextBetweenItsCodePoints()
    {
        var checkedInAll = Samples.Sum(sample => Check(sample with { Text = "😀 " + sample.Text.Replace(". ", ". 𝒜 ", StringComparison.Ordinal) }));
        Assert.True(checkedInAll > 300, $"only {checkedInAll} evidences");
    }

    [Fact]
    public void AnyTextGivesARecordWithEvidenceThatIsThere() =>
        Texts.Sample(text => Check(new Report { Text = text, Language = "ru", Published = new DateOnly(2025, 8, 30) }), iter: 3_000);

    [Fact]
    public void TheRecordIsTheSameInAnyCultureAndOnAnyThread()
    {
        var expected = Samples.Select(s => RecordJson.Write(Reader.Read(s))).ToList();
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in new[] { "ru-RU", "tr-TR", "kk-KZ", "ar-SA", "" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                Assert.Equal(expected, Samples.Select(s => RecordJson.Write(Reader.Read(s))));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Equal(expected, Samples.AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(s => RecordJson.Write(Reader.Read(s))));
        Assert.Equal(expected, Samples.Select(s => RecordJson.Write(new Reader().Read(s))));
    }

    [Fact]
    public void LineEndsChangeNothingThatIsSaid()
    {
        foreach (var sample in Samples)
        {
            var unix = Reader.Read(sample);
            var dos = Reader.Read(sample with { Text = sample.Text.Replace("\n", "\r\n", StringComparison.Ordinal) });
            Assert.Equal(unix.Events.SelectMany(e => e.Evidence.Select(w => w.Text)), dos.Events.SelectMany(e => e.Evidence.Select(w => w.Text)));
            Assert.Equal(unix.Statements.Select(s => s.Evidence.Text), dos.Statements.Select(s => s.Evidence.Text));
            Assert.Equal(unix.Figures.Select(f => f.Evidence.Text), dos.Figures.Select(f => f.Evidence.Text));
        }
    }

    [Fact]
    public void ARecordReadFromItsJsonIsWrittenTheSame()
    {
        foreach (var sample in Samples)
        {
            var json = RecordJson.Write(Reader.Read(sample));
            Assert.Equal(json, RecordJson.Write(RecordJson.Read(json)));
        }
    }

    /// <summary>Checks each evidence of the record against the text; returns how many there were.</summary>
    private static int Check(Report report)
    {
        var runes = report.Text.EnumerateRunes().ToArray();
        using var record = JsonDocument.Parse(RecordJson.Write(Reader.Read(report)));
        return Check(record.RootElement, runes);
    }

    private static int Check(JsonElement element, System.Text.Rune[] runes)
    {
        if (element.ValueKind == JsonValueKind.Array)
            return element.EnumerateArray().Sum(e => Check(e, runes));
        if (element.ValueKind != JsonValueKind.Object)
            return 0;
        if (!element.TryGetProperty("start", out var start) || !element.TryGetProperty("end", out var end) || start.ValueKind != JsonValueKind.Number || !element.TryGetProperty("text", out var words))
            return element.EnumerateObject().Sum(p => Check(p.Value, runes));
        Assert.Equal(string.Concat(runes[start.GetInt32()..end.GetInt32()].Select(r => r.ToString())), words.GetString());
        Assert.NotEmpty(words.GetString()!);
        return 1;
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Readout.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Readout.slnx is in no folder above the tests.");
        return folder;
    }

    [GeneratedRegex(@"[\p{L}\d$%-]+")]
    private static partial Regex Words();
}
