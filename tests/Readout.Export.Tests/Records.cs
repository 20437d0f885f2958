using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Readout.Export.Tests;

/// <summary>Records to export: the samples that come with the program as the engine reads them, and one that is made to break formats.</summary>
internal static class Records
{
    private static readonly Lazy<ImmutableArray<Record>> Read = new(static () =>
    {
        var reader = new Reader();
        return [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "samples.jsonl")).Where(l => l.Length > 0).Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            string? Text(string name) => json.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
            return reader.Read(new Report
            {
                Text = Text("text")!, Name = Text("name"), Url = Text("url") ?? $"https://example.org/{Text("name")}", Publisher = Text("publisher"), Language = Text("language"),
                Published = Text("published") is { } day ? DateOnly.Parse(day) : null,
            });
        })];
    });

    public static ImmutableArray<Record> Samples => Read.Value;

    public const string OddTitle = "=SUM(A1) \"quoted\", 😀 and\ttab";

    /// <summary>Commas, quotation marks, tabs, control characters, line ends and pictures where formats have their own use for them.</summary>
    public static Record Odd()
    {
        var text = OddTitle + "\n\n«A;B», said \u0001 the 😀 minister\r\nof \"C\".".Replace("\r\n", "\n");
        var runes = text.EnumerateRunes().Select(r => r.ToString()).ToList();
        Evidence Of(int start, int end) => new(start, end, string.Concat(runes.Skip(start).Take(end - start)));
        var all = Of(0, runes.Count);
        return new Record
        {
            Document = new DocumentFacts
            {
                Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
                Name = "odd, \"name\"",
                Language = "en",
                Title = OddTitle,
                Text = text,
                Url = "https://example.org/odd#part",
                Publisher = "a\tb",
                Published = new DateOnly(2025, 1, 2),
            },
            Actors =
            [
                new Actor { Id = "a1", Kind = ActorKind.Person, Name = "Mini\u0001ster <&> \"C\"", Country = "KAZ", Mentions = [new Mention(all.Start, 3, Of(0, 3).Text, MentionForm.Name)] },
                new Actor { Id = "a2", Kind = ActorKind.State, Name = "China", Ref = "CHN", Country = "CHN", Sector = "GOV", Mentions = [new Mention(4, 6, Of(4, 6).Text, MentionForm.Name)] },
            ],
            Places = [new Place { Id = "p1", Name = "Nowhere", Kind = "city", Country = "KAZ", Lat = 51.128422, Lon = -71.430564, Mentions = [new Mention(7, 9, Of(7, 9).Text, MentionForm.Name)] }],
            Events =
            [
                new Event { Id = "e1", Type = "CONSULT", Mode = "visit", Status = EventStatus.Planned, Actors = ["a1"], Recipients = ["a2"], Parties = ["CHN", "KAZ"], Place = "p1", Date = new(new(2026, 1, 1), new(2026, 12, 31), DatePrecision.Year), Evidence = [all] },
                new Event { Id = "e2", Type = "SANCTION", Status = EventStatus.Negated, Actors = ["a1"], Parties = ["KAZ"], Evidence = [Of(1, 5)] },
            ],
            Statements = [new Statement { Id = "s1", Speaker = ["a1"], Kind = StatementKind.Direct, Acts = ["promise", "thank"], Evidence = Of(20, 30) }],
            Figures = [new Figure { Id = "f1", Measure = "trade-turnover", Value = 123456789012345678.123456789m, Unit = "USD", Parties = ["CHN", "KAZ"], Period = "2024", SaidIn = "s1", Evidence = Of(5, 12) }],
            Commitments = [new Commitment { Id = "c1", By = ["KAZ"], Actors = ["a1"], Action = "visit", Due = "2026", Evidence = Of(31, 35) }],
        };
    }

    public static async IAsyncEnumerable<Record> Stream(IEnumerable<Record> records, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await Task.CompletedTask;
        foreach (var record in records)
        {
            cancel.ThrowIfCancellationRequested();
            yield return record;
        }
    }
}
