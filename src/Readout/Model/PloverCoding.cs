using System.Collections.Immutable;

namespace Readout;

/// <summary>What PLOVER calls the events and statements of a record (PLOVER 2.0 draft of 2024-02-04).</summary>
/// <remarks>A record tells an act and its status apart and keeps what is said as statements; PLOVER codes the announcement itself and every speech act as events.</remarks>
public static class PloverCoding
{
    /// <summary>The type of the event in PLOVER's terms: what is announced or wished for is verbal. Null for what did not happen.</summary>
    public static string? TypeOf(Event e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return e.Status switch
        {
            EventStatus.Negated => null,
            EventStatus.Planned or EventStatus.Proposed => e.Type switch
            {
                "CONSULT" or "SUPPORT" or "COOPERATE" or "AID" => "AGREE",
                "RETREAT" => "CONCEDE",
                "SANCTION" or "COERCE" or "MOBILIZE" or "ASSAULT" => "THREATEN",
                var type => type,
            },
            _ => e.Type,
        };
    }

    /// <summary>The types of a statement's acts; empty for one that only informs.</summary>
    public static ImmutableArray<string> TypesOf(Statement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        return [.. statement.Acts.Select(TypeOfAct).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The type of an act of the record's contract; null for <c>inform</c>.</summary>
    public static string? TypeOfAct(string act) => act switch
    {
        "thank" or "congratulate" or "praise" or "support" or "condole" => "SUPPORT",
        "promise" or "agree" => "AGREE",
        "propose" or "request" or "invite" => "REQUEST",
        "criticise" or "accuse" or "concern" => "ACCUSE",
        "reject" => "REJECT",
        "threaten" or "warn" => "THREATEN",
        _ => null,
    };

    /// <summary>Every type that the record gives cause for, in the alphabet's order.</summary>
    public static ImmutableSortedSet<string> TypesOf(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var types = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        types.UnionWith(record.Events.Select(TypeOf).OfType<string>());
        types.UnionWith(record.Statements.SelectMany(s => TypesOf(s)));
        if (record.Commitments.Length > 0)
            types.Add("AGREE");
        return types.ToImmutable();
    }
}
