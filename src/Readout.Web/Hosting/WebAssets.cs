using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Readout.Web.Hosting;

/// <summary>Style sheet and scripts, out of the assembly. The address of an asset has its hash, so that a browser keeps it for good.</summary>
internal static class WebAssets
{
    private const string Folder = "wwwroot/";

    private static readonly FrozenDictionary<string, (byte[] Content, string Type)> Files = Load();

    private static readonly string Version = Convert.ToHexStringLower(SHA256.HashData([.. Files.OrderBy(f => f.Key, StringComparer.Ordinal).SelectMany(f => f.Value.Content)]))[..12];

    /// <summary>The address of an asset.</summary>
    /// <param name="name">Its path under <c>wwwroot</c>: <c>js/lights.js</c>.</param>
    public static string Path(string name) => Files.ContainsKey(name) ? $"/assets/{Version}/{name}" : throw new ArgumentException($"There is no asset '{name}'.", nameof(name));

    // The version is part of the folder, not a query: a module finds the modules it imports beside itself, in the same version.
    public static void UseAssets(this IApplicationBuilder app) => app.Use(static async (context, next) =>
    {
        // Browsers ask for an icon at this place, whatever a page says of one: where what they show is no page of ours, such as JSON.
        var asked = context.Request.Path == "/favicon.ico" ? new PathString("/assets/icon/favicon.svg") : context.Request.Path;
        if (!asked.StartsWithSegments("/assets", out var rest) || rest.Value!.Split('/', 3) is not [_, var version, var name] || !Files.TryGetValue(name, out var file))
        {
            await next(context);
            return;
        }

        context.Response.ContentType = file.Type;
        context.Response.ContentLength = file.Content.Length;
        context.Response.Headers[HeaderNames.CacheControl] = version == Version ? "public, max-age=31536000, immutable" : "no-cache";
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(file.Content, context.RequestAborted);
    });

    private static FrozenDictionary<string, (byte[], string)> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).ToFrozenDictionary(n => n[Folder.Length..], n =>
        {
            using var stream = assembly.GetManifestResourceStream(n)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            return (content, System.IO.Path.GetExtension(n) switch { ".css" => "text/css; charset=utf-8", ".js" => "text/javascript; charset=utf-8", ".svg" => "image/svg+xml", _ => "application/octet-stream" });
        });
    }
}
