namespace Readout.Evaluation;

/// <summary>A gold folder or a file of predictions is not what it should be; the message says which and why.</summary>
public sealed class GoldException(string place, string reason) : Exception($"{place}: {reason}")
{
    public string Place { get; } = place;

    public string Reason { get; } = reason;
}
