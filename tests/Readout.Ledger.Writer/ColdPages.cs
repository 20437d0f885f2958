using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Readout.Ledger.Writer;

/// <summary>Asks a running service for every kind of page about parties and reports that nobody has asked for, and tells when the first byte came and how large the page is.</summary>
/// <remarks>Each page is asked for several times, each time about others, so that no answer is known; the first of a kind that took too long is told with the median.</remarks>
public static class ColdPages
{
    private const int Rounds = 5;
    private const double MostMilliseconds = 100;
    private const int MostBytes = 200_000;

    /// <param name="address">Of a service that has started and made its first pages: give it half a minute.</param>
    /// <returns>1 when the median of a page is above 100 ms, or a page above 200 KB unpacked.</returns>
    public static async Task<int> AskAsync(string address)
    {
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        var states = JsonDocument.Parse(await client.GetStringAsync("/states.json")).RootElement.EnumerateArray().Select(s => s.GetProperty("value").GetString()!).ToArray();
        var reports = JsonDocument.Parse(await client.GetStringAsync("/api/v1/reports?limit=100")).RootElement.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("id").GetString()!).ToArray();
        // Those that come late in the list: what the service asks for itself when it starts is of the first.
        string State(int n) => states[states.Length - 1 - (n % states.Length)];
        string Report(int n) => reports[reports.Length - 1 - (n % reports.Length)];
        var kinds = new (string Name, Func<int, string> Address)[]
        {
            ("/", n => "/"),
            ("/search", n => "/search"),
            ("/search?q=STATE", n => $"/search?q={State(n)}"),
            ("/search?q=STATE STATE 2003", n => $"/search?q={State(n)}+{State(n + 9)}+2003"),
            ("/search?q=topic:trade&sort=relevance", n => $"/search?q={State(n)}+topic:trade&sort=relevance"),
            ("/reports/ID", n => $"/reports/{Report(n)}"),
            ("/stories/ID", n => $"/stories/{Report(n + 10)}"),
            ("/compare?left=ID&right=ID", n => $"/compare?left={Report((2 * n) + 20)}&right={Report((2 * n) + 21)}"),
            ("/network?story=ID", n => $"/network?story={Report(n + 40)}"),
            ("/review?scope=doc:ID", n => $"/review?scope=doc:{Report(n + 50)}"),
            ("/dyads", n => "/dyads"),
            ("/dyads?first=STATE", n => $"/dyads?first={State(n)}"),
            ("/dyads/PAIR", n => $"/dyads/{Pair(State(n), State(n + 1))}"),
            ("/states/STATE", n => $"/states/{State(n)}"),
            ("/people", n => "/people"),
            ("/people?q=…", n => $"/people?q={State(n)}"),
            ("/organizations", n => "/organizations"),
            ("/states", n => "/states"),
            ("/places", n => "/places"),
            ("/promises", n => "/promises"),
            ("/promises?parties=STATE", n => $"/promises?parties={State(n)}"),
            ("/promises?parties=PAIR", n => $"/promises?parties={State(n)},{State(n + 2)}"),
            ("/figures", n => "/figures"),
            ("/figures?parties=STATE", n => $"/figures?parties={State(n)}"),
            ("/figures?parties=PAIR", n => $"/figures?parties={State(n)},{State(n + 3)}"),
            ("/map", n => "/map"),
            ("/map?party=STATE", n => $"/map?party={State(n)}"),
            ("/network", n => "/network"),
            ("/network?party=STATE", n => $"/network?party={State(n)}"),
            ("/network?party=PAIR", n => $"/network?party={State(n)},{State(n + 4)}"),
            ("/sources", n => "/sources"),
            ("/review", n => "/review"),
            ("/about", n => "/about"),
            ("/patterns", n => "/patterns"),
            ("/read", n => "/read"),
            ("/add", n => "/add"),
            ("/settings", n => "/settings"),
        };
        var isWithin = true;
        Console.WriteLine("page | first byte, ms (median of 5) | longest | KB");
        foreach (var (name, of) in kinds)
        {
            var (times, bytes) = (new List<double>(), 0L);
            for (var n = 0; n < Rounds; n++)
            {
                var watch = Stopwatch.StartNew();
                using var answer = await client.GetAsync(new Uri(of(n), UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
                times.Add(watch.Elapsed.TotalMilliseconds);
                if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.NotFound))
                    throw new InvalidOperationException($"{of(n)} answers {(int)answer.StatusCode}.");
                bytes = Math.Max(bytes, (await answer.Content.ReadAsByteArrayAsync()).Length);
            }

            var median = times.Order().ElementAt(Rounds / 2);
            isWithin &= median <= MostMilliseconds && bytes <= MostBytes;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} | {median:0} | {times.Max():0} | {bytes / 1000.0:0}"));
        }

        return isWithin ? 0 : 1;
    }

    private static string Pair(string a, string b) => string.CompareOrdinal(a, b) < 0 ? $"{a}-{b}" : $"{b}-{a}";
}
