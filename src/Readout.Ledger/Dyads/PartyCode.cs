using Readout.Reference;

namespace Readout.Ledger.Dyads;

/// <summary>Parties as people write them in addresses.</summary>
public static class PartyCode
{
    private static readonly Lazy<HashSet<string>> States = new(static () => [.. new StateCatalog().Codes]);

    public static bool IsState(string code) => States.Value.Contains(code);

    /// <summary>The party that is meant: a state's alpha-3 in capitals, whatever case it was written in; anything else as it stands.</summary>
    public static string Of(string given) => given.Length == 3 && IsState(given.ToUpperInvariant()) ? given.ToUpperInvariant() : given;

    /// <summary>Two parties with a hyphen between: <c>CHN-KAZ</c>, <c>KAZ-sco</c>, in the order given; null when it is no such pair, or neither is a state.</summary>
    public static (string First, string Second)? PairOf(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        // An organisation's id may have a hyphen of its own: a state is always before it or after it.
        for (var at = value.IndexOf('-', StringComparison.Ordinal); at > 0; at = value.IndexOf('-', at + 1))
        {
            var (first, second) = (Of(value[..at]), Of(value[(at + 1)..]));
            if (second.Length > 0 && first != second && (IsState(first) || IsState(second)))
                return (first, second);
        }

        return null;
    }
}
