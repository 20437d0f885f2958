using System.CommandLine;
using Readout.Tables;

namespace Readout.Cli.Commands;

/// <summary>A command with the examples that its help begins with.</summary>
internal abstract class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>What the help of the whole program begins with.</summary>
    public static readonly string[] FirstExamples =
    [
        "readout demo                         see what it does, on samples that come with it",
        "readout read report.txt              read one report",
        "readout add reports/                 read a folder and keep its records",
        "readout search Токаеву товарооборот  find them again, in any form of the words",
    ];

    /// <summary>Adds an argument that refuses what looks like an option: a misspelt one is told, not taken for a file.</summary>
    protected void AddArgument(Argument argument) => AddArgument(this, argument);

    /// <inheritdoc cref="AddArgument(Argument)"/>
    public static void AddArgument(Command command, Argument argument)
    {
        argument.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Select(t => t.Value).Where(t => t.Length > 1 && t[0] == '-'))
            {
                var nearest = Spelling.Nearest(token, command.Options.Select(o => o.Name));
                result.AddError($"'{token}' is no option of {command.Name}." + (nearest is null ? "" : $" Did you mean '{nearest}'?"));
            }
        });
        command.Add(argument);
    }

    public IReadOnlyList<string> Examples { get; } = examples;
}
