namespace Readout.Ledger.Services;

/// <summary>What a service over a ledger must remember: who may ask, and whom to tell.</summary>
/// <remarks>Kept beside the records, so that a copy of the ledger is a copy of all. All members throw <see cref="LedgerException"/> when the store fails.</remarks>
public interface IServiceStore
{
    /// <summary>Keeps a token; only its hash, so that who reads the file cannot use it.</summary>
    /// <returns>As kept, with its number.</returns>
    ValueTask<Token> AddTokenAsync(Token token, string hash, CancellationToken cancel = default);

    /// <summary>All tokens, also those that no longer hold, oldest first.</summary>
    IAsyncEnumerable<Token> TokensAsync(CancellationToken cancel = default);

    /// <summary>The token with this hash; null when there is none. Whether it still holds is for the caller to see.</summary>
    ValueTask<Token?> TokenAsync(string hash, CancellationToken cancel = default);

    /// <summary>False when there is none, or it was revoked before.</summary>
    ValueTask<bool> RevokeTokenAsync(long number, DateTimeOffset at, CancellationToken cancel = default);

    /// <returns>As kept, with its number.</returns>
    ValueTask<Hook> AddHookAsync(Hook hook, CancellationToken cancel = default);

    IAsyncEnumerable<Hook> HooksAsync(CancellationToken cancel = default);

    /// <summary>Removes a hook with all that waits for it. False when there is none.</summary>
    ValueTask<bool> RemoveHookAsync(long number, CancellationToken cancel = default);

    /// <summary>Notes in one commit that a hook has seen the ledger up to a version, and what it is to be told.</summary>
    ValueTask QueueAsync(long hook, long seen, IReadOnlyCollection<Delivery> deliveries, CancellationToken cancel = default);

    /// <summary>What is due, the longest due first.</summary>
    IAsyncEnumerable<Delivery> DueAsync(DateTimeOffset now, int limit, CancellationToken cancel = default);

    /// <summary>What was given up, the latest first.</summary>
    IAsyncEnumerable<Delivery> DeadAsync(CancellationToken cancel = default);

    /// <summary>Forgets a delivery that arrived.</summary>
    ValueTask ArrivedAsync(long delivery, CancellationToken cancel = default);

    /// <summary>Notes a failure.</summary>
    /// <param name="due">When to try again; null gives it up.</param>
    /// <param name="error">Why, for people.</param>
    ValueTask FailedAsync(long delivery, DateTimeOffset? due, string error, CancellationToken cancel = default);

    /// <summary>Queues what was given up once more, with all its tries.</summary>
    /// <param name="delivery">Null for all of it.</param>
    /// <returns>How many.</returns>
    ValueTask<int> ReviveAsync(long? delivery, DateTimeOffset due, CancellationToken cancel = default);
}

/// <summary>A right to ask.</summary>
/// <param name="Number">By which it is revoked; 0 before it is kept.</param>
/// <param name="Name">Whose it is or what for; corrections made with it carry it.</param>
/// <param name="Scopes"><c>read</c>, <c>add</c>, <c>review</c>, <c>admin</c>, with blanks between.</param>
/// <param name="Expires">Null for never.</param>
/// <param name="Revoked">Null while it holds.</param>
public sealed record Token(long Number, string Name, string Scopes, DateTimeOffset Created, DateTimeOffset? Expires, DateTimeOffset? Revoked)
{
    public bool Holds(DateTimeOffset now) => Revoked is null && (Expires is null || now < Expires);

    /// <summary>True when it gives the scope; <c>admin</c> gives all, and every scope gives <c>read</c>.</summary>
    public bool Gives(string scope) => scope == "read" || Scopes.Split(' ').Any(s => s == scope || s == "admin");
}

/// <summary>Someone who is told of new reports.</summary>
/// <param name="Number">0 before it is kept.</param>
/// <param name="Address">Where to send them, https.</param>
/// <param name="Words">Which: a query of the query language.</param>
/// <param name="Secret">Signs what is sent, so that the receiver can tell who sent it; both sides must have it.</param>
/// <param name="Seen">Version of the ledger up to which it was told.</param>
public sealed record Hook(long Number, string Address, string Words, string Secret, DateTimeOffset Created, long Seen);

/// <summary>Something that a hook is to be told.</summary>
/// <param name="Number">0 before it is kept.</param>
/// <param name="Id">The same for every try, so that a receiver can tell a repetition.</param>
/// <param name="Document">Id of the report that it is about.</param>
/// <param name="Body">JSON.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="Due">When to try next; null when it was given up.</param>
/// <param name="Error">Why the last try failed; null before.</param>
public sealed record Delivery(long Number, long Hook, string Id, string Document, string Body, int Tries, DateTimeOffset? Due, string? Error);
