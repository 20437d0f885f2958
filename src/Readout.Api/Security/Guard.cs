using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Features;
using Readout.Api.Errors;
using Readout.Ledger.Services;

namespace Readout.Api.Security;

/// <summary>Stands before every request, to pages too: which host was meant, who asks, from where, how much and how often.</summary>
/// <remarks>
/// This machine may read and write without a token, for whoever sits here can read the file as well. That holds only for requests that come from here, by a name of this
/// machine, and not by way of a proxy; what writes must come from our own pages or from a program, for a browser sends requests on behalf of any page that it shows.
/// </remarks>
internal sealed class Guard(RequestDelegate next, Tokens tokens, ReadoutApiOptions options) : IDisposable
{
    public const string Cookie = "readout-token";

    private static readonly string[] Forwarded = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"];

    private readonly PartitionedRateLimiter<HttpContext> _rate = PartitionedRateLimiter.Create<HttpContext, string>(http => IsFromHere(http)
        ? RateLimitPartition.GetNoLimiter("")
        : RateLimitPartition.GetTokenBucketLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.RequestsPerSecond * 4,
            TokensPerPeriod = options.RequestsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));

    // Reading a text takes a core; who comes when all are taken waits in line, and a long line is turned away.
    private readonly ConcurrencyLimiter _work = new(new ConcurrencyLimiterOptions { PermitLimit = Math.Max(2, Environment.ProcessorCount), QueueLimit = 64 });

    public async Task InvokeAsync(HttpContext http)
    {
        CheckHost(http);
        using var rate = _rate.AttemptAcquire(http);
        if (!rate.IsAcquired)
            throw TooMany($"more than {options.RequestsPerSecond} requests a second come from this client.");
        var isWriting = !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method) && !HttpMethods.IsOptions(http.Request.Method);
        await AdmitAsync(http, isWriting);
        if (!isWriting)
        {
            await next(http);
            return;
        }

        CheckOrigin(http);
        if (ErrorAnswers.IsData(http))
            CheckBody(http);
        using var work = await _work.AcquireAsync(1, http.RequestAborted);
        if (!work.IsAcquired)
            throw TooMany("all cores are at work, and the line is long.");
        await next(http);
    }

    private void CheckHost(HttpContext http)
    {
        // A page elsewhere can give a name of its own the address of this machine (DNS rebinding); an address itself it cannot.
        var host = http.Request.Host.Host.Trim('[', ']');
        if (!IsLocalName(host) && !IPAddress.TryParse(host, out _) && !options.Hosts.Contains(host, StringComparer.OrdinalIgnoreCase))
            throw new ApiException(StatusCodes.Status421MisdirectedRequest, Codes.ForeignHost, $"the service does not know itself as '{Routing.Ask.Shown(host)}'. Ask for 127.0.0.1 or localhost, or start it with --hosts.");
    }

    private async ValueTask AdmitAsync(HttpContext http, bool isWriting)
    {
        // The document of the API is no secret, nor is whether the service lives, nor the page where a token is given.
        var endpoint = http.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<IsOpen>() is not null)
            return;
        var scope = endpoint?.Metadata.GetMetadata<NeedsScope>()?.Scope ?? (isWriting ? Scopes.Review : Scopes.Read);
        if (Given(http) is { } given)
        {
            var token = await tokens.FindAsync(given, http.RequestAborted)
                ?? throw new ApiException(StatusCodes.Status401Unauthorized, Codes.TokenNeeded, "the token that was sent is not known, has expired or was revoked.");
            if (!token.Gives(scope))
                throw new ApiException(StatusCodes.Status403Forbidden, Codes.ScopeMissing, $"the token '{token.Name}' lacks the scope '{scope}'. Make one that has it: readout token create NAME --scopes {scope}.");
            http.Features.Set(new Caller(token.Name));
            return;
        }

        if (!IsFromHere(http))
            throw new ApiException(StatusCodes.Status401Unauthorized, Codes.TokenNeeded, "from another machine, or by way of a proxy, a token is needed. Send Authorization: Bearer TOKEN; 'readout token create NAME' makes one.");
    }

    // A cookie of a browser, else the header that programs send; a header that says something else than Bearer is no token, and not passed over either.
    private static string? Given(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (header.Length > 0)
            return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : header;
        return http.Request.Cookies[Cookie] is { Length: > 0 } cookie ? cookie : null;
    }

    private static bool IsFromHere(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote)
        && (IsLocalName(http.Request.Host.Host) || (IPAddress.TryParse(http.Request.Host.Host.Trim('[', ']'), out var asked) && IPAddress.IsLoopback(asked)))
        && !Forwarded.Any(http.Request.Headers.ContainsKey);

    private static bool IsLocalName(string host) => string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase);

    private static void CheckOrigin(HttpContext http)
    {
        var headers = http.Request.Headers;
        var site = headers["Sec-Fetch-Site"].ToString();
        var isOwn = site is "" or "same-origin" or "none";
        if (headers.Origin.ToString() is { Length: > 0 } origin)
            isOwn &= string.Equals(origin, $"{http.Request.Scheme}://{http.Request.Host}", StringComparison.OrdinalIgnoreCase);
        if (!isOwn)
            throw new ApiException(StatusCodes.Status403Forbidden, Codes.ForeignOrigin, "a browser sends this from a page of another origin. Send it from the service's own pages, or from a program.");
    }

    private void CheckBody(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = options.MaxBodyBytes;
        if (http.Request.ContentLength > options.MaxBodyBytes)
            throw new ApiException(StatusCodes.Status413PayloadTooLarge, Codes.BodyTooLarge, $"what was sent is longer than {options.MaxBodyBytes} bytes. Send less, or use 'readout add'.");
        // A form can be sent by any page without asking; JSON cannot.
        var hasBody = http.Request.ContentLength > 0 || http.Request.Headers.TransferEncoding.Count > 0;
        if (hasBody && !http.Request.HasJsonContentType())
            throw new ApiException(StatusCodes.Status415UnsupportedMediaType, Codes.WrongBody, "the body is not sent as application/json.");
    }

    private static ApiException TooMany(string why) => new(StatusCodes.Status429TooManyRequests, Codes.TooManyRequests, $"{why} Wait a second; for the whole of a result ask once with .jsonl.") { RetryAfter = 1 };

    public void Dispose()
    {
        _rate.Dispose();
        _work.Dispose();
    }
}

/// <summary>Marks a route that anyone may ask.</summary>
internal sealed class IsOpen;
