using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Caching.Memory;
using Readout.Ledger;
using Readout.Ledger.Dyads;
using Readout.Ledger.Entities;
using Readout.Ledger.Figures;
using Readout.Ledger.Promises;
using Readout.Ledger.Searching;

namespace Readout.Api.Ledgers;

/// <summary>Answers that take long to make, kept as long as the ledger stays as it is: a page and its data are made once.</summary>
/// <remarks>Thread-safe. Who asks for what another is just making waits for that one.</remarks>
public sealed class LedgerReads(LedgerPool pool, ReadoutApiOptions options) : IDisposable
{
    private const int MadeAtMost = 128;

    private readonly MemoryCache _rendered = new(new MemoryCacheOptions { SizeLimit = options.CacheBytes });
    private readonly MemoryCache _made = new(new MemoryCacheOptions { SizeLimit = MadeAtMost });
    private readonly Lock _making = new();

    /// <summary>See <see cref="LedgerDyads.DyadAsync"/>. The order of the two parties does not matter to what is kept.</summary>
    public ValueTask<Dyad> DyadAsync(string first, string second, DyadQuery query, CancellationToken cancel = default) =>
        MadeAsync((first, second, query), ledger => ledger.DyadAsync(first, second, query, options.Terms, CancellationToken.None), cancel);

    /// <summary>Promises of everybody are followed through so many of the latest reports: an answer must not read all reports of the world.</summary>
    public const int PromisesOfLatest = 2000;

    /// <summary>How many reports two or one of a ledger have; of more than some thousands it is known that they are more.</summary>
    public ValueTask<SearchCounts> CountAsync(ImmutableArray<string> parties, long? asOf, CancellationToken cancel = default) =>
        MadeAsync(("count", string.Join(' ', parties), asOf), ledger => ledger.CountAsync(new SearchQuery("", new ListQuery { Parties = parties, AsOf = asOf }), CancellationToken.None), cancel);

    /// <summary>See <see cref="LedgerPromises.PromisesAsync"/>; without parties, of the latest reports (<see cref="PromisesOfLatest"/>).</summary>
    public ValueTask<ImmutableArray<Promise>> PromisesAsync(PromiseQuery query, CancellationToken cancel = default)
    {
        var asked = query.Parties.IsEmpty ? query with { Read = PromisesOfLatest } : query;
        return MadeAsync((string.Join(' ', asked.Parties), asked with { Parties = [] }), ledger => ledger.PromisesAsync(asked, options.Terms, CancellationToken.None), cancel);
    }

    /// <summary>See <see cref="LedgerFigures.FiguresAsync"/>.</summary>
    public ValueTask<ReadFigures> FiguresAsync(FigureQuery query, CancellationToken cancel = default) =>
        MadeAsync(query, ledger => ledger.FiguresAsync(query, CancellationToken.None), cancel);

    /// <summary>See <see cref="LedgerEntities.EntityAsync"/>.</summary>
    public ValueTask<Entity?> EntityAsync(EntityKind kind, string idOrName, EntityQuery query, CancellationToken cancel = default) =>
        MadeAsync((kind, idOrName, query), ledger => ledger.EntityAsync(kind, idOrName, query, CancellationToken.None), cancel);

    /// <summary>See <see cref="ILedger.PublishersAsync"/>.</summary>
    public ValueTask<ImmutableArray<PublisherCount>> PublishersAsync(CancellationToken cancel = default) =>
        MadeAsync("publishers", ledger => ledger.PublishersAsync(CancellationToken.None), cancel);

    /// <summary>Anything else that is a pure function of the ledger.</summary>
    /// <param name="key">Of the question; compared by value, together with its type.</param>
    public async ValueTask<T> MadeAsync<T>(object key, Func<ILedger, ValueTask<T>> make, CancellationToken cancel = default)
    {
        var version = await pool.VersionAsync(cancel);
        Task<T> making;
        lock (_making)
        {
            var place = (typeof(T), key, version.Number);
            if (!_made.TryGetValue(place, out Task<T>? known) || known!.IsFaulted || known.IsCanceled)
            {
                // Goes on when who asked first goes away: others may be waiting, and the next one will ask the same.
                known = Task.Run(async () =>
                {
                    await using var lease = await pool.RentAsync(CancellationToken.None);
                    return await make(lease.Ledger);
                }, CancellationToken.None);
                _made.Set(place, known, new MemoryCacheEntryOptions { Size = 1 });
            }

            making = known;
        }

        return await making.WaitAsync(cancel);
    }

    /// <summary>An answer in bytes, by the address that asked for it.</summary>
    internal async ValueTask<Rendered> RenderedAsync(string address, LedgerVersion version, DateOnly today, Func<ValueTask<Rendered>> render)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{version.Number} {today.DayNumber} {address}");
        if (_rendered.TryGetValue(key, out Rendered? known))
            return known!;
        var answer = await render();
        // One answer does not push out all others.
        if (answer.Body.Length < options.CacheBytes / 8)
            _rendered.Set(key, answer, new MemoryCacheEntryOptions { Size = answer.Body.Length + (2 * key.Length) + 200 });
        return answer;
    }

    public void Dispose()
    {
        _rendered.Dispose();
        _made.Dispose();
    }
}

/// <summary>An answer in bytes.</summary>
/// <param name="Next">The address of the next page; null when there is none.</param>
internal sealed record Rendered(byte[] Body, string? Next);
