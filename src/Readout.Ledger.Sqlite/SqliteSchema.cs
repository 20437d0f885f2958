using Microsoft.Data.Sqlite;

namespace Readout.Ledger.Sqlite;

/// <summary>The tables of a ledger file, version after version.</summary>
internal static class SqliteSchema
{
    /// <summary>"RDOT": by this number in its header a file is known as ours (PRAGMA application_id).</summary>
    public const int ApplicationId = 0x52444F54;

    /// <summary>The step at index n leads from version n to version n + 1 (PRAGMA user_version). Steps are never changed once released: add one.</summary>
    public static readonly IReadOnlyList<string> Steps =
    [
        // The index is contentless: the text stands in the record, and what is indexed is not the text but its terms, blanks between them.
        // The tokeniser takes everything but blanks as part of a term, for the cutting is done already.
        """
        CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE record (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            key TEXT UNIQUE,
            fingerprint TEXT,
            name TEXT,
            url TEXT,
            publisher TEXT,
            language TEXT NOT NULL,
            title TEXT,
            published TEXT,
            parties TEXT NOT NULL,
            added TEXT NOT NULL,
            json TEXT NOT NULL
        );
        CREATE INDEX record_published ON record (published DESC, id);
        CREATE INDEX record_fingerprint ON record (fingerprint);
        CREATE INDEX record_name ON record (name);
        CREATE TABLE party (
            party TEXT NOT NULL,
            number INTEGER NOT NULL REFERENCES record (number) ON DELETE CASCADE,
            PRIMARY KEY (party, number)
        ) WITHOUT ROWID;
        CREATE INDEX party_number ON party (number);
        CREATE VIRTUAL TABLE words USING fts5 (
            title, names, body,
            content = '', contentless_delete = 1,
            tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'"
        );
        """,
    ];

    /// <summary>Makes the file a ledger of the newest version, or says why it cannot be one.</summary>
    /// <exception cref="LedgerException">RO3001 it is another application's database; RO3002 a newer version made it.</exception>
    public static void Prepare(SqliteConnection connection, string path, bool mayChange, IReadOnlyList<string> steps)
    {
        var version = Check(connection, path, steps.Count);
        if (version == steps.Count || !mayChange)
            return;
        // Everything in one transaction, the header's numbers too: a kill leaves either the old version or the new one.
        using var transaction = connection.BeginTransaction(deferred: false);
        version = Check(connection, path, steps.Count); // another process may have been faster
        for (var step = version; step < steps.Count; step++)
            Execute(connection, steps[step]);
        Execute(connection, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {steps.Count};");
        transaction.Commit();
    }

    private static int Check(SqliteConnection connection, string path, int newest)
    {
        var application = Number(connection, "PRAGMA application_id");
        var version = Number(connection, "PRAGMA user_version");
        var isEmpty = Number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        if (isEmpty && application is 0 or ApplicationId)
            return 0;
        if (application != ApplicationId)
            throw new LedgerException(Codes.NotALedger, path, "the file is an SQLite database of another application, not a ledger. Choose another file with --ledger.");
        if (version > newest)
            throw new LedgerException(Codes.NewerLedger, path, $"the ledger has format {version}, this program knows formats up to {newest}. Use a newer readout.");
        return (int)version;
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
