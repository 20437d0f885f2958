using System.Text;
using Readout.Lexicon;
using Readout.Morphology;

// Compiles the npm package dictionary-ru (Hunspell format, BSD-3-Clause) into the engine's Russian lexicon:
//   npm pack dictionary-ru && tar xzf dictionary-ru-*.tgz
//   dotnet run --project tools/Readout.Lexicon -- package src/Readout/Languages/ru/morphology.bin
if (args.Length != 2 || !File.Exists(Path.Combine(args[0], "index.dic")))
{
    Console.Error.WriteLine("Use: Readout.Lexicon FOLDER OUTPUT, FOLDER holding index.aff and index.dic of dictionary-ru.");
    return 2;
}

var hunspell = Hunspell.Load(args[0]);
var lexemes = Lexemes.Of(hunspell);
var bytes = LexiconFile.Write(lexemes);
File.WriteAllBytes(args[1], bytes);
Console.WriteLine($"{lexemes.Count} words, {lexemes.Sum(l => l.Forms.Count)} forms, {bytes.Length} bytes: {args[1]}");
return 0;
