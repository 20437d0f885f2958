using System.Text.Json;
using Xunit;

namespace Readout.Cli.Tests;

/// <summary>A user's own tables on the command line.</summary>
public sealed class PackTests : IDisposable
{
    private const string Saying = "cue\tcontent\taddressee\tacts\tevidence\tspeaker\texample\tnote\n";
    private const string Sentence = "Президент Чили растрезвонил, что выборы состоятся в мае.";

    private readonly Cli _cli = new() { Reader = new Reader().Read };

    public void Dispose() => _cli.Dispose();

    private int Statements(params string[] options)
    {
        _cli.Write("report.txt", $"Заголовок\n\n{Sentence}");
        Assert.Equal(App.Done, _cli.Run(["read", "@report.txt", "--format", "jsonl", .. options]));
        return JsonSerializer.Deserialize<JsonElement>(_cli.Out).GetProperty("statements").GetArrayLength();
    }

    [Fact]
    public void AVerbOfOnesOwnTableReportsSpeech()
    {
        Assert.Equal(0, Statements());
        _cli.Write("mine/ru/saying.more.tsv", $"{Saying}растрезвонить\tthat\t\tinform\tclause\t\t{Sentence}\n");
        Assert.Equal(1, Statements("--pack", _cli.PathOf("mine")));
    }

    [Fact]
    public void ATableOfTheSameNameStandsForTheEnginesOwn()
    {
        _cli.Write("report.txt", "Заголовок\n\nПрезидент Чили заявил, что выборы состоятся в мае.");
        _cli.Write("mine/ru/saying.tsv", $"{Saying}растрезвонить\tthat\t\tinform\tclause\t\t{Sentence}\n");
        _cli.Run("read", "@report.txt", "--format", "jsonl", "--pack", _cli.PathOf("mine"));
        Assert.Equal(0, JsonSerializer.Deserialize<JsonElement>(_cli.Out).GetProperty("statements").GetArrayLength());
    }

    [Theory]
    [InlineData("ru/saying.more.tsv", Saying + "растрезвонить\tthat\t\tcondemm\tclause\t\tx\n", "RO2104", "ru/saying.more.tsv:2: unknown act 'condemm'")]
    [InlineData("ru/saying.more.tsv", "cue\tcontemt\n", "RO2102", "Did you mean 'content'?")]
    [InlineData("ru/sayings.tsv", "cue\n", "RO2114", "Did you mean 'saying.tsv'?")]
    [InlineData("rus/saying.tsv", "cue\n", "RO2114", "Did you mean 'ru/saying.tsv'?")]
    [InlineData("zh/places.more.tsv", "head\tkind\tname\texample\tmore\n", "RO2102", "unknown column 'more'")]
    [InlineData("ru/time.more.tsv", "kind\tpattern\tmeaning\tshift\tlead\tuse\tside\texample\tpublished\treads\nexpression\tзавтра\tday-shift\tx\n", "RO2105", "shift 'x' is no whole number")]
    public void AWrongTableEndsTheRun(string file, string content, string code, string message)
    {
        _cli.Write("report.txt", Sentence);
        _cli.Write($"mine/{file}", content);
        Assert.Equal(App.Failed, _cli.Run("read", "@report.txt", "--pack", _cli.PathOf("mine")));
        Assert.Contains(code, _cli.Error);
        Assert.Contains(message, _cli.Error);
        Assert.Empty(_cli.Out);
    }

    [Theory]
    [InlineData("nowhere", "cannot be read")]
    [InlineData("", "holds no table")]
    public void AFolderWithoutTablesIsTold(string folder, string message)
    {
        _cli.Write("report.txt", Sentence);
        Assert.Equal(App.Failed, _cli.Run("read", "@report.txt", "--pack", _cli.PathOf(folder)));
        Assert.Contains("RO1017", _cli.Error);
        Assert.Contains(message, _cli.Error);
    }
}
