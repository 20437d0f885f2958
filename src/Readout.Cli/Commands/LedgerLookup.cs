using Readout.Ledger;

namespace Readout.Cli.Commands;

/// <summary>Finds the one record that a person means.</summary>
internal static class LedgerLookup
{
    private const int Candidates = 10;

    /// <param name="asOf">A version; null for the present one.</param>
    /// <returns>Null when no record is called so; that is told to the person.</returns>
    /// <exception cref="LedgerException">RO3008: several may be meant.</exception>
    public static async Task<RecordSummary?> OneAsync(ILedger ledger, string path, string wanted, Action<string> say, CancellationToken cancel, long? asOf = null)
    {
        var found = await ledger.FindAsync(wanted, Candidates + 1, asOf, cancel);
        if (found.IsEmpty)
        {
            say(asOf is null ? $"No record is called '{wanted}'. See 'readout list' or 'readout search'." : $"No record was called '{wanted}' at version {asOf}. See 'readout list --as-of {asOf}'.");
            return null;
        }

        if (found.Length == 1)
            return found[0];
        var candidates = string.Join('\n', found.Take(Candidates).Select(r => $"  {r.Id[..12]}  {r.Published:yyyy-MM-dd}  {r.Title ?? r.Name}"));
        throw new LedgerException(Codes.AmbiguousId, path, $"'{wanted}' may be any of these; give more of the id:\n{candidates}{(found.Length > Candidates ? "\n  and more" : "")}");
    }
}
