using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Readout.Ingest;
using Readout.Ledger.Copies;

namespace Readout.Cli.Running;

/// <summary>An input that has been through the reader.</summary>
/// <param name="Input">Where it came from, with its problems, those of the reading included.</param>
/// <param name="Record">Null when the input could not be read, or was left out on purpose.</param>
/// <param name="CopyOf">The document that its text is a copy of: it was not read; null for all others.</param>
internal readonly record struct Reading(Input Input, Record? Record, Copy? CopyOf = null);

/// <summary>What need not be read, and why. Thread-safe.</summary>
/// <param name="Has">True for an input that would be read the same way again: it is passed on with neither record nor problem.</param>
/// <param name="CopyOf">Asked with what was found in the input; a document that it is a copy of, or null.</param>
internal sealed record Known(Func<Input, bool> Has, Func<Input, Copy?> CopyOf);

/// <summary>How many inputs have been through each stage of a run. Thread-safe.</summary>
internal sealed class Stages
{
    private int _found;
    private int _fetched;
    private int _read;
    private int _kept;

    public StageCounts Now => new(Volatile.Read(ref _found), Volatile.Read(ref _fetched), Volatile.Read(ref _read), Volatile.Read(ref _kept));

    public void Found() => Interlocked.Increment(ref _found);

    public void Fetched() => Interlocked.Increment(ref _fetched);

    /// <summary>Extracted, where it was a page, and read.</summary>
    public void Read() => Interlocked.Increment(ref _read);

    public void Kept() => Interlocked.Increment(ref _kept);
}

/// <param name="Fetched">Of those found, how many came over the network.</param>
/// <param name="Read">Extracted and read; what is known already is not.</param>
/// <param name="Kept">Handed on to the ledger or the output, or told as failed.</param>
internal readonly record struct StageCounts(int Found, int Fetched, int Read, int Kept);

/// <summary>Reads inputs on several threads and gives the readings in the order of the inputs.</summary>
/// <remarks>
/// One task finds inputs, addresses are fetched side by side, <c>jobs</c> tasks extract and read, the caller keeps. Between them are bounded queues:
/// when the caller is slow, finding stops, so memory does not grow with the corpus.
/// </remarks>
internal static class ReadingLine
{
    /// <summary>How far finding may run ahead of taking, in reports.</summary>
    public static int Ahead(int jobs) => 4 * jobs;

    /// <param name="read">Thread-safe.</param>
    /// <param name="known">What need not be read; null reads all.</param>
    /// <param name="stages">Told of what has been done; null for nobody.</param>
    public static async IAsyncEnumerable<Reading> RunAsync(IEnumerable<Input> inputs, Func<Report, Record> read, int jobs, Known? known, Stages? stages,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var inOrder = Channel.CreateBounded<Task<Reading>>(new BoundedChannelOptions(Ahead(jobs)) { SingleReader = true, SingleWriter = true });
        var toRead = Channel.CreateBounded<(Input Input, TaskCompletionSource<Reading> Done)>(new BoundedChannelOptions(2 * jobs) { SingleWriter = true });

        var finding = Task.Run(FindAsync, CancellationToken.None);
        var reading = Enumerable.Range(0, jobs).Select(_ => Task.Run(ReadAsync, CancellationToken.None)).ToArray();
        try
        {
            await foreach (var next in inOrder.Reader.ReadAllAsync(cancel))
                yield return await next.WaitAsync(cancel);
            await finding;
        }
        finally
        {
            // The caller may have had enough (a closed pipe, Ctrl-C): nobody is left waiting for room in a queue.
            await stop.CancelAsync();
            await Task.WhenAll([finding, .. reading]).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        bool IsDone(Input input) => (input.Report is null && input.Extract is null) || known?.Has(input) == true;

        // Never throws: what goes wrong is told by the reading. The queue in order bounds how many are under way; one host is asked one thing at a time.
        async Task FetchAsync(Input input, Func<CancellationToken, Task<Input>> fetch, TaskCompletionSource<Reading> done)
        {
            try
            {
                var fetched = await fetch(stop.Token);
                stages?.Fetched();
                if (IsDone(fetched))
                    done.SetResult(new Reading(fetched, null));
                else
                    await toRead.Writer.WriteAsync((fetched, done), stop.Token);
            }
            catch (OperationCanceledException)
            {
                done.TrySetCanceled(CancellationToken.None);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                done.TrySetResult(Broken(input, "fetching", e));
            }
        }

        async Task FindAsync()
        {
            var fetching = new List<Task>();
            try
            {
                foreach (var input in inputs)
                {
                    stop.Token.ThrowIfCancellationRequested();
                    stages?.Found();
                    if (input.Fetch is null && IsDone(input))
                    {
                        await inOrder.Writer.WriteAsync(Task.FromResult(new Reading(input, null)), stop.Token);
                        continue;
                    }

                    var done = new TaskCompletionSource<Reading>(TaskCreationOptions.RunContinuationsAsynchronously);
                    await inOrder.Writer.WriteAsync(done.Task, stop.Token);
                    if (input.Fetch is { } fetch)
                        fetching.Add(FetchAsync(input, fetch, done));
                    else
                        await toRead.Writer.WriteAsync((input, done), stop.Token);
                    fetching.RemoveAll(static f => f.IsCompleted);
                }

                inOrder.Writer.TryComplete();
            }
            catch (Exception e)
            {
                inOrder.Writer.TryComplete(e);
            }
            finally
            {
                await Task.WhenAll(fetching);
                toRead.Writer.TryComplete();
            }
        }

        async Task ReadAsync()
        {
            await foreach (var (input, done) in toRead.Reader.ReadAllAsync(stop.Token))
            {
                done.SetResult(ReadOne(input, read, known));
                stages?.Read();
            }
        }
    }

    private static Reading ReadOne(Input input, Func<Report, Record> read, Known? known)
    {
        try
        {
            // Pages are parsed here, on all cores, not where they were found.
            if (input.Extract is { } extract)
            {
                input = extract();
                if (input.Report is null)
                    return new(input, null);
            }

            if (known?.CopyOf(input) is { } copy)
                return new(input, null, copy);
            var record = read(input.Report!);
            var told = record.Diagnostics.Select(d => new Problem(d.Code, d.Severity, input.Place, d.Message));
            return new(input with { Problems = [.. input.Problems, .. told] }, record.IsUnread ? null : record);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The reader promises never to throw; one broken promise must not end a run over a million reports.
            return Broken(input, "the reader", e);
        }
    }

    private static Reading Broken(Input input, string stage, Exception e) => new(input with
    {
        Problems =
        [
            .. input.Problems,
            Problem.Error(Codes.ReaderFailed, input.Place, $"{stage} failed on this report ({e.GetType().Name}: {e.Message.TrimEnd('.')}). This is a mistake of ours: please report it with the text."),
        ],
    }, null);
}
