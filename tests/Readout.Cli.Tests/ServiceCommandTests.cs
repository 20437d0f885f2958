using System.Text.Json;
using Readout.Ledger.TestKit;
using Xunit;

namespace Readout.Cli.Tests;

/// <summary>Tokens and hooks on the command line.</summary>
public sealed class ServiceCommandTests : IDisposable
{
    private readonly Cli _cli = new();

    public ServiceCommandTests()
    {
        _cli.Set("READOUT_LEDGER", _cli.PathOf("l.readout"));
        _cli.Reader = report => MadeUp.Record(report.Name, report.Text);
        _cli.Write("in.jsonl", """{"text":"a text","name":"a"}""" + "\n");
        Assert.Equal(App.Done, _cli.Run("add", "@in.jsonl"));
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void ATokenIsShownOnceListedAndRevokedOnce()
    {
        Assert.Equal(App.NothingFound, _cli.Run("token", "list"));
        Assert.Equal(App.Done, _cli.Run("token", "create", "press office", "--scopes", "read,review", "--days", "30"));
        var given = Assert.Single(_cli.OutLines);
        Assert.StartsWith("readout_", given, StringComparison.Ordinal);
        Assert.Equal(App.Done, _cli.Run("token", "list"));
        var listed = Assert.Single(_cli.OutLines);
        Assert.DoesNotContain(given[8..], listed, StringComparison.Ordinal);
        var token = JsonDocument.Parse(listed).RootElement;
        Assert.Equal(("press office", "read review", "holds"), (token.GetProperty("name").GetString(), token.GetProperty("scopes").GetString(), token.GetProperty("state").GetString()));
        Assert.Equal(App.Done, _cli.Run("token", "revoke", "1"));
        Assert.Equal(App.Failed, _cli.Run("token", "revoke", "1"));
        Assert.Equal(App.Failed, _cli.Run("token", "create", "x", "--scopes", "raed"));
    }

    [Fact]
    public void AHookIsAddedListedAndRemovedAndOneThatCannotBeMeantRefused()
    {
        Assert.Equal(App.Done, _cli.Run("hook", "add", "https://desk.example/in", "KAZ", "type:CONSULT"));
        var secret = Assert.Single(_cli.OutLines);
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        Assert.Equal(App.Done, _cli.Run("hook", "list"));
        var hook = Assert.Single(_cli.OutLines);
        Assert.DoesNotContain(secret, hook, StringComparison.Ordinal);
        Assert.Equal("KAZ type:CONSULT", JsonDocument.Parse(hook).RootElement.GetProperty("query").GetString());
        Assert.Equal(App.NothingFound, _cli.Run("hook", "dead"));
        Assert.Equal(App.NothingFound, _cli.Run("hook", "dead", "--again"));
        Assert.Equal(App.Done, _cli.Run("hook", "remove", "1"));
        Assert.Equal(App.Failed, _cli.Run("hook", "remove", "1"));
        Assert.Equal(App.Failed, _cli.Run("hook", "add", "http://127.0.0.1/in", "KAZ"));
    }
}
