using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Readout.Ledger.Searching;
using Readout.Ledger.Stories;

namespace Readout.Ledger.Sqlite;

/// <content>Search: one full-text expression answers words, names, tags and what is left out; days are the order of its rows.</content>
/// <remarks>
/// A row of the index has its day in its number (<c>card.slot</c>): the latest come first without sorting, a period is a range, and a page of a
/// common word costs no more than one of a rare word.
/// </remarks>
public sealed partial class SqliteLedger
{
    private const int SlotBits = 24;

    private const string Cards = "words CROSS JOIN card c ON c.slot = words.rowid WHERE words MATCH $a AND words.rowid >= $b AND words.rowid <= $c";

    // $d: a version; null for the present one.
    private const string Standing = "CASE WHEN $d IS NULL THEN c.until IS NULL ELSE c.since <= $d AND (c.until IS NULL OR c.until > $d) END";

    private readonly record struct Found(long Slot, long Number, double Score, string Cursor);

    public async IAsyncEnumerable<SearchHit> SearchAsync(SearchQuery query, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var asked = Query.Parse(query.Words, _options.Terms);
        if (asked.IsEmpty)
            yield break;
        var left = query.Among.Limit ?? int.MaxValue;
        var byDate = (query.Order ?? (asked.HasWords ? SearchOrder.Relevance : SearchOrder.Date)) == SearchOrder.Date;
        await foreach (var found in byDate ? ByDateAsync(asked, query, cancel) : ByRelevance(asked, query).ToAsyncEnumerable())
        {
            if (left == 0)
                break;
            cancel.ThrowIfCancellationRequested();
            if (Guard(() => Row(found.Number)) is not { } row)
                continue;
            var (language, text) = (row.Summary.Language, Guard(() => DocumentText.Of(row.Json)));
            if (Search.Locate(asked, text, language, _options.Terms) is not { } places)
                continue;
            left--;
            yield return new(row.Summary, found.Score, Search.SnippetOf(text, places), found.Cursor);
        }
    }

    public async IAsyncEnumerable<Record> RecordsAsync(SearchQuery query, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var asked = Query.Parse(query.Words, _options.Terms);
        var left = query.Among.Limit ?? int.MaxValue;
        await foreach (var found in ByDateAsync(asked, query, cancel))
        {
            if (left == 0)
                break;
            if (Guard(() => Row(found.Number)) is not { } row)
                continue;
            var record = Guard(() => RecordJson.Read(row.Json));
            if (Search.Locate(asked, record.Document.Text, record.Document.Language, _options.Terms) is null)
                continue;
            left--;
            yield return record;
        }
    }

    public ValueTask<SearchCounts> CountAsync(SearchQuery query, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ValueTask.FromResult(Guard(() =>
        {
            var asked = Query.Parse(query.Words, _options.Terms);
            var counts = new FacetCounts();
            if (asked.IsEmpty && query.Among is { From: null, To: null, Parties.IsEmpty: true, Language: null, Since: null, AsOf: null })
                return Whole(counts);
            var (low, high) = Slots(asked, query);
            using var rows = Command($"SELECT words.rowid, c.tags FROM {Cards} AND {Standing} ORDER BY words.rowid DESC LIMIT $e",
                IndexExpression.Of(asked, query.Among).Text, low, high, query.Among.AsOf, _options.Effort.Counted + 1).ExecuteReader();
            var total = 0;
            while (rows.Read() && ++total <= _options.Effort.Counted)
            {
                cancel.ThrowIfCancellationRequested();
                counts.Add(rows.GetString(1));
            }

            return new SearchCounts(Math.Min(total, _options.Effort.Counted), total <= _options.Effort.Counted && !asked.HasPhrases, counts.Facets());
        }));
    }

    /// <summary>The whole ledger, exactly: its file keeps count (SqliteSchema).</summary>
    private SearchCounts Whole(FacetCounts counts)
    {
        using var rows = Command("SELECT tag, reports FROM tally").ExecuteReader();
        while (rows.Read())
            counts.Add(rows.GetString(0), rows.GetInt32(1));
        return new SearchCounts((int)(long)Scalar("SELECT count(*) FROM record")!, IsExact: true, counts.Facets());
    }

    private IAsyncEnumerable<Found> ByDateAsync(Query asked, SearchQuery query, CancellationToken cancel)
    {
        var (low, high) = Slots(asked, query);
        if (query.After is { } after)
            high = Math.Min(high, Cursor(after, 'd') - 1);
        return Stream($"SELECT words.rowid, c.number FROM {Cards} AND {Standing} ORDER BY words.rowid DESC",
            [("$a", IndexExpression.Of(asked, query.Among).Text), ("$b", low), ("$c", high), ("$d", (object?)query.Among.AsOf ?? DBNull.Value)],
            row => new Found(row.GetInt64(0), row.GetInt64(1), 0, string.Create(CultureInfo.InvariantCulture, $"d{row.GetInt64(0)}")), cancel);
    }

    private IEnumerable<Found> ByRelevance(Query asked, SearchQuery query)
    {
        var passed = query.After is { } after ? (int)Cursor(after, 'r') : 0;
        foreach (var (slot, score) in Guard(() => Weigh(asked, query)).Skip(passed))
        {
            passed++;
            var number = Guard(() => (long)Scalar("SELECT number FROM card WHERE slot = $a", slot)!);
            yield return new(slot, number, score, string.Create(CultureInfo.InvariantCulture, $"r{passed}"));
        }
    }

    /// <summary>The record with this number, or for a negative number the one in the past.</summary>
    private (RecordSummary Summary, string Json)? Row(long number)
    {
        using var rows = Command(number > 0 ? $"SELECT {SummaryColumns}, r.json FROM record r WHERE r.number = $a" : $"SELECT {SummaryColumns}, r.json FROM past r WHERE r.number = -$a", number).ExecuteReader();
        return rows.Read() ? (SummaryOf(rows), rows.GetString(9)) : null;
    }

    /// <summary>Slots of the records that relevance weighs, the best first.</summary>
    private IEnumerable<(long Slot, double Score)> Weigh(Query asked, SearchQuery query)
    {
        var (low, high) = Slots(asked, query);
        var expression = IndexExpression.Of(asked, query.Among);
        var relevance = new Relevance(expression, Rarities(expression));
        int Take(IndexExpression of, long from)
        {
            var count = 0;
            using var rows = Command($"SELECT words.rowid, {IndexHits.Call} FROM {Cards} AND {Standing} ORDER BY words.rowid DESC LIMIT $e", of.Text, from, high, query.Among.AsOf, _options.Effort.Weighed).ExecuteReader();
            for (; rows.Read(); count++)
                relevance.Add(rows.GetInt64(0), (byte[])rows[1]);
            return count;
        }

        // Older records whose titles have the words are better answers than most of the latest.
        if (Take(expression, low) == _options.Effort.Weighed && asked.HasWords)
            Take(IndexExpression.Of(asked, query.Among, inTitle: true), Math.Max(low, Latest(_options.Effort.Titles).Slot));
        return relevance.Ranked();
    }

    /// <summary>How much each word of the query says, by how many of the latest records have it.</summary>
    private double[] Rarities(IndexExpression expression)
    {
        if (expression.Words.IsEmpty)
            return [];
        var (first, sample) = Latest(_options.Effort.Sampled);
        return [.. expression.Words.Select(w => Relevance.RarityOf((int)(long)Scalar("SELECT count(*) FROM words WHERE words MATCH $a AND rowid >= $b", w, first)!, sample))];
    }

    /// <summary>From which slot on so many of the latest records stand, to the day, and about how many there are; from the first slot on when there are fewer.</summary>
    /// <remarks>A day's last slot tells how many it has: a look a day, not a look a record.</remarks>
    private (long Slot, int Count) Latest(int count)
    {
        using var row = Command("""
            WITH RECURSIVE day (last, later) AS (
                SELECT max(slot), 0 FROM card
                UNION ALL
                SELECT (SELECT max(slot) FROM card WHERE slot < (last >> 24) << 24), later + (last & 0xFFFFFF) + 1 FROM day WHERE last > 0 AND later < $a)
            SELECT min(last) FILTER (WHERE last > 0 AND later < $a), max(later) FROM day
            """, count).ExecuteReader();
        return row.Read() && !row.IsDBNull(0) && row.GetInt64(1) >= count
            ? (row.GetInt64(0) >> SlotBits << SlotBits, row.GetInt32(1))
            : (long.MinValue, (int)(long)Scalar("SELECT count(*) FROM card")!);
    }

    private static (long Low, long High) Slots(Query asked, SearchQuery query)
    {
        var (from, to) = (Latest(asked.From, query.Among.From), Earliest(asked.To, query.Among.To));
        if (from is null && to is null)
            return (long.MinValue, long.MaxValue);
        return ((long)(from ?? DateOnly.MinValue).DayNumber << SlotBits, (((long)(to ?? DateOnly.MaxValue).DayNumber + 1) << SlotBits) - 1);
    }

    private static DateOnly? Latest(DateOnly? a, DateOnly? b) => a is null || b > a ? b : a;

    private static DateOnly? Earliest(DateOnly? a, DateOnly? b) => a is null || b < a ? b : a;

    private long Cursor(string cursor, char kind) =>
        cursor.Length > 1 && cursor[0] == kind && long.TryParse(cursor.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new LedgerException(Codes.WrongCursor, Path, $"'{cursor}' is no place in these results. Take the cursor of a hit of the same query in the same order.");

    /// <summary>Puts a record into the index, gives it its place among the days, and finds its story.</summary>
    private void Index(long number, Record record, bool isCorrected, long since)
    {
        var terms = TermsOf(record);
        PutWords(number, record, terms, isCorrected, since, until: null);
        IndexWording(number, record.Document.Text);
        Stories.Add(number, TellingMaker.Of(record, terms, _options.Terms));
    }

    private List<Term> TermsOf(Record record) => [.. _options.Terms.Of(record.Document.Text, record.Document.Language)];

    private void PutWords(long number, Record record, List<Term> terms, bool isCorrected, long since, long? until)
    {
        var document = record.Document;
        var titleEnd = document.Title is { Length: > 0 } title && document.Text.StartsWith(title, StringComparison.Ordinal) ? title.Length : 0;
        var tags = string.Join(' ', Tags.Of(record, isCorrected));
        var slot = NextSlot(document.Published);
        Execute("INSERT INTO card (slot, number, since, until, tags) VALUES ($a, $b, $c, $d, $e)", slot, number, since, until, tags);
        Execute("INSERT INTO words (rowid, title, people, organisations, places, body, tags) VALUES ($a, $b, $c, $d, $e, $f, $g)", slot,
            Joined(terms.Where(t => t.Start < titleEnd)),
            JoinedNames(record.Actors.Where(a => a.Kind == ActorKind.Person).SelectMany(a => a.Names.Values.Append(a.Name))),
            JoinedNames(record.Actors.Where(a => a.Kind != ActorKind.Person).SelectMany(a => a.Names.Values.Append(a.Name))),
            JoinedNames(record.Places.SelectMany(p => p.Names.Values.Append(p.Name)).Concat(record.Initiatives.Select(i => i.Name))),
            Joined(terms.Where(t => t.Start >= titleEnd)), tags);
    }

    private void Unindex(long number)
    {
        Execute("DELETE FROM words WHERE rowid = (SELECT slot FROM card WHERE number = $a)", number);
        Execute("DELETE FROM card WHERE number = $a", number);
    }

    // Those without a day come after all others: below zero, downwards.
    private long NextSlot(DateOnly? day)
    {
        if (day is not { } known)
            return ((long?)Scalar("SELECT min(slot) FROM card WHERE slot < 0") ?? 0) - 1;
        var first = (long)known.DayNumber << SlotBits;
        return ((long?)Scalar("SELECT max(slot) FROM card WHERE slot >= $a AND slot < $b", first, first + (1L << SlotBits)) ?? (first - 1)) + 1;
    }

    private string JoinedNames(IEnumerable<string> names) => Joined(_options.Terms.Of(string.Join('\n', names.Distinct(StringComparer.Ordinal)), null));
}
