using System.Collections.Immutable;
using Readout.Actors;
using Readout.Commitments;
using Readout.Events;
using Readout.Figures;
using Readout.Initiatives;
using Readout.Places;
using Readout.Reference;
using Readout.Relations;
using Readout.Statements;
using Readout.Syntax;
using Readout.Tables;
using Readout.Text;
using Readout.Time;
using Readout.Topics;

namespace Readout.Languages.Zh;

/// <summary>Chinese: functions from word order and coverbs, names from lists and the shape of words, tables matched by characters.</summary>
internal sealed class ChineseGrammar(ChineseMorphology morphology, ReferenceDictionary reference, LanguageTables tables) : IGrammar
{
    private readonly ChineseTables _tables = new(tables);
    private readonly StateCharacters _characters = new(reference);

    public SyntaxLayer Syntax(SegmentedText text, LanguagePack pack) => ChineseSyntax.Find(text, pack.Prepositions);

    public List<Draft> Names(SegmentedText text, SyntaxLayer syntax, LanguagePack pack) => ChineseNameFinder.Find(text, syntax, pack, morphology, _tables, _characters);

    public StatementLayer Statements(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, LanguagePack pack) =>
        ChineseStatementFinder.Find(text, syntax, actors, times, _tables);

    public ImmutableArray<FoundEvent> Events(
        SegmentedText text, SyntaxLayer syntax, ActorLayer actors, PlaceLayer places, TimeLayer times, StatementLayer statements, LanguagePack pack) =>
        ChineseEventFinder.Find(text, actors, places, times, statements, _tables);

    public FigureLayer Figures(SegmentedText text, TimeLayer times, ActorLayer actors, StatementLayer statements, ImmutableArray<FoundEvent> events, LanguagePack pack) =>
        ChineseFigureFinder.Find(text, times, actors, statements, events, pack, _tables);

    public ImmutableArray<FoundCommitment> Commitments(
        SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, StatementLayer statements, LanguagePack pack) =>
        ChineseCommitmentFinder.Find(text, actors, times, statements, _tables);

    public ImmutableArray<FoundRelation> Relations(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, LanguagePack pack) =>
        ChineseRelationFinder.Find(text, actors, _tables);

    public ImmutableArray<FoundInitiative> Initiatives(
        SegmentedText text, SyntaxLayer syntax, ActorLayer actors, StatementLayer statements, ImmutableArray<FoundEvent> events, LanguagePack pack) =>
        ChineseInitiativeFinder.Find(text, actors, statements, events, pack, _tables);

    public ImmutableArray<FoundTopic> Topics(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, PlaceLayer places, StatementLayer statements, ImmutableArray<FoundEvent> events, LanguagePack pack) =>
        ChineseTopicFinder.Find(text, actors, statements, events, pack, _tables);
}
