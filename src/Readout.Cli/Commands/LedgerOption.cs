using System.CommandLine;
using Readout.Cli.Running;

namespace Readout.Cli.Commands;

/// <summary>Which ledger: <c>--ledger</c>, else the variable READOUT_LEDGER, else <c>ledger.readout</c> in the current folder.</summary>
internal sealed class LedgerOption() : Option<string?>("--ledger")
{
    public const string Variable = "READOUT_LEDGER";
    public const string Default = "ledger.readout";

    public static LedgerOption Make() => new() { Description = $"The ledger's file. Default: the variable {Variable}, else {Default} in the current folder.", HelpName = "FILE" };

    public string Of(ParseResult parse, Terminal terminal) =>
        parse.GetValue(this) ?? (terminal.Environment(Variable) is { Length: > 0 } path ? path : Default);
}
