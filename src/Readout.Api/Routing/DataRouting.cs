using System.Globalization;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Net.Http.Headers;
using Readout.Api.Errors;
using Readout.Api.Ledgers;
using Readout.Api.Operations;

namespace Readout.Api.Routing;

/// <summary>Maps data routes: parameters are checked, the format is agreed on, and an answer that is known already is not made again.</summary>
internal static class DataRouting
{
    internal const string VersionHeader = "Readout-Ledger-Version";

    private const string Root = "/api/v1/";

    public static void Map(this IEndpointRouteBuilder routes, DataRoute route)
    {
        routes.MapGet(Root + route.Path, (Delegate)((HttpContext http) => AnswerAsync(http, route, null)))
            .WithName(route.Name).WithDisplayName(route.Name).WithSummary(route.Summary).WithTags(route.Tag)
            .WithMetadata(route)
            .Produces(StatusCodes.Status200OK, route.Answer, DataFormat.Json.MediaType, [.. route.Formats.Where(f => f != DataFormat.Json).Select(f => f.MediaType)])
            .Produces(StatusCodes.Status304NotModified)
            .Declares(400, 401, 403, 404, 406, 421, 429, 503);
        var endings = string.Join('|', route.Formats.Select(f => f.Ending));
        foreach (var root in route.IsPage ? new[] { Root, "/" } : [Root])
        {
            routes.MapGet($"{root}{route.Path}.{{format:regex(^({endings})$)}}", (Delegate)((HttpContext http) => AnswerAsync(http, route, (string?)http.Request.RouteValues["format"])))
                .WithDisplayName(route.Name).ExcludeFromDescription();
        }
    }

    /// <summary>Errors that a route may answer with, all as problem+json.</summary>
    public static RouteHandlerBuilder Declares(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
            route.Produces<ApiProblem>(status, ApiProblem.MediaType);
        return route;
    }

    private static async Task AnswerAsync(HttpContext http, DataRoute route, string? ending)
    {
        var format = ending is null ? Agreed(http, route) : DataFormat.All.First(f => f.Ending == ending);
        var ask = Ask.Of(http, route.Parameters);
        var version = await ask.Pool.VersionAsync(ask.Cancel);
        var headers = http.Response.Headers;
        headers[VersionHeader] = version.Number.ToString(CultureInfo.InvariantCulture);
        headers.Vary = "Accept";
        headers.CacheControl = "private, no-cache";
        // Promises become overdue overnight, and another program may word the same ledger otherwise. Weak: packed or not, it is the same answer in other bytes.
        var tag = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{version.Number}-{ask.Today.DayNumber}-{format.Ending}-{Build}\""), isWeak: true);
        http.Response.GetTypedHeaders().ETag = tag;
        if (http.Request.GetTypedHeaders().IfNoneMatch is { Count: > 0 } known && known.Any(k => k.Equals(EntityTagHeaderValue.Any) || k.Compare(tag, useStrongComparison: false)))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = format == DataFormat.Csv ? "text/csv; charset=utf-8; header=present" : format.MediaType;
        if (format == DataFormat.Json)
        {
            var isKnown = true;
            var answer = await ask.Reads.RenderedAsync($"{http.Request.Path}{http.Request.QueryString}", version, ask.Today, () =>
            {
                isKnown = false;
                return RenderAsync(ask, route);
            });
            Telemetry.Answered(route.Name, isKnown);
            if (answer.Next is { } next)
                headers.Link = $"<{next}>; rel=\"next\"";
            http.Response.ContentLength = answer.Body.Length;
            await http.Response.Body.WriteAsync(answer.Body, ask.Cancel);
            return;
        }

        // Told before the first byte, so that a question that cannot be meant is an error and not half a file.
        http.Features.Get<Microsoft.AspNetCore.Http.Timeouts.IHttpRequestTimeoutFeature>()?.DisableTimeout();
        if (HeadRequests.IsHead(http))
            return;
        using var making = Telemetry.Making(route.Name);
        await route.StreamAsync(ask, format, http.Response.Body);
    }

    private static async ValueTask<Rendered> RenderAsync(Ask ask, DataRoute route)
    {
        using var making = Telemetry.Making(route.Name);
        return new Rendered(await route.JsonAsync(ask), ask.Next);
    }

    private static DataFormat Agreed(HttpContext http, DataRoute route)
    {
        var accepted = http.Request.GetTypedHeaders().Accept;
        if (accepted is not { Count: > 0 })
            return DataFormat.Json;
        foreach (var wanted in accepted.Where(a => a.Quality != 0).OrderByDescending(a => a.Quality ?? 1))
        {
            if (route.Formats.FirstOrDefault(f => wanted.MediaType.Equals(f.MediaType, StringComparison.OrdinalIgnoreCase)) is { } format)
                return format;
            // "*/*", and browsers, which ask for HTML first and for anything at last.
            if (wanted.MatchesAllTypes || (wanted.MatchesAllSubTypes && wanted.Type.Equals("application", StringComparison.OrdinalIgnoreCase)))
                return DataFormat.Json;
        }

        throw new ApiException(StatusCodes.Status406NotAcceptable, Codes.NoSuchFormat, $"the answer comes as {string.Join(", ", route.Formats.Select(f => f.MediaType))}. Ask for one of these in the header Accept.");
    }

    private static readonly string Build = typeof(DataRouting).Module.ModuleVersionId.ToString("N")[..8];
}
