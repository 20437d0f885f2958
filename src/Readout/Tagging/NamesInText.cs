using System.Collections.Immutable;
using Readout.Actors;
using Readout.Places;
using Readout.Text;

namespace Readout.Tagging;

/// <summary>The names of a text as spans, from the tagger and the reference or, in languages without a model, from the actors and places of the record.</summary>
internal static class NamesInText
{
    /// <summary>Where tagger and rules disagree the tagger is right far more often; where it is silent the reference speaks (docs/decisions/0004-names-by-a-tagger.md).</summary>
    public static ImmutableArray<Name> Of(SegmentedText text, List<Draft> drafts, List<TaggedName> tagged, INameForms forms)
    {
        var taken = new bool[text.Tokens.Length];
        var names = new List<(Span Span, NameType Type)>(tagged.Count);
        foreach (var name in tagged)
        {
            taken.AsSpan(name.Tokens.Start, name.Tokens.Length).Fill(true);
            names.Add((name.Span, name.Type));
        }

        foreach (var draft in drafts)
        {
            if (draft is not { Rule: "reference" or "surname", Form: MentionForm.Name, Kind: DraftKind.Person or DraftKind.State or DraftKind.Organisation } || taken.AsSpan(draft.Tokens.Start, draft.Tokens.Length).Contains(true))
                continue;
            names.Add((NameFeatures.NameSpan(text, draft.Tokens, forms), TypeOf(draft.Kind)));
            taken.AsSpan(draft.Tokens.Start, draft.Tokens.Length).Fill(true);
        }

        return Placed(text, names);
    }

    /// <summary>From the mentions by name; of overlapping ones the first and longest.</summary>
    public static ImmutableArray<Name> Of(SegmentedText text, ActorLayer actors, PlaceLayer places, INameForms forms)
    {
        var named = actors.Mentions.Where(m => m.Form == MentionForm.Name && m.Actor >= 0).Select(m => (m.Tokens, TypeOf(actors.Actors[m.Actor].Kind)))
            .Concat(places.Mentions.Select(m => (m.Tokens, NameType.Location)));
        var kept = new List<(TokenRange Tokens, NameType Type)>();
        foreach (var name in named.OrderBy(n => n.Tokens.Start).ThenByDescending(n => n.Tokens.End).ThenBy(n => n.Item2))
        {
            if (kept.Count == 0 || kept[^1].Tokens.End <= name.Tokens.Start)
                kept.Add(name);
        }

        return Placed(text, kept.Select(n => (NameFeatures.NameSpan(text, n.Tokens, forms), n.Type)));
    }

    private static ImmutableArray<Name> Placed(SegmentedText text, IEnumerable<(Span Span, NameType Type)> names)
    {
        var points = new CodePoints(text);
        return [.. names.OrderBy(n => n.Span.Start).Select(n => new Name(points.At(n.Span.Start), points.At(n.Span.End), n.Type))];
    }

    private static NameType TypeOf(DraftKind kind) => kind switch { DraftKind.Person => NameType.Person, DraftKind.Organisation => NameType.Organization, _ => NameType.Location };

    private static NameType TypeOf(ActorKind kind) => kind switch { ActorKind.Person => NameType.Person, ActorKind.Organization => NameType.Organization, _ => NameType.Location };
}
