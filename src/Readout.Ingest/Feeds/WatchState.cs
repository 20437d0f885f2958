using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Readout.Ingest.Feeds;

/// <summary>How a feed stands.</summary>
/// <param name="Address">The feed.</param>
/// <param name="ETag">Validator of the last good answer; null for none.</param>
/// <param name="LastModified">Validator of the last good answer; null for none.</param>
/// <param name="Due">Not asked before this time.</param>
/// <param name="Failures">In a row; 0 when the last answer was good.</param>
/// <param name="Reason">Of the last failure; null when the last answer was good.</param>
/// <param name="LastGood">Null when it never answered well.</param>
public sealed record FeedState(string Address, string? ETag, string? LastModified, DateTimeOffset Due, int Failures, string? Reason, DateTimeOffset? LastGood);

/// <summary>What <c>readout watch</c> remembers between runs: feeds and the items that are done. One SQLite file.</summary>
/// <remarks>An item is done when its record is safe in the ledger, so a run that was killed takes it up again: nothing lost, nothing twice.</remarks>
public sealed class WatchState : IDisposable
{
    private readonly SqliteConnection _database;
    private readonly Lock _lock = new();

    public WatchState(string file)
    {
        _database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        _database.Open();
        Run("""
            PRAGMA journal_mode = WAL;
            CREATE TABLE IF NOT EXISTS feed (address TEXT PRIMARY KEY, etag TEXT, last_modified TEXT, due TEXT NOT NULL, failures INTEGER NOT NULL, reason TEXT, last_good TEXT) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS item (address TEXT PRIMARY KEY, done TEXT NOT NULL, tries INTEGER NOT NULL, reason TEXT) WITHOUT ROWID;
            """);
    }

    public void Dispose() => _database.Dispose();

    /// <summary>The feed's state; a fresh one for a feed never asked.</summary>
    public FeedState Of(Uri feed)
    {
        lock (_lock)
        {
            using var read = Command("SELECT etag, last_modified, due, failures, reason, last_good FROM feed WHERE address = $address", ("$address", feed.AbsoluteUri));
            using var row = read.ExecuteReader();
            return row.Read()
                ? new(feed.AbsoluteUri, Text(row, 0), Text(row, 1), Time(row.GetString(2)), row.GetInt32(3), Text(row, 4), Text(row, 5) is { } good ? Time(good) : null)
                : new(feed.AbsoluteUri, null, null, DateTimeOffset.MinValue, 0, null, null);
        }
    }

    public void Keep(FeedState state) => Run("""
        INSERT INTO feed VALUES ($address, $etag, $modified, $due, $failures, $reason, $good)
        ON CONFLICT (address) DO UPDATE SET etag = $etag, last_modified = $modified, due = $due, failures = $failures, reason = $reason, last_good = $good
        """, ("$address", state.Address), ("$etag", state.ETag), ("$modified", state.LastModified), ("$due", Written(state.Due)), ("$failures", state.Failures), ("$reason", state.Reason), ("$good", state.LastGood is { } good ? Written(good) : null));

    /// <summary>True when the item is done, or was given up.</summary>
    public bool IsDone(Uri item, int mostTries)
    {
        lock (_lock)
        {
            using var read = Command("SELECT done <> '' OR tries >= $most FROM item WHERE address = $address", ("$address", item.AbsoluteUri), ("$most", mostTries));
            return read.ExecuteScalar() is long and 1;
        }
    }

    /// <summary>Notes items as done, all or none.</summary>
    public void Done(IEnumerable<Uri> items, DateTimeOffset now)
    {
        lock (_lock)
        {
            using var transaction = _database.BeginTransaction();
            foreach (var item in items)
                RunUnlocked("INSERT INTO item VALUES ($address, $now, 1, NULL) ON CONFLICT (address) DO UPDATE SET done = $now, reason = NULL", ("$address", item.AbsoluteUri), ("$now", Written(now)));
            transaction.Commit();
        }
    }

    /// <summary>Notes that an item could not be had this time.</summary>
    public void Failed(Uri item, string reason) =>
        Run("INSERT INTO item VALUES ($address, '', 1, $reason) ON CONFLICT (address) DO UPDATE SET tries = tries + 1, reason = $reason", ("$address", item.AbsoluteUri), ("$reason", reason));

    /// <summary>Feeds whose last answer was bad, the longest failing first.</summary>
    public ImmutableArray<FeedState> Failing()
    {
        lock (_lock)
        {
            using var read = Command("SELECT address, etag, last_modified, due, failures, reason, last_good FROM feed WHERE failures > 0 ORDER BY failures DESC, address");
            using var row = read.ExecuteReader();
            var failing = ImmutableArray.CreateBuilder<FeedState>();
            while (row.Read())
                failing.Add(new(row.GetString(0), Text(row, 1), Text(row, 2), Time(row.GetString(3)), row.GetInt32(4), Text(row, 5), Text(row, 6) is { } good ? Time(good) : null));
            return failing.ToImmutable();
        }
    }

    private void Run(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        lock (_lock)
            RunUnlocked(sql, values);
    }

    private void RunUnlocked(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = _database.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static string Written(DateTimeOffset time) => time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string written) => DateTimeOffset.Parse(written, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
