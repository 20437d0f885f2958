using System.Collections.Immutable;
using System.Globalization;

namespace Readout.Ingest.Fetching;

/// <summary>What a site's robots.txt (RFC 9309) says to one program.</summary>
public sealed class Robots
{
    private readonly ImmutableArray<(string Path, bool Allows)> _rules;

    private Robots(ImmutableArray<(string Path, bool Allows)> rules, TimeSpan? delay) => (_rules, Delay) = (rules, delay);

    public static Robots AllowAll { get; } = new([], null);

    /// <summary>Crawl-delay, at most ten seconds longer ones are taken as ten; null when the site asks for none.</summary>
    public TimeSpan? Delay { get; }

    /// <param name="text">The file.</param>
    /// <param name="userAgent">The group that names its product (the part before the slash) counts, else that of <c>*</c>.</param>
    public static Robots Parse(string text, string userAgent)
    {
        var product = userAgent.Split('/', ' ')[0];
        List<(string, bool)> own = [], all = [];
        TimeSpan? ownDelay = null, allDelay = null;
        bool isOwn = false, isAll = false, inAgents = false, hasOwn = false;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            var line = raw.ToString().Split('#')[0].Trim();
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
                continue;
            var (key, value) = (line[..colon].Trim().ToLowerInvariant(), line[(colon + 1)..].Trim());
            if (key == "user-agent")
            {
                if (!inAgents)
                    (isOwn, isAll) = (false, false);
                inAgents = true;
                isOwn |= string.Equals(value, product, StringComparison.OrdinalIgnoreCase);
                hasOwn |= isOwn;
                isAll |= value == "*";
                continue;
            }

            inAgents = false;
            if (key is "allow" or "disallow" && value.Length > 0)
            {
                if (isOwn)
                    own.Add((value, key == "allow"));
                if (isAll)
                    all.Add((value, key == "allow"));
            }
            else if (key == "crawl-delay" && double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds >= 0)
            {
                var delay = TimeSpan.FromSeconds(Math.Min(10, seconds));
                if (isOwn)
                    ownDelay = delay;
                if (isAll)
                    allDelay = delay;
            }
        }

        return hasOwn ? new([.. own], ownDelay) : new([.. all], allDelay);
    }

    /// <summary>True when the path (with its query) may be fetched: the longest rule that fits decides, of equal ones the one that allows.</summary>
    public bool Allows(string path)
    {
        var (longest, allows) = (-1, true);
        foreach (var (rule, allow) in _rules)
        {
            if (rule.Length >= longest && Fits(path, rule) && (rule.Length > longest || allow))
                (longest, allows) = (rule.Length, allow);
        }

        return allows;
    }

    // '*' stands for any characters, '$' at the end for the end.
    private static bool Fits(string path, string rule)
    {
        var isWhole = rule.EndsWith('$');
        var parts = (isWhole ? rule[..^1] : rule).Split('*');
        if (!path.StartsWith(parts[0], StringComparison.Ordinal))
            return false;
        var at = parts[0].Length;
        for (var i = 1; i < parts.Length; i++)
        {
            if (i == parts.Length - 1 && isWhole)
                return path.Length - at >= parts[i].Length && path.EndsWith(parts[i], StringComparison.Ordinal);
            var found = path.IndexOf(parts[i], at, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at = found + parts[i].Length;
        }

        return !isWhole || at == path.Length;
    }
}
