using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Readout.Evaluation;

/// <summary>An item of the gold record matched with one of the predicted record.</summary>
/// <param name="Keys">Which keys are right; empty where the layer has none.</param>
internal readonly record struct Match(int Gold, int Predicted, bool[] Keys)
{
    /// <summary>Share of right keys; 1 where there are none.</summary>
    public double Right => Keys.Length == 0 ? 1.0 : (double)Keys.Count(k => k) / Keys.Length;
}

/// <summary>A gold document beside the record that is scored. Follows eval/score_record.py step by step: any change there is a change here.</summary>
internal sealed class ScoredDocument
{
    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement;
    private static readonly string[] SentenceEnds = ["\n", ". ", "! ", "? ", "。", "！", "？"];

    private readonly JsonElement _gold;
    private readonly JsonElement _record;
    private readonly string _text;
    private readonly int[] _codePoints;
    private readonly Dictionary<string, JsonElement> _actors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonElement> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonElement> _people = new(StringComparer.Ordinal);

    public ScoredDocument(JsonElement gold, JsonElement? record)
    {
        (_gold, _record) = (gold, record ?? Nothing);
        _text = gold.GetProperty("text").GetString()!;
        _codePoints = new int[_text.Length + 1];
        for (var i = 0; i < _text.Length; i++)
            _codePoints[i + 1] = _codePoints[i] + (char.IsLowSurrogate(_text[i]) ? 0 : 1);
        foreach (var actor in Items(_record, "actors"))
            _actors[Text(actor, "id")!] = actor;
        foreach (var place in Items(_record, "places"))
            _places[Text(place, "id")!] = place;
        foreach (var person in Items(gold, "people"))
            _people[Text(person, "name")!] = person;
    }

    public string Id => Text(_gold, "id")!;

    /// <summary>Gold items of a layer.</summary>
    public List<JsonElement> Gold(Layer layer) => [.. Items(_gold, Name(layer))];

    /// <summary>Predicted items of a layer.</summary>
    public List<JsonElement> Predicted(Layer layer) => layer switch
    {
        Layer.People => [.. Items(_record, "actors").Where(a => Text(a, "kind") == "person")],
        Layer.Organizations => [.. Items(_record, "actors").Where(a => Text(a, "kind") == "organization")],
        _ => [.. Items(_record, Name(layer))],
    };

    /// <summary>One to one, the closest pair first.</summary>
    public List<Match> MatchUp(Layer layer)
    {
        var (golds, predicted, matched) = (new HashSet<int>(), new HashSet<int>(), new List<Match>());
        foreach (var (gold, item, _, keys) in Candidates(layer).OrderByDescending(c => c.Closeness))
        {
            if (golds.Contains(gold) || predicted.Contains(item))
                continue;
            golds.Add(gold);
            predicted.Add(item);
            matched.Add(new(gold, item, keys));
        }

        return matched;
    }

    public static string Name(Layer layer) => layer.ToString().ToLowerInvariant();

    private IEnumerable<(int Gold, int Predicted, double Closeness, bool[] Keys)> Candidates(Layer layer)
    {
        var (golds, items) = (Gold(layer), Predicted(layer));
        for (var g = 0; g < golds.Count; g++)
        {
            for (var p = 0; p < items.Count; p++)
            {
                if (Compare(layer, golds[g], items[p]) is { } pair)
                    yield return (g, p, pair.Closeness, pair.Keys);
            }
        }
    }

    private (double Closeness, bool[] Keys)? Compare(Layer layer, JsonElement gold, JsonElement item)
    {
        switch (layer)
        {
            case Layer.People or Layer.Organizations:
                {
                    var close = Close(GoldSpan(gold, "mention"), item, "mentions");
                    if (close < 0.5)
                        return null;
                    return (close, layer == Layer.People
                        ? [Same(gold, "country", item), Text(gold, "office") == (Property(item, "office") is { ValueKind: JsonValueKind.Object } office ? Text(office, "id") : null)]
                        : []);
                }

            case Layer.Places:
                {
                    var close = Close(GoldSpan(gold, "mention"), item, "mentions");
                    return close >= 0.5 ? (close, [Same(gold, "country", item)]) : null;
                }

            case Layer.Events:
                {
                    var span = GoldSpan(gold, "evidence");
                    var around = SentenceAround(gold);
                    var spans = Spans(item, "evidence");
                    if (Text(item, "type") != Text(gold, "type") || !spans.Any(s => Overlap(around, s) != 0))
                        return null;
                    var (mine, theirs) = (Parties(gold, "parties"), PredictedParties(item, "parties"));
                    if (List(gold, "parties").Count > 0 && !mine.Overlaps(theirs))
                        return null;
                    var place = Text(item, "place") is { } id && _places.TryGetValue(id, out var found) ? Text(found, "name") : null;
                    var modes = List(gold, "mode");
                    bool[] keys =
                    [
                        mine.SetEquals(theirs), Same(gold, "status", item), SameDate(Property(gold, "date"), item),
                    !IsTrue(Property(gold, "mode")) || modes.Any(m => Same(m, Property(item, "mode"))),
                    Fold(Text(gold, "place")) == Fold(place),
                ];
                    return (keys.Count(k => k) + spans.Select(s => HalfOfShorter(span, s)).DefaultIfEmpty(0).Max(), keys);
                }

            case Layer.Statements:
                {
                    var span = GoldSpan(gold, "text");
                    var close = Spans(item, "evidence").Select(s => IntersectionOverUnion(span, s)).DefaultIfEmpty(0).Max();
                    if (close < 0.5 || Text(item, "kind") != Text(gold, "kind"))
                        return null;
                    var acts = List(gold, "acts").Select(a => a.GetString()).ToHashSet();
                    return (close, [IsSpeakerRight(Text(gold, "speaker")!, item), acts.Count == 0 || List(item, "acts").Any(a => acts.Contains(a.GetString()))]);
                }

            case Layer.Figures:
                {
                    var close = Close(GoldSpan(gold, "evidence"), item, "evidence");
                    if (close <= 0 || Property(item, "value") is not { ValueKind: JsonValueKind.Number } value)
                        return null;
                    var expected = gold.GetProperty("value").GetDouble();
                    if (!(Math.Abs(value.GetDouble() - expected) <= 1e-6 * Math.Max(1, Math.Abs(expected))))
                        return null;
                    bool[] keys =
                    [
                        Same(gold, "unit", item), Same(gold, "measure", item), Same(gold, "period", item),
                    Parties(gold, "parties").SetEquals(PredictedParties(item, "parties")),
                    (Property(gold, "status") is { } status ? status.GetString() : "actual") == Text(item, "status"),
                ];
                    return (close + keys.Count(k => k), keys);
                }

            case Layer.Commitments or Layer.Relations or Layer.Initiatives:
                {
                    var close = Close(GoldSpan(gold, "evidence"), item, "evidence", "mentions");
                    if (close < 0.5)
                        return null;
                    bool[] keys = layer switch
                    {
                        Layer.Commitments => [Parties(gold, "by").SetEquals(PredictedParties(item, "by")), Same(gold, "action", item), Same(gold, "due", item)],
                        Layer.Relations => [Parties(gold, "parties").SetEquals(PredictedParties(item, "parties")), Same(gold, "grade", item)],
                        _ => [Same(gold, "kind", item)],
                    };
                    return (close + keys.Count(k => k), keys);
                }

            default:
                return gold.GetString() == Text(item, "id") ? (1, []) : null;
        }
    }

    private (int Start, int End) GoldSpan(JsonElement item, string field)
    {
        var (start, end) = GoldChars(item, field);
        return (_codePoints[start], _codePoints[end]);
    }

    private (int Start, int End) GoldChars(JsonElement item, string field)
    {
        var needle = item.GetProperty(field).GetString()!;
        var occurrence = Property(item, "occurrence") is { } n ? n.GetInt32() : 1;
        var at = -1;
        for (var i = 0; i < occurrence; i++)
        {
            at = at + 1 > _text.Length ? -1 : _text.IndexOf(needle, at + 1, StringComparison.Ordinal);
            if (at < 0)
                throw new GoldException(Id, $"not in the text: '{needle}'");
        }

        return (at, at + needle.Length);
    }

    // The sentence (roughly) that the evidence stands in, so that events are matched by where they are told.
    private (int Start, int End) SentenceAround(JsonElement gold)
    {
        var (start, end) = GoldChars(gold, "evidence");
        var before = _text.AsSpan(0, start);
        var from = -1;
        var to = _text.Length;
        foreach (var mark in SentenceEnds)
        {
            from = Math.Max(from, before.LastIndexOf(mark, StringComparison.Ordinal));
            if (_text.IndexOf(mark, end, StringComparison.Ordinal) is >= 0 and var found)
                to = Math.Min(to, found);
        }

        return (_codePoints[from + 1], _codePoints[to]);
    }

    private static int Overlap((int Start, int End) a, (int Start, int End) b) => Math.Max(0, Math.Min(a.End, b.End) - Math.Max(a.Start, b.Start));

    private static double IntersectionOverUnion((int Start, int End) a, (int Start, int End) b) =>
        Overlap(a, b) is not 0 and var common ? (double)common / (a.End - a.Start + b.End - b.Start - common) : 0.0;

    private static double HalfOfShorter((int Start, int End) a, (int Start, int End) b) =>
        (double)Overlap(a, b) / Math.Max(1, Math.Min(a.End - a.Start, b.End - b.Start));

    private static double Close((int Start, int End) span, JsonElement item, params ReadOnlySpan<string> fields)
    {
        double close = 0;
        foreach (var s in Spans(item, fields))
            close = Math.Max(close, HalfOfShorter(span, s));
        return close;
    }

    private static List<(int Start, int End)> Spans(JsonElement item, params ReadOnlySpan<string> fields)
    {
        var found = new List<(int, int)>();
        foreach (var field in fields)
        {
            foreach (var e in List(item, field))
            {
                if (e.ValueKind == JsonValueKind.Object && e.TryGetProperty("start", out var start))
                    found.Add((start.GetInt32(), e.GetProperty("end").GetInt32()));
            }
        }

        return found;
    }

    private static bool SameDate(JsonElement? gold, JsonElement item)
    {
        var wanted = gold is { ValueKind: JsonValueKind.String } g ? g.GetString() : null;
        string? given = null;
        if (Property(item, "date") is { } date)
        {
            if (date.ValueKind == JsonValueKind.Object)
            {
                var from = Text(date, "from") ?? "";
                var length = Text(date, "precision") switch { "month" => 7, "year" => 4, _ => 10 };
                given = from[..Math.Min(length, from.Length)] is { Length: > 0 } cut ? cut : null;
            }
            else if (date.ValueKind == JsonValueKind.String)
            {
                given = date.GetString();
            }
        }

        return wanted == given || (wanted is not null && given is not null && given.StartsWith(wanted, StringComparison.Ordinal));
    }

    private bool IsSpeakerRight(string speaker, JsonElement item)
    {
        var ids = List(item, "speaker").Select(i => i.GetString() ?? "").ToList();
        if (speaker == "both")
            return ids.Count >= 2 || ids.Any(i => (_actors.TryGetValue(i, out var a) ? Text(a, "name") : i) == "both");
        if (_people.TryGetValue(speaker, out var person))
            return ids.Any(i => IsPerson(i, person));
        var wanted = Fold(speaker);
        return ids.Any(i => _actors.TryGetValue(i, out var actor)
            ? wanted == Fold(Text(actor, "ref")) || wanted == Fold(Text(actor, "name")) || wanted == Fold(Text(actor, "country"))
            : wanted == Fold(i) || wanted.Length == 0);
    }

    // A predicted actor is a gold person when one of its mentions overlaps the gold mention, or its English name is the same.
    private bool IsPerson(string id, JsonElement person)
    {
        if (!_actors.TryGetValue(id, out var actor))
            return Fold(id) == Fold(Text(person, "name"));
        if (Fold(Text(actor, "name")) == Fold(Text(person, "name")))
            return true;
        var gold = GoldSpan(person, "mention");
        return Spans(actor, "mentions").Any(m => HalfOfShorter(gold, m) >= 0.5);
    }

    private static HashSet<string> Parties(JsonElement item, string field) => [.. List(item, field).Select(p => Fold(p.GetString()))];

    // Gold names organisations in English and states by alpha-3; a predicted ref of an organisation stands for its English name.
    private HashSet<string> PredictedParties(JsonElement item, string field)
    {
        var names = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var actor in _actors.Values)
        {
            if (Text(actor, "kind") == "organization" && Text(actor, "ref") is { Length: > 0 } reference)
                names[reference] = Text(actor, "name");
        }

        return [.. List(item, field).Select(p => p.GetString()).Select(p => Fold(p is not null && names.TryGetValue(p, out var name) ? name : p))];
    }

    /// <summary>Lower case, everything but letters and digits as one blank, British spellings as American, "the" left out.</summary>
    internal static string Fold(string? value)
    {
        var words = new StringBuilder(value?.Length ?? 0);
        foreach (var rune in LowerCase(value ?? "").EnumerateRunes())
        {
            if (IsWord(rune))
                words.Append(rune.ToString());
            else if (words.Length > 0 && words[^1] != ' ')
                words.Append(' ');
        }

        var plain = words.ToString().Trim(' ')
            .Replace("organisation", "organization", StringComparison.Ordinal)
            .Replace("centre", "center", StringComparison.Ordinal);
        if (!plain.Contains("the ", StringComparison.Ordinal))
            return plain;
        // As the script does it, "the" goes where a word begins, each by itself.
        var kept = new StringBuilder(plain.Length);
        for (var i = 0; i < plain.Length;)
        {
            if ((i == 0 || plain[i - 1] == ' ') && plain.AsSpan(i).StartsWith("the ", StringComparison.Ordinal))
                i += 4;
            else
                kept.Append(plain[i++]);
        }

        return kept.ToString();
    }

    // Python lowers İ to i and a dot above; .NET's invariant lowering leaves it.
    private static string LowerCase(string value) => value.ToLowerInvariant().Replace("İ", "i\u0307", StringComparison.Ordinal);

    // Python's \w: letters, numbers of all kinds, the underscore; no combining marks.
    private static bool IsWord(Rune rune) => rune.Value == '_' || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    private static JsonElement? Property(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement item, string name) => Property(item, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static List<JsonElement> List(JsonElement item, string name) => Property(item, name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => [],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray()],
        { } one => [one],
    };

    private static IEnumerable<JsonElement> Items(JsonElement item, string name) => Property(item, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    private static bool Same(JsonElement gold, string field, JsonElement item) => Same(Property(gold, field), Property(item, field));

    private static bool Same(JsonElement? a, JsonElement? b)
    {
        var (left, right) = (a is { ValueKind: not JsonValueKind.Null }, b is { ValueKind: not JsonValueKind.Null });
        return left && right ? JsonElement.DeepEquals(a!.Value, b!.Value) : left == right;
    }

    // What Python takes for true: null, "", [] and 0 are not.
    private static bool IsTrue(JsonElement? value) => value switch
    {
        null => false,
        { ValueKind: JsonValueKind.Null or JsonValueKind.False or JsonValueKind.Undefined } => false,
        { ValueKind: JsonValueKind.String } text => text.GetString()!.Length > 0,
        { ValueKind: JsonValueKind.Array } list => list.GetArrayLength() > 0,
        _ => true,
    };
}
