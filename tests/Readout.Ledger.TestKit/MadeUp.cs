using System.Security.Cryptography;
using System.Text;

namespace Readout.Ledger.TestKit;

/// <summary>Records that are made up, small and valid: the same number gives the same record.</summary>
public static class MadeUp
{
    private static readonly string[] States = ["KAZ", "CHN", "RUS", "UZB", "KGZ", "TUR"];

    public static Record Record(int number) => Record($"report-{number}",
        $"Встреча номер {number}\n\nПрезидент Казахстана Касым-Жомарт Токаев принял посла. Стороны обсудили товарооборот, номер{number}.",
        published: new DateOnly(2020, 1, 1).AddDays(number % 2000),
        parties: [States[number % 6], States[(number + 1 + number / 6 % 5) % 6]]);

    /// <param name="text">Title, blank line, body.</param>
    public static Record Record(string? name, string text, DateOnly? published = null, string language = "ru", string? url = null, params string[] parties)
    {
        var title = text.Split('\n')[0];
        var end = title.EnumerateRunes().Count();
        return new Record
        {
            Document = new DocumentFacts
            {
                Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
                Name = name,
                Language = language,
                Title = title,
                Text = text,
                Url = url,
                Published = published,
            },
            Events = parties.Length == 0
                ? []
                : [new Event { Id = "e1", Type = "CONSULT", Status = EventStatus.Occurred, Parties = [.. parties], Evidence = [new Evidence(0, end, title)] }],
        };
    }
}

/// <summary>Terms for tests: words in small letters, and for a few Russian forms their base form.</summary>
public sealed class PlainTerms(string version = "plain-1") : ITerms
{
    private static readonly Dictionary<string, string> Bases = new(StringComparer.Ordinal)
    {
        ["токаева"] = "токаев",
        ["токаеву"] = "токаев",
        ["токаевым"] = "токаев",
        ["встречи"] = "встреча",
        ["встречу"] = "встреча",
        ["встрече"] = "встреча",
        ["стратегического"] = "стратегический",
        ["стратегическое"] = "стратегический",
        ["партнерства"] = "партнерство",
        ["партнерстве"] = "партнерство",
    };

    public string Version { get; } = version;

    public IEnumerable<Term> Of(string text, string? language)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsLetterOrDigit(text[at]))
                continue;
            var end = at;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '-'))
                end++;
            var word = text[at..end].ToLowerInvariant();
            yield return new(word, at, end);
            if (Bases.TryGetValue(word, out var @base))
                yield return new(@base, at, end);
            at = end;
        }
    }
}

/// <summary>A clock that the test owns.</summary>
public sealed class HandClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2025, 8, 30, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
