using System.Collections.Immutable;
using System.Globalization;

namespace Readout.Ledger;

/// <summary>Why two things are held to belong together: told by kind, so that it can be said in any language.</summary>
/// <param name="Kind">
/// Of reports: <c>copy</c> (percent), <c>quotations</c> and <c>figures</c> (how many), <c>person</c>, <c>persons</c>, <c>people</c>, <c>place</c>, <c>initiative</c>, <c>day</c>,
/// <c>days</c>, <c>event</c> (parties, PLOVER types). Of a promise and what came of it: <c>says</c> (the words), <c>meeting</c> (parties, state), <c>thing</c>, <c>name</c>,
/// <c>at</c> (places), <c>number</c>, <c>topic</c>, <c>words</c>.
/// </param>
/// <param name="Values">What fills the words: counts, ids, words of the text; several in one are parted by ", ".</param>
public sealed record Reason(string Kind, ImmutableArray<string> Values)
{
    internal static Reason Of(string kind, params ImmutableArray<string> values) => new(kind, values);

    internal static Reason Of(string kind, int count) => new(kind, [count.ToString(CultureInfo.InvariantCulture)]);

    /// <summary>In English.</summary>
    public string Text => Kind switch
    {
        "copy" => $"{Values[0]} % of the shorter text stands in the longer",
        "quotations" => $"{Values[0]} {(Values[0] == "1" ? "quotation" : "quotations")} in the same words",
        "figures" => $"{Values[0]} {(Values[0] == "1" ? "figure" : "figures")} the same",
        "person" => "the same person on one side",
        "persons" => "the same persons on both sides",
        "people" => "the same persons named",
        "place" => "the same place",
        "initiative" => "the same summit or initiative",
        "day" => "the same day",
        "days" => "days that fit",
        "event" => $"{Pair}: {Values[1]}",
        "meeting" => $"a meeting of {Pair}{(Values.Length > 1 ? $" in {Values[1]}" : "")}",
        "at" => $"place: {Values[0]}",
        _ => $"{Kind}: {Values[0]}",
    };

    // As parties are written elsewhere: KAZ–CHN.
    private string Pair => Values[0].Replace(", ", "–", StringComparison.Ordinal);

    public override string ToString() => Text;
}
