using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Readout.Ledger.Copies;
using Readout.Ledger.Searching;
using Readout.Ledger.Stories;
using SQLitePCL;

namespace Readout.Ledger.Sqlite;

/// <summary>A ledger in one SQLite file: write-ahead log, full-text index over our own terms.</summary>
/// <remarks>Others may read while one writes. A process that is killed leaves the last committed batch, whole.</remarks>
public sealed partial class SqliteLedger : ILedger
{
    private const string SummaryColumns = "r.id, r.name, r.language, r.title, r.published, r.publisher, r.url, r.parties, r.added";
    private const char PartySeparator = '\u001F';

    private readonly SqliteLedgerOptions _options;
    private readonly Dictionary<string, SqliteCommand> _commands = [];
    private bool _isBatchOpen;

    private SqliteLedger(string path, SqliteConnection connection, SqliteLedgerOptions options) =>
        (Path, Connection, _options, Stories) = (path, connection, options, new StoryBook(new Shelf(this)));

    public string Path { get; }

    internal SqliteConnection Connection { get; }

    private StoryBook Stories { get; }

    /// <summary>Opens a ledger file, brings it to the newest format, and indexes it anew when the terms have another version.</summary>
    /// <exception cref="LedgerException">It is no ledger, cannot be opened, or is not there.</exception>
    public static SqliteLedger Open(string path, SqliteLedgerOptions options) => Open(path, options, SqliteSchema.Steps);

    internal static SqliteLedger Open(string path, SqliteLedgerOptions options, IReadOnlyList<string> steps)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        if (Directory.Exists(path))
            throw new LedgerException(Codes.NotALedger, path, "this is a folder, not a ledger. Name a file, such as ledger.readout in it.");
        if (!options.Create && !File.Exists(path))
            throw new LedgerException(Codes.NoLedger, path, "there is no ledger. Make one with 'readout add', or name another with --ledger.");
        SqliteConnection? connection = null;
        try
        {
            connection = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = options.Create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
                Pooling = false,
                ForeignKeys = true,
                DefaultTimeout = Math.Max(1, (int)options.Patience.TotalSeconds),
            }.ToString());
            connection.Open();
            // The wrapper waits for locks by asking again; what is asked of SQLite past it waits too.
            raw.sqlite3_busy_timeout(connection.Handle, (int)options.Patience.TotalMilliseconds);
            var ledger = new SqliteLedger(path, connection, options);
            ledger.Prepare(steps);
            return ledger;
        }
        catch (SqliteException e)
        {
            connection?.Dispose();
            throw Explain(path, e);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    private void Prepare(IReadOnlyList<string> steps)
    {
        // Is it a ledger at all? Ask before anything is written to it.
        SqliteSchema.Prepare(Connection, Path, mayChange: false, steps);
        IndexHits.Register(Connection);
        RegisterHolds(Connection);
        // SQLite opens a file that we may not write as one to be read. Only it may be asked: closing a file that we opened ourselves would drop the locks that
        // this process has on it (POSIX), and let another process take away the log under us.
        if (raw.sqlite3_db_readonly(Connection.Handle, "main") == 1)
            return;
        // NORMAL with a write-ahead log: a killed process loses nothing that was committed; a power cut may lose the last batches, never the file.
        Run("PRAGMA journal_mode = WAL");
        Run("PRAGMA synchronous = NORMAL");
        SqliteSchema.Prepare(Connection, Path, mayChange: true, steps);
        Reindex();
    }

    public ValueTask<ILedgerBatch> BeginAsync(CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        if (_isBatchOpen)
            throw new InvalidOperationException("A batch is open already: commit or dispose it first.");
        return ValueTask.FromResult<ILedgerBatch>(Guard(() => new Batch(this)));
    }

    public ValueTask<AddOutcome> PreviewAsync(LedgerEntry entry, CancellationToken cancel = default) =>
        ValueTask.FromResult(Guard(() => Decide(entry, RecordJson.Write(entry.Record)).Outcome));

    public ValueTask<bool> HasAsync(string fingerprint, CancellationToken cancel = default) =>
        ValueTask.FromResult(Guard(() => Scalar("SELECT 1 FROM record WHERE fingerprint = $a UNION ALL SELECT 1 FROM publication WHERE fingerprint = $a", fingerprint) is not null));

    public ValueTask<long> CountAsync(CancellationToken cancel = default) =>
        ValueTask.FromResult(Guard(() => (long)Scalar("SELECT count(*) FROM record")!));

    public ValueTask<Record?> GetAsync(string id, CancellationToken cancel = default) =>
        ValueTask.FromResult(Guard(() => Scalar("SELECT json FROM record WHERE id = $a", id) is string json ? RecordJson.Read(json) : null));

    public ValueTask<ImmutableArray<RecordSummary>> FindAsync(string idOrName, int limit, long? asOf, CancellationToken cancel) =>
        ValueTask.FromResult(Guard(() =>
        {
            var prefix = idOrName.ToLowerInvariant();
            var isHex = prefix.Length is >= 4 and <= 64 && prefix.All(char.IsAsciiHexDigit);
            using var rows = Command($"""
                SELECT {SummaryColumns} FROM {Records(asOf, "$e")} r
                WHERE r.name = $a OR r.key = $a OR r.url = $a OR r.id IN (SELECT document FROM publication WHERE key = $a) OR ($c AND r.id >= $b AND r.id < $b || 'g')
                ORDER BY r.published DESC, r.id LIMIT $d
                """, idOrName, prefix, isHex, limit, asOf).ExecuteReader();
            return ReadSummaries(rows);
        }));

    public IAsyncEnumerable<RecordSummary> ListAsync(ListQuery query, CancellationToken cancel = default)
    {
        var (where, parameters) = Where(query);
        return Stream($"SELECT {SummaryColumns} FROM {Records(query.AsOf)} r {where} {OrderOf(query)} LIMIT $limit",
            [.. parameters, ("$limit", query.Limit ?? -1)], SummaryOf, cancel);
    }

    public IAsyncEnumerable<Record> RecordsAsync(ListQuery query, CancellationToken cancel = default)
    {
        var (from, parameters) = Ordered(query);
        return Stream($"SELECT r.json {from}", parameters, row => RecordJson.Read(row.GetString(0)), cancel);
    }

    /// <summary>The records of a query in its order, as <c>r</c>. They are sorted by their numbers alone: whole records would be sorted on disk.</summary>
    /// <remarks>A subquery with a limit keeps its order in SQLite, and a cross join goes through it first.</remarks>
    private static (string From, List<(string, object)> Parameters) Ordered(ListQuery query)
    {
        var (where, parameters) = Where(query);
        parameters.Add(("$limit", query.Limit ?? -1));
        var records = Records(query.AsOf);
        return ($"FROM (SELECT r.number FROM {records} r {where} {OrderOf(query)} LIMIT $limit) k CROSS JOIN {records} r ON r.number = k.number", parameters);
    }

    public ValueTask<ImmutableArray<PublisherCount>> PublishersAsync(CancellationToken cancel = default) => ValueTask.FromResult(Guard(() =>
    {
        // Those without a publisher one by one: SQL does not know what the host of an address is.
        using var rows = Command("""
            SELECT publisher, NULL, language, count(*), min(published), max(published) FROM record WHERE publisher IS NOT NULL GROUP BY publisher, language
            UNION ALL SELECT NULL, url, language, 1, published, published FROM record WHERE publisher IS NULL
            """).ExecuteReader();
        var counts = new List<(string? Source, string Language, int Reports, string? First, string? Last)>();
        while (rows.Read())
        {
            cancel.ThrowIfCancellationRequested();
            counts.Add((Tags.SourceOf(Text(rows, 0), Text(rows, 1)), rows.GetString(2), rows.GetInt32(3), Text(rows, 4), Text(rows, 5)));
        }

        static DateOnly? Day(string? day) => day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return counts.GroupBy(c => c.Source, StringComparer.Ordinal).Select(g => new PublisherCount(
                g.Key, g.Sum(c => c.Reports),
                [.. g.GroupBy(c => c.Language, StringComparer.Ordinal).Select(l => new FacetValue(l.Key, l.Sum(c => c.Reports))).OrderByDescending(l => l.Count).ThenBy(l => l.Value, StringComparer.Ordinal)],
                Day(g.Min(c => c.First)), Day(g.Max(c => c.Last))))
            .OrderByDescending(p => p.Reports).ThenBy(p => p.Publisher, StringComparer.Ordinal).ToImmutableArray();
    }));

    private static string OrderOf(ListQuery query) => query.OldestFirst ? "ORDER BY r.published, r.id DESC" : "ORDER BY r.published DESC, r.id";

    public ValueTask DisposeAsync()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
        Connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private static (string Where, List<(string, object)> Parameters) Where(ListQuery query)
    {
        var conditions = new List<string>();
        var parameters = new List<(string, object)>();
        void And(string condition, string parameter, object value)
        {
            conditions.Add(condition);
            parameters.Add((parameter, value));
        }

        if (query.From is { } from)
            And("r.published >= $from", "$from", Day(from));
        if (query.To is { } to)
            And("r.published <= $to", "$to", Day(to));
        if (query.Language is { } language)
            And("r.language = $language", "$language", language);
        if (query.Since is { } since)
            And("r.since > $since", "$since", since);
        if (query.AsOf is { } version)
            parameters.Add(("$asOf", version));
        if (query.After is { } after)
        {
            // The plus keeps the planner from making two searches and a sort of what is one walk along the index.
            And(after.Published is null
                ? "+r.published IS NULL AND r.id > $afterId"
                : "(+r.published IS NULL OR +r.published < $afterDay OR (+r.published = $afterDay AND r.id > $afterId))", "$afterId", after.Id);
            if (after.Published is { } day)
                parameters.Add(("$afterDay", Day(day)));
        }

        // The index gives the reports of two without a look at all reports of either.
        if (query.AsOf is null && query.Parties.Length > 1)
        {
            And("r.number IN (SELECT c.number FROM words CROSS JOIN card c ON c.slot = words.rowid WHERE words MATCH $among AND c.until IS NULL)",
                "$among", IndexExpression.Of(new Query { Text = "" }, new ListQuery { Parties = query.Parties }).Text);
        }

        for (var i = 0; i < query.Parties.Length; i++)
        {
            // What is past has no index by parties.
            And(query.AsOf is null
                ? $"EXISTS (SELECT 1 FROM party p WHERE p.number = r.number AND p.party = $party{i})"
                : $"instr(char(31) || r.parties || char(31), char(31) || $party{i} || char(31)) > 0", $"$party{i}", query.Parties[i]);
        }

        return (conditions.Count == 0 ? "" : "WHERE " + string.Join(" AND ", conditions), parameters);
    }

    private async IAsyncEnumerable<T> Stream<T>(string sql, IEnumerable<(string Name, object Value)> parameters, Func<SqliteDataReader, T> read,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        // SQLite answers from the file at once; there is nothing to await, and async for its own sake would only cost.
        await ValueTask.CompletedTask;
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        using var rows = Guard(command.ExecuteReader);
        while (Guard(rows.Read))
        {
            cancel.ThrowIfCancellationRequested();
            yield return Guard(() => read(rows));
        }
    }

    private static RecordSummary SummaryOf(SqliteDataReader row) => new(
        row.GetString(0),
        Text(row, 1),
        row.GetString(2),
        Text(row, 3),
        Text(row, 4) is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
        Text(row, 5),
        Text(row, 6),
        [.. row.GetString(7).Split(PartySeparator, StringSplitOptions.RemoveEmptyEntries)],
        DateTimeOffset.Parse(row.GetString(8), CultureInfo.InvariantCulture));

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private readonly record struct Decision(AddOutcome Outcome, long? Same, long? Earlier);

    /// <summary>What an entry would do, and to which rows: the one with the same text, the one under the same key.</summary>
    private Decision Decide(LedgerEntry entry, string json)
    {
        long? same = null;
        string? sameKey = null;
        var isSameJson = false;
        using (var rows = Command("SELECT number, key, coalesce(reading, json) = $b FROM record WHERE id = $a", entry.Record.Document.Id, json).ExecuteReader())
        {
            if (rows.Read())
                (same, sameKey, isSameJson) = (rows.GetInt64(0), Text(rows, 1), rows.GetBoolean(2));
        }

        var earlier = entry.Key is null ? null : (long?)Scalar("SELECT number FROM record WHERE key = $a", entry.Key);
        if (same is null)
            return new(earlier is null ? AddOutcome.Added : AddOutcome.Replaced, null, earlier);
        if (earlier is not null && earlier != same)
            return new(AddOutcome.Replaced, same, earlier);
        if (entry.Key is not null && sameKey is not null && entry.Key != sameKey)
            return new(AddOutcome.Duplicate, same, null);
        return new(isSameJson ? AddOutcome.Unchanged : AddOutcome.Replaced, same, earlier);
    }

    private AddOutcome Add(LedgerEntry entry)
    {
        var record = entry.Record;
        if (record.IsUnread)
            throw new ArgumentException("An unread record is no entry of a ledger.", nameof(entry));
        var json = RecordJson.Write(record);
        var (outcome, same, earlier) = Decide(entry, json);
        switch (outcome)
        {
            case AddOutcome.Unchanged:
                Execute("UPDATE record SET fingerprint = $a, key = coalesce(key, $b), engine = coalesce($c, engine) WHERE number = $d", entry.Fingerprint, entry.Key, entry.Engine, same);
                return outcome;
            case AddOutcome.Duplicate:
                return AddPublication(Publication.Of(entry));
            case AddOutcome.Replaced:
                // The report now has a text that is here already under another key: its old record goes, it is a publication of the other.
                if (same is not null && earlier is not null && earlier != same)
                {
                    AddPublication(Publication.Of(entry));
                    return outcome;
                }

                if (same is not null)
                    Remove(same.Value);
                else
                    GiveWay(earlier!.Value, record.Document.Id);
                break;
        }

        if (entry.Key is not null)
            Execute("DELETE FROM publication WHERE key = $a", entry.Key);
        Insert(entry, json);
        return outcome;
    }

    /// <summary>Puts a record in: what persons have corrected stands in it, the reading itself beside it.</summary>
    private void Insert(LedgerEntry entry, string reading)
    {
        var record = Corrected(entry);
        var isCorrected = !ReferenceEquals(record, entry.Record);
        var document = record.Document;
        var parties = RecordSummary.PartiesOf(record);
        Execute("""
            INSERT INTO record (id, key, fingerprint, name, url, publisher, language, title, published, parties, added, json, since, reading, engine)
            VALUES ($a, $b, $c, $d, $e, $f, $g, $h, $i, $j, $k, $l, $m, $n, $o)
            """,
            document.Id, entry.Key, entry.Fingerprint, document.Name, document.Url, document.Publisher, document.Language, document.Title,
            document.Published is { } day ? Day(day) : null, string.Join(PartySeparator, parties),
            Moment(_options.Clock.GetUtcNow()), isCorrected ? RecordJson.Write(record) : reading, NextVersion(), isCorrected ? reading : null, entry.Engine);
        var number = (long)Scalar("SELECT last_insert_rowid()")!;
        foreach (var party in parties)
            Execute("INSERT INTO party (party, number) VALUES ($a, $b)", party, number);
        Index(number, record, isCorrected, NextVersion());
    }

    private void Remove(long number)
    {
        MoveToPast(number);
        Stories.Remove(number);
        Execute("DELETE FROM record WHERE number = $a", number); // its parties go with it
    }

    private static string Joined(IEnumerable<Term> terms)
    {
        var all = new StringBuilder();
        foreach (var term in terms)
            all.Append(term.Text).Append(' ');
        return all.ToString();
    }

    private void Reindex()
    {
        const string IndexedBy = "SELECT value FROM fact WHERE name = 'terms'";
        var version = $"{_options.Terms.Version} {TellingMaker.Version} {Wording.Version}";
        if (Scalar(IndexedBy) as string == version)
            return;
        Run("BEGIN IMMEDIATE");
        Execute("INSERT INTO words (words) VALUES ('delete-all')");
        Execute("DELETE FROM mark");
        Execute("DELETE FROM telling");
        Execute("DELETE FROM card");
        Execute("DELETE FROM wording_band");
        var (numbers, past) = (Numbers("SELECT number FROM record"), Numbers("SELECT number FROM past"));
        var done = 0;
        foreach (var number in numbers)
        {
            _options.Indexing?.Invoke(done++, numbers.Count + past.Count);
            var record = RecordJson.Read((string)Scalar("SELECT json FROM record WHERE number = $a", number)!);
            Index(number, record, Scalar("SELECT reading FROM record WHERE number = $a", number) is not null, (long)Scalar("SELECT since FROM record WHERE number = $a", number)!);
        }

        foreach (var number in past)
        {
            _options.Indexing?.Invoke(done++, numbers.Count + past.Count);
            using var row = Command("SELECT json, since, until FROM past WHERE number = $a", number).ExecuteReader();
            row.Read();
            var record = RecordJson.Read(row.GetString(0));
            PutWords(-number, record, TermsOf(record), isCorrected: false, row.GetInt64(1), row.GetInt64(2));
        }

        Execute("INSERT OR REPLACE INTO fact (name, value) VALUES ('terms', $a)", version);
        Run("COMMIT");
    }

    private List<long> Numbers(string sql)
    {
        var numbers = new List<long>();
        using var rows = Command(sql).ExecuteReader();
        while (rows.Read())
            numbers.Add(rows.GetInt64(0));
        return numbers;
    }

    private void Run(string pragma)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = pragma;
        command.ExecuteNonQuery();
    }

    private void Execute(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteNonQuery();

    private object? Scalar(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteScalar() is var value and not DBNull ? value : null;

    /// <summary>A prepared command, kept for the next time; its parameters are $a, $b, $c ...</summary>
    private SqliteCommand Command(string sql, params ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = Connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
                command.Parameters.Add(new SqliteParameter("$" + (char)('a' + i), null));
            _commands.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    private T Guard<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (SqliteException e)
        {
            throw Explain(Path, e);
        }
        catch (JsonException e)
        {
            throw new LedgerException(Codes.LedgerDamaged, Path, $"a record in it cannot be read ({e.Message}). Make the ledger anew with 'readout add'.", e);
        }
    }

    private static LedgerException Explain(string path, SqliteException e) => e.SqliteErrorCode switch
    {
        26 => new(Codes.NotALedger, path, "the file is no ledger (not even an SQLite database). Choose another file with --ledger.", e),
        5 or 6 => new(Codes.LedgerBusy, path, "another process is writing to the ledger and did not finish in time. Wait for it, or try again later.", e),
        13 => new(Codes.DiskFull, path, "the disk is full. What was committed is safe; make room and run the same command again: it goes on where it stopped.", e),
        3 or 8 or 14 or 23 => new(Codes.LedgerNotWritable, path, "the file cannot be opened or written. Check that its folder exists and that you may write to both.", e),
        11 => new(Codes.LedgerDamaged, path, $"the file is damaged ({e.Message}). Restore it from a copy, or make it anew with 'readout add'.", e),
        _ => new(Codes.LedgerFailed, path, $"the ledger cannot go on: {e.Message}. Check the disk; if it is sound, this is a mistake of ours, please report it.", e),
    };

    private sealed class Batch : ILedgerBatch
    {
        private readonly SqliteLedger _ledger;
        private bool _isOpen;

        public Batch(SqliteLedger ledger)
        {
            _ledger = ledger;
            ledger.Run("BEGIN IMMEDIATE");
            ledger._isBatchOpen = _isOpen = true;
            ledger._nextVersion = null;
        }

        public ValueTask<AddOutcome> AddAsync(LedgerEntry entry, CancellationToken cancel = default)
        {
            ArgumentNullException.ThrowIfNull(entry);
            cancel.ThrowIfCancellationRequested();
            ObjectDisposedException.ThrowIf(!_isOpen, this);
            return ValueTask.FromResult(_ledger.Guard(() => _ledger.Add(entry)));
        }

        public ValueTask<AddOutcome> AddAsync(Publication publication, CancellationToken cancel = default)
        {
            ArgumentNullException.ThrowIfNull(publication);
            cancel.ThrowIfCancellationRequested();
            ObjectDisposedException.ThrowIf(!_isOpen, this);
            return ValueTask.FromResult(_ledger.Guard(() => _ledger.AddPublication(publication)));
        }

        public ValueTask CommitAsync(CancellationToken cancel = default)
        {
            cancel.ThrowIfCancellationRequested();
            ObjectDisposedException.ThrowIf(!_isOpen, this);
            _ledger.Guard(() => { _ledger.Run("COMMIT"); return true; });
            _ledger._isBatchOpen = _isOpen = false;
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            if (!_isOpen)
                return ValueTask.CompletedTask;
            _ledger._isBatchOpen = _isOpen = false;
            try
            {
                _ledger.Run("ROLLBACK");
            }
            catch (SqliteException)
            {
                // A full disk has rolled back already; there is nothing left to undo.
            }

            return ValueTask.CompletedTask;
        }
    }
}
