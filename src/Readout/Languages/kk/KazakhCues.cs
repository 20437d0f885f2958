using System.Collections.Immutable;
using Readout.Tables;
using Readout.Text;

namespace Readout.Languages.Kk;

/// <summary>A phrase of a table whose last word is its head: a verb's stem ("келіссөз жүргіз-") or another word ("дайын").</summary>
internal sealed record KazakhPhrase<T>(ImmutableArray<string> Words, T Value, TsvRow Row);

/// <summary>A phrase found: its words, and the form of its verb; null when the head is no verb.</summary>
internal readonly record struct KazakhHit<T>(T Value, TokenRange Words, KazakhVerbForm? Form);

/// <summary>Finds phrases by their heads. Kazakh puts the verb last and may put words between it and its noun.</summary>
internal sealed class KazakhCues<T>
{
    private const int Reach = 7;

    private readonly Dictionary<string, List<KazakhPhrase<T>>> _verbs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<KazakhPhrase<T>>> _words = new(StringComparer.Ordinal);

    /// <summary>Adds a phrase; words are parted by blanks, a verb's stem ends in '-'.</summary>
    public void Add(string phrase, T value, TsvRow row)
    {
        var words = phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToImmutableArray();
        var head = words[^1];
        var index = head[^1] == '-' ? _verbs : _words;
        var key = head[^1] == '-' ? Key(head[..^1]) : head;
        if (!index.TryGetValue(key, out var phrases))
            index[key] = phrases = [];
        phrases.Add(new KazakhPhrase<T>(words, value, row));
    }

    private static string Key(string stem) => stem.Length < 3 ? stem : stem[..3];

    /// <summary>The longest phrase whose head is the token; of equal ones the first in the table.</summary>
    public KazakhHit<T>? At(Token[] tokens, int i, int start)
    {
        var token = tokens[i];
        if (!token.IsWord)
            return null;
        KazakhHit<T>? best = null;
        TsvRow? said = null;
        var length = 0;
        for (var n = Math.Min(3, token.Fold.Length); n >= 2; n--)
        {
            if (!_verbs.TryGetValue(token.Fold[..n], out var phrases))
                continue;
            foreach (var phrase in phrases)
            {
                var stem = phrase.Words[^1][..^1];
                if ((stem.Length >= 3) != (n == 3) || phrase.Words.Length + stem.Length / 100.0 <= length || KazakhVerb.Match(token.Fold, stem) is not { } form || First(phrase, tokens, i, start) is not { } first)
                    continue;
                if (best is null || phrase.Words.Length > length)
                    (best, said, length) = (new KazakhHit<T>(phrase.Value, new TokenRange(first, i + 1), form), phrase.Row, phrase.Words.Length);
            }
        }

        Try(token.Fold);
        foreach (var reading in token.Readings)
        {
            if (reading.Base != token.Fold)
                Try(reading.Base);
        }

        said?.Touch();
        return best;

        void Try(string key)
        {
            if (!_words.TryGetValue(key, out var phrases))
                return;
            foreach (var phrase in phrases)
            {
                if (phrase.Words.Length > length && First(phrase, tokens, i, start) is { } first)
                    (best, said, length) = (new KazakhHit<T>(phrase.Value, new TokenRange(first, i + 1), null), phrase.Row, phrase.Words.Length);
            }
        }
    }

    // The place of the first word, the others found one after another to the left; null when one is missing.
    private static int? First(KazakhPhrase<T> phrase, Token[] tokens, int head, int start)
    {
        var at = head;
        for (var w = phrase.Words.Length - 2; w >= 0; w--)
        {
            var found = -1;
            for (var t = at - 1; t >= Math.Max(start, at - Reach) && found < 0; t--)
            {
                if (tokens[t].IsWord && Is(tokens[t], phrase.Words[w]))
                    found = t;
                else if (!tokens[t].IsWord && tokens[t].Text is "," or ";" or ":")
                    break;
            }

            if (found < 0)
                return null;
            at = found;
        }

        return at;
    }

    private static bool Is(Token token, string word) => word[^1] == '-' ? KazakhVerb.Match(token.Fold, word[..^1]) is not null : token.Fold == word || token.HasBase(word);
}

/// <summary>The tables of Kazakh that are matched by heads.</summary>
internal sealed class KazakhTables
{
    public required KazakhCues<KazakhSaying> Sayings { get; init; }

    public required KazakhCues<KazakhFrame> Frames { get; init; }

    public required KazakhCues<KazakhAction> Actions { get; init; }

    /// <summary>Words over a verbal noun: its status as an event and as a commitment.</summary>
    public required KazakhCues<KazakhGovernor> Governors { get; init; }

    /// <summary>Words of the content that tell the act.</summary>
    public required KazakhCues<ImmutableArray<string>> Acts { get; init; }

    public required KazakhCues<string> Initiatives { get; init; }

    /// <summary>Names of peoples → alpha-3.</summary>
    public required WordTable<string> Peoples { get; init; }

    public static KazakhTables Load(LanguageTables source)
    {
        var tables = new KazakhTables { Sayings = new(), Frames = new(), Actions = new(), Governors = new(), Acts = new(), Initiatives = new(), Peoples = new(source.Load("peoples", "people", "state").Rows.Select(r => (r["people"], r["state"], r))) };
        foreach (var row in source.Load("saying", "cue", "content", "addressee", "acts", "evidence", "speaker", "example", "note").Rows)
        {
            foreach (var cue in row.Values("cue"))
                tables.Sayings.Add(cue, new KazakhSaying([.. row.Values("acts")], row["evidence"] == "clause", row.Values("content").Contains("quote"), row.Values("content").Contains("after")), row);
        }

        foreach (var row in source.Load("frames", "cue", "object", "type", "mode", "contexts", "status", "kind", "example").Rows)
        {
            foreach (var cue in row.Values("cue"))
                tables.Frames.Add(cue, new KazakhFrame(new Events.FrameRow([.. cue.Split(' ')], row["object"], row["type"], row["mode"].Length > 0 ? row["mode"] : null, [.. row.Values("contexts")], row["status"], row["kind"], row)), row);
        }

        foreach (var row in source.Load("commitments", "verb", "object", "action", "strength", "example").Rows)
        {
            foreach (var verb in row.Values("verb"))
                tables.Actions.Add(verb, new KazakhAction(row["action"], row["object"], row.Rule), row);
        }

        foreach (var row in source.Load("governors", "word", "event", "undertaking", "example").Rows)
        {
            foreach (var word in row.Values("word"))
                tables.Governors.Add(word, new KazakhGovernor(row["event"].Length == 0 ? null : row.Code("event", EventStatus.Planned), row["undertaking"].Length == 0 ? null : row.Code("undertaking", Commitments.Undertaking.None)), row);
        }

        foreach (var row in source.Load("acts", "marker", "person", "acts", "weak", "example").Rows)
        {
            foreach (var marker in row.Values("marker"))
                tables.Acts.Add(marker, [.. row.Values("acts")], row);
        }

        foreach (var row in source.Load("initiatives", "words", "kind", "named", "ref", "not", "example").Rows)
        {
            foreach (var words in row.Values("words"))
                tables.Initiatives.Add(words, row["kind"], row);
        }

        return tables;
    }
}

/// <param name="Acts">Acts; <c>none</c> for what looks like a cue and is none.</param>
/// <param name="PartsContent">The content is the evidence; otherwise the whole predicate is.</param>
/// <param name="TakesQuotation">Stands beside quotations.</param>
/// <param name="IsAttribution">"X-тің айтуынша, …": the content follows.</param>
internal sealed record KazakhSaying(ImmutableArray<string> Acts, bool PartsContent, bool TakesQuotation, bool IsAttribution)
{
    public bool IsBlocker => Acts is ["none"];
}

internal sealed record KazakhFrame(Events.FrameRow Row);

internal sealed record KazakhAction(string Action, string Object, string Rule);

internal sealed record KazakhGovernor(EventStatus? Event, Commitments.Undertaking? Undertaking);
