using System.CommandLine;
using System.Globalization;
using Readout.Cli.Running;
using Readout.Ingest;
using Readout.Ingest.Archives;
using Readout.Ingest.Entries;
using Readout.Ingest.Feeds;
using Readout.Ingest.Fetching;
using Readout.Ledger;

namespace Readout.Cli.Commands;

/// <summary><c>readout watch</c>: what feeds have that is new, into the ledger.</summary>
internal sealed class WatchCommand : Verb
{
    private readonly Session _session;
    private readonly ReadingOptions _reading;
    private readonly LedgerOption _ledger = LedgerOption.Make();

    private readonly Argument<string> _feeds = new("FEEDS") { Description = "The list of feeds, a TOML file: [[feed]] tables with url and, if wanted, name, every, language, include." };

    private readonly Option<bool> _once = new("--once") { Description = "Ask the feeds that are due, once, and end." };

    private readonly Option<string?> _state = new("--state") { Description = "Where to remember what was had. Default: beside the list, ending in .state.", HelpName = "FILE" };

    private readonly Option<string?> _archive = new("--archive") { Description = "Keep all pages that were fetched in this file (WARC, packed).", HelpName = "FILE.warc.gz" };

    private readonly Option<bool> _allowPrivate = new("--allow-private") { Description = "Open addresses of this machine and of private networks too." };

    private readonly Option<bool> _failing = new("--failing") { Description = "List the feeds that fail, since when and why; asks nothing." };

    public WatchCommand(Session session)
        : base("watch", "Ask feeds for what is new and keep its records in the ledger: RSS, Atom, JSON Feed, sitemaps.",
            "readout watch feeds.toml",
            "readout watch feeds.toml --once --archive pages.warc.gz",
            "readout watch feeds.toml --failing")
    {
        _session = session;
        AddArgument(this, _feeds);
        Add(_once);
        Add(_state);
        Add(_archive);
        Add(_allowPrivate);
        Add(_failing);
        _reading = new ReadingOptions(session, this, takesInputs: false);
        Add(_ledger);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancel)
    {
        var file = parse.GetValue(_feeds)!;
        var list = ListOf(file);
        using var state = OpenState(parse.GetValue(_state) ?? file + ".state");
        if (parse.GetValue(_failing))
            return TellFailing(state);
        var usual = new FetchOptions { AllowPrivate = parse.GetValue(_allowPrivate) };
        using var fetcher = new Fetcher(usual with { UserAgent = list.UserAgent ?? usual.UserAgent, HostDelay = list.HostDelay ?? usual.HostDelay });
        using var archive = parse.GetValue(_archive) is { } archiveFile ? OpenArchive(archiveFile) : null;
        var watcher = new Watcher(list, state, fetcher, new EntryReader(new InputOptions()), archive);
        var path = _ledger.Of(parse, _session.Terminal);
        await using var ledger = _session.OpenLedger(path, create: true);
        while (true)
        {
            var code = await RoundAsync(parse, watcher, ledger, path, cancel);
            if (parse.GetValue(_once))
                return code;
            var wait = watcher.NextDue() - DateTimeOffset.UtcNow;
            _session.Say(parse, string.Create(CultureInfo.InvariantCulture, $"The next feed is due at {watcher.NextDue().ToLocalTime():HH:mm:ss}. Ctrl-C ends."));
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, cancel);
        }
    }

    private async Task<int> RoundAsync(ParseResult parse, Watcher watcher, ILedger ledger, string path, CancellationToken cancel)
    {
        List<Uri> had = [], safe = [];
        await using var adder = new Adder(ledger)
        {
            Committed = () =>
            {
                watcher.Done(safe);
                safe.Clear();
            },
        };
        var counts = new AddCommand.Counts();
        var fingerprints = new Fingerprints(_reading.Own(parse), _reading.Given(parse));
        int code;
        try
        {
            code = await _reading.ReadAllAsync(parse, Inputs(watcher, had, cancel), static () => null, "readout add", async next =>
            {
                if (next.Record is { } record)
                    counts.Add(await adder.AddAsync(new LedgerEntry(record, next.Input.Key, fingerprints.Of(next.Input)), cancel));
                safe.Add(new Uri(next.Input.Source));
            }, known: null, cancel);
        }
        finally
        {
            await adder.CommitAsync();
        }

        // Pages without an article, or in a language that is not read, are told once and not asked for again.
        watcher.Done(had);
        _session.Say(parse, counts.Told(path, "added", "replaced"));
        return code;
    }

    private static IEnumerable<Input> Inputs(Watcher watcher, List<Uri> had, CancellationToken cancel)
    {
        foreach (var watched in watcher.RoundAsync(cancel).ToBlockingEnumerable(cancel))
        {
            if (watched.Item is { } item)
                had.Add(item);
            yield return watched.Input;
        }
    }

    private int TellFailing(WatchState state)
    {
        var failing = state.Failing();
        foreach (var feed in failing)
        {
            _session.Terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{feed.Address}\t{feed.Failures} in a row\tlast good {(feed.LastGood is { } good ? good.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "never")}\tnext {feed.Due:yyyy-MM-dd HH:mm}\t{feed.Reason}"));
        }

        return failing.IsEmpty ? App.NothingFound : App.Done;
    }

    private static FeedList ListOf(string file)
    {
        string text;
        try
        {
            text = File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(Problem.Error(e is FileNotFoundException or DirectoryNotFoundException ? Codes.NoSuchInput : Codes.InputNotReadable, file, $"the list of feeds cannot be read: {e.Message.TrimEnd('.')}."));
        }

        var (list, problem) = FeedList.Parse(text, file);
        return list ?? throw new ProblemException(problem!);
    }

    private static WatchState OpenState(string file)
    {
        try
        {
            return new WatchState(file);
        }
        catch (Microsoft.Data.Sqlite.SqliteException e)
        {
            throw new ProblemException(Problem.Error(Codes.OutputNotWritable, file, $"what was had cannot be remembered there: {e.Message.TrimEnd('.')}. Name another file with --state."));
        }
    }

    private static WarcWriter OpenArchive(string file)
    {
        try
        {
            return new WarcWriter(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(Problem.Error(Codes.OutputNotWritable, file, $"the archive cannot be written: {e.Message.TrimEnd('.')}."));
        }
    }
}
