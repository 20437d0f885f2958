using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Readout.Cli.Running;
using Readout.Ingest;
using Readout.Ingest.Fetching;

namespace Readout.Cli.Commands;

/// <summary>The input of commands that read, and how it is read.</summary>
internal sealed class ReadingOptions
{
    private readonly Session _session;

    private readonly Argument<string[]> _inputs = new("INPUT")
    {
        Description = "Texts, web pages, PDF and Word documents, report lines (.jsonl, .csv), archives (.warc, .zip, .tar, .mbox), folders, or - for standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<DateOnly?> _published = new("--published")
    {
        Description = "Day of publication of the reports that do not give one themselves.",
        HelpName = "YYYY-MM-DD",
        CustomParser = Date,
    };

    private readonly Option<string?> _language = new("--language") { Description = "Language of the reports that do not give one themselves. Default: told from the text.", HelpName = "ru|en|kk|zh" };

    private readonly Option<Dictionary<string, string>?> _columns = new("--columns")
    {
        Description = "Which columns of a CSV file hold what: text=BODY,title=HEADLINE,published=DATE (also name, url, publisher, credit, language).",
        HelpName = "FIELD=COLUMN,…",
        CustomParser = Columns,
    };

    private readonly Option<bool> _allowPrivate = new("--allow-private") { Description = "Open addresses of this machine and of private networks too." };

    private readonly Option<string?> _reference = new("--reference") { Description = "Your own actors and places, a TSV file.", HelpName = "FILE" };

    private readonly Option<string?> _pack = new("--pack") { Description = "Your own tables of languages, a folder such as 'readout pack export' writes.", HelpName = "DIR" };

    private readonly Option<int> _jobs = new("--jobs", "-j")
    {
        Description = "Reports read at the same time. The order of the output does not depend on it.",
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private readonly Option<int> _maxSize = new("--max-size")
    {
        Description = "The longest report that is read, such as 500K or 20M.",
        HelpName = "SIZE",
        CustomParser = Size,
        DefaultValueFactory = _ => InputOptions.DefaultMaxBytes,
    };

    public ReadingOptions(Session session, Command command, bool takesInputs = true)
    {
        _session = session;
        _jobs.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var jobs) && jobs is < 1 or > 1024)
                result.AddError($"--jobs takes a number from 1 to 1024, not {jobs}.");
        });
        if (takesInputs)
        {
            Verb.AddArgument(command, _inputs);
            command.Add(_published);
            command.Add(_language);
            command.Add(_maxSize);
            command.Add(_columns);
            command.Add(_allowPrivate);
        }

        command.Add(_reference);
        command.Add(_pack);
        command.Add(_jobs);
    }

    public string[] Inputs(ParseResult parse) => parse.GetValue(_inputs) ?? [];

    public OwnFiles Own(ParseResult parse) => new(parse.GetValue(_reference), parse.GetValue(_pack));

    /// <summary>What the user said of all reports, for telling whether a page would be read the same way again.</summary>
    public string Given(ParseResult parse) => string.Create(CultureInfo.InvariantCulture, $"{parse.GetValue(_published):O} {parse.GetValue(_language)}");

    public int Jobs(ParseResult parse) => parse.GetValue(_jobs);

    /// <summary>Finds, reads and hands over the records in the order of the inputs, and tells at the end what went wrong.</summary>
    /// <param name="retry">The command that reads again, for the message: "readout add".</param>
    /// <param name="take">Called for every input that was not left out; its record is null where <paramref name="known"/> says so.</param>
    /// <param name="known">What need not be read; null reads all.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> ReadAllAsync(ParseResult parse, string retry, Func<Reading, ValueTask> take, Known? known, CancellationToken cancel)
    {
        // It lives as long as the run: pages are still on their way when the last address has been found.
        Fetcher? fetcher = null;
        try
        {
            var finder = new InputReader(
                new InputOptions { MaxBytes = parse.GetValue(_maxSize), Published = parse.GetValue(_published), Language = parse.GetValue(_language), Columns = parse.GetValue(_columns) },
                _session.Terminal.In, () => fetcher ??= new Fetcher(new FetchOptions { MaxBytes = parse.GetValue(_maxSize), AllowPrivate = parse.GetValue(_allowPrivate) }));
            return await ReadAllAsync(parse, finder.Read(Inputs(parse)), () => InputReader.SizeOf(Inputs(parse)), retry, take, known, cancel);
        }
        finally
        {
            fetcher?.Dispose();
        }
    }

    /// <summary>The same for inputs that were found in another way.</summary>
    /// <param name="size">How many bytes they hold; gives null where that cannot be known.</param>
    public async Task<int> ReadAllAsync(
        ParseResult parse, IEnumerable<Input> inputs, Func<long?> size, string retry, Func<Reading, ValueTask> take, Known? known, CancellationToken cancel)
    {
        var quiet = _session.IsQuiet(parse);
        using var progress = new Progress(_session.Terminal, quiet, size);
        var failures = new Failures();
        var read = 0;
        try
        {
            var reader = _session.MakeReader(Own(parse));
            await foreach (var reading in ReadingLine.RunAsync(inputs, reader, Jobs(parse), known, progress.Stages, cancel))
            {
                foreach (var problem in reading.Input.Problems)
                    failures.Add(problem);
                if (reading.Record is null && reading.Input.Problems.Any(p => p.Severity == DiagnosticSeverity.Error))
                {
                    failures.LeftOut(reading.Input.Source);
                }
                else if (!reading.Input.IsPassed)
                {
                    read++;
                    // On one terminal the line of progress gives way to what is written.
                    if (_session.Terminal.IsOutTerminal)
                        progress.Clear();
                    await take(reading);
                }

                progress.Add(reading.Input.Bytes);
            }
        }
        finally
        {
            progress.Clear();
            failures.Tell(_session.Terminal.Error, read, retry, quiet);
        }

        return failures.Any ? App.Failed : read == 0 ? App.NothingFound : App.Done;
    }

    internal static DateOnly? Date(ArgumentResult result)
    {
        var written = result.Tokens[0].Value;
        if (ReportLines.TryDate(written, out var date))
            return date;
        result.AddError($"{Codes.NoDate} '{written}' is no date. Write it as 2025-08-30.");
        return null;
    }

    private static Dictionary<string, string>? Columns(ArgumentResult result)
    {
        string[] known = ["text", "title", "name", "published", "url", "publisher", "credit", "language"];
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length == 2 && parts[1].Length > 0 && known.Contains(parts[0], StringComparer.Ordinal))
            {
                columns[parts[0]] = parts[1];
                continue;
            }

            var nearest = Tables.Spelling.Nearest(parts[0], known);
            result.AddError($"'{pair}' is no FIELD=COLUMN with a field of {string.Join(", ", known)}." + (nearest is null || nearest == parts[0] ? "" : $" Did you mean '{nearest}'?"));
            return null;
        }

        return columns;
    }

    private static int Size(ArgumentResult result)
    {
        var written = result.Tokens[0].Value;
        var unit = char.ToUpperInvariant(written[^1]) switch { 'K' => 1e3, 'M' => 1e6, 'G' => 1e9, _ => 1 };
        var digits = unit == 1 ? written : written[..^1];
        if (double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * unit is >= 1 and <= 2e9 and var bytes)
            return (int)bytes;
        result.AddError($"'{written}' is no size up to 2G. Write it as 500K, 20M or in bytes.");
        return 0;
    }
}
