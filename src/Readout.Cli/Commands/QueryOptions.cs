using System.Collections.Immutable;
using System.CommandLine;
using Readout.Ledger;
using Readout.Reference;

namespace Readout.Cli.Commands;

/// <summary>Which records of a ledger.</summary>
internal sealed class QueryOptions
{
    private readonly Option<DateOnly?> _from = new("--from") { Description = "Published on this day or later.", HelpName = "YYYY-MM-DD", CustomParser = ReadingOptions.Date };
    private readonly Option<DateOnly?> _to = new("--to") { Description = "Published on this day or earlier.", HelpName = "YYYY-MM-DD", CustomParser = ReadingOptions.Date };
    private readonly Option<string[]> _party = new("--party") { Description = "With this state (alpha-3) or organisation among the parties; give it twice for both.", HelpName = "KAZ" };
    private readonly Option<string?> _language = new("--language") { Description = "In this language.", HelpName = "ru|en|kk|zh" };
    private readonly Option<int?> _limit = new("--limit") { Description = "At most so many.", HelpName = "N" };
    private readonly int? _defaultLimit;

    public QueryOptions(Command command, int? defaultLimit)
    {
        _defaultLimit = defaultLimit;
        if (defaultLimit is { } limit)
            _limit.Description += $" Default: {limit}.";
        _limit.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var n) && n < 1)
                result.AddError($"--limit takes a number from 1, not {n}.");
        });
        command.Add(_from);
        command.Add(_to);
        command.Add(_party);
        command.Add(_language);
        command.Add(_limit);
    }

    private static readonly Lazy<HashSet<string>> States = new(static () => [.. new StateCatalog().Codes]);

    /// <summary>A party as it is meant: states are known by their codes in capitals ("kaz" is meant so), organisations by ids in small letters ("sco").</summary>
    public static string Party(string given) => given.Length == 3 && States.Value.Contains(given.ToUpperInvariant()) ? given.ToUpperInvariant() : given;

    public ListQuery Of(ParseResult parse) => new()
    {
        From = parse.GetValue(_from),
        To = parse.GetValue(_to),
        Parties = [.. (parse.GetValue(_party) ?? []).Select(Party)],
        Language = parse.GetValue(_language),
        Limit = parse.GetValue(_limit) ?? _defaultLimit,
    };
}
