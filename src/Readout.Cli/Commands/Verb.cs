using System.CommandLine;

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

    public IReadOnlyList<string> Examples { get; } = examples;
}
