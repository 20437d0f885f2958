using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Readout.Tagging;
using Readout.Train;

// Trains the taggers of names and measures them; src/Readout/Languages/*/names-model.README.md has the commands for each.
//   dotnet run --project train/Readout.Train -c Release -- train CORPUS… --language kk --own . --out src/Readout/Languages/kk/names.model.bin
//   dotnet run --project train/Readout.Train -c Release -- crossvalidate CORPUS… --language kk --own . --folds 5
//   dotnet run --project train/Readout.Train -c Release -- test CORPUS --on CORPUS… --language zh --own .
const string Corpora = "Folder of factRuEval-2016 or GUM, file of UniversalNER (.iob2) or KazNERD (.txt).";
var corpora = new Argument<string[]>("CORPUS") { Description = Corpora, Arity = ArgumentArity.OneOrMore };
var corpus = new Argument<string>("CORPUS") { Description = Corpora };
var on = new Option<string[]>("--on") { Description = "Corpora to train on; none: rules alone.", AllowMultipleArgumentsPerToken = true };
var with = new Option<string[]>("--with") { Description = "More corpora to train on, with every part.", AllowMultipleArgumentsPerToken = true };
var language = new Option<string>("--language", "-l") { Description = "ru, en, zh or kk.", DefaultValueFactory = _ => "ru" };
var output = new Option<FileInfo>("--out", "-o") { Description = "The file to write.", Required = true };
var predictions = new Option<FileInfo?>("--out", "-o") { Description = "Write the names found there, as the scorers of named entities read them." };
var errors = new Option<int>("--errors") { Description = "Print what was missed and what is wrong in so many texts." };
var folds = new Option<int>("--folds") { Description = "Parts, each held out once.", DefaultValueFactory = _ => 5 };
var seed = new Option<int>("--seed") { Description = "Order of the sentences and of the parts.", DefaultValueFactory = _ => 1 };
var kind = new Option<TrainerKind>("--kind") { Description = "How to learn.", DefaultValueFactory = _ => TrainerKind.Crf };
var epochs = new Option<int>("--epochs") { Description = "How often the texts are gone through.", DefaultValueFactory = _ => new TrainingOptions().Epochs };
var rate = new Option<float>("--rate") { Description = "First step of AdaGrad.", DefaultValueFactory = _ => new TrainingOptions().Rate };
var pull = new Option<float>("--pull") { Description = "Strength of the pull of weights to 0.", DefaultValueFactory = _ => new TrainingOptions().Pull };
var least = new Option<int>("--at-least") { Description = "Features that occur more rarely are left out.", DefaultValueFactory = _ => new TrainingOptions().AtLeast };
var boldness = new Option<float>("--boldness") { Description = "Added to the score of each name: above 0 more names are found, and more of them wrongly." };
var own = new Option<DirectoryInfo>("--own") { Description = "The repository, for the examples of its tables and specs." }.AcceptExistingOnly();
Option[] shared = [language, own, seed, kind, epochs, rate, pull, least, boldness];

TrainingOptions Options(ParseResult parse) => new()
{
    Seed = parse.GetValue(seed),
    Kind = parse.GetValue(kind),
    Epochs = parse.GetValue(epochs),
    Rate = parse.GetValue(rate),
    Pull = parse.GetValue(pull),
    AtLeast = parse.GetValue(least),
    Boldness = parse.GetValue(boldness),
};

TrainingPack Pack(ParseResult parse) => TrainingPack.Of(parse.GetValue(language)!);

// Our own text goes with every part.
List<TrainingText> Own(ParseResult parse, TrainingPack pack)
{
    if (parse.GetValue(own) is not { } repository)
        return [];
    var marked = Path.Combine(repository.FullName, "train/texts", $"names.{pack.Pack.Language}.txt");
    var texts = OwnTexts.Of(OwnTexts.Read(repository.FullName, pack.Pack.Language), pack);
    return [.. texts, .. File.Exists(marked) ? OwnTexts.Marked(marked).Select(t => MarkedText.Of(t, pack).ForTraining()) : []];
}

List<MarkedText> Texts(IEnumerable<string> paths, TrainingPack pack) => [.. paths.SelectMany(Corpus.Read).Select(t => MarkedText.Of(t, pack))];

void Report(ParseResult parse, List<MarkedText> texts, IReadOnlyList<List<GoldName>> found)
{
    var score = new NameScore();
    for (var t = 0; t < texts.Count; t++)
        score.Add(texts[t].Gold.Names, found[t]);
    Console.Write(score);
    Console.WriteLine($"{texts.Sum(t => t.Gold.Names.Count(t.IsOfWords))} of {texts.Sum(t => t.Gold.Names.Count)} names begin and end with words");
    foreach (var (text, names) in texts.Zip(found).Take(parse.GetValue(errors)))
    {
        foreach (var (sign, name) in text.Gold.Names.Except(names).Select(n => ("missed", n)).Concat(names.Except(text.Gold.Names).Select(n => ("wrong", n))).OrderBy(e => e.Item2.Start))
            Console.WriteLine($"{sign}\t{text.Gold.Name}\t{GoldName.Code(name.Type)}\t{text.Around(name)}");
    }

    if (parse.GetValue(predictions) is not { } file)
        return;
    using var lines = new StreamWriter(file.FullName);
    for (var t = 0; t < texts.Count; t++)
    {
        lines.WriteLine(JsonSerializer.Serialize(
            new { doc = texts[t].Gold.Name, spans = found[t].Select(n => new { start = n.Start, end = n.End, type = GoldName.Code(n.Type) }) },
            new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }
}

var train = new Command("train", "Train on corpora and write the model.") { corpora, output };
train.SetAction(parse =>
{
    var pack = Pack(parse);
    var bytes = ModelMaker.Make([.. Texts(parse.GetValue(corpora)!, pack).Select(t => t.ForTraining()), .. Own(parse, pack)], Options(parse));
    File.WriteAllBytes(parse.GetValue(output)!.FullName, bytes);
    Console.WriteLine($"{bytes.Length} bytes: {parse.GetValue(output)}");
});

var validate = new Command("crossvalidate", "Train on all parts but one, find the names of that one, for each part; print the score.") { corpora, folds, with, predictions, errors };
validate.SetAction(parse =>
{
    var pack = Pack(parse);
    var texts = Texts(parse.GetValue(corpora)!, pack);
    var ours = Own(parse, pack);
    TrainingText[] more = [.. Texts(parse.GetValue(with)!, pack).Select(t => t.ForTraining()), .. ours];
    Console.WriteLine($"{texts.Count} texts, {more.Length} more, {ours.Count} of them our own");
    var found = new List<GoldName>[texts.Count];
    foreach (var (others, held) in Folds.Of(texts.Count, parse.GetValue(folds), parse.GetValue(seed)))
    {
        var tagger = pack.Tagger(ModelMaker.Make([.. others.Select(t => texts[t].ForTraining()), .. more], Options(parse)));
        foreach (var t in held)
            found[t] = texts[t].Find(tagger);
    }

    Report(parse, texts, found);
});

var test = new Command("test", "Train on other corpora and find the names of one; print the score.") { corpus, on, predictions, errors };
test.SetAction(parse =>
{
    var pack = Pack(parse);
    var texts = Texts([parse.GetValue(corpus)!], pack);
    NameTagger? tagger = null;
    if (parse.GetValue(on) is { Length: > 0 } others)
    {
        var bytes = ModelMaker.Make([.. Texts(others, pack).Select(t => t.ForTraining()), .. Own(parse, pack)], Options(parse));
        Console.WriteLine($"{bytes.Length} bytes");
        tagger = pack.Tagger(bytes);
    }

    Report(parse, texts, [.. texts.Select(t => t.Find(tagger))]);
});

var root = new RootCommand("Trains the taggers of names.") { train, validate, test };
foreach (var option in shared)
{
    foreach (var command in root.Subcommands)
        command.Add(option);
}

try
{
    return root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception error) when (error is InvalidDataException or IOException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
