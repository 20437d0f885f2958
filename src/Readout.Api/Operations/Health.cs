using Readout.Api.Errors;
using Readout.Api.Ledgers;
using Readout.Api.Routing;
using Readout.Api.Security;

namespace Readout.Api.Operations;

/// <summary>Whether the service lives, and whether it can answer.</summary>
internal static class Health
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", static () => Results.Ok(new HealthAnswer("ok")))
            .WithName("GetLive").WithSummary("Whether the process answers at all").WithTags("Operations").WithMetadata(new IsOpen()).Produces<HealthAnswer>();
        routes.MapGet("/health/ready", static async (LedgerPool pool, IHostApplicationLifetime life, HttpContext http) =>
        {
            // Who stops still answers what was begun, and asks to be given nothing new.
            if (life.ApplicationStopping.IsCancellationRequested)
                throw new ApiException(StatusCodes.Status503ServiceUnavailable, Codes.ServiceFailed, "the service is stopping.");
            await using var lease = await pool.RentAsync(http.RequestAborted);
            await lease.Ledger.VersionAsync(http.RequestAborted);
            return Results.Ok(new HealthAnswer("ok"));
        }).WithName("GetReady").WithSummary("Whether the ledger can be read").WithTags("Operations").WithMetadata(new IsOpen()).Produces<HealthAnswer>().Declares(503);
    }
}

/// <param name="Status"><c>ok</c>; anything else is an error.</param>
public sealed record HealthAnswer(string Status);
