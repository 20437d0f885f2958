using System.Collections.Frozen;
using System.Globalization;
using Readout.Tables;
using Readout.Text;

namespace Readout.Figures.Numbers;

/// <summary>What a word for a number does with the numbers beside it.</summary>
internal enum NumberWordKind
{
    /// <summary>Adds up: "двести двадцать два".</summary>
    Cardinal,

    /// <summary>Counts persons: "двое".</summary>
    Collective,

    /// <summary>Multiplies what stands before it: "млн".</summary>
    Magnitude,

    /// <summary>A number by itself: "полмиллиарда".</summary>
    Whole,

    /// <summary>A factor: "вдвое".</summary>
    Times,

    /// <summary>A verb or noun of action that says the factor: "удвоить", "удвоение".</summary>
    TimesVerb,

    /// <summary>A part of the whole, in percent: "на треть".</summary>
    Share,

    /// <summary>What so many of make a part of the whole, in percent: "две трети", "три четверти".</summary>
    Part,
}

internal sealed record NumberWord(string Word, decimal Value, NumberWordKind Kind, TsvRow Row);

/// <summary>The words for numbers of a language (<c>numbers.tsv</c>).</summary>
internal sealed class NumberWords
{
    private readonly FrozenDictionary<string, NumberWord> _forms;
    private readonly FrozenDictionary<string, NumberWord> _verbs;

    private NumberWords(TsvTable table)
    {
        var forms = new Dictionary<string, NumberWord>(StringComparer.Ordinal);
        var verbs = new Dictionary<string, NumberWord>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            if (!decimal.TryParse(row["value"], NumberStyles.Number, CultureInfo.InvariantCulture, out var value))
                throw row.Wrong("RO2104", $"value '{row["value"]}' is no number");
            var word = new NumberWord(row["number"], value, row.Code("kind", NumberWordKind.Cardinal), row);
            foreach (var form in row.Values("forms"))
            {
                if (!(word.Kind == NumberWordKind.TimesVerb ? verbs : forms).TryAdd(TextNormalizer.Fold(form), word))
                    throw row.Wrong("RO2108", $"form '{form}' stands twice");
            }
        }

        _forms = forms.ToFrozenDictionary(StringComparer.Ordinal);
        _verbs = verbs.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public static NumberWords Load(LanguageTables tables) =>
        new(tables.Load("numbers", "number", "value", "kind", "forms", "example", "reads"));

    /// <summary>The number that the word form says, or null.</summary>
    public NumberWord? Of(Token token)
    {
        if (!token.IsWord)
            return null;
        if (Of(token.Fold) is { } word)
            return word;
        foreach (ref readonly var reading in token.Readings.AsSpan())
        {
            if (_verbs.TryGetValue(reading.Base, out word))
            {
                word.Row.Touch();
                return word;
            }
        }

        return null;
    }

    public NumberWord? Of(string folded)
    {
        var word = _forms.GetValueOrDefault(folded);
        word?.Row.Touch();
        return word;
    }
}
