using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Readout.Cli.Views;
using Readout.Evaluation;
using Readout.Ingest;
using Readout.Packs;
using Readout.Tables;

namespace Readout.Cli.Commands;

/// <summary><c>readout pack</c>: the tables of the languages, for those who edit them.</summary>
internal sealed class PackCommand : Verb
{
    public PackCommand(Session session)
        : base("pack", "List, write out and check the tables of the languages.",
            "readout pack list                             languages, tables, rows",
            "readout pack export mine --language ru        the tables of Russian as files to edit",
            "readout pack check mine                       is every row right, and does its example prove it")
    {
        Add(new ListTables(session));
        Add(new ExportTables(session));
        Add(new CheckTables(session));
    }

    private static Option<string?> LanguageOption()
    {
        var language = new Option<string?>("--language") { Description = "Only this language.", HelpName = "ru|en|kk|zh" };
        language.AcceptOnlyFromAmong([.. TableSource.Languages]);
        return language;
    }

    private static IReadOnlyList<string> LanguagesOf(ParseResult parse, Option<string?> option) => parse.GetValue(option) is { } one ? [one] : TableSource.Languages;

    private sealed class ListTables : Verb
    {
        public ListTables(Session session)
            : base("list", "Tell the languages, their tables and how many rows each has.",
                "readout pack list --language kk",
                "readout pack list --format json")
        {
            var language = LanguageOption();
            var output = new OutputOptions(session, this);
            Add(language);
            SetAction(parse =>
            {
                using var to = output.Open(parse);
                var tables = LanguagesOf(parse, language).SelectMany(l => new PackCheck(l).Tables).ToList();
                if (to.Format == OutputFormat.Table)
                    PackViews.Write(to.Writer, tables);
                else
                    tables.ForEach(t => to.WriteJson(LedgerJson.Write(t)));
                to.Complete();
                return App.Done;
            });
        }
    }

    private sealed class ExportTables : Verb
    {
        public ExportTables(Session session)
            : base("export", "Write the engine's tables into a folder, as files to edit.",
                "readout pack export mine --language ru")
        {
            var folder = new Argument<string>("DIR") { Description = "Folder that gets a folder for each language. Files that are there already are left alone." };
            var language = LanguageOption();
            AddArgument(folder);
            Add(language);
            SetAction(parse =>
            {
                var (written, kept) = (0, 0);
                var to = parse.GetRequiredValue(folder);
                try
                {
                    foreach (var of in LanguagesOf(parse, language))
                    {
                        Directory.CreateDirectory(Path.Combine(to, of));
                        foreach (var table in TableSource.TablesOf(of))
                        {
                            var file = Path.Combine(to, of, table + ".tsv");
                            if (File.Exists(file))
                            {
                                kept++;
                                continue;
                            }

                            File.WriteAllText(file, TableSource.BuiltInText(of, table));
                            written++;
                        }
                    }
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    throw new ProblemException(Problem.Error(Codes.OutputNotWritable, to, $"the tables cannot be written: {e.Message.TrimEnd('.')}."));
                }

                session.Say(parse, string.Create(CultureInfo.InvariantCulture, $"{to}: {written:N0} tables written{(kept > 0 ? $", {kept:N0} were there already and are left alone" : "")}. Keep those that you change and delete the others: a table that is there stands for the engine's own."));
                return App.Done;
            });
        }
    }

    private sealed class CheckTables : Verb
    {
        public CheckTables(Session session)
            : base("check", "Check tables: all errors, rows that stand twice or lack an example, examples that do not do what their row says.",
                "readout pack check                            the engine's own tables",
                "readout pack check mine --language ru         with the tables of a folder laid over them",
                "readout pack check mine --gold eval/gold --rows  and which rows take part in no reading of the gold texts")
        {
            var folder = new Argument<string?>("DIR") { Description = "Folder of your own tables. Without it the engine's own are checked.", Arity = ArgumentArity.ZeroOrOne };
            var language = LanguageOption();
            var gold = new Option<string?>("--gold") { Description = "Read these gold texts and count the rows that take part in none.", HelpName = "GOLD_DIR" };
            var rows = new Option<bool>("--rows") { Description = "With --gold: list those rows." };
            var output = new OutputOptions(session, this);
            AddArgument(folder);
            Add(language);
            Add(gold);
            Add(rows);
            SetAction(parse =>
            {
                var files = parse.GetValue(folder) is { } own ? PackFolder.Read(own) : [];
                var reports = parse.GetValue(gold) is { } golds ? Reports(golds) : null;
                var languages = LanguagesOf(parse, language);
                if (parse.GetValue(language) is null && files.Count > 0)
                    languages = [.. languages.Where(l => files.Any(f => f.Path.StartsWith(l + "/", StringComparison.Ordinal)))];
                using var to = output.Open(parse);
                using var wait = session.Wait(parse, "Reading the examples …");
                var findings = Check(languages, files, reports, parse.GetValue(folder));
                wait.Dispose();
                if (to.Format == OutputFormat.Table)
                    PackViews.Write(to.Writer, findings, withRows: parse.GetValue(rows));
                else
                    findings.ForEach(f => to.WriteJson(LedgerJson.Write(new
                    {
                        f.Language,
                        f.Table,
                        f.Rows,
                        f.WithoutExample,
                        Problems = f.Problems.Select(p => new { p.Code, Severity = p.Severity.ToString().ToLowerInvariant(), p.Table, p.Line, p.Message }),
                        f.Silent,
                    })));
                to.Complete();
                return findings.Any(f => f.Problems.Any(p => p.Severity == DiagnosticSeverity.Error)) ? App.Failed : App.Done;
            });
        }

        private static List<PackFinding> Check(IReadOnlyList<string> languages, IReadOnlyList<PackFile> files, IReadOnlyList<Report>? reports, string? place)
        {
            try
            {
                // Files of no language are told before those of one are checked.
                _ = new TableSource(files);
                return [.. languages.SelectMany(l => Check(new PackCheck(l, files), reports))];
            }
            catch (TableException e)
            {
                throw new ProblemException(Problem.Error(e.Code, place ?? "tables", e.Message[(e.Code.Length + 1)..]));
            }
        }

        private static IEnumerable<PackFinding> Check(PackCheck check, IReadOnlyList<Report>? reports)
        {
            var silent = reports is null ? null : check.Silent(reports.Where(r => r.Language == check.Language)).ToLookup(r => TableName(r.Table.Name));
            foreach (var table in check.Tables)
            {
                var path = $"{table.Language}/{table.Name}";
                var problems = check.Errors.Where(e => TableName(e.Table) == path).Concat(check.Check(table.Name)).ToList();
                yield return new PackFinding(table.Language, table.Name, table.Rows, table.WithoutExample, problems,
                    table.WithoutExample is null ? null : silent?[path].Select(r => new SilentRow(r.Rule, r.Cells[0])).ToList());
            }
        }

        // "ru/frames.more.tsv" holds rows of the table "ru/frames".
        private static string TableName(string path) => path.Split('.')[0];

        private static List<Report> Reports(string folder)
        {
            try
            {
                return [.. Scorer.LoadGold(folder).Select(gold => new Report
                {
                    Name = gold.GetProperty("id").GetString(),
                    Text = gold.GetProperty("text").GetString()!,
                    Language = gold.GetProperty("language").GetString(),
                    Published = gold.TryGetProperty("published", out var day) && day.ValueKind == JsonValueKind.String
                        ? DateOnly.ParseExact(day.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture)
                        : null,
                })];
            }
            catch (GoldException e)
            {
                throw new ProblemException(Problem.Error(Codes.BrokenGold, e.Place, e.Reason));
            }
        }
    }
}

/// <summary>A row that took part in no reading.</summary>
/// <param name="Row">"frames.tsv:12".</param>
/// <param name="Words">Its first cell.</param>
internal sealed record SilentRow(string Row, string Words);

/// <summary>What the check of a table found.</summary>
/// <param name="WithoutExample">Null for mere lists of words.</param>
/// <param name="Silent">Rows that take part in no reading of the gold texts; null when there were none, or for mere lists.</param>
internal sealed record PackFinding(string Language, string Table, int Rows, int? WithoutExample, IReadOnlyList<PackProblem> Problems, IReadOnlyList<SilentRow>? Silent);
