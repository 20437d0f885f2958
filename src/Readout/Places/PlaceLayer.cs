using System.Collections.Immutable;
using Readout.Text;

namespace Readout.Places;

/// <summary>A place named in the report, before it is written into the record.</summary>
internal sealed record PlaceEntry
{
    public required string Name { get; init; }

    public ImmutableSortedDictionary<string, string> Names { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public string? Ref { get; init; }

    public string? Country { get; init; }

    public string? Kind { get; init; }

    public double? Lat { get; init; }

    public double? Lon { get; init; }

    /// <summary>Ref of the place that holds it ("Акорда" lies in Astana); null when not known.</summary>
    public string? Parent { get; init; }

    public string? Rule { get; init; }
}

/// <param name="Tokens">The words of the mention.</param>
/// <param name="Place">Index in <see cref="PlaceLayer.Places"/>.</param>
internal sealed record PlaceMention(TokenRange Tokens, int Place);

internal sealed record PlaceLayer(ImmutableArray<PlaceEntry> Places, ImmutableArray<PlaceMention> Mentions)
{
    /// <summary>Index of the place of the dateline ("АСТАНА, 27 ноября. /ТАСС/"); -1 when the report has none.</summary>
    public int Dateline { get; init; } = -1;

    public PlaceMention? At(int token)
    {
        foreach (var mention in Mentions)
        {
            if (mention.Tokens.Contains(token))
                return mention;
        }

        return null;
    }
}
