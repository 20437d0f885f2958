using Readout.Text;

namespace Readout.Reference;

/// <summary>Cities by the letters that regions and stations named after them begin with: "Навоийская область" lies where "Навои" does.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
internal sealed class Namesakes
{
    private readonly Dictionary<string, PlaceRow> _cities = new(StringComparer.Ordinal);

    public Namesakes(ReferenceDictionary reference, string language)
    {
        foreach (var row in reference.Places.Values.Where(p => p.Kind == "city"))
        {
            foreach (var name in row.LocalNames)
            {
                var town = TextNormalizer.Fold(name);
                if (town.Length < 4)
                    continue;
                // Kazakh leaves the town's name whole before its head: "Таллин порты".
                var stem = language == "kk" ? town + " " : town.TrimEnd('а', 'о', 'ь', 'й');
                _cities[stem] = Larger(_cities.GetValueOrDefault(stem), row);
            }
        }
    }

    /// <summary>The largest city that a name begins with; null when there is none.</summary>
    public PlaceRow? Of(string name)
    {
        var fold = TextNormalizer.Fold(name);
        var cities = _cities.GetAlternateLookup<ReadOnlySpan<char>>();
        PlaceRow? best = null;
        for (var length = 0; length <= fold.Length; length++)
        {
            if (cities.TryGetValue(fold.AsSpan(0, length), out var city))
                best = Larger(best, city);
        }

        return best;
    }

    private static PlaceRow Larger(PlaceRow? best, PlaceRow row) =>
        best is null || row.Population > best.Population || (row.Population == best.Population && string.CompareOrdinal(row.Id, best.Id) < 0) ? row : best;
}
