using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Readout.Cli.Commands;
using Readout.Cli.Running;
using Readout.Export;
using Readout.Ingest;
using Readout.Ledger;
using Readout.Ledger.Corrections;
using Readout.Ledger.Searching;

namespace Readout.Cli;

/// <summary>The command line: its commands, and what becomes of errors. Start here.</summary>
internal static class App
{
    public const int Done = 0;
    public const int NothingFound = 1;
    public const int Failed = 2;

    /// <summary>What shells give for a process that Ctrl-C ended.</summary>
    public const int Interrupted = 130;

    /// <param name="makeReader">From the user's own files to the engine.</param>
    /// <returns>0 found or done, 1 nothing found, 2 wrong use or a failure even if some went well, 130 interrupted.</returns>
    public static async Task<int> RunAsync(string[] args, Terminal terminal, Func<OwnFiles, Func<Report, Record>> makeReader)
    {
        try
        {
            var code = await InvokeAsync(Root(new Session(terminal, makeReader)).Parse(args), terminal);
            await terminal.Out.FlushAsync();
            return code;
        }
        catch (IOException e) when (Terminal.IsClosedPipe(e))
        {
            return Done;
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
        catch (ProblemException e)
        {
            return Tell(e.Problem);
        }
        catch (LedgerException e)
        {
            return Tell(Problem.Error(e.Code, e.Place, e.Reason));
        }
        catch (QueryException e)
        {
            return Tell(Problem.Error(e.Code, "query", e.Reason, e.Picture));
        }
        catch (CorrectionException e)
        {
            return Tell(Problem.Error(e.Code, "correction", e.Reason));
        }
        catch (ExportException e)
        {
            return Tell(Problem.Error(e.Code, e.Place, e.Reason));
        }
        catch (IOException e)
        {
            return Tell(Problem.Error(Codes.OutputNotWritable, "output", $"what was read cannot be written: {e.Message.TrimEnd('.')}. Check that the disk has room."));
        }

        int Tell(Problem problem)
        {
            terminal.Error.WriteLine($"error {problem}");
            foreach (var line in problem.Excerpt?.Split('\n') ?? [])
                terminal.Error.WriteLine($"    {line}");
            return Failed;
        }
    }

    /// <summary>All commands, in the order in which a newcomer needs them.</summary>
    public static RootCommand Root(Session session)
    {
        var root = new RootCommand("Reads reports of diplomacy into records: who met whom, who said what, which numbers were claimed, what was promised; every part with the words that say it.")
        {
            new ReadCommand(session),
            new AddCommand(session),
            new WatchCommand(session),
            new ListCommand(session),
            new ShowCommand(session),
            new SearchCommand(session),
            new StoryCommand(session),
            new DyadCommand(session),
            new CompareCommand(session),
            new PromisesCommand(session),
            new FiguresCommand(session),
            new MergeCommand(session),
            new PartCommand(session),
            new ConfirmCommand(session),
            new RejectCommand(session),
            new ExportCommand(session),
            new ImportCommand(session),
            new ClaimsCommand(session),
            new CorrectCommand(session),
            new LogCommand(session),
            new RemoveCommand(session),
            new BackupCommand(session),
            new CheckCommand(session),
            new ExplainCommand(session),
            new DemoCommand(session),
            new ServeCommand(session),
            new McpCommand(session),
            new TokenCommand(session),
            new HookCommand(session),
            new SpansCommand(session),
            new EvalCommand(session),
            new PackCommand(session),
            session.Quiet,
            session.NoColor,
        };
        var help = root.Options.OfType<HelpOption>().Single();
        var plain = (HelpAction)help.Action!;
        plain.MaxWidth = session.Terminal.Width;
        help.Action = new ExamplesFirst(plain);
        root.SetAction(parse => help.Action is SynchronousCommandLineAction action ? action.Invoke(parse) : Done);
        return root;
    }

    private static async Task<int> InvokeAsync(ParseResult parse, Terminal terminal)
    {
        var streams = new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false };
        if (parse.Errors.Count == 0)
            return await parse.InvokeAsync(streams, terminal.Cancel);
        // The library says what is wrong and which command may have been meant, and then returns 1, which is "nothing found" here.
        if (parse.Action is ParseErrorAction action)
            action.ShowHelp = false;
        streams.Output = terminal.Error;
        await parse.InvokeAsync(streams, terminal.Cancel);
        terminal.Error.WriteLine($"See '{string.Join(' ', CommandPath(parse.CommandResult.Command))} --help'.");
        return Failed;
    }

    private static IEnumerable<string> CommandPath(Command command) =>
        command is RootCommand ? ["readout"] : [.. CommandPath(command.Parents.OfType<Command>().First()), command.Name];

    /// <summary>Help that begins with examples: most who ask for help want to copy a line.</summary>
    private sealed class ExamplesFirst(HelpAction plain) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parse)
        {
            var output = parse.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in parse.CommandResult.Command is Verb verb ? verb.Examples : Verb.FirstExamples)
                output.WriteLine($"  {example}");
            output.WriteLine();
            // The library calls the program by its file, which is Readout.Cli.dll or a test; people call it readout.
            var help = new StringWriter();
            parse.InvocationConfiguration.Output = help;
            plain.Invoke(parse);
            parse.InvocationConfiguration.Output = output;
            output.Write(help.ToString().Replace($"  {parse.RootCommandResult.Command.Name} ", "  readout ", StringComparison.Ordinal));
            return App.Done;
        }
    }
}
