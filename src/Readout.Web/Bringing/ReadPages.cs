using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Readout.Api.Security;
using Readout.Ingest;
using Readout.Ingest.Entries;
using Readout.Web.Hosting;
using Readout.Web.Reading;

namespace Readout.Web.Bringing;

/// <summary>A text of the reader's own, read at once and kept nowhere.</summary>
internal static class ReadPages
{
    internal const int MostBytes = 5 << 20;

    // A text of this length has some three hundred pages; reading it takes seconds.
    private const int MostCharacters = 500_000;

    public static void Map(WebApplication app)
    {
        app.MapGet("/read", () => new RazorComponentResult<ReadPage>());
        app.MapPost("/read", ReadAsync).WithMetadata(new NeedsScope(Scopes.Read));
    }

    private static async Task<IResult> ReadAsync(HttpContext context, WebOptions options)
    {
        var form = await Forms.ReadAsync(context, MostBytes);
        var input = await InputAsync(form, context.RequestAborted);
        if (input.Report is { Text.Length: > MostCharacters })
            input = Input.Failed("text", Problem.Error(Codes.InputTooLarge, "text", "the text is too long to be read on a page. Give it to 'readout read', or add it to the ledger."));
        var record = input.Report is { } report ? await Task.Run(() => options.Read(report), context.RequestAborted) : null;
        return record is { IsUnread: false }
            ? new RazorComponentResult<ReadingPage>(new { Reading = new RecordReading(record) { Given = input.Report } })
            : new RazorComponentResult<ReadPage>(new
            {
                Text = form.Field("text"),
                Published = form.Field("published"),
                Problems = input.Problems.AddRange(record?.Diagnostics.Select(d => new Problem(d.Code, d.Severity, input.Place, d.Message)) ?? []),
            })
            { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    /// <summary>The report of a form: a file where one was given, else the text.</summary>
    private static async Task<Input> InputAsync(IFormCollection form, CancellationToken cancel)
    {
        var said = new InputOptions { Published = form.Day("published"), Language = form.Field("language") };
        if (form.Files.FirstOrDefault(f => f.Length > 0) is { } file)
        {
            var bytes = new byte[file.Length];
            await using var stream = file.OpenReadStream();
            await stream.ReadExactlyAsync(bytes, cancel);
            var name = Path.GetFileName(file.FileName);
            return new EntryReader(said).Read(new Entry { Place = name, Source = name, Bytes = bytes, FileName = name, Name = Path.GetFileNameWithoutExtension(name) });
        }

        return form.Field("text") is { } text
            ? new Input { Place = "text", Source = "text", Report = new Report { Text = text, Published = said.Published, Language = said.Language, Publisher = form.Field("publisher"), Url = form.Field("url") } }
            : Input.Failed("text", Problem.Error(Codes.EmptyText, "text", "there is no text. Paste one, or choose a file."));
    }
}
