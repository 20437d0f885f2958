using System.Net;
using System.Net.Sockets;

namespace Readout.Ingest.Fetching;

/// <summary>Which addresses are opened: http and https on the public internet, unless the user allows more.</summary>
public static class AddressRules
{
    // What is special by RFC 6890 and its registries: this machine, its networks, and what is no single host.
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/128", "::1/128", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(n => IPNetwork.Parse(n)),
    ];

    /// <summary>True for an address of the public internet.</summary>
    /// <remarks>IPv4 in IPv6 clothes (mapped, NAT64, 6to4) counts as what it carries.</remarks>
    public static bool IsPublic(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6)
            return IsPublic(address.MapToIPv4());
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            Span<byte> bytes = stackalloc byte[16];
            address.TryWriteBytes(bytes, out _);
            if (bytes.StartsWith((ReadOnlySpan<byte>)[0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]))
                return IsPublic(new IPAddress(bytes[12..]));
            if (bytes.StartsWith((ReadOnlySpan<byte>)[0x20, 0x02]))
                return IsPublic(new IPAddress(bytes[2..6]));
            if (bytes[..12].IndexOfAnyExcept((byte)0) < 0)
                return false;
        }

        foreach (var network in NotPublic)
        {
            if (network.Contains(address))
                return false;
        }

        return true;
    }

    /// <summary>True for an input that is meant as an address, not as a file.</summary>
    public static bool LooksLikeAddress(string input) => input.Contains("://", StringComparison.Ordinal);

    /// <summary>The address, or why it is not opened.</summary>
    public static (Uri? Address, Problem? Problem) Parse(string input, string? place = null)
    {
        if (!Uri.TryCreate(input, UriKind.Absolute, out var address) || address.Host.Length == 0)
            return (null, Problem.Error(Codes.AddressRefused, place ?? input, "this is no address. Write it whole: https://host/path."));
        if (address.Scheme is not ("http" or "https"))
            return (null, Problem.Error(Codes.AddressRefused, place ?? input, $"addresses of '{address.Scheme}' are not opened, only http and https."));
        return address.UserInfo.Length > 0
            ? (null, Problem.Error(Codes.AddressRefused, place ?? input, "an address with a user name or password in it is not opened. Leave them out."))
            : (address, null);
    }
}
