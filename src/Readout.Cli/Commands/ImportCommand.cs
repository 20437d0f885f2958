using System.CommandLine;
using System.Globalization;
using System.Text;
using Readout.Cli.Running;
using Readout.Ingest;
using Readout.Ingest.Imports;
using Readout.Ledger.Series;
using Readout.Tables;

namespace Readout.Cli.Commands;

/// <summary><c>readout import</c>: actors and places of others into one's own reference table, official series into the ledger.</summary>
internal sealed class ImportCommand : Verb
{
    public ImportCommand(Session session)
        : base("import", "Bring in actors and places (TSV, Wikidata), or official figures (CSV) that claims can be held against.",
            "readout import actors ministers.tsv --reference mine.tsv",
            "readout import actors wikidata.jsonl --reference mine.tsv",
            "readout import figures customs.csv --source customs --map value=Turnover --map period=Year --set measure=trade-turnover --set unit=USD --scale 1000000")
    {
        var kind = new Argument<string>("KIND") { Description = "actors (places too) or figures." };
        kind.AcceptOnlyFromAmong("actors", "figures");
        var files = new Argument<string[]>("FILE") { Description = "For actors: tables (.tsv) or lines of Wikidata JSON (.json, .jsonl). For figures: CSV tables.", Arity = ArgumentArity.OneOrMore };
        var reference = new Option<string>("--reference") { Description = "For actors: your own table, which 'readout add --reference' takes. It is made when it is not there.", HelpName = "FILE", DefaultValueFactory = _ => "reference.tsv" };
        var source = new Option<string?>("--source") { Description = "For figures: what the series is called. Default: the file's name.", HelpName = "NAME" };
        var map = new Option<string[]>("--map") { Description = "For figures: which column holds party, partner, measure, period, unit or value, when it is called otherwise.", HelpName = "FIELD=COLUMN" };
        var set = new Option<string[]>("--set") { Description = "For figures: a field that is the same in all rows.", HelpName = "FIELD=VALUE" };
        var scale = new Option<decimal>("--scale") { Description = "For figures: what values are multiplied by, 1000000 for a table in millions.", HelpName = "N", DefaultValueFactory = _ => 1 };
        foreach (var option in new[] { map, set })
        {
            option.Validators.Add(result =>
            {
                foreach (var token in result.Tokens.Select(t => t.Value).Where(t => !SeriesMap.Fields.Contains(t.Split('=')[0]) || !t.Contains('=', StringComparison.Ordinal)))
                    result.AddError($"'{token}' is no FIELD=..., with one of the fields {string.Join(", ", SeriesMap.Fields)}.");
            });
        }

        var ledgerOption = LedgerOption.Make();
        var by = PersonOption.Make();
        AddArgument(kind);
        AddArgument(files);
        Add(reference);
        Add(source);
        Add(map);
        Add(set);
        Add(scale);
        Add(ledgerOption);
        Add(by);
        SetAction(async (parse, cancel) =>
        {
            var failures = new Failures();
            var count = 0;
            if (parse.GetRequiredValue(kind) == "actors")
            {
                count = ImportActors(parse.GetRequiredValue(files), parse.GetValue(reference)!, session.MakeReader, failures);
                session.Say(parse, string.Create(CultureInfo.InvariantCulture, $"{parse.GetValue(reference)}: {count:N0} rows brought in. Use it with 'readout add --reference {parse.GetValue(reference)}'."));
            }
            else
            {
                var columns = new SeriesMap { Columns = Pairs(parse.GetValue(map)), Constants = Pairs(parse.GetValue(set)), Scale = parse.GetValue(scale) };
                var path = ledgerOption.Of(parse, session.Terminal);
                await using var ledger = session.OpenLedger(path, create: true);
                foreach (var file in parse.GetRequiredValue(files))
                {
                    var points = ReadFigures(file, parse.GetValue(source) ?? Path.GetFileNameWithoutExtension(file), columns, failures);
                    count += (int)await ledger.ImportAsync(parse.GetValue(source) ?? Path.GetFileNameWithoutExtension(file), points, by.Of(parse, session.Terminal), cancel);
                }

                session.Say(parse, string.Create(CultureInfo.InvariantCulture, $"{path}: {count:N0} points brought in. Hold claims against them with 'readout claims'."));
            }

            failures.Tell(session.Terminal.Error, count, retry: null, session.IsQuiet(parse));
            return failures.Any ? App.Failed : count == 0 ? App.NothingFound : App.Done;
        });
    }

    private static Dictionary<string, string> Pairs(string[]? given) =>
        (given ?? []).Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);

    private static int ImportActors(string[] files, string table, Func<OwnFiles, Func<Report, Record>> makeReader, Failures failures)
    {
        var import = new ReferenceImport();
        var count = 0;
        try
        {
            if (File.Exists(table))
                import.AddTable(table, Text(table));
            foreach (var file in files)
            {
                if (Path.GetExtension(file).ToLowerInvariant() is ".json" or ".jsonl" or ".ndjson")
                    count += ImportWikidata(file, import, failures);
                else
                    count += import.AddTable(file, Text(file));
            }

            Save(table, import.ToTable(), makeReader);
            return count;
        }
        catch (TableException e)
        {
            throw new ProblemException(Problem.Error(e.Code, table, e.Message[(e.Code.Length + 1)..]));
        }
    }

    private static int ImportWikidata(string file, ReferenceImport import, Failures failures)
    {
        var (line, before) = (0, import.Count);
        foreach (var item in Open(file, () => File.ReadLines(file)))
        {
            line++;
            if (import.AddWikidata(item) is not { } wrong)
                continue;
            failures.Add(Problem.Error(Codes.BrokenImport, $"{file}:{line}", wrong));
            failures.LeftOut(file);
        }

        return import.Count - before;
    }

    // The engine itself says whether it can read the table, before the old one is gone.
    private static void Save(string table, string content, Func<OwnFiles, Func<Report, Record>> makeReader)
    {
        var partial = table + ".partial";
        try
        {
            File.WriteAllText(partial, content, new UTF8Encoding(false));
            makeReader(new OwnFiles(partial));
            File.Move(partial, table, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(Problem.Error(Codes.OutputNotWritable, table, $"the table cannot be written: {e.Message.TrimEnd('.')}."));
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static IEnumerable<SeriesPoint> ReadFigures(string file, string source, SeriesMap map, Failures failures)
    {
        using var text = new StringReader(Text(file));
        using var rows = SeriesCsv.Read(text, source, map).GetEnumerator();
        while (true)
        {
            try
            {
                if (!rows.MoveNext())
                    yield break;
            }
            catch (FormatException e)
            {
                throw new ProblemException(Problem.Error(Codes.BrokenImport, file, e.Message));
            }

            if (rows.Current.Point is { } point)
            {
                yield return point;
                continue;
            }

            failures.Add(Problem.Error(Codes.BrokenImport, $"{file}:{rows.Current.Line}", rows.Current.Wrong!));
            failures.LeftOut(file);
        }
    }

    private static string Text(string file)
    {
        var decoded = TextDecoder.Decode(Open(file, () => File.ReadAllBytes(file)));
        return decoded.Text ?? throw new ProblemException(Problem.Error(decoded.Code!, file, decoded.Reason!));
    }

    private static T Open<T>(string file, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(Problem.Error(e is FileNotFoundException or DirectoryNotFoundException ? Codes.NoSuchInput : Codes.InputNotReadable, file, $"the file cannot be read: {e.Message.TrimEnd('.')}."));
        }
    }
}
