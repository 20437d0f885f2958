using System.Collections.Immutable;
using Readout.Morphology;
using Readout.Tables;

namespace Readout.Figures;

/// <summary>Small words between numbers and what they belong to.</summary>
internal enum Joint
{
    /// <summary>"на 12%": the amount of a change.</summary>
    By,

    /// <summary>"в 2,5 раза": a factor.</summary>
    In,

    /// <summary>"с 2 до 4": the starting level.</summary>
    From,

    /// <summary>"от 10 до 25": the lower end.</summary>
    Between,
    To,

    /// <summary>"14 из них", "20 из 24".</summary>
    Of,
    Them,

    /// <summary>"за баррель".</summary>
    Per,
    Than,
    Versus,
    And,

    /// <summary>Between number and noun: "десять их руководителей".</summary>
    Whose,
}

internal enum FigureWordKind
{
    Measure, MeasureWeak, Approx, ApproxAfter, Change, ChangeAfter, Record, Status, NoFigure, Elided,

    /// <summary>Verbs after which «до» tells the level reached.</summary>
    Raise,

    /// <summary>Nouns that give a thing a size: "мощностью 100 МВт".</summary>
    Property,

    /// <summary>Nouns whose genitive says what is counted: "число рейсов".</summary>
    CountOf,

    /// <summary>Begins a sentence that goes on about the number before: "Это на 6% меньше".</summary>
    Anaphor,

    /// <summary>Stands for what the sentence before speaks of: "он увеличился на 10%".</summary>
    Pronoun,
}

/// <summary>What a word says of the numbers near it.</summary>
/// <param name="Kind">Sort of word.</param>
/// <param name="Value">Measure, approximation, direction or status, by kind.</param>
/// <param name="Applies">Kinds of units it may decide for: <c>money</c>, <c>count</c>, <c>count:person</c>; empty for all.</param>
/// <param name="Length">Words in the phrase: a longer phrase says more.</param>
/// <param name="Rule">Row of the table.</param>
internal sealed record FigureWord(FigureWordKind Kind, string Value, ImmutableArray<string> Applies, int Length, string Rule)
{
    public bool AppliesTo(Unit unit)
    {
        if (Applies.IsEmpty)
            return true;
        var kind = unit.Kind.ToString();
        foreach (var applies in Applies)
        {
            var colon = applies.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 ? applies.Equals(kind, StringComparison.OrdinalIgnoreCase) && unit.Id != "person"
                : applies.AsSpan(colon + 1).SequenceEqual(unit.Id))
                return true;
        }

        return false;
    }
}

/// <summary>Words about numbers of a language (<c>figures.tsv</c>).</summary>
internal sealed class FigureTable
{
    private static readonly ImmutableArray<string> KnownMeasures =
    [
        "trade-turnover", "exports", "imports", "investment", "loans", "aid", "contracts", "projects", "documents", "companies", "freight", "transit",
        "containers", "oil", "gas", "electricity", "grain", "tourists", "students", "flights", "visa-free", "population", "gdp", "prices", "distance",
        "participants", "other",
    ];

    private readonly PhraseIndex<FigureWord>[] _byKind;
    private readonly Dictionary<(Joint Joint, string Word), TsvRow> _joints = [];

    private FigureTable(TsvTable table, IMorphology morphology)
    {
        var kinds = Enum.GetValues<FigureWordKind>();
        var builders = kinds.Select(_ => new PhraseIndex<FigureWord>.Builder(morphology)).ToArray();
        foreach (var row in table.Rows)
        {
            if (row["kind"] == "joint")
            {
                var joint = row.Code("value", Joint.By);
                foreach (var word in row.Values("words"))
                    _joints.TryAdd((joint, Text.TextNormalizer.Fold(word)), row);
                continue;
            }

            var kind = row.Code("kind", FigureWordKind.Measure);
            if (kind is FigureWordKind.Measure or FigureWordKind.MeasureWeak && !KnownMeasures.Contains(row["value"]))
                throw row.Wrong("RO2104", $"unknown measure '{row["value"]}'", Spelling.Nearest(row["value"], KnownMeasures));
            foreach (var phrase in row.Values("words"))
            {
                var length = phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
                builders[(int)kind].Add(phrase, new FigureWord(kind, row["value"], [.. row.Values("applies")], length, row.Rule), row);
            }
        }

        _byKind = [.. builders.Select(b => b.Build())];
    }

    public PhraseIndex<FigureWord> this[FigureWordKind kind] => _byKind[(int)kind];

    public bool IsJoint(Text.Token token, Joint joint)
    {
        if (!token.IsWord || !_joints.TryGetValue((joint, token.Fold), out var row))
            return false;
        row.Touch();
        return true;
    }

    /// <summary>True when the language has such words: where none says "by a factor of", a factor stands alone.</summary>
    public bool Has(Joint joint) => _joints.Keys.Any(k => k.Joint == joint);

    public static FigureTable Load(LanguageTables tables, IMorphology morphology) => new(
        tables.Load("figures", "kind", "words", "value", "applies", "example", "reads"), morphology);
}
