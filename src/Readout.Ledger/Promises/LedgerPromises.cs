using System.Collections.Immutable;
using Readout.Ledger.Stories;

namespace Readout.Ledger.Promises;

/// <summary>Promises of a ledger.</summary>
public static class LedgerPromises
{
    /// <summary>All promises that the query names, followed through the ledger; overdue ones first.</summary>
    /// <remarks>
    /// What two promised each other is followed through the reports of both: all that is read is of the pair, in whatever order it is named. A later report that names
    /// one of them only counts where the query names that one.
    /// </remarks>
    public static async ValueTask<ImmutableArray<Promise>> PromisesAsync(this ILedger ledger, PromiseQuery query, ITerms terms, CancellationToken cancel = default)
    {
        var follow = new FollowUp(terms);
        await foreach (var (record, story) in ledger.InTimeAsync(new ListQuery { Parties = query.Parties, AsOf = query.AsOf }, query.Read, cancel))
            follow.Read(record, story);
        return await ledger.PromisesAsync(query, follow, cancel);
    }

    /// <summary>Those of the promises that reports told, by what persons said of them.</summary>
    /// <param name="follow">Has read the reports.</param>
    internal static async ValueTask<ImmutableArray<Promise>> PromisesAsync(this ILedger ledger, PromiseQuery query, FollowUp follow, CancellationToken cancel)
    {
        var judgements = new List<Judgement>();
        await foreach (var judgement in ledger.JudgementsAsync(JudgementKind.Promise, query.AsOf, cancel))
            judgements.Add(judgement);
        return
        [
            .. follow.Promises(query.Today, judgements)
                .Where(p => query.Parties.All(w => p.By.Contains(w) || p.With.Contains(w)))
                .Where(p => query.State is null || p.State == query.State)
                .Where(p => !query.OverdueOnly || p.IsOverdue)
                .Where(p => query.Action is null || p.Action == query.Action),
        ];
    }
}
