using System.Globalization;
using Microsoft.Data.Sqlite;
using Readout.Ledger.Services;

namespace Readout.Ledger.Sqlite;

/// <content>Tokens and hooks. They are no part of what the ledger says, so they make no version of it.</content>
public sealed partial class SqliteLedger : IServiceStore
{
    private const string TokenColumns = "number, name, scopes, created, expires, revoked";
    private const string DeliveryColumns = "number, hook, id, document, body, tries, due, error";

    public ValueTask<Token> AddTokenAsync(Token token, string hash, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(token);
        return ValueTask.FromResult(token with
        {
            Number = Guard(() => (long)Scalar("INSERT INTO token (name, scopes, hash, created, expires) VALUES ($a, $b, $c, $d, $e) RETURNING number",
                token.Name, token.Scopes, hash, Moment(token.Created), token.Expires is { } end ? Moment(end) : null)!),
        });
    }

    public IAsyncEnumerable<Token> TokensAsync(CancellationToken cancel = default) => Stream($"SELECT {TokenColumns} FROM token ORDER BY number", [], TokenOf, cancel);

    public ValueTask<Token?> TokenAsync(string hash, CancellationToken cancel = default) => ValueTask.FromResult(Guard(() =>
    {
        using var row = Command($"SELECT {TokenColumns} FROM token WHERE hash = $a", hash).ExecuteReader();
        return row.Read() ? TokenOf(row) : null;
    }));

    public ValueTask<bool> RevokeTokenAsync(long number, DateTimeOffset at, CancellationToken cancel = default) =>
        ValueTask.FromResult(Guard(() => Command("UPDATE token SET revoked = $b WHERE number = $a AND revoked IS NULL", number, Moment(at)).ExecuteNonQuery() > 0));

    public ValueTask<Hook> AddHookAsync(Hook hook, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return ValueTask.FromResult(hook with
        {
            Number = Guard(() => (long)Scalar("INSERT INTO hook (address, words, secret, created, seen) VALUES ($a, $b, $c, $d, $e) RETURNING number",
                hook.Address, hook.Words, hook.Secret, Moment(hook.Created), hook.Seen)!),
        });
    }

    public IAsyncEnumerable<Hook> HooksAsync(CancellationToken cancel = default) => Stream("SELECT number, address, words, secret, created, seen FROM hook ORDER BY number", [],
        row => new Hook(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), At(row, 4)!.Value, row.GetInt64(5)), cancel);

    public ValueTask<bool> RemoveHookAsync(long number, CancellationToken cancel = default) =>
        ValueTask.FromResult(Guard(() => Command("DELETE FROM hook WHERE number = $a", number).ExecuteNonQuery() > 0));

    public ValueTask QueueAsync(long hook, long seen, IReadOnlyCollection<Delivery> deliveries, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(deliveries);
        Guard(() => Change(() =>
        {
            // A hook that was removed meanwhile is told nothing.
            if (Command("UPDATE hook SET seen = $b WHERE number = $a", hook, seen).ExecuteNonQuery() == 0)
                return false;
            foreach (var delivery in deliveries)
                Execute("INSERT INTO delivery (hook, id, document, body, tries, due) VALUES ($a, $b, $c, $d, 0, $e)", hook, delivery.Id, delivery.Document, delivery.Body, delivery.Due is { } due ? Moment(due) : null);
            return true;
        }));
        return ValueTask.CompletedTask;
    }

    public IAsyncEnumerable<Delivery> DueAsync(DateTimeOffset now, int limit, CancellationToken cancel = default) =>
        Stream($"SELECT {DeliveryColumns} FROM delivery WHERE due <= $now ORDER BY due, number LIMIT $limit", [("$now", Moment(now)), ("$limit", limit)], DeliveryOf, cancel);

    public IAsyncEnumerable<Delivery> DeadAsync(CancellationToken cancel = default) =>
        Stream($"SELECT {DeliveryColumns} FROM delivery WHERE due IS NULL ORDER BY number DESC", [], DeliveryOf, cancel);

    public ValueTask ArrivedAsync(long delivery, CancellationToken cancel = default)
    {
        Guard(() => Command("DELETE FROM delivery WHERE number = $a", delivery).ExecuteNonQuery());
        return ValueTask.CompletedTask;
    }

    public ValueTask FailedAsync(long delivery, DateTimeOffset? due, string error, CancellationToken cancel = default)
    {
        Guard(() => Command("UPDATE delivery SET tries = tries + 1, due = $b, error = $c WHERE number = $a", delivery, due is { } at ? Moment(at) : null, error).ExecuteNonQuery());
        return ValueTask.CompletedTask;
    }

    public ValueTask<int> ReviveAsync(long? delivery, DateTimeOffset due, CancellationToken cancel = default) =>
        ValueTask.FromResult(Guard(() => Command("UPDATE delivery SET tries = 0, due = $b WHERE due IS NULL AND ($a IS NULL OR number = $a)", delivery, Moment(due)).ExecuteNonQuery()));

    private static Token TokenOf(SqliteDataReader row) => new(row.GetInt64(0), row.GetString(1), row.GetString(2), At(row, 3)!.Value, At(row, 4), At(row, 5));

    private static Delivery DeliveryOf(SqliteDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt32(5), At(row, 6), Text(row, 7));

    private static DateTimeOffset? At(SqliteDataReader row, int column) => Text(row, column) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;
}
