using System.Text.Json;
using Readout.Api.Routing;
using Readout.Ledger;
using Readout.Ledger.Dyads;
using Readout.Ledger.Promises;
using Readout.Ledger.Stories;

namespace Readout.Api.Subjects;

/// <summary>Items of the ledger as nodes of linked data, in the terms that exports use (<see cref="Export.Linked.LinkedData"/>).</summary>
internal static class Nodes
{
    public static void Report(Utf8JsonWriter to, RecordSummary report)
    {
        to.WriteStartObject();
        to.WriteString("@id", Article(report.Id));
        to.WriteString("@type", "NewsArticle");
        to.WriteString("identifier", report.Id);
        Known(to, "headline", report.Title);
        to.WriteString("inLanguage", report.Language);
        Known(to, "datePublished", Day(report.Published));
        Known(to, "url", report.Url);
        if (report.Publisher is { } publisher)
        {
            to.WriteStartObject("publisher");
            to.WriteString("@type", "Organization");
            to.WriteString("name", publisher);
            to.WriteEndObject();
        }

        to.WriteEndObject();
    }

    public static void Story(Utf8JsonWriter to, StoryRow story)
    {
        foreach (var report in story.Reports)
            Report(to, report);
    }

    public static void Event(Utf8JsonWriter to, MergedEvent e)
    {
        to.WriteStartObject();
        to.WriteString("@id", Item(e.Sources[0]));
        to.WriteString("@type", "Event");
        to.WriteString("additionalType", "plover:" + e.Type);
        to.WriteString("eventStatus", e.Status switch
        {
            EventStatus.Negated => "EventCancelled",
            EventStatus.Planned or EventStatus.Proposed => "EventScheduled",
            _ => "EventCompleted",
        });
        Known(to, "startDate", Day(e.First));
        Known(to, "endDate", Day(e.Last));
        if (!e.Places.IsEmpty)
        {
            to.WriteStartObject("location");
            to.WriteString("@type", "Place");
            to.WriteString("name", e.Places[0].Value);
            to.WriteEndObject();
        }

        List(to, "contributor", e.Parties);
        if (!e.People.IsEmpty)
        {
            to.WriteStartArray("attendee");
            foreach (var person in e.People)
                Person(to, person.Value.Name, person.Value.Ref);
            to.WriteEndArray();
        }

        to.WriteString("description", e.Sources[0].Evidence.Text);
        Articles(to, "subjectOf", e.Sources);
        to.WriteEndObject();
        Annotation(to, e.Sources[0]);
    }

    public static void Claim(Utf8JsonWriter to, Claim claim)
    {
        to.WriteStartObject();
        to.WriteString("@id", Item(claim.Figure.Source));
        to.WriteString("@type", "Observation");
        to.WriteString("measuredProperty", claim.Series.Measure);
        to.WriteNumber("value", claim.Figure.Figure.Value);
        if (claim.Series.Unit is { } unit)
            to.WriteString(unit.Length == 3 && unit == unit.ToUpperInvariant() ? "currency" : "unitText", unit);
        Known(to, "temporalCoverage", claim.Figure.Figure.Period);
        List(to, "spatialCoverage", claim.Series.Parties);
        to.WriteString("isPartOf", Article(claim.Figure.Source.Document));
        to.WriteEndObject();
        Annotation(to, claim.Figure.Source);
    }

    public static void Promise(Utf8JsonWriter to, Promise promise)
    {
        to.WriteStartObject();
        to.WriteString("@id", Item(promise.ToldBy[0]));
        to.WriteString("@type", "PlanAction");
        to.WriteString("identifier", promise.Id);
        to.WriteString("name", promise.Action);
        List(to, "participant", promise.By);
        Known(to, "scheduledTime", promise.Due);
        to.WriteString("actionStatus", promise.State switch
        {
            PromiseState.Kept => "CompletedActionStatus",
            PromiseState.Underway => "ActiveActionStatus",
            PromiseState.Dropped => "FailedActionStatus",
            _ => "PotentialActionStatus",
        });
        to.WriteString("description", promise.ToldBy[0].Evidence.Text);
        Articles(to, "subjectOf", promise.ToldBy);
        to.WriteEndObject();
        Annotation(to, promise.ToldBy[0]);
    }

    public static void Quotation(Utf8JsonWriter to, Quotation quotation)
    {
        to.WriteStartObject();
        to.WriteString("@id", Item(quotation.Source));
        to.WriteString("@type", "Quotation");
        to.WriteString("text", quotation.Source.Evidence.Text);
        to.WriteStartArray("creator");
        Person(to, quotation.Speaker, null);
        to.WriteEndArray();
        List(to, "keywords", quotation.Acts);
        to.WriteString("isPartOf", Article(quotation.Source.Document));
        to.WriteEndObject();
        Annotation(to, quotation.Source);
    }

    public static void Person(Utf8JsonWriter to, PersonMet person) => Person(to, person.Person.Name, person.Person.Ref);

    public static void Label(Utf8JsonWriter to, LabelUse label)
    {
        to.WriteStartObject();
        to.WriteString("@id", Item(label.LastUse));
        to.WriteString("@type", "DefinedTerm");
        to.WriteString("name", label.Words);
        Known(to, "termCode", label.Grade);
        to.WriteEndObject();
        Annotation(to, label.LastUse);
    }

    private static void Person(Utf8JsonWriter to, string name, string? reference)
    {
        to.WriteStartObject();
        to.WriteString("@type", "Person");
        to.WriteString("name", name);
        Known(to, "identifier", reference);
        to.WriteEndObject();
    }

    /// <summary>The words that say it, as a W3C annotation. What stands around them is the report's own page to tell.</summary>
    private static void Annotation(Utf8JsonWriter to, Source source)
    {
        to.WriteStartObject();
        to.WriteString("@type", "oa:Annotation");
        to.WriteString("oa:hasBody", Item(source));
        to.WriteStartObject("oa:hasTarget");
        to.WriteString("oa:hasSource", Article(source.Document));
        to.WriteStartArray("oa:hasSelector");
        to.WriteStartObject();
        to.WriteString("@type", "oa:TextPositionSelector");
        to.WriteNumber("oa:start", source.Evidence.Start);
        to.WriteNumber("oa:end", source.Evidence.End);
        to.WriteEndObject();
        to.WriteStartObject();
        to.WriteString("@type", "oa:TextQuoteSelector");
        to.WriteString("oa:exact", source.Evidence.Text);
        to.WriteEndObject();
        to.WriteEndArray();
        to.WriteEndObject();
        to.WriteEndObject();
    }

    private static string Article(string document) => "urn:readout:" + document;

    private static string Item(Source source) => source.Item is { } item ? $"{Article(source.Document)}#{item}" : $"{Article(source.Document)}#char={source.Evidence.Start},{source.Evidence.End}";

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static void Known(Utf8JsonWriter to, string name, string? value)
    {
        if (value is not null)
            to.WriteString(name, value);
    }

    private static void List(Utf8JsonWriter to, string name, IEnumerable<string> values)
    {
        to.WriteStartArray(name);
        foreach (var value in values)
            to.WriteStringValue(value);
        to.WriteEndArray();
    }

    private static void Articles(Utf8JsonWriter to, string name, IEnumerable<Source> sources) =>
        List(to, name, sources.Select(s => Article(s.Document)).Distinct(StringComparer.Ordinal));
}
