using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Readout.Api.Ledgers;
using Readout.Ledger;
using Readout.Ledger.Stories;
using Readout.Web.Hosting;
using Readout.Web.Searching;

namespace Readout.Web.Mapping;

/// <summary>Where parties meet.</summary>
internal static class MeetingPages
{
    // A map of everything must not read all reports; what is older is asked for by year or state.
    private const int Latest = 300;

    public static void Map(WebApplication app) => app.MapGet("/map", MapAsync);

    private static async Task<IResult> MapAsync(LedgerReads reads, string? party, string? from, string? to, CancellationToken cancel)
    {
        var asked = new ListQuery { Parties = Asked.Parties(party), From = Asked.Day("from", from), To = Asked.Day("to", to), Limit = Latest };
        var meetings = await reads.MadeAsync(("map", string.Join(' ', asked.Parties), asked.From, asked.To), ledger => MeetingsAsync(ledger, asked), cancel);
        var all = await SearchPages.AllAsync(reads, cancel);
        return new RazorComponentResult<MapPage>(new { Asked = asked, Meetings = meetings, Counts = all });
    }

    private static async ValueTask<Meetings> MeetingsAsync(ILedger ledger, ListQuery asked)
    {
        var records = new List<(Record Record, string Story)>();
        await foreach (var told in ledger.RecordsWithStoriesAsync(asked))
            records.Add(told);
        records.Reverse();
        var places = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var place in records.SelectMany(r => r.Record.Places.Select(p => Located(r.Record, p))))
        {
            if (!places.TryGetValue(place.Name, out var known) || (known.Lat is null && place.Lat is not null))
                places[place.Name] = place;
        }

        var events = EventMerger.Merge(records, e => e is { Type: "CONSULT", Mode: not "phone", Status: EventStatus.Occurred or EventStatus.Historical } && e.Parties.Length > 1 && asked.Parties.All(e.Parties.Contains) ? [.. e.Parties.Order(StringComparer.Ordinal)] : [])
            .Where(e => !e.Places.IsEmpty).ToList();
        return new(
            [
                .. events.GroupBy(e => e.Places[0].Value, StringComparer.Ordinal)
                    .Select(g => new MeetingPlace(g.Key, places.GetValueOrDefault(g.Key), [.. g.OrderBy(e => e.First ?? DateOnly.MaxValue)]))
                    .OrderByDescending(p => p.Events.Length).ThenBy(p => p.Name, StringComparer.Ordinal),
            ],
            records.Count, records.Count < Latest);
    }

    /// <summary>A palace or a hall stands where its city does: the city of the same state that the report names.</summary>
    private static Place Located(Record record, Place place) =>
        place.Lat is null && record.Places.FirstOrDefault(p => p is { Kind: "city", Lat: not null } && p.Country == place.Country) is { } city ? place with { Lat = city.Lat, Lon = city.Lon } : place;
}

/// <summary>Meetings by place.</summary>
/// <param name="Places">Most meetings first.</param>
/// <param name="Reports">From how many reports, the latest that fit.</param>
/// <param name="IsWhole">False when there may be more.</param>
public sealed record Meetings(ImmutableArray<MeetingPlace> Places, int Reports, bool IsWhole);

/// <summary>A place and the meetings in it.</summary>
/// <param name="Place">Null when no report says where it is.</param>
/// <param name="Events">In the order of time.</param>
public sealed record MeetingPlace(string Name, Place? Place, ImmutableArray<MergedEvent> Events);
