using System.Collections.Immutable;
using Readout.Actors;
using Readout.Commitments;
using Readout.Events;
using Readout.Figures;
using Readout.Initiatives;
using Readout.Places;
using Readout.Relations;
using Readout.Statements;
using Readout.Syntax;
using Readout.Text;
using Readout.Time;
using Readout.Topics;

namespace Readout;

/// <summary>The steps of reading that hang on how a language builds words into sentences: cases, word order or particles.</summary>
/// <remarks>All other steps are the same code for every language and know it only by its tables. Implementations are stateless and thread-safe.</remarks>
internal interface IGrammar
{
    /// <summary>Tells what the words do in their sentence: functions as cases, prepositions, clauses.</summary>
    SyntaxLayer Syntax(SegmentedText text, LanguagePack pack);

    /// <summary>Spots that may name or describe an actor or a place.</summary>
    List<Draft> Names(SegmentedText text, SyntaxLayer syntax, LanguagePack pack);

    StatementLayer Statements(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, LanguagePack pack);

    ImmutableArray<FoundEvent> Events(
        SegmentedText text, SyntaxLayer syntax, ActorLayer actors, PlaceLayer places, TimeLayer times, StatementLayer statements, LanguagePack pack);

    FigureLayer Figures(SegmentedText text, TimeLayer times, ActorLayer actors, StatementLayer statements, ImmutableArray<FoundEvent> events, LanguagePack pack) =>
        FigureFinder.Find(text, times, actors, statements, events, pack);

    ImmutableArray<FoundCommitment> Commitments(
        SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, StatementLayer statements, LanguagePack pack);

    ImmutableArray<FoundRelation> Relations(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, LanguagePack pack) =>
        RelationFinder.Find(text, syntax, actors, pack);

    ImmutableArray<FoundInitiative> Initiatives(
        SegmentedText text, SyntaxLayer syntax, ActorLayer actors, StatementLayer statements, ImmutableArray<FoundEvent> events, LanguagePack pack);

    ImmutableArray<FoundTopic> Topics(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, PlaceLayer places, StatementLayer statements, ImmutableArray<FoundEvent> events, LanguagePack pack) =>
        TopicFinder.Find(text, syntax, actors, places, statements, events, pack);
}

/// <summary>Languages that mark functions by case: Russian.</summary>
internal sealed class CaseGrammar : IGrammar
{
    public SyntaxLayer Syntax(SegmentedText text, LanguagePack pack) => SyntaxFinder.Find(text, pack.Prepositions);

    public List<Draft> Names(SegmentedText text, SyntaxLayer syntax, LanguagePack pack) => NameFinder.Find(text, syntax, pack);

    public StatementLayer Statements(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, LanguagePack pack) =>
        StatementFinder.Find(text, syntax, actors, times, pack);

    public ImmutableArray<FoundEvent> Events(
        SegmentedText text, SyntaxLayer syntax, ActorLayer actors, PlaceLayer places, TimeLayer times, StatementLayer statements, LanguagePack pack) =>
        EventFinder.Find(text, syntax, actors, places, times, statements, pack);

    public ImmutableArray<FoundCommitment> Commitments(
        SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, StatementLayer statements, LanguagePack pack) =>
        CommitmentFinder.Find(text, syntax, actors, times, statements, pack);

    public ImmutableArray<FoundInitiative> Initiatives(
        SegmentedText text, SyntaxLayer syntax, ActorLayer actors, StatementLayer statements, ImmutableArray<FoundEvent> events, LanguagePack pack) =>
        InitiativeFinder.Find(text, syntax, actors, statements, events, pack);
}
