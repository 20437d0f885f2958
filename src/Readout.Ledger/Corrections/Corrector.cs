using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Readout.Ledger.Corrections;

/// <summary>A reading with the corrections put on it.</summary>
/// <param name="Outcomes">What became of each correction, in their order.</param>
public sealed record CorrectedRecord(Record Record, ImmutableArray<(CorrectionState State, string? Why)> Outcomes);

/// <summary>Puts corrections on readings.</summary>
public static class Corrector
{
    /// <summary>The corrections are put on one after another, so that a later word on the same item holds. Changes neither argument.</summary>
    public static CorrectedRecord Apply(Record reading, IReadOnlyCollection<Correction> corrections)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(corrections);
        if (corrections.Count == 0)
            return new(reading, []);
        var work = new Work(new RecordItems(reading), reading.Document.Text);
        ImmutableArray<(CorrectionState, string?)> outcomes = [.. corrections.Select(work.Apply)];
        return new(work.Items.ToRecord(), outcomes);
    }

    private sealed class Work(RecordItems items, string text)
    {
        public RecordItems Items => items;

        public (CorrectionState State, string? Why) Apply(Correction correction)
        {
            if (correction.Words.In(text) is not { } place)
                return (CorrectionState.Orphaned, $"the words '{correction.Words.Text}' no longer stand in the text");
            var item = correction.Kind == CorrectionKind.Add ? SameAt(correction, place) : ItemAt(correction.Layer, place, correction.Before);
            return correction.Kind switch
            {
                CorrectionKind.Reject => Reject(correction, item),
                CorrectionKind.Merge => Merge(correction, item),
                CorrectionKind.Split => Split(correction, item),
                _ => Put(correction, item, place),
            };
        }

        private (CorrectionState, string?) Reject(Correction correction, JsonObject? item)
        {
            if (item is null)
                return (CorrectionState.Fulfilled, null);
            items.Remove(correction.Layer, item);
            return (CorrectionState.Applied, null);
        }

        /// <summary>Accepting, editing and adding say the same: here stands this item.</summary>
        private (CorrectionState, string?) Put(Correction correction, JsonObject? item, Mark place)
        {
            var wanted = JsonNode.Parse(correction.After!)!.AsObject();
            foreach (var layer in correction.References.Select(r => r.Layer).Distinct())
            {
                var map = new Dictionary<string, string>(StringComparer.Ordinal);
                foreach (var reference in correction.References.Where(r => r.Layer == layer))
                {
                    if (Resolve(reference) is not { } id)
                        return (CorrectionState.Orphaned, $"'{reference.Words.FirstOrDefault()?.Text ?? reference.Id}', which it refers to, is no longer read");
                    map[reference.Id] = id;
                }

                RecordItems.Refer(correction.Layer, wanted, layer, id => map.GetValueOrDefault(id));
            }

            Move(correction, wanted, place);
            wanted["id"] = correction.Layer == "topics" ? wanted["id"]!.GetValue<string>() : item is null ? items.NewId(correction.Layer) : RecordItems.IdOf(item);
            var hasRule = correction.Layer != "topics";
            if (hasRule)
                wanted["rule"] = item?["rule"]?.DeepClone();
            if (item is not null && JsonNode.DeepEquals(item, wanted))
                return (correction.Kind == CorrectionKind.Accept ? CorrectionState.Applied : CorrectionState.Fulfilled, null);
            if (hasRule)
                wanted["rule"] = $"person:{correction.By}";
            var layerItems = items.Layer(correction.Layer);
            if (item is null)
                layerItems.Insert(PlaceFor(correction.Layer, place), wanted);
            else
                layerItems[layerItems.IndexOf(item)] = wanted;
            return (CorrectionState.Applied, null);
        }

        // In a text that has changed the item's words may stand elsewhere: all of its places move along.
        private static void Move(Correction correction, JsonObject wanted, Mark place)
        {
            var by = place.Start - correction.Words.Start;
            if (by == 0)
                return;
            foreach (var words in RecordItems.Words(correction.Layer, wanted).Concat(wanted["cue"] is JsonObject cue ? [cue] : []))
            {
                words["start"] = words["start"]!.GetValue<int>() + by;
                words["end"] = words["end"]!.GetValue<int>() + by;
            }
        }

        private (CorrectionState, string?) Merge(Correction correction, JsonObject? first)
        {
            if (correction.Others[0].In(text) is not { } place)
                return (CorrectionState.Orphaned, $"the words '{correction.Others[0].Text}' no longer stand in the text");
            var second = ItemAt(correction.Layer, place, correction.OtherBefore);
            if (first is null || second is null)
                return (CorrectionState.Orphaned, "one of the two is no longer read");
            if (first == second)
                return (CorrectionState.Fulfilled, null);
            var (property, isList) = RecordItems.WordsProperty(correction.Layer);
            if (isList)
            {
                var all = first[property]!.AsArray().Concat(second[property]!.AsArray()).Select(w => w!.DeepClone().AsObject())
                    .DistinctBy(w => RecordItems.PlaceOf(w)).OrderBy(w => RecordItems.PlaceOf(w).Start);
                first[property] = new JsonArray([.. all]);
            }

            items.Refer(correction.Layer, RecordItems.IdOf(second), RecordItems.IdOf(first));
            first["rule"] = $"person:{correction.By}";
            items.Layer(correction.Layer).Remove(second);
            return (CorrectionState.Applied, null);
        }

        private (CorrectionState, string?) Split(Correction correction, JsonObject? item)
        {
            if (item is null)
                return (CorrectionState.Orphaned, "the item that was parted is no longer read");
            var moved = correction.Others.Select(o => o.In(text)).OfType<Mark>().ToHashSet();
            if (moved.Count == 0)
                return (CorrectionState.Orphaned, "none of the words that were parted off stands in the text");
            var mentions = item["mentions"]!.AsArray();
            var leaving = mentions.Select(m => m!.AsObject()).Where(m => moved.Contains(RecordItems.PlaceOf(m))).ToList();
            if (leaving.Count == 0)
                return (CorrectionState.Fulfilled, null);
            if (leaving.Count == mentions.Count)
                return (CorrectionState.Orphaned, "nothing would be left of the item that was parted");
            foreach (var mention in leaving)
                mentions.Remove(mention);
            var other = JsonNode.Parse(correction.After!)!.AsObject();
            other["id"] = items.NewId(correction.Layer);
            other["mentions"] = new JsonArray([.. leaving]);
            other["rule"] = $"person:{correction.By}";
            items.Layer(correction.Layer).Insert(PlaceFor(correction.Layer, RecordItems.PlaceOf(leaving[0])), other);
            return (CorrectionState.Applied, null);
        }

        /// <summary>The item whose words stand at a place; of several the one most like the item as it was; else one of the same sort whose words share most of theirs.</summary>
        private JsonObject? ItemAt(string layer, Mark place, string? before)
        {
            var known = JsonNode.Parse(before!)!.AsObject();
            var there = At(layer, place);
            if (there.Count > 0)
                return there.MaxBy(i => Likeness(i, known));
            return items.Items(layer).Where(i => SortOf(i) == SortOf(known) && RecordItems.Words(layer, i).Any(w => SharesMost(RecordItems.PlaceOf(w), place))).MaxBy(i => Likeness(i, known));
        }

        /// <summary>What was added may be read by now: an item of the same sort with the same words.</summary>
        private JsonObject? SameAt(Correction correction, Mark place)
        {
            var added = JsonNode.Parse(correction.After!)!.AsObject();
            return At(correction.Layer, place).Where(i => SortOf(i) == SortOf(added)).MaxBy(i => Likeness(i, added));
        }

        private List<JsonObject> At(string layer, Mark place) => [.. items.Items(layer).Where(i => RecordItems.Words(layer, i).Any(w => RecordItems.PlaceOf(w) == place))];

        private static int Likeness(JsonObject item, JsonObject known) => known.Count(p => p.Key is not ("id" or "rule") && item.ContainsKey(p.Key) && JsonNode.DeepEquals(item[p.Key], p.Value));

        private static string? SortOf(JsonObject item)
        {
            foreach (var property in (ReadOnlySpan<string>)["type", "measure", "action", "grade", "kind"])
            {
                if (item[property] is JsonValue value)
                    return value.GetValue<string>();
            }

            return item["id"]?.GetValue<string>();
        }

        private static bool SharesMost(Mark a, Mark b) => 2 * (Math.Min(a.End, b.End) - Math.Max(a.Start, b.Start)) > Math.Min(a.End - a.Start, b.End - b.Start);

        private string? Resolve(ItemReference reference)
        {
            foreach (var words in reference.Words)
            {
                if (words.In(text) is { } place && items.Items(reference.Layer).FirstOrDefault(i => RecordItems.Words(reference.Layer, i).Any(w => RecordItems.PlaceOf(w) == place)) is { } item)
                    return RecordItems.IdOf(item);
            }

            return reference.Ref is null ? null : items.Items(reference.Layer).FirstOrDefault(i => i["ref"]?.GetValue<string>() == reference.Ref) is { } known ? RecordItems.IdOf(known) : null;
        }

        private int PlaceFor(string layer, Mark place)
        {
            var index = 0;
            foreach (var item in items.Items(layer))
            {
                if (RecordItems.Words(layer, item).FirstOrDefault() is { } words && RecordItems.PlaceOf(words).Start > place.Start)
                    break;
                index++;
            }

            return index;
        }
    }
}
