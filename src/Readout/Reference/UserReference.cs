using System.Collections.Immutable;
using Readout.Tables;

namespace Readout.Reference;

/// <summary>Actors and places that the user adds from a file of his own.</summary>
internal static class UserReference
{
    private static readonly string[] Columns =
        ["kind", "id", "name_en", "name_ru?", "name_kk?", "name_zh?", "aliases_en?", "aliases_ru?", "country?", "office?", "organisation?", "from?", "to?", "parent?", "lat?", "lon?"];

    public static void Add(
        string content, string name, string language, Dictionary<string, StateRow> states, Dictionary<string, OfficeRow> offices,
        Dictionary<string, PersonRow> persons, Dictionary<string, OrganisationRow> organisations, Dictionary<string, PlaceRow> places)
    {
        foreach (var row in TsvTable.Parse(name, content, Columns).Rows)
        {
            var (id, kind, country) = (Needed(row, "id"), row["kind"], Cell(row, "country"));
            if (country is not null && !states.ContainsKey(country))
                throw row.Wrong("RO2106", $"unknown state '{country}' (ISO 3166-1 alpha-3 is wanted)", Spelling.Nearest(country, states.Keys));
            switch (kind)
            {
                case "person":
                    persons[id] = Person(row, id, country, offices, persons.GetValueOrDefault(id), language);
                    break;
                case "organization" or "organisation":
                    organisations[id] = new OrganisationRow(id, Cell(row, "office") ?? "organisation", Needed(row, "name_en"), Names(row), LocalNames(row, language), []);
                    break;
                case "place":
                    places[id] = new PlaceRow(
                        id, Cell(row, "office") ?? "city", Needed(row, "name_en"), Names(row), LocalNames(row, language), country, Cell(row, "parent"),
                        Number(row, "lat"), Number(row, "lon"), 0, null, true);
                    break;
                default:
                    throw row.Wrong("RO2104", $"unknown kind '{kind}' (person, organisation or place)", Spelling.Nearest(kind, ["person", "organisation", "place"]));
            }
        }
    }

    private static PersonRow Person(TsvRow row, string id, string? country, Dictionary<string, OfficeRow> offices, PersonRow? known, string language)
    {
        var terms = known?.Terms ?? [];
        if (Cell(row, "office") is { } office)
        {
            if (!offices.ContainsKey(office))
                throw row.Wrong("RO2104", $"unknown office '{office}'", Spelling.Nearest(office, offices.Keys));
            terms = terms.Add(new TermRow(office, country, Cell(row, "organisation"), null, Date(row, "from"), Date(row, "to")));
        }
        else if (country is not null)
        {
            terms = terms.Add(new TermRow("", country, null, null, Date(row, "from"), Date(row, "to")));
        }

        var name = Cell(row, $"name_{language}") ?? "";
        return new PersonRow(
            id, Needed(row, "name_en"), Names(row), name.Split(' ')[^1],
            row.Table.Has($"aliases_{language}") ? [.. row.Values($"aliases_{language}")] : [], terms);
    }

    private static LooseDate? Date(TsvRow row, string column) => Cell(row, column) is not { } cell
        ? null
        : LooseDate.Parse(cell) ?? throw row.Wrong("RO2105", $"'{cell}' is no date (2024, 2024-05 or 2024-05-31 is wanted)");

    private static double? Number(TsvRow row, string column) => Cell(row, column) is not { } cell
        ? null
        : double.TryParse(cell, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : throw row.Wrong("RO2105", $"'{cell}' is no number");

    private static string? Cell(TsvRow row, string column) => row.Table.Has(column) && row[column].Length > 0 ? row[column] : null;

    private static string Needed(TsvRow row, string column) => Cell(row, column) ?? throw row.Wrong("RO2107", $"the cell '{column}' is empty");

    private static ImmutableArray<string> LocalNames(TsvRow row, string language) =>
        [.. (Cell(row, $"name_{language}") is { } n ? [n] : Array.Empty<string>()).Concat(row.Table.Has($"aliases_{language}") ? row.Values($"aliases_{language}") : [])];

    private static ImmutableSortedDictionary<string, string> Names(TsvRow row)
    {
        var names = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var language in (ReadOnlySpan<string>)["en", "ru", "kk", "zh"])
        {
            if (Cell(row, $"name_{language}") is { } name)
                names[language] = name;
        }

        return names.ToImmutable();
    }
}
