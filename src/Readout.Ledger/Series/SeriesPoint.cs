namespace Readout.Ledger.Series;

/// <summary>A value of an official series, such as customs statistics, beside which claims can be held.</summary>
/// <param name="Source">Who published it, as the importer calls it.</param>
/// <param name="Measure">Of the record's contract: <c>trade-turnover</c>.</param>
/// <param name="Party">Alpha-3 of the state that reports.</param>
/// <param name="Partner">Alpha-3 of the other; empty when it is about one state.</param>
/// <param name="Period">As figures have it: <c>2024</c>, <c>2024-Q1</c>, <c>2024-05</c>.</param>
/// <param name="Unit">ISO 4217, or what is counted.</param>
/// <param name="Value">In whole units.</param>
public sealed record SeriesPoint(string Source, string Measure, string Party, string Partner, string Period, string Unit, decimal Value);

/// <summary>Which points; null asks for all.</summary>
/// <param name="First">One of the parties, on either side of the series.</param>
/// <param name="Second">The other; null for any.</param>
public sealed record SeriesQuery(string? First = null, string? Second = null, string? Measure = null);
