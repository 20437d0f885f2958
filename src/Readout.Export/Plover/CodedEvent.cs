using System.Collections.Immutable;
using Readout.Reference;

namespace Readout.Export.Plover;

/// <summary>An actor as event data has it.</summary>
/// <param name="Code">Alpha-3, or PLOVER's code for what is no state (<c>IGO</c>, <c>UNO</c>, <c>EUR</c>, <c>NGO</c>, <c>MNC</c>); null when neither is known.</param>
/// <param name="Name">In English.</param>
/// <param name="Raw">As the text calls it first; null when only its state is meant.</param>
internal sealed record CodedActor(string? Code, string Name, string? Sector, string? Title, string? Raw, string? Ref, ActorKind Kind);

/// <summary>An event in PLOVER's sense: an act, an announcement, or something said.</summary>
/// <param name="Origin">What it was in the record: the type of a planned event, the act of a statement, <c>event</c> or <c>commitment</c>.</param>
internal sealed record CodedEvent(
    string Id, DateOnly Date, DateOnly? End, string Type, string? Mode, ImmutableArray<string> Contexts, string Origin, string Status,
    ImmutableArray<CodedActor> Actors, ImmutableArray<CodedActor> Recipients, Place? Place, Evidence Evidence);

/// <summary>Turns records into PLOVER's events by PLOVER's rules: announcements are AGREE, speech acts are events, no actor is no event.</summary>
internal sealed class PloverEvents
{
    private readonly StateCatalog _states = new();
    private readonly Dictionary<string, string> _organisations = ExportTable.Load("plover-organisations.tsv", "ref", "code").Rows.ToDictionary(r => r["ref"], r => r["code"]);

    /// <summary>What was left out so far, by reason.</summary>
    public SortedDictionary<string, long> LeftOut { get; } = new(StringComparer.Ordinal);

    public IEnumerable<CodedEvent> Of(Record record)
    {
        var agreed = new List<Evidence>();
        foreach (var coded in Events(record).Concat(Statements(record)))
        {
            if (coded.Type == "AGREE")
                agreed.Add(coded.Evidence);
            yield return coded;
        }

        foreach (var coded in Commitments(record, agreed))
            yield return coded;
    }

    private IEnumerable<CodedEvent> Events(Record record)
    {
        foreach (var e in record.Events)
        {
            if (e.Evidence.IsEmpty)
                continue;
            if (PloverCoding.TypeOf(e) is not { } type)
            {
                Leave("events that did not happen");
                continue;
            }

            var isAnnounced = e.Status is EventStatus.Planned or EventStatus.Proposed;
            // What is announced happens, as an announcement, on the day of the report.
            if ((isAnnounced ? record.Document.Published : e.Date?.From ?? (e.Status == EventStatus.Occurred ? record.Document.Published : null)) is not { } date)
            {
                Leave("events without a day");
                continue;
            }

            var actors = Coded(record, e.Actors);
            if (actors.IsEmpty)
                actors = [.. e.Parties.Select(Party)];
            if (actors.IsEmpty)
            {
                Leave("events without an actor");
                continue;
            }

            yield return new(IdOf(record, e.Id), date, !isAnnounced && e.Date is { } when && when.To != date ? when.To : null, type, type == e.Type ? e.Mode : null, e.Contexts,
                isAnnounced ? e.Type : "event", Name(e.Status), actors, Coded(record, e.Recipients), record.Places.FirstOrDefault(p => p.Id == e.Place), e.Evidence[0]);
        }
    }

    private IEnumerable<CodedEvent> Statements(Record record)
    {
        foreach (var statement in record.Statements)
        {
            foreach (var acts in statement.Acts.GroupBy(PloverCoding.TypeOfAct).Where(g => g.Key is not null))
            {
                var actors = Coded(record, statement.Speaker);
                if (record.Document.Published is not { } date)
                    Leave("events without a day");
                else if (actors.IsEmpty)
                    Leave("events without an actor");
                else
                {
                    yield return new(IdOf(record, $"{statement.Id}-{acts.Key}"), date, null, acts.Key!, null, [], acts.First(), "occurred", actors,
                        statement.Addressee is { } to ? Coded(record, [to]) : [], null, statement.Evidence);
                }
            }
        }
    }

    private IEnumerable<CodedEvent> Commitments(Record record, List<Evidence> agreed)
    {
        foreach (var commitment in record.Commitments)
        {
            // A promise that is an event or a statement already is not counted twice.
            if (agreed.Any(a => a.Start < commitment.Evidence.End && commitment.Evidence.Start < a.End))
                continue;
            var actors = Coded(record, commitment.Actors);
            if (actors.IsEmpty)
                actors = [.. commitment.By.Select(Party)];
            if (record.Document.Published is not { } date)
                Leave("events without a day");
            else if (actors.IsEmpty)
                Leave("events without an actor");
            else
                yield return new(IdOf(record, commitment.Id), date, null, "AGREE", null, [], "commitment", Name(EventStatus.Occurred), actors, [], null, commitment.Evidence);
        }
    }

    private ImmutableArray<CodedActor> Coded(Record record, ImmutableArray<string> ids) =>
        [.. ids.Select(id => record.Actors.FirstOrDefault(a => a.Id == id)).OfType<Actor>().Select(Coded)];

    private CodedActor Coded(Actor actor) => new(
        actor.Country ?? (actor.Kind == ActorKind.State ? actor.Ref : null) ?? OrganisationCode(actor.Ref ?? actor.Office?.Of, actor.Sector),
        actor.Name, actor.Sector, actor.Office?.Title ?? actor.Office?.Id, actor.Mentions.IsEmpty ? null : actor.Mentions[0].Text, actor.Ref, actor.Kind);

    private CodedActor Party(string party) => _states.Find(party) is { } state
        ? new(state.Iso3, state.Name, "GOV", null, null, state.Iso3, ActorKind.State)
        : new(OrganisationCode(party, null), party, null, null, null, party, ActorKind.Organization);

    private string? OrganisationCode(string? id, string? sector) =>
        id is not null && _organisations.TryGetValue(id, out var code) ? code : sector switch { "IGO" => "IGO", "NGO" => "NGO", "BUS" => "MNC", _ => null };

    private void Leave(string reason) => LeftOut[reason] = LeftOut.GetValueOrDefault(reason) + 1;

    /// <summary>Before the '_' is the document, as POLECAT has its story.</summary>
    private static string IdOf(Record record, string item) => $"{record.Document.Id[..16]}_{item}";

    private static string Name(EventStatus status) => status.ToString().ToLowerInvariant();
}
