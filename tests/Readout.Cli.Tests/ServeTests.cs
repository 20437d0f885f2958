using Xunit;

namespace Readout.Cli.Tests;

public sealed class ServeTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://192.0.2.1:5080")]
    [InlineData("https://127.0.0.1:5080")]
    [InlineData("somewhere")]
    public void AnAddressThatOthersReachIsRefusedWithoutAToken(string address)
    {
        Assert.Equal(2, _cli.Run("serve", "--ledger", "@x.readout", "--urls", address));
        Assert.Contains("RO4050", _cli.Error);
    }

    [Fact]
    public void ItServesUntilItIsInterrupted()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        _cli.Cancel = stop.Token;
        _cli.Heard = line =>
        {
            if (line.Contains("in a browser", StringComparison.Ordinal))
                stop.Cancel();
        };
        Assert.Equal(0, _cli.Run("serve", "--ledger", "@x.readout", "--urls", "http://127.0.0.1:0"));
        Assert.Matches(@"open http://127\.0\.0\.1:\d+ in a browser", _cli.Error);
        Assert.True(File.Exists(_cli.PathOf("x.readout")));
    }
}
