using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text;
using Readout.Tables;

namespace Readout.Ledger.Subjects;

/// <summary>What a stretch of text is about, in terms that hold across languages: things, names, places, numbers, topics; and its words for its own language.</summary>
public sealed record Subject
{
    public required string Language { get; init; }

    /// <summary>Ids of things.tsv.</summary>
    public ImmutableHashSet<string> Things { get; init; } = [];

    /// <summary>Beginnings of proper names in Latin letters, those of states, persons and places of the reference dictionary left out.</summary>
    public ImmutableHashSet<string> Names { get; init; } = [];

    /// <summary>Reference ids of places; names of those that have none.</summary>
    public ImmutableHashSet<string> Places { get; init; } = [];

    /// <summary>Figures as value and unit.</summary>
    public ImmutableHashSet<string> Numbers { get; init; } = [];

    public ImmutableHashSet<string> Topics { get; init; } = [];

    /// <summary>Base forms of its longer words.</summary>
    public ImmutableHashSet<string> Words { get; init; } = [];

    /// <summary>How much two subjects have in common. From 3 on they are about the same thing.</summary>
    /// <param name="reasons">Added to.</param>
    public double Common(Subject other, List<Reason>? reasons = null)
    {
        var things = Things.Intersect(other.Things);
        var names = Names.Intersect(other.Names);
        var places = Places.Intersect(other.Places);
        var numbers = Numbers.Intersect(other.Numbers);
        var topics = Topics.Intersect(other.Topics);
        var words = Language == other.Language ? Words.Intersect(other.Words) : [];
        if (things.Count + names.Count == 0 && words.Count < 3)
            return 0;
        // A centre here and a centre there are two.
        if (Places.Count > 0 && other.Places.Count > 0 && places.Count == 0 && names.Count == 0 && numbers.Count == 0 && words.Count < 3)
            return 0;
        Note("thing", things);
        Note("name", names);
        Note("at", places);
        Note("number", numbers);
        Note("topic", topics);
        Note("words", words);
        return things.Sum(t => SubjectReader.IsCommon(t) ? 1.0 : 2.0) + (2 * names.Count) + places.Count + (1.5 * numbers.Count) + (0.5 * Math.Min(topics.Count, 2)) + (0.5 * Math.Min(words.Count, 4));

        void Note(string what, ImmutableHashSet<string> shared)
        {
            if (shared.Count > 0)
                reasons?.Add(Reason.Of(what, string.Join(", ", shared.Order(StringComparer.Ordinal).Take(5))));
        }
    }
}

/// <summary>Reads subjects out of records.</summary>
public sealed class SubjectReader(ITerms terms)
{
    private const int LongWord = 5;
    private const int NameBeginning = 6;

    private static readonly (WordPatterns<string> Patterns, HashSet<string> Common) Things = LoadThings();

    internal static bool IsCommon(string thing) => Things.Common.Contains(thing);

    /// <param name="words">A stretch of the record's text.</param>
    public Subject Of(Record record, Evidence words)
    {
        var found = Sentences.WordsOf(words.Text);
        var language = record.Document.Language;
        bool Inside(int start, int end) => start >= words.Start && end <= words.End;
        return new Subject
        {
            Language = language,
            Things = [.. Things.Patterns.In(words.Text, found).Select(t => t.Value)],
            Names = NamesIn(record, words.Text, found),
            Places = [.. record.Places.Where(p => p.Mentions.Any(m => Inside(m.Start, m.End))).Select(p => p.Ref ?? Latin(p.Name))],
            Numbers = [.. record.Figures.Where(f => Inside(f.Evidence.Start, f.Evidence.End) || (f.Evidence.Start <= words.Start && f.Evidence.End >= words.End))
                .Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Value:0.####} {f.Unit}"))],
            Topics = [.. record.Topics.Where(t => t.Evidence.Any(e => Inside(e.Start, e.End))).Select(t => t.Id)],
            Words = [.. WordsOf(words.Text, language)],
        };
    }

    private IEnumerable<string> WordsOf(string text, string language)
    {
        var last = -1;
        var run = "";
        foreach (var term in terms.Of(text, language))
        {
            if (term.Start == last)
                continue;
            last = term.Start;
            if (language == "zh")
            {
                // Two characters are a word more often than not.
                if (run.Length > 0 && term.Text.Length == 1)
                    yield return run + term.Text;
                run = term.Text.Length == 1 ? term.Text : "";
            }
            else if (term.Text.Length >= LongWord)
            {
                yield return term.Text;
            }
        }
    }

    private static ImmutableHashSet<string> NamesIn(Record record, string text, List<Word> words)
    {
        var known = record.Actors.Where(a => a.Kind is ActorKind.Person or ActorKind.State)
            .SelectMany(a => a.Names.Values.Append(a.Name).Concat(a.Mentions.Select(m => m.Text)))
            // A site that no list holds ("Камбаратинская ГЭС-1") is known by its name alone, in another language too.
            .Concat(record.Places.Where(p => p.Ref is not null).SelectMany(p => p.Names.Values.Append(p.Name).Concat(p.Mentions.Select(m => m.Text))))
            .SelectMany(n => n.Split(' ', '-', '–')).Select(Beginning).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. words.Skip(1).Where(w => char.IsUpper(text[w.Start]) && w.End - w.Start >= LongWord).Select(w => Beginning(w.Fold))
                .Where(n => n.Length >= LongWord && !known.Contains(n)),
        ];
    }

    private static string Beginning(string word)
    {
        var latin = Latin(word);
        return latin.Length > NameBeginning ? latin[..NameBeginning] : latin;
    }

    /// <summary>Letters as English spells them, near enough for beginnings of names to meet.</summary>
    internal static string Latin(string word)
    {
        var latin = new StringBuilder(word.Length);
        foreach (var c in word.ToLowerInvariant())
        {
            latin.Append(c switch
            {
                'а' or 'ә' => "a",
                'б' => "b",
                'в' => "v",
                'г' or 'ғ' => "g",
                'д' => "d",
                'е' or 'ё' or 'э' => "e",
                'ж' => "zh",
                'з' => "z",
                'и' or 'й' or 'і' => "i",
                'к' or 'қ' => "k",
                'л' => "l",
                'м' => "m",
                'н' or 'ң' => "n",
                'о' or 'ө' => "o",
                'п' => "p",
                'р' => "r",
                'с' => "s",
                'т' => "t",
                'у' or 'ұ' or 'ү' => "u",
                'ф' => "f",
                'х' or 'һ' => "kh",
                'ц' => "ts",
                'ч' => "ch",
                'ш' => "sh",
                'щ' => "shch",
                'ы' => "y",
                'ю' => "yu",
                'я' => "ya",
                'ъ' or 'ь' => "",
                _ => char.IsLetterOrDigit(c) ? c.ToString() : "",
            });
        }

        return latin.ToString();
    }

    private static (WordPatterns<string>, HashSet<string>) LoadThings()
    {
        var patterns = new WordPatterns<string>();
        var common = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in Table("things.tsv", "thing", "common", "ru", "en", "zh", "kk").Rows)
        {
            patterns.Add(row, row.Filled("thing"));
            if (row["common"] == "yes")
                common.Add(row["thing"]);
        }

        return (patterns, common);
    }

    internal static TsvTable Table(string name, params ReadOnlySpan<string> columns)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return TsvTable.Parse(name, reader.ReadToEnd(), columns);
    }
}
