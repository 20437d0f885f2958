namespace Readout.Api.Routing;

/// <summary>Answers HEAD as GET, without the body: every address that can be read can be asked whether it is there, and how new it is.</summary>
/// <remarks>Routes see GET; the server remembers what was asked and sends no body.</remarks>
internal sealed class HeadRequests(RequestDelegate next)
{
    private static readonly object Asked = new();

    /// <summary>True where nobody takes the body: what would be long to write need not be made.</summary>
    public static bool IsHead(HttpContext http) => http.Items.ContainsKey(Asked);

    public async Task InvokeAsync(HttpContext http)
    {
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await next(http);
            return;
        }

        http.Items[Asked] = Asked;
        http.Request.Method = HttpMethods.Get;
        try
        {
            await next(http);
        }
        finally
        {
            http.Request.Method = HttpMethods.Head;
        }
    }
}
