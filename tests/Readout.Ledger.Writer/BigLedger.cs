using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Readout.Ledger.Searching;
using Readout.Ledger.Sqlite;
using Readout.Ledger.TestKit;

namespace Readout.Ledger.Writer;

/// <summary>A ledger as large as the archives of years, for measuring the search: words, states and what is read in reports are as frequent as they are in real ones.</summary>
/// <remarks>
/// Only what the search reads is filled (record, card, words), row by row in the order of days; stories are left out, which makes a million records a matter of minutes.
/// Words follow Zipf's law over a vocabulary of 50,000, 120 a report; states follow it too, so that every tenth report is of the pair that is met most.
/// </remarks>
public static class BigLedger
{
    private const int Vocabulary = 50_000;
    private const int WordsAReport = 120;
    private const int ReportsADay = 130;
    private const int BatchSize = 500;

    private static readonly string[] States =
    [
        "KAZ", "CHN", "RUS", "UZB", "TUR", "KGZ", "TJK", "TKM", "AZE", "IND", "USA", "DEU", "FRA", "GBR", "JPN", "KOR", "IRN", "PAK", "MNG", "ITA",
        "SAU", "ARE", "QAT", "EGY", "ZAF", "BRA", "IDN", "VNM", "MYS", "THA", "POL", "HUN", "SRB", "GRC", "ESP", "CAN", "MEX", "AUS", "GEO", "ARM",
    ];

    private static readonly string[] Types = ["CONSULT", "CONSULT", "CONSULT", "CONSULT", "SUPPORT", "SUPPORT", "COOPERATE", "AGREE", "AID", "REQUEST", "ACCUSE", "REJECT", "SANCTION", "THREATEN"];
    private static readonly string[] Statuses = ["occurred", "occurred", "occurred", "planned", "proposed", "historical"];
    private static readonly string[] Acts = ["inform", "inform", "support", "thank", "promise", "propose", "request", "concern", "criticise"];
    private static readonly string[] Topics = ["trade", "investment", "transport", "energy", "security", "culture", "education", "water", "digital", "agriculture", "tourism", "space"];
    private static readonly string[] Measures = ["trade-turnover", "exports", "investment", "freight", "documents", "tourists"];
    private static readonly string[] Sources = ["akorda.kz", "mfa.gov.cn", "kremlin.ru", "president.uz", "agency.example", "daily.example"];
    private static readonly string[] Languages = ["ru", "ru", "ru", "en", "en", "zh", "kk"];

    /// <summary>Queries as people type them, from narrow to broad.</summary>
    private static readonly string[] Queries =
    [
        "KAZ CHN type:CONSULT topic:trade 2020..2024 \"w12 w40\" -w3",
        "w900 w1500",
        "KAZ TUR w77 2023",
        "person:w5",
        "type:CONSULT.planned topic:energy KAZ UZB",
        "act:promise measure:trade-turnover 2022..",
        "title:w30 KAZ",
        "w4",
        "w4 w9 w20",
        "KAZ",
        "-KAZ type:SANCTION source:akorda.kz",
        "\"w1 w2\"",
    ];

    public static async Task<int> FillAsync(string path, int count)
    {
        await using (SqliteLedger.Open(path, new SqliteLedgerOptions { Terms = new PlainTerms(), Create = true }))
        {
        }

        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using (var pragma = connection.CreateCommand())
        {
            pragma.CommandText = "PRAGMA synchronous = OFF; PRAGMA cache_size = -200000";
            pragma.ExecuteNonQuery();
        }

        var watch = Stopwatch.StartNew();
        var random = new Random(1);
        var zipf = Zipf(Vocabulary);
        var pairs = Zipf(States.Length);
        var day = new DateOnly(2005, 1, 1);
        SqliteTransaction? transaction = null;
        using var record = Prepared(connection, "INSERT INTO record (number, id, name, language, title, published, publisher, parties, added, json, since) VALUES ($a, $b, $c, $d, $e, $f, $g, $h, '2025-01-01T00:00:00Z', $i, 1)", 9);
        using var party = Prepared(connection, "INSERT OR IGNORE INTO party (party, number) VALUES ($a, $b)", 2);
        using var card = Prepared(connection, "INSERT INTO card (slot, number, since, tags) VALUES ($a, $b, 1, $c)", 3);
        using var words = Prepared(connection, "INSERT INTO words (rowid, title, people, organisations, places, body, tags) VALUES ($a, $b, $c, '', '', $d, $e)", 5);
        for (var n = 0; n < count; n++)
        {
            if (n % BatchSize == 0)
            {
                transaction?.Commit();
                if (n > 0 && n % 50_000 == 0)
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{n:N0} {n / watch.Elapsed.TotalSeconds:N0}/s"));
                transaction = connection.BeginTransaction();
                record.Transaction = party.Transaction = card.Transaction = words.Transaction = transaction;
            }

            day = n % ReportsADay == 0 && n > 0 ? day.AddDays(1) : day;
            var title = Sentence(random, zipf, 7);
            var body = Sentence(random, zipf, WordsAReport);
            var (a, b) = (States[Pick(random, pairs)], States[Pick(random, pairs)]);
            var tags = TagsOf(random, a, b, day, out var language, out var source);
            var published = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var id = n.ToString("x64", CultureInfo.InvariantCulture);
            var json = RecordJson.Write(new Record { Document = new DocumentFacts { Id = id, Name = $"r{n}", Language = language, Title = title, Text = $"{title}\n\n{body}", Publisher = source, Published = day } });
            Run(record, n + 1, id, $"r{n}", language, title, published, source, $"{a}\u001F{b}", json);
            Run(party, a, n + 1);
            Run(party, b, n + 1);
            var slot = ((long)day.DayNumber << 24) + n % ReportsADay;
            Run(card, slot, n + 1, tags);
            Run(words, slot, title, $"w{random.Next(200)} w{random.Next(200)}", body, tags);
        }

        transaction?.Commit();
        using var checkpoint = connection.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        checkpoint.ExecuteNonQuery();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:N0} records in {watch.Elapsed.TotalSeconds:N0} s, {new FileInfo(path).Length / 1e9:N2} GB"));
        return 0;
    }

    /// <summary>Times the first page of each query and its counts, the file in the system's cache: medians of so many runs, and processor time a run.</summary>
    /// <param name="queries">None for those of docs/ledger.md.</param>
    public static async Task<int> TimeAsync(string path, IReadOnlyList<string> queries, int runs = 9)
    {
        await using var ledger = SqliteLedger.Open(path, new SqliteLedgerOptions { Terms = new PlainTerms() });
        var records = await ledger.CountAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{records:N0} records; milliseconds (processor): first page of 20 by relevance, by date, counts; records found"));
        foreach (var query in queries.Count > 0 ? queries : Queries)
        {
            var total = "";
            var relevance = await TimedAsync(runs, () => PageAsync(ledger, query, SearchOrder.Relevance));
            var date = await TimedAsync(runs, () => PageAsync(ledger, query, SearchOrder.Date));
            var counts = await TimedAsync(runs, async () =>
            {
                var counted = await ledger.CountAsync(new SearchQuery(query, ListQuery.All));
                total = string.Create(CultureInfo.InvariantCulture, $"{counted.Total:N0}{(counted.IsExact ? "" : "+")}");
            });
            Console.WriteLine($"{relevance} {date} {counts}  {total,8}  {query}");
        }

        return 0;
    }

    private static async Task PageAsync(SqliteLedger ledger, string query, SearchOrder order)
    {
        await foreach (var _ in ledger.SearchAsync(new SearchQuery(query, new ListQuery { Limit = 20 }) { Order = order }))
        {
        }
    }

    private static async Task<string> TimedAsync(int runs, Func<Task> act)
    {
        // The first time fills caches and compiles.
        await act();
        var wall = new List<double>();
        var processor = new List<double>();
        for (var i = 0; i < runs; i++)
        {
            var before = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            await act();
            wall.Add(watch.Elapsed.TotalMilliseconds);
            processor.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
        }

        wall.Sort();
        processor.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"{wall[runs / 2],7:N1} ({processor[runs / 2],5:N1})");
    }

    private static string TagsOf(Random random, string a, string b, DateOnly day, out string language, out string source)
    {
        string Any(string[] values) => values[random.Next(values.Length)];
        (language, source) = (Any(Languages), Any(Sources));
        var tags = new List<string> { Tags.Every, Tags.Of(Tags.Language, language), Tags.Of(Tags.Source, source), Tags.Of(Tags.Year, day.ToString("yyyy", CultureInfo.InvariantCulture)), Tags.Of(Tags.Party, a), Tags.Of(Tags.Party, b) };
        for (var e = random.Next(1, 4); e > 0; e--)
        {
            var (type, status) = (Any(Types), Any(Statuses));
            tags.AddRange([Tags.Of(Tags.Type, type), Tags.Of(Tags.Type, $"{type}.{status}"), Tags.Of(Tags.Status, status)]);
        }

        for (var s = random.Next(0, 4); s > 0; s--)
            tags.Add(Tags.Of(Tags.Act, Any(Acts)));
        for (var t = random.Next(0, 4); t > 0; t--)
            tags.Add(Tags.Of(Tags.Topic, Any(Topics)));
        if (random.Next(3) == 0)
            tags.Add(Tags.Of(Tags.Measure, Any(Measures)));
        return string.Join(' ', tags.Distinct());
    }

    private static double[] Zipf(int count)
    {
        var sums = new double[count];
        for (var i = 0; i < count; i++)
            sums[i] = (i == 0 ? 0 : sums[i - 1]) + 1.0 / (i + 1);
        return sums;
    }

    private static int Pick(Random random, double[] sums)
    {
        var at = Array.BinarySearch(sums, random.NextDouble() * sums[^1]);
        return Math.Min(at < 0 ? ~at : at, sums.Length - 1);
    }

    private static string Sentence(Random random, double[] zipf, int length)
    {
        var text = new StringBuilder(length * 6);
        for (var i = 0; i < length; i++)
            text.Append(i == 0 ? "" : " ").Append('w').Append(Pick(random, zipf));
        return text.ToString();
    }

    private static SqliteCommand Prepared(SqliteConnection connection, string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
            command.Parameters.Add(new SqliteParameter("$" + (char)('a' + i), null));
        return command;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }
}
