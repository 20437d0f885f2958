using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Readout.Api;
using Readout.Reference;
using Readout.Web.About;
using Readout.Web.Bringing;
using Readout.Web.Comparing;
using Readout.Web.Dyads;
using Readout.Web.Entities;
using Readout.Web.Following;
using Readout.Web.Hosting;
using Readout.Web.Interface;
using Readout.Web.Mapping;
using Readout.Web.Networks;
using Readout.Web.Numbers;
using Readout.Web.Patterns;
using Readout.Web.Reading;
using Readout.Web.Reviewing;
using Readout.Web.Searching;
using Readout.Web.Settings;
using Readout.Web.Sources;
using Readout.Web.Stories;

namespace Readout.Web;

/// <summary>The pages' host: what is composed, and in which order. Start here.</summary>
public static class WebHost
{
    /// <summary>Makes the application; nothing listens before it is started.</summary>
    public static WebApplication Create(WebOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        // An empty builder: no configuration files or variables of whoever started the process, no folder of content.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.AddServerHeader = false).UseUrls(options.Url);
        builder.Logging.AddConsole(static console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning)
            // It warns that keys are not encrypted on the disk; they never get there.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        AddServices(builder.Services, options);
        var app = builder.Build();
        UsePages(app);
        MapPages(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, WebOptions options)
    {
        services.AddSingleton(options);
        services.AddReadoutApi(new ReadoutApiOptions { OpenLedger = options.OpenLedger, Read = options.Read, Terms = options.Terms, Clock = options.Clock, Hosts = options.Hosts });
        services.AddSingleton<AddJobs>();
        services.AddSingleton<ReviewDesk>();
        services.AddHostedService<WarmUp>();
        services.AddSingleton<ReferenceNames>();
        services.AddSingleton(Texts.Embedded);
        services.AddHttpContextAccessor();
        services.AddScoped(static s => Visit.Of(s.GetRequiredService<IHttpContextAccessor>().HttpContext!));
        services.AddScoped(static s => new Words(s.GetRequiredService<Visit>().Language, s.GetRequiredService<Texts>(), s.GetRequiredService<ReferenceNames>()));
        // Otherwise every Cyrillic letter of a bound value would leave as &#x422;.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddRazorComponents();
        // Tokens of forms are good while the program runs; nothing is written to the disk.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAntiforgery(static forgery => (forgery.Cookie.Name, forgery.FormFieldName) = ("readout-form", "token"));
    }

    /// <summary>What every request passes, from the outside in.</summary>
    private static void UsePages(WebApplication app)
    {
        app.Use(static (context, next) =>
        {
            // Numbers in SVG and in data attributes must not depend on the machine; texts for people are formatted by Words.
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
            SecurityHeaders.Write(context.Response.Headers);
            return next(context);
        });
        app.UseReadoutApi();
        app.UseMiddleware<PageErrors>();
        app.UseAssets();
    }

    /// <summary>The pages, each in a folder of its own, and the data beside them.</summary>
    private static void MapPages(WebApplication app)
    {
        SearchPages.Map(app);
        ReadingPages.Map(app);
        StoryPages.Map(app);
        ComparePages.Map(app);
        DyadPages.Map(app);
        EntityPages.Map(app);
        PromisePages.Map(app);
        FigurePages.Map(app);
        MeetingPages.Map(app);
        NetworkPages.Map(app);
        SourcePages.Map(app);
        ReadPages.Map(app);
        AddPages.Map(app);
        ReviewPages.Map(app);
        SettingsPages.Map(app);
        AboutPages.Map(app);
        PatternPages.Map(app);
        app.MapReadoutApi();
        app.MapFallback(static context => PageErrors.NotFoundAsync(context));
    }
}
