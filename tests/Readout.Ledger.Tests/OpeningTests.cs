using Readout.Ledger.Services;
using Readout.Ledger.Sqlite;
using Readout.Ledger.TestKit;
using Xunit;

namespace Readout.Ledger.Tests;

/// <summary>A ledger opened and closed by many at once: the first to come and the last to leave hold locks that others must wait for.</summary>
public sealed class OpeningTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("readout-open-").FullName;

    private string File => Path.Combine(_folder, "ledger.readout");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private SqliteLedger Open() => SqliteLedger.Open(File, new SqliteLedgerOptions { Terms = new PlainTerms(), Create = true });

    [Fact]
    public async Task ManyOpenAndCloseAtOnce()
    {
        await Open().DisposeAsync();
        await Parallel.ForAsync(0, 800, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancel }, async (i, cancel) =>
        {
            await using var ledger = Open();
            Assert.Equal(0, await ledger.CountAsync(cancel));
            if (i % 4 == 0)
                await ((IServiceStore)ledger).AddTokenAsync(new Token(0, "t", "read", DateTimeOffset.UnixEpoch, null, null), $"{i}", cancel);
        });
        await using var last = Open();
        Assert.Equal(200, await ((IServiceStore)last).TokensAsync(Cancel).CountAsync(Cancel));
    }

    [Fact]
    public async Task OpeningItAgainDropsNoLockOfThoseWhoHaveItOpen()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux lists the locks of a process");
        await using var ledger = Open();
        Assert.Equal(0, await ledger.CountAsync(Cancel));
        Assert.True(IsHeld());
        await using var again = Open();
        Assert.True(IsHeld());

        // SQLite's shared lock: 510 bytes from the second after the first GiB on.
        bool IsHeld() => System.IO.File.ReadLines("/proc/locks").Any(l => l.Contains($" {Environment.ProcessId} ", StringComparison.Ordinal) && l.EndsWith(" 1073741826 1073742335", StringComparison.Ordinal));
    }
}
