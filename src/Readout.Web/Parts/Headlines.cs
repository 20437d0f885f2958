using Readout.Web.Interface;

namespace Readout.Web.Parts;

/// <summary>Headings made from records: they say what a record holds and nothing else. The report's own title stands below them.</summary>
public static class Headlines
{
    /// <summary>"China and Kazakhstan: visit or talks, Astana"; null when the record tells of no event between two parties.</summary>
    public static string? Of(Record record, Words words)
    {
        var main = MainEvent(record);
        return main is null ? null : Of(main.Parties, main.Type, main.Mode, record.Places.FirstOrDefault(p => p.Id == main.Place) is { } place ? words.Name(place) : null, words);
    }

    public static string Of(IReadOnlyCollection<string> parties, string type, string? mode, string? place, Words words) =>
        words[place is null ? "headline" : "headline.place", Shown(parties, words), Lower(words.EventKind(type, mode)), place];

    /// <summary>What happened between parties, before what is planned or recalled; a meeting before other things, then the first told.</summary>
    public static Event? MainEvent(Record record) => record.Events.Where(e => e.Parties.Length > 1 && e.Status is EventStatus.Occurred or EventStatus.Planned && e.Parties.Length > 1)
        .OrderBy(e => e.Status).ThenByDescending(e => e.Type == "CONSULT").ThenBy(e => e.Evidence.IsEmpty ? int.MaxValue : e.Evidence[0].Start).FirstOrDefault();

    private static string Shown(IReadOnlyCollection<string> parties, Words words) =>
        parties.Count <= 3 ? words.Parties(parties) : words["headline.more", words.Parties(parties.Take(2)), words.Number(parties.Count - 2)];

    private static string Lower(string text) => text.Length > 1 && char.IsUpper(text[0]) && char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
}
