using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Readout.Ingest;

namespace Readout.Cli.Running;

/// <summary>An input that has been through the reader.</summary>
/// <param name="Input">Where it came from, with its problems, those of the reading included.</param>
/// <param name="Record">Null when the input could not be read, or was left out on purpose.</param>
internal readonly record struct Reading(Input Input, Record? Record);

/// <summary>Reads inputs on several threads and gives the readings in the order of the inputs.</summary>
/// <remarks>
/// One task finds inputs, <c>jobs</c> tasks read, the caller takes. Between them are bounded queues: when the caller is slow, finding stops, so
/// memory does not grow with the corpus.
/// </remarks>
internal static class ReadingLine
{
    /// <summary>How far finding may run ahead of taking, in reports.</summary>
    public static int Ahead(int jobs) => 4 * jobs;

    /// <param name="read">Thread-safe.</param>
    /// <param name="isKnown">Inputs for which this is true are passed on unread (with a null record and no problem); null reads all. Called on one thread only.</param>
    public static async IAsyncEnumerable<Reading> RunAsync(IEnumerable<Input> inputs, Func<Report, Record> read, int jobs, Func<Input, bool>? isKnown,
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

        async Task FindAsync()
        {
            try
            {
                foreach (var input in inputs)
                {
                    stop.Token.ThrowIfCancellationRequested();
                    if ((input.Report is null && input.Extract is null) || isKnown?.Invoke(input) == true)
                    {
                        await inOrder.Writer.WriteAsync(Task.FromResult(new Reading(input, null)), stop.Token);
                        continue;
                    }

                    var done = new TaskCompletionSource<Reading>(TaskCreationOptions.RunContinuationsAsynchronously);
                    await inOrder.Writer.WriteAsync(done.Task, stop.Token);
                    await toRead.Writer.WriteAsync((input, done), stop.Token);
                }

                inOrder.Writer.TryComplete();
            }
            catch (Exception e)
            {
                inOrder.Writer.TryComplete(e);
            }
            finally
            {
                toRead.Writer.TryComplete();
            }
        }

        async Task ReadAsync()
        {
            await foreach (var (input, done) in toRead.Reader.ReadAllAsync(stop.Token))
                done.SetResult(ReadOne(input, read));
        }
    }

    private static Reading ReadOne(Input input, Func<Report, Record> read)
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

            var record = read(input.Report!);
            var told = record.Diagnostics.Select(d => new Problem(d.Code, d.Severity, input.Place, d.Message));
            return new(input with { Problems = [.. input.Problems, .. told] }, record.IsUnread ? null : record);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The reader promises never to throw; one broken promise must not end a run over a million reports.
            var problem = Problem.Error(Codes.ReaderFailed, input.Place,
                $"the reader failed on this report ({e.GetType().Name}: {e.Message.TrimEnd('.')}). This is a mistake of ours: please report it with the text.");
            return new(input with { Problems = [.. input.Problems, problem] }, null);
        }
    }
}
