using System.CommandLine;

namespace Readout.Cli.Commands;

/// <summary>Two parties: states by their codes, organisations by their ids.</summary>
internal sealed class PairArguments
{
    private readonly Argument<string> _first = new("FIRST") { Description = "A state (alpha-3: KAZ) or an organisation (sco)." };
    private readonly Argument<string?> _second = new("SECOND") { Description = "Another." };

    public PairArguments(Command command, bool isSecondNeeded)
    {
        _second.Arity = isSecondNeeded ? ArgumentArity.ExactlyOne : ArgumentArity.ZeroOrOne;
        if (!isSecondNeeded)
            _second.Description += " Without it, all that concerns the first.";
        Verb.AddArgument(command, _first);
        Verb.AddArgument(command, _second);
    }

    public string First(ParseResult parse) => QueryOptions.Party(parse.GetRequiredValue(_first));

    public string? Second(ParseResult parse) => parse.GetValue(_second) is { } party ? QueryOptions.Party(party) : null;
}
