namespace Readout;

/// <summary>Reads reports into records. Start here: <see cref="Read"/> is the order of the pipeline.</summary>
/// <remarks>Thread-safe; make one and share it. Deterministic: the same report gives the same record on any machine and in any culture.</remarks>
public sealed class Reader
{
    /// <summary>Reads one report. Never throws on bad input: a report that cannot be read gives a record whose diagnostics say why (<see cref="Record.IsUnread"/>).</summary>
    public Record Read(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        throw new NotSupportedException();
    }
}
