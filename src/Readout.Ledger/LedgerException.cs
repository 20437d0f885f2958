namespace Readout.Ledger;

/// <summary>The ledger cannot do what was asked.</summary>
/// <param name="code"><c>RO3xxx</c>, see <see cref="Codes"/> and docs/errors.md.</param>
/// <param name="place">The ledger's file or address.</param>
/// <param name="reason">What and why, and what to do.</param>
/// <param name="inner">What the store said; null when we noticed ourselves.</param>
public sealed class LedgerException(string code, string place, string reason, Exception? inner = null)
    : Exception($"{code} {place}: {reason}", inner)
{
    public string Code { get; } = code;

    public string Place { get; } = place;

    public string Reason { get; } = reason;
}
