using Readout.Reference;
using Readout.Tables;
using Readout.Text;

namespace Readout.Actors;

/// <summary>Which state's press a publisher is.</summary>
internal sealed class Publishers
{
    private readonly WordTable<string> _states;
    private readonly Dictionary<string, string> _domains;

    public Publishers(LanguageTables tables, ReferenceDictionary reference, IReadOnlyDictionary<string, string> domains)
    {
        _domains = new(domains, StringComparer.Ordinal);
        var rows = tables.Load("publishers", "name", "state", "example").Rows;
        foreach (var row in rows)
        {
            if (!reference.States.ContainsKey(row["state"]))
                throw row.Wrong("RO2106", $"unknown state '{row["state"]}'", Spelling.Nearest(row["state"], reference.States.Keys));
        }

        _states = new(rows.Select(r => (TextNormalizer.Fold(r["name"]), r["state"], r)));
    }

    /// <summary>Alpha-3 of the state; null when the publisher is not in the table and shows no country's domain.</summary>
    public string? StateOf(string publisher)
    {
        var fold = TextNormalizer.Fold(publisher).Trim('«', '»', '"', ' ');
        if (_states.TryGetValue(fold, out var state))
            return state;
        var dot = fold.LastIndexOf('.');
        return dot >= 0 && fold.Length - dot == 3 ? _domains.GetValueOrDefault(fold[(dot + 1)..]) : null;
    }
}
