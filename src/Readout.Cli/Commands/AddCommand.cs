using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Readout.Cli.Running;
using Readout.Ingest;
using Readout.Ledger;
using Readout.Ledger.Copies;
using Readout.Text;

namespace Readout.Cli.Commands;

/// <summary><c>readout add</c>: reports in, records into the ledger.</summary>
internal sealed class AddCommand : Verb
{
    public AddCommand(Session session)
        : base("add", "Read reports and keep their records in the ledger. What is there already is not read again.",
            "readout add reports/",
            "readout add reports.jsonl --ledger central-asia.readout",
            "readout add reports/ --dry-run                what would change, without changing it")
    {
        var reading = new ReadingOptions(session, this);
        var ledgerOption = LedgerOption.Make();
        var dryRun = new Option<bool>("--dry-run") { Description = "Read and say what would change, but change nothing." };
        Add(ledgerOption);
        var skipCopies = new Option<bool>("--skip-copies") { Description = "Do not read near copies of texts that are there (nine tenths of the words, the same numbers); keep them as further publications." };
        Add(dryRun);
        Add(skipCopies);
        SetAction((parse, cancel) =>
        {
            var path = ledgerOption.Of(parse, session.Terminal);
            return parse.GetValue(dryRun)
                ? DryRunAsync(session, reading, parse, path, cancel)
                : RunAsync(session, reading, parse, path, parse.GetValue(skipCopies), cancel);
        });
    }

    private static async Task<int> RunAsync(Session session, ReadingOptions reading, ParseResult parse, string path, bool skipCopies, CancellationToken cancel)
    {
        using var opening = session.Wait(parse, "Opening the ledger …");
        // Two connections: finding asks one whether a report is known while the other writes.
        await using var ledger = session.OpenLedger(path, create: true);
        await using var known = session.OpenLedger(path);
        var fingerprints = new Fingerprints(reading.Own(parse), reading.Given(parse));
        var counts = new Counts();
        opening.Dispose();
        await using var adder = new Adder(ledger);
        int code;
        try
        {
            code = await reading.ReadAllAsync(parse, "readout add", async next => counts.Add(await KeepAsync(next)),
                new Known(Has, input => CopyOf(known, input)), cancel);
        }
        finally
        {
            // After Ctrl-C too: what was read is whole, and the next run need not read it again.
            await adder.CommitAsync();
        }

        session.Say(parse, counts.Told(path, "added", "replaced"));
        return code;

        bool Has(Input input)
        {
            var fingerprint = fingerprints.Of(input);
            lock (known)
                return known.HasAsync(fingerprint).Result;
        }

        Copy? CopyOf(ILedger there, Input input)
        {
            if (input is not { Key: { } key, Report: { } report })
                return null;
            var wording = Wording.Of(report.Text);
            lock (there)
                return there.FindCopyAsync(wording, key, skipCopies).Result;
        }

        async ValueTask<AddOutcome> KeepAsync(Running.Reading next)
        {
            // The connection that writes knows best: a near copy may have come in this very batch, and what a text was a copy of may have given way.
            if ((next.CopyOf is not null || (next.Record is not null && skipCopies)) && CopyOf(ledger, next.Input) is { } copy)
                return await adder.AddAsync(PublicationOf(next.Input, copy, fingerprints), cancel);
            var record = next.Record ?? (next.CopyOf is null ? null : session.MakeReader(reading.Own(parse))(next.Input.Report!));
            return record is { IsUnread: false } ? await adder.AddAsync(new LedgerEntry(record, next.Input.Key, fingerprints.Of(next.Input), Reader.Version), cancel) : AddOutcome.Unchanged;
        }
    }

    private static Publication PublicationOf(Input input, Copy copy, Fingerprints fingerprints)
    {
        var report = input.Report!;
        return new(copy.Document, copy.Share, copy.Share < 1 ? TextNormalizer.Normalize(report.Text) : null)
        {
            Key = input.Key!,
            Fingerprint = fingerprints.Of(input),
            Name = report.Name,
            Url = report.Url,
            Publisher = report.Publisher,
            Credit = report.Credit,
            Published = report.Published,
        };
    }

    private static async Task<int> DryRunAsync(Session session, ReadingOptions reading, ParseResult parse, string path, CancellationToken cancel)
    {
        await using var ledger = File.Exists(path) ? session.OpenLedger(path) : null;
        var counts = new Counts();
        var code = await reading.ReadAllAsync(parse, "readout add", async next => counts.Add(ledger is null
            ? AddOutcome.Added
            : await ledger.PreviewAsync(new LedgerEntry(next.Record!, next.Input.Key), cancel)), known: null, cancel);
        session.Say(parse, counts.Told(path, "would be added", "would be replaced"));
        return code;
    }

    internal sealed class Counts
    {
        private readonly int[] _counts = new int[Enum.GetValues<AddOutcome>().Length];
        private readonly Stopwatch _watch = Stopwatch.StartNew();

        public void Add(AddOutcome outcome) => _counts[(int)outcome]++;

        public string Told(string path, string added, string replaced)
        {
            var told = new List<string>();
            void Tell(AddOutcome outcome, string word)
            {
                if (_counts[(int)outcome] > 0)
                    told.Add(string.Create(CultureInfo.InvariantCulture, $"{_counts[(int)outcome]:N0} {word}"));
            }

            Tell(AddOutcome.Added, added);
            Tell(AddOutcome.Replaced, replaced);
            Tell(AddOutcome.Unchanged, "unchanged");
            Tell(AddOutcome.Duplicate, "reprinted (the text is there, this is kept as another publication)");
            if (told.Count == 0)
                return $"{path}: nothing was read.";
            var seconds = _watch.Elapsed.TotalSeconds;
            return string.Create(CultureInfo.InvariantCulture, $"{path}: {string.Join(", ", told)} ({seconds:0.0} s, {_counts.Sum() / Math.Max(0.001, seconds):N0} reports/s).");
        }
    }
}

/// <summary>Adds to a ledger in batches: a batch is many times faster than single records, and a second of work is all that a kill can cost.</summary>
internal sealed class Adder(ILedger ledger) : IAsyncDisposable
{
    private const int BatchSize = 500;
    private static readonly TimeSpan BatchTime = TimeSpan.FromSeconds(1);

    private readonly Stopwatch _watch = new();
    private ILedgerBatch? _batch;
    private int _count;

    /// <summary>Called after each batch that is safe; null for nothing.</summary>
    public Action? Committed { get; init; }

    public ValueTask<AddOutcome> AddAsync(LedgerEntry entry, CancellationToken cancel) => AddAsync(batch => batch.AddAsync(entry, cancel), cancel);

    public ValueTask<AddOutcome> AddAsync(Publication publication, CancellationToken cancel) => AddAsync(batch => batch.AddAsync(publication, cancel), cancel);

    private async ValueTask<AddOutcome> AddAsync(Func<ILedgerBatch, ValueTask<AddOutcome>> add, CancellationToken cancel)
    {
        if (_batch is null)
        {
            _batch = await ledger.BeginAsync(cancel);
            _watch.Restart();
        }

        var outcome = await add(_batch);
        if (++_count >= BatchSize || _watch.Elapsed >= BatchTime)
            await CommitAsync();
        return outcome;
    }

    public async ValueTask CommitAsync()
    {
        if (_batch is not { } batch)
            return;
        (_batch, _count) = (null, 0);
        await using (batch)
            await batch.CommitAsync(CancellationToken.None);
        Committed?.Invoke();
    }

    public async ValueTask DisposeAsync()
    {
        if (_batch is not null)
            await _batch.DisposeAsync();
    }
}

/// <summary>Tells whether a report would be read the same way again: hashes of the report, the engine and the user's reference and tables.</summary>
internal sealed class Fingerprints
{
    private readonly string _engine;
    private readonly string _given;

    /// <param name="own">The user's own reference and tables.</param>
    /// <param name="given">What the user said of all reports (day, language): part of a text's report, but not of a page's bytes.</param>
    public Fingerprints(OwnFiles own, string given)
    {
        _given = given;
        var reference = own.Reference is null || !File.Exists(own.Reference) ? "" : Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(own.Reference)));
        var pack = own.Pack is null ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u0001', PackFolder.Read(own.Pack).Select(f => $"{f.Path}\u0001{f.Content}")))));
        _engine = $"{typeof(Reader).Module.ModuleVersionId:N} {reference} {pack}".TrimEnd();
    }

    public string Of(Input input)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Append(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        void AppendText(string? part) => Append(Encoding.UTF8.GetBytes(part ?? "\u0001"));

        AppendText(_engine);
        if (input.Raw is { } raw)
        {
            // A page is known by its bytes, before anybody has parsed it.
            AppendText(_given);
            AppendText(input.FoundKey);
            Append(raw.Span);
        }
        else
        {
            var report = input.Report!;
            foreach (var part in (ReadOnlySpan<string?>)[input.Key, report.Name, report.Published?.ToString("O", CultureInfo.InvariantCulture), report.Url, report.Publisher, report.Credit, report.Language, report.Text])
                AppendText(part);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
