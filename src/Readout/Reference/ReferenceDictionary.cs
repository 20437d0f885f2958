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

    /// <summary>Persons by their Russian surname, folded; East Asian ones by the family name that comes first.</summary>
    public required FrozenDictionary<string, ImmutableArray<PersonRow>> PersonsBySurname { get; init; }

    /// <summary>Loads the compiled tables and adds the user's rows.</summary>
    /// <param name="userTable">Content of a TSV file with the columns of docs/reference.md; null for none.</param>
    /// <param name="userTableName">What messages call it.</param>
    /// <exception cref="TableException">A table is wrong; the message says where and why.</exception>
    public static ReferenceDictionary Load(string? userTable = null, string userTableName = "reference")
    {
        var recordIds = Table("record-ids").Rows.Where(r => r["kind"] == "office").ToDictionary(r => r["reference_id"], r => r["record_id"]);
        var states = Table("states").Rows.Select(State).ToDictionary(s => s.Iso3);
        var offices = Table("offices").Rows.Select(r => Office(r, recordIds)).ToDictionary(o => o.Id);
        var persons = Table("leaders").Rows.GroupBy(r => r["person"]).Select(Person).ToDictionary(p => p.Id);
        var organisations = Table("organisations").Rows.Select(Organisation).ToDictionary(o => o.Id);
        var places = Table("places").Rows.Select(Place).ToDictionary(p => p.Id);
        if (userTable is not null)
            UserReference.Add(userTable, userTableName, states, offices, persons, organisations, places);
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
            PersonsBySurname = persons.Values.Where(p => p.ShortRu.Length > 0)
                .GroupBy(p => TextNormalizer.Fold(p.ShortRu.Split(' ') is { Length: > 1 } whole && p.ShortRu == p.Names.GetValueOrDefault("ru") ? whole[0] : p.ShortRu))
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

    private static StateRow State(TsvRow r) => new(
        r["iso3"], NamesOf(r),
        [.. new[] { r["name_ru"], r["formal_ru"] }.Where(n => n.Length > 0).Concat(r.Values("aliases_ru")).Distinct()],
        [.. r.Values("ambiguous").Where(a => a.StartsWith("ru:", StringComparison.Ordinal)).Select(a => a[3..])],
        [.. r.Values("adj_stem_ru").Select(s => s.TrimEnd('-'))], [.. r.Values("compound_ru")], [.. r.Values("demonym_ru")], OrNull(r["capital_place"]),
        r["status"] is not ("un-member" or "un-observer" or "observer"));

    private static OfficeRow Office(TsvRow r, Dictionary<string, string> recordIds) => new(
        r["id"], recordIds.GetValueOrDefault(r["id"], "other"), r["rank"], r.Values("sector").FirstOrDefault(),
        [.. r.Values("names_ru")], [.. r.Values("variants_ru")]);

    private static PersonRow Person(IGrouping<string, TsvRow> rows)
    {
        var first = rows.First();
        return new PersonRow(
            rows.Key, first["name_en"], NamesOf(first), first["short_ru"], [.. first.Values("aliases_ru")],
            [.. rows.Select(r => new TermRow(r["office"], OrNull(r["country"]), OrNull(r["org"]), OrNull(r["to_country"]), LooseDate.Parse(r["from"]), LooseDate.Parse(r["to"])))]);
    }

    private static OrganisationRow Organisation(TsvRow r) => new(
        r["id"], r["kind"], r["name_en"], NamesOf(r),
        [.. new[] { r["name_ru"] }.Where(n => n.Length > 0).Concat(r.Values("aliases_ru")).Distinct()], [.. r.Values("members")]);

    private static PlaceRow Place(TsvRow r) => new(
        r["id"], r["kind"], r["name_en"], NamesOf(r),
        [.. new[] { r["name_ru"] }.Where(n => n.Length > 0).Concat(r.Values("aliases_ru")).Distinct()],
        OrNull(r["iso3"]), OrNull(r["parent"]), Number(r["lat"]), Number(r["lon"]),
        int.TryParse(r["pop_max"], NumberStyles.Integer, CultureInfo.InvariantCulture, out var population) ? population : 0,
        OrNull(r["metonym_for"]), r["source"] == "hand");

    private static double? Number(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
