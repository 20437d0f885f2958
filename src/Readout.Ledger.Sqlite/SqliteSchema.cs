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

        // Versions and what stood in them: a record that gives way moves to the past with the versions it was good for.
        // Stories: marks find tellings that may be of one event; a cluster is what is joined, a story what persons left of it.
        """
        CREATE TABLE version (number INTEGER PRIMARY KEY, at TEXT NOT NULL);
        INSERT INTO version (number, at) SELECT 1, max(added) FROM record HAVING count(*) > 0;
        ALTER TABLE record ADD COLUMN since INTEGER NOT NULL DEFAULT 1;
        CREATE TABLE past (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL,
            key TEXT,
            name TEXT,
            url TEXT,
            publisher TEXT,
            language TEXT NOT NULL,
            title TEXT,
            published TEXT,
            parties TEXT NOT NULL,
            added TEXT NOT NULL,
            json TEXT NOT NULL,
            since INTEGER NOT NULL,
            until INTEGER NOT NULL
        );
        CREATE INDEX past_id ON past (id);
        CREATE TABLE telling (
            number INTEGER PRIMARY KEY REFERENCES record (number) ON DELETE CASCADE,
            cluster INTEGER NOT NULL,
            story INTEGER NOT NULL,
            digest BLOB NOT NULL
        );
        CREATE INDEX telling_cluster ON telling (cluster, story);
        CREATE INDEX telling_story ON telling (story);
        CREATE TABLE mark (
            mark INTEGER NOT NULL,
            number INTEGER NOT NULL,
            PRIMARY KEY (mark, number)
        ) WITHOUT ROWID;
        CREATE TABLE judgement (
            number INTEGER PRIMARY KEY,
            version INTEGER NOT NULL,
            kind TEXT NOT NULL,
            first TEXT NOT NULL,
            first_key TEXT,
            first_start INTEGER,
            first_end INTEGER,
            second TEXT NOT NULL,
            second_key TEXT,
            second_start INTEGER,
            second_end INTEGER,
            verdict TEXT NOT NULL,
            by TEXT,
            at TEXT NOT NULL
        );
        CREATE INDEX judgement_first ON judgement (first);
        CREATE INDEX judgement_second ON judgement (second);
        CREATE INDEX judgement_first_key ON judgement (first_key);
        CREATE INDEX judgement_second_key ON judgement (second_key);
        """,

        // Search by one expression: names by kind, tags as words of their own, and rows in the order of days (card.slot), see SqliteLedger.Search.cs.
        // Corrections beside the readings they are put on; what persons did; official series. Without its terms' version the index is made anew.
        """
        DROP TABLE words;
        CREATE VIRTUAL TABLE words USING fts5 (
            title, people, organisations, places, body, tags,
            content = '', contentless_delete = 1,
            tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'"
        );
        CREATE TABLE card (
            slot INTEGER PRIMARY KEY,
            number INTEGER NOT NULL UNIQUE REFERENCES record (number) ON DELETE CASCADE,
            tags TEXT NOT NULL
        );
        ALTER TABLE record ADD COLUMN reading TEXT;
        ALTER TABLE record ADD COLUMN engine TEXT;
        CREATE TABLE correction (
            number INTEGER PRIMARY KEY,
            document TEXT NOT NULL,
            key TEXT,
            body TEXT NOT NULL,
            state TEXT NOT NULL,
            why TEXT
        );
        CREATE INDEX correction_document ON correction (document);
        CREATE INDEX correction_key ON correction (key);
        CREATE TABLE journal (
            number INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            by TEXT,
            act TEXT NOT NULL,
            document TEXT,
            detail TEXT NOT NULL
        );
        CREATE INDEX journal_document ON journal (document);
        CREATE TABLE series (
            source TEXT NOT NULL,
            measure TEXT NOT NULL,
            party TEXT NOT NULL,
            partner TEXT NOT NULL,
            period TEXT NOT NULL,
            unit TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (party, partner, measure, period, unit, source)
        ) WITHOUT ROWID;
        DELETE FROM fact WHERE name = 'terms';
        """,

        // The index keeps what has given way, so that a search can be made as of a version: a card says from which version on its row is good, and until which.
        // Its number is that of the record, or the negative of the number in the past.
        """
        DROP TABLE card;
        CREATE TABLE card (
            slot INTEGER PRIMARY KEY,
            number INTEGER NOT NULL UNIQUE,
            since INTEGER NOT NULL,
            until INTEGER,
            tags TEXT NOT NULL
        );
        DELETE FROM fact WHERE name = 'terms';
        """,

        // What a service remembers: who may ask (hashes only), whom to tell and what is still to be told. due is null for what was given up.
        """
        CREATE TABLE token (
            number INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            scopes TEXT NOT NULL,
            hash TEXT NOT NULL UNIQUE,
            created TEXT NOT NULL,
            expires TEXT,
            revoked TEXT
        );
        CREATE TABLE hook (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            address TEXT NOT NULL,
            words TEXT NOT NULL,
            secret TEXT NOT NULL,
            created TEXT NOT NULL,
            seen INTEGER NOT NULL
        );
        CREATE TABLE delivery (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            hook INTEGER NOT NULL REFERENCES hook (number) ON DELETE CASCADE,
            id TEXT NOT NULL,
            document TEXT NOT NULL,
            body TEXT NOT NULL,
            tries INTEGER NOT NULL,
            due TEXT,
            error TEXT
        );
        CREATE INDEX delivery_due ON delivery (due);
        CREATE INDEX delivery_hook ON delivery (hook);
        """,

        // Where else a text was published, and by which words a reprint is known before it is read. A publication has a text only where its words differ.
        """
        CREATE TABLE publication (
            key TEXT PRIMARY KEY,
            document TEXT NOT NULL,
            share REAL NOT NULL,
            text TEXT,
            fingerprint TEXT,
            name TEXT,
            url TEXT,
            publisher TEXT,
            credit TEXT,
            published TEXT
        ) WITHOUT ROWID;
        CREATE INDEX publication_document ON publication (document);
        CREATE INDEX publication_fingerprint ON publication (fingerprint);
        CREATE TABLE wording (
            number INTEGER PRIMARY KEY REFERENCES record (number) ON DELETE CASCADE,
            numbers INTEGER NOT NULL,
            count INTEGER NOT NULL,
            smallest BLOB NOT NULL
        );
        CREATE TABLE wording_band (
            band INTEGER NOT NULL,
            number INTEGER NOT NULL REFERENCES record (number) ON DELETE CASCADE,
            PRIMARY KEY (band, number)
        ) WITHOUT ROWID;
        CREATE INDEX wording_band_number ON wording_band (number);
        DELETE FROM fact WHERE name = 'terms';
        """,

        // Whom and what reports name, with how many reports: kept by the file itself, since records are put in and taken out but never changed in their place.
        // Without an id of the reference dictionary a name is its own id. What no report names any more is gone.
        """
        CREATE VIEW naming AS
            SELECT r.number AS record, a.value ->> 'kind' AS kind, coalesce(a.value ->> 'ref', a.value ->> 'name') AS id, a.value ->> 'name' AS name, coalesce(a.value -> 'names', '{}') AS names
            FROM record r, json_each(r.json, '$.actors') a WHERE a.value ->> 'kind' IN ('person', 'organization')
            UNION ALL
            SELECT r.number, 'place', coalesce(p.value ->> 'ref', p.value ->> 'name'), p.value ->> 'name', coalesce(p.value -> 'names', '{}')
            FROM record r, json_each(r.json, '$.places') p;
        CREATE TABLE name (
            number INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            id TEXT NOT NULL,
            name TEXT NOT NULL,
            names TEXT NOT NULL,
            reports INTEGER NOT NULL,
            UNIQUE (kind, id)
        );
        CREATE INDEX name_reports ON name (kind, reports DESC, id);
        CREATE TABLE named (
            record INTEGER NOT NULL,
            name INTEGER NOT NULL,
            PRIMARY KEY (record, name)
        ) WITHOUT ROWID;
        CREATE TRIGGER record_named AFTER INSERT ON record BEGIN
            INSERT INTO name (kind, id, name, names, reports)
                SELECT kind, id, min(name), names, 1 FROM naming WHERE record = new.number GROUP BY kind, id
                ON CONFLICT (kind, id) DO UPDATE SET reports = reports + 1;
            INSERT INTO named (record, name)
                SELECT DISTINCT new.number, n.number FROM naming r CROSS JOIN name n ON n.kind = r.kind AND n.id = r.id WHERE r.record = new.number;
        END;
        CREATE TRIGGER record_unnamed AFTER DELETE ON record BEGIN
            UPDATE name SET reports = reports - 1 WHERE number IN (SELECT name FROM named WHERE record = old.number);
            DELETE FROM name WHERE reports = 0 AND number IN (SELECT name FROM named WHERE record = old.number);
            DELETE FROM named WHERE record = old.number;
        END;
        INSERT INTO name (kind, id, name, names, reports) SELECT kind, id, min(name), names, count(DISTINCT record) FROM naming GROUP BY kind, id;
        INSERT INTO named (record, name) SELECT DISTINCT r.record, n.number FROM naming r CROSS JOIN name n ON n.kind = r.kind AND n.id = r.id;
        """,

        // Questions that persons could not answer.
        """
        CREATE TABLE open_question (
            question TEXT PRIMARY KEY,
            document TEXT NOT NULL,
            words TEXT NOT NULL,
            by TEXT,
            at TEXT NOT NULL
        ) WITHOUT ROWID;
        """,

        // How many present records have each tag, so that the whole ledger is counted without a look at its cards. Tags stand in a card with blanks between.
        """
        CREATE TABLE tally (tag TEXT PRIMARY KEY, reports INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TRIGGER card_in AFTER INSERT ON card WHEN new.until IS NULL BEGIN
            INSERT INTO tally (tag, reports) SELECT DISTINCT value, 1 FROM json_each('[' || replace(json_quote(new.tags), ' ', '","') || ']') WHERE value <> ''
                ON CONFLICT (tag) DO UPDATE SET reports = reports + 1;
        END;
        CREATE TRIGGER card_out AFTER DELETE ON card WHEN old.until IS NULL BEGIN
            UPDATE tally SET reports = reports - 1 WHERE tag IN (SELECT value FROM json_each('[' || replace(json_quote(old.tags), ' ', '","') || ']'));
            DELETE FROM tally WHERE reports = 0 AND tag IN (SELECT value FROM json_each('[' || replace(json_quote(old.tags), ' ', '","') || ']'));
        END;
        CREATE TRIGGER card_past AFTER UPDATE OF until ON card WHEN old.until IS NULL AND new.until IS NOT NULL BEGIN
            UPDATE tally SET reports = reports - 1 WHERE tag IN (SELECT value FROM json_each('[' || replace(json_quote(old.tags), ' ', '","') || ']'));
            DELETE FROM tally WHERE reports = 0 AND tag IN (SELECT value FROM json_each('[' || replace(json_quote(old.tags), ' ', '","') || ']'));
        END;
        INSERT INTO tally (tag, reports)
            SELECT t.value, count(DISTINCT c.slot) FROM card c, json_each('[' || replace(json_quote(c.tags), ' ', '","') || ']') t WHERE c.until IS NULL AND t.value <> '' GROUP BY t.value;
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
