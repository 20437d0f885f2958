namespace Readout.Tests.Specs;

/// <summary>Lines of a spec about expressions of time, which no record holds: <c>time use period "words"</c>, <c>reference day source</c>.</summary>
/// <remarks>An example that has such lines tells all expressions of its text, in order; <c>nothing time</c> and <c>nothing reference</c> where there is none.</remarks>
internal static class TimeExpectation
{
    public static bool IsFor(string line) => Kind(line) is not null;

    /// <summary>What is wrong, or null.</summary>
    public static string? Check(Example example)
    {
        var (text, layer) = Reading.Times(example.Text, example.Published);
        var times = layer.Expressions.Select(e => $"time {e.Use.ToString().ToLowerInvariant()} {e.Period ?? "-"} \"{text.SpanOf(e.Tokens).In(text.Text)}\"");
        string[] reference = layer.Reference is { } day ? [$"reference {day:yyyy-MM-dd} {layer.ReferenceFrom.ToString()!.ToLowerInvariant()}"] : [];
        return Differ(example, "time", times) ?? Differ(example, "reference", reference);
    }

    private static string? Differ(Example example, string kind, IEnumerable<string> read)
    {
        var expected = example.Expected.Where(line => Kind(line) == kind).ToList();
        if (expected.Count == 0)
            return null;
        var lines = read.DefaultIfEmpty("nothing " + kind).ToList();
        return expected.SequenceEqual(lines) ? null : $"expected:\n{string.Join('\n', expected)}\nread:\n{string.Join('\n', lines)}";
    }

    private static string? Kind(string line)
    {
        var words = line.Split(' ', 3);
        var kind = words[0] == "nothing" ? words[1] : words[0];
        return kind is "time" or "reference" ? kind : null;
    }
}
