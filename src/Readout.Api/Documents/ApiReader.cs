using System.IO.Compression;
using Scalar.AspNetCore;

namespace Readout.Api;

/// <summary>The page in which an engineer reads the routes and tries them (Scalar), from this machine alone: no font, script or request from elsewhere.</summary>
internal static class ApiReader
{
    // The reader writes its own style sheets while it runs; scripts come from files only, as everywhere.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string Page = """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Readout API</title></head>
        <body><div id="reader"><p>The routes as OpenAPI: <a href="/openapi/v1.json">openapi/v1.json</a>.</p></div><script src="/docs/scalar.js"></script><script src="/docs/start.js"></script></body></html>
        """;

    private const string Start = """
        // What stands there for those without scripts would be taken for a drawing of its own.
        document.getElementById('reader').replaceChildren();
        Scalar.createApiReference('#reader', {
          url: '/openapi/v1.json', baseServerURL: location.origin, withDefaultFonts: false, telemetry: false, hideClientButton: true, proxyUrl: '', showDeveloperTools: 'never',
          agent: { disabled: true }, mcp: { disabled: true }, documentDownloadType: 'json', defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
        });
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var reader = routes.MapGroup("/docs").WithMetadata(new Security.IsOpen()).ExcludeFromDescription();
        reader.MapGet("", static (HttpContext http) =>
        {
            http.Response.Headers.ContentSecurityPolicy = Policy;
            return Results.Content(Page, "text/html; charset=utf-8");
        });
        reader.MapGet("/start.js", static () => Results.Content(Start, "text/javascript; charset=utf-8"));
        reader.MapGet("/scalar.js", ScriptAsync);
    }

    // It lies in the library packed; who takes packed answers gets it as it lies.
    private static async Task ScriptAsync(HttpContext http)
    {
        await using var packed = typeof(ScalarOptions).Assembly.GetManifestResourceStream("ScalarStaticAssets.scalar.js") ?? throw new InvalidOperationException("The library of the API reader has no script.");
        http.Response.ContentType = "text/javascript; charset=utf-8";
        http.Response.Headers.CacheControl = "private, max-age=86400";
        http.Response.Headers.Vary = "Accept-Encoding";
        if (http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            http.Response.Headers.ContentEncoding = "gzip";
            await packed.CopyToAsync(http.Response.Body, http.RequestAborted);
            return;
        }

        await using var script = new GZipStream(packed, CompressionMode.Decompress);
        await script.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
