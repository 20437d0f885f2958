using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Readout.Api.Routing;
using Readout.Ledger;
using Readout.Ledger.Corrections;
using Readout.Ledger.Searching;

namespace Readout.Api.Errors;

/// <summary>An error as the service tells it (RFC 9457, application/problem+json).</summary>
/// <param name="Type">A URN of the code: errors are explained in docs/errors.md.</param>
/// <param name="Title">The code's short name.</param>
/// <param name="Status">Of HTTP.</param>
/// <param name="Detail">What was wrong, where, and what to do.</param>
/// <param name="Code">Never reused: RO5001.</param>
/// <param name="Parameter">The parameter or field at fault; null when it is none.</param>
/// <param name="Start">In a query: where the part at fault begins, in UTF-16 units; null when that is not known.</param>
/// <param name="End">One past its last.</param>
/// <param name="Trace">Under which the failure stands in the log; null for errors of the request.</param>
public sealed record ApiProblem(string Type, string Title, int Status, string Detail, string Code, string? Parameter = null, int? Start = null, int? End = null, string? Trace = null)
{
    internal const string MediaType = "application/problem+json";

    internal static ApiProblem Of(int status, string code, string detail) => new($"urn:readout:error:{code}", TitleOf(code), status, detail, code);

    /// <summary>What an exception means to who asked; null for one that nobody expected.</summary>
    internal static ApiProblem? Of(Exception exception) => exception switch
    {
        ApiException e => Of(e.Status, e.Code, e.Reason) with { Parameter = e.Parameter },
        QueryException e => Of(400, e.Code, e.Reason) with { Parameter = "q", Start = e.Place.Start, End = e.Place.End },
        CorrectionException e => Of(e.Code == Codes.NoCorrection ? 404 : 422, e.Code, e.Reason),
        LedgerException e => Of(StatusOf(e.Code), e.Code, e.Reason),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Of(413, Codes.BodyTooLarge, "what was sent is longer than the service takes. Send less, or use 'readout add'."),
        BadHttpRequestException e => Of(400, Codes.WrongBody, $"the request cannot be read: {e.Message.TrimEnd('.')}."),
        JsonException e => Of(400, Codes.WrongBody, $"the body is not what the route takes (at {e.Path ?? "$"}, line {e.LineNumber + 1}). Compare it with the example in /docs."),
        _ => null,
    };

    // The store's own troubles are not the asker's; a version, cursor or name that is not there is.
    private static int StatusOf(string code) => code switch
    {
        Codes.NoSuchVersion or Codes.WrongCursor or Codes.AmbiguousId or Codes.SameReport or Codes.NoSuchWords => 400,
        Codes.HookRefused => 422,
        Codes.DiskFull => 507,
        _ => 503,
    };

    private static string TitleOf(string code) => code switch
    {
        Codes.UnknownParameter => "An unknown parameter",
        Codes.WrongParameter => "A parameter that cannot be meant",
        Codes.NotThere => "Not in the ledger",
        Codes.NoSuchRoute => "No such route",
        Codes.NoSuchFormat => "A format that is not offered",
        Codes.WrongBody => "A body that cannot be read",
        Codes.BodyTooLarge => "Too much at once",
        Codes.TokenNeeded => "A token is needed",
        Codes.ScopeMissing => "A token that may not do this",
        Codes.ForeignHost => "An unknown host",
        Codes.ForeignOrigin => "A request from another page",
        Codes.TooManyRequests => "Too many requests",
        Codes.TooSlow => "Too slow",
        Codes.WrongMethod => "A method that is not offered",
        Codes.ServiceFailed => "The service failed",
        Codes.NoSuchHook => "No such hook",
        Codes.HookRefused => "A hook that cannot be meant",
        _ when code.StartsWith("RO301", StringComparison.Ordinal) => "A query that cannot be meant",
        _ when code.StartsWith("RO302", StringComparison.Ordinal) => "A correction that cannot be meant",
        _ when code.StartsWith("RO3", StringComparison.Ordinal) => "The ledger cannot do this",
        _ when code.StartsWith("RO4", StringComparison.Ordinal) => "The network",
        _ => "The text cannot be read",
    };

    /// <summary>Writes it as the answer; nothing when the answer has begun, for then only breaking off is left.</summary>
    internal async Task WriteAsync(HttpContext http, int? retryAfter = null)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = Status;
        http.Response.ContentType = MediaType;
        http.Response.Headers.CacheControl = "no-store";
        if ((retryAfter ?? (Status == 503 ? 5 : null)) is { } seconds)
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (Status == StatusCodes.Status401Unauthorized)
            http.Response.Headers.WWWAuthenticate = "Bearer";
        // A body that nobody reads any more must not hold the connection open.
        if (Status == StatusCodes.Status413PayloadTooLarge && http.Features.Get<IHttpRequestLifetimeFeature>() is not null)
            http.Response.Headers.Connection = "close";
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            // Not with the request's own token: what ran out of time must still be told so.
            await http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(this, ApiJson.Options), CancellationToken.None);
        }
    }
}
