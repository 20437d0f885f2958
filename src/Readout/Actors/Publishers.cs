using Readout.Reference;
using Readout.Tables;
using Readout.Text;

namespace Readout.Actors;

/// <summary>Which state's press a publisher is.</summary>
internal sealed class Publishers
{
    private readonly Dictionary<string, string> _states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _domains;

    public Publishers(string language, ReferenceDictionary reference, IReadOnlyDictionary<string, string> domains)
    {
        _domains = new(domains, StringComparer.Ordinal);
        foreach (var row in TsvTable.Embedded($"Languages/{language}/publishers.tsv", "name", "state", "example").Rows)
        {
            if (!reference.States.ContainsKey(row["state"]))
                throw row.Wrong("RO2106", $"unknown state '{row["state"]}'", Spelling.Nearest(row["state"], reference.States.Keys));
            _states[row["name"]] = row["state"];
        }
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
