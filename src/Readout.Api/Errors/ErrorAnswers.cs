using System.Diagnostics;
using Microsoft.AspNetCore.Http.Timeouts;
using Readout.Api.Routing;

namespace Readout.Api.Errors;

/// <summary>Turns what goes wrong on data routes into problem+json, where it happens: whatever else a host has around its pages does not see it.</summary>
internal sealed partial class ErrorAnswers(ILogger<ErrorAnswers> log) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception e)
        {
            await TellAsync(context.HttpContext, e);
            return Results.Empty;
        }
    }

    public async Task TellAsync(HttpContext http, Exception exception)
    {
        if (exception is OperationCanceledException && http.Features.Get<IHttpRequestTimeoutFeature>()?.RequestTimeoutToken.IsCancellationRequested == true)
        {
            await TooSlow.WriteAsync(http);
        }
        else if (exception is OperationCanceledException && http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to hear of it; logs call it 499.
            if (!http.Response.HasStarted)
                http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        else if (ApiProblem.Of(exception) is { } known)
        {
            await known.WriteAsync(http, (exception as ApiException)?.RetryAfter);
        }
        else
        {
            var trace = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
            Failed(exception, http.Request.Method, (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText, trace);
            await (ApiProblem.Of(StatusCodes.Status500InternalServerError, Codes.ServiceFailed, "something happened that should not. Try again; if it happens again, please report it with the trace.") with { Trace = trace }).WriteAsync(http);
        }
    }

    public static ApiProblem TooSlow { get; } = ApiProblem.Of(StatusCodes.Status503ServiceUnavailable, Codes.TooSlow, "the answer took longer than a request may take. Ask for less: a shorter period, two parties instead of none.");

    /// <summary>True for what programs ask for: their errors are JSON, those of pages are pages.</summary>
    public static bool IsData(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<DataMarker>() is not null || http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);

    // The address as asked is left out: queries are the asker's own affair.
    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Route} failed ({Trace})")]
    private partial void Failed(Exception exception, string method, string? route, string trace);
}

/// <summary>Tells in JSON what stops a request before its route has it, and what routing leaves without a word.</summary>
internal sealed class ErrorsBefore(RequestDelegate next, ErrorAnswers answers)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
            if (ErrorAnswers.IsData(http) && !http.Response.HasStarted && http.Response.ContentType is null && http.Response.ContentLength is null && Missed(http) is { } missed)
                await missed.WriteAsync(http);
        }
        catch (Exception e) when (e is ApiException || ErrorAnswers.IsData(http))
        {
            await answers.TellAsync(http, e);
        }
    }

    private static ApiProblem? Missed(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => ApiProblem.Of(404, Codes.NoSuchRoute, $"nothing stands at '{Ask.Shown(http.Request.Path)}'. /docs lists all routes."),
        StatusCodes.Status405MethodNotAllowed => ApiProblem.Of(405, Codes.WrongMethod, $"this address is not there for {http.Request.Method}. See the header Allow, or /docs."),
        StatusCodes.Status504GatewayTimeout => ErrorAnswers.TooSlow,
        StatusCodes.Status415UnsupportedMediaType => ApiProblem.Of(415, Codes.WrongBody, "the body is not sent as application/json."),
        StatusCodes.Status400BadRequest => ApiProblem.Of(400, Codes.WrongBody, "the request cannot be read."),
        _ => null,
    };
}

/// <summary>Marks a route whose errors are JSON.</summary>
internal sealed class DataMarker;
