using System.Collections.Concurrent;
using Readout.Ledger;

namespace Readout.Web.Hosting;

/// <summary>Connections to the ledger: one serves one caller at a time, so each request rents one.</summary>
internal sealed class LedgerPool(WebOptions options) : IAsyncDisposable
{
    private readonly ConcurrentBag<ILedger> _idle = [];
    private readonly SemaphoreSlim _free = new(16);

    public async ValueTask<LedgerLease> RentAsync(CancellationToken cancel = default)
    {
        await _free.WaitAsync(cancel);
        try
        {
            return new LedgerLease(this, _idle.TryTake(out var ledger) ? ledger : options.OpenLedger());
        }
        catch
        {
            _free.Release();
            throw;
        }
    }

    internal void Return(ILedger ledger)
    {
        _idle.Add(ledger);
        _free.Release();
    }

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryTake(out var ledger))
            await ledger.DisposeAsync();
    }
}

/// <summary>A rented connection; disposed, it goes back.</summary>
internal sealed class LedgerLease(LedgerPool pool, ILedger ledger) : IAsyncDisposable
{
    public ILedger Ledger { get; } = ledger;

    public ValueTask DisposeAsync()
    {
        pool.Return(Ledger);
        return ValueTask.CompletedTask;
    }
}
