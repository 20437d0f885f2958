using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Readout.Lexicon;

/// <summary>Compiles the Chinese word list and the tables about names and characters from open dictionaries (src/Readout/Languages/zh/README.md).</summary>
internal static partial class ChineseDictionary
{
    // How often a word of so many characters must occur.
    private static readonly Dictionary<int, int> Least = new() { [2] = 25, [3] = 30, [4] = 25, [5] = 60 };

    // States whose names are not spelled by sound.
    private static readonly string[] OwnNames = ["CHN", "KOR", "JPN", "PRK", "VNM", "TWN", "HKG", "MAC", "SGP"];

    // Words that only glue function words together.
    private static readonly HashSet<string> Glued =
    [
        "将于", "并将", "也将", "将会", "都将", "还将", "就将", "愿同", "愿与", "一国", "这是", "也是", "就是", "要在", "将在", "我将", "他将", "不在", "已在", "为在", "国和", "中和", "对中", "对美", "对日", "对俄",
        "访日", "访美", "访俄", "中朝", "中非", "由中", "日说", "他说", "她说", "我说", "所说", "所以说", "会上", "上说", "中说", "时说", "来说", "都说", "还说", "就说", "双方同意", "进出口额", "两国政府",
    ];

    private const string NotForeign = "国王的大人中一三上下不年月日等会第高家同与和在";

    /// <param name="folder">Holds the folders of the packages @node-rs/jieba (dict.txt), opencc-js and pinyin-pro as unpacked: jieba, opencc, pinyin.</param>
    /// <param name="reference">Folder of the engine's reference tables.</param>
    /// <param name="output">Folder of the Chinese tables.</param>
    public static void Compile(string folder, string reference, string output)
    {
        var dictionary = File.ReadLines(Path.Combine(folder, "jieba", "dict.txt")).Select(l => l.Split(' ')).Where(c => c.Length == 3 && Han().IsMatch(c[0]))
            .Select(c => (Word: c[0], Count: int.Parse(c[1], CultureInfo.InvariantCulture), Class: c[2])).ToList();
        var simplified = Simplified(File.ReadAllText(Path.Combine(folder, "opencc", "dist", "esm-lib", "dict", "TSCharacters.js")));
        var singles = dictionary.Where(w => w.Word.Length == 1).GroupBy(w => w.Word[0]).ToDictionary(g => g.Key, g => g.Max(w => w.Count));
        var words = dictionary.Where(w => w.Word.Length is > 1 and < 6 && ClassOf(w.Class) is not null && w.Count >= Least[w.Word.Length] && !Counted().IsMatch(w.Word) && !Abroad().IsMatch(w.Word) && !Glued.Contains(w.Word))
            .OrderByDescending(w => w.Count).ThenBy(w => w.Word, StringComparer.Ordinal).Select(w => $"{w.Word}\t{w.Count}\t{ClassOf(w.Class)}")
            .Concat(singles.Where(s => s.Value >= 20 && !simplified.ContainsKey(s.Key)).OrderByDescending(s => s.Value).ThenBy(s => s.Key).Select(s => $"{s.Key}\t{s.Value}\t"));
        Write(output, "lexicon", "Words with how often they occur and their class (v verb, n noun, a adjective, d adverb, ...). Source: the dictionary of jieba (MIT), its commoner words, see README.md.", "word\tcount\tclass", words);
        Write(output, "traditional", "Traditional characters by the simplified one that stands for them. Source: OpenCC (Apache-2.0), see README.md.", "simplified\ttraditional",
            simplified.GroupBy(p => p.Value).OrderBy(g => g.Key).Select(g => $"{g.Key}\t{string.Concat(g.Select(p => p.Key))}"));

        var readings = Readings(File.ReadAllText(Path.Combine(folder, "pinyin", "dist", "esm", "data", "dict1.mjs")));
        Write(output, "pinyin", "Readings without tones, the commonest of each character. Source: pinyin-pro (MIT), see README.md.", "syllable\tcharacters",
            readings.Where(r => singles.ContainsKey(r.Key) && !simplified.ContainsKey(r.Key)).GroupBy(r => r.Value).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key}\t{string.Concat(g.Select(r => r.Key).Order())}"));
        NameWords(dictionary, output);
        Names(dictionary, Surname().Matches(File.ReadAllText(Path.Combine(folder, "pinyin", "dist", "esm", "data", "surname.mjs"))).DistinctBy(m => m.Groups[1].Value).ToDictionary(m => m.Groups[1].Value, m => Plain(m.Groups[2].Value).Replace(" ", "", StringComparison.Ordinal)), reference, output);
    }

    // Names as the dictionary tells them: p places, b bodies, t transliterated names, g the commoner names of persons.
    private static void NameWords(List<(string Word, int Count, string Class)> dictionary, string output)
    {
        var kinds = new SortedDictionary<string, SortedSet<char>>(StringComparer.Ordinal);
        foreach (var (word, count, code) in dictionary.Where(w => w.Word.Length > 1))
        {
            char? kind = code switch { "ns" when count >= 3 => 'p', "nt" => 'b', "nrt" => 't', "nr" when count >= 20 => 'g', _ => null };
            if (kind is not { } known)
                continue;
            if (!kinds.TryGetValue(word, out var of))
                kinds[word] = of = [];
            of.Add(known);
        }

        File.WriteAllText(Path.Combine(output, "name-words.txt"), string.Concat(kinds.GroupBy(k => new string([.. k.Value])).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} {string.Join(' ', g.Select(k => k.Key))}\n")));
    }

    private static void Names(List<(string Word, int Count, string Class)> dictionary, Dictionary<string, string> surnames, string reference, string output)
    {
        Dictionary<string, int> bearers = [];
        Dictionary<char, int> given = [], foreign = [];
        foreach (var (word, _, code) in dictionary)
        {
            if (code == "nr" && word.Length is >= 2 and <= 4)
            {
                var family = word.Length > 2 && surnames.ContainsKey(word[..2]) ? 2 : 1;
                if (!surnames.ContainsKey(word[..family]) || word.Length - family is < 1 or > 2)
                    continue;
                bearers[word[..family]] = bearers.GetValueOrDefault(word[..family]) + 1;
                foreach (var c in word[family..])
                    given[c] = given.GetValueOrDefault(c) + 1;
            }
            else if (code == "nrt" && word.Length >= 3)
            {
                Count(word, 1);
            }
        }

        foreach (var (table, state, weight) in (ReadOnlySpan<(string, string, int)>)[("leaders", "country", 2), ("places", "iso3", 1)])
        {
            var lines = File.ReadAllLines(Path.Combine(reference, table + ".tsv"));
            var header = lines[0].Split('\t');
            var (name, of) = (Array.IndexOf(header, "name_zh"), Array.IndexOf(header, state));
            foreach (var cells in lines.Skip(1).Select(l => l.Split('\t')).Where(c => c.Length > Math.Max(name, of) && !OwnNames.Contains(c[of])))
                Count(cells[name], weight);
        }

        Write(output, "surnames", "Family names with their reading and how often jieba (MIT) lists a bearer; readings from pinyin-pro (MIT), see README.md.", "surname\tpinyin\tcount",
            surnames.Where(s => bearers.GetValueOrDefault(s.Key) >= (s.Key.Length == 2 ? 3 : 12)).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key}\t{s.Value}\t{bearers[s.Key]}"));
        Write(output, "name-characters", "How often a character stands in given names and in transliterated ones: counts over the names of jieba (MIT) and of the reference, see README.md.", "character\tgiven\tforeign",
            given.Keys.Union(foreign.Keys).Order().Select(c => (Character: c, Given: given.GetValueOrDefault(c) is var g && g >= 8 ? g : 0, Foreign: foreign.GetValueOrDefault(c) is var f && f >= 20 && !NotForeign.Contains(c, StringComparison.Ordinal) ? f : 0))
                .Where(c => c.Given + c.Foreign > 0).Select(c => $"{c.Character}\t{c.Given}\t{c.Foreign}"));

        void Count(string text, int weight)
        {
            foreach (var c in text.Where(c => c is >= '\u4E00' and <= '\u9FFF'))
                foreign[c] = foreign.GetValueOrDefault(c) + weight;
        }
    }

    // Names and parts of words are left out.
    private static string? ClassOf(string code) => code switch
    {
        "v" or "vd" or "vi" or "vq" => "v",
        "a" or "b" or "z" => "a",
        "d" or "ad" or "df" => "d",
        "m" or "mq" => "m",
        "p" or "c" or "r" or "t" or "i" or "q" => code,
        "l" => "i",
        "rr" or "rz" => "r",
        "u" or "y" or "uj" or "ul" or "uz" or "uv" or "ud" or "ug" => "c",
        "n" or "vn" or "an" or "nz" or "f" or "s" or "j" or "ng" => "n",
        _ => null,
    };

    private static SortedDictionary<char, char> Simplified(string source)
    {
        var pairs = new SortedDictionary<char, char>();
        foreach (var pair in source[(source.IndexOf('"', StringComparison.Ordinal) + 1)..source.LastIndexOf('"')].Split('|'))
        {
            if (pair.Split(' ') is [{ Length: 1 } traditional, { Length: 1 } simple, ..] && traditional[0] is >= '\u4E00' and <= '\u9FFF')
                pairs[traditional[0]] = simple[0];
        }

        return pairs;
    }

    // 'bǎng páng': ['膀', …]: the first reading of a character counts.
    private static Dictionary<char, string> Readings(string source)
    {
        var readings = new Dictionary<char, string>();
        foreach (Match entry in Entry().Matches(source))
        {
            foreach (Match character in Quoted().Matches(entry.Groups[2].Value))
                readings.TryAdd(character.Groups[1].Value[0], Plain(entry.Groups[1].Value.Split(' ')[0]));
        }

        return readings;
    }

    // Without tones: ǚ is ü.
    private static string Plain(string reading)
    {
        var plain = new StringBuilder();
        foreach (var c in reading.Normalize(NormalizationForm.FormD))
        {
            if (c == '\u0308')
                plain[^1] = 'ü';
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                plain.Append(c);
        }

        return plain.ToString();
    }

    private static void Write(string folder, string table, string comment, string header, IEnumerable<string> rows) =>
        File.WriteAllText(Path.Combine(folder, table + ".tsv"), $"# {comment}\n{header}\n{string.Join('\n', rows)}\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    [GeneratedRegex("^[\u4e00-\u9fff]+$")]
    private static partial Regex Han();

    [GeneratedRegex("^[访来对驻赴涉援旅在侨]华$")]
    private static partial Regex Abroad();

    // Numbers with what they count are two words: "五成", "三个".
    [GeneratedRegex("^(?!一次$|一年$|一日$|一天$|一家$|一项$|一名$|一人$|一个$|一条$|一座$|万年$|一成$)[一二两三四五六七八九十百千万亿几数]+(成|倍|份|项|家|亿|万|吨|元|人次|名|人|年|月|日|天|次|个|条|座|美元|公里|届|轮|千|百|分|里)$")]
    private static partial Regex Counted();

    [GeneratedRegex("([\u4e00-\u9fff]+): '([^']+)'")]
    private static partial Regex Surname();

    [GeneratedRegex(@"'?([^\s':\[\]]+(?: [^':\[\]]+)?)'?: \[([^\]]*)\]")]
    private static partial Regex Entry();

    [GeneratedRegex("'(.)'")]
    private static partial Regex Quoted();
}
