using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Readout.Ingest.Fetching;

/// <summary>Fetches addresses politely and without trusting what answers.</summary>
/// <remarks>Robots.txt is kept to, a host is asked one thing at a time with a pause between, passing failures are tried again with growing pauses.
/// Every address, also behind a redirect, is checked after its name is resolved, and the connection goes to the very address that was checked.
/// Proxies are not used: they would resolve names out of sight. Thread-safe.</remarks>
public sealed class Fetcher : IDisposable
{
    // Text packs to a tenth; what unpacks to this many times its size is a bomb.
    private const int LargestRatio = 200;
    private const int RatioFrom = 1_000_000;

    private readonly FetchOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;
    private readonly ConcurrentDictionary<string, Host> _hosts = new(StringComparer.OrdinalIgnoreCase);

    public Fetcher(FetchOptions options, TimeProvider? time = null)
    {
        _options = options;
        _time = time ?? TimeProvider.System;
        _client = new HttpClient(GuardedConnection.Handler(options.AllowPrivate, options.TimeLimit)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private sealed class Host
    {
        public SemaphoreSlim Turn { get; } = new(1);

        /// <summary>Not asked before this time.</summary>
        public DateTimeOffset Free { get; set; }

        public Robots? Robots { get; set; }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Fetches an address.</summary>
    /// <param name="address">http or https.</param>
    /// <param name="etag">From the last time; null when there was none.</param>
    /// <param name="lastModified">From the last time; null when there was none.</param>
    /// <param name="cancel">Ends it at once.</param>
    public async Task<Fetched> FetchAsync(Uri address, string? etag = null, string? lastModified = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        var host = _hosts.GetOrAdd(address.Authority, static _ => new Host());
        await host.Turn.WaitAsync(cancel);
        try
        {
            host.Robots ??= await RobotsAsync(address, host, cancel);
            if (!host.Robots.Allows(address.PathAndQuery))
                return new() { Address = address, Problem = Problem.Error(Codes.RobotsForbid, address.AbsoluteUri, "the site's robots.txt asks programs to stay away from this address.") };
            for (var tried = 1; ; tried++)
            {
                await PauseAsync(host, cancel);
                var fetched = await OnceAsync(address, etag, lastModified, cancel);
                host.Free = _time.GetUtcNow() + Longer(_options.HostDelay, host.Robots.Delay);
                if (!fetched.IsPassing)
                    return fetched;
                var wait = fetched.RetryAfter ?? TimeSpan.FromSeconds(Math.Pow(4, tried - 1));
                if (tried >= _options.Tries || wait > _options.LongestWait)
                    return fetched;
                host.Free = _time.GetUtcNow() + wait;
            }
        }
        finally
        {
            host.Turn.Release();
        }
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan? b) => b > a ? b.Value : a;

    private async Task PauseAsync(Host host, CancellationToken cancel)
    {
        var wait = host.Free - _time.GetUtcNow();
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, _time, cancel);
    }

    // No robots.txt (4xx) allows all; a server that fails (5xx, no answer) is asked again next time and forbids nothing meanwhile, the page itself will fail.
    private async Task<Robots> RobotsAsync(Uri address, Host host, CancellationToken cancel)
    {
        await PauseAsync(host, cancel);
        var fetched = await OnceAsync(new Uri(address, "/robots.txt"), null, null, cancel);
        host.Free = _time.GetUtcNow();
        return fetched.Problem is null && fetched.Status == 200 ? Robots.Parse(System.Text.Encoding.UTF8.GetString(fetched.Bytes), _options.UserAgent) : Robots.AllowAll;
    }

    private async Task<Fetched> OnceAsync(Uri first, string? etag, string? lastModified, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(_options.TimeLimit);
        var address = first;
        try
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var redirects = 0; ; redirects++)
            {
                if (AddressRules.Parse(address.AbsoluteUri, first.AbsoluteUri).Problem is { } refused)
                    return new() { Address = address, Problem = refused };
                if (redirects > _options.MaxRedirects || !seen.Add(address.AbsoluteUri))
                    return new()
                    {
                        Address = address,
                        Problem = Problem.Error(Codes.TooManyRedirects, first.AbsoluteUri, "the address leads in circles, or through more than "
                        + FormattableString.Invariant($"{_options.MaxRedirects} redirects. Open it in a browser and give the address that it ends at."))
                    };
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                request.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);
                request.Headers.TryAddWithoutValidation("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, application/pdf;q=0.8, text/plain;q=0.8, */*;q=0.1");
                request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br");
                if (etag is not null)
                    request.Headers.TryAddWithoutValidation("If-None-Match", etag);
                if (lastModified is not null)
                    request.Headers.TryAddWithoutValidation("If-Modified-Since", lastModified);
                using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
                var status = (int)response.StatusCode;
                if (status is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location)
                {
                    address = new Uri(address, location);
                    continue;
                }

                return await AnswerAsync(response, first, address, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Failed(Codes.TimedOut, FormattableString.Invariant($"the server did not answer whole within {_options.TimeLimit.TotalSeconds:0} seconds. Try again later."), isPassing: true);
        }
        catch (HttpRequestException e) when (e.InnerException is AddressRefusedException refused)
        {
            return Failed(Codes.AddressRefused, $"{refused.Message} If that is wanted, say --allow-private.", isPassing: false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or InvalidDataException or UriFormatException)
        {
            return Failed(Codes.NotReached, $"the server cannot be reached or breaks off ({e.Message.TrimEnd('.')}). Check the address and the network, or try again later.", isPassing: e is not UriFormatException);
        }

        Fetched Failed(string code, string message, bool isPassing) => new() { Address = address, IsPassing = isPassing, Problem = Problem.Error(code, first.AbsoluteUri, message) };
    }

    private async Task<Fetched> AnswerAsync(HttpResponseMessage response, Uri first, Uri address, CancellationToken cancel)
    {
        var status = (int)response.StatusCode;
        var answer = new Fetched
        {
            Address = address,
            Status = status,
            ContentType = Header(response.Content.Headers, "Content-Type"),
            ETag = Header(response.Headers, "ETag"),
            LastModified = Header(response.Content.Headers, "Last-Modified"),
            RetryAfter = Wait(response.Headers.RetryAfter),
        };
        if (status == 304)
            return answer;
        if (status != 200)
        {
            var isPassing = status is 408 or 425 or 429 or >= 500;
            return answer with
            {
                IsPassing = isPassing,
                Problem = Problem.Error(Codes.HttpStatus, first.AbsoluteUri, FormattableString.Invariant($"the server answers {status} ({response.ReasonPhrase}). ")
                    + (isPassing ? "Try again later." : "Check the address.")),
            };
        }

        if (response.Content.Headers.ContentLength > _options.MaxBytes)
            return TooLarge();
        await using var wire = await response.Content.ReadAsStreamAsync(cancel);
        var counting = new CountingStream(wire);
        await using var unpacked = response.Content.Headers.ContentEncoding.LastOrDefault()?.ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => new GZipStream(counting, CompressionMode.Decompress),
            "br" => new BrotliStream(counting, CompressionMode.Decompress),
            "deflate" => new ZLibStream(counting, CompressionMode.Decompress),
            _ => (Stream)counting,
        };
        using var all = new MemoryStream();
        var buffer = new byte[32 * 1024];
        while (await unpacked.ReadAsync(buffer, cancel) is > 0 and var read)
        {
            all.Write(buffer, 0, read);
            if (all.Length > RatioFrom && all.Length > counting.Count * LargestRatio)
                return answer with { Problem = Problem.Error(Codes.DecompressionBomb, first.AbsoluteUri, "the answer unpacks to hundreds of times its size. It was not read further.") };
            if (all.Length > _options.MaxBytes)
                return TooLarge();
        }

        return answer with { Bytes = all.ToArray() };

        Fetched TooLarge() => answer with { Problem = Problem.Error(Codes.InputTooLarge, first.AbsoluteUri, FormattableString.Invariant($"the answer is larger than {_options.MaxBytes / 1e6:0.###} MB, so it is probably no report. If it is one, raise the limit with --max-size.")) };
    }

    private static string? Header(HttpHeaders headers, string name) => headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    private TimeSpan? Wait(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date - _time.GetUtcNow());
        return wait is { } asked ? asked < TimeSpan.Zero ? TimeSpan.Zero : asked : null;
    }

    /// <summary>Counts the bytes that came over the wire.</summary>
    private sealed class CountingStream(Stream inner) : Stream
    {
        public long Count { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Counted(inner.Read(buffer, offset, count));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Counted(await inner.ReadAsync(buffer, cancellationToken));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private int Counted(int read)
        {
            Count += read;
            return read;
        }
    }
}
