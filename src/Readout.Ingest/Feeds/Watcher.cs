using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Readout.Ingest.Archives;
using Readout.Ingest.Entries;
using Readout.Ingest.Fetching;

namespace Readout.Ingest.Feeds;

/// <summary>Something that the watcher has to tell: a new report, or what went wrong with a feed or an item.</summary>
/// <param name="Item">The item's address, for <see cref="Watcher.Done"/>; null for a feed.</param>
public sealed record Watched(Input Input, Uri? Item);

/// <summary>Asks feeds for what is new and gives each item once.</summary>
/// <remarks>Feeds are asked when they are due and no more often, with the validators of the last time; a feed that fails is asked ever more rarely
/// (up to once a day) and told. Several hosts are asked at the same time, one host one thing at a time (<see cref="Fetcher"/>). Between fetching and
/// whoever takes there is a bounded queue.</remarks>
public sealed class Watcher(FeedList list, WatchState state, Fetcher fetcher, EntryReader entries, WarcWriter? archive, TimeProvider? timeProvider = null)
{
    /// <summary>An item that fails so often is given up.</summary>
    public const int MostTries = 5;

    private const int Abreast = 8;
    private const int Ahead = 32;
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromDays(1);

    private readonly TimeProvider _time = timeProvider ?? TimeProvider.System;

    /// <summary>When the next feed is due.</summary>
    public DateTimeOffset NextDue() => list.Feeds.Min(f => state.Of(f.Address).Due);

    /// <summary>One round over the feeds that are due.</summary>
    public async IAsyncEnumerable<Watched> RoundAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var found = Channel.CreateBounded<Watched>(new BoundedChannelOptions(Ahead) { SingleReader = true });
        var due = list.Feeds.Where(f => state.Of(f.Address).Due <= _time.GetUtcNow()).ToList();
        var seen = new HashSet<Uri>();
        var asking = Task.Run(async () =>
        {
            try
            {
                await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = Abreast, CancellationToken = stop.Token }, async (feed, token) => await FeedAsync(feed, found.Writer, seen, token));
                found.Writer.TryComplete();
            }
            catch (Exception e)
            {
                found.Writer.TryComplete(e);
            }
        }, CancellationToken.None);
        try
        {
            await foreach (var watched in found.Reader.ReadAllAsync(cancel))
                yield return watched;
        }
        finally
        {
            await stop.CancelAsync();
            await asking;
        }
    }

    /// <summary>Notes that the records of these items are safe.</summary>
    public void Done(IEnumerable<Uri> items) => state.Done(items, _time.GetUtcNow());

    private async ValueTask FeedAsync(WatchedFeed feed, ChannelWriter<Watched> found, HashSet<Uri> seen, CancellationToken cancel)
    {
        var before = state.Of(feed.Address);
        var fetched = await fetcher.FetchAsync(feed.Address, before.ETag, before.LastModified, cancel);
        if (fetched.Problem is { } problem)
        {
            await FailAsync(feed, before, problem, fetched.RetryAfter, found, cancel);
            return;
        }

        if (fetched.IsUnchanged)
        {
            state.Keep(before with { Due = _time.GetUtcNow() + feed.Every, Failures = 0, Reason = null, LastGood = _time.GetUtcNow() });
            return;
        }

        var content = FeedReader.Read(fetched.Bytes, fetched.Address);
        if (content.Reason is { } reason)
        {
            await FailAsync(feed, before, Problem.Error(Codes.FeedBroken, feed.Address.AbsoluteUri, $"the feed cannot be read: {reason}. Open it in a browser; the site may have moved it."), null, found, cancel);
            return;
        }

        var complete = await ItemsAsync(feed, content, found, seen, depth: 0, cancel);
        // The validators are kept only when all that the answer lists is had or given up: else "unchanged" would hide what is missing.
        state.Keep(new FeedState(feed.Address.AbsoluteUri, complete ? fetched.ETag : null, complete ? fetched.LastModified : null, _time.GetUtcNow() + feed.Every, 0, null, _time.GetUtcNow()));
    }

    private async Task FailAsync(WatchedFeed feed, FeedState before, Problem problem, TimeSpan? retryAfter, ChannelWriter<Watched> found, CancellationToken cancel)
    {
        var failures = before.Failures + 1;
        var backOff = feed.Every * Math.Pow(2, Math.Min(failures, 16));
        var wait = backOff > LongestBackOff ? LongestBackOff : backOff;
        if (retryAfter > wait)
            wait = retryAfter.Value;
        state.Keep(before with { Due = _time.GetUtcNow() + wait, Failures = failures, Reason = $"{problem.Code} {problem.Message}" });
        await found.WriteAsync(new(Input.Failed(feed.Address.AbsoluteUri, problem), null), cancel);
    }

    /// <returns>True when no item is left for a later round.</returns>
    private async Task<bool> ItemsAsync(WatchedFeed feed, FeedContent content, ChannelWriter<Watched> found, HashSet<Uri> seen, int depth, CancellationToken cancel)
    {
        var complete = true;
        foreach (var inner in content.Feeds)
        {
            // A sitemap index names sitemaps; an index of indexes is against the standard and a way to go on for ever.
            if (depth > 0)
                return false;
            var fetched = await fetcher.FetchAsync(inner, cancel: cancel);
            if (fetched.Problem is { } problem)
            {
                complete = false;
                await found.WriteAsync(new(Input.Failed(inner.AbsoluteUri, problem), null), cancel);
                continue;
            }

            complete &= await ItemsAsync(feed, FeedReader.Read(fetched.Bytes, fetched.Address), found, seen, depth + 1, cancel);
        }

        foreach (var item in content.Items)
        {
            if (feed.Include.Length > 0 && !feed.Include.Any(p => item.Address.AbsoluteUri.Contains(p, StringComparison.OrdinalIgnoreCase)))
                continue;
            lock (seen)
            {
                // Two feeds of one site list the same item.
                if (!seen.Add(item.Address))
                    continue;
            }

            if (state.IsDone(item.Address, MostTries))
                continue;
            var fetched = await fetcher.FetchAsync(item.Address, cancel: cancel);
            if (fetched.Problem is { } problem)
            {
                complete = false;
                state.Failed(item.Address, $"{problem.Code} {problem.Message}");
                await found.WriteAsync(new(Input.Failed(item.Address.AbsoluteUri, problem), null), cancel);
                continue;
            }

            archive?.Write(fetched, _time.GetUtcNow());
            var entry = Entries.Entry.Of(fetched, item.Address.AbsoluteUri) with { Published = item.Published };
            await found.WriteAsync(new(entry.Deferred(entries), item.Address), cancel);
        }

        return complete;
    }
}
