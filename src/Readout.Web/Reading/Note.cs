using System.Collections.Immutable;
using Readout.Web.Interface;
using Readout.Web.Parts;

namespace Readout.Web.Reading;

/// <summary>A piece of a note's second line; a link when it has an address.</summary>
public sealed record NoteDetail(string Text, string? Href = null);

/// <summary>An item of a record as people read it.</summary>
/// <param name="Type">As <see cref="ItemMark.Type"/>.</param>
/// <param name="Href">Where its heading leads; null for nowhere.</param>
/// <param name="Kind">Beside the heading, lighter: a status, a kind of speech; null for nothing.</param>
/// <param name="Rule">What made it: a row of a table, a dictionary, a person; null when not known.</param>
/// <param name="Words">Its words, at least one stretch.</param>
public sealed record Note(string Id, string Type, string Head, string? Href, string? Kind, ImmutableArray<NoteDetail> Details, string? Rule, ImmutableArray<Evidence> Words)
{
    /// <summary>First code point of its words; where it stands in the text.</summary>
    public int Start => Words.IsEmpty ? 0 : Words.Min(w => w.Start);
}

/// <summary>Words a record's items for a reader.</summary>
public sealed class NoteMaker(Record record, Words words)
{
    private readonly Dictionary<string, Actor> _actors = record.Actors.ToDictionary(a => a.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, Place> _places = record.Places.ToDictionary(p => p.Id, StringComparer.Ordinal);

    /// <summary>Events, statements, figures, commitments and relations, in the order of the text: they stand beside their paragraph.</summary>
    public ImmutableArray<Note> Told() =>
    [
        .. record.Events.Select(Of).Concat(record.Statements.Select(Of)).Concat(record.Figures.Select(Of)).Concat(record.Commitments.Select(Of)).Concat(record.Relations.Select(Of))
            .OrderBy(n => n.Start).ThenBy(n => RecordMarks.Types.IndexOf(n.Type)).ThenBy(n => n.Id, StringComparer.Ordinal),
    ];

    /// <summary>Persons, organisations and states, persons first; they recur, so they stand once at the end.</summary>
    public ImmutableArray<Note> Who() => [.. record.Actors.OrderBy(a => a.Kind == ActorKind.Person ? 0 : a.Kind == ActorKind.Organization ? 1 : 2).Select(Of)];

    public ImmutableArray<Note> Where() => [.. record.Places.Select(Of)];

    public ImmutableArray<Note> Named() => [.. record.Initiatives.Select(Of)];

    public ImmutableArray<Note> Topics() =>
        [.. record.Topics.Select(t => new Note(t.Id, "topic", words.Label("topic", t.Id), Links.Search($"topic:{t.Id}"), null, [new(words["count.places", t.Evidence.Length])], null, t.Evidence))];

    public Note Of(Event e)
    {
        var details = Details(e.Date is { } date ? new NoteDetail(words.Date(date)) : new(words["note.nodate"]), PlaceOf(e.Place), Parties(e.Parties));
        if (e.Occasion is { } occasion && record.Initiatives.FirstOrDefault(i => i.Id == occasion) is { } initiative)
            details = details.Add(new(initiative.Name, $"#{occasion}"));
        return new(e.Id, "event", words.EventKind(e.Type, e.Mode), null, words.Label("status", e.Status.ToString().ToLowerInvariant()), details, e.Rule, e.Evidence);
    }

    public Note Of(Statement s)
    {
        var details = Details(new NoteDetail(string.Join(words["list.comma"], s.Acts.Select(a => words.Label("act", a)))));
        if (s.Addressee is { } addressee && _actors.TryGetValue(addressee, out var to))
            details = details.Insert(0, new(words["note.to", words.Name(to)], $"#{addressee}"));
        foreach (var held in record.Commitments.Where(c => c.SaidIn == s.Id).Select(c => c.Id).Concat(record.Figures.Where(f => f.SaidIn == s.Id).Select(f => f.Id)))
            details = details.Add(new(held.ToUpperInvariant(), $"#{held}"));
        return new(s.Id, "statement", Speaker(s), s.Speaker is [var one] && _actors.TryGetValue(one, out var actor) ? Links.Actor(actor) : null,
            words[s.Kind == StatementKind.Direct ? "note.direct" : "note.indirect"], details, s.Rule, [s.Evidence]);
    }

    public Note Of(Figure f)
    {
        var details = Details(f.Period is { } period ? new NoteDetail(words.Period(period)) : null, Parties(f.Parties));
        if (f.Record)
            details = details.Add(new(words["note.record"]));
        return new(f.Id, "figure", words["note.figure", words.Label("measure", f.Measure), words.Value(f)], null, f.Status == FigureStatus.Actual ? null : words.Label("figure", f.Status.ToString().ToLowerInvariant()), Said(details, f.SaidIn), f.Rule, [f.Evidence]);
    }

    public Note Of(Commitment c)
    {
        var by = c.By.IsEmpty ? words["note.nobody"] : words.Parties(c.By);
        return new(c.Id, "commitment", words["note.promise", by, words.Label("action", c.Action)], null, words.Label("commitment", c.Status.ToString().ToLowerInvariant()),
            Said(Details(new NoteDetail(c.Due is { } due ? words["note.due", words.Period(due)] : words["note.nodue"])), c.SaidIn), c.Rule, [c.Evidence]);
    }

    public Note Of(Relation r) => new(r.Id, "relation", r.Grade is { } grade ? words.Label("grade", grade) : r.Evidence.Text, r.Grade is { } asked ? Links.Search($"grade:{asked}") : null,
        words.Label("relation", r.Status.ToString().ToLowerInvariant()), Details(Parties(r.Parties)), r.Rule, [r.Evidence]);

    public Note Of(Actor a)
    {
        var details = Details(a.Office is { } office ? new NoteDetail(words.Office(office)) : a.Kind == ActorKind.Person && a.Country is { } state ? new(words.Party(state), Links.Party(state)) : null, new(words["count.mentions", a.Mentions.Length]));
        return new(a.Id, RecordMarks.TypeOf(a.Kind), words.Name(a), Links.Actor(a), Original(words.Name(a), a.Names), details, a.Rule, Evidences(a.Mentions));
    }

    public Note Of(Place p) => new(p.Id, "place", words.Name(p), Links.Place(p), Original(words.Name(p), p.Names),
        Details(p.Kind is { } kind ? new NoteDetail(words.Label("place", kind)) : null, p.Country is { } state ? new(words.Party(state), Links.Party(state)) : null), p.Rule, Evidences(p.Mentions));

    public Note Of(Initiative n) => new(n.Id, "initiative", n.Name, Links.Search($"\"{n.Name.Replace("\"", "", StringComparison.Ordinal)}\""), words.Label("initiative", n.Kind), [new(words["count.mentions", n.Mentions.Length])], n.Rule, n.Mentions);

    private string Speaker(Statement s) =>
        s.Speaker.IsEmpty ? words["note.nospeaker"] : words.List([.. s.Speaker.Select(id => _actors.TryGetValue(id, out var actor) ? words.Name(actor) : id)]);

    /// <summary>The name in the report's language, where the reader sees another.</summary>
    private string? Original(string shown, ImmutableSortedDictionary<string, string> names) =>
        names.GetValueOrDefault(record.Document.Language) is { } name && name != shown ? name : null;

    private NoteDetail? PlaceOf(string? id) => id is not null && _places.TryGetValue(id, out var place) ? new(words.Name(place), $"#{id}") : null;

    private NoteDetail? Parties(ImmutableArray<string> parties) => parties.IsEmpty ? null : new(words.Parties(parties), Links.Dyad(parties));

    private ImmutableArray<NoteDetail> Said(ImmutableArray<NoteDetail> details, string? statement) =>
        statement is null ? details : details.Add(new(words["note.saidin", statement.ToUpperInvariant()], $"#{statement}"));

    private static ImmutableArray<NoteDetail> Details(params ReadOnlySpan<NoteDetail?> details)
    {
        var some = ImmutableArray.CreateBuilder<NoteDetail>();
        foreach (var detail in details)
        {
            if (detail is { Text.Length: > 0 })
                some.Add(detail);
        }

        return some.ToImmutable();
    }

    private static ImmutableArray<Evidence> Evidences(ImmutableArray<Mention> mentions) => [.. mentions.Select(m => new Evidence(m.Start, m.End, m.Text))];
}
