using System.Text.Json;
using Readout.Ledger.TestKit;
using Xunit;

namespace Readout.Cli.Tests;

/// <summary>Stories, dyads, comparisons, promises and figures on the command line.</summary>
public sealed class RelationCommandTests : IDisposable
{
    private static readonly DateOnly Day = new(2025, 3, 10);

    private readonly Cli _cli = new();

    public RelationCommandTests()
    {
        _cli.Set("READOUT_LEDGER", _cli.PathOf("l.readout"));
        // The report's name says which report of the made-up world it is: happening, telling, partner.
        _cli.Reader = report =>
        {
            var parts = report.Name!.Split('-');
            var record = World.Report(int.Parse(parts[0]), int.Parse(parts[1]), "KAZ", parts[2], Day);
            return record with { Document = record.Document with { Name = report.Name, Url = null } };
        };
        _cli.Write("in.jsonl", string.Concat(new[] { "7-0-CHN", "7-1-CHN", "7-2-CHN", "8-0-TUR" }.Select(n => $$"""{"text":"{{n}}","name":"{{n}}"}""" + "\n")));
        _cli.Run("add", "@in.jsonl");
    }

    public void Dispose() => _cli.Dispose();

    private JsonElement Json(params string[] args)
    {
        Assert.Equal(App.Done, _cli.Run(args));
        return JsonDocument.Parse(Assert.Single(_cli.OutLines)).RootElement;
    }

    private int[] StorySizes()
    {
        _cli.Run("story");
        return [.. _cli.OutLines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("reports").GetArrayLength()).Order()];
    }

    [Fact]
    public void StoriesAreListedAndShown()
    {
        Assert.Equal([1, 3], StorySizes());
        var story = Json("story", "7-2-CHN");
        Assert.Equal(3, story.GetProperty("reports").GetArrayLength());
        Assert.Equal("occurred", story.GetProperty("event").GetProperty("status").GetString());
        Assert.Equal(App.Done, _cli.Run("story", "7-1-CHN", "--format", "table"));
        Assert.Contains("repeats", _cli.Out);
        Assert.Contains("City KAZ", _cli.Out);
        Assert.Equal(App.Done, _cli.Run("story", "--format", "table"));
        Assert.Contains("(3 reports)", _cli.Out);
        Assert.Equal(App.NothingFound, _cli.Run("story", "none"));
        Assert.Equal(App.NothingFound, _cli.Run("story", "--party", "USA"));
    }

    [Fact]
    public void APersonPartsAndMergesStoriesAndTakesItBack()
    {
        Assert.Equal(App.Done, _cli.Run("part", "7-0-CHN", "7-2-CHN", "--by", "A. K."));
        Assert.Contains("two stories, of 2 reports and of 1 report", _cli.Error);
        Assert.Equal([1, 1, 2], StorySizes());
        Assert.Equal(App.Done, _cli.Run("merge", "8-0-TUR", "7-2-CHN"));
        Assert.Contains("one story of 2 reports", _cli.Error);
        Assert.Equal(App.Done, _cli.Run("merge", "8-0-TUR", "7-2-CHN", "--undo"));
        Assert.Equal(App.Done, _cli.Run("part", "7-2-CHN", "7-0-CHN", "--undo"));
        Assert.Equal([1, 3], StorySizes());
        Assert.Equal(App.Failed, _cli.Run("merge", "8-0-TUR", "8-0-TUR"));
        Assert.Contains("RO3041", _cli.Error);
    }

    [Fact]
    public void ADyadIsShownToPeopleAndPrograms()
    {
        var dyad = Json("dyad", "kaz", "CHN", "--today", "2025-06-01");
        Assert.Equal(3, dyad.GetProperty("reports").GetInt32());
        Assert.Equal("2025-03", dyad.GetProperty("months")[0].GetProperty("period").GetString());
        Assert.Equal("head-of-state", dyad.GetProperty("visits")[0].GetProperty("level").GetString());
        Assert.Equal(App.Done, _cli.Run("dyad", "KAZ", "CHN", "--format", "table"));
        foreach (var heading in new[] { "They call it", "Events", "Conflict and cooperation", "Visits", "Figures", "Promises", "Topics by year", "Who met", "Latest words" })
            Assert.Contains(heading, _cli.Out);
        Assert.Equal(App.NothingFound, _cli.Run("dyad", "KAZ", "USA"));
        Assert.Contains("No report has both KAZ and USA", _cli.Error);
        Assert.Equal(App.Failed, _cli.Run("dyad", "KAZ"));
    }

    [Fact]
    public void TwoAccountsAreComparedTheSecondOneFoundByItself()
    {
        var comparison = Json("compare", "7-0-CHN");
        // Not the reprint, but the telling of the other side.
        Assert.Equal("7-2-CHN", comparison.GetProperty("second").GetProperty("name").GetString());
        Assert.Equal(App.Done, _cli.Run("compare", "7-0-CHN", "8-0-TUR", "--format", "table"));
        Assert.Contains("Only in A", _cli.Out);
        Assert.Equal(App.NothingFound, _cli.Run("compare", "8-0-TUR"));
        Assert.Contains("No other account", _cli.Error);
    }

    [Fact]
    public void PromisesAndFiguresAreNarrowed()
    {
        Assert.Equal(App.Done, _cli.Run("promises", "--party", "CHN", "--today", "2030-01-01"));
        var promise = JsonDocument.Parse(_cli.OutLines[0]).RootElement;
        Assert.Equal(("silent", true), (promise.GetProperty("state").GetString(), promise.GetProperty("isOverdue").GetBoolean()));
        Assert.Equal(App.Done, _cli.Run("promises", "--format", "table", "--today", "2030-01-01"));
        Assert.Contains("overdue silent", _cli.Out);
        Assert.Equal(App.NothingFound, _cli.Run("promises", "--overdue", "--today", "2020-01-01"));
        Assert.Equal(App.NothingFound, _cli.Run("promises", "--state", "kept"));
        Assert.Equal(["CHN", "KAZ"], Json("figures", "KAZ", "CHN").GetProperty("parties").EnumerateArray().Select(p => p.GetString()).Order());
        Assert.Equal(App.Done, _cli.Run("figures", "KAZ", "--format", "table"));
        Assert.Equal(App.NothingFound, _cli.Run("figures", "KAZ", "--contradicted"));
        Assert.Equal(App.Failed, _cli.Run("confirm", "abc", "def"));
        Assert.Contains("RO3042", _cli.Error);
    }

    [Fact]
    public void TheLedgerIsShownAsItStood()
    {
        _cli.Write("more.jsonl", """{"text":"9-0-IND","name":"9-0-IND"}""");
        _cli.Run("add", "@more.jsonl");
        Assert.Equal(App.NothingFound, _cli.Run("list", "--as-of", "2000-01-01"));
        _cli.Run("list", "--as-of", "9000-01-01");
        Assert.Equal(5, _cli.OutLines.Length);
        Assert.Equal(App.NothingFound, _cli.Run("dyad", "KAZ", "IND", "--as-of", "1"));
        Assert.Equal(App.Done, _cli.Run("dyad", "KAZ", "IND", "--as-of", "9000-01-01"));
        Assert.Equal(App.NothingFound, _cli.Run("story", "9-0-IND", "--as-of", "1"));
        Assert.Equal(App.Done, _cli.Run("search", "IND"));
        Assert.Equal(App.NothingFound, _cli.Run("search", "IND", "--as-of", "1"));
        Assert.Equal(App.NothingFound, _cli.Run("show", "9-0-IND", "--as-of", "1"));
        Assert.Contains("at version 1", _cli.Error);
        Assert.Equal(App.Done, _cli.Run("compare", "7-0-CHN", "9-0-IND"));
        Assert.Equal(App.NothingFound, _cli.Run("compare", "7-0-CHN", "9-0-IND", "--as-of", "1"));
        // A removed document is in no version any more.
        Assert.Equal(App.Done, _cli.Run("remove", "8-0-TUR"));
        Assert.Equal(App.NothingFound, _cli.Run("compare", "7-0-CHN", "8-0-TUR", "--as-of", "1"));
        Assert.Equal(App.Done, _cli.Run("compare", "7-0-CHN", "--as-of", "1"));
        Assert.Equal(App.Done, _cli.Run("export", "@old", "--to", "jsonl", "--as-of", "1"));
        Assert.Equal(3, File.ReadAllLines(_cli.PathOf("old/jsonl/records.jsonl")).Length);
        Assert.Contains("--as-of 1", File.ReadAllText(_cli.PathOf("old/datapackage.json")));
        Assert.Equal(App.Failed, _cli.Run("list", "--as-of", "99"));
        Assert.Contains("RO3040", _cli.Error);
        Assert.Equal(App.Failed, _cli.Run("list", "--as-of", "yesterday"));
    }

    [Fact]
    public void ALedgerIsMeasuredOnReportsWithKnownStories()
    {
        using var cli = new Cli { Reader = ReaderFactory.Create(new OwnFiles()) };
        Assert.Equal(App.Done, cli.Run("eval", Repository.PathOf("eval/stories")));
        var lines = cli.Out.Split('\n');
        foreach (var set in new[] { "development", "held-out" })
        {
            var at = Array.IndexOf(lines, set);
            var f1 = double.Parse(lines[at + 1].Split("F1 ")[1], System.Globalization.CultureInfo.InvariantCulture);
            Assert.True(f1 >= 0.9, $"{set}: {lines[at + 1]}");
            var contradictions = lines[at + 2].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.True(contradictions[1] == contradictions[3], $"{set}: {lines[at + 2]}");
            var promises = lines[at + 3].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.True(promises[1] == promises[3], $"{set}: {lines[at + 3]}");
        }
    }
}
