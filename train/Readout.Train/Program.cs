using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Readout;
using Readout.Train;

// Trains the tagger of names; see src/Readout/Languages/ru/names-model.README.md.
//   dotnet run --project train/Readout.Train -c Release -- train DEVSET --own . --out src/Readout/Languages/ru/names.model.bin
//   dotnet run --project train/Readout.Train -c Release -- crossvalidate DEVSET --own . --folds 5 --out predictions.jsonl
var corpus = new Argument<DirectoryInfo>("CORPUS") { Description = "Folder of factRuEval-2016 (book_N.txt, .spans, .objects)." }.AcceptExistingOnly();
var output = new Option<FileInfo>("--out", "-o") { Description = "The file to write.", Required = true };
var folds = new Option<int>("--folds") { Description = "Parts, each held out once.", DefaultValueFactory = _ => 5 };
var seed = new Option<int>("--seed") { Description = "Order of the sentences and of the parts.", DefaultValueFactory = _ => 1 };
var kind = new Option<TrainerKind>("--kind") { Description = "How to learn.", DefaultValueFactory = _ => TrainerKind.Crf };
var epochs = new Option<int>("--epochs") { Description = "How often the texts are gone through.", DefaultValueFactory = _ => new TrainingOptions().Epochs };
var rate = new Option<float>("--rate") { Description = "First step of AdaGrad.", DefaultValueFactory = _ => new TrainingOptions().Rate };
var pull = new Option<float>("--pull") { Description = "Strength of the pull of weights to 0.", DefaultValueFactory = _ => new TrainingOptions().Pull };
var least = new Option<int>("--at-least") { Description = "Features that occur more rarely are left out.", DefaultValueFactory = _ => new TrainingOptions().AtLeast };
var own = new Option<DirectoryInfo>("--own") { Description = "The repository, for the examples of its tables and specs." }.AcceptExistingOnly();
Option[] shared = [own, output, seed, kind, epochs, rate, pull, least];

TrainingOptions Options(ParseResult parse) => new()
{
    Seed = parse.GetValue(seed),
    Kind = parse.GetValue(kind),
    Epochs = parse.GetValue(epochs),
    Rate = parse.GetValue(rate),
    Pull = parse.GetValue(pull),
    AtLeast = parse.GetValue(least),
};

var pack = TrainingPack.Russian();

// Our own text goes with every part.
List<TrainingText> Own(ParseResult parse) => parse.GetValue(own) is { } repository
    ? [.. OwnTexts.Of(OwnTexts.Read(repository.FullName, "ru"), pack), .. OwnTexts.Marked(Path.Combine(repository.FullName, "train/texts/names.ru.txt")).Select(t => MarkedText.Of(t, pack).ForTraining())]
    : [];

List<MarkedText> Texts(ParseResult parse)
{
    return [.. FactRuEval.Read(parse.GetValue(corpus)!.FullName).Select(t => MarkedText.Of(t, pack))];
}

var train = new Command("train", "Train on the whole corpus and write the model.") { corpus };
var validate = new Command("crossvalidate", "Train on all parts but one, predict that one, for each part; write the predictions and print the score.") { corpus, folds };
foreach (var option in shared)
{
    train.Add(option);
    validate.Add(option);
}

train.SetAction(parse =>
{
    var bytes = ModelMaker.Make([.. Texts(parse).Select(t => t.ForTraining()), .. Own(parse)], Options(parse));
    File.WriteAllBytes(parse.GetValue(output)!.FullName, bytes);
    Console.WriteLine($"{bytes.Length} bytes: {parse.GetValue(output)}");
});

validate.SetAction(parse =>
{
    var texts = Texts(parse);
    var more = Own(parse);
    Console.WriteLine($"{texts.Count} texts, {more.Count} of our own");
    var found = new List<GoldName>[texts.Count];
    foreach (var (others, held) in Folds.Of(texts.Count, parse.GetValue(folds), parse.GetValue(seed)))
    {
        var tagger = pack.Tagger(ModelMaker.Make([.. others.Select(t => texts[t].ForTraining()), .. more], Options(parse)));
        foreach (var t in held)
            found[t] = texts[t].Find(tagger);
    }

    var score = new NameScore();
    using var lines = new StreamWriter(parse.GetValue(output)!.FullName);
    for (var t = 0; t < texts.Count; t++)
    {
        score.Add(texts[t].Gold.Names, found[t]);
        lines.WriteLine(JsonSerializer.Serialize(
            new { doc = texts[t].Gold.Name, spans = found[t].Select(n => new { start = n.Start, end = n.End, type = FactRuEval.Code(n.Type) }) },
            new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    Console.Write(score);
});

return new RootCommand("Trains the tagger of names.") { train, validate }.Parse(args).Invoke();
