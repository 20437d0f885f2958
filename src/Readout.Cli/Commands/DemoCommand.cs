using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Reflection;
using Readout.Cli.Running;
using Readout.Cli.Views;
using Readout.Ingest;
using Readout.Ledger;

namespace Readout.Cli.Commands;

/// <summary><c>readout demo</c>: a ledger of sample reports, what was found in them, and what to do next.</summary>
internal sealed class DemoCommand : Verb
{
    public DemoCommand(Session session)
        : base("demo", "Make a ledger of sample reports, show what was found in them and what to do next.",
            "readout demo                                  in the folder for temporary files",
            "readout demo try-readout                      in a folder of your own")
    {
        var folder = new Argument<string?>("FOLDER") { Description = "Where the samples and their ledger go. Default: readout-demo in the folder for temporary files.", Arity = ArgumentArity.ZeroOrOne };
        AddArgument(folder);
        SetAction((parse, cancel) => RunAsync(session, parse, parse.GetValue(folder) ?? Path.Combine(Path.GetTempPath(), "readout-demo"), cancel));
    }

    private static async Task<int> RunAsync(Session session, ParseResult parse, string folder, CancellationToken cancel)
    {
        session.Say(parse, "Reading the sample reports …");
        var samples = Path.Combine(folder, "samples");
        var files = Unpack(samples);
        var path = Path.Combine(folder, "demo.readout");
        var read = session.MakeReader(new OwnFiles());
        var failures = new Failures();
        var records = new List<Record>();
        await using var ledger = session.OpenLedger(path, create: true);
        await using (var batch = await ledger.BeginAsync(cancel))
        {
            var inputs = new InputReader(new InputOptions(), Stream.Null).Read(files);
            await foreach (var reading in ReadingLine.RunAsync(inputs, read, Environment.ProcessorCount, null, null, cancel))
            {
                foreach (var problem in reading.Input.Problems)
                    failures.Add(problem);
                if (reading.Record is not { } record)
                {
                    failures.LeftOut(reading.Input.Source);
                    continue;
                }

                records.Add(record);
                await batch.AddAsync(new LedgerEntry(record, reading.Input.Key), cancel);
            }

            await batch.CommitAsync(cancel);
        }

        failures.Tell(session.Terminal.Error, records.Count, null, session.IsQuiet(parse));
        var stories = new List<ImmutableArray<RecordSummary>>();
        await foreach (var story in ledger.StoriesAsync(ListQuery.All, cancel))
        {
            if (story.Length > 1)
                stories.Add(story);
        }

        Tell(session, parse, records, stories, samples, path);
        return failures.Any ? App.Failed : App.Done;
    }

    private static void Tell(Session session, ParseResult parse, List<Record> records, List<ImmutableArray<RecordSummary>> stories, string samples, string path)
    {
        var to = session.Terminal.Out;
        int Sum(Func<Record, int> of) => records.Sum(of);
        to.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{records.Count} reports: {Sum(r => r.Actors.Length)} actors, {Sum(r => r.Events.Length)} events, {Sum(r => r.Statements.Length)} statements, {Sum(r => r.Figures.Length)} figures, {Sum(r => r.Commitments.Length)} commitments."));
        to.WriteLine();
        if (records.MaxBy(r => r.Events.Length + r.Statements.Length + r.Figures.Length + r.Commitments.Length) is { } richest)
        {
            to.WriteLine("One of them:");
            to.WriteLine();
            new RecordView(to, session.Terminal.Width, session.HasColor(parse)).Write(richest);
            to.WriteLine();
        }

        if (stories.Count > 0)
        {
            to.WriteLine("Events that more than one report tells of:");
            to.WriteLine();
            var list = new ListView(to, session.Terminal.Width, session.HasColor(parse));
            foreach (var story in stories)
                list.Write(story[0], story.Length);
            to.WriteLine();
        }

        var ledger = $"--ledger {path}";
        to.WriteLine("What to do next:");
        to.WriteLine($"  readout list {ledger}");
        to.WriteLine($"  readout search Токаеву {ledger}");
        if (records.Count > 0)
            to.WriteLine($"  readout show {records[0].Document.Id[..8]} {ledger}");
        if (stories.Count > 0)
        {
            to.WriteLine($"  readout story {stories[0][0].Id[..8]} {ledger}");
            to.WriteLine($"  readout compare {stories[0][0].Id[..8]} {ledger}");
            if (stories[0][0].Parties.Where(p => p.Length == 3).Take(2).ToList() is [var first, var second])
                to.WriteLine($"  readout dyad {first} {second} {ledger}");
        }

        to.WriteLine($"  readout explain {samples}");
        to.WriteLine("  readout read REPORT.txt            one of your own");
    }

    /// <summary>Writes the samples that come with the program; those that are there already are written over, so that a second run is the same as the first.</summary>
    private static List<string> Unpack(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var assembly = Assembly.GetExecutingAssembly();
            var files = new List<string>();
            foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("Samples/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            {
                var file = Path.Combine(folder, name["Samples/".Length..]);
                using var from = assembly.GetManifestResourceStream(name)!;
                using var to = File.Create(file);
                from.CopyTo(to);
                files.Add(file);
            }

            return files;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(Problem.Error(Codes.OutputNotWritable, folder, $"the samples cannot be written: {e.Message.TrimEnd('.')}. Name a folder that you may write to: readout demo FOLDER."));
        }
    }
}
