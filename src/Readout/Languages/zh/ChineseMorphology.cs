using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using Readout.Morphology;
using Readout.Reference;
using Readout.Tables;
using Readout.Text;

namespace Readout.Languages.Zh;

/// <summary>Chinese: words are cut by a lexicon, by the names of the reference and by a model of how names look; nothing inflects.</summary>
/// <remarks>
/// A run of characters is cut along the cheapest path through a lattice: a word costs the negative logarithm of its frequency, a name that no
/// table holds what its characters cost in names (counts of <c>name-characters.tsv</c>, <c>surnames.tsv</c>). Traditional characters are
/// matched as the simplified ones that stand for them. Immutable, thread-safe.
/// </remarks>
internal sealed class ChineseMorphology : IMorphology
{
    // Lattice costs of names, set on the development texts: what a name costs beside its characters, and what a title before it or a verb of saying after it gives back.
    private const float ForeignCost = 9.5f;
    private const float GivenCost = 11f;
    private const float TitleGain = 11f;
    private const float SayingGain = 6f;

    // What "在", "赴" or "抵达" before a name of a place gives back.
    private const float WhereGain = 5f;

    // Characters that join what stands beside them: no name begins or ends with one that stands alone.
    private const string Joints = "同与和在等说将向对为是到从把被就也已还并及或应称访率的于由跟给";
    private const float RareCost = 11f;
    private const int LongestName = 9;

    // How much likelier the characters after a family name must be in transliterated names.
    private const float SoundMargin = 2f;

    // Counts of words that come without one: tables, offices, names.
    private const int TableCount = 4000;
    private const int NameCount = 3000;
    private const int PlaceCount = 120;

    // From how often on a word of the dictionary is one of everyday language.
    private const int CommonCount = 200;

    // Characters that words are made of; arrays over them are indexed from the first.
    private const char FirstHan = '\u3400', LastHan = '\u9FFF';

    private readonly FrozenDictionary<string, Word> _words;

    // Edges of a trie over the words: node and character lead to a node; nodes that end a word have it.
    private readonly Dictionary<long, int> _edges;
    private readonly Word[] _ends;
    private readonly char[] _simplified = new char[LastHan - FirstHan + 1];
    private readonly float[] _given = new float[LastHan - FirstHan + 1];
    private readonly float[] _foreign = new float[LastHan - FirstHan + 1];
    private readonly bool[] _surnameOpens = new bool[LastHan - FirstHan + 1];
    private readonly FrozenDictionary<string, float> _surnames;
    private readonly FrozenDictionary<string, float>.AlternateLookup<ReadOnlySpan<char>> _surnamesBySpan;

    private readonly record struct Word(float Cost, WordClass Class, WordRole Role, bool IsCommon);

    private enum WordRole : byte { None, Title, Saying, Where }

    public ChineseMorphology(ReferenceDictionary reference, LanguageTables tables)
    {
        for (var c = FirstHan; c <= LastHan; c++)
            _simplified[c - FirstHan] = c;
        foreach (var row in tables.Load("traditional", "simplified", "traditional").Rows)
        {
            foreach (var traditional in row["traditional"])
                _simplified[traditional - FirstHan] = row["simplified"][0];
        }

        var counts = new Dictionary<string, (double Count, WordClass Class, WordRole Role)>(StringComparer.Ordinal);
        var everyday = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in tables.Load("lexicon", "word", "count", "class").Rows)
            counts[row["word"]] = (int.Parse(row["count"], CultureInfo.InvariantCulture), ClassOf(row["class"]), WordRole.None);
        AddTables(counts, tables);
        everyday.UnionWith(counts.Where(c => c.Value.Count >= CommonCount).Select(c => c.Key));
        AddReference(counts, reference);
        foreach (var row in tables.Load("words", "words", "class", "note").Rows)
        {
            foreach (var word in row.Values("words"))
            {
                if (row["class"] == "apart")
                    counts.Remove(word);
                else
                    Put(counts, word, TableCount, row.Code("class", WordClass.Noun), WordRole.None);
            }
        }

        AddWhere(counts, tables);
        var total = counts.Values.Sum(c => c.Count);
        _words = counts.ToFrozenDictionary(w => w.Key, w => new Word((float)Math.Log(total / w.Value.Count), w.Value.Class, w.Value.Role, everyday.Contains(w.Key)), StringComparer.Ordinal);
        (_edges, _ends) = Trie(_words);
        var characters = tables.Load("name-characters", "character", "given", "foreign").Rows
            .Select(r => (Character: r["character"][0], Given: double.Parse(r["given"], CultureInfo.InvariantCulture), Foreign: double.Parse(r["foreign"], CultureInfo.InvariantCulture))).ToArray();
        var (given, foreign) = (characters.Sum(c => c.Given), characters.Sum(c => c.Foreign));
        Array.Fill(_given, float.PositiveInfinity);
        Array.Fill(_foreign, float.PositiveInfinity);
        foreach (var c in characters)
            (_given[c.Character - FirstHan], _foreign[c.Character - FirstHan]) = (Cost(c.Given, given), Cost(c.Foreign, foreign));
        var surnames = tables.Load("surnames", "surname", "pinyin", "count").Rows
            .Select(r => (Surname: r["surname"], Count: double.Parse(r["count"], CultureInfo.InvariantCulture))).ToArray();
        var bearers = surnames.Sum(s => s.Count);
        _surnames = surnames.ToFrozenDictionary(s => s.Surname, s => Cost(s.Count, bearers), StringComparer.Ordinal);
        foreach (var surname in _surnames.Keys)
            _surnameOpens[surname[0] - FirstHan] = true;
        _surnamesBySpan = _surnames.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    private static (Dictionary<long, int> Edges, Word[] Ends) Trie(IReadOnlyDictionary<string, Word> words)
    {
        var edges = new Dictionary<long, int>(words.Count * 2);
        var ends = new List<Word> { default };
        foreach (var (spelled, word) in words)
        {
            var node = 0;
            foreach (var character in spelled)
            {
                var key = ((long)node << 16) | character;
                if (!edges.TryGetValue(key, out var next))
                {
                    edges[key] = next = ends.Count;
                    ends.Add(default);
                }

                node = next;
            }

            ends[node] = word;
        }

        return (edges, [.. ends]);
    }

    private char Simplified(char c) => c is >= FirstHan and <= LastHan ? _simplified[c - FirstHan] : TextNormalizer.Fold(c);

    private static float Cost(double count, double of) => count > 0 ? (float)Math.Log(of / count) : float.PositiveInfinity;

    private static WordClass ClassOf(string code) => code switch
    {
        "v" => WordClass.Verb,
        "a" => WordClass.Adjective,
        "d" => WordClass.Adverb,
        "p" => WordClass.Preposition,
        "c" => WordClass.Conjunction,
        "r" => WordClass.Pronoun,
        "m" => WordClass.Numeral,
        "q" => WordClass.Particle,
        _ => WordClass.Noun,
    };

    // The words of the pack's own tables: what a table asks for must come out of the lattice.
    private static void AddTables(Dictionary<string, (double, WordClass, WordRole)> counts, LanguageTables tables)
    {
        foreach (var (table, column, wordClass, role) in (ReadOnlySpan<(string, string, WordClass, WordRole)>)
        [
            ("offices", "pattern", WordClass.Noun, WordRole.Title), ("descriptions", "phrase", WordClass.Noun, WordRole.None), ("organisations", "head", WordClass.Noun, WordRole.None),
            ("places", "head", WordClass.Noun, WordRole.None), ("saying", "cue", WordClass.Verb, WordRole.Saying), ("acts", "marker", WordClass.Verb, WordRole.None),
            ("frames", "cue", WordClass.Verb, WordRole.None), ("objects", "words", WordClass.Noun, WordRole.None), ("status", "word", WordClass.Verb, WordRole.None),
            ("commitments", "verb", WordClass.Verb, WordRole.None), ("undertakings", "word", WordClass.Verb, WordRole.None), ("time-words", "word", WordClass.Noun, WordRole.None),
            ("units", "words", WordClass.Noun, WordRole.None), ("figures", "words", WordClass.Noun, WordRole.None), ("relations", "label", WordClass.Noun, WordRole.None),
            ("initiatives", "words", WordClass.Noun, WordRole.None), ("topics", "cues", WordClass.Noun, WordRole.None), ("topic-contexts", "words", WordClass.Noun, WordRole.None),
            ("time", "pattern", WordClass.Noun, WordRole.None), ("publishers", "name", WordClass.Noun, WordRole.None), ("speakers", "noun", WordClass.Noun, WordRole.Title),
        ])
        {
            foreach (var row in tables.Load(table).Rows)
            {
                foreach (var phrase in row.Values(column))
                {
                    // Only persons are called by their trade before the name: "工程师林蔚然", and not "公司".
                    var own = role == WordRole.Title && table == "speakers" && row["kind"] != "person" ? WordRole.None : role;
                    foreach (var word in phrase.Split([' ', '/', '=', '?', '{', '}', '…', '“', '”', '—', '·', '-'], StringSplitOptions.RemoveEmptyEntries))
                    {
                        // "同意停火", "宣布停火": what two words spell stays two, so that other tables see each of them.
                        if (word.Length == 4 && table is "frames" or "commitments" && word[2..] is var second && counts.ContainsKey(word[..2]) && counts.ContainsKey(second))
                            continue;
                        // Longer phrases and those that begin with a word of their own are spelled by several tokens.
                        if (role == WordRole.Title || table is "organisations" or "descriptions" or "places" || (word.Length <= 4 && !IsJoined(word) && word[0] is not ('将' or '愿' or '已' or '由' or '对' or '向' or '应' or '要' or '双' or '并' or '还' or '也' or '未' or '不' or '可')))
                            Put(counts, word, TableCount, wordClass, own);
                    }
                }
            }
        }
    }

    // "在", "赴", "访问": a name of a place may follow.
    private static void AddWhere(Dictionary<string, (double Count, WordClass Class, WordRole Role)> counts, LanguageTables tables)
    {
        var words = tables.Load("prepositions").Rows.Where(r => r["place"] == "yes").Select(r => r["preposition"])
            .Concat(tables.Load("frames").Rows.Where(r => r["kind"] == "visit").SelectMany(r => r.Values("cue")));
        foreach (var word in words)
        {
            if (counts.TryGetValue(word, out var known))
                counts[word] = known with { Role = WordRole.Where };
        }
    }

    // "表示慰问", "余家企业": two words each.
    private static bool IsJoined(string word) => word.Length > 2 && (word.StartsWith("表示", StringComparison.Ordinal) || word.StartsWith("深", StringComparison.Ordinal) || word.StartsWith("致以", StringComparison.Ordinal)
        || word.StartsWith("感到", StringComparison.Ordinal) || word.StartsWith("提供", StringComparison.Ordinal) || word.StartsWith("实施", StringComparison.Ordinal) || word.StartsWith("宣布", StringComparison.Ordinal)
        || word[0] is '个' or '家' or '项' or '所' or '余' or '条' or '趟' or '座' or '列' or '份' or '多' or '处' or '户' or '枚' or '节' or '艘' or '名' or '位' or '桶' or '场' or '辆' or '架' or '台' or '班');

    private static void AddReference(Dictionary<string, (double, WordClass, WordRole)> counts, ReferenceDictionary reference)
    {
        foreach (var state in reference.States.Values)
        {
            Add(state.LocalNames, NameCount * 4, WordRole.None);
            // "中方向对方": a side before a coverb, and no direction.
            Add(state.LocalSides, NameCount * 20, WordRole.None);
        }

        foreach (var person in reference.Persons.Values)
            Add([.. person.Names.TryGetValue("zh", out var name) ? [name] : Array.Empty<string>(), .. person.LocalAliases, person.LocalShort], NameCount, WordRole.None);
        foreach (var organisation in reference.Organisations.Values)
            Add(organisation.LocalNames, NameCount, WordRole.None);
        foreach (var place in reference.Places.Values)
            Add(place.LocalNames, place.IsByHand ? NameCount : PlaceCount, WordRole.None);
        // "欧洲理事会主席": a body and its officer are two words; "外交部长" is one.
        var bodies = reference.Organisations.Values.SelectMany(o => o.LocalNames).Where(n => n.Length > 3).ToHashSet(StringComparer.Ordinal);
        foreach (var office in reference.Offices.Values)
            Add(office.LocalNames.Concat(office.LocalVariants).Where(n => !Enumerable.Range(4, Math.Max(0, n.Length - 5)).Any(length => bodies.Contains(n[..length]))), TableCount, WordRole.Title);

        void Add(IEnumerable<string> names, int count, WordRole role)
        {
            foreach (var name in names)
            {
                foreach (var part in name.Split(['·', '—', '-', '“', '”', '《', '》', ' ', '(', ')', '（', '）']))
                    Put(counts, part, count, WordClass.Noun, role);
            }
        }
    }

    private static void Put(Dictionary<string, (double Count, WordClass Class, WordRole Role)> counts, string word, int count, WordClass wordClass, WordRole role)
    {
        // One character is cut by its own frequency.
        if (word.Length < 2 || !word.AsSpan().ContainsAnyInRange('\u4E00', '\u9FFF') || word.AsSpan().ContainsAnyExceptInRange('\u3400', '\u9FFF'))
            return;
        if (counts.TryGetValue(word, out var known))
            counts[word] = (Math.Max(count, known.Count), known.Class == WordClass.Verb ? known.Class : wordClass, known.Role == WordRole.None ? role : known.Role);
        else
            counts[word] = (count, wordClass, role);
    }

    /// <summary>True when the lexicon has the word as one of everyday language, not only as a name.</summary>
    public bool IsCommon(string word) => word.Length > 1 && _words.TryGetValue(word, out var known) && known.IsCommon;

    /// <inheritdoc/>
    public string Fold(string word) => string.Create(word.Length, (word, This: this), static (to, from) =>
    {
        for (var i = 0; i < to.Length; i++)
            to[i] = from.This.Simplified(from.word[i]);
    });

    /// <inheritdoc/>
    public bool HasCapitals => false;

    /// <inheritdoc/>
    public WordReading[] Analyze(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        var fold = Fold(word);
        if (!IsHan(fold[0]))
            return [new WordReading(fold, WordClass.Noun, Cases.Any, Morphology.Numbers.Any)];
        return _words.TryGetValue(fold, out var known)
            ? [new WordReading(fold, known.Class, Cases.Any, Morphology.Numbers.Any)]
            : [new WordReading(fold, WordClass.Noun, Cases.Any, Morphology.Numbers.Any, IsGuessed: true)];
    }

    /// <summary>What names are written with a character: whether it may open a family name, and how frequent it is in given and in transliterated names.</summary>
    public uint SignsOf(char character)
    {
        var simplified = Simplified(character);
        return (simplified is >= FirstHan and <= LastHan && _surnameOpens[simplified - FirstHan] ? 1u + Step(_surnames.GetValueOrDefault(simplified.ToString(), float.PositiveInfinity)) : 0u) | (Step(GivenOf(simplified)) << 3) | (Step(ForeignOf(simplified)) << 5);

        static uint Step(float cost) => cost < 5 ? 3u : cost < 7 ? 2u : float.IsFinite(cost) ? 1u : 0u;
    }

    /// <summary>True when the word could be a transliterated name.</summary>
    public bool IsForeignName(string fold) => fold.Length >= 2 && fold.All(c => float.IsFinite(ForeignOf(c)));

    /// <summary>True when names, Chinese or transliterated, are written with the character.</summary>
    public bool IsOfNames(char c) => float.IsFinite(ForeignOf(c)) || float.IsFinite(GivenOf(c));

    private float ForeignOf(char c) => c is >= FirstHan and <= LastHan ? _foreign[c - FirstHan] : float.PositiveInfinity;

    private float GivenOf(char c) => c is >= FirstHan and <= LastHan ? _given[c - FirstHan] : float.PositiveInfinity;

    /// <summary>True when the word begins with a family name and is as long as Chinese names are.</summary>
    /// <remarks>"吉拉德" begins with a family name too, but its characters spell sounds.</remarks>
    public bool IsChineseName(string fold) =>
        (fold.Length is 2 or 3 && _surnames.ContainsKey(fold[..1]) && !SpellsSounds(fold)) || (fold.Length is 3 or 4 && _surnames.ContainsKey(fold[..2]));

    private bool SpellsSounds(string fold) => fold.Length == 3 && IsForeignName(fold)
        && fold.Skip(1).Sum(ForeignOf) + SoundMargin < fold.Skip(1).Sum(c => float.IsFinite(GivenOf(c)) ? GivenOf(c) : RareCost);

    private static bool IsHan(char c) => c is >= '\u3400' and <= '\u9FFF' or '〇';

    /// <inheritdoc/>
    public List<(Span Span, TokenKind Kind)> Tokenize(string text, Span paragraph)
    {
        var tokens = new List<(Span, TokenKind)>((paragraph.Length / 2) + 4);
        for (var at = paragraph.Start; at < paragraph.End;)
        {
            var end = at;
            if (IsHan(text[at]))
            {
                while (end < paragraph.End && IsHan(text[end]))
                    end++;
                Cut(text, new Span(at, end), tokens);
            }
            else if (char.IsAsciiDigit(text[at]))
            {
                end = Number(text, at, paragraph.End, tokens);
            }
            else
            {
                // Letters, marks and all else, up to the next character or digit.
                while (end < paragraph.End && !IsHan(text[end]) && (!char.IsAsciiDigit(text[end]) || (end > at && char.IsAsciiLetter(text[end - 1]))))
                    end++;
                tokens.AddRange(Tokenizer.Tokenize(text, new Span(at, end)));
            }

            at = end;
        }

        return tokens;
    }

    // "5G" is a word; in "7000万" the magnitude is a word of its own.
    private static int Number(string text, int at, int limit, List<(Span, TokenKind)> tokens)
    {
        var end = Digits(text, at, limit);
        if (end < limit && char.IsAsciiLetter(text[end]))
        {
            while (end < limit && char.IsAsciiLetterOrDigit(text[end]))
                end++;
            tokens.Add((new Span(at, end), TokenKind.Word));
            return end;
        }

        tokens.Add((new Span(at, end), TokenKind.Number));
        var magnitude = end;
        // "500千瓦": the magnitude is the unit's.
        while (magnitude < limit && !(text[magnitude] == '千' && magnitude + 1 < limit && text[magnitude + 1] is '瓦' or '克' or '米' or '卡') && text[magnitude] is '万' or '亿' or '千' or '百' or '十' or '萬' or '億')
            magnitude++;
        if (magnitude > end)
            tokens.Add((new Span(end, magnitude), TokenKind.Word));
        return magnitude;
    }

    private static int Digits(string text, int at, int limit)
    {
        while (at < limit && (char.IsAsciiDigit(text[at]) || (text[at] is '.' or ',' && at + 1 < limit && char.IsAsciiDigit(text[at + 1]))))
            at++;
        return at;
    }

    // The cheapest way through the lattice of a run of characters.
    private void Cut(string text, Span run, List<(Span, TokenKind)> tokens)
    {
        var length = run.Length;
        var characters = ArrayPool<char>.Shared.Rent(length);
        var costs = ArrayPool<float>.Shared.Rent(length + 1);
        var starts = ArrayPool<int>.Shared.Rent(length + 1);
        var roles = ArrayPool<WordRole>.Shared.Rent(length + 1);
        for (var i = 0; i < length; i++)
            characters[i] = Simplified(text[run.Start + i]);
        Array.Fill(costs, float.PositiveInfinity, 0, length + 1);
        (costs[0], starts[0], roles[0]) = (0, 0, RoleBefore(text, run.Start));
        // "谢尔达尔·别尔德穆哈梅多夫": the parts of a name stand at the dot.
        // "邦戈－翁丁巴": a wide hyphen joins parts too.
        var afterDot = run.Start > 0 && (IsDot(text[run.Start - 1]) || text[run.Start - 1] == '－');
        var beforeDot = run.End < text.Length && IsDot(text[run.End]);
        for (var i = 0; i < length; i++)
        {
            if (float.IsInfinity(costs[i]))
                continue;
            var rest = characters.AsSpan(i, length - i);
            var single = false;
            for (int n = 1, node = 0; n <= rest.Length && _edges.TryGetValue(((long)node << 16) | rest[n - 1], out node); n++)
            {
                if (_ends[node].Cost == 0)
                    continue;
                single |= n == 1;
                Offer(i, n, _ends[node].Cost, _ends[node].Role);
            }

            if (!single)
                Offer(i, 1, 15f, WordRole.None);
            ForeignNames(i, rest, afterDot && i == 0, beforeDot);
            GivenNames(i, rest);
        }

        Emit(length);
        ArrayPool<char>.Shared.Return(characters);
        ArrayPool<float>.Shared.Return(costs);
        ArrayPool<int>.Shared.Return(starts);
        ArrayPool<WordRole>.Shared.Return(roles);

        void Offer(int at, int n, float cost, WordRole role)
        {
            if (costs[at] + cost >= costs[at + n])
                return;
            (costs[at + n], starts[at + n], roles[at + n]) = (costs[at] + cost, at, role);
        }

        void ForeignNames(int at, ReadOnlySpan<char> rest, bool isAfterDot, bool isBeforeDot)
        {
            if (!isAfterDot && Joints.Contains(rest[0], StringComparison.Ordinal) || IsOfTitle(at, rest) || OpensDeed(rest))
                return;
            var cost = ForeignCost - (roles[at] switch { WordRole.Title => TitleGain, WordRole.Where => WhereGain, _ => 0 });
            for (var n = 1; n <= Math.Min(rest.Length, LongestName); n++)
            {
                // "伦古总统": the office ends the name and speaks for it.
                var isTitled = n >= 2 && IsTitleAt(rest[n..]);
                if (n > 1 && !isAfterDot && (Joints.Contains(rest[n - 1], StringComparison.Ordinal) || OpensTime(rest[(n - 1)..])) || n > 2 && OpensDeed(rest[(n - 1)..]))
                    return;
                // "副首相洪春那洛": after a title sounds and given names may mix.
                var character = roles[at] == WordRole.Title ? Math.Min(ForeignOf(rest[n - 1]), GivenOf(rest[n - 1]) + 2f) : ForeignOf(rest[n - 1]);
                // After the dot it is still the name, however rare the character: "乔治·查蓬达".
                if (float.IsInfinity(character) && isAfterDot && n > 1)
                    character = RareCost + 2f;
                if (float.IsInfinity(character))
                    return;
                cost += character;
                var atDot = isAfterDot || (isBeforeDot && n == rest.Length);
                if (atDot)
                    Offer(at, n, 3f + (cost * 0.6f), WordRole.None);
                else if (n >= 3 || isTitled)
                    Offer(at, n, cost - (isTitled ? TitleGain : 0), WordRole.None);
                if (isTitled)
                    return;
            }
        }

        // "联合国秘书长加利": 长 is the end of the office.
        bool IsOfTitle(int at, ReadOnlySpan<char> rest) => rest[0] == '长' && roles[at] == WordRole.Title;

        void GivenNames(int at, ReadOnlySpan<char> rest)
        {
            if (IsOfTitle(at, rest) || OpensDeed(rest) || rest[0] < FirstHan || !_surnameOpens[rest[0] - FirstHan] || (Joints.Contains(rest[0], StringComparison.Ordinal) && !(roles[at] == WordRole.Title && rest[0] is '于' or '应' or '向' or '时')))
                return;
            for (var family = 1; family <= 2 && family < rest.Length; family++)
            {
                if (!_surnamesBySpan.TryGetValue(rest[..family], out var surname) || float.IsInfinity(surname))
                    continue;
                var cost = GivenCost + surname - (roles[at] == WordRole.Title ? TitleGain : 0);
                for (var n = family + 1; n <= Math.Min(rest.Length, family + 2); n++)
                {
                    // Any character may be a given name after a title; a rare one costs more.
                    var character = GivenOf(rest[n - 1]);
                    cost += float.IsFinite(character) ? character : roles[at] == WordRole.Title ? RareCost : float.PositiveInfinity;
                    // "程虹同机抵达": a coverb begins what follows; "应赞方": a side is no given name.
                    if (Joints.Contains(rest[n - 1], StringComparison.Ordinal) || rest[n - 1] == '方' || OpensTime(rest[(n - 1)..]))
                        continue;
                    Offer(at, n, cost - (IsSayingAt(rest[n..]) ? SayingGain : IsTitleAt(rest[n..]) ? TitleGain * 0.5f : 0), WordRole.None);
                }
            }
        }

        bool IsSayingAt(ReadOnlySpan<char> rest) => rest.Length > 0 && (rest[0] == '说' || RoleAt(rest, 2) == WordRole.Saying);

        bool IsTitleAt(ReadOnlySpan<char> rest) => RoleAt(rest, 2) == WordRole.Title || RoleAt(rest, 3) == WordRole.Title;

        void Emit(int to)
        {
            var first = tokens.Count;
            for (var end = to; end > 0; end = starts[end])
                tokens.Add((new Span(run.Start + starts[end], run.Start + end), TokenKind.Word));
            tokens.Reverse(first, tokens.Count - first);
        }
    }

    // "部长卡立去年访问": a word of time begins what follows the name.
    private static bool OpensTime(ReadOnlySpan<char> rest) => rest.Length > 1 && (rest[1] == '年' && rest[0] is '去' or '今' or '明' or '当' || rest[1] is '日' or '天' && rest[0] is '今' or '昨' or '明' or '近');

    // "外长卡米卡米卡会见": what he does begins behind the name.
    private static bool OpensDeed(ReadOnlySpan<char> rest) => rest.Length > 1 && (rest[0], rest[1]) is ('会', '见' or '谈' or '晤') or ('访', '问' or '华') or ('出', '席' or '访') or ('抵', '达') or ('举', '行') or ('宣', '布') or ('签', '署') or ('率', '团' or '领') or ('前', '往') or ('表', '示') or ('强', '调') or ('指', '出') or ('通', '电') or ('主', '持') or ('参', '加') or ('接', '见') or ('发', '表') or ('结', '束') or ('启', '程');

    // The role of the word of so many characters that begins here.
    private WordRole RoleAt(ReadOnlySpan<char> rest, int length)
    {
        var node = 0;
        for (var i = 0; i < length; i++)
        {
            if (i >= rest.Length || !_edges.TryGetValue(((long)node << 16) | rest[i], out node))
                return WordRole.None;
        }

        return _ends[node].Role;
    }

    // "记者 罗以宁": a blank parts the name from what tells that it is one.
    private WordRole RoleBefore(string text, int start)
    {
        var end = start;
        while (end > 0 && text[end - 1] == ' ')
            end--;
        return end < start && end >= 2 ? RoleAt([Simplified(text[end - 2]), Simplified(text[end - 1])], 2) : WordRole.None;
    }

    /// <summary>The dot between the parts of a foreign name, in its several shapes.</summary>
    public static bool IsDot(char c) => c is '·' or '•' or '・' or '‧' or '．';
}
