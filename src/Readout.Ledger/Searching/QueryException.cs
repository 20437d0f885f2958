namespace Readout.Ledger.Searching;

/// <summary>A query that says something which cannot be meant, with the place.</summary>
/// <param name="code"><c>RO301x</c>, see docs/errors.md.</param>
/// <param name="query">As typed.</param>
/// <param name="place">Where in it, in UTF-16 units, half-open; empty at the end when something is missing there.</param>
/// <param name="reason">What, why, and what to write instead.</param>
public sealed class QueryException(string code, string query, Mark place, string reason) : Exception($"{code} {reason}")
{
    public string Code { get; } = code;

    public Mark Place { get; } = place;

    public string Reason { get; } = reason;

    /// <summary>The query and, under it, carets at the place.</summary>
    public string Picture => $"{query}\n{new string(' ', Place.Start)}{new string('^', Math.Max(1, Place.End - Place.Start))}";
}
