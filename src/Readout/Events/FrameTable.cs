using System.Collections.Frozen;
using System.Collections.Immutable;
using Readout.Morphology;
using Readout.Tables;
using Readout.Text;

namespace Readout.Events;

/// <summary>A verb or noun of action: what it says when its object is of the class.</summary>
/// <param name="Words">Base forms, the first one found first; the others stand near it in any order.</param>
/// <param name="Object">Class of objects.tsv or one of the classes the finder checks itself; empty when the words are enough.</param>
/// <param name="Kind">What sort of event, finer than the type: tells doubles from different events.</param>
internal sealed record FrameRow(ImmutableArray<string> Words, string Object, string Type, string? Mode, ImmutableArray<string> Contexts, string Status, string Kind, TsvRow Row)
{
    public bool IsBlocker => Type == "NONE";

    /// <summary>True for rows of nouns ("подписание", "визит").</summary>
    public bool IsNominal => Kind.EndsWith("-noun", StringComparison.Ordinal);

    /// <summary>True for nouns that tell of what happened without a verb that says so: "на встрече с послом министр …".</summary>
    public bool IsAlive => Kind is "meeting-noun" or "visit-noun" or "call-noun" or "assault-noun" or "sanctions-noun" or "border-noun";

    /// <summary>The status that the word itself gives, whatever its tense ("намечена встреча"); null when the tense tells.</summary>
    public EventStatus? Fixed { get; } = Enum.TryParse<EventStatus>(Status, ignoreCase: true, out var status) ? status : null;

    /// <summary>The classes of objects that make the row fire, the likeliest first.</summary>
    public ImmutableArray<string> Objects { get; } = [.. Object.Split('|', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>How much the row asks for: longer rows win.</summary>
    public int Weight => (Words.Length * 2) + (Object.Length > 0 ? 1 : 0) + (IsBlocker ? 1 : 0);
}

/// <summary>Frames, object classes and words of status of one language.</summary>
internal sealed class FrameTable
{
    private static readonly string[] Types =
        ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "NONE"];

    private readonly Dictionary<string, List<FrameRow>> _byWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (FrozenSet<string> Words, TsvRow Row)> _objects = new(StringComparer.Ordinal);

    /// <summary>Words that govern an action and the status they give it.</summary>
    public required WordTable<EventStatus> Status { get; init; }

    private WordTable<bool> _light = new([]);
    private FrozenDictionary<string, (string Verb, EventStatus Status, TsvRow Row)[]> _pairs = FrozenDictionary<string, (string, EventStatus, TsvRow)[]>.Empty;

    /// <summary>True for words that say of a noun of action no more than that it takes place: "состояться", "провести", "церемония".</summary>
    public bool IsLight(string word) => _light.ContainsKey(word);

    /// <summary>What a verb and its noun say together ("принять приглашение"), by the noun; none for most.</summary>
    public ReadOnlySpan<(string Verb, EventStatus Status, TsvRow Row)> PairsOf(string noun) => _pairs.GetValueOrDefault(noun);

    public static FrameTable Load(LanguageTables tables, IMorphology morphology)
    {
        var status = tables.Load("status", "word", "status", "example").Rows;
        var table = new FrameTable
        {
            Status = new(status.Where(r => !IsOwn(r) && !IsPair(r)).Select(r => (r["word"], r.Code("status", EventStatus.Occurred), r))),
            _light = new(status.Where(IsOwn).Select(r => (r["word"], true, r))),
            _pairs = status.Where(IsPair).Select(r => (Words: r["word"].Split(' '), Row: r)).GroupBy(p => p.Words[^1])
                .ToFrozenDictionary(g => g.Key, g => g.Select(p => (p.Words[0], p.Row.Code("status", EventStatus.Occurred), p.Row)).ToArray()),
        };
        foreach (var row in tables.Load("objects", "class", "words", "example").Rows)
            table._objects[row["class"]] = (row.Values("words").ToFrozenSet(StringComparer.Ordinal), row);
        var frames = tables.Load("frames", "cue", "object", "type", "mode", "contexts", "status", "kind", "example");
        foreach (var row in frames.Rows)
        {
            if (!Types.Contains(row["type"]))
                throw row.Wrong("RO2104", $"unknown type '{row["type"]}'", Spelling.Nearest(row["type"], Types));
            foreach (var cue in row.Values("cue"))
            {
                var words = cue.Split(' ').Select(w => Base(morphology, w)).ToImmutableArray();
                var frame = new FrameRow(words, row["object"], row["type"], row["mode"].Length > 0 ? row["mode"] : null, [.. row.Values("contexts")], row["status"], row["kind"], row);
                if (!table._byWord.TryGetValue(words[0], out var list))
                    table._byWord[words[0]] = list = [];
                list.Add(frame);
            }
        }

        var order = frames.Rows.Index().ToDictionary(r => r.Item, r => r.Index);
        foreach (var list in table._byWord.Values)
            list.Sort((a, b) => b.Weight != a.Weight ? b.Weight - a.Weight : order[a.Row] - order[b.Row]);
        return table;
    }

    private static bool IsOwn(TsvRow row) => row["status"] == "own";

    private static bool IsPair(TsvRow row) => row["word"].Contains(' ', StringComparison.Ordinal);

    private static string Base(IMorphology morphology, string word)
    {
        var readings = morphology.Analyze(word);
        return readings.Any(r => r.Base == word) ? word : readings[0].Base;
    }

    public bool IsObject(string objectClass, Token token)
    {
        if (!_objects.TryGetValue(objectClass, out var known) || !token.Readings.Any(r => r.Class is WordClass.Noun or WordClass.Unknown or WordClass.Adjective && known.Words.Contains(r.Base)))
            return false;
        known.Row.Touch();
        return true;
    }

    /// <summary>The same for a verb in its base form: "discuss" among words of talk.</summary>
    public bool IsVerbOf(string objectClass, string verb)
    {
        if (!_objects.TryGetValue(objectClass, out var known) || !known.Words.Contains(verb))
            return false;
        known.Row.Touch();
        return true;
    }

    public bool HasClass(string objectClass) => _objects.ContainsKey(objectClass);

    /// <summary>Rows whose first word is a base form of the token, the most demanding first.</summary>
    public IEnumerable<FrameRow> Of(Token token)
    {
        if (token.Readings.Length == 0)
            return [];
        List<FrameRow>? rows = null;
        string? first = null;
        foreach (var reading in token.Readings)
        {
            if (reading.Base == first || !_byWord.TryGetValue(reading.Base, out var list))
                continue;
            first ??= reading.Base;
            rows = rows is null ? list : [.. rows, .. list];
        }

        return rows ?? [];
    }
}
