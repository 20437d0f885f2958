using System.Net;
using System.Net.Sockets;

namespace Readout.Ingest.Fetching;

/// <summary>Opens connections to public addresses only: the name is resolved, all it stands for is checked, and the connection goes to the very address that was checked.</summary>
public static class GuardedConnection
{
    /// <summary>A handler that follows no redirect, uses no proxy (which would resolve names out of sight), keeps no cookies and unpacks nothing.</summary>
    /// <param name="allowPrivate">True lets addresses of this machine and of private networks be opened.</param>
    /// <param name="timeLimit">For connecting.</param>
    public static SocketsHttpHandler Handler(bool allowPrivate, TimeSpan timeLimit) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = (context, cancel) => ConnectAsync(context, allowPrivate, cancel),
        ConnectTimeout = timeLimit,
        MaxResponseHeadersLength = 64,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, bool allowPrivate, CancellationToken cancel)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancel);
        // One private address among several is refused too: which of them answers would be chance.
        if (!allowPrivate && Array.Find(addresses, a => !AddressRules.IsPublic(a)) is { } hidden)
            throw new AddressRefusedException($"'{context.DnsEndPoint.Host}' is {hidden}, an address of this machine or of a private network, which is not opened.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>An address that is not opened, and why.</summary>
public sealed class AddressRefusedException(string message) : Exception(message);
