using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Readout.Ingest;
using Readout.Ledger;
using Readout.Web;

namespace Readout.Cli.Commands;

/// <summary><c>readout serve</c>: the pages of a ledger, for a browser on this machine.</summary>
internal sealed class ServeCommand : Verb
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    public ServeCommand(Session session)
        : base("serve", "Show a ledger in the browser: search, reading, stories, review. Nothing leaves this machine.",
            "readout serve",
            "readout serve --ledger central-asia.readout --urls http://127.0.0.1:8080")
    {
        var ledgerOption = LedgerOption.Make();
        var urls = new Option<string>("--urls") { Description = $"Where to listen, an address of this machine only. Default: {DefaultUrl}.", HelpName = "URL", DefaultValueFactory = _ => DefaultUrl };
        var by = PersonOption.Make();
        Add(ledgerOption);
        Add(urls);
        Add(by);
        SetAction(async (parse, cancel) =>
        {
            var url = LoopbackOnly(parse.GetRequiredValue(urls));
            var path = ledgerOption.Of(parse, session.Terminal);
            // Made when it is not there: the first page says what to do with an empty one.
            await session.OpenLedger(path, create: true).DisposeAsync();
            var reader = new Lazy<Func<Report, Record>>(() => session.MakeReader(new OwnFiles()));
            await using var app = WebHost.Create(new WebOptions
            {
                OpenLedger = () => session.OpenLedger(path),
                LedgerName = Path.GetFileName(path),
                Read = report => reader.Value(report),
                Terms = session.Terms,
                By = by.Of(parse, session.Terminal),
                Url = url,
            });
            try
            {
                await app.StartAsync(cancel);
            }
            catch (IOException e)
            {
                throw new ProblemException(Problem.Error(Codes.AddressTaken, url, $"nothing can listen there: {e.Message.TrimEnd('.')}. Name another with --urls."));
            }

            session.Say(parse, $"{path}: open {app.Urls.First()} in a browser. Ctrl-C ends.");
            await app.WaitForShutdownAsync(cancel);
            return App.Done;
        });
    }

    /// <exception cref="ProblemException">RO4050: it is no address of http on this machine.</exception>
    private static string LoopbackOnly(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp)
            throw new ProblemException(Problem.Error(Codes.AddressNotLocal, url, $"this is no address to listen at. Write {DefaultUrl}."));
        return address.IsLoopback
            ? address.GetLeftPart(UriPartial.Authority)
            : throw new ProblemException(Problem.Error(Codes.AddressNotLocal, url, $"others could read the ledger there. Listen on this machine only: {DefaultUrl}."));
    }
}
