using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Readout.Ledger;
using Readout.Ledger.Corrections;
using Readout.Ledger.Searching;
using Readout.Web.Layout;

namespace Readout.Web.Hosting;

/// <summary>Makes a page of whatever goes wrong: what, why, and what to do, with its code. Never the words of a report, never a stack.</summary>
internal sealed class PageErrors(RequestDelegate next, ILogger<PageErrors> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (e is not OperationCanceledException && !context.Response.HasStarted)
        {
            var (status, code, reason) = e switch
            {
                LedgerException ledger => (ledger.Code is Codes.WrongCursor or Codes.NoSuchVersion ? 400 : ledger.Code is Codes.LedgerBusy ? 503 : 500, ledger.Code, ledger.Reason),
                QueryException query => (400, query.Code, query.Reason),
                CorrectionException correction => (400, correction.Code, correction.Reason),
                BadHttpRequestException bad => (bad.StatusCode, null, bad.Message),
                AntiforgeryValidationException => (400, null, null),
                _ => (500, null, (string?)null),
            };
            // The type and the path, not the message: it may quote a report.
            if (status == 500)
                log.LogError("{Path} failed: {Error} at {Place}", context.Request.Path, e.GetType().Name, e.StackTrace?.Split('\n').FirstOrDefault()?.Trim());
            await ShowAsync(context, status, code, reason);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
        }
    }

    public static Task NotFoundAsync(HttpContext context) => ShowAsync(context, StatusCodes.Status404NotFound, null, null);

    private static Task ShowAsync(HttpContext context, int status, string? code, string? reason) =>
        new RazorComponentResult<ErrorPage>(new { Status = status, Code = code, Why = reason }) { StatusCode = status }.ExecuteAsync(context);
}
