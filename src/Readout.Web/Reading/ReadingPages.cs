using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Readout.Api.Ledgers;
using Readout.Ledger;
using Readout.Ledger.Copies;
using Readout.Text;
using Readout.Web.Hosting;
using Readout.Web.Parts;

namespace Readout.Web.Reading;

/// <summary>A report with its record.</summary>
internal static class ReadingPages
{
    private const int IdLength = 64;
    private const int Candidates = 20;

    public static void Map(WebApplication app) => app.MapGet("/reports/{id}", ReportAsync);

    private static async Task<IResult> ReportAsync(LedgerPool pool, string id, string? at, int? part, string? asOf, CancellationToken cancel)
    {
        await using var lease = await pool.RentAsync(cancel);
        var ledger = lease.Ledger;
        if (id.Length != IdLength)
        {
            var found = await ledger.FindAsync(id, Candidates, cancel);
            return found switch
            {
                [] => new RazorComponentResult<ErrorOfReport>(new { Id = id }) { StatusCode = StatusCodes.Status404NotFound },
                [var one] => Results.Redirect(Links.Report(one.Id)),
                _ => new RazorComponentResult<ErrorOfReport>(new { Id = id, Candidates = found }) { StatusCode = StatusCodes.Status300MultipleChoices },
            };
        }

        var version = await AsOf.VersionAsync(ledger, asOf, cancel);
        var record = version is { } past ? await ledger.GetAsOfAsync(id, past, cancel) : await ledger.GetAsync(id, cancel);
        if (record is null)
            return new RazorComponentResult<ErrorOfReport>(new { Id = id }) { StatusCode = StatusCodes.Status404NotFound };
        var story = await ledger.StoryAsync(id, version, cancel);
        var reading = await ledger.ReadingAsync(id, cancel);
        var publications = await ledger.PublicationsAsync(id, cancel).ToArrayAsync(cancel);
        return new RazorComponentResult<ReadingPage>(new { Reading = new RecordReading(record) { Story = story, Publications = [.. publications], Engine = reading?.Engine, IsKept = true, At = at, Part = part, AsOf = version, Version = version ?? (await ledger.VersionAsync(cancel)).Number } });
    }
}

/// <summary>The ledger as it stood: <c>?asOf=</c> is a version or a day.</summary>
internal static class AsOf
{
    /// <returns>Null for the present.</returns>
    /// <exception cref="LedgerException">RO3040: it is neither.</exception>
    public static async ValueTask<long?> VersionAsync(ILedger ledger, string? asOf, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(asOf))
            return null;
        if (DateTimeOffset.TryParseExact(asOf, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return (await ledger.VersionAtAsync(asOf.Length == 10 ? at.AddDays(1).AddSeconds(-1) : at, cancel)).Number;
        var newest = await ledger.VersionAsync(cancel);
        return long.TryParse(asOf, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version <= newest.Number
            ? version
            : throw new LedgerException(Codes.NoSuchVersion, "ledger", string.Create(CultureInfo.InvariantCulture, $"'{asOf}' is no version of it and no day. Versions go up to {newest.Number}; a day is written 2025-08-30."));
    }
}

/// <summary>A record for reading: its text in paragraphs, and which of them this page shows.</summary>
/// <remarks>A long report comes in parts, so that a page stays small; an item is on the page of its first words.</remarks>
public sealed class RecordReading(Record record)
{
    // With marks and notes a code point becomes about ten bytes.
    private const int PartLength = 8000;

    public Record Record { get; } = record;

    public CodePointText Text { get; } = new(record.Document.Text);

    public ImmutableArray<ItemMark> Marks { get; } = RecordMarks.Of(record);

    /// <summary>Reports of the story that this one is in, itself among them; empty for a text that is not kept.</summary>
    public ImmutableArray<RecordSummary> Story { get; init; } = [];

    /// <summary>Where else its text was published.</summary>
    public ImmutableArray<Publication> Publications { get; init; } = [];

    /// <summary>Which engine read it; null when not known.</summary>
    public string? Engine { get; init; }

    /// <summary>The report as it was pasted; null for one of the ledger.</summary>
    public Report? Given { get; init; }

    /// <summary>False for a text that was pasted: it is nowhere but on this page.</summary>
    public bool IsKept { get; init; }

    /// <summary>Id of the item that the page must show; null for none.</summary>
    public string? At { get; init; }

    /// <summary>1-based; null for the first, or that of <see cref="At"/>.</summary>
    public int? Part { get; init; }

    /// <summary>A version of the ledger; null for the present.</summary>
    public long? AsOf { get; init; }

    /// <summary>The version of the ledger that is shown; null for a text that is not kept.</summary>
    public long? Version { get; init; }

    /// <summary>Paragraphs of a part, half-open, in code points; the first of the first part is the title.</summary>
    public IReadOnlyList<ImmutableArray<Mark>> Parts => field ??= Cut();

    /// <summary>0-based.</summary>
    public int Shown
    {
        get
        {
            if (Part is { } part)
                return Math.Clamp(part - 1, 0, Parts.Count - 1);
            if (At is not { } item || Marks.FirstOrDefault(m => m.Item == item && m.IsFirst) is not { } mark)
                return 0;
            return Math.Max(0, Parts.ToList().FindLastIndex(p => p[0].Start <= mark.Start));
        }
    }

    private List<ImmutableArray<Mark>> Cut()
    {
        var text = Record.Document.Text;
        var parts = new List<ImmutableArray<Mark>>();
        var paragraphs = ImmutableArray.CreateBuilder<Mark>();
        var at = 0;
        foreach (var line in text.Split('\n'))
        {
            var (start, end) = (Text.Point(at), Text.Point(at + line.Length));
            at += line.Length + 1;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            // What is kept nowhere cannot be asked for in parts.
            if (IsKept && paragraphs.Count > 0 && end - paragraphs[0].Start > PartLength)
            {
                parts.Add(paragraphs.ToImmutable());
                paragraphs.Clear();
            }

            paragraphs.Add(new Mark(start, end));
        }

        if (paragraphs.Count > 0 || parts.Count == 0)
            parts.Add(paragraphs.Count > 0 ? paragraphs.ToImmutable() : [new Mark(0, Text.Length)]);
        return parts;
    }
}
