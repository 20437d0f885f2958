using Readout.Api.Ledgers;

namespace Readout.Api.Tests;

public sealed class PoolTests(Service service)
{
    /// <summary>Each holds a connection and asks for what is made with another: with as many of them as there are connections all would wait for one another.</summary>
    [Fact]
    public async Task WhoHoldsAConnectionAndNeedsAnotherGetsIt()
    {
        await using var pool = service.NewPool();
        var all = new TaskCompletionSource();
        var holding = 0;
        await Task.WhenAll(Enumerable.Range(0, LedgerPool.Most + 4).Select(async _ =>
        {
            await using var outer = await pool.RentAsync();
            if (Interlocked.Increment(ref holding) == LedgerPool.Most)
                all.SetResult();
            await all.Task;
            await using var inner = await pool.RentAsync();
            Assert.Equal(Service.Reports, await inner.Ledger.CountAsync());
        })).WaitAsync(TimeSpan.FromSeconds(30));
    }
}
