using System.Diagnostics;
using Readout.Api.Routing;

namespace Readout.Api.Errors;

/// <summary>Turns what goes wrong on data routes into problem+json; pages tell their errors themselves.</summary>
internal sealed partial class ErrorAnswers(RequestDelegate next, ILogger<ErrorAnswers> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
            if (IsData(http) && !http.Response.HasStarted && http.Response.ContentType is null && http.Response.ContentLength is null && Missed(http) is { } missed)
                await missed.WriteAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested && !IsTimedOut(http))
        {
            // Nobody is there to hear of it. 499 is what logs call it.
            http.Response.StatusCode = http.Response.HasStarted ? http.Response.StatusCode : StatusCodes.Status499ClientClosedRequest;
        }
        catch (OperationCanceledException) when (IsTimedOut(http) && IsData(http))
        {
            await ApiProblem.Of(StatusCodes.Status503ServiceUnavailable, Codes.TooSlow, "the answer took longer than a request may take. Ask for less: a shorter period, two parties instead of none.").WriteAsync(http);
        }
        catch (Exception e) when (IsData(http))
        {
            if (ApiProblem.Of(e) is { } known)
            {
                await known.WriteAsync(http, (e as ApiException)?.RetryAfter);
                return;
            }

            var trace = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
            Failed(e, http.Request.Method, (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText, trace);
            await (ApiProblem.Of(StatusCodes.Status500InternalServerError, Codes.ServiceFailed, "something happened that should not. Try again; if it happens again, please report it with the trace.") with { Trace = trace }).WriteAsync(http);
        }
    }

    /// <summary>True for what programs ask for: their errors are JSON, those of pages are pages.</summary>
    public static bool IsData(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<DataRoute>() is not null || http.GetEndpoint()?.Metadata.GetMetadata<DataMarker>() is not null
        || http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);

    private static bool IsTimedOut(HttpContext http) => http.Features.Get<Microsoft.AspNetCore.Http.Timeouts.IHttpRequestTimeoutFeature>()?.RequestTimeoutToken.IsCancellationRequested == true;

    // Routing answers without a word: nothing stands there, or not for this method.
    private static ApiProblem? Missed(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => ApiProblem.Of(404, Codes.NoSuchRoute, $"nothing stands at '{Ask.Shown(http.Request.Path)}'. /docs lists all routes."),
        StatusCodes.Status405MethodNotAllowed => ApiProblem.Of(405, Codes.WrongMethod, $"this address is not there for {http.Request.Method}. See the header Allow, or /docs."),
        StatusCodes.Status415UnsupportedMediaType => ApiProblem.Of(415, Codes.WrongBody, "the body is not sent as application/json."),
        StatusCodes.Status400BadRequest => ApiProblem.Of(400, Codes.WrongBody, "the request cannot be read."),
        _ => null,
    };

    // The address as asked is left out of the log: queries are the asker's own affair.
    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Route} failed ({Trace})")]
    private partial void Failed(Exception exception, string method, string? route, string trace);
}

/// <summary>Marks a route whose errors are JSON.</summary>
internal sealed class DataMarker;
