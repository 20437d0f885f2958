using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Readout.Cli.Tests;

/// <summary>Pages, archives and feeds on the command line.</summary>
public sealed class SourceCommandTests : IDisposable
{
    private readonly Cli _cli = new();
    private int _read;

    public SourceCommandTests()
    {
        _cli.Set("READOUT_LEDGER", _cli.PathOf("l.readout"));
        _cli.Reader = report =>
        {
            Interlocked.Increment(ref _read);
            return Cli.Fake(report);
        };
    }

    public void Dispose() => _cli.Dispose();

    private string Told => _cli.Error[.._cli.Error.IndexOf(" (", StringComparison.Ordinal)].Split('\n')[^1].Replace(_cli.Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

    private static string Page(string title) => $"<html><head><meta charset=utf-8><title>{title}</title></head><body><nav><a href=/>Главная</a></nav><article><h1>{title}</h1><p>Министры двух стран обсудили товарооборот и договорились о встрече осенью в Астане.</p></article></body></html>";

    [Fact]
    public void APageIsReadOnceAndItsArticleIsWhatIsFound()
    {
        _cli.Write("visit.html", Page("Встреча министров"));
        Assert.Equal(App.Done, _cli.Run("add", "@visit.html"));
        Assert.Equal("l.readout: 1 added", Told);
        Assert.Equal(App.Done, _cli.Run("add", "@visit.html"));
        Assert.Equal("l.readout: 1 unchanged", Told);
        Assert.Equal(1, _read);
        Assert.Equal(App.Done, _cli.Run("search", "товарооборот"));
        Assert.Equal(App.NothingFound, _cli.Run("search", "Главная"));
    }

    [Fact]
    public void WhatFailsInAnArchiveIsToldAndTheRestIsKept()
    {
        using (var zip = ZipFile.Open(_cli.PathOf("pages.zip"), ZipArchiveMode.Create))
        {
            foreach (var (name, text) in new[] { ("a.html", Page("Первая")), ("b.html", "<html><a href=/>ссылка</a></html>"), ("c.html", Page("Вторая")) })
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        Assert.Equal(App.Failed, _cli.Run("add", "@pages.zip"));
        Assert.Contains("2 added", _cli.Error, StringComparison.Ordinal);
        Assert.Contains("RO1021", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AReprintIsKeptButNotReadAndANearCopyWhenAskedFor()
    {
        var body = string.Join(' ', Enumerable.Range(0, 60).Select(i => $"слово{(char)('а' + i % 30)}{(char)('а' + i / 30)}"));
        string Line(string name, string text) => $"{{\"name\":\"{name}\",\"publisher\":\"{name}.example\",\"text\":\"Встреча\\n\\n{text}\"}}\n";
        _cli.Write("a.jsonl", Line("a", body));
        _cli.Write("b.jsonl", Line("b", body));
        _cli.Write("c.jsonl", Line("c", body + " источник"));
        Assert.Equal(App.Done, _cli.Run("add", "@a.jsonl"));
        Assert.Equal(App.Done, _cli.Run("add", "@b.jsonl"));
        Assert.Equal("l.readout: 1 reprinted", Told);
        Assert.Equal(1, _read);
        Assert.Equal(App.Done, _cli.Run("add", "@c.jsonl", "--skip-copies"));
        Assert.Equal("l.readout: 1 reprinted", Told);
        Assert.Equal(1, _read);
        Assert.Equal(App.Done, _cli.Run("story", "c", "--format", "json"));
        var publications = System.Text.Json.JsonDocument.Parse(_cli.Out).RootElement[0].GetProperty("reports")[0].GetProperty("publications").EnumerateArray().ToList();
        Assert.Equal(["b.example", "c.example"], publications.Select(p => p.GetProperty("publisher").GetString()));
        Assert.EndsWith("источник", publications[1].GetProperty("text").GetString(), StringComparison.Ordinal);
        // All three together, in one run, come to the same; and what is there is not looked at again.
        _cli.Write("all.jsonl", Line("a", body) + Line("b", body) + Line("c", body + " источник"));
        Assert.Equal(App.Done, _cli.Run("add", "@all.jsonl", "--skip-copies", "--ledger", "@m.readout"));
        Assert.Contains("1 added, 2 reprinted", _cli.Error, StringComparison.Ordinal);
        Assert.Equal(App.Done, _cli.Run("add", "@all.jsonl", "--skip-copies", "--ledger", "@m.readout"));
        Assert.Contains("3 unchanged", _cli.Error, StringComparison.Ordinal);
        // Without being asked for, a near copy is a report of its own.
        Assert.Equal(App.Done, _cli.Run("add", "@all.jsonl", "--ledger", "@n.readout"));
        Assert.Contains("2 added, 1 reprinted", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WatchTakesEachItemOnce()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var home = $"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}";
        var serving = ServeAsync(server, path => path switch
        {
            "/rss" => $"<rss version=\"2.0\"><channel><title>t</title><item><link>{home}/1</link></item><item><link>{home}/2</link></item></channel></rss>",
            "/1" => Page("Первая"),
            "/2" => Page("Вторая"),
            _ => null,
        });
        _cli.Write("feeds.toml", $"host-delay = \"0s\"\n[[feed]]\nurl = \"{home}/rss\"\n");
        Assert.Equal(App.Done, _cli.Run("watch", "@feeds.toml", "--once", "--allow-private", "--archive", "@pages.warc.gz"));
        Assert.Equal("l.readout: 2 added", Told);
        Assert.Equal(App.NothingFound, _cli.Run("watch", "@feeds.toml", "--once", "--allow-private"));
        Assert.Equal(2, _read);
        // What was kept in the archive gives the same reports again.
        Assert.Equal(App.Done, _cli.Run("add", "@pages.warc.gz", "--ledger", "@again.readout"));
        Assert.Contains("2 added", _cli.Error, StringComparison.Ordinal);
        server.Stop();
        await serving;
    }

    [Fact]
    public async Task AddressesAreFetchedAndWhomThePageCreditsIsInTheRecord()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var home = $"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}";
        var serving = ServeAsync(server, path => path == "/1" ? Page("Первая").Replace("<article>", "<article><time datetime=\"2025-08-30\">30 августа 2025</time>", StringComparison.Ordinal).Replace("</article>", "<p>Источник: Вестник министерства</p></article>", StringComparison.Ordinal) : null);
        _cli.Reader = ReaderFactory.Create(new OwnFiles());
        Assert.Equal(App.Failed, _cli.Run("add", $"{home}/1", $"{home}/2", "--allow-private"));
        Assert.Contains("1 added", _cli.Error, StringComparison.Ordinal);
        Assert.Contains($"To try only these again: readout add {home}/2", _cli.Error, StringComparison.Ordinal);
        Assert.Equal(App.Done, _cli.Run("show", $"{home}/1", "--format", "json"));
        var document = System.Text.Json.JsonDocument.Parse(_cli.Out).RootElement.GetProperty("document");
        Assert.Equal("Вестник министерства", document.GetProperty("credit").GetString());
        Assert.Equal("page", document.GetProperty("publishedFrom").GetString());
        Assert.Equal("2025-08-30", document.GetProperty("published").GetString());
        server.Stop();
        await serving;
    }

    /// <summary>Ctrl-C while a page is found, fetched, read or kept: what was kept stays, nothing stands twice, the next run brings the rest.</summary>
    [Theory]
    [InlineData("fetch")]
    [InlineData("read")]
    [InlineData("keep")]
    public async Task InterruptedInAnyStageTheNextRunGoesOn(string stage)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var home = $"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}";
        using var cancel = new CancellationTokenSource();
        var serving = ServeAsync(server, path =>
        {
            if (stage == "fetch" && path == "/2")
                cancel.Cancel();
            return path[1..] is "1" or "2" or "3" ? Page("Встреча " + path) : null;
        });
        var read = 0;
        _cli.Cancel = cancel.Token;
        _cli.Reader = report =>
        {
            var count = Interlocked.Increment(ref read);
            if (stage == "read" && count == 2)
                cancel.Cancel();
            // Cancelled as soon as the first record is on its way to the ledger.
            if (stage == "keep" && count == 1)
                cancel.CancelAfter(TimeSpan.FromMilliseconds(20));
            return Cli.Fake(report);
        };
        string[] command = ["add", $"{home}/1", $"{home}/2", $"{home}/3", "--allow-private", "-j", "1"];
        Assert.True(_cli.Run(command) == App.Interrupted, _cli.Error);
        _cli.Cancel = default;
        stage = "";
        Assert.Equal(App.Done, _cli.Run(command));
        Assert.Equal(App.Done, _cli.Run("list", "--format", "jsonl"));
        Assert.Equal([$"{home}/1", $"{home}/2", $"{home}/3"], _cli.OutLines.Select(l => System.Text.Json.JsonDocument.Parse(l).RootElement.GetProperty("url").GetString()!).Order());
        Assert.Equal(App.Done, _cli.Run("backup", "@copy.readout"));
        Assert.Equal(App.Done, _cli.Run("check"));
        server.Stop();
        await serving;
    }

    private static async Task ServeAsync(TcpListener server, Func<string, string?> answer)
    {
        try
        {
            while (true)
            {
                using var client = await server.AcceptTcpClientAsync();
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
                var path = (await reader.ReadLineAsync())!.Split(' ')[1];
                while (await reader.ReadLineAsync() is { Length: > 0 })
                {
                }

                var body = Encoding.UTF8.GetBytes(answer(path) ?? "");
                await stream.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 {(body.Length > 0 ? 200 : 404)} Status\r\nContent-Type: {(path == "/rss" ? "application/rss+xml" : "text/html")}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"));
                await stream.WriteAsync(body);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is done.
        }
    }
}
