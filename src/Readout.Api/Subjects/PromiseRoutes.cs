using System.Collections.Immutable;
using Readout.Api.Routing;
using Readout.Ledger;
using Readout.Ledger.Promises;

namespace Readout.Api.Subjects;

/// <summary>Commitments and what came of them.</summary>
internal static class PromiseRoutes
{
    private static readonly Parameter State = new("state", ParameterKind.OneOf, "Only those in this state; overdue are those whose day has passed without a word that they were kept or dropped.")
    {
        Values = ["overdue", "silent", "underway", "postponed", "dropped", "kept"],
        Example = "overdue",
    };

    private static readonly Parameter Action = new("action", ParameterKind.OneOf, "Only those to do this.") { Values = Ledger.Searching.QueryFields.Find("action")!.Values, Example = "open" };

    public static readonly DataRoute Promises = new DataRoute<Promise>("promises", "ListPromises", "Promises", "Commitments and what later reports say came of them, overdue ones first", typeof(ListOf<Promise>), PageAsync, Everything)
    {
        Parameters = [Parameters.PartiesOf, State, Action, Parameters.From, Parameters.To, Parameters.Today, Parameters.Limit, Parameters.Next, Parameters.AsOf],
        Csv = Sheets.Promises.WriteAsync,
        Linked = Nodes.Promise,
    };

    private static async ValueTask<object> PageAsync(Ask ask) => ask.PageOf(await AllAsync(ask), p => p.Id, (await ask.Pool.VersionAsync(ask.Cancel)).Number);

    private static async IAsyncEnumerable<Promise> Everything(Ask ask, ILedger ledger)
    {
        foreach (var promise in await AllAsync(ask))
            yield return promise;
    }

    private static async ValueTask<ImmutableArray<Promise>> AllAsync(Ask ask)
    {
        PromiseQuery query;
        await using (var lease = await ask.Pool.RentAsync(ask.Cancel))
            query = new() { Parties = [.. ask.Parties(Parameters.PartiesOf).Order(StringComparer.Ordinal)], Today = ask.Today, AsOf = await ask.AsOfAsync(lease.Ledger) };
        var (state, action, from, to) = (ask.Text(State), ask.Text(Action), ask.Day(Parameters.From), ask.Day(Parameters.To));
        var all = await ask.Reads.PromisesAsync(query, ask.Cancel);
        return
        [
            .. all.Where(p => state is null || (state == "overdue" ? p.IsOverdue : string.Equals(p.State.ToString(), state, StringComparison.OrdinalIgnoreCase)))
                .Where(p => action is null || p.Action == action)
                .Where(p => (from is null || p.ToldBy[0].Published >= from) && (to is null || p.ToldBy[0].Published <= to)),
        ];
    }
}
