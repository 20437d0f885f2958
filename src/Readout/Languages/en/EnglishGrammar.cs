using System.Collections.Immutable;
using Readout.Actors;
using Readout.Commitments;
using Readout.Events;
using Readout.Initiatives;
using Readout.Morphology;
using Readout.Places;
using Readout.Statements;
using Readout.Syntax;
using Readout.Text;
using Readout.Time;

namespace Readout.Languages.En;

/// <summary>English: functions come from word order, names from capitals.</summary>
internal sealed class EnglishGrammar : IGrammar
{
    public SyntaxLayer Syntax(SegmentedText text, LanguagePack pack) => EnglishSyntax.Find(text, pack);

    public List<Draft> Names(SegmentedText text, SyntaxLayer syntax, LanguagePack pack) => EnglishNameFinder.Find(text, syntax, pack);

    public StatementLayer Statements(SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, LanguagePack pack) =>
        EnglishStatementFinder.Find(text, syntax, actors, times, pack);

    public ImmutableArray<FoundEvent> Events(
        SegmentedText text, SyntaxLayer syntax, ActorLayer actors, PlaceLayer places, TimeLayer times, StatementLayer statements, LanguagePack pack) =>
        EnglishEventFinder.Find(text, syntax, actors, places, times, statements, pack);

    public ImmutableArray<FoundCommitment> Commitments(
        SegmentedText text, SyntaxLayer syntax, ActorLayer actors, TimeLayer times, StatementLayer statements, LanguagePack pack) =>
        EnglishCommitmentFinder.Find(text, syntax, actors, times, statements, pack);

    public ImmutableArray<FoundInitiative> Initiatives(
        SegmentedText text, SyntaxLayer syntax, ActorLayer actors, StatementLayer statements, ImmutableArray<FoundEvent> events, LanguagePack pack) =>
        EnglishInitiativeFinder.Find(text, actors, statements, events, pack);
}

/// <summary>Whose deed a verb tells, by word order.</summary>
internal static class EnglishSubjects
{
    /// <summary>The nearest mention before the verb that no preposition governs; null when none stands there.</summary>
    public static ActorMention? Before(int verb, int start, ActorLayer actors, SyntaxLayer syntax, Func<int, bool>? isOpen = null)
    {
        for (var i = verb - 1; i >= start; i--)
        {
            if (isOpen is not null && !isOpen(i))
                continue;
            if (actors.TopAt(i) is not { } mention)
                continue;
            if ((mention.Cases & Cases.Nominative) != 0 && syntax.PrepositionOf[mention.Extent.Start] is null && syntax.ClauseAt(mention.Extent.Start).Kind is not (ClauseKind.Relative))
                return mention;
            i = mention.Extent.Start;
        }

        return null;
    }
}
