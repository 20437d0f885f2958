using System.Collections.Immutable;
using Readout.Api.Errors;
using Readout.Api.Routing;
using Readout.Ledger;
using Readout.Ledger.Dyads;
using Readout.Ledger.Figures;
using Readout.Ledger.Promises;
using Readout.Ledger.Stories;

namespace Readout.Api.Subjects;

/// <summary>Dyads: what the ledger knows of two parties, whole and part by part.</summary>
internal static class DyadRoutes
{
    private const string Tag = "Dyads";

    // What the overview shows of long lists; the parts have all.
    private const int ShownEvents = 100;
    private const int ShownPromises = 50;
    private const int ShownQuotations = 10;

    /// <summary>How many quotations are gathered; the same for all who ask, so that a dyad is made once.</summary>
    public const int Quotations = 1000;

    private static readonly ImmutableArray<Parameter> Asked = [Parameters.Pair, Parameters.From, Parameters.To, Parameters.Today, Parameters.AsOf];

    public static ImmutableArray<DataRoute> All { get; } =
    [
        new DataRoute<MergedEvent>("dyads/{pair}", "GetDyad", Tag, "What the ledger knows of two states, or of a state and an organisation; of long lists the latest, the parts have all", typeof(DyadAnswer), OverviewAsync, Parts(d => d.Events))
        {
            Parameters = Asked,
            Csv = Sheets.Events.WriteAsync,
            Linked = Nodes.Event,
        },
        Part("events", "ListDyadEvents", "Their events in the order of time, one of a kind a day, each with its sources", d => d.Events, Sheets.Events, Nodes.Event),
        Part("series", "GetDyadSeries", "Conflict and cooperation month by month: mean of PLOVER's scores, −10 to +10", d => d.Months, Sheets.Scores, null),
        Part("labels", "ListDyadLabels", "What they were said to call their relationship, each label with first and last use", d => d.Labels, Sheets.Labels, Nodes.Label),
        new DataRoute<Claim>("dyads/{pair}/figures", "ListDyadFigures", Tag, "Numbers claimed between them, as series; every claim kept, contradictions side by side", typeof(ImmutableArray<FigureSeries>), async ask => (await DyadAsync(ask)).Figures, Parts(d => Sheets.Of(d.Figures)))
        {
            Parameters = Asked,
            Csv = Sheets.Claims.WriteAsync,
            Linked = Nodes.Claim,
        },
        Part("commitments", "ListDyadCommitments", "What one promised towards the other and what later reports say came of it; overdue ones first", d => d.Promises, Sheets.Promises, Nodes.Promise),
        Part("topics", "ListDyadTopics", "In how many reports of a year a topic is named", d => d.Topics.SelectMany(t => t.Reports.Select(y => new TopicYear(t.Topic, y.Key, y.Value))), Sheets.Topics, null),
        Part("people", "ListDyadPeople", "Who took part in their meetings, most often first", d => d.People, Sheets.People, Nodes.Person),
        Part("quotations", "ListDyadQuotations", "Words of one to the other in quotation marks, the latest first, at most 1,000", d => d.Quotations, Sheets.Quotations, Nodes.Quotation),
    ];

    private static DataRoute<T> Part<T>(string part, string name, string summary, Func<Dyad, IEnumerable<T>> items, Sheet<T> sheet, Action<System.Text.Json.Utf8JsonWriter, T>? linked) =>
        new($"dyads/{{pair}}/{part}", name, Tag, summary, typeof(ImmutableArray<T>), async ask => items(await DyadAsync(ask)).ToImmutableArray(), Parts(items))
        {
            Parameters = Asked,
            Csv = sheet.WriteAsync,
            Linked = linked,
        };

    private static Func<Ask, ILedger, IAsyncEnumerable<T>> Parts<T>(Func<Dyad, IEnumerable<T>> items)
    {
        return Each;

        async IAsyncEnumerable<T> Each(Ask ask, ILedger ledger)
        {
            foreach (var item in items(await DyadAsync(ask)))
                yield return item;
        }
    }

    private static async ValueTask<object> OverviewAsync(Ask ask)
    {
        var dyad = await DyadAsync(ask);
        return new DyadAnswer(
            dyad with { Events = [.. dyad.Events.TakeLast(ShownEvents)], Promises = [.. dyad.Promises.Take(ShownPromises)], Quotations = [.. dyad.Quotations.Take(ShownQuotations)] },
            new DyadCounts(dyad.Events.Length, dyad.Promises.Length, dyad.Figures.Length, dyad.Quotations.Length),
            (await ask.Pool.VersionAsync(ask.Cancel)).Number);
    }

    private static async ValueTask<Dyad> DyadAsync(Ask ask)
    {
        var (one, other) = ask.Pair(Parameters.Pair);
        var (first, second) = string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);
        var dyad = await ask.Reads.DyadAsync(first, second, await QueryAsync(ask), ask.Cancel);
        return dyad.Reports > 0 ? dyad : throw ApiException.NotThere($"no report has both {Ask.Shown(first)} and {Ask.Shown(second)} among its parties. See /api/v1/reports?party={Uri.EscapeDataString(Ask.Shown(first))}.");
    }

    private static async ValueTask<DyadQuery> QueryAsync(Ask ask)
    {
        await using var lease = await ask.Pool.RentAsync(ask.Cancel);
        return new() { From = ask.Day(Parameters.From), To = ask.Day(Parameters.To), Today = ask.Today, AsOf = await ask.AsOfAsync(lease.Ledger), Quotations = Quotations };
    }
}

/// <summary>An overview of a dyad.</summary>
/// <param name="Dyad">The latest 100 events, the first 50 promises, the latest 10 quotations; all else whole.</param>
/// <param name="Whole">How many there are of what the overview cuts.</param>
/// <param name="Version">The ledger's version that answered.</param>
public sealed record DyadAnswer(Dyad Dyad, DyadCounts Whole, long Version);

/// <summary>How many there are in all.</summary>
public sealed record DyadCounts(int Events, int Promises, int Figures, int Quotations);
