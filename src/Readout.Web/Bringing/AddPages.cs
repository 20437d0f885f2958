using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Readout.Api.Security;
using Readout.Ingest;
using Readout.Web.Hosting;

namespace Readout.Web.Bringing;

/// <summary>Texts and files into the ledger, with progress while it goes on.</summary>
internal static class AddPages
{
    private const long MostBytes = 100L << 20;

    public static void Map(WebApplication app)
    {
        app.MapGet("/add", () => new RazorComponentResult<AddPage>());
        app.MapPost("/add", AddAsync).DisableRequestTimeout().WithMetadata(new NeedsScope(Scopes.Add));
        app.MapGet("/add/{job}", (string job, AddJobs jobs, HttpContext context) =>
            jobs.Find(job) is { } found ? new RazorComponentResult<AddingPage>(new { Job = found }) : Results.Redirect("/add"));
        app.MapGet("/add/{job}/events", (string job, AddJobs jobs, CancellationToken cancel) =>
            jobs.Find(job) is { } found ? TypedResults.ServerSentEvents(ProgressAsync(found, cancel), "progress") : Results.NotFound()).DisableRequestTimeout();
    }

    private static async Task<IResult> AddAsync(HttpContext context, AddJobs jobs)
    {
        var form = await Forms.ReadAsync(context, MostBytes);
        var said = new InputOptions { Published = form.Day("published"), Language = form.Field("language") };
        var files = form.Files.Where(f => f.Length > 0).ToList();
        var text = form.Field("text");
        if (text is null && files.Count == 0)
            return new RazorComponentResult<AddPage>(new { IsEmpty = true }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
        var folder = Directory.CreateTempSubdirectory("readout-add-").FullName;
        var paths = new List<string>();
        foreach (var (file, number) in files.Select((f, i) => (f, i)))
        {
            // A folder of its own for each: two files of one name are two, and the name from outside is a name, never a path.
            var place = Directory.CreateDirectory(Path.Combine(folder, number.ToString(System.Globalization.CultureInfo.InvariantCulture))).FullName;
            var path = Path.Combine(place, SafeName(file.FileName));
            await using var to = File.Create(path);
            await file.CopyToAsync(to, context.RequestAborted);
            paths.Add(path);
        }

        var inputs = new InputReader(said, Stream.Null).Read(paths).Select(i => WithoutFolder(i, folder));
        if (text is not null)
        {
            var url = form.Field("url");
            var pasted = new Report { Text = text, Published = said.Published, Language = said.Language, Publisher = form.Field("publisher"), Url = url };
            inputs = inputs.Prepend(new Input { Place = "text", Source = "text", Key = url, Report = pasted, Bytes = text.Length });
        }

        var job = jobs.Start(inputs, files.Sum(f => f.Length) + (text?.Length ?? 0), () => Directory.Delete(folder, recursive: true));
        return Results.Redirect($"/add/{job.Id}");
    }

    private static string SafeName(string fileName)
    {
        var name = string.Concat(Path.GetFileName(fileName.Replace('\\', '/')).Where(c => !char.IsControl(c) && !Path.GetInvalidFileNameChars().Contains(c))).TrimStart('.');
        return name.Length == 0 ? "text.txt" : name.Length > 120 ? name[^120..] : name;
    }

    // Messages name the file as the reader knows it, not where it lay meanwhile.
    private static Input WithoutFolder(Input input, string folder)
    {
        string Short(string place) => place.StartsWith(folder, StringComparison.Ordinal) ? place[(place.IndexOf('/', folder.Length + 1) + 1)..] : place;
        Problem Told(Problem problem) => problem with { Place = Short(problem.Place), Message = problem.Message.Replace(folder, "", StringComparison.Ordinal) };
        return input with
        {
            Place = Short(input.Place),
            Problems = [.. input.Problems.Select(Told)],
            Extract = input.Extract is { } extract ? () => extract() is var done ? done with { Place = Short(done.Place), Problems = [.. done.Problems.Select(Told)] } : done : null,
        };
    }

    private static async IAsyncEnumerable<AddProgress> ProgressAsync(AddJob job, [EnumeratorCancellation] CancellationToken cancel)
    {
        AddProgress? told = null;
        while (told is not { IsDone: true })
        {
            if (job.Now is var now && now != told)
                yield return told = now;
            else
                await Task.Delay(200, cancel);
        }
    }
}
