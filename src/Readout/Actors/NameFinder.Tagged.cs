using Readout.Syntax;
using Readout.Tagging;
using Readout.Text;

namespace Readout.Actors;

// Names that no rule and no list has, and guesses of the rules set right, from the tagger.
internal sealed partial class NameFinder
{
    // The model's own likelihood from which on its names enter records: a wrong actor costs as much as a missed one.
    private const float Sure = 0.9f;

    // From where on it is believed against a rule that took a chance.
    private const float Likely = 0.5f;

    /// <summary>Adds what the tagger is sure of and the rules left open, and sets right what they only guessed. What they took by lists, titles and heads stays
    /// theirs, for the record's names have their titles and states with them.</summary>
    /// <param name="spots">What the rules found.</param>
    /// <param name="tagged">What the tagger found.</param>
    /// <returns>All spots in the order of the text.</returns>
    public static List<Draft> With(List<Draft> spots, List<TaggedName> tagged, SegmentedText text, SyntaxLayer syntax, LanguagePack pack)
    {
        // Without capitals the model is sure of too much: on Chinese reports it added as many wrong places as right ones.
        if (!pack.Morphology.HasCapitals)
            return spots;
        var finder = new NameFinder(text, syntax, pack);
        var kept = finder.Tagged(spots, tagged);
        return kept.All(k => k) && finder._drafts.Count == 0 ? spots : Merged(spots, kept, finder._drafts);
    }

    // Two words in capitals are a person by guess, what follows "in" a town.
    private static bool IsGuess(Draft draft) => draft is { Rule: "capitals" or "place-preposition" or "place-case" or "place-locative", Ids.IsEmpty: true, Office: null };

    // A word of every day with a capital: "Government".
    private bool IsOrdinary(int i)
    {
        var token = _tokens[i];
        if (_pack.Morphology.HasLexicon)
            return token.Readings.Any(r => !r.IsGuessed && !r.IsProper);
        return token.Text.Skip(1).Any(char.IsLower) && _text.QuotationAt(i) is null && !char.IsAsciiLetter(token.Text[0]);
    }

    /// <summary>Makes drafts of the tagger's names; tells which of the rules' stay.</summary>
    private bool[] Tagged(List<Draft> spots, List<TaggedName> tagged)
    {
        var kept = new bool[spots.Count];
        var taken = new bool[_tokens.Length];
        for (var d = 0; d < spots.Count; d++)
        {
            kept[d] = !IsGuess(spots[d]) || IsAgreed(spots[d], tagged);
            if (kept[d])
                taken.AsSpan(spots[d].Extent.Start, spots[d].Extent.Length).Fill(true);
        }

        foreach (var name in tagged)
        {
            var range = name.Tokens;
            if (!name.IsWhole || taken.AsSpan(range.Start, range.Length).Contains(true) || name.Confidence < (spots.Any(s => IsGuess(s) && s.Tokens.Overlaps(range)) ? Likely : Sure))
                continue;
            // A surname alone waits for its full name (BareSurnames), a bare "МИД" or "комитет" for its state.
            if (range.Length == 1 && (name.Type == NameType.Person || SortOfHead(_tokens[range.Start]) is not null || _pack.Gazetteer.MatchAt(_tokens, range.Start, range.End) is not null))
                continue;
            if (range.Length == 1 && name.Type == NameType.Organization && IsOrdinary(range.Start))
                continue;
            var words = name.Span.In(_text.Text).Split(' ');
            switch (name.Type)
            {
                case NameType.Person:
                    AddPerson(range, range, null, PersonCases(range.Start, range.End), "tagger");
                    break;
                case NameType.Organization:
                    AddOrganisation(range, null, _pack.Names.Phrase(words), null, "tagger");
                    break;
                default:
                    AddPlace(range, [], _pack.Names.Phrase(words), null, "tagger");
                    break;
            }
        }

        return kept;
    }

    // Of a person by guess the tagger must say so too; a town after "in", in Kazakh with the suffix that says so, stays unless it says otherwise.
    private static bool IsAgreed(Draft draft, List<TaggedName> tagged)
    {
        var isSilent = true;
        foreach (var name in tagged)
        {
            if (!name.Tokens.Overlaps(draft.Tokens))
                continue;
            if (name.Tokens == draft.Tokens && TypeOf(draft.Kind) == name.Type)
                return true;
            isSilent = false;
        }

        return isSilent && draft.Rule is "place-preposition" or "place-locative";
    }

    private static NameType? TypeOf(DraftKind kind) => kind switch
    {
        DraftKind.Person => NameType.Person,
        DraftKind.Organisation => NameType.Organization,
        DraftKind.State or DraftKind.Place => NameType.Location,
        _ => null,
    };

    // Offices hold the index of their organisation, which moves with what comes before it.
    private static List<Draft> Merged(List<Draft> spots, bool[] kept, List<Draft> added)
    {
        var all = new List<Draft>(spots.Count + added.Count);
        var moved = new int[spots.Count];
        var next = 0;
        for (var d = 0; d < spots.Count; d++)
        {
            while (next < added.Count && added[next].Extent.Start < spots[d].Extent.Start)
                all.Add(added[next++]);
            moved[d] = kept[d] ? all.Count : -1;
            if (kept[d])
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
