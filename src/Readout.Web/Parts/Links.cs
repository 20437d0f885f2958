using Readout.Web.Hosting;

namespace Readout.Web.Parts;

/// <summary>Addresses of pages. Every link of a page comes from here.</summary>
public static class Links
{
    public static string Report(string document) => $"/reports/{document}";

    /// <summary>An item of a report: the page that holds it, at its place.</summary>
    /// <param name="item">Id in the record; null for the report as a whole.</param>
    public static string Item(string document, string? item) =>
        item is null ? Report(document) : $"/reports/{document}?at={Uri.EscapeDataString(item)}#{Uri.EscapeDataString(item)}";

    public static string Story(string document) => $"/stories/{document}";

    public static string Search(string query) => Visit.Link("/search", KeyValuePair.Create("q", query));

    /// <summary>Of two states, in the order of the alphabet; null when the parties are no two states.</summary>
    public static string? Dyad(IReadOnlyCollection<string> parties) =>
        parties.Where(IsState).Order(StringComparer.Ordinal).ToList() is [var a, var b] ? Dyad(a, b) : null;

    /// <summary>Of two parties, in the order of the alphabet.</summary>
    public static string Dyad(string first, string second) =>
        string.CompareOrdinal(first, second) < 0 ? $"/dyads/{Uri.EscapeDataString($"{first}-{second}")}" : $"/dyads/{Uri.EscapeDataString($"{second}-{first}")}";

    /// <summary>Promises of one party, or between two.</summary>
    public static string Promises(params IReadOnlyCollection<string> parties) => Visit.Link("/promises", KeyValuePair.Create("parties", string.Join(',', parties)));

    /// <summary>Figures about one party, or two.</summary>
    public static string Figures(params IReadOnlyCollection<string> parties) => Visit.Link("/figures", KeyValuePair.Create("parties", string.Join(',', parties)));

    public static string Compare(string left, string right) => $"/compare?left={left}&right={right}";

    /// <summary>Who meets whom among those who meet these parties.</summary>
    public static string Network(params IReadOnlyCollection<string> parties) => Visit.Link("/network", KeyValuePair.Create("party", string.Join(',', parties)));

    /// <summary>Who took part in an event, and what was between them.</summary>
    public static string NetworkOfStory(string document) => Visit.Link("/network", KeyValuePair.Create("story", document));

    /// <summary>Where these parties meet.</summary>
    public static string Map(params IReadOnlyCollection<string> parties) => Visit.Link("/map", KeyValuePair.Create("party", string.Join(',', parties)));

    /// <summary>The page of a person, organisation or state of the record.</summary>
    public static string Actor(Actor actor) => actor.Kind switch
    {
        ActorKind.Person => $"/people/{Uri.EscapeDataString(actor.Ref ?? actor.Name)}",
        ActorKind.State => $"/states/{Uri.EscapeDataString(actor.Ref ?? actor.Country ?? actor.Name)}",
        _ => $"/organizations/{Uri.EscapeDataString(actor.Ref ?? actor.Name)}",
    };

    /// <summary>The page of a party: a state by its alpha-3, an organisation by its id or name.</summary>
    public static string Party(string id) => IsState(id) ? $"/states/{id}" : $"/organizations/{Uri.EscapeDataString(id)}";

    public static string Place(Place place) => $"/places/{Uri.EscapeDataString(place.Ref ?? place.Name)}";

    public static string Person(string id) => $"/people/{Uri.EscapeDataString(id)}";

    private static bool IsState(string party) => party.Length == 3 && party.All(char.IsAsciiLetterUpper);
}
