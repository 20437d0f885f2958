using System.Reflection;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Running;
using Readout;

if (args is ["pages", var count, var warc, var lines])
    PageMaker.Make(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture), warc, lines);
else
    BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);

/// <summary>Time and allocation a character of reading the sample reports of one language, on one thread.</summary>
/// <remarks>OperationsPerInvoke cannot hang on the data, so a run reads whole rounds of the samples until <see cref="Characters"/> characters are read: "Mean" is nanoseconds a character.</remarks>
[MemoryDiagnoser]
public class ReadBenchmark
{
    private const int Characters = 100_000;

    private readonly Reader _reader = new();
    private Report[] _reports = [];

    [Params("ru", "en", "kk", "zh")]
    public string Language { get; set; } = "ru";

    [GlobalSetup]
    public void Setup()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("samples.jsonl")!;
        using var lines = new StreamReader(stream);
        var samples = new List<Report>();
        while (lines.ReadLine() is { } line)
        {
            var sample = JsonSerializer.Deserialize<JsonElement>(line);
            var report = new Report
            {
                Name = sample.GetProperty("name").GetString(),
                Text = sample.GetProperty("text").GetString()!,
                Published = DateOnly.Parse(sample.GetProperty("published").GetString()!, System.Globalization.CultureInfo.InvariantCulture),
            };
            if (_reader.Read(report).Document.Language == Language)
                samples.Add(report);
        }

        var reports = new List<Report>();
        for (var read = 0; read < Characters; read += reports[^1].Text.Length)
            reports.Add(samples[reports.Count % samples.Count]);
        // The last report is cut so that a run reads exactly as many characters as it says.
        var surplus = reports.Sum(r => r.Text.Length) - Characters;
        reports[^1] = reports[^1] with { Text = reports[^1].Text[..^surplus] };
        _reports = [.. reports];
    }

    [Benchmark(OperationsPerInvoke = Characters)]
    public int Read()
    {
        var items = 0;
        foreach (var report in _reports)
            items += _reader.Read(report).Statements.Length;
        return items;
    }
}
