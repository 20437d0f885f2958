using System.Collections.Frozen;
using System.Collections.Immutable;
using Readout.Commitments;
using Readout.Events;
using Readout.Figures;
using Readout.Morphology;
using Readout.Tables;
using Readout.Text;

namespace Readout.Languages.Zh;

/// <summary>Phrases of a table by their characters: one matches where tokens together spell it, however they are cut.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
internal sealed class ChinesePhrases<T>
{
    private readonly FrozenDictionary<string, (T Value, TsvRow[] Rows)> _phrases;
    private readonly FrozenDictionary<string, (T Value, TsvRow[] Rows)>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly FrozenDictionary<char, int> _longest;

    /// <param name="phrases">Phrases, what they say, and the rows that say so; of equal ones the first stays.</param>
    public ChinesePhrases(IEnumerable<(string Phrase, T Value, TsvRow[] Rows)> phrases)
    {
        _phrases = phrases.DistinctBy(p => p.Phrase).ToFrozenDictionary(p => p.Phrase, p => (p.Value, p.Rows), StringComparer.Ordinal);
        _bySpan = _phrases.GetAlternateLookup<ReadOnlySpan<char>>();
        _longest = _phrases.Keys.GroupBy(p => p[0]).ToFrozenDictionary(g => g.Key, g => g.Max(p => p.Length));
    }

    /// <summary>A phrase found.</summary>
    public readonly record struct Hit(T Value, TokenRange Tokens);

    /// <summary>The longest phrase that begins at a token and ends with one.</summary>
    public Hit? LongestAt(Token[] tokens, int at, int limit)
    {
        if (!_longest.TryGetValue(tokens[at].Fold[0], out var longest))
            return null;
        Span<char> spelled = stackalloc char[longest];
        var length = 0;
        Hit? best = null;
        TsvRow[] rows = [];
        for (var i = at; i < limit; i++)
        {
            var fold = tokens[i].Fold;
            if (length + fold.Length > longest)
                break;
            fold.CopyTo(spelled[length..]);
            length += fold.Length;
            if (_bySpan.TryGetValue(spelled[..length], out var found))
                (best, rows) = (new Hit(found.Value, new TokenRange(at, i + 1)), found.Rows);
        }

        Touch(rows);
        return best;
    }

    /// <summary>The longest phrase that a word of four characters or more begins or ends with.</summary>
    public Hit? Within(Token[] tokens, int at)
    {
        var fold = tokens[at].Fold;
        if (fold.Length < 4 || !tokens[at].IsWord)
            return null;
        for (var length = fold.Length - 1; length >= 2; length--)
        {
            if (_bySpan.TryGetValue(fold.AsSpan(0, length), out var found) || _bySpan.TryGetValue(fold.AsSpan(fold.Length - length), out found))
            {
                Touch(found.Rows);
                return new Hit(found.Value, new TokenRange(at, at + 1));
            }
        }

        return null;
    }

    /// <summary>What the longest phrase that a word ends with says; the default when it ends with none.</summary>
    public T? EndOf(string fold)
    {
        for (var i = 1; i < fold.Length - 1; i++)
        {
            if (_bySpan.TryGetValue(fold.AsSpan(i), out var found))
            {
                Touch(found.Rows);
                return found.Value;
            }
        }

        return default;
    }

    /// <summary>True when the characters are a phrase of the table.</summary>
    public bool Has(ReadOnlySpan<char> phrase)
    {
        if (!_bySpan.TryGetValue(phrase, out var found))
            return false;
        Touch(found.Rows);
        return true;
    }

    /// <summary>What the phrase says; the default when it is none of the table.</summary>
    public T? ValueOf(ReadOnlySpan<char> phrase)
    {
        if (!_bySpan.TryGetValue(phrase, out var found))
            return default;
        Touch(found.Rows);
        return found.Value;
    }

    private static void Touch(TsvRow[] rows)
    {
        foreach (var row in rows)
            row.Touch();
    }

    /// <summary>The longest phrase that ends right before a token.</summary>
    public Hit? LongestBefore(Token[] tokens, int at, int start)
    {
        for (var first = Math.Max(start, at - 6); first < at; first++)
        {
            if (LongestAt(tokens, first, at) is { } hit && hit.Tokens.End == at)
                return hit;
        }

        return null;
    }
}

/// <summary>A verb or phrase of saying.</summary>
/// <param name="Acts">Acts that the words themselves do.</param>
/// <param name="TakesClause">A clause or quotation follows ("表示，…"); otherwise the words are part of what was said ("感谢…").</param>
/// <param name="NeedsMark">A cue only where a mark follows ("提到，…"); "提到合作" is told and not said.</param>
/// <param name="IsWhole">The cue belongs to the evidence.</param>
/// <param name="Name">First cue of the row.</param>
internal sealed record ChineseCue(ImmutableArray<string> Acts, bool TakesClause, bool NeedsMark, bool IsWhole, string Name)
{
    public bool IsBlocker => Acts is ["none"];
}

/// <summary>An organ of state.</summary>
/// <param name="English">"Ministry of Finance".</param>
/// <param name="State">ISO 3166-1 alpha-3 where only one state has a body of that name; else null.</param>
internal sealed record Body(string English, string? State);

/// <summary>A verb of undertaking with what it must do.</summary>
internal sealed record ChineseDeed(ImmutableArray<(string Object, string Action, TsvRow Row)> Rows);

/// <summary>The tables that Chinese reads by characters.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
internal sealed class ChineseTables
{
    public ChineseTables(LanguageTables tables)
    {
        IReadOnlyList<TsvRow> Rows(string table) => tables.Load(table).Rows;
        Cues = new(Rows("saying").SelectMany(r => r.Values("cue").Select(c => (c, new ChineseCue([.. r.Values("acts")], r.Values("content").Any(c => c is "that" or "quote"), r["content"] == "quote", r["evidence"] == "sentence", r.Values("cue")[0]), One(r)))));
        Persons = new(Rows("speakers").Where(r => r["kind"] == "person").Select(r => (r["noun"], true, One(r))));
        PlaceHeads = new(Rows("places").Select(r => (r["head"], r["kind"], One(r))));
        Bodies = BodiesOf(tables);
        Attributions = new(Rows("attributions").Select(r => (r["phrase"].Split(' ')[^1], true, One(r))));
        TimeWords = Rows("time").Where(r => r["kind"] == "expression" && r["pattern"].AsSpan().IndexOfAny('{', ' ', '/') < 0).Select(r => r["pattern"]).ToFrozenSet(StringComparer.Ordinal);
        Acts = new(Rows("acts").SelectMany(r => r.Values("marker").Select(m => (m, (Acts: r.Values("acts").ToImmutableArray(), IsWeak: r["weak"] == "yes"), One(r)))));
        Frames = new(Rows("frames").SelectMany(r => r.Values("cue").Select(c => (Cue: c, Row: Frame(r, c)))).GroupBy(f => f.Cue).Select(g => (g.Key, g.Select(f => f.Row).OrderBy(f => f.Object.Length == 0).ToImmutableArray(), None)));
        Objects = Rows("objects").ToFrozenDictionary(r => r["class"], r => new ChinesePhrases<bool>(r.Values("words").Select(w => (w, true, One(r)))), StringComparer.Ordinal);
        EventWords = tables.Load("event-words", "kind", "words", "example", "note").Rows.ToFrozenDictionary(r => r["kind"], r => new ChinesePhrases<bool>(r.Values("words").Select(w => (w, true, One(r)))), StringComparer.Ordinal);
        Status = new(Rows("status").Select(r => (r["word"], r.Code("status", EventStatus.Occurred), One(r))));
        Deeds = new(Rows("commitments").SelectMany(r => r.Values("verb").Select(v => (Verb: v, Row: (r["object"], r["action"], r)))).GroupBy(v => v.Verb).Select(g => (g.Key, new ChineseDeed([.. g.Select(v => v.Row).OrderBy(v => v.Item1.Length == 0)]), None)));
        Acceptances = new(Rows("undertakings").Where(r => r["word"].EndsWith("邀请", StringComparison.Ordinal) || r["word"].EndsWith("应允", StringComparison.Ordinal)).Select(r => (r["word"], true, One(r))));
        Undertakings = new(Rows("undertakings").Select(r => (r["word"], r.Code("status", Undertaking.None), One(r))));
        Units = new(Rows("units").SelectMany(r => r.Values("words").Select(w => (w, new Unit(r["unit"], r.Code("kind", UnitKind.None), r["measure"].Length == 0 ? null : r["measure"], 0, r.Rule), One(r)))));
        var figures = Rows("figures").Where(r => r["kind"] is not "joint").ToLookup(r => r.Code("kind", FigureWordKind.Measure));
        FigureWords = Enum.GetValues<FigureWordKind>().ToFrozenDictionary(k => k, k => new ChinesePhrases<FigureWord>(figures[k].SelectMany(r => r.Values("words").Select(w => (w, new FigureWord(k, r["value"], [.. r.Values("applies")], w.Length, r.Rule), One(r))))));
        Labels = new(Rows("relations").Select(r => (r["label"], (Grade: r["grade"], r.Rule), One(r))));
        Initiatives = new(Rows("initiatives").SelectMany(r => r.Values("words").Select(w => (w, (Kind: r["kind"], Ref: r["ref"], r.Rule), One(r)))));
        Topics = new(Rows("topics").SelectMany(r => r.Values("cues").Select(c => (c, (Topic: r["topics"], r.Rule), One(r)))));
    }

    public ChinesePhrases<ChineseCue> Cues { get; }

    /// <summary>Nouns of persons that stand before a name: "工程师", "居民".</summary>
    public ChinesePhrases<bool> Persons { get; }

    /// <summary>Last words of places, with their kind.</summary>
    public ChinesePhrases<string> PlaceHeads { get; }

    /// <summary>Organs of state by the last words of their names: the English ones, and the state where the words alone tell it.</summary>
    public ChinesePhrases<Body> Bodies { get; }

    public static ChinesePhrases<Body> BodiesOf(LanguageTables tables) => new(tables.Load("bodies", "body", "english", "state", "example").Rows
        .Select(r => (r["body"], new Body(r.Filled("english"), r["state"].Length > 0 ? r["state"] : null), One(r))));

    /// <summary>What ends the phrase that names a source: "据农业部统计".</summary>
    public ChinesePhrases<bool> Attributions { get; }

    /// <summary>Words of time that stand alone: "下月", "日前".</summary>
    public FrozenSet<string> TimeWords { get; }

    public ChinesePhrases<(ImmutableArray<string> Acts, bool IsWeak)> Acts { get; }

    public ChinesePhrases<ImmutableArray<FrameRow>> Frames { get; }

    public FrozenDictionary<string, ChinesePhrases<bool>> Objects { get; }

    /// <summary>Words beside the verb of an event, by kind.</summary>
    public FrozenDictionary<string, ChinesePhrases<bool>> EventWords { get; }

    public ChinesePhrases<EventStatus> Status { get; }

    public ChinesePhrases<ChineseDeed> Deeds { get; }

    public ChinesePhrases<Undertaking> Undertakings { get; }

    /// <summary>Words by which an invitation is accepted.</summary>
    public ChinesePhrases<bool> Acceptances { get; }

    public ChinesePhrases<Unit> Units { get; }

    public FrozenDictionary<FigureWordKind, ChinesePhrases<FigureWord>> FigureWords { get; }

    public ChinesePhrases<(string Grade, string Rule)> Labels { get; }

    public ChinesePhrases<(string Kind, string Ref, string Rule)> Initiatives { get; }

    public ChinesePhrases<(string Topic, string Rule)> Topics { get; }

    /// <summary>The first token of the range at which a word of the object class stands; -1 when none does.</summary>
    public int ObjectIn(string objectClass, Token[] tokens, int start, int end)
    {
        if (!Objects.TryGetValue(objectClass, out var words))
            return -1;
        for (var i = start; i < end; i++)
        {
            if (words.LongestAt(tokens, i, end) is not null || (tokens[i].IsWord && tokens[i].Fold.Length > 2 && EndsWith(words, tokens[i].Fold)))
                return i;
        }

        return -1;
    }

    // "谅解备忘录" ends with what it is.
    private static bool EndsWith(ChinesePhrases<bool> words, string fold)
    {
        for (var i = 1; i < fold.Length - 1; i++)
        {
            if (words.Has(fold.AsSpan(i)))
                return true;
        }

        return false;
    }

    private static readonly TsvRow[] None = [];

    private static TsvRow[] One(TsvRow row) => [row];

    private static FrameRow Frame(TsvRow row, string cue) =>
        new([cue], row["object"], row["type"], row["mode"].Length > 0 ? row["mode"] : null, [.. row.Values("contexts")], row["status"], row["kind"], row);
}
