using System.Collections.Immutable;
using System.Globalization;

namespace Readout.Ledger.Searching;

/// <summary>A field of the query language.</summary>
/// <param name="Name">As typed before the colon.</param>
/// <param name="Tag">The tags it asks for; null for fields of words only.</param>
/// <param name="Column">Where its words are looked for; null for fields of tags only.</param>
/// <param name="Values">All values there are; empty when any may be.</param>
/// <param name="Meaning">For the help.</param>
public sealed record QueryField(string Name, string? Tag, QueryColumn? Column, ImmutableArray<string> Values, string Meaning);

/// <summary>The fields of the query language and the values that they know.</summary>
public static class QueryFields
{
    private static readonly ImmutableArray<string> Types =
        ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"];

    private static readonly ImmutableArray<string> Statuses = ["occurred", "planned", "proposed", "historical", "negated"];

    public static ImmutableArray<QueryField> All { get; } =
    [
        new("state", Tags.Party, null, [], "a state among the parties: alpha-3 or its name in English, Russian, Kazakh or Chinese"),
        new("person", null, QueryColumn.People, [], "a person who takes part, in any spelling of the name"),
        new("org", Tags.Party, QueryColumn.Organisations, [], "an organisation, by its id or its name"),
        new("place", null, QueryColumn.Places, [], "a place or initiative that is named"),
        new("title", null, QueryColumn.Title, [], "words of the title"),
        new("type", Tags.Type, null, [.. Types, .. Types.SelectMany(t => Statuses.Select(s => $"{t}.{s}"))], "an event of this PLOVER type; CONSULT.planned is one of this status"),
        new("mode", Tags.Mode, null, [], "an event of this PLOVER mode"),
        new("status", Tags.Status, null, Statuses, "an event of this status"),
        new("act", Tags.Act, null, ["thank", "congratulate", "praise", "support", "condole", "promise", "agree", "propose", "request", "invite", "criticise", "accuse", "concern", "reject", "threaten", "warn", "inform"], "a statement with this act"),
        new("action", Tags.Action, null, ["attend", "visit", "receive", "hold", "open", "build", "sign", "join", "invest", "finance", "supply", "buy", "send", "support", "study", "expand", "ease", "launch", "ratify", "continue", "other"], "a commitment of this action"),
        new("measure", Tags.Measure, null, ["trade-turnover", "exports", "imports", "investment", "loans", "aid", "contracts", "projects", "documents", "companies", "freight", "transit", "containers", "oil", "gas", "electricity", "grain", "tourists", "students", "flights", "visa-free", "population", "gdp", "prices", "distance", "participants", "other"], "a figure of this measure"),
        new("topic", Tags.Topic, null, ["trade", "investment", "industry", "transport", "energy", "nuclear", "oil-gas", "mining", "water", "agriculture", "digital", "ai", "space", "science", "finance", "tourism", "culture", "education", "health", "environment", "sport", "media", "youth", "security", "terrorism", "defence", "border", "migration", "consular", "humanitarian", "sanctions", "conflict", "regional", "multilateral", "interparliamentary", "interregional", "legal"], "a field that was on the table"),
        new("grade", Tags.Grade, null, [], "a partnership of this grade"),
        new("lang", Tags.Language, null, ["ru", "en", "zh", "kk"], "the language of the text"),
        new("source", Tags.Source, null, [], "the publisher, or the host of the URL"),
        new("corrected", Tags.Corrected, null, ["yes"], "a person has corrected something"),
    ];

    /// <summary>Fields that results are counted by.</summary>
    public static ImmutableArray<string> Facets { get; } = ["state", "type", "status", "topic", "act", "measure", "grade", "lang", "source", "year"];

    public static QueryField? Find(string name) => All.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>What a record is found by besides its words: "type=CONSULT". No blanks inside; letters' case does not matter.</summary>
public static class Tags
{
    public const string Party = "party";
    public const string Type = "type";
    public const string Mode = "mode";
    public const string Status = "status";
    public const string Act = "act";
    public const string Action = "action";
    public const string Measure = "measure";
    public const string Topic = "topic";
    public const string Grade = "grade";
    public const string Language = "lang";
    public const string Source = "source";
    public const string Corrected = "corrected";

    /// <summary>The year of publication: no field of the query language, a help for periods.</summary>
    public const string Year = "year";

    /// <summary>On every record, so that "everything but" can be asked for.</summary>
    public const string Every = "every=record";

    public static string Of(string kind, string value) => $"{kind}={value.Trim().Replace(' ', '_')}";

    /// <summary>The tags of a record, none twice.</summary>
    public static ImmutableArray<string> Of(Record record, bool isCorrected)
    {
        var tags = new List<string> { Every, Of(Language, record.Document.Language) };
        void Add(string kind, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
                tags.Add(Of(kind, value));
        }

        Add(Source, SourceOf(record.Document));
        Add(Year, record.Document.Published?.Year.ToString(CultureInfo.InvariantCulture));
        foreach (var party in RecordSummary.PartiesOf(record))
            Add(Party, party);
        foreach (var e in record.Events)
        {
            var status = e.Status.ToString().ToLowerInvariant();
            Add(Type, e.Type);
            Add(Type, $"{e.Type}.{status}");
            Add(Status, status);
            Add(Mode, e.Mode);
        }

        foreach (var act in record.Statements.SelectMany(s => s.Acts))
            Add(Act, act);
        foreach (var commitment in record.Commitments)
            Add(Action, commitment.Action);
        foreach (var figure in record.Figures)
            Add(Measure, figure.Measure);
        foreach (var topic in record.Topics)
            Add(Topic, topic.Id);
        foreach (var relation in record.Relations)
            Add(Grade, relation.Grade);
        if (isCorrected)
            Add(Corrected, "yes");
        return [.. tags.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    // "akorda.kz" is what people know a publisher by when the report does not name one.
    public static string? SourceOf(DocumentFacts document) => SourceOf(document.Publisher, document.Url);

    /// <summary>The publisher, else the host of the address; null when neither is known.</summary>
    public static string? SourceOf(string? publisher, string? address) =>
        publisher ?? (Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Host.Length > 0 ? url.Host.Replace("www.", "", StringComparison.OrdinalIgnoreCase) : null);
}
