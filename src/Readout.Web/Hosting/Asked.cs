using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Readout.Ledger.Dyads;

namespace Readout.Web.Hosting;

/// <summary>Parameters of an address as texts, so that an empty field of a form counts as none.</summary>
internal static class Asked
{
    /// <returns>Null when nothing is given.</returns>
    /// <exception cref="BadHttpRequestException">It is no day.</exception>
    public static DateOnly? Day(string name, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new BadHttpRequestException($"{name}='{text}' is no day. Write it as 2025-08-30.");
    }

    /// <summary>One party or two with a comma between.</summary>
    /// <exception cref="BadHttpRequestException">There are more.</exception>
    public static ImmutableArray<string> Parties(string? text)
    {
        ImmutableArray<string> parties = [.. (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(PartyCode.Of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return parties.Length <= 2 ? parties : throw new BadHttpRequestException($"parties='{text}' is not one party or two with a comma between, such as KAZ,CHN.");
    }

    /// <returns>Null when nothing is given.</returns>
    /// <exception cref="BadHttpRequestException">It is none of them.</exception>
    public static string? OneOf(string name, string? text, IEnumerable<string> values) =>
        string.IsNullOrWhiteSpace(text) ? null : values.Contains(text, StringComparer.Ordinal) ? text : throw new BadHttpRequestException($"{name} knows no '{text}'. It knows {string.Join(", ", values)}.");
}
