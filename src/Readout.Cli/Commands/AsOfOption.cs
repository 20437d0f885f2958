using System.CommandLine;
using System.Globalization;
using Readout.Ledger;

namespace Readout.Cli.Commands;

/// <summary><c>--as-of</c>: the ledger as it stood at a version or at the end of a day.</summary>
internal sealed class AsOfOption() : Option<string?>("--as-of")
{
    public static AsOfOption Make() => new() { Description = "The ledger as it stood at a version, or at the end of a day.", HelpName = "VERSION|YYYY-MM-DD" };

    /// <returns>A version; null for the present one.</returns>
    /// <exception cref="LedgerException">RO3040: no such version.</exception>
    public async ValueTask<long?> OfAsync(ParseResult parse, ILedger ledger, string path, CancellationToken cancel)
    {
        if (parse.GetValue(this) is not { } given)
            return null;
        if (DateTimeOffset.TryParseExact(given, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return (await ledger.VersionAtAsync(given.Length == 10 ? at.AddDays(1).AddSeconds(-1) : at, cancel)).Number;
        var newest = await ledger.VersionAsync(cancel);
        return long.TryParse(given.AsSpan(), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version <= newest.Number
            ? version
            : throw new LedgerException(Codes.NoSuchVersion, path, $"'{given}' is no version of it and no day. Versions go up to {newest.Number}; a day is written 2025-08-30.");
    }
}
