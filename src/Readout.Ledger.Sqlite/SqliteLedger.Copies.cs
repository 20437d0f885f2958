using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Readout.Ledger.Copies;
using Readout.Ledger.Stories;

namespace Readout.Ledger.Sqlite;

// Which texts are there already, and where else they were published.
public sealed partial class SqliteLedger
{
    // Of two texts that share nine tenths of their runs, one of so many bands is the same but once in a thousand times.
    private const int KeptBands = 4;

    private const string PublicationColumns = "document, share, text, key, fingerprint, name, url, publisher, credit, published";

    public ValueTask<Copy?> FindCopyAsync(Wording wording, string key, bool near, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(wording);
        return ValueTask.FromResult(Guard(() => Scalar("SELECT 1 FROM record WHERE id = $a AND key <> $b", wording.Id, key) is not null ? new Copy(wording.Id, 1) : near ? NearCopy(wording, key) : null));
    }

    public IAsyncEnumerable<Publication> PublicationsAsync(string? document = null, CancellationToken cancel = default) => Stream(
        $"SELECT {PublicationColumns} FROM publication WHERE $document IS NULL OR document = $document ORDER BY document, published, key",
        [("$document", (object?)document ?? DBNull.Value)],
        PublicationOf, cancel);

    private Copy? NearCopy(Wording wording, string key)
    {
        var tried = new HashSet<long>();
        (long Number, double Share) best = default;
        foreach (var band in wording.Bands.Take(KeptBands))
        {
            using var rows = Command("SELECT w.number, w.numbers, w.count, w.smallest FROM wording_band b JOIN wording w USING (number) JOIN record r USING (number) WHERE b.band = $a AND r.key <> $b AND r.id <> $c", (long)band, key, wording.Id).ExecuteReader();
            while (rows.Read())
            {
                var number = rows.GetInt64(0);
                if (!tried.Add(number))
                    continue;
                var there = new Wording("", Sketch.Restore(rows.GetInt32(2), Unpacked((byte[])rows.GetValue(3))), [], (uint)rows.GetInt64(1));
                // Of two as like, the one that came first: the answer does not depend on how the file lies.
                if (there.NearShareWith(wording) is > 0 and var share && (share > best.Share || (share == best.Share && number < best.Number)))
                    best = (number, share);
            }
        }

        return best.Share > 0 ? new Copy((string)Scalar("SELECT id FROM record WHERE number = $a", best.Number)!, best.Share) : null;
    }

    private static Publication PublicationOf(SqliteDataReader row) => new(row.GetString(0), row.GetDouble(1), Text(row, 2))
    {
        Key = row.GetString(3),
        Fingerprint = Text(row, 4),
        Name = Text(row, 5),
        Url = Text(row, 6),
        Publisher = Text(row, 7),
        Credit = Text(row, 8),
        Published = Text(row, 9) is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
    };

    private AddOutcome AddPublication(Publication publication)
    {
        var document = (string?)Scalar("SELECT id FROM record WHERE id = $a", publication.Document)
            ?? throw new ArgumentException($"There is no document {publication.Document}.", nameof(publication));
        if (Scalar("SELECT number FROM record WHERE key = $a", publication.Key) is long earlier)
        {
            // Under its own key the document is no copy of itself; another text under that key gives way.
            if ((string?)Scalar("SELECT id FROM record WHERE number = $a", earlier) == document)
                return AddOutcome.Unchanged;
            GiveWay(earlier, document);
        }

        Execute($"INSERT OR REPLACE INTO publication ({PublicationColumns}) VALUES ($a, $b, $c, $d, $e, $f, $g, $h, $i, $j)",
            document, publication.Share, publication.Text, publication.Key, publication.Fingerprint, publication.Name, publication.Url, publication.Publisher, publication.Credit,
            publication.Published is { } day ? Day(day) : null);
        return AddOutcome.Duplicate;
    }

    /// <summary>Removes a record whose report has another text now. If the text stands elsewhere too, the first of those places keeps the record; near copies go over to what came instead.</summary>
    private void GiveWay(long number, string successor)
    {
        var id = (string)Scalar("SELECT id FROM record WHERE number = $a", number)!;
        var json = (string)Scalar("SELECT coalesce(reading, json) FROM record WHERE number = $a", number)!;
        var engine = (string?)Scalar("SELECT engine FROM record WHERE number = $a", number);
        Remove(number);
        Publication? heir = null;
        using (var rows = Command($"SELECT {PublicationColumns} FROM publication WHERE document = $a AND text IS NULL ORDER BY published, key LIMIT 1", id).ExecuteReader())
        {
            if (rows.Read())
                heir = PublicationOf(rows);
        }

        if (heir is null)
        {
            Execute("UPDATE publication SET document = $a WHERE document = $b", successor, id);
            return;
        }

        Execute("DELETE FROM publication WHERE key = $a", heir.Key);
        var record = RecordJson.Read(json);
        // The day stays: by it the reading told what "yesterday" is.
        record = record with { Document = record.Document with { Name = heir.Name, Url = heir.Url, Publisher = heir.Publisher, Credit = heir.Credit } };
        Insert(new LedgerEntry(record, heir.Key, heir.Fingerprint, engine), RecordJson.Write(record));
    }

    private void IndexWording(long number, string text)
    {
        var wording = Wording.Of(text);
        Execute("INSERT OR REPLACE INTO wording (number, numbers, count, smallest) VALUES ($a, $b, $c, $d)", number, (long)wording.Numbers, wording.Words.Count, Packed(wording.Words.Smallest));
        foreach (var band in wording.Bands.Take(KeptBands))
            Execute("INSERT OR IGNORE INTO wording_band (band, number) VALUES ($a, $b)", (long)band, number);
    }

    private static byte[] Packed(ImmutableArray<uint> values)
    {
        var bytes = new byte[4 * values.Length];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 * i), values[i]);
        return bytes;
    }

    private static ImmutableArray<uint> Unpacked(byte[] bytes)
    {
        var values = ImmutableArray.CreateBuilder<uint>(bytes.Length / 4);
        for (var i = 0; i < bytes.Length; i += 4)
            values.Add(BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(i)));
        return values.MoveToImmutable();
    }
}
