using System.Text;
using System.Text.Json;
using Readout.Cli.Running;
using Readout.Ingest;
using Xunit;

namespace Readout.Cli.Tests;

public sealed class ReadTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    private const string Meeting = "Встреча в Астане\n\nТокаев принял посла Китая.";

    [Fact]
    public void WhatIsPipedIsOneRecordALine()
    {
        _cli.Write("b.txt", Meeting);
        _cli.Write("a.jsonl", """{"text":"Первая","name":"one"}""" + "\n" + """{"text":"Вторая","published":"2025-08-30"}""");
        Assert.Equal(App.Done, _cli.Run("read", "@b.txt", "@a.jsonl"));
        Assert.Equal(["b", "one", null], _cli.OutLines.Select(l => RecordJson.Read(l).Document.Name));
        Assert.Equal("", _cli.Error);
    }

    [Fact]
    public void WhatAPersonSeesIsASummaryWithTheWords()
    {
        _cli.IsTerminal = true;
        _cli.Set("NO_COLOR", "1");
        _cli.Write("visit.txt", Meeting);
        Assert.Equal(App.Done, _cli.Run("read", "@visit.txt", "--published", "2025-08-30"));
        var id = Cli.Fake(new Report { Text = Meeting }).Document.Id[..12];
        Assert.Equal($"""
            Встреча в Астане
            30 August 2025 · ru · visit · {id}
            Who   Kassym-Jomart Tokayev · president KAZ «Токаев»
            What  CONSULT visit · KAZ–CHN · occurred «Токаев»

            """, _cli.Out, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void ColourIsForTerminalsThatWantIt()
    {
        _cli.Write("visit.txt", Meeting);
        _cli.IsTerminal = true;
        _cli.Run("read", "@visit.txt");
        Assert.Contains("\u001b[", _cli.Out);
        _cli.Run("read", "@visit.txt", "--no-color");
        Assert.DoesNotContain("\u001b[", _cli.Out);
        _cli.Set("TERM", "dumb");
        _cli.Run("read", "@visit.txt");
        Assert.DoesNotContain("\u001b[", _cli.Out);
        _cli.IsTerminal = false;
        _cli.Run("read", "@visit.txt", "--format", "table");
        Assert.DoesNotContain("\u001b[", _cli.Out);
    }

    [Fact]
    public void JsonIsOneArray()
    {
        _cli.Write("a.txt", Meeting);
        _cli.Write("b.txt", "Другая");
        _cli.Run("read", "@a.txt", "@b.txt", "--format", "json");
        Assert.Equal(2, JsonDocument.Parse(_cli.Out).RootElement.GetArrayLength());
        _cli.Run("read", "@none.txt", "--format", "json");
        Assert.Equal("[]\n", _cli.Out);
    }

    [Fact]
    public void TheOutputFileHasTheRecordsAndTheTerminalDoesNot()
    {
        _cli.Write("a.txt", Meeting);
        _cli.IsTerminal = true;
        Assert.Equal(App.Done, _cli.Run("read", "@a.txt", "-o", "@out.jsonl"));
        Assert.Equal("", _cli.Out);
        var bytes = File.ReadAllBytes(_cli.PathOf("out.jsonl"));
        Assert.Equal((byte)'{', bytes[0]);
        Assert.Equal("a", RecordJson.Read(Encoding.UTF8.GetString(bytes)).Document.Name);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void TheOrderIsThatOfTheInputWhateverTheJobs(int jobs)
    {
        var random = new Random(1);
        _cli.Reader = report =>
        {
            Thread.SpinWait(random.Next(0, 20000));
            return Cli.Fake(report);
        };
        _cli.Write("r.jsonl", string.Concat(Enumerable.Range(0, 500).Select(i => $$"""{"text":"Текст {{i}}","name":"{{i}}"}""" + "\n")));
        Assert.Equal(App.Done, _cli.Run("read", "@r.jsonl", "--jobs", $"{jobs}"));
        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"{i}"), _cli.OutLines.Select(l => RecordJson.Read(l).Document.Name));
    }

    [Fact]
    public async Task FindingDoesNotRunAheadOfTaking()
    {
        const int Jobs = 3;
        var found = 0;
        IEnumerable<Input> Endless()
        {
            while (true)
            {
                Interlocked.Increment(ref found);
                yield return new Input { Place = "x", Source = "x", Report = new Report { Text = "Текст" } };
            }
        }

        var taken = 0;
        await foreach (var _ in ReadingLine.RunAsync(Endless(), Cli.Fake, Jobs, null, null, TestContext.Current.CancellationToken))
        {
            taken++;
            // The queue of readings, one reading in the hand of finding, one in that of taking.
            Assert.InRange(Volatile.Read(ref found) - taken, 0, ReadingLine.Ahead(Jobs) + 2);
            if (taken == 2000)
                break;
        }
    }

    [Fact]
    public void BadReportsAreListedAtTheEndByCauseAndTheOthersAreRead()
    {
        _cli.Write("a.txt", Meeting);
        _cli.Write("empty.txt", "");
        _cli.Write("pdf.txt", "%PDF-1.7");
        _cli.Write("r.jsonl", "{\"text\":1}\n{\"text\":\"Дальше\"}\n{\"text\":\"Some\",\"language\":\"en\"}\n{\"text\":\"сбой\"}\n{\"text\":2}\n");
        Assert.Equal(App.Failed, _cli.Run("read", "@a.txt", "@empty.txt", "@pdf.txt", "@r.jsonl", "@none.txt"));
        Assert.Equal(2, _cli.OutLines.Length);
        Assert.Equal($"""
            7 of 9 reports could not be read:
            error RO1001 @none.txt: there is no such file or folder. Check the spelling and the current folder.
            error RO1003 @pdf.txt: it is no text but a PDF. Give a plain text file or report lines (.jsonl).
            error RO1009 (2 times)
              @r.jsonl:1: field 'text' must be a string, it is a number (1).
              @r.jsonl:5: field 'text' must be a string, it is a number (2).
            error RO1101 @r.jsonl:3: The language 'en' is not supported.
            error RO1102 @empty.txt: the text is empty. Leave it out or fill it.
            error RO1103 @r.jsonl:4: the reader failed on this report (InvalidOperationException: an index was wrong). This is a mistake of ours: please report it with the text.
            To try only these again: readout read @empty.txt @pdf.txt @r.jsonl @none.txt

            """, _cli.Error.Replace(_cli.Folder + Path.DirectorySeparatorChar, "@", StringComparison.Ordinal), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void AMillionFailuresAreCountedAndAFewShown()
    {
        _cli.Write("r.jsonl", string.Concat(Enumerable.Repeat("{\"text\":1}\n", 1500)));
        Assert.Equal(App.Failed, _cli.Run("read", "@r.jsonl"));
        Assert.Contains("error RO1009 (1,500 times): field 'text' must be a string", _cli.Error);
        Assert.Contains("and 1,488 more", _cli.Error);
        Assert.InRange(_cli.Error.Split('\n').Length, 10, 20);
    }

    [Fact]
    public void WarningsDoNotFailAndQuietHidesThem()
    {
        _cli.Write("r.jsonl", "{\"text\":\"Текст\",\"nme\":\"x\"}");
        Assert.Equal(App.Done, _cli.Run("read", "@r.jsonl"));
        Assert.Contains("warning RO1010", _cli.Error);
        Assert.Contains("Did you mean 'name'?", _cli.Error);
        Assert.Equal(App.Done, _cli.Run("read", "@r.jsonl", "--quiet"));
        Assert.Equal("", _cli.Error);
    }

    [Fact]
    public void StandardInputIsRead()
    {
        _cli.In = Meeting;
        Assert.Equal(App.Done, _cli.Run("read", "-", "--language", "ru"));
        Assert.Equal(Meeting, RecordJson.Read(_cli.Out).Document.Text);
    }

    [Fact]
    public void TheLimitOfSizeCanBeRaised()
    {
        _cli.Write("big.txt", string.Concat(Enumerable.Repeat("слово ", 100)));
        Assert.Equal(App.Failed, _cli.Run("read", "@big.txt", "--max-size", "1K"));
        Assert.Contains("RO1005", _cli.Error);
        Assert.Equal(App.Done, _cli.Run("read", "@big.txt", "--max-size", "1.2K"));
    }

    [Theory]
    [InlineData("--published", "2025-13-01", "RO1011 '2025-13-01' is no date. Write it as 2025-08-30.")]
    [InlineData("--published", "30.08.2025", "RO1011 '30.08.2025' is no date. Write it as 2025-08-30.")]
    [InlineData("--max-size", "lots", "'lots' is no size up to 2G. Write it as 500K, 20M or in bytes.")]
    [InlineData("--jobs", "0", "--jobs takes a number from 1 to 1024, not 0.")]
    [InlineData("--jobs", "many", "many")]
    [InlineData("--format", "xml", "xml")]
    [InlineData("--colour", "red", "--colour")]
    public void WrongUseIsToldAndIsTwo(string option, string value, string expected)
    {
        _cli.Write("a.txt", Meeting);
        Assert.Equal(App.Failed, _cli.Run("read", "@a.txt", option, value));
        Assert.Contains(expected, _cli.Error);
        Assert.EndsWith("See 'readout read --help'.\n", _cli.Error);
        Assert.Equal("", _cli.Out);
    }

    [Fact]
    public void AMisspeltCommandIsMetWithTheRightOne()
    {
        Assert.Equal(App.Failed, _cli.Run("raed", "x.txt"));
        Assert.Contains("read", _cli.Error);
        Assert.Equal("", _cli.Out);
    }

    [Fact]
    public void HelpBeginsWithExamples()
    {
        foreach (var args in new string[][] { [], ["--help"], ["-h"] })
        {
            Assert.Equal(App.Done, _cli.Run(args));
            Assert.StartsWith("Examples:\n  readout demo", _cli.Out);
        }

        Assert.Equal(App.Done, _cli.Run("search", "--help"));
        Assert.StartsWith("Examples:\n  readout search Токаеву", _cli.Out);
        Assert.Contains("\n  readout search <QUERY>... [options]", _cli.Out);
    }

    [Fact]
    public void AnOutputThatCannotBeWrittenIsTold()
    {
        _cli.Write("a.txt", Meeting);
        Assert.Equal(App.Failed, _cli.Run("read", "@a.txt", "-o", "@no/such/folder.jsonl"));
        Assert.Contains("RO1013", _cli.Error);
    }

    [Fact]
    public void AWrongReferenceFileIsTold()
    {
        _cli.Write("a.txt", Meeting);
        Assert.Equal(App.Failed, _cli.Run("read", "@a.txt", "--reference", "@none.tsv"));
        Assert.Contains("RO1016", _cli.Error);
        _cli.Write("own.tsv", "no\tsuch\tcolumns\n1\t2\t3\n");
        Assert.Equal(App.Failed, _cli.Run("read", "@a.txt", "--reference", "@own.tsv"));
        Assert.Contains("RO21", _cli.Error);
        Assert.Contains("own.tsv", _cli.Error);
    }

    [Fact]
    public void CtrlCEndsTheRun()
    {
        using var cancel = new CancellationTokenSource();
        _cli.Cancel = cancel.Token;
        _cli.Reader = report =>
        {
            cancel.Cancel();
            return Cli.Fake(report);
        };
        _cli.Write("r.jsonl", string.Concat(Enumerable.Repeat("{\"text\":\"Текст\"}\n", 100_000)));
        Assert.Equal(App.Interrupted, _cli.Run("read", "@r.jsonl"));
    }

    [Fact]
    public void ProgressTellsCountRateAndTimeLeft()
    {
        Assert.Equal("found 1,240 (310/s) · read 1,216 (304/s) · kept 1,200 (300/s) · 0:12 left", Progress.Line(new(1240, 0, 1216, 1200), TimeSpan.FromSeconds(4), 25, 100));
        Assert.Equal("found 7,200 (1/s) · read 7,200 (1/s) · kept 7,200 (1/s) · 2:00:00 left", Progress.Line(new(7200, 0, 7200, 7200), TimeSpan.FromHours(2), 50, 100));
        Assert.Equal("found 12 (12/s) · fetched 11 (11/s) · read 10 (10/s) · kept 10 (10/s)", Progress.Line(new(12, 11, 10, 10), TimeSpan.FromSeconds(1), 25, null));
        _cli.IsTerminal = true;
        _cli.Write("a.txt", Meeting);
        _cli.Run("read", "@a.txt");
        Assert.StartsWith("\rLoading the dictionaries …", _cli.Error);
        Assert.EndsWith("\r", _cli.Error);
        _cli.Run("read", "@a.txt", "-q");
        Assert.Equal("", _cli.Error);
    }

    [Fact]
    public void ExplainTellsRuleAndWords()
    {
        _cli.Write("visit.txt", Meeting);
        Assert.Equal(App.Done, _cli.Run("explain", "@visit.txt"));
        var lines = _cli.OutLines.Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(["actors", "events"], lines.Select(l => l.GetProperty("layer").GetString()));
        Assert.Equal("frame:принять", lines[1].GetProperty("rule").GetString());
        Assert.Equal("Токаев", lines[1].GetProperty("evidence")[0].GetProperty("text").GetString());
        Assert.Equal(App.Done, _cli.Run("explain", "@visit.txt", "--format", "table"));
        Assert.Contains("  e1  CONSULT · visit · occurred · KAZ–CHN\n      rule   frame:принять\n      words  18–24 «Токаев»", _cli.Out);
    }

    [Fact]
    public void SpansCountInTheTextAsGiven()
    {
        _cli.Write("r.jsonl", JsonSerializer.Serialize(new { name = "d1", text = "😀 Встреча\r\n\r\nЧо\u0438\u0306 и Токаев" }));
        Assert.Equal(App.Done, _cli.Run("spans", "@r.jsonl", "--format", "jsonl"));
        Assert.Equal("{\"doc\":\"d1\",\"spans\":[{\"start\":20,\"end\":26,\"type\":\"PER\"}]}\n", _cli.Out);
    }
}
