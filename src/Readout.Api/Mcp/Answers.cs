using System.Collections.Immutable;
using System.ComponentModel;

namespace Readout.Api.Mcp;

/// <summary>Words of a report, and the report that they stand in: what an assistant needs in order to cite.</summary>
public sealed record Cited(
    [property: Description("The exact words of the report.")] string Quotation,
    [property: Description("Day of publication; null when not known.")] DateOnly? Published,
    [property: Description("Who published the report; null when not known.")] string? Publisher,
    [property: Description("Where the report stands; null when not known.")] string? Url,
    [property: Description("Headline of the report.")] string? Title,
    [property: Description("Id of the report, for get_record.")] string Document,
    [property: Description("Where the words begin in the report's text, in Unicode code points.")] int Start,
    [property: Description("One past their last code point.")] int End);

public sealed record FoundReports(
    [property: Description("How many reports fit in all.")] int Total,
    [property: Description("False when there may be more.")] bool IsExact,
    [property: Description("How the query was understood, a condition an entry.")] ImmutableArray<string> Understood,
    ImmutableArray<FoundReport> Items,
    [property: Description("Give this as 'next' for the following page; null on the last.")] string? Next);

public sealed record FoundReport(ImmutableArray<string> Parties, string Language, Cited Cited);

public sealed record ReportAnswer(
    string Document, string? Title, DateOnly? Published, string? Publisher, string? Url, string Language, ImmutableArray<string> Parties,
    [property: Description("What the report says, item by item: events, statements, figures, commitments, relations, initiatives, actors, places.")] ImmutableArray<RecordItem> Items,
    [property: Description("The whole text, when it was asked for.")] string? Text);

public sealed record RecordItem(
    [property: Description("Its id in the record.")] string Id,
    [property: Description("events, statements, figures, commitments, relations, initiatives, topics, actors or places.")] string Layer,
    [property: Description("What it says, in the record's terms.")] string What,
    Cited Cited);

public sealed record DyadOverview(
    string First, string Second, int Reports, int Stories, DateOnly? From, DateOnly? To,
    [property: Description("What they were last said to call their relationship; null when nobody says.")] LabelItem? Label,
    [property: Description("Mean of PLOVER's conflict and cooperation scores a year, -10 to +10.")] ImmutableArray<YearScore> Years,
    [property: Description("The latest events; list_events has all.")] ImmutableArray<EventItem> LatestEvents,
    [property: Description("Who took part in their meetings, most often first.")] ImmutableArray<PersonItem> People,
    ImmutableArray<StatementItem> LatestQuotations,
    [property: Description("How many there are of each: find_figures and list_commitments have them.")] DyadNumbers Counts);

public sealed record LabelItem(string? Grade, string Words, DateOnly? FirstUse, Cited Cited);

public sealed record YearScore(string Year, int Events, int Statements, double Score);

public sealed record PersonItem(string Name, string? Party, string? Office, int Meetings);

public sealed record DyadNumbers(int Events, int Figures, int Commitments, int Overdue, int Labels);

public sealed record StatementItem(string Speaker, string Side, ImmutableArray<string> Acts, Cited Cited);

public sealed record EventItems([property: Description("How many fit in all.")] int Total, [property: Description("The latest first.")] ImmutableArray<EventItem> Items);

public sealed record EventItem(
    [property: Description("PLOVER type: CONSULT, AGREE, COOPERATE ...; what is planned is AGREE.")] string Type, string? Kind, string Status, DateOnly? First, DateOnly? Last, ImmutableArray<string> Parties, string? Place,
    ImmutableArray<string> People, [property: Description("How many reports tell of it.")] int Reports, Cited Cited);

public sealed record FigureItems(
    int Total, [property: Description("False when only the latest of the reports that fit were read.")] bool IsWhole, [property: Description("Every claim by itself; nothing is averaged.")] ImmutableArray<FigureItem> Items);

public sealed record FigureItem(
    string Measure, decimal Value, string? Unit, string Approx, string? Period, ImmutableArray<string> Parties, string Status, [property: Description("up or down when the value is a change, else null.")] string? Change,
    [property: Description("Who says it; null when it is the report's own word.")] string? By, [property: Description("True when other claims of the same thing and time cannot be true as well.")] bool IsContradicted, Cited Cited);

public sealed record CommitmentItems(int Total, ImmutableArray<CommitmentItem> Items);

public sealed record CommitmentItem(
    string Id, ImmutableArray<string> By, ImmutableArray<string> With, string Action, string? Due,
    [property: Description("silent, underway, postponed, dropped or kept, as far as later reports tell.")] string State, bool IsOverdue, string? SaidBy, Cited Cited,
    [property: Description("What later reports say of it.")] ImmutableArray<OutcomeItem> Outcomes);

public sealed record OutcomeItem(string State, bool IsConfirmed, Cited Cited);

public sealed record AccountsAnswer(
    AccountItem Left, AccountItem Right, int Both, int OnlyLeft, int OnlyRight,
    [property: Description("Figures that differ first, then what both say, then what only one says.")] ImmutableArray<PointItem> Points);

public sealed record AccountItem(string Document, string? Title, string? Publisher, DateOnly? Published, string? Url, string Language);

public sealed record PointItem([property: Description("differs, both, only-left or only-right.")] string Kind, string Layer, string What, string? Note, Cited? Left, Cited? Right);
