using System.Net;
using System.Security.Cryptography;
using System.Text;
using Readout.Ingest.Fetching;
using Readout.Ledger;
using Readout.Ledger.Searching;
using Readout.Ledger.Services;

namespace Readout.Api.Hooks;

/// <summary>What a hook may be, and how what it is told is signed (Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature).</summary>
public static class HookRules
{
    private const string SecretPrefix = "whsec_";
    private const int SecretBytes = 32;

    /// <summary>A hook that can be kept.</summary>
    /// <param name="address">https; its host must stand for public addresses only, which is seen when something is sent.</param>
    /// <param name="words">A query that asks for something.</param>
    /// <param name="seen">The ledger's version now: a hook is told what comes after.</param>
    /// <param name="terms">As the ledger's.</param>
    /// <param name="now">For the list.</param>
    /// <param name="allowPrivate">True takes addresses of this machine too, without https.</param>
    /// <exception cref="LedgerException">RO5018: the address or the query cannot be meant.</exception>
    /// <exception cref="QueryException">The query cannot be understood.</exception>
    public static Hook Make(string address, string words, long seen, ITerms terms, DateTimeOffset now, bool allowPrivate = false)
    {
        var (parsed, problem) = AddressRules.Parse(address);
        if (parsed is null)
            throw new LedgerException(Codes.HookRefused, address, problem!.Message);
        if (!allowPrivate && IPAddress.TryParse(parsed.Host.Trim('[', ']'), out var host) && !AddressRules.IsPublic(host))
            throw new LedgerException(Codes.HookRefused, address, "this is an address of this machine or of a private network, where nothing is sent.");
        if (parsed.Scheme != Uri.UriSchemeHttps && !(allowPrivate && parsed.IsLoopback))
            throw new LedgerException(Codes.HookRefused, address, "what is told goes over the network: the address must begin with https.");
        if (Query.Parse(words, terms).IsEmpty)
            throw new LedgerException(Codes.HookRefused, "query", "the query asks for nothing. Write it as for a search: KAZ CHN type:CONSULT.");
        return new Hook(0, parsed.AbsoluteUri, words, SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes)), now, seen);
    }

    /// <summary>The header webhook-signature: HMAC-SHA256 of id, time and body under the hook's secret, in Base64 after "v1,".</summary>
    public static string Sign(string secret, string id, long timestamp, string body) =>
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[SecretPrefix.Length..]), Encoding.UTF8.GetBytes(FormattableString.Invariant($"{id}.{timestamp}.{body}"))));
}
