using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Readout.Web.Hosting;

/// <summary>Forms that were sent by a page of ours, and no longer than they may be.</summary>
internal static class Forms
{
    /// <exception cref="AntiforgeryValidationException">The form is of another site, or of an earlier run of the program.</exception>
    /// <exception cref="BadHttpRequestException">It is too large.</exception>
    public static async Task<IFormCollection> ReadAsync(HttpContext context, long mostBytes)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = mostBytes;
        if (!context.Request.HasFormContentType)
            throw new BadHttpRequestException("This address takes forms only.", StatusCodes.Status415UnsupportedMediaType);
        context.Features.Set<IFormFeature>(new FormFeature(context.Request, new FormOptions { MultipartBodyLengthLimit = mostBytes, ValueLengthLimit = (int)Math.Min(mostBytes, int.MaxValue), BufferBody = false }));
        IFormCollection form;
        try
        {
            form = await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (InvalidDataException e)
        {
            throw new BadHttpRequestException(e.Message, StatusCodes.Status413PayloadTooLarge);
        }

        await context.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(context);
        return form;
    }

    /// <summary>A field without blanks around it; null when it is empty or missing.</summary>
    public static string? Field(this IFormCollection form, string name) => form[name].ToString().Trim() is { Length: > 0 } value ? value : null;

    /// <summary>A day; null when there is none or it is no day.</summary>
    public static DateOnly? Day(this IFormCollection form, string name) =>
        DateOnly.TryParseExact(form.Field(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
