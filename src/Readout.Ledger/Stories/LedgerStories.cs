using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Readout.Ledger.Stories;

/// <summary>Stories of a ledger, put together.</summary>
public static class LedgerStories
{
    /// <summary>The story that a document is in; null when the document is not in the ledger.</summary>
    /// <param name="asOf">A version; null for the present one.</param>
    public static async ValueTask<Story?> TellAsync(this ILedger ledger, string document, long? asOf, ITerms terms, CancellationToken cancel = default)
    {
        var records = await ledger.StoryRecordsAsync(document, asOf, cancel);
        if (records.IsEmpty)
            return null;
        var story = Story.Of(records, terms);
        var reports = story.Reports.ToBuilder();
        for (var i = 0; i < reports.Count; i++)
            reports[i] = reports[i] with { Publications = [.. await ledger.PublicationsAsync(reports[i].Document, cancel).ToArrayAsync(cancel)] };
        return story with { Reports = reports.ToImmutable() };
    }

    /// <summary>The records of the story that a document is in, earliest published first.</summary>
    public static async ValueTask<ImmutableArray<Record>> StoryRecordsAsync(this ILedger ledger, string document, long? asOf = null, CancellationToken cancel = default)
    {
        var records = ImmutableArray.CreateBuilder<Record>();
        foreach (var report in await ledger.StoryAsync(document, asOf, cancel))
        {
            if (await ledger.GetAsync(report.Id, asOf, cancel) is { } record)
                records.Add(record);
        }

        return records.ToImmutable();
    }

    /// <summary>Records in the order of time, each with its story, as <see cref="ILedger.RecordsWithStoriesAsync"/> tells it. Streams where all are wanted.</summary>
    /// <param name="latest">Only so many of the latest; null for all.</param>
    internal static async IAsyncEnumerable<(Record Record, string Story)> InTimeAsync(this ILedger ledger, ListQuery among, int? latest, [EnumeratorCancellation] CancellationToken cancel)
    {
        var told = ledger.RecordsWithStoriesAsync(among with { OldestFirst = latest is null, Limit = latest }, cancel);
        // The latest come latest first.
        await foreach (var record in latest is null ? told : told.Reverse())
            yield return record;
    }

    /// <summary>The record with this id; null when there is none.</summary>
    /// <param name="asOf">A version; null for the present one.</param>
    public static ValueTask<Record?> GetAsync(this ILedger ledger, string id, long? asOf, CancellationToken cancel = default) =>
        asOf is { } version ? ledger.GetAsOfAsync(id, version, cancel) : ledger.GetAsync(id, cancel);

    /// <summary>The account of the same event that a report is best compared with: the longest that has words of its own, from another publisher where there is one.</summary>
    /// <returns>Null when no other report of the story has words of its own.</returns>
    /// <param name="asOf">A version; null for the present one.</param>
    public static async ValueTask<Record?> OtherAccountAsync(this ILedger ledger, Record record, ITerms terms, long? asOf = null, CancellationToken cancel = default)
    {
        var records = await ledger.StoryRecordsAsync(record.Document.Id, asOf, cancel);
        if (records.Length < 2)
            return null;
        var story = Story.Of(records, terms);
        var own = story.Reports.Where(r => r.Document != record.Document.Id && r.Repeats is null).Select(r => r.Document).ToHashSet(StringComparer.Ordinal);
        var mine = story.Reports.First(r => r.Document == record.Document.Id);
        return records.Where(r => own.Contains(r.Document.Id) && r.Document.Id != mine.Repeats)
            .OrderByDescending(r => r.Document.Publisher != record.Document.Publisher).ThenByDescending(r => r.Document.Language != record.Document.Language)
            .ThenByDescending(r => r.Events.Length + r.Statements.Length + r.Figures.Length).ThenBy(r => r.Document.Id, StringComparer.Ordinal).FirstOrDefault();
    }
}
