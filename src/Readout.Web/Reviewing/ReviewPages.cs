using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Readout.Api.Ledgers;
using Readout.Ledger;
using Readout.Ledger.Corrections;
using Readout.Web.Hosting;
using Readout.Web.Parts;
using Readout.Web.Reading;

namespace Readout.Web.Reviewing;

/// <summary>Persons' verdicts: one question at a time, all by forms, every verdict kept with its name and taken back on demand.</summary>
internal static class ReviewPages
{
    private const int MostBytes = 1 << 20;
    private const int HistoryLength = 12;
    private const string Unsure = "unsure";

    public static void Map(WebApplication app)
    {
        app.MapGet("/review", ShowAsync);
        app.MapPost("/review", AnswerAsync);
        app.MapPost("/review/undo", UndoAsync);
        app.MapGet("/review/add", AddFormAsync);
        app.MapPost("/review/add", AddItemAsync);
    }

    private static async Task<IResult> ShowAsync(LedgerPool pool, ReviewDesk desk, string? scope, string? item, string? said, string? only, CancellationToken cancel)
    {
        await using var lease = await pool.RentAsync(cancel);
        var ledger = lease.Ledger;
        var isUnsure = Asked.OneOf("only", only, [Unsure]) is not null;
        var whole = await desk.QueueAsync(ledger, scope ?? "", cancel);
        var open = await ReviewDesk.OpenAsync(ledger, cancel);
        var queue = isUnsure ? await OfThoseAsync(ledger, whole, open, scope ?? "", cancel) : whole;
        var current = queue.FirstOrDefault(q => q.Id == item) ?? (item is null ? null : await NamedAsync(ledger, item, cancel)) ?? queue.FirstOrDefault();
        var records = new Dictionary<string, Record>(StringComparer.Ordinal);
        foreach (var id in current is null ? [] : DocumentsOf(current).Distinct())
        {
            if (await ledger.GetAsync(id, cancel) is { } record)
                records[id] = record;
        }

        return new RazorComponentResult<ReviewPage>(new
        {
            Questions = queue,
            Total = whole.Length,
            IsUnsureOnly = isUnsure,
            Current = current is not null && DocumentsOf(current).All(records.ContainsKey) ? current : null,
            Records = records,
            Scope = scope ?? "",
            Said = said,
            Open = open.ToDictionary(q => q.Question),
            History = await HistoryAsync(ledger, open, cancel),
        });
    }

    /// <summary>Those that somebody was unsure of: of the queue, and of items that are not in it any more.</summary>
    private static async ValueTask<ImmutableArray<Question>> OfThoseAsync(ILedger ledger, ImmutableArray<Question> queue, ImmutableArray<OpenQuestion> open, string scope, CancellationToken cancel)
    {
        var known = queue.ToDictionary(q => q.Id);
        var questions = ImmutableArray.CreateBuilder<Question>();
        foreach (var asked in open)
        {
            if (known.TryGetValue(asked.Question, out var question) || (scope.Length == 0 && questions.Count < ReviewQueue.MostQuestions && (question = await NamedAsync(ledger, asked.Question, cancel)) is not null))
                questions.Add(question);
        }

        return questions.ToImmutable();
    }

    /// <summary>A question that is no longer, or not yet, in the queue: a link to an item stays good.</summary>
    private static async ValueTask<Question?> NamedAsync(ILedger ledger, string name, CancellationToken cancel)
    {
        if (name.Split(':') is not ["item", var document, var item] || await ledger.GetAsync(document, cancel) is not { } record)
            return null;
        var type = RecordMarks.Of(record).FirstOrDefault(m => m.Item == item)?.Type;
        return type is null or "topic" ? null : new ItemQuestion(document, item, type, []);
    }

    private static IEnumerable<string> DocumentsOf(Question question) => question switch
    {
        ItemQuestion q => [q.Document],
        StoryQuestion q => [q.First.Id, q.Second.Id],
        PromiseQuestion q => [q.Promise.ToldBy[0].Document, q.Outcome.Source.Document],
        _ => [],
    };

    private static async Task<IResult> AnswerAsync(HttpContext context, LedgerPool pool, ReviewDesk desk, Visit visit)
    {
        var form = await Forms.ReadAsync(context, MostBytes);
        var cancel = context.RequestAborted;
        var (id, verdict, scope) = (form.Field("item") ?? "", form.Field("verdict") ?? "", form.Field("scope") ?? "");
        await using var lease = await pool.RentToWriteAsync(cancel);
        var ledger = lease.Ledger;
        var queue = await desk.QueueAsync(ledger, scope, cancel);
        var at = queue.Select(q => q.Id).ToList().IndexOf(id);
        if (verdict == Unsure)
        {
            await LeaveOpenAsync(ledger, id, visit, cancel);
        }
        else
        {
            await KeepAsync(ledger, id, verdict, form, visit, cancel);
            await ledger.CloseAsync(id, visit.By, cancel);
        }

        desk.Answered(scope, id, verdict == Unsure, (await ledger.VersionAsync(cancel)).Number);
        var rest = await desk.QueueAsync(ledger, scope, cancel);
        var next = rest.IsEmpty ? null : rest[Math.Clamp(at, 0, rest.Length - 1)].Id;
        return Results.Redirect(form.Field("only") == Unsure ? Visit.Link("/review", [.. new[] { ("scope", scope), ("only", Unsure), ("said", verdict) }.Where(p => p.Item2.Length > 0).Select(p => KeyValuePair.Create(p.Item1, p.Item2))]) : Address(scope, next, verdict));
    }

    private static async ValueTask LeaveOpenAsync(ILedger ledger, string id, Visit visit, CancellationToken cancel)
    {
        var parts = id.Split(':');
        if (parts is not (["item", _, _] or ["story", _, _] or ["promise", _, _, _, _]) || await ledger.GetAsync(parts[1], cancel) is not { } record)
            throw new CorrectionException(Codes.CorrectionItem, "the form names nothing that can be judged. Load the page again.");
        var words = parts is ["item", _, var item] ? RecordMarks.Of(record).FirstOrDefault(m => m.Item == item) : null;
        await ledger.LeaveOpenAsync(new OpenQuestion(id, record.Document.Id, words is null ? "" : new Text.CodePointText(record.Document.Text).Slice(words.Start, words.End), visit.By, default), cancel);
    }

    private static async ValueTask KeepAsync(ILedger ledger, string id, string verdict, IFormCollection form, Visit visit, CancellationToken cancel)
    {
        switch (id.Split(':'))
        {
            case ["item", var document, var item]:
                var record = await ledger.GetAsync(document, cancel) ?? throw new CorrectionException(Codes.CorrectionItem, "the report is not in the ledger any more.");
                var maker = new CorrectionMaker(record, visit.By);
                var correction = verdict switch
                {
                    "accept" => maker.Accept(item),
                    "reject" => maker.Reject(item),
                    "edit" => maker.Edit(item, ChangedFields(maker, item, form)),
                    _ => throw new CorrectionException(Codes.CorrectionItem, $"'{verdict}' is no verdict."),
                };
                await ledger.CorrectAsync(correction with { Note = form.Field("note") }, cancel);
                break;
            case ["story", var first, var second]:
                await ledger.JudgeAsync(new Judgement(JudgementKind.Story, new(first), new(second), Verdict(verdict), visit.By, DateTimeOffset.UtcNow), cancel);
                break;
            case ["promise", var promise, var start, var outcome, var place]
                when int.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var a) && int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var b):
                await ledger.JudgeAsync(new Judgement(JudgementKind.Promise, new(promise, a, a + 1), new(outcome, b, b + 1), Verdict(verdict), visit.By, DateTimeOffset.UtcNow), cancel);
                break;
            default:
                throw new CorrectionException(Codes.CorrectionItem, "the form names nothing that can be judged. Load the page again.");
        }
    }

    private static Verdict Verdict(string verdict) => verdict switch
    {
        "accept" => Ledger.Verdict.Same,
        "reject" => Ledger.Verdict.Different,
        _ => throw new CorrectionException(Codes.CorrectionItem, $"'{verdict}' is no verdict on two reports."),
    };

    /// <summary>Fields of the form that differ from what the item says.</summary>
    private static IEnumerable<string> ChangedFields(CorrectionMaker maker, string item, IFormCollection form)
    {
        var (_, written) = maker.Written(item);
        return written.Where(w => form.ContainsKey($"field.{w.Key}") && Value(form, w.Key) != w.Value).Select(w => $"{w.Key}={Value(form, w.Key)}");
    }

    private static string Value(IFormCollection form, string field) => string.Join(',', form[$"field.{field}"].Where(v => !string.IsNullOrWhiteSpace(v)).Select(v => v!.Trim()));

    private static async Task<IResult> UndoAsync(HttpContext context, LedgerPool pool, ReviewDesk desk, Visit visit)
    {
        var form = await Forms.ReadAsync(context, MostBytes);
        await using var lease = await pool.RentToWriteAsync(context.RequestAborted);
        var ledger = lease.Ledger;
        if (form.Field("open") is { } open)
        {
            if (!await ledger.CloseAsync(open, visit.By, context.RequestAborted))
                throw new CorrectionException(Codes.NoCorrection, "this question is not open any more.");
        }
        else if (long.TryParse(form.Field("correction"), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            if (!await ledger.WithdrawAsync(number, visit.By, context.RequestAborted))
                throw new CorrectionException(Codes.NoCorrection, $"there is no correction {number} that could be taken back.");
        }
        else if (Enum.TryParse<JudgementKind>(form.Field("kind"), out var kind) && Words(form.Field("first")) is { } first && Words(form.Field("second")) is { } second)
        {
            await ledger.JudgeAsync(new Judgement(kind, first, second, Ledger.Verdict.Withdrawn, visit.By, DateTimeOffset.UtcNow), context.RequestAborted);
        }
        else
        {
            throw new CorrectionException(Codes.NoCorrection, "the form names nothing that could be taken back. Load the page again.");
        }

        desk.Forget();
        return Results.Redirect(Address(form.Field("scope") ?? "", form.Field("item"), "undo"));
    }

    private static WordsOf? Words(string? written) => written?.Split(':') switch
    {
        [var document] => new(document),
        [var document, var start, var end] when int.TryParse(start, out var a) && int.TryParse(end, out var b) => new(document, a, b),
        _ => null,
    };

    private static string Address(string scope, string? item, string? said)
    {
        var query = new List<KeyValuePair<string, string>>();
        if (scope.Length > 0)
            query.Add(new("scope", scope));
        if (item is not null)
            query.Add(new("item", item));
        if (said is not null)
            query.Add(new("said", said));
        return Visit.Link("/review", query);
    }

    private static async ValueTask<ImmutableArray<PastVerdict>> HistoryAsync(ILedger ledger, ImmutableArray<OpenQuestion> open, CancellationToken cancel)
    {
        var past = open.Select(PastVerdict.Of).ToList();
        await foreach (var (correction, state, _) in ledger.CorrectionsAsync(null, cancel))
            past.Add(PastVerdict.Of(correction, state));
        foreach (var kind in new[] { JudgementKind.Story, JudgementKind.Promise })
        {
            await foreach (var judgement in ledger.JudgementsAsync(kind, null, cancel))
                past.Add(PastVerdict.Of(judgement));
        }

        return [.. past.OrderByDescending(p => p.At).Take(HistoryLength)];
    }

    // ---- adding what the reading missed

    private static async Task<IResult> AddFormAsync(LedgerPool pool, string doc, string? layer, string? words, int? at, CancellationToken cancel)
    {
        await using var lease = await pool.RentAsync(cancel);
        return await lease.Ledger.GetAsync(doc, cancel) is { } record
            ? new RazorComponentResult<AddItemPage>(new { Record = record, Layer = layer is not null && CorrectionMaker.Layers.Contains(layer) ? layer : "events", Words = words, At = at })
            : new RazorComponentResult<ErrorOfReport>(new { Id = doc }) { StatusCode = StatusCodes.Status404NotFound };
    }

    private static async Task<IResult> AddItemAsync(HttpContext context, LedgerPool pool, ReviewDesk desk, Visit visit)
    {
        var form = await Forms.ReadAsync(context, MostBytes);
        var (doc, layer, words) = (form.Field("doc") ?? "", form.Field("layer") ?? "", form.Field("words") ?? "");
        var at = int.TryParse(form.Field("at"), NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : (int?)null;
        await using var lease = await pool.RentToWriteAsync(context.RequestAborted);
        if (await lease.Ledger.GetAsync(doc, context.RequestAborted) is not { } record)
            return new RazorComponentResult<ErrorOfReport>(new { Id = doc }) { StatusCode = StatusCodes.Status404NotFound };
        var fields = CorrectionMaker.FieldsOf(layer).Where(f => Value(form, f).Length > 0).ToDictionary(f => f, f => Value(form, f));
        try
        {
            var correction = new CorrectionMaker(record, visit.By).Add(layer, words, At(record, words, at), fields.Select(f => $"{f.Key}={f.Value}"));
            await lease.Ledger.CorrectAsync(correction with { Note = form.Field("note") }, context.RequestAborted);
        }
        catch (CorrectionException e)
        {
            return new RazorComponentResult<AddItemPage>(new { Record = record, Layer = CorrectionMaker.Layers.Contains(layer) ? layer : "events", Words = words, At = at, Given = fields, Error = e }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
        }

        desk.Forget();
        return Results.Redirect(Links.Report(doc));
    }

    // A place that was told with other words, which the person then changed, is no place of these.
    private static int? At(Record record, string words, int? at) =>
        at is { } start && new Text.CodePointText(record.Document.Text).Slice(start, start + words.EnumerateRunes().Count()) == words ? at : null;
}

/// <summary>A verdict of the past, as the history shows it and undo takes it.</summary>
/// <param name="Act">What was decided: end of a text's key <c>verdict.*</c>.</param>
/// <param name="About">The words it is about.</param>
/// <param name="Undo">Fields of the form that takes it back; empty when it was taken back.</param>
public sealed record PastVerdict(DateTimeOffset At, string? By, string Act, string About, string Document, ImmutableArray<KeyValuePair<string, string>> Undo)
{
    internal static PastVerdict Of(Correction correction, CorrectionState state) => new(
        correction.At, correction.By, state == CorrectionState.Withdrawn ? "undone" : correction.Kind.ToString().ToLowerInvariant(), correction.Words.Text, correction.Document,
        state == CorrectionState.Withdrawn ? [] : [new("correction", correction.Number.ToString(CultureInfo.InvariantCulture))]);

    internal static PastVerdict Of(Judgement judgement) => new(
        judgement.At, judgement.By, judgement.Verdict switch { Verdict.Same => "same", Verdict.Different => "different", _ => "undone" }, judgement.Kind.ToString().ToLowerInvariant(), judgement.First.Document,
        judgement.Verdict == Verdict.Withdrawn ? [] : [new("kind", judgement.Kind.ToString()), new("first", Written(judgement.First)), new("second", Written(judgement.Second))]);

    internal static PastVerdict Of(OpenQuestion open) => new(open.At, open.By, "unsure", open.Words.Length > 0 ? open.Words : open.Question.Split(':')[0], open.Document, [new("open", open.Question)]);

    private static string Written(WordsOf words) => words.Start is { } start ? string.Create(CultureInfo.InvariantCulture, $"{words.Document}:{start}:{words.End}") : words.Document;
}
