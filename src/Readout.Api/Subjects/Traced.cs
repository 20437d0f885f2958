using System.Collections.Immutable;

namespace Readout.Api.Subjects;

/// <summary>Why an item is in a record.</summary>
/// <param name="Layer">Layer of the record: <c>events</c>.</param>
/// <param name="Id">The item's id in the record.</param>
/// <param name="Name">What it is, in the record's terms: a name, a type, a measure.</param>
/// <param name="Rule">The row or code that gave it, or <c>person:NAME</c>; null when the engine names none.</param>
/// <param name="Evidence">The words that say it; offsets in code points.</param>
public sealed record Traced(string Layer, string Id, string Name, string? Rule, ImmutableArray<Evidence> Evidence)
{
    /// <summary>All items of a record, layer by layer.</summary>
    internal static IEnumerable<Traced> Of(Record record) =>
    [
        .. record.Actors.Select(a => new Traced("actors", a.Id, a.Name, a.Rule, Words(a.Mentions))),
        .. record.Places.Select(p => new Traced("places", p.Id, p.Name, p.Rule, Words(p.Mentions))),
        .. record.Events.Select(e => new Traced("events", e.Id, e.Mode is null ? e.Type : $"{e.Type} {e.Mode}", e.Rule, e.Evidence)),
        .. record.Statements.Select(s => new Traced("statements", s.Id, string.Join(", ", s.Acts), s.Rule, s.Cue is { } cue ? [s.Evidence, cue] : [s.Evidence])),
        .. record.Figures.Select(f => new Traced("figures", f.Id, f.Measure, f.Rule, [f.Evidence])),
        .. record.Commitments.Select(c => new Traced("commitments", c.Id, c.Action, c.Rule, [c.Evidence])),
        .. record.Relations.Select(r => new Traced("relations", r.Id, r.Grade ?? r.Evidence.Text, r.Rule, [r.Evidence])),
        .. record.Initiatives.Select(i => new Traced("initiatives", i.Id, i.Name, i.Rule, i.Mentions)),
        .. record.Topics.Select(t => new Traced("topics", t.Id, t.Id, null, t.Evidence)),
    ];

    internal static async IAsyncEnumerable<Traced> OfAll(IAsyncEnumerable<Record> records)
    {
        await foreach (var record in records)
        {
            foreach (var item in Of(record))
                yield return item;
        }
    }

    private static ImmutableArray<Evidence> Words(ImmutableArray<Mention> mentions) => [.. mentions.Select(m => new Evidence(m.Start, m.End, m.Text))];
}
