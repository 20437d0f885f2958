using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing.Constraints;
using Readout.Api.Errors;
using Readout.Api.Feeds;
using Readout.Api.Hooks;
using Readout.Api.Ledgers;
using Readout.Api.Mcp;
using Readout.Api.Operations;
using Readout.Api.Routing;
using Readout.Api.Security;
using Readout.Api.Writing;

namespace Readout.Api;

/// <summary>The service: what it needs, what stands before every request, and its routes. Start here.</summary>
public static class ReadoutApi
{
    /// <summary>Adds what the routes need.</summary>
    public static IServiceCollection AddReadoutApi(this IServiceCollection services, ReadoutApiOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.AddSingleton(options);
        services.AddSingleton<LedgerPool>();
        services.AddSingleton<LedgerReads>();
        services.AddSingleton<Tokens>();
        services.AddSingleton<ErrorAnswers>();
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.AddRoutingCore();
        services.Configure<RouteOptions>(o => o.SetParameterPolicy<RegexInlineRouteConstraint>("regex"));
        services.AddRequestTimeouts(o => o.DefaultPolicy = new RequestTimeoutPolicy { Timeout = options.TimeLimit });
        services.AddPackedAnswers();
        services.AddHostedService<HookTeller>();
        services.AddReadoutTelemetry(options);
        services.AddReadoutDocument();
        services.AddReadoutTools().WithHttpTransport(http => http.Stateless = true);
        return services;
    }

    /// <summary>What stands before every request, to pages too. Comes first.</summary>
    public static WebApplication UseReadoutApi(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<HeadRequests>();
        app.UseResponseCompression();
        app.UseRouting();
        app.UseMiddleware<ErrorsBefore>();
        app.UseMiddleware<Guard>();
        app.UseRequestTimeouts();
        return app;
    }

    /// <summary>The routes, one line a subject.</summary>
    public static WebApplication MapReadoutApi(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var data = app.MapGroup("").AddEndpointFilter(app.Services.GetRequiredService<ErrorAnswers>()).WithMetadata(new DataMarker());
        foreach (var route in DataRoutes.All)
            data.Map(route);
        WriteRoutes.Map(data);
        HookRoutes.Map(data);
        AtomRoutes.Map(data);
        Health.Map(data);
        data.Map("/api/{**rest}", (Delegate)NowhereAsync).ExcludeFromDescription();
        TokenForm.Map(app);
        app.MapReadoutDocument();
        ApiReader.Map(app);
        ReadoutMcp.Map(app);
        return app;
    }

    private static Task NowhereAsync(HttpContext http) => throw new ApiException(404, Codes.NoSuchRoute, $"nothing stands at '{Ask.Shown(http.Request.Path)}'. /docs lists all routes.");
}
