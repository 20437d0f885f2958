using System.Collections.Immutable;
using Readout.Morphology;
using Readout.Tables;
using Readout.Text;

namespace Readout.Commitments;

internal enum Undertaking { Agreed, Decided, Pledged, Ready, None }

/// <summary>A verb or noun of undertaking.</summary>
/// <param name="Words">Base forms: the verb or noun first, its fixed words after it.</param>
/// <param name="Object">Class of objects.tsv, or several parted by '|'; empty when any object will do.</param>
/// <param name="IsWeak">Counts also when one is only ready to do it.</param>
/// <param name="IsNoun">A noun of action, which needs a word of undertaking.</param>
/// <param name="IsSettled">A verb that says of itself that the matter is decided, whatever its tense.</param>
internal sealed record CommitmentRow(ImmutableArray<string> Words, string Object, string Action, bool IsWeak, bool IsNoun, bool IsSettled, TsvRow Row)
{
    public ImmutableArray<string> Objects { get; } = [.. Object.Split('|', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The more a row asks for, the earlier it is tried.</summary>
    public int Weight => (Words.Length * 2) + (Object.Length > 0 ? 1 : 0);
}

/// <summary>Verbs of undertaking, and the words that make an infinitive one.</summary>
internal sealed class CommitmentTable
{
    private static readonly string[] Actions =
        ["attend", "visit", "receive", "hold", "open", "build", "sign", "join", "invest", "finance", "supply", "buy", "send", "support", "study", "expand", "ease", "launch", "ratify", "continue", "other"];

    private readonly Dictionary<string, List<CommitmentRow>> _byWord = new(StringComparer.Ordinal);

    public required WordTable<Undertaking> Undertakings { get; init; }

    public static CommitmentTable Load(LanguageTables tables, IMorphology morphology)
    {
        var table = new CommitmentTable
        {
            Undertakings = new(tables.Load("undertakings", "word", "status", "example").Rows.Select(r => (r["word"], r.Code("status", Undertaking.None), r))),
        };
        var rows = tables.Load("commitments", "verb", "object", "action", "strength", "example").Rows;
        foreach (var row in rows)
        {
            if (!Actions.Contains(row["action"]))
                throw row.Wrong("RO2104", $"unknown action '{row["action"]}'", Spelling.Nearest(row["action"], Actions));
            foreach (var verb in row.Values("verb"))
            {
                var words = verb.Split(' ').Select(w => morphology.Analyze(w) is var r && r.Any(x => x.Base == w) ? w : r[0].Base).ToImmutableArray();
                if (!table._byWord.TryGetValue(words[0], out var list))
                    table._byWord[words[0]] = list = [];
                list.Add(new CommitmentRow(words, row["object"], row["action"], row["strength"] == "weak", row["strength"] == "noun", row["strength"] == "settled", row));
            }
        }

        var order = rows.Index().ToDictionary(r => r.Item, r => r.Index);
        foreach (var list in table._byWord.Values)
            list.Sort((a, b) => a.Weight != b.Weight ? b.Weight - a.Weight : order[a.Row] - order[b.Row]);
        return table;
    }

    public IEnumerable<CommitmentRow> Of(Token token)
    {
        foreach (var reading in token.Readings)
        {
            if (_byWord.TryGetValue(reading.Base, out var rows))
                return rows;
        }

        return [];
    }
}
