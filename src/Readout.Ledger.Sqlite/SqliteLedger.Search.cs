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
    /// <summary>Relevance weighs at most so many of the latest records that fit, and so many of the latest that have the words in their titles.</summary>
    internal const int Weighed = 1000;

    /// <summary>Results are counted up to here; beyond, the counts are of the latest so many.</summary>
    internal const int Counted = 10_000;

    private const int SlotBits = 24;

    // Title, people, organisations, places, body, tags.
    private const string Score = "bm25(words, 8.0, 4.0, 4.0, 2.0, 1.0, 0.0)";

    private static readonly ImmutableArray<(string Facet, string Tag)> FacetTags =
    [
        ("state", Tags.Party), ("type", Tags.Type), ("status", Tags.Status), ("topic", Tags.Topic), ("act", Tags.Act), ("measure", Tags.Measure),
        ("grade", Tags.Grade), ("lang", Tags.Language), ("source", Tags.Source),
    ];

    public async IAsyncEnumerable<SearchHit> SearchAsync(SearchQuery query, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var asked = Query.Parse(query.Words, _options.Terms);
        if (asked.IsEmpty)
            yield break;
        var left = query.Among.Limit ?? int.MaxValue;
        var byDate = (query.Order ?? (asked.HasWords ? SearchOrder.Relevance : SearchOrder.Date)) == SearchOrder.Date;
        var rows = byDate ? ByDateAsync(asked, query, cancel) : ByRelevanceAsync(asked, query, cancel);
        await foreach (var (summary, score, json, cursor) in rows)
        {
            if (left == 0)
                break;
            var document = RecordJson.Read(json).Document;
            if (Search.Locate(asked, document.Text, document.Language, _options.Terms) is not { } found)
                continue;
            left--;
            yield return new(summary, -score, Search.SnippetOf(document.Text, found), cursor);
        }
    }

    public async IAsyncEnumerable<Record> RecordsAsync(SearchQuery query, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var asked = Query.Parse(query.Words, _options.Terms);
        var left = query.Among.Limit ?? int.MaxValue;
        await foreach (var (_, _, json, _) in ByDateAsync(asked, query, cancel))
        {
            if (left == 0)
                break;
            var record = RecordJson.Read(json);
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
            var counts = FacetTags.ToDictionary(f => f.Tag, _ => new Dictionary<string, int>(StringComparer.Ordinal), StringComparer.Ordinal);
            var years = new Dictionary<string, int>(StringComparer.Ordinal);
            var (low, high) = Slots(asked, query);
            using var command = Command("""
                SELECT words.rowid, c.tags FROM words CROSS JOIN card c ON c.slot = words.rowid
                WHERE words MATCH $a AND words.rowid >= $b AND words.rowid <= $c ORDER BY words.rowid DESC LIMIT $d
                """, Match(asked, query.Among), low, high, Counted + 1).ExecuteReader();
            var total = 0;
            while (command.Read() && ++total <= Counted)
            {
                cancel.ThrowIfCancellationRequested();
                var slot = command.GetInt64(0);
                if (slot > 0)
                    Count(years, DateOnly.FromDayNumber((int)(slot >> SlotBits)).Year.ToString(CultureInfo.InvariantCulture));
                foreach (var tag in command.GetString(1).Split(' '))
                {
                    var mark = tag.IndexOf('=', StringComparison.Ordinal);
                    // CONSULT.planned is counted as CONSULT already; organisations are no states.
                    if (counts.TryGetValue(tag[..mark], out var values) && (mark != Tags.Type.Length || !tag.StartsWith(Tags.Type, StringComparison.Ordinal) || !tag.Contains('.', StringComparison.Ordinal)))
                        Count(values, tag[(mark + 1)..]);
                }
            }

            var facets = FacetTags.Select(f => Facet(f.Facet, counts[f.Tag].Where(v => f.Facet != "state" || (v.Key.Length == 3 && v.Key.All(char.IsAsciiLetterUpper)))))
                .Append(Facet("year", years)).Where(f => f.Values.Length > 0);
            return new SearchCounts(Math.Min(total, Counted), total <= Counted && !asked.HasPhrases, [.. facets]);
        }));
    }

    private static void Count(Dictionary<string, int> counts, string value) =>
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, value, out _)++;

    private static SearchFacet Facet(string field, IEnumerable<KeyValuePair<string, int>> values) =>
        new(field, [.. values.OrderByDescending(v => v.Value).ThenBy(v => v.Key, StringComparer.Ordinal).Select(v => new FacetValue(v.Key, v.Value))]);

    private async IAsyncEnumerable<(RecordSummary Summary, double Score, string Json, string Cursor)> ByDateAsync(Query asked, SearchQuery query, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (low, high) = Slots(asked, query);
        if (query.After is { } after)
            high = Math.Min(high, Cursor(after, 'd') - 1);
        var sql = $"""
            SELECT {SummaryColumns}, r.json, words.rowid FROM words CROSS JOIN card c ON c.slot = words.rowid CROSS JOIN record r ON r.number = c.number
            WHERE words MATCH $match AND words.rowid >= $low AND words.rowid <= $high ORDER BY words.rowid DESC
            """;
        await foreach (var row in Stream(sql, [("$match", Match(asked, query.Among)), ("$low", low), ("$high", high)],
            row => (SummaryOf(row), 0.0, row.GetString(9), string.Create(CultureInfo.InvariantCulture, $"d{row.GetInt64(10)}")), cancel))
            yield return row;
    }

    private async IAsyncEnumerable<(RecordSummary Summary, double Score, string Json, string Cursor)> ByRelevanceAsync(Query asked, SearchQuery query, [EnumeratorCancellation] CancellationToken cancel)
    {
        await ValueTask.CompletedTask;
        var passed = query.After is { } after ? (int)Cursor(after, 'r') : 0;
        var weighed = Guard(() => Weigh(asked, query));
        foreach (var (slot, score) in weighed.OrderBy(w => w.Value).ThenByDescending(w => w.Key).Skip(passed))
        {
            cancel.ThrowIfCancellationRequested();
            passed++;
            var row = Guard(() =>
            {
                using var rows = Command($"SELECT {SummaryColumns}, r.json FROM card c JOIN record r ON r.number = c.number WHERE c.slot = $a", slot).ExecuteReader();
                return rows.Read() ? (SummaryOf(rows), rows.GetString(9)) : default;
            });
            if (row.Item1 is not null)
                yield return (row.Item1, score, row.Item2, string.Create(CultureInfo.InvariantCulture, $"r{passed}"));
        }
    }

    /// <summary>Slots of the records that relevance weighs, with their BM25; lower is better.</summary>
    private Dictionary<long, double> Weigh(Query asked, SearchQuery query)
    {
        var weighed = new Dictionary<long, double>();
        var (low, high) = Slots(asked, query);
        void Take(string match)
        {
            using var rows = Command($"SELECT rowid, {Score} FROM words WHERE words MATCH $a AND rowid >= $b AND rowid <= $c ORDER BY rowid DESC LIMIT $d", match, low, high, Weighed).ExecuteReader();
            while (rows.Read())
                weighed[rows.GetInt64(0)] = rows.GetDouble(1);
        }

        Take(Match(asked, query.Among));
        // Older records whose titles have the words are better answers than most of the latest.
        if (weighed.Count == Weighed && asked.HasWords)
            Take(Match(asked, query.Among, inTitle: true));
        return weighed;
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

    /// <summary>The full-text expression of a query.</summary>
    private static string Match(Query asked, ListQuery among, bool inTitle = false)
    {
        var wanted = new List<string>();
        var unwanted = new List<string>();
        foreach (var part in asked.Parts)
        {
            // Whether words stand side by side the index cannot tell for sure: such a phrase is left out by its text, not by the index.
            var phrases = part.IsNegated ? [.. part.Phrases.Where(p => p.Words.Length == 1)] : part.Phrases;
            var column = inTitle && part.Column == QueryColumn.Any ? QueryColumn.Title : part.Column;
            string[] any = [.. part.Tags.Select(t => $"tags : {Term(t)}"), .. phrases.Select(p => ColumnOf(column) + Near(p))];
            if (any.Length > 0)
                (part.IsNegated ? unwanted : wanted).Add($"({string.Join(" OR ", any)})");
        }

        wanted.AddRange(among.Parties.Select(p => $"tags : {Term(Tags.Of(Tags.Party, p))}"));
        if (among.Language is { } language)
            wanted.Add($"tags : {Term(Tags.Of(Tags.Language, language))}");
        if (wanted.Count == 0)
            wanted.Add($"tags : {Term(Tags.Every)}");
        var match = string.Join(" AND ", wanted);
        return unwanted.Count == 0 ? match : $"({match}) NOT ({string.Join(" OR ", unwanted)})";
    }

    private static string ColumnOf(QueryColumn column) => column switch
    {
        QueryColumn.Title => "title : ",
        QueryColumn.People => "people : ",
        QueryColumn.Organisations => "organisations : ",
        QueryColumn.Places => "places : ",
        _ => "{title people organisations places body} : ",
    };

    /// <summary>The words of a phrase near each other: alternatives of a word stand side by side in the index, so neighbours are a few terms apart.</summary>
    private static string Near(Phrase phrase)
    {
        const int Apart = 6;
        var words = phrase.Words;
        if (words.Length == 1)
            return $"({string.Join(" OR ", words[0].Select(Term))})";
        var pairs = new List<string>();
        for (var i = 0; i + 1 < words.Length; i++)
        {
            var next = words[i + 1];
            pairs.Add($"({string.Join(" OR ", words[i].SelectMany(a => next.Select(b => $"NEAR({Term(a)} {Term(b)}, {Apart})")))})");
        }

        return $"({string.Join(" AND ", pairs)})";
    }

    private static string Term(string term) => $"\"{term.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Puts a record into the index and gives it its place among the days.</summary>
    private void Index(long number, Record record, bool isCorrected)
    {
        var document = record.Document;
        var text = document.Text;
        var terms = _options.Terms.Of(text, document.Language).ToList();
        var titleEnd = document.Title is { Length: > 0 } title && text.StartsWith(title, StringComparison.Ordinal) ? title.Length : 0;
        var tags = string.Join(' ', Tags.Of(record, isCorrected));
        var slot = NextSlot(document.Published);
        Execute("INSERT INTO card (slot, number, tags) VALUES ($a, $b, $c)", slot, number, tags);
        Execute("INSERT INTO words (rowid, title, people, organisations, places, body, tags) VALUES ($a, $b, $c, $d, $e, $f, $g)", slot,
            Joined(terms.Where(t => t.Start < titleEnd)),
            JoinedNames(record.Actors.Where(a => a.Kind == ActorKind.Person).SelectMany(a => a.Names.Values.Append(a.Name))),
            JoinedNames(record.Actors.Where(a => a.Kind != ActorKind.Person).SelectMany(a => a.Names.Values.Append(a.Name))),
            JoinedNames(record.Places.SelectMany(p => p.Names.Values.Append(p.Name)).Concat(record.Initiatives.Select(i => i.Name))),
            Joined(terms.Where(t => t.Start >= titleEnd)), tags);
        Stories.Add(number, TellingMaker.Of(record, terms, _options.Terms));
    }

    private void Unindex(long number) => Execute("DELETE FROM words WHERE rowid = (SELECT slot FROM card WHERE number = $a)", number);

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
