using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Readout.Api.Ledgers;
using Readout.Ledger.Services;

namespace Readout.Api.Security;

/// <summary>Tokens: what is shown once and what is kept.</summary>
public sealed class Tokens(LedgerPool pool, ReadoutApiOptions options) : IDisposable
{
    private const string Prefix = "readout_";
    private const int SecretBytes = 32;

    // A revoked token is refused at the latest after so long.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = 1000 });

    /// <summary>A new token as its owner gets it: the only time that anybody sees it. The prefix lets scanners of repositories know it.</summary>
    public static string Make() => Prefix + System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>What is kept of it.</summary>
    /// <remarks>256 random bits need no salt and no slow hash: there is nothing to guess.</remarks>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>The token, while it holds; null otherwise.</summary>
    internal async ValueTask<Token?> FindAsync(string given, CancellationToken cancel)
    {
        if (!given.StartsWith(Prefix, StringComparison.Ordinal) || given.Length > 100)
            return null;
        var hash = HashOf(given);
        if (!_known.TryGetValue(hash, out Token? token))
        {
            await using var lease = await pool.RentAsync(cancel);
            token = lease.Ledger is IServiceStore store ? await store.TokenAsync(hash, cancel) : null;
            _known.Set(hash, token, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Fresh });
        }

        return token is not null && token.Holds(options.Clock.GetUtcNow()) ? token : null;
    }

    public void Dispose() => _known.Dispose();
}
