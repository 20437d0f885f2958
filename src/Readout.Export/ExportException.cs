namespace Readout.Export;

/// <summary>The export cannot be made; nothing of it is left behind.</summary>
/// <param name="code"><c>RO1xxx</c>, see docs/errors.md.</param>
/// <param name="place">The folder.</param>
/// <param name="reason">What and why, and what to do.</param>
public sealed class ExportException(string code, string place, string reason, Exception? inner = null) : Exception($"{code} {place}: {reason}", inner)
{
    public string Code { get; } = code;

    public string Place { get; } = place;

    public string Reason { get; } = reason;
}
