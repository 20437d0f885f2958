using System.CommandLine;
using Readout.Cli.Views;
using Readout.Ledger;
using Readout.Ledger.Stories;

namespace Readout.Cli.Commands;

/// <summary><c>readout story</c>: one event as all its reports tell it, or the list of stories.</summary>
internal sealed class StoryCommand : Verb
{
    public StoryCommand(Session session)
        : base("story", "Show one event as all its reports tell it; without an id, list the stories, latest first.",
            "readout story --limit 20",
            "readout story --party KAZ --party CHN",
            "readout story 3f2a9c1b                        by any report of it")
    {
        var id = new Argument<string?>("ID") { Description = "A report of the story: the first characters of its id (at least four), its name or URL.", Arity = ArgumentArity.ZeroOrOne };
        var asOf = AsOfOption.Make();
        var ledgerOption = LedgerOption.Make();
        AddArgument(id);
        Add(asOf);
        Add(ledgerOption);
        var query = new QueryOptions(this, defaultLimit: 50);
        var output = new OutputOptions(session, this);
        SetAction(async (parse, cancel) =>
        {
            var path = ledgerOption.Of(parse, session.Terminal);
            using var waiting = session.Wait(parse, "Gathering …");
            await using var ledger = session.OpenLedger(path);
            var version = await asOf.OfAsync(parse, ledger, path, cancel);
            if (parse.GetValue(id) is not { } wanted)
                return await ListAsync(session, parse, ledger, query.Of(parse) with { AsOf = version }, output, waiting, cancel);
            if (await LedgerLookup.OneAsync(ledger, path, wanted, line => session.Say(parse, line), cancel, version) is not { } found)
                return App.NothingFound;
            var story = (await ledger.TellAsync(found.Id, version, session.Terms, cancel))!;
            waiting.Dispose();
            using var to = output.Open(parse);
            if (to.Format == OutputFormat.Table)
                new StoryView(to.Writer, session.Terminal.Width, session.HasColor(parse)).Write(story);
            else
                to.WriteJson(LedgerJson.Write(story));
            to.Complete();
            return App.Done;
        });
    }

    private static async Task<int> ListAsync(Session session, ParseResult parse, ILedger ledger, ListQuery query, OutputOptions output, IDisposable waiting, CancellationToken cancel)
    {
        using var to = output.Open(parse);
        var list = to.Format == OutputFormat.Table ? new ListView(to.Writer, session.Terminal.Width, session.HasColor(parse)) : null;
        var count = 0;
        await foreach (var reports in ledger.StoriesAsync(query, cancel))
        {
            waiting.Dispose();
            count++;
            if (list is not null)
                list.Write(reports[0], reports.Length);
            else
                to.WriteJson(LedgerJson.Write(new { reports[0].Id, reports[0].Published, reports[0].Title, reports[0].Parties, Reports = reports.Select(r => new { r.Id, r.Name, r.Language, r.Publisher, r.Published, r.Title }) }));
        }

        waiting.Dispose();
        to.Complete();
        if (count == 0)
            session.Say(parse, "No story fits. Try fewer conditions.");
        return count == 0 ? App.NothingFound : App.Done;
    }
}
