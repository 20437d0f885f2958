using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Readout.Api.Ledgers;
using Readout.Ingest;
using Readout.Ledger;
using Readout.Web.Hosting;

namespace Readout.Web.Bringing;

/// <summary>How far adding has come.</summary>
/// <param name="Bytes">Of the files, how many have been read; at the end all.</param>
/// <param name="Failed">Documents that could not be read; <see cref="AddJob.Problems"/> says why.</param>
public sealed record AddProgress(long Bytes, long AllBytes, int Added, int Replaced, int Unchanged, int Duplicates, int Failed, bool IsDone)
{
    public int Read => Added + Replaced + Unchanged + Duplicates + Failed;
}

/// <summary>Reports on their way into the ledger. Goes on whether or not anybody looks.</summary>
public sealed class AddJob(string id, long allBytes)
{
    internal const int MostTold = 200;

    private readonly Lock _lock = new();
    private AddProgress _now = new(0, allBytes, 0, 0, 0, 0, 0, false);
    private ImmutableArray<Problem> _problems = [];
    private ImmutableArray<(string Id, string Title)> _reports = [];

    /// <summary>Cannot be guessed.</summary>
    public string Id { get; } = id;

    public AddProgress Now
    {
        get
        {
            lock (_lock)
                return _now;
        }
    }

    /// <summary>The first of them; a bad document never stops the others.</summary>
    public ImmutableArray<Problem> Problems
    {
        get
        {
            lock (_lock)
                return _problems;
        }
    }

    /// <summary>The first of those that are in the ledger now.</summary>
    public ImmutableArray<(string Id, string Title)> Reports
    {
        get
        {
            lock (_lock)
                return _reports;
        }
    }

    internal void Tell(Input input, Record? record, AddOutcome? outcome)
    {
        lock (_lock)
        {
            _now = outcome switch
            {
                AddOutcome.Added => _now with { Added = _now.Added + 1 },
                AddOutcome.Replaced => _now with { Replaced = _now.Replaced + 1 },
                AddOutcome.Unchanged => _now with { Unchanged = _now.Unchanged + 1 },
                AddOutcome.Duplicate => _now with { Duplicates = _now.Duplicates + 1 },
                _ => _now with { Failed = _now.Failed + 1 },
            } with
            { Bytes = Math.Min(_now.AllBytes, _now.Bytes + input.Bytes) };
            if (_problems.Length < MostTold)
                _problems = [.. _problems, .. input.Problems];
            if (record is not null && outcome is not AddOutcome.Duplicate && _reports.Length < MostTold)
                _reports = _reports.Add((record.Document.Id, record.Document.Title ?? record.Document.Name ?? record.Document.Id[..12]));
        }
    }

    internal void Broke(Problem problem)
    {
        lock (_lock)
            _problems = _problems.Add(problem);
    }

    internal void Done()
    {
        lock (_lock)
            _now = _now with { Bytes = _now.AllBytes, IsDone = true };
    }
}

/// <summary>Runs additions one after another: the ledger has one writer at a time anyway.</summary>
internal sealed class AddJobs(LedgerPool pool, WebOptions options, IHostApplicationLifetime lifetime, ILogger<AddJobs> log)
{
    private const int MostKept = 100;
    private const int ChunkSize = 32;

    private readonly ConcurrentDictionary<string, AddJob> _jobs = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _order = new();
    private readonly SemaphoreSlim _turn = new(1);

    public AddJob? Find(string id) => _jobs.GetValueOrDefault(id);

    /// <param name="inputs">Lazily; their files stay until <paramref name="cleanUp"/>.</param>
    public AddJob Start(IEnumerable<Input> inputs, long bytes, Action cleanUp)
    {
        var job = new AddJob(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)), bytes);
        _jobs[job.Id] = job;
        _order.Enqueue(job.Id);
        while (_order.Count > MostKept && _order.TryDequeue(out var old))
            _jobs.TryRemove(old, out _);
        _ = Task.Run(() => RunAsync(job, inputs, cleanUp, lifetime.ApplicationStopping), CancellationToken.None);
        return job;
    }

    private async Task RunAsync(AddJob job, IEnumerable<Input> inputs, Action cleanUp, CancellationToken cancel)
    {
        try
        {
            await _turn.WaitAsync(cancel);
            try
            {
                // Read side by side, kept in order; each chunk is one commit, so a stop costs the last one at most.
                foreach (var chunk in inputs.Chunk(ChunkSize))
                {
                    cancel.ThrowIfCancellationRequested();
                    var read = chunk.AsParallel().AsOrdered().WithDegreeOfParallelism(Environment.ProcessorCount).Select(Read).ToList();
                    await KeepAsync(job, read, cancel);
                }
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (LedgerException e)
        {
            job.Broke(Problem.Error(e.Code, "ledger", e.Reason));
        }
        catch (Exception e)
        {
            log.LogError("Adding failed: {Error}", e.GetType().Name);
            job.Broke(Problem.Error(Codes.ReaderFailed, "add", "adding broke off. This is a mistake of ours: please report it."));
        }
        finally
        {
            job.Done();
            cleanUp();
        }
    }

    private async Task KeepAsync(AddJob job, List<(Input Input, Record? Record)> read, CancellationToken cancel)
    {
        await using var lease = await pool.RentToWriteAsync(cancel);
        var told = new List<(Input, Record?, AddOutcome?)>();
        await using (var batch = await lease.Ledger.BeginAsync(cancel))
        {
            foreach (var (input, record) in read)
                told.Add((input, record, record is null ? null : await batch.AddAsync(new LedgerEntry(record, input.Key, null, Reader.Version), cancel)));
            await batch.CommitAsync(cancel);
        }

        foreach (var (input, record, outcome) in told)
            job.Tell(input, record, outcome);
    }

    private (Input, Record?) Read(Input input)
    {
        try
        {
            if (input.Extract is { } extract)
                input = extract();
            if (input.Report is null)
                return (input, null);
            var record = options.Read(input.Report);
            return (input with { Problems = [.. input.Problems, .. record.Diagnostics.Select(d => new Problem(d.Code, d.Severity, input.Place, d.Message))] }, record.IsUnread ? null : record);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return (input with { Problems = [.. input.Problems, Problem.Error(Codes.ReaderFailed, input.Place, $"the reader failed on this report ({e.GetType().Name}). This is a mistake of ours: please report it with the text.")] }, null);
        }
    }
}
