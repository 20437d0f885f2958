using Readout.Api.Routing;
using Readout.Ledger;
using Readout.Ledger.Dyads;
using Readout.Ledger.Figures;
using Readout.Ledger.Promises;
using Readout.Ledger.Stories;

namespace Readout.Api.Subjects;

/// <summary>What the rows of CSV hold, item by item. Every row has its quotation and the report that it stands in.</summary>
internal static class Sheets
{
    public static readonly Sheet<RecordSummary> Reports = new(
        ("id", r => r.Id), ("name", r => r.Name), ("language", r => r.Language), ("title", r => r.Title), ("published", r => r.Published),
        ("publisher", r => r.Publisher), ("url", r => r.Url), ("parties", r => r.Parties), ("added", r => r.Added));

    public static readonly Sheet<SearchHit> Hits = new(
        ("id", h => h.Record.Id), ("name", h => h.Record.Name), ("language", h => h.Record.Language), ("title", h => h.Record.Title), ("published", h => h.Record.Published),
        ("publisher", h => h.Record.Publisher), ("url", h => h.Record.Url), ("parties", h => h.Record.Parties), ("score", h => h.Score),
        ("quotation", h => h.Snippet.Text), ("start", h => h.Snippet.Start), ("end", h => h.Snippet.Start + h.Snippet.Text.EnumerateRunes().Count()));

    public static readonly Sheet<Traced> Items = new(
        ("layer", i => i.Layer), ("id", i => i.Id), ("name", i => i.Name), ("rule", i => i.Rule),
        ("quotation", i => i.Evidence.IsEmpty ? null : i.Evidence[0].Text), ("start", i => i.Evidence.IsEmpty ? null : i.Evidence[0].Start), ("end", i => i.Evidence.IsEmpty ? null : i.Evidence[0].End));

    public static readonly Sheet<StoryRow> Stories = new(
        ("id", s => s.Id), ("published", s => s.Published), ("title", s => s.Title), ("parties", s => s.Parties), ("reports", s => s.Reports.Length),
        ("publishers", s => s.Reports.Select(r => r.Publisher).OfType<string>().Distinct(StringComparer.Ordinal)), ("languages", s => s.Reports.Select(r => r.Language).Distinct(StringComparer.Ordinal)),
        ("documents", s => s.Reports.Select(r => r.Id)));

    public static readonly Sheet<MergedEvent> Events = new(
        ("first", e => e.First), ("last", e => e.Last), ("precision", e => e.Precision), ("type", e => e.Type), ("kind", e => e.Kinds.IsEmpty ? null : e.Kinds[0].Value), ("status", e => e.Status),
        ("parties", e => e.Parties), ("score", e => e.Score), ("place", e => e.Places.IsEmpty ? null : e.Places[0].Value), ("people", e => e.People.Select(p => p.Value.Name)),
        ("occasion", e => e.Occasions.IsEmpty ? null : e.Occasions[0].Value), ("reports", e => e.Sources.Select(s => s.Document).Distinct(StringComparer.Ordinal).Count()),
        ("quotation", e => e.Sources[0].Evidence.Text), ("start", e => e.Sources[0].Evidence.Start), ("end", e => e.Sources[0].Evidence.End),
        ("document", e => e.Sources[0].Document), ("published", e => e.Sources[0].Published), ("publisher", e => e.Sources[0].Publisher));

    public static readonly Sheet<Claim> Claims = new(
        ("measure", c => c.Series.Measure), ("unit", c => c.Series.Unit), ("parties", c => c.Series.Parties), ("change", c => c.Series.Change), ("status", c => c.Series.Status),
        ("period", c => c.Point.Period), ("value", c => c.Figure.Figure.Value), ("approx", c => c.Figure.Figure.Approx), ("record", c => c.Figure.Figure.Record),
        ("contradicted", c => c.Point.IsContradicted), ("by", c => c.Figure.By), ("side", c => c.Figure.Side),
        ("quotation", c => c.Figure.Source.Evidence.Text), ("start", c => c.Figure.Source.Evidence.Start), ("end", c => c.Figure.Source.Evidence.End),
        ("document", c => c.Figure.Source.Document), ("published", c => c.Figure.Source.Published), ("publisher", c => c.Figure.Source.Publisher));

    public static readonly Sheet<Promise> Promises = new(
        ("id", p => p.Id), ("by", p => p.By), ("with", p => p.With), ("action", p => p.Action), ("due", p => p.Due), ("dueBy", p => p.DueBy), ("status", p => p.Status), ("saidBy", p => p.SaidBy),
        ("state", p => p.State), ("overdue", p => p.IsOverdue), ("confirmed", p => p.IsConfirmed), ("outcomes", p => p.Outcomes.Select(o => o.Id)),
        ("quotation", p => p.ToldBy[0].Evidence.Text), ("start", p => p.ToldBy[0].Evidence.Start), ("end", p => p.ToldBy[0].Evidence.End),
        ("document", p => p.ToldBy[0].Document), ("published", p => p.ToldBy[0].Published), ("publisher", p => p.ToldBy[0].Publisher));

    public static readonly Sheet<ScorePoint> Scores = new(("period", s => s.Period), ("events", s => s.Events), ("statements", s => s.Statements), ("score", s => s.Score));

    public static readonly Sheet<LabelUse> Labels = new(
        ("grade", l => l.Grade), ("words", l => l.Words), ("reports", l => l.Reports), ("change", l => l.IsChange), ("first", l => l.FirstUse.Published), ("firstDocument", l => l.FirstUse.Document),
        ("last", l => l.LastUse.Published), ("lastDocument", l => l.LastUse.Document), ("quotation", l => l.LastUse.Evidence.Text), ("start", l => l.LastUse.Evidence.Start), ("end", l => l.LastUse.Evidence.End));

    public static readonly Sheet<TopicYear> Topics = new(("topic", t => t.Topic), ("year", t => t.Year), ("reports", t => t.Reports));

    public static readonly Sheet<PersonMet> People = new(
        ("name", p => p.Person.Name), ("ref", p => p.Person.Ref), ("party", p => p.Person.Party), ("office", p => p.Person.Office), ("meetings", p => p.Meetings), ("first", p => p.First), ("last", p => p.Last));

    public static readonly Sheet<Quotation> Quotations = new(
        ("speaker", q => q.Speaker), ("side", q => q.Side), ("to", q => q.To), ("acts", q => q.Acts),
        ("quotation", q => q.Source.Evidence.Text), ("start", q => q.Source.Evidence.Start), ("end", q => q.Source.Evidence.End),
        ("document", q => q.Source.Document), ("published", q => q.Source.Published), ("publisher", q => q.Source.Publisher));

    public static readonly Sheet<Ledger.Accounts.Point> Points = new(
        ("kind", p => p.Kind), ("layer", p => p.Layer), ("name", p => p.Name), ("note", p => p.Note), ("first", p => p.First.IsEmpty ? null : p.First[0].Text),
        ("firstStart", p => p.First.IsEmpty ? null : p.First[0].Start), ("firstEnd", p => p.First.IsEmpty ? null : p.First[0].End),
        ("second", p => p.Second.IsEmpty ? null : p.Second[0].Text), ("secondStart", p => p.Second.IsEmpty ? null : p.Second[0].Start), ("secondEnd", p => p.Second.IsEmpty ? null : p.Second[0].End));

    /// <summary>All claims of series, one by one.</summary>
    public static IEnumerable<Claim> Of(IEnumerable<FigureSeries> series) =>
        from s in series from p in s.Points from v in p.Values from c in v.Claims select new Claim(s, p, c);
}

/// <summary>A claim with the series and the point that it is in.</summary>
internal sealed record Claim(FigureSeries Series, FigurePoint Point, FigureClaim Figure);

/// <summary>In how many reports of a year a topic is named.</summary>
public sealed record TopicYear(string Topic, int Year, int Reports);
