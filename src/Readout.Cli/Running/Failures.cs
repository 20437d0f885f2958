using System.Globalization;
using Readout.Ingest;

namespace Readout.Cli.Running;

/// <summary>What went wrong in a run, told at its end, grouped by cause.</summary>
/// <remarks>Counts everything and remembers the first few of each cause, so that a million bad lines take no memory.</remarks>
internal sealed class Failures
{
    private const int Remembered = 12;

    private readonly SortedDictionary<(DiagnosticSeverity Severity, string Code), (int Count, List<Problem> First)> _causes =
        new(Comparer<(DiagnosticSeverity Severity, string Code)>.Create((a, b) =>
            a.Severity != b.Severity ? b.Severity.CompareTo(a.Severity) : string.CompareOrdinal(a.Code, b.Code)));

    private readonly List<string> _failedSources = [];

    /// <summary>Reports that were left out.</summary>
    public int Count { get; private set; }

    public bool Any => Count > 0;

    public void Add(Problem problem)
    {
        var key = (problem.Severity, problem.Code);
        if (!_causes.TryGetValue(key, out var cause))
            cause = (0, []);
        if (cause.Count < Remembered)
            cause.First.Add(problem);
        _causes[key] = (cause.Count + 1, cause.First);
    }

    /// <summary>Notes that a report was left out.</summary>
    /// <param name="source">Its file, for the command that tries again.</param>
    public void LeftOut(string source)
    {
        Count++;
        if (_failedSources.Count <= Remembered && !_failedSources.Contains(source))
            _failedSources.Add(source);
    }

    /// <summary>Tells all; nothing when nothing went wrong.</summary>
    /// <param name="read">Reports that went well.</param>
    /// <param name="retry">The command that reads again ("readout add"); null when there is none to give.</param>
    /// <param name="quiet">Leaves out warnings and notes.</param>
    public void Tell(TextWriter error, int read, string? retry, bool quiet)
    {
        if (Any && read + Count > 1)
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Count:N0} of {read + Count:N0} reports could not be read:"));
        foreach (var ((severity, code), (count, first)) in _causes)
        {
            if (quiet && severity != DiagnosticSeverity.Error)
                continue;
            var word = severity switch { DiagnosticSeverity.Error => "error", DiagnosticSeverity.Warning => "warning", _ => "note" };
            if (count == 1)
            {
                error.WriteLine($"{word} {first[0]}");
                Excerpt(error, first[0]);
                continue;
            }

            var isSame = first.All(p => p.Message == first[0].Message && p.Excerpt is null);
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{word} {code} ({count:N0} times){(isSame ? ": " + first[0].Message : "")}"));
            foreach (var problem in first)
            {
                error.WriteLine(isSame ? $"  {problem.Place}" : $"  {problem.Place}: {problem.Message}");
                Excerpt(error, problem);
            }

            if (count > first.Count)
                error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  and {count - first.Count:N0} more"));
        }

        if (!quiet && retry is not null && Any && read > 0 && _failedSources.Count is > 0 and <= Remembered && !_failedSources.Contains("-"))
            error.WriteLine($"To try only these again: {retry} {string.Join(' ', _failedSources.Select(Quoted))}");
    }

    private static void Excerpt(TextWriter error, Problem problem)
    {
        foreach (var line in problem.Excerpt?.Split('\n') ?? [])
            error.WriteLine($"    {line}");
    }

    private static string Quoted(string path) =>
        path.All(c => char.IsLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or '\\' or ':') ? path : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
