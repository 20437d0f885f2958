using System.Collections.Concurrent;
using Readout.Ledger;

namespace Readout.Api.Ledgers;

/// <summary>Connections to the ledger: one serves one caller at a time, so each request rents one.</summary>
/// <remarks>
/// Thread-safe. <see cref="Most"/> are kept; who comes when all are rented waits a moment and then gets one more: a request that has one and asks for what is made by
/// another would else wait for itself, when so many do so at once.
/// </remarks>
public sealed class LedgerPool(ReadoutApiOptions options) : IAsyncDisposable
{
    internal const int Most = 16;

    // A version is asked for again after so long; a change by another process is seen by then, one by this process at once.
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentBag<ILedger> _idle = [];
    private readonly SemaphoreSlim _free = new(Most);
    private readonly SemaphoreSlim _writer = new(1);
    private readonly Lock _telling = new();
    private (LedgerVersion Version, long At)? _version;
    private long _writings;
    private volatile bool _isClosed;

    /// <exception cref="LedgerException">The ledger cannot be opened.</exception>
    public async ValueTask<LedgerLease> RentAsync(CancellationToken cancel = default)
    {
        if (!await _free.WaitAsync(Moment, cancel))
            return new LedgerLease(this, options.OpenLedger(), isWriter: false, isExtra: true);
        try
        {
            return new LedgerLease(this, _idle.TryTake(out var ledger) ? ledger : options.OpenLedger(), isWriter: false, isExtra: false);
        }
        catch
        {
            _free.Release();
            throw;
        }
    }

    /// <summary>Rents a connection for writing; writers of this process stand in line rather than run into one another.</summary>
    /// <exception cref="LedgerException">The ledger cannot be opened.</exception>
    public async ValueTask<LedgerLease> RentToWriteAsync(CancellationToken cancel = default)
    {
        await _writer.WaitAsync(cancel);
        try
        {
            return (await RentAsync(cancel)).AsWriter();
        }
        catch
        {
            _writer.Release();
            throw;
        }
    }

    /// <summary>The ledger's present version, at most a tenth of a second old.</summary>
    public async ValueTask<LedgerVersion> VersionAsync(CancellationToken cancel = default)
    {
        long writings;
        lock (_telling)
        {
            if (_version is { } known && options.Clock.GetElapsedTime(known.At) < Fresh)
                return known.Version;
            writings = _writings;
        }

        var at = options.Clock.GetTimestamp();
        await using var lease = await RentAsync(cancel);
        var version = await lease.Ledger.VersionAsync(cancel);
        lock (_telling)
        {
            // What was read before somebody here wrote is not handed on after it.
            if (writings == _writings)
                _version = (version, at);
        }

        return version;
    }

    internal void Return(ILedger ledger, bool isWriter, bool isExtra)
    {
        if (isWriter)
        {
            lock (_telling)
            {
                _version = null;
                _writings++;
            }

            _writer.Release();
        }

        if (_isClosed || isExtra)
            ledger.DisposeAsync().AsTask().GetAwaiter().GetResult();
        else
            _idle.Add(ledger);
        if (!isExtra)
            _free.Release();
    }

    public async ValueTask DisposeAsync()
    {
        _isClosed = true;
        while (_idle.TryTake(out var ledger))
            await ledger.DisposeAsync();
    }
}

/// <summary>A rented connection; disposed, it goes back.</summary>
public sealed class LedgerLease : IAsyncDisposable
{
    private readonly LedgerPool _pool;
    private readonly bool _isWriter, _isExtra;
    private int _isReturned;

    internal LedgerLease(LedgerPool pool, ILedger ledger, bool isWriter, bool isExtra) => (_pool, Ledger, _isWriter, _isExtra) = (pool, ledger, isWriter, isExtra);

    public ILedger Ledger { get; }

    internal LedgerLease AsWriter() => new(_pool, Ledger, isWriter: true, _isExtra);

    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isReturned, 1) == 0)
            _pool.Return(Ledger, _isWriter, _isExtra);
        return ValueTask.CompletedTask;
    }
}
