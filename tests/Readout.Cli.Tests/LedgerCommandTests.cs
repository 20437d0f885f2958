using System.Text.Json;
using Xunit;

namespace Readout.Cli.Tests;

public sealed class LedgerCommandTests : IDisposable
{
    private readonly Cli _cli = new();
    private int _read;

    public LedgerCommandTests()
    {
        _cli.Set("READOUT_LEDGER", _cli.PathOf("l.readout"));
        _cli.Reader = report =>
        {
            Interlocked.Increment(ref _read);
            return Cli.Fake(report);
        };
    }

    public void Dispose() => _cli.Dispose();

    private string Told => _cli.Error[.._cli.Error.IndexOf(" (", StringComparison.Ordinal)].Replace(_cli.Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

    private void WriteTwo()
    {
        _cli.Write("in/a.txt", "Встреча в Астане\n\nТокаев принял посла Китая.");
        _cli.Write("in/b.jsonl", """{"text":"Визит Токаева\n\nОбсудили товарооборот.","name":"b","published":"2025-08-30"}""");
    }

    [Fact]
    public void AddingTwiceReadsOnceAndChangesNothing()
    {
        WriteTwo();
        Assert.Equal(App.Done, _cli.Run("add", "@in"));
        Assert.Equal("l.readout: 2 added", Told);
        Assert.Equal("", _cli.Out);
        Assert.Equal(App.Done, _cli.Run("add", "@in"));
        Assert.Equal("l.readout: 2 unchanged", Told);
        Assert.Equal(2, _read);
    }

    [Fact]
    public void AChangedReportTakesThePlaceOfItsEarlierSelf()
    {
        WriteTwo();
        _cli.Run("add", "@in");
        _cli.Write("in/a.txt", "Встреча в Алматы\n\nТокаев принял посла Китая.");
        _cli.Run("add", "@in");
        Assert.Equal("l.readout: 1 replaced, 1 unchanged", Told);
        _cli.Run("list");
        Assert.Equal(["Визит Токаева", "Встреча в Алматы"], _cli.OutLines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("title").GetString()));
    }

    [Fact]
    public void FilesOfOneNameInTwoFoldersAreTwoReports()
    {
        _cli.Write("in/2024/01.txt", "Первый\n\nТокаев прибыл.");
        _cli.Write("in/2025/01.txt", "Второй\n\nТокаев прибыл.");
        _cli.Run("add", "@in");
        Assert.Equal("l.readout: 2 added", Told);
        Assert.Equal(App.Failed, _cli.Run("show", "01"));
        Assert.Contains("RO3008", _cli.Error);
        Assert.Equal(App.Done, _cli.Run("show", "2025/01", "--format", "jsonl"));
        Assert.Equal("Второй", RecordJson.Read(_cli.Out).Document.Title);
    }

    [Fact]
    public void ADryRunTellsAndWritesNothing()
    {
        WriteTwo();
        Assert.Equal(App.Done, _cli.Run("add", "@in", "--dry-run"));
        Assert.Equal("l.readout: 2 would be added", Told);
        Assert.False(File.Exists(_cli.PathOf("l.readout")));
        _cli.Run("add", "@in/a.txt");
        _cli.Run("add", "@in", "--dry-run");
        Assert.Equal("l.readout: 1 would be added, 1 unchanged", Told);
        _cli.Run("list");
        Assert.Single(_cli.OutLines);
    }

    [Fact]
    public void FailuresAreLeftOutOfTheLedgerAndTold()
    {
        WriteTwo();
        _cli.Write("in/c.jsonl", "{\"text\":\"x\",\"language\":\"en\"}\nbroken\n");
        Assert.Equal(App.Failed, _cli.Run("add", "@in"));
        Assert.Contains("2 of 4 reports could not be read:", _cli.Error);
        Assert.Contains("2 added", _cli.Error);
        Assert.Contains("To try only these again: readout add ", _cli.Error);
    }

    [Fact]
    public void WhatWasReadBeforeCtrlCIsKeptAndNotReadAgain()
    {
        using var cancel = new CancellationTokenSource();
        _cli.Cancel = cancel.Token;
        _cli.Reader = report =>
        {
            if (Interlocked.Increment(ref _read) == 300)
                cancel.Cancel();
            return Cli.Fake(report);
        };
        _cli.Write("r.jsonl", string.Concat(Enumerable.Range(0, 1000).Select(i => $$"""{"text":"Текст {{i}}","name":"{{i}}"}""" + "\n")));
        Assert.Equal(App.Interrupted, _cli.Run("add", "@r.jsonl", "--jobs", "1"));
        _cli.Cancel = default;
        _cli.Run("list");
        var kept = _cli.OutLines.Length;
        Assert.InRange(kept, 200, 300);
        _read = 0;
        Assert.Equal(App.Done, _cli.Run("add", "@r.jsonl"));
        Assert.Equal(1000 - kept, _read);
    }

    [Fact]
    public void SearchFindsInflectedWordsByTheEnginesOwnMorphology()
    {
        WriteTwo();
        _cli.Run("add", "@in");
        Assert.Equal(App.Done, _cli.Run("search", "Токаеву"));
        Assert.Equal(2, _cli.OutLines.Length);
        Assert.Equal(App.Done, _cli.Run("search", "послом"));
        var hit = JsonDocument.Parse(Assert.Single(_cli.OutLines)).RootElement;
        Assert.Equal("a", hit.GetProperty("name").GetString());
        Assert.Contains("принял посла", hit.GetProperty("snippet").GetProperty("text").GetString());
        Assert.Equal(App.NothingFound, _cli.Run("search", "электроэнергия"));
        Assert.Contains("Nothing was found for 'электроэнергия'.", _cli.Error);
        Assert.Equal("", _cli.Out);
    }

    [Fact]
    public void SearchMarksTheWordsForAPerson()
    {
        WriteTwo();
        _cli.Run("add", "@in/b.jsonl");
        _cli.IsTerminal = true;
        Assert.Equal(App.Done, _cli.Run("search", "товарооборота"));
        Assert.Contains("товарооборот\u001b[0m", _cli.Out);
    }

    [Fact]
    public void TheListIsNarrowed()
    {
        WriteTwo();
        _cli.Run("add", "@in");
        Assert.Equal(App.Done, _cli.Run("list", "--from", "2025-01-01", "--format", "table"));
        Assert.Equal($"2025-08-30  CHN–KAZ          {Cli.Fake(new Report { Text = "Визит Токаева\n\nОбсудили товарооборот." }).Document.Id[..12]}  Визит Токаева\n", _cli.Out);
        Assert.Equal(App.Done, _cli.Run("list", "--party", "kaz", "--party", "CHN", "--limit", "1"));
        Assert.Single(_cli.OutLines);
        Assert.Equal(App.NothingFound, _cli.Run("list", "--party", "USA"));
        Assert.Contains("No record fits.", _cli.Error);
        Assert.Equal(App.Failed, _cli.Run("list", "--limit", "0"));
    }

    [Fact]
    public void ShowTakesTheBeginningOfAnIdOrAName()
    {
        WriteTwo();
        _cli.Run("add", "@in");
        Assert.Equal(App.Done, _cli.Run("show", "b", "--format", "json"));
        var record = RecordJson.Read(_cli.Out);
        Assert.Equal(App.Done, _cli.Run("show", record.Document.Id[..6], "--format", "jsonl"));
        Assert.Equal(RecordJson.Write(record) + "\n", _cli.Out);
        Assert.Equal(App.NothingFound, _cli.Run("show", "none"));
        Assert.Contains("No record is called 'none'.", _cli.Error);
    }

    [Fact]
    public void ALedgerThatIsNotOursOrNotThereIsTold()
    {
        Assert.Equal(App.Failed, _cli.Run("list"));
        Assert.Contains("RO3007", _cli.Error);
        _cli.Write("text.txt", string.Concat(Enumerable.Repeat("Не база данных. ", 100)));
        Assert.Equal(App.Failed, _cli.Run("list", "--ledger", "@text.txt"));
        Assert.Contains("RO3001", _cli.Error);
        WriteTwo();
        Assert.Equal(App.Failed, _cli.Run("add", "@in", "--ledger", "@text.txt"));
        Assert.Contains("RO3001", _cli.Error);
    }

    [Fact]
    public void TheDemoCanBeRunTwiceAndLeavesALedger()
    {
        Assert.Equal(App.Done, _cli.Run("demo", "@try"));
        var first = _cli.Out;
        Assert.Contains("What to do next:", first);
        Assert.Equal(App.Done, _cli.Run("demo", "@try"));
        Assert.Equal(first, _cli.Out);
        Assert.Equal(App.Done, _cli.Run("list", "--ledger", "@try/demo.readout"));
        Assert.NotEmpty(_cli.OutLines);
    }
}
