using System.Collections.Immutable;
using Readout.Morphology;
using Readout.Text;

namespace Readout.Actors;

/// <summary>Somebody or something that takes part, before it is written into the record.</summary>
internal sealed record ActorEntry
{
    public required ActorKind Kind { get; init; }

    /// <summary>Alpha-3 for states, row id for persons and organisations; null when the reference dictionary does not know it.</summary>
    public string? Ref { get; init; }

    public required string Name { get; init; }

    public ImmutableSortedDictionary<string, string> Names { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Alpha-3 of the state served (of a state: itself); null when not known or an organisation's officer.</summary>
    public string? Country { get; init; }

    public Office? Office { get; init; }

    public string? Sector { get; init; }

    public Genders Gender { get; init; }

    public string? Rule { get; init; }

    /// <summary>True for commissions and councils of two states: they are where the sides meet, not a third side.</summary>
    public bool IsBilateralBody { get; init; }

    /// <summary>The organisation whose organ it is ("Африка одағы Комиссиясы") and for which it acts; null for bodies of their own.</summary>
    public string? PartOf { get; init; }

    /// <summary>The party that the actor stands for: alpha-3, or the organisation's ref or name; null when not known.</summary>
    public string? Party => Kind switch
    {
        ActorKind.State => Ref,
        // A ministry, embassy or parliament acts for its state.
        ActorKind.Organization => IsBilateralBody ? null : Country ?? PartOf ?? Ref ?? Name,
        _ => Country ?? Office?.Of,
    };
}

/// <summary>One spot where actors are named, described or meant by a pronoun.</summary>
/// <param name="Tokens">The words of the mention itself ("Садыром Жапаровым").</param>
/// <param name="Extent">With its titles and appositions ("президентом Кыргызстана Садыром Жапаровым"); equals <paramref name="Tokens"/> when it has none.</param>
/// <param name="Actors">Indexes in <see cref="ActorLayer.Actors"/>; several for "стороны", "президенты двух стран".</param>
/// <param name="Form">Name, description or pronoun.</param>
/// <param name="Cases">Cases it may stand in here, after agreement with its titles and preposition.</param>
/// <param name="Numbers">Singular or plural as the verb sees it.</param>
/// <param name="IsNested">True when it stands inside the extent of another mention ("Кыргызстана" above) or modifies it.</param>
internal sealed record ActorMention(
    TokenRange Tokens, TokenRange Extent, ImmutableArray<int> Actors, MentionForm Form, Cases Cases, Numbers Numbers, bool IsNested)
{
    /// <summary>The single actor meant; -1 when several are.</summary>
    public int Actor => Actors.Length == 1 ? Actors[0] : -1;
}

/// <summary>Who takes part in the report, and every spot where they are named or meant.</summary>
internal sealed class ActorLayer
{
    private readonly int[] _topAt;

    public ActorLayer(ImmutableArray<ActorEntry> actors, ImmutableArray<ActorMention> mentions, int tokenCount)
    {
        Actors = actors;
        Mentions = mentions;
        _topAt = new int[tokenCount];
        Array.Fill(_topAt, -1);
        for (var i = 0; i < mentions.Length; i++)
        {
            if (mentions[i].IsNested)
                continue;
            for (var t = mentions[i].Extent.Start; t < mentions[i].Extent.End; t++)
                _topAt[t] = i;
        }
    }

    public ImmutableArray<ActorEntry> Actors { get; }

    /// <summary>In the order of the text; nested ones after the one that holds them.</summary>
    public ImmutableArray<ActorMention> Mentions { get; }

    /// <summary>The outermost mention whose extent covers the token, or null.</summary>
    public ActorMention? TopAt(int token) => _topAt[token] < 0 ? null : Mentions[_topAt[token]];

    /// <summary>Mentions that begin inside the range, in order; nested ones on demand.</summary>
    public IEnumerable<ActorMention> In(TokenRange range, bool withNested = false)
    {
        foreach (var mention in Mentions)
        {
            if (mention.Tokens.Start >= range.Start && mention.Tokens.Start < range.End && (withNested || !mention.IsNested))
                yield return mention;
        }
    }

    /// <summary>The parties behind actors, each once, in order.</summary>
    public ImmutableArray<string> PartiesOf(IEnumerable<int> actors)
    {
        var parties = ImmutableArray.CreateBuilder<string>();
        foreach (var actor in actors)
        {
            if (Actors[actor].Party is { } party && !parties.Contains(party))
                parties.Add(party);
        }

        return parties.ToImmutable();
    }

    /// <summary>The parties (alpha-3 or organisation) that the report is mainly about: the sides of its main meeting or, failing that, of its title and first paragraph.</summary>
    public ImmutableArray<string> MainParties { get; init; } = [];

    /// <summary>Alpha-3 of the state whose press tells the report; null when it cannot be told.</summary>
    public string? HomeState { get; init; }

    /// <summary>Actor who comes to see the other side; -1 when the report does not tell.</summary>
    public int Guest { get; init; } = -1;

    /// <summary>The actors who meet in the report (for "стороны", "собеседники", subjectless "отмечено").</summary>
    public ImmutableArray<int> Sides { get; init; } = [];
}
