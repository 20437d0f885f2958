using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Readout.Ledger.Entities;

namespace Readout.Ledger.Sqlite;

/// <content>Whom and what reports name: counted by the file itself (SqliteSchema), so that a list of everybody reads no record.</content>
public sealed partial class SqliteLedger
{
    private const string Holds = "readout_holds";

    public ValueTask<NameList> NamesAsync(NameQuery query, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        // States take part by those who serve them, too: their reports are those that they are parties of.
        var from = query.Kind == EntityKind.State
            ? "(SELECT party AS id, party AS name, '{}' AS names, count(*) AS reports, 'state' AS kind FROM party WHERE length(party) = 3 AND party GLOB '[A-Z][A-Z][A-Z]' GROUP BY party)"
            : "name";
        var where = $"FROM {from} WHERE kind = $a AND ($b IS NULL OR {Holds}(id, $b) OR {Holds}(name, $b) OR {Holds}(names, $b))";
        var (kind, holds) = (query.Kind.ToString().ToLowerInvariant(), string.IsNullOrWhiteSpace(query.Holds) ? null : query.Holds.Trim());
        return ValueTask.FromResult(Guard(() =>
        {
            var total = (long)Scalar($"SELECT count(*) {where}", kind, holds)!;
            using var rows = Command($"SELECT id, name, names, reports {where} ORDER BY reports DESC, id LIMIT $c OFFSET $d", kind, holds, query.Limit, query.Skip).ExecuteReader();
            var items = ImmutableArray.CreateBuilder<Named>();
            while (rows.Read())
            {
                cancel.ThrowIfCancellationRequested();
                items.Add(new(rows.GetString(0), rows.GetString(1), JsonSerializer.Deserialize<ImmutableSortedDictionary<string, string>>(rows.GetString(2))!, rows.GetInt32(3)));
            }

            return new NameList(items.ToImmutable(), (int)total);
        }));
    }

    // SQLite's own lower() knows ASCII only.
    private static void RegisterHolds(SqliteConnection connection) =>
        connection.CreateFunction(Holds, static (string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase), isDeterministic: true);
}
