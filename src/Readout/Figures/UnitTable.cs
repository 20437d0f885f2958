using System.Collections.Immutable;
using Readout.Morphology;
using Readout.Tables;
using Readout.Text;

namespace Readout.Figures;

/// <summary>What sort of thing a unit counts.</summary>
internal enum UnitKind { None, Money, Percent, Times, Mass, Volume, Area, Length, Power, Energy, Time, Count }

/// <summary>A unit of figures.</summary>
/// <param name="Id">As records write it: ISO 4217, or English singular; empty for what is counted without being a figure.</param>
/// <param name="Kind">Sort.</param>
/// <param name="Measure">Measure of its figures when no word beside the number says better; null when a word must.</param>
/// <param name="Least">Numbers in words below it are turns of speech.</param>
/// <param name="Rule">Row of the table.</param>
internal sealed record Unit(string Id, UnitKind Kind, string? Measure, int Least, string Rule);

/// <summary>A unit found beside a number.</summary>
internal readonly record struct UnitMatch(Unit Unit, TokenRange Tokens);

/// <summary>Units of a language (<c>units.tsv</c>).</summary>
internal sealed class UnitTable
{
    private readonly PhraseIndex<Unit> _phrases;
    private readonly ImmutableArray<(string Stem, Unit Unit, TsvRow Row)> _adjectives;
    // Money that may end a compound: "160-million-euro".
    private readonly Dictionary<string, (Unit Unit, TsvRow Row)> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Unit Unit, TsvRow Row)> _signs = new(StringComparer.Ordinal);

    private UnitTable(TsvTable table, IMorphology morphology)
    {
        var phrases = new PhraseIndex<Unit>.Builder(morphology);
        var adjectives = ImmutableArray.CreateBuilder<(string, Unit, TsvRow)>();
        foreach (var row in table.Rows)
        {
            var unit = new Unit(
                row["unit"], row.Code("kind", UnitKind.None), row["measure"].Length == 0 ? null : row["measure"],
                row.Integer("least"), row.Rule);
            foreach (var word in row.Values("words"))
            {
                if (unit.Kind == UnitKind.Money && word.All(char.IsAsciiLetterLower))
                    _words.TryAdd(word, (unit, row));
                if (word.Any(char.IsLetter) && !word.Contains('$', StringComparison.Ordinal))
                    phrases.Add(word, unit, row);
                else if (!_signs.TryAdd(word, (unit, row)))
                    throw row.Wrong("RO2108", $"sign '{word}' stands twice");
            }

            // "километровый" without its ending: "125-километрового" begins so.
            foreach (var adjective in row.Values("adjective"))
                adjectives.Add((TextNormalizer.Fold(adjective)[..^2], unit, row));
        }

        _phrases = phrases.Build();
        _adjectives = adjectives.ToImmutable();
    }

    public static UnitTable Load(LanguageTables tables, IMorphology morphology) => new(
        tables.Load("units", "unit", "kind", "words", "adjective", "measure", "least", "example", "reads"), morphology);

    /// <summary>A unit whose words begin right at a token: "долларов США", "%".</summary>
    public UnitMatch? At(Token[] tokens, int at, int limit)
    {
        if (at >= limit)
            return null;
        if (!tokens[at].IsWord)
            return Sign(tokens[at]) is { } sign ? new UnitMatch(sign, new TokenRange(at, at + 1)) : null;
        if (_phrases.LongestAt(tokens, at, limit) is not { } hit)
            return null;
        // The dot of "проц." inside a sentence belongs to the unit.
        var end = hit.Tokens.End;
        return new UnitMatch(hit.Value, end + 1 < limit && tokens[end].Is('.') && tokens[end].Span.Start == tokens[end - 1].Span.End ? new TokenRange(at, end + 1) : hit.Tokens);
    }

    /// <summary>The sign right before a number: "$44 млрд", "US$ 5".</summary>
    public UnitMatch? SignBefore(Token[] tokens, int at, int start)
    {
        if (at <= start)
            return null;
        var before = tokens[at - 1];
        if (Sign(before) is not { Kind: UnitKind.Money } unit || before.Span.End + 1 < tokens[at].Span.Start)
            return null;
        var first = at - 2 >= start && tokens[at - 2].Fold == "us" && tokens[at - 2].Span.End == before.Span.Start ? at - 2 : at - 1;
        return new UnitMatch(unit, new TokenRange(first, at));
    }

    /// <summary>The number and unit of a word such as "125-километровый"; null for other words.</summary>
    /// <param name="token">The word.</param>
    /// <param name="numbers">Reads the magnitude in "160-million-euro".</param>
    public (decimal Value, Unit Unit)? OfAdjective(Token token, Numbers.NumberReader numbers)
    {
        if (!token.IsWord || !char.IsAsciiDigit(token.Text[0]))
            return null;
        var hyphen = token.Fold.IndexOf('-', StringComparison.Ordinal);
        if (hyphen <= 0 || Numbers.NumberReader.ParseDigits(token.Fold.AsSpan(0, hyphen)) is not { } value)
            return null;
        var last = token.Fold.LastIndexOf('-');
        if (_words.TryGetValue(token.Fold[(last + 1)..], out var named) && (last == hyphen || numbers.Magnitude(token.Fold[(hyphen + 1)..last]) > 0))
        {
            named.Row.Touch();
            return (value * (last == hyphen ? 1 : numbers.Magnitude(token.Fold[(hyphen + 1)..last])), named.Unit);
        }

        foreach (var (stem, unit, row) in _adjectives)
        {
            if (!token.Fold.AsSpan(hyphen + 1).StartsWith(stem, StringComparison.Ordinal))
                continue;
            row.Touch();
            return (value, unit);
        }

        return null;
    }

    private Unit? Sign(Token token)
    {
        if (!_signs.TryGetValue(token.Text, out var sign))
            return null;
        sign.Row.Touch();
        return sign.Unit;
    }
}
