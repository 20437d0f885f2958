using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Readout.Ingest.Tests.Fetching;

/// <summary>A web server on loopback that does what real ones do wrong, byte by byte: handlers write the answer themselves.</summary>
internal sealed class TestServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, Func<Request, Stream, Task>> _routes = new(StringComparer.Ordinal);

    public sealed record Request(string Path, IReadOnlyDictionary<string, string> Headers);

    public TestServer()
    {
        _listener.Start();
        _ = Task.Run(AcceptAsync);
        On("/robots.txt", Answer(404, "text/plain", "no robots"));
    }

    public ConcurrentQueue<string> Asked { get; } = new();

    public Uri Address(string path) => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}{path}");

    public int Count(string path) => Asked.Count(a => a == path);

    public void On(string path, Func<Request, Stream, Task> handler) => _routes[path] = handler;

    public void On(string path, string contentType, string body) => On(path, Answer(200, contentType, body));

    public static Func<Request, Stream, Task> Answer(int status, string contentType, string body, string headers = "") => Answer(status, contentType, Encoding.UTF8.GetBytes(body), headers);

    public static Func<Request, Stream, Task> Answer(int status, string contentType, byte[] body, string headers = "") => async (_, stream) =>
    {
        await stream.WriteAsync(Head(status, $"Content-Type: {contentType}\r\nContent-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\n{headers}"));
        await stream.WriteAsync(body);
    };

    public static byte[] Head(int status, string headers) => Encoding.Latin1.GetBytes($"HTTP/1.1 {status.ToString(CultureInfo.InvariantCulture)} Status\r\n{headers}Connection: close\r\n\r\n");

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
                var path = (await reader.ReadLineAsync(_stop.Token))?.Split(' ')[1] ?? "/";
                var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
                    headers[line.Split(':', 2)[0]] = line.Split(':', 2)[1].Trim();
                Asked.Enqueue(path);
                var handler = _routes.GetValueOrDefault(path) ?? Answer(404, "text/plain", "not here");
                await handler(new Request(path, headers), stream);
                await stream.FlushAsync(_stop.Token);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The client had enough, or the test ended.
        }
    }
}
