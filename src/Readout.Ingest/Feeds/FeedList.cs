using System.Collections.Immutable;
using System.Globalization;
using Readout.Ingest.Fetching;
using Readout.Tables;
using Tomlyn;
using Tomlyn.Model;

namespace Readout.Ingest.Feeds;

/// <summary>A feed that is watched.</summary>
/// <param name="Address">RSS, Atom, JSON Feed or sitemap.</param>
/// <param name="Name">For people; the address when none was given.</param>
/// <param name="Every">How often it is asked.</param>
/// <param name="Language">Of its reports, BCP 47; null leaves it to the reader.</param>
/// <param name="Include">Parts that an item's address must have one of; empty takes all.</param>
public sealed record WatchedFeed(Uri Address, string Name, TimeSpan Every, string? Language, ImmutableArray<string> Include);

/// <summary>The file of <c>readout watch</c>: TOML with <c>[[feed]]</c> tables, each with <c>url</c> and, if wanted, <c>name</c>, <c>every</c> ("15m", "6h", "1d"), <c>language</c>, <c>include</c>; before them <c>user-agent</c> and <c>host-delay</c>.</summary>
public sealed record FeedList(ImmutableArray<WatchedFeed> Feeds, string? UserAgent, TimeSpan? HostDelay)
{
    private static readonly string[] FeedKeys = ["url", "name", "every", "language", "include"];
    private static readonly string[] TopKeys = ["feed", "user-agent", "host-delay"];
    private static readonly TimeSpan UsualEvery = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LeastEvery = TimeSpan.FromMinutes(1);

    /// <summary>Reads the file strictly.</summary>
    /// <param name="text">Its content.</param>
    /// <param name="file">What messages call it.</param>
    /// <returns>The list, or what is wrong with it.</returns>
    public static (FeedList? List, Problem? Problem) Parse(string text, string file)
    {
        TomlTable root;
        try
        {
            root = TomlSerializer.Deserialize<TomlTable>(text) ?? [];
        }
        catch (TomlException e)
        {
            return (null, Wrong(FormattableString.Invariant($"{file}:{e.Line}"), $"this is no TOML: {e.Message.Split('\n')[0].Trim().TrimEnd('.')}."));
        }

        if (Unknown(root, TopKeys) is { } unknown)
            return (null, Wrong(file, unknown));
        if (!root.TryGetValue("feed", out var listed) || listed is not TomlTableArray { Count: > 0 } tables)
            return (null, Wrong(file, "it names no feed. Write [[feed]] and under it url = \"https://…\"."));
        var feeds = ImmutableArray.CreateBuilder<WatchedFeed>();
        for (var i = 0; i < tables.Count; i++)
        {
            var (feed, problem) = Feed(tables[i], string.Create(CultureInfo.InvariantCulture, $"{file}, feed {i + 1}"));
            if (feed is null)
                return (null, problem);
            if (feeds.Any(f => f.Address == feed.Address))
                return (null, Wrong(string.Create(CultureInfo.InvariantCulture, $"{file}, feed {i + 1}"), $"{feed.Address} stands twice. Leave one of them out."));
            feeds.Add(feed);
        }

        TimeSpan? delay = null;
        if (Text(root, "host-delay") is { } written && (delay = Span(written)) is null)
            return (null, Wrong(file, $"host-delay is '{written}'. Write it as \"2s\" or \"1m\"."));
        return (new(feeds.ToImmutable(), Text(root, "user-agent"), delay), null);
    }

    private static (WatchedFeed? Feed, Problem? Problem) Feed(TomlTable table, string place)
    {
        if (Unknown(table, FeedKeys) is { } unknown)
            return (null, Wrong(place, unknown));
        if (Text(table, "url") is not { } url)
            return (null, Wrong(place, "there is no url. Write url = \"https://…\"."));
        var (address, refused) = AddressRules.Parse(url, place);
        if (address is null)
            return (null, refused);
        var every = UsualEvery;
        if (Text(table, "every") is { } written)
        {
            if (Span(written) is not { } span || span < LeastEvery)
                return (null, Wrong(place, $"every is '{written}'. Write it as \"15m\", \"6h\" or \"1d\", one minute at least."));
            every = span;
        }

        if (table.TryGetValue("include", out var include) && include is not (string or TomlArray))
            return (null, Wrong(place, "include is a part of addresses, or a list of them: include = [\"/news/\"]."));
        ImmutableArray<string> parts = include switch { string one => [one], TomlArray many => [.. many.OfType<string>()], _ => [] };
        return (new(address, Text(table, "name") ?? address.AbsoluteUri, every, Text(table, "language"), parts), null);
    }

    private static string? Text(TomlTable table, string key) => table.TryGetValue(key, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    private static string? Unknown(TomlTable table, string[] known)
    {
        foreach (var key in table.Keys)
        {
            if (known.Contains(key, StringComparer.Ordinal))
                continue;
            var nearest = Spelling.Nearest(key, known);
            return $"'{key}' is not known." + (nearest is null ? $" Known are {string.Join(", ", known)}." : $" Did you mean '{nearest}'?");
        }

        return null;
    }

    private static TimeSpan? Span(string written)
    {
        var unit = written.Length > 0 ? written[^1] : ' ';
        if (!double.TryParse(written.AsSpan(0, Math.Max(0, written.Length - 1)), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 10_000)
            return null;
        return unit switch { 's' => TimeSpan.FromSeconds(number), 'm' => TimeSpan.FromMinutes(number), 'h' => TimeSpan.FromHours(number), 'd' => TimeSpan.FromDays(number), _ => null };
    }

    private static Problem Wrong(string place, string message) => Problem.Error(Codes.FeedListWrong, place, message);
}
