using System.Collections.Frozen;
using System.Globalization;
using Readout.Tables;
using Readout.Text;

namespace Readout.Time;

internal enum TimeWordKind { Day, Month, Season, Weekday, Ordinal, Shift }

/// <summary>A word of time: what kind and its numbers.</summary>
internal readonly record struct TimeWord(TimeWordKind Kind, int Value, int Last);

/// <summary>Words of time of one language.</summary>
internal sealed class TimeTable
{
    private readonly FrozenDictionary<string, TimeWord> _words;

    private TimeTable(FrozenDictionary<string, TimeWord> words) => _words = words;

    public static TimeTable Load(string language) => new(TsvTable.Embedded($"Languages/{language}/time.tsv", "word", "kind", "value", "example")
        .Rows.ToFrozenDictionary(r => r["word"], Word, StringComparer.Ordinal));

    private static TimeWord Word(TsvRow row)
    {
        var kind = row.Code("kind", TimeWordKind.Day);
        var parts = kind == TimeWordKind.Season ? row["value"].Split('-') : [row["value"]];
        return new TimeWord(kind, int.Parse(parts[0], CultureInfo.InvariantCulture), parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
    }

    public TimeWord? Of(Token token)
    {
        if (!token.IsWord)
            return null;
        if (_words.TryGetValue(token.Fold, out var word))
            return word;
        foreach (var reading in token.Readings)
        {
            if (_words.TryGetValue(reading.Base, out word))
                return word;
        }

        return null;
    }

    public int Month(Token token) => Of(token) is { Kind: TimeWordKind.Month } word ? word.Value : 0;

    public int? Shift(Token token) => Of(token) is { Kind: TimeWordKind.Shift } word ? word.Value : null;
}
