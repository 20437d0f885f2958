using System.Collections.Immutable;

namespace Readout.Api.Routing;

/// <summary>What may be written for a parameter.</summary>
internal enum ParameterKind
{
    /// <summary>Any words.</summary>
    Text,

    /// <summary><c>2025-08-30</c>.</summary>
    Day,

    /// <summary>A whole number within bounds.</summary>
    Number,

    /// <summary>One word of <see cref="Parameter.Values"/>.</summary>
    OneOf,

    /// <summary>States (alpha-3) and organisations, one or two, with a comma between.</summary>
    Parties,

    /// <summary>Two parties with a hyphen between: <c>KAZ-RUS</c>.</summary>
    Pair,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,
}

/// <summary>A parameter of a route: how it is called, what it means, what it takes.</summary>
internal sealed record Parameter(string Name, ParameterKind Kind, string Meaning)
{
    /// <summary>True when it is a part of the path.</summary>
    public bool IsInPath { get; init; }

    public bool IsRequired { get; init; }

    public ImmutableArray<string> Values { get; init; } = [];

    public int Least { get; init; } = 1;

    public int Most { get; init; } = int.MaxValue;

    /// <summary>What is taken when it is not given; null for nothing.</summary>
    public int? Default { get; init; }

    public required string Example { get; init; }
}

/// <summary>Parameters that several routes have.</summary>
internal static class Parameters
{
    public static readonly Parameter Query = new("q", ParameterKind.Text, "What is searched for, in the query language: words in any form, \"phrases\", states (KAZ), periods (2024..2025), field:value; a hyphen before a part leaves it out.") { Example = "KAZ CHN type:CONSULT 2024.." };

    public static readonly Parameter From = new("from", ParameterKind.Day, "Published on this day or later.") { Example = "2024-01-01" };

    public static readonly Parameter To = new("to", ParameterKind.Day, "Published on this day or earlier.") { Example = "2025-12-31" };

    public static readonly Parameter Party = new("party", ParameterKind.Parties, "States (alpha-3) or organisations that must be among the parties: one, or two with a comma.") { Example = "KAZ,CHN" };

    public static readonly Parameter PartiesOf = new("parties", ParameterKind.Parties, "States (alpha-3) or organisations that it must be about: one, or two with a comma.") { Example = "KAZ,CHN" };

    public static readonly Parameter Language = new("language", ParameterKind.OneOf, "In this language (BCP 47).") { Values = ["ru", "en", "zh", "kk"], Example = "ru" };

    public static readonly Parameter Limit = new("limit", ParameterKind.Number, "At most so many on a page. Whole results come as .jsonl, .csv or .jsonld, without a limit.") { Most = 100, Default = 20, Example = "20" };

    public static readonly Parameter Next = new("next", ParameterKind.Text, "Where to go on: `next` of the page before, as it stands.") { Example = "" };

    public static readonly Parameter AsOf = new("asOf", ParameterKind.Text, "The ledger as it stood at a version (a number), a moment, or the end of a day.") { Example = "2025-08-30" };

    public static readonly Parameter Today = new("today", ParameterKind.Day, "The day from which promises are seen; a citation gives it, so that it repeats. Default: today (UTC).") { Example = "2025-09-01" };

    public static readonly Parameter Report = new("id", ParameterKind.Text, "A report: its id (SHA-256 of the text, hex) or the first characters of it, at least four.") { IsInPath = true, IsRequired = true, Example = "3f2a9c1b04de" };

    public static readonly Parameter Pair = new("pair", ParameterKind.Pair, "Two states (alpha-3) or organisations with a hyphen between.") { IsInPath = true, IsRequired = true, Example = "CHN-KAZ" };
}
