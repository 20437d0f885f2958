using Readout.Tables;

namespace Readout.Reference;

/// <summary>A state by its codes.</summary>
/// <param name="Iso3">ISO 3166-1 alpha-3.</param>
/// <param name="Iso2">ISO 3166-1 alpha-2.</param>
/// <param name="Cow">Number in the Correlates of War state system; null when it is no member.</param>
/// <param name="Wikidata">Null when not known.</param>
/// <param name="Name">In English.</param>
public sealed record StateCodes(string Iso3, string Iso2, int? Cow, string? Wikidata, string Name);

/// <summary>The states of the reference dictionary and their codes in other lists.</summary>
public sealed class StateCatalog
{
    private readonly Dictionary<string, StateCodes> _states = TsvTable.Embedded("Reference/states.tsv").Rows
        .Select(r => new StateCodes(r["iso3"], r["iso2"], int.TryParse(r["cow"], out var cow) ? cow : null, r["wikidata"] is { Length: > 0 } id ? id : null, r["name_en"]))
        .ToDictionary(s => s.Iso3, StringComparer.Ordinal);

    private readonly Dictionary<string, string> _names = ReadNames();

    private static Dictionary<string, string> ReadNames()
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in TsvTable.Embedded("Reference/states.tsv").Rows)
        {
            foreach (var name in (ReadOnlySpan<string>)["name_en", "name_ru", "name_kk", "name_zh"])
            {
                if (row[name].Length > 0)
                    names.TryAdd(row[name], row["iso3"]);
            }
        }

        return names;
    }

    /// <summary>The state that is called so in English, Russian, Kazakh or Chinese; null when none is.</summary>
    public StateCodes? Named(string name) => Find(_names.GetValueOrDefault(name));

    /// <summary>Null when no state has the code.</summary>
    public StateCodes? Find(string? iso3) => iso3 is null ? null : _states.GetValueOrDefault(iso3);

    /// <summary>By alpha-3, alpha-2, Wikidata id or name; null when no state is meant. For tables of others, who use any of them.</summary>
    public StateCodes? Meant(string text) =>
        Find(text.ToUpperInvariant()) ?? _states.Values.FirstOrDefault(s => string.Equals(s.Iso2, text, StringComparison.OrdinalIgnoreCase) || s.Wikidata == text) ?? Named(text);

    public IEnumerable<string> Codes => _states.Keys;
}
