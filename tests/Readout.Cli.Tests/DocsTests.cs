using System.CommandLine;
using System.Reflection;
using System.Text.RegularExpressions;
using Readout.Cli.Commands;
using Readout.Cli.Running;
using Xunit;

namespace Readout.Cli.Tests;

/// <summary>The pages say what the program does: no command, option or code is missing there, and none is there that is not here.</summary>
public sealed partial class DocsTests
{
    private static readonly RootCommand Root = App.Root(new Session(new Terminal { In = Stream.Null, Out = TextWriter.Null, Error = TextWriter.Null }, _ => Cli.Fake));

    /// <summary>The part of docs/cli.md under the heading of a command.</summary>
    private static string Section(string page, string heading)
    {
        var start = page.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"docs/cli.md has no heading '## {heading}'");
        var end = page.IndexOf("\n## ", start + 4, StringComparison.Ordinal);
        return page[start..(end < 0 ? page.Length : end)];
    }

    private static IEnumerable<Option> OptionsOf(Command command) => command.Options.Concat(command.Subcommands.SelectMany(c => c.Options)).DistinctBy(o => o.Name);

    [Fact]
    public void EveryCommandAndOptionIsOnThePage()
    {
        var page = Repository.Read("docs/cli.md");
        foreach (var command in Root.Subcommands)
        {
            var section = Section(page, $"readout {command.Name}");
            foreach (var option in OptionsOf(command))
                Assert.True(section.Contains($"`{option.Name}", StringComparison.Ordinal), $"docs/cli.md, {command.Name}: no word of {option.Name}");
            Assert.Contains("```", section);
            foreach (var option in OptionName().Matches(section).Select(m => m.Groups[1].Value).Distinct())
                Assert.True(OptionsOf(command).Concat(Root.Options).Any(o => o.Name == option || o.Aliases.Contains(option)), $"docs/cli.md, {command.Name}: there is no {option}");
        }

        foreach (var option in Root.Options)
            Assert.Contains($"`{option.Name}", page);
        foreach (var heading in CommandHeading().Matches(page).Select(m => m.Groups[1].Value))
            Assert.Contains(Root.Subcommands, c => c.Name == heading);
    }

    [Fact]
    public void EveryExampleOfTheHelpIsACommandThatParses()
    {
        foreach (var example in Root.Subcommands.SelectMany(c => c.Subcommands.Append(c)).OfType<Verb>().SelectMany(v => v.Examples).Concat(Verb.FirstExamples))
        {
            var command = Comment().Split(example)[0].Split('|').First(p => p.Contains("readout ", StringComparison.Ordinal)).Split('>')[0].Trim();
            var parsed = Root.Parse(command["readout ".Length..]);
            Assert.True(parsed.Errors.Count == 0, $"{example}: {string.Join("; ", parsed.Errors.Select(e => e.Message))}");
        }
    }

    [Fact]
    public void EveryCodeOfTheSourceIsOnThePageAndTheOtherWayRound()
    {
        var inSource = Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Contains("obj"))
            .SelectMany(f => Code().Matches(File.ReadAllText(f)).Select(m => m.Value))
            .ToHashSet();
        var page = Repository.Read("docs/errors.md");
        var onPage = CodeHeading().Matches(page).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(onPage.Count, onPage.Distinct().Count());
        Assert.Equal(inSource.Order(), onPage.Order());
        foreach (var code in onPage)
        {
            var entry = page[page.IndexOf($"### {code}", StringComparison.Ordinal)..];
            entry = entry[..(entry.IndexOf("\n### ", 4, StringComparison.Ordinal) is > 0 and var end ? end : entry.Length)];
            Assert.True(entry.Contains("Cause:", StringComparison.Ordinal) && entry.Contains("Cure:", StringComparison.Ordinal), $"docs/errors.md, {code}: cause or cure is missing");
        }
    }

    [Fact]
    public void NoTwoCodesAreTheSame()
    {
        var codes = typeof(Codes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!).ToList();
        Assert.Equal(codes.Count, codes.Distinct().Count());
    }

    [GeneratedRegex(@"RO\d{4}")]
    private static partial Regex Code();

    [GeneratedRegex(@"^### (RO\d{4})\b", RegexOptions.Multiline)]
    private static partial Regex CodeHeading();

    [GeneratedRegex(@"^## readout (\w+)$", RegexOptions.Multiline)]
    private static partial Regex CommandHeading();

    [GeneratedRegex(@"`(--[a-z-]+)")]
    private static partial Regex OptionName();

    [GeneratedRegex(@"\s{2,}")]
    private static partial Regex Comment();
}
