using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Readout.Ledger.Repair;
using Readout.Ledger.Series;

namespace Readout.Ledger.Sqlite;

/// <content>Removal, backup, check, and official series.</content>
public sealed partial class SqliteLedger
{
    private const string AddAgain = "Add the report again with 'readout add'.";
    private const string Restore = "Restore the ledger from a backup, or make it anew with 'readout add'.";

    // Counts that triggers keep, against what they count (SqliteSchema).
    private const string WrongNames = """
        SELECT n.id FROM name n WHERE n.reports <> (SELECT count(*) FROM named d JOIN record r ON r.number = d.record WHERE d.name = n.number)
        """;

    private const string WrongTallies = """
        WITH counted AS (
            SELECT t.value AS tag, count(DISTINCT c.slot) AS reports FROM card c, json_each('[' || replace(json_quote(c.tags), ' ', '","') || ']') t
            WHERE c.until IS NULL AND t.value <> '' GROUP BY t.value)
        SELECT coalesce(c.tag, t.tag) FROM counted c FULL JOIN tally t ON t.tag = c.tag WHERE c.reports IS NOT t.reports
        """;

    public ValueTask<bool> RemoveAsync(string id, string by, CancellationToken cancel = default) => ValueTask.FromResult(Guard(() =>
    {
        // What is deleted is written over: a removed text must not be found in the file's free pages.
        Run("PRAGMA secure_delete = ON");
        try
        {
            return Change(() => Erase(id, by));
        }
        finally
        {
            Run("PRAGMA secure_delete = OFF");
        }
    }));

    private bool Erase(string id, string by)
    {
        long number;
        string? key;
        using (var row = Command("SELECT number, key FROM record WHERE id = $a", id).ExecuteReader())
        {
            if (!row.Read())
                return false;
            (number, key) = (row.GetInt64(0), Text(row, 1));
        }

        Remove(number);
        // Earlier texts of the same report are of the same document for whoever wants it gone.
        Execute("DELETE FROM journal WHERE document = $a OR document IN (SELECT id FROM past WHERE key = $b)", id, key);
        Execute("DELETE FROM judgement WHERE first = $a OR second = $a OR first_key = $b OR second_key = $b", id, key);
        Execute("DELETE FROM correction WHERE document = $a OR key = $b", id, key);
        Execute("DELETE FROM open_question WHERE instr(question, $a) > 0", id);
        Execute("DELETE FROM words WHERE rowid IN (SELECT slot FROM card WHERE number IN (SELECT -number FROM past WHERE id = $a OR key = $b))", id, key);
        Execute("DELETE FROM card WHERE number IN (SELECT -number FROM past WHERE id = $a OR key = $b)", id, key);
        Execute("DELETE FROM publication WHERE document = $a", id);
        Execute("DELETE FROM past WHERE id = $a OR key = $b", id, key);
        Journal(by, "remove", null, $"a document ({id[..12]}) with all that came from it");
        return true;
    }

    /// <summary>Copies the ledger to a file, whole and as of one moment, while others read and write.</summary>
    /// <exception cref="LedgerException">The file is there already, or cannot be written.</exception>
    public void Backup(string file, bool replace = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        if (System.IO.Path.GetFullPath(file) == System.IO.Path.GetFullPath(Path))
            throw new LedgerException(Codes.BackupExists, file, "this is the ledger itself. Name another file.");
        if (!replace && File.Exists(file))
            throw new LedgerException(Codes.BackupExists, file, "a file is there already. Name another, or replace it with --replace.");
        var partial = file + ".partial";
        try
        {
            File.Delete(partial);
            using (var to = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = partial, Pooling = false }.ToString()))
            {
                to.Open();
                Connection.BackupDatabase(to);
            }

            File.Move(partial, file, overwrite: true);
        }
        catch (SqliteException e)
        {
            throw Explain(file, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException(Codes.LedgerNotWritable, file, $"the backup cannot be written: {e.Message.TrimEnd('.')}.", e);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Everything that is wrong with the file, its index and its records; nothing when all is well. Streams.</summary>
    public IEnumerable<Flaw> Check()
    {
        foreach (var said in Lines("PRAGMA integrity_check").Where(l => l != "ok"))
            yield return new("file", said, Restore);
        foreach (var table in Lines("PRAGMA foreign_key_check").Distinct())
            yield return new(table, "rows of it belong to no record", Restore);
        if (IndexFlaw() is { } flaw)
            yield return flaw;
        foreach (var id in Lines("SELECT id FROM record WHERE number NOT IN (SELECT number FROM card)"))
            yield return new(id, "it is not indexed, so that no search finds it", AddAgain);
        foreach (var id in Lines("SELECT r.id FROM card c JOIN record r ON r.number = c.number WHERE c.slot NOT IN (SELECT id FROM words_docsize)"))
            yield return new(id, "the index has lost it, so that no search finds it", AddAgain);
        foreach (var id in Lines("SELECT id FROM past p LEFT JOIN card c ON c.number = -p.number WHERE c.slot IS NULL OR c.slot NOT IN (SELECT id FROM words_docsize)"))
            yield return new(id, "an earlier form of it is not indexed, so that no search of the past finds it", Restore);
        foreach (var name in Lines(WrongNames))
            yield return new(name, "the count of reports that name it is wrong", Restore);
        foreach (var tag in Lines(WrongTallies))
            yield return new(tag, "the count of reports that have it is wrong", Restore);
        using var command = Connection.CreateCommand();
        command.CommandText = "SELECT id, json, reading, parties FROM record ORDER BY number";
        using var rows = Guard(command.ExecuteReader);
        while (Guard(rows.Read))
        {
            foreach (var what in RecordFlaws(rows))
                yield return new(rows.GetString(0), what, AddAgain);
        }
    }

    private static List<string> RecordFlaws(SqliteDataReader row)
    {
        try
        {
            var record = RecordJson.Read(row.GetString(1));
            var flaws = RecordCheck.Of(record).ToList();
            if (record.Document.Id != row.GetString(0))
                flaws.Add("its id and that of its JSON differ");
            if (string.Join(PartySeparator, RecordSummary.PartiesOf(record)) != row.GetString(3))
                flaws.Add("its parties and those of its JSON differ");
            if (Text(row, 2) is { } reading)
                RecordJson.Read(reading);
            return flaws;
        }
        catch (JsonException e)
        {
            return [$"its JSON cannot be read ({e.Message})"];
        }
    }

    private Flaw? IndexFlaw()
    {
        try
        {
            Run("INSERT INTO words (words, rank) VALUES ('integrity-check', 0)");
            return null;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == 11)
        {
            return new("index", $"the full-text index contradicts itself ({e.Message})", Restore);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 5 or 6 or 8)
        {
            // Another process writes, or we may not: the rest can be checked all the same.
            return null;
        }
    }

    private List<string> Lines(string sql)
    {
        var lines = new List<string>();
        Guard(() =>
        {
            using var command = Connection.CreateCommand();
            command.CommandText = sql;
            using var rows = command.ExecuteReader();
            while (rows.Read())
                lines.Add(rows.GetString(0));
            return true;
        });
        return lines;
    }

    public ValueTask<long> ImportAsync(string source, IEnumerable<SeriesPoint> points, string by, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(points);
        return ValueTask.FromResult(Guard(() => Change(() =>
        {
            var count = 0L;
            foreach (var point in points)
            {
                cancel.ThrowIfCancellationRequested();
                Execute("INSERT OR REPLACE INTO series (source, measure, party, partner, period, unit, value) VALUES ($a, $b, $c, $d, $e, $f, $g)",
                    point.Source, point.Measure, point.Party, point.Partner, point.Period, point.Unit, point.Value.ToString(CultureInfo.InvariantCulture));
                count++;
            }

            Journal(by, "import", null, string.Create(CultureInfo.InvariantCulture, $"{count} points of '{source}'"));
            return count;
        })));
    }

    public IAsyncEnumerable<SeriesPoint> SeriesAsync(SeriesQuery query, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Stream("""
            SELECT source, measure, party, partner, period, unit, value FROM series
            WHERE ($first IS NULL OR party = $first OR partner = $first) AND ($second IS NULL OR party = $second OR partner = $second) AND ($measure IS NULL OR measure = $measure)
            ORDER BY measure, period, party, partner, unit, source
            """,
            [("$first", (object?)query.First ?? DBNull.Value), ("$second", (object?)query.Second ?? DBNull.Value), ("$measure", (object?)query.Measure ?? DBNull.Value)],
            row => new SeriesPoint(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), decimal.Parse(row.GetString(6), CultureInfo.InvariantCulture)), cancel);
    }
}
