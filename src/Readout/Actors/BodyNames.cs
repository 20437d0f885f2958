using System.Collections.Immutable;
using System.Text;
using Readout.Morphology;
using Readout.Reference;
using Readout.Tables;
using Readout.Text;

namespace Readout.Actors;

/// <summary>What a word is in the name of a body.</summary>
internal enum BodyPart : byte
{
    /// <summary>What it is: "министерство". An English preposition at the end takes the fields ("Ministry of"); without one they stand before it ("Development Fund").</summary>
    Head,

    /// <summary>What sort of: "межправительственная".</summary>
    Kind,

    /// <summary>The same wherever it stands: "высокого уровня".</summary>
    Front,

    /// <summary>What it is for: "энергетики".</summary>
    Field,

    /// <summary>Joins the fields to the head and says nothing: "по".</summary>
    On,

    /// <summary>"и".</summary>
    And,
}

/// <summary>English names of bodies that no reference knows, put together from their words: "Министерство энергетики РК" → "Ministry of Energy of Kazakhstan".</summary>
/// <remarks>All words or none: a name half translated would be nobody's. Immutable, thread-safe.</remarks>
internal sealed class BodyNames
{
    private static readonly string[] Missions = ["Embassy", "High Commission", "Consulate General", "Honorary Consulate", "Consulate", "Permanent Mission", "Trade Mission"];

    private readonly PhraseIndex<(BodyPart Part, string English)> _words;
    private readonly INameForms _names;
    private readonly bool _headIsLast;

    private BodyNames(PhraseIndex<(BodyPart, string)> words, INameForms names, bool headIsLast) => (_words, _names, _headIsLast) = (words, names, headIsLast);

    /// <param name="tables">Table <c>body-words</c>.</param>
    /// <param name="morphology">Of the language.</param>
    /// <param name="names">Of the language.</param>
    /// <returns>Null for a language that has no such table: English, and Chinese, whose bodies are found by characters.</returns>
    public static BodyNames? Load(LanguageTables tables, IMorphology morphology, INameForms names)
    {
        if (!TableSource.TablesOf(tables.Language).Contains("body-words"))
            return null;
        var words = new PhraseIndex<(BodyPart, string)>.Builder(morphology);
        foreach (var row in tables.Load("body-words", "words", "part", "english", "example").Rows)
        {
            foreach (var phrase in row.Values("words"))
                words.Add(phrase, (row.Code("part", BodyPart.Head), row["english"]), row);
        }

        return new BodyNames(words.Build(), names, tables.Language == "kk");
    }

    /// <summary>Which mission an English name is of: "Honorary Consulate"; null when of none.</summary>
    public static string? MissionIn(string english) => Missions.FirstOrDefault(m => english.Contains(m, StringComparison.OrdinalIgnoreCase));

    /// <summary>What the body is, in English: "Consulate General"; null when its head is in no table.</summary>
    public string? HeadOf(Token[] tokens, TokenRange range)
    {
        for (var at = range.Start; at < range.End; at++)
        {
            if (_words.LongestAt(tokens, at, range.End, static w => w.Part == BodyPart.Head) is { } hit)
                return hit.Value.English;
        }

        return null;
    }

    /// <summary>The English name.</summary>
    /// <param name="tokens">Of the text.</param>
    /// <param name="range">The words of the name.</param>
    /// <param name="stateAt">The states that a token of it begins to name, and where that ends; more than one for "казахстанско-венгерская", none for other words.</param>
    /// <param name="state">The state whose it is when the name does not tell; null when that is not known.</param>
    /// <param name="isOfState">An organ of a state ("Ministry of Energy of Chile"), not a body that has its adjective ("Chilean Oil Corporation").</param>
    /// <returns>Null when a word of the name is in no table.</returns>
    public string? Compose(Token[] tokens, TokenRange range, Func<int, (ImmutableArray<StateRow> States, int End)> stateAt, StateRow? state, bool isOfState)
    {
        var words = new List<(BodyPart Part, string English, string Joint)>();
        var (named, isAfterHead, joint) = (new List<StateRow>(), false, " ");
        for (var at = range.Start; at < range.End;)
        {
            if (_words.LongestAt(tokens, at, range.End) is { } hit)
            {
                if (hit.Value.Part != BodyPart.And)
                    words.Add((hit.Value.Part, hit.Value.English, joint));
                (at, joint) = (hit.Tokens.End, hit.Value.Part == BodyPart.And ? " and " : " ");
            }
            else if (stateAt(at) is { States.Length: > 0 } said)
            {
                named.AddRange(said.States);
                isAfterHead |= words.Exists(w => w.Part == BodyPart.Head);
                (at, joint) = (said.End, " ");
            }
            else if (tokens[at].Is(','))
                (at, joint) = (at + 1, ", ");
            else if (tokens[at].Is('-') || tokens[at].Is('–') || tokens[at].Is('—'))
                at++;
            else if (_headIsLast && !isOfState && words.Count == 0 && IsOwnName(tokens[at]))
                words.Add((BodyPart.Front, _names.TitleToEnglish(tokens[at++].Text), joint));
            else
                return null;
        }

        var head = _headIsLast ? words.FindLastIndex(w => w.Part == BodyPart.Head) : words.FindIndex(w => w.Part == BodyPart.Head);
        if (head < 0 || words.Count(w => w.Part == BodyPart.Head) > 1)
            return null;
        var first = _headIsLast ? KindsStart(words, head) : 0;
        var (kinds, fields) = _headIsLast ? (words[first..head], words[..first]) : (words[..head], words[(head + 1)..]);
        // What stands after the head of a name that puts it last is no part of it.
        if (_headIsLast && head < words.Count - 1)
            return null;
        var owner = named.Count == 0 ? state : named.Count == 1 ? named[0] : null;
        var prefix = named.Count > 1 ? string.Join('-', named.Select(Adjective)) : owner is not null && !isOfState && !isAfterHead && !_headIsLast ? Adjective(owner) : null;
        var name = Assemble(prefix, words.Where(w => w.Part == BodyPart.Front).Concat(kinds), words[head].English, fields);
        return owner is not null && prefix is null ? $"{name} of {owner.Names["en"]}" : name;
    }

    // "Дулати университеті": whoever it is named after stands first.
    private static bool IsOwnName(Token token) => token is { IsWord: true, IsCapitalized: true } && token.Text.Skip(1).All(char.IsLower);

    private static string Adjective(StateRow state) => state.EnglishAdjective ?? state.Names["en"];

    // "ынтымақтастық жөніндегі үкіметаралық комиссия": kinds stand between what joins the fields and the head; without it they are the adjectives right before the head.
    private static int KindsStart(List<(BodyPart Part, string English, string Joint)> words, int head)
    {
        var on = words.FindIndex(w => w.Part == BodyPart.On);
        if (on >= 0)
            return on + 1;
        var first = head;
        while (first > 0 && words[first - 1].Part == BodyPart.Kind)
            first--;
        return first;
    }

    private static string Assemble(string? prefix, IEnumerable<(BodyPart Part, string English, string Joint)> kinds, string head, List<(BodyPart Part, string English, string Joint)> fields)
    {
        var field = new StringBuilder();
        foreach (var (part, english, joint) in fields)
        {
            if (part is not (BodyPart.On or BodyPart.Front))
                field.Append(field.Length > 0 ? joint : "").Append(english);
        }

        var preposition = head.LastIndexOf(' ') is > 0 and var blank && head[(blank + 1)..] is "of" or "on" or "for" ? blank : -1;
        var body = field.Length == 0 ? preposition > 0 ? head[..preposition] : head : preposition > 0 ? $"{head} {field}" : $"{field} {head}";
        return string.Join(' ', new[] { prefix }.OfType<string>().Concat(kinds.Select(k => k.English)).Append(body));
    }
}
