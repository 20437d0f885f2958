using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Readout.Tests.Specs;

/// <summary>The whole records of the sample reports against goldens/: a change of rules shows as a difference, also where no spec looks.</summary>
public sealed class GoldenTests
{
    private static readonly Reader Engine = new();

    private static string Folder => Path.Combine(SpecFile.Root(), "goldens");

    private static Dictionary<string, Report> Samples { get; } = File.ReadLines(Path.Combine(SpecFile.Root(), "src", "Readout.Cli", "Samples", "samples.jsonl"))
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Select(sample => new Report
        {
            Name = sample.GetProperty("name").GetString(),
            Text = sample.GetProperty("text").GetString()!,
            Publisher = sample.GetProperty("publisher").GetString(),
            Published = DateOnly.ParseExact(sample.GetProperty("published").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        })
        .ToDictionary(r => r.Name!, StringComparer.Ordinal);

    public static TheoryData<string> Names() => [.. Samples.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void ASampleIsReadAsItsGoldenSays(string name)
    {
        var read = RecordJson.Write(Engine.Read(Samples[name]), indented: true) + "\n";
        var file = Path.Combine(Folder, name + ".json");
        if (Environment.GetEnvironmentVariable("READOUT_GOLDENS") == "write")
            File.WriteAllText(file, read);
        Assert.Equal(File.ReadAllText(file), read);
    }

    [Fact]
    public void EveryGoldenHasItsSampleAndEveryLanguageIsAmongThem()
    {
        Assert.Equal(Samples.Keys.Order(StringComparer.Ordinal), Directory.EnumerateFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal));
        Assert.Equal(["en", "kk", "ru", "zh"], Samples.Keys.Select(n => RecordJson.Read(File.ReadAllText(Path.Combine(Folder, n + ".json"))).Document.Language).Distinct().Order());
    }
}
