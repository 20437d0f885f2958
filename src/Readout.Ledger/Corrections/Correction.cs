using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Readout.Ledger.Corrections;

public enum CorrectionKind
{
    /// <summary>The item is right as it stands, also when a later reading should miss it.</summary>
    Accept,

    /// <summary>The item is wrong and goes.</summary>
    Reject,

    /// <summary>The item says something else.</summary>
    Edit,

    /// <summary>The reading missed an item.</summary>
    Add,

    /// <summary>Two items are one.</summary>
    Merge,

    /// <summary>Some mentions of an actor or place are another's.</summary>
    Split,
}

/// <summary>A person's word on an item of a record. Kept apart from the reading and put on it again whenever the report is read again.</summary>
/// <remarks>Items are known by their words, not by their ids: another reading may number them otherwise.</remarks>
public sealed record Correction
{
    /// <summary>Its number in the ledger; 0 before it is kept.</summary>
    public long Number { get; init; }

    public required CorrectionKind Kind { get; init; }

    /// <summary>The document as it was when it was corrected.</summary>
    public required string Document { get; init; }

    /// <summary>Layer of the record: <c>events</c>.</summary>
    public required string Layer { get; init; }

    /// <summary>The item's id then; null for what was added.</summary>
    public string? Item { get; init; }

    /// <summary>The words by which the item is known.</summary>
    public required Anchor Words { get; init; }

    /// <summary>The item as it was, JSON; null for what was added.</summary>
    public string? Before { get; init; }

    /// <summary>The item as it should be, JSON; null when there should be none. Of a split: the new item without its mentions.</summary>
    public string? After { get; init; }

    /// <summary>Of a merge: the words of the item that is merged into the first. Of a split: the mentions that move. Else empty.</summary>
    public ImmutableArray<Anchor> Others { get; init; } = [];

    /// <summary>Of a merge: the second item as it was, JSON; else null.</summary>
    public string? OtherBefore { get; init; }

    /// <summary>The items that <see cref="After"/> refers to, by their ids then.</summary>
    public ImmutableArray<ItemReference> References { get; init; } = [];

    /// <summary>Who says so.</summary>
    public required string By { get; init; }

    public DateTimeOffset At { get; init; }

    public string? Note { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, CorrectionJson.Default.Correction);

    /// <exception cref="JsonException">It is no correction.</exception>
    public static Correction FromJson(string json) => JsonSerializer.Deserialize(json, CorrectionJson.Default.Correction) ?? throw new JsonException("The JSON is null.");
}

/// <summary>An item that another refers to.</summary>
/// <param name="Words">Its mentions or evidence, the first few.</param>
/// <param name="Ref">Its id in the reference dictionary; null when it has none.</param>
public sealed record ItemReference(string Id, string Layer, ImmutableArray<Anchor> Words, string? Ref);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Correction))]
internal sealed partial class CorrectionJson : JsonSerializerContext;

/// <summary>What became of a correction when it was last put on a reading.</summary>
public enum CorrectionState
{
    Applied,

    /// <summary>The reading says it by itself now.</summary>
    Fulfilled,

    /// <summary>Its words no longer stand in the text, or what it refers to is no longer read.</summary>
    Orphaned,

    /// <summary>Taken back by a person.</summary>
    Withdrawn,
}

/// <summary>A correction in the ledger.</summary>
/// <param name="Why">Why it is orphaned; null when it is not.</param>
public sealed record KeptCorrection(Correction Correction, CorrectionState State, string? Why);

/// <summary>Who changed what and when.</summary>
/// <param name="By">Null when they did not say.</param>
/// <param name="Act"><c>correct</c>, <c>withdraw</c>, <c>remove</c>, <c>import</c>, <c>judge</c>, <c>leave-open</c>, <c>close</c>.</param>
/// <param name="Document">Null when it is about none.</param>
/// <param name="Detail">For people.</param>
public sealed record LogEntry(DateTimeOffset At, string? By, string Act, string? Document, string Detail);
