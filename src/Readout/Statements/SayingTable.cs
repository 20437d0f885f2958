using System.Collections.Immutable;
using Readout.Morphology;
using Readout.Tables;
using Readout.Text;

namespace Readout.Statements;

internal enum EvidenceKind
{
    /// <summary>The clause that is said.</summary>
    Clause,

    /// <summary>The sentence: speaker and content cannot be parted.</summary>
    Sentence,

    /// <summary>Looks like a cue and is none.</summary>
    None,
}

/// <summary>A cue of saying: the base forms of its words, the verb first.</summary>
internal sealed record SayingRow(ImmutableArray<string> Words, ImmutableArray<string> Acts, EvidenceKind Evidence, int Line);

/// <summary>Cues of saying and words that show the act of what is said.</summary>
internal sealed class SayingTable
{
    /// <summary>The acts of the record's contract.</summary>
    private static readonly string[] Known =
        ["thank", "congratulate", "praise", "support", "condole", "promise", "agree", "propose", "request", "invite", "criticise", "accuse", "concern", "reject", "threaten", "warn", "inform"];

    private readonly Dictionary<string, List<SayingRow>> _byVerb = new(StringComparer.Ordinal);

    /// <summary>Words that show the act inside what is said.</summary>
    public PhraseMatcher<string> Markers { get; } = new();

    public static SayingTable Load(string language, IMorphology morphology)
    {
        var table = new SayingTable();
        foreach (var row in TsvTable.Embedded($"Languages/{language}/saying.tsv", "cue", "acts", "evidence", "example").Rows)
        {
            var acts = row.Values("acts").Select(a => Act(row, a)).ToImmutableArray();
            foreach (var cue in row.Values("cue"))
            {
                var words = cue.Split(' ').Select(w => BaseOf(morphology, w)).ToList();
                var verb = words.FindIndex(w => morphology.Analyze(w).Any(r => r.Class == WordClass.Verb && r.Form == VerbForm.Infinitive));
                if (verb < 0)
                    continue;
                (words[0], words[verb]) = (words[verb], words[0]);
                if (!table._byVerb.TryGetValue(words[0], out var list))
                    table._byVerb[words[0]] = list = [];
                list.Add(new SayingRow([.. words], acts, row.Code("evidence", EvidenceKind.Clause), row.Line));
            }
        }

        foreach (var list in table._byVerb.Values)
            list.Sort((a, b) => b.Words.Length != a.Words.Length ? b.Words.Length - a.Words.Length : a.Line - b.Line);
        foreach (var row in TsvTable.Embedded($"Languages/{language}/acts.tsv", "marker", "act").Rows)
            table.Markers.Add(row["marker"], Act(row, row["act"]));
        return table;
    }

    private static string Act(TsvRow row, string act) =>
        Known.Contains(act) ? act : throw row.Wrong("RO2104", $"unknown act '{act}'", Spelling.Nearest(act, Known));

    private static string BaseOf(IMorphology morphology, string word)
    {
        var readings = morphology.Analyze(word);
        foreach (var reading in readings)
        {
            if (reading.Class is WordClass.Verb or WordClass.Participle)
                return reading.Base;
        }

        return readings[0].Base;
    }

    /// <summary>The cue whose verb stands at a token: the one with the most words that are near it; null when the verb is no cue.</summary>
    public SayingRow? At(Token[] tokens, int verb, TokenRange clause)
    {
        foreach (ref readonly var reading in tokens[verb].Readings.AsSpan())
        {
            if (reading.Class is not (WordClass.Verb or WordClass.Participle or WordClass.Converb) || !_byVerb.TryGetValue(reading.Base, out var rows))
                continue;
            foreach (var row in rows)
            {
                if (HasAll(row, tokens, verb, clause))
                    return row;
            }
        }

        return null;
    }

    // The other words of a collocation stand within four tokens of the verb, in any order.
    private static bool HasAll(SayingRow row, Token[] tokens, int verb, TokenRange clause)
    {
        for (var w = 1; w < row.Words.Length; w++)
        {
            var found = false;
            for (var i = Math.Max(clause.Start, verb - 4); i < Math.Min(clause.End, verb + 6) && !found; i++)
                found = i != verb && (tokens[i].Fold == row.Words[w] || tokens[i].HasBase(row.Words[w]));
            if (!found)
                return false;
        }

        return true;
    }
}
