using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Readout.Tables;
using Readout.Text;

namespace Readout.Reference;

/// <summary>States, offices, persons with their terms, organisations and places that are known beforehand.</summary>
/// <remarks>Compiled from the tables in this folder and the user's own rows. Immutable, thread-safe.</remarks>
internal sealed class ReferenceDictionary
{
    private ReferenceDictionary()
    {
    }

    public required FrozenDictionary<string, StateRow> States { get; init; }

    public required FrozenDictionary<string, OfficeRow> Offices { get; init; }

    public required FrozenDictionary<string, PersonRow> Persons { get; init; }

    public required FrozenDictionary<string, OrganisationRow> Organisations { get; init; }

    public required FrozenDictionary<string, PlaceRow> Places { get; init; }

    /// <summary>Country-code domain (lower case, no dot) → alpha-3.</summary>
    public required FrozenDictionary<string, string> Domains { get; init; }

    /// <summary>Persons by the state that they serve or have served.</summary>
    public required FrozenDictionary<string, ImmutableArray<PersonRow>> PersonsOf { get; init; }

    /// <summary>Persons by their surname in the language, folded; East Asian ones by the family name that comes first.</summary>
    public required FrozenDictionary<string, ImmutableArray<PersonRow>> PersonsBySurname { get; init; }

    /// <summary>Loads the compiled tables and adds the user's rows.</summary>
    /// <param name="language">BCP 47: the names that texts of this language use are the local ones of each row.</param>
    /// <param name="userTable">Content of a TSV file with the columns of docs/reference.md; null for none.</param>
    /// <param name="userTableName">What messages call it.</param>
    /// <exception cref="TableException">A table is wrong; the message says where and why.</exception>
    public static ReferenceDictionary Load(string language = "ru", string? userTable = null, string userTableName = "reference")
    {
        var recordIds = Table("record-ids").Rows.Where(r => r["kind"] == "office").ToDictionary(r => r["reference_id"], r => r["record_id"]);
        var states = Table("states").Rows.Select(r => State(r, language)).ToDictionary(s => s.Iso3);
        var offices = Table("offices").Rows.Select(r => Office(r, recordIds, language)).ToDictionary(o => o.Id);
        var persons = Table("leaders").Rows.GroupBy(r => r["person"]).Select(g => Person(g, language)).ToDictionary(p => p.Id);
        var organisations = Table("organisations").Rows.Select(r => Organisation(r, language)).ToDictionary(o => o.Id);
        var places = Table("places").Rows.Select(r => Place(r, language)).ToDictionary(p => p.Id);
        if (userTable is not null)
            UserReference.Add(userTable, userTableName, language, states, offices, persons, organisations, places);
        var personsOf = persons.Values
            .SelectMany(p => p.Terms.Where(t => t.Country is not null).Select(t => (t.Country, Person: p)).Distinct())
            .GroupBy(x => x.Country!, x => x.Person)
            .ToFrozenDictionary(g => g.Key, g => g.DistinctBy(p => p.Id).OrderBy(p => p.Id, StringComparer.Ordinal).ToImmutableArray());
        return new ReferenceDictionary
        {
            States = states.ToFrozenDictionary(),
            Offices = offices.ToFrozenDictionary(),
            Persons = persons.ToFrozenDictionary(),
            Organisations = organisations.ToFrozenDictionary(),
            Places = places.ToFrozenDictionary(),
            PersonsOf = personsOf,
            PersonsBySurname = persons.Values.Where(p => p.LocalShort.Length > 0)
                .GroupBy(p => TextNormalizer.Fold(p.LocalShort.Split(' ') is { Length: > 1 } whole && p.LocalShort == p.Names.GetValueOrDefault(language) ? whole[0] : p.LocalShort))
                .ToFrozenDictionary(g => g.Key, g => g.OrderBy(p => p.Id, StringComparer.Ordinal).ToImmutableArray(), StringComparer.Ordinal),
            Domains = Table("states").Rows.Where(r => r["iso2"].Length == 2).ToFrozenDictionary(r => r["iso2"].ToLowerInvariant(), r => r["iso3"]),
        };
    }

    /// <summary>Who holds an office of a state on a day: the person and the term; null when the tables do not know.</summary>
    public (PersonRow Person, TermRow Term)? Holder(string country, Func<OfficeRow, bool> office, DateOnly? day)
    {
        (PersonRow Person, TermRow Term)? best = null;
        if (!PersonsOf.TryGetValue(country, out var persons))
            return null;
        foreach (var person in persons)
        {
            foreach (var term in person.Terms)
            {
                if (term.Country != country || !Offices.TryGetValue(term.Office, out var row) || !office(row))
                    continue;
                if (day is { } d && ((term.From is { } from && from.First > d) || (term.To is { } to && to.Last < d)))
                    continue;
                if (day is null && term.To is not null)
                    continue;
                if (best is null || (term.From?.First ?? DateOnly.MinValue) > (best.Value.Term.From?.First ?? DateOnly.MinValue))
                    best = (person, term);
            }
        }

        return best;
    }

    /// <summary>The city that a venue or residence lies in; the place itself when it is one.</summary>
    public PlaceRow? CityOf(PlaceRow place)
    {
        for (PlaceRow? at = place; at is not null; at = at.Parent is null ? null : Places.GetValueOrDefault(at.Parent))
        {
            if (at.Kind == "city")
                return at;
        }

        return null;
    }

    private static TsvTable Table(string name) => TsvTable.Embedded($"Reference/{name}.tsv");

    private static string? OrNull(string cell) => cell.Length == 0 ? null : cell;

    internal static ImmutableSortedDictionary<string, string> NamesOf(TsvRow row)
    {
        var names = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var language in (ReadOnlySpan<string>)["en", "ru", "kk", "zh"])
        {
            if (row[$"name_{language}"] is { Length: > 0 } name)
                names[language] = name;
        }

        return names.ToImmutable();
    }

    private static StateRow State(TsvRow r, string language) => new(
        r["iso3"], NamesOf(r), Local(r, language, "name", "formal"),
        [.. r.Values("ambiguous").Where(a => a.StartsWith(language + ":", StringComparison.Ordinal)).Select(a => a[3..])],
        language == "ru" ? [.. r.Values("adj_stem_ru").Select(s => s.TrimEnd('-') + "ий")] : r.Table.Has($"adj_{language}") ? [.. r.Values($"adj_{language}").Concat(Column(r, $"demonym_{language}")).Distinct()] : [],
        [.. Column(r, $"compound_{language}")], [.. Column(r, $"demonym_{language}")], OrNull(r["capital_place"]),
        r["status"] is not ("un-member" or "un-observer" or "observer"))
    {
        Iso2 = r["iso2"],
        EnglishAdjective = r.Values("adj_en").FirstOrDefault(),
        LocalSides = [.. Column(r, $"side_{language}")],
        LocalCharacters = [.. Column(r, $"abbr_{language}")],
    };

    private static OfficeRow Office(TsvRow r, Dictionary<string, string> recordIds, string language) => new(
        r["id"], recordIds.GetValueOrDefault(r["id"], "other"), r["rank"], r.Values("sector").FirstOrDefault(),
        [.. Column(r, $"names_{language}")], [.. Column(r, $"variants_{language}")]);

    private static PersonRow Person(IGrouping<string, TsvRow> rows, string language)
    {
        var first = rows.First();
        var names = NamesOf(first);
        var spelled = language;
        if (language == "kk" && !names.ContainsKey("kk") && names.TryGetValue("ru", out var russian))
            (names, spelled) = (names.Add("kk", russian), "ru");
        return new PersonRow(
            rows.Key, first["name_en"], names, first[$"short_{spelled}"], [.. Column(first, $"aliases_{spelled}")],
            [.. rows.Select(r => new TermRow(r["office"], OrNull(r["country"]), OrNull(r["org"]), OrNull(r["to_country"]), LooseDate.Parse(r["from"]), LooseDate.Parse(r["to"])))]);
    }

    private static OrganisationRow Organisation(TsvRow r, string language) => new(
        r["id"], r["kind"], r["name_en"], NamesOf(r), Local(r, language, "name"), [.. r.Values("members")]);

    private static PlaceRow Place(TsvRow r, string language) => new(
        r["id"], r["kind"], r["name_en"], NamesOf(r), Local(r, language, "name"),
        OrNull(r["iso3"]), OrNull(r["parent"]), Number(r["lat"]), Number(r["lon"]),
        int.TryParse(r["pop_max"], NumberStyles.Integer, CultureInfo.InvariantCulture, out var population) ? population : 0,
        OrNull(r["metonym_for"]), r["source"] == "hand");

    // The names of a row in a language: its columns in order, then the aliases.
    private static ImmutableArray<string> Local(TsvRow r, string language, params ReadOnlySpan<string> columns)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var column in columns)
        {
            if (r[$"{column}_{language}"] is { Length: > 0 } name && !names.Contains(name))
                names.Add(name);
        }

        names.AddRange(Column(r, $"aliases_{language}").Where(a => !names.Contains(a)).Distinct());
        // Kazakh press spells foreign names as the Russian does, where it has no form of its own.
        if (names.Count == 0 && language == "kk" && r["name_ru"] is { Length: > 0 } spelled)
            names.Add(spelled);
        return names.ToImmutable();
    }

    private static string[] Column(TsvRow r, string column) => r.Table.Has(column) ? r.Values(column) : [];

    private static double? Number(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
