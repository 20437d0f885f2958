using System.Collections.Immutable;
using Readout.Ledger.Figures;
using Readout.Ledger.Promises;
using Readout.Ledger.Stories;

namespace Readout.Ledger.Dyads;

/// <summary>What the ledger knows of two states, or of a state and an organisation.</summary>
/// <param name="Reports">In how many reports both are parties; of those that were read.</param>
/// <param name="Stories">Of how many stories those are.</param>
/// <param name="Events">One of a kind a day, in the order of time.</param>
/// <param name="Months">Conflict and cooperation month by month; months without anything are not there: silence in the ledger is not silence between states.</param>
/// <param name="Label">What they were last said to call their relationship; null when nobody says.</param>
/// <param name="Labels">Each label with its first and last use.</param>
/// <param name="People">Who took part in their meetings, most often first.</param>
/// <param name="Quotations">The latest first.</param>
public sealed record Dyad(
    string First,
    string Second,
    DateOnly? From,
    DateOnly? To,
    int Reports,
    int Stories,
    ImmutableArray<MergedEvent> Events,
    ImmutableArray<ScorePoint> Months,
    ImmutableArray<ScorePoint> Years,
    ImmutableArray<Visit> Visits,
    LabelUse? Label,
    ImmutableArray<LabelUse> Labels,
    ImmutableArray<FigureSeries> Figures,
    ImmutableArray<Promise> Promises,
    ImmutableArray<TopicYears> Topics,
    ImmutableArray<InitiativeUse> Initiatives,
    ImmutableArray<PersonMet> People,
    ImmutableArray<Quotation> Quotations);

/// <summary>Conflict and cooperation in a month or year.</summary>
/// <param name="Period"><c>2024-07</c> or <c>2024</c>.</param>
/// <param name="Events">Events that happened or were announced in it.</param>
/// <param name="Statements">Statements of one to the other, by the day of the report.</param>
/// <param name="Score">Mean of PLOVER's scores of both, −10 to +10.</param>
public sealed record ScorePoint(string Period, int Events, int Statements, double Score);

/// <summary>A visit that took place.</summary>
/// <param name="From">Party of the visitor.</param>
/// <param name="To">Party of the host.</param>
public sealed record Visit(string From, string To, VisitLevel Level, DateOnly? First, DateOnly? Last, ImmutableArray<string> Visitors, ImmutableArray<Source> Sources);

/// <summary>The highest office among the visitors.</summary>
public enum VisitLevel { HeadOfState, HeadOfGovernment, Speaker, Minister, Deputy, Other }

/// <summary>A name for the relationship and its use.</summary>
/// <param name="Grade">Id in the reference table; null for words that are not in it.</param>
/// <param name="Words">As first written.</param>
/// <param name="FirstUse">The earliest source.</param>
/// <param name="Upgrade">The source that says that the label was raised to this; null when none does and the label is only met.</param>
/// <param name="IsChange">True when the ledger had another label before this was first met.</param>
public sealed record LabelUse(string? Grade, string Words, Source FirstUse, Source LastUse, int Reports, Source? Upgrade, bool IsChange);

/// <summary>In how many reports a topic is named, year by year.</summary>
public sealed record TopicYears(string Topic, ImmutableSortedDictionary<int, int> Reports);

public sealed record InitiativeUse(string Name, string Kind, string? Ref, int Reports, Source FirstUse, Source LastUse);

/// <param name="Meetings">Events of talks that the person took part in.</param>
public sealed record PersonMet(MergedPerson Person, int Meetings, DateOnly? First, DateOnly? Last);

/// <param name="Speaker">Name of the speaker.</param>
/// <param name="Side">Party of the speaker.</param>
/// <param name="To">Name of the one spoken to; null when not told.</param>
public sealed record Quotation(string Speaker, string Side, string? To, ImmutableArray<string> Acts, Source Source);

/// <summary>What of a dyad is wanted.</summary>
public sealed record DyadQuery
{
    /// <summary>Reports published on this day or later; null for all.</summary>
    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>The day from which promises are seen.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>A version of the ledger; null for the present one.</summary>
    public long? AsOf { get; init; }

    /// <summary>From so many of the latest reports; null for all.</summary>
    public int? Read { get; init; }

    /// <summary>How many of the latest quotations.</summary>
    public int Quotations { get; init; } = 10;
}
