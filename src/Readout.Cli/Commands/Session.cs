using System.CommandLine;
using System.Globalization;
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

    /// <summary>Opens the ledger; while an update has it indexed anew, a line on stderr tells how far that is.</summary>
    public SqliteLedger OpenLedger(string path, bool create = false)
    {
        StatusLine? line = null;
        try
        {
            return SqliteLedger.Open(path, new SqliteLedgerOptions
            {
                Terms = Terms,
                Create = create,
                Indexing = (done, all) =>
                {
                    if (done % 100 != 0)
                        return;
                    var told = string.Create(CultureInfo.InvariantCulture, $"Indexing the ledger anew for this version of readout: {done:N0} of {all:N0} …");
                    line ??= new StatusLine(Terminal, quiet: false, told);
                    line.Show(told);
                },
            });
        }
        finally
        {
            line?.Dispose();
        }
    }

    /// <summary>Shows at once that something goes on; disposed, the line goes away. Silent when stderr is no terminal.</summary>
    public IDisposable Wait(ParseResult parse, string line) => new StatusLine(Terminal, IsQuiet(parse), line);

    /// <summary>Says something to a person, unless that person asked for quiet.</summary>
    public void Say(ParseResult parse, string line)
    {
        if (!IsQuiet(parse))
            Terminal.Error.WriteLine(line);
    }
}
