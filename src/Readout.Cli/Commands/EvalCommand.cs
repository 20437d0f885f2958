using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Readout.Evaluation;
using Readout.Ingest;

namespace Readout.Cli.Commands;

/// <summary><c>readout eval</c>: how well records match gold records.</summary>
internal sealed class EvalCommand : Verb
{
    public EvalCommand(Session session)
        : base("eval", "Score records against gold records, layer by layer.",
            "readout eval eval/gold                        read the gold texts and score the records",
            "readout eval eval/gold records.jsonl --json   score records that were made before",
            "readout eval eval/gold --language ru          score the Russian texts only",
            "readout eval eval/gold --errors figures       what was missed, wrong and spurious in a layer",
            "readout eval eval/stories                     what a ledger makes of reports: stories, contradictions, promises",
            "readout eval gsr.jsonl                        breadth: the type of each PLOVER gold-standard record among those found")
    {
        var gold = new Argument<string>("GOLD_DIR") { Description = "Folder of gold files, or a file of PLOVER gold-standard records (.jsonl)." };
        var predictions = new Argument<string?>("PREDICTIONS") { Description = "Records, one a line, named as the gold files. Without it the gold texts are read.", Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<bool>("--json") { Description = "Print the scores as one JSON object." };
        var perDocument = new Option<bool>("--per-document") { Description = "A line for each document." };
        var of = new Option<string?>("--language") { Description = "Score only the gold texts of a language (ISO 639-1: ru, en, zh, kk).", HelpName = "LANGUAGE" };
        of.AcceptOnlyFromAmong("ru", "en", "zh", "kk");
        var errors = new Option<string?>("--errors") { Description = "Print the misses of a layer.", HelpName = "LAYER" };
        errors.AcceptOnlyFromAmong([.. Scorer.Layers.Select(l => l.ToString().ToLowerInvariant())]);
        AddArgument(gold);
        AddArgument(predictions);
        Add(json);
        Add(perDocument);
        Add(of);
        Add(errors);
        var reading = new ReadingOptions(session, this, takesInputs: false);
        SetAction(parse =>
        {
            try
            {
                var from = parse.GetRequiredValue(gold);
                if (from.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) && File.Exists(from))
                    return Plover(from, session.MakeReader(reading.Own(parse)), parse.GetValue(json), parse.GetValue(perDocument), session.Terminal.Out);
                if (StoryEvaluation.IsFor(from))
                    return StoryEvaluation.Run(session, from, session.MakeReader(reading.Own(parse)), parse.GetValue(perDocument), session.Terminal.Out);
                var golds = Scorer.LoadGold(parse.GetRequiredValue(gold));
                if (parse.GetValue(of) is { } language)
                    golds = OfLanguage(golds, language, parse.GetRequiredValue(gold));
                var records = parse.GetValue(predictions) is { } file
                    ? Load(file)
                    : Read(golds, session.MakeReader(reading.Own(parse)), reading.Jobs(parse));
                var scorer = new Scorer();
                var layer = parse.GetValue(errors) is { } name ? Enum.Parse<Layer>(name, ignoreCase: true) : (Layer?)null;
                var to = session.Terminal.Out;
                foreach (var document in golds)
                {
                    var found = records.TryGetValue(document.GetProperty("id").GetString()!, out var record);
                    scorer.Add(document, found ? record : null, layer, to, parse.GetValue(perDocument));
                }

                if (parse.GetValue(json))
                    scorer.WriteJson(to);
                else
                    scorer.WriteTable(to);
                return App.Done;
            }
            catch (GoldException e)
            {
                throw new ProblemException(Problem.Error(Codes.BrokenGold, e.Place, e.Reason));
            }
        });
    }

    private static int Plover(string file, Func<Report, Record> read, bool asJson, bool perDocument, TextWriter to)
    {
        var scorer = new PloverScorer();
        foreach (var (id, text, type, language) in PloverScorer.Load(file))
        {
            var record = read(new Report { Name = id, Text = text, Language = language });
            if (!scorer.Add(type, record) && perDocument)
                to.WriteLine($"{id}\t{type}\t{string.Join(' ', PloverCoding.TypesOf(record))}\t{text}");
        }

        if (asJson)
            scorer.WriteJson(to);
        else
            scorer.WriteTable(to);
        return App.Done;
    }

    private static List<JsonElement> OfLanguage(IReadOnlyList<JsonElement> golds, string language, string folder)
    {
        var kept = golds.Where(g => g.TryGetProperty("language", out var value) && value.ValueKind == JsonValueKind.String && value.GetString() == language).ToList();
        return kept.Count > 0 ? kept : throw new GoldException(folder, $"no gold file has the language '{language}'.");
    }

    private static Dictionary<string, JsonElement> Load(string file)
    {
        try
        {
            return Scorer.LoadPredictions(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(Problem.Error(e is FileNotFoundException or DirectoryNotFoundException ? Codes.NoSuchInput : Codes.InputNotReadable,
                file, $"the predictions cannot be read: {e.Message.TrimEnd('.')}."));
        }
    }

    // A text whose language the engine does not read has an empty record: all its gold items are missed.
    private static Dictionary<string, JsonElement> Read(IReadOnlyList<JsonElement> golds, Func<Report, Record> read, int jobs) => golds
        .AsParallel().WithDegreeOfParallelism(Math.Min(jobs, 512))
        .Select(gold => read(new Report
        {
            Name = gold.GetProperty("id").GetString(),
            Text = gold.GetProperty("text").GetString()!,
            Published = gold.TryGetProperty("published", out var day) && day.ValueKind == JsonValueKind.String
                ? DateOnly.ParseExact(day.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture)
                : null,
        }))
        .Where(record => !record.IsUnread)
        .ToDictionary(record => record.Document.Name!, record => JsonSerializer.Deserialize<JsonElement>(RecordJson.Write(record)));
}
