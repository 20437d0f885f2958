using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Readout.Api.Security;
using Readout.Web.Hosting;
using Readout.Web.Interface;

namespace Readout.Web.Settings;

/// <summary>What a reader sets for this browser: language, light or dark, single keys, a name for the log. Kept in cookies.</summary>
internal static class SettingsPages
{
    private const int LongestName = 60;

    public static void Map(WebApplication app)
    {
        app.MapGet("/settings", (string? said) => new RazorComponentResult<SettingsPage>(new { IsSaved = said == "saved" }));
        // As a delegate: a RequestDelegate would not execute the result.
        app.MapPost("/settings", (Delegate)SaveAsync).WithMetadata(new NeedsScope(Scopes.Read));
    }

    private static async Task<IResult> SaveAsync(HttpContext context)
    {
        var form = await Forms.ReadAsync(context, 1 << 16);
        void Keep(string cookie, string? value)
        {
            if (value is null)
                context.Response.Cookies.Delete(cookie);
            else
                context.Response.Cookies.Append(cookie, value, Visit.Lasting);
        }

        Keep(Visit.LanguageCookie, InterfaceLanguage.Find(form.Field("language"))?.Code);
        Keep(Visit.ThemeCookie, form.Field("theme") is ("light" or "dark") and var theme ? theme : null);
        Keep(Visit.KeysCookie, form.Field("keys") == "on" ? null : "off");
        Keep(Visit.NameCookie, form.Field("name") is { } name ? Uri.EscapeDataString(name.Length > LongestName ? name[..LongestName] : name) : null);
        return Results.Redirect("/settings?said=saved");
    }
}
