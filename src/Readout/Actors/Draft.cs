using System.Collections.Immutable;
using Readout.Morphology;
using Readout.Text;

namespace Readout.Actors;

internal enum DraftKind : byte { Person, State, Organisation, Place, Office, Description, Pronoun }

/// <summary>An office as the text words it.</summary>
/// <param name="Id">Coarse id of the record's contract.</param>
/// <param name="Detail">Row of the reference table; null when only the pattern table knows it.</param>
/// <param name="Tokens">The words of the office and what hangs on it.</param>
/// <param name="State">Alpha-3 that the phrase names; null when it names none.</param>
/// <param name="Organisation">Index of the draft of an organisation inside the phrase; -1 when none.</param>
/// <param name="Line">Row of the pattern table.</param>
internal sealed record OfficeDraft(string Id, string? Detail, TokenRange Tokens, string? State, int Organisation, int Line)
{
    /// <summary>"его турецкий коллега": the office is that of the one spoken of before.</summary>
    public bool IsColleague { get; init; }

    /// <summary>"министры двух стран A и B": whose of the two sides he is, the first named being 0; null when the words do not count him to one.</summary>
    public int? Side { get; init; }

    /// <summary>A general, a senator: whoever holds it serves a state though none is named.</summary>
    public bool ServesState { get; init; }

    /// <summary>"president of the commission": of a body that goes without a name, so of no state.</summary>
    public bool IsOfUnnamedBody { get; init; }
}

/// <summary>A spot of the text that may name or describe somebody or some place, before it is known whom.</summary>
internal sealed record Draft
{
    public required DraftKind Kind { get; init; }

    /// <summary>The words of the mention itself.</summary>
    public required TokenRange Tokens { get; init; }

    /// <summary>With titles and appositions.</summary>
    public required TokenRange Extent { get; init; }

    /// <summary>Rows of the reference that it may stand for; empty when unknown.</summary>
    public ImmutableArray<string> Ids { get; init; } = [];

    public OfficeDraft? Office { get; init; }

    public MentionForm Form { get; init; }

    public Cases Cases { get; init; } = Cases.Any;

    public Numbers Numbers { get; init; } = Numbers.Singular;

    public Genders Gender { get; init; }

    public bool IsNested { get; init; }

    /// <summary>Base form as text for what the reference does not know.</summary>
    public string? Name { get; init; }

    /// <summary>Kind of an organisation or place by its head word.</summary>
    public string? Sort { get; init; }

    public DescriptionTarget Target { get; init; }

    /// <summary>Offices one of which each of those described must hold ("министры"); empty when any will do.</summary>
    public ImmutableArray<string> Holders { get; init; } = [];

    public required string Rule { get; init; }
}
