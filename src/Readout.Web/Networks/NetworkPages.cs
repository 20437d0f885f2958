using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Readout.Api.Ledgers;
using Readout.Ledger;
using Readout.Ledger.Stories;
using Readout.Web.Hosting;
using Readout.Web.Reading;
using Readout.Web.Searching;

namespace Readout.Web.Networks;

/// <summary>Who has to do with whom: around one or two parties, or at one event.</summary>
internal static class NetworkPages
{
    private const int Latest = 300;

    public static void Map(WebApplication app) => app.MapGet("/network", NetworkAsync);

    private static async Task<IResult> NetworkAsync(LedgerPool pool, LedgerReads reads, string? party, string? story, string? from, string? to, CancellationToken cancel)
    {
        var asked = new ListQuery { Parties = Asked.Parties(party), From = Asked.Day("from", from), To = Asked.Day("to", to), Limit = Latest };
        var all = await SearchPages.AllAsync(reads, cancel);
        if (!string.IsNullOrEmpty(story))
        {
            await using var lease = await pool.RentAsync(cancel);
            var records = await lease.Ledger.StoryRecordsAsync(story, cancel: cancel);
            return records.IsEmpty
                ? new RazorComponentResult<ErrorOfReport>(new { Id = story }) { StatusCode = StatusCodes.Status404NotFound }
                : new RazorComponentResult<NetworkPage>(new { Asked = asked, Story = records[0].Document.Id, Network = Network.Of([.. records.Select(r => (r, records[0].Document.Id))], []), Reports = records.Length, IsWhole = true, Counts = all });
        }

        var (network, reports, isWhole) = await reads.MadeAsync(("network", string.Join(' ', asked.Parties), asked.From, asked.To), async ledger =>
        {
            var records = new List<(Record Record, string Story)>();
            var known = new HashSet<string>(StringComparer.Ordinal);
            var isWhole = true;
            // Of a pair, whom either meets: their common partners are what joins them.
            foreach (var parties in asked.Parties.Length == 2 ? [[asked.Parties[0]], [asked.Parties[1]]] : new[] { asked.Parties })
            {
                var read = 0;
                await foreach (var (record, of) in ledger.RecordsWithStoriesAsync(asked with { Parties = parties }))
                {
                    read++;
                    if (known.Add(record.Document.Id))
                        records.Add((record with { Document = record.Document with { Text = "" } }, of));
                }

                isWhole &= read < Latest;
            }

            return (Network.Of(records, asked.Parties), records.Count, isWhole);
        }, cancel);
        return new RazorComponentResult<NetworkPage>(new { Asked = asked, Network = network, Reports = reports, IsWhole = isWhole, Counts = all });
    }
}
