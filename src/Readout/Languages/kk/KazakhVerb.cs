using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Readout.Morphology;

namespace Readout.Languages.Kk;

/// <summary>What the ending of a verb says.</summary>
internal enum KazakhForm
{
    /// <summary>-ды: it was so.</summary>
    Past,

    /// <summary>-ған: a resultant past, an attribute, or with a case the content of speech.</summary>
    Perfect,

    /// <summary>-ады: it is or will be.</summary>
    Present,

    /// <summary>-атын: what will or used to be, as an attribute or as content.</summary>
    Prospective,

    /// <summary>-мақ: intent.</summary>
    Intent,

    /// <summary>-ып, -а: goes with the verb after it.</summary>
    Converb,

    /// <summary>-у with its cases: the name of the action.</summary>
    VerbalNoun,

    /// <summary>-са: if it were so.</summary>
    Conditional,

    /// <summary>-ғымыз келеді: what one would like.</summary>
    Desire,
}

/// <summary>A form of a verb.</summary>
/// <param name="Form">What its ending says.</param>
/// <param name="IsNegative">-ма- before the ending.</param>
/// <param name="Tail">The suffixes of case after a participle or verbal noun: "ын" of "өскенін"; empty for none.</param>
internal readonly record struct KazakhVerbForm(KazakhForm Form, bool IsNegative, string Tail)
{
    /// <summary>True when the verb ends its clause as a predicate.</summary>
    public bool IsFinite => Form is KazakhForm.Past or KazakhForm.Present or KazakhForm.Intent || (Form is KazakhForm.Perfect && Tail.Length == 0) || IsProgressive;

    /// <summary>-уда: it is under way.</summary>
    public bool IsProgressive => Form is KazakhForm.VerbalNoun && Tail is "да" or "де";

    /// <summary>-ғанын, -атынын: the clause is what somebody says or knows.</summary>
    public bool IsContent => Form is KazakhForm.Perfect or KazakhForm.Prospective && Tail.EndsWith('н');
}

/// <summary>Reads the endings of verbs over a stem.</summary>
internal static partial class KazakhVerb
{
    /// <summary>The form that a word is of a stem; null when it is none.</summary>
    /// <remarks>Stems in қ, к, п soften before a vowel ("шық": шығады, "тап": табады, тауып), those in ы, і lose it before -у ("оқы": оқу), й melts with it and with -а ("қой": қою, қояды).</remarks>
    public static KazakhVerbForm? Match(string fold, string stem)
    {
        if (fold.Length - stem.Length > 20)
            return null;
        if (fold.StartsWith(stem, StringComparison.Ordinal))
            return Ending(fold.AsSpan(stem.Length));
        var last = stem.Length - 1;
        if (last < 1 || fold.Length <= stem.Length - 1 || !fold.AsSpan().StartsWith(stem.AsSpan()[..last], StringComparison.Ordinal))
            return null;
        var rest = fold.AsSpan(last);
        return (stem[last], rest[0]) switch
        {
            ('қ', 'ғ') or ('к', 'г') or ('п', 'б') when rest.Length > 1 && rest[1] is 'а' or 'е' or 'ы' or 'і' or 'у' => Ending(rest[1..]),
            ('п', 'у') when rest is "уып" or "уіп" => new KazakhVerbForm(KazakhForm.Converb, false, ""),
            ('ы', 'у') or ('і', 'у') => Ending(rest),
            ('й', 'ю') => Ending(string.Concat("у", rest[1..])),
            ('й', 'я') => Ending(string.Concat("а", rest[1..])),
            _ => null,
        };
    }

    /// <summary>True for the last word of a clause that somebody says or knows: "өскенін", "болатынын", "екенін", "қажеттігін", "алатындарын".</summary>
    public static bool EndsContent(string fold) => fold is "екенін" or "екендігін" or "екендіктерін" or "барын" or "жоғын" or "емесін" || (fold.Length > 6 && fold[^1] == 'н'
        && (Contents().IsMatch(fold) || (fold.EndsWith("ығын", StringComparison.Ordinal) || fold.EndsWith("ігін", StringComparison.Ordinal)) && fold[^5] is 'т' or 'д' or 'л' && !Possessions.Any(stem => fold.StartsWith(stem, StringComparison.Ordinal))));

    // "серіктестігін жеткізді", "мүмкіндігін талқылады": what somebody has, not what he says.
    private static readonly string[] Possessions =
    [
        "мүмкіндіг", "серіктестіг", "ынтымақтастығ", "қауіпсіздіг", "бірліг", "тұтастығ", "тәуелсіздіг", "достығ", "төрағалығ", "тұрақтылығ", "жетістіг", "кәсіпкерліг", "шаруашылығ", "денсаулығ", "бостандығ", "теңдіг", "мемлекеттіліг", "азаматтығ",
        "елшіліг", "өкілдіг", "министрліг", "агенттіг", "консулдығ", "жаңалығ", "белсенділіг", "делдалдығ", "өнімділіг", "егемендіг", "келісімпаздығ", "қабілеттіліг", "әріптестіг",
    ];

    /// <summary>True for what somebody says he will do: "беретінін", "алатындарын", "бермек".</summary>
    public static bool EndsPromise(string fold) => fold.Length > 6 && fold[^1] is 'н' or 'қ' or 'к' && Promises().IsMatch(fold);

    [GeneratedRegex("(?:[ае]|[^ае]й)(?:тын|тін)(?:дар|дер)?(?:ын|ін|дығын|дігін)$|[мбп][ае][қк]$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Promises();

    [GeneratedRegex("(?:[ғқ]ан|[гк]ен|атын|етін|йтын|йтін)(?:дар|дер)?(?:ын|ін|дығын|дігін)$|[тдл](?:ығ|іг)ына?н?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Contents();

    // Tables ask for the same few hundred endings again and again, and an expression is slow to ask; what it answers never changes.
    private static readonly ConcurrentDictionary<string, KazakhVerbForm?> Asked = new(StringComparer.Ordinal);
    private static int _room = 1 << 14;

    private static KazakhVerbForm? Ending(ReadOnlySpan<char> rest)
    {
        if (Asked.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(rest, out var form))
            return form;
        var ending = rest.ToString();
        form = Read(ending);
        // Words of strange texts may end in anything: what finds no room is asked each time.
        if (_room > 0 && Interlocked.Decrement(ref _room) >= 0)
            Asked.TryAdd(ending, form);
        return form;
    }

    private static KazakhVerbForm? Read(string ending)
    {
        if (Endings().Match(ending) is not { Success: true } match)
            return null;
        var negative = match.Groups["neg"].Success;
        var tail = match.Groups["tail"].Value;
        if (match.Groups["past"].Success)
            return new KazakhVerbForm(KazakhForm.Past, negative, "");
        if (match.Groups["perf"].Success)
            return new KazakhVerbForm(KazakhForm.Perfect, negative, tail);
        if (match.Groups["prosp"].Success)
            return new KazakhVerbForm(KazakhForm.Prospective, negative, tail);
        if (match.Groups["intent"].Success)
            return new KazakhVerbForm(KazakhForm.Intent, negative, "");
        if (match.Groups["pres"].Success)
            return new KazakhVerbForm(KazakhForm.Present, negative, "");
        if (match.Groups["vn"].Success)
            return new KazakhVerbForm(KazakhForm.VerbalNoun, negative, tail);
        if (match.Groups["cond"].Success)
            return new KazakhVerbForm(KazakhForm.Conditional, negative, "");
        if (match.Groups["wish"].Success)
            return new KazakhVerbForm(KazakhForm.Desire, negative, "");
        return new KazakhVerbForm(KazakhForm.Converb, negative, "");
    }

    // Voice, negation, then the ending.
    [GeneratedRegex("^(?:тыр|тір|дыр|дір|ғыз|гіз|қыз|кіз|ыл|іл|ын|ін|ыс|іс|л|н|т)*(?<neg>ма|ме|ба|бе|па|пе)?(?:"
        + "(?<past>(?:(?:ып|іп|п)?(?:ты|ті)|ды|ді)(?:м|к|қ|ңыз|ңіз)?)"
        + "|(?<perf>(?:ған|ген|қан|кен)(?:-?тын|-?тін|быз|біз|мын|мін|сыз|сіз)?(?<tail>(?:дар|дер)?(?:ы|і|дық|дік|дығы|дігі|ымыз|іміз)?(?:н|ға|ге|ның|нің|на|не|ды|ді|нда|нде|да|де|дай|дей|нан|нен|мен)?))"
        + "|(?<prosp>(?:атын|етін|йтын|йтін)(?<tail>(?:дар|дер)?(?:ы|і|дығы|дігі|ымыз|іміз)?(?:н|ның|нің|на|не|дай|дей|нан|нен|мен)?))"
        + "|(?<intent>(?:мақ|мек|бақ|бек|пақ|пек)(?:шы|ші)?(?:мыз|міз|пыз|піз|мын|мін)?)"
        + "|(?<pres>(?:а|е|й)(?:ды|ді|мын|мін|мыз|міз|сыз|сіз))"
        + "|(?<conv>ып|іп|п|а|е|й)"
        + "|(?<cond>(?:са|се)(?:м|к|қ|ңыз|ңіз)?)"
        + "|(?<wish>(?:ғы|гі|қы|кі)(?:м|мыз|міз|сы|сі|ңыз|ңіз))"
        + "|(?<vn>(?:у|ю|ыу|іу)(?<tail>(?:лар|лер)?(?:ы|і|ымыз|іміз|ыңыз|іңіз|ым|ім)?(?:н|ға|ге|на|не|ды|ді|ны|ні|да|де|нда|нде|дан|ден|нан|нен|мен|дың|дің|ның|нің|дағы|дегі|ндағы|ндегі)?)))$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Endings();

    // Endings that no noun has, long enough to trust without a stem.
    private static readonly string[] Presents = ["ады", "еді", "йды", "йді", "амыз", "еміз", "ймыз", "йміз", "амын", "емін"];

    /// <summary>The reading as a predicate of a word whose stem no table knows; null when its ending tells of none.</summary>
    public static WordReading? Finite(string fold)
    {
        if (fold.Length < 5)
            return null;
        // "табыстады": of verbs that no list holds most are made by -ла, -та, -да, and this is their past.
        if (fold.Length > 6 && fold[^4..] is "лады" or "леді" or "тады" or "теді" or "дады" or "деді")
            return new WordReading(fold, WordClass.Verb, Form: VerbForm.Past, Person: 3, Aspects: Aspects.Perfective);
        foreach (var ending in Presents)
        {
            if (fold.EndsWith(ending, StringComparison.Ordinal))
                return new WordReading(fold, WordClass.Verb, Form: VerbForm.NonPast, Person: 3, Aspects: Aspects.Both);
        }

        return null;
    }
}
