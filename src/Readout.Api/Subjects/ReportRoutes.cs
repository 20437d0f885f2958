using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Readout.Api.Errors;
using Readout.Api.Routing;
using Readout.Export.Linked;
using Readout.Ledger;
using Readout.Ledger.Corrections;

namespace Readout.Api.Subjects;

/// <summary>Reports and their records.</summary>
internal static class ReportRoutes
{
    private const string Tag = "Reports";

    public static ImmutableArray<DataRoute> All { get; } =
    [
        new DataRoute<RecordSummary>("reports", "ListReports", Tag, "Reports, latest published first, those without a date last", typeof(ListOf<RecordSummary>), PageAsync, EverythingAsync)
        {
            Parameters = [Parameters.From, Parameters.To, Parameters.Party, Parameters.Language, Parameters.Limit, Parameters.Next, Parameters.AsOf],
            Csv = Sheets.Reports.WriteAsync,
            Linked = Nodes.Report,
        },
        new DataRoute<Record>("reports/{id}", "GetReport", Tag, "The record of a report: text, actors, events, statements, figures, commitments, each with its words", typeof(Record), async ask => await RecordAsync(ask), One)
        {
            Parameters = [Parameters.Report, Parameters.AsOf],
            Csv = (to, records, cancel) => Sheets.Items.WriteAsync(to, Traced.OfAll(records), cancel),
            Linked = LinkedData.WriteRecord,
            Line = RecordJson.Write,
        },
        new DataRoute<ReportText>("reports/{id}/text", "GetReportText", Tag, "The text in which all evidence counts, and what is known about the document", typeof(ReportText), async ask => TextOf(await RecordAsync(ask)), Texts)
        {
            Parameters = [Parameters.Report, Parameters.AsOf],
            IsPage = false,
        },
        new DataRoute<Traced>("reports/{id}/trace", "GetReportTrace", Tag, "Why each item is in the record: the rule (or person) that gave it and the words that say it", typeof(ImmutableArray<Traced>), async ask => Traced.Of(await RecordAsync(ask)).ToImmutableArray(), Traces)
        {
            Parameters = [Parameters.Report, Parameters.AsOf],
            IsPage = false,
        },
        new DataRoute<CorrectionRow>("reports/{id}/corrections", "ListCorrections", Tag, "What persons corrected in the record, also what no longer holds, and what became of it", typeof(ImmutableArray<CorrectionRow>), CorrectionsAsync, Corrections)
        {
            Parameters = [Parameters.Report],
            IsPage = false,
        },
    ];

    private static async ValueTask<object> PageAsync(Ask ask)
    {
        await using var lease = await ask.Pool.RentAsync(ask.Cancel);
        var (among, limit) = (await ask.AmongAsync(lease.Ledger), ask.Number(Parameters.Limit));
        var reports = new List<RecordSummary>();
        await foreach (var report in lease.Ledger.ListAsync(among with { After = Place(ask.After()), Limit = limit + 1 }, ask.Cancel))
            reports.Add(report);
        int? total = among == new ListQuery { AsOf = among.AsOf } && among.AsOf is null ? (int)await lease.Ledger.CountAsync(ask.Cancel) : null;
        return ask.List([.. reports.Take(limit)], total, total is not null, reports.Count > limit ? Placed(reports[limit - 1]) : null, (await lease.Ledger.VersionAsync(ask.Cancel)).Number);
    }

    private static async IAsyncEnumerable<RecordSummary> EverythingAsync(Ask ask, ILedger ledger)
    {
        await foreach (var report in ledger.ListAsync(await ask.AmongAsync(ledger), ask.Cancel))
            yield return report;
    }

    /// <summary>Where a report stands in a list, for a cursor.</summary>
    public static string Placed(RecordSummary report) => string.Create(CultureInfo.InvariantCulture, $"{report.Published:yyyy-MM-dd} {report.Id}");

    public static ListPlace? Place(string? place)
    {
        if (place is null)
            return null;
        var mark = place.IndexOf(' ', StringComparison.Ordinal);
        return new(mark == 0 ? null : DateOnly.ParseExact(place.AsSpan(0, mark), "yyyy-MM-dd", CultureInfo.InvariantCulture), place[(mark + 1)..]);
    }

    public static async ValueTask<Record> RecordAsync(Ask ask)
    {
        await using var lease = await ask.Pool.RentAsync(ask.Cancel);
        return await RecordAsync(ask, lease.Ledger, ask.Text(Parameters.Report)!);
    }

    /// <summary>The record that an id or the beginning of one means, as it stood when that is asked for.</summary>
    /// <exception cref="ApiException">RO5003: there is none.</exception>
    /// <exception cref="LedgerException">RO3008: the beginning is that of several.</exception>
    public static async ValueTask<Record> RecordAsync(Ask ask, ILedger ledger, string wanted)
    {
        var asOf = await ask.AsOfAsync(ledger);
        var id = await IdAsync(ledger, wanted, ask.Cancel) ?? wanted;
        var record = asOf is { } version ? await ledger.GetAsOfAsync(id, version, ask.Cancel) : await ledger.GetAsync(id, ask.Cancel);
        return record ?? throw ApiException.NotThere($"there is no report '{Ask.Shown(wanted)}'{(asOf is null ? "" : $" at version {asOf}")}. Look for it with /api/v1/search.");
    }

    /// <summary>The id of the report that is meant; null when none is.</summary>
    public static async ValueTask<string?> IdAsync(ILedger ledger, string wanted, CancellationToken cancel)
    {
        var found = await ledger.FindAsync(wanted, 3, cancel);
        return found.Length switch
        {
            0 => null,
            1 => found[0].Id,
            _ => throw new LedgerException(Codes.AmbiguousId, "id", $"'{Ask.Shown(wanted)}' may be {string.Join(", ", found.Take(2).Select(f => f.Id[..16]))}{(found.Length > 2 ? " and others" : "")}. Give more of the id."),
        };
    }

    private static async IAsyncEnumerable<Record> One(Ask ask, ILedger ledger)
    {
        yield return await RecordAsync(ask, ledger, ask.Text(Parameters.Report)!);
    }

    private static ReportText TextOf(Record record) => new(record.Document.Id, record.Document.Language, record.Document.Title, record.Document.Published, record.Document.Publisher, record.Document.Url, record.Document.Text);

    private static async IAsyncEnumerable<ReportText> Texts(Ask ask, ILedger ledger)
    {
        yield return TextOf(await RecordAsync(ask, ledger, ask.Text(Parameters.Report)!));
    }

    private static async IAsyncEnumerable<Traced> Traces(Ask ask, ILedger ledger)
    {
        foreach (var item in Traced.Of(await RecordAsync(ask, ledger, ask.Text(Parameters.Report)!)))
            yield return item;
    }

    private static async ValueTask<object> CorrectionsAsync(Ask ask)
    {
        await using var lease = await ask.Pool.RentAsync(ask.Cancel);
        var all = ImmutableArray.CreateBuilder<CorrectionRow>();
        await foreach (var row in Corrections(ask, lease.Ledger))
            all.Add(row);
        return all.ToImmutable();
    }

    private static async IAsyncEnumerable<CorrectionRow> Corrections(Ask ask, ILedger ledger)
    {
        var record = await RecordAsync(ask, ledger, ask.Text(Parameters.Report)!);
        await foreach (var kept in ledger.CorrectionsAsync(record.Document.Id, ask.Cancel))
            yield return CorrectionRow.Of(kept);
    }
}

/// <summary>The text of a report.</summary>
/// <param name="Id">SHA-256 of the text, hex.</param>
/// <param name="Text">Title, a blank line, paragraphs; offsets count its code points.</param>
public sealed record ReportText(string Id, string Language, string? Title, DateOnly? Published, string? Publisher, string? Url, string Text);

/// <summary>A correction and what became of it.</summary>
/// <param name="Number">By which it is taken back.</param>
/// <param name="Item">The item's id then; null for what was added.</param>
/// <param name="Words">The words by which the item is known.</param>
/// <param name="Before">The item as it was; null for what was added.</param>
/// <param name="After">The item as it should be; null when there should be none.</param>
/// <param name="Why">Why it is orphaned; null when it is not.</param>
public sealed record CorrectionRow(
    long Number, CorrectionKind Kind, CorrectionState State, string Document, string Layer, string? Item, string Words, JsonElement? Before, JsonElement? After, string By, DateTimeOffset At, string? Note, string? Why)
{
    internal static CorrectionRow Of(KeptCorrection kept)
    {
        var c = kept.Correction;
        return new(c.Number, c.Kind, kept.State, c.Document, c.Layer, c.Item, c.Words.Text, Json(c.Before), Json(c.After), c.By, c.At, c.Note, kept.Why);
    }

    private static JsonElement? Json(string? json) => json is null ? null : JsonSerializer.Deserialize<JsonElement>(json);
}
