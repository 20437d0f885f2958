using System.Collections.Immutable;
using System.Text.Json;

namespace Readout.Export.Linked;

/// <summary>Records as nodes of linked data: schema.org, W3C annotations for the words. What <c>json-ld</c> exports hold, for those who write the file themselves.</summary>
public static class LinkedData
{
    /// <summary>Writes the property <c>@context</c> of an object that is open: nothing need be fetched to read what follows.</summary>
    public static void WriteContext(Utf8JsonWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        to.WriteStartObject("@context");
        to.WriteString("@vocab", "https://schema.org/");
        to.WriteString("oa", "http://www.w3.org/ns/oa#");
        to.WriteString("plover", "https://github.com/openeventdata/PLOVER#");
        foreach (var reference in (ReadOnlySpan<string>)["subjectOf", "isPartOf", "attendee", "location", "creator", "author", "agent", "about", "oa:hasBody", "oa:hasSource", "affiliation", "additionalType", "url"])
            Typed(to, reference, "@id");
        foreach (var day in (ReadOnlySpan<string>)["datePublished", "startDate", "endDate"])
            Typed(to, day, "Date");
        foreach (var number in (ReadOnlySpan<string>)["oa:start", "oa:end"])
            Typed(to, number, "http://www.w3.org/2001/XMLSchema#nonNegativeInteger");
        to.WriteEndObject();
    }

    /// <summary>Writes the nodes of a record into an array that is open.</summary>
    public static void WriteRecord(Utf8JsonWriter to, Record record) => new RecordGraph(to, record).Write();

    private static void Typed(Utf8JsonWriter to, string term, string type)
    {
        to.WriteStartObject(term);
        // A prefixed term must say what it stands for as soon as it says anything.
        to.WriteString("@id", term.StartsWith("oa:", StringComparison.Ordinal) ? "http://www.w3.org/ns/oa#" + term[3..] : "https://schema.org/" + term);
        to.WriteString("@type", type == "Date" ? "https://schema.org/Date" : type);
        to.WriteEndObject();
    }

    /// <summary>The nodes of one record.</summary>
    private sealed class RecordGraph(Utf8JsonWriter to, Record record)
    {
        private readonly string _article = "urn:readout:" + record.Document.Id;
        private readonly Quoted _quoted = new(record.Document);

        public void Write()
        {
            Article();
            foreach (var actor in record.Actors)
                Actor(actor);
            foreach (var place in record.Places)
                Place(place);
            foreach (var e in record.Events)
                Event(e);
            foreach (var statement in record.Statements)
                Statement(statement);
            foreach (var figure in record.Figures)
                Figure(figure);
            foreach (var commitment in record.Commitments)
                Commitment(commitment);
            foreach (var relation in record.Relations)
                Relation(relation);
        }

        private string Id(string item) => $"{_article}#{item}";

        private void Begin(string item, params ReadOnlySpan<string> types)
        {
            to.WriteStartObject();
            to.WriteString("@id", Id(item));
            Types(types);
        }

        private void Types(ReadOnlySpan<string> types)
        {
            if (types.Length == 1)
            {
                to.WriteString("@type", types[0]);
                return;
            }

            to.WriteStartArray("@type");
            foreach (var type in types)
                to.WriteStringValue(type);
            to.WriteEndArray();
        }

        private void Article()
        {
            var document = record.Document;
            to.WriteStartObject();
            to.WriteString("@id", _article);
            to.WriteString("@type", "NewsArticle");
            to.WriteString("identifier", document.Id);
            to.Known("headline", document.Title);
            to.WriteString("inLanguage", document.Language);
            to.Known("datePublished", document.Published);
            to.Known("url", document.Url);
            to.Known("creditText", document.Credit);
            if (document.Publisher is { } publisher)
            {
                to.WriteStartObject("publisher");
                to.WriteString("@type", "Organization");
                to.WriteString("name", publisher);
                to.WriteEndObject();
            }

            to.List("keywords", record.Topics.Select(t => t.Id));
            to.WriteEndObject();
        }

        private void Actor(Actor actor)
        {
            Begin(actor.Id, actor.Kind switch { ActorKind.Person => "Person", ActorKind.State => "Country", _ => "Organization" });
            Named(actor.Name, actor.Names);
            to.Known("identifier", actor.Ref);
            if (actor.Office is { } office)
            {
                to.WriteString("jobTitle", office.Title ?? office.Id);
                to.Known("nationality", actor.Country);
            }

            to.WriteEndObject();
            Annotate(actor.Id, actor.Mentions.Select(m => new Evidence(m.Start, m.End, m.Text)));
        }

        private void Place(Place place)
        {
            Begin(place.Id, "Place");
            Named(place.Name, place.Names);
            to.Known("identifier", place.Ref);
            to.Known("addressCountry", place.Country);
            if (place is { Lat: { } lat, Lon: { } lon })
            {
                to.WriteNumber("latitude", lat);
                to.WriteNumber("longitude", lon);
            }

            to.WriteEndObject();
            Annotate(place.Id, place.Mentions.Select(m => new Evidence(m.Start, m.End, m.Text)));
        }

        private void Named(string name, ImmutableSortedDictionary<string, string> names)
        {
            to.WriteStartArray("name");
            foreach (var (language, value) in names.Append(new("en", name)).DistinctBy(n => n.Key))
            {
                to.WriteStartObject();
                to.WriteString("@value", value);
                to.WriteString("@language", language);
                to.WriteEndObject();
            }

            to.WriteEndArray();
        }

        private void Event(Event e)
        {
            Begin(e.Id, "Event");
            to.WriteString("additionalType", "plover:" + e.Type);
            to.Known("description", e.Mode);
            to.WriteString("eventStatus", e.Status switch
            {
                EventStatus.Negated => "EventCancelled",
                EventStatus.Planned or EventStatus.Proposed => "EventScheduled",
                _ => "EventCompleted",
            });
            to.WriteString("status", e.Status.ToString().ToLowerInvariant());
            to.Known("startDate", e.Date?.From);
            to.Known("endDate", e.Date?.To);
            to.Known("location", e.Place is { } place ? Id(place) : null);
            to.List("attendee", e.Actors.Concat(e.Recipients).Select(Id));
            to.List("contributor", e.Parties);
            to.WriteString("subjectOf", _article);
            to.WriteEndObject();
            Annotate(e.Id, e.Evidence);
        }

        private void Statement(Statement statement)
        {
            // Reported speech is no quotation: a claim that the speaker is said to have made.
            Begin(statement.Id, statement.Kind == StatementKind.Direct ? "Quotation" : "Claim");
            to.WriteString("text", statement.Evidence.Text);
            to.WriteString("inLanguage", record.Document.Language);
            to.List(statement.Kind == StatementKind.Direct ? "creator" : "author", statement.Speaker.Select(Id));
            to.List("keywords", statement.Acts);
            to.WriteString("isPartOf", _article);
            to.WriteEndObject();
            Annotate(statement.Id, [statement.Evidence]);
        }

        private void Figure(Figure figure)
        {
            Begin(figure.Id, "Observation");
            to.WriteString("measuredProperty", figure.Measure);
            to.WriteNumber("value", figure.Value);
            to.Known(figure.Unit is { Length: 3 } unit && unit == unit.ToUpperInvariant() ? "currency" : "unitText", figure.Unit);
            to.Known("temporalCoverage", figure.Period);
            to.List("spatialCoverage", figure.Parties);
            to.WriteString("isPartOf", _article);
            to.WriteEndObject();
            Annotate(figure.Id, [figure.Evidence]);
        }

        private void Commitment(Commitment commitment)
        {
            Begin(commitment.Id, "PlanAction");
            to.WriteString("name", commitment.Action);
            to.List("agent", commitment.Actors.Select(Id));
            to.List("participant", commitment.By);
            to.Known("scheduledTime", commitment.Due);
            to.WriteString("actionStatus", commitment.Status switch
            {
                CommitmentStatus.Underway => "ActiveActionStatus",
                CommitmentStatus.Done => "CompletedActionStatus",
                _ => "PotentialActionStatus",
            });
            to.WriteString("description", commitment.Evidence.Text);
            to.WriteString("isPartOf", _article);
            to.WriteEndObject();
            Annotate(commitment.Id, [commitment.Evidence]);
        }

        private void Relation(Relation relation)
        {
            Begin(relation.Id, "DefinedTerm");
            to.WriteString("name", relation.Evidence.Text);
            to.Known("termCode", relation.Grade);
            to.List("contributor", relation.Parties);
            to.WriteEndObject();
            Annotate(relation.Id, [relation.Evidence]);
        }

        private void Annotate(string item, IEnumerable<Evidence> words)
        {
            var number = 0;
            foreach (var evidence in words)
            {
                Begin($"{item}-w{++number}", "oa:Annotation");
                to.WriteString("oa:hasBody", Id(item));
                to.WriteStartObject("oa:hasTarget");
                to.WriteString("oa:hasSource", _article);
                to.WriteStartArray("oa:hasSelector");
                to.WriteStartObject();
                to.WriteString("@type", "oa:TextPositionSelector");
                to.WriteNumber("oa:start", evidence.Start);
                to.WriteNumber("oa:end", evidence.End);
                to.WriteEndObject();
                to.WriteStartObject();
                to.WriteString("@type", "oa:TextQuoteSelector");
                to.WriteString("oa:exact", evidence.Text);
                to.WriteString("oa:prefix", _quoted.Before(evidence));
                to.WriteString("oa:suffix", _quoted.After(evidence));
                to.WriteEndObject();
                to.WriteEndArray();
                to.WriteEndObject();
                to.WriteEndObject();
            }
        }
    }
}
