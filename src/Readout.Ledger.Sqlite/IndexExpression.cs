using System.Collections.Immutable;
using System.Globalization;
using Readout.Ledger.Searching;

namespace Readout.Ledger.Sqlite;

/// <summary>A query as one expression of the full-text index.</summary>
/// <param name="Text">FTS5's query language.</param>
/// <param name="Phrases">For each phrase of the expression, in its order, the word of <paramref name="Words"/> that it asks for; -1 for tags and for what is left out.</param>
/// <param name="Words">Expressions for the words that are wanted, each for all its alternatives.</param>
internal sealed record IndexExpression(string Text, ImmutableArray<int> Phrases, ImmutableArray<string> Words)
{
    // Alternatives of a word stand side by side in the index, so neighbours of a phrase are a few terms apart.
    private const int Apart = 6;

    private const int MaxYear = 2100;
    private const int MostYears = 200;

    private const string AnyColumn = "{title people organisations places body} : ";

    /// <param name="inTitle">Words that may stand anywhere must stand in the title.</param>
    public static IndexExpression Of(Query asked, ListQuery among, bool inTitle = false)
    {
        var made = new Maker();
        var wanted = new List<string>();
        var unwanted = new List<QueryPart>();
        // A period is a range of rows. But FTS5 looks at the end of the range only when a row fits, and may walk through all history until one does;
        // where the rows of these years end, it ends too.
        if ((among.From > asked.From || asked.From is null ? among.From : asked.From) is { } from)
        {
            var last = (among.To < asked.To || asked.To is null ? among.To : asked.To)?.Year ?? MaxYear;
            var years = Enumerable.Range(from.Year, Math.Max(1, Math.Min(last, MaxYear) - from.Year + 1)).ToList();
            if (years.Count <= MostYears)
                wanted.Add($"({string.Join(" OR ", years.Select(y => made.Tag(Tags.Of(Tags.Year, y.ToString(CultureInfo.InvariantCulture)))))})");
        }

        wanted.AddRange(among.Parties.Select(p => made.Tag(Tags.Of(Tags.Party, p))));
        if (among.Language is { } language)
            wanted.Add(made.Tag(Tags.Of(Tags.Language, language)));
        foreach (var part in asked.Parts)
        {
            if (part.IsNegated)
                unwanted.Add(part);
            else
                wanted.Add(made.Any(part, inTitle && part.Column == QueryColumn.Any ? QueryColumn.Title : part.Column, part.Phrases));
        }

        if (wanted.Count == 0)
            wanted.Add(made.Tag(Tags.Every));
        var text = string.Join(" AND ", wanted);
        // Whether words stand side by side the index cannot tell for sure: such a phrase is left out by its text, not by the index.
        var without = unwanted.Select(p => made.Any(p, p.Column, [.. p.Phrases.Where(f => f.Words.Length == 1)])).Where(p => p.Length > 0).ToList();
        return new(without.Count == 0 ? text : $"({text}) NOT ({string.Join(" OR ", without)})", [.. made.Phrases], [.. made.Words]);
    }

    private static string ColumnOf(QueryColumn column) => column switch
    {
        QueryColumn.Title => "title : ",
        QueryColumn.People => "people : ",
        QueryColumn.Organisations => "organisations : ",
        QueryColumn.Places => "places : ",
        _ => AnyColumn,
    };

    private static string Quoted(string term) => $"\"{term.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Writes the expression and remembers the order of its phrases.</summary>
    private sealed class Maker
    {
        public List<int> Phrases { get; } = [];

        public List<string> Words { get; } = [];

        public string Tag(string tag)
        {
            Phrases.Add(-1);
            return Quoted(tag);
        }

        /// <summary>Any of the part's tags and of the phrases; empty when there are none.</summary>
        public string Any(QueryPart part, QueryColumn column, ImmutableArray<Phrase> phrases)
        {
            string[] any = [.. part.Tags.Select(Tag), .. phrases.Select(p => ColumnOf(column) + Near(p, column, part.IsNegated))];
            return any.Length == 0 ? "" : $"({string.Join(" OR ", any)})";
        }

        private string Near(Phrase phrase, QueryColumn column, bool isNegated)
        {
            var words = phrase.Words;
            int[] numbers = [.. words.Select(w => isNegated ? -1 : Word(column, w))];
            if (words.Length == 1)
                return $"({string.Join(" OR ", words[0].Select(w => Term(w, numbers[0])))})";
            var pairs = new List<string>();
            for (var i = 0; i + 1 < words.Length; i++)
            {
                var (next, left, right) = (words[i + 1], numbers[i], numbers[i + 1]);
                pairs.Add($"({string.Join(" OR ", words[i].SelectMany(a => next.Select(b => $"NEAR({Term(a, left)} {Term(b, right)}, {Apart})")))})");
            }

            return $"({string.Join(" AND ", pairs)})";
        }

        private int Word(QueryColumn column, ImmutableArray<string> alternatives)
        {
            var word = $"{ColumnOf(column)}({string.Join(" OR ", alternatives.Select(Quoted))})";
            var known = Words.IndexOf(word);
            if (known >= 0)
                return known;
            Words.Add(word);
            return Words.Count - 1;
        }

        private string Term(string term, int word)
        {
            Phrases.Add(word);
            return Quoted(term);
        }
    }
}
