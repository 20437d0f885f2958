using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Readout.Ledger.Stories;

namespace Readout.Ledger.Sqlite;

/// <content>Stories, and what persons say about them.</content>
public sealed partial class SqliteLedger
{
    private const string InOrderOfTelling = "ORDER BY r.published IS NULL, r.published, r.id";

    public ValueTask<ImmutableArray<RecordSummary>> StoryAsync(string document, long? asOf = null, CancellationToken cancel = default) =>
        ValueTask.FromResult(Guard(() => asOf is { } version
            ? StoryAt(document, version)
            : Scalar("SELECT t.story FROM record r JOIN telling t ON t.number = r.number WHERE r.id = $a", document) is long story ? StoryOf(story) : []));

    public async IAsyncEnumerable<ImmutableArray<RecordSummary>> StoriesAsync(ListQuery query, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var left = query.Limit ?? int.MaxValue;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var record in ListAsync(query with { Limit = null }, cancel))
        {
            if (left == 0)
                yield break;
            if (seen.Contains(record.Id))
                continue;
            var story = await StoryAsync(record.Id, query.AsOf, cancel);
            // A story of one is not met again.
            if (story.Length > 1)
                seen.UnionWith(story.Select(m => m.Id));
            left--;
            yield return story;
        }
    }

    public async IAsyncEnumerable<(Record Record, string Story)> RecordsWithStoriesAsync(ListQuery query, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        if (query.AsOf is not { } version)
        {
            var (from, parameters) = Ordered(query);
            await foreach (var found in Stream($"SELECT r.json, t.story {from} JOIN telling t ON t.number = r.number", parameters,
                row => (RecordJson.Read(row.GetString(0)), row.GetInt64(1).ToString(CultureInfo.InvariantCulture)), cancel))
                yield return found;
            yield break;
        }

        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var record in RecordsAsync(query, cancel))
        {
            if (!known.Remove(record.Document.Id, out var story))
            {
                var members = Guard(() => StoryAt(record.Document.Id, version));
                story = members[0].Id;
                foreach (var member in members.Where(m => m.Id != record.Document.Id))
                    known[member.Id] = story;
            }

            yield return (record, story);
        }
    }

    public ValueTask JudgeAsync(Judgement judgement, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(judgement);
        cancel.ThrowIfCancellationRequested();
        Guard(() => Change(() =>
        {
            Judge(judgement);
            return true;
        }));
        return ValueTask.CompletedTask;
    }

    public IAsyncEnumerable<Judgement> JudgementsAsync(JudgementKind kind, long? asOf = null, CancellationToken cancel = default) => Stream("""
        SELECT j.kind, coalesce(f.id, j.first), j.first_start, j.first_end, coalesce(s.id, j.second), j.second_start, j.second_end, j.verdict, j.by, j.at, j.version
        FROM judgement j
        LEFT JOIN record f ON j.first_start IS NULL AND f.key = j.first_key AND NOT EXISTS (SELECT 1 FROM record WHERE id = j.first)
        LEFT JOIN record s ON j.second_start IS NULL AND s.key = j.second_key AND NOT EXISTS (SELECT 1 FROM record WHERE id = j.second)
        WHERE j.kind = $kind AND j.version <= $asOf ORDER BY j.number
        """, [("$kind", Word(kind)), ("$asOf", asOf ?? long.MaxValue)], ReadJudgement, cancel);

    private static Judgement ReadJudgement(SqliteDataReader row) => new(
        Enum.Parse<JudgementKind>(row.GetString(0), ignoreCase: true),
        new(row.GetString(1), Number(row, 2), Number(row, 3)),
        new(row.GetString(4), Number(row, 5), Number(row, 6)),
        Enum.Parse<Verdict>(row.GetString(7), ignoreCase: true),
        Text(row, 8),
        DateTimeOffset.Parse(row.GetString(9), CultureInfo.InvariantCulture))
    {
        Version = row.GetInt64(10),
    };

    private static int? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private void Judge(Judgement judgement)
    {
        var (first, firstKey) = Named(judgement.First.Document);
        var (second, secondKey) = Named(judgement.Second.Document);
        Execute("""
            INSERT INTO judgement (version, kind, first, first_key, first_start, first_end, second, second_key, second_start, second_end, verdict, by, at)
            VALUES ($a, $b, $c, $d, $e, $f, $g, $h, $i, $j, $k, $l, $m)
            """,
            NextVersion(), Word(judgement.Kind), judgement.First.Document, firstKey, judgement.First.Start, judgement.First.End,
            judgement.Second.Document, secondKey, judgement.Second.Start, judgement.Second.End, Word(judgement.Verdict), judgement.By, Moment(judgement.At));
        if (judgement.Kind == JudgementKind.Story)
            Stories.Reconsider(first, second);
    }

    private (long Number, string? Key) Named(string document)
    {
        using var row = Command("SELECT number, key FROM record WHERE id = $a", document).ExecuteReader();
        return row.Read() ? (row.GetInt64(0), Text(row, 1)) : throw new ArgumentException($"No document of the ledger has the id {document}.");
    }

    private ImmutableArray<RecordSummary> StoryOf(long story)
    {
        using var rows = Command($"SELECT {SummaryColumns} FROM telling t JOIN record r ON r.number = t.number WHERE t.story = $a {InOrderOfTelling}", story).ExecuteReader();
        return ReadSummaries(rows);
    }

    private static ImmutableArray<RecordSummary> ReadSummaries(SqliteDataReader rows)
    {
        var found = ImmutableArray.CreateBuilder<RecordSummary>();
        while (rows.Read())
            found.Add(SummaryOf(rows));
        return found.ToImmutable();
    }

    /// <summary>The story as it stood: found again from the records and the persons' words of that version. Nothing of it is stored.</summary>
    private ImmutableArray<RecordSummary> StoryAt(string document, long version)
    {
        var past = Past(version);
        var start = past.Values.FirstOrDefault(p => p.Telling.Document == document)
            ?? (Scalar("SELECT number FROM record WHERE id = $a AND since <= $b", document, version) is long number ? new Shelf(this).Find(number) : null);
        if (start is null)
            return [];
        var shelf = new Shelf(this);
        var rulings = RulingsAt(version);
        var reached = new Dictionary<long, Shelved> { [start.Number] = start };
        var open = new Queue<Shelved>([start]);
        while (open.TryDequeue(out var report))
        {
            var joined = rulings.Where(r => r.IsSame && (r.First == report.Number || r.Second == report.Number))
                .Select(r => r.First == report.Number ? r.Second : r.First).Select(n => n < 0 ? past.GetValueOrDefault(n) : shelf.Find(n)).OfType<Shelved>();
            var near = shelf.Sharing(report.Telling.Marks, version).Concat(past.Values)
                .Where(other => !reached.ContainsKey(other.Number) && Kinship.Between(report.Telling, other.Telling) is not null);
            foreach (var other in near.Concat(joined).ToList())
            {
                if (reached.TryAdd(other.Number, other))
                    open.Enqueue(other);
            }
        }

        var story = Grouping.Stories([.. reached.Values.OrderBy(r => r.Number)], rulings).First(s => s.Any(m => m.Number == start.Number));
        var numbers = string.Join(',', story.Select(m => m.Number));
        using var command = Connection.CreateCommand();
        command.CommandText = $"SELECT {SummaryColumns} FROM {Records(version)} r WHERE r.number IN ({numbers}) {InOrderOfTelling}";
        command.Parameters.AddWithValue("$asOf", version);
        using var rows = command.ExecuteReader();
        return ReadSummaries(rows);
    }

    /// <summary>Records that have given way since, by the negative of their numbers in the past.</summary>
    private Dictionary<long, Shelved> Past(long version)
    {
        var past = new Dictionary<long, Shelved>();
        using var rows = Command("SELECT -number, json FROM past WHERE since <= $a AND until > $a", version).ExecuteReader();
        while (rows.Read())
        {
            var record = RecordJson.Read(rows.GetString(1));
            past[rows.GetInt64(0)] = new(rows.GetInt64(0), 0, 0, TellingMaker.Of(record, _options.Terms.Of(record.Document.Text, record.Document.Language), _options.Terms));
        }

        return past;
    }

    private List<Ruling> RulingsAt(long version)
    {
        var last = new Dictionary<(long, long), Ruling>();
        using var rows = Command($"""
            WITH known AS {Records(version, "$a")}
            SELECT f.number, s.number, j.verdict, j.number FROM judgement j
            JOIN known f ON f.id = j.first OR f.key = j.first_key
            JOIN known s ON s.id = j.second OR s.key = j.second_key
            WHERE j.kind = 'story' AND j.version <= $a ORDER BY j.number
            """, version).ExecuteReader();
        while (rows.Read())
            Rule(last, rows.GetInt64(0), rows.GetInt64(1), rows.GetString(2), rows.GetInt64(3));
        return [.. last.Values];
    }

    private static void Rule(Dictionary<(long, long), Ruling> last, long first, long second, string verdict, long said)
    {
        var pair = (Math.Min(first, second), Math.Max(first, second));
        if (verdict == Word(Verdict.Withdrawn))
            last.Remove(pair);
        else if (first != second)
            last[pair] = new(pair.Item1, pair.Item2, verdict == Word(Verdict.Same), said);
    }

    private sealed class Shelf(SqliteLedger ledger) : IStoryShelf
    {
        private const string Columns = "t.number, t.cluster, t.story, t.digest";

        public IEnumerable<Shelved> Sharing(ImmutableArray<long> marks) => Sharing(marks, long.MaxValue);

        public IEnumerable<Shelved> Sharing(ImmutableArray<long> marks, long version)
        {
            var numbers = new SortedSet<long>();
            foreach (var mark in marks)
            {
                using var rows = ledger.Command("SELECT number FROM mark WHERE mark = $a", mark).ExecuteReader();
                while (rows.Read())
                    numbers.Add(rows.GetInt64(0));
            }

            foreach (var number in numbers)
            {
                if (version == long.MaxValue || ledger.Scalar("SELECT 1 FROM record WHERE number = $a AND since <= $b", number, version) is not null)
                    yield return Find(number)!;
            }
        }

        public Shelved? Find(long number)
        {
            using var row = ledger.Command($"SELECT {Columns} FROM telling t WHERE t.number = $a", number).ExecuteReader();
            return row.Read() ? Read(row) : null;
        }

        public ImmutableArray<Shelved> InCluster(long cluster)
        {
            var found = ImmutableArray.CreateBuilder<Shelved>();
            using var rows = ledger.Command($"SELECT {Columns} FROM telling t WHERE t.cluster = $a ORDER BY t.number", cluster).ExecuteReader();
            while (rows.Read())
                found.Add(Read(rows));
            return found.ToImmutable();
        }

        public bool IsParted(long cluster) => ledger.Scalar("SELECT 1 FROM telling WHERE cluster = $a AND story <> $a LIMIT 1", cluster) is not null;

        public ImmutableArray<Ruling> RulingsOn(long number)
        {
            // Nobody has said anything about most reports: the index says so at once.
            var said = new List<(long First, long Second, string Verdict, long Said)>();
            using (var rows = ledger.Command("""
                SELECT coalesce(f.number, fk.number), coalesce(s.number, sk.number), j.verdict, j.number
                FROM record r JOIN judgement j ON j.first = r.id OR j.second = r.id OR j.first_key = r.key OR j.second_key = r.key
                LEFT JOIN record f ON f.id = j.first LEFT JOIN record fk ON fk.key = j.first_key
                LEFT JOIN record s ON s.id = j.second LEFT JOIN record sk ON sk.key = j.second_key
                WHERE r.number = $a AND j.kind = 'story' ORDER BY j.number
                """, number).ExecuteReader())
            {
                while (rows.Read())
                {
                    if (!rows.IsDBNull(0) && !rows.IsDBNull(1))
                        said.Add((rows.GetInt64(0), rows.GetInt64(1), rows.GetString(2), rows.GetInt64(3)));
                }
            }

            var last = new Dictionary<(long, long), Ruling>();
            foreach (var (first, second, verdict, at) in said)
            {
                if ((first == number || second == number) && Find(first == number ? second : first) is not null)
                    Rule(last, first, second, verdict, at);
            }

            return [.. last.Values];
        }

        public void Put(Shelved report)
        {
            ledger.Execute("INSERT INTO telling (number, cluster, story, digest) VALUES ($a, $b, $c, $d)", report.Number, report.Cluster, report.Story, TellingBytes.Write(report.Telling));
            foreach (var mark in report.Telling.Marks)
                ledger.Execute("INSERT INTO mark (mark, number) VALUES ($a, $b)", mark, report.Number);
        }

        public void Move(long number, long cluster, long story) =>
            ledger.Execute("UPDATE telling SET cluster = $b, story = $c WHERE number = $a", number, cluster, story);

        public void Take(Shelved report)
        {
            foreach (var mark in report.Telling.Marks)
                ledger.Execute("DELETE FROM mark WHERE mark = $a AND number = $b", mark, report.Number);
            ledger.Execute("DELETE FROM telling WHERE number = $a", report.Number);
        }

        private static Shelved Read(SqliteDataReader row) => new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), TellingBytes.Read((byte[])row[3]));
    }
}
