using System.Globalization;
using Readout.Ledger.Corrections;

namespace Readout.Ledger.Sqlite;

/// <content>Corrections beside the readings they are put on, and the log of what persons did.</content>
public sealed partial class SqliteLedger
{
    public ValueTask<KeptCorrection> CorrectAsync(Correction correction, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(correction);
        cancel.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Guard(() => Change(() =>
        {
            var key = Named(correction.Document).Key;
            var at = _options.Clock.GetUtcNow();
            var number = ((long?)Scalar("SELECT max(number) FROM correction") ?? 0) + 1;
            var kept = correction with { Number = number, At = at };
            Execute("INSERT INTO correction (number, document, key, body, state) VALUES ($a, $b, $c, $d, $e)", number, kept.Document, key, kept.ToJson(), Word(CorrectionState.Applied));
            Journal(kept.By, "correct", kept.Document, Told(kept));
            Reread(kept.Document);
            using var row = Command("SELECT state, why FROM correction WHERE number = $a", number).ExecuteReader();
            row.Read();
            return new KeptCorrection(kept, StateOf(row.GetString(0)), Text(row, 1));
        })));
    }

    public ValueTask<bool> WithdrawAsync(long correction, string by, CancellationToken cancel = default) =>
        ValueTask.FromResult(Guard(() => Change(() =>
        {
            if (Scalar("SELECT body FROM correction WHERE number = $a AND state <> $b", correction, Word(CorrectionState.Withdrawn)) is not string body)
                return false;
            var kept = Correction.FromJson(body);
            Execute("UPDATE correction SET state = $a, why = NULL WHERE number = $b", Word(CorrectionState.Withdrawn), correction);
            Journal(by, "withdraw", kept.Document, $"correction {correction}: {Told(kept)}");
            // The report may have another text by now, and then another id.
            if (Scalar("""
                SELECT r.id FROM correction c JOIN record r ON r.id = c.document OR r.key = c.key WHERE c.number = $a ORDER BY r.id = c.document DESC
                """, correction) is string document)
                Reread(document);
            return true;
        })));

    public IAsyncEnumerable<KeptCorrection> CorrectionsAsync(string? document = null, CancellationToken cancel = default) => Stream("""
        SELECT body, state, why FROM correction
        WHERE $document IS NULL OR document = $document OR key = (SELECT key FROM record WHERE id = $document) ORDER BY number
        """, [("$document", (object?)document ?? DBNull.Value)], row => new KeptCorrection(Correction.FromJson(row.GetString(0)), StateOf(row.GetString(1)), Text(row, 2)), cancel);

    public ValueTask<Reading?> ReadingAsync(string id, CancellationToken cancel = default) => ValueTask.FromResult(Guard(() =>
    {
        using var row = Command("SELECT coalesce(reading, json), engine FROM record WHERE id = $a", id).ExecuteReader();
        return row.Read() ? new Reading(RecordJson.Read(row.GetString(0)), Text(row, 1)) : null;
    }));

    // What persons said about stories and promises is told from where it is kept.
    public IAsyncEnumerable<LogEntry> LogAsync(string? document = null, CancellationToken cancel = default) => Stream("""
        SELECT at, by, act, document, detail, number FROM journal WHERE $document IS NULL OR document = $document
        UNION ALL
        SELECT at, by, 'judge', first, kind || ': ' || verdict || ' as ' || substr(second, 1, 12), number FROM judgement WHERE $document IS NULL OR first = $document OR second = $document
        ORDER BY at DESC, number DESC
        """, [("$document", (object?)document ?? DBNull.Value)],
        row => new LogEntry(DateTimeOffset.Parse(row.GetString(0), CultureInfo.InvariantCulture), Text(row, 1), row.GetString(2), Text(row, 3), row.GetString(4)), cancel);

    public ValueTask LeaveOpenAsync(OpenQuestion question, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        Guard(() => Change(() =>
        {
            // As exact as corrections are, beside which it is listed.
            Execute("INSERT OR REPLACE INTO open_question (question, document, words, by, at) VALUES ($a, $b, $c, $d, $e)", question.Question, question.Document, question.Words, question.By, _options.Clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
            Journal(question.By, "leave-open", question.Document, question.Question);
            return true;
        }));
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> CloseAsync(string question, string by, CancellationToken cancel = default) => ValueTask.FromResult(Guard(() => Change(() =>
    {
        if (Scalar("DELETE FROM open_question WHERE question = $a RETURNING document", question) is not string document)
            return false;
        Journal(by, "close", document, question);
        return true;
    })));

    public IAsyncEnumerable<OpenQuestion> OpenQuestionsAsync(CancellationToken cancel = default) => Stream("SELECT question, document, words, by, at FROM open_question ORDER BY at DESC, question", [],
        row => new OpenQuestion(row.GetString(0), row.GetString(1), row.GetString(2), Text(row, 3), DateTimeOffset.Parse(row.GetString(4), CultureInfo.InvariantCulture)), cancel);

    /// <summary>The entry's record with what persons have corrected; the entry's own record when they have not.</summary>
    private Record Corrected(LedgerEntry entry)
    {
        var numbers = new List<long>();
        var corrections = new List<Correction>();
        using (var rows = Command("SELECT number, body FROM correction WHERE (document = $a OR key = $b) AND state <> $c ORDER BY number", entry.Record.Document.Id, entry.Key, Word(CorrectionState.Withdrawn)).ExecuteReader())
        {
            while (rows.Read())
            {
                numbers.Add(rows.GetInt64(0));
                corrections.Add(Correction.FromJson(rows.GetString(1)));
            }
        }

        if (corrections.Count == 0)
            return entry.Record;
        var corrected = Corrector.Apply(entry.Record, corrections);
        for (var i = 0; i < numbers.Count; i++)
            Execute("UPDATE correction SET state = $a, why = $b WHERE number = $c", Word(corrected.Outcomes[i].State), corrected.Outcomes[i].Why, numbers[i]);
        return corrected.Record;
    }

    /// <summary>Puts the corrections on a record's reading anew.</summary>
    private void Reread(string document)
    {
        LedgerEntry entry;
        string reading;
        long number;
        using (var row = Command("SELECT number, coalesce(reading, json), key, fingerprint, engine FROM record WHERE id = $a", document).ExecuteReader())
        {
            if (!row.Read())
                return;
            (number, reading) = (row.GetInt64(0), row.GetString(1));
            entry = new LedgerEntry(RecordJson.Read(reading), Text(row, 2), Text(row, 3), Text(row, 4));
        }

        Remove(number);
        Insert(entry, reading);
    }

    private void Journal(string? by, string act, string? document, string detail) =>
        Execute("INSERT INTO journal (at, by, act, document, detail) VALUES ($a, $b, $c, $d, $e)", Moment(_options.Clock.GetUtcNow()), by, act, document, detail);

    private static string Told(Correction correction)
    {
        var what = $"{correction.Kind.ToString().ToLowerInvariant()} {correction.Layer}{(correction.Item is { } item ? $" {item}" : "")} '{correction.Words.Text}'";
        return correction.Note is { } note ? $"{what}: {note}" : what;
    }

    private static CorrectionState StateOf(string word) => Enum.Parse<CorrectionState>(word, ignoreCase: true);

    /// <summary>Runs a change in a transaction of its own, or in the open batch.</summary>
    private T Change<T>(Func<T> act)
    {
        if (_isBatchOpen)
            return act();
        Run("BEGIN IMMEDIATE");
        _nextVersion = null;
        try
        {
            var result = act();
            Run("COMMIT");
            return result;
        }
        catch
        {
            Run("ROLLBACK");
            throw;
        }
    }
}
