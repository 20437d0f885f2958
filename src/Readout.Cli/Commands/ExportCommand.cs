using System.CommandLine;
using System.Globalization;
using Readout.Export;
using Readout.Ledger;
using Readout.Tables;

namespace Readout.Cli.Commands;

/// <summary><c>readout export</c>: records as tables, graphs and event data, in a folder that describes itself.</summary>
internal sealed class ExportCommand : Verb
{
    public ExportCommand(Session session)
        : base("export", "Write records as CSV, Parquet, PLOVER, JSON-LD and others into a folder that describes itself.",
            "readout export central-asia --to csv,parquet",
            "readout export dyad --to plover,geojson --where \"KAZ CHN type:CONSULT 2024..\"",
            "readout export gold --to gold --where corrected:yes")
    {
        var folder = new Argument<string>("FOLDER") { Description = "A new or empty folder. It is there whole or not at all." };
        var to = new Option<string[]>("--to")
        {
            Description = $"One or more, joined by commas. Default: csv. {string.Join("; ", ExportFormats.All.Select(f => $"{f.Name}: {f.Description}"))}.",
            HelpName = "FORMAT",
            AllowMultipleArgumentsPerToken = false,
        };
        to.Validators.Add(result =>
        {
            foreach (var name in result.Tokens.SelectMany(t => Names(t.Value)).Where(n => ExportFormats.Find(n) is null))
                result.AddError($"'{name}' is no format." + (Spelling.Nearest(name, ExportFormats.All.Select(f => f.Name)) is { } near ? $" Did you mean '{near}'?" : $" There are {string.Join(", ", ExportFormats.All.Select(f => f.Name))}."));
        });
        var where = new Option<string>("--where") { Description = "Only the records that a query asks for, in the language of 'readout search'.", HelpName = "QUERY", DefaultValueFactory = _ => "" };
        var limit = new Option<int?>("--limit") { Description = "At most so many records, the latest first.", HelpName = "N" };
        var replace = new Option<bool>("--replace") { Description = "Put the export in the place of an earlier one." };
        var asOf = AsOfOption.Make();
        var ledgerOption = LedgerOption.Make();
        AddArgument(folder);
        Add(to);
        Add(where);
        Add(replace);
        Add(asOf);
        Add(ledgerOption);
        Add(limit);
        SetAction(async (parse, cancel) =>
        {
            using var waiting = session.Wait(parse, "Exporting …");
            var path = ledgerOption.Of(parse, session.Terminal);
            await using var ledger = session.OpenLedger(path);
            var asked = new SearchQuery(parse.GetValue(where)!, new ListQuery { Limit = parse.GetValue(limit), AsOf = await asOf.OfAsync(parse, ledger, path, cancel) });
            var names = (parse.GetValue(to) is { Length: > 0 } given ? given : ["csv"]).SelectMany(Names).Distinct();
            var summary = await Exporter.RunAsync(ledger.RecordsAsync(asked, cancel), new ExportRequest
            {
                Folder = parse.GetRequiredValue(folder),
                Formats = [.. names.Select(n => ExportFormats.Find(n)!)],
                Filter = Told(asked),
                Replace = parse.GetValue(replace),
            }, cancel);
            waiting.Dispose();
            session.Say(parse, string.Create(CultureInfo.InvariantCulture,
                $"{parse.GetRequiredValue(folder)}: {summary.Records:N0} records in {summary.Files.Length} files, {summary.Files.Sum(f => f.Bytes) / 1e6:N1} MB."));
            return summary.Records == 0 ? App.NothingFound : App.Done;
        });
    }

    private static string[] Names(string value) => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The filter as it would be typed again.</summary>
    private static string Told(SearchQuery asked) => string.Join(' ', new[]
    {
        asked.Words.Length == 0 ? null : $"--where '{asked.Words}'",
        asked.Among.Limit is { } limit ? string.Create(CultureInfo.InvariantCulture, $"--limit {limit}") : null,
        asked.Among.AsOf is { } version ? string.Create(CultureInfo.InvariantCulture, $"--as-of {version}") : null,
    }.OfType<string>());
}
