using Readout.Morphology;
using Readout.Text;

namespace Readout.Syntax;

internal enum ClauseKind : byte
{
    /// <summary>Stands by itself or is coordinated.</summary>
    Main,

    /// <summary>"который …", "где …": says more about a noun before it.</summary>
    Relative,

    /// <summary>"что …", "чтобы …", "как …".</summary>
    Subordinate,

    /// <summary>", прибывший в …,": a participle with its words.</summary>
    Participial,

    /// <summary>"Приветствуя гостя, …": a converb with its words.</summary>
    Converbial,
}

/// <summary>A stretch of a sentence with at most one predicate.</summary>
/// <param name="Tokens">Its words, without the commas around it.</param>
/// <param name="Sentence">Index of its sentence.</param>
/// <param name="Kind">How it hangs on the rest.</param>
/// <param name="Predicate">Token of the finite verb, short participle, predicative or (participial, converbial) participle or converb; -1 when it has none.</param>
internal sealed record Clause(TokenRange Tokens, int Sentence, ClauseKind Kind, int Predicate);

/// <summary>What the words do in their sentence, as far as rules can tell without a parser.</summary>
internal sealed class SyntaxLayer
{
    /// <summary>For each token the cases it may stand in after prepositions and agreement had their say.</summary>
    public required Cases[] CaseOf { get; init; }

    /// <summary>For each token the preposition that governs its phrase, folded; null when none does.</summary>
    public required string?[] PrepositionOf { get; init; }

    /// <summary>In the order of the text; every word token belongs to exactly one.</summary>
    public required Clause[] Clauses { get; init; }

    /// <summary>For each token the index of its clause.</summary>
    public required int[] ClauseOf { get; init; }

    public Clause ClauseAt(int token) => Clauses[ClauseOf[token]];

    public IEnumerable<Clause> ClausesOf(Sentence sentence) =>
        Clauses.Where(c => c.Sentence == sentence.Index);
}
