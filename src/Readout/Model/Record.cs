using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Readout;

/// <summary>What one report says, each part tied to the words that say it. Version 1 of the record's contract.</summary>
/// <remarks>Immutable. Ids of items are unique within the record and stable for the same text and version.</remarks>
public sealed record Record
{
    public string Schema { get; init; } = "readout/1";

    public required DocumentFacts Document { get; init; }

    public ImmutableArray<Actor> Actors { get; init; } = [];

    public ImmutableArray<Place> Places { get; init; } = [];

    public ImmutableArray<Event> Events { get; init; } = [];

    public ImmutableArray<Statement> Statements { get; init; } = [];

    public ImmutableArray<Figure> Figures { get; init; } = [];

    public ImmutableArray<Commitment> Commitments { get; init; } = [];

    public ImmutableArray<Relation> Relations { get; init; } = [];

    public ImmutableArray<Initiative> Initiatives { get; init; } = [];

    public ImmutableArray<Topic> Topics { get; init; } = [];

    /// <summary>Names of persons, organisations and places in the order of the text, none inside another; not written as JSON, so empty in a record read back.</summary>
    /// <remarks>More of them than actors and places: those that take no part are here too.</remarks>
    [JsonIgnore]
    public ImmutableArray<Name> Names { get; init; } = [];

    /// <summary>What was weak or wrong about the reading; empty when nothing was.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>True when the report could not be read at all; the layers are then empty.</summary>
    [JsonIgnore]
    public bool IsUnread => Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);
}

/// <summary>The document itself and what is known about it.</summary>
public sealed record DocumentFacts
{
    /// <summary>SHA-256 of the normalised text in UTF-8, lower-case hex.</summary>
    public required string Id { get; init; }

    /// <summary>The id of a document with this text.</summary>
    /// <param name="normal">Normalised.</param>
    public static string IdOf(string normal) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normal)));

    public string? Name { get; init; }

    /// <summary>BCP 47: <c>ru</c>, <c>en</c>, <c>kk</c>, <c>zh</c>; <c>und</c> when it is none of them.</summary>
    public required string Language { get; init; }

    public string? Title { get; init; }

    /// <summary>The normalised text (NFC, <c>\n</c>) in which all evidence counts.</summary>
    public required string Text { get; init; }

    public string? Url { get; init; }

    public string? Publisher { get; init; }

    /// <summary>Whom the page credits for the text, outside the text itself; null for nobody, and then not written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Credit { get; init; }

    /// <summary>Day of publication; null when neither given nor inferable.</summary>
    public DateOnly? Published { get; init; }

    public PublishedFrom? PublishedFrom { get; init; }

    /// <summary>Whom the text credits for the news ("сообщила Акорда").</summary>
    public ImmutableArray<Origin> Origins { get; init; } = [];
}

/// <summary>Where the day of publication comes from.</summary>
public enum PublishedFrom { Given, Page, Text, Inferred }

/// <summary>A source that the text credits for the news.</summary>
/// <param name="Actor">Id of the actor in this record; null when the source is no actor of it.</param>
/// <param name="Evidence">The words that name the source.</param>
public sealed record Origin(string? Actor, Evidence Evidence);

/// <summary>A person, state or organisation that takes part.</summary>
public sealed record Actor
{
    public required string Id { get; init; }

    public required ActorKind Kind { get; init; }

    /// <summary>English name; transliterated when the actor is not in the reference dictionary.</summary>
    public required string Name { get; init; }

    /// <summary>Names by language (BCP 47) in the base form: nominative in Russian.</summary>
    public ImmutableSortedDictionary<string, string> Names { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Id in the reference dictionary (for states the alpha-3 code); null when the actor is known from the text only.</summary>
    public string? Ref { get; init; }

    /// <summary>ISO 3166-1 alpha-3 of the state served; null for an organisation's officer or when not known.</summary>
    public string? Country { get; init; }

    /// <summary>Office held at the date of the report as the text or the dictionary has it; null when none is known.</summary>
    public Office? Office { get; init; }

    /// <summary>PLOVER sector, primary one; null when not known.</summary>
    public string? Sector { get; init; }

    public ImmutableArray<Mention> Mentions { get; init; } = [];

    public string? Rule { get; init; }
}

public enum ActorKind { Person, State, Organization }

/// <summary>An office.</summary>
/// <param name="Id">Coarse id of the record's contract (<c>president</c>, <c>minister</c> ...).</param>
/// <param name="Title">As written in the text; null when the dictionary alone knows it.</param>
/// <param name="Of">Alpha-3 or organisation ref; null when not known.</param>
/// <param name="Detail">Fine id of the reference table; null when the text alone gives the office.</param>
public sealed record Office(string Id, string? Title, string? Of, string? Detail);

public sealed record Place
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public ImmutableSortedDictionary<string, string> Names { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public string? Ref { get; init; }

    /// <summary>ISO 3166-1 alpha-3; null for what lies in no single state.</summary>
    public string? Country { get; init; }

    /// <summary><c>city</c>, <c>residence</c>, <c>venue</c>, <c>region</c>, <c>crossing</c> ...; null when not known.</summary>
    public string? Kind { get; init; }

    /// <summary>Degrees, WGS 84; null when not known.</summary>
    public double? Lat { get; init; }

    /// <summary>Degrees, WGS 84; null when not known.</summary>
    public double? Lon { get; init; }

    public ImmutableArray<Mention> Mentions { get; init; } = [];

    public string? Rule { get; init; }
}

/// <summary>A date with its precision.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day, inclusive.</param>
/// <param name="Precision">How exactly the text tells it.</param>
public sealed record EventDate(DateOnly From, DateOnly To, DatePrecision Precision);

public enum DatePrecision { Day, Month, Year }

public enum EventStatus
{
    Occurred,

    /// <summary>Agreed, dated or announced.</summary>
    Planned,

    /// <summary>Wished for, invited, hypothetical.</summary>
    Proposed,

    /// <summary>Recalled background.</summary>
    Historical,
    Negated,
}

/// <summary>What happened, is planned or is recalled between the actors (PLOVER 2.0 draft of 2024-02-04).</summary>
public sealed record Event
{
    public required string Id { get; init; }

    /// <summary>PLOVER type in capitals: <c>CONSULT</c>.</summary>
    public required string Type { get; init; }

    /// <summary>PLOVER mode; null where the type has none or the text does not say.</summary>
    public string? Mode { get; init; }

    public ImmutableArray<string> Contexts { get; init; } = [];

    public required EventStatus Status { get; init; }

    /// <summary>Actor ids; in a meeting of equals all are actors.</summary>
    public ImmutableArray<string> Actors { get; init; } = [];

    public ImmutableArray<string> Recipients { get; init; } = [];

    /// <summary>The states and organisations behind them: alpha-3 or organisation ref (its English name when it has no ref).</summary>
    public ImmutableArray<string> Parties { get; init; } = [];

    /// <summary>Null when the text does not tell.</summary>
    public EventDate? Date { get; init; }

    /// <summary>Place id; null when the text does not tell.</summary>
    public string? Place { get; init; }

    /// <summary>Initiative id (the summit on whose margins it was); null when none.</summary>
    public string? Occasion { get; init; }

    public ImmutableArray<Evidence> Evidence { get; init; } = [];

    public string? Rule { get; init; }
}

public enum StatementKind { Direct, Indirect }

/// <summary>Who said what.</summary>
public sealed record Statement
{
    public required string Id { get; init; }

    /// <summary>Actor ids: one speaker, or the sides together. Empty when the text does not tell.</summary>
    /// <remarks>In JSON an id, an array of ids where several speak together, or null.</remarks>
    [JsonConverter(typeof(OneOrManyConverter))]
    public ImmutableArray<string> Speaker { get; init; } = [];

    public string? Addressee { get; init; }

    public required StatementKind Kind { get; init; }

    /// <summary>Acts of the record's contract: <c>thank</c>, <c>promise</c>, <c>inform</c> ...</summary>
    public ImmutableArray<string> Acts { get; init; } = [];

    /// <summary>The verb or phrase of saying; null if none.</summary>
    public Evidence? Cue { get; init; }

    /// <summary>The words said.</summary>
    public required Evidence Evidence { get; init; }

    public string? Rule { get; init; }
}

public enum Approximation { Exact, About, Over, Under, Upto }

public enum ChangeDirection { Up, Down }

public enum FigureStatus { Actual, Target, Forecast }

/// <summary>A number claimed.</summary>
public sealed record Figure
{
    public required string Id { get; init; }

    public required string Measure { get; init; }

    public required decimal Value { get; init; }

    /// <summary>ISO 4217, <c>percent</c>, or what is counted in English singular; null when the text does not tell.</summary>
    public string? Unit { get; init; }

    public Approximation Approx { get; init; }

    /// <summary>Set when the value is a change, not a level.</summary>
    public ChangeDirection? Change { get; init; }

    /// <summary>True when called a record.</summary>
    public bool Record { get; init; }

    public ImmutableArray<string> Parties { get; init; } = [];

    /// <summary><c>2024</c>, <c>2025-H1</c>, <c>2025-Q1</c>, <c>2025-01..2025-07</c>, a date; null when not told.</summary>
    public string? Period { get; init; }

    public FigureStatus Status { get; init; }

    public string? SaidIn { get; init; }

    public required Evidence Evidence { get; init; }

    public string? Rule { get; init; }
}

public enum CommitmentStatus { Pledged, Agreed, Decided, Underway, Done }

/// <summary>What a side says it will do or has decided to do.</summary>
public sealed record Commitment
{
    public required string Id { get; init; }

    /// <summary>Parties: alpha-3 or organisation ref (its English name when it has no ref).</summary>
    public ImmutableArray<string> By { get; init; } = [];

    public ImmutableArray<string> Actors { get; init; } = [];

    public required string Action { get; init; }

    /// <summary><c>2025</c>, <c>2025-09</c>, <c>2025-09-03</c>, <c>2026-Q3</c>, <c>2027-H1</c>; null when not told.</summary>
    public string? Due { get; init; }

    public CommitmentStatus Status { get; init; }

    public string? SaidIn { get; init; }

    public required Evidence Evidence { get; init; }

    public string? Rule { get; init; }
}

public enum RelationStatus { Asserted, Upgraded, Proposed }

/// <summary>What the two sides call their relationship.</summary>
public sealed record Relation
{
    public required string Id { get; init; }

    public ImmutableArray<string> Parties { get; init; } = [];

    /// <summary>Id in the reference table of grades; null when the label is not in it (the evidence still holds the words).</summary>
    public string? Grade { get; init; }

    public RelationStatus Status { get; init; }

    public required Evidence Evidence { get; init; }

    public string? Rule { get; init; }
}

/// <summary>A named thing: summit, council, workshop, themed year, corridor, treaty.</summary>
public sealed record Initiative
{
    public required string Id { get; init; }

    /// <summary>As the text names it, in the base form where it is known.</summary>
    public required string Name { get; init; }

    public required string Kind { get; init; }

    public string? Ref { get; init; }

    public string? Place { get; init; }

    public ImmutableArray<Evidence> Mentions { get; init; } = [];

    public string? Rule { get; init; }
}

/// <summary>A field of cooperation or discussion that was on the table.</summary>
public sealed record Topic(string Id, ImmutableArray<Evidence> Evidence);

public enum DiagnosticSeverity { Info, Warning, Error }

/// <summary>What was weak or wrong, where, and what to do.</summary>
/// <param name="Severity">An error means that the report could not be read.</param>
/// <param name="Message">What, where, why and what next, in English.</param>
/// <param name="Code"><c>RO1xxx</c> input, <c>RO2xxx</c> packs, <c>RO3xxx</c> ledger, <c>RO4xxx</c> network; listed in docs/errors.md, never reused.</param>
public sealed record Diagnostic(string Code, DiagnosticSeverity Severity, string Message);
