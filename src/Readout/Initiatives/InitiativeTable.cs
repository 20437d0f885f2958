using System.Collections.Immutable;
using Readout.Morphology;
using Readout.Tables;
using Readout.Text;

namespace Readout.Initiatives;

/// <summary>How one sees that a thing has a name of its own.</summary>
[Flags]
internal enum Naming
{
    None = 0,

    /// <summary>The words are the name.</summary>
    Self = 1,

    /// <summary>A name in quotation marks after it: "форум «Астана»".</summary>
    Quote = 2,

    /// <summary>The words themselves stand in quotation marks: "«зелёный коридор»".</summary>
    Quoted = 4,

    /// <summary>The genitive of a state, region or organisation: "саммит ШОС".</summary>
    Owner = 8,

    /// <summary>A capitalised adjective before it: "Каспийский саммит".</summary>
    Proper = 16,

    /// <summary>An adjective of two states: "казахско-монгольский бизнес-форум".</summary>
    Pair = 32,

    /// <summary>A capital letter within the sentence: "Договор о водах Инда".</summary>
    Capital = 64,

    /// <summary>What it is about: "о водах", "по торговле", "в области туризма".</summary>
    Subject = 128,

    /// <summary>Its ends: "железная дорога Китай – Кыргызстан".</summary>
    Route = 256,

    /// <summary>Any genitive: "филиал Карлова университета".</summary>
    Tail = 512,

    /// <summary>Its years: "на 2026–2028 годы", "до 2035 года".</summary>
    Years = 1024,

    /// <summary>"из 64 пунктов".</summary>
    Points = 2048,

    /// <summary>An ordinal before it: "XVII саммит".</summary>
    Number = 4096,
}

/// <summary>A row of the table: what heads a name.</summary>
/// <param name="Kind">Kind of the record's contract; null for words that hold a head and name nothing.</param>
/// <param name="Named">What makes it a name, one is enough.</param>
/// <param name="Ref">Id in the reference dictionary; null when the row is no single thing.</param>
/// <param name="Not">Words that, right before or after, make it something else.</param>
/// <param name="Rule">Row of the table.</param>
internal sealed record InitiativeHead(string? Kind, Naming Named, string? Ref, ImmutableArray<WordPattern> Not, string Rule);

/// <summary>Heads of names of initiatives (<c>initiatives.tsv</c>).</summary>
internal sealed class InitiativeTable
{
    private static readonly ImmutableArray<string> Kinds =
    [
        "summit", "forum", "council", "commission", "year", "workshop", "centre", "corridor", "project", "programme", "exhibition", "exercise", "treaty", "games",
    ];

    private InitiativeTable(TsvTable table, IMorphology morphology)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var heads = new PhraseIndex<InitiativeHead>.Builder(morphology);
        foreach (var row in table.Rows)
        {
            var kind = row.Filled("kind");
            row.Filled("example");
            if (kind != "-" && !Kinds.Contains(kind))
                throw row.Wrong("RO2104", $"unknown kind '{kind}'", Spelling.Nearest(kind, Kinds));
            var named = Naming.None;
            foreach (var code in row.Values("named"))
                named |= code == "none" ? Naming.None : ParseNaming(row, code);
            var head = new InitiativeHead(
                kind == "-" ? null : kind, named, row["ref"].Length > 0 ? row["ref"] : null, [.. row.Values("not").Select(w => WordPattern.Parse(w, morphology))], row.Rule);

            foreach (var phrase in row.Values("words"))
            {
                if (!known.Add(TextNormalizer.Fold(phrase)))
                    throw row.Wrong("RO2108", $"'{phrase}' stands twice");
                foreach (var spelling in Spellings(phrase))
                    heads.Add(spelling, head, row);
            }
        }

        Heads = heads.Build();
    }

    public PhraseIndex<InitiativeHead> Heads { get; }

    public static InitiativeTable Load(LanguageTables tables, IMorphology morphology) =>
        new(tables.Load("initiatives", "words", "kind", "named", "ref", "not", "example"), morphology);

    // Quotation marks and dashes come in several shapes, and quotation marks may be left out.
    private static IEnumerable<string> Spellings(string phrase)
    {
        var spaced = phrase.Replace(",", " ,", StringComparison.Ordinal);
        string[] quotes = spaced.Contains('«', StringComparison.Ordinal)
            ? [spaced.Replace("«", "« ", StringComparison.Ordinal).Replace("»", " »", StringComparison.Ordinal),
                spaced.Replace("«", "\" ", StringComparison.Ordinal).Replace("»", " \"", StringComparison.Ordinal),
                spaced.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal)]
            : [spaced];
        foreach (var quoted in quotes)
        {
            yield return quoted;
            if (!quoted.Contains('–', StringComparison.Ordinal))
                continue;
            foreach (var dash in (string[])["—", "--", "-"])
                yield return quoted.Replace("–", dash, StringComparison.Ordinal);
        }
    }

    private static Naming ParseNaming(TsvRow row, string code) =>
        Enum.TryParse<Naming>(code, ignoreCase: true, out var naming) && Enum.IsDefined(naming)
            ? naming
            : throw row.Wrong("RO2104", $"unknown naming '{code}'", Spelling.Nearest(code, Enum.GetNames<Naming>().Select(n => n.ToLowerInvariant())));
}
