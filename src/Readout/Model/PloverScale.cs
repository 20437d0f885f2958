using System.Globalization;
using Readout.Tables;

namespace Readout;

/// <summary>How cooperative or hostile PLOVER rates its types and modes (2.0 draft of 2024-02-04), from <c>Reference/plover.tsv</c>.</summary>
/// <remarks>
/// Two of its slips are mended: ACCUSE is printed 3 though its modes are −2 to −3.5, here −3; SANCTION stands as verbal in one table and as material
/// in two, here material.
/// </remarks>
public sealed class PloverScale
{
    private readonly Dictionary<(string Type, string Mode), (double Score, int Quad)> _rows = TsvTable.Embedded("Reference/plover.tsv", "type", "mode", "score", "quad").Rows
        .ToDictionary(r => (r["type"], r["mode"]), r => (double.Parse(r["score"], CultureInfo.InvariantCulture), int.Parse(r["quad"], CultureInfo.InvariantCulture)));

    /// <summary>From −10 (hostile) to +10 (cooperative); of the type when the mode has none of its own; null for no type of PLOVER.</summary>
    public double? Score(string type, string? mode = null) =>
        _rows.TryGetValue((type, mode ?? ""), out var row) || _rows.TryGetValue((type, ""), out row) ? row.Score : null;

    /// <summary>1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; null for no type of PLOVER.</summary>
    public int? Quad(string type) => _rows.TryGetValue((type, ""), out var row) ? row.Quad : null;
}
