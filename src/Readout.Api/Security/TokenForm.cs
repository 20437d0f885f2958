using Readout.Api.Errors;

namespace Readout.Api.Security;

/// <summary>Where a person on another machine gives the token, so that the browser sends it with every page.</summary>
internal static class TokenForm
{
    private const string Page = """
        <!doctype html>
        <html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>Readout: token</title>
        <main><h1>Token</h1>
        <p>This ledger is on another machine. Its owner makes a token with <code>readout token create NAME</code>.</p>
        <form method="post" action="/token"><p><label>Token <input name="token" type="password" autocomplete="off" required></label> <button>Open</button></p></form>
        </main></html>
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/token", static () => Results.Content(Page, "text/html; charset=utf-8")).WithMetadata(new IsOpen()).ExcludeFromDescription();
        routes.MapPost("/token", static async (HttpContext http, Tokens tokens) =>
        {
            var given = http.Request.HasFormContentType ? (await http.Request.ReadFormAsync(http.RequestAborted))["token"].ToString().Trim() : "";
            if (await tokens.FindAsync(given, http.RequestAborted) is null)
                throw new ApiException(StatusCodes.Status401Unauthorized, Codes.TokenNeeded, "this token is not known, has expired or was revoked.");
            http.Response.Cookies.Append(Guard.Cookie, given, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, Path = "/", MaxAge = TimeSpan.FromDays(30) });
            return Results.Redirect("/");
        }).DisableAntiforgery().WithMetadata(new IsOpen()).ExcludeFromDescription();
    }
}
