using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Readout.Api.Routing;

/// <summary>Answers are packed (Brotli, gzip) for whoever takes them so.</summary>
/// <remarks>
/// That the length of a packed page may tell what stands in it (BREACH) needs a reader who sees the length, a page that repeats what another site chose, and a secret that stays the
/// same. Tokens of forms are enciphered anew on every page; and other sites' requests come without the token of this service (its cookie is SameSite=Strict).
/// </remarks>
internal static class PackedAnswers
{
    private static readonly string[] Packed = ["image/svg+xml", "application/atom+xml", "application/problem+json", .. DataFormat.All.Select(f => f.MediaType)];

    public static void AddPackedAnswers(this IServiceCollection services)
    {
        services.AddResponseCompression(o =>
        {
            // Those of text, style, script and JSON are its own.
            o.MimeTypes = ResponseCompressionDefaults.MimeTypes.Union(Packed, StringComparer.Ordinal);
            o.Providers.Add<BrotliCompressionProvider>();
            o.Providers.Add<GzipCompressionProvider>();
        });
        // A page is made in a few milliseconds: packing must not take longer.
        services.Configure<BrotliCompressionProviderOptions>(static o => o.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(static o => o.Level = CompressionLevel.Fastest);
    }
}
