using Readout.Syntax;
using Readout.Tagging;
using Readout.Text;

namespace Readout.Actors;

// Names that no rule and no list has, from the tagger.
internal sealed partial class NameFinder
{
    // The model's own likelihood from which on its names enter records: a wrong actor costs as much as a missed one.
    private const float Sure = 0.9f;

    /// <summary>Adds what the tagger is sure of and the rules left open; what the rules took stays theirs, for the record's names have their titles and states with them.</summary>
    /// <param name="spots">What <see cref="Find"/> found.</param>
    /// <param name="tagged">What the tagger found.</param>
    /// <returns>All spots in the order of the text.</returns>
    public static List<Draft> With(List<Draft> spots, List<TaggedName> tagged, SegmentedText text, SyntaxLayer syntax, LanguagePack pack)
    {
        var finder = new NameFinder(text, syntax, pack);
        finder.AddTagged(spots, tagged);
        return finder._drafts.Count == 0 ? spots : Merged(spots, finder._drafts);
    }

    private void AddTagged(List<Draft> spots, List<TaggedName> tagged)
    {
        var taken = new bool[_tokens.Length];
        foreach (var draft in spots)
            taken.AsSpan(draft.Extent.Start, draft.Extent.Length).Fill(true);
        foreach (var name in tagged)
        {
            var range = name.Tokens;
            if (name.Confidence < Sure || taken.AsSpan(range.Start, range.Length).Contains(true))
                continue;
            // A surname alone waits for its full name (BareSurnames), a bare "МИД" or "комитет" for its state.
            if (range.Length == 1 && (name.Type == NameType.Person || SortOfHead(_tokens[range.Start]) is not null || _pack.Gazetteer.MatchAt(_tokens, range.Start, range.End) is not null))
                continue;
            switch (name.Type)
            {
                case NameType.Person:
                    AddPerson(range, range, null, PersonCases(range.Start, range.End), "tagger");
                    break;
                case NameType.Organization:
                    AddOrganisation(range, null, PhraseName(range.Start, range.End), null, "tagger");
                    break;
                default:
                    AddPlace(range, [], PhraseName(range.Start, range.End), null, "tagger");
                    break;
            }
        }
    }

    // Offices hold the index of their organisation, which moves with what comes before it.
    private static List<Draft> Merged(List<Draft> spots, List<Draft> added)
    {
        var all = new List<Draft>(spots.Count + added.Count);
        var moved = new int[spots.Count];
        var next = 0;
        for (var d = 0; d < spots.Count; d++)
        {
            while (next < added.Count && added[next].Extent.Start < spots[d].Extent.Start)
                all.Add(added[next++]);
            moved[d] = all.Count;
            all.Add(spots[d]);
        }

        all.AddRange(added.Skip(next));
        for (var d = 0; d < all.Count; d++)
        {
            if (all[d].Office is { Organisation: >= 0 } office)
                all[d] = all[d] with { Office = office with { Organisation = moved[office.Organisation] } };
        }

        return all;
    }
}
