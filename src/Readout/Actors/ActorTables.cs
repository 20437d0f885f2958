using System.Collections.Frozen;
using System.Collections.Immutable;
using Readout.Reference;
using Readout.Tables;
using Readout.Text;

namespace Readout.Actors;

internal enum DescriptionTarget
{
    /// <summary>The head of the publisher's own state.</summary>
    HomeHead,

    /// <summary>The heads of state or government of the report together.</summary>
    Heads,

    /// <summary>Those who meet in the report.</summary>
    Sides,

    /// <summary>The states behind the sides.</summary>
    SideStates,

    /// <summary>The visitor.</summary>
    Guest,

    /// <summary>Of two who meet, the one who is not the subject.</summary>
    OtherSide,

    /// <summary>The publisher's own state.</summary>
    HomeState,

    /// <summary>The ministry or embassy named last.</summary>
    LastOrgan,

    /// <summary>The organisation named before whose name has the same noun: "Банк развития … Банк".</summary>
    Namesake,

    /// <summary>The international organisation named last.</summary>
    LastBody,
}

/// <summary>A row of descriptions.tsv.</summary>
/// <param name="Target">Whom the words mean.</param>
/// <param name="Holders">Offices one of which each of those meant must hold; empty when any will do.</param>
/// <param name="Line">Line of the table.</param>
internal readonly record struct DescriptionRow(DescriptionTarget Target, ImmutableArray<string> Holders, int Line);

/// <summary>A row of offices.tsv.</summary>
/// <param name="Office">Coarse id of the record's contract; <c>none</c> for what a person does that is no office.</param>
/// <param name="Line">Line of the table.</param>
/// <param name="ServesState">Whoever holds it serves a state, though none is named: a general, a senator.</param>
internal readonly record struct TitleRow(string Office, int Line, bool ServesState = false);

/// <summary>Tables of one language by which actors and places are recognised.</summary>
internal sealed class ActorTables
{
    public required PhraseMatcher<TitleRow> Offices { get; init; }

    public required PhraseMatcher<DescriptionRow> SingularDescriptions { get; init; }

    public required PhraseMatcher<DescriptionRow> PluralDescriptions { get; init; }

    /// <summary>Heads of organisation names, base form → kind.</summary>
    public required WordTable<string> OrganisationHeads { get; init; }

    /// <summary>Words that come with the name of a place: kind, and whether the name follows ("уезд Дингри") or is an adjective before ("Согдийская область").</summary>
    public required PhraseMatcher<(string Kind, bool NameAfter, bool AdjectiveBefore)> PlaceHeads { get; init; }

    /// <summary>Abbreviations in capitals that name no organisation (ВВП, ГЭС).</summary>
    public required FrozenSet<string> CommonAbbreviations { get; init; }

    /// <summary>Base form of a state's adjective → alpha-3 ("китайский" → CHN).</summary>
    public required FrozenDictionary<string, string> Adjectives { get; init; }

    /// <summary>First part of a compound adjective → alpha-3 ("казахско" → KAZ).</summary>
    public required FrozenDictionary<string, string> Compounds { get; init; }

    public static ActorTables Load(LanguageTables tables, ReferenceDictionary reference)
    {
        var offices = new PhraseMatcher<TitleRow>();
        var titles = tables.Load("offices", "pattern", "office", "serves?", "note", "example");
        foreach (var row in titles.Rows)
            Unique(offices.Add(row["pattern"], new TitleRow(row["office"], row.Line, titles.Has("serves") && row["serves"] == "state"), row), row, "pattern");
        var singular = new PhraseMatcher<DescriptionRow>();
        var plural = new PhraseMatcher<DescriptionRow>();
        foreach (var row in tables.Load("descriptions", "phrase", "number", "refers", "holders", "example").Rows)
            Unique((row["number"] == "pl" ? plural : singular).Add(row["phrase"], new DescriptionRow(row.Code("refers", DescriptionTarget.Sides), [.. row.Values("holders")], row.Line), row), row, "phrase");

        var places = new PhraseMatcher<(string, bool, bool)>();
        foreach (var rows in tables.Load("places", "head", "kind", "name", "example").Rows.GroupBy(r => r["head"]))
            places.Add(rows.Key, (rows.First()["kind"], rows.Any(r => r["name"] == "name-after"), rows.Any(r => r["name"] == "adjective-before")), [.. rows]);
        var adjectives = new Dictionary<string, string>(StringComparer.Ordinal);
        var compounds = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var state in reference.States.Values.OrderBy(s => s.Iso3, StringComparer.Ordinal))
        {
            foreach (var stem in state.LocalAdjectives)
                adjectives.TryAdd(TextNormalizer.Fold(stem), state.Iso3);
            foreach (var compound in state.LocalCompounds)
                compounds.TryAdd(compound, state.Iso3);
        }

        return new ActorTables
        {
            Offices = offices,
            SingularDescriptions = singular,
            PluralDescriptions = plural,
            OrganisationHeads = new(tables.Load("organisations", "head", "kind", "example").Rows.Select(r => (r["head"], r["kind"], r))),
            PlaceHeads = places,
            CommonAbbreviations = tables.Load("common-abbreviations", "abbreviation").Rows.Select(r => r["abbreviation"]).ToFrozenSet(StringComparer.Ordinal),
            Adjectives = adjectives.ToFrozenDictionary(),
            Compounds = compounds.ToFrozenDictionary(),
        };
    }

    private static void Unique(bool added, TsvRow row, string column)
    {
        if (!added)
            throw row.Wrong("RO2108", $"'{row[column]}' stands twice");
    }
}
