using System.Collections.Immutable;
using Readout.Api.Errors;
using Readout.Api.Ledgers;
using Readout.Api.Routing;
using Readout.Api.Security;
using Readout.Api.Writing;
using Readout.Ledger;
using Readout.Ledger.Services;

namespace Readout.Api.Hooks;

/// <summary>Who is told of new reports.</summary>
internal static class HookRoutes
{
    private const string Root = "/api/v1/hooks";

    private static readonly Parameter Number = new("number", ParameterKind.Number, "The hook's number.") { IsInPath = true, IsRequired = true, Example = "1" };

    public static void Map(IEndpointRouteBuilder routes)
    {
        Told(routes.MapGet(Root, (Delegate)ListAsync), "ListHooks", "Who is told of new reports; without the secrets").Produces<ImmutableArray<HookRow>>().Declares(400, 401, 403, 421, 429, 503);
        Told(routes.MapPost(Root, (Delegate)AddAsync), "AddHook", "Tells an address of every new report that fits a query; the secret that signs is shown this once").Accepts<HookRequestBody>("application/json")
            .Produces<NewHook>(201).Declares(400, 401, 403, 413, 415, 421, 422, 429, 503, 507);
        Told(routes.MapDelete(Root + "/{number}", (Delegate)RemoveAsync), "RemoveHook", "Tells it no more, nor what still waits").WithMetadata(new RouteParameters([Number])).Produces(204).Declares(400, 401, 403, 404, 421, 429, 503, 507);
        Told(routes.MapGet(Root + "/dead", (Delegate)DeadAsync), "ListDeadDeliveries", "What did not arrive and was given up, the latest first").Produces<ImmutableArray<DeadDelivery>>().Declares(400, 401, 403, 421, 429, 503);
    }

    private static RouteHandlerBuilder Told(RouteHandlerBuilder route, string name, string summary) => route.WithName(name).WithSummary(summary).WithTags("Hooks").WithMetadata(new NeedsScope(Scopes.Admin));

    private static async Task<IResult> ListAsync(HttpContext http)
    {
        var ask = Ask.Of(http, []);
        await using var lease = await ask.Pool.RentAsync(ask.Cancel);
        var hooks = ImmutableArray.CreateBuilder<HookRow>();
        await foreach (var hook in Store(lease).HooksAsync(ask.Cancel))
            hooks.Add(new HookRow(hook.Number, hook.Address, hook.Words, hook.Created, hook.Seen));
        return Results.Ok(hooks.ToImmutable());
    }

    private static async Task<IResult> AddAsync(HttpContext http)
    {
        var ask = Ask.Of(http, []);
        var body = await WriteRoutes.BodyAsync<HookRequestBody>(http);
        await using var lease = await ask.Pool.RentToWriteAsync(ask.Cancel);
        var hook = HookRules.Make(body.Address, body.Query, (await lease.Ledger.VersionAsync(ask.Cancel)).Number, ask.Options.Terms, ask.Options.Clock.GetUtcNow(), ask.Options.AllowPrivateHooks);
        var kept = await Store(lease).AddHookAsync(hook, ask.Cancel);
        return Results.Created((string?)null, new NewHook(kept.Number, kept.Address, kept.Words, kept.Secret));
    }

    private static async Task<IResult> RemoveAsync(HttpContext http)
    {
        var ask = Ask.Of(http, [Number]);
        await using var lease = await ask.Pool.RentToWriteAsync(ask.Cancel);
        return await Store(lease).RemoveHookAsync(ask.Number(Number), ask.Cancel)
            ? Results.NoContent()
            : throw new ApiException(404, Codes.NoSuchHook, $"there is no hook {ask.Number(Number)}. See {Root}.");
    }

    private static async Task<IResult> DeadAsync(HttpContext http)
    {
        var ask = Ask.Of(http, []);
        await using var lease = await ask.Pool.RentAsync(ask.Cancel);
        var dead = ImmutableArray.CreateBuilder<DeadDelivery>();
        await foreach (var delivery in Store(lease).DeadAsync(ask.Cancel))
            dead.Add(new DeadDelivery(delivery.Number, delivery.Hook, delivery.Id, delivery.Document, delivery.Tries, delivery.Error));
        return Results.Ok(dead.ToImmutable());
    }

    private static IServiceStore Store(LedgerLease lease) =>
        lease.Ledger as IServiceStore ?? throw new LedgerException(Codes.LedgerFailed, "ledger", "this ledger keeps no hooks.");
}

/// <summary>A hook to be made.</summary>
/// <param name="Address">Where to send, https.</param>
/// <param name="Query">Which reports, in the query language.</param>
public sealed record HookRequestBody(string Address, string Query);

/// <summary>A hook.</summary>
/// <param name="Seen">Version of the ledger up to which it was told.</param>
public sealed record HookRow(long Number, string Address, string Query, DateTimeOffset Created, long Seen);

/// <summary>A hook that was just made.</summary>
/// <param name="Secret">Signs what is sent (Standard Webhooks); keep it at the receiver.</param>
public sealed record NewHook(long Number, string Address, string Query, string Secret);

/// <summary>What was given up.</summary>
/// <param name="Id">The header webhook-id of every try.</param>
/// <param name="Document">Id of the report.</param>
/// <param name="Error">Why the last try failed.</param>
public sealed record DeadDelivery(long Number, long Hook, string Id, string Document, int Tries, string? Error);
