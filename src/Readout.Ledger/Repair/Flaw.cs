namespace Readout.Ledger.Repair;

/// <summary>Something in a ledger that is not as it should be.</summary>
/// <param name="Place">The record's id, or the part of the store.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Cure">What to do.</param>
public sealed record Flaw(string Place, string What, string Cure);

/// <summary>Finds flaws that any store can have: a record must be what its text and its words say.</summary>
public static class RecordCheck
{
    public static IEnumerable<string> Of(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var document = record.Document;
        if (document.Id != Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(document.Text))))
            yield return "its id is not the SHA-256 of its text";
        var text = new Text.CodePointText(document.Text);
        foreach (var words in WordsOf(record))
        {
            if (text.Slice(words.Start, words.End) != words.Text)
                yield return $"the words '{words.Text}' do not stand at {words.Start}";
        }
    }

    private static IEnumerable<Evidence> WordsOf(Record record) =>
        record.Actors.SelectMany(a => a.Mentions).Concat(record.Places.SelectMany(p => p.Mentions)).Select(m => new Evidence(m.Start, m.End, m.Text))
            .Concat(record.Events.SelectMany(e => e.Evidence))
            .Concat(record.Statements.SelectMany(s => s.Cue is { } cue ? new[] { s.Evidence, cue } : [s.Evidence]))
            .Concat(record.Figures.Select(f => f.Evidence))
            .Concat(record.Commitments.Select(c => c.Evidence))
            .Concat(record.Relations.Select(r => r.Evidence))
            .Concat(record.Initiatives.SelectMany(n => n.Mentions))
            .Concat(record.Topics.SelectMany(t => t.Evidence));
}
