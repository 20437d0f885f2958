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
}

/// <summary>A form of a verb.</summary>
/// <param name="Form">What its ending says.</param>
/// <param name="IsNegative">-ма- before the ending.</param>
/// <param name="Tail">The suffixes of case after a participle or verbal noun: "ын" of "өскенін"; empty for none.</param>
internal readonly record struct KazakhVerbForm(KazakhForm Form, bool IsNegative, string Tail)
{
    /// <summary>True when the verb ends its clause as a predicate.</summary>
    public bool IsFinite => Form is KazakhForm.Past or KazakhForm.Present or KazakhForm.Intent || (Form is KazakhForm.Perfect && Tail.Length == 0);
}

/// <summary>Reads the endings of verbs over a stem.</summary>
internal static partial class KazakhVerb
{
    /// <summary>The form that a word is of a stem; null when it is none.</summary>
    public static KazakhVerbForm? Match(string fold, string stem)
    {
        if (!fold.StartsWith(stem, StringComparison.Ordinal) || fold.Length - stem.Length > 16)
            return null;
        return Ending(fold.AsSpan(stem.Length).ToString());
    }

    private static KazakhVerbForm? Ending(string rest)
    {
        if (Endings().Match(rest) is not { Success: true } match)
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
        return new KazakhVerbForm(KazakhForm.Converb, negative, "");
    }

    // Voice, negation, then the ending.
    [GeneratedRegex("^(?:тыр|тір|дыр|дір|ғыз|гіз|қыз|кіз|ыл|іл|ын|ін|ыс|іс|л|н|т)*(?<neg>ма|ме|ба|бе|па|пе)?(?:(?<past>(?:ды|ді|ты|ті)(?:м|к|қ|ңыз|ңіз)?)|(?<perf>(?:ған|ген|қан|кен)(?<tail>(?:ы|і|дығы|дігі)?(?:н|ның|нің|на|не|нда|нде|да|де|дар|дер|дары|дері|ына|іне|дарын|дерін)?))|(?<prosp>(?:атын|етін|йтын|йтін)(?<tail>(?:ы|і|дығы|дігі)?(?:н|ның|нің|на|не)?))|(?<intent>(?:мақ|мек|бақ|бек|пақ|пек)(?:шы|ші)?(?:мыз|міз)?)|(?<pres>(?:ады|еді|йды|йді|амын|емін|ймын|ймін|амыз|еміз|ймыз|йміз))|(?<conv>ып|іп|п|а|е|й)|(?<vn>(?:у|ю|ыу|іу)(?<tail>(?:лар|лер)?(?:ы|і|ын|ін|ға|ге|ды|ді|ына|іне|дың|дің|ның|нің|да|де|дан|ден|мен|ымыз|іміз|ымызға|імізге|ында|інде)?)))$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Endings();

    // Endings that no noun has, long enough to trust without a stem.
    private static readonly string[] Presents = ["ады", "еді", "йды", "йді", "амыз", "еміз", "ймыз", "йміз", "амын", "емін"];

    /// <summary>The reading as a predicate of a word whose stem no table knows; null when its ending tells of none.</summary>
    public static WordReading? Finite(string fold)
    {
        if (fold.Length < 5)
            return null;
        foreach (var ending in Presents)
        {
            if (fold.EndsWith(ending, StringComparison.Ordinal))
                return new WordReading(fold, WordClass.Verb, Form: VerbForm.NonPast, Person: 3, Aspects: Aspects.Both);
        }

        return null;
    }
}
