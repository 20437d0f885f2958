using System.Collections.Frozen;
using Readout.Tables;

namespace Readout.Reference;

/// <summary>What states, persons, organisations and places of the reference dictionary are called in its four languages.</summary>
/// <remarks>Immutable, thread-safe. Made from the tables at once, some tens of milliseconds: make one and share it.</remarks>
public sealed class ReferenceNames
{
    private static readonly (string Table, string Id)[] Tables = [("states", "iso3"), ("leaders", "person"), ("organisations", "id"), ("places", "id")];

    private readonly FrozenDictionary<(string Id, string Language), string> _names;
    private readonly FrozenDictionary<string, string> _ids;

    public ReferenceNames()
    {
        var names = new Dictionary<(string, string), string>();
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (table, id) in Tables)
        {
            foreach (var row in TsvTable.Embedded($"Reference/{table}.tsv").Rows)
            {
                foreach (var language in (ReadOnlySpan<string>)["en", "ru", "kk", "zh"])
                {
                    if (row[$"name_{language}"] is { Length: > 0 } name)
                        names.TryAdd((row[id], language), name);
                }

                if (row["name_en"] is { Length: > 0 } english)
                    ids.TryAdd(english, row[id]);
            }
        }

        _names = names.ToFrozenDictionary();
        _ids = ids.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The name in the language, else in English.</summary>
    /// <param name="id">Alpha-3 of a state, or an id of the dictionary (<see cref="Actor.Ref"/>); null gives null.</param>
    /// <param name="language">BCP 47: <c>en</c>, <c>ru</c>, <c>kk</c>, <c>zh</c>.</param>
    /// <returns>Null when the dictionary does not have the id.</returns>
    public string? Of(string? id, string language) =>
        id is null ? null : _names.GetValueOrDefault((id, language)) ?? _names.GetValueOrDefault((id, "en"));

    /// <summary>The id of what is called so in English, as <see cref="Actor.Name"/> calls what it knows; of namesakes the first: states before persons before organisations before places.</summary>
    /// <returns>Null when the dictionary has no such name.</returns>
    public string? IdOf(string englishName) => _ids.GetValueOrDefault(englishName);
}
