using System.CommandLine;
using System.Globalization;
using Readout.Api.Security;
using Readout.Cli.Views;
using Readout.Ingest;
using Readout.Ledger.Services;
using Readout.Tables;

namespace Readout.Cli.Commands;

/// <summary><c>readout token</c>: who may ask the service from another machine.</summary>
internal sealed class TokenCommand : Verb
{
    public TokenCommand(Session session)
        : base("token", "Make, list and revoke tokens, with which other machines may ask 'readout serve'.",
            "readout token create \"press office\"",
            "readout token create importer --scopes read,add --days 90",
            "readout token list",
            "readout token revoke 3")
    {
        Add(new Create(session));
        Add(new List(session));
        Add(new Revoke(session));
    }

    private sealed class Create : Verb
    {
        public Create(Session session)
            : base("create", "Make a token and show it, this once: only its hash is kept.", "readout token create \"press office\"", "readout token create importer --scopes read,add --days 90")
        {
            var name = new Argument<string>("NAME") { Description = "Whose it is, or what for. What is corrected with it carries this name." };
            var scopes = new Option<string>("--scopes") { Description = $"What it may do: {string.Join(", ", Scopes.All)}; admin may all.", HelpName = "SCOPE,…", DefaultValueFactory = _ => Scopes.Read };
            var days = new Option<int?>("--days") { Description = "For how many days. Default: until it is revoked.", HelpName = "N" };
            scopes.Validators.Add(result =>
            {
                foreach (var scope in Asked(result.Tokens.Count > 0 ? result.Tokens[0].Value : Scopes.Read).Where(s => !Scopes.All.Contains(s)))
                    result.AddError($"there is no scope '{scope}'." + (Spelling.Nearest(scope, Scopes.All) is { } near ? $" Did you mean '{near}'?" : $" The scopes are {string.Join(", ", Scopes.All)}."));
            });
            days.Validators.Add(result =>
            {
                if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var n) && n is < 1 or > 36500)
                    result.AddError($"--days takes a number from 1 to 36500, not {n}.");
            });
            var ledgerOption = LedgerOption.Make();
            AddArgument(name);
            Add(scopes);
            Add(days);
            Add(ledgerOption);
            SetAction(async (parse, cancel) =>
            {
                await using var ledger = session.OpenLedger(ledgerOption.Of(parse, session.Terminal));
                var (given, now) = (Tokens.Make(), DateTimeOffset.UtcNow);
                var asked = string.Join(' ', Asked(parse.GetRequiredValue(scopes)));
                var kept = await ledger.AddTokenAsync(new Token(0, parse.GetRequiredValue(name), asked, now, parse.GetValue(days) is { } d ? now.AddDays(d) : null, null), Tokens.HashOf(given), cancel);
                session.Terminal.Out.WriteLine(given);
                session.Say(parse, $"Token {kept.Number} for {kept.Name}: {asked}. It is shown this once; send it as 'Authorization: Bearer …'.");
                return App.Done;
            });
        }

        private static string[] Asked(string scopes) => [.. scopes.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
    }

    private sealed class List : Verb
    {
        public List(Session session)
            : base("list", "Show the tokens; not the secrets, which nobody has kept.", "readout token list")
        {
            var ledgerOption = LedgerOption.Make();
            Add(ledgerOption);
            SetAction(async (parse, cancel) =>
            {
                await using var ledger = session.OpenLedger(ledgerOption.Of(parse, session.Terminal));
                var count = 0;
                await foreach (var token in ledger.TokensAsync(cancel))
                {
                    count++;
                    var state = token.Revoked is not null ? "revoked" : token.Holds(DateTimeOffset.UtcNow) ? "holds" : "expired";
                    session.Terminal.Out.WriteLine(session.Terminal.IsOutTerminal
                        ? string.Create(CultureInfo.InvariantCulture, $"{token.Number,4}  {state,-8}  {token.Created:yyyy-MM-dd}  {(token.Expires is { } end ? $"until {end:yyyy-MM-dd}" : "no end"),-16}  {token.Scopes,-16}  {token.Name}")
                        : LedgerJson.Write(new { token.Number, token.Name, token.Scopes, state, token.Created, token.Expires, token.Revoked }));
                }

                if (count == 0)
                    session.Say(parse, "There are no tokens. Make one with 'readout token create NAME'.");
                return count == 0 ? App.NothingFound : App.Done;
            });
        }
    }

    private sealed class Revoke : Verb
    {
        public Revoke(Session session)
            : base("revoke", "Take a token back; a running service refuses it within seconds.", "readout token revoke 3")
        {
            var number = new Argument<long>("NUMBER") { Description = "As 'readout token list' shows it." };
            var ledgerOption = LedgerOption.Make();
            AddArgument(number);
            Add(ledgerOption);
            SetAction(async (parse, cancel) =>
            {
                var path = ledgerOption.Of(parse, session.Terminal);
                await using var ledger = session.OpenLedger(path);
                if (!await ledger.RevokeTokenAsync(parse.GetValue(number), DateTimeOffset.UtcNow, cancel))
                    throw new ProblemException(Problem.Error(Codes.NoSuchToken, path, $"there is no token {parse.GetValue(number)} that still holds. See 'readout token list'."));
                session.Say(parse, $"Token {parse.GetValue(number)} is revoked.");
                return App.Done;
            });
        }
    }
}
