using System.CommandLine;
using Readout.Cli.Running;
using Readout.Ledger;
using Readout.Ledger.Sqlite;

namespace Readout.Cli.Commands;

/// <summary>What all commands of one run share.</summary>
internal sealed class Session(Terminal terminal, Func<OwnFiles, Func<Report, Record>> makeReader)
{
    public WordTerms Terms { get; } = new();

    public Terminal Terminal { get; } = terminal;

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Tell errors only: no progress, notes, warnings or summaries.", Recursive = true };

    public Option<bool> NoColor { get; } = new("--no-color") { Description = "No colour in tables (the variable NO_COLOR does the same).", Recursive = true };

    public Func<Report, Record> MakeReader(OwnFiles own) => makeReader(own);

    public bool IsQuiet(ParseResult parse) => parse.GetValue(Quiet);

    public bool HasColor(ParseResult parse) => Terminal.IsOutTerminal && !parse.GetValue(NoColor)
        && string.IsNullOrEmpty(Terminal.Environment("NO_COLOR")) && Terminal.Environment("TERM") != "dumb";

    public SqliteLedger OpenLedger(string path, bool create = false) =>
        SqliteLedger.Open(path, new SqliteLedgerOptions { Terms = Terms, Create = create });

    /// <summary>Shows at once that something goes on; disposed, the line goes away. Silent when stderr is no terminal.</summary>
    public IDisposable Wait(ParseResult parse, string line) => new StatusLine(Terminal, IsQuiet(parse), line);

    /// <summary>Says something to a person, unless that person asked for quiet.</summary>
    public void Say(ParseResult parse, string line)
    {
        if (!IsQuiet(parse))
            Terminal.Error.WriteLine(line);
    }
}
