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

    public static FrameTable Load(LanguageTables tables, IMorphology morphology)
    {
        var table = new FrameTable
        {
            Status = new(tables.Load("status", "word", "status", "example").Rows
                .Where(r => !r["word"].Contains(' ', StringComparison.Ordinal)).Select(r => (r["word"], r.Code("status", EventStatus.Occurred), r))),
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
