using System.Globalization;

namespace Readout.Ledger.Sqlite;

/// <content>Versions, and what stood in them.</content>
public sealed partial class SqliteLedger
{
    private const string PastColumns = "id, key, name, url, publisher, language, title, published, parties, added, json, since";

    // Made with the first change of a batch or a judgement; null before.
    private long? _nextVersion;

    public ValueTask<LedgerVersion> VersionAsync(CancellationToken cancel = default) =>
        ValueTask.FromResult(Guard(() => Version("SELECT number, at FROM version ORDER BY number DESC LIMIT 1")));

    public ValueTask<LedgerVersion> VersionAtAsync(DateTimeOffset at, CancellationToken cancel = default) =>
        ValueTask.FromResult(Guard(() => Version("SELECT number, at FROM version WHERE at <= $a ORDER BY number DESC LIMIT 1", Moment(at))));

    public ValueTask<Record?> GetAsOfAsync(string id, long version, CancellationToken cancel = default) =>
        ValueTask.FromResult(Guard(() => Scalar("""
            SELECT json FROM record WHERE id = $a AND since <= $b
            UNION ALL SELECT json FROM past WHERE id = $a AND since <= $b AND until > $b
            """, id, version) is string json ? RecordJson.Read(json) : null));

    private LedgerVersion Version(string sql, params ReadOnlySpan<object?> values)
    {
        using var row = Command(sql, values).ExecuteReader();
        return row.Read() ? new(row.GetInt64(0), DateTimeOffset.Parse(row.GetString(1), CultureInfo.InvariantCulture)) : default;
    }

    /// <summary>The version that the open transaction makes.</summary>
    private long NextVersion() =>
        _nextVersion ??= (long)Scalar("INSERT INTO version (at) VALUES ($a) RETURNING number", Moment(_options.Clock.GetUtcNow()))!;

    /// <summary>Keeps a record that gives way, in the index too. What came and went in one version was never seen, and leaves nothing.</summary>
    private void MoveToPast(long number)
    {
        var version = NextVersion();
        if (Scalar($"INSERT INTO past ({PastColumns}, until) SELECT {PastColumns}, $b FROM record WHERE number = $a AND since < $b RETURNING number", number, version) is long past)
            Execute("UPDATE card SET number = $a, until = $b WHERE number = $c", -past, version, number);
        else
            Unindex(number);
    }

    /// <summary>What to select records from: the table, or the ledger as it stood.</summary>
    /// <param name="parameter">Where the version stands.</param>
    private static string Records(long? asOf, string parameter = "$asOf") => asOf is null ? "record" : $"""
        (SELECT number, {PastColumns} FROM record WHERE since <= {parameter}
        UNION ALL SELECT -number, {PastColumns} FROM past WHERE since <= {parameter} AND until > {parameter})
        """;

    private static string Moment(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
