using System.CommandLine;
using Microsoft.Extensions.Hosting;
using Readout.Ingest;
using Readout.Ledger.Services;
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
        var urls = new Option<string>("--urls") { Description = $"Where to listen. Default: {DefaultUrl}. An address that other machines reach needs a token: see 'readout token'.", HelpName = "URL", DefaultValueFactory = _ => DefaultUrl };
        var hosts = new Option<string[]>("--hosts") { Description = "Names by which browsers may ask for it, besides localhost and plain addresses.", HelpName = "NAME", AllowMultipleArgumentsPerToken = true };
        var by = PersonOption.Make();
        Add(ledgerOption);
        Add(urls);
        Add(hosts);
        Add(by);
        SetAction(async (parse, cancel) =>
        {
            var path = ledgerOption.Of(parse, session.Terminal);
            // Made when it is not there: the first page says what to do with an empty one.
            await using (var ledger = session.OpenLedger(path, create: true))
                await CheckAsync(parse.GetRequiredValue(urls), ledger, cancel);
            var url = new Uri(parse.GetRequiredValue(urls)).GetLeftPart(UriPartial.Authority);
            var reader = new Lazy<Func<Report, Record>>(() => session.MakeReader(new OwnFiles()));
            await using var app = WebHost.Create(new WebOptions
            {
                OpenLedger = () => session.OpenLedger(path),
                LedgerName = Path.GetFileName(path),
                Read = report => reader.Value(report),
                Terms = session.Terms,
                By = by.Of(parse, session.Terminal),
                Url = url,
                Hosts = [.. parse.GetValue(hosts) ?? []],
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

    /// <exception cref="ProblemException">RO4050: it is no address of http, or one that others reach while no token guards the ledger.</exception>
    private static async Task CheckAsync(string url, IServiceStore store, CancellationToken cancel)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp)
            throw new ProblemException(Problem.Error(Codes.AddressNotLocal, url, $"this is no address to listen at. Write {DefaultUrl}."));
        if (address.IsLoopback)
            return;
        await foreach (var token in store.TokensAsync(cancel))
        {
            if (token.Holds(DateTimeOffset.UtcNow))
                return;
        }

        throw new ProblemException(Problem.Error(Codes.AddressNotLocal, url, $"others reach the ledger there, and no token guards it. Make one with 'readout token create NAME', or listen on this machine only: {DefaultUrl}."));
    }
}
