using System.CommandLine;
using System.Text;
using Readout.Cli.Running;
using Readout.Ingest;

namespace Readout.Cli.Commands;

internal enum OutputFormat { Table, Json, Jsonl }

/// <summary><c>--format</c> and <c>-o</c>: a table for a person at a terminal, JSON Lines for a pipe or a file.</summary>
internal sealed class OutputOptions
{
    private readonly Option<string?> _format = new("--format") { Description = "Default: table on a terminal, jsonl otherwise.", HelpName = "table|json|jsonl" };
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Write to this file instead of standard output.", HelpName = "FILE" };
    private readonly Session _session;

    public OutputOptions(Session session, Command command)
    {
        _session = session;
        _format.AcceptOnlyFromAmong("table", "json", "jsonl");
        command.Add(_format);
        command.Add(_output);
    }

    public OutputFormat Format(ParseResult parse) => parse.GetValue(_format) switch
    {
        "table" => OutputFormat.Table,
        "json" => OutputFormat.Json,
        "jsonl" => OutputFormat.Jsonl,
        _ => _session.Terminal.IsOutTerminal && File(parse) is null ? OutputFormat.Table : OutputFormat.Jsonl,
    };

    public Output Open(ParseResult parse) => OpenFile(_session, File(parse), Format(parse));

    /// <param name="file">Null or "-" is standard output.</param>
    public static Output OpenFile(Session session, string? file, OutputFormat format)
    {
        if (file is null or "-")
            return new(session.Terminal.Out, ownsWriter: false, format);
        try
        {
            return new(new StreamWriter(file, append: false, new UTF8Encoding(false), 32 * 1024), ownsWriter: true, format);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(Problem.Error(Codes.OutputNotWritable, file, $"the file cannot be written: {e.Message.TrimEnd('.')}. Check that its folder exists and that you may write to it."));
        }
    }

    private string? File(ParseResult parse) => parse.GetValue(_output) is { } file and not "-" ? file : null;
}

/// <summary>Where the results of a command go.</summary>
internal sealed class Output(TextWriter writer, bool ownsWriter, OutputFormat format) : IDisposable
{
    private int _count;

    public TextWriter Writer { get; } = writer;

    public OutputFormat Format { get; } = format;

    /// <summary>Writes one item of <see cref="OutputFormat.Json"/> or <see cref="OutputFormat.Jsonl"/>.</summary>
    /// <param name="json">On one line.</param>
    public void WriteJson(string json)
    {
        if (Format == OutputFormat.Json)
            Writer.Write(_count == 0 ? "[\n" : ",\n");
        Writer.Write(json);
        if (Format == OutputFormat.Jsonl)
            Writer.Write('\n');
        _count++;
    }

    /// <summary>Ends what was begun and brings it out; to be called when all went well.</summary>
    public void Complete()
    {
        if (Format == OutputFormat.Json)
            Writer.Write(_count == 0 ? "[]\n" : "\n]\n");
        Writer.Flush();
    }

    public void Dispose()
    {
        if (ownsWriter)
            Writer.Dispose();
    }
}
