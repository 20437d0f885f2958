using System.Collections.Immutable;
using Readout.Morphology;
using Readout.Text;

namespace Readout.Tables;

/// <summary>One word of a pattern of the tables: matches the forms of a word, or one form only.</summary>
/// <remarks>
/// Tables write words as the language does ("взаимная торговля"); any form of theirs matches. <c>=осенью</c> matches that form only,
/// <c>год/лето</c> either word, a trailing '?' makes the word optional.
/// </remarks>
internal sealed class WordPattern
{
    private readonly ImmutableArray<string> _folds;
    private readonly ImmutableArray<string> _bases;

    private WordPattern(ImmutableArray<string> folds, ImmutableArray<string> bases, bool isOptional)
    {
        _folds = folds;
        _bases = bases;
        IsOptional = isOptional;
    }

    public bool IsOptional { get; }

    /// <summary>Folded forms and base forms that a matching token must have one of: keys for an index.</summary>
    public IEnumerable<string> Keys => _folds.Concat(_bases).Distinct();

    public static WordPattern Parse(string written, IMorphology morphology)
    {
        var isOptional = written.Length > 1 && written[^1] == '?';
        if (isOptional)
            written = written[..^1];
        var folds = ImmutableArray.CreateBuilder<string>();
        var bases = ImmutableArray.CreateBuilder<string>();
        foreach (var word in written.Split('/'))
        {
            var exact = word[0] == '=';
            var fold = TextNormalizer.Fold(exact ? word[1..] : word);
            folds.Add(fold);
            if (exact)
                continue;
            bases.Add(fold);
            if (char.IsLetter(fold[0]))
            {
                // The likeliest reading decides: "торговля" is no form of the adjective "торговлий".
                var readings = morphology.Analyze(fold);
                if (readings.Length > 0 && !bases.Contains(readings[0].Base))
                    bases.Add(readings[0].Base);
            }
        }

        return new WordPattern(folds.ToImmutable(), bases.ToImmutable(), isOptional);
    }

    public static ImmutableArray<WordPattern> ParsePhrase(string written, IMorphology morphology) =>
        [.. written.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => Parse(w, morphology))];

    public bool Matches(Token token)
    {
        foreach (var fold in _folds)
        {
            if (token.Fold == fold)
                return true;
        }

        // A single letter is a preposition or an abbreviation, not a form of "век" or "год".
        if (token.Fold.Length == 1)
            return false;
        foreach (var @base in _bases)
        {
            if (token.HasBase(@base))
                return true;
        }

        return false;
    }
}
