using System.Collections.Immutable;
using Readout.Ledger;
using Readout.Ledger.Corrections;

namespace Readout.Api.Writing;

/// <summary>A report to be read.</summary>
/// <param name="Text">Title, a blank line, paragraphs. Any line ends.</param>
/// <param name="Name">What you call it; null when it has no name.</param>
/// <param name="Published">Day of publication; null lets the reader look for it in the text.</param>
/// <param name="Url">Where the report stands; never opened.</param>
/// <param name="Publisher">Who published it.</param>
/// <param name="Language">BCP 47: ru, en, zh, kk; null lets the reader tell it.</param>
public sealed record ReportBody(string Text, string? Name = null, DateOnly? Published = null, string? Url = null, string? Publisher = null, string? Language = null);

/// <summary>What became of a report that was added.</summary>
/// <param name="Id">Of its record.</param>
/// <param name="Address">Where the record is.</param>
/// <param name="Diagnostics">What was weak about the reading.</param>
public sealed record AddedReport(string Id, AddOutcome Outcome, string Address, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>A correction of a record.</summary>
/// <param name="Kind">accept, reject, edit, add, merge or split.</param>
/// <param name="Item">The item's id in the record; for merge the one that stays. Null for add.</param>
/// <param name="Other">For merge: the item that is the same.</param>
/// <param name="Layer">For add: <c>events</c>, <c>figures</c> and so on.</param>
/// <param name="Words">For add: the words of the text that say it. For split: how the mentions read that are another's.</param>
/// <param name="At">For add: where the words begin, in code points, when they stand more than once.</param>
/// <param name="Fields">For edit, add and split: values by field, as <c>readout correct</c> takes them; lists with commas, an empty value takes it out.</param>
/// <param name="Note">Why.</param>
/// <param name="By">Who says so; with a token its name stands for you.</param>
public sealed record CorrectionBody(
    CorrectionKind Kind, string? Item = null, string? Other = null, string? Layer = null, string? Words = null, int? At = null,
    Dictionary<string, string>? Fields = null, string? Note = null, string? By = null);

/// <summary>A person's word on two reports, or on a promise and what came of it.</summary>
/// <param name="Kind">story or promise.</param>
/// <param name="First">For a story the id of a report; for a promise its id (3f2a9c1b04de:517).</param>
/// <param name="Second">For a story the id of another; for a promise the id of what a later report says (77ab01c2d3e4:0).</param>
/// <param name="Verdict">same joins or confirms, different parts or rejects, withdrawn takes an earlier word back.</param>
/// <param name="By">Who says so; with a token its name stands for you.</param>
public sealed record JudgementBody(JudgementKind Kind, string First, string Second, Verdict Verdict, string? By = null);

/// <summary>A question that a person cannot answer: whether an item of a report is read rightly, or whether two reports tell of one event.</summary>
/// <param name="Report">Id of the report.</param>
/// <param name="Item">The item's id in its record; null for a question about two reports.</param>
/// <param name="Other">Id of the other report; null for a question about an item.</param>
/// <param name="By">Who is unsure; with a token its name stands for you.</param>
public sealed record QuestionBody(string Report, string? Item = null, string? Other = null, string? By = null);

/// <summary>A word that was kept.</summary>
/// <param name="Version">The ledger's version that it made.</param>
public sealed record KeptJudgement(JudgementKind Kind, string First, string Second, Verdict Verdict, string By, long Version);
