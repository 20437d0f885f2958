using System.Collections.Immutable;
using Readout.Morphology;
using Readout.Tables;
using Readout.Text;

namespace Readout.Commitments;

internal enum Undertaking { Agreed, Decided, Pledged, Ready, None }

internal sealed record CommitmentRow(ImmutableArray<string> Words, string Object, string Action, bool IsWeak, TsvRow Row);

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
        foreach (var row in tables.Load("commitments", "verb", "object", "action", "strength", "example").Rows)
        {
            if (!Actions.Contains(row["action"]))
                throw row.Wrong("RO2104", $"unknown action '{row["action"]}'", Spelling.Nearest(row["action"], Actions));
            foreach (var verb in row.Values("verb"))
            {
                var words = verb.Split(' ').Select(w => morphology.Analyze(w) is var r && r.Any(x => x.Base == w) ? w : r[0].Base).ToImmutableArray();
                if (!table._byWord.TryGetValue(words[0], out var list))
                    table._byWord[words[0]] = list = [];
                list.Add(new CommitmentRow(words, row["object"], row["action"], row["strength"] == "weak", row));
            }
        }

        foreach (var list in table._byWord.Values)
            list.Sort((a, b) => (b.Words.Length * 2) + b.Object.Length.CompareTo(0) - (a.Words.Length * 2) - a.Object.Length.CompareTo(0));
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
