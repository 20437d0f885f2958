using System.CommandLine;
using Readout.Cli.Running;

namespace Readout.Cli.Commands;

/// <summary>Who does it, for the log: <c>--by</c>, else the variable READOUT_USER, else the name the system knows.</summary>
internal sealed class PersonOption() : Option<string?>("--by")
{
    public const string Variable = "READOUT_USER";

    public static PersonOption Make() => new() { Description = $"Who you are, for the log. Default: the variable {Variable}, else your name on this system.", HelpName = "NAME" };

    public string Of(ParseResult parse, Terminal terminal) =>
        parse.GetValue(this) ?? new[] { terminal.Environment(Variable), terminal.Environment("USER"), terminal.Environment("USERNAME") }.FirstOrDefault(n => !string.IsNullOrEmpty(n)) ?? "unknown";
}
