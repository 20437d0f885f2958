using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Readout.Api.Errors;
using Readout.Api.Ledgers;
using Readout.Api.Routing;
using Readout.Api.Security;
using Readout.Api.Subjects;
using Readout.Ledger;
using Readout.Ledger.Corrections;

namespace Readout.Api.Writing;

/// <summary>What changes the ledger, and the reading that keeps nothing.</summary>
internal static class WriteRoutes
{
    private const string Root = "/api/v1/";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Post<ReportBody>(routes, "read", "ReadText", "Reading", "Reads a text and gives its record; nothing is kept", Scopes.Read, ReadAsync)
            .Produces<Record>(200, "application/json").Declares(422);
        Post<ReportBody>(routes, "reports", "AddReport", "Reports", "Reads a report and keeps its record", Scopes.Add, AddAsync)
            .Produces<AddedReport>(200, "application/json").Produces<AddedReport>(201, "application/json").Declares(422, 507);
        Post<CorrectionBody>(routes, "reports/{id}/corrections", "CorrectReport", "Review", "Accepts, rejects, changes, adds, joins or parts items of a record; outlives new readings", Scopes.Review, CorrectAsync, Parameters.Report)
            .Produces<CorrectionRow>(201, "application/json").Declares(404, 422, 507);
        Post<JudgementBody>(routes, "judgements", "Judge", "Review", "Joins or parts two reports of a story; confirms or rejects what came of a promise", Scopes.Review, JudgeAsync)
            .Produces<KeptJudgement>(201, "application/json").Declares(404, 422, 507);
        routes.MapDelete(Root + "corrections/{number}", (Delegate)WithdrawAsync)
            .WithName("WithdrawCorrection").WithSummary("Takes a correction back: the record is as if it had never been made").WithTags("Review")
            .WithMetadata(new NeedsScope(Scopes.Review), new RouteParameters([Number]))
            .Produces(StatusCodes.Status204NoContent).Declares(400, 401, 403, 404, 421, 429, 503, 507);
        routes.MapGet(Root + "questions", (Delegate)QuestionsAsync)
            .WithName("ListQuestions").WithSummary("What persons looked at and were unsure of, the latest first").WithTags("Review")
            .WithMetadata(new NeedsScope(Scopes.Read)).Produces<ImmutableArray<OpenQuestion>>(200, "application/json").Declares(400, 401, 403, 421, 429, 503);
        Post<QuestionBody>(routes, "questions", "LeaveOpen", "Review", "Says that one is unsure of an item, or whether two reports tell of one event; decides nothing", Scopes.Review, LeaveOpenAsync)
            .Produces<OpenQuestion>(201, "application/json").Declares(404, 422, 507);
        routes.MapDelete(Root + "questions/{question}", (Delegate)CloseAsync)
            .WithName("CloseQuestion").WithSummary("Takes it back that one is unsure").WithTags("Review")
            .WithMetadata(new NeedsScope(Scopes.Review), new RouteParameters([Question]))
            .Produces(StatusCodes.Status204NoContent).Declares(400, 401, 403, 404, 421, 429, 503, 507);
    }

    private static readonly Parameter Question = new("question", ParameterKind.Text, "What names the question: /api/v1/questions has it.") { IsInPath = true, IsRequired = true, Example = "item:3f2a9c1b04de:f1" };

    private static readonly Parameter Number = new("number", ParameterKind.Number, "The correction's number.") { IsInPath = true, IsRequired = true, Example = "12" };

    private static RouteHandlerBuilder Post<TBody>(IEndpointRouteBuilder routes, string path, string name, string tag, string summary, string scope, Func<Ask, TBody, Task<IResult>> act, params ReadOnlySpan<Parameter> parameters)
        where TBody : notnull
    {
        var known = new RouteParameters([.. parameters]);
        return routes.MapPost(Root + path, (Delegate)(async (HttpContext http) => await act(Ask.Of(http, known.All), await BodyAsync<TBody>(http))))
            .WithName(name).WithSummary(summary).WithTags(tag)
            .WithMetadata(new NeedsScope(scope), known)
            .Accepts<TBody>("application/json")
            .Declares(400, 401, 403, 413, 415, 421, 429, 503);
    }

    /// <exception cref="ApiException">RO5006: it is no such body.</exception>
    internal static async ValueTask<T> BodyAsync<T>(HttpContext http)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(http.Request.Body, ApiJson.Options, http.RequestAborted)
                ?? throw new ApiException(400, Codes.WrongBody, "the body is null. Compare it with the example in /docs.");
        }
        catch (JsonException e)
        {
            // What the serialiser says names fields and places, and no text of the body.
            throw new ApiException(400, Codes.WrongBody, $"the body is not what the route takes (at {e.Path ?? "$"}, line {(e.LineNumber ?? 0) + 1}). Compare it with the example in /docs.") { Parameter = e.Path };
        }
    }

    private static Task<IResult> ReadAsync(Ask ask, ReportBody body)
    {
        var record = Read(ask, body);
        return Task.FromResult(Results.Bytes(System.Text.Encoding.UTF8.GetBytes(RecordJson.Write(record)), "application/json"));
    }

    private static async Task<IResult> AddAsync(Ask ask, ReportBody body)
    {
        var record = Read(ask, body);
        await using var lease = await ask.Pool.RentToWriteAsync(ask.Cancel);
        await using var batch = await lease.Ledger.BeginAsync(ask.Cancel);
        var outcome = await batch.AddAsync(LedgerEntry.Of(record) with { Engine = Reader.Version }, ask.Cancel);
        await batch.CommitAsync(ask.Cancel);
        var added = new AddedReport(record.Document.Id, outcome, $"{Root}reports/{record.Document.Id}", record.Diagnostics);
        return outcome is AddOutcome.Added or AddOutcome.Replaced ? Results.Created(added.Address, added) : Results.Ok(added);
    }

    private static Record Read(Ask ask, ReportBody body)
    {
        // Half of a pair is no letter: it has no UTF-8, so the text would have no id.
        if (!Ask.IsWellFormed(body.Text))
            throw new ApiException(StatusCodes.Status422UnprocessableEntity, Codes.WrongBody, "the text holds half of a surrogate pair, which is no character.") { Parameter = "text" };
        using var reading = Operations.Telemetry.Reading();
        var record = ask.Options.Read(new Report { Text = body.Text, Name = body.Name, Published = body.Published, Url = body.Url, Publisher = body.Publisher, Language = body.Language });
        // Reading itself does not look up from its text.
        ask.Cancel.ThrowIfCancellationRequested();
        return record.IsUnread && record.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error) is { } problem
            ? throw new ApiException(StatusCodes.Status422UnprocessableEntity, problem.Code, problem.Message)
            : record;
    }

    private static async Task<IResult> CorrectAsync(Ask ask, CorrectionBody body)
    {
        await using var lease = await ask.Pool.RentToWriteAsync(ask.Cancel);
        var record = await ReportRoutes.RecordAsync(ask, lease.Ledger, ask.Text(Parameters.Report)!);
        var maker = new CorrectionMaker(record, By(ask, body.By));
        var fields = (body.Fields ?? []).Select(f => $"{f.Key}={f.Value}");
        var correction = body.Kind switch
        {
            CorrectionKind.Accept => maker.Accept(Needed(body.Item, "item")),
            CorrectionKind.Reject => maker.Reject(Needed(body.Item, "item")),
            CorrectionKind.Edit => maker.Edit(Needed(body.Item, "item"), fields),
            CorrectionKind.Add => maker.Add(Needed(body.Layer, "layer"), Needed(body.Words, "words"), body.At, fields),
            CorrectionKind.Merge => maker.Merge(Needed(body.Item, "item"), Needed(body.Other, "other")),
            _ => maker.Split(Needed(body.Item, "item"), Needed(body.Words, "words"), fields),
        };
        var kept = await lease.Ledger.CorrectAsync(correction with { Note = body.Note }, ask.Cancel);
        return Results.Created($"{Root}reports/{record.Document.Id}/corrections", CorrectionRow.Of(kept));
    }

    private static async Task<IResult> JudgeAsync(Ask ask, JudgementBody body)
    {
        await using var lease = await ask.Pool.RentToWriteAsync(ask.Cancel);
        var (first, second) = (await WordsAsync(ask, lease.Ledger, body.Kind, body.First, "first"), await WordsAsync(ask, lease.Ledger, body.Kind, body.Second, "second"));
        if (body.Kind == JudgementKind.Story && first.Document == second.Document)
            throw new ApiException(StatusCodes.Status422UnprocessableEntity, Codes.SameReport, "both are the same report. Name two.");
        var by = By(ask, body.By);
        await lease.Ledger.JudgeAsync(new Judgement(body.Kind, first, second, body.Verdict, by, ask.Options.Clock.GetUtcNow()), ask.Cancel);
        return Results.Created((string?)null, new KeptJudgement(body.Kind, body.First, body.Second, body.Verdict, by, (await lease.Ledger.VersionAsync(ask.Cancel)).Number));
    }

    private static async ValueTask<WordsOf> WordsAsync(Ask ask, ILedger ledger, JudgementKind kind, string wanted, string field)
    {
        var (name, start) = (wanted, (int?)null);
        if (kind == JudgementKind.Promise)
        {
            var at = wanted.LastIndexOf(':');
            if (at < 0 || !int.TryParse(wanted.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var place) || place == int.MaxValue)
                throw new ApiException(StatusCodes.Status422UnprocessableEntity, Codes.NoSuchWords, $"'{Ask.Shown(wanted)}' is no id of a promise or of what came of it. They look like 3f2a9c1b04de:517; /api/v1/promises has them.") { Parameter = field };
            (name, start) = (wanted[..at], place);
        }

        var id = await ReportRoutes.IdAsync(ledger, name, ask.Cancel) ?? throw ApiException.NotThere($"there is no report '{Ask.Shown(name)}'.");
        return new(id, start, start + 1);
    }

    private static async Task<IResult> WithdrawAsync(HttpContext http)
    {
        var ask = Ask.Of(http, [Number]);
        await using var lease = await ask.Pool.RentToWriteAsync(ask.Cancel);
        return await lease.Ledger.WithdrawAsync(ask.Number(Number), By(ask, null), ask.Cancel)
            ? Results.NoContent()
            : throw ApiException.NotThere($"there is no correction {ask.Number(Number)} that could be taken back. See /api/v1/reports/ID/corrections.");
    }

    private static async Task<IResult> QuestionsAsync(HttpContext http)
    {
        var ask = Ask.Of(http, []);
        await using var lease = await ask.Pool.RentAsync(ask.Cancel);
        var open = ImmutableArray.CreateBuilder<OpenQuestion>();
        await foreach (var question in lease.Ledger.OpenQuestionsAsync(ask.Cancel))
            open.Add(question);
        return Results.Ok(open.ToImmutable());
    }

    // Named as the pages name it, so that both see one question.
    private static async Task<IResult> LeaveOpenAsync(Ask ask, QuestionBody body)
    {
        await using var lease = await ask.Pool.RentToWriteAsync(ask.Cancel);
        var record = await ReportRoutes.RecordAsync(ask, lease.Ledger, body.Report);
        var id = record.Document.Id;
        var (name, words) = (body.Item, body.Other) switch
        {
            ({ } item, null) => ($"item:{id}:{item}", WordsOf(record, item)),
            (null, { } other) => ((await ReportRoutes.RecordAsync(ask, lease.Ledger, other)).Document.Id is var second && second != id
                ? $"story:{id}:{second}"
                : throw new ApiException(StatusCodes.Status422UnprocessableEntity, Codes.SameReport, "both are the same report. Name two.") { Parameter = "other" }, ""),
            _ => throw new ApiException(StatusCodes.Status422UnprocessableEntity, Codes.CorrectionItem, "name either 'item' or 'other'.") { Parameter = "item" },
        };
        var question = new OpenQuestion(name, id, words, By(ask, body.By), ask.Options.Clock.GetUtcNow());
        await lease.Ledger.LeaveOpenAsync(question, ask.Cancel);
        return Results.Created((string?)null, question);
    }

    private static string WordsOf(Record record, string item) => Traced.Of(record).FirstOrDefault(i => i.Id == item) is { } found
        ? found.Evidence.FirstOrDefault()?.Text ?? ""
        : throw ApiException.NotThere($"there is no item '{Ask.Shown(item)}' in the record.");

    private static async Task<IResult> CloseAsync(HttpContext http)
    {
        var ask = Ask.Of(http, [Question]);
        await using var lease = await ask.Pool.RentToWriteAsync(ask.Cancel);
        return await lease.Ledger.CloseAsync(ask.Text(Question)!, By(ask, null), ask.Cancel)
            ? Results.NoContent()
            : throw ApiException.NotThere("there is no such open question. See /api/v1/questions.");
    }

    // Who has a token speaks under its name; on this machine people may call themselves as they like, as on the command line.
    private static string By(Ask ask, string? given) => Caller.Of(ask.Http).Name ?? (string.IsNullOrWhiteSpace(given) ? "local" : given);

    private static string Needed(string? value, string field) =>
        string.IsNullOrEmpty(value) ? throw new ApiException(StatusCodes.Status422UnprocessableEntity, Codes.CorrectionItem, $"'{field}' is missing.") { Parameter = field } : value;
}

/// <summary>Parameters of a route that is not one of data, for its description.</summary>
internal sealed record RouteParameters(System.Collections.Immutable.ImmutableArray<Parameter> All);
