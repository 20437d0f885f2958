using System.Collections.Immutable;
using System.Globalization;
using Readout.Relations;
using Readout.Tables;
using Readout.Text;
using Readout.Time;

namespace Readout.Packs;

/// <summary>Reads the example of a row and tells whether the row does there what it says.</summary>
internal static class Examples
{
    private static readonly DateOnly Published = new(2025, 8, 30);

    // Some rows speak of sides that a sentence before named, some of what is said: their examples are read in such surroundings too.
    private static readonly Dictionary<string, string[]> Surroundings = new(StringComparer.Ordinal)
    {
        ["ru"] = ["{0}", "Президент Чехии Петр Павел принял премьер-министра Вьетнама Фам Минь Тьиня. {0}", "Президент Чехии Петр Павел принял премьер-министра Вьетнама Фам Минь Тьиня. «{0}» – сказал Петр Павел."],
        ["en"] = ["{0}", "President Emmanuel Macron met Serbian President Aleksandar Vucic in Paris. {0}", "President Emmanuel Macron met Serbian President Aleksandar Vucic in Paris. Macron said: \"{0}\""],
        ["zh"] = ["{0}", "中国外长王毅和老挝总理宋赛在万象举行会谈。{0}", "中国外长王毅和老挝总理宋赛在万象举行会谈。王毅表示：“{0}”"],
        ["kk"] = ["{0}", "Қазақстан Президенті Қасым-Жомарт Тоқаев Польша Президентімен Варшавада келіссөз жүргізді. {0}", "Қазақстан Президенті Қасым-Жомарт Тоқаев Польша Президентімен Варшавада келіссөз жүргізді. «{0}», – деді Тоқаев."],
    };

    /// <summary>What a table's rows promise of the record of their example: null when it holds, else what was read.</summary>
    private static readonly Dictionary<string, Func<TsvRow, Record, string?>> Promises = new(StringComparer.Ordinal)
    {
        ["frames"] = (row, record) => row["type"] == "NONE" ? None(record.Events.Where(e => e.Rule == row.Rule).Select(e => e.Type)) : Among(row["type"], record.Events.Select(e => e.Type)),
        ["status"] = (row, record) => row["status"] == "own" ? null : Among(Plain(row["status"]), record.Events.Select(e => Plain(e.Status))),
        ["commitments"] = (row, record) => Among(row["action"], record.Commitments.Select(c => c.Action)),
        ["undertakings"] = (row, record) => row["status"] switch
        {
            "none" => None(record.Commitments.Select(c => c.Action)),
            "ready" => Among("pledged", record.Commitments.Select(c => Plain(c.Status))),
            var status => Among(status, record.Commitments.Select(c => Plain(c.Status))),
        },
        ["saying"] = (row, record) => row["acts"] == "none" ? null : Together(row.Values("acts"), record.Statements.Select(s => s.Acts)),
        ["acts"] = (row, record) => Together(row.Values("acts"), record.Statements.Select(s => s.Acts)),
        ["attributions"] = (row, record) => Together(row.Values("acts"), record.Statements.Select(s => s.Acts)),
        ["offices"] = (row, record) => Among(row["office"] == "none" ? "-" : row["office"], record.Actors.Select(a => a.Office?.Id ?? "-")),
        ["organisations"] = (_, record) => Among("organization", record.Actors.Select(a => Plain(a.Kind))),
        ["places"] = (row, record) => row["name"] == "none" ? null : Among(row["kind"], record.Places.Select(p => p.Kind ?? "-")),
        ["publishers"] = (row, record) => Among(row["state"], record.Actors.Select(a => a.Country ?? "-")),
        ["units"] = (row, record) => row["reads"] == "-" ? None(record.Figures.Select(Sum)) : row["reads"].Length == 0 ? null : Among(row["reads"], record.Figures.Select(Sum)),
        ["figures"] = (row, record) => row["reads"] == "-" ? None(record.Figures.Select(f => Claim(f)))
            : row["reads"].Length == 0 ? null : Among(row["reads"], record.Figures.Select(f => Claim(f, withChange: row["reads"].EndsWith(" up", StringComparison.Ordinal) || row["reads"].EndsWith(" down", StringComparison.Ordinal)))),
        ["initiatives"] = (row, record) => Marked(row["example"]).Words is { } words && row["kind"] != "-"
            ? Among($"{row["kind"]} {row["ref"]} {Bare(words)}", record.Initiatives.Select(i => $"{i.Kind} {i.Ref} {Bare(i.Mentions[0].Text)}"))
            : None(record.Initiatives.Where(i => i.Rule == row.Rule).Select(i => i.Kind)),
        ["topics"] = (row, record) => row["strength"] == "field" && row["topics"] != "-" ? row.Values("topics").Select(t => Among(t, record.Topics.Select(f => f.Id))).FirstOrDefault(f => f is not null) : null,
    };

    /// <summary>Null when the row takes part in the reading of its example and the reading has what the row says; else what is wrong.</summary>
    public static string? Failure(TsvRow row, string table, Reader reader, string language, RowUsage usage)
    {
        var pack = reader.PackOf(language);
        var (text, words) = Marked(row["example"]);
        switch (table)
        {
            case "time" or "time-words":
                return Time(row, Segmented(text, pack), pack, usage);
            case "numbers":
                return Number(row, Segmented(text, pack), pack, usage);
            case "relations" when language is "ru" or "en":
                return Label(row, Segmented(text, pack), words, pack, usage);
            case "abbreviations":
                usage.Clear();
                var sentences = Segmented(text, pack).Sentences.Length;
                return Fired(row, usage) ?? (sentences == (row.Table.Has("ends") && row["ends"] == "yes" ? 2 : 1) ? null : $"is cut into {sentences} sentences.");
        }

        // What is told is the reading in which the row takes part, and else of the bare sentence.
        string? failure = null;
        foreach (var surroundings in table is "acts" or "topics" ? Surroundings[language] : Surroundings[language][..2])
        {
            usage.Clear();
            var record = reader.Read(new Report { Text = string.Format(CultureInfo.InvariantCulture, surroundings, text), Language = language, Published = Published, Publisher = table == "publishers" ? row["name"] : null });
            if (Fired(row, usage) is { } silent)
            {
                failure ??= silent;
                continue;
            }

            if (!Promises.TryGetValue(table, out var promise) || promise(row, record) is not { } broken)
                return null;
            failure = broken;
        }

        return failure;
    }

    private static string? Fired(TsvRow row, RowUsage usage) => usage.Has(row) ? null : "does not need the row: its words are not found, or another row says it.";

    private static SegmentedText Segmented(string text, LanguagePack pack) => Segmenter.Segment(TextNormalizer.Normalize(text), pack.Language, pack.Words, pack.Abbreviations);

    private static string? Time(TsvRow row, SegmentedText text, LanguagePack pack, RowUsage usage)
    {
        usage.Clear();
        DateOnly? published = row.Table.Has("published") && row["published"].Length > 0 ? DateOnly.ParseExact(row["published"], "yyyy-MM-dd", CultureInfo.InvariantCulture) : Published;
        // A year that goes on is asked only when nobody says when the report is from.
        if (row["kind"] == "running")
            published = null;
        var expressions = TimeFinder.Find(text, published, pack).Expressions;
        return Fired(row, usage) ?? (row.Table.Has("reads") && row["reads"].Length > 0 ? Among(row["reads"], expressions.Select(e => e.Period ?? "-").DefaultIfEmpty("-")) : null);
    }

    private static string? Number(TsvRow row, SegmentedText text, LanguagePack pack, RowUsage usage)
    {
        usage.Clear();
        var numbers = Enumerable.Range(0, text.Tokens.Length).Select(i => pack.Numbers.ReadAt(text.Tokens, i, text.Tokens.Length)?.Value).OfType<decimal>().Select(n => n.ToString("0.############", CultureInfo.InvariantCulture)).ToList();
        return Fired(row, usage) ?? (row["reads"].Length > 0 ? Among(row["reads"], numbers) : null);
    }

    private static string? Label(TsvRow row, SegmentedText text, string? words, LanguagePack pack, RowUsage usage)
    {
        usage.Clear();
        var found = text.Sentences.SelectMany(s => LabelFinder.Find(text, s.Tokens, pack.Relations)).Select(m => $"{m.Label.Grade ?? "-"} {Bare(text.SpanOf(m.Tokens).In(text.Text))}").ToList();
        return row["grade"] == "none" ? None(found) : Fired(row, usage) ?? Among($"{row["grade"]} {Bare(words ?? "")}", found);
    }

    // Brackets in an example mark the words of the evidence.
    private static (string Text, string? Words) Marked(string example)
    {
        var start = example.IndexOf('[', StringComparison.Ordinal);
        var end = example.IndexOf(']', StringComparison.Ordinal);
        return start < 0 || end < start ? (example, null) : (example.Remove(end, 1).Remove(start, 1), example[(start + 1)..end]);
    }

    private static string Bare(string words) => words.Trim('«', '»', '"', '“', '”');

    private static string Plain<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Plain(string cell) => cell.Replace("-", "", StringComparison.Ordinal);

    private static string Sum(Figure figure) => $"{figure.Value.ToString("0.####", CultureInfo.InvariantCulture)} {figure.Unit}";

    private static string Claim(Figure figure, bool withChange = false) =>
        $"{figure.Measure} {figure.Value.ToString("0.####", CultureInfo.InvariantCulture)} {figure.Unit} {Plain(figure.Status)}{(withChange && figure.Change is { } change ? " " + Plain(change) : "")}";

    private static string? Among(string wanted, IEnumerable<string> found)
    {
        var all = found.Distinct().ToList();
        return all.Contains(wanted) ? null : $"should read as {wanted}, and reads as {(all.Count == 0 ? "nothing" : string.Join(", ", all))}.";
    }

    private static string? None(IEnumerable<string> found) => found.ToList() is { Count: > 0 } all ? $"should read as nothing, and reads as {string.Join(", ", all)}." : null;

    private static string? Together(string[] wanted, IEnumerable<ImmutableArray<string>> found)
    {
        var all = found.ToList();
        return all.Any(f => wanted.All(w => f.Contains(w))) ? null : $"should say {(wanted.Length == 0 ? "something" : string.Join(" and ", wanted))}, and says {(all.Count == 0 ? "nothing" : string.Join(", ", all.Select(f => string.Join('+', f.AsEnumerable()))))}.";
    }
}
