using Readout.Api;
using Readout.Api.Mcp;

namespace Readout.Cli.Commands;

/// <summary><c>readout mcp</c>: the ledger for an assistant that starts this process and speaks with it over its standard streams.</summary>
internal sealed class McpCommand : Verb
{
    public McpCommand(Session session)
        : base("mcp", "Let an assistant ask the ledger (Model Context Protocol over standard input and output). Nothing is changed.",
            "readout mcp --ledger central-asia.readout     as the command of a server in the assistant's settings")
    {
        var ledgerOption = LedgerOption.Make();
        Add(ledgerOption);
        SetAction(async (parse, cancel) =>
        {
            var path = ledgerOption.Of(parse, session.Terminal);
            // A ledger that is not there is told before the assistant is listened to.
            await session.OpenLedger(path).DisposeAsync();
            var reader = new Lazy<Func<Report, Record>>(() => session.MakeReader(new OwnFiles()));
            var options = new ReadoutApiOptions { OpenLedger = () => session.OpenLedger(path), Read = report => reader.Value(report), Terms = session.Terms };
            await using var input = Console.OpenStandardInput();
            await using var output = Console.OpenStandardOutput();
            await ReadoutMcp.ServeAsync(options, input, output, cancel);
            return App.Done;
        });
    }
}
